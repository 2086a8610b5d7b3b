"""Who has the floor: which entity speaks where, is named where, and stands at the head of which sentence."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from laut.actors.antecedents.entities import Entity, OwnWords
from laut.actors.knowledge import Knowledge
from laut.actors.portrait import Page
from laut.encoding import Lead, Leads
from laut.records import Member, Reading, Span, Statement

SURE = 0.5  # the score from which a pronoun or a noun counts as a place of its entity
_NEAR = 3  # subjects before and after a span that may hold it


@dataclass(frozen=True, slots=True)
class Voice:
    """A statement, where its speaker's words begin (without any its cue's), the number of that sentence and
    of the entity, None where that is unknown."""

    at: int
    sentence: int
    who: int | None
    statement: Statement


class Floor:
    """An article as its speakers see it. `settle` tells it whom words were found to mean, in reading
    order."""

    def __init__(
        self,
        reading: Reading,
        page: Page,
        entities: Sequence[Entity],
        own: Mapping[Span, OwnWords],
        leads: Leads,
        base: Knowledge,
    ) -> None:
        self.reading, self.page, self.entities, self.own = reading, page, entities, own
        self._leads, self._base = leads, base
        self._subjects = sorted(leads.subjects)
        of_chain = {chain: n for n, entity in enumerate(entities) for chain in entity.chains}
        self._members: dict[Span, tuple[int | None, Member]] = {}
        for number, chain in enumerate(reading.analysis.chains):
            for member in chain.members:
                self._members.setdefault(member.span, (of_chain.get(number), member))
        self._heads: dict[Span, int] = {}
        for n, entity in enumerate(entities):
            for place in entity.places:
                if head := page.find_head(place, base):
                    self._heads.setdefault(head.span, n)
        self.voices = sorted((self._make_voice(s) for s in reading.statements), key=lambda voice: voice.at)

    def _make_voice(self, statement: Statement) -> Voice:
        at = (statement.speaker or statement.cue or statement.content)[0].start
        named = (self.find_named(words) for words in statement.speaker)
        who = next((n for n in named if n is not None), None)
        return Voice(at, self.page.number_of_sentence(at), who, statement)

    def find_named(self, words: Span) -> int | None:
        """The entity whose name heads the words."""
        head = self.page.find_head(words, self._base)
        return self._heads.get(head.span) if head else None

    def find_member(self, span: Span) -> tuple[int | None, Member | None]:
        """The entity and the member of its chain that a span is by the network of chains."""
        return self._members.get(span, (None, None))

    def find_entity(self, span: Span) -> int | None:
        """The entity that a phrase stands for by the network of chains, or by the name that heads it."""
        who, _ = self.find_member(span)
        return self.find_named(span) if who is None else who

    def find_lead(self, span: Span) -> Lead | None:
        """What the network of chains knows of the words; of those that end alike, where it has others."""
        alike = (
            lead
            for other, lead in self._leads.by_span.items()
            if overlap(other, span) and other.end == span.end
        )
        return self._leads.by_span.get(span) or next(alike, None)

    def is_subject(self, span: Span) -> bool:
        """Whether a phrase is the subject of its sentence, or holds it, or stands in it."""
        at = bisect_right(self._subjects, Span(span.start, len(self.page.text)))
        return any(overlap(span, one) for one in self._subjects[max(0, at - _NEAR) : at + _NEAR])

    def is_quoted(self, span: Span) -> bool:
        """Whether a phrase stands in the content of a statement."""
        return any(
            words.start <= span.start < words.end for v in self.voices for words in v.statement.content
        )

    def opens_sentence(self, span: Span) -> bool:
        """Whether at most three words of its sentence stand before a phrase."""
        return len(self.page.text[self.page.sentence_of(span).start : span.start].split()) <= 3

    def settle(self, span: Span, who: int | None) -> None:
        """Let the words of a speaker mean an entity, None: nobody, for all that is asked after it."""
        if who is None:
            return
        self.voices = [
            replace(v, who=who) if v.who is None and speaks(v.statement, span) else v for v in self.voices
        ]
        further = self.entities[who].further
        if (span, 1.0) not in further:
            further.append((span, 1.0))
            further.sort()


def speaks(statement: Statement, span: Span) -> bool:
    """Whether a span is part of the statement's speaker."""
    return any(overlap(words, span) for words in statement.speaker)


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one.start < other.end and other.start < one.end
