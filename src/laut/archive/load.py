"""Parts → archive: all that waits is merged by id in one transaction; loading it twice changes nothing."""

import shutil
from contextlib import suppress
from dataclasses import dataclass, fields
from glob import escape

import duckdb

from laut.archive.copies import mark_copies
from laut.archive.corrections.apply import apply_corrections, restore_machine
from laut.archive.folder import Archive
from laut.archive.migrate import read_query
from laut.archive.part import MARKER, Part, read_part
from laut.archive.rewrite import rewriting
from laut.archive.rows import COLUMNS
from laut.errors import ArchiveError

AS_IT_WAS = "nothing was loaded, the archive is as it was: run `laut archive load` again"
COUNTED = ("captures", "articles", "statements", "skips")


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many parts there were, and what they brought that the archive did not have."""

    parts: int = 0
    captures: int = 0
    articles: int = 0
    statements: int = 0
    skips: int = 0
    replaced: int = 0
    pages: int = 0

    @property
    def is_new(self) -> bool:
        """Whether anything changed."""
        return any(getattr(self, one.name) for one in fields(self)[1:])


def load_parts(archive: Archive) -> Loaded:
    """Merge all complete parts, remove them, and let `archive` read the result.

    ArchiveError where the archive is open for reading only or the disk is full; the archive is then as it
    was, and the parts wait for the next time.
    """
    if not archive.is_writable:
        raise ArchiveError(f"{archive.path} is open for reading only: open it with write=True")
    folders = sorted(folder for folder in archive.parts.iterdir() if (folder / MARKER).is_file())
    parts = [part for part in map(read_part, folders) if part]
    if not folders:
        return Loaded()
    with rewriting(archive, AS_IT_WAS) as draft:
        restore_machine(draft.connection)
        loaded = _merge(draft.connection, parts)
        draft.is_kept = loaded.is_new
        if loaded.is_new:
            apply_corrections(draft.connection)
    for folder in folders:
        with suppress(OSError):
            (folder / MARKER).unlink()
        shutil.rmtree(folder, ignore_errors=True)
    return loaded


def _merge(connection: duckdb.DuckDBPyConnection, parts: list[Part]) -> Loaded:
    """Merge parts within the transaction that is open; the table `changed` then has the articles."""
    before = {table: _count(connection, table) for table in COUNTED}
    connection.execute("CREATE TEMP TABLE changed (id VARCHAR)")
    replacing = [part for part in parts if part.replaces]
    bringing = [part for part in parts if not part.replaces]
    pages = replaced = 0
    if bringing:
        show_parts(connection, bringing)
        run_steps(connection, "articles", "findings", "actors", "runs")
        pages = _count(connection, "new_pages")
        mark_copies(connection)
    if replacing:
        show_parts(connection, replacing)
        run_steps(connection, "replacements", "findings", "actors", "forgotten", "runs")
        replaced = _count(connection, "taken")
    run_steps(connection, "counts")
    gained = {table: _count(connection, table) - before[table] for table in COUNTED}
    return Loaded(len(parts), **gained, replaced=replaced, pages=pages)


def show_parts(connection: duckdb.DuckDBPyConnection, parts: list[Part]) -> None:
    """Views part_captures … part_fetched of all rows of the parts, each with its `part` and `row` there."""
    for table, columns in COLUMNS.items():
        found = [part.folder / f"{table}.parquet" for part in parts if table in part.tables]
        chosen = ", ".join(columns)
        if found:
            names = ", ".join("'" + escape(str(file.resolve())).replace("'", "''") + "'" for file in found)
            source = f"read_parquet([{names}], filename = true, file_row_number = true)"
            place = "parse_path(filename)[-2] AS part, file_row_number AS row"
        else:
            source, place = f"archive.{table} WHERE false", "'' AS part, 0::BIGINT AS row"
        connection.execute(
            f"CREATE OR REPLACE TEMP VIEW part_{table} AS SELECT {chosen}, {place} FROM {source}"
        )


def run_steps(connection: duckdb.DuckDBPyConnection, *steps: str) -> None:
    """Execute the queries load_STEP in order."""
    for step in steps:
        connection.execute(read_query(f"load_{step}"))


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0
