"""Chains against gold chains, scored as the reference scorer of the CoNLL shared tasks does it (version
8.01).

MUC counts links, B³ mentions, CEAF-e entities; each sums its numerators and denominators over all texts
before it divides, and the CoNLL score is the mean of their F1. A mention is the same only with the very same
span. A mention that only one side has (missing, spurious, twinless) stays where it is: nothing is added to
the other side.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from laut.evaluate.score import Score

Entities = Sequence[Sequence[Hashable]]


@dataclass(frozen=True, slots=True)
class ChainScores:
    """All scores from 0 to 1; `mentions` are the spans alone; `conll` is the mean of the F1 of the three."""

    mentions: Score
    muc: Score
    b_cubed: Score
    ceaf_e: Score
    conll: float


@dataclass(frozen=True, slots=True)
class Sums:
    """Numerator and denominator of recall, and of precision; sums of texts add up."""

    found: float = 0.0
    gold: float = 0.0
    right: float = 0.0
    system: float = 0.0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.found + other.found,
            self.gold + other.gold,
            self.right + other.right,
            self.system + other.system,
        )

    def score(self) -> Score:
        """Precision, recall and F1; 0 where a denominator is."""
        recall = self.found / self.gold if self.gold else 0.0
        precision = self.right / self.system if self.system else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return Score(precision, recall, f1)


def score_chains(texts: Iterable[tuple[Entities, Entities]]) -> ChainScores:
    """The scores of some texts: the gold entities and the system's, each a sequence of mentions."""
    mentions = muc = b_cubed = ceaf = Sums()
    for gold, system in texts:
        gold, system = _drop_repeats(gold), _drop_repeats(system)
        keys, responses = _number(gold), _number(system)
        shared = len(keys.keys() & responses.keys())
        mentions += Sums(shared, len(keys), shared, len(responses))
        muc += Sums(*_count_links(gold, responses), *_count_links(system, keys))
        overlaps = _count_overlaps(gold, responses, len(system))
        b_cubed += _count_mentions(gold, system, overlaps)
        ceaf += _count_entities(gold, system, overlaps)
    three = muc.score(), b_cubed.score(), ceaf.score()
    return ChainScores(mentions.score(), *three, sum(score.f1 for score in three) / 3)


def _drop_repeats(entities: Entities) -> list[list[Hashable]]:
    """Every mention once, in the first entity that has it, as the reference scorer reads its files."""
    seen: set[Hashable] = set()
    kept: list[list[Hashable]] = []
    for entity in entities:
        kept.append([])
        for mention in entity:
            if mention not in seen:
                seen.add(mention)
                kept[-1].append(mention)
    return [entity for entity in kept if entity]


def _number(entities: Entities) -> dict[Hashable, int]:
    """For each mention the number of its entity."""
    return {mention: number for number, entity in enumerate(entities) for mention in entity}


def _count_links(entities: Entities, others: dict[Hashable, int]) -> tuple[int, int]:
    """The links of some entities that the other side has too, and all of their links."""
    kept = total = 0
    for entity in entities:
        parts = {others.get(mention, mention) if mention in others else (mention,) for mention in entity}
        kept += len(entity) - len(parts)
        total += len(entity) - 1
    return kept, total


def _count_overlaps(gold: Entities, responses: dict[Hashable, int], count: int) -> np.ndarray:
    """[gold entities, system entities]: how many mentions they share."""
    overlaps = np.zeros((len(gold), count))
    for number, entity in enumerate(gold):
        for mention in entity:
            if mention in responses:
                overlaps[number, responses[mention]] += 1
    return overlaps


def _count_mentions(gold: Entities, system: Entities, overlaps: np.ndarray) -> Sums:
    sizes = np.array([len(entity) for entity in gold], dtype=float)
    found = np.array([len(entity) for entity in system], dtype=float)
    squares = overlaps**2
    return Sums(
        float((squares / sizes[:, None]).sum()), sizes.sum(), float((squares / found).sum()), found.sum()
    )


def _count_entities(gold: Entities, system: Entities, overlaps: np.ndarray) -> Sums:
    """Entities paired one to one, so that the sum of their likeness 2|K∩R| / (|K|+|R|) is greatest."""
    sizes = np.array([len(entity) for entity in gold], dtype=float)
    found = np.array([len(entity) for entity in system], dtype=float)
    likeness = 2 * overlaps / (sizes[:, None] + found)
    rows, columns = linear_sum_assignment(-likeness)
    total = float(likeness[rows, columns].sum())
    return Sums(total, len(gold), total, len(system))
