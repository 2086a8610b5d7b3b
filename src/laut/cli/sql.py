"""`laut sql "SELECT …"`: any question to the archive's tables, read-only."""

import argparse
import math
import sys

from laut.archive import open_archive
from laut.cli.place import add_archive, find_archive
from laut.cli.tables import Column, add_output, print_answer
from laut.query import sql


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `laut sql`."""
    parser.epilog = (
        'Example: laut sql "SELECT outlet, count(*) FROM articles GROUP BY outlet ORDER BY 2 DESC"'
    )
    parser.add_argument(
        "query", metavar="SQL", help="one statement in DuckDB's SQL; - reads it from standard input"
    )
    add_archive(parser)
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the rows. SettingError where the question makes no sense; ArchiveError."""
    query = sys.stdin.read() if arguments.query == "-" else arguments.query
    with open_archive(find_archive(arguments)) as archive:
        answer = sql(archive, query)
        columns = answer.columns
        names = [name if columns.count(name) == 1 else f"{name}_{at}" for at, name in enumerate(columns)]
        rows = (tuple(map(_make_value, row)) for row in answer.rows)
        print_answer(
            arguments,
            (dict(zip(names, row, strict=True)) for row in rows),
            map(Column, names),
            lambda: rows,
        )
    return 0


def _make_value(value: object) -> str | int | float | None:
    """A value that tables and JSON have: numbers that JSON lacks become words, bytes hexadecimal digits."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if value is None or isinstance(value, str | int | float):
        return value
    return value.hex() if isinstance(value, bytes) else str(value)
