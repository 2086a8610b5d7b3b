"""Files, folders and tables become captures or skips, whatever is in them."""

import csv
import gzip
import json
import os
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_web import TEXT, make_page

from laut.errors import SettingError
from laut.ingest import KINDS, REASONS, Options, iter_captures, parse_columns
from laut.ingest.job import parse_date, write_field
from laut.ingest.options import make_skip
from laut.records import Capture, Skip

COLUMNS = {"text": "body", "title": "headline", "url": "link", "date": "published"}
ROW = {
    "body": TEXT,
    "headline": "Brücke  gesperrt",
    "link": "https://Beispiel.de/a#x",
    "published": "2024-03-05",
}


def ingest(place: Path, **options: object) -> list[Capture | Skip]:
    return list(iter_captures([str(place)], Options(**options)))  # type: ignore[arg-type]


def reasons(items: list[Capture | Skip]) -> list[str]:
    return [item.reason if isinstance(item, Skip) else "" for item in items]


def one(items: list[Capture | Skip]) -> Capture:
    (item,) = items
    assert isinstance(item, Capture)
    return item


def test_a_file_is_taken_byte_by_byte(tmp_path: Path) -> None:
    path = tmp_path / "artikel.TXT"
    path.write_bytes(TEXT.encode("latin-1", "replace"))
    capture = one(ingest(path))
    assert capture.content == TEXT.encode("latin-1", "replace")
    assert (capture.source, capture.name, capture.media_type) == (str(path), str(path), "text/plain")
    assert (capture.url, capture.retrieved_at, capture.charset) == (None, None, None)


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    for name in ("b/2.md", "b/1.html", "a.txt", ".versteckt.txt", ".git/x.txt", "bild.png", "leer.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"" if name == "leer.txt" else name.encode())
    (tmp_path / "b" / "kreis").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "rohr.txt")
    items = ingest(tmp_path)
    assert [Path(item.name).name for item in items] == [
        "a.txt",
        "bild.png",
        "leer.txt",
        "rohr.txt",
        "1.html",
        "2.md",
    ]
    assert reasons(items) == ["", "media type", "empty", "unreadable", "", ""]
    assert {item.source for item in items} == {str(tmp_path)}
    assert [item.media_type for item in items if isinstance(item, Capture)] == [
        "text/plain",
        "text/html",
        "text/markdown",
    ]


def test_what_is_not_there_is_a_skip(tmp_path: Path) -> None:
    places = [tmp_path / name for name in ("nichts", "nichts.txt", "nichts.csv", "nichts.warc", "nichts.xml")]
    assert [reasons(ingest(place)) for place in places] == [["unreadable"]] * 5
    assert reasons(ingest(Path("mit\0null.txt"))) == ["unreadable"]


def test_sizes_are_limited(tmp_path: Path) -> None:
    (tmp_path / "gross.txt").write_bytes(b"x" * 1001)
    (tmp_path / "passt.txt").write_bytes(b"x" * 1000)
    (tmp_path / "bombe.html").write_bytes(gzip.compress(bytes(10_000_000)))
    (tmp_path / "gepackt.html").write_bytes(gzip.compress(b"y" * 900))
    (tmp_path / "halb.html").write_bytes(gzip.compress(os.urandom(900))[:500])
    items = ingest(tmp_path, largest=1000)
    assert reasons(items) == ["size", "", "size", "compression", ""]


def test_a_page_of_200_megabytes_is_never_held(tmp_path: Path) -> None:
    with (tmp_path / "riese.html").open("wb") as file:
        file.truncate(200_000_000)
    assert reasons(ingest(tmp_path)) == ["size"]


def test_names_that_no_utf8_can_hold(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff\x1b[31m.txt"
    try:
        Path(os.fsdecode(path)).write_bytes(b"x")
    except OSError:
        path = os.fsencode(tmp_path / "x.txt")
        Path(os.fsdecode(path)).write_bytes(b"x")
    assert one(ingest(tmp_path)).name.encode()


def test_what_the_command_line_says_fills_the_gaps(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    given = one(ingest(tmp_path, outlet="Wehrbote", published_on=date(2024, 3, 5))).given
    assert (given.outlet, given.published_on, given.published_from) == ("Wehrbote", date(2024, 3, 5), "given")


def write_table(path: Path, rows: list[dict[str, object]]) -> Path:
    if path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    elif path.suffix == ".csv":
        with path.open("w", newline="", encoding="utf-8-sig") as file:
            writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
            writer.writeheader()
            writer.writerows(rows)
    else:
        write_table(path.with_suffix(".jsonl"), rows)
        columns = ", ".join(f"'{name}': 'VARCHAR'" for name in rows[0])
        source = f"read_json('{path.with_suffix('.jsonl')}', columns={{{columns}}})"
        duckdb.sql(f"copy (select * from {source}) to '{path}' (format parquet)")
    return path


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet"])
def test_tables_are_mapped(tmp_path: Path, suffix: str) -> None:
    rows = [
        ROW,
        {**ROW, "body": "  "},
        {**ROW, "body": 'Er sagte: "Ja;\nnein"', "link": "kein Link", "published": "?"},
    ]
    path = write_table(tmp_path / f"tabelle[1]{suffix}", rows)
    first, empty, last = ingest(path, columns=COLUMNS, outlet="Wehrbote")
    assert isinstance(first, Capture)
    assert isinstance(last, Capture)
    assert reasons([empty]) == ["empty"]
    assert first.content.decode() == TEXT
    assert (first.url, first.name) == ("https://beispiel.de/a", f"{path}:1")
    assert (first.given.title, first.given.outlet) == ("Brücke gesperrt", "Wehrbote")
    assert (first.given.published_on, first.given.published_from) == (date(2024, 3, 5), "table")
    assert (last.content.decode(), last.url, last.given.published_on) == ('Er sagte: "Ja;\nnein"', None, None)


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_a_missing_column_is_told_once(tmp_path: Path, suffix: str) -> None:
    path = write_table(tmp_path / f"tabelle{suffix}", [ROW, ROW])
    assert reasons(ingest(path)) == ["columns"]
    assert reasons(ingest(path, columns={**COLUMNS, "author": "von"})) == ["columns"]


def test_bad_lines_of_jsonl_are_skips(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    good = json.dumps({"text": "Gut \ud800.", "title": ["keiner"], "author": 7}).encode()
    lines = [
        b"\xef\xbb\xbf" + good,
        b"{",
        b"[1]",
        b"",
        b"\xff\xfe",
        b"[" * 100_000,
        b'"' + b"x" * 300_000,
        good,
    ]
    path.write_bytes(b"\n".join(lines))
    items = ingest(path, largest=200_000)
    assert reasons(items) == ["", "malformed", "malformed", "malformed", "malformed", "size", ""]
    assert one(items[:1]).content.decode() == "Gut \ufffd."
    assert (one(items[-1:]).given.title, one(items[-1:]).given.author) == (None, "7")


def test_a_table_in_windows_1252_and_with_damaged_rows(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    rows = [
        b"text,title",
        "Sie sagte: „Grüß Gott“,Ü".encode("cp1252"),
        b"\x81\x81,x",
        b"a\0b,x",
        b'"' + b"z" * 900,
    ]
    path.write_bytes(b"\r\n".join([*rows, b'",', b"Ende,"]))
    items = ingest(path, largest=500)
    assert one(items[:1]).content.decode() == "Sie sagte: „Grüß Gott“"
    assert one(items[:1]).given.title == "Ü"
    assert "malformed" in reasons(items)
    assert {reason for reason in reasons(items) if reason} <= {"malformed", "size"}


def test_cells_of_html_are_pages(tmp_path: Path) -> None:
    path = write_table(tmp_path / "t.jsonl", [{"html": make_page().decode(), "url": "https://beispiel.de/"}])
    assert (one(ingest(path)).media_type, one(ingest(path)).content) == ("text/html", make_page())


def test_hosts_are_filtered(tmp_path: Path) -> None:
    links = ["https://www.beispiel.de/", "https://beispiel.de.boese.com/", None, "https://notbeispiel.de/"]
    path = write_table(tmp_path / "t.jsonl", [{"text": TEXT, "url": link} for link in links])
    assert reasons(ingest(path, hosts=("beispiel.de",))) == ["", "host", "", "host"]


def test_ids_are_those_of_address_and_bytes(tmp_path: Path) -> None:
    path = write_table(
        tmp_path / "t.jsonl", [{"text": TEXT, "url": u} for u in ("http://a.de", "http://a.de/#x", None)]
    )
    ids = [item.id for item in ingest(path) if isinstance(item, Capture)]
    assert ids == [item.id for item in ingest(path) if isinstance(item, Capture)]
    assert ids[0] == ids[1] != ids[2]


@given(
    st.binary(max_size=2000),
    st.sampled_from(["jsonl", "csv", "tsv", "parquet", "html", "warc", "warc.gz", "xml"]),
)
def test_any_bytes_are_captures_or_skips(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, ending: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"fuzz.{ending}"
    path.write_bytes(content)
    for item in ingest(path, columns={"text": "a"}):
        assert isinstance(item, Capture) or item.reason in REASONS


@pytest.mark.parametrize("header", ["te\rxt,title", "\x00,text"])
def test_a_header_that_is_none_is_a_skip(tmp_path: Path, header: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f"{header}\nEin Satz.,Titel\n".encode())
    assert [getattr(item, "reason", "read") for item in ingest(path)] == ["malformed"]


@given(st.lists(st.lists(st.text(), min_size=1), min_size=1))
def test_any_csv_is_read(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzz2.csv"
    lines = ["text,title", *(",".join(row) for row in rows)]
    path.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    for item in ingest(path):
        assert isinstance(item, Capture) or item.reason in REASONS


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-03-05", date(2024, 3, 5)),
        ("20240305", date(2024, 3, 5)),
        ("2024-03-05T23:30:00Z", date(2024, 3, 6)),
        ("2024-03-05 08:00:00 Europe/Berlin", date(2024, 3, 5)),
        ("5.3.2024, 12:30 Uhr", date(2024, 3, 5)),
        ("Tue, 05 Mar 2024 00:30:00 +0100", date(2024, 3, 5)),
        (datetime(2024, 3, 4, 23, 30, tzinfo=timezone.utc), date(2024, 3, 5)),  # noqa: UP017
        (datetime(2024, 3, 4, 23, 30), date(2024, 3, 4)),
        (datetime.max.replace(tzinfo=timezone(timedelta(hours=-12))), date(9999, 12, 31)),
        (date(2024, 3, 5), date(2024, 3, 5)),
        ("31.2.2024", None),
        ("heute", None),
        ("", None),
        (20240305, None),
        (None, None),
    ],
)
def test_dates_of_tables(value: object, day: date | None) -> None:
    assert parse_date(value) == day


@given(st.text())
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = parse_date(text)
    assert found is None or type(found) is date


def test_fields_are_one_line() -> None:
    assert write_field(" a\n\tb\0\ud800 ") == "a b \ufffd"
    assert [write_field(value) for value in (3, True, None, [], " ")] == ["3", None, None, None, None]


def test_columns_are_parsed() -> None:
    assert parse_columns("text=body, title = headline,") == {"text": "body", "title": "headline"}
    for wrong in ("text", "text=", "wort=x", "text=a,text=b", "=x"):
        with pytest.raises(SettingError):
            parse_columns(wrong)


def test_reasons_are_a_closed_list() -> None:
    with pytest.raises(AssertionError):
        make_skip("a", "b", "erfunden", "c")
    assert make_skip("\udcff", "b", "size", "x" * 9999).detail == "x" * 500


def test_kinds_are_told_apart() -> None:
    def find(place: str) -> str:
        return next(kind.name for kind in KINDS if kind.is_place(place))

    assert find("HTTPS://beispiel.de/a.warc.gz") == "address"
    assert [find(name) for name in ("a.HTM", "a.csv", "CC-MAIN.warc.gz", "feed.xml")] == [
        "file",
        "table",
        "web archive",
        "listing",
    ]
