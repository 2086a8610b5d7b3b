"""A web server on this machine whose pages a test invents, and German articles for them."""

import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

# Made for these tests: a certificate for 127.0.0.1 that only its own file vouches for.
CERTIFICATE, KEY = (Path(__file__).parent / "tls" / name for name in ("certificate.pem", "key.pem"))
TEXT = (
    "Die Brücke über die Alte Wehr sei marode, sagte Bürgermeisterin Annegret Holtkamp am Montag. "
    "„Wir sperren sie noch in dieser Woche“, kündigte sie an. Die Kosten trage das Land."
)


def make_page(text: str = TEXT, title: str = "Brücke gesperrt") -> bytes:
    """An article as a page."""
    head = f'<meta charset="utf-8"><title>{title}</title>'
    return f'<!DOCTYPE html><html lang="de"><head>{head}</head><body><p>{text}</p></body></html>'.encode()


@dataclass
class Reply:
    """What the server says to a request for one path; `raw` goes out as it is, without any header."""

    content: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    raw: bytes | None = None
    hold: threading.Event | None = None


class Web:
    """The server: its pages by path, and the requests that it has seen."""

    def __init__(self) -> None:
        self.pages: dict[str, Reply] = {}
        self.requests: list[tuple[str, Mapping[str, str]]] = []
        self.url = ""

    @property
    def paths(self) -> list[str]:
        """The paths asked for, robots.txt left out."""
        return [path for path, _ in self.requests if path != "/robots.txt"]

    def reply(self, path: str, headers: Mapping[str, str]) -> Reply:
        """The reply to a request; 304 where its ETag is known."""
        self.requests.append((path, headers))
        reply = self.pages.get(path, Reply(status=404))
        if reply.headers.get("ETag") and reply.headers["ETag"] == headers.get("If-None-Match"):
            return Reply(status=304)
        return reply


@contextmanager
def serve(*, tls: bool = False) -> Iterator[Web]:
    """Run a server as long as the block lasts."""
    web = Web()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            reply = web.reply(self.path, dict(self.headers))
            if reply.raw is not None:
                self.wfile.write(reply.raw)
            else:
                self.send_response(reply.status)
                for name, value in {"Content-Length": str(len(reply.content)), **reply.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(reply.content)
            self.wfile.flush()
            if reply.hold:
                reply.hold.wait(20)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    web.url = f"http{'s' * tls}://127.0.0.1:{server.server_port}"
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE, KEY)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
