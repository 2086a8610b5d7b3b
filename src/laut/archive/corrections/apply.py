"""Tables as the machine filled them → tables with the corrections in them, and back; inside a transaction.

Readings are corrected one by one (`correct_reading`), for their articles are few. Merges may touch any number
of articles, and are made in the tables of links at once, on top of what the readings gave.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import duckdb
import numpy as np

from laut.archive.corrections.correct import OF_STATEMENTS, Outcome, correct_reading, make_replaced
from laut.archive.corrections.order import MergeMap, find_active, find_merges, find_undone
from laut.archive.corrections.store import insert_states, read_corrections
from laut.archive.migrate import read_query
from laut.archive.restore import BATCH, read_batch
from laut.archive.rows import COLUMNS, Rows
from laut.records import Correction

OF_ARTICLES = (*OF_STATEMENTS, "link", "split")
CORRECTED = ("statements", "spans", "chains", "members", "links", "statement_actors")
Outcomes = dict[str, Outcome]


def restore_machine(connection: duckdb.DuckDBPyConnection) -> None:
    """Take all corrections off the tables; nothing where none are on."""
    if connection.execute("SELECT 1 FROM correction_states LIMIT 1").fetchone():
        connection.execute(read_query("correct_restore"))


def apply_corrections(connection: duckdb.DuckDBPyConnection) -> Outcomes:
    """Put the corrections on tables that have none on; gives what became of each."""
    corrections = read_corrections(connection)
    if not corrections:
        return {}
    undone, active = find_undone(corrections), find_active(corrections)
    merges = find_merges(active)
    outcomes = {one.id: Outcome("applied") for one in corrections}
    outcomes |= {name: Outcome("undone", f"by {by}", by=by) for name, by in undone.items()}
    outcomes |= _correct_articles(connection, [one for one in active if one.action in OF_ARTICLES], merges)
    outcomes |= _merge_actors(connection, merges)
    outcomes |= _rename_actors(connection, [one for one in active if one.action == "rename"], merges)
    insert_states(connection, corrections, outcomes)
    return outcomes


def _correct_articles(
    connection: duckdb.DuckDBPyConnection, corrections: Sequence[Correction], merges: MergeMap
) -> Outcomes:
    """Correct the readings of the articles that corrections are about."""
    wanted: dict[str, list[Correction]] = {}
    for one in corrections:
        for article in one.articles:
            wanted.setdefault(article, []).append(one)
    query = "SELECT id FROM articles WHERE id IN (SELECT unnest(?)) ORDER BY id"
    present = [name for (name,) in connection.execute(query, [list(wanted)]).fetchall()]
    _choose(connection, present)
    connection.execute(read_query("correct_keep"))
    found: dict[str, list[Outcome]] = {one.id: [] for one in corrections}
    for start in range(0, len(present), BATCH):
        batch = present[start : start + BATCH]
        rows = Rows("")
        for reading in read_batch(connection, batch, with_tokens=False):
            corrected, outcomes = correct_reading(reading, wanted[reading.article.id], merges)
            rows.add_reading(corrected, None, None)
            for name, outcome in outcomes.items():
                found[name].append(outcome)
        _choose(connection, batch)
        connection.execute(read_query("correct_clear"))
        for table in CORRECTED:
            _insert_rows(connection, table, rows.tables[table])
    missing = set(wanted) - set(present)
    return {one.id: _join(found[one.id], sorted(missing & set(one.articles))) for one in corrections}


def _choose(connection: duckdb.DuckDBPyConnection, articles: list[str]) -> None:
    connection.execute("CREATE OR REPLACE TEMP TABLE redone AS SELECT unnest(?::VARCHAR[]) AS id", [articles])


def _join(outcomes: Sequence[Outcome], missing: Iterable[str]) -> Outcome:
    """The outcome of a correction in all of its articles."""
    lost = [Outcome("void", f"article {name} is not in the archive") for name in missing]
    together = (*outcomes, *lost)
    chosen = next((one for one in together if one.state == "applied"), together[0])
    return replace(chosen, detail="; ".join(one.detail for one in together if one.detail))


def _insert_rows(connection: duckdb.DuckDBPyConnection, table: str, columns: Sequence[list[Any]]) -> None:
    if not columns[0]:
        return
    types = COLUMNS[table]
    arrays = {name: np.array(column, dtype=object) for name, column in zip(types, columns, strict=True)}
    connection.register("corrected_rows", arrays)
    chosen = ", ".join(f'"{name}"::{kind} AS "{name}"' for name, kind in types.items())
    key = ", make_key(id) AS key" if table == "statements" else ""
    try:
        connection.execute(f"INSERT INTO {table} BY NAME SELECT {chosen}{key} FROM corrected_rows")
    finally:
        connection.unregister("corrected_rows")


def _merge_actors(connection: duckdb.DuckDBPyConnection, merges: MergeMap) -> Outcomes:
    """Let links go to whom their actors are merged into."""
    names = list(merges.steps)
    query = "SELECT DISTINCT actor FROM links WHERE actor IN (SELECT unnest(?::VARCHAR[]))"
    present = [name for (name,) in connection.execute(query, [names]).fetchall()]
    paths = {name: list(merges.iter_steps(name)) for name in present}
    used = {step.id for path in paths.values() for step in path}
    if present:
        reasons = ["; ".join(_explain(step) for step in paths[name]) for name in present]
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE merging AS SELECT unnest(?::VARCHAR[]) AS actor, "
            "unnest(?::VARCHAR[]) AS target, unnest(?::VARCHAR[]) AS reason",
            [present, [merges.follow(name) for name in present], reasons],
        )
        connection.execute(read_query("correct_merges"))
    return {
        one.id: Outcome("applied")
        if one.id in used
        else Outcome("void", f"nothing in the archive stands for {one.subject}")
        for one in merges.steps.values()
    }


def _explain(merge: Correction) -> str:
    return f"{merge.subject} is {merge.value[0]}, says {merge.made_by}: {merge.why} ({merge.id})"


def _rename_actors(
    connection: duckdb.DuckDBPyConnection, renames: Sequence[Correction], merges: MergeMap
) -> Outcomes:
    """Describe actors that corrections brought in, rename some, forget those that nothing stands for."""
    last = {one.subject: one for one in renames}
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE renamed AS SELECT unnest(?::VARCHAR[]) AS actor, "
        "unnest(?::VARCHAR[]) AS name",
        [list(last), [one.value[0] for one in last.values()]],
    )
    connection.execute(read_query("correct_described"))
    connection.execute(read_query("load_forgotten"))
    found = connection.execute("SELECT actor FROM renamed WHERE actor IN (SELECT id FROM actors)")
    present = {name for (name,) in found.fetchall()}
    outcomes = {}
    for one in renames:
        target = merges.follow(one.subject)
        if last[one.subject] is not one:
            outcomes[one.id] = make_replaced(last[one.subject].id)
        elif target != one.subject:
            outcomes[one.id] = Outcome("void", f"{one.subject} is merged into {target}")
        elif one.subject not in present:
            outcomes[one.id] = Outcome("void", f"nothing in the archive stands for {one.subject}")
        else:
            outcomes[one.id] = Outcome("applied")
    return outcomes
