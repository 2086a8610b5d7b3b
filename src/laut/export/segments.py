"""Statements that overlap and nest → flat stretches of text, each with the statements that cover it.

Contents may be discontinuous, nest, and cross. Whoever shows an article walks over flat segments, cut
wherever a content or a role begins or ends, and knows for each which statements are open, outermost first.
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from laut.records import Reading, Span, Spans, Statement

ROLES = ("speaker", "cue", "frame", "addressee")


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters `start` to `end`, and numbers of statements: those whose content covers it, outermost first;
    those of which a piece opens here, outermost first; those of which a piece closes here, innermost first.
    `roles` says of which statements this is a speaker, cue, frame or addressee."""

    start: int
    end: int
    covering: tuple[int, ...] = ()
    opening: tuple[int, ...] = ()
    closing: tuple[int, ...] = ()
    roles: tuple[tuple[int, str], ...] = ()


def find_segments(reading: Reading) -> tuple[Segment, ...]:
    """The whole text as segments in order, cut at line breaks (each at the end of its segment) too."""
    text, ranks = reading.article.text, rank_statements(reading)
    starts, ends = _find_borders(reading)
    lines = {at + 1 for at, character in enumerate(text) if character == "\n"}
    places = sorted({0, len(text), *lines, *starts, *ends})
    segments = []
    covering: set[int] = set()
    roles: set[tuple[int, str]] = set()
    for start, end in pairwise(places):
        for number, role in ends.get(start, ()):
            covering.discard(number) if role == "content" else roles.discard((number, role))
        for number, role in starts.get(start, ()):
            covering.add(number) if role == "content" else roles.add((number, role))
        opening = [number for number, role in starts.get(start, ()) if role == "content"]
        closing = [number for number, role in ends.get(end, ()) if role == "content"]
        segments.append(
            Segment(
                start,
                end,
                covering=tuple(sorted(covering, key=ranks.__getitem__)),
                opening=tuple(sorted(opening, key=ranks.__getitem__)),
                closing=tuple(sorted(closing, key=ranks.__getitem__, reverse=True)),
                roles=tuple(sorted(roles)),
            )
        )
    return tuple(segments)


Borders = dict[int, list[tuple[int, str]]]


def _find_borders(reading: Reading) -> tuple[Borders, Borders]:
    """Where pieces start and where they end: offset → (number of the statement, role)."""
    starts: Borders = defaultdict(list)
    ends: Borders = defaultdict(list)
    for number, statement in enumerate(reading.statements):
        for role in ("content", *ROLES):
            for span in join_spans(getattr(statement, role)):
                starts[span.start].append((number, role))
                ends[span.end].append((number, role))
    return starts, ends


def join_spans(spans: Spans) -> list[Span]:
    """Spans in order, without empty ones, those that touch or overlap made one."""
    joined: list[Span] = []
    for span in sorted(span for span in spans if span.start < span.end):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def rank_statements(reading: Reading) -> list[int]:
    """For each statement its place from the outside in: the longer content is outside, then the parent."""
    depths = find_depths(reading)

    def measure(number: int) -> tuple[int, int, int]:
        content = reading.statements[number].content
        return -sum(span.end - span.start for span in join_spans(content)), depths[number], number

    ranks = [0] * len(reading.statements)
    for rank, number in enumerate(sorted(range(len(ranks)), key=measure)):
        ranks[number] = rank
    return ranks


def find_depths(reading: Reading) -> list[int]:
    """For each statement how many others it stands in, by `parent`; a circle of parents is cut."""
    by_id = {statement.id: statement for statement in reading.statements}
    return [_count_parents(statement, by_id) for statement in reading.statements]


def _count_parents(statement: Statement, by_id: dict[str, Statement]) -> int:
    seen = {statement.id}
    while statement.parent in by_id and statement.parent not in seen:
        statement = by_id[statement.parent]
        seen.add(statement.id)
    return len(seen) - 1
