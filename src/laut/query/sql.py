"""Any question in SQL, with no way to write, to read other files, or to load anything."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb

from laut.archive import Archive
from laut.errors import SettingError

AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Answer:
    """The names of the columns, and the rows as they come."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[object, ...]]


def sql(archive: Archive, query: str) -> Answer:
    """Ask the archive's tables one question in DuckDB's SQL; SettingError where the question makes no sense.

    From then on this opening of the archive can't reach any other file.
    """
    # A cursor, because rows may still come while the next question is asked.
    cursor = archive.connection.cursor()
    with _explained():
        statements = cursor.extract_statements(query)
        if len(statements) != 1:
            raise SettingError(f"give one SQL statement, not {len(statements)}")
        for setting in ("USE archive", "SET enable_external_access = false"):
            cursor.execute(setting).fetchall()
        cursor.execute(statements[0])
        return Answer(tuple(column[0] for column in cursor.description or ()), _iter_rows(cursor))


def _iter_rows(cursor: duckdb.DuckDBPyConnection) -> Iterator[tuple[object, ...]]:
    with _explained():
        while rows := cursor.fetchmany(AT_ONCE):
            yield from rows


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        raise SettingError(f"the SQL failed: {' '.join(str(error).split())}") from None
