"""Statements against gold statements, scored exactly as the gnq corpus's official scorer does it.

Per article every gold and every found statement are compared by the overlap of their contents (token F1,
a little more for equal kind and equal medium where there is any overlap), and the one-to-one assignment
of the greatest sum is taken; pairs without any overlap are assigned too, the rest stays alone. Each pair
gives precision and recall per role in tokens; these are averaged wherever their denominator is not zero.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum

import numpy as np
from scipy.optimize import linear_sum_assignment

from laut.export.gnq import GnqAnnotation, find_token_ids
from laut.records import Spans, Statement
from laut.statements.labels import ROLES

KIND_BONUS = 0.01
MEDIUM_BONUS = 0.001
FOUND = 0.5  # a statement is found where the contents' token F1 is at least this


@dataclass(frozen=True, slots=True)
class Group:
    """One statement as the scorer sees it: two labels and, in the order of `ROLES`, sets of token numbers."""

    kind: str
    medium: str | None
    roles: tuple[frozenset[int], ...]
    statement: Statement | None = None

    def role(self, name: str) -> frozenset[int]:
        """The token numbers of one role."""
        return self.roles[ROLES.index(name)]


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold and a found statement that were assigned to each other, or one of them alone."""

    gold: Group | None
    system: Group | None
    overlap: float = 0.0

    @property
    def is_found(self) -> bool:
        """Whether the contents overlap enough to speak of the same statement."""
        return self.overlap >= FOUND


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, from 0 to 1."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Scores:
    """The official figures of the corpus."""

    joint: Score
    message: Score
    roles: Score
    kind: Score
    medium: Score


def make_gold_group(annotation: GnqAnnotation) -> Group:
    """A corpus annotation with the token numbers that the corpus gives."""
    roles = tuple(frozenset(annotation.part(role).token_ids) for role in ROLES)
    return Group(annotation.kind, annotation.medium, roles)


def make_found_group(statement: Statement, tokens: Spans) -> Group:
    """A found statement in the numbers of the gold tokens of which it covers any character."""
    roles = tuple(frozenset(find_token_ids(getattr(statement, role), tokens)) for role in ROLES)
    return Group(statement.kind, statement.medium, roles, statement)


def measure_overlap(gold: frozenset[int], system: frozenset[int]) -> float:
    """Token F1; 0 where nothing is shared."""
    both = len(gold & system)
    if not both:
        return 0.0
    precision, recall = both / len(system), both / len(gold)
    return 2 * precision * recall / (precision + recall)


def pair_groups(gold: Sequence[Group], system: Sequence[Group]) -> list[Pair]:
    """The assignment of one article's statements, then what was found alone, then the gold alone."""
    weights = np.array([[_weigh(g, s) for s in system] for g in gold]).reshape(len(gold), len(system))
    rows, columns = linear_sum_assignment(weights, maximize=True)
    pairs = [
        Pair(gold[i], system[j], measure_overlap(gold[i].roles[0], system[j].roles[0]))
        for i, j in zip(rows, columns, strict=True)
    ]
    assigned, met = set(map(int, columns)), set(map(int, rows))
    pairs += [Pair(None, s) for j, s in enumerate(system) if j not in assigned]
    return pairs + [Pair(g, None) for i, g in enumerate(gold) if i not in met]


def _weigh(gold: Group, system: Group) -> float:
    """What the assignment maximises. Summed in the official order: the last bit can decide a tie."""
    overlap = measure_overlap(gold.roles[0], system.roles[0])
    kind_bonus = KIND_BONUS if overlap and gold.kind == system.kind else 0.0
    medium_bonus = MEDIUM_BONUS if overlap and gold.medium == system.medium else 0.0
    return overlap + kind_bonus + medium_bonus


def score_pairs(pairs: Sequence[Pair]) -> Scores:
    """The official figures over the pairs of all articles."""
    return Scores(
        joint=score_roles(pairs, ROLES),
        message=score_roles(pairs, ROLES[:1]),
        roles=score_roles(pairs, ROLES[1:]),
        kind=score_labels((_kind(p.gold), _kind(p.system)) for p in pairs),
        medium=score_labels((_medium(p.gold), _medium(p.system)) for p in pairs),
    )


def _kind(group: Group | None) -> str | None:
    return group.kind if group else None


def _medium(group: Group | None) -> str | None:
    """The corpus counts a missing medium as a label of its own."""
    return (group.medium or "none") if group else None


def score_roles(pairs: Iterable[Pair], roles: Sequence[str]) -> Score:
    """Precision and recall averaged over every statement and every one of `roles` that has tokens there."""
    precisions, recalls = [], []
    for pair in pairs:
        for role in roles:
            gold = pair.gold.role(role) if pair.gold else frozenset()
            system = pair.system.role(role) if pair.system else frozenset()
            if system:
                precisions.append(len(gold & system) / len(system))
            if gold:
                recalls.append(len(gold & system) / len(gold))
    return make_score(_mean(precisions), _mean(recalls))


def score_labels(labels: Iterable[tuple[str | None, str | None]]) -> Score:
    """Micro precision and recall over (gold, found) labels; None is a statement that is not there."""
    right = found = wanted = 0
    for gold, system in labels:
        found += system is not None
        wanted += gold is not None
        right += gold is not None and gold == system
    return make_score(right / found if found else 0.0, right / wanted if wanted else 0.0)


def make_score(precision: float, recall: float) -> Score:
    """A score with its F1; 0 where both are 0."""
    total = precision + recall
    return Score(precision, recall, 2 * precision * recall / total if total else 0.0)


def _mean(values: Sequence[float]) -> float:
    return fsum(values) / len(values) if values else 0.0
