"""Answers of the archive on standard output: a table, JSON lines, or CSV, with nothing in them that steers.

A terminal would obey escapes in an article's words and a spreadsheet formulas: the table and the CSV show
stand-ins, JSON writes `\\u` escapes.
"""

import argparse
import csv
import io
import json
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from laut.cli.output import print_record, use_utf8
from laut.cli.screen import find_screen
from laut.cli.values import parse_number
from laut.export.csv_tables import write_cell
from laut.export.visible import make_visible

Record = Mapping[str, object]
Cell = Text | str | int | float | date | None

FAINT = Style(dim=True)


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading; a number stands right, and a column with a share of the width wraps."""

    heading: str
    share: int | None = None
    is_number: bool = False


def add_output(parser: argparse.ArgumentParser) -> None:
    """The arguments for how an answer is shown."""
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--json", action="store_true", help="one JSON object a line instead of a table")
    ways.add_argument("--csv", action="store_true", help="CSV, harmless to spreadsheets, instead of a table")
    parser.add_argument(
        "--colour", choices=("auto", "always", "never"), default="auto", help="colours in the table"
    )


def add_limit(parser: argparse.ArgumentParser, default: int) -> None:
    """The argument for how much is shown."""
    parser.add_argument(
        "--limit",
        metavar="N",
        type=parse_number(0, "rows"),
        default=default,
        help=f"at most N rows, 0: all (default {default})",
    )


def make_limit(arguments: argparse.Namespace) -> int | None:
    """How many rows are wanted, None for all."""
    return arguments.limit or None


def print_answer(
    arguments: argparse.Namespace,
    records: Iterable[Record],
    columns: Iterable[Column],
    rows: Callable[[], Iterable[Iterable[Cell]]],
) -> None:
    """Print the records as JSON or CSV, or else the rows (made only then) as a table."""
    if arguments.json:
        use_utf8()
        for record in records:
            print_record(json.dumps(record, default=str, allow_nan=False, separators=(",", ":")) + "\n")
    elif arguments.csv:
        use_utf8()
        print_csv(records)
    else:
        print_table(list(columns), rows(), arguments.colour)


def print_csv(records: Iterable[Record]) -> None:
    """The records under the names of the first one's fields; nothing where there is none."""
    for number, record in enumerate(records):
        line = io.StringIO()
        writer = csv.writer(line, lineterminator="\n")
        if not number:
            writer.writerow([write_cell(name) for name in record])
        writer.writerow([_make_csv_cell(value) for value in record.values()])
        print_record(line.getvalue())


def _make_csv_cell(value: object) -> str:
    if value is None or isinstance(value, str | int | float | date):
        return write_cell(value)
    return write_cell(json.dumps(value, default=str, ensure_ascii=False))


def print_table(columns: list[Column], rows: Iterable[Iterable[Cell]], colour: str) -> None:
    """A table as wide as the terminal, or of 100 columns where standard output is none."""
    screen = find_screen(colour)
    width = shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100
    paper = io.StringIO()
    console = Console(
        file=paper, width=max(40, width), color_system=screen.colours,  # type: ignore[arg-type]
        force_terminal=screen.colours is not None, no_color=screen.colours is None, legacy_windows=False,
        highlight=False, markup=False, emoji=False, _environ={},
    )  # fmt: skip
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), safe_box=not screen.can_show("─"))
    for column in columns:
        table.add_column(
            Text(clean(column.heading)),
            justify="right" if column.is_number else "left",
            ratio=column.share,
            overflow="fold",
            no_wrap=column.is_number,
        )
    table.expand = any(column.share for column in columns)
    for row in rows:
        table.add_row(*(make_text(cell) for cell in row))
    if table.row_count:
        console.print(table)
    shown = "".join(f"{line.rstrip(' ')}\n" for line in paper.getvalue().splitlines())
    print_record(shown.encode(screen.encoding, "replace").decode(screen.encoding))


def make_text(cell: Cell) -> Text:
    """A cell as the table shows it."""
    if isinstance(cell, Text):
        return cell
    return Text("" if cell is None else clean(str(cell)))


def clean(words: str) -> str:
    """Words on one line that a terminal shows as they are."""
    return " ".join(make_visible(words).split())


def has_colours(arguments: argparse.Namespace) -> bool:
    """Whether the table may use colours."""
    return find_screen(arguments.colour).colours is not None
