"""Members of 87 chambers in 85 countries and territories as Wikidata had them in 2015, with names in many
languages."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from laut.knowledge.codes import CHAMBERS
from laut.knowledge.listed import Listed, Term
from laut.knowledge.names import make_key

SOURCE = "everypolitician"
AS_OF = "2015"
# Languages whose Latin spelling German news may take over; others bend names (Merkelová, Merkele).
_SPELLINGS = ("name__de", "name__de_ch", "name__en", "name", "name__fr", "name__es", "name__it", "name__nl")
_BRACKETS = re.compile(r"\s*[(\[].*?[)\]]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ .'’ʻ·,\-–‐]+")
_OLDEST_BORN, _YOUNGEST_BORN = 1800, 2000  # the list has some other numbers as years of birth
_PEERAGE = re.compile(r",.*$")


def read_everypolitician(folder: Path) -> Iterator[Listed]:
    """All people, chamber by chamber in alphabetical order; one person may come several times."""
    root = folder / "everypolitician2015"
    for file in sorted(root.glob("*/*/sources/morph/wikidata.csv")):
        country, place = CHAMBERS.get(file.relative_to(root).parts[0], ("", ""))
        with file.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                listed = _read_person(row, country, place)
                if listed:
                    yield listed


def _read_person(row: dict[str, str], country: str, place: str) -> Listed | None:
    spellings = list(filter(None, (_clean(row.get(column) or "") for column in _SPELLINGS)))
    if not spellings or not (row.get("id") or "").startswith("Q"):
        return None
    family = _clean(row.get("family_name") or "")
    is_own = bool(family) and make_key(spellings[0]).endswith(make_key(family))
    return Listed(
        SOURCE,
        spellings[0],
        id=row["id"],
        aliases=tuple(dict.fromkeys(spellings[1:])),
        last_names=(family,) if is_own else (),
        country=country,
        gender={"male": "m", "female": "f"}.get(row.get("gender") or "", ""),
        born=_read_year(row.get("birth_date")),
        died=int((row.get("death_date") or "0")[:4]),
        languages=sum(1 for column, value in row.items() if value and column.startswith("name__")),
        terms=(Term("member_of_parliament", place),) if place else (),
    )


def _clean(name: str) -> str:
    """The name without what stands in brackets or after a comma; nothing if it is in no Latin script."""
    name = _PEERAGE.sub("", _BRACKETS.sub("", name)).strip()
    if not _LATIN.fullmatch(name):
        return ""
    words = name.split()
    return " ".join(word.capitalize() if word.isupper() and len(word) > 3 else word for word in words)


def _read_year(text: str | None) -> int:
    year = int(text[:4]) if text and text[:4].isdecimal() else 0
    return year if _OLDEST_BORN < year < _YOUNGEST_BORN else 0
