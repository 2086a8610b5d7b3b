"""CSV tables, one row a statement or one an article, that a spreadsheet shows and never executes.

A cell that a spreadsheet would take for a formula, and one that begins with an apostrophe, gets an
apostrophe in front (`read_cell` takes it away again); characters that steer a terminal become visible
stand-ins. UTF-8, commas, all line breaks plain, every row one record of RFC 4180. Offsets are written as
`12..40 52..60`, half open, in code points of the article's text: a spreadsheet would take `1-12` for a
date and `1:12` for a time.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import fields
from datetime import date

from laut.export.entries import Entry, Stream
from laut.export.rows import ArticleRow, StatementRow, make_article_row, make_statement_rows
from laut.export.visible import make_visible
from laut.records import Span

Value = str | int | float | date | tuple[Span, ...] | None

_FORMULA = tuple("=+-@\t\r\n|%＝＋－＠")
_APOSTROPHE = "'"


def write_statements(entry: Entry) -> str:
    """The rows of one article's statements, without the header; empty where it has none."""
    return make_lines(_values(row) for row in make_statement_rows(entry))


def write_article(entry: Entry) -> str:
    """The row of one article, without the header."""
    return make_lines([_values(make_article_row(entry))])


def make_lines(rows: Iterable[Iterable[Value]]) -> str:
    """Rows of values as CSV."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([write_cell(value) for value in row] for row in rows)
    return buffer.getvalue()


def write_cell(value: Value) -> str:
    """A value as the words of a cell, harmless to spreadsheets and terminals."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return " ".join(f"{span.start}..{span.end}" for span in value)
    if not isinstance(value, str):
        return str(value)
    words = make_visible(value)
    first = words.lstrip()[:1] or words[:1]
    return _APOSTROPHE + words if words.startswith((_APOSTROPHE, *_FORMULA)) or first in _FORMULA else words


def read_cell(cell: str) -> str:
    """The words of a cell, without the apostrophe that made them harmless."""
    return cell.removeprefix(_APOSTROPHE)


def _values(row: StatementRow | ArticleRow) -> list[Value]:
    return [getattr(row, field.name) for field in fields(row)]


STATEMENTS = Stream(write_statements, head=make_lines([[field.name for field in fields(StatementRow)]]))
ARTICLES = Stream(write_article, head=make_lines([[field.name for field in fields(ArticleRow)]]))
