"""Offices at a date against a table: who held it, or that nobody can say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from laut.actors.holders import Holder, find_holder
from laut.actors.knowledge import Knowledge
from laut.errors import InputError
from laut.evaluate.links import NAMED, Row, is_actor

GAP, AMBIGUOUS = "gap", "ambiguous"


@dataclass(frozen=True, slots=True)
class OfficeAnswer:
    """One row and the answer to it."""

    words: str
    on: str
    expected: str
    holder: Holder
    right: bool


@dataclass(frozen=True, slots=True)
class OfficeResult:
    """`named` of the `knowable` rows and `abstained` of the others are right, `share` of all; `wrong` names
    somebody else, `missed` names nobody where somebody held the office. Of the `ambiguous` rows that have
    candidates, `listed` are those where all of them are listed."""

    rows: int
    right: int
    share: float
    knowable: int
    named: int
    unknowable: int
    abstained: int
    wrong: int
    missed: int
    ambiguous: int
    listed: int
    errors: tuple[OfficeAnswer, ...]


def evaluate_offices(rows: Sequence[Row], base: Knowledge) -> OfficeResult:
    """Ask every row, without any context."""
    answers = [answer_office(row, base) for row in rows]
    unknowable = [one for one in answers if one.expected in (GAP, AMBIGUOUS)]
    knowable = [one for one in answers if one.expected not in (GAP, AMBIGUOUS)]
    with_candidates = [
        (row, one)
        for row, one in zip(rows, answers, strict=True)
        if row.get("candidates") and one in unknowable
    ]
    right = sum(one.right for one in answers)
    return OfficeResult(
        rows=len(answers),
        right=right,
        share=right / max(1, len(answers)),
        knowable=len(knowable),
        named=sum(one.right for one in knowable),
        unknowable=len(unknowable),
        abstained=sum(one.right for one in unknowable),
        wrong=sum(one.holder.actor is not None and not one.right for one in answers),
        missed=sum(one.holder.actor is None for one in knowable),
        ambiguous=len(with_candidates),
        listed=sum(_lists_all(row, one.holder, base) for row, one in with_candidates),
        errors=tuple(one for one in answers if not one.right),
    )


def answer_office(row: Row, base: Knowledge) -> OfficeAnswer:
    """One row of the table."""
    words, on = row["office_words"], row["date"]
    try:
        holder = find_holder(words, date.fromisoformat(on), base)
    except ValueError:
        raise InputError(f"{words}: {on!r} is no date; write it as 2021-12-08") from None
    expected = row["answer"]
    if expected in (GAP, AMBIGUOUS):
        right = holder.actor is None
    else:
        names = [row["id"]] if row.get("id") else []
        names.append(f"{NAMED}{expected}")
        right = holder.actor is not None and any(is_actor(holder.actor, one, base) for one in names)
    return OfficeAnswer(words, on, expected, holder, right)


def _lists_all(row: Row, holder: Holder, base: Knowledge) -> bool:
    wanted: Iterable[str] = (one.strip() for one in row["candidates"].split("|") if one.strip())
    return all(
        any(one == actor or is_actor(actor, f"{NAMED}{one}", base) for actor in holder.candidates)
        for one in wanted
    )
