"""Fetching pages: polite (robots.txt, one request at a time, delays, conditional requests) and safe.

A `Fetcher` sends one request after the other; hosts wait for each other, which costs nothing as long as
reading an article takes longer than fetching it.
"""

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from urllib.parse import urljoin

from laut.ingest.address import Address, FetchError, Resolve, find_ips, parse_address
from laut.ingest.connection import Answer, send_request
from laut.ingest.options import Options
from laut.ingest.robots import FORBIDDEN, LARGEST, LONGEST_DELAY, Robots, parse_robots
from laut.ingest.unpack import UnpackError, unpack

__all__ = ["FetchError", "Fetched", "Fetcher", "Page"]

PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/markdown"})
LISTINGS = frozenset({"text/xml", "application/gzip", "application/x-gzip"}) | {
    f"application/{name}xml" for name in ("", "rss+", "atom+", "rdf+")
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server said by which the next request can ask whether anything has changed."""

    url: str
    etag: str | None
    last_modified: str | None
    retrieved_at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """What came from an address: `url` is the last one after redirects, `fetched` belongs to the first."""

    url: str
    content: bytes
    media_type: str | None
    charset: str | None
    fetched: Fetched


class Fetcher:
    """Fetches one page after the other.

    `recall` gives the ETag and Last-Modified of an address from an earlier run; `remember` is told the new
    ones once the page has arrived where it should (`confirm`), never before: else a page that got lost on
    the way would count as unchanged the next time.
    """

    def __init__(
        self,
        options: Options,
        recall: Callable[[str], tuple[str | None, str | None] | None] = lambda _: None,
        remember: Callable[[Fetched], None] = lambda _: None,
        *,
        resolve: Resolve = socket.getaddrinfo,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._options = options
        self._recall, self._remember = recall, remember
        self._resolve, self._sleep = resolve, sleep
        self._robots: dict[str, Robots | FetchError] = {}
        self._next: dict[str, float] = {}
        self._patience: dict[str, float] = {}

    def fetch(self, url: str) -> Page:
        """Fetch a page; FetchError says why not, `unchanged` among the reasons."""
        known = zip(("If-None-Match", "If-Modified-Since"), self._recall(url) or (), strict=False)
        conditions = {name: value for name, value in known if value and _is_plain(value)}
        address, answer = self._follow(parse_address(url), conditions, has_robots=True)
        if answer.status == 304:
            raise FetchError("unchanged", f"{address.url} has not changed since it was last fetched", 304)
        media_type, charset = parse_content_type(answer.headers.get("content-type"))
        if media_type and media_type not in PAGES and media_type not in LISTINGS:
            raise FetchError("media type", f"{address.url} is {media_type[:80]}, no page and no feed")
        try:
            content = unpack(
                answer.content, answer.headers.get("content-encoding", ""), self._options.largest
            )
        except UnpackError as error:
            raise FetchError(error.reason, f"{address.url} {error}") from None
        fetched = Fetched(
            url, answer.headers.get("etag"), answer.headers.get("last-modified"), datetime.now(UTC)
        )
        return Page(address.url, content, media_type, charset, fetched)

    def confirm(self, page: Page) -> None:
        """Remember that a page has been taken in, for conditional requests."""
        if page.fetched.etag or page.fetched.last_modified:
            self._remember(page.fetched)

    def _follow(
        self, address: Address, conditions: dict[str, str], *, has_robots: bool
    ) -> tuple[Address, Answer]:
        """The answer (200 or 304) after redirects, each checked like the first address; FetchError."""
        for _ in range(self._options.redirects + 1):
            if has_robots:
                self._check_robots(address)
            answer = self._send(address, conditions)
            if answer.status in (200, 304):
                return address, answer
            target = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not target:
                raise FetchError("status", f"{address.url} answers {answer.status}", answer.status)
            address = parse_address(_join(address.url, target))
        raise FetchError(
            "redirects", f"{address.url} is reached only after {self._options.redirects} redirects"
        )

    def _send(self, address: Address, conditions: dict[str, str]) -> Answer:
        options = self._options
        ips = find_ips(address, self._resolve, allow_private=options.allow_private)
        self._sleep(max(0.0, self._next.get(address.host, 0.0) - time.monotonic()))
        headers = {
            "User-Agent": options.user_agent,
            "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, text/plain;q=0.8, */*;q=0.1",
            "Accept-Encoding": "gzip, deflate",
            "Accept-Language": "de",
        }
        try:
            answer = send_request(address, ips, headers | conditions, options.timeout, options.largest)
        finally:
            self._next[address.host] = time.monotonic() + self._find_delay(address)
        if answer.status in _BUSY:
            patience = 2 * max(self._find_delay(address), 1.0)
            self._patience[address.host] = min(patience, LONGEST_DELAY)
        return answer

    def _find_delay(self, address: Address) -> float:
        robots = self._robots.get(address.origin)
        asked = robots.delay if isinstance(robots, Robots) else 0.0
        return max(self._options.delay, asked, self._patience.get(address.host, 0.0))

    def _check_robots(self, address: Address) -> None:
        if address.origin not in self._robots:
            self._robots[address.origin] = self._find_robots(address)
        robots = self._robots[address.origin]
        if isinstance(robots, FetchError):
            raise robots
        if not robots.allows(address.target):
            says = "could not be read" if robots is FORBIDDEN else "forbids it"
            raise FetchError("robots", f"{address.url}: the host's robots.txt {says}")

    def _find_robots(self, address: Address) -> Robots | FetchError:
        """A host's robots.txt: none (4xx) allows all, one that fails (5xx) allows nothing (RFC 9309)."""
        try:
            _, answer = self._follow(parse_address(f"{address.origin}/robots.txt"), {}, has_robots=False)
            content = unpack(answer.content, answer.headers.get("content-encoding", ""), 10 * LARGEST)
            return parse_robots(content)
        except FetchError as error:
            is_missing = error.reason == "redirects" or (error.status and 400 <= error.status < 500)
            if is_missing and error.status != 429:
                return Robots()
            return error if error.reason in ("address", "network", "timeout") else FORBIDDEN
        except UnpackError:
            return FORBIDDEN


def parse_content_type(header: str | None) -> tuple[str | None, str | None]:
    """Media type and charset of a Content-Type header, None where it says nothing usable."""
    if not header or not _is_plain(header):
        return None, None
    message = Message()
    message["content-type"] = header[:1000]
    given = header.partition(";")[0].strip().lower()
    charset = message.get_content_charset()
    return given or None, charset if charset and _is_plain(charset) else None


def _is_plain(text: str) -> bool:
    """Whether a text can stand in a header: ASCII, and nothing that ends a line."""
    return text.isascii() and text.isprintable()


def _join(url: str, target: str) -> str:
    """Where a redirect leads; servers write UTF-8 where the client reads Latin-1. FetchError."""
    try:
        target = target.encode("latin-1").decode("utf-8")
    except UnicodeError:
        target = target.strip()
    try:
        return urljoin(url, target)
    except ValueError as error:
        raise FetchError("address", f"{url} redirects to an address that makes no sense ({error})") from None
