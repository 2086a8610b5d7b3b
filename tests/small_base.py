"""A small knowledge base for tests: a few public offices of the past, and invented people."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from laut.knowledge.base import Base, load_base
from laut.knowledge.build import build

TABLES = Path(__file__).parent / "small_tables"
LISTS = ("everypolitician2015", "mdb", "us", "factbook", "reign", "dboes")


@cache
def make_small_base() -> Base:
    """The base of these tables alone, without any of the lists."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for listing in LISTS:
            (folder / listing).mkdir()
        with patch("laut.knowledge.build.READERS", ()):
            build(folder, folder / "small.sqlite", TABLES)
        return load_base(folder / "small.sqlite")
