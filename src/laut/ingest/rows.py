"""JSONL, CSV and Parquet files → rows, one after the other; a bad row is told and the next one read."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from laut.ingest.files import describe_problem, open_file

_BATCH = 64


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its number from 1 (a line in JSONL), or the reason (of `REASONS`) why it can't be had."""

    number: int
    values: Mapping[str, object] | None
    reason: str = ""
    detail: str = ""


def iter_json_lines(place: str, columns: Sequence[str], largest: int) -> Iterator[Row]:
    """The objects of a JSONL file."""
    with open_file(place) as file:
        for number, line in enumerate(_iter_lines(file, largest), 1):
            if line is None:
                yield Row(number, None, "size", f"the line has more than {largest / 1e6:g} MB")
                continue
            text = line.removeprefix(b"\xef\xbb\xbf").strip()
            if not text:
                continue
            try:
                values = json.loads(text)
            except (ValueError, RecursionError) as error:
                yield Row(number, None, "malformed", f"the line is no JSON ({error})")
                continue
            if isinstance(values, dict):
                yield Row(number, {name: values[name] for name in columns if name in values})
            else:
                yield Row(number, None, "malformed", "the line is no JSON object")


def iter_csv(place: str, columns: Sequence[str], largest: int) -> Iterator[Row]:
    """The rows of a CSV file with a header; comma, semicolon, tab or bar; UTF-8 or else Windows-1252."""
    csv.field_size_limit(max(csv.field_size_limit(), largest))
    with open_file(place) as file:
        lines = _iter_csv_lines(file, largest)
        try:
            header = next(lines, "").removeprefix("\ufeff")
            delimiter = max(",;\t|", key=header.count)
            names = [_decode(name).strip() for name in next(csv.reader([header], delimiter=delimiter), [])]
        except (csv.Error, UnicodeError) as error:
            yield Row(0, None, "malformed", f"the header can't be taken apart ({error})")
            return
        chosen = [(name, names.index(name)) for name in columns if name in names]
        rows = csv.reader(lines, delimiter=delimiter, strict=False)
        number = 0
        while True:
            number += 1
            try:
                row = next(rows)
                values = {name: _decode(row[at]) for name, at in chosen if at < len(row)}
            except StopIteration:
                return
            except (csv.Error, UnicodeError) as error:
                yield Row(number, None, "malformed", f"the row can't be taken apart ({error})")
                continue
            if row:
                yield Row(number, {**dict.fromkeys((name for name, _ in chosen), ""), **values})


def iter_parquet(place: str, columns: Sequence[str], _: int) -> Iterator[Row]:
    """The rows of a Parquet file; only the columns asked for are read."""
    import duckdb  # the archive's own reader: no second library for one format

    path = "".join(f"[{char}]" if char in "*?[" else char for char in str(Path(place).absolute()))
    try:
        with open_file(place), duckdb.connect(config={"autoinstall_known_extensions": False}) as database:
            there = database.execute("select * from read_parquet(?) limit 0", [path]).description or []
            names = [name for name in columns if name in {entry[0] for entry in there}]
            quoted = ", ".join('"' + name.replace('"', '""') + '"' for name in names) or "1"
            cursor = database.execute(f"select {quoted} from read_parquet(?)", [path])
            number = 0
            while batch := cursor.fetchmany(_BATCH):
                for values in batch:
                    number += 1
                    yield Row(number, dict(zip(names, values, strict=False)))
    except duckdb.Error as error:
        yield Row(0, None, "malformed", f"is no Parquet file that can be read ({str(error)[:200]})")


READERS: dict[str, Callable[[str, Sequence[str], int], Iterator[Row]]] = {
    ".jsonl": iter_json_lines,
    ".ndjson": iter_json_lines,
    ".csv": iter_csv,
    ".tsv": iter_csv,
    ".parquet": iter_parquet,
}


def iter_rows(place: str, columns: Sequence[str], largest: int) -> Iterator[Row]:
    """The rows of a table, by the ending of its name; what can't be opened is a row without values."""
    try:
        yield from READERS[Path(place).suffix.lower()](place, columns, largest)
    except (OSError, ValueError) as error:
        yield Row(0, None, "unreadable", describe_problem(error))


def _iter_lines(file: BinaryIO, largest: int) -> Iterator[bytes | None]:
    """Lines, None for one that is too long: it is passed over without being held."""
    while line := file.readline(largest + 1):
        if len(line) <= largest:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(largest + 1)
        yield None


def _iter_csv_lines(file: BinaryIO, largest: int) -> Iterator[str]:
    """Lines for the csv module; the bytes that are no UTF-8 are kept for `_decode`."""
    for line in _iter_lines(file, largest):
        yield "\0" if line is None else line.decode("utf-8", "surrogateescape")


def _decode(field: str) -> str:
    """A field as UTF-8, or as Windows-1252 where it is none; UnicodeDecodeError where it is neither."""
    if field.isascii():
        if "\0" in field:
            raise csv.Error("it holds binary data, or a line that is too long")
        return field
    content = field.encode("utf-8", "surrogateescape")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("windows-1252")
