"""Tables → `Reading`: what was written comes back equal, field by field (of chains those that are kept).

Tokens are not stored; they are found again in the text, which gives the same as long as
`laut.language.tokens` is the same (and a reading without its tokens is read quicker).
"""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Any

import duckdb

from laut.archive.actor_rows import split
from laut.archive.folder import Archive
from laut.archive.migrate import read_query
from laut.errors import ArchiveError
from laut.language.tokens import find_tokens
from laut.records import (
    Actor,
    Analysis,
    Article,
    Chain,
    Evidence,
    Link,
    Member,
    Mention,
    Reading,
    RoleScores,
    Span,
    Spans,
    Statement,
    Tenure,
)
from laut.statements.labels import ROLES

# Each batch reads the blocks of these tables that hold its articles.
BATCH = 500
TABLES = (
    *("articles", "sentences", "mentions", "statements", "spans"),
    *("chains", "members", "links", "statement_actors"),
)
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
        yield from read_batch(archive.connection, batch, with_tokens)


def find_ids(archive: Archive) -> list[str]:
    """The ids of all articles, sorted."""
    return [name for (name,) in archive.connection.execute("SELECT id FROM articles ORDER BY id").fetchall()]


def read_batch(connection: duckdb.DuckDBPyConnection, ids: list[str], with_tokens: bool) -> Iterator[Reading]:
    """The same from any connection that has the tables; some hundred at most at a time."""
    rows = {table: _group(connection, table, ids) for table in TABLES}
    links = {name: tuple(_make_link(*row) for row in rows["links"].get(name, ())) for name in ids}
    named = {link.actor: None for one in links.values() for link in one if link.actor is not None}
    actors = read_actors(connection, list(named))
    for name in ids:
        for row in rows["articles"].get(name, ()):
            found = {table: groups.get(name, []) for table, groups in rows.items()}
            analysis, statements = _make_analysis(row[1], found, with_tokens), _make_statements(found)
            own = dict.fromkeys(link.actor for link in links[name] if link.actor is not None)
            known = tuple(actors[one] for one in own if one in actors)
            yield Reading(Article(*row[:-1]), analysis, statements, row[-1], links[name], known)


def _make_analysis(text: str, found: dict[str, list[Row]], with_tokens: bool) -> Analysis:
    tokens: Spans = ()
    if with_tokens:
        tokenised = find_tokens(text)
        tokens = tuple(map(Span, tokenised.starts, tokenised.ends))
    members: dict[int, list[Member]] = {}
    for chain, *row in found["members"]:
        members.setdefault(chain, []).append(_make_member(*row))
    return Analysis(
        sentences=tuple(Span(*pair) for pair in found["sentences"]),
        tokens=tokens,
        mentions=tuple(_make_mention(*mention) for mention in found["mentions"]),
        chains=tuple(
            Chain(tuple(members.get(number, ())), label, tuple(map(int, split(parts))))
            for number, (label, parts) in enumerate(found["chains"])
        ),
    )


def _make_statements(found: dict[str, list[Row]]) -> tuple[Statement, ...]:
    spans = {key: tuple(Span(*span[2:]) for span in group) for key, group in
             groupby(found["spans"], key=lambda span: span[:2])}  # fmt: skip
    chains = {key: tuple(dict.fromkeys(row[2] for row in group)) for key, group in
              groupby(found["statement_actors"], key=lambda row: row[:2])}  # fmt: skip
    return tuple(_make_statement(row, spans, chains) for row in found["statements"])


def read_actors(connection: duckdb.DuckDBPyConnection, ids: list[str]) -> dict[str, Actor]:
    """The actors of these ids that are there."""
    if not ids:
        return {}
    offices = _group(connection, "tenures", ids)
    rows = connection.execute(read_query("read_actors"), {"ids": ids}).fetchall()
    return {
        name: Actor(name, shown, kind, tuple(Tenure(*row) for row in offices.get(name, ())))
        for name, shown, kind in rows
    }


def _group(connection: duckdb.DuckDBPyConnection, table: str, ids: list[str]) -> dict[str, list[Row]]:
    """The rows of each article, in their order, without its id in front."""
    groups: dict[str, list[Row]] = {}
    for name, *row in connection.execute(read_query(f"read_{table}"), {"ids": ids}).fetchall():
        groups.setdefault(name, []).append(tuple(row))
    return groups


def _make_mention(start: int, end: int, form: Any, label: Any, *evidence: Any) -> Mention:
    return Mention(Span(start, end), form, label, Evidence(*evidence))


def _make_member(start: int, end: int, form: Any, first: Any, last: Any, *evidence: Any) -> Member:
    return Member(Span(start, end), form, Evidence(*evidence), None if first is None else Span(first, last))


def _make_link(chain: int, actor: str | None, maker: str, score: float, reason: str, candidates: Any) -> Link:
    return Link(chain, actor, Evidence(maker, score, reason), split(candidates))


def _make_statement(row: Row, spans: dict[Row, Spans], chains: dict[Row, tuple[int, ...]]) -> Statement:
    name, kind, medium, parent, maker, score, reason, *scores = row
    content, speaker, cue, frame, addressee = (spans.get((name, role), ()) for role in ROLES)
    return Statement(
        id=name,
        kind=kind,
        medium=medium,
        parent=parent,
        evidence=Evidence(maker, score, reason),
        scores=RoleScores(*scores),
        content=content,
        speaker=speaker,
        cue=cue,
        frame=frame,
        addressee=addressee,
        speaker_chains=chains.get((name, "speaker"), ()),
        addressee_chains=chains.get((name, "addressee"), ()),
    )
