"""Parts: folders of Parquet files on their way into the archive, each complete once it holds `complete.json`.

A worker writes a part; only `load_parts` reads it. A part is written into a folder of its own and its
marker last, so that a worker that is killed leaves a folder without a marker, which loading passes over and
the next writer of the archive removes. The marker has the digests of the files: after a power cut a part that
has lost something counts as never written (waiting for the disk at every part would cost more than the part).
A part may bring articles (with all that was found in them) or, marked `replaces`, new readings of articles
that the archive has.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from threading import get_ident
from typing import Any, Protocol
from uuid import uuid4

import duckdb
import numpy as np

from laut.archive.failures import explain_failures
from laut.archive.rows import COLUMNS, Rows, find_fault
from laut.errors import ArchiveError
from laut.records import Capture, Reading, Skip
from laut.version import VERSION

MARKER = "complete.json"
FORMAT = 1
OWN = "+actors."  # as in 0.1.0+actors.3f0a9b12


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command that fills the archive; `began` in UTC. `version` is laut's and, behind `OWN`, the
    digest of the user's own tables of actors, where there were any."""

    id: str
    command: str
    began: datetime
    model: str = ""
    version: str = VERSION

    @property
    def own(self) -> str:
        """The digest of the user's own tables of actors, empty for none."""
        return find_own(self.version)


class Page(Protocol):
    """What a server said about a page when it was fetched."""

    @property
    def url(self) -> str: ...
    @property
    def etag(self) -> str | None: ...
    @property
    def last_modified(self) -> str | None: ...
    @property
    def retrieved_at(self) -> datetime: ...


def find_own(version: str) -> str:
    """The digest that the version of a run names."""
    return version.partition(OWN)[2]


def make_run(command: str, model: str = "", own: str = "") -> Run:
    """A run that begins now; its id sorts by time. `own`: the digest of the user's own tables of actors."""
    now = datetime.now(UTC)
    version = f"{VERSION}{OWN}{own}" if own else VERSION
    return Run(f"r{now:%Y%m%dT%H%M%S}-{uuid4().hex[:8]}", command, now, model, version)


def write_part(
    folder: Path,
    readings: Iterable[Reading],
    captures: Iterable[Capture] = (),
    skips: Iterable[Skip] = (),
    run: Run | None = None,
    *,
    capture_ids: Mapping[str, str] | None = None,
    signatures: Mapping[str, bytes] | None = None,
    fetched: Iterable[Page] = (),
    replaces: bool = False,
) -> dict[str, int]:
    """Write one part into a new `folder` and give its rows a table; a reading that can't be kept is a Skip.

    `capture_ids` and `signatures` are by article id. An unfinished part of the same name is written anew.
    ArchiveError where the part is complete already, the disk is full, or the folder can't be written.
    """
    run = run or make_run("")
    rows = Rows(run.id)
    rows.add_run(run.command, run.began, datetime.now(UTC), run.version, run.model)
    names = {capture.id: (capture.source, capture.name) for capture in _add_captures(rows, captures)}
    for reading in readings:
        article = reading.article
        capture = (capture_ids or {}).get(article.id)
        fault = find_fault(reading, rows.articles)
        if fault:
            source, name = names.get(capture or "", ("", article.url or article.id))
            rows.add_skip(Skip(source, name, *fault))
        elif article.id not in rows.articles:
            rows.add_reading(reading, capture, (signatures or {}).get(article.id))
    for skip in skips:
        rows.add_skip(skip)
    for page in fetched:
        rows.add_page(page.url, page.etag, page.last_modified, page.retrieved_at)
    with explain_failures(folder, "the part was not written, run the command again"):
        return _write_files(folder, rows, replaces)


def _add_captures(rows: Rows, captures: Iterable[Capture]) -> Iterator[Capture]:
    for capture in captures:
        rows.add_capture(capture, hashlib.sha256(capture.content).hexdigest())
        yield capture


def _write_files(folder: Path, rows: Rows, replaces: bool) -> dict[str, int]:
    if (folder / MARKER).exists():
        raise FileExistsError(17, "there is a complete part of this name", str(folder))
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    connection = _connect(os.getpid(), get_ident())
    filled = {table: columns for table, columns in rows.tables.items() if columns[0]}
    for table, columns in filled.items():
        _write_table(connection, folder / f"{table}.parquet", table, columns)
    digests = {table: _digest(folder / f"{table}.parquet") for table in filled}
    marker = {"format": FORMAT, "replaces": replaces, "digests": digests}
    unfinished = folder / f"{MARKER}.new"
    unfinished.write_text(json.dumps(marker), encoding="utf-8")
    unfinished.replace(folder / MARKER)
    return {table: len(columns[0]) for table, columns in filled.items()}


@lru_cache(maxsize=4)
def _connect(process: int, thread: int) -> duckdb.DuckDBPyConnection:  # noqa: ARG001
    """A database in memory for writing files: making one costs as much as writing ten files."""
    return duckdb.connect(":memory:", config={"threads": 1})


def _digest(file: Path) -> str:
    return hashlib.blake2b(file.read_bytes(), digest_size=16).hexdigest()


def _write_table(
    connection: duckdb.DuckDBPyConnection, path: Path, table: str, columns: Sequence[list[Any]]
) -> None:
    """One Parquet file of columns as in the archive's table."""
    types = COLUMNS[table]
    arrays = {
        name: np.array(column, dtype=object if None in column else _DTYPES.get(kind, object))
        for (name, kind), column in zip(types.items(), columns, strict=True)
    }
    connection.register("part_rows", arrays)
    chosen = ", ".join(f'"{name}"::{kind} AS "{name}"' for name, kind in types.items())
    target = str(path).replace("'", "''")
    connection.execute(
        f"COPY (SELECT {chosen} FROM part_rows) TO '{target}' (FORMAT parquet, COMPRESSION zstd)"
    )
    connection.unregister("part_rows")


# Everything else may be NULL or is text, and goes in as Python objects.
_DTYPES = {"INTEGER": np.int32, "DOUBLE": np.float64}


@dataclass(frozen=True, slots=True)
class Part:
    """A complete part: the tables that it has files of, and whether it replaces what was found before."""

    folder: Path
    tables: tuple[str, ...]
    replaces: bool


def read_part(folder: Path) -> Part | None:
    """The part in a folder, None where it is not complete; ArchiveError where another version wrote it."""
    try:
        marker = json.loads((folder / MARKER).read_text("utf-8"))
        is_known = marker["format"] == FORMAT
        digests, replaces = dict(marker["digests"]), bool(marker["replaces"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if not is_known or not digests.keys() <= COLUMNS.keys():
        raise ArchiveError(f"{folder} was written by another version of laut: load it with that one")
    try:
        is_whole = all(_digest(folder / f"{table}.parquet") == digest for table, digest in digests.items())
    except OSError:
        return None
    return Part(folder, tuple(digests), replaces) if is_whole else None
