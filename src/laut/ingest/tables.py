"""JSONL, CSV and Parquet → captures, by a mapping of our fields to the table's columns."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from laut.ingest.job import Job, parse_date, write_field, write_url
from laut.ingest.options import FIELDS, make_storable
from laut.ingest.rows import READERS, Row, iter_rows
from laut.records import Capture, Given, Skip

SUFFIXES = tuple(READERS)
_HAS_HEADER = frozenset({".csv", ".tsv", ".parquet"})


def iter_table(place: str, job: Job) -> Iterator[Capture | Skip]:
    """One capture a row. A table that lacks a column it should have is left at the first row."""
    columns = {**{name: name for name in FIELDS}, **job.options.columns}
    wanted = set(job.options.columns.values())
    has_header = Path(place).suffix.lower() in _HAS_HEADER
    for row in iter_rows(place, sorted(set(columns.values())), job.options.largest):
        name = f"{place}:{row.number}" if row.number else place
        if row.values is None:
            yield job.skip(name, row.reason, row.detail)
            continue
        missing = sorted(wanted - set(row.values))
        if has_header and (missing or not {columns["text"], columns["html"]} & set(row.values)):
            names = ", ".join(missing or [columns["text"]])
            yield job.skip(place, "columns", f"has no column {names}: name its columns with --columns")
            return
        yield _take_row(name, row, columns, job)


def _take_row(name: str, row: Row, columns: Mapping[str, str], job: Job) -> Capture | Skip:
    values = {field: (row.values or {}).get(column) for field, column in columns.items()}
    body = values["html"] or values["text"]
    if not isinstance(body, str) or not body.strip():
        return job.skip(name, "empty", f"there is no text in {columns['text']}")
    published_on = parse_date(values["date"])
    given = Given(
        title=write_field(values["title"]),
        author=write_field(values["author"]),
        outlet=write_field(values["outlet"]),
        published_on=published_on,
        published_from="table" if published_on else None,
        language=write_field(values["language"]),
    )
    return job.make_capture(
        name,
        make_storable(body).encode(),
        given,
        media_type="text/html" if values["html"] else "text/plain",
        charset="utf-8",
        url=write_url(values["url"]),
    )
