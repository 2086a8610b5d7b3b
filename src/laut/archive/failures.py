"""What the disk, the operating system, DuckDB and tantivy refuse → one ArchiveError that says what to do."""

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from laut.errors import ArchiveError

_ADVICE = (
    (r"no space left|file too large|disk quota|out of disk", "the disk is full: free some space"),
    (
        r"permission denied|read-only file system|operation not permitted",
        "writing is not permitted: change that",
    ),
    (r"out of memory|failed to allocate", "the memory is not enough: close other programs"),
)
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def explain_failures(path: Path, outcome: str) -> Iterator[None]:
    """Turn what fails inside into an ArchiveError; `outcome` says what holds now and what to do then."""
    try:
        yield
    except ArchiveError:
        raise
    except (OSError, duckdb.Error, ValueError, RuntimeError, SystemError) as error:
        raise ArchiveError(f"{path}: {_find_reason(error)}; {outcome}") from error


def _find_reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno in _FULL:
        return _ADVICE[0][1]
    message = (error.strerror if isinstance(error, OSError) else None) or str(error)
    advice = next((advice for found, advice in _ADVICE if re.search(found, message, re.IGNORECASE)), None)
    return advice or " ".join(message.split())[:300]
