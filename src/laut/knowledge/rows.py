"""Rows of tables as entries of a source: people, organisations, countries and whoever only holds an
office."""

from collections.abc import Iterable, Iterator
from typing import cast

from laut.knowledge.listed import Listed, Term
from laut.knowledge.tables import AS_OF, Row
from laut.records import ActorKind

# Organisations before countries: the EU is both, and an organisation. Holders last: their names may be short.
_ORDER = ("people", "organisations", "countries", "offices", "titles", "metonyms", "tenures")


def read_actors(rows: Iterable[Row], source: str) -> Iterator[Listed]:
    """People, organisations, countries and their capitals of the tables, and the holders of offices, in the
    order of the rows."""
    rows = sorted(rows, key=lambda row: _ORDER.index(row.table))
    for row in rows:
        if row.table == "people":
            yield Listed(
                source,
                row["name"],
                id=row["id"],
                aliases=row.split("aliases"),
                country=row["country"],
                gender=row["gender"],
                born=int(row["born"] or 0),
                note=row["note"],
            )
        elif row.table == "organisations":
            yield Listed(
                source,
                row["name"],
                id=row["id"],
                kind=cast(ActorKind, row["kind"]),
                aliases=row.split("aliases"),
                country=row["country"],
                note=row["note"],
            )
        elif row.table == "countries":
            country = row["place"] if is_country(row["place"]) else ""
            kind: ActorKind = "country" if country else "place"
            yield Listed(
                source, row["name"], id=row["id"], kind=kind, aliases=row.split("aliases"), country=country
            )
            if country and row["capital_id"] not in ("", row["id"]):
                yield Listed(source, row["capital"], id=row["capital_id"], kind="place", country=country)
        elif row.table == "tenures":
            yield _read_holder(row, source)


def is_country(place: str) -> bool:
    """Whether a place is a country's code, no state's and no actor's id."""
    return len(place) == 3 and place.isalpha()


def _read_holder(row: Row, source: str) -> Listed:
    place = row["place"]
    term = Term(row["office"], place, row["start"], row["end"], "" if row["end"] else AS_OF, row["note"])
    country = place if is_country(place) else ""
    return Listed(source, row["holder"], id=row["id"], country=country, terms=(term,))
