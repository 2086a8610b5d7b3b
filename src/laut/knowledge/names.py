"""Names as keys: what is written differently but read alike gets the same key.

`make_key` folds case, ß/ss, ä/ae, accents, hyphens, dots and apostrophes; it is what every look-up goes
through. `make_sound_keys` folds transliterations on top (Lawrow/Lavrov, Gaddafi/Kadhafi, Selenskyj/Zelensky);
it is a fallback, and only for people of countries whose names reach German from another script
(`TRANSLITERATED`): elsewhere it would make Meier and Mayer one.
"""

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache

from laut.knowledge.codes import make_set

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe", "ə": "a", "ħ": "h"}
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_APOSTROPHES = re.compile("['’‘ʼʻ`´ʿʾ]")
_GAPS = re.compile(r"[\W_]+")
_DIGRAPHS = re.compile(r"(?<=[ao])e+|(?<![aeoq])ue+")  # Baur and Bauer, Maurer, Queck stay as they are
_GENITIVE = re.compile(r"(?:['’]s?|s)$")
_ENDINGS = re.compile(r"(?<=...)(?:e[nrsm]?|s)$")

TRANSLITERATED = make_set(
    """AFG ARE ARM AZE BGD BGR BHR BIH BLR CHN CYP DJI DZA EGY ERI ETH GEO GRC HKG IND IRN IRQ ISR JOR JPN
    KAZ KGZ KHM KOR KWT LAO LBN LBY LKA MAC MAR MDA MKD MMR MNE MNG MRT NPL OMN PAK PRK PSE QAT RUS SAU
    SDN SOM SRB SYR THA TJK TKM TUN TWN UKR UNK UZB XKX YEM"""
)
SURNAME_FIRST = make_set("CHN HKG KHM KOR MAC PRK SGP TWN VNM")
TWO_SURNAMES = make_set("ARG BOL CHL COL CRI CUB DOM ECU ESP GTM HND MEX NIC PAN PER PRI PRY SLV URY VEN")


class Way(IntEnum):
    """The ways to a name in the table keys."""

    NAME = 0
    LAST = 1
    SOUND = 2
    LAST_SOUND = 3
    STEM = 4


# Words before a surname that belong to it and may be left out: "von der Leyen" and "Leyen".
_PARTICLES = make_set(
    """von vom zu zum zur der den dem van de del della di da das do dos du la le las los el al an as ad ar
    asch at az bin ben ibn ould abu abd ter ten te van't e i y und"""
)
_AFTER = make_set("jr sr ii iii iv junior senior")


@lru_cache(maxsize=65536)
def make_key(name: str) -> str:
    """The name in lower-case letters and digits without accents, its words apart by one space."""
    folded = unicodedata.normalize("NFKC", name).casefold().translate(_LETTERS)
    text = unicodedata.normalize("NFKD", folded).casefold()
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = _GAPS.sub(" ", _APOSTROPHES.sub("", text)).strip()
    return _DIGRAPHS.sub(lambda found: "u" if found[0][0] == "u" else "", text)


def make_slug(name: str) -> str:
    """The name in an id: lower-case ASCII, ä as ae, words joined by hyphens; empty if no Latin letter is
    left."""
    spelled = name.casefold().translate(_UMLAUTS).translate(_LETTERS)
    text = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", spelled))
    return "-".join(re.findall("[a-z0-9]+", text.encode("ascii", "ignore").decode()))


def strip_genitive(name: str) -> str:
    """Without a German genitive ending: Merkels, Merz', Fox's; the name itself where it has none."""
    return _GENITIVE.sub("", name) if len(name) > 3 else name


@lru_cache(maxsize=16384)
def make_stem(name: str) -> str:
    """The key with the endings of German adjectives and nouns cut off word by word: "Vereinten Nationen" and
    "Vereinte Nationen", "des Weißen Hauses" and "Weißes Haus" are one (without the article)."""
    return " ".join(_cut(word) for word in make_key(name).split())


def _cut(word: str) -> str:
    shorter = _ENDINGS.sub("", word)
    return word if shorter == word else _cut(shorter)


def find_last_names(name: str, country: str = "") -> tuple[str, ...]:
    """What may stand alone for a person: the last name with and without its particles (von der Leyen,
    Leyen), the first word where surnames come first (Xi Jinping), the first of two Spanish surnames too."""
    words = name.replace(",", " ").split()
    while len(words) > 1 and make_key(words[-1]) in _AFTER:
        words.pop()
    if not words:
        return ()
    start = len(words) - 1
    while start > 1 and make_key(words[start - 1]) in _PARTICLES:
        start -= 1
    found = [" ".join(words[start:]), words[-1]]
    if "-" in words[-1]:
        head, _, tail = words[-1].partition("-")
        if make_key(head) in _PARTICLES:
            found.append(tail)
    if country in SURNAME_FIRST and len(words) > 1:
        found.append(words[0])
    if country in TWO_SURNAMES and len(words) > 2:
        found += [words[-2], " ".join(words[-2:])]
    return tuple(dict.fromkeys(one for one in found if make_key(one) and make_key(one) not in _PARTICLES))


# Letters that languages write for the same sound, in the order in which they are rewritten. `C` is a sound
# like tsch or dsch, `S` any s; what two languages read differently (ch, j) gives two keys.
_SOUNDS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"s(?:ch|h)?tsch|shch|sch?tch", "SC"),
        (r"tsch|dsch|tch|tsh|dzh|dj|cz|(?<=i)c\b", "C"),
        (r"sch|sh|zh|ts|tz|ds|dz|sz", "S"),
        (r"\bal |\bel |\bul |\bes |\bas |\bash |\basch |\bal(?=\w{6})", ""),
        (r"kh|gh|q|ck", "k"),
        (r"ph", "f"),
        (r"th|dh", "d"),
        (r"ou|oo|u|o", "O"),
        (r"[wvf]+", "f"),
        (r"(?:[jyi]?e|[jyi]?o|O)f(?:f|s)?\b|[jyi]?Of\b", "Of"),
        (r"(?:[jyi]?e|O)fa\b", "Ofa"),
        (r"c(?=[eiy])", "S"),
        (r"x", "kS"),
        (r"[gkc]", "k"),
        (r"[sz]", "S"),
        (r"t", "d"),
    )
)
_VOWELS = ((re.compile(r"[jyi]+"), "I"), (re.compile(r"[aä]|e"), "A"))
_END = re.compile(r"(?<=\w\w\w)[aeO]\b|h(?=\b)|(?<=\w)h")
_TWICE = re.compile(r"(\w)\1+")
_AMBIGUOUS = (("ch", ("k", "C")), ("j", ("y", "C")))
_SHORTEST = 4


@lru_cache(maxsize=16384)
def make_sound_keys(name: str) -> tuple[str, ...]:
    """How the name may sound, one key for each reading of ch and j; nothing for names that are too short."""
    key = make_key(name)
    if len(key.replace(" ", "")) <= _SHORTEST:
        return ()
    spellings = [key]
    for letters, readings in _AMBIGUOUS:
        spellings = [
            spelling if letters not in _hide(spelling) else _replace(spelling, letters, reading)
            for spelling in spellings
            for reading in (readings if letters in _hide(spelling) else ("",))
        ]
    return tuple(sorted({_sound(spelling) for spelling in spellings}))


_FIXED = re.compile(r"s(?:ch|h)?tsch|shch|sch?tch|tsch|dsch|tch|tsh|sch|dj")


def _hide(key: str) -> str:
    """The key without the letter groups that read the same everywhere."""
    return _FIXED.sub("_", key)


def _replace(key: str, letters: str, reading: str) -> str:
    pieces = re.split(f"({_FIXED.pattern})", key)
    return "".join(piece if _FIXED.fullmatch(piece) else piece.replace(letters, reading) for piece in pieces)


def _sound(key: str) -> str:
    for pattern, to in _SOUNDS:
        key = pattern.sub(to, key)
    key = _END.sub("", key)
    for pattern, to in _VOWELS:
        key = pattern.sub(to, key)
    return _TWICE.sub(r"\1", key.replace("h", "")).strip()
