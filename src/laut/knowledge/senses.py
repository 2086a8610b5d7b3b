"""Nouns → what kind of actor they can stand for: a politician, an authority, a company, a document …

`senses.tsv` is written by hand: a noun in small letters and its classes, `none` for a noun that only ends
like one (Fahrzeuge, Zeuge). A compound has the classes of its last part (Innenministerium: Ministerium), an
inflected form those of its stem.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

PEOPLE = (
    "state", "politician", "diplomat", "officer", "lawyer", "soldier", "militant", "business", "union",
    "worker", "scholar", "artist", "journalist", "sport", "cleric", "suspect", "victim", "family", "activist",
    "spokesperson", "person",
)  # fmt: skip
BODIES = (
    "government", "ministry", "parliament", "party", "authority", "police", "court", "prosecution",
    "military", "militia", "international", "company", "bank", "media", "association", "unionbody",
    "university", "club", "church", "country",
)  # fmt: skip
TEXTS = ("document", "source")
SENSES = (*PEOPLE, *BODIES, *TEXTS)
NONE = "none"
_BIT = {sense: 1 << at for at, sense in enumerate(SENSES)}
PERSON = _BIT["person"]
A_PERSON, A_BODY, A_TEXT = (sum(_BIT[sense] for sense in group) for group in (PEOPLE, BODIES, TEXTS))
_ENDINGS = ("", "s", "es", "n", "en", "in", "innen", "e", "er", "ern", "ens", "nen", "r")
_SHORTEST = 5  # letters of the last part of a compound
_SHORT_PARTS = frozenset({"amt", "arzt", "bank", "chef", "rat"})


@lru_cache(maxsize=16384)
def find_senses(noun: str) -> int:
    """The classes of a noun in small letters, as bits in the order of `SENSES`; 0 where it is unknown."""
    known = load_senses()
    stems = [noun.removesuffix(ending) for ending in _ENDINGS if noun.endswith(ending)]
    for stem in stems:
        if stem in known:
            return known[stem]
    for first in range(1, len(noun) - 2):
        for stem in stems:
            last = stem[first:]
            if last in known and (len(last) >= _SHORTEST or last in _SHORT_PARTS):
                return known[last]
    return 0


def make_mask(*senses: str) -> int:
    """The bits of some classes."""
    return sum(_BIT[sense] for sense in senses)


def list_senses(mask: int) -> tuple[str, ...]:
    """The names of some classes."""
    return tuple(sense for sense in SENSES if mask & _BIT[sense])


@cache
def load_senses() -> Mapping[str, int]:
    """All nouns with their classes as bits."""
    rows = (files(__package__) / "senses.tsv").read_text("utf-8").splitlines()
    pairs = (row.split("\t") for row in rows)
    return {noun: 0 if senses == NONE else make_mask(*senses.split()) for noun, senses in pairs}
