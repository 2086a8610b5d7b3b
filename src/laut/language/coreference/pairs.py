"""Two phrases → what is known about the pair, as numbers: words in common, agreement, distance, who
speaks."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from laut.encoding import Floats, Ints
from laut.language.coreference.phrases import Phrases
from laut.language.coreference.words import (
    KINDS,
    ROLES,
)

LABELS = 7
NEAR = 60  # earlier phrases that are always compared
BLOCK = 1000  # phrases whose pairs are held at once: what a long text needs of memory
_SENTENCES = np.array([0, 1, 2, 3, 5, 8, 13])
_PHRASES = np.array([1, 2, 3, 4, 6, 9, 15, 30])
_TOKENS = np.array([0, 1, 2, 3, 5, 9, 20])


@dataclass(slots=True)
class Voices:
    """For N phrases: the number of the innermost statement in whose content each stands (-1: in none),
    whether that is direct speech, and the numbers of the statements whose speaker or addressee it is (-1: of
    none)."""

    inside: Ints
    direct: Ints
    speaker: Ints
    addressee: Ints


SINGLE_NAMES = (
    *(f"kind {kind}" for kind in KINDS),
    *(f"role {role}" for role in ROLES),
    *(f"label {number}" for number in range(LABELS)),
    "masculine",
    "feminine",
    "neuter",
    "plural",
    "first sentence",
    "second sentence",
    "length",
    "length 1",
    "score",
    "phrase score",
    "speaks",
    "addressed",
    "quoted",
    "joined",
    "capital",
    "text seen",
    "noun seen",
    "name seen",
    "phrases before",
    "two",
    "corpus of talks",
)


def make_singles(p: Phrases, v: Voices, scores: Floats, scheme: int = 0) -> Floats:
    """[N, S]: what is known about each phrase by itself, in the order of `SINGLE_NAMES`; scores [N, 2]."""
    length = p.end - p.start
    columns = [
        np.eye(len(KINDS), dtype=np.float32)[p.kind],
        np.eye(len(ROLES), dtype=np.float32)[p.role],
        np.eye(LABELS, dtype=np.float32)[p.label],
        p.gender,
        p.number[:, 1:],
    ]
    rest = [
        p.sentence == 0,
        p.sentence == 1,
        np.log2(length) / 3,
        length == 1,
        scores[:, 1] / 4,
        scores[:, 0] / 4,
        v.speaker >= 0,
        v.addressee >= 0,
        v.direct > 0,
        p.joined > 0,
        p.capital > 0,
        _seen(p.text),
        _seen(p.stem),
        _seen(p.last),
        np.log2(1 + np.arange(len(p))) / 6,
        p.two > 0,
        np.full(len(p), float(scheme)),
    ]
    return np.concatenate([*columns, np.stack([np.asarray(c, np.float32) for c in rest], 1)], 1)


def _seen(ids: Ints) -> Ints:
    """1 where the same number, not 0, stood earlier."""
    _, first, back = np.unique(ids, return_index=True, return_inverse=True)
    earlier = first[back] < np.arange(len(ids))
    return np.asarray(earlier & (ids > 0), dtype=np.int64)


def iter_pairs(p: Phrases) -> Iterator[tuple[int, int, Ints, Ints]]:
    """Blocks of phrases, from first to last (half open), with the later and the earlier phrase of each pair
    that is compared: the nearest, and the last three with the same name or noun."""
    far = _find_far(p) if len(p) > NEAR else np.zeros((0, 2), dtype=np.int64)
    for first in range(0, len(p), BLOCK):
        last = min(first + BLOCK, len(p))
        count = np.minimum(np.arange(first, last), NEAR)
        later = np.repeat(np.arange(first, last, dtype=np.int64), count)
        ends = np.repeat(np.cumsum(count), count)
        earlier = np.asarray(later - (ends - np.arange(len(later))), dtype=np.int64)
        extra = far[np.searchsorted(far[:, 0], first) : np.searchsorted(far[:, 0], last)]
        if len(extra):
            later, earlier = np.concatenate([later, extra[:, 0]]), np.concatenate([earlier, extra[:, 1]])
            order = np.lexsort((earlier, later))
            later, earlier = later[order], earlier[order]
        yield first, last, later, earlier


def _find_far(p: Phrases) -> Ints:
    """Pairs [F, 2] that are more than `NEAR` apart, sorted and each once."""
    found = [_find_repeats(ids) for ids in (p.last, p.stem, p.initials, p.letters)]
    found.append(_find_crossed(p.initials, p.letters))
    return np.unique(np.concatenate(found), axis=0)


def _find_repeats(ids: Ints) -> Ints:
    """Every phrase with each of the last three that have the same number, not 0."""
    order = np.argsort(ids, kind="stable")
    ordered = ids[order]
    found = []
    for back in (1, 2, 3):
        is_same = (ordered[back:] == ordered[:-back]) & (ordered[back:] > 0)
        pairs = np.stack([order[back:][is_same], order[:-back][is_same]], 1)
        found.append(pairs[pairs[:, 0] - pairs[:, 1] > NEAR])
    return np.concatenate(found)


def _find_crossed(initials: Ints, letters: Ints) -> Ints:
    """Abbreviations and what they stand for, in either order."""
    last: dict[int, int] = {}
    found = []
    for i in np.flatnonzero((initials > 0) | (letters > 0)).tolist():
        for key in {int(initials[i]), int(letters[i])} - {0}:
            if key in last and i - last[key] > NEAR:
                found.append((i, last[key]))
            last[key] = i
    return np.array(found, dtype=np.int64).reshape(-1, 2)
