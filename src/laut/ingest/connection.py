"""One HTTP request to an address that was checked: limits on time and size hold for every byte of it.

The standard library's client, because the socket must be connected to the very number that was checked: a
library that resolves the name again can be sent elsewhere the second time. Proxies are not used for the
same reason.
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from laut.ingest.address import Address, FetchError

_STEP = 1 << 16


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's answer; the content is empty unless the status is 200. Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    content: bytes


def send_request(
    address: Address, ips: Sequence[str], headers: Mapping[str, str], timeout: float, largest: int
) -> Answer:
    """GET an address from the first of its numbers that takes the connection; FetchError."""
    connection = _Connection(address, ips, timeout)
    try:
        connection.request("GET", address.target, headers={**headers, "Connection": "close"})
        response = connection.getresponse()
        names = {name.lower(): value for name, value in response.getheaders()}
        content = _read(response, names, largest) if response.status == 200 else b""
        if connection.has_expired:
            raise TimeoutError
        return Answer(response.status, names, content)
    except (OSError, http.client.HTTPException, ValueError) as error:
        if connection.has_expired or isinstance(error, TimeoutError):
            raise FetchError("timeout", f"{address.host} took longer than {timeout:g} seconds") from None
        raise FetchError("network", f"{address.host}: {_describe(error)}") from None
    finally:
        connection.close()


def _read(response: http.client.HTTPResponse, headers: Mapping[str, str], largest: int) -> bytes:
    too_large = FetchError("size", f"the answer has more than the {largest / 1e6:g} MB that one may have")
    declared = headers.get("content-length", "")
    if declared.isdecimal() and int(declared[:20]) > largest:
        raise too_large
    parts: list[bytes] = []
    size = 0
    while part := response.read(_STEP):
        parts.append(part)
        size += len(part)
        if size > largest:
            raise too_large
    if response.length:  # what was declared and has not come
        raise http.client.IncompleteRead(b"", response.length)
    return b"".join(parts)


class _Connection(http.client.HTTPConnection):
    """Connects to checked numbers; a clock that runs beside it cuts the line when the time is over."""

    def __init__(self, address: Address, ips: Sequence[str], timeout: float) -> None:
        super().__init__(address.host, address.port, timeout=timeout)
        self._address, self._ips, self._seconds = address, ips, timeout
        self._clock = threading.Timer(timeout, self._expire)
        self._clock.daemon = True
        self.has_expired = False

    def connect(self) -> None:
        """Open the socket, and TLS in the host's name where the address asks for it."""
        self._clock.start()
        self.sock = self._open()
        if self._address.scheme == "https":
            self.sock = _make_context().wrap_socket(
                self.sock, server_hostname=self._address.host, do_handshake_on_connect=False
            )
            self.sock.do_handshake()

    def close(self) -> None:
        """Stop the clock and close."""
        self._clock.cancel()
        super().close()

    def _open(self) -> socket.socket:
        problem: OSError = OSError("no address")
        for ip in self._ips:
            try:
                return socket.create_connection((ip, self._address.port), self._seconds / len(self._ips))
            except OSError as error:
                problem = error
        raise problem

    def _expire(self) -> None:
        self.has_expired = True
        if self.sock:
            try:
                self.sock.shutdown(socket.SHUT_RDWR)
            except OSError:  # already closed, which is what was wanted
                return


@cache
def _make_context() -> ssl.SSLContext:
    return ssl.create_default_context()


def _describe(error: Exception) -> str:
    if isinstance(error, http.client.IncompleteRead):
        return "the answer broke off"
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__)[:200]
