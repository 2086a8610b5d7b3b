"""The World Factbook of May 2026: chiefs of state and heads of government, with the date since when."""

import html
import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from laut.knowledge.codes import FACTBOOK, make_set
from laut.knowledge.listed import Listed, Term
from laut.knowledge.names import make_key

SOURCE = "factbook"
AS_OF = "2026-05"
_OFFICES = {"chief of state": "head_of_state", "head of government": "head_of_government"}
_MONARCHS = make_set("King Queen Emperor Sultan Amir Prince Duke")
_TITLES = make_set(
    """president prime minister king queen emperor sultan amir prince grand duke pope chancellor premier
    taoiseach interim acting transition transitional caretaker gnu cnsp general gen col capt dr sir dame
    chairperson chairman chair of the and government spain swiss confederation republic council
    ministers presidency national for safeguard homeland sovereign commander in chief sudanese armed
    forces presidential leadership supreme leader taliban crown co vice state affairs commission
    executive yuan administration first on cabinet assembly peoples secretary foreign political
    pontifical governorate vatican city sr minister"""
)
_SLIPS = {("ROU", "2005-06-23"): "2025-06-23"}
_ASIDE = re.compile(r"\s*\((?!since)[^()]*[^()\d][^()]*\)(?=.*\(since)")
_SINCE = re.compile(r"^(?P<who>[^();]+?)(?:; also spelled [^(]*)?,?\s*\((?:since\s*)?(?P<since>[^);,]*)\)")
_NUMERAL = re.compile(r"[IVX]+")
_PARTICLES = make_set("BIN AL VAN DER DE DA DO DOS DI DEL LA")


def read_factbook(folder: Path) -> Iterator[Listed]:
    """Whoever stands first under the two offices of a country; realms with a governor have no head of
    state."""
    for file in sorted((folder / "factbook").glob("*/*.json")):
        country = FACTBOOK.get(file.stem, "")
        if not country:
            continue
        branch = json.loads(file.read_text("utf-8")).get("Government", {}).get("Executive branch", {})
        for field, office in _OFFICES.items():
            text = html.unescape(branch.get(field, {}).get("text", ""))
            if text and "represented by" not in text:
                yield from _read_holder(text, country, office)


def _read_holder(text: str, country: str, office: str) -> Iterator[Listed]:
    found = _SINCE.match(_ASIDE.sub("", text))
    start = _read_date(found["since"]) if found else ""
    start = _SLIPS.get((country, start), start)
    if not found or not start:
        return
    words = found["who"].replace(",", " ").split()
    titles = []
    while words and all(part in _TITLES for part in make_key(words[0]).split()):
        titles.append(words.pop(0))
    last = [word for number, word in enumerate(words) if _is_surname(word, number)]
    if not last or ("Vice" in titles and "Prime" not in titles):
        return
    offices = [office, "monarch"] if _MONARCHS & set(titles) and office == "head_of_state" else [office]
    yield Listed(
        SOURCE,
        " ".join(map(_lower, words)),
        country=country,
        last_names=(" ".join(map(_lower, last)),),
        terms=tuple(Term(one, country, start, "", AS_OF) for one in offices),
    )


def _is_surname(word: str, number: int) -> bool:
    return word.isupper() and len(word.strip(".")) > 1 and not (number and _NUMERAL.fullmatch(word))


def _lower(word: str) -> str:
    """MERZ as Merz, TOUADÉRA as Touadéra, VAN DER as van der; XIV and what has small letters stay."""
    if word == "XI":
        return "Xi"
    if not word.isupper() or _NUMERAL.fullmatch(word) or len(word.strip(".")) == 1:
        return word
    return word.lower() if word in _PARTICLES else "-".join(part.capitalize() for part in word.split("-"))


def _read_date(text: str) -> str:
    """`6 May 2025`, `May 2025` or `2025` as ISO dates; nothing for anything else."""
    for pattern, length in (("%d %B %Y", 10), ("%d %b %Y", 10), ("%B %Y", 7), ("%Y", 4)):
        try:
            return datetime.strptime(text.strip(), pattern).strftime("%Y-%m-%d")[:length]
        except ValueError:
            continue
    return ""
