"""The reader of the commands that read, loaded when the first text is there."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from laut.knowledge import Base

if TYPE_CHECKING:
    from laut.pipeline import Reader


@cache
def load_reader(model: Path | None, threads: int, base: Base) -> "Reader":
    """The reader; it is imported here, and not at the top, because it brings in the whole runtime."""
    from laut.pipeline import Reader

    return Reader(model, threads, base=base)
