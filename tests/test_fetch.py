"""Fetching is polite and safe: robots.txt, delays, addresses, redirects, sizes, times, packed bombs."""

import gzip
import socket
import threading
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_web import Reply, Web, make_page, serve

from laut.ingest import Fetched, Fetcher, Options
from laut.ingest.address import FetchError, find_ips, is_public, parse_address
from laut.ingest.fetch import parse_content_type
from laut.ingest.robots import Robots, parse_robots
from laut.ingest.unpack import UnpackError, unpack

HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture
def web() -> Iterator[Web]:
    with serve() as running:
        yield running


def make_fetcher(**changes: object) -> Fetcher:
    options = {"allow_private": True, "delay": 0.0, "timeout": 5.0, "largest": 100_000, **changes}
    return Fetcher(Options(**options), sleep=lambda _: None)  # type: ignore[arg-type]


def find_reason(url: str, fetcher: Fetcher | None = None) -> str:
    with pytest.raises(FetchError) as caught:
        (fetcher or make_fetcher()).fetch(url)
    return caught.value.reason


def test_a_page_comes_as_it_is(web: Web) -> None:
    web.pages["/a?b=%C3%BC"] = Reply(make_page())
    page = make_fetcher().fetch(f"{web.url}/a?b=ü#unten")
    assert (page.content, page.media_type, page.charset) == (make_page(), "text/html", "utf-8")
    assert page.url == f"{web.url}/a?b=%C3%BC"
    assert page.fetched.retrieved_at.utcoffset() is not None
    assert web.requests[-1][1]["User-Agent"].startswith("laut/")


def test_a_second_request_asks_whether_anything_has_changed(web: Web) -> None:
    web.pages["/a"] = Reply(make_page(), headers={**HTML, "ETag": '"1"', "Last-Modified": "gestern"})
    kept: list[Fetched] = []
    options = Options(allow_private=True, delay=0)
    fetcher = Fetcher(options, remember=kept.append)
    page = fetcher.fetch(f"{web.url}/a")
    assert kept == []
    fetcher.confirm(page)
    assert [(one.url, one.etag, one.last_modified) for one in kept] == [(f"{web.url}/a", '"1"', "gestern")]
    again = Fetcher(options, {one.url: (one.etag, one.last_modified) for one in kept}.get)
    assert find_reason(f"{web.url}/a", again) == "unchanged"
    assert web.requests[-1][1]["If-Modified-Since"] == "gestern"


def test_a_page_that_says_nothing_about_changes_is_not_remembered(web: Web) -> None:
    web.pages["/a"] = Reply(make_page())
    kept: list[Fetched] = []
    fetcher = Fetcher(Options(allow_private=True), remember=kept.append, sleep=lambda _: None)
    fetcher.confirm(fetcher.fetch(f"{web.url}/a"))
    assert kept == []


def test_requests_to_a_host_wait_for_each_other(web: Web) -> None:
    web.pages |= {"/a": Reply(make_page()), "/b": Reply(make_page())}
    web.pages["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 7\n")
    waits: list[float] = []
    fetcher = Fetcher(Options(allow_private=True, delay=2.0), sleep=waits.append)
    fetcher.fetch(f"{web.url}/a")
    fetcher.fetch(f"{web.url}/b")
    assert waits[0] == 0
    assert 1 < waits[1] <= 2
    assert 5 < waits[2] <= 7


def test_a_busy_host_is_asked_less_often(web: Web) -> None:
    web.pages["/a"] = Reply(status=429)
    waits: list[float] = []
    fetcher = Fetcher(Options(allow_private=True, delay=1.0), sleep=waits.append)
    assert [find_reason(f"{web.url}/a", fetcher) for _ in range(9)] == ["status"] * 9
    assert waits[-1] > 30


def test_robots_are_obeyed_and_asked_once(web: Web) -> None:
    web.pages["/robots.txt"] = Reply(
        b"User-agent: *\nDisallow: /\n\nUser-agent: Laut/1.0\nDisallow: /*?druck\n"
    )
    web.pages["/a"] = Reply(make_page())
    fetcher = make_fetcher()
    fetcher.fetch(f"{web.url}/a")
    assert find_reason(f"{web.url}/a?druck=1", fetcher) == "robots"
    assert web.paths == ["/a"]
    assert len(web.requests) == 2


@pytest.mark.parametrize(("status", "reason"), [(500, "robots"), (429, "robots"), (404, "status")])
def test_robots_that_fail_forbid_all_and_missing_ones_nothing(web: Web, status: int, reason: str) -> None:
    web.pages["/robots.txt"] = Reply(status=status)
    assert find_reason(f"{web.url}/nirgends") == reason


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://beispiel.de/",
        "http://",
        "http://name:wort@beispiel.de/",
        "http://beispiel.de:99999/",
        "http://[::1/",
        "http://bei spiel.de/",
        "http://beispiel.de\r\nHost: x/",
        "https://" + "a" * 5000,
    ],
)
def test_addresses_that_make_no_sense(url: str) -> None:
    if url.startswith("http://beispiel.de\r\n"):
        assert "\r" not in parse_address(url.replace("Host: x/", "")).url
    assert find_reason(url) == "address"


@pytest.mark.parametrize(
    "ip", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "::ffff:10.0.0.1", "fe80::1%2"]
)
def test_private_networks_are_not_entered(ip: str) -> None:
    options = Options()
    fetcher = Fetcher(options, resolve=lambda *_, **__: [(0, 0, 0, "", ("9.9.9.9",)), (0, 0, 0, "", (ip,))])
    assert find_reason("http://beispiel.de/", fetcher) == "address"


@pytest.mark.parametrize(
    "url", ["http://2130706433/", "http://0x7f.1/", "http://localhost/", "http://[::1]/"]
)
def test_other_spellings_of_this_machine_are_found(url: str) -> None:
    assert find_reason(url, Fetcher(Options())) == "address"


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("9.9.9.9", True),
        ("2620:fe::fe", True),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
        ("2001:0:1:2::3", False),
        ("224.0.0.1", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("unsinn", False),
    ],
)
def test_which_addresses_are_public(ip: str, public: bool) -> None:
    assert is_public(ip) is public


def test_a_redirect_into_a_private_network_is_not_followed(web: Web) -> None:
    """The host of the first address counts as public here, as long as the second is looked at again."""
    web.pages["/a"] = Reply(status=302, headers={"Location": "http://intern.beispiel.de/geheim"})

    def resolve(host: str, *_: object, **__: object) -> list[tuple[int, int, int, str, tuple[object, ...]]]:
        if host == "127.0.0.1":
            return [(0, 0, 0, "", ("127.0.0.1",))]
        raise FetchError("address", f"{host} was looked at")

    fetcher = Fetcher(Options(allow_private=True, delay=0), resolve=resolve)
    assert find_reason(f"{web.url}/a", fetcher) == "address"


def test_what_was_checked_is_what_is_connected_to(web: Web) -> None:
    web.pages["/a"] = Reply(make_page())
    port = web.url.rpartition(":")[2]
    asked: list[str] = []

    def resolve(host: str, *_: object, **__: object) -> list[tuple[int, int, int, str, tuple[object, ...]]]:
        asked.append(host)
        return [(0, 0, 0, "", ("127.0.0.1",))]

    page = Fetcher(Options(allow_private=True, delay=0), resolve=resolve).fetch(
        f"http://Zeitung.Beispiel:{port}/a"
    )
    assert page.url == f"http://zeitung.beispiel:{port}/a"
    assert set(asked) == {"zeitung.beispiel"}
    assert web.requests[-1][1]["Host"] == f"zeitung.beispiel:{port}"


def test_redirects_are_followed_up_to_a_limit(web: Web) -> None:
    web.pages["/neu-ü"] = Reply(make_page())
    web.pages["/neu-%C3%BC"] = Reply(make_page())
    web.pages["/alt"] = Reply(status=301, headers={"Location": "/neu-ü".encode().decode("latin-1")})
    web.pages["/kreis"] = Reply(status=302, headers={"Location": "/kreis"})
    web.pages["/nirgends"] = Reply(status=302, headers={"Location": "ftp://beispiel.de/"})
    assert make_fetcher().fetch(f"{web.url}/alt").url == f"{web.url}/neu-%C3%BC"
    assert find_reason(f"{web.url}/kreis") == "redirects"
    assert find_reason(f"{web.url}/nirgends") == "address"


def test_sizes_are_limited_packed_and_unpacked(web: Web) -> None:
    bomb = gzip.compress(bytes(50_000_000))
    packed = {**HTML, "Content-Encoding": "gzip"}
    web.pages |= {
        "/gross": Reply(b"x" * 100_001),
        "/gelogen": Reply(raw=b"HTTP/1.0 200 OK\r\n\r\n" + b"x" * 200_000),
        "/bombe": Reply(bomb, headers=packed),
        "/gepackt": Reply(gzip.compress(make_page()), headers=packed),
        "/doch-nicht": Reply(make_page(), headers=packed),
        "/halb": Reply(gzip.compress(make_page())[:50], headers=packed),
        "/fremd": Reply(b"...", headers={**HTML, "Content-Encoding": "br"}),
    }
    assert [find_reason(web.url + path) for path in ("/gross", "/gelogen", "/bombe")] == ["size"] * 3
    assert [make_fetcher().fetch(web.url + path).content for path in ("/gepackt", "/doch-nicht")] == [
        make_page()
    ] * 2
    assert [find_reason(web.url + path) for path in ("/halb", "/fremd")] == ["compression"] * 2


def test_other_media_and_broken_answers_are_reasons(web: Web) -> None:
    web.pages |= {
        "/bild": Reply(b"...", headers={"Content-Type": "image/png"}),
        "/abbruch": Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nzu kurz"),
        "/unsinn": Reply(raw=b"\x00\x01\x02 kein HTTP\r\n\r\n"),
        "/stumm": Reply(raw=b""),
        "/fehler": Reply(status=503),
    }
    reasons = [find_reason(web.url + path) for path in ("/bild", "/abbruch", "/unsinn", "/stumm", "/fehler")]
    assert reasons == ["media type", "network", "network", "network", "status"]


def test_a_server_that_drips_is_left(web: Web) -> None:
    hold = threading.Event()
    web.pages["/langsam"] = Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nund ", hold=hold)
    assert find_reason(f"{web.url}/langsam", make_fetcher(timeout=0.3)) == "timeout"
    hold.set()


def test_a_host_that_is_down_is_asked_once() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        fetcher = make_fetcher()
        assert [find_reason(f"{url}/{name}", fetcher) for name in "ab"] == ["network"] * 2


def test_a_host_without_an_address() -> None:
    def resolve(*_: object, **__: object) -> list[tuple[int, int, int, str, tuple[object, ...]]]:
        raise socket.gaierror("unbekannt")

    assert find_reason("http://beispiel.de/", Fetcher(Options(), resolve=resolve)) == "network"
    with pytest.raises(FetchError):
        find_ips(parse_address("http://beispiel.de/"), lambda *_, **__: [], allow_private=True)


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("HTTP://Beispiel.DE", "http://beispiel.de/"),
        ("https://beispiel.de:443/a b?c=d e#f", "https://beispiel.de/a%20b?c=d%20e"),
        ("http://müller.de:8080/%7Eä", "http://xn--mller-kva.de:8080/%7E%C3%A4"),
        ("http://[2620:FE::FE]/", "http://[2620:fe::fe]/"),
        ("http://beispiel.de//boese.de/", "http://beispiel.de/boese.de/"),
    ],
)
def test_one_spelling_for_an_address(url: str, written: str) -> None:
    assert parse_address(url).url == written


@given(st.text())
def test_any_address_is_one_or_a_reason(text: str) -> None:
    try:
        address = parse_address("http://" + text)
    except FetchError as error:
        reason = error.reason
    else:
        reason = "address"
        assert address.url.isascii()
        assert address.url.isprintable()
        assert address.target.startswith("/")
        assert parse_address(address.url) == address
    assert reason == "address"


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("Disallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("Allow: /a/b\nDisallow: /a", "/a/x", False),
        ("Disallow: /*.pdf$", "/x/y.pdf", False),
        ("Disallow: /*.pdf$", "/x/y.pdf?z", True),
        ("Disallow: /a*b*c$", "/abc/c", False),
        ("Disallow: /%C3%BC", "/%c3%bc", False),
        ("Disallow: /ü", "/%C3%BC", False),
        ("Disallow: /~x", "/%7Ex", False),
        ("Disallow:", "/", True),
        ("Disallow: /a\nAllow: /a", "/a", True),
        ("Disallow /a", "/a", True),
    ],
)
def test_rules_of_robots(rules: str, path: str, allowed: bool) -> None:
    assert parse_robots(f"# Regeln\nUser-agent: *\n{rules}\n".encode()).allows(path) is allowed


def test_robots_for_us_replace_those_for_everyone() -> None:
    ours = b"\xef\xbb\xbfUser-agent: andere\nUser-Agent: laut\nDisallow: /b\nCrawl-delay: 999999\n\n"
    robots = parse_robots(ours + b"User-agent: *\nDisallow: /")
    assert (robots.allows("/a"), robots.allows("/b"), robots.delay) == (True, False, 60.0)


def test_robots_for_others_are_not_ours() -> None:
    assert parse_robots(b"Disallow: /\nUser-agent: anderer\nDisallow: /\n") == Robots()


@given(st.binary(), st.text())
def test_any_robots_can_be_asked(content: bytes, path: str) -> None:
    assert parse_robots(b"User-agent: *\nDisallow: " + content).allows("/" + path) in (True, False)


@pytest.mark.parametrize("pack", [zlib.compress, lambda data: zlib.compress(data)[2:-4]])
def test_deflate_with_and_without_its_header(pack: object) -> None:
    assert unpack(pack(b"Guten Tag"), "deflate", 100) == b"Guten Tag"  # type: ignore[operator]


@given(st.binary(), st.sampled_from(["gzip", "deflate", "gzip, gzip", "x-gzip", "identity"]))
def test_any_bytes_unpack_to_no_more_than_allowed(content: bytes, encoding: str) -> None:
    for data in (content, gzip.compress(content), zlib.compress(content), b"\x1f\x8b\x08" + content):
        try:
            outcome = "whole" if len(unpack(data, encoding, 20)) <= 20 else "too much"
        except UnpackError as error:
            outcome = error.reason
        assert outcome in ("whole", "size", "compression")


def test_many_empty_members_end() -> None:
    with pytest.raises(UnpackError):
        unpack(gzip.compress(b"") * 2000, "gzip", 10**9)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ('Text/HTML; charset="UTF-8"', ("text/html", "utf-8")),
        ("text/html", ("text/html", None)),
        ("text/html; charset=\x1b[31m", (None, None)),
        ("", (None, None)),
        (None, (None, None)),
        (";;;", (None, None)),
    ],
)
def test_content_types(header: str | None, expected: tuple[str | None, str | None]) -> None:
    assert parse_content_type(header) == expected
