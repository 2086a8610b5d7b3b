"""Where an article's date is from, and dates that cannot be true."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_pages import CAPTURED, TEXT, make_capture, make_json_ld, make_page, need_article

from laut.document import iter_results, make_article
from laut.document.dates import find_in_address, parse_date
from laut.records import Given, Skip

JSON_LD = make_json_ld(datePublished="2024-03-05T10:00:00+01:00", dateModified="2024-03-07")
META = '<meta property="article:published_time" content="2024-03-04T09:00:00Z">'
DATED = "https://www.auenbote.example/2024/03/03/bruecke.html"
FEED = Given(published_on=date(2024, 3, 2), published_from="feed")
TABLE = Given(published_on=date(2024, 2, 28), published_from="table")
VISIBLE = '<time datetime="2024-03-01">1. März 2024</time>'


@pytest.mark.parametrize(
    ("head", "body", "url", "given_", "expected"),
    [
        (JSON_LD + META, VISIBLE, DATED, Given(published_on=date(2024, 2, 29)), ("2024-02-29", "given")),
        (JSON_LD, "", DATED, TABLE, ("2024-02-28", "table")),
        (JSON_LD + META, VISIBLE, DATED, FEED, ("2024-03-05", "json-ld")),
        (META, VISIBLE, DATED, FEED, ("2024-03-04", "meta")),
        ("", VISIBLE, DATED, FEED, ("2024-03-03", "url")),
        ("", VISIBLE, None, FEED, ("2024-03-02", "feed")),
        ("", VISIBLE, None, Given(), ("2024-03-01", "page")),
        ('<meta itemprop="datePublished" content="4.3.2024">', "", None, Given(), ("2024-03-04", "meta")),
        ('<script type="application/ld+json">{"datePublished": "2024-03-05", }</script>', "", None, Given(),
         ("2024-03-05", "json-ld")),
        ("", "", None, Given(), ("None", None)),
    ],
)  # fmt: skip
def test_the_most_reliable_source_is_taken(
    head: str, body: str, url: str | None, given_: Given, expected: tuple[str, str | None]
) -> None:
    (article,) = iter_results(make_capture(make_page(head, body), url=url, given=given_))
    article = need_article(article)
    assert (str(article.published_on), article.published_from) == expected


def test_a_web_archive_dates_what_nothing_else_dates_but_a_fetch_does_not() -> None:
    archived = need_article(make_article(make_capture(TEXT, "text/plain", warc_record_id="<urn:uuid:1>")))
    assert (archived.published_on, archived.published_from) == (CAPTURED.date(), "capture")
    fetched = need_article(make_article(make_capture(TEXT, "text/plain")))
    assert (fetched.published_on, fetched.published_from) == (None, None)


@pytest.mark.parametrize(
    "refused", ["2024-03-10", "2031-01-01", "1970-01-01", "1969-12-31T23:00:00Z", "0001-01-01"]
)
def test_a_date_that_cannot_be_true_is_left_out_and_recorded(refused: str) -> None:
    head = make_json_ld(datePublished=refused, dateCreated="2024-03-09") + META
    article, skip = iter_results(make_capture(make_page(head)))
    article = need_article(article)
    assert (str(article.published_on), article.published_from) == ("2024-03-09", "json-ld")
    assert isinstance(skip, Skip)
    assert skip.reason == "date"
    assert "can't be true" in skip.detail


def test_a_given_date_in_the_future_is_refused_too() -> None:
    tomorrow = datetime.now(UTC).date() + timedelta(days=30)
    given_ = Given(published_on=tomorrow, published_from="feed")
    article, skip = iter_results(make_capture(TEXT, "text/plain", retrieved_at=None, given=given_))
    assert need_article(article).published_on is None
    assert isinstance(skip, Skip)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-03-05", "2024-03-05"),
        ("20240305", "2024-03-05"),
        ("2024-03-05 23:59", "2024-03-05"),
        ("2024-03-05T23:30:00Z", "2024-03-06"),
        ("2024-07-05T22:30:00+00:00", "2024-07-06"),
        ("2024-07-05T21:30:00+00:00", "2024-07-05"),
        ("2024-03-05T10:00:00.123+0100", "2024-03-05"),
        ("2024-03-05Tnoon", "2024-03-05"),
        ("5.3.2024", "2024-03-05"),
        ("Dienstag, 5. März 2024, 10.00 Uhr", "2024-03-05"),
        ("1. Jänner 2024", "2024-01-01"),
        ("Tue, 05 Mar 2024 23:30:00 GMT", "2024-03-06"),
        ("31.2.2024", "None"),
        ("5. Brachet 2024", "None"),
        ("9999-12-31T23:59:59-12:00", "None"),
        ("gestern", "None"),
        ("", "None"),
    ],
)
def test_dates_as_they_are_written(value: str, expected: str) -> None:
    assert str(parse_date(value)) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/2024/3/5/bruecke", "2024-03-05"),
        ("https://a.example/politik/bruecke-20240305.html", "2024-03-05"),
        ("https://a.example/2024-03-05-bruecke", "2024-03-05"),
        ("https://a.example/artikel/2024030577", None),
        ("https://a.example/2024/13/05/x", None),
        ("https://a.example/2024/03/", None),
        (None, None),
    ],
)
def test_dates_in_addresses(url: str | None, expected: str | None) -> None:
    assert find_in_address(url) == expected


@given(st.text(max_size=80))
def test_any_text_is_a_date_or_none(value: str) -> None:
    assert parse_date(value) is None or isinstance(parse_date(value), date)


@given(st.dates(date(1605, 1, 1)))
def test_dates_come_back(day: date) -> None:
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day.day}.{day.month}.{day.year}") == day
