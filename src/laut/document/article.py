"""One capture → its article, or the reason why there is none; cheap checks first.

Text that came as text (a file, a row of a table) is taken exactly as it is, so that `laut read` and
`laut ingest` give it the same id. Text from pages is what the extraction makes of it; a page without address
is named by its source, since better extraction must not rename it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from laut.document.agencies import find_agency
from laut.document.dates import Candidate, find_date, find_in_address, find_latest
from laut.document.decoding import decode, is_binary
from laut.document.foreign import DECLARED_FOREIGN, UNDECLARED, find_foreign_language, has_german
from laut.document.markdown import read_markdown
from laut.document.outlets import find_agency_of_site, find_outlet
from laut.document.pages import (
    Page,
    find_declared_language,
    is_page,
    is_piece,
    parse_page,
    read_piece,
    read_roughly,
)
from laut.document.structured import clean
from laut.ids import make_article_id
from laut.records import Article, Capture, Skip

LARGEST = 20_000_000  # bytes of text, as in `laut read`
LARGEST_PAGE = 10_000_000  # bytes of HTML; the longest live blogs have 3 million
FEWEST_WORDS = 20  # of a page: with fewer it is a login, an error, a picture with its caption

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_MARKDOWN = frozenset({"text/markdown", "text/x-markdown"})
_UNSAID = frozenset({"", "text/plain", "application/octet-stream", "text/xml", "application/xml"})
_LETTER = re.compile(r"[^\W\d_]")
_GERMAN = re.compile(r"(?:de|deu|ger|german|deutsch)(?:[-_](.*))?", re.IGNORECASE)
_COUNTRY = re.compile(r"[A-Za-z]{2}")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a source gave of an article, before the capture's own word is put first."""

    text: str
    title: str | None = None
    author: str | None = None
    url: str | None = None
    dates: tuple[Candidate, ...] = ()
    language: str | None = None
    page: Page | None = None


class _SkipError(Exception):
    """Why there is no article: a reason and a sentence."""


def iter_results(capture: Capture) -> Iterator[Article | Skip]:
    """See `laut.document.iter_results`."""
    try:
        yield from _iter_results(capture)
    except _SkipError as skip:
        reason, detail = skip.args
        yield Skip(capture.source, capture.name, reason, detail)


def _iter_results(capture: Capture) -> Iterator[Article | Skip]:
    given = capture.given
    source = _decode(capture)
    draft = _READERS[_find_kind(capture, source)](capture, source)
    _check_text(draft.text, (given.language, draft.language))
    url = capture.url or draft.url
    found = find_date(capture, _iter_dates(capture, url, draft))
    author = given.author or draft.author
    yield Article(
        id=make_article_id(source, capture.url),
        text=draft.text,
        title=given.title or draft.title,
        outlet=given.outlet or find_outlet(url),
        url=url,
        published_on=found.published_on,
        published_from=found.published_from,
        language=find_variety((given.language, draft.language)),
        author=author,
        agency=find_agency_of_site(url) or find_agency(draft.text, author),
    )
    for sentence in found.refused:
        yield Skip(capture.source, capture.name, "date", sentence)


def _decode(capture: Capture) -> str:
    content = capture.content
    if len(content) > LARGEST:
        raise _SkipError("too large", f"{len(content) / 1e6:.1f} MB, more than an article may have")
    if is_binary(content):
        raise _SkipError("binary", "binary data and no text")
    text = decode(content, capture.charset).replace("\0", "")
    if not _LETTER.search(text):
        raise _SkipError("empty", "there are no letters in it")
    return text


def _find_kind(capture: Capture, source: str) -> str:
    """A key of `_READERS`; what a source is counts more than what it is called."""
    media_type = (capture.media_type or "").partition(";")[0].strip().lower()
    if media_type in _HTML and not is_page(source):
        return "piece"
    if media_type in _MARKDOWN or (not media_type and capture.name.lower().endswith((".md", ".markdown"))):
        return "markdown"
    if media_type and media_type not in _HTML | _UNSAID:
        raise _SkipError(
            "binary", f"its type, {clean(media_type)[:60]}, is none that holds an article's text"
        )
    if is_page(source):
        return "page"
    if source.lstrip().startswith(("<?xml", "<rss", "<feed")):
        raise _SkipError("no article", "XML that is no page: a feed, a sitemap, data")
    return "piece" if is_piece(source) else "text"


def _read_text(_: Capture, source: str) -> Draft:
    return Draft(source)


def _read_markdown(_: Capture, source: str) -> Draft:
    found = read_markdown(source)
    fields = found.fields
    dates = tuple(Candidate(fields[key], "meta") for key in ("date", "published") if key in fields)
    return Draft(found.text, found.title, fields.get("author"), _keep_address(fields.get("url")), dates)


def _read_piece(_: Capture, source: str) -> Draft:
    return Draft(read_piece(_parse(source, None)))


def _read_page(capture: Capture, source: str) -> Draft:
    if len(source) > LARGEST_PAGE:
        raise _SkipError("too large", f"a page of {len(source) / 1e6:.1f} million characters")
    language = find_declared_language(source)
    if not language or not _GERMAN.fullmatch(
        language
    ):  # before the page is parsed: of a web archive's pages most are not German
        _check_language(read_roughly(source), UNDECLARED)
    page = _parse(source, capture.url)
    try:
        declared, text = page.declared, page.read_text()
    except Exception as error:  # the extractors fail on odd pages in ways that nobody has listed
        raise _SkipError("damaged", f"its text can't be extracted ({type(error).__name__})") from error
    if capture.url and declared.kind != "article" and _keep_address(capture.url) is None:
        raise _SkipError("no article", "the front page of a site and no article")
    if len(text.split()) < FEWEST_WORDS:
        raise _SkipError("no article", f"a page with fewer than {FEWEST_WORDS} words of running text")
    dates = tuple(Candidate(value, source) for source, value in declared.dates)
    url = _keep_address(declared.canonical)
    return Draft(text, page.title, page.find_author(), url, dates, language, page)


def _parse(source: str, url: str | None) -> Page:
    page = parse_page(source, url)
    if page is None:
        raise _SkipError("damaged", "its HTML can't be parsed")
    return page


def _keep_address(url: str | None) -> str | None:
    """An address of a page; None for what is no address, or that of a site's front page."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    is_front = parts.path in {"", "/"} and not parts.query
    return url if parts.scheme in {"http", "https"} and parts.hostname and not is_front else None


def _check_text(text: str, languages: tuple[str | None, ...]) -> None:
    """Refuse what is empty or not German; what declares another language must clearly be German."""
    if not _LETTER.search(text):
        raise _SkipError("empty", "there are no words in it")
    is_declared_foreign = any(one and not _GERMAN.fullmatch(one) for one in languages)
    _check_language(text, DECLARED_FOREIGN if is_declared_foreign else UNDECLARED)


def find_variety(languages: tuple[str | None, ...]) -> str:
    """The first declared variety of German with a country, such as `de-AT`; else `de`."""
    for one in languages:
        declared = _GERMAN.fullmatch(one or "")
        if declared and declared[1] and _COUNTRY.fullmatch(declared[1]):
            return f"de-{declared[1].upper()}"
    return "de"


def _check_language(text: str, least: float) -> None:
    """Refuse what is clearly in another language, or has less than this share of common German words."""
    language = find_foreign_language(text)
    if language is None and not has_german(text, least):
        language = "another language"
    if language:
        raise _SkipError("language", f"not German but {language}, by its commonest words")


def _iter_dates(capture: Capture, url: str | None, draft: Draft) -> Iterator[Candidate]:
    """All dates that are known, the most reliable first; the page is searched only when it comes to that."""
    given = capture.given
    stated = Candidate(given.published_on, given.published_from or "given") if given.published_on else None
    if stated and stated.source != "feed":
        yield stated
    yield from draft.dates
    if in_address := find_in_address(url):
        yield Candidate(in_address, "url")
    if stated:
        yield stated
    if draft.page:
        yield from draft.page.iter_dates(find_latest(capture).isoformat())
    if capture.warc_record_id and capture.retrieved_at:
        yield Candidate(capture.retrieved_at.date(), "capture")


_READERS: dict[str, Callable[[Capture, str], Draft]] = {
    "page": _read_page,
    "piece": _read_piece,
    "markdown": _read_markdown,
    "text": _read_text,
}
