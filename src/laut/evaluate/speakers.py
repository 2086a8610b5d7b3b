"""Speakers that are no names against labels: who is meant by "er", "der US-Präsident", "die Regierung"."""

from collections.abc import Sequence

from laut.actors.knowledge import Knowledge
from laut.actors.linker import Linked
from laut.evaluate.links import Answered, Row, answer_chain
from laut.records import Span, Statement

SAME = 0.5  # the overlap, as a share of both together, from which a speaker's words are those of a label


def answer_speaker(linked: Linked, span: Span, row: Row, base: Knowledge) -> Answered:
    """What the reading says of a speaker: by the statement that has these words as its speaker, else
    as a statement with these words would have it."""
    reading = linked.reading
    answers = [answer_chain(reading, n, row, base) for n in find_speaker_chains(linked, span)]
    if not answers:
        return answer_chain(reading, None, row, base)
    return max(answers, key=lambda one: (bool(one.actor), one.right, one.score))


def find_speaker_chains(linked: Linked, span: Span) -> Sequence[int]:
    """The chains of the statement whose speaker covers the words best; of the words where there is none."""
    best: tuple[float, Statement] | None = None
    for statement in linked.reading.statements:
        share = max((measure_share(span, words) for words in statement.speaker), default=0.0)
        if share >= SAME and (best is None or share > best[0]):
            best = (share, statement)
    return best[1].speaker_chains if best else linked.places.find((span,))


def measure_share(one: Span, other: Span) -> float:
    """The overlap of two spans as a share of both together."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0.0, shared / (max(one.end, other.end) - min(one.start, other.start)))
