"""Tables → `Reading`: what was written comes back equal, field by field.

Tokens are not stored; they are found again in the text, which gives the same as long as
`laut.language.tokens` is the same (and a reading without its tokens is read quicker).
"""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Any

from laut.archive.folder import Archive
from laut.archive.migrate import read_query
from laut.archive.rows import ROLES
from laut.errors import ArchiveError
from laut.language.tokens import find_tokens
from laut.records import Analysis, Article, Evidence, Mention, Reading, RoleScores, Span, Spans, Statement

# Each batch reads the blocks of five tables that hold its articles.
BATCH = 500
TABLES = ("articles", "sentences", "mentions", "statements", "spans")
Row = tuple[Any, ...]


def read_article(archive: Archive, article_id: str, *, with_tokens: bool = True) -> Reading:
    """The reading of one article; ArchiveError where the archive has no such article."""
    reading = next(iter_readings(archive, [article_id], with_tokens=with_tokens), None)
    if reading is None:
        raise ArchiveError(f"{archive.path} has no article {article_id}: check the id")
    return reading


def iter_readings(
    archive: Archive, ids: Iterable[str] | None = None, *, with_tokens: bool = True
) -> Iterator[Reading]:
    """The readings of these articles in the order given, or of all by id; unknown ids are left out."""
    names = iter(find_ids(archive) if ids is None else ids)
    while batch := list(islice(names, BATCH)):
        yield from _read_batch(archive, batch, with_tokens)


def find_ids(archive: Archive) -> list[str]:
    """The ids of all articles, sorted."""
    return [name for (name,) in archive.connection.execute("SELECT id FROM articles ORDER BY id").fetchall()]


def _read_batch(archive: Archive, ids: list[str], with_tokens: bool) -> Iterator[Reading]:
    rows = {table: _group(archive, table, ids) for table in TABLES}
    for name in ids:
        for row in rows["articles"].get(name, ()):
            article = Article(*row[:-1])
            tokens: Spans = ()
            if with_tokens:
                found = find_tokens(article.text)
                tokens = tuple(map(Span, found.starts, found.ends))
            sentences = tuple(Span(*pair) for pair in rows["sentences"].get(name, ()))
            mentions = tuple(_make_mention(*mention) for mention in rows["mentions"].get(name, ()))
            spans = {key: tuple(Span(*span[2:]) for span in group) for key, group in
                     groupby(rows["spans"].get(name, ()), key=lambda span: span[:2])}  # fmt: skip
            statements = tuple(_make_statement(found, spans) for found in rows["statements"].get(name, ()))
            yield Reading(article, Analysis(sentences, tokens, mentions), statements, row[-1])


def _group(archive: Archive, table: str, ids: list[str]) -> dict[str, list[Row]]:
    """The rows of each article, in their order, without its id in front."""
    groups: dict[str, list[Row]] = {}
    for name, *row in archive.connection.execute(read_query(f"read_{table}"), {"ids": ids}).fetchall():
        groups.setdefault(name, []).append(tuple(row))
    return groups


def _make_mention(start: int, end: int, form: Any, label: Any, *evidence: Any) -> Mention:
    return Mention(Span(start, end), form, label, Evidence(*evidence))


def _make_statement(row: Row, spans: dict[tuple[str, str], Spans]) -> Statement:
    name, kind, medium, parent, maker, score, reason, *scores = row
    roles = {role: spans.get((name, role), ()) for role in ROLES}
    return Statement(
        id=name,
        kind=kind,
        medium=medium,
        parent=parent,
        evidence=Evidence(maker, score, reason),
        scores=RoleScores(*scores),
        **roles,
    )
