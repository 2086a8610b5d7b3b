"""`laut ingest SOURCE…`: read articles from anywhere into an archive; what is there already is passed over.

Exit code 0 where something was read or was there already, 1 where nothing could be read, 130 after Ctrl-C:
then the archive has all that was read until that moment, and the same command goes on from there.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from laut.cli.actor_tables import add_actors, find_tables
from laut.cli.messages import print_message
from laut.cli.output import print_record
from laut.cli.place import add_archive, find_archive
from laut.cli.values import parse_date, parse_number
from laut.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Callable

    from laut.batch import Summary
    from laut.ingest import Options


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `laut ingest`."""
    from laut.ingest import KINDS

    kinds = "; ".join(f"{kind.name} ({kind.help})" for kind in KINDS)
    parser.epilog = f"Sources: {kinds}. Example: laut ingest seiten/ https://zeitung.example/feed.xml"
    add = parser.add_argument
    add("sources", nargs="+", metavar="SOURCE", help="files, folders and addresses (see below)")
    add_archive(parser)
    add(
        "--columns",
        metavar="MAP",
        default="",
        help="a table's columns: text=body,title=headline,date=published",
    )
    add("--outlet", metavar="NAME", help="the outlet, where the source does not say")
    add("--published-on", metavar="DATE", type=parse_date, help="the date, where the source does not say")
    add(
        "--host", metavar="HOST", action="append", default=[], help="only pages of this host; may be repeated"
    )
    add(
        "--language",
        metavar="TAG",
        type=_parse_language,
        action="append",
        default=[],
        help="only articles whose source declares this variety: de-AT, de-CH, de-DE; may be repeated",
    )
    add("--since", metavar="DATE", type=parse_date, help="only articles published on this day or later")
    add("--until", metavar="DATE", type=parse_date, help="only articles published on this day or earlier")
    add("--limit", metavar="N", type=parse_number(1), help="stop after so many items")
    add(
        "--workers", metavar="N", type=parse_number(1), default=0, help="processes (default: one a processor)"
    )
    add_actors(parser)
    add("--model", metavar="PATH", type=Path, help="a model folder other than the one that laut ships")
    add(
        "--delay",
        metavar="S",
        type=_parse_seconds,
        default=1.0,
        help="seconds between requests to a host (1)",
    )
    add("--timeout", metavar="S", type=_parse_seconds, default=30.0, help="seconds for one request (30)")
    add("--largest", metavar="MB", type=parse_number(1), default=20, help="size of an item at most (20)")
    add("--contact", metavar="WORDS", help="whom hosts may write to: an address for the User-Agent")
    add("--allow-private", action="store_true", help="fetch from private networks and this machine too")
    add("--json", action="store_true", help="the summary as JSON on standard output")


def run(arguments: argparse.Namespace) -> int:
    """Ingest, show the summary. SettingError, ArchiveError, ModelError, KnowledgeError."""
    from laut.batch import Plan, ingest

    options = make_options(arguments)
    plan = Plan(arguments.workers, arguments.model, arguments.limit, find_tables(arguments))
    with showing() as watch:
        summary = ingest(arguments.sources, find_archive(arguments), options, plan, watch)
    if arguments.json:
        print_record(json.dumps(describe(summary)) + "\n")
    else:
        for line in iter_lines(summary):
            print_message(line)
    if summary.is_interrupted:
        return 130
    return 0 if summary.read or summary.known or summary.skipped["unchanged"] else 1


def make_options(arguments: argparse.Namespace) -> "Options":
    """Check what argparse can't; SettingError where arguments don't go together."""
    from laut.ingest import Options, parse_columns

    since, until = arguments.since, arguments.until
    if since and until and since > until:
        raise SettingError(f"--since {since} is later than --until {until}: exchange them")
    defaults = Options()
    contact = arguments.contact
    if contact is not None and not (contact.isascii() and contact.isprintable()):
        raise SettingError("--contact goes into a header: write it in ASCII, on one line")
    return Options(
        columns=parse_columns(arguments.columns),
        outlet=arguments.outlet,
        published_on=arguments.published_on,
        hosts=tuple(host.strip(".").lower() for host in arguments.host),
        languages=tuple(arguments.language),
        since=since,
        until=until,
        largest=arguments.largest * 1_000_000,
        delay=arguments.delay,
        timeout=arguments.timeout,
        allow_private=arguments.allow_private,
        user_agent=f"{defaults.user_agent} {contact}" if contact else defaults.user_agent,
    )


def describe(summary: "Summary") -> dict[str, object]:
    """The summary for a program."""
    return {
        "run": summary.run,
        "read": summary.read,
        "copied": summary.copied,
        "statements": summary.statements,
        "known": summary.known,
        "skipped": dict(sorted(summary.skipped.items())),
        "interrupted": summary.is_interrupted,
        "seconds": round(summary.seconds, 2),
        "loaded": asdict(summary.loaded),
    }


def iter_lines(summary: "Summary") -> Iterator[str]:
    """The summary for a person."""
    rate = summary.read / summary.seconds if summary.seconds else 0.0
    yield (
        f"laut: {summary.read} articles read ({summary.copied} of them copies), "
        f"{summary.statements} statements, {rate:.1f} articles a second"
    )
    if summary.known:
        yield f"laut: {summary.known} were in the archive already"
    skipped = +summary.skipped
    if skipped:
        reasons = ", ".join(f"{count} {reason}" for reason, count in skipped.most_common())
        yield f"laut: {skipped.total()} skipped: {reasons} (see `laut archive skips`)"
    if summary.is_interrupted:
        yield "laut: stopped; the same command goes on from here"


@contextmanager
def showing() -> "Iterator[Callable[[Summary], None]]":
    """A line on stderr that counts, for a person who waits there; otherwise nothing."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("starting", total=None)

        def watch(summary: "Summary") -> None:
            skipped = f", {summary.skipped.total()} skipped" if summary.skipped.total() else ""
            known = f", {summary.known} known" if summary.known else ""
            bar.update(task, description=f"{summary.read} read{known}{skipped}")

        yield watch


def _parse_language(given: str) -> str:
    language, _, country = given.replace("_", "-").partition("-")
    if language.lower() != "de" or (
        country and not (len(country) == 2 and country.isascii() and country.isalpha())
    ):
        raise argparse.ArgumentTypeError(
            f"{given!r} can't be read: laut reads German; write de, de-AT, de-CH or de-DE"
        )
    return f"de-{country.upper()}" if country else "de"


def _parse_seconds(given: str) -> float:
    try:
        seconds = float(given)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 3600:
        raise argparse.ArgumentTypeError(f"{given!r} is no number of seconds: write 0 to 3600")
    return seconds
