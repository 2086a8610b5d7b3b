"""Where the archive is: --archive, else the environment's LAUT_ARCHIVE, else laut.archive in this folder."""

import argparse
import os
from pathlib import Path

VARIABLE = "LAUT_ARCHIVE"
DEFAULT = "laut.archive"


def add_archive(parser: argparse.ArgumentParser) -> None:
    """The argument --archive, which every command on an archive takes."""
    parser.add_argument(
        "--archive",
        metavar="DIR",
        type=Path,
        help=f"the archive's folder (default: the environment's {VARIABLE}, else {DEFAULT} here)",
    )


def find_archive(arguments: argparse.Namespace) -> Path:
    """The folder that the command line or the environment names; it may not exist."""
    return Path(arguments.archive or os.environ.get(VARIABLE) or DEFAULT)


def find_existing(arguments: argparse.Namespace) -> Path:
    """The same for what writes but makes none. ArchiveError where there is no archive."""
    from laut.archive import open_archive

    path = find_archive(arguments)
    open_archive(path, any_version=True).close()
    return path
