"""Parquet: a folder with `statements/` (a row a statement) and `articles/` (a row an article, its statements
nested in it), both in folders `month=2024-03` by the month of publication, or `month=undated`.

Whatever reads hive-partitioned Parquet reads each of them as one table. DuckDB writes the files, in one
thread, so that the same archive gives the same bytes. Half a surrogate pair becomes U+FFFD.
"""

import json
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import fields
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from laut.errors import LautError
from laut.export.entries import Entry
from laut.export.rows import UNDATED, ArticleRow, StatementRow, make_article_row, make_statement_rows
from laut.records import Spans

Row = dict[str, object]

_SPANS = 'STRUCT("start" INTEGER, "end" INTEGER)[]'
_TYPES: dict[object, str] = {
    int: "INTEGER",
    float: "DOUBLE",
    float | None: "DOUBLE",
    date | None: "DATE",
    Spans: _SPANS,
}
_COPY = """
copy (
    select *, coalesce(strftime(published_on, '%Y-%m'), '{undated}') as month
    from read_json(
        $source, format = 'newline_delimited', columns = {{{columns}}}, maximum_object_size = {largest}
    )
) to $target (format parquet, compression zstd, partition_by (month))
"""
_LARGEST = 1_000_000_000  # bytes of one article's row with all its statements


def write_parquet(entries: Iterable[Entry], folder: Path) -> str:
    """Write both tables into a folder that exists. LautError where that fails."""
    import duckdb  # only this format needs it

    statement_types = _find_types(StatementRow)
    nested = ", ".join(f'"{name}" {kind}' for name, kind in statement_types.items())
    article_types = _find_types(ArticleRow) | {"found": f"STRUCT({nested})[]"}
    with TemporaryDirectory(dir=folder, prefix=".rows-") as place:
        statements, articles = Path(place, "statements.json"), Path(place, "articles.json")
        _write_lines(entries, statements, articles)
        try:
            with duckdb.connect(config={"threads": 1, "temp_directory": place}) as database:
                _copy(database, statements, statement_types, folder / "statements")
                _copy(database, articles, article_types, folder / "articles")
        except duckdb.Error as error:
            raise LautError(f"{folder} cannot be written ({error}): choose another --output") from None
    return ""


def _find_types(row: type[StatementRow] | type[ArticleRow]) -> dict[str, str]:
    """The columns of a row with DuckDB's types; words and labels are VARCHAR."""
    return {field.name: _TYPES.get(field.type, "VARCHAR") for field in fields(row)}


def _write_lines(entries: Iterable[Entry], statements: Path, articles: Path) -> None:
    with ExitStack() as stack:
        each, whole = (
            stack.enter_context(path.open("w", encoding="utf-8")) for path in (statements, articles)
        )
        for entry in entries:
            rows = [_make_row(row) for row in make_statement_rows(entry)]
            each.writelines(_make_line(row) for row in rows)
            whole.write(_make_line({**_make_row(make_article_row(entry)), "found": rows}))


def _make_row(row: StatementRow | ArticleRow) -> Row:
    return {field.name: _make_value(getattr(row, field.name)) for field in fields(row)}


def _make_value(value: object) -> object:
    if isinstance(value, tuple):
        return [{"start": span.start, "end": span.end} for span in value]
    return value.isoformat() if isinstance(value, date) else value


def _make_line(row: Row) -> str:
    """A row as JSON that DuckDB takes: it refuses half a surrogate pair."""
    line = json.dumps(row, ensure_ascii=False)
    return line.encode("utf-16", "surrogatepass").decode("utf-16", "replace") + "\n"


def _copy(database: Any, source: Path, types: dict[str, str], target: Path) -> None:
    """One table into its folder; where there are no rows there will be no files."""
    columns = ", ".join(f"\"{name}\": '{kind}'" for name, kind in types.items())
    command = _COPY.format(columns=columns, undated=UNDATED, largest=_LARGEST)
    database.execute(command, {"source": str(source), "target": str(target)})
