"""A portrait → the actors of the base that it may be, and what led to each of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from laut.actors.holders import Holder, hold
from laut.actors.knowledge import Knowledge
from laut.actors.offices import Office
from laut.actors.portrait import Portrait
from laut.actors.scene import Scene
from laut.actors.wording import DETERMINERS, FIRST_ASKED, GENERIC
from laut.knowledge.base import Entry
from laut.knowledge.names import find_last_names, make_key, strip_genitive

_JOINING = ("und", "sowie", "oder")
MOST_OF_A_NAME = 12  # people of one last name, the most prominent
_SHORTEST = 2  # letters of a name
_LANDS = ("country", "place")

WAYS = ("name", "last", "office", "context", "body", "place", "metonym", "demonym")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor that a chain may be; `ways`, of `WAYS`, are what led to it,
    `words` what was looked up."""

    entry: Entry
    ways: frozenset[str]
    words: str = ""
    holder: Holder | None = None


class _Found:
    """Candidates by id, their ways added up."""

    def __init__(self) -> None:
        self.by_id: dict[str, Candidate] = {}

    def add(self, entry: Entry | None, way: str, words: str, holder: Holder | None = None) -> None:
        if entry is None:
            return
        before = self.by_id.get(entry.id)
        ways = (before.ways if before else frozenset()) | {way}
        kept = before.words if before else words
        self.by_id[entry.id] = Candidate(entry, ways, kept, holder or (before.holder if before else None))


def find_candidates(portrait: Portrait, scene: Scene, base: Knowledge) -> tuple[Candidate, ...]:
    """All candidates, the most prominent first; none for a chain of pronouns alone."""
    found = _Found()
    if portrait.label == "person":
        _add_people(portrait, base, found)
    elif portrait.names:
        _add_others(portrait, base, found)
    _add_holders(portrait, scene, base, found)
    if not portrait.names:
        _add_nominals(portrait, scene, base, found)
    kept = _drop_namesakes(list(found.by_id.values()), scene)
    return tuple(sorted(kept, key=lambda one: (-one.entry.weight, one.entry.id)))


def _drop_namesakes(candidates: list[Candidate], scene: Scene) -> list[Candidate]:
    """Without bodies of Austria and Switzerland that the same words mean as one of Germany, where neither the
    article nor the outlet is of these countries: Bundesregierung, Grüne."""
    german = {
        one.words for one in candidates if one.entry.country == FIRST_ASKED[0] and one.entry.kind != "person"
    }
    near = set(FIRST_ASKED[1:]) - set(scene.countries) - {scene.home}
    return [one for one in candidates if one.words not in german or one.entry.country not in near]


def _add_people(portrait: Portrait, base: Knowledge, found: _Found) -> None:
    for name in portrait.names:
        is_whole = " " in name
        for entry in base.find(name):
            if entry.kind == "person":
                found.add(entry, "name", name)
        if is_whole and any("name" in one.ways for one in found.by_id.values()):
            continue
        lasts = find_last_names(name) if is_whole else (name,)
        for last in lasts:
            for entry in base.find_last(last)[:MOST_OF_A_NAME]:
                if not is_whole or shares_first_name(name, last, base.names(entry.id)):
                    found.add(entry, "last", name)


def shares_first_name(name: str, last: str, names: tuple[str, ...]) -> bool:
    """Whether some full name has one of the first names of this one, or an initial of it."""
    first = make_key(name.removesuffix(last)).split()
    others = {word for other in names for word in make_key(other).split()[:-1]}
    return (
        not first or _has_initial(first[0], others) or any(len(word) > 1 and word in others for word in first)
    )


def _has_initial(word: str, others: set[str]) -> bool:
    return any(min(len(word), len(other)) == 1 and word[0] == other[0] for other in others)


def _add_others(portrait: Portrait, base: Knowledge, found: _Found) -> None:
    """Organisations, places and what else has a name."""
    for name in portrait.names:
        if len(name) < _SHORTEST:
            continue
        entries = [entry for entry in base.find(name) if entry.kind != "person"]
        if portrait.label == "place":
            entries = [entry for entry in entries if entry.kind in _LANDS] or entries
            entries = list({make_key(entry.name): entry for entry in reversed(entries)}.values())
        for entry in entries:
            found.add(entry, "name", name)
        if portrait.label in ("place", "organisation"):
            _add_seats(name, portrait.acts, base, found)
            _add_place(name, "place", base, found)
        if not found.by_id and portrait.label in ("organisation", "other"):
            for entry in base.find(name):
                found.add(entry, "name", name)


def _add_seats(name: str, acts: bool, base: Knowledge, found: _Found) -> None:
    for metonym in base.metonyms(name):
        if acts or not metonym.acting:
            found.add(base.entry(metonym.id), "metonym", name)


def _add_place(name: str, way: str, base: Knowledge, found: _Found) -> None:
    """The country or state of a name or a demonym; not the one that a capital stands for."""
    if base.metonyms(name):
        return
    for place in base.places(name):
        entry = base.place_actor(place)
        if entry and entry.kind in _LANDS:
            found.add(entry, way, name)


def _add_holders(portrait: Portrait, scene: Scene, base: Knowledge, found: _Found) -> None:
    """Who held the offices in the text at the date; without a name also those of the article's country."""
    for office in portrait.offices:
        if office.name or portrait.names:
            _add_named_holders(portrait, office, scene, base, found)
            for candidate in list(found.by_id.values()):
                if candidate.entry.kind == "person":
                    holder = _find_own(candidate.entry, office, scene, base)
                    if candidate.entry.id in holder.candidates:
                        found.add(candidate.entry, "office", candidate.words, holder)
            continue
        holder = hold(office, scene.on, base)
        if holder.actor:
            found.add(base.entry(holder.actor), "office", office.noun, holder)
            continue
        for country in dict.fromkeys(filter(None, (scene.main, scene.home))):
            if not office.places:
                guess = hold(office, scene.on, base, home=country)
                if guess.actor:
                    found.add(base.entry(guess.actor), "context", office.noun, guess)


def _add_named_holders(
    portrait: Portrait, office: Office, scene: Scene, base: Knowledge, found: _Found
) -> None:
    """Holders of the office beside the name who have a word of it, not only as their last name."""
    if portrait.label != "person" or not office.places:
        return
    words = {word for name in portrait.names for word in make_key(strip_genitive(name)).split()}
    holder = hold(_nameless(office), scene.on, base)
    for actor in holder.candidates:
        if words & {word for name in base.names(actor) for word in make_key(name).split()}:
            found.add(base.entry(actor), "last", portrait.name)


def _find_own(entry: Entry, office: Office, scene: Scene, base: Knowledge) -> Holder:
    """Whether somebody held the office beside the name; without a country that of any country."""
    holder = hold(_nameless(office), scene.on, base)
    if holder.offices or office.places:
        return holder
    slugs = {title.office for title in office.titles}
    actor = base.actor(entry.id)
    for term in actor.offices if actor else ():
        is_then = scene.on is None or (term.start or scene.on) <= scene.on <= (term.end or scene.on)
        if term.office in slugs and is_then:
            reason = f"held the office ({office.noun}, {base.place_name(term.place)})"
            return Holder(None, (entry.id,), reason, ((term.office, term.place),))
    return holder


def _nameless(office: Office) -> Office:
    """The office alone, as of one whom everybody knows."""
    return replace(office, name="", determiner="definite")


def _add_nominals(portrait: Portrait, scene: Scene, base: Knowledge, found: _Found) -> None:
    """Bodies and peoples without a name: die türkische Regierung, die Russen, das Weiße Haus."""
    for words in portrait.nominals:
        tokens = words.split()
        if tokens and tokens[0].casefold() in DETERMINERS:
            if tokens[0].casefold().startswith(("ein", "kein")):
                continue
            tokens = tokens[1:]
        if tokens and tokens[-1].casefold() in GENERIC:
            continue
        for part in (*_iter_parts(tokens), *_iter_turned(tokens, base), *_iter_factions(tokens)):
            _add_bodies(part, " " not in part and _is_people(words, portrait, base), portrait, base, found)
            if found.by_id:
                break
        else:
            _add_body_of_country(tokens, scene, base, found)


def _add_bodies(words: str, is_people: bool, portrait: Portrait, base: Knowledge, found: _Found) -> None:
    """What is called by the words, the government that they stand for, and the country of a people."""
    for entry in base.find(words):
        if entry.kind != "person" and (is_people or _is_name(words, entry)):
            found.add(entry, "body", words)
    if is_people or not _is_inhabitant(words, base):
        _add_seats(words, portrait.acts, base, found)
    if is_people:
        _add_place(words, "demonym", base, found)


def _is_inhabitant(words: str, base: Knowledge) -> bool:
    """Whether words can mean somebody from a place: (der) Wiener."""
    word = words.rstrip(",")
    return " " not in word and word.endswith("er") and bool(base.places(word))


def _is_name(words: str, entry: Entry) -> bool:
    """Whether words name a country rather than one of its people: Italien, USA; not Italiener."""
    is_long = " " in words or words.isupper()
    return entry.kind not in _LANDS or is_long or make_key(words) == make_key(entry.name)


def _is_people(words: str, portrait: Portrait, base: Knowledge) -> bool:
    """Whether a demonym can be a plural, and the chain has no other descriptions: die Russen, Russen; not der
    Franzose, die Französin, and not the Danes who are researchers."""
    if not all(base.places(nominal.rpartition(" ")[2]) for nominal in portrait.nominals):
        return False
    article, _, noun = words.rpartition(" ")
    is_plural = article.casefold() in ("", "die", "den") and not noun.endswith("in")
    return is_plural and portrait.gender != "m"


def _iter_parts(tokens: list[str]) -> Iterator[str]:
    """The words, then without what follows ("türkische Regierung unter Erdoğan"), but never a noun cut off
    from the next: of "Hamburger Grünen" not "Hamburger"."""
    for end in range(len(tokens), 0, -1):
        is_cut = end < len(tokens) and (tokens[end][:1].isupper() or tokens[end] in _JOINING)
        if tokens[end - 1][:1].isupper() and not is_cut:
            yield " ".join(tokens[:end])


def _iter_turned(tokens: list[str], base: Knowledge) -> Iterator[str]:
    """Kenias Regierung → Regierung von Kenia."""
    if len(tokens) > 1 and tokens[0].endswith("s"):
        for place in base.places(tokens[0])[:1]:
            yield f"{' '.join(tokens[1:])} von {base.place_name(place)}"


def _iter_factions(tokens: list[str]) -> Iterator[str]:
    """Fraktion der Grünen → Grünen."""
    if len(tokens) > 2 and tokens[0] in ("Fraktion", "Parlamentsfraktion", "Bundestagsfraktion"):
        yield " ".join(tokens[2:])


def _add_body_of_country(tokens: list[str], scene: Scene, base: Knowledge, found: _Found) -> None:
    """Die Regierung, das Außenministerium: that of the country that the article is about."""
    noun = next((token for token in tokens if token[:1].isupper()), "")
    if not noun or len(tokens) > 1:
        return
    for country in dict.fromkeys(filter(None, (scene.main, scene.home))):
        name = base.place_name(country)
        for words in (f"{noun} von {name}", f"{noun} {name}s", f"{noun} des {name}", f"{noun} der {name}"):
            for entry in base.find(words):
                if entry.kind != "person" and entry.country == country:
                    found.add(entry, "context", noun)
