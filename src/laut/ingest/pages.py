"""Addresses: a page, or a feed or sitemap and the pages that it lists; listings may be files too."""

from collections.abc import Iterator

from laut.ingest.address import FetchError
from laut.ingest.files import read_file
from laut.ingest.job import NOTHING, Job
from laut.ingest.listings import Entry, ListingError, find_listing, iter_numbered, parse_listing
from laut.ingest.unpack import GZIP, UnpackError, unpack_gzip
from laut.records import Capture, Given, Skip

LISTING_SUFFIXES = (".xml", ".rss", ".atom", ".rdf", ".xml.gz")
_DEEPEST = 3  # sitemaps inside sitemaps; the standard knows two levels


def iter_address(place: str, job: Job) -> Iterator[Capture | Skip]:
    """What an address leads to."""
    yield from _iter_fetched(place, job, NOTHING, {place}, 1)


def iter_listing_file(place: str, job: Job) -> Iterator[Capture | Skip]:
    """The pages that a feed or sitemap in a file lists."""
    content = read_file(place, job)
    if isinstance(content, Skip):
        yield content
    elif find_listing(content):
        yield from _iter_entries(content, place, None, job, set(), 1)
    else:
        yield job.skip(place, "media type", "is XML, but no feed and no sitemap")


def _iter_fetched(place: str, job: Job, given: Given, seen: set[str], depth: int) -> Iterator[Capture | Skip]:
    try:
        page = job.fetcher.fetch(place)
        packed = page.content.startswith(GZIP)
        content = unpack_gzip(page.content, job.options.largest) if packed else page.content
    except (FetchError, UnpackError) as error:
        yield job.skip(place, error.reason, str(error))
        return
    if not find_listing(content):
        yield job.take_page(place, page, given)
        job.fetcher.confirm(page)
        return
    is_complete = True
    for item in _iter_entries(content, place, page.url, job, seen, depth):
        is_complete = is_complete and (isinstance(item, Capture) or item.reason == "unchanged")
        yield item
    if is_complete:  # else the next run must see the listing again, for what failed or was filtered out
        job.fetcher.confirm(page)


def _iter_entries(
    content: bytes, place: str, url: str | None, job: Job, seen: set[str], depth: int
) -> Iterator[Capture | Skip]:
    try:
        entries = parse_listing(content, url)
    except ListingError as error:
        yield job.skip(place, "malformed", str(error))
        return
    for name, entry in iter_numbered(entries, place):
        if entry.url in seen:
            continue
        if entry.url:
            seen.add(entry.url)
        skip = _find_reason(name, entry, job)
        if skip:
            yield skip
        elif entry.is_sitemap and entry.url:
            if depth == _DEEPEST:
                yield job.skip(name, "malformed", "is a sitemap inside a sitemap inside a sitemap")
            else:
                yield from _iter_fetched(entry.url, job, entry.given, seen, depth + 1)
        elif entry.html:
            yield job.make_capture(
                name, entry.html.encode("utf-8", "replace"), entry.given,
                media_type="text/html", charset="utf-8", url=entry.url,
            )  # fmt: skip
        elif entry.url:
            yield from job.iter_page(entry.url, entry.given)


def _find_reason(name: str, entry: Entry, job: Job) -> Skip | None:
    """Why an entry need not be fetched at all."""
    options = job.options
    if not entry.url and not entry.html:
        return job.skip(name, "address", "the entry has neither an address that may be fetched nor a text")
    if not entry.is_sitemap and not options.is_wanted_host(entry.url):
        return job.skip(name, "host", f"{entry.url} is on no host asked for")
    published_on = entry.given.published_on
    if published_on and not options.is_wanted_date(published_on):
        return job.skip(name, "period", f"published on {published_on}")
    if options.since and entry.changed_on and entry.changed_on < options.since:
        return job.skip(name, "period", f"last changed on {entry.changed_on}")
    return None
