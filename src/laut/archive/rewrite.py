"""A new state of the tables, made on a copy of the database that then takes the old one's place in one step.

Whoever reads meanwhile keeps the old state; what goes wrong before that step leaves the archive as it was.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb

from laut.archive.failures import explain_failures
from laut.archive.folder import (
    DATABASE,
    NEW,
    Archive,
    attach,
    find_index,
    name_index,
    put_in_place,
    remove_stale,
    start_generation,
)
from laut.archive.index import update_index


@dataclass(slots=True)
class Draft:
    """The copy, inside a transaction; without `is_kept` it is thrown away."""

    connection: duckdb.DuckDBPyConnection
    is_kept: bool = True


@contextmanager
def rewriting(archive: Archive, outcome: str) -> Iterator[Draft]:
    """Change the draft inside; at the end `archive` reads it. The table `changed` must have the articles that
    the index shall have anew. ArchiveError, which says the `outcome`, where it fails."""
    with explain_failures(archive.path, outcome):
        try:
            shutil.copyfile(archive.path / DATABASE, archive.path / NEW)
            connection = attach(archive.path / NEW)
            try:
                connection.execute("BEGIN")
                draft = Draft(connection)
                yield draft
                if draft.is_kept:
                    _finish(archive, connection)
            finally:
                connection.close()
            if draft.is_kept:
                put_in_place(archive.path)
                archive.refresh()
                remove_stale(archive)
        finally:
            for name in (NEW, f"{NEW}.wal"):
                (archive.path / name).unlink(missing_ok=True)


def _finish(archive: Archive, connection: duckdb.DuckDBPyConnection) -> None:
    """End the transaction and make the index of the new generation."""
    generation = start_generation(connection)
    connection.execute("COMMIT")
    connection.execute("CHECKPOINT archive")
    update_index(find_index(archive), name_index(archive.path, generation), connection)
