"""What questions share: the filters, the row of a statement, and where a question's SQL is."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from laut.records import Kind, Medium


@dataclass(frozen=True, slots=True)
class Filters:
    """Which statements count.

    `since` and `until` are inclusive and leave out articles without a date; `independent` leaves out articles
    that copy another one, so that every count is of independent origins; `actor` is the id of one whom the
    speaker must stand for.
    """

    kind: Kind | None = None
    medium: Medium | None = None
    outlet: str | None = None
    since: date | None = None
    until: date | None = None
    independent: bool = False
    actor: str | None = None


EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class Named:
    """An actor whom some words stand for; where a question was asked with `why`, how sure that is and why.

    `chain` are the mentions that led there, the words themselves first; of neighbours one rests on the other.
    `score` and `reason` are those of the link.
    """

    id: str
    name: str
    score: float | None = None
    reason: str | None = None
    chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """One statement with what is known of its article; words are None where a role is empty.

    `origin` is the id of the earliest article whose text this one repeats, its own where it repeats none.
    `speaker_actors` and `addressee_actors` are those whom these words stand for, none where that is unknown.
    """

    id: str
    published_on: date | None
    outlet: str | None
    speaker: str | None
    content: str
    kind: Kind
    medium: Medium
    cue: str | None
    addressee: str | None
    score: float
    article: str
    title: str | None
    url: str | None
    agency: str | None
    origin: str
    speaker_actors: tuple[Named, ...] = ()
    addressee_actors: tuple[Named, ...] = ()

    @property
    def is_copy(self) -> bool:
        """Whether its article repeats another one."""
        return self.origin != self.article


@cache
def read_sql(name: str) -> str:
    """The text of queries/NAME.sql."""
    return (files("laut") / "queries" / f"{name}.sql").read_text("utf-8")
