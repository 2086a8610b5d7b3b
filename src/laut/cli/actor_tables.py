"""Which tables of actors are laid over the base: --actors, else the environment's LAUT_ACTORS."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from laut.knowledge import Base, load_base, load_default

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


def find_tables(arguments: argparse.Namespace) -> Sequence[Path]:
    """The tables that the command line or the environment names."""
    given: Sequence[Path] | None = arguments.actors
    return given or [Path(one) for one in os.environ.get(VARIABLE, "").split(os.pathsep) if one]


def open_base(arguments: argparse.Namespace) -> Base:
    """The base with these tables. KnowledgeError."""
    tables = find_tables(arguments)
    return load_base(extensions=tables) if tables else load_default()
