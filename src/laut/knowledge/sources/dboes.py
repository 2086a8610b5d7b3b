"""The database of public speakers (dboes), March 2026: politicians, journalists, media, agencies,
authorities."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from laut.knowledge.listed import Listed, Term
from laut.records import ActorKind

SOURCE = "dboes"
AS_OF = "2026-03"
_KINDS: dict[str, tuple[ActorKind, str]] = {
    "1": ("organisation", "newspaper"),
    "2": ("organisation", "magazine"),
    "3": ("organisation", "broadcaster"),
    "4": ("organisation", "news programme"),
    "6": ("organisation", "online medium"),
    "7": ("organisation", "news agency"),
    "9": ("party", "party branch"),
    "13": ("organisation", "education and research"),
    "15": ("organisation", "authority"),
    "16": ("place", "town or district"),
    "20": ("person", "journalist"),
    "21": ("person", "politician"),
}
_TITLE = re.compile(r"\b(?:Prof|Dr|Dipl|med|phil|jur|rer|nat|h\.? ?c|habil|Univ|Ing|MdB|MdL)\b\.?-?[\w.]*\s*")
_SHORT = re.compile(r"\s*\(([^()]+)\)\s*$")
_STATES = (
    ("Baden-Württemberg", "DE-BW"), ("Bayer", "DE-BY"), ("Berlin", "DE-BE"), ("Brandenburg", "DE-BB"),
    ("Brem", "DE-HB"), ("Hamburg", "DE-HH"), ("Hess", "DE-HE"), ("Mecklenburg", "DE-MV"),
    ("Niedersächs", "DE-NI"), ("Niedersachsen", "DE-NI"), ("Nordrhein", "DE-NW"),
    ("Rheinland", "DE-RP"), ("Saarland", "DE-SL"),
    ("Sachsen-Anhalt", "DE-ST"), ("Sachsen", "DE-SN"), ("Sächs", "DE-SN"), ("Schleswig", "DE-SH"),
    ("Thüring", "DE-TH"), ("Bundestag", "DEU"), ("Bund", "DEU"), ("EU-Parlament", "Q458"),
)  # fmt: skip


def read_dboes(folder: Path) -> Iterator[Listed]:
    """All rows but entertainment programmes, in the order of the file."""
    with (folder / "dboes" / "komplett.csv").open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["Typ"] in _KINDS and row["Name"].strip():
                kind, note = _KINDS[row["Typ"]]
                yield _read_person(row, note) if kind == "person" else _read_other(row, kind, note)


def _read_person(row: dict[str, str], note: str) -> Listed:
    last, _, first = _TITLE.sub("", row["Name"]).strip().partition(",")
    first, last = " ".join(first.split()), " ".join(last.split())
    found = re.search(r"(.*?) ((?:von|van|de|zu|vom|zur)(?: .*)?)$", first)
    if found:  # "Klaeden, Eckart von"
        first, last = found[1], f"{found[2]} {last}"
    party = row["T_Partei"].strip()
    return Listed(
        SOURCE,
        f"{first} {last}".strip(),
        last_names=(last,),
        country="DEU",
        gender={"männlich": "m", "weiblich": "f"}.get(row["K_Geschlecht"].strip(), ""),
        terms=tuple(_read_terms(row["T_Abgeordneter"])),
        parties=(party,) if party not in (".", "parteilos", "") else (),
        note=note,
    )


def _read_terms(text: str) -> Iterator[Term]:
    place = next((code for name, code in _STATES if name in text), "")
    office = "member_of_government" if text.startswith("Kabinett") else "member_of_parliament"
    if place:
        yield Term(office, place, attested=AS_OF)


def _read_other(row: dict[str, str], kind: ActorKind, note: str) -> Listed:
    name = " ".join(row["Name"].split())
    short = _SHORT.search(name)
    aliases = (short[1], _SHORT.sub("", name)) if short else ()
    return Listed(SOURCE, name, kind=kind, aliases=aliases, country="DEU", note=note)
