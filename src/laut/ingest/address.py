"""Which addresses may be fetched: http and https, and no machine inside a private network."""

import ipaddress
import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

Resolve = Callable[..., Sequence[tuple[object, object, int, str, tuple[object, ...]]]]
IP = ipaddress.IPv4Address | ipaddress.IPv6Address

_PORTS = {"http": 80, "https": 443}
_WEB = re.compile(r"https?://", re.IGNORECASE)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_HOST = re.compile(r"[a-z0-9._-]{1,253}")
_LONGEST = 4000


class FetchError(Exception):
    """Why an address was not fetched: one of `options.REASONS`, a sentence, and the server's status."""

    def __init__(self, reason: str, detail: str, status: int | None = None) -> None:
        super().__init__(detail)
        self.reason = reason
        self.status = status


@dataclass(frozen=True, slots=True)
class Address:
    """An address taken apart; `target` is what stands in the request line, `url` has no fragment."""

    url: str
    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt is about."""
        return self.url[: self.url.index("/", len(self.scheme) + 3)]


def is_address(source: str) -> bool:
    """Whether a source is an address of the web and not a path."""
    return bool(_WEB.match(source))


def parse_address(url: str) -> Address:
    """An address in one spelling; FetchError (address) where it can't or mustn't be fetched."""
    try:
        if len(url) > _LONGEST:
            raise ValueError(f"is longer than {_LONGEST} characters")
        parts = urlsplit(url.strip())
        if parts.scheme not in _PORTS:
            raise ValueError("is neither http nor https")
        if "@" in parts.netloc:
            raise ValueError("holds a user name")
        port = _PORTS[parts.scheme] if parts.port is None else parts.port
        host = _write_host(parts.hostname or "")
    except (ValueError, UnicodeError) as error:
        raise FetchError("address", f"{_shorten(url)} {error}") from None
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~[]", errors="replace")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~[]", errors="replace")
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if port == _PORTS[parts.scheme] else f"{shown}:{port}"
    target = urlunsplit(("", "", path if path.startswith("/") else f"/{path}", query, ""))
    if target.startswith("//"):  # urlunsplit may have put an empty host before a path of two slashes
        target = "/" + target.lstrip("/")
    return Address(f"{parts.scheme}://{netloc}{target}", parts.scheme, host, port, target)


def find_ips(address: Address, resolve: Resolve, *, allow_private: bool) -> list[str]:
    """The numeric addresses of a host, IPv4 first; FetchError if one of them is inside a private network."""
    try:
        found = resolve(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError("network", f"{address.host} has no address ({error})") from None
    ips = sorted({str(entry[4][0]) for entry in found}, key=lambda ip: (":" in ip, ip))
    private = [ip for ip in ips if not is_public(ip)]
    if private and not allow_private:
        raise FetchError(
            "address",
            f"{address.host} is {private[0]}, inside a private network: add --allow-private if it is yours",
        )
    if not ips:
        raise FetchError("network", f"{address.host} has no address")
    return ips


def is_public(ip: str) -> bool:
    """Whether a numeric address is one of the open internet, also where IPv6 wraps an IPv4 address."""
    try:
        parsed: IP = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.teredo:
            return False
        inner = parsed.ipv4_mapped or parsed.sixtofour
        if parsed in _NAT64:
            inner = ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)
        parsed = inner or parsed
    return parsed.is_global and not parsed.is_multicast


def _write_host(host: str) -> str:
    """A host as the network writes it: `müller.de` as `xn--mller-kva.de`; ValueError."""
    if ":" in host:
        return str(ipaddress.IPv6Address(host))
    host = (host if host.isascii() else host.encode("idna").decode()).lower().rstrip(".")
    if not _HOST.fullmatch(host):
        raise ValueError("names no host")
    return host


def _shorten(url: str) -> str:
    return url if len(url) <= 200 else url[:199] + "…"
