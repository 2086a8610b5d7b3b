"""What the machine found, before any correction, in an archive that is open: its tables are left alone."""

from collections.abc import Iterable, Iterator
from itertools import islice

import duckdb

from laut.archive.folder import Archive
from laut.archive.migrate import read_query
from laut.archive.restore import BATCH, read_actors, read_batch
from laut.records import Actor, Reading


def iter_machine_readings(archive: Archive, ids: Iterable[str]) -> Iterator[Reading]:
    """The readings of these articles as the machine made them, without tokens; unknown ids are left out."""
    names = iter(ids)
    with _open(archive) as connection:
        while batch := list(islice(names, BATCH)):
            connection.execute(
                "CREATE OR REPLACE TEMP TABLE asked AS SELECT unnest(?::VARCHAR[]) AS id", [batch]
            )
            connection.execute(read_query("correct_machine"))
            yield from read_batch(connection, batch, with_tokens=False)


def find_machine_actor(archive: Archive, name: str) -> Actor | None:
    """The actor of this id as the machine found it."""
    with _open(archive) as connection:
        return read_actors(connection, [name]).get(name)


def _open(archive: Archive) -> duckdb.DuckDBPyConnection:
    """A connection of its own to the archive's snapshot, whose actors are those before corrections."""
    connection = archive.connection.cursor()
    connection.execute("USE archive")
    connection.execute(read_query("correct_machine_actors"))
    return connection
