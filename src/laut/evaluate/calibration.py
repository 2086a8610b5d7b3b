"""Whether scores mean what they say: of all findings scored 0.8, about 80 % should be right."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from laut.evaluate.score import FOUND, Pair, measure_overlap
from laut.statements.labels import ROLES

BINS = 10
RIGHT = {"content": 0.8}  # a found statement's content has reached `FOUND` already; other roles: `FOUND`

Point = tuple[float, bool]  # a score, and whether the finding was right


@dataclass(frozen=True, slots=True)
class Bin:
    """Findings scored from `low` to below `high` (the last bin includes 1); None where there are none."""

    low: float
    high: float
    count: int
    score: float | None
    right: float | None
    gap: float | None


@dataclass(frozen=True, slots=True)
class Reliability:
    """Ten bins, and the expected calibration error: the mean gap, weighted by how many findings a bin has."""

    name: str
    count: int
    error: float
    bins: tuple[Bin, ...]


def make_reliability(name: str, points: Iterable[Point]) -> Reliability:
    """The table for some findings; their scores lie between 0 and 1."""
    held: list[list[Point]] = [[] for _ in range(BINS)]
    for score, is_right in points:
        held[min(int(score * BINS), BINS - 1)].append((score, is_right))
    bins = tuple(_make_bin(number, points_of_bin) for number, points_of_bin in enumerate(held))
    count = sum(each.count for each in bins)
    error = sum(each.count * abs(each.gap or 0.0) for each in bins) / count if count else 0.0
    return Reliability(name, count, error, bins)


def _make_bin(number: int, points: Sequence[Point]) -> Bin:
    low, high = number / BINS, (number + 1) / BINS
    if not points:
        return Bin(low, high, 0, None, None, None)
    score = sum(score for score, _ in points) / len(points)
    right = sum(is_right for _, is_right in points) / len(points)
    return Bin(low, high, len(points), score, right, right - score)


def make_reliabilities(pairs: Sequence[Pair]) -> tuple[Reliability, ...]:
    """One table for statements and one for each role; none where no statement carries scores."""
    if not any(pair.system and pair.system.statement for pair in pairs):
        return ()
    roles = (make_reliability(role, iter_role_points(pairs, role)) for role in ROLES)
    return (make_reliability("statement", iter_statement_points(pairs)), *roles)


def iter_statement_points(pairs: Iterable[Pair]) -> Iterator[Point]:
    """A found statement is right where its content overlaps the assigned gold content enough."""
    for pair in pairs:
        if pair.system and pair.system.statement:
            yield pair.system.statement.evidence.score, pair.is_found


def iter_role_points(pairs: Iterable[Pair], role: str) -> Iterator[Point]:
    """Whether a role of a found statement is right as given; statements that are none have no right roles."""
    for pair in pairs:
        if pair.is_found and pair.gold and pair.system and pair.system.statement:
            score: float = getattr(pair.system.statement.scores, role)
            yield score, is_right(role, pair.gold.role(role), pair.system.role(role))


def is_right(role: str, gold: frozenset[int], system: frozenset[int]) -> bool:
    """Whether a role's tokens are near enough to the gold ones: token F1 of `RIGHT`, or both empty."""
    return measure_overlap(gold, system) >= RIGHT.get(role, FOUND) if gold or system else True
