"""Text, HTML and Markdown files, one article each."""

import stat
from pathlib import Path
from typing import BinaryIO

from laut.ingest.job import Job
from laut.ingest.unpack import GZIP, UnpackError, unpack_gzip
from laut.records import Capture, Skip

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
}
SUFFIXES = tuple(MEDIA_TYPES)


def take_file(place: str, job: Job) -> Capture | Skip:
    """The capture of one file."""
    content = read_file(place, job)
    if isinstance(content, Skip):
        return content
    return job.make_capture(place, content, media_type=MEDIA_TYPES[Path(place).suffix.lower()])


def read_file(place: str, job: Job) -> bytes | Skip:
    """All bytes of a regular file, unpacked where they are gzip after all, never more than allowed."""
    largest = job.options.largest
    try:
        with open_file(place) as file:
            content = file.read(largest + 1)
    except (OSError, ValueError) as error:
        return job.skip(place, "unreadable", describe_problem(error))
    if len(content) > largest:
        return job.skip(place, "size", f"has more than the {largest / 1e6:g} MB that one item may have")
    try:
        return unpack_gzip(content, largest) if content.startswith(GZIP) else content
    except UnpackError as error:
        return job.skip(place, error.reason, f"{error}")


def open_file(place: str) -> BinaryIO:
    """A regular file, open for reading; OSError for pipes and devices, which may never end."""
    path = Path(place)
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError("it is no regular file")
    return path.open("rb")


def describe_problem(error: Exception) -> str:
    """Why a file cannot be read, in the system's words."""
    return f"cannot be read: {getattr(error, 'strerror', None) or error}"
