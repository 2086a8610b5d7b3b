"""Pages → articles: text, title, author, outlet; malformed and hostile HTML."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_pages import (
    ENGLISH,
    HUNGARIAN,
    PARAGRAPHS,
    TEXT,
    URL,
    make_capture,
    make_json_ld,
    make_page,
    need_article,
    need_reason,
)

from laut.document import iter_results, make_article
from laut.ids import make_article_id
from laut.records import Article, Given


def test_a_page() -> None:
    head = make_json_ld(headline="Brücke gesperrt", author=[{"name": "Ina Kerz"}, {"name": "Bo Lund"}])
    article = need_article(make_article(make_capture(make_page(head))))
    assert article == Article(
        id=make_article_id("", URL),
        text=TEXT,
        title="Brücke gesperrt",
        outlet="auenbote.example",
        url=URL,
        author="Ina Kerz, Bo Lund",
        agency="dpa",
    )


def test_a_page_that_declares_nothing() -> None:
    body = '<a rel="author" href="/kerz">Ina Kerz</a>'
    article = need_article(make_article(make_capture(make_page(body=body))))
    assert article.text.endswith(TEXT)
    assert (article.title, article.author) == ("Brücke über die Aue gesperrt", "Ina Kerz")


def test_what_the_source_gives_counts_more() -> None:
    given_ = Given(title="Titel der Tabelle", author="Bo Lund", outlet="Auenbote")
    head = make_json_ld(headline="Anders", author="Ina Kerz")
    article = need_article(make_article(make_capture(make_page(head), given=given_)))
    assert (article.title, article.author, article.outlet) == ("Titel der Tabelle", "Bo Lund", "Auenbote")


def test_a_saved_page_takes_its_address_from_the_link_but_its_id_from_its_source() -> None:
    page = make_page('<link rel="canonical" href="https://www.taz.de/!123/">')
    article = need_article(make_article(make_capture(page, url=None)))
    assert (article.url, article.outlet) == ("https://www.taz.de/!123/", "taz")
    assert article.id == make_article_id(page)


@pytest.mark.parametrize(
    "address", ["https://www.taz.de/", "javascript:alert(1)", "http://[::1", "/lokales/x"]
)
def test_an_address_that_is_none(address: str) -> None:
    page = make_page(f'<link rel="canonical" href="{address}">')
    assert need_article(make_article(make_capture(page, url=None))).url is None


@pytest.mark.parametrize(
    "json_ld",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Abgebro</script>',
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
        '<script type="application/ld+json">{"@type": 7, "headline": {"a": []}, "author": [[]]}</script>',
        '<script type="application/ld+json">{"@type": ["NewsArticle"], "headline": [], "author": 1}</script>',
        '<script type="application/ld+json"></script><meta content="x"><meta name="author" content="">',
    ],
)
def test_malformed_structured_data_counts_as_none(json_ld: str) -> None:
    article = need_article(make_article(make_capture(make_page(json_ld))))
    assert (article.title, article.author) == ("Brücke über die Aue gesperrt", None)


def test_the_teaser_of_another_article_is_not_taken() -> None:
    listed = '{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Anderes"}]}'
    page = make_page(
        f'<script type="application/ld+json">{listed}</script>' + make_json_ld(headline="Dieses")
    )
    assert need_article(make_article(make_capture(page))).title == "Dieses"


def test_tags_that_are_never_closed() -> None:
    page = "<html><body><div><nav><a href=/>Start<main><article><h1>Brücke</h1>" + "".join(
        f"<p>{paragraph}<br><b>" for paragraph in PARAGRAPHS
    )
    article = need_article(make_article(make_capture(page)))
    assert all(paragraph in article.text for paragraph in PARAGRAPHS)


def test_control_characters_do_not_reach_the_article() -> None:
    page = make_page(make_json_ld(headline="Brücke\x1b[31m gesperrt\x07")).replace(
        "Die Träger", "Die\x1b[2J&#27;&#x1B;&#xD800; Träger &#150; rostig &#8211;"
    )
    article = need_article(make_article(make_capture(page)))
    assert article.title == "Brücke[31m gesperrt"
    assert "Die[2J Träger – rostig – sind" in article.text
    assert not any(ord(char) < 32 and char != "\n" for char in article.text)


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 50_000 + TEXT,
        "<html><body>" + "<script>" * 50_000,
        "<html><body>" + "<!--" * 100_000,
        "<html><body>" + "<a <b " * 50_000,
        "<html " + "lang=x " * 50_000,
        "<!doctype html><!ENTITY a '&b;&b;'>" + "&a;" * 50_000 + "<p>" + TEXT,
        "<html><head><meta " + "charset" * 50_000,
    ],
)
@pytest.mark.timeout(30)
def test_hostile_pages_end(page: str) -> None:
    assert list(iter_results(make_capture(page)))


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (make_page(paragraphs=("Bitte melden Sie sich an.",)), "no article"),
        (make_page(paragraphs=(ENGLISH,), language="en"), "language"),
        (make_page(paragraphs=(ENGLISH,)), "language"),
        (make_page(paragraphs=(HUNGARIAN,), language="hu"), "language"),
        (make_page(paragraphs=(HUNGARIAN,)), "language"),
        ("<html></html>", "no article"),
        ("<!-- nur ein Kommentar -->", "damaged"),
        ("<html><body>" + "x" * 10_000_001, "too large"),
        ("x" * 20_000_001, "too large"),
        ("", "empty"),
        (" … 12.", "empty"),
    ],
)
def test_pages_that_are_no_article(page: str, reason: str) -> None:
    assert need_reason(make_article(make_capture(page))) == reason


def test_a_german_page_that_says_it_is_english_is_read() -> None:
    assert need_article(make_article(make_capture(make_page(language="en-US")))).text.endswith(PARAGRAPHS[-1])


def test_letters_are_composed() -> None:
    page = make_page(make_json_ld(headline="Bru\u0308cke")).replace("Träger", "Tra\u0308ger")
    article = need_article(make_article(make_capture(page)))
    assert (article.title, article.text) == ("Brücke", TEXT)


def test_the_front_page_of_a_site() -> None:
    capture = make_capture(make_page(), url="https://www.auenbote.example/")
    assert need_reason(make_article(capture)) == "no article"


def test_nothing_heavy_is_imported_before_the_first_capture() -> None:
    code = "import sys, laut.document.foreign; print(*{'lxml', 'numpy', 'trafilatura'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.strip() == b""


@given(st.text(max_size=300), st.integers(0, 2000), st.integers(0, 300))
def test_damaged_pages_are_articles_or_skips(noise: str, at: int, dropped: int) -> None:
    page = make_page(make_json_ld(headline="Brücke", datePublished="2024-03-05"))
    damaged = page[:at] + noise + page[at + dropped :]
    results = list(iter_results(make_capture(damaged.encode("utf-8", "replace"))))
    assert results
    assert results == list(iter_results(make_capture(damaged.encode("utf-8", "replace"))))
