"""When was an article published? The first of its sources that gives a possible date, and which one that was.

The order is that of their reliability: what the user gave, the row of a table, the page's JSON-LD, its meta
elements, the address, the feed, the visible page, and last the date of a WARC record, which says only that
the article is no younger. The day of fetching is no date of an article, and today is never assumed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from laut.records import Capture

FIRST_NEWSPAPER = 1605  # the Relation of Strasbourg; nothing calling itself news is older
_EPOCH = date(1970, 1, 1)  # what programs write that know no date
_DAY = timedelta(days=1)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner jan jän january", "februar feber feb february", "märz mär mrz maerz march mar",
            "april apr", "mai may", "juni jun june", "juli jul july", "august aug",
            "september sep sept", "oktober okt october oct", "november nov", "dezember dez december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_ISO = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_DOTTED = re.compile(r"(?<!\d)(\d{1,2})\s?[./]\s?(\d{1,2})[./]\s?(\d{4})(?!\d)")
_WORDED = re.compile(r"(?<!\d)(\d{1,2})\.?\s+([a-zä]{3,9})\.?,?\s+(\d{4})(?!\d)")
_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?=[/\-_.?]|$)"
    r"|[/_-]((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?=[/\-_.?]|$)"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that a source gives, as it came, and the source's name."""

    value: str | date
    source: str


@dataclass(frozen=True, slots=True)
class Found:
    """The date that was taken, its source, and one sentence for each date that could not be true."""

    published_on: date | None
    published_from: str | None
    refused: tuple[str, ...] = ()


def find_date(capture: Capture, candidates: Iterable[Candidate]) -> Found:
    """The first possible date; later candidates are not even asked for."""
    latest = find_latest(capture)
    refused: list[str] = []
    for candidate in candidates:
        given = candidate.value
        found = given if isinstance(given, date) else parse_date(given)
        if found and is_possible(found, latest):
            return Found(found, candidate.source, tuple(dict.fromkeys(refused)))
        if found:
            refused.append(f"the date {found} ({candidate.source}) can't be true and was left out")
    return Found(None, None, tuple(dict.fromkeys(refused)))


def find_latest(capture: Capture) -> date:
    """The day after the capture (or now), since papers carry tomorrow's date and zones differ."""
    return (capture.retrieved_at or datetime.now(UTC)).date() + _DAY


def is_possible(day: date, latest: date) -> bool:
    """Neither in the future nor the day 0 of computers, nor before there was news."""
    return day.year >= FIRST_NEWSPAPER and day <= latest and not _EPOCH - _DAY <= day <= _EPOCH


def parse_date(value: str) -> date | None:
    """The day in Germany that a date or time means (ISO, 5.3.2024, 5. März 2024, RFC 2822), or None."""
    value = value.strip()[:64].lower()
    try:
        if match := _ISO.match(value):
            return _parse_iso(value, date(*map(int, match.groups())))
        if match := _DOTTED.search(value):
            day, month, year = map(int, match.groups())
            return date(year, month, day)
        if match := _WORDED.search(value):
            if ":" in value and match[2] in _MONTHS:
                return _parse_mail(value)
            return date(int(match[3]), _MONTHS[match[2]], int(match[1]))
    except (KeyError, OverflowError, ValueError):
        return None
    return None


def _parse_iso(value: str, day: date) -> date:
    """The day as written, unless the time is of another zone."""
    try:
        moment = datetime.fromisoformat(value.upper())
    except ValueError:
        return day
    return _turn_german(moment) if moment.tzinfo else day


def _parse_mail(value: str) -> date:
    moment = parsedate_to_datetime(value)
    return _turn_german(moment) if moment.tzinfo else moment.date()


def _turn_german(moment: datetime) -> date:
    """The day in Berlin, Vienna and Zurich, by the rule since 1996; no zone table is needed."""
    moment = moment.astimezone(UTC)
    starts, ends = (_last_sunday(moment.year, month) for month in (3, 10))
    return (moment + timedelta(hours=2 if starts <= moment < ends else 1)).date()


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def find_in_address(url: str | None) -> str | None:
    """A full date in an address, such as /2024/03/05/ or -20240305, as 2024-03-05."""
    match = _IN_ADDRESS.search(url or "")
    if not match:
        return None
    year, month, day = (part for part in match.groups() if part)
    return f"{year}-{month:0>2}-{day:0>2}"
