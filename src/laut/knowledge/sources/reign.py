"""REIGN: who led each country from 1945 to March 2021, with the day of the start and the month of the end."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from laut.knowledge.codes import LEADING_OFFICE, REIGN
from laut.knowledge.listed import Listed, Term

SOURCE = "reign"
AS_OF = "2021-03"
_NOTES = re.compile(r"\s*\(.*?\)")
_FIRST_YEAR_OF_OFFICES = 2000  # LEADING_OFFICE holds since then


def read_reign(folder: Path) -> Iterator[Listed]:
    """One leader after the other; several at once (San Marino's captains) and the unnamed are left out."""
    with (folder / "reign" / "leaderlist_3_21.csv").open(
        encoding="utf-8", errors="replace", newline=""
    ) as lines:
        for row in csv.DictReader(lines):
            name = _NOTES.sub("", row["leader"]).strip().replace("_", " ")
            country = REIGN.get(row["stateabb"], "")
            if (
                not country
                or not name
                or re.search(r"[&,/?]| and |junta|council|interim", name, re.IGNORECASE)
            ):
                continue
            born = int(row["birthyear"] or 0)
            yield Listed(
                SOURCE,
                name,
                country=country,
                gender={"1": "m", "0": "f"}.get(row["gender"], ""),
                born=max(born, 0),
                terms=tuple(_read_terms(row, country)),
            )


def _read_terms(row: dict[str, str], country: str) -> Iterator[Term]:
    start = _make_date(row["syear"], row["smonth"], row["sdate"])
    end = _make_date(row["eyear"], row["emonth"], "")
    attested = "" if end else AS_OF
    yield Term("leader", country, start, end, attested)
    office = LEADING_OFFICE.get(country, "")
    if office and (not end or int(end[:4]) >= _FIRST_YEAR_OF_OFFICES):
        yield Term(office, country, start, end, attested)


def _make_date(year: str, month: str, day: str) -> str:
    if not year.isdecimal() or int(year) < 1:
        return ""
    parts = [f"{int(year):04}"]
    for part in (month, day):
        if not part.isdecimal() or int(part) < 1:
            break
        parts.append(f"{int(part):02}")
    return "-".join(parts)
