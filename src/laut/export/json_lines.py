"""One `Reading` a line, as JSON and back, exactly (documented in `docs/reading.md`, `reading.schema.json`).

Fields are named as in `laut.records`. A span carries its words beside its offsets, so that a line can be
read without the article; sentences and tokens are many and are bare `[start, end]` pairs. Characters that
would break a line, steer a terminal or can't be encoded (lone surrogates) are written as `\\u` escapes.
"""

import json
import re
from datetime import date
from typing import Any, cast, get_args

from laut.errors import InputError
from laut.export.entries import Entry, Stream
from laut.records import (
    Actor,
    ActorKind,
    Analysis,
    Article,
    Chain,
    Evidence,
    Form,
    Kind,
    Label,
    Link,
    Medium,
    Member,
    Mention,
    Reading,
    RoleScores,
    Span,
    Spans,
    Statement,
    Tenure,
)  # fmt: skip
from laut.statements.labels import ROLES

FORMAT = "laut-reading@2"
READABLE = (FORMAT, "laut-reading@1")  # the first one had no chains, links and actors

_ESCAPED = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\uffff\ud800-\udfff]"
)
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def write_json(reading: Reading, entry: Entry | None = None) -> str:
    """One line without its line break, `entry` where the text may be withheld. InputError where JSON can't
    hold the text as it is."""
    article, analysis = reading.article, reading.analysis
    record = {
        "format": FORMAT,
        "model": reading.model,
        "withheld": {"text_hash": entry.text_hash, "longest": entry.longest}
        if entry and entry.longest is not None
        else None,
        "article": {
            "id": article.id,
            "title": article.title,
            "outlet": article.outlet,
            "url": article.url,
            "published_on": article.published_on.isoformat() if article.published_on else None,
            "published_from": article.published_from,
            "language": article.language,
            "author": article.author,
            "agency": article.agency,
            "copy_of": article.copy_of,
            "text": article.text,
        },
        "analysis": {
            "sentences": [[span.start, span.end] for span in analysis.sentences],
            "tokens": [[span.start, span.end] for span in analysis.tokens],
            "mentions": [_make_mention(mention, article.text) for mention in analysis.mentions],
            "chains": [_make_chain(chain, article.text) for chain in analysis.chains],
        },
        "statements": [make_statement(statement, article.text) for statement in reading.statements],
        "links": [_make_link(link) for link in reading.links],
        "actors": [_make_actor(actor) for actor in reading.actors],
    }
    line = _dump(record)
    if _PAIR.search(line):
        raise InputError(
            f"article {article.id} writes a character as two surrogates, which JSON would join: join them "
            "before reading, with text.encode('utf-16', 'surrogatepass').decode('utf-16', 'surrogatepass')"
        )
    return _escape(line)


def make_line(record: object) -> str:
    """Any JSON as one line of readable UTF-8 that steers no terminal."""
    return _escape(_dump(record))


def _dump(record: object) -> str:
    return json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _escape(line: str) -> str:
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def read_json(line: str) -> Reading:
    """The Reading of one line; InputError where it is none, or where a span's words are not the text's."""
    try:
        record = json.loads(line, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise InputError(f"not a line of JSON ({error}): give one Reading a line") from None
    if not isinstance(record, dict) or record.get("format") not in READABLE:
        raise InputError(
            f'not a Reading of format "{FORMAT}": read the article again with this version of laut'
        )
    try:
        return _parse_reading(record)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise InputError(
            f"damaged Reading ({type(error).__name__}: {error}): read the article again"
        ) from None


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def _make_spans(spans: Spans, text: str) -> list[dict[str, int | str]]:
    return [{"start": span.start, "end": span.end, "words": span.of(text)} for span in spans]


def _make_evidence(evidence: Evidence) -> dict[str, str | float]:
    return {"maker": evidence.maker, "score": evidence.score, "reason": evidence.reason}


def _make_mention(mention: Mention, text: str) -> dict[str, object]:
    return {
        "span": _make_spans((mention.span,), text)[0],
        "form": mention.form,
        "label": mention.label,
        "evidence": _make_evidence(mention.evidence),
    }


def _make_chain(chain: Chain, text: str) -> dict[str, object]:
    members = [
        {
            "span": _make_spans((member.span,), text)[0],
            "form": member.form,
            "antecedent": _make_spans((member.antecedent,), text)[0] if member.antecedent else None,
            "evidence": _make_evidence(member.evidence),
        }
        for member in chain.members
    ]
    return {"label": chain.label, "parts": list(chain.parts), "members": members}


def _make_link(link: Link) -> dict[str, object]:
    return {
        "chain": link.chain,
        "actor": link.actor,
        "candidates": list(link.candidates),
        "evidence": _make_evidence(link.evidence),
    }


def _make_actor(actor: Actor) -> dict[str, object]:
    offices = [
        {
            "office": one.office,
            "place": one.place,
            "start": one.start.isoformat() if one.start else None,
            "end": one.end.isoformat() if one.end else None,
        }
        for one in actor.offices
    ]
    return {"id": actor.id, "name": actor.name, "kind": actor.kind, "offices": offices}


def make_statement(statement: Statement, text: str) -> dict[str, object]:
    """A statement as plain values that JSON and others take; the words of its spans are those of `text`."""
    return {
        "id": statement.id,
        "kind": statement.kind,
        "medium": statement.medium,
        **{role: _make_spans(getattr(statement, role), text) for role in ROLES},
        "speaker_chains": list(statement.speaker_chains),
        "addressee_chains": list(statement.addressee_chains),
        "parent": statement.parent,
        "evidence": _make_evidence(statement.evidence),
        "scores": {role: getattr(statement.scores, role) for role in ROLES},
    }


def _parse_reading(record: dict[str, Any]) -> Reading:
    given = record["article"]
    published_on = date.fromisoformat(given["published_on"]) if given["published_on"] else None
    article = Article(
        given["id"], given["text"], given["title"], given["outlet"], given["url"],
        published_on, given["published_from"], given["language"],
        given.get("author"), given.get("agency"), given.get("copy_of"),
    )  # fmt: skip
    text, found = article.text, record["analysis"]
    analysis = Analysis(
        sentences=tuple(_parse_range(pair, text) for pair in found["sentences"]),
        tokens=tuple(_parse_range(pair, text) for pair in found["tokens"]),
        mentions=tuple(_parse_mention(mention, text) for mention in found["mentions"]),
        chains=tuple(_parse_chain(chain, text) for chain in found.get("chains", ())),
    )
    statements = tuple(_parse_statement(statement, text) for statement in record["statements"])
    links = tuple(_parse_link(link) for link in record.get("links", ()))
    actors = tuple(_parse_actor(actor) for actor in record.get("actors", ()))
    reading = Reading(article, analysis, statements, record["model"], links, actors)
    _check_chains(reading)
    return reading


def _check_chains(reading: Reading) -> None:
    """ValueError where a number of a chain or the id of an actor leads nowhere."""
    numbers = [link.chain for link in reading.links]
    numbers += [part for chain in reading.analysis.chains for part in chain.parts]
    for statement in reading.statements:
        numbers += [*statement.speaker_chains, *statement.addressee_chains]
    for number in numbers:
        if type(number) is not int or not 0 <= number < len(reading.analysis.chains):
            raise ValueError(f"there is no chain {number}")
    known = {actor.id for actor in reading.actors}
    for link in reading.links:
        if link.actor is not None and link.actor not in known:
            raise ValueError(f"there is no actor {link.actor}")


def _parse_range(pair: list[int], text: str) -> Span:
    start, end = pair
    if type(start) is not int or type(end) is not int or not 0 <= start <= end <= len(text):
        raise ValueError(f"characters {start} to {end} are not in the text")
    return Span(start, end)


def _parse_span(given: dict[str, Any], text: str) -> Span:
    span = _parse_range([given["start"], given["end"]], text)
    if span.of(text) != given["words"]:
        raise ValueError(f"the words of characters {span.start} to {span.end} are not those of the text")
    return span


def _parse_evidence(given: dict[str, Any]) -> Evidence:
    return Evidence(given["maker"], float(given["score"]), given["reason"])


def _parse_mention(given: dict[str, Any], text: str) -> Mention:
    form = cast(Form, _parse_choice(given["form"], get_args(Form)))
    label = cast(Label, _parse_choice(given["label"], get_args(Label)))
    return Mention(_parse_span(given["span"], text), form, label, _parse_evidence(given["evidence"]))


def _parse_chain(given: dict[str, Any], text: str) -> Chain:
    members = tuple(
        Member(
            _parse_span(member["span"], text),
            cast(Form, _parse_choice(member["form"], get_args(Form))),
            _parse_evidence(member["evidence"]),
            _parse_span(member["antecedent"], text) if member["antecedent"] is not None else None,
        )
        for member in given["members"]
    )
    return Chain(members, cast(Label, _parse_choice(given["label"], get_args(Label))), tuple(given["parts"]))


def _parse_link(given: dict[str, Any]) -> Link:
    evidence, candidates = _parse_evidence(given["evidence"]), tuple(given["candidates"])
    return Link(given["chain"], given["actor"], evidence, candidates)


def _parse_actor(given: dict[str, Any]) -> Actor:
    kind = cast(ActorKind, _parse_choice(given["kind"], get_args(ActorKind)))
    offices = tuple(
        Tenure(one["office"], one["place"], _parse_day(one["start"]), _parse_day(one["end"]))
        for one in given["offices"]
    )
    return Actor(given["id"], given["name"], kind, offices)


def _parse_day(given: str | None) -> date | None:
    return None if given is None else date.fromisoformat(given)


def _parse_statement(given: dict[str, Any], text: str) -> Statement:
    roles = {role: tuple(_parse_span(span, text) for span in given[role]) for role in ROLES}
    return Statement(
        id=given["id"],
        kind=cast(Kind, _parse_choice(given["kind"], get_args(Kind))),
        medium=cast(Medium, _parse_choice(given["medium"], get_args(Medium))),
        parent=given["parent"],
        evidence=_parse_evidence(given["evidence"]),
        scores=RoleScores(**{role: float(given["scores"][role]) for role in ROLES}),
        speaker_chains=tuple(given.get("speaker_chains", ())),
        addressee_chains=tuple(given.get("addressee_chains", ())),
        **roles,
    )


def _parse_choice(value: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise ValueError(f"{value!r} is none of {', '.join(choices)}")
    return value


READINGS = Stream(lambda entry: write_json(entry.reading, entry) + "\n")
