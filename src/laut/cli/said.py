"""`laut said NAME`: everything a speaker said, by date."""

import argparse

from laut.archive import open_archive
from laut.cli.actor_tables import add_actors, open_base
from laut.cli.filters import add_filters, make_filters
from laut.cli.messages import print_message
from laut.cli.place import add_archive, find_archive
from laut.cli.stated import make_place, make_speaker, make_stated
from laut.cli.tables import Column, add_limit, add_output, clean, make_limit, print_answer
from laut.errors import SettingError
from laut.query import said

COLUMNS = (Column("where", 2), Column("speaker", 2), Column("statement", 5))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `laut said`."""
    parser.epilog = "Example: laut said Kerz --about brücke"
    parser.add_argument(
        "name",
        nargs="*",
        metavar="NAME",
        help="words that the speaker's name must all have, or the id of an actor (Q567); "
        "with --actor it may be left out",
    )
    parser.add_argument(
        "--about",
        metavar="WORDS",
        default="",
        help="only statements with these words in them or the article's title",
    )
    add_filters(parser)
    add_actors(parser)
    add_limit(parser, 100)
    add_archive(parser)
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the statements, the earliest first. SettingError, ArchiveError, KnowledgeError."""
    if not arguments.name and not arguments.actor and not arguments.about:
        raise SettingError("nobody to look for: give a NAME or --actor ID")
    with open_archive(find_archive(arguments)) as archive:
        found = said(
            archive,
            " ".join(arguments.name),
            about=arguments.about,
            filters=make_filters(arguments),
            limit=make_limit(arguments),
            base=open_base(arguments),
            why=arguments.json,
        )
    print_answer(
        arguments,
        (make_stated(one, is_flat=arguments.csv) for one in found.rows),
        COLUMNS,
        lambda: ((make_place(one), make_speaker(one), clean(one.content)) for one in found.rows),
    )
    print_message(f"laut: {len(found.rows)} of {found.total:,} statements")
    return 0
