"""Which tables of actors are laid over the base: --actors, else the environment's LAUT_ACTORS."""

import argparse
import os
from pathlib import Path

from laut.knowledge import Base, load_with

VARIABLE = "LAUT_ACTORS"


def add_actors(parser: argparse.ArgumentParser) -> None:
    """The argument --actors, which every command that names actors takes."""
    parser.add_argument(
        "--actors",
        metavar="FILE",
        type=Path,
        action="append",
        help="a table of your own actors, or a folder of them; may be given again "
        f"(default: the environment's {VARIABLE}, several apart by {os.pathsep!r})",
    )


def find_tables(arguments: argparse.Namespace) -> tuple[Path, ...]:
    """The tables that the command line or the environment names."""
    given = arguments.actors or os.environ.get(VARIABLE, "").split(os.pathsep)
    return tuple(Path(one) for one in given if one)


def open_base(arguments: argparse.Namespace) -> Base:
    """The base with these tables. KnowledgeError."""
    return load_with(find_tables(arguments))
