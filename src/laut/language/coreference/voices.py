"""Statements → who speaks: in whose words each phrase stands, and which phrase is the speaker or the
addressee."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from laut.language.coreference.pairs import Voices

Ranges = Sequence[tuple[int, int]]
SAME = 0.5  # the least overlap, as a share of both together, of a role's words and a phrase


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement in token numbers of the article."""

    direct: bool
    content: Ranges
    speaker: Ranges
    addressee: Ranges


def make_voices(spans: Ranges, sayings: Iterable[Saying], tokens: int) -> Voices:
    """The voices of some phrases; statements with the same words as speaker are one voice."""
    inner, lengths = np.full(tokens, -1), np.full(tokens, np.iinfo(np.int64).max)
    direct = np.zeros(tokens, dtype=np.int64)
    numbers: dict[object, int] = {}
    roles: list[tuple[int, int, int, bool]] = []
    for k, saying in enumerate(sayings):
        voice = numbers.setdefault(saying.speaker[0] if saying.speaker else k, len(numbers))
        length = sum(b - a for a, b in saying.content)
        for a, b in saying.content:
            is_inner = lengths[a:b] > length
            for target, value in ((inner, voice), (lengths, length), (direct, int(saying.direct))):
                target[a:b][is_inner] = value
        roles += [(a, b, voice, True) for a, b in saying.speaker]
        roles += [(a, b, voice, False) for a, b in saying.addressee]
    starts = np.array([a for a, _ in spans], dtype=np.int64)
    speaker, addressee = np.full(len(spans), -1), np.full(len(spans), -1)
    for a, b, voice, speaks in roles:
        best = _find_phrase(a, b, spans, starts)
        if best is not None:
            (speaker if speaks else addressee)[best] = voice
    return Voices(inner[starts], direct[starts], speaker, addressee)


def _find_phrase(a: int, b: int, spans: Ranges, starts: np.ndarray) -> int | None:
    """The phrase that covers a role's words best, if any does."""
    first, last = np.searchsorted(starts, [a - 1, b])
    best: tuple[float, int] | None = None
    for i in range(first, last):
        x, y = spans[i]
        share = (min(b, y) - max(a, x)) / (max(b, y) - min(a, x))
        if share >= SAME and (best is None or share > best[0]):
            best = (share, i)
    return best[1] if best else None
