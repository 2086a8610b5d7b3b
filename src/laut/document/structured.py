"""What a page says about itself to machines: JSON-LD of schema.org first, then its meta elements.

Cheaper and more exact than any guess from the visible page: a fifth of a millisecond.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from lxml.etree import XPath
from lxml.html import HtmlElement

_LARGEST = 2_000_000
_DEPTH = 4
_SCRIPTS = XPath(".//script[contains(@type, 'ld+json')]")
_METAS = XPath(".//meta[@content]")
_TIMES = XPath(".//*[@itemprop='datePublished'][@datetime] | .//time[@pubdate][@datetime]")
_CANONICAL = XPath("string(.//link[@rel='canonical']/@href)")
_DATE_LOST = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')
_SPACE = re.compile(r"\s+")
_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date",
    "dc.date.issued", "dcterms.date", "dcterms.issued", "dcterms.created", "pubdate", "publishdate",
    "publish-date", "publication_date", "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime",
    "last-published", "citation_date",
)  # fmt: skip
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author")
_TITLES = ("og:title", "twitter:title", "headline", "dc.title", "parsely-title")
_ARTICLES = frozenset({"Report", "LiveBlogPosting", "BlogPosting", "SocialMediaPosting"})


@dataclass(frozen=True, slots=True)
class Structured:
    """A page's own data; `dates` in their order with their source, json-ld or meta."""

    title: str | None = None
    author: str | None = None
    dates: tuple[tuple[str, str], ...] = ()
    canonical: str | None = None
    kind: str | None = None


def read_structured(tree: HtmlElement) -> Structured:
    """All that the page declares; what is malformed counts as not declared."""
    metas = _read_metas(tree)
    article, lost = _find_article(tree)
    ours = (_text(article.get(key)) for key in ("datePublished", "dateCreated"))
    dates = [("json-ld", value) for value in (*ours, *lost) if value]
    dates += [("meta", metas[name]) for name in _DATES if name in metas]
    dates += [("meta", element.get("datetime", "")) for element in _TIMES(tree)[:1]]
    return Structured(
        title=_text(article.get("headline")) or _first(metas, _TITLES),
        author=_read_author(article.get("author")) or _clean_author(_first(metas, _AUTHORS)),
        dates=tuple(dates),
        canonical=_CANONICAL(tree).strip() or metas.get("og:url"),
        kind="article" if article else metas.get("og:type"),
    )


def clean(text: str) -> str:
    """White space as single blanks, without characters that control a terminal."""
    shown = text if text.isprintable() else "".join(filter(_is_shown, text))
    return _SPACE.sub(" ", normalize("NFC", shown)).strip()


def _is_shown(char: str) -> bool:
    return char.isprintable() or char.isspace()


def _read_metas(tree: HtmlElement) -> dict[str, str]:
    """The first value of each meta element."""
    metas: dict[str, str] = {}
    for element in _METAS(tree):
        names = map(element.get, ("property", "name", "itemprop", "http-equiv"))
        name = next(filter(None, names), None)
        value = clean(element.get("content")[:1000])
        if name and value:
            metas.setdefault(name.lower(), value)
    return metas


def _first(metas: Mapping[str, str], names: Sequence[str]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _find_article(tree: HtmlElement) -> tuple[Mapping[str, object], list[str]]:
    """The first object that is an article; and the dates of scripts that are no JSON."""
    lost: list[str] = []
    for script in _SCRIPTS(tree):
        source = (script.text or "")[:_LARGEST]
        try:
            found = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            lost += _DATE_LOST.findall(source)[:1]
            continue
        for one in _iter_objects(found, _DEPTH):
            if _is_article(one.get("@type")):
                return one, []
    return {}, lost


def _iter_objects(found: object, depth: int) -> Iterator[Mapping[str, object]]:
    """The objects of a document that may describe the page itself, not what it links to."""
    if depth and isinstance(found, list):
        for one in found:
            yield from _iter_objects(one, depth - 1)
    elif depth and isinstance(found, dict):
        yield found
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _iter_objects(found.get(key), depth - 1)


def _is_article(kinds: object) -> bool:
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and (name.endswith("Article") or name in _ARTICLES) for name in names)


def _text(value: object) -> str | None:
    """A text, or the first of several."""
    if isinstance(value, list) and value:
        value = value[0]
    return clean(value[:1000]) or None if isinstance(value, str) else None


def _read_author(value: object) -> str | None:
    """The names of the people or organisations, joined by commas."""
    names = []
    for one in (value if isinstance(value, list) else [value])[:10]:
        name = _clean_author(_text(one.get("name") if isinstance(one, dict) else one))
        if name and name not in names:
            names.append(name)
    return ", ".join(names) or None


def _clean_author(name: str | None) -> str | None:
    """The name without „Von“; None for addresses."""
    if not name or "://" in name or "@" in name or len(name) > 200:
        return None
    return re.sub(r"^(?:von|by)[: ]\s*", "", name, flags=re.IGNORECASE) or None
