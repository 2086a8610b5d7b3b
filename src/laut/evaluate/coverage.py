"""How often a role is named, and how often rightly, as its score's threshold rises: precision and coverage.

Counted over found statements whose gold has the role, and over found ones that were given it without need:
`share` is of the first how many get one, `precision` is of all that get one how many are right (token F1 of
at least one half, as in `calibration`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from laut.evaluate.calibration import is_right
from laut.evaluate.score import Pair

THRESHOLDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
COVERED = ("speaker", "addressee")


@dataclass(frozen=True, slots=True)
class Point:
    """One threshold; at 0 everything that the model publishes."""

    threshold: float
    named: int
    precision: float
    share: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """One role's curve; `support` are found statements whose gold has the role."""

    role: str
    support: int
    points: tuple[Point, ...]


def make_coverages(pairs: Sequence[Pair]) -> tuple[Coverage, ...]:
    """A curve for each of `COVERED`; none where no statement carries scores."""
    if not any(pair.system and pair.system.statement for pair in pairs):
        return ()
    return tuple(_make_coverage(pairs, role) for role in COVERED)


def _make_coverage(pairs: Iterable[Pair], role: str) -> Coverage:
    named: list[tuple[float, bool, bool]] = []
    support = 0
    for pair in pairs:
        if pair.is_found and pair.gold and pair.system and pair.system.statement:
            gold, found = pair.gold.role(role), pair.system.role(role)
            support += bool(gold)
            if found:
                score: float = getattr(pair.system.statement.scores, role)
                named.append((score, is_right(role, gold, found), bool(gold)))
    return Coverage(role, support, tuple(_make_point(named, support, t) for t in THRESHOLDS))


def _make_point(named: Sequence[tuple[float, bool, bool]], support: int, threshold: float) -> Point:
    kept = [(right, wanted) for score, right, wanted in named if score >= threshold]
    right, wanted = sum(right for right, _ in kept), sum(wanted for _, wanted in kept)
    return Point(
        threshold, len(kept), right / len(kept) if kept else 0.0, wanted / support if support else 0.0
    )
