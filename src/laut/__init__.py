"""laut reads German news and keeps the record of who said what, to whom, on whose word.

import laut
reading = laut.read(text, published_on=date(2024, 3, 5))
for statement in reading.statements:
    print(reading.words(statement.speaker), reading.words(statement.content))
"""

from typing import TYPE_CHECKING, Any

from laut.version import VERSION

__version__ = VERSION
__all__ = ["Reader", "read"]

if TYPE_CHECKING:
    from datetime import date

    from laut.pipeline import Reader
    from laut.records import Reading


def read(
    text: str,
    *,
    published_on: "date | None" = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
) -> "Reading":
    """Read one German text with the model that laut ships; for many texts make a `Reader`."""
    global _reader
    if _reader is None:
        from laut.pipeline import Reader

        _reader = Reader()
    return _reader.read(text, published_on=published_on, title=title, outlet=outlet, url=url)


_reader: "Reader | None" = None


def __getattr__(name: str) -> Any:
    """`laut.Reader`, loaded on first use, so that importing laut costs next to nothing."""
    if name == "Reader":
        from laut.pipeline import Reader

        return Reader
    raise AttributeError(f"module 'laut' has no attribute {name!r}")
