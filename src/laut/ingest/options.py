"""What a run of ingest was told, and the closed list of reasons why something is left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from laut.errors import SettingError
from laut.records import Given, Skip
from laut.version import VERSION

REASONS = {
    "address": "the address is not one that may be fetched: another scheme, or inside a private network",
    "columns": "a table does not have the columns that were named",
    "compression": "compressed data is damaged, truncated, or not what it says",
    "variety": "none of the varieties of German asked for with --language (filtered)",
    "period": "published outside --since and --until, or undated (filtered)",
    "empty": "nothing to read",
    "host": "not on a host named with --host (filtered)",
    "malformed": "what arrived is not in the format it claims to be",
    "media type": "neither a page nor a text",
    "network": "the host could not be reached, or broke off",
    "redirects": "too many redirects",
    "robots": "robots.txt forbids it, or could not be read",
    "size": "larger than allowed, packed or unpacked",
    "status": "the server answered with an error",
    "timeout": "took longer than allowed",
    "unchanged": "the same as when it was last fetched (filtered)",
    "unreadable": "a file that is missing, may not be read, or is no regular file",
}
FILTERED = frozenset({"host", "period", "unchanged", "variety"})
"""Reasons that the user asked for: counted, but nothing that an archive needs to remember."""

FIELDS = ("text", "html", "title", "url", "date", "outlet", "author", "language")
USER_AGENT = f"laut/{VERSION} (news archive; obeys robots.txt as laut)"


@dataclass(frozen=True, slots=True)
class Options:
    """How to ingest. `columns` maps `FIELDS` to a table's columns; hosts match their subdomains too,
    and a language its varieties (`de` matches `de-AT`).

    `largest` is in bytes, of one item unpacked; `delay` (between two requests to a host) and `timeout` (of
    one request, everything included) are in seconds.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    outlet: str | None = None
    published_on: date | None = None
    hosts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    largest: int = 20_000_000
    delay: float = 1.0
    timeout: float = 30.0
    redirects: int = 5
    allow_private: bool = False
    user_agent: str = USER_AGENT

    def is_wanted_host(self, url: str | None) -> bool:
        """Whether an item's host was asked for; with `hosts`, an item without a host was not."""
        if not self.hosts:
            return True
        host = find_host(url)
        return any(host == wanted or host.endswith("." + wanted) for wanted in self.hosts)

    def is_wanted_language(self, language: str) -> bool:
        """Whether a variety of German was asked for."""
        wanted = self.languages or ("de",)
        return any(language == one or language.startswith(one + "-") for one in wanted)

    def is_wanted_date(self, published_on: date | None) -> bool:
        """Whether a date was asked for; with `since` or `until`, no date was not."""
        if not self.since and not self.until:
            return True
        if not published_on:
            return False
        return (not self.since or published_on >= self.since) and (
            not self.until or published_on <= self.until
        )

    def complete(self, given: Given) -> Given:
        """What a source says, and what the command line says where the source is silent."""
        told = self.published_on is not None and given.published_on is None
        return Given(
            title=given.title,
            author=given.author,
            outlet=given.outlet or self.outlet,
            published_on=self.published_on if told else given.published_on,
            published_from="given" if told else given.published_from,
            language=given.language,
        )


def parse_columns(mapping: str) -> dict[str, str]:
    """`text=body,title=headline` as a dict; SettingError where a field is unknown or named twice."""
    columns: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in mapping.split(","))):
        name, equals, column = (part.strip() for part in pair.partition("="))
        if name not in FIELDS or not equals or not column or name in columns:
            raise SettingError(
                f"--columns {pair!r} makes no sense: write each of {', '.join(FIELDS)} once at most, "
                "as in text=body,title=headline"
            )
        columns[name] = column
    return columns


def find_host(url: str | None) -> str:
    """The host of an address in lower case; empty where there is none."""
    try:
        return (urlsplit(url or "").hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def make_skip(source: str, name: str, reason: str, detail: str) -> Skip:
    """A skip for one of `REASONS`; whatever a source put into the words, they can be stored."""
    assert reason in REASONS, reason
    return Skip(make_storable(source), make_storable(name), reason, make_storable(detail)[:500])


def make_storable(text: str) -> str:
    """The text without lone surrogates, which no UTF-8 can hold (bytes of a file's name, JSON's \\ud800)."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
