"""Web archives, whole and damaged: what can be read is read, and what can't is told."""

import gzip
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType
from hypothesis import given
from hypothesis import strategies as st
from invented_web import make_page

from laut.ingest import REASONS, Options, iter_captures
from laut.records import Capture, Skip

PAGES = [make_page(f"Seite {number}: „Wir kommen wieder“, sagte Ina Voss.") for number in range(4)]
HTML = b'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset="UTF-8"\r\n'


def make_record(
    number: int,
    head: bytes = HTML,
    body: bytes | None = None,
    *,
    kind: WarcRecordType = WarcRecordType.response,
    uri: str | None = None,
    media_type: str = "application/http; msgtype=response",
    longer: int = 0,
) -> bytes:
    """One record as FastWARC writes it; `longer` falsifies its length."""
    record = WarcRecord()
    record.init_headers(kind)
    record.headers["WARC-Target-URI"] = uri or f"https://beispiel.de/{number}"
    record.headers["WARC-Date"] = "2024-03-05T10:11:12Z"
    record.headers["Content-Type"] = media_type
    content = PAGES[number] if body is None else body
    record.set_bytes_content(head + b"\r\n" + content if head else content)
    stream = io.BytesIO()
    record.write(stream)
    written = stream.getvalue()
    length = int(record.headers["Content-Length"])
    return written.replace(
        f"Content-Length: {length}".encode(), f"Content-Length: {length + longer}".encode(), 1
    )


def ingest(path: Path, content: bytes, **options: object) -> list[Capture | Skip]:
    path.write_bytes(content)
    return list(iter_captures([str(path)], Options(**options)))  # type: ignore[arg-type]


def pages(items: list[Capture | Skip]) -> list[int]:
    """Which of our pages came whole."""
    return [PAGES.index(item.content) for item in items if isinstance(item, Capture)]


def reasons(items: list[Capture | Skip]) -> list[str]:
    return [item.reason if isinstance(item, Skip) else "" for item in items]


def join(records: list[bytes], packed: bool) -> bytes:
    return b"".join(map(gzip.compress, records)) if packed else b"".join(records)


def test_packed_or_not_and_whatever_the_name_says(tmp_path: Path) -> None:
    records = [make_record(number) for number in range(3)]
    for packed in (False, True):
        for name in ("a.warc", "a.warc.gz"):
            items = ingest(tmp_path / name, join(records, packed))
            assert pages(items) == [0, 1, 2]
            first = items[0]
            assert isinstance(first, Capture)
            assert (first.url, first.media_type, first.charset) == (
                "https://beispiel.de/0",
                "text/html",
                "utf-8",
            )
            assert first.retrieved_at == datetime(2024, 3, 5, 10, 11, 12, tzinfo=UTC)
            assert (first.warc_record_id or "").startswith("<urn:uuid:")


def test_what_is_no_page_is_told_or_passed_over(tmp_path: Path) -> None:
    text = {"kind": WarcRecordType.conversion, "media_type": "text/plain", "head": b""}
    records = [
        make_record(0, kind=WarcRecordType.request),
        make_record(0, HTML.replace(b"200 OK", b"404 Not Found")),
        make_record(0, b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"),
        make_record(0, b"", b"\x00\x01"),
        make_record(
            0, b"", b"dns", uri="dns:beispiel.de", media_type="text/dns", kind=WarcRecordType.resource
        ),
        make_record(0, HTML, b""),
        make_record(1, uri="<https://beispiel.de/1>"),
        make_record(2, **text),  # type: ignore[arg-type]
    ]
    items = ingest(tmp_path / "a.warc.gz", join(records, packed=True))
    assert reasons(items) == ["status", "media type", "malformed", "empty", "", ""]
    assert pages(items) == [1, 2]
    assert [item.media_type for item in items if isinstance(item, Capture)] == ["text/html", "text/plain"]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("longer", [-200, -5, -1, 1, 7, 300, 9_000, 10**9])
def test_a_wrong_length_costs_one_record(tmp_path: Path, packed: bool, longer: int) -> None:
    records = [make_record(0), make_record(1, longer=longer), make_record(2), make_record(3)]
    items = ingest(tmp_path / "a.warc", join(records, packed))
    # A line break too many does no harm and is not noticed.
    found = [PAGES.index(item.content.strip()) for item in items if isinstance(item, Capture)]
    assert found in ([0, 2, 3], [0, 1, 2, 3])
    assert len(items) <= 5


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_that_breaks_off(tmp_path: Path, packed: bool) -> None:
    content = join([make_record(number) for number in range(3)], packed)
    whole = [0, 1, 2]
    for end in range(len(content) - 20, 0, -97):
        items = ingest(tmp_path / "a.warc.gz", content[:end])
        assert pages(items) == whole[: len(pages(items))]
        assert len(pages(items)) >= 3 * end // len(content) - 1


def test_damaged_members_are_passed_over(tmp_path: Path) -> None:
    packed = [gzip.compress(make_record(number)) for number in range(4)]
    packed[1] = packed[1][:100] + b"XXXXXX" + packed[1][106:]
    items = ingest(tmp_path / "a.warc.gz", b"".join(packed))
    assert pages(items) == [0, 2, 3]
    assert "malformed" in reasons(items)


def test_garbage_between_records(tmp_path: Path) -> None:
    """The record before it is doubted: it might as well be one whose length is too short."""
    garbage = b"Guten Tag, hier steht kein Datensatz.\r\n" * 60_000 + b"\r\n\r\n"
    items = ingest(tmp_path / "a.warc", make_record(0) + garbage + make_record(1) + b"Ende")
    assert pages(items) == [1]
    assert reasons(items) == ["malformed", "", "malformed"]
    assert ingest(tmp_path / "b.warc", b"") == []
    assert reasons(ingest(tmp_path / "c.warc", garbage)) == ["malformed"]


def test_packed_answers_and_bombs(tmp_path: Path) -> None:
    coded = HTML + b"Content-Encoding: gzip\r\n"
    chunked = HTML + b"Transfer-Encoding: chunked\r\n"
    records = [
        make_record(0, coded, gzip.compress(PAGES[0])),
        make_record(0, coded, gzip.compress(bytes(30_000_000))),
        make_record(0, coded, gzip.compress(PAGES[0])[:60]),
        make_record(1, coded),
        make_record(2, chunked, b"%x\r\n" % len(PAGES[2]) + PAGES[2] + b"\r\n0\r\n\r\n"),
        make_record(2, chunked),
        make_record(3, HTML, bytes(3_000_000)),
        make_record(3),
    ]
    items = ingest(tmp_path / "a.warc.gz", join(records, packed=True), largest=1_000_000)
    assert reasons(items) == ["", "size", "compression", "", "", "malformed", "malformed", ""]
    assert pages(items) == [0, 1, 2, 3]


def test_hosts_are_filtered(tmp_path: Path) -> None:
    content = make_record(0) + make_record(1, uri="https://anderswo.at/1")
    assert reasons(ingest(tmp_path / "a.warc", content, hosts=("anderswo.at",))) == ["host", ""]


def test_what_fastwarc_itself_writes(tmp_path: Path) -> None:
    with (tmp_path / "a.warc.gz").open("wb") as file:
        stream = GzipWriter(file)
        record = WarcRecord()
        record.init_headers(WarcRecordType.response)
        record.headers["WARC-Target-URI"] = "https://beispiel.de/0"
        record.headers["Content-Type"] = "application/http"
        record.set_bytes_content(HTML + b"\r\n" + PAGES[0])
        record.write(stream, checksum_data=True)
        stream.close()
    assert pages(list(iter_captures([str(tmp_path / "a.warc.gz")]))) == [0]


@given(st.data(), st.booleans())
def test_any_damage_is_captures_or_skips(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, packed: bool
) -> None:
    content = bytearray(join([make_record(number) for number in range(3)], packed))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, 10_000)) % len(content)
        content[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=6))
    for item in ingest(tmp_path_factory.getbasetemp() / "fuzz.warc", bytes(content)):
        assert isinstance(item, Capture) or item.reason in REASONS
