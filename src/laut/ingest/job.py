"""What every kind of source is given: whose it is, what was asked for, and who fetches."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from laut.ids import make_capture_id
from laut.ingest.address import FetchError, is_address, parse_address
from laut.ingest.fetch import Fetcher, Page
from laut.ingest.options import Options, make_skip, make_storable
from laut.records import Capture, Given, Skip

NEWSROOM = ZoneInfo("Europe/Berlin")
"""Where a moment becomes a day: half past midnight in Berlin, Vienna or Zurich is not yesterday."""
_LONGEST_FIELD = 2000
NOTHING = Given()


@dataclass(frozen=True, slots=True)
class Job:
    """One source as the user named it."""

    source: str
    options: Options
    fetcher: Fetcher

    def skip(self, name: str, reason: str, detail: str) -> Skip:
        """A skip of one item."""
        return make_skip(self.source, name, reason, detail)

    def make_capture(
        self,
        name: str,
        content: bytes,
        given: Given = NOTHING,
        *,
        media_type: str | None = None,
        charset: str | None = None,
        url: str | None = None,
        retrieved_at: datetime | None = None,
        warc_record_id: str | None = None,
    ) -> Capture | Skip:
        """A capture of one item, or the reason why it is not wanted: its host, its size, nothing in it.

        A page that came without its address may name it itself, which only its reader finds.
        """
        if url and not self.options.is_wanted_host(url):
            return self.skip(name, "host", f"{url} is on no host asked for")
        if len(content) > self.options.largest:
            return self.skip(name, "size", describe_size(len(content), self.options.largest))
        if not content.strip():
            return self.skip(name, "empty", "there is nothing in it")
        return Capture(
            id=make_capture_id(content, url),
            source=make_storable(self.source),
            name=make_storable(name),
            content=content,
            media_type=media_type,
            charset=charset,
            url=url,
            retrieved_at=retrieved_at,
            warc_record_id=make_storable(warc_record_id) if warc_record_id else None,
            given=self.options.complete(given),
        )

    def iter_page(self, url: str, given: Given) -> Iterator[Capture | Skip]:
        """Fetch one page; what a listing said about it goes along."""
        try:
            page = self.fetcher.fetch(url)
        except FetchError as error:
            yield self.skip(url, error.reason, str(error))
            return
        yield self.take_page(url, page, given)
        self.fetcher.confirm(page)

    def take_page(self, name: str, page: Page, given: Given) -> Capture | Skip:
        """The capture of a page that was fetched."""
        return self.make_capture(
            name,
            page.content,
            given,
            media_type=page.media_type,
            charset=page.charset,
            url=page.url,
            retrieved_at=page.fetched.retrieved_at,
        )


def write_url(url: object) -> str | None:
    """An address of the web in one spelling, so that one page has one id; None for anything else."""
    if not isinstance(url, str) or not is_address(url.strip()):
        return None
    try:
        return parse_address(url).url
    except FetchError:
        return None


def write_field(value: object) -> str | None:
    """A title, name or the like on one line, or None."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    return " ".join(make_storable(value[:_LONGEST_FIELD]).replace("\0", " ").split()) or None


def parse_date(value: object) -> date | None:
    """The day that a table or a listing means: a date, ISO 8601, 5.3.2024, or a mail's date; else None."""
    if isinstance(value, datetime):
        return _find_day(value)
    if isinstance(value, date):
        return value
    text = value.strip()[:64] if isinstance(value, str) else ""
    for parse in (datetime.fromisoformat, _parse_german, _parse_partial, parsedate_to_datetime):
        try:
            return _find_day(parse(text))
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _find_day(moment: datetime) -> date:
    try:
        return moment.astimezone(NEWSROOM).date() if moment.tzinfo else moment.date()
    except OverflowError:
        return moment.date()


def _parse_german(text: str) -> datetime:
    day, month, year = text.split()[0].rstrip(",").split(".")
    return datetime(int(year), int(month), int(day))


def _parse_partial(text: str) -> datetime:
    """A date in front of something that `fromisoformat` does not know, such as a named time zone."""
    if len(text) <= 10 or text[10] not in "T ":
        raise ValueError(text)
    return datetime.fromisoformat(text[:10])


def describe_size(size: int, largest: int) -> str:
    """How much too large something is."""
    return f"has {size / 1e6:.1f} MB, more than the {largest / 1e6:g} MB that one item may have"
