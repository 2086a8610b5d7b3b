"""Whom the words of roles stand for, with everything that says so: the chain of mentions, the link."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from laut.records import Actor, Link, Reading, Span, Spans

BETWEEN = "|"  # of several actors in one cell
_LOCAL = re.compile("x[0-9a-f]{16}")
_WIKIDATA = re.compile("Q[1-9][0-9]*")


@dataclass(frozen=True, slots=True)
class Standing:
    """An actor whom some words stand for, how sure that is and why, and the words that led there: their own
    first; of neighbours one rests on the other."""

    actor: Actor
    score: float
    reason: str
    chain: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standings:
    """Whom the speaker and the addressee of a statement stand for; nobody where that is unknown."""

    speaker: tuple[Standing, ...] = ()
    addressee: tuple[Standing, ...] = ()


def find_standings(reading: Reading) -> tuple[Standings, ...]:
    """For each statement of a reading whom its roles stand for."""
    links = reading.find_links()
    if not links:
        return (Standings(),) * len(reading.statements)
    actors = {actor.id: actor for actor in reading.actors}
    return tuple(
        Standings(
            _find_standing(reading, one.speaker, one.speaker_chains, links, actors),
            _find_standing(reading, one.addressee, one.addressee_chains, links, actors),
        )
        for one in reading.statements
    )


def _find_standing(
    reading: Reading,
    role: Spans,
    chains: tuple[int, ...],
    links: Mapping[int, tuple[Link, ...]],
    actors: Mapping[str, Actor],
) -> tuple[Standing, ...]:
    found: dict[str, Standing] = {}
    for chain in chains:
        for link in links.get(chain, ()):
            actor = actors.get(link.actor or "")
            if actor and actor.id not in found:
                members = reading.analysis.chains[link.chain].members
                antecedents = {one.span: one.antecedent for one in members}
                words = trace_chain(antecedents, role, reading.article.text, actor.name)
                found[actor.id] = Standing(actor, link.evidence.score, link.evidence.reason, words)
    return tuple(found.values())


def trace_chain(
    antecedents: Mapping[Span, Span | None], role: Spans, text: str, name: str
) -> tuple[str, ...]:
    """The words from the member that a role's words are (the last one where they are none) to the first that
    has the actor's name, else to the one that opens the chain; of neighbours one rests on the other."""
    start = max(antecedents, key=lambda span: (_measure_overlap(span, role), span), default=None)
    if start is None:
        return ()
    named = [span for span in sorted(antecedents) if name and name in span.of(text)]
    neighbours: dict[Span, list[Span]] = {span: [] for span in antecedents}
    for span, antecedent in antecedents.items():
        if antecedent in neighbours and antecedent is not None:
            neighbours[span].append(antecedent)
            neighbours[antecedent].append(span)
    came: dict[Span, Span | None] = {start: None}
    waiting = [start]
    for span in waiting:  # grows as it goes
        for other in neighbours[span]:
            if other not in came:
                came[other] = span
                waiting.append(other)
    goal = next((span for span in named if span in came), None)
    path = _walk(came, goal)[::-1] if goal else _walk(antecedents, start)
    return tuple(" ".join(span.of(text).split()) for span in path)


def _walk(steps: Mapping[Span, Span | None], at: Span | None) -> list[Span]:
    """From a member by the steps of others, each once, to the end."""
    path: dict[Span, None] = {}
    while at is not None and at in steps and at not in path:
        path[at] = None
        at = steps[at]
    return list(path)


def _measure_overlap(span: Span, role: Spans) -> int:
    return sum(max(0, min(span.end, one.end) - max(span.start, one.start)) for one in role)


def name_actors(standing: Sequence[Standing], words: str) -> str:
    """Whom words stand for, such as `Sergej Lawrow (Q58217)`; nothing where they are that very name and there
    is no id that says more."""
    if [one.actor.name for one in standing] == [words] and not is_wikidata(standing[0].actor.id):
        return ""
    return " + ".join(
        f"{one.actor.name} ({one.actor.id})" if not is_local(one.actor.id) else one.actor.name
        for one in standing
    )


def explain(standing: Standing) -> str:
    """Such as `er ← Lawrow ← Aussenminister Sergej Lawrow; held the office (0.93)`."""
    reasons = (" ← ".join(standing.chain), standing.reason)
    return f"{'; '.join(filter(None, reasons))} ({standing.score:.2f})"


def is_person(actor: Actor) -> bool:
    """Whether it is a person, not an organisation or the like."""
    return actor.kind in ("person", "office")


def is_wikidata(actor: str) -> bool:
    """Whether an id is one of Wikidata."""
    return _WIKIDATA.fullmatch(actor) is not None


def is_local(actor: str) -> bool:
    """Whether an id is that of a name that the knowledge base does not have; it says nothing to a reader."""
    return _LOCAL.fullmatch(actor) is not None


def make_address(actor: str) -> str:
    """The address that stands for an actor in linked data."""
    if is_wikidata(actor):
        return f"http://www.wikidata.org/entity/{actor}"
    return f"urn:laut:actor:{quote(actor.removeprefix('laut:'), safe='')}"
