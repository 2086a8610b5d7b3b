"""German words → an office: "der amerikanische Außenminister", "Frankreichs Präsident", "Chef der Notenbank".

    [determiner] [früherer, türkischer, Tirols …] TITLE [Russlands | der Türkei | von Berlin] [a name]

Nothing here knows a date; `holders` asks who held it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from laut.actors.knowledge import Knowledge
from laut.actors.titles import SPOKESPERSON, Head, find_body, find_places, read_head
from laut.actors.wording import (
    ABOUT,
    DEFINITE,
    DETERMINERS,
    INDEFINITE,
    OF,
    OPENING,
    OWN,
    PARTICLES,
    PLURALS,
    Status,
    find_spokesperson_office,
    is_adjective,
    read_status,
    uninflect_noun,
)
from laut.knowledge.base import Title

_WORD = re.compile(r"[\w.'’&/-]*\w[\w.'’&/-]*|[,()]")
_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]")
_LONGEST_BODY = 6  # words: der Organisation für Sicherheit und Zusammenarbeit
_ADJECTIVAL = re.compile(
    r"(?:sitzend|beauftragt|abgeordnet|gesandt|ältest|delegiert|verantwortlich)(e[rnsm]?)$"
)
_TRUNCATED = re.compile(r"\w+-$")


@dataclass(frozen=True, slots=True)
class Office:
    """What words say of an office. `places` are those that the words name (countries, states, organisations),
    `name` is a person's name inside; `gender` m, f or empty, as title and article show it."""

    titles: tuple[Title, ...]
    places: tuple[str, ...] = ()
    gender: str = ""
    status: Status = "held"
    name: str = ""
    noun: str = ""
    determiner: str = ""  # definite, indefinite, own or empty
    is_plural: bool = False
    is_unknown_body: bool = False  # of a body that the base does not have


@dataclass(slots=True)
class _Draft:
    places: list[str] = field(default_factory=list)
    status: Status = "held"
    determiner: str = ""
    article: str = ""
    name: list[str] = field(default_factory=list)
    titles: tuple[Title, ...] = ()
    is_plural: bool = False
    is_unknown_body: bool = False


def split_words(words: str) -> list[str]:
    """Words, commas and brackets; hyphens, apostrophes and dots stay inside."""
    found = _WORD.findall(words)
    return [word if _TRUNCATED.fullmatch(word) else word.strip("'’/&").rstrip("-") for word in found]


def parse_office(words: str, base: Knowledge) -> Office | None:
    """The office that some words name; None where they name none."""
    tokens = split_words(_BRACKETS.sub(" ", words))
    draft = _Draft()
    at = _read_before(tokens, draft, base)
    found = read_head(tokens, at, base) if at < len(tokens) else None
    if not found:
        return None
    head, at = found
    draft.titles = head.titles
    _read_after(tokens, at, head, draft, base)
    if head.status != "held":
        draft.status = head.status
    return Office(
        titles=draft.titles,
        places=tuple(dict.fromkeys((*head.places, *draft.places))),
        gender=_find_gender(head, draft),
        status=draft.status,
        name=" ".join(draft.name),
        noun=head.noun,
        determiner=draft.determiner,
        is_plural=draft.is_plural or _is_plural(head, draft),
        is_unknown_body=(head.is_unknown_body and not head.places) or draft.is_unknown_body,
    )


def _read_before(tokens: Sequence[str], draft: _Draft, base: Knowledge) -> int:
    """Everything before the title; gives the number of its first word."""
    at = 0
    while at < len(tokens) and tokens[at].casefold() in OPENING:
        at += 1
    first = at
    while at < len(tokens) and not (tokens[at].casefold() not in DETERMINERS and read_head(tokens, at, base)):
        at += _read_one_before(tokens, at, draft, base, is_first=at == first)
    return at


def _read_one_before(
    tokens: Sequence[str], at: int, draft: _Draft, base: Knowledge, *, is_first: bool
) -> int:
    """One determiner, adjective or place before the title; gives how many words it has."""
    token, lower = tokens[at], tokens[at].casefold()
    if lower in DETERMINERS:
        draft.article = lower
        draft.determiner = "definite" if lower in DEFINITE else "indefinite" if lower in INDEFINITE else "own"
    elif lower in PLURALS:
        draft.is_plural = True
    elif is_adjective(lower) and (status := read_status(token)):
        draft.status = status
    elif places := find_places(token, base):
        draft.places += places
    elif token[:1].isupper() and not (is_first and is_adjective(lower)):
        width = _find_places_ahead(tokens, at, draft, base)
        draft.is_unknown_body = draft.is_unknown_body or not width  # "Merkels Sprecher": of somebody
        return max(1, width)
    return 1


def _find_places_ahead(tokens: Sequence[str], at: int, draft: _Draft, base: Knowledge) -> int:
    """How many words from here are a body's name (Saudi Arabiens); 0 where none are."""
    for end in range(min(len(tokens), at + 3), at, -1):
        found = find_body(" ".join(tokens[at:end]), base)
        if found:
            draft.places += found
            return end - at
    return 0


def _read_after(tokens: Sequence[str], at: int, head: Head, draft: _Draft, base: Knowledge) -> None:
    """What stands after the title: of what it is, then who it is."""
    while at < len(tokens):
        token, lower = tokens[at], tokens[at].casefold()
        if token in ",()":
            if draft.name:
                return
            at += 1
        elif lower in OF or (lower in ("des", "der") and not draft.name):
            end = _read_body(tokens, at + 1, head, draft, base)
            if end == at + 1:
                if lower not in PARTICLES:
                    return
                draft.name.append(token)
            at = max(end, at + 1)
        elif token[:1].isupper() and not draft.name and (places := _read_genitive(token, base)):
            draft.places += places
            at += 1
        elif token[:1].isupper() or (draft.name and lower in PARTICLES):
            draft.name.append(token)
            at += 1
        else:
            return


def _read_genitive(token: str, base: Knowledge) -> tuple[str, ...]:
    """Russlands, Tirols: the place of a genitive; a person's name that is a place's too stays a name."""
    return find_places(token, base) if token.endswith("s") and len(token) > 4 else ()


def _read_body(tokens: Sequence[str], at: int, head: Head, draft: _Draft, base: Knowledge) -> int:
    """The body after "der" or "von", the longest name first; gives where it ends, `at` for none."""
    start = at + 1 if at < len(tokens) and tokens[at].casefold() in DEFINITE | OWN else at
    end = start
    while end < len(tokens) and end - start < _LONGEST_BODY and tokens[end] not in ",()":
        end += 1
    for stop in range(end, start, -1):
        if not tokens[stop - 1][:1].isupper():
            continue
        if _take_body(tokens[start:stop], head, draft, base):
            return stop
    if (
        start == at
        and tokens[at - 1].casefold() in PARTICLES
        and tokens[at - 1].casefold() not in ("der", "vom")
    ):
        return at  # "von Weizsäcker" is a name
    has_place = draft.places or head.places or any(title.places for title in head.titles)
    is_about = has_place and tokens[at - 1].casefold() in ABOUT
    draft.is_unknown_body = draft.is_unknown_body or not is_about
    return _skip_noun_phrase(tokens, start)


def _skip_noun_phrase(tokens: Sequence[str], at: int) -> int:
    """The end of adjectives and one noun."""
    while at < len(tokens) and not tokens[at][:1].isupper():
        at += 1
    return min(at + 1, len(tokens))


def _take_body(words: Sequence[str], head: Head, draft: _Draft, base: Knowledge) -> bool:
    """Whether words name a body, or make a title with the head: (Präsident) der Europäischen Kommission."""
    joined = _join_title(words, head, base)
    if joined:
        titles, places = joined
        draft.titles, draft.places = titles, [*draft.places, *places]
        return True
    found = find_body(" ".join(words), base)
    if head.titles[0].office == SPOKESPERSON:
        office = find_spokesperson_office(" ".join(words))
        country = _find_country(words, found, base)
        if office and country:
            draft.titles = (Title(office, (), head.titles[0].gender),)
            draft.places += country
            return True
    for name in (name for body in found for name in base.names(body)):
        joined = _join_title(name.split("-")[-1].split()[-1:], head, base)
        if joined and all(title.places for title in joined[0]):
            draft.titles = joined[0]
            return True
    draft.places += found
    return bool(found)


def _find_country(words: Sequence[str], bodies: Sequence[str], base: Knowledge) -> tuple[str, ...]:
    """The country of a ministry or government, by an adjective before it or as the base has it."""
    named = tuple(place for word in words[:-1] for place in base.places(word))
    if named:
        return named
    if "-" in words[-1]:
        return base.places(words[-1].rpartition("-")[0])
    entries = [base.entry(body) for body in bodies]
    countries = tuple(dict.fromkeys(entry.country for entry in entries if entry and entry.country))
    return countries or tuple(body for body in bodies if not base.entry(body))


def _join_title(
    words: Sequence[str], head: Head, base: Knowledge
) -> tuple[tuple[Title, ...], tuple[str, ...]] | None:
    """(Präsident) des Bundestages → Bundestagspräsident; (Chef) der US-Notenbank → USA, Notenbankchef."""
    if not head.noun or not all(is_adjective(word) or word[:1].isupper() for word in words):
        return None
    first, _, noun = words[-1].rpartition("-")
    places = [place for word in (*words[:-1], *filter(None, (first,))) for place in base.places(word)]
    if (len(words) > 1 or first) and not places:
        return None
    stems = [stem for form in uninflect_noun(noun) for stem in (form, f"{form}s", f"{form}n", f"{form}en")]
    for stem in dict.fromkeys(stems):
        titles = base.titles(stem + head.noun.casefold())
        if titles:
            return titles, tuple(places)
    titles = base.titles(f"{head.noun} des {noun}") if first else ()
    return (titles, tuple(places)) if titles else None


def _find_gender(head: Head, draft: _Draft) -> str:
    """By the title; by the article where the title is an adjective in form: der, die Vorsitzende."""
    genders = {title.gender for title in draft.titles}
    inflected = _ADJECTIVAL.search(head.noun)
    if not inflected:
        return genders.pop() if genders in ({"m"}, {"f"}) else ""
    ending, article = inflected[1], draft.article
    if not article:
        return {"er": "m", "e": "f"}.get(ending, "")
    if article == "der":
        return "f" if ending == "en" else "m"
    return "f" if article in ("die", "eine", "einer", "seine", "ihre", "seiner", "ihrer") else "m"


def _is_plural(head: Head, draft: _Draft) -> bool:
    """Die Außenminister, der Präsidenten: a masculine title after an article that is none of the singular."""
    if head.noun.endswith("innen"):
        return True
    if {title.gender for title in draft.titles} != {"m"} or _ADJECTIVAL.search(head.noun):
        return False
    is_many = head.noun.endswith(("räte", "männer", "äpste", "önige"))
    return is_many or draft.article in ("die", "seine", "ihre", "diese", "unsere")
