"""`laut archive check|info|load|rebuild|reread|skips`: look after an archive.

Exit code 0 where all is well; 1 where `check` finds a problem or nothing can be done.
"""

import argparse
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from laut.archive import (
    Change,
    check_archive,
    find_info,
    find_skips,
    load_parts,
    make_run,
    open_archive,
    rebuild_index,
    reread_articles,
)
from laut.cli.actor_tables import add_actors, open_base
from laut.cli.messages import count, print_message
from laut.cli.output import print_record, use_utf8
from laut.cli.place import add_archive, find_archive, find_existing
from laut.cli.reader import load_reader
from laut.cli.values import parse_number
from laut.export.visible import make_visible
from laut.records import Reading, Statement


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The tasks and their options."""
    parser.epilog = "Example: laut archive check --archive news.archive"
    tasks = parser.add_subparsers(title="tasks", metavar="TASK", dest="task", required=True)
    for name, (help_line, _) in TASKS.items():
        task = tasks.add_parser(name, help=help_line, description=help_line)
        add_archive(task)
        task.add_argument("--json", action="store_true", help="one JSON object a line")
        if name == "skips":
            task.add_argument("--reason", metavar="WORD", help="only what was skipped for this reason")
        if name == "reread":
            add_actors(task)
            task.add_argument("--diff", action="store_true", help="show each statement gained, lost, altered")
            task.add_argument("--all", action="store_true", help="what was read in this very way, too")
            task.add_argument(
                "--dry-run", action="store_true", help="show what would change and keep nothing"
            )
            task.add_argument(
                "--model",
                metavar="PATH",
                type=Path,
                help="the model folder (default: the one that comes along)",
            )
            task.add_argument(
                "--threads",
                metavar="N",
                type=parse_number(1, "threads"),
                default=2,
                help="processor threads (default 2)",
            )


def run(arguments: argparse.Namespace) -> int:
    """Carry out one task; ArchiveError where the archive is missing, damaged, locked or full."""
    use_utf8()
    return TASKS[arguments.task][1](arguments)


def run_check(arguments: argparse.Namespace) -> int:
    """Print what is wrong with the archive."""
    with open_archive(find_archive(arguments)) as archive:
        problems = check_archive(archive)
        info = find_info(archive)
    for problem in problems:
        if arguments.json:
            print_json(asdict(problem))
        else:
            print_line(f"{problem.check}: {problem.subject}: {problem.detail}")
    if problems:
        print_message(f"laut: {count(len(problems), 'problem')} found in {info.path}")
        return 1
    if not arguments.json:
        print_line(
            f"{info.path} is sound: {count(info.articles, 'article')}, {count(info.statements, 'statement')}"
        )
    return 0


def run_info(arguments: argparse.Namespace) -> int:
    """Print what the archive holds."""
    with open_archive(find_archive(arguments)) as archive:
        info = find_info(archive)
    if arguments.json:
        print_json(asdict(info))
        return 0
    for name, value in asdict(info).items():
        if name != "runs":
            print_line(f"{name.replace('_', ' '):<16}{'' if value is None else value}")
    for one in info.runs:
        print_line(
            f"run {one.id}  {one.began:%Y-%m-%d %H:%M}  {one.command}  "
            f"{one.read} read, {one.copied} copied, {one.skipped} skipped"
            f"{', your actors ' + one.own if one.own else ''}"
        )
    return 0


def run_load(arguments: argparse.Namespace) -> int:
    """Bring in the parts that wait, and the tables of an older version up to date."""
    with open_archive(find_existing(arguments), write=True) as archive:
        loaded = load_parts(archive)
    line = (
        f"{count(loaded.parts, 'part')}: {count(loaded.articles, 'new article')}, "
        f"{count(loaded.statements, 'new statement')}, {count(loaded.replaced, 'article')} reread, "
        f"{count(loaded.skips, 'new skip')}"
    )
    return _print_outcome(arguments, asdict(loaded), line)


def run_rebuild(arguments: argparse.Namespace) -> int:
    """Make the search index anew."""
    with open_archive(find_existing(arguments), write=True) as archive:
        documents = rebuild_index(archive)
    return _print_outcome(
        arguments, {"documents": documents}, f"the index has {count(documents, 'document')}"
    )


def run_skips(arguments: argparse.Namespace) -> int:
    """Print what was left out, with reasons."""
    with open_archive(find_archive(arguments)) as archive:
        skips = find_skips(archive, arguments.reason)
    if arguments.json:
        for skip in skips:
            print_json(asdict(skip))
        return 0
    reasons: dict[str, int] = {}
    for skip in skips:
        print_line(f"{skip.reason:<12}  {skip.name}  {skip.detail}")
        reasons[skip.reason] = reasons.get(skip.reason, 0) + 1
    listed = ", ".join(f"{number} {reason}" for reason, number in sorted(reasons.items()))
    print_message(f"laut: {count(len(skips), 'skip')}{': ' + listed if listed else ''}")
    return 0


def run_reread(arguments: argparse.Namespace) -> int:
    """Read the archive's articles again and print what changes. KnowledgeError."""
    base = open_base(arguments)
    path = find_existing(arguments)
    with open_archive(path, write=not arguments.dry_run) as archive:
        reader = load_reader(arguments.model, arguments.threads, base)
        run = make_run("reread", reader.model.maker, base.own)
        if not arguments.dry_run:
            load_parts(archive)
        changes = reread_articles(
            archive, reader.read_article, run, everything=arguments.all, keep=not arguments.dry_run
        )
        totals = _print_changes(changes, arguments)
        if not arguments.dry_run:
            load_parts(archive)
    line = (
        f"{count(totals['read'], 'article')} read again, {totals['changed']} changed: "
        f"{count(totals['gained'], 'statement')} gained, {totals['lost']} lost, {totals['altered']} altered"
    )
    return _print_outcome(arguments, totals, line)


def _print_changes(changes: Iterable[Change], arguments: argparse.Namespace) -> dict[str, int]:
    """Show each change if that was asked for, and count."""
    totals = dict.fromkeys(("read", "changed", "gained", "lost", "altered"), 0)
    for change in changes:
        totals["read"] += 1
        totals["changed"] += not change.is_empty
        totals["gained"] += len(change.gained)
        totals["lost"] += len(change.lost)
        totals["altered"] += len(change.altered)
        if arguments.diff and not change.is_empty:
            show_change(change, print_json if arguments.json else None)
    return totals


def _print_outcome(arguments: argparse.Namespace, record: dict[str, Any], line: str) -> int:
    """What a task did, as JSON or in a line; the exit code."""
    if arguments.json:
        print_json(record)
    else:
        print_line(line)
    return 0


def show_change(change: Change, write: Callable[[dict[str, Any]], None] | None) -> None:
    """One article's change: lines that begin with +, - or ~, or one JSON object."""
    article = change.after.article
    gained = [_describe(one, change.after) for one in change.gained]
    lost = [_describe(one, change.before) for one in change.lost]
    altered = [(_describe(a, change.before), _describe(b, change.after)) for a, b in change.altered]
    if write:
        write({"article": article.id, "gained": gained, "lost": lost, "altered": altered})
        return
    print_line(f"{article.id}  {article.title or article.url or ''}")
    for sign, statements in (("+", gained), ("-", lost)):
        for one in statements:
            print_line(f"  {sign} {_join(one)}")
    for before, after in altered:
        print_line(f"  ~ {_join(before)}")
        print_line(f"    {_join(after)}")


def _describe(statement: Statement, reading: Reading) -> dict[str, str]:
    links = reading.find_links()

    def name(chains: tuple[int, ...]) -> str:
        return "|".join(str(link.actor) for chain in chains for link in links.get(chain, ()))

    return {
        "id": statement.id,
        "kind": statement.kind,
        "medium": statement.medium,
        "speaker": reading.words(statement.speaker),
        "speaker_actor": name(statement.speaker_chains),
        "addressee": reading.words(statement.addressee),
        "addressee_actor": name(statement.addressee_chains),
        "cue": reading.words(statement.cue),
        "content": reading.words(statement.content),
    }


def _name(words: str, actor: str) -> str:
    return f"{words} = {actor}" if actor else words


def _join(one: dict[str, str]) -> str:
    speaker, addressee = (_name(one[role], one[f"{role}_actor"]) for role in ("speaker", "addressee"))
    speaker = f"{speaker or '?'}{' → ' + addressee if addressee else ''}"
    return f"{one['id']} {one['kind']} {one['medium']} [{speaker}] ({one['cue']}) {one['content']}"


def print_line(line: str) -> None:
    """One line with nothing in it that a terminal would obey."""
    print_record(make_visible(line).replace("\n", " ") + "\n")


def print_json(record: dict[str, Any]) -> None:
    """One object a line; ASCII, so that nothing in it steers a terminal."""
    print_record(json.dumps(record, default=_to_text, separators=(",", ":")) + "\n")


def _to_text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


TASKS: dict[str, tuple[str, Callable[[argparse.Namespace], int]]] = {
    "check": ("verify everything against everything", run_check),
    "info": ("what the archive holds", run_info),
    "load": ("bring in the parts that wait", run_load),
    "rebuild": ("make the search index anew", run_rebuild),
    "reread": ("read articles again with another model or other actors, and show what changes", run_reread),
    "skips": ("what was left out, and why", run_skips),
}
