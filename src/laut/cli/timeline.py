"""`laut timeline [WORDS]`: how many statements a day, week or month, as bars or as a picture."""

import argparse
from dataclasses import asdict
from pathlib import Path

from rich.text import Text

from laut.archive import open_archive
from laut.cli.actor_tables import add_actors, open_base
from laut.cli.filters import add_filters, add_speaker, make_filters
from laut.cli.messages import print_message
from laut.cli.place import add_archive, find_archive
from laut.cli.tables import Column, add_output, print_answer
from laut.errors import SettingError
from laut.query import Period, plot_timeline, timeline

BAR = 40
COLUMNS = (
    Column("from"),
    Column("statements", is_number=True),
    Column("articles", is_number=True),
    Column("origins", is_number=True),
    Column("", 1),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `laut timeline`."""
    parser.epilog = "Example: laut timeline brücke --by week --plot brücke.svg"
    parser.add_argument(
        "words",
        nargs="*",
        metavar="WORDS",
        help="only statements with these words in them or the article's title",
    )
    add_speaker(parser)
    parser.add_argument("--by", choices=("day", "week", "month"), default="month", help="(default month)")
    parser.add_argument("--plot", metavar="FILE", type=Path, help="draw a .png or .svg picture too")
    add_filters(parser)
    add_actors(parser)
    add_archive(parser)
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the counts, and draw them where that is asked for. SettingError, ArchiveError, LautError."""
    words = " ".join(arguments.words)
    with open_archive(find_archive(arguments)) as archive:
        filters = make_filters(arguments)
        base = open_base(arguments) if arguments.speaker else None
        periods = timeline(
            archive, words, speaker=arguments.speaker, filters=filters, unit=arguments.by, base=base
        )
    most = max((period.statements for period in periods), default=0)
    print_answer(arguments, map(asdict, periods), COLUMNS, lambda: (_make_row(one, most) for one in periods))
    if arguments.plot:
        if not any(period.begins for period in periods):
            raise SettingError("nothing to draw: no such statement has a date")
        title = " · ".join(filter(None, (words, arguments.speaker, arguments.actor))) or "all statements"
        plot_timeline(periods, arguments.plot, title)
        print_message(f"laut: drawn into {arguments.plot}")
    return 0


def _make_row(one: Period, most: int) -> tuple[str, int, int, int, Text]:
    eighths = round(8 * BAR * one.statements / most) if most else 0
    bar = "█" * (eighths // 8) + (" ▏▎▍▌▋▊▉"[eighths % 8] if eighths % 8 else "")
    return str(one.begins or "undated"), one.statements, one.articles, one.origins, Text(bar)
