"""Odds of spans → the spans that may stand in a chain: the likeliest, every pronoun, every name; none
crossing."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import itemgetter

import numpy as np

from laut.encoding import Floats, Ints
from laut.language.coreference.phrases import find_head, is_joined, is_pronoun_tag

LONGEST = 24  # tokens of a phrase; of the corpora's 9,103 members 10 are longer or leave their sentence
FORCED = -4.0  # log odds of a pronoun or a name that the network cannot score
_BLOCK = 32
Chosen = tuple[int, int, float, float]  # start, end, odds of a phrase, odds of standing in a chain


def list_spans(sentences: Sequence[tuple[int, int]], first: int, last: int) -> tuple[Ints, Ints]:
    """Starts and lengths of all spans that begin in a core, stay in their sentence and are not longer than
    `LONGEST`."""
    room = np.zeros(last - first, dtype=np.int64)
    for a, b in sentences[bisect_right(sentences, first, key=itemgetter(1)) :]:
        if a >= last:
            break
        low, high = max(a, first), min(b, last)
        room[low - first : high - first] = b - np.arange(low, high)
    room = np.minimum(room, LONGEST)
    starts = np.repeat(np.arange(first, last), room)
    before = np.repeat(np.cumsum(room) - room, room)
    return starts, np.arange(len(starts)) - before + 1


def choose_spans(
    starts: Ints,
    lengths: Ints,
    odds: Floats,
    tags: Ints,
    forms: Sequence[str],
    people: Sequence[tuple[int, int]],
    names: Iterable[tuple[int, int]],
    core: tuple[int, int],
    floor: float,
    share: float,
) -> list[Chosen]:
    """Spans of a core as (start, end, odds of a phrase, odds of standing in a chain), longer ones first.

    odds [N, 2] are those of the spans `starts`, `lengths` that begin in the core; tags and forms those of
    all tokens. People's names are never cut; names are spans that must be chosen, people's among them.
    """
    most = int(share * (core[1] - core[0])) + 5
    likely = np.flatnonzero(odds[:, 1] >= floor)
    if len(likely) > most:
        likely = likely[np.argsort(-odds[likely, 1], kind="stable")[:most]]
    found = [
        (a, a + n, x, y)
        for a, n, (x, y) in zip(
            starts[likely].tolist(), lengths[likely].tolist(), odds[likely].tolist(), strict=True
        )
        if _is_whole(forms[a : a + n])
    ]
    whole = {t: (a, b) for a, b in people for t in range(a, b)}
    found = [row for row in found if not _cuts(row, whole.get(row[0]))]
    kept = _drop_crossing(found)
    heads = {find_head(a, b, tags)[0] for a, b, *_ in kept if not is_joined(a, b, tags)}
    wanted = [(t, t + 1) for t in range(*core) if t not in heads and is_pronoun_tag(int(tags[t]))]
    wanted += [(a, b) for a, b in names if core[0] <= a < core[1] and heads.isdisjoint(range(a, b))]
    if wanted:
        taken = {row[:2] for row in kept}
        for a, b in dict.fromkeys(wanted):
            if (a, b) not in taken:
                kept = [row for row in kept if not _do_cross((a, b), row[:2])]
                i = int(np.searchsorted(starts, a)) + b - a - 1
                is_listed = i < len(starts) and starts[i] == a and lengths[i] == b - a
                x, y = odds[i].tolist() if is_listed else (FORCED, FORCED)
                kept.append((a, b, x, y))
    return sorted(kept, key=lambda s: (s[0], -s[1]))


def _cuts(span: Chosen, name: tuple[int, int] | None) -> bool:
    """Whether a span is only a part of the name that it starts in."""
    return name is not None and span[1] <= name[1] and span[:2] != name


def _is_whole(forms: Sequence[str]) -> bool:
    """Whether every bracket and quotation mark inside is opened and closed inside."""
    return all(forms.count(one) == forms.count(other) for one, other in ("()", "„“", "[]"))


def _do_cross(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[0] < one[1] < other[1] or other[0] < one[0] < other[1] < one[1]


def _drop_crossing(spans: Sequence[Chosen]) -> list[Chosen]:
    """The likelier of two spans that cross; spans may nest."""
    kept: list[Chosen] = []
    near: dict[int, list[tuple[int, int]]] = {}
    for span in sorted(spans, key=lambda s: (-s[3], s[0], s[1])):
        a, b = span[:2]
        blocks = range(a // _BLOCK, b // _BLOCK + 1)
        if any(_do_cross((a, b), other) for block in blocks for other in near.get(block, ())):
            continue
        kept.append(span)
        for block in blocks:
            near.setdefault(block, []).append((a, b))
    return kept
