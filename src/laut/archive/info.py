"""What an archive holds, in numbers; its runs; what it left out."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from laut.archive.folder import Archive
from laut.archive.migrate import read_query, read_version
from laut.archive.part import MARKER, find_own
from laut.records import Skip


@dataclass(frozen=True, slots=True)
class RunInfo:
    """A run and what the archive holds of it; moments in UTC."""

    id: str
    command: str
    began: datetime
    ended: datetime
    version: str
    model: str
    read: int
    copied: int
    skipped: int

    @property
    def own(self) -> str:
        """The digest of the user's own tables of actors, empty for none."""
        return find_own(self.version)


@dataclass(frozen=True, slots=True)
class Info:
    """Counts of rows; `bytes` is the whole folder's size, `waiting` counts parts that can be loaded."""

    path: Path
    tables: int
    generation: str
    captures: int
    articles: int
    copies: int
    statements: int
    sentences: int
    mentions: int
    skips: int
    outlets: int
    first_day: date | None
    last_day: date | None
    bytes: int
    waiting: int
    runs: tuple[RunInfo, ...]


def find_info(archive: Archive) -> Info:
    """The numbers of the archive's snapshot, and of its folder as it is now."""
    (counts,) = _ask(archive, "info")
    parts = archive.parts.glob(f"*/{MARKER}")
    runs = tuple(RunInfo(*row) for row in _ask(archive, "runs"))
    own = (archive.path, read_version(archive.connection), archive.generation)
    row: tuple[Any, ...] = (*own, *counts, find_size(archive.path), len(list(parts)), runs)
    return Info(*row)


def find_size(folder: Path) -> int:
    """The bytes of everything in a folder; what vanishes meanwhile counts nothing."""
    size = 0
    for file in folder.rglob("*"):
        with suppress(OSError):
            size += file.stat().st_size if file.is_file() else 0
    return size


def find_skips(archive: Archive, reason: str | None = None) -> list[Skip]:
    """What was left out, in the order in which it came, all of it or for one reason."""
    return [Skip(*row) for row in _ask(archive, "skips", {"reason": reason})]


def _ask(archive: Archive, name: str, values: dict[str, str | None] | None = None) -> list[tuple[Any, ...]]:
    return archive.connection.execute(read_query(f"find_{name}"), values or {}).fetchall()
