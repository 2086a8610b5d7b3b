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
from dataclasses import asdict, dataclass
from datetime import date

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from laut.cli.output import print_record, use_utf8
from laut.cli.screen import find_screen
from laut.cli.values import parse_date, parse_number
from laut.errors import SettingError
from laut.export.csv_tables import write_cell
from laut.export.visible import make_visible
from laut.query import Change, Filters, Stated
from laut.records import Spans
from laut.statements.labels import KINDS, MEDIA

Record = Mapping[str, object]
Cell = Text | str | int | float | date | None

STRONG = Style(bold=True)
FAINT = Style(dim=True)
_DIFF = {
    "same": Style(),
    "gone": Style(strike=True, color="color(167)"),
    "new": Style(bold=True, color="color(35)"),
}
_SIGNS = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}


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


def add_filters(parser: argparse.ArgumentParser) -> None:
    """The arguments for which statements count."""
    add = parser.add_argument
    add("--kind", choices=KINDS, help="only statements of this kind")
    add("--medium", choices=MEDIA, help="only statements of this medium")
    add("--outlet", metavar="NAME", help="only articles of this outlet")
    add_actor(parser)
    add("--since", metavar="DATE", type=parse_date, help="only articles of this day, as 2024-03-05, or later")
    add("--until", metavar="DATE", type=parse_date, help="only articles of this day or earlier")
    add(
        "--origin",
        choices=("all", "independent"),
        default="all",
        help="independent: no article that copies another one (default all)",
    )


def add_actor(parser: argparse.ArgumentParser) -> None:
    """The argument for whom a speaker stands for."""
    parser.add_argument(
        "--actor", metavar="ID", help="only statements of this actor, as Q567, whatever the article calls it"
    )


def add_speaker(parser: argparse.ArgumentParser) -> None:
    """The argument for what a speaker is called."""
    parser.add_argument(
        "--speaker",
        metavar="NAME",
        default="",
        help="only statements whose speaker has these words, or stands for an actor of this name or id",
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


def make_filters(arguments: argparse.Namespace) -> Filters:
    """The filters of the command line; SettingError where no day can pass them."""
    if arguments.since and arguments.until and arguments.since > arguments.until:
        raise SettingError(f"--since {arguments.since} lies after --until {arguments.until}: swap them")
    independent = arguments.origin == "independent"
    names = ("kind", "medium", "outlet", "since", "until", "actor")
    return Filters(**{name: getattr(arguments, name) for name in names}, independent=independent)


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


def make_place(one: Stated) -> Text:
    """Where a statement stands: its date, outlet, kind and id, a line each."""
    text = Text(str(one.published_on or "undated"))
    for line in (one.outlet, f"{one.kind} {one.medium}".replace("_", " ")):
        text.append(f"\n{clean(line)}" if line else "")
    text.append(f"\n{clean(one.id)}", FAINT)
    return text


def make_known(speaker: str | None) -> Text:
    """A speaker's words; who is not known is shown as such."""
    return Text(clean(speaker)) if speaker else Text("unknown", FAINT + Style(italic=True))


def make_speaker(one: Stated) -> Text:
    """A speaker's words, and whom they stand for."""
    text = make_known(one.speaker)
    for number, actor in enumerate(one.speaker_actors):
        name = clean(actor.name)
        if number or name != text.plain:
            text.append(" + " if number else " → ").append(name)
        text.append(f" ({clean(actor.id)})", FAINT)
    return text


def make_stated(one: Stated, *, is_flat: bool) -> dict[str, object]:
    """A statement as a record; where it must be flat, with the ids and the names of actors, joined by `|`."""
    record: dict[str, object] = {}
    for name, value in asdict(one).items():
        if is_flat and name in ("speaker_actors", "addressee_actors"):
            role = name.removesuffix("s")
            record[role] = "|".join(actor["id"] for actor in value) or None
            record[f"{role}_name"] = "|".join(actor["name"] for actor in value) or None
        else:
            record[name] = value
    return record


def mark_words(words: str, marks: Spans, has_colours: bool) -> Text:
    """Words with what was looked for in bold, or between stars where there are no colours."""
    text, at = Text(), 0
    star = "" if has_colours else "*"
    for mark in marks:
        text.append(_clean_piece(words[at : mark.start]))
        text.append(f"{star}{_clean_piece(mark.of(words))}{star}", STRONG + Style(color="color(32)"))
        at = mark.end
    return text.append(_clean_piece(words[at:]))


def make_diff(changes: Iterable[Change], has_colours: bool) -> Text:
    """A word diff: what is gone struck through, what is new in bold; or as [-gone-] {+new+}."""
    text = Text()
    for change in changes:
        before, after = ("", "") if has_colours else _SIGNS[change.op]
        text.append(" " if text else "")
        text.append(f"{before}{clean(change.words)}{after}", _DIFF[change.op])
    return text


def write_diff(changes: Iterable[Change]) -> str:
    """The same as plain words."""
    return " ".join(f"{_SIGNS[one.op][0]}{one.words}{_SIGNS[one.op][1]}" for one in changes)


def has_colours(arguments: argparse.Namespace) -> bool:
    """Whether the table may use colours."""
    return find_screen(arguments.colour).colours is not None


def _clean_piece(words: str) -> str:
    return make_visible(words).replace("\n", " ").replace("\t", " ")
