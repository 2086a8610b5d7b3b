"""The words of a search, as a person types them, and where they stand in a text.

`brücke "in einem Zustand" -maut`: every clause must be met; quotation marks make a phrase, a minus in front
excludes. There is no other syntax, so that nothing that is typed or pasted means something by accident.
"""

import re
from dataclasses import dataclass

from laut.query.words import split_words
from laut.records import Span, Spans

_CLAUSE = re.compile(r'(?<!\S)(-?)(?:["„“»«]([^"„“”»«]*)["“”«»]|(\S+))')


@dataclass(frozen=True, slots=True)
class Clause:
    """Stems that must stand one after the other, or must not."""

    stems: tuple[str, ...]
    is_excluded: bool = False


def parse_clauses(words: str) -> tuple[Clause, ...]:
    """The clauses of a search; empty where it has no word."""
    clauses = []
    for minus, phrase, word in _CLAUSE.findall(words):
        stems = tuple(one.stem for one in split_words(phrase or word))
        if stems:
            clauses.append(Clause(stems, bool(minus)))
    return tuple(clauses)


def find_marks(text: str, clauses: tuple[Clause, ...]) -> Spans:
    """Where the wanted clauses stand in a text; neighbours of one phrase are one span."""
    words = split_words(text)
    stems = [word.stem for word in words]
    marks: list[Span] = []
    for clause in clauses:
        size = len(clause.stems)
        for at in range(0 if clause.is_excluded else len(stems) - size + 1):
            if tuple(stems[at : at + size]) == clause.stems:
                marks.append(Span(words[at].span.start, words[at + size - 1].span.end))
    return _merge(marks)


def _merge(marks: list[Span]) -> Spans:
    merged: list[Span] = []
    for mark in sorted(marks):
        if merged and mark.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(mark.end, merged[-1].end))
        else:
            merged.append(mark)
    return tuple(merged)
