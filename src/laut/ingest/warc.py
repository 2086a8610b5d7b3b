"""WARC files, gzipped or not, as Common Crawl and the archives publish them (WET too).

A record with a wrong length breaks the reading of all that follow it. So a damaged record is a skip, and the
reading goes on at the next place where a record begins.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

from laut.ingest.fetch import PAGES, parse_content_type
from laut.ingest.files import describe_problem, open_file
from laut.ingest.job import Job, describe_size, write_url
from laut.ingest.unpack import GZIP, UnpackError, unpack
from laut.records import Capture, Skip

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

SUFFIXES = (".warc", ".warc.gz", ".wet", ".wet.gz")
_STEP = 1 << 20
_OVERLAP = 16
# A record's first line after the blank lines of the one before; a gzip member's header (flags, time, hints,
# system): ten bytes of which six are known, so that compressed data hardly ever looks like one.
_PLAIN = re.compile(rb"(?<=\r\n\r\n)WARC/[01]\.\d")
_PACKED = re.compile(rb"\x1f\x8b\x08[\x00-\x1f].{4}[\x00\x02\x04][\x00-\x0d\xff]", re.DOTALL)
_SWALLOWED = re.compile(rb"\r\n\r\nWARC/[01]\.\d\r\nWARC-")


class _LengthError(OSError):
    """A record that is not as long as it says: where the next one begins must be searched for."""


Item = Capture | Skip | None
"""What a record amounts to; None for one that is no page and claims to be none."""


def iter_warc(place: str, job: Job) -> Iterator[Capture | Skip]:
    """Every page and text of a WARC file; other records (requests, metadata) are passed over."""
    try:
        with open_file(place) as file:
            for item in _iter_items(file, place, job):
                if item:
                    yield item
    except (OSError, ValueError) as error:
        yield job.skip(place, "unreadable", describe_problem(error))


def _iter_items(file: BinaryIO, place: str, job: Job) -> Iterator[Item]:
    """All records, each held back until the next one begins where it should: else its length is wrong."""
    held: Item = None
    start: int | None = 0
    problem = ""
    while start is not None:
        position, count = start, 0
        try:
            for at, item in _iter_from(file, start, place, job):
                yield _doubt(held, problem, job) if problem else held
                held, problem, position, count = item, "", at, count + 1
            start = None
        except OSError as error:
            if not count:
                yield held
                held = job.skip(
                    f"{place}@{position}", "malformed", f"is no record that can be read ({error})"
                )
            problem = str(error) if count else ""
            start = _find_record(file, position + 1)
    yield held
    if problem and not isinstance(held, Skip):
        yield job.skip(place, "malformed", f"breaks off behind its last record ({problem})")


def _doubt(item: Item, problem: str, job: Job) -> Item:
    """A skip for a record of the wrong length, whose words may be cut off or another page's."""
    if isinstance(item, Capture):
        return job.skip(item.name, "malformed", f"the record is not as long as it says ({problem})")
    return item


def _iter_from(file: BinaryIO, start: int, place: str, job: Job) -> Iterator[tuple[int, Item]]:
    """Records from a place on, with their places; OSError where the reading breaks."""
    from fastwarc.warc import ArchiveIterator, conversion, resource, response

    file.seek(start)
    for record in ArchiveIterator(file, record_types=response | resource | conversion, parse_http=False):
        position = max(record.stream_pos, start)
        name = write_url(_strip(record.headers.get("WARC-Target-URI"))) or f"{place}@{position}"
        try:
            yield position, _take_record(record, name, job)
        except _LengthError as error:
            yield position, job.skip(name, "malformed", f"the record {error}")
            raise


def _take_record(record: "WarcRecord", name: str, job: Job) -> Item:
    """One record; _LengthError where it is not to be trusted about where it ends."""
    declared = record.content_length
    if declared > job.options.largest + _STEP:
        raise _LengthError(describe_size(declared, job.options.largest))
    url = write_url(_strip(record.headers.get("WARC-Target-URI")))
    if record.is_http:
        return _take_answer(record, name, url, job)
    content = _read(record, declared)
    media_type, charset = parse_content_type(record.headers.get("Content-Type"))
    if media_type not in PAGES:
        return job.skip(name, "media type", f"is {media_type}, no page and no text") if url else None
    return _make(record, name, url, content, (media_type, charset), job)


def _take_answer(record: "WarcRecord", name: str, url: str | None, job: Job) -> Item:
    """The page in a server's answer."""
    try:
        record.parse_http(auto_decode="transfer")
        headers = record.http_headers
        is_chunked = "chunked" in (headers.get("Transfer-Encoding") or "").lower()
        content = _read(record, None if is_chunked else record.content_length)
        status = str(headers.status_code or "")
    except _LengthError:
        raise
    except (OSError, ValueError, AttributeError) as error:
        return job.skip(name, "malformed", f"the answer in the record can't be read ({error})")
    if not status:
        return job.skip(name, "malformed", "there is no server's answer in the record")
    if status != "200":
        return job.skip(name, "status", f"the server answered {status}")
    media_type, charset = parse_content_type(headers.get("Content-Type"))
    if media_type and media_type not in PAGES:
        return job.skip(name, "media type", f"is {media_type[:80]}, no page and no text")
    try:
        content = unpack(content, headers.get("Content-Encoding") or "", job.options.largest)
    except UnpackError as error:
        return job.skip(name, error.reason, str(error))
    return _make(record, name, url, content, (media_type, charset), job)


def _make(
    record: "WarcRecord", name: str, url: str | None, content: bytes,
    kind: tuple[str | None, str | None], job: Job,
) -> Item:  # fmt: skip
    return job.make_capture(
        name,
        content,
        media_type=kind[0],
        charset=kind[1],
        url=url,
        retrieved_at=_find_moment(record),
        warc_record_id=record.record_id,
    )


def _read(record: "WarcRecord", declared: int | None) -> bytes:
    """A record's bytes; _LengthError where fewer come than declared, or the next record among them."""
    parts = []
    while part := record.reader.read(_STEP):
        parts.append(part)
    content = b"".join(parts)
    if declared is not None and len(content) < declared:
        raise _LengthError(f"breaks off after {len(content)} of {declared} bytes")
    if _SWALLOWED.search(content):
        raise _LengthError("holds the beginning of the next one")
    return content


def _find_moment(record: "WarcRecord") -> datetime | None:
    """When the page was captured, in UTC."""
    moment: datetime | None = record.record_date
    return moment


def _find_record(file: BinaryIO, start: int) -> int | None:
    """Where the next record begins, packed or not, looking from a place on; None at the end."""
    file.seek(0)
    pattern = _PACKED if file.read(2) == GZIP else _PLAIN
    position = max(0, start - 4)
    file.seek(position)
    window = file.read(_STEP)
    while len(window) > _OVERLAP:
        for match in pattern.finditer(window):
            if position + match.start() >= start:
                return position + match.start()
        more = file.read(_STEP)
        if not more:
            return None
        position += len(window) - _OVERLAP
        window = window[-_OVERLAP:] + more
    return None


def _strip(uri: str | None) -> str | None:
    """An address without the angle brackets that older tools put around it."""
    return uri.strip("<> ") if uri else uri
