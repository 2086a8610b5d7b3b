"""`python -m laut.knowledge --sources FOLDER`: build the knowledge base and its card."""

import argparse
import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from laut.errors import LautError
from laut.knowledge.base import FILE
from laut.knowledge.build import build
from laut.knowledge.card import write_card


def main(argv: Sequence[str] | None = None) -> int:
    """Build; 1 and one sentence where that fails."""
    parser = argparse.ArgumentParser(prog="python -m laut.knowledge", description=__doc__)
    parser.add_argument(
        "--sources", type=Path, required=True, metavar="FOLDER", help="the folder kb of the lists"
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="where the base goes (default: into the package); cards beside it",
    )
    arguments = parser.parse_args(argv)
    out = arguments.out or Path(str(files("laut.knowledge") / FILE))
    try:
        doubts = build(arguments.sources, out)
        card = write_card(out)
    except LautError as error:
        print(f"laut: {error}", file=sys.stderr)
        return 1
    for doubt in doubts:
        print(doubt, file=sys.stderr)
    print(f"{out}: {card['version']}, {card['bytes'] / 1e6:.1f} MB, {sum(card['kinds'].values()):,} actors")
    return 0


if __name__ == "__main__":
    sys.exit(main())
