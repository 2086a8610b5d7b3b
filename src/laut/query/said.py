"""What did a speaker say?"""

from dataclasses import dataclass

from laut.archive import Archive
from laut.query.hits import ABOUT, Seeker
from laut.query.rows import EVERYTHING, Filters, Stated


@dataclass(frozen=True, slots=True)
class Sayings:
    """The earliest statements, and how many there are in all."""

    rows: tuple[Stated, ...]
    total: int


def said(
    archive: Archive,
    name: str,
    *,
    about: str = "",
    filters: Filters = EVERYTHING,
    limit: int | None = 100,
) -> Sayings:
    """The statements whose speaker has all these words ("Merkel", "Angela Merkel"), by date, undated last."""
    seeker = Seeker(archive)
    total = seeker.find(seeker.select(about, name, filters=filters, fields=ABOUT), limit, by="day")
    places = [place for (place,) in seeker.ask("said", {"limit": limit})]
    return Sayings(tuple(seeker.fetch(places)), total)
