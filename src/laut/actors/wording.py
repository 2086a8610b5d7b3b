"""German words around offices: determiners, what makes an office a former or a coming one, heads of bodies.

Adjectives are stems, without their ending; all is in small letters.
"""

import re
from functools import lru_cache
from typing import Literal

Status = Literal["held", "former", "coming", "deputy", "unclear"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DEFINITE = _words("der die das dem den des")
INDEFINITE = _words("ein eine einer einem einen eines kein keine keiner keinem keinen keines")
OWN = frozenset(
    f"{stem}{ending}"
    for stem in _words("sein ihr unser unsr euer eur mein dein")
    for ending in ("", "e", "en", "em", "er", "es")
)
THIS = _words("dieser diese dieses diesem diesen jener jene jenes jenem jenen")
DETERMINERS = DEFINITE | INDEFINITE | OWN | THIS
OPENING = _words(
    """von vom zu zum zur beim bei mit laut gegen für durch an nach wie als auch so neben gegenüber und"""
)
# What somebody said, thought or wrote: its owner is the source.
REPORTS = _words(
    """angabe angaben aussage aussagen auskunft bericht berichte berichten berichts mitteilung meldung
    meldungen
    ansicht ansichten meinung auffassung einschätzung erklärung umfrage studie darstellung worte worten
    informationen schätzung schätzungen erkenntnissen überzeugung pressemitteilung stellungnahme äußerung
    äußerungen rede vorwurf vorhersage prognose"""
)
ABOUT = _words("für in bei aus")  # after a body, what of it: Vertreter der EU für Außenpolitik
OF = _words("von vom in im aus für bei beim am an zu zur")
PARTICLES = _words(
    """von vom zu zum zur der den dem van de del della di da dos du la le bin ben ibn al el as asch ter ten y
    und"""
)
PLURALS = _words("beide beiden beider zwei drei vier fünf mehrere mehreren alle allen aller viele einige")

_FORMER = """früher ehemalig damalig einstig vormalig letzt vorig verstorben gestürzt abgesetzt abgewählt
    zurückgetreten entmachtet entlassen ermordet getötet verhaftet"""
_COMING = """designiert künftig zukünftig gewählt neugewählt wiedergewählt nominiert kommend nächst möglich
    selbsternannt"""
_STATUSES: dict[Status, frozenset[str]] = {
    "former": _words(_FORMER),
    "coming": _words(_COMING),
    "deputy": _words("stellvertretend"),
    "unclear": _words("langjährig ernannt"),
}
_STEMS = {stem: status for status, stems in _STATUSES.items() for stem in stems}
_ENDING = re.compile(r"(?:e[nrms]?)$")
_PREFIXES: tuple[tuple[str, Status], ...] = (
    ("ex-", "former"),
    ("alt-", "former"),
    ("ex", "former"),
    ("alt", "former"),
    ("vize-", "deputy"),
    ("vize", "deputy"),
    ("schatten", "unclear"),
    ("gegen", "unclear"),
)
_SHORTEST = 5  # letters of what is left without a prefix: "Alter" is no former "er"

# Heads of bodies of any kind, and their gender: the office is the leading one of the body that is named.
LEADERS = {
    "chef": "m", "chefin": "f", "präsident": "m", "präsidentin": "f", "vorsitzender": "m", "vorsitzende": "",
    "leiter": "m", "leiterin": "f", "direktor": "m", "direktorin": "f", "generaldirektor": "m",
    "generaldirektorin": "f", "führer": "m", "führerin": "f", "anführer": "m", "anführerin": "f",
    "boss": "m", "obmann": "m", "obfrau": "f", "parteichef": "m", "parteichefin": "f",
    "parteivorsitzender": "m", "parteivorsitzende": "", "bundesvorsitzender": "m", "bundesvorsitzende": "",
    "parteipräsident": "m", "parteipräsidentin": "f", "parteiobmann": "m", "parteiobfrau": "f",
    "parteiführer": "m", "parteiführerin": "f", "gouverneur": "m", "gouverneurin": "f",
    "generalsekretär": "m", "generalsekretärin": "f",
}  # fmt: skip
SPOKESPEOPLE = {"sprecher": "m", "sprecherin": "f"}
# Who of them leads a party.
PARTY_LEADERS = frozenset(LEADERS) - _words(
    """leiter leiterin direktor direktorin generaldirektor generaldirektorin gouverneur gouverneurin
    generalsekretär generalsekretärin"""
)
# Offices that so many hold that words alone mean nobody.
SHARED = _words("member_of_parliament member_of_government senator party_member minister")
# What a newspaper may be called, and people are, in any form.
GENERIC = _words(
    """beobachter beobachtern beobachters journalist journalisten politiker politikern kritiker experte
    experten freund freunde"""
)
# Nouns whose name is that of a place after them, so that they and not the place are meant.
INSTITUTIONS = _words(
    """flughafen universität hochschule polizei landgericht amtsgericht oberlandesgericht verwaltungsgericht
    staatsanwaltschaft klinikum zoo messe stadtwerke feuerwehr gericht bahnhof hauptbahnhof landkreis kreis
    polizeidirektion polizeipräsidium regierungspräsidium oper theater hafen"""
)
FEDERAL = ("DEU",)  # whose ministers are called Bundes-
# Offices that share a title with a greater one of other countries: only where their own country is meant.
ABROAD_ONLY = {"federal_chancellor_che": "CHE"}
FIRST_ASKED = ("DEU", "AUT", "CHE")  # where a title without a country is looked up, to name candidates
_FOREIGN_MINISTRY = re.compile(r"au(?:ss|ß)enminist|au(?:ss|ß)enamt|auswärtige|state department", re.I)
_GOVERNMENT = re.compile(
    r"regierung|wei(?:ss|ß)e[nsr]? haus|kreml|präsidialamt|kabinett|downing street", re.I
)


def find_spokesperson_office(body: str) -> str:
    """The office of who speaks for a body; empty where that is none that one person holds."""
    if _FOREIGN_MINISTRY.search(body):
        return "foreign_ministry_spokesperson"
    return "government_spokesperson" if _GOVERNMENT.search(body) else ""


@lru_cache(maxsize=8192)
def read_status(word: str) -> Status | None:
    """What an adjective says about an office: früheren → former; None where nothing."""
    lower = word.casefold().replace("ss", "ß") if "ss" in word else word
    stem = _ENDING.sub("", lower.lower())
    return _STEMS.get(stem) or _STEMS.get(_ENDING.sub("", word.lower()))


def strip_status(word: str) -> tuple[str, Status]:
    """A title without a prefix of the kind: Ex-Präsident → Präsident, former."""
    lower = word.casefold()
    for prefix, status in _PREFIXES:
        if lower.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST:
            rest = word[len(prefix) :]
            return rest[:1].upper() + rest[1:], status
    return word, "held"


def is_adjective(word: str) -> bool:
    """Whether a word in small letters can be an adjective before a noun."""
    return word[:1].islower() and len(word) > 3 and word.endswith(("e", "en", "er", "em", "es"))


def inflect_adjective(word: str) -> tuple[str, ...]:
    """An inflected adjective as titles have it: Regierenden → Regierender, Regierende."""
    stem = _ENDING.sub("", word)
    return (f"{stem}er", f"{stem}e") if stem != word else (word,)


_NOUN_ENDINGS = ("", "s", "es", "n", "en")


def uninflect_noun(word: str) -> tuple[str, ...]:
    """The word itself, then without each ending that a German noun may have in the singular."""
    found = [word[: len(word) - len(ending)] for ending in _NOUN_ENDINGS if word.endswith(ending)]
    if word.endswith("en"):
        found += [f"{word[:-2]}er", word[:-1]]  # Vorsitzenden: Vorsitzender, Vorsitzende
    return tuple(dict.fromkeys(one for one in found if len(one) > 2))
