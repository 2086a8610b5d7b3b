"""Linked chains → everybody whom the article names, each once: those who may be meant by words without a
name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from laut.actors.compare import Case
from laut.actors.knowledge import Knowledge
from laut.actors.portrait import Page
from laut.knowledge.first_names import load_first_names
from laut.knowledge.senses import A_BODY, A_PERSON, find_senses, make_mask
from laut.records import Link, Reading, Span

LEAST = 0.3  # the score of an actor from which words without a name may be it by themselves
_PEOPLE = {"office": "person"}  # labels that are another kind of actor
_APPOSITION = re.compile(r"\s?[,(–] ?(?:(?:ein|eine|der|die|das) )?(?:[a-zäöüß-]+ ){0,2}([A-ZÄÖÜ][\w-]+)")
_AFTER = 70  # characters after a name in which an apposition begins and its noun ends
_SENSES_OF_KINDS = {
    "party": make_mask("party"),
    "government": make_mask("government", "country"),
    "country": make_mask("country"),
}


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Whom words stand for by themselves ("die Kanzlerin"): the link, and the scores of those weighed;
    `is_said`: the words alone say it ("die türkische Regierung"), not what the article is about ("die
    Regierung")."""

    link: Link
    scores: Mapping[str, float]
    is_said: bool = False


@dataclass(slots=True)
class Entity:
    """Somebody whom the article names: the numbers of the chains that stand for it. `places` are where it
    is named, `further` where a pronoun or a noun stands for it, with the score of that; `own` are words
    that stand for it by themselves; `beside` are those of its titles that stand before its name; `senses`
    are the kinds of actor (`laut.knowledge.senses`) that it is called, `countries` those that it belongs to.
    """

    link: Link | None
    kind: str
    gender: str
    chains: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    beside: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    places: list[Span] = field(default_factory=list)
    further: list[tuple[Span, float]] = field(default_factory=list)
    own: list[Span] = field(default_factory=list)
    senses: int = 0
    countries: set[str] = field(default_factory=set)

    @property
    def actor(self) -> str:
        """Its id, empty where unknown."""
        return (self.link.actor or "") if self.link else ""

    @property
    def is_person(self) -> bool:
        """Whether it is somebody rather than something."""
        return self.kind == "person"

    @property
    def is_place(self) -> bool:
        """Whether it is a country or a place."""
        return self.kind in ("country", "place")

    @property
    def is_in_base(self) -> bool:
        """Whether it is somebody whom the knowledge base has."""
        return bool(self.actor) and not self.actor.startswith("x")


def find_entities(
    reading: Reading,
    cases: Sequence[Case],
    links: Sequence[Link],
    own: Mapping[Span, OwnWords],
    page: Page,
    base: Knowledge,
) -> list[Entity]:
    """The entities of an article in no order: chains with one actor are one, chains without are by
    themselves. `links` are those of the `cases`, `own` is whom the words of speakers stand for by
    themselves."""
    found: dict[str | int, Entity] = {}
    for case, link in zip(cases, links, strict=True):
        if case.portrait.names or link.actor:
            key = link.actor or case.portrait.chain
            entity = found.setdefault(key, _make_entity(case, link, base))
            _add_chain(entity, case, link, reading, page, base)
    for span, words in own.items():
        actor, score = max(words.scores.items(), key=lambda pair: pair[1], default=("", 0.0))
        entry = base.entry(actor) if score >= LEAST else None
        if entry:
            link = Link(-1, actor, words.link.evidence, words.link.candidates)
            entity = found.setdefault(actor, Entity(link, entry.kind, entry.gender))
            entity.own.append(span)
            entity.places = entity.places or [span]
    entities = _merge([entity for entity in found.values() if entity.places])
    for entity in entities:
        entity.places.sort()
        entity.further.sort()
        entity.senses = _find_senses(entity, page.text)
    return entities


def _make_entity(case: Case, link: Link, base: Knowledge) -> Entity:
    portrait = case.portrait
    entry = base.entry(link.actor) if link.actor else None
    kind = entry.kind if entry else _PEOPLE.get(portrait.label, portrait.label)
    gender = entry.gender if entry else ""
    if not gender and kind == "person" and " " in portrait.name:
        gender = load_first_names().get(portrait.name.split()[0].casefold(), "")
    entity = Entity(link, kind, gender or portrait.gender)
    if entry and entry.country:
        entity.countries.add(entry.country)
    return entity


def _add_chain(entity: Entity, case: Case, link: Link, reading: Reading, page: Page, base: Knowledge) -> None:
    portrait, chain = case.portrait, reading.analysis.chains[case.portrait.chain]
    entity.chains.append(portrait.chain)
    entity.gender = entity.gender or portrait.gender
    entity.names += portrait.names
    entity.titles.update(portrait.titles, (office.noun.casefold() for office in portrait.offices))
    entity.beside.update(portrait.titles, (o.noun.casefold() for o in portrait.offices if o.name))
    entity.offices.update(title.office for office in portrait.offices for title in office.titles)
    entity.offices.update(_find_offices(entity, reading, base))
    entity.countries.update(place for office in portrait.offices for place in office.places)
    entity.parties.update(party.casefold() for party in portrait.parties)
    if entity.link and link.evidence.score > entity.link.evidence.score:
        entity.link = link
    named = page.find_named(chain, base)
    for member in chain.members:
        if member.form != "pronoun" and (member.span in named or not portrait.names):
            entity.places.append(member.span)
        else:
            entity.further.append((member.span, member.evidence.score))


def _find_offices(entity: Entity, reading: Reading, base: Knowledge) -> set[str]:
    """What a person of the base was on the day."""
    actor = base.actor(entity.actor) if entity.is_person and entity.is_in_base else None
    on = reading.article.published_on
    terms = actor.offices if actor else ()
    return {t.office for t in terms if on is None or (t.start or on) <= on <= (t.end or on)}


def _find_senses(entity: Entity, text: str) -> int:
    """What nouns beside the names call it, else what its kind in the base or a word of the name does."""
    sort = A_PERSON if entity.is_person else A_BODY
    called = 0
    for noun in (*entity.titles, *_iter_appositions(entity, text)):
        called |= find_senses(noun.rpartition("-")[2]) & sort
    if entity.offices and entity.is_person:
        called |= make_mask("state")
    if called or entity.is_person:
        return called
    words = (word.casefold() for name in entity.names for word in reversed(re.split(r"[\s-]+", name)))
    by_name = next((mask for word in words if (mask := find_senses(word) & A_BODY)), 0)
    return by_name or _SENSES_OF_KINDS.get(entity.kind, 0)


def _iter_appositions(entity: Entity, text: str) -> Iterator[str]:
    for place in entity.places:
        found = _APPOSITION.match(text[place.end : place.end + _AFTER])
        if found:
            yield found[1].casefold()


def _merge(found: list[Entity]) -> list[Entity]:
    """Pérez is Adolfo Pérez Esquivel where nobody else of the article has this word in the name."""
    whole = [e for e in found if e.is_person and any(" " in name for name in e.names)]
    kept = []
    for entity in found:
        is_short = entity.is_person and entity.names and not any(" " in name for name in entity.names)
        fits = [other for other in whole if _has_word(other, entity.names[0])] if is_short else []
        if len(fits) == 1 and _may_be(entity, fits[0]):
            _join(fits[0], entity)
        else:
            kept.append(entity)
    return kept


def _has_word(entity: Entity, word: str) -> bool:
    bare = word.rstrip("s'’")
    return any(bare == part.rstrip("s'’") for name in entity.names for part in name.split())


def _may_be(short: Entity, whole: Entity) -> bool:
    is_other = short.is_in_base and whole.is_in_base
    return not is_other and (not short.gender or not whole.gender or short.gender == whole.gender)


def _join(whole: Entity, short: Entity) -> None:
    for name in ("chains", "names", "places", "further", "own"):
        getattr(whole, name).extend(getattr(short, name))
    for name in ("titles", "beside", "offices", "parties", "countries"):
        getattr(whole, name).update(getattr(short, name))
    whole.gender = whole.gender or short.gender
    if short.is_in_base or (short.actor and not whole.actor):
        whole.link = short.link
