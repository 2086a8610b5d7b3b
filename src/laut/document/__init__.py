"""Capture → Article: text, title, author, date, outlet and agency of one captured file, page or table row.

Nothing heavy is imported before the first capture, because `laut read` needs the language check alone.

Reasons for a skip (`Skip.reason`): `binary` (no text: a PDF, an image), `empty` (no letters), `too large`,
`language` (clearly not German), `no article` (a front page, or a page without running text), `damaged` (the
parsers gave up). And one for a date alone: `date` (in the future, 1970, before the first newspaper); then the
article is kept, and its date taken from the next source or left open.
"""

from collections.abc import Iterator

from laut.records import Article, Capture, Skip

__all__ = ["iter_results", "make_article"]


def make_article(capture: Capture) -> Article | Skip:
    """The article of a capture, or why there is none."""
    return next(iter_results(capture))


def iter_results(capture: Capture) -> Iterator[Article | Skip]:
    """The article (or why there is none), then a skip for each date of it that could not be true."""
    from laut.document.article import iter_results

    return iter_results(capture)
