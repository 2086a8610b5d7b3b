"""Words without a name and all entities of the article → what all of these together say about each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from laut.actors.antecedents.entities import Entity
from laut.actors.antecedents.floor import SURE, Floor, Voice, overlap, speaks
from laut.actors.antecedents.queries import Query
from laut.encoding import Lead
from laut.knowledge.senses import A_BODY, A_PERSON, A_TEXT
from laut.records import Span

_MEN, _WOMEN = frozenset({"he", "der", "this m"}), frozenset({"she", "die"})


@dataclass(slots=True)
class Case:
    """Some words, and what all entities together say about each: number by number the chance that the
    network of chains gives (`net`), 1, 0, −1 for a gender that agrees, is unknown, clashes, whether it can
    be meant at all (`fits`), the last places before the words with a name and with any words, and its rank
    among those that fit, the latest first; `nearest` are those of them who are spoken of last. `texts` are
    where a document was spoken of before."""

    query: Query
    floor: Floor
    lead: Lead | None
    net: list[float] = field(default_factory=list)
    loose: list[float] = field(default_factory=list)
    agrees: list[int] = field(default_factory=list)
    fits: list[bool] = field(default_factory=list)
    named: list[Span | None] = field(default_factory=list)
    latest: list[int] = field(default_factory=list)
    rank: dict[int, int] = field(default_factory=dict)
    nearest: list[int] = field(default_factory=list)
    labels: frozenset[str] = frozenset()
    own_voice: Voice | None = None
    texts: list[Span] = field(default_factory=list)
    inside: list[Voice] = field(default_factory=list)
    before: list[Voice] = field(default_factory=list)
    after: list[Voice] = field(default_factory=list)


def make_case(query: Query, floor: Floor) -> Case:
    """Look at all entities at once."""
    case = Case(query, floor, floor.find_lead(query.span))
    _add_network(case)
    _add_voices(case)
    case.texts = _find_texts(query, floor)
    for entity in floor.entities:
        agrees = find_agreement(query, entity)
        case.agrees.append(agrees)
        case.fits.append(_may_be_meant(query, entity, agrees))
        named = [p for p in entity.places if p.end <= query.span.start and p not in entity.own]
        further = [p for p, score in entity.further if p.end <= query.span.start and score >= SURE]
        case.named.append(named[-1] if named else None)
        case.latest.append(max((p.start for p in (*named[-1:], *further[-1:])), default=-1))
    can = [n for n, fits in enumerate(case.fits) if fits and case.latest[n] >= 0]
    case.rank = {n: at for at, n in enumerate(sorted(can, key=lambda n: -case.latest[n]))}
    case.nearest = _find_nearest(case)
    if query.noun:
        mentions = floor.reading.analysis.mentions
        case.labels = frozenset(m.label for m in mentions if m.form != "name" and overlap(m.span, query.span))
    return case


def _find_nearest(case: Case) -> list[int]:
    """Who of those that fit is spoken of in the last sentence before the words that speaks of any, in order;
    nobody who is named again in the words' own sentence."""
    query, floor = case.query, case.floor
    found: dict[int, list[tuple[int, int]]] = {}
    for n in case.rank:
        entity = floor.entities[n]
        is_again = any(
            p.start >= query.span.end and floor.page.number_of_sentence(p.start) == query.sentence
            for p in entity.places
        )
        for place in () if is_again else find_places_before(entity, query):
            back = query.sentence - floor.page.number_of_sentence(place.start)
            found.setdefault(back, []).append((place.start, n))
    return list(dict.fromkeys(n for _, n in sorted(found[min(found)]))) if found else []


def find_places_before(entity: Entity, query: Query) -> Sequence[Span]:
    """Where an entity is named before the words, or is quite surely meant."""
    further = [p for p, score in entity.further if score >= SURE]
    return [p for p in (*entity.places, *further) if p.end <= query.span.start]


def _add_network(case: Case) -> None:
    case.net = [0.0] * len(case.floor.entities)
    for span, chance in case.lead.antecedents if case.lead else ():
        who = case.floor.find_entity(span)
        if who is None:
            case.loose.append(chance)
        else:
            case.net[who] += chance


def _add_voices(case: Case) -> None:
    span = case.query.span
    for voice in case.floor.voices:
        if speaks(voice.statement, span):
            case.own_voice = case.own_voice or voice
        elif any(words.start <= span.start and span.end <= words.end for words in voice.statement.content):
            case.inside.append(voice)
        elif voice.at < span.start:
            case.before.append(voice)
        if voice.at > span.start and not speaks(voice.statement, span):
            case.after.append(voice)


def _find_texts(query: Query, floor: Floor) -> list[Span]:
    """Where a document was spoken of before: earlier nouns with the same stem, at most three."""
    stem = query.noun.rpartition("-")[2][: max(4, len(query.noun) - 2)]
    if query.form not in ("document", "bare", "der", "die", "das", "des") or not query.senses & A_TEXT:
        return []
    before = floor.page.text[: query.span.start].casefold()
    return [Span(m.start(), m.end()) for m in re.finditer(re.escape(stem) + r"\w*", before)][-3:]


def find_agreement(query: Query, entity: Entity) -> int:
    """1 where the gender of the words is the entity's, −1 where it is not, 0 where that is open."""
    if query.form == "he" and entity.is_place:
        return -1
    if not entity.is_person or not entity.gender:
        return 0
    if query.office and query.office.gender:
        return 1 if query.office.gender == entity.gender else -1
    if query.form in _MEN | _WOMEN:
        return 1 if (entity.gender == "m") == (query.form in _MEN) else -1
    return 0


def _may_be_meant(query: Query, entity: Entity, agrees: int) -> bool:
    if query.senses & A_BODY and not query.senses & A_PERSON:
        return not entity.is_person and not entity.is_place
    is_kind = entity.is_person if query.form in ("he", "me", "der") else not entity.is_place
    return agrees >= 0 and is_kind
