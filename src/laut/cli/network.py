"""`laut network [WORDS]`: which actors meet on statements; a table, GraphML, GEXF or a picture."""

import argparse
from dataclasses import asdict
from pathlib import Path

from laut.archive import open_archive
from laut.cli.filters import add_filters, make_filters
from laut.cli.messages import print_message
from laut.cli.place import add_archive, find_archive
from laut.cli.tables import Column, add_output, print_answer
from laut.cli.values import parse_number
from laut.errors import SettingError
from laut.query import RELATIONS, network, write_network

SHOWN = 30
COLUMNS = (
    Column("source", 1),
    Column("target", 1),
    Column("statements", is_number=True),
    Column("origins", is_number=True),
    Column("first", is_number=True),
    Column("last", is_number=True),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `laut network`."""
    parser.epilog = (
        "Example: laut network klima --relation mentions --output klima.graphml --output klima.svg"
    )
    parser.add_argument(
        "words",
        nargs="*",
        metavar="WORDS",
        help="only statements with these words in them or the article's title",
    )
    parser.add_argument(
        "--relation",
        choices=RELATIONS,
        default=RELATIONS[0],
        help="cooccurrence: any two actors of a statement (default); addresses: speaker to addressee; "
        "mentions: speaker to those the statement mentions",
    )
    parser.add_argument(
        "--least",
        metavar="N",
        type=parse_number(1, "statements"),
        default=1,
        help="statements an edge needs (1)",
    )
    parser.add_argument(
        "--output",
        metavar="FILE",
        type=Path,
        action="append",
        default=[],
        help="write .graphml (Gephi, visone), .gexf (with dates), .png or .svg; may be repeated",
    )
    add_filters(parser)
    add_archive(parser)
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the strongest edges, and write the files asked for. SettingError, ArchiveError, LautError."""
    with open_archive(find_archive(arguments)) as archive:
        found = network(
            archive,
            " ".join(arguments.words),
            relation=arguments.relation,
            filters=make_filters(arguments),
            least=arguments.least,
        )
    names = {node.id: node.name for node in found.nodes}
    is_table = not (arguments.json or arguments.csv)
    edges = found.edges[:SHOWN] if is_table else found.edges
    print_answer(
        arguments,
        (
            {**asdict(one), "source_name": names[one.source], "target_name": names[one.target]}
            for one in edges
        ),
        COLUMNS,
        lambda: (
            (names[one.source], names[one.target], one.statements, one.origins, one.first_on, one.last_on)
            for one in edges
        ),
    )
    print_message(f"laut: {len(found.nodes):,} actors, {len(found.edges):,} edges")
    for path in arguments.output:
        if not found.edges:
            raise SettingError("nothing to write: no two actors meet on these statements")
        write_network(found, path)
        print_message(f"laut: written to {path}")
    return 0
