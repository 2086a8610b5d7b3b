"""What did a speaker say?"""

from dataclasses import dataclass

from laut.archive import Archive
from laut.knowledge import Base
from laut.query.hits import ABOUT, Seeker
from laut.query.rows import EVERYTHING, Filters, Stated


@dataclass(frozen=True, slots=True)
class Sayings:
    """The earliest statements, and how many there are in all."""

    rows: tuple[Stated, ...]
    total: int


def said(
    archive: Archive,
    name: str = "",
    *,
    about: str = "",
    filters: Filters = EVERYTHING,
    limit: int | None = 100,
    base: Base | None = None,
    why: bool = False,
) -> Sayings:
    """The statements whose speaker has all these words ("Merkel", "Angela Merkel"), by date, undated last; or
    stands for an actor of that name or id ("sie", "die Kanzlerin").

    `base` lends an actor's other names ("Selenski"); with `why` actors have the mentions that led to them.
    """
    seeker = Seeker(archive, base)
    total = seeker.find(seeker.select(about, name, filters=filters, fields=ABOUT), limit, by="day")
    places = [place for (place,) in seeker.ask("said", {"limit": limit})]
    return Sayings(tuple(seeker.fetch(places, why=why)), total)
