"""The base's card: what it is made of and what it covers, all of it counted in the file itself.

`card.json` holds the numbers, `card.md` shows them; both are written beside the base when it is built.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from laut.knowledge import card_page
from laut.knowledge.base import Base, load_base
from laut.knowledge.sources import dboes, everypolitician, factbook, mdb, reign, us

Card = dict[str, Any]
# Every source: its name in the base, what it is, its date, its licence.
SOURCES = (
    ("tables", "tables kept by hand in laut, from public knowledge", "", "Apache-2.0"),
    (everypolitician.SOURCE, "members of 87 parliaments, from Wikidata", everypolitician.AS_OF, "CC0"),
    (mdb.SOURCE, "members of the German Bundestag since 1949", mdb.AS_OF, "open data of the Bundestag"),
    (us.SOURCE, "presidents and Congress of the United States", us.AS_OF, "CC0"),
    (factbook.SOURCE, "The World Factbook: chiefs of state and government", factbook.AS_OF, "public domain"),
    (reign.SOURCE, "REIGN: leaders of countries since 1945", reign.AS_OF, "MIT"),
    (dboes.SOURCE, "German politicians, journalists, media", dboes.AS_OF, "CC BY 4.0"),
)  # fmt: skip
OFFICES = ("head_of_state", "head_of_government", "leader", "foreign_minister", "defence_minister")
FIRST_YEAR = 2000


def write_card(path: Path) -> Card:
    """Measure a base and write both cards beside it."""
    card = measure(path)
    (path.parent / "card.json").write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", "utf-8")
    (path.parent / "card.md").write_text(card_page.render_card(card), "utf-8")
    return card


def measure(path: Path) -> Card:
    """Everything that the card says of a base."""
    base = load_base(path)
    with sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True) as database:
        countries = database.execute(
            "SELECT place, name FROM countries WHERE place GLOB '[A-Z][A-Z][A-Z]' ORDER BY place"
        )
        places: dict[str, str] = dict(countries.fetchall())
        years = range(FIRST_YEAR, int(base.as_of[:4]) + 1)
        held = {
            office: {
                place: [year for year in years if _is_held(base, office, place, year)] for place in places
            }
            for office in OFFICES
        }
        places = {place: name for place, name in places.items() if any(held[one][place] for one in OFFICES)}
        return {
            "version": base.version,
            "as_of": base.as_of,
            "bytes": path.stat().st_size,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "sources": [_measure_source(database, *source) for source in SOURCES],
            "kinds": _count(database, "SELECT kind, count(*) FROM actors GROUP BY kind ORDER BY kind"),
            "with_wikidata_id": _one(database, "SELECT count(*) FROM actors WHERE id LIKE 'Q%'"),
            "names": _one(database, "SELECT (SELECT count(*) FROM actors) + (SELECT count(*) FROM names)"),
            "tenures": _count(
                database, "SELECT office, count(*) FROM tenures GROUP BY office ORDER BY office"
            ),
            "tenures_by_source": _count(
                database, "SELECT source, count(*) FROM tenures GROUP BY source ORDER BY source"
            ),
            "titles": _one(database, "SELECT count(DISTINCT key) FROM titles"),
            "offices": _one(database, "SELECT count(*) FROM offices"),
            "countries": {
                place: {
                    "name": name,
                    "people": _one(
                        database, "SELECT count(*) FROM actors WHERE kind = 'person' AND country = ?", place
                    ),
                    **{office: len(held[office][place]) for office in OFFICES},
                }
                for place, name in places.items()
            },
            "years": {
                year: {office: sum(year in found for found in held[office].values()) for office in OFFICES}
                for year in years
            },
            "gaps": {
                office: [place for place in places if years[-1] not in held[office][place]]
                for office in OFFICES
            },
        }


def _is_held(base: Base, office: str, place: str, year: int) -> bool:
    """Whether somebody held it in the middle of a year, as far as is known."""
    day = min(date(year, 7, 1), date.fromisoformat(base.as_of))
    return bool(base.holders(office, place, day))


def _measure_source(database: sqlite3.Connection, name: str, what: str, day: str, licence: str) -> Card:
    pattern = f"% {name} %"
    actors = _one(database, "SELECT count(*) FROM actors WHERE ' ' || sources || ' ' LIKE ?", pattern)
    as_of = day or _text(database, "SELECT value FROM about WHERE name = 'as_of'")
    return {"name": name, "what": what, "as_of": as_of, "licence": licence, "actors": actors}


def _one(database: sqlite3.Connection, query: str, *values: str) -> int:
    return int(database.execute(query, values).fetchone()[0])


def _text(database: sqlite3.Connection, query: str) -> str:
    return str(database.execute(query).fetchone()[0])


def _count(database: sqlite3.Connection, query: str) -> dict[str, int]:
    rows: Iterable[tuple[str, int]] = database.execute(query)
    return dict(rows)
