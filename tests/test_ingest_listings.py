"""Feeds and sitemaps, from a server on this machine and from files: what they list is fetched, politely."""

import gzip
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_web import TEXT, Reply, Web, make_page, serve

from laut.ingest import Fetched, Fetcher, Options, iter_captures
from laut.ingest.listings import ListingError, find_listing, parse_listing
from laut.records import Capture, Skip

XML = {"Content-Type": "application/xml"}
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


@pytest.fixture
def web() -> Iterator[Web]:
    with serve() as running:
        yield running


def make_rss(*entries: str) -> bytes:
    head = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>W</title>'
    return f'<?xml version="1.0"?>{head}{"".join(entries)}</channel></rss>'.encode()


def make_entry(
    link: str, title: str = "Titel", body: str = "", day: str = "Tue, 05 Mar 2024 00:15:00 +0100"
) -> str:
    content = f"<content:encoded><![CDATA[{body}]]></content:encoded>" if body else ""
    return f"<item><title>{title}</title><link>{link}</link><pubDate>{day}</pubDate>{content}</item>"


def make_sitemap(*urls: str, kind: str = "url") -> bytes:
    outer = "urlset" if kind == "url" else "sitemapindex"
    places = "".join(f"<{kind}>{url}</{kind}>" for url in urls)
    spaces = f'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="{NEWS}"'
    return f"<{outer} {spaces}>{places}</{outer}>".encode()


def ingest(source: str, fetcher: Fetcher | None = None, **changes: object) -> list[Capture | Skip]:
    options = Options(allow_private=True, delay=0, **changes)  # type: ignore[arg-type]
    return list(iter_captures([source], options, fetcher or Fetcher(options)))


def captures(items: list[Capture | Skip]) -> list[Capture]:
    return [item for item in items if isinstance(item, Capture)]


def reasons(items: list[Capture | Skip]) -> list[str]:
    return [item.reason if isinstance(item, Skip) else "" for item in items]


def test_a_page(web: Web) -> None:
    web.pages["/a"] = Reply(make_page())
    (capture,) = captures(ingest(f"{web.url}/a", outlet="Wehrbote"))
    assert (capture.content, capture.url, capture.given.outlet) == (make_page(), f"{web.url}/a", "Wehrbote")
    assert capture.retrieved_at is not None
    assert reasons(ingest(f"{web.url}/b")) == ["status"]


def test_a_feed_leads_to_its_pages(web: Web) -> None:
    body = f"<p>{TEXT * 8}</p>"
    entries = [make_entry("/a", "Die &lt;b&gt;Brücke&lt;/b&gt;"), make_entry(f"{web.url}/b", body=body)]
    web.pages["/feed"] = Reply(make_rss(*entries, make_entry("javascript:x"), make_entry("/c")), headers=XML)
    web.pages["/a"] = Reply(make_page())
    items = ingest(f"{web.url}/feed")
    assert reasons(items) == ["", "", "address", "status"]
    fetched, inside = captures(items)
    assert (fetched.content, inside.content.decode()) == (make_page(), body)
    assert (fetched.given.title, fetched.given.published_from) == ("Die Brücke", "feed")
    assert fetched.given.published_on == inside.given.published_on == date(2024, 3, 5)
    assert web.paths == ["/feed", "/a", "/c"]


def test_a_feed_in_a_file(tmp_path: Path, web: Web) -> None:
    web.pages["/a"] = Reply(make_page())
    atom = (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title><link href="{web.url}/a"/>'
        "<author><name>Ina Voss</name></author><updated>2024-03-05T10:00:00Z</updated></entry></feed>"
    )
    (tmp_path / "f.atom").write_text(atom, "utf-8")
    (capture,) = captures(ingest(str(tmp_path)))
    assert (capture.given.author, capture.given.published_on) == ("Ina Voss", date(2024, 3, 5))


def test_a_feed_is_asked_again_until_all_of_it_arrived(web: Web) -> None:
    web.pages["/feed"] = Reply(make_rss(make_entry("/a"), make_entry("/b")), headers={**XML, "ETag": '"f"'})
    web.pages["/a"] = Reply(make_page(), headers={"Content-Type": "text/html", "ETag": '"a"'})
    kept: dict[str, tuple[str | None, str | None]] = {}

    def remember(one: Fetched) -> None:
        kept[one.url] = one.etag, one.last_modified

    def run() -> list[str]:
        return reasons(ingest(f"{web.url}/feed", Fetcher(options, kept.get, remember)))

    options = Options(allow_private=True, delay=0)
    assert run() == ["", "status"]
    assert list(kept) == [f"{web.url}/a"]
    web.pages["/b"] = Reply(make_page(TEXT + " Mehr."))
    assert run() == ["unchanged", ""]
    assert run() == ["unchanged"]


def test_what_is_not_read_to_the_end_is_not_remembered(web: Web) -> None:
    web.pages["/a"] = Reply(make_page(), headers={"Content-Type": "text/html", "ETag": '"a"'})
    kept: list[Fetched] = []
    options = Options(allow_private=True, delay=0)
    items = iter_captures([f"{web.url}/a"], options, Fetcher(options, remember=kept.append))
    next(items)
    items.close()  # type: ignore[attr-defined]
    assert kept == []


def test_filters_hold_before_anything_is_fetched(web: Web) -> None:
    old = make_entry("/alt", day="Tue, 05 Mar 2019 10:00:00 +0100")
    web.pages["/feed"] = Reply(
        make_rss(old, make_entry("http://anderswo.beispiel/"), make_entry("/a")), headers=XML
    )
    web.pages["/a"] = Reply(make_page())
    items = ingest(f"{web.url}/feed", since=date(2024, 1, 1), hosts=("127.0.0.1",))
    assert reasons(items) == ["period", "host", ""]
    assert web.paths == ["/feed", "/a"]


def test_sitemaps_and_sitemaps_in_them(web: Web) -> None:
    news = (
        f"<loc>{web.url}/a</loc><n:news><n:title>Brücke</n:title>"
        "<n:publication_date>2024-03-05T00:30:00+01:00</n:publication_date></n:news>"
        "<image:image xmlns:image='urn:i'><image:loc>http://x/</image:loc></image:image>"
    )
    pages = make_sitemap(news, f"<loc>{web.url}/alt</loc><lastmod>2019-01-01</lastmod>", "<loc>x</loc>", news)
    index = make_sitemap(f"<loc>{web.url}/s.gz</loc>", f"<loc>{web.url}/i.xml</loc>", kind="sitemap")
    web.pages["/i.xml"] = Reply(index, headers=XML)
    web.pages["/s.gz"] = Reply(gzip.compress(pages), headers={"Content-Type": "application/gzip"})
    web.pages["/a"] = Reply(make_page())
    items = ingest(f"{web.url}/i.xml", since=date(2024, 1, 1))
    assert reasons(items) == ["", "period", "address"]
    (capture,) = captures(items)
    assert (capture.given.title, capture.given.published_on) == ("Brücke", date(2024, 3, 5))


def test_sitemaps_without_end_end(web: Web) -> None:
    for number in range(9):
        place = f"<loc>{web.url}/{number + 1}.xml</loc>"
        web.pages[f"/{number}.xml"] = Reply(make_sitemap(place, kind="sitemap"), headers=XML)
    assert reasons(ingest(f"{web.url}/0.xml")) == ["malformed"]
    assert web.paths == ["/0.xml", "/1.xml", "/2.xml"]


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("doctype", [BOMB, EXTERNAL])
def test_entities_are_no_way_in(doctype: str) -> None:
    sitemap = doctype.encode() + make_sitemap("<loc>http://a.de/&a;</loc>")
    assert find_listing(sitemap) == "sitemap"
    with pytest.raises(ListingError):
        parse_listing(sitemap, None)
    entries = parse_listing(doctype.encode() + make_rss(make_entry("http://a.de/", "x&a;&c;")), None)
    assert all(len(entry.given.title or "") < 20 for entry in entries)


def test_half_a_sitemap_keeps_what_it_has() -> None:
    content = make_sitemap("<loc>http://a.de/1</loc>", "<loc>http://a.de/2</loc>")
    assert [entry.url for entry in parse_listing(content[:-40], None)] == ["http://a.de/1"]
    with pytest.raises(ListingError):
        parse_listing(content[:120], None)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (make_rss(), "feed"),
        (b"\xef\xbb\xbf <?xml version='1.0'?><!-- a --><!-- <urlset> --><rdf:RDF>", "feed"),
        (b"<!DOCTYPE rss [<!ENTITY a 'b'>]> <rss>", "feed"),
        (make_page(), None),
        (b"<html><!-- <rss> -->", None),
        (b"<!-- -->" * 500 + b"<rss ", "feed"),
        (b"<!-- -->" * 500 + b"<html>", None),
        (b"<feedback>", None),
        (b"", None),
    ],
)
def test_which_documents_are_listings(content: bytes, kind: str | None) -> None:
    began = time.monotonic()
    assert find_listing(content) == kind
    assert time.monotonic() - began < 1


def test_xml_that_lists_nothing_is_a_skip(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(b"<buch/>")
    (tmp_path / "b.rss").write_bytes(b"<rss><channel><item><title>&&& <b></item>")
    assert set(reasons(ingest(str(tmp_path)))) <= {"media type", "malformed", "address"}


@given(
    st.text(alphabet="<>&;/![]-rsfeditm \"'=lnkCDAT?x"),
    st.sampled_from(["rss", "feed", "urlset", "sitemapindex"]),
)
def test_any_listing_is_parsed_or_refused(inner: str, root: str) -> None:
    content = f"<{root}><item><url>{inner}</url></item>".encode()
    with suppress(ListingError):
        entries = parse_listing(content, "http://beispiel.de/")
        assert all(entry.url is None or entry.url.startswith("http") for entry in entries)
