"""World → Capture: files, folders, tables, feeds, pages, sitemaps and web archives, one kind a file.

Whatever a source holds, an item of it is a `Capture` or a `Skip` with one of `REASONS`; then comes the next.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from laut.ingest import files, pages, tables, warc
from laut.ingest.address import is_address
from laut.ingest.fetch import Fetched, Fetcher
from laut.ingest.job import Job
from laut.ingest.options import FILTERED, REASONS, Options, parse_columns
from laut.records import Capture, Skip

__all__ = ["FILTERED", "KINDS", "REASONS", "Fetched", "Fetcher", "Options", "iter_captures", "parse_columns"]

Items = Iterator[Capture | Skip]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of source: what it is called, whether a place is one, and what comes out of it."""

    name: str
    help: str
    is_place: Callable[[str], bool]
    iter_items: Callable[[str, Job], Items]


def iter_captures(
    sources: Sequence[str], options: Options | None = None, fetcher: Fetcher | None = None
) -> Items:
    """Everything in some sources, in their order; files of a folder in the order of their names."""
    options = options or Options()
    fetcher = fetcher or Fetcher(options)
    for source in sources:
        yield from _iter_place(source, Job(source, options, fetcher))


def _iter_place(place: str, job: Job) -> Items:
    kind = next((kind for kind in KINDS if kind.is_place(place)), None)
    if kind:
        yield from kind.iter_items(place, job)
    elif Path(place).exists():
        yield job.skip(place, "media type", f"its ending is none of {', '.join(ENDINGS)}")
    else:
        yield job.skip(place, "unreadable", "there is no such file: check its name")


def _iter_file(place: str, job: Job) -> Items:
    yield files.take_file(place, job)


def _iter_folder(place: str, job: Job) -> Items:
    """Every file below a folder that is not hidden; links to folders are not followed: they may lead back."""
    problems: list[OSError] = []
    for folder, folders, names in os.walk(place, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            yield from _iter_place(os.path.join(folder, name), job)  # noqa: PTH118 (keeps ./ as given)
    for problem in problems:
        yield job.skip(str(problem.filename), "unreadable", files.describe_problem(problem))


def _ends(endings: tuple[str, ...]) -> Callable[[str], bool]:
    return lambda place: place.lower().endswith(endings)


KINDS = (
    Kind("address", "a page, feed or sitemap (http, https)", is_address, pages.iter_address),
    Kind("folder", "all files below it", os.path.isdir, _iter_folder),
    Kind("file", f"one article: {', '.join(files.SUFFIXES)}", _ends(files.SUFFIXES), _iter_file),
    Kind(
        "table", f"one article a row: {', '.join(tables.SUFFIXES)}", _ends(tables.SUFFIXES), tables.iter_table
    ),
    Kind("web archive", ", ".join(warc.SUFFIXES), _ends(warc.SUFFIXES), warc.iter_warc),
    Kind(
        "listing",
        f"a feed or sitemap in a file, whose pages are fetched: {', '.join(pages.LISTING_SUFFIXES)}",
        _ends(pages.LISTING_SUFFIXES),
        pages.iter_listing_file,
    ),
)
ENDINGS = (*files.SUFFIXES, *tables.SUFFIXES, *warc.SUFFIXES, *pages.LISTING_SUFFIXES)
