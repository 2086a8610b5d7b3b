"""One writer: a lock on the archive's folder that the system gives back when its process ends, however.

Record locks (`lockf`) are not inherited by forked workers, so that a worker that outlives a killed ingest
holds nothing. They don't keep out the same process, which the table of held locks does.
"""

import fcntl
import os
from pathlib import Path

from laut.errors import ArchiveError

_HELD: set[tuple[int, int]] = set()


class WriterLock:
    """Holds the archive for one writer until it is released; ArchiveError where another one has it."""

    def __init__(self, folder: Path) -> None:
        self._file = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        status = os.fstat(self._file)
        self._name = (status.st_dev, status.st_ino)
        try:
            if self._name in _HELD:
                raise BlockingIOError
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            if self._name not in _HELD:
                os.close(self._file)
            raise ArchiveError(
                f"another laut process is writing to {folder}: wait until it is done, or stop it"
            ) from None
        _HELD.add(self._name)

    def release(self) -> None:
        """Let others write; a second call does nothing."""
        if self._name in _HELD and self._file >= 0:
            _HELD.discard(self._name)
            os.close(self._file)
            self._file = -1
