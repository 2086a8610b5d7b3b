"""Tables of yours, laid over a base that is in memory: all of them or, where one is wrong, none."""

import sqlite3
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path

from laut.errors import KnowledgeError
from laut.knowledge.checks import check_rows
from laut.knowledge.dates import year_of
from laut.knowledge.listed import Merged, Term
from laut.knowledge.merge import Register
from laut.knowledge.rows import read_actors
from laut.knowledge.store import write_actor, write_names, write_offices, write_places
from laut.knowledge.tables import Row, read_tables

SOURCE = "yours"
OWN = "own"  # in the table `about`: which tables of yours lie over the base


def extend(database: sqlite3.Connection, paths: Sequence[Path]) -> None:
    """Add new actors, give known ones further names and offices; of an office of one holder your dates win.
    KnowledgeError where a table is malformed, contradicts itself or the base."""
    rows = read_tables(paths)
    check_rows(rows, database)
    _check_against(database, rows)
    named = {row["id"] for row in rows if row.table != "tenures" and "id" in row.values}
    register = Register()
    for listed in read_actors(rows, SOURCE):
        register.add(listed)
    with database:
        write_offices(database, rows)
        write_places(database, rows)
        single = {office for (office,) in database.execute("SELECT office FROM offices WHERE capacity = 1")}
        for actor in register.actors:
            number = _find_number(database, actor.id)
            if number:
                _add_names(database, number, actor, is_named=actor.id in named)
            else:
                (number,) = database.execute("SELECT max(number) + 1 FROM actors").fetchone()
                write_actor(database, number, actor, ())
            _add_terms(database, number, actor, single)
        database.execute("INSERT INTO about VALUES (?, ?)", (OWN, make_digest(rows)))


def make_digest(rows: Iterable[Row]) -> str:
    """Eight hexadecimal digits of what tables say, wherever they lie."""
    lines = ("\t".join((row.table, *row.values.values())) for row in rows)
    return blake2b("\n".join(lines).encode(), digest_size=4).hexdigest()


def _find_number(database: sqlite3.Connection, id: str) -> int:  # noqa: A002
    """The row of an actor, 0 where there is none."""
    found = database.execute("SELECT number FROM actors WHERE id = ?", (id,)).fetchone()
    return int(found[0]) if found else 0


def _check_against(database: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """A row about an actor that the base has says the same of it."""
    for row in rows:
        if row.table not in ("people", "organisations"):
            continue
        found = database.execute(
            "SELECT name, kind, gender, born FROM actors WHERE id = ?", (row["id"],)
        ).fetchone()
        if not found:
            continue
        name, kind, gender, born = found
        given = "person" if row.table == "people" else row["kind"]
        if (given == "person") != (kind == "person"):
            raise KnowledgeError(f"{row.where}: {row['id']} is {name} ({kind}) in the base: mend the id")
        if row.table == "people":
            for column, known in (("gender", gender), ("born", str(born or ""))):
                if row[column] and known and row[column] != known:
                    raise KnowledgeError(
                        f"{row.where}: {column} {row[column]!r}, but {row['id']} ({name}) has {known!r} "
                        "in the base: mend the id or leave the cell empty"
                    )


def _add_names(database: sqlite3.Connection, number: int, actor: Merged, *, is_named: bool) -> None:
    """Further names of a known actor; a name from your tables of people and the like is the one that is
    shown."""
    name, country, sources = database.execute(
        "SELECT name, country, sources FROM actors WHERE number = ?", (number,)
    ).fetchone()
    if is_named and actor.name != name:
        database.execute("DELETE FROM names WHERE actor = ? AND form = ?", (number, actor.name))
        database.execute("UPDATE actors SET name = ? WHERE number = ?", (actor.name, number))
    known = {
        name,
        *(form for (form,) in database.execute("SELECT form FROM names WHERE actor = ?", (number,))),
    }
    actor.aliases = dict.fromkeys(
        one for one in (name, actor.name, *actor.aliases) if is_named or one not in known
    )
    actor.aliases.pop(actor.name if is_named else name, None)
    actor.country = country or actor.country
    write_names(database, number, actor)
    database.execute("UPDATE actors SET sources = ? WHERE number = ?", (f"{sources} {SOURCE}", number))


def _add_terms(database: sqlite3.Connection, number: int, actor: Merged, single: set[str]) -> None:
    """Your tenures; what the base has of the same office in that time makes room, if it is one of `single`,
    which one person holds."""
    for term, _ in actor.terms:
        if term.office in single:
            _make_room(database, term)
        database.execute(
            "INSERT OR REPLACE INTO tenures VALUES (?, ?, ?, ?, ?, '', ?, ?)",
            (term.office, term.place, number, term.start, term.end, SOURCE, term.note),
        )
        years = [year for year in (year_of(term.start), year_of(term.end)) if year]
        if years:
            database.execute(_SPAN, (min(years), min(years), max(years), number))


_SPAN = """UPDATE actors SET first = CASE WHEN first = 0 THEN ? ELSE min(first, ?) END, last = max(last, ?)
WHERE number = ?"""


def _make_room(database: sqlite3.Connection, term: Term) -> None:
    rows = database.execute(
        'SELECT actor, start, "end", attested, source, note FROM tenures'
        " WHERE office = ? AND place = ? AND source != ?",
        (term.office, term.place, SOURCE),
    ).fetchall()
    start, end = term.start or "0", term.end or "9999"
    for actor, known_start, known_end, attested, source, note in rows:
        if (known_end or "9999") <= start or known_start >= end:
            continue
        database.execute(
            'DELETE FROM tenures WHERE office = ? AND place = ? AND actor = ? AND start = ? AND "end" = ?',
            (term.office, term.place, actor, known_start, known_end),
        )
        before, after = known_start < start, (known_end or "9999") > end
        for kept, a, b in ((before, known_start, term.start), (after, term.end, known_end)):
            if kept:
                database.execute(
                    "INSERT OR IGNORE INTO tenures VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (term.office, term.place, actor, a, b, "" if b else attested, source, note),
                )
