"""Actors, the stage: chains → links to actors → whom speakers without a name mean → statements by actor."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from laut.actors.antecedents.choose import Weights, choose, load_weights
from laut.actors.antecedents.entities import Entity, OwnWords, find_entities
from laut.actors.antecedents.floor import Floor
from laut.actors.antecedents.place import Found, place
from laut.actors.antecedents.queries import find_noun, make_query
from laut.actors.chains import complete_chains, make_single
from laut.actors.knowledge import Knowledge, Remembered
from laut.actors.portrait import Page, Speakers, make_portrait
from laut.actors.resolve import (
    Decision,
    Weighed,
    iter_cases,
    load_decision,
    make_case,
    make_page,
    resolve,
    weigh,
)
from laut.actors.roles import Places, add_chains, iter_nameless
from laut.actors.scene import make_scene
from laut.encoding import Leads
from laut.records import Actor, Evidence, Link, Reading, Span, Statement

# Characters up to which everybody is asked about every speaker; what that takes grows with the square.
LONGEST = 50_000
_GUESSES = ("context", "demonym", "place")  # ways to a candidate that words alone do not say
ADDRESSED = 0.7  # the chance by the network of chains from which words without a name mean who is spoken to


@dataclass(frozen=True, slots=True)
class Linked:
    """A reading with its actors, and what finds the chains of a role's words, those asked for besides too."""

    reading: Reading
    places: Places


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that the words without a name are asked of: links of chains (None: unknown), actors by id, the
    floor."""

    reading: Reading
    links: Sequence[Link]
    actors: Mapping[str, Actor]
    floor: Floor


class Linker:
    """Links readings with one base; make it once, what the base answers is kept from article to article."""

    def __init__(
        self, base: Knowledge, decision: Decision | None = None, weights: Weights | None = None
    ) -> None:
        self.base = Remembered(base)
        self.decision = decision or load_decision()
        self.weights = weights or load_weights()

    def link(self, reading: Reading, leads: Leads | None = None) -> Reading:
        """The reading with what each chain stands for, the actors, and the chains of who speaks to whom;
        `leads` are what the network of chains knows of speakers and addressees."""
        return self.ask(reading, leads or Leads()).reading

    def ask(self, reading: Reading, leads: Leads, also: Iterable[Span] = ()) -> Linked:
        """The same, and whom further words mean, as the speaker of a statement that was not found."""
        page = make_page(reading)
        nameless = self._find_nameless(reading.statements, page, also) if _is_article(reading) else {}
        prepared = self.prepare(reading, page, nameless, leads)
        found = self._find_meant(prepared, page, nameless)
        placed = place(prepared.reading.analysis.chains, prepared.links, found)
        analysis = replace(prepared.reading.analysis, chains=placed.chains)
        known = {link.chain for link in placed.links if link.actor}
        places = Places(placed.chains, page, self.base, placed.meant, known)
        statements = add_chains(reading.statements, places)
        shown = dict.fromkeys(link.actor for link in placed.links if link.actor)
        actors = tuple(prepared.actors[actor] for actor in shown)
        linked = replace(reading, analysis=analysis, statements=statements, links=placed.links, actors=actors)
        return Linked(linked, places)

    def _find_nameless(
        self, statements: Iterable[Statement], page: Page, also: Iterable[Span]
    ) -> dict[Span, bool]:
        """Words without a name in reading order, and whether they speak."""
        addressed = [words for statement in statements for words in statement.addressee]
        spoken = [*also, *(words for statement in statements for words in statement.speaker)]
        found = {
            source: is_speaker
            for role, is_speaker in ((addressed, False), (spoken, True))
            for words in role
            for source in iter_nameless(words, page, self.base)
        }
        return dict(sorted(found.items()))

    def prepare(self, reading: Reading, page: Page, nameless: Iterable[Span], leads: Leads) -> Prepared:
        """Link all chains, and whom words without a name stand for by themselves."""
        reading = complete_chains(reading, page, self.base)
        cases = list(iter_cases(reading, page, self.base))
        resolved = [resolve(case, weigh(case, self.decision), self.decision) for case in cases]
        links = [link for link, _ in resolved]
        actors = {actor.id: actor for _, actor in resolved if actor}
        own = self._find_own(reading, page, nameless, actors)
        entities: list[Entity] = []
        if _is_article(reading):
            entities = find_entities(reading, cases, links, own, page, self.base)
        return Prepared(reading, links, actors, Floor(reading, page, entities, own, leads, self.base))

    def _find_own(
        self, reading: Reading, page: Page, nameless: Iterable[Span], actors: dict[str, Actor]
    ) -> dict[Span, OwnWords]:
        """Whom words with a noun stand for by themselves: die Kanzlerin, die türkische Regierung."""
        scene = make_scene(reading.article, reading.analysis.mentions, self.base)
        speakers = Speakers((), page, self.base)
        labels = {m.span: chain.label for chain in reading.analysis.chains for m in chain.members}
        found = {}
        for words in nameless:
            if find_noun(words.of(page.text)):
                single = make_single(words, labels.get(words, "office"), self.decision.maker)
                portrait = make_portrait(-1, single, page, speakers, self.base)
                case = make_case(replace(portrait, acts=True), scene, self.base)
                weighed = weigh(case, self.decision)
                link, _ = resolve(case, weighed, self.decision)
                scores = {one.candidate.entry.id: one.score for one in weighed}
                found[words] = OwnWords(link, scores, bool(link.actor) and _is_said(weighed))
                for actor in filter(None, map(self.base.actor, scores)):
                    actors.setdefault(actor.id, actor)
        return found

    def _find_meant(self, prepared: Prepared, page: Page, nameless: Mapping[Span, bool]) -> list[Found]:
        floor, found = prepared.floor, []
        for words, is_speaker in nameless.items():
            one = self._find_speaker(words, floor, page) if is_speaker else self._find_addressee(words, floor)
            if one:
                found.append(one)
            if one and one.entity:
                floor.settle(words, floor.entities.index(one.entity))
        return found

    def _find_speaker(self, words: Span, floor: Floor, page: Page) -> Found | None:
        query = make_query(words, page, self.base)
        meant = choose(query, floor, self.weights)
        own = floor.own[words].link if words in floor.own else None
        if meant.who is None or meant.chance < self.weights.threshold:
            alone = Evidence(self.weights.maker, 1.0, "by its own words")
            return Found(words, "nominal", None, alone, own) if own else None
        evidence = Evidence(self.weights.maker, meant.chance, meant.reason)
        return Found(words, "nominal" if query.noun else "pronoun", floor.entities[meant.who], evidence, own)

    def _find_addressee(self, words: Span, floor: Floor) -> Found | None:
        """Who is spoken to by the network of chains alone, else by the words themselves."""
        lead = floor.find_lead(words)
        own = floor.own.get(words)
        by_network = [
            (chance, who)
            for span, chance in (lead.antecedents if lead else ())
            if chance >= ADDRESSED and (who := floor.find_entity(span)) is not None
        ]
        if by_network:
            chance, who = max(by_network)
            evidence = Evidence(self.weights.maker, round(chance, 4), "likeliest by its place and words")
            return Found(words, "nominal" if own else "pronoun", floor.entities[who], evidence)
        entity = _find_by_id(floor.entities, own.link.actor) if own and own.link.actor else None
        return Found(words, "nominal", entity, own.link.evidence) if own and entity else None


def _is_article(reading: Reading) -> bool:
    return len(reading.article.text) <= LONGEST


def _is_said(weighed: Sequence[Weighed]) -> bool:
    """Whether the words alone lead to the likeliest candidate, and to nobody else in the same way."""
    best, *others = (one.candidate for one in weighed)
    rivals = (one for one in others if one.words == best.words and one.ways == best.ways)
    return best.ways.isdisjoint(_GUESSES) and not any(rivals)


def _find_by_id(entities: Iterable[Entity], actor: str) -> Entity | None:
    return next((entity for entity in entities if entity.actor == actor), None)
