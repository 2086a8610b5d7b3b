"""Words without a name and an entity → what speaks for the entity, as numbers by name; and the same of the
words.

Everything is between −1 and 1. What is not there is 0 and left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import log

from laut.actors.antecedents.entities import Entity
from laut.actors.antecedents.floor import SURE, Floor, Voice, overlap, speaks
from laut.actors.antecedents.queries import FORMS, Query
from laut.encoding import Lead
from laut.knowledge.senses import A_BODY, A_PERSON, A_TEXT, PERSON
from laut.records import Span

Row = dict[str, float]

_NUMBER = re.compile(r"\d+")
_AROUND = 50  # characters around a name in which a noun belongs to it
_MEN, _WOMEN = frozenset({"he", "der", "this m"}), frozenset({"she", "die"})
_CLASHES = ("gender-", "other office", "woman's noun")
_OPPOSED = ("sort", "country")
_UNKNOWN = Lead((), 0.3, 0.3, 0.3)


@dataclass(slots=True)
class Case:
    """Some words, and what all entities together say about each: number by number the chance that the
    network of chains gives (`net`), 1, 0, −1 for a gender that agrees, is unknown, clashes, whether it can
    be meant at all (`fits`), the last places before the words with a name and with any words, and its rank
    among those that fit, the latest first. `texts` are where a document was spoken of before."""

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
    if query.noun:
        mentions = floor.reading.analysis.mentions
        case.labels = frozenset(m.label for m in mentions if m.form != "name" and overlap(m.span, query.span))
    return case


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


def describe(case: Case, n: int) -> Row:
    """What speaks for entity number `n`."""
    parts = (_compare_network, _compare_places, _compare_voices, _compare_nouns, _compare_kinds)
    row = {name: float(value) for part in parts for name, value in part(case, n) if value}
    clashes = sum(name in row for name in _CLASHES) + sum(row.get(name, 0) < 0 for name in _OPPOSED)
    if clashes:
        row |= {"clash": 1.0, "clashes": min(clashes, 3) / 3, "net, clash": row.get("net", 0.0)}
    return row


def _compare_network(case: Case, n: int) -> Iterator[tuple[str, float]]:
    entity, span, net = case.floor.entities[n], case.query.span, case.net[n]
    who, member = case.floor.find_member(span)
    yield "net", net
    yield "net log", max(-5.0, log(net + 1e-3)) / 5
    yield "net best", net > 0 and net == max(case.net)
    if who == n and member:
        yield "own", 1
        yield "own score", member.evidence.score
        yield "own link", member.span in entity.places
    own = case.floor.own.get(span)
    score = own.scores.get(entity.actor, 0.0) if own else 0.0
    yield "by words", score
    yield "by words, linked", score > 0 and own is not None and own.link.actor == entity.actor
    yield "only by words", not entity.chains


def _compare_places(case: Case, n: int) -> Iterator[tuple[str, float]]:
    query, floor, entity = case.query, case.floor, case.floor.entities[n]
    place = case.named[n]
    number = floor.page.number_of_sentence
    if place:
        back = query.sentence - number(place.start)
        yield f"sent {'same' if back == 0 else back if back < 3 else '3-4' if back < 5 else '5+'}", 1
        yield "subject", floor.is_subject(place)
        yield "quoted", floor.is_quoted(place)
        yield "same paragraph", "\n" not in floor.page.text[place.end : query.span.start]
        yield "possessed", _is_possessor(place, floor.page.text)
        yield "last s", case.rank.get(n) == 0 and floor.is_subject(place)
    else:
        yield "later only", 1
    later = next((p for p in entity.places if p.start >= query.span.end), None)
    yield "later same", later is not None and number(later.start) == query.sentence
    if case.latest[n] >= 0:
        back = query.sentence - number(case.latest[n])
        yield f"any {back}", back < 2
    for back in (0, 1):
        near = [p for p in _places_before(entity, query) if query.sentence - number(p.start) == back]
        yield f"subject {back}", any(floor.is_subject(p) for p in near)
        named = (p for p in near if p in entity.places)
        yield f"opened {('same', 'before')[back]}", any(floor.opens_sentence(p) for p in named)
    rank = case.rank.get(n)
    if rank is not None:
        yield f"rank {rank}", rank < 3
        yield "ranked", 1
        yield "alone before", len(case.rank) == 1
        same = [other for other in case.rank if case.agrees[other] > 0]
        yield "only of gender", case.agrees[n] > 0 and len(same) == 1
    yield "early", number(entity.places[0].start) <= 1
    counts = [len(one.places) for one in floor.entities]
    yield "count", min(counts[n], 8) / 8
    yield "most", counts[n] == max(counts)
    fitting = sum(count for count, fits in zip(counts, case.fits, strict=True) if fits)
    yield "share", counts[n] / fitting if case.fits[n] else 0


def _places_before(entity: Entity, query: Query) -> Sequence[Span]:
    further = [p for p, score in entity.further if score >= SURE]
    return [p for p in (*entity.places, *further) if p.end <= query.span.start]


def _is_possessor(place: Span, text: str) -> bool:
    after = text[place.end : place.end + 2].strip()
    return text[place.start : place.end].endswith("s") and after[:1].isupper()


def _compare_voices(case: Case, n: int) -> Iterator[tuple[str, float]]:
    known = [voice for voice in case.before if voice.who is not None]
    if known and known[-1].who == n:
        yield "spoke last", 1
        yield "spoke last, near", case.query.sentence - known[-1].sentence <= 1
    yield "spoke before", bool(case.before) and case.before[-1].who == n
    yield "spoke 2nd", len(known) > 1 and known[-2].who == n
    yield "speaks next", next((v.who for v in case.after if v.who is not None), None) == n
    yield "spoke ever", any(voice.who == n for voice in case.floor.voices)
    yield "holds", any(voice.who == n for voice in case.inside)
    if case.own_voice:
        named = {case.floor.find_named(words) for words in case.own_voice.statement.addressee}
        yield "addressed", n in named


def _compare_nouns(case: Case, n: int) -> Iterator[tuple[str, float]]:
    query, entity, text = case.query, case.floor.entities[n], case.floor.page.text
    noun = query.noun
    stems = {stem for stem in (noun, noun.rstrip("sne") if len(noun) > 4 else "") if len(stem) > 3}
    yield "title", any(_is_called(stem, title) for stem in stems for title in entity.titles)
    yield "in name", any(stem in name.casefold() for stem in stems for name in entity.names)
    around = [
        f"{text[max(0, p.start - _AROUND) : p.start]} {text[p.end : p.end + _AROUND]}" for p in entity.places
    ]
    yield "near noun", any(stem in words.casefold() for stem in stems for words in around)
    slugs = {title.office for title in query.office.titles} if query.office else set()
    yield "office", bool(slugs & entity.offices)
    yield "other office", bool(slugs and entity.offices) and not slugs & entity.offices
    known = bool(query.countries and entity.countries)
    yield "country", 0 if not known else 1 if query.countries & entity.countries else -1
    yield "woman's noun", noun.endswith("in") and entity.is_person and entity.gender == "m"
    first, mark, _ = noun.partition("-")
    yield "party", bool(mark) and first in entity.parties
    names = [name.casefold() for name in entity.names]
    yield "name in noun", any(name == first or (len(name) > 3 and noun.startswith(name)) for name in names)
    numbers = set(_NUMBER.findall(query.words))
    yield "number", any(numbers & set(_NUMBER.findall(words)) for words in around)
    yield from _compare_senses(case, n)
    yield from _compare_texts(case, n)


def _compare_senses(case: Case, n: int) -> Iterator[tuple[str, float]]:
    entity, asked = case.floor.entities[n], case.query.senses & ~PERSON
    if not case.query.senses & ~A_TEXT:
        return
    sort = A_PERSON if entity.is_person else A_BODY
    yield "sort", 1 if case.query.senses & sort else -1
    same = asked & entity.senses
    yield "sense", bool(same)
    yield "sense, only", bool(same) and sum(bool(one.senses & asked) for one in case.floor.entities) == 1
    yield "other sense", bool(asked & sort) and bool(entity.senses & ~PERSON) and not same


def _compare_texts(case: Case, n: int) -> Iterator[tuple[str, float]]:
    page, entity = case.floor.page, case.floor.entities[n]
    sentences = {page.number_of_sentence(text.start) for text in case.texts}
    beside = [p for p in entity.places if page.number_of_sentence(p.start) in sentences]
    yield "with text", bool(beside)
    yield "subject with text", any(case.floor.is_subject(p) for p in beside)
    yield "after text", any(0 < p.start - text.end < 25 for p in beside for text in case.texts)


def _is_called(stem: str, title: str) -> bool:
    return title.endswith(stem) or (len(title) > 4 and stem.endswith(title))


def _compare_kinds(case: Case, n: int) -> Iterator[tuple[str, float]]:
    entity, lead = case.floor.entities[n], case.lead or _UNKNOWN
    is_body = not entity.is_person and not entity.is_place
    yield "person", entity.is_person
    yield "place", entity.is_place
    yield "body", is_body
    yield "linked", bool(entity.actor)
    yield "fits", case.fits[n]
    yield "alone", case.fits[n] and sum(case.fits) == 1
    yield "gender+", case.agrees[n] > 0
    yield "gender-", case.agrees[n] < 0
    sign = {"m": 1, "f": -1}.get(entity.gender, 0) if entity.is_person else 0
    yield "network gender", (lead.masculine - lead.feminine) * sign
    yield "plural, person", lead.plural * entity.is_person
    yield "office, person", "office" in case.labels and entity.is_person
    yield "body, body", "organisation" in case.labels and is_body


def describe_query(case: Case) -> Row:
    """What the words themselves say: what kind they are, and how far they and the article leave open who is
    meant."""
    query, lead = case.query, case.lead or _UNKNOWN
    last = next((voice for voice in reversed(case.before) if voice.who is not None), None)
    own = case.floor.own.get(query.span)
    row: Row = {f"form {query.form}": 1}
    row |= {
        "has office": bool(query.office and query.office.titles),
        "plural": bool(query.office and query.office.is_plural),
        "has noun": bool(query.noun),
        "long": min(len(query.words.split()), 8) / 8,
        "spokesperson": "sprecher" in query.words,
        "police": "polizei" in query.words,
        "inside": bool(case.inside),
        "has last": last is not None,
        "last near": last is not None and query.sentence - last.sentence <= 1,
        "nfit": min(6, sum(case.fits)) / 6,
        "nfit 1": sum(case.fits) == 1,
        "net total": sum(case.net) + sum(case.loose),
        "net new": 1 - sum(case.net) - sum(case.loose) if case.lead else 0.5,
        "no lead": case.lead is None,
        "loose": sum(case.loose),
        "loose best": max(case.loose, default=0.0),
        "loose, best": max(case.loose, default=0.0) > max(case.net, default=0.0),
        "plural chance": lead.plural,
        "masculine": lead.masculine,
        "feminine": lead.feminine,
        "words best": max(own.scores.values(), default=0.0) if own else 0.0,
        "words linked": own is not None and own.link.actor is not None,
    }
    row |= {f"says {label}": 1 for label in case.labels}
    row |= {
        "names a person": bool(query.senses & A_PERSON),
        "names a body": bool(query.senses & A_BODY),
        "names a text": bool(query.senses & A_TEXT),
        "text before": bool(case.texts),
    }
    return {name: float(value) for name, value in row.items() if value}


QUERY_FEATURES = (
    *(f"form {form}" for form in FORMS), "has office", "plural", "has noun", "long", "spokesperson",
    "police", "inside", "has last", "last near", "nfit", "nfit 1", "net total", "net new", "no lead",
    "loose", "loose best", "loose, best", "plural chance", "masculine", "feminine", "words best",
    "words linked", "says office", "says group", "says organisation", "names a person", "names a body",
    "names a text", "text before",
)  # fmt: skip
FEATURES = (
    "net", "net log", "net best", "own", "own score", "own link", "by words", "by words, linked",
    "only by words", "sent same", "sent 1", "sent 2", "sent 3-4", "sent 5+", "subject", "quoted",
    "same paragraph", "possessed", "last s", "later only", "later same", "any 0", "any 1", "subject 0",
    "opened same", "subject 1", "opened before", "rank 0", "rank 1", "rank 2", "ranked", "alone before",
    "only of gender", "early", "count", "most", "share", "spoke last", "spoke last, near", "spoke before",
    "spoke 2nd", "speaks next", "spoke ever", "holds", "addressed", "title", "in name", "near noun",
    "office", "party", "number", "person", "place", "body", "linked", "fits",
    "alone", "gender+", "gender-", "network gender", "plural, person", "office, person", "body, body",
    "sort", "sense", "sense, only", "other sense", "with text", "subject with text", "after text",
    "name in noun", "other office", "country", "woman's noun", "clash", "clashes", "net, clash",
)  # fmt: skip
