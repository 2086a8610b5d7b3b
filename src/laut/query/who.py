"""Who spoke about something?"""

from dataclasses import dataclass
from datetime import date

from laut.archive import Archive
from laut.query.hits import ABOUT, Seeker
from laut.query.rows import EVERYTHING, Filters


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as the articles write it, None for all whom they don't name; how often, where and when.

    Of an actor `speaker` is what it is called most often, None where only pronouns speak for it. `origins`
    counts articles that copy each other once.
    """

    speaker: str | None
    actor: str | None
    actor_name: str | None
    statements: int
    articles: int
    origins: int
    outlets: int
    first_on: date | None
    last_on: date | None


@dataclass(frozen=True, slots=True)
class Speakers:
    """Those who spoke most, and how many there are in all."""

    rows: tuple[Speaker, ...]
    total: int


def who(archive: Archive, about: str, *, filters: Filters = EVERYTHING, limit: int | None = 20) -> Speakers:
    """Who made the statements with all these words in their content or article's title: by actor where that
    is known, else by speaker."""
    seeker = Seeker(archive)
    seeker.find(seeker.select(about, filters=filters, fields=ABOUT))
    rows = seeker.ask("who", {"limit": limit})
    return Speakers(tuple(Speaker(*row[:-1]) for row in rows), rows[0][-1] if rows else 0)
