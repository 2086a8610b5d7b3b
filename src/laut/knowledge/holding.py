"""Who held an office on a day, when starts and ends may be known to the month or the year only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from laut.knowledge.dates import first_day, last_day


@dataclass(frozen=True, slots=True)
class Held:
    """Who held an office on a day. `certain` is False where the day lies within what is not known: a start
    or end given by month or year, another holder at the same time, or a day after the source ends."""

    id: str
    start: date | None
    end: date | None
    certain: bool


@dataclass(frozen=True, slots=True)
class Stay:
    """A row of the table tenures: dates as texts; `attested` is the date of the source of an open one."""

    id: str
    start: str
    end: str
    attested: str

    def may_hold(self, on: date, others: Sequence["Stay"]) -> bool:
        """Whether it is possible; an open stay ends at the latest where the next one of `others` starts."""
        start, end = first_day(self.start), last_day(self.end)
        if start and on < start:
            return False
        if end:
            return on <= end
        later = [other for other in others if other.start > self.start and other.id != self.id]
        return not self.start or all(on <= (last_day(other.start) or date.max) for other in later)

    def surely_holds(self, on: date) -> bool:
        """Whether it is so however the dates are meant."""
        start, end = last_day(self.start), first_day(self.end) or last_day(self.attested)
        return start is not None and start <= on and (end is None or on <= end)


def find_holders(stays: Sequence[Stay], on: date | None, *, is_single: bool) -> tuple[Held, ...]:
    """The holders on a day, or all there were where it is None."""
    if on is None:
        return tuple(_make_held(stay, is_certain=False) for stay in stays)
    possible = [stay for stay in stays if stay.may_hold(on, stays if is_single else ())]
    is_shared = is_single and len({stay.id for stay in possible}) > 1
    return tuple(_make_held(stay, is_certain=not is_shared and stay.surely_holds(on)) for stay in possible)


def _make_held(stay: Stay, *, is_certain: bool) -> Held:
    return Held(stay.id, first_day(stay.start), last_day(stay.end), is_certain)
