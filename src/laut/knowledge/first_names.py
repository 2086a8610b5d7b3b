"""First names and whose they are; from lists of politicians (`laut.train.chains.first_names`)."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("first_names.tsv")


@cache
def load_first_names() -> Mapping[str, str]:
    """First names in small letters, with m or f."""
    rows = FILE.read_text("utf-8").splitlines()
    return {name: gender for name, _, gender in (row.partition("\t") for row in rows)}
