"""Feeds and sitemaps: lists of pages, with what they say about each (title, author, date)."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal
from urllib.parse import urljoin
from xml.parsers import expat

from laut.ingest.job import NOTHING, parse_date, write_field, write_url
from laut.records import Given

Listing = Literal["feed", "sitemap"]

# Atomic throughout: a comment may not be stretched over the next one, or a page of comments takes for ever.
_ROOT = re.compile(
    rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?+"
    rb"(?>\s++|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*+(?>\[.*?\])?+\s*+>)*+"
    rb"<(?>[\w.-]*+:)?+(?P<name>rss|feed|RDF|urlset|sitemapindex)\b",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*>")
_KINDS: dict[bytes, Listing] = {b"urlset": "sitemap", b"sitemapindex": "sitemap"}
_HEAD = 4096
FULL_TEXT = 1000
"""Letters from which on an entry's content is taken for the article: teasers are shorter."""


class ListingError(Exception):
    """A feed or sitemap that can't be taken apart; the message says why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of a listing: its address, what is said about it, and its text where that is there in full.

    `changed_on` is when the page last changed; `is_sitemap` marks a sitemap inside a sitemap.
    """

    url: str | None
    given: Given = NOTHING
    html: str | None = None
    changed_on: date | None = None
    is_sitemap: bool = False


def find_listing(content: bytes) -> Listing | None:
    """Whether a document is a feed or a sitemap, by its first element."""
    match = _ROOT.match(content[:_HEAD].replace(b"\0", b""))
    return _KINDS.get(match["name"].lower(), "feed") if match else None


def parse_listing(content: bytes, url: str | None) -> list[Entry]:
    """The entries of a feed or sitemap in its order; ListingError."""
    return _parse_sitemap(content) if find_listing(content) == "sitemap" else _parse_feed(content, url)


def _parse_feed(content: bytes, url: str | None) -> list[Entry]:
    import feedparser  # here, because it takes a tenth of a second

    headers = {"content-location": url} if url else {}
    try:
        found = feedparser.parse(content, response_headers=headers)
        entries = [_make_entry(entry, url) for entry in found.entries]
    except Exception as error:  # whatever somebody's XML does to a parser, it is that feed's fault alone
        raise ListingError(f"is a feed that can't be taken apart ({type(error).__name__}: {error})") from None
    if not entries and found.bozo:
        raise ListingError(f"is a feed without entries ({found.get('bozo_exception')})")
    return entries


def _make_entry(entry: Any, url: str | None) -> Entry:
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    published_on = (
        parse_date(datetime.fromtimestamp(calendar.timegm(moment), UTC))
        if moment and moment[0] > 1970
        else None
    )
    given = Given(
        title=write_field(_strip_tags(str(entry.get("title") or ""))),
        author=write_field(entry.get("author")),
        published_on=published_on,
        published_from="feed" if published_on else None,
    )
    bodies = [str(part.get("value") or "") for part in entry.get("content", [])]
    html = max(bodies, key=len, default="")
    has_text = len(_strip_tags(html)) >= FULL_TEXT
    link = str(entry.get("link") or "").strip()
    return Entry(write_url(urljoin(url or "", link)), given, html if has_text else None)


def _strip_tags(html: str) -> str:
    return _TAG.sub(" ", html)


def _parse_sitemap(content: bytes) -> list[Entry]:
    collector = _Sitemap()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = collector.refuse
    parser.StartElementHandler = collector.start
    parser.EndElementHandler = collector.end
    parser.CharacterDataHandler = collector.add
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        if not collector.entries:
            raise ListingError(f"is a sitemap that can't be taken apart ({error})") from None
    return collector.entries


class _Sitemap:
    """Collects the entries of a sitemap; those before a mistake are kept."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._path: list[str] = []
        self._fields: dict[tuple[str, str], str] = {}
        self._text: list[str] = []

    def refuse(self, *_: object) -> None:
        """A document type, which no sitemap has: entities are how XML attacks."""
        raise ValueError("it declares a document type, as no sitemap does")

    def start(self, name: str, _: dict[str, str]) -> None:
        """An element begins."""
        self._path.append(name.rpartition(" ")[2])
        self._text.clear()

    def add(self, text: str) -> None:
        """Characters of the current element."""
        self._text.append(text)

    def end(self, _: str) -> None:
        """An element ends: a field, or the whole entry."""
        name = self._path.pop()
        parent = self._path[-1] if self._path else ""
        self._fields[parent, name] = "".join(self._text).strip()
        self._text.clear()
        if name in ("url", "sitemap") and parent in ("urlset", "sitemapindex"):
            self.entries.append(self._make_entry(name))
            self._fields.clear()

    def _make_entry(self, name: str) -> Entry:
        published_on = parse_date(self._fields.get(("news", "publication_date")))
        given = Given(
            title=write_field(self._fields.get(("news", "title"))),
            published_on=published_on,
            published_from="feed" if published_on else None,
        )
        return Entry(
            write_url(self._fields.get((name, "loc"))),
            given,
            changed_on=parse_date(self._fields.get((name, "lastmod"))),
            is_sitemap=name == "sitemap",
        )


def iter_numbered(entries: list[Entry], place: str) -> Iterator[tuple[str, Entry]]:
    """Each entry with its name: its address, or its number in the listing."""
    for number, entry in enumerate(entries, 1):
        yield entry.url or f"{place}:{number}", entry
