"""Text files, Markdown, pieces of HTML, rows of tables; encodings; what is no text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_pages import (
    ENGLISH,
    HUNGARIAN,
    PARAGRAPHS,
    TEXT,
    make_capture,
    make_page,
    need_article,
    need_reason,
)

from laut.document import iter_results, make_article
from laut.document.decoding import decode
from laut.ids import make_article_id
from laut.records import Article, Given, Skip

MARKDOWN = f"""---
title: "Brücke gesperrt"
author: Ina Kerz
date: 2024-03-05
url: https://www.auenbote.example/bruecke
---
# Brücke

{PARAGRAPHS[0]}

- **Die Kosten** trage der [Bund](https://bund.example),
  sagte _Pohl_.

![Bild](bruecke.jpg) <b>Ende</b>
"""


def test_a_text_file_is_taken_exactly() -> None:
    text = TEXT.replace("\n", "\r\n") + "  \n"
    article = need_article(make_article(make_capture(text, "text/plain", url=None)))
    assert (article.text, article.id) == (text, make_article_id(text))


def test_a_row_of_a_table() -> None:
    given_ = Given(title="Brücke gesperrt", author="Ina Kerz, dpa", outlet="Auenbote")
    article = need_article(
        make_article(make_capture("„Unsinn“, so Kerz.", "text/plain", url=None, given=given_))
    )
    assert article.text == "„Unsinn“, so Kerz."
    assert (article.title, article.outlet, article.agency) == ("Brücke gesperrt", "Auenbote", "dpa")


@pytest.mark.parametrize("media_type", ["text/html", "text/plain", None])
def test_a_piece_of_html_is_taken_whole(media_type: str | None) -> None:
    piece = (
        "<p>Die <b>Brücke</b>\n ist gesperrt.</p><ul><li>Nord&shy;straße</li></ul>&amp; aus<script>x</script>"
    )
    article = need_article(make_article(make_capture(piece, media_type)))
    assert article.text == "Die Brücke ist gesperrt.\n\nNord\xadstraße\n\n& aus".replace("\xad", "")


def test_xhtml_is_a_page() -> None:
    page = make_page().replace("<!doctype html>", '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>')
    for media_type in ("application/xhtml+xml", "text/xml"):
        assert need_article(make_article(make_capture(page, media_type))).text == TEXT


def test_a_text_with_pointed_brackets_is_no_piece_of_html() -> None:
    text = "Kerz schrieb: a < b und <unklar> sei falsch.</p> Das sagte sie am Montag."
    assert need_article(make_article(make_capture(text, "text/plain"))).text == text


@pytest.mark.parametrize("media_type", ["text/markdown", None])
def test_markdown(media_type: str | None) -> None:
    article = need_article(make_article(make_capture(MARKDOWN, media_type, url=None, name="artikel.md")))
    assert article.text == f"{PARAGRAPHS[0]}\n\nDie Kosten trage der Bund, sagte Pohl.\n\nEnde"
    assert (article.title, article.author) == ("Brücke gesperrt", "Ina Kerz")
    assert (str(article.published_on), article.published_from) == ("2024-03-05", "meta")
    assert article.url == "https://www.auenbote.example/bruecke"
    assert article.id == make_article_id(MARKDOWN)


def test_markdown_with_a_heading_alone() -> None:
    article = need_article(make_article(make_capture(f"# Brücke\n\n{TEXT}", "text/markdown", url=None)))
    assert (article.title, article.text) == ("Brücke", TEXT)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "mac-roman", "cp1250"]
)
@pytest.mark.parametrize("declared", [None, "utf-8", "ISO-8859-1", "windows-1251", "utf-7", "nonsense", "\0"])
def test_wrong_and_missing_charsets(encoding: str, declared: str | None) -> None:
    text = PARAGRAPHS[1] + " Größe, Öl, Übung, Ärger."
    assert decode(text.encode(encoding), declared) == text


def test_one_broken_byte_does_not_spoil_a_page() -> None:
    content = TEXT.encode() + b" \xfc " + TEXT.encode()[:-1]
    assert decode(content, "iso-8859-1") == f"{TEXT} \ufffd {TEXT[:-1]}"


def test_the_charset_in_the_page_is_used() -> None:
    page = make_page('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">')
    content = page.replace("Träger", "Žižka Träger").encode("iso-8859-2", "xmlcharrefreplace")
    assert "Žižka Träger" in need_article(make_article(make_capture(content))).text


@pytest.mark.parametrize(
    ("content", "media_type", "reason"),
    [
        (b"%PDF-1.7 Die Br\xc3\xbccke", None, "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "text/html", "binary"),
        (bytes(range(9)) * 30, "text/plain", "binary"),
        (TEXT.encode(), "image/jpeg", "binary"),
        (TEXT.encode(), "application/json", "binary"),
        (
            b"<?xml version='1.0'?><rss><channel><title>Auenbote</title></channel></rss>",
            "text/xml",
            "no article",
        ),
        (b"<feed><title>Auenbote</title></feed>", None, "no article"),
        (b"", "text/plain", "empty"),
        (b"---\ntitle: x\n---\n", "text/markdown", "empty"),
        (b"<p>&nbsp;</p><img alt='x'>", "text/html", "empty"),
        (ENGLISH.encode(), "text/plain", "language"),
        (HUNGARIAN.encode(), "text/plain", "language"),
    ],
)
def test_what_is_no_article(content: bytes, media_type: str | None, reason: str) -> None:
    assert need_reason(make_article(make_capture(content, media_type))) == reason


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("de", "de"),
        ("de-AT", "de-AT"),
        ("de_ch", "de-CH"),
        ("deu", "de"),
        ("German", "de"),
        ("en-us", "de"),
        (None, "de"),
    ],
)
def test_german_is_read_whatever_its_source_says(said: str | None, language: str) -> None:
    capture = make_capture(TEXT, "text/plain", given=Given(language=said))
    assert need_article(make_article(capture)).language == language


@given(
    st.binary(max_size=400),
    st.sampled_from(["text/html", "text/plain", "text/markdown", "application/xml", "", None]),
    st.sampled_from(["utf-8", "utf-16", "latin-1", "koi8-r", "", "x" * 99, None]),
    st.sampled_from(["https://www.taz.de/!5", "http://[", "https://", "ftp://a.de/x", "", None]),
)
def test_any_bytes_are_an_article_or_a_skip(
    content: bytes, media_type: str | None, charset: str | None, url: str | None
) -> None:
    for prefix in (b"", b"<html><body><p>", TEXT.encode()):
        for result in iter_results(make_capture(prefix + content, media_type, url, charset)):
            assert isinstance(result, Article | Skip)
            assert "\n" not in getattr(result, "detail", "")
