"""Which statements have these words?"""

from dataclasses import dataclass

from laut.archive import Archive
from laut.knowledge import Base
from laut.query.clauses import find_marks, parse_clauses
from laut.query.hits import Seeker
from laut.query.rows import EVERYTHING, Filters, Stated
from laut.records import Spans


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement that was found, how well it fits (more is better, within one search), and where in its
    content the words stand."""

    statement: Stated
    fit: float
    marks: Spans


@dataclass(frozen=True, slots=True)
class Hits:
    """The best hits, and how many there are in all."""

    rows: tuple[Hit, ...]
    total: int


def search(
    archive: Archive,
    words: str = "",
    *,
    speaker: str = "",
    filters: Filters = EVERYTHING,
    limit: int | None = 20,
    base: Base | None = None,
    why: bool = False,
) -> Hits:
    """The statements with all these words in their content, speaker or article's title, the best first.

    `"a b"` is a phrase, `-a` excludes, endings and case do not matter. `speaker`, `base` and
    `why` are as in `said`. SettingError where there are no words.
    """
    seeker = Seeker(archive, base)
    total = seeker.find(seeker.select(words, speaker, filters=filters), limit)
    clauses, fits = parse_clauses(words), dict(seeker.ask("search", {"limit": limit}))
    rows = tuple(
        Hit(statement, round(fit, 2), find_marks(statement.content, clauses))
        for statement, fit in zip(seeker.fetch(list(fits), why=why), fits.values(), strict=True)
    )
    return Hits(rows, total)
