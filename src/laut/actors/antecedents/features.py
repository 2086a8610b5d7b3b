"""Words without a name and an entity → what speaks for the entity, as numbers by name; and the same of the
words.

Everything is between −1 and 1. What is not there is 0 and left out.
"""

from collections.abc import Iterator
from math import log

from laut.actors.antecedents.case import Case
from laut.actors.antecedents.nearness import compare_places
from laut.actors.antecedents.nouns import compare_nouns
from laut.actors.antecedents.queries import FORMS
from laut.encoding import Lead
from laut.knowledge.senses import A_BODY, A_PERSON, A_TEXT

Row = dict[str, float]

_CLASHES = (
    "gender-", "other office", "woman's noun", "named again", "other article", "other sense", "unsupported",
)  # fmt: skip
_OPPOSED = ("sort", "country")
_SIGNS = ("name in noun", "by words, linked", "after text", "holder")  # rare, and mostly right
# What of an entity a noun may rest on.
_SUPPORTS = (
    "own", "by words", "title", "in name", "called before", "near noun", "office", "name in noun", "sense",
    "number", "with text", "party",
)  # fmt: skip
_WITH_FIT = ("spoke last, near", "spoke before", "subject 1", "opened before", "net best", "most")
_UNKNOWN = Lead((), 0.3, 0.3, 0.3)


def describe(case: Case, n: int) -> Row:
    """What speaks for entity number `n`."""
    parts = (_compare_network, compare_places, _compare_voices, compare_nouns, _compare_kinds)
    row = {name: float(value) for part in parts for name, value in part(case, n) if value}
    if case.query.noun and case.query.form != "self" and not any(name in row for name in _SUPPORTS):
        row["unsupported"] = 1.0
    clashes = sum(name in row for name in _CLASHES) + sum(row.get(name, 0) < 0 for name in _OPPOSED)
    if clashes:
        row |= {"clash": 1.0, "clashes": min(clashes, 3) / 3, "net, clash": row.get("net", 0.0)}
    elif any(name in row for name in _SIGNS) or (case.query.form == "self" and "subject beside" in row):
        row["sign"] = 1.0
    if "fits" in row:
        row |= {f"{name}, fits": 1.0 for name in _WITH_FIT if name in row}
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
    "subject beside", "called before", "sign", "only near", "first near", "named again", "holder",
    "other article", "unsupported", *(f"{name}, fits" for name in _WITH_FIT),
)  # fmt: skip
