"""A reading while corrections are applied to it: chains, links, statements and actors that can be changed."""

from collections.abc import Iterable
from dataclasses import replace

from laut.archive.actor_rows import keep_needed
from laut.archive.corrections.find import find_places, find_speaking
from laut.records import (
    ActorKind,
    Chain,
    Correction,
    Evidence,
    Form,
    Label,
    Link,
    Member,
    Reading,
    Span,
    Spans,
    Statement,
)

_LABELS: dict[ActorKind, Label] = {
    "person": "person",
    "organisation": "organisation",
    "government": "organisation",
    "party": "organisation",
    "country": "place",
    "place": "place",
    "group": "group",
    "office": "office",
}


def make_evidence(correction: Correction) -> Evidence:
    """A correction as the evidence for what it says."""
    reason = f"corrected by {correction.made_by}: {correction.why}"
    return Evidence(f"correction@{correction.id}", 1.0, reason)


class Draft:
    """The reading's parts, and the changes that corrections make."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.chains = list(reading.analysis.chains)
        self.links = {link.chain: link for link in reading.links}
        self.statements = {one.id: one for one in reading.statements}
        self.actors = {actor.id: actor for actor in reading.actors}

    def show(self) -> Reading:
        """The reading as it is by now."""
        return replace(
            self.reading,
            analysis=replace(self.reading.analysis, chains=tuple(self.chains)),
            statements=tuple(self.statements.values()),
            links=tuple(sorted(self.links.values(), key=lambda link: link.chain)),
            actors=tuple(self.actors.values()),
        )

    def finish(self) -> Reading:
        """The same with only those chains that are needed, as archives keep them."""
        return keep_needed(self.show())

    def find_actors(self, statement: Statement, role: str) -> tuple[str, ...]:
        """Who speaks or is spoken to by now."""
        return find_speaking(self.show(), getattr(self.statements[statement.id], f"{role}_chains"))

    def reject(self, statement: Statement) -> None:
        """Take a statement out; those in its content are then in what it was in."""
        del self.statements[statement.id]
        for one in self.statements.values():
            if one.parent == statement.id:
                self.statements[one.id] = replace(one, parent=statement.parent)

    def say_who(self, statement: Statement, role: str, correction: Correction) -> None:
        """Give a statement's speaker or addressee a chain for each actor, or an unknown one for none."""
        spans: Spans = getattr(statement, role)
        spans = spans or ((statement.frame or statement.cue or statement.content) if correction.value else ())
        actors: Iterable[str | None] = correction.value or (None,)
        chains = tuple(self.add_chain(spans, actor, correction) for actor in actors) if spans else ()
        current = self.statements[statement.id]
        changed = (
            replace(current, speaker_chains=chains)
            if role == "speaker"
            else replace(current, addressee_chains=chains)
        )
        self.statements[statement.id] = changed

    def add_chain(self, spans: Spans, actor: str | None, correction: Correction) -> int:
        """A new chain of these words that stands for an actor, or for somebody unknown; gives its number."""
        self._describe(correction)
        evidence, forms = make_evidence(correction), self._find_forms()
        members = tuple(
            Member(span, forms.get(span, "nominal"), evidence, spans[number - 1] if number else None)
            for number, span in enumerate(spans)
        )
        known = self.actors.get(actor or "")
        label: Label = _LABELS[known.kind] if known else "other"
        self.chains.append(Chain(members, label))
        number = len(self.chains) - 1
        self.links[number] = Link(number, actor, evidence)
        return number

    def link(self, chains: Iterable[int], actor: str | None, correction: Correction) -> None:
        """Let chains stand for an actor, or for somebody unknown."""
        self._describe(correction)
        for number in chains:
            known = self.links.get(number)
            self.links[number] = Link(
                number, actor, make_evidence(correction), known.candidates if known else ()
            )
            if actor is None and self.chains[number].parts:
                # Else it would stand for its parts.
                self.chains[number] = replace(self.chains[number], parts=())

    def link_places(self, words: str, actor: str, correction: Correction) -> bool:
        """Make a chain of all places where words stand in the text; whether there are any."""
        spans = find_places(self.show(), words)
        if spans:
            self.add_chain(spans, actor, correction)
        return bool(spans)

    def _describe(self, correction: Correction) -> None:
        for actor in correction.actors:
            self.actors.setdefault(actor.id, actor)

    def _find_forms(self) -> dict[Span, Form]:
        forms = {one.span: one.form for one in self.reading.analysis.mentions}
        return forms | {one.span: one.form for chain in self.chains for one in chain.members}
