"""Members of the German Bundestag 1949-2017: the official master data, and their Wikidata ids."""

import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree

from laut.knowledge.listed import Listed, Term

SOURCE = "mdb"
AS_OF = "2017-12-14"
_LONGEST_GAP = 40  # days between two terms of the Bundestag that still count as one stay


def read_mdb(folder: Path) -> Iterator[Listed]:
    """All members, in the order of the file."""
    lines = (folder / "mdb" / "IDs.tsv").read_text("utf-8").splitlines()
    ids = dict(line.split("\t")[:2] for line in lines if "\t" in line)
    with zipfile.ZipFile(folder / "mdb" / "mdb-stammdaten-data.zip") as archive:
        tree = etree.fromstring(
            archive.read("MDB_STAMMDATEN.XML"), etree.XMLParser(resolve_entities=False, load_dtd=False)
        )
    for member in tree.iterfind("MDB"):
        yield _read_member(member, ids)


def _read_member(member: Any, ids: dict[str, str]) -> Listed:
    names = [_read_name(name) for name in member.iterfind("NAMEN/NAME")]
    full, lasts = [name for name, _ in names], [last for _, last in names]
    about = member.find("BIOGRAFISCHE_ANGABEN")
    party = about.findtext("PARTEI_KURZ") or ""
    wikidata = ids.get(member.findtext("ID"), "")
    return Listed(
        SOURCE,
        full[-1],
        id=wikidata if wikidata.startswith("Q") else "",
        aliases=tuple(dict.fromkeys(full[:-1])),
        last_names=tuple(dict.fromkeys(lasts)),
        country="DEU",
        gender={"männlich": "m", "weiblich": "f"}.get(about.findtext("GESCHLECHT") or "", ""),
        born=_read_year(about.findtext("GEBURTSDATUM")),
        died=_read_year(about.findtext("STERBEDATUM")),
        terms=tuple(_read_terms(member)),
        parties=(party,) if party and not party.startswith("Plos") else (),
    )


def _read_name(name: Any) -> tuple[str, str]:
    """The whole name without academic titles, and the last name with its particle."""
    parts = [(name.findtext(part) or "").strip() for part in ("VORNAME", "ADEL", "PRAEFIX", "NACHNAME")]
    return " ".join(filter(None, parts)), " ".join(filter(None, parts[2:]))


def _read_terms(member: Any) -> Iterator[Term]:
    """The stays in the Bundestag, terms that follow each other as one."""
    terms: list[list[str]] = []
    for term in member.iterfind("WAHLPERIODEN/WAHLPERIODE"):
        start, end = _read_day(term.findtext("MDBWP_VON")), _read_day(term.findtext("MDBWP_BIS"))
        if terms and _are_near(terms[-1][1], start):
            terms[-1][1] = end
        else:
            terms.append([start, end])
    for start, end in terms:
        yield Term("member_of_parliament", "DEU", start, end, "" if end else AS_OF)


def _are_near(end: str, start: str) -> bool:
    return bool(end) and (date.fromisoformat(start) - date.fromisoformat(end)).days <= _LONGEST_GAP


def _read_day(text: str | None) -> str:
    day, month, year = (text or "").split(".") if text else ("", "", "")
    return f"{year}-{month}-{day}" if text else ""


def _read_year(text: str | None) -> int:
    return int((text or "").strip()[-4:] or 0)
