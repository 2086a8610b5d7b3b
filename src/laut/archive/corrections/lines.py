"""Corrections as lines of JSON, one each, and back: to keep them, or to move them to another archive."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any, get_args

from laut.archive.corrections.correct import OF_STATEMENTS
from laut.archive.corrections.propose import make_id
from laut.archive.rows import storable
from laut.errors import InputError
from laut.records import Action, Actor, ActorKind, Correction, Tenure

FORMAT = "laut-correction@1"
_VALUES = {
    "merge": (1, 1),
    "split": (1, 1),
    "rename": (1, 1),
    "reject": (0, 0),
    "link": (0, 1),
    "undo": (0, 0),
}
_NAMING = ("merge", "split", "speaker", "addressee", "confirm", "link")
_TEXTS = ("id", "made_by", "why", "action", "subject", "words", "context", "model")
_LISTS = ("value", "articles", "found")


def write_line(correction: Correction) -> str:
    """One line without its line break; ASCII, so that nothing in it steers a terminal."""
    record = {"format": FORMAT, **asdict(correction)}
    return json.dumps(record, default=lambda value: value.isoformat(), separators=(",", ":"))


def read_lines(lines: Iterable[str], source: str) -> list[Correction]:
    """The corrections of some lines; InputError names `source`, the line, and what is wrong with it."""
    read = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                read.append(_read(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
                reason = f"{error} is missing" if isinstance(error, KeyError) else str(error)
                raise InputError(
                    f"{source}, line {number}: no correction as `laut correct export` writes it ({reason})"
                ) from None
    return read


def _read(record: dict[str, Any]) -> Correction:
    if record["format"] != FORMAT:
        raise ValueError(f"the format is {record['format']!r}, not {FORMAT}")
    texts = {name: _text(record[name], name) for name in _TEXTS}
    lists = {name: tuple(_text(one, name) for one in _list(record[name], name)) for name in _LISTS}
    made_at = datetime.fromisoformat(record["made_at"]).astimezone(UTC)
    actors = tuple(_read_actor(one) for one in _list(record["actors"], "actors"))
    made = Correction(made_at=made_at, actors=actors, **texts, **lists)  # type: ignore[arg-type]
    _check(made)
    return made


def _check(made: Correction) -> None:
    """Whether the parts of a correction fit each other."""
    if made.action not in get_args(Action):
        raise ValueError(f"there is no action {made.action!r}")
    least, most = _VALUES.get(made.action, (0, 99))
    if not least <= len(made.value) <= most:
        raise ValueError(f"{made.action} can't have {len(made.value)} values")
    has_article = len(made.articles) == 1 or (made.action == "split" and made.articles)
    if made.action in (*OF_STATEMENTS, "link", "split") and not has_article:
        raise ValueError(f"{made.action} can't have {len(made.articles)} articles")
    if not made.subject or not made.made_by or not made.why or "" in (*made.value, *made.articles):
        raise ValueError("who corrects, the reason, the subject or a value is empty")
    named = [actor.id for actor in made.actors]
    if made.action in _NAMING and named != list(made.value):
        raise ValueError("actors are not those of value")
    if len(set(made.value)) < len(made.value) or len(set(made.articles)) < len(made.articles):
        raise ValueError("a value or an article is there twice")
    what = (made.made_at, made.made_by, made.action, made.subject, made.value, made.articles)
    if make_id(*what) != made.id:
        raise ValueError("the id is not that of this content: it was changed by hand")


def _read_actor(record: dict[str, Any]) -> Actor:
    kind = record["kind"]
    if kind not in get_args(ActorKind):
        raise ValueError(f"there is no kind of actor {kind!r}")
    offices = tuple(
        Tenure(
            _text(one["office"], "office"), _text(one["place"], "place"), _day(one["start"]), _day(one["end"])
        )
        for one in _list(record["offices"], "offices")
    )
    return Actor(_text(record["id"], "id"), _text(record["name"], "name"), kind, offices)


def _day(given: str | None) -> date | None:
    return None if given is None else date.fromisoformat(given)


def _text(given: object, name: str) -> str:
    if not isinstance(given, str) or storable(given) != given:
        raise ValueError(f"{name} is no text")
    return given


def _list(given: object, name: str) -> Sequence[Any]:
    if not isinstance(given, list):
        raise ValueError(f"{name} is no list")
    return given
