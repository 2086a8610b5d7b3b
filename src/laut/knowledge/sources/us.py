"""The United States: presidents and vice-presidents since 1789, and the members of Congress."""

from collections.abc import Iterator
from pathlib import Path

from laut.knowledge.listed import Listed, Term
from laut.knowledge.sources.flat_yaml import Node, read_yaml

SOURCE = "us"
AS_OF = "2026-06"
_OFFICES = {
    "prez": "head_of_state",
    "viceprez": "vice_president",
    "sen": "senator",
    "rep": "member_of_parliament",
}


def read_us(folder: Path) -> Iterator[Listed]:
    """Presidents and vice-presidents first, then Congress."""
    for name in ("executive.yaml", "legislators-current.yaml"):
        for node in read_yaml(folder / "us" / name):
            yield _read_person(node)


def _read_person(node: Node) -> Listed:
    name, bio, ids = (_map(_map(node).get(part, {})) for part in ("name", "bio", "id"))
    first, middle, last, nickname, suffix, official = (
        str(name.get(part, "")) for part in ("first", "middle", "last", "nickname", "suffix", "official_full")
    )
    plain = f"{nickname or first} {last}"
    spellings = [f"{first} {last}", f"{first} {middle} {last}" if middle else "", official]
    spellings.append(f"{first} {last} {suffix}" if suffix else "")
    return Listed(
        SOURCE,
        plain,
        id=str(ids.get("wikidata", "")),
        aliases=tuple(dict.fromkeys(one for one in spellings if one and one != plain)),
        last_names=(last,),
        country="USA",
        gender=str(bio.get("gender", "")).lower(),
        born=int(str(bio.get("birthday", ""))[:4] or 0),
        terms=tuple(_read_terms(_map(node).get("terms", []))),
        parties=tuple(_read_parties(_map(node).get("terms", []))),
        note=f"bioguide {ids.get('bioguide', '')}",
    )


def _map(node: Node) -> dict[str, Node]:
    return node if isinstance(node, dict) else {}


def _read_terms(node: Node) -> Iterator[Term]:
    """The stays in an office, terms of one office that follow each other as one."""
    terms: list[list[str]] = []
    for term in node if isinstance(node, list) else []:
        office, start, end = (str(_map(term).get(part, "")) for part in ("type", "start", "end"))
        if terms and terms[-1][0] == office and start[:7] <= _next_month(terms[-1][2]):
            terms[-1][2] = end
        else:
            terms.append([office, start, end])
    for office, start, end in terms:
        is_open = end > AS_OF
        yield Term(_OFFICES[office], "USA", start, "" if is_open else end, AS_OF if is_open else "")


def _next_month(day: str) -> str:
    year, month = int(day[:4]), int(day[5:7])
    return f"{year + month // 12}-{month % 12 + 1:02}"


def _read_parties(node: Node) -> Iterator[str]:
    last = _map(node[-1]).get("party", "") if isinstance(node, list) and node else ""
    yield from filter(None, (str(last),))
