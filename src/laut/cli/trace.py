"""`laut trace STATEMENT-ID|TEXT`: one statement through the outlets, the first first, with a word diff."""

import argparse
from dataclasses import asdict

from laut.archive import open_archive
from laut.cli.filters import add_actor
from laut.cli.messages import print_message
from laut.cli.place import add_archive, find_archive
from laut.cli.stated import make_diff, make_place, make_speaker, make_stated, write_diff
from laut.cli.tables import Column, add_output, clean, has_colours, make_text, print_answer
from laut.query import Variant, trace

COLUMNS = (Column("where", 2), Column("speaker", 2), Column("became", 1), Column("statement", 5))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `laut trace`."""
    parser.epilog = "Example: laut trace s0123456789abcdef"
    parser.add_argument(
        "statement", nargs="+", metavar="STATEMENT-ID|TEXT", help="a statement's id, or its words"
    )
    add_actor(parser)
    add_archive(parser)
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print all appearances of the statement. SettingError, ArchiveError."""
    with open_archive(find_archive(arguments)) as archive:
        found = trace(archive, " ".join(arguments.statement), actor=arguments.actor, why=arguments.json)
    coloured = not (arguments.json or arguments.csv) and has_colours(arguments)
    records = (make_record(one, is_flat=arguments.csv) for one in found.variants)
    print_answer(
        arguments,
        records,
        COLUMNS,
        lambda: (
            (make_place(one.statement), make_speaker(one.statement), _describe(one),
             make_diff(one.changes, coloured) if one.changes else make_text(clean(one.statement.content)))
            for one in found.variants
        ),
    )  # fmt: skip
    print_message(f"laut: {len(found.variants)} appearances of {found.origins} independent origins")
    return 0


def _describe(one: Variant) -> str:
    return f"{one.relation}, copied" if one.statement.is_copy else one.relation


def make_record(one: Variant, *, is_flat: bool) -> dict[str, object]:
    """An appearance as a record; its changes as words where records must be flat."""
    changes = write_diff(one.changes) if is_flat else [asdict(change) for change in one.changes]
    stated = make_stated(one.statement, is_flat=is_flat)
    return {**stated, "relation": one.relation, "likeness": one.likeness, "changes": changes}
