"""Dates that may be known to the month or the year only: 2021-12-08, 2021-12, 2021."""

import re
from calendar import monthrange
from datetime import date

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def is_date(text: str) -> bool:
    """Whether the text is a day, month or year that exists."""
    try:
        return bool(_DATE.fullmatch(text)) and first_day(text) is not None
    except ValueError:
        return False


def first_day(text: str) -> date | None:
    """The first day that it can mean; None for an empty text. ValueError for a day that does not exist."""
    found = _DATE.fullmatch(text)
    return date(int(found[1]), int(found[2] or 1), int(found[3] or 1)) if found else None


def last_day(text: str) -> date | None:
    """The last day that it can mean; None for an empty text."""
    found = _DATE.fullmatch(text)
    if not found:
        return None
    year, month = int(found[1]), int(found[2] or 12)
    return date(year, month, int(found[3] or monthrange(year, month)[1]))


def year_of(text: str) -> int:
    """The year, 0 for an empty text."""
    return int(text[:4]) if text else 0
