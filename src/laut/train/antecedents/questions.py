"""Labels by hand → questions: words without a name, the entities of their article as numbers, who is
right."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from laut.actors.antecedents.case import make_case
from laut.actors.antecedents.choose import find_said, list_asked, make_row
from laut.actors.antecedents.entities import Entity
from laut.actors.antecedents.features import (
    FEATURES,
    QUERY_FEATURES,
    describe,
    describe_query,
)
from laut.actors.antecedents.queries import make_query
from laut.actors.knowledge import Knowledge
from laut.actors.linker import Linker, Prepared
from laut.actors.resolve import make_page
from laut.actors.roles import iter_nameless
from laut.encoding import Floats, Leads
from laut.evaluate.links import NAMED, NOBODY, Row, is_actor, parse_answer
from laut.knowledge.names import make_key
from laut.records import Reading, Span

Read = Callable[[str], tuple[Reading, Leads]]


@dataclass(frozen=True, slots=True)
class Question:
    """Features [N, F] of N entities, [Q] of the words; `right` [N], whether each is meant; `linked` [N],
    whether it has an id; `has_actor`: somebody is meant who can be named; `is_said`: the one entity that is
    left is whom the words say by themselves, which no network is asked."""

    article: str
    x: Floats
    q: Floats
    right: NDArray[np.bool_]
    linked: NDArray[np.bool_]
    has_actor: bool
    is_said: bool = False


def iter_questions(rows: Iterable[Row], read: Read, linker: Linker) -> Iterator[Question]:
    """The questions of labelled speakers, article by article in reading order; `read` gives an article by its
    name in the labels. Each is asked knowing the right answers of those before it."""
    by_article: dict[str, list[Row]] = {}
    for row in rows:
        by_article.setdefault(row["file"], []).append(row)
    for article, its in by_article.items():
        yield from _ask(article, its, read(article), linker)


def _ask(
    article: str, rows: Sequence[Row], read: tuple[Reading, Leads], linker: Linker
) -> Iterator[Question]:
    reading, leads = read
    page = make_page(reading)
    asked: dict[Span, Row] = {}
    for row in rows:
        words = Span(int(row["start"]), int(row["end"]))
        source = next(iter(iter_nameless(words, page, linker.base)), None)
        if source:
            asked[source] = row
    prepared = linker.prepare(reading, page, asked, leads)
    floor = prepared.floor
    for words, row in sorted(asked.items()):
        query = make_query(words, page, linker.base)
        case, said = make_case(query, floor), find_said(query, floor)
        right = [_is_right(one, row, prepared, linker.base) for one in floor.entities]
        asked_of = list_asked(query, floor) if said is None else [said]
        x = [make_row(describe(case, n), FEATURES) for n in asked_of]
        yield Question(
            article,
            np.array(x, dtype=np.float32).reshape(-1, len(FEATURES)),
            make_row(describe_query(case), QUERY_FEATURES),
            np.array([right[n] for n in asked_of], dtype=bool),
            np.array([bool(floor.entities[n].actor) for n in asked_of], dtype=bool),
            row["answer"] != NOBODY,
            said is not None,
        )
        floor.settle(words, right.index(True) if True in right else None)


def _is_right(entity: Entity, row: Mapping[str, str], prepared: Prepared, base: Knowledge) -> bool:
    """Whether an entity is named where the label says so, or is who the label says."""
    answers = parse_answer(row["answer"])
    if NOBODY in answers:
        return False
    text = prepared.reading.article.text
    starts, ends = (parse_answer(row.get(f"mention_{edge}") or "") for edge in ("start", "end"))
    for start, end in zip(starts, ends, strict=True):
        name = re.escape(text[int(start) : int(end)])
        if any(
            p.start < m.end() and m.start() < p.end for m in re.finditer(name, text) for p in entity.places
        ):
            return True
    if entity.actor and not entity.is_in_base:
        key = make_key(prepared.actors[entity.actor].name)
        return key in {make_key(one.removeprefix(NAMED)) for one in answers}
    return any(is_actor(entity.actor, one, base) for one in answers) if entity.actor else False
