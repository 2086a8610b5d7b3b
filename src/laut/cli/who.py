"""`laut who ABOUT`: who spoke about something, how often, first and last."""

import argparse
from dataclasses import asdict

from rich.text import Text

from laut.archive import open_archive
from laut.cli.filters import add_filters, make_filters
from laut.cli.messages import print_message
from laut.cli.place import add_archive, find_archive
from laut.cli.stated import make_known
from laut.cli.tables import FAINT, Column, add_limit, add_output, clean, make_limit, print_answer
from laut.query import Speaker, who

COLUMNS = (
    Column("speaker", 1),
    Column("actor", 1),
    Column("statements", is_number=True),
    Column("articles", is_number=True),
    Column("origins", is_number=True),
    Column("outlets", is_number=True),
    Column("first", is_number=True),
    Column("last", is_number=True),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `laut who`."""
    parser.epilog = "Example: laut who brücke --since 2024-01-01"
    parser.add_argument(
        "about",
        nargs="+",
        metavar="ABOUT",
        help="words that must all stand in a statement or its article's title",
    )
    add_filters(parser)
    add_limit(parser, 20)
    add_archive(parser)
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the speakers who spoke most. SettingError, ArchiveError."""
    with open_archive(find_archive(arguments)) as archive:
        filters, limit = make_filters(arguments), make_limit(arguments)
        found = who(archive, " ".join(arguments.about), filters=filters, limit=limit)
    print_answer(
        arguments,
        map(asdict, found.rows),
        COLUMNS,
        lambda: (
            (_make_speaker(one), _make_actor(one), one.statements, one.articles, one.origins, one.outlets,
             one.first_on, one.last_on)
            for one in found.rows
        ),
    )  # fmt: skip
    print_message(f"laut: {len(found.rows)} of {found.total:,} speakers")
    return 0


def _make_speaker(one: Speaker) -> Text:
    return Text() if one.actor and not one.speaker else make_known(one.speaker)


def _make_actor(one: Speaker) -> Text:
    text = Text(clean(one.actor_name or ""))
    return text.append(f" ({clean(one.actor)})", FAINT) if one.actor else text
