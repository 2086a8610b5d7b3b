"""What rows of tables must be to each other; KnowledgeError names both rows and what to do."""

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import pairwise

from laut.errors import KnowledgeError
from laut.knowledge.dates import first_day, last_day
from laut.knowledge.names import find_last_names, make_key
from laut.knowledge.tables import Row

_KEYS = {
    "offices": ("office",),
    "titles": ("form", "office", "place"),
    "tenures": ("office", "place", "id", "start"),
    "people": ("id",),
    "organisations": ("id",),
    "countries": ("place",),
    "metonyms": ("form", "id"),
}
_ACTORS = ("people", "organisations", "countries")


def check_rows(rows: Sequence[Row], known: sqlite3.Connection | None = None) -> None:
    """Duplicates, ids of two actors, offices, places and ids that are nowhere, offices held by two at once.

    `known` is the base that the rows are laid over; what it has may be named.
    """
    _check_duplicates(rows)
    _check_ids(rows)
    _check_references(rows, known)
    _check_names(rows)
    _check_capacity(rows, known)


def _check_duplicates(rows: Iterable[Row]) -> None:
    seen: dict[tuple[str, ...], Row] = {}
    for row in rows:
        key = (row.table, *(row[column] for column in _KEYS[row.table]))
        if key in seen:
            raise KnowledgeError(
                f"{row.where}: the same {' and '.join(_KEYS[row.table])} as in {seen[key].where}: "
                "take one out"
            )
        seen[key] = row


def _check_ids(rows: Iterable[Row]) -> None:
    """One id is one actor: not a person here and an organisation there."""
    seen: dict[str, Row] = {}
    for row in rows:
        if row.table in _ACTORS:
            other = seen.setdefault(row["id"], row)
            if other is not row and not _is_same_state(row, other):
                raise KnowledgeError(
                    f"{row.where}: {row['id']} is {other['name']!r} in {other.where} and "
                    f"{row['name']!r} here: give one of them another id"
                )


def _is_same_state(row: Row, other: Row) -> bool:
    """A city that is a state too (Berlin) may stand in two tables."""
    return row["name"] == other["name"] and "countries" in (row.table, other.table)


def _check_references(rows: Sequence[Row], known: sqlite3.Connection | None) -> None:
    offices = {row["office"] for row in rows if row.table == "offices"} | _column(known, "offices", "office")
    places = {row["place"] for row in rows if row.table == "countries"} | _column(known, "countries", "place")
    ids = {row["id"] for row in rows if row.table in _ACTORS} | _column(known, "actors", "id")
    if known is None:  # the hand tables: lists know further people
        ids |= {row["id"] for row in rows if row.table == "tenures"}
    for row in rows:
        if row.table in ("titles", "tenures"):
            if row["office"] not in offices:
                raise KnowledgeError(
                    f"{row.where}: no office {row['office']!r}: add it to a table of offices"
                )
            for place in row.split("place"):
                if place not in places and place not in ids:
                    raise KnowledgeError(
                        f"{row.where}: no place or actor {place!r}: "
                        "add it to a table of countries or organisations"
                    )
        if row.table in ("tenures", "metonyms") and row["id"] not in ids:
            raise KnowledgeError(
                f"{row.where}: no actor {row['id']!r}: "
                "add a row to a table of people or organisations, or mend the id"
            )


def _column(known: sqlite3.Connection | None, table: str, column: str) -> set[str]:
    return {value for (value,) in known.execute(f"SELECT {column} FROM {table}")} if known else set()


def _check_names(rows: Sequence[Row]) -> None:
    """The holder of a tenure is the person of that id: the names share a word."""
    people = {row["id"]: row for row in rows if row.table == "people"}
    holders: dict[str, Row] = {}
    for row in rows:
        if row.table != "tenures":
            continue
        other = holders.setdefault(row["id"], row)
        names = [(other["holder"], other)]
        if row["id"] in people:
            person = people[row["id"]]
            names += [(name, person) for name in (person["name"], *person.split("aliases"))]
        if not any(_words(row["holder"]) & _words(name) for name, _ in names[1:] or names):
            where = names[-1][1].where
            raise KnowledgeError(
                f"{row.where}: {row['id']} is {row['holder']!r} here and {names[-1][0]!r} in {where}: "
                "mend the id or the name"
            )


def _words(name: str) -> set[str]:
    return set(make_key(name).split()) | {make_key(last) for last in find_last_names(name)}


def _check_capacity(rows: Sequence[Row], known: sqlite3.Connection | None) -> None:
    """No office of one holder is held by two people for more than the day on which it changes hands."""
    single = {row["office"] for row in rows if row.table == "offices" and row["capacity"] in ("", "1")}
    if known:
        single |= {office for (office,) in known.execute("SELECT office FROM offices WHERE capacity = 1")}
    held: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row.table == "tenures" and row["office"] in single:
            held.setdefault((row["office"], row["place"]), []).append(row)
    for group in held.values():
        group.sort(key=lambda row: (row["start"], row["end"]))
        for before, after in pairwise(group):
            if _clash(before, after):
                raise KnowledgeError(
                    f"{after.where}: {after['holder']} holds {after['office']} of {after['place']} from "
                    f"{after['start'] or 'the beginning'}, while {before['holder']} does until "
                    f"{before['end'] or 'today'} ({before.where}): mend the dates"
                )


def _clash(before: Row, after: Row) -> bool:
    """Whether they held it together for certain, whatever the days that are not known."""
    start, end = last_day(after["start"]), first_day(before["end"])
    if start is None or before["id"] == after["id"]:
        return False
    return end is None or end > start
