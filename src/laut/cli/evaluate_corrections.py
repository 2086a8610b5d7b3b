"""`laut evaluate corrections`: the score of the machine by what people corrected in an archive."""

import argparse
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from laut.archive import open_archive
from laut.cli.messages import print_message
from laut.cli.output import print_record, use_utf8
from laut.cli.place import add_archive, find_archive
from laut.cli.tables import Cell, Column, print_table
from laut.evaluate.corrections import CorrectionScore, Row, score_corrections

_NUMBERS = ("looked at", "said", "right", "share", "95 % from", "to", "unknown", "lost")
_COUNTS = ("applied", "replaced", "undone", "no longer apply")


def add_arguments(task: argparse.ArgumentParser) -> None:
    """The archive, and how the score is shown."""
    add_archive(task)
    task.add_argument("--json", action="store_true", help="print everything measured as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the score. ArchiveError."""
    with open_archive(find_archive(arguments)) as archive:
        score = score_corrections(archive)
    use_utf8()
    if arguments.json:
        print_record(json.dumps(asdict(score), indent=2) + "\n")
    elif score.made:
        _print_score(score)
    else:
        print_message("laut: nobody has corrected or confirmed anything in this archive: see laut correct")
    return 0


def _print_score(score: CorrectionScore) -> None:
    parts: list[tuple[str, Iterable[Row], bool]] = [
        ("what the machine had when people looked", score.before, False),
        ("what it has there now", score.now, False),
        ("model by model", score.models, True),
    ]
    for title, rows, has_model in parts:
        names = ("what", "model") if has_model else ("what",)
        _print(title, [*map(Column, names), *_number(_NUMBERS)], _iter_rows(rows, has_model))
    made = ((one.action, one.applied, one.replaced, one.undone, one.void) for one in score.made)
    _print("corrections", [Column("action"), *_number(_COUNTS)], made)


def _iter_rows(rows: Iterable[Row], has_model: bool) -> Iterator[tuple[Cell, ...]]:
    for row in rows:
        names = (row.what, row.model) if has_model else (row.what,)
        share = "" if row.share is None else f"{100 * row.share:.1f}"
        yield (
            *names, row.looked, row.said, row.right, share, f"{100 * row.low:.1f}", f"{100 * row.high:.1f}",
            row.unknown, row.lost,
        )  # fmt: skip


def _number(headings: Iterable[str]) -> list[Column]:
    return [Column(heading, is_number=True) for heading in headings]


def _print(title: str, columns: list[Column], rows: Iterable[Iterable[Cell]]) -> None:
    print_record(f"{title}\n")
    print_table(columns, rows, "never")
    print_record("\n")
