"""The archive's folder, opened: one database file, replaced as a whole, that readers never see half written.

    laut.archive/
    ├── archive.duckdb      the tables; `load` works on a copy and puts it in this place in one step
    ├── archive.duckdb.new  that copy while a load runs
    ├── index/ID/           the search index of the generation ID, derived (`laut archive rebuild`)
    ├── parts/NAME/         Parquet files on their way in, complete once they hold complete.json
    └── lock                held by the one writer

A reader opens archive.duckdb and keeps that very file, whatever is put in its place later: that is its
snapshot. Many may read while one writes, in this process and in others. Each opening is a DuckDB of its own
with the file attached, because DuckDB would give every connection of a process the file that it opened first.
"""

import os
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import gettempdir
from types import TracebackType
from typing import Self
from uuid import uuid4

import duckdb

from laut.archive.failures import explain_failures
from laut.archive.lock import WriterLock
from laut.archive.migrate import NEWEST, migrate, read_version
from laut.archive.part import MARKER
from laut.errors import ArchiveError

DATABASE = "archive.duckdb"
NEW = "archive.duckdb.new"
PARTS = "parts"
SPILL = "laut-spill-"
INDEX = "index"
# Part of an index's name: one with other fields or another analysis is another index.
INDEX_FORMAT = 2
# DuckDB's own buffers; what does not fit goes to a file. Loading a million statements needs no more.
MEMORY = "512MB"


class Archive:
    """An open archive: `connection` reads one snapshot of its tables (`refresh` takes the newest)."""

    def __init__(self, path: Path, lock: WriterLock | None = None) -> None:
        self.path = path
        self._lock = lock
        self.connection = attach(path / DATABASE, read_only=True)

    @property
    def is_writable(self) -> bool:
        """Whether this is the archive's one writer."""
        return self._lock is not None

    @property
    def parts(self) -> Path:
        """Where workers write their parts, each into a folder of its own."""
        return self.path / PARTS

    @property
    def generation(self) -> str:
        """The id of this snapshot, which every load that brings something new changes."""
        row = self.connection.execute("SELECT id FROM generation").fetchone()
        return str(row[0]) if row else ""

    def refresh(self) -> None:
        """Take the newest snapshot."""
        opened = attach(self.path / DATABASE, read_only=True)
        self.connection.close()
        self.connection = opened

    def find_captures(self, ids: Iterable[str]) -> set[str]:
        """Which of these captures the archive has: what was made of them, article or skip, it has too."""
        wanted = list(ids)
        found = self.connection.execute("SELECT id FROM captures WHERE id IN (SELECT unnest(?))", [wanted])
        return {name for (name,) in found.fetchall()}

    def find_page(self, url: str) -> tuple[str, str | None, str | None, datetime] | None:
        """Address, ETag, Last-Modified and moment (UTC) of a page's last fetching, None if there was none."""
        query = "SELECT url, etag, last_modified, retrieved_at FROM fetched WHERE url = ?"
        row = self.connection.execute(query, [url]).fetchone()
        return (row[0], row[1], row[2], row[3].replace(tzinfo=UTC)) if row else None

    def close(self) -> None:
        """Give back the files and the lock; a second call does nothing."""
        self.connection.close()
        if self._lock:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_archive(path: str | Path, *, write: bool = False, any_version: bool = False) -> Archive:
    """Open an archive; `write` makes a missing one, brings an older one up to date, keeps other writers out.

    ArchiveError where it is missing, damaged, made by a newer laut, not to be written, or another one writes;
    or made by an older one, unless `any_version` is good enough.
    """
    path = Path(path)
    if not write:
        return _open_for_reading(path, any_version)
    with explain_failures(path, "the archive cannot be written"):
        _make_folder(path)
        lock = WriterLock(path)
        try:
            remove_leftovers(path)
            _bring_up_to_date(path)
            archive = Archive(path, lock)
            remove_stale(archive)
            return archive
        except BaseException:
            lock.release()
            raise


def _open_for_reading(path: Path, any_version: bool) -> Archive:
    if not (path / DATABASE).is_file():
        raise ArchiveError(
            f"there is no archive at {path}: make one with `laut ingest SOURCE --archive {path}`"
        )
    with explain_failures(path, "the archive cannot be read: if it is damaged, restore it from a backup"):
        archive = Archive(path)
    version = _check_version(path, archive)
    if version < NEWEST and not any_version:
        archive.close()
        raise ArchiveError(f"{path} was made by an older laut: bring it up to date with `laut archive load`")
    return archive


def _check_version(path: Path, archive: Archive) -> int:
    with explain_failures(path, "this is no archive of laut"):
        version = read_version(archive.connection)
    if version > NEWEST:
        archive.close()
        raise ArchiveError(
            f"{path} was made by a newer laut (tables {version}, known {NEWEST}): install that one"
        )
    return version


def _make_folder(path: Path) -> None:
    """The folder, unless something else lies there that must not become an archive."""
    if "?" in str(path.absolute()):
        raise ArchiveError(
            f"{path} has a question mark, which DuckDB can't have in a path: name another folder"
        )
    if path.is_dir() and not (path / DATABASE).exists():
        known = {NEW, f"{NEW}.wal", PARTS, INDEX, "lock"}
        strange = {name for entry in path.iterdir() if not (name := entry.name).startswith(SPILL)} - known
        if strange:
            raise ArchiveError(f"{path} is a folder of other things ({min(strange)}): name another one")
    path.mkdir(parents=True, exist_ok=True)
    (path / PARTS).mkdir(exist_ok=True)


def remove_leftovers(path: Path) -> None:
    """Remove what a killed writer left: the copy it worked on, and parts that are not complete."""
    for name in (NEW, f"{NEW}.wal"):
        (path / name).unlink(missing_ok=True)
    for spilt in path.glob(f"{SPILL}*"):
        shutil.rmtree(spilt, ignore_errors=True)
    for part in (path / PARTS).iterdir():
        if not (part / MARKER).exists():
            shutil.rmtree(part, ignore_errors=True)


def find_index(archive: Archive) -> Path:
    """The folder of the snapshot's search index, which may be missing."""
    return name_index(archive.path, archive.generation)


def name_index(path: Path, generation: str) -> Path:
    """The folder of a generation's search index."""
    return path / INDEX / f"{generation}-{INDEX_FORMAT}"


def remove_stale(archive: Archive) -> None:
    """Remove the indexes of other generations; who has opened one goes on searching it."""
    current = find_index(archive)
    for entry in current.parent.iterdir() if current.parent.is_dir() else ():
        if entry != current:
            shutil.rmtree(entry, ignore_errors=True)


def _bring_up_to_date(path: Path) -> None:
    """Make the tables, or the newer ones, in a copy that then takes the old one's place."""
    if (path / DATABASE).exists():
        archive = Archive(path)
        version = _check_version(path, archive)
        archive.close()
        if version == NEWEST:
            return
        shutil.copyfile(path / DATABASE, path / NEW)
    connection = attach(path / NEW)
    try:
        connection.execute("BEGIN")
        migrate(connection)
        start_generation(connection)
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT archive")
    finally:
        connection.close()
    put_in_place(path)


def start_generation(connection: duckdb.DuckDBPyConnection) -> str:
    """Give the tables a new id, by which their index is found."""
    name = uuid4().hex[:8]
    connection.execute("CREATE OR REPLACE TABLE generation (id VARCHAR NOT NULL)")
    connection.execute("INSERT INTO generation VALUES (?)", [name])
    return name


def put_in_place(path: Path) -> None:
    """Make the new database the current one, in one step that a power cut can't halve."""
    with (path / NEW).open("rb") as file:
        os.fsync(file.fileno())
    (path / NEW).replace(path / DATABASE)
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def attach(path: Path, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A DuckDB of its own that has the file as its database `archive`."""
    spill = (Path(gettempdir()) if read_only else path.parent) / f"{SPILL}{uuid4().hex}"
    connection = duckdb.connect(
        ":memory:",
        config={"memory_limit": MEMORY, "temp_directory": str(spill), "autoinstall_known_extensions": False},
    )
    try:
        options = "(READ_ONLY)" if read_only else "(STORAGE_VERSION 'latest')"
        name = str(path.resolve()).replace("'", "''")
        connection.execute(f"ATTACH '{name}' AS archive {options}")
        connection.execute("USE archive")
    except BaseException:
        connection.close()
        raise
    return connection
