"""Words → the offices that they name: whole titles, compounds (US-Präsident, Kremlchef), heads of bodies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from laut.actors.knowledge import Knowledge
from laut.actors.wording import (
    FEDERAL,
    LEADERS,
    SPOKESPEOPLE,
    Status,
    inflect_adjective,
    is_adjective,
    strip_status,
    uninflect_noun,
)
from laut.knowledge.base import Title

LEADER = "*"  # in a Title: the leading office of whatever body is named
SPOKESPERSON = "**"  # of whatever body is named
LONGEST = 4  # words of a title: Hoher Vertreter, Regierender Bürgermeister
_SHORTEST = 3  # letters of a compound's first part
_JOINTS = (
    "",
    "s",
    "es",
    "n",
    "en",
)  # between the parts of a compound: Regierung-s-chef, Präsident-en-sprecher


@dataclass(frozen=True, slots=True)
class Head:
    """The noun of an office: what it can mean, the places that its first part names, the noun as written."""

    titles: tuple[Title, ...]
    places: tuple[str, ...] = ()
    status: Status = "held"
    noun: str = ""
    is_unknown_body: bool = False  # a compound whose first part the base does not know: Schachclub-Präsident


def read_head(words: Sequence[str], at: int, base: Knowledge) -> tuple[Head, int] | None:
    """The title that begins at word `at`, the longest first, and where it ends; None where there is none."""
    for end in range(min(len(words), at + LONGEST), at + 1, -1):
        if words[at][:1].isalpha():
            found = _read_joined(words[at:end], base) or _read_phrase(words[at:end], base)
            if found:
                return found, end
    word = words[at]
    head = read_word(word, base) if word[:1].isupper() else None
    return (head, at + 1) if head else None


def _read_phrase(words: Sequence[str], base: Knowledge) -> Head | None:
    """A title of several words, its adjective in any inflection."""
    if not words[-1][:1].isupper() or not (words[0][:1].isupper() or is_adjective(words[0])):
        return None
    for first in (words[0], *inflect_adjective(words[0])):
        title = " ".join((first[:1].upper() + first[1:], *words[1:]))
        titles = base.titles(title)
        if titles:
            return Head(titles, noun=words[-1])
        titles = base.titles(title[6:].capitalize()) if first.startswith("Bundes") else ()
        if titles:  # Bundesminister der Verteidigung
            return Head(titles, FEDERAL, noun=words[0])
    return None


def _read_joined(words: Sequence[str], base: Knowledge) -> Head | None:
    """Staats- und Parteichef: the offices of both."""
    if len(words) != 3 or not words[0].endswith("-") or words[1] not in ("und", "sowie"):
        return None
    last = read_word(words[2], base)
    tail = next((tail for _, tail in _tails(words[2], base)), "")
    first = read_word(words[0].rstrip("-") + tail, base) if last and tail else None
    if not last:
        return None
    return replace(last, titles=tuple(dict.fromkeys((*last.titles, *(first.titles if first else ())))))


def _tails(word: str, base: Knowledge) -> Iterator[tuple[str, str]]:
    """The first part and the head of a compound, the longest head first, in small letters."""
    heads = base.office_heads()
    for form in uninflect_noun(word):
        lower = form.casefold().replace("ß", "ss")
        for start in range(_SHORTEST, len(lower) - 2):
            tail = lower[start:]
            if tail in heads or tail in LEADERS or tail in SPOKESPEOPLE:
                yield lower[:start], tail


def read_word(word: str, base: Knowledge) -> Head | None:
    """What one word says of an office; None where it names none."""
    titles = base.titles(word)
    if titles:
        return Head(titles, noun=word)
    plain, status = strip_status(word)
    if status != "held":
        head = read_word(plain, base)
        return replace(head, status=status) if head else None
    leader = _read_leader(word)
    if leader:
        return leader
    return _read_hyphenated(word, base) if "-" in word else _read_compound(word, base)


def _read_leader(word: str) -> Head | None:
    for form in uninflect_noun(word):
        lower = form.casefold()
        if lower in LEADERS:
            return Head((Title(LEADER, (), LEADERS[lower]),), noun=word)
        if lower in SPOKESPEOPLE:
            return Head((Title(SPOKESPERSON, (), SPOKESPEOPLE[lower]),), noun=word)
    return None


def _read_hyphenated(word: str, base: Knowledge) -> Head | None:
    """US-Präsident, Ex-US-Präsident, EU-Kommissionspräsident, US-Notenbank-Chef."""
    parts = [part for part in word.split("-") if part]
    for split in range(len(parts) - 1, 0, -1):
        first, rest = "-".join(parts[:split]), "-".join(parts[split:])
        whole = base.titles(first.rstrip("-") + rest.casefold()) or base.titles(first + rest)
        if whole:
            return Head(whole, noun=rest)
        head = read_word(rest[:1].upper() + rest[1:], base)
        if not head:
            continue
        places = find_body(first, base)
        if places:
            return replace(head, places=(*places, *head.places))
        lead = read_status_prefix(first)
        if lead:
            return replace(head, status=lead)
        return replace(head, noun=rest, is_unknown_body=True)
    return None


def read_status_prefix(first: str) -> Status | None:
    """Vize, Interims and the like before a hyphen."""
    word, status = strip_status(f"{first}-xxxxx")
    return status if status != "held" and word.casefold() == "xxxxx" else None


def _read_compound(word: str, base: Knowledge) -> Head | None:
    """Kremlchef, Bundesinnenminister, Notenbankpräsidentin: a first part that is a body, and a head."""
    for first, tail in _tails(word, base):
        head = read_word(tail[:1].upper() + tail[1:], base)
        if not head or len(first) < _SHORTEST:
            continue
        if first == "bundes":
            return replace(head, places=FEDERAL, noun=word)
        for joint in _JOINTS:
            if first.endswith(joint):
                places = find_body(first.removesuffix(joint).capitalize(), base)
                if places:
                    return replace(head, places=places, noun=word)
        return replace(head, noun=word, is_unknown_body=True)
    return None


def find_body(name: str, base: Knowledge) -> tuple[str, ...]:
    """Countries, states and organisations of a name; for a seat the country whose government sits there."""
    places = find_places(name, base)
    if places:
        return places
    return tuple(entry.id for entry in base.find(name) if entry.kind != "person")


def find_places(name: str, base: Knowledge) -> tuple[str, ...]:
    """What the base takes for an office's place, and cities, which have mayors: Londons → GBR, London."""
    places = base.places(name)
    if not places or not base.metonyms(name):
        return places
    return (*places, *(entry.id for entry in base.find(name) if entry.kind == "place"))
