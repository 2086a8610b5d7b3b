"""`laut correct …`: correct what the machine found in an archive, list corrections, take them out and in.

Exit code 0 where it is done; 1 where that can't be (the reason is on stderr, and nothing was changed).
"""

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import get_args

from rich.text import Text

from laut.archive import Archive, open_archive
from laut.archive.corrections import (
    Effect,
    Listed,
    Proposer,
    State,
    Touched,
    add_corrections,
    list_corrections,
    read_lines,
    write_line,
)
from laut.cli.actor_tables import add_actors, open_base
from laut.cli.messages import count, print_message
from laut.cli.output import print_record, use_utf8
from laut.cli.place import add_archive, find_archive, find_existing
from laut.cli.tables import FAINT, Cell, Column, Record, add_output, clean, print_answer
from laut.errors import InputError, LautError, SettingError
from laut.records import ActorKind, Correction

USER = "LAUT_USER"
_LIST = (Column("correction"), Column("what", 4), Column("state", 3), Column("by", 1), Column("why", 2))
_TOUCHED = (Column("statement"), Column("before", 2), Column("after", 2), Column("words", 4))
_UNKNOWN = "an id or a name, or unknown"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The ways to correct, and what all of them share."""
    parser.epilog = 'Example: laut correct speaker s0123456789abcdef "Ina Kerz" --why "she answers here"'
    tasks = parser.add_subparsers(title="tasks", metavar="TASK", dest="task", required=True)
    for name, (line, takes, _) in TASKS.items():
        task = tasks.add_parser(name, help=line, description=line)
        for argument, (number, text) in takes.items():
            task.add_argument(argument.lower(), metavar=argument, nargs=number, help=text)
        if name == "split":
            task.add_argument("--into", metavar="ACTOR", required=True, help="an id, or a new actor's name")
        _add_options(task)
    listing = tasks.add_parser("list", help="all corrections, and whether they still apply")
    add_output(listing)
    export = tasks.add_parser("export", help="write all corrections, one JSON object a line")
    export.add_argument("file", metavar="FILE", type=Path, help="a file, or - for standard output")
    bring = tasks.add_parser("import", help="take in exported corrections; twice changes nothing")
    bring.add_argument("file", metavar="FILE", type=Path, help="a file, or - for standard input")
    bring.add_argument(
        "--latest", action="store_true", help="where two people disagree, the later one is right"
    )
    bring.add_argument("--dry-run", action="store_true", help="show what would change, and change nothing")
    add_output(bring)
    for task in (listing, export, bring):
        add_archive(task)


def _add_options(task: argparse.ArgumentParser) -> None:
    task.add_argument("--why", metavar="TEXT", required=True, help="the reason, in a sentence")
    task.add_argument(
        "--by", metavar="NAME", help=f"who corrects (default: the environment's {USER}, else the login name)"
    )
    task.add_argument(
        "--new",
        metavar="KIND",
        choices=get_args(ActorKind),
        help=f"a name that nobody has is a new actor's; {', '.join(get_args(ActorKind))}",
    )
    task.add_argument("--dry-run", action="store_true", help="show what would change, and change nothing")
    add_archive(task)
    add_actors(task)
    add_output(task)


def run(arguments: argparse.Namespace) -> int:
    """Carry out one task. CorrectionError, ArchiveError, InputError, SettingError."""
    if arguments.task == "list":
        return _run_list(arguments)
    if arguments.task == "export":
        return _run_export(arguments)
    with open_archive(find_existing(arguments), write=True) as archive:
        if arguments.task == "import":
            return _run_import(arguments, archive)
        made = TASKS[arguments.task][2](_make_proposer(arguments, archive), arguments)
        effect = add_corrections(archive, [made], keep=not arguments.dry_run, latest=True)
    _print_effect(arguments, effect)
    return 0


def _make_proposer(arguments: argparse.Namespace, archive: Archive) -> Proposer:
    return Proposer(
        archive, arguments.by or find_user(), arguments.why, lambda: open_base(arguments), arguments.new
    )


def find_user() -> str:
    """Who is at the keyboard; SettingError where nobody can tell."""
    try:
        return os.environ.get(USER) or getpass.getuser()
    except (KeyError, OSError, ImportError):
        raise SettingError(f"nobody knows who corrects: give --by NAME, or set {USER}") from None


def _run_list(arguments: argparse.Namespace) -> int:
    with open_archive(find_archive(arguments)) as archive:
        listed = list_corrections(archive)
    print_answer(arguments, map(_make_record, listed), _LIST, lambda: map(_make_row, listed))
    counts = {state: sum(one.state == state for one in listed) for state in get_args(State)}
    shown = ", ".join(f"{number} {_STATES.get(state, state)}" for state, number in counts.items() if number)
    print_message(f"laut: {count(len(listed), 'correction')}{': ' + shown if shown else ''}")
    return 0


_STATES = {"void": "no longer apply"}  # where a state's own name does not say it


def _make_record(one: Listed) -> Record:
    return {
        **asdict(one.correction),
        "state": one.state,
        "detail": one.detail,
        "statement": one.statement,
        "now": one.now,
        "now_model": one.now_model,
    }


def _make_row(one: Listed) -> Iterator[Cell]:
    made = one.correction
    text = Text(clean(made.id))
    text.append(f"\n{made.made_at:%Y-%m-%d %H:%M}", FAINT)
    yield text
    yield describe(made)
    state = "no longer applies" if one.state == "void" else one.state
    yield f"{state}: {one.detail}" if one.detail else state
    yield made.made_by
    yield made.why


def describe(made: Correction) -> str:
    """What a correction says, on one line."""
    names = ", ".join(f"{actor.name} ({actor.id})" for actor in made.actors)
    value = names or ", ".join(made.value) or ("unknown" if made.action in _ANSWERS else "")
    words = f" “{made.words}”" if made.words else ""
    where = f" in {', '.join(made.articles)}" if made.action in ("split", "link") else ""
    return f"{made.action} {made.subject}{words}{where}{' → ' + value if value else ''}"


_ANSWERS = ("speaker", "addressee", "confirm", "link")


def _run_export(arguments: argparse.Namespace) -> int:
    with open_archive(find_archive(arguments)) as archive:
        lines = "".join(f"{write_line(one.correction)}\n" for one in list_corrections(archive))
    if str(arguments.file) == "-":
        use_utf8()
        print_record(lines)
        return 0
    unfinished = arguments.file.with_name(f"{arguments.file.name}.new")
    try:
        unfinished.write_text(lines, encoding="utf-8", newline="\n")
        unfinished.replace(arguments.file)
    except OSError as error:
        raise LautError(f"{arguments.file} cannot be written ({error.strerror}): name another file") from None
    print_message(f"laut: {count(lines.count(chr(10)), 'correction')} written to {arguments.file}")
    return 0


def _run_import(arguments: argparse.Namespace, archive: Archive) -> int:
    is_stdin = str(arguments.file) == "-"
    source = "standard input" if is_stdin else str(arguments.file)
    try:
        content = sys.stdin.buffer.read() if is_stdin else arguments.file.read_bytes()
        lines = content.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise InputError(f"{source} is no text in UTF-8: give what `laut correct export` wrote") from None
    except OSError as error:
        raise InputError(f"{source} cannot be read ({error.strerror}): check the name") from None
    given = read_lines(lines, source)
    effect = add_corrections(
        archive, given, keep=not arguments.dry_run, must_apply=False, latest=arguments.latest
    )
    known = len({one.id for one in given}) - len(effect.corrections)
    for name, reason in effect.void:
        print_message(f"laut: {name} does not apply: {reason}")
    _print_effect(arguments, effect)
    print_message(f"laut: {count(len(effect.corrections), 'new correction')}, {known} known already")
    return 0


def _print_effect(arguments: argparse.Namespace, effect: Effect) -> None:
    """The statements that change, and in a sentence what was done."""
    if arguments.json:
        record = {**asdict(effect), "kept": not arguments.dry_run}
        print_answer(arguments, [record], (), lambda: ())
    elif arguments.csv or arguments.dry_run:
        rows = effect.shown
        print_answer(arguments, map(asdict, rows), _TOUCHED, lambda: map(_make_touched, rows))
    changed = f"{count(effect.statements, 'statement')} in {count(effect.articles, 'article')}"
    for name in effect.replaced:
        print_message(f"laut: it {'would replace' if arguments.dry_run else 'replaces'} {name}")
    if arguments.dry_run:
        print_message(f"laut: {changed} would change; nothing was kept")
    else:
        made = effect.corrections[0] if len(effect.corrections) == 1 else None
        print_message(f"laut: {f'{made.id} {describe(made)}: ' if made else ''}{changed} changed")


def _make_touched(one: Touched) -> Iterator[Cell]:
    yield one.statement
    yield _show_side(one.was_there, one.speaker_before, one.addressee_before)
    yield _show_side(one.is_there, one.speaker_after, one.addressee_after)
    yield one.content


def _show_side(is_there: bool, speaker: tuple[str | None, ...], addressee: tuple[str | None, ...]) -> str:
    if not is_there:
        return "no statement"
    names, others = (", ".join(one or "unknown" for one in side) for side in (speaker, addressee))
    return f"{names or 'unknown'}{' → ' + others if others else ''}"


Make = Callable[[Proposer, argparse.Namespace], Correction]
Takes = dict[str, tuple[str | int | None, str]]
_STATEMENT: Takes = {"STATEMENT": (None, "its id, as laut search shows it")}
_WHO: Takes = {**_STATEMENT, "ACTOR": ("+", f"{_UNKNOWN}; more than one where they speak together")}
_ONE: Takes = {"ACTOR": (None, "an id, or a name that only one actor has")}

TASKS: dict[str, tuple[str, Takes, Make]] = {
    "merge": (
        "one actor is another one",
        {**_ONE, "OTHER": (None, "who that is: an id or a name")},
        lambda make, given: make.merge(given.actor, given.other),
    ),
    "split": (
        "in some articles it is not this actor but another one",
        {**_ONE, "ARTICLE": ("+", "ids of the articles")},
        lambda make, given: make.split(given.actor, given.article, given.into),
    ),
    "rename": (
        "an actor has another name",
        {**_ONE, "NAME": (None, "the name to show")},
        lambda make, given: make.rename(given.actor, given.name),
    ),
    "speaker": (
        "who makes a statement",
        _WHO,
        lambda make, given: make.say_who("speaker", given.statement, given.actor),
    ),
    "addressee": (
        "to whom a statement is made",
        _WHO,
        lambda make, given: make.say_who("addressee", given.statement, given.actor),
    ),
    "confirm": (
        "the speaker of a statement is right as it is shown",
        _STATEMENT,
        lambda make, given: make.confirm(given.statement),
    ),
    "reject": (
        "this is no statement",
        _STATEMENT,
        lambda make, given: make.reject(given.statement),
    ),
    "link": (
        "whom words of an article stand for",
        {
            "ARTICLE": (None, "its id"),
            "WORDS": (None, "as they stand in the article; all places there are meant"),
            "ACTOR": (None, _UNKNOWN),
        },
        lambda make, given: make.link(given.article, given.words, given.actor),
    ),
    "undo": (
        "take a correction back",
        {"CORRECTION": (None, "its id, as laut correct list shows it")},
        lambda make, given: make.undo(given.correction),
    ),
}
