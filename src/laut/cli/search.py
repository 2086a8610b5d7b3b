"""`laut search WORDS`: which statements have these words."""

import argparse

from laut.archive import open_archive
from laut.cli.actor_tables import add_actors, open_base
from laut.cli.filters import add_filters, add_speaker, make_filters
from laut.cli.messages import print_message
from laut.cli.place import add_archive, find_archive
from laut.cli.stated import make_place, make_speaker, make_stated, mark_words
from laut.cli.tables import Column, add_limit, add_output, has_colours, make_limit, print_answer
from laut.query import Hit, search

COLUMNS = (Column("where", 2), Column("speaker", 2), Column("statement", 5))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `laut search`."""
    parser.epilog = (
        "Example: laut search 'brücke \"erbärmlicher zustand\" -maut' --speaker Kerz --since 2024-01-01"
    )
    parser.add_argument(
        "words",
        nargs="*",
        metavar="WORDS",
        help="words that must all stand in a statement, its speaker or its article's title; "
        '"a b": a phrase; after --, -a: without a',
    )
    add_speaker(parser)
    add_filters(parser)
    add_actors(parser)
    add_limit(parser, 20)
    add_archive(parser)
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the best hits. SettingError, ArchiveError."""
    with open_archive(find_archive(arguments)) as archive:
        hits = search(
            archive,
            " ".join(arguments.words),
            speaker=arguments.speaker,
            filters=make_filters(arguments),
            limit=make_limit(arguments),
            base=open_base(arguments) if arguments.speaker else None,
            why=arguments.json,
        )
    coloured = not (arguments.json or arguments.csv) and has_colours(arguments)
    print_answer(
        arguments,
        (make_record(hit, is_flat=arguments.csv) for hit in hits.rows),
        COLUMNS,
        lambda: (
            (make_place(hit.statement), make_speaker(hit.statement),
             mark_words(hit.statement.content, hit.marks, coloured))
            for hit in hits.rows
        ),
    )  # fmt: skip
    print_message(f"laut: {len(hits.rows)} of {hits.total:,} statements")
    return 0


def make_record(hit: Hit, *, is_flat: bool) -> dict[str, object]:
    """A hit as a flat record; marks are offsets in the content, half open."""
    marks = [[mark.start, mark.end] for mark in hit.marks]
    return {**make_stated(hit.statement, is_flat=is_flat), "fit": hit.fit, "marks": marks}
