"""Corrections as rows of the tables `corrections` and `correction_…`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any

import duckdb

from laut.archive.corrections.correct import Outcome, State
from laut.archive.folder import Archive
from laut.archive.migrate import read_query
from laut.archive.rows import utc
from laut.records import Actor, Correction, Tenure

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A correction and what became of it: applied; replaced by a later one; undone; void (no longer applies).

    `detail` says why; `statement` is the one that it is about now, `now` whom the machine has there (None: it
    is gone), `now_model` the model that last read the article.
    """

    correction: Correction
    state: State
    detail: str
    statement: str | None
    now: tuple[str, ...] | None
    now_model: str


def list_corrections(archive: Archive) -> list[Listed]:
    """All corrections of an archive in their order, with their states."""
    states = {row[0]: row[1:] for row in _ask(archive.connection, "states")}
    listed = []
    for one in read_corrections(archive.connection):
        state, detail, statement, found, model = states[one.id]
        now = None if found is None else tuple(found)
        listed.append(Listed(one, state, detail, statement, now, model))
    return listed


def read_corrections(connection: duckdb.DuckDBPyConnection) -> list[Correction]:
    """All corrections in their order."""
    tenures: dict[Row, list[Tenure]] = {}
    for name, actor, *tenure in _ask(connection, "tenures"):
        tenures.setdefault((name, actor), []).append(Tenure(*tenure))
    actors: dict[str, list[Actor]] = {}
    for name, actor, shown, kind in _ask(connection, "actors"):
        made = Actor(actor, shown, kind, tuple(tenures.get((name, actor), ())))
        actors.setdefault(name, []).append(made)
    return [_make_correction(row, tuple(actors.get(row[0], ()))) for row in _ask(connection, "records")]


def _ask(connection: duckdb.DuckDBPyConnection, name: str) -> list[Row]:
    return connection.execute(read_query(f"correct_{name}")).fetchall()


def _make_correction(row: Row, actors: tuple[Actor, ...]) -> Correction:
    name, made_at, made_by, why, action, subject, value, articles, words, context, found, model = row
    return Correction(
        name, made_at.replace(tzinfo=UTC), made_by, why, action, subject, tuple(value), tuple(articles),
        words, context, tuple(found), model, actors,
    )  # fmt: skip


def insert_corrections(connection: duckdb.DuckDBPyConnection, corrections: Iterable[Correction]) -> None:
    """Add corrections to the tables."""
    records: list[Row] = []
    actors: list[Row] = []
    tenures: list[Row] = []
    for one in corrections:
        records.append((
            one.id, utc(one.made_at), one.made_by, one.why, one.action, one.subject, one.value, one.articles,
            one.words, one.context, one.found, one.model,
        ))  # fmt: skip
        for number, actor in enumerate(one.actors):
            actors.append((one.id, number, actor.id, actor.name, actor.kind))
            for place, held in enumerate(actor.offices):
                tenures.append((one.id, actor.id, place, held.office, held.place, held.start, held.end))
    _insert(connection, "corrections", records)
    _insert(connection, "correction_actors", actors)
    _insert(connection, "correction_tenures", tenures)


def insert_states(
    connection: duckdb.DuckDBPyConnection,
    corrections: Sequence[Correction],
    outcomes: Mapping[str, Outcome],
) -> None:
    """Write down what became of each correction."""
    made = ((one.id, outcomes[one.id]) for one in corrections)
    rows = [(name, one.state, one.detail, one.statement, one.found, one.model) for name, one in made]
    connection.execute("DELETE FROM correction_states")
    _insert(connection, "correction_states", rows)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    """All rows at once: one by one takes a millisecond each."""
    if not rows:
        return
    types = [row[1] for row in connection.execute(f"DESCRIBE {table}").fetchall()]
    chosen = ", ".join(f"unnest(?::{kind}[])" for kind in types)
    columns = [[_list(value) for value in column] for column in zip(*rows, strict=True)]
    connection.execute(f"INSERT INTO {table} SELECT {chosen}", columns)


def _list(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
