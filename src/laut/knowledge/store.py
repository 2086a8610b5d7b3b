"""Writing actors and tables into SQLite: when the base is built, and when your tables are laid over it."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files

from laut.knowledge.dates import year_of
from laut.knowledge.listed import Merged, Term
from laut.knowledge.names import TRANSLITERATED, Way, find_last_names, make_key, make_sound_keys, make_stem
from laut.knowledge.tables import Row
from laut.knowledge.weights import weigh_other, weigh_person


def make_tables(database: sqlite3.Connection) -> None:
    """The empty tables of a base."""
    database.executescript((files("laut.knowledge") / "schema.sql").read_text("utf-8"))


def write_actors(
    database: sqlite3.Connection, actors: Sequence[Merged], terms: Sequence[Sequence[tuple[Term, str]]]
) -> None:
    """Add actors with all their names, keys and tenures; numbers go on from those that are there."""
    (first,) = database.execute("SELECT coalesce(max(number), 0) + 1 FROM actors").fetchone()
    for number, (actor, held) in enumerate(zip(actors, terms, strict=True), first):
        write_actor(database, number, actor, held)


def write_actor(
    database: sqlite3.Connection, number: int, actor: Merged, held: Sequence[tuple[Term, str]]
) -> None:
    """One actor under a number that is free."""
    offices = [term.office for term, _ in held]
    is_person = actor.kind == "person"
    weight = (
        weigh_person(offices, actor.country, actor.languages)
        if is_person
        else weigh_other(actor.kind, actor.sources)
    )
    years = list(_iter_years(term for term, _ in held))
    database.execute(
        "INSERT INTO actors VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (number, actor.id, actor.name, actor.kind, actor.country, actor.gender, actor.born, actor.died,
         min(years, default=0), max(years, default=0), weight, " ".join(actor.sources), actor.note),
    )  # fmt: skip
    write_names(database, number, actor)
    database.executemany(
        "INSERT OR IGNORE INTO tenures VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(term.office, term.place, number, term.start, term.end, term.attested, source, term.note)
         for term, source in held],
    )  # fmt: skip


def write_names(database: sqlite3.Connection, number: int, actor: Merged) -> None:
    """Names and the keys they are found by."""
    names = [(number, name) for name in actor.aliases]
    database.executemany("INSERT OR IGNORE INTO names VALUES (?, ?)", names)
    keys = sorted(set(_iter_keys(actor)))
    database.executemany(
        "INSERT OR IGNORE INTO keys VALUES (?, ?, ?)", [(key, way, number) for key, way in keys if key]
    )


def _iter_keys(actor: Merged) -> Iterator[tuple[str, Way]]:
    is_person = actor.kind == "person"
    has_sound = is_person and actor.country in TRANSLITERATED
    for name in actor.names:
        yield make_key(name), Way.NAME
        if not is_person:
            yield make_stem(name), Way.STEM
        if has_sound:
            yield from ((key, Way.SOUND) for key in make_sound_keys(name))
    if is_person:
        lasts = dict(actor.last_names)
        for name in actor.names:
            lasts.update(dict.fromkeys(find_last_names(name, actor.country)))
        for last in lasts:
            yield make_key(last), Way.LAST
            if has_sound:
                yield from ((key, Way.LAST_SOUND) for key in make_sound_keys(last))


def _iter_years(terms: Iterable[Term]) -> Iterator[int]:
    for term in terms:
        yield from filter(None, map(year_of, (term.start, term.end, term.attested)))


def write_offices(database: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """The rows of the tables offices, titles and metonyms."""
    for row in rows:
        if row.table == "offices":
            _write_office(database, row)
        elif row.table == "titles":
            places = "|".join(row.split("place"))
            _add(database, "titles", (make_key(row["form"]), row["office"], places, row["gender"]))
        elif row.table == "metonyms":
            database.execute(
                "INSERT OR REPLACE INTO metonyms VALUES (?, ?, ?)",
                (make_key(row["form"]), row["id"], int(row["condition"] == "acting")),
            )


def _write_office(database: sqlite3.Connection, row: Row) -> None:
    masculine, feminine = row.split("masculine"), row.split("feminine")
    capacity = 0 if row["capacity"] == "many" else int(row["capacity"] or 1)
    forms = (*masculine, *feminine, row["office"])
    names = (*masculine, *forms)[0], (*feminine, *forms)[0]
    database.execute(
        "INSERT OR REPLACE INTO offices VALUES (?, ?, ?, ?, ?)",
        (row["office"], row["scope"], capacity, *names),
    )
    for gender, forms in (("m", masculine), ("f", feminine)):
        for form in forms:
            _add(database, "titles", (make_key(form), row["office"], "", gender))
    for head in row.split("compound"):
        _add(database, "heads", (head.casefold(), row["office"]))


def write_places(database: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """The rows of the table countries: what each country or state is called."""
    for row in rows:
        if row.table != "countries":
            continue
        place = row["place"]
        database.execute("INSERT OR REPLACE INTO countries VALUES (?, ?, ?)", (place, row["id"], row["name"]))
        for name in (row["name"], *row.split("aliases")):
            _add(database, "places", (make_key(name), "name", place))
            _add(database, "places", (make_stem(name), "stem", place))
        for adjective in row.split("adjective"):
            _add(database, "places", (make_stem(adjective), "adjective", place))
        for demonym in row.split("demonyms"):
            _add(database, "places", (make_key(demonym), "demonym", place))


def _add(database: sqlite3.Connection, table: str, values: tuple[str, ...]) -> None:
    marks = ", ".join("?" * len(values))
    database.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", values)
