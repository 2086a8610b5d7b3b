"""`laut actors find NAME` and `laut actors show ID`: the knowledge base, asked by hand."""

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date

from rich.text import Text

from laut.cli.actor_tables import add_actors, open_base
from laut.cli.messages import print_message
from laut.cli.tables import (
    FAINT,
    Cell,
    Column,
    Record,
    add_limit,
    add_output,
    clean,
    make_limit,
    print_answer,
)
from laut.cli.values import parse_date
from laut.errors import KnowledgeError
from laut.knowledge import Base, Entry
from laut.records import Tenure

_FOUND = (
    Column("id"),
    Column("name", 2),
    Column("kind"),
    Column("born", is_number=True),
    Column("offices", 3),
)
_SHOWN = (Column("", 1), Column("", 4))
_MOST = 4  # offices of an actor in the table of found ones


@dataclass(frozen=True, slots=True)
class Found:
    """An actor and its offices, each with whether it was held for certain on the day that was asked for."""

    entry: Entry
    offices: tuple[tuple[Tenure, bool | None], ...]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The two questions and their options."""
    parser.epilog = "Example: laut actors find Merkel --on 2010-05-01"
    tasks = parser.add_subparsers(title="tasks", metavar="TASK", dest="task", required=True)
    find = tasks.add_parser("find", help="who has this name; with --on, what they were on that day")
    find.add_argument(
        "name", nargs="+", metavar="NAME", help="a name, an alias or a last name, as it is written"
    )
    find.add_argument("--on", metavar="DATE", type=parse_date, help="only the offices held on this day")
    add_limit(find, 20)
    show = tasks.add_parser("show", help="all that the base has of one actor")
    show.add_argument("id", metavar="ID", help="a Wikidata id (Q567) or an id of the base (laut:…)")
    for task in (find, show):
        add_actors(task)
        add_output(task)


def run(arguments: argparse.Namespace) -> int:
    """Answer. KnowledgeError."""
    base = open_base(arguments)
    return _find(arguments, base) if arguments.task == "find" else _show(arguments, base)


def _find(arguments: argparse.Namespace, base: Base) -> int:
    name, on = " ".join(arguments.name), arguments.on
    found = [
        _make_found(base, entry, on) for entry in dict.fromkeys((*base.find(name), *base.find_last(name)))
    ]
    found.sort(key=lambda one: on is not None and not one.offices)  # who held an office that day comes first
    shown = found[: make_limit(arguments)]
    print_answer(
        arguments, (_make_record(base, one) for one in shown), _FOUND, lambda: _iter_rows(base, shown, on)
    )
    print_message(f"laut: {len(shown)} of {len(found)} actors, knowledge base {base.version}")
    return 0


def _show(arguments: argparse.Namespace, base: Base) -> int:
    entry = base.entry(arguments.id)
    if entry is None:
        raise KnowledgeError(f"no actor {arguments.id!r}: look for its name with laut actors find")
    found = _make_found(base, entry, None)
    print_answer(arguments, [_make_record(base, found)], _SHOWN, lambda: _iter_facts(base, found))
    return 0


def _make_found(base: Base, entry: Entry, on: date | None) -> Found:
    """An actor with all offices, or with those of a day and whether that is certain."""
    actor = base.actor(entry.id)
    offices = actor.offices if actor else ()
    if on is None:
        return Found(entry, tuple((tenure, None) for tenure in offices))
    held = [
        (tenure, one.certain)
        for tenure in offices
        for one in base.holders(tenure.office, tenure.place, on)
        if one.id == entry.id
        and (one.start, one.end) == (tenure.start, tenure.end)
        and (one.start or one.end)
    ]
    return Found(entry, tuple(held))


def _make_record(base: Base, found: Found) -> Record:
    offices = [
        {**asdict(tenure), "place_name": base.place_name(tenure.place), "certain": is_certain}
        for tenure, is_certain in found.offices
    ]
    actor = found.entry.id
    aliases, sources = list(base.names(actor)[1:]), list(base.sources(actor))
    return {**asdict(found.entry), "aliases": aliases, "sources": sources, "offices": offices}


def _iter_rows(base: Base, found: Iterable[Found], on: date | None) -> Iterator[Iterable[Cell]]:
    for one in found:
        lines = [_describe(base, one.entry, *office) for office in one.offices]
        if on is None and len(lines) > _MOST:  # the latest ones
            lines = ["…", *lines[-_MOST:]]
        offices = Text("\n".join(map(clean, lines)))
        yield one.entry.id, one.entry.name, one.entry.kind, one.entry.born or None, offices


def _describe(base: Base, entry: Entry, tenure: Tenure, is_certain: bool | None) -> str:
    office = base.office_name(tenure.office, entry.gender).replace("_", " ")
    start, end = (str(day) if day else "" for day in (tenure.start, tenure.end))
    dates = f" {start}–{end}" if start or end else ""
    doubt = " (uncertain)" if is_certain is False else ""
    return f"{office}, {base.place_name(tenure.place)}{dates}{doubt}"


def _iter_facts(base: Base, found: Found) -> Iterable[Iterable[Cell]]:
    """What is known, a row each; what is not known has none."""
    entry = found.entry
    years = f"{entry.born or ''}–{entry.died or ''}" if entry.born or entry.died else ""
    facts = (
        ("id", entry.id),
        ("name", entry.name),
        ("also", "\n".join(base.names(entry.id)[1:])),
        ("kind", entry.kind),
        ("country", base.place_name(entry.country) if entry.country else ""),
        ("gender", entry.gender),
        ("lived", years),
        ("offices", "\n".join(_describe(base, entry, *one) for one in found.offices)),
        ("weight", f"{entry.weight:.2f}"),
        ("sources", " ".join(base.sources(entry.id))),
    )
    return [
        (Text(name, FAINT), Text("\n".join(map(clean, value.split("\n"))))) for name, value in facts if value
    ]
