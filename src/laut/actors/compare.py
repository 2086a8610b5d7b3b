"""What speaks for and against a candidate: one plain function a feature, (candidate, case) → (score, reason).

Scores are small numbers around 0, 0 where a feature says nothing; the reason is empty then. `FEATURES` is the
order in which the decision weighs them; the reasons with the largest share of the decision are shown.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import log

from laut.actors.candidates import Candidate, shares_first_name
from laut.actors.holders import iter_seats
from laut.actors.knowledge import Knowledge
from laut.actors.offices import parse_office
from laut.actors.portrait import Portrait
from laut.actors.scene import Scene, country_of
from laut.actors.wording import FIRST_ASKED
from laut.knowledge.names import find_last_names, make_key, make_stem, strip_genitive
from laut.records import Tenure

Feature = tuple[float, str]

YOUNGEST = 16  # years at which somebody may be in the news as an actor
_NEAR_HOME = 0.2  # how foreign the outlet's own country is, where the article does not name it
_LONG_AGO = 15  # years after the last office
_FIRM_KINDS = frozenset({"organisation", "government", "party", "group"})


@dataclass(frozen=True, slots=True)
class Case:
    """A chain with all its candidates, in its article."""

    portrait: Portrait
    scene: Scene
    candidates: tuple[Candidate, ...]
    base: Knowledge


def score_full_name(candidate: Candidate, case: Case) -> Feature:
    """The text has the whole name, of more than one word."""
    if "name" not in candidate.ways or " " not in case.portrait.name:
        return 0.0, ""
    return 1.0, f"is called {case.portrait.name}"


def score_place_name(candidate: Candidate, case: Case) -> Feature:
    """A place by its name, in the text as a place."""
    is_place = "name" in candidate.ways and candidate.entry.kind in ("country", "place")
    return (
        (1.0, f"is called {case.portrait.name}") if is_place and case.portrait.label == "place" else (0.0, "")
    )


def score_single_name(candidate: Candidate, case: Case) -> Feature:
    """The text has a name of one word that is one of its whole names."""
    if "name" not in candidate.ways or " " in case.portrait.name:
        return 0.0, ""
    return 1.0, f"is called {case.portrait.name}"


def score_other_name(candidate: Candidate, _: Case) -> Feature:
    """The name in the text is a further name of it: an alias, an abbreviation, another transliteration."""
    if "name" not in candidate.ways or make_key(candidate.words) == make_key(candidate.entry.name):
        return 0.0, ""
    return 1.0, f"{candidate.words} is another name of {candidate.entry.name}"


def score_last_name(candidate: Candidate, _: Case) -> Feature:
    """The text has the last name alone."""
    if "last" not in candidate.ways or "name" in candidate.ways:
        return 0.0, ""
    return 1.0, f"{candidate.words} is the last name"


def score_first_name(candidate: Candidate, case: Case) -> Feature:
    """A full name in the text begins otherwise than all its names: −1; initials agree."""
    if candidate.entry.kind != "person" or not case.portrait.name:
        return 0.0, ""
    names = case.base.names(candidate.entry.id)
    for name in case.portrait.names:
        last = next(iter(find_last_names(name)), name)
        if " " in name and not shares_first_name(name, last, names):
            return -1.0, f"{name} has another first name"
    return 0.0, ""


def score_all_names(candidate: Candidate, case: Case) -> Feature:
    """The share of the chain's names that are not its own, negative: the chain may be of two actors."""
    names = case.portrait.names
    if len(names) < 2:
        return 0.0, ""
    words = {word for name in case.base.names(candidate.entry.id) for word in make_key(name).split()}
    others = [name for name in names if not _is_own(name, candidate, words, case.base)]
    return -len(others) / len(names), f"the chain is called {others[0]} too" if others else ""


def _is_own(name: str, candidate: Candidate, words: set[str], base: Knowledge) -> bool:
    key = make_key(strip_genitive(name)).split()
    return bool(key) and (key[-1] in words or candidate.entry in base.find(name))


def score_nominals(candidate: Candidate, case: Case) -> Feature:
    """The share of a nameless chain's descriptions that are none of it, negative."""
    nominals = case.portrait.nominals
    if case.portrait.names or len(nominals) < 2:
        return 0.0, ""
    words = {word for name in case.base.names(candidate.entry.id) for word in make_stem(name).split()}
    held = {term.office for term in offices_of(candidate, case)}
    others = [one for one in nominals if not _describes(one, words, held, case.base)]
    return -len(others) / len(nominals), f"the chain is also {others[0]}" if others else ""


def _describes(nominal: str, words: set[str], held: set[str], base: Knowledge) -> bool:
    stems = make_stem(nominal).split()
    office = parse_office(nominal, base)
    return bool(words & set(stems)) or bool(office and held & {title.office for title in office.titles})


def score_gender(candidate: Candidate, case: Case) -> Feature:
    """The text's gender: 1 the same, −1 the other."""
    mine, its = case.portrait.gender, candidate.entry.gender
    if not mine or not its:
        return 0.0, ""
    return (1.0, "") if mine == its else (-1.0, "the text speaks of a " + ("woman" if mine == "f" else "man"))


def score_kind(candidate: Candidate, case: Case) -> Feature:
    """What the text's name is by its label, and what the actor is: −1 where they differ."""
    label, kind = case.portrait.label, candidate.entry.kind
    if label == "person" or label == "office":
        agrees = kind == "person"
    elif label == "place":
        agrees = kind in ("country", "place") or "metonym" in candidate.ways
    elif label == "organisation":
        agrees = kind in _FIRM_KINDS
    else:
        return 0.0, ""
    return (0.0, "") if agrees else (-1.0, f"is a {kind}, the text has a {label}")


def score_office_now(candidate: Candidate, _: Case) -> Feature:
    """An office in the text that it held on the day, named beside the name or alone."""
    if "office" in candidate.ways and candidate.holder:
        return 1.0, candidate.holder.reason or "held the office in the text"
    return 0.0, ""


def score_office_ever(candidate: Candidate, case: Case) -> Feature:
    """An office in the text that it held at another time: 1; one that it never held while others did: −1."""
    if "office" in candidate.ways or candidate.entry.kind != "person":
        return 0.0, ""
    seats = {
        seat for office in case.portrait.offices for seat in iter_seats(replace(office, name=""), case.base)
    }
    if not seats:
        return 0.0, ""
    held = {(term.office, term.place) for term in offices_of(candidate, case)}
    if held & seats:
        return 1.0, "held the office in the text at another time"
    return (-1.0, "is not known in the office in the text") if held else (-0.5, "has no known office")


def score_country_of_office(candidate: Candidate, case: Case) -> Feature:
    """The country of an office in the text: 1 its own, −1 another."""
    places = {
        country
        for office in case.portrait.offices
        for place in office.places
        if (country := country_of(place, case.base))
    }
    if not places or not candidate.entry.country:
        return 0.0, ""
    if candidate.entry.country in places:
        return 1.0, f"is of {case.base.place_name(candidate.entry.country)}, as the office"
    return -1.0, f"is of {case.base.place_name(candidate.entry.country)}, the office is not"


def score_cut(_: Candidate, case: Case) -> Feature:
    """The name in the text goes on with another word: [Deutschen] Astronomen, [New] York Times."""
    return (-1.0, f"{case.portrait.name} is followed by another noun") if case.portrait.is_cut else (0.0, "")


def score_german(candidate: Candidate, _: Case) -> Feature:
    """Of Germany: what a German text means where it does not say more; of Austria or Switzerland a little."""
    return {"DEU": 1.0, "AUT": 0.3, "CHE": 0.3}.get(candidate.entry.country, 0.0), ""


def score_international(candidate: Candidate, _: Case) -> Feature:
    """An organisation of no country."""
    is_firm = candidate.entry.kind in _FIRM_KINDS
    return (1.0, "") if is_firm and not candidate.entry.country else (0.0, "")


def score_life(candidate: Candidate, case: Case) -> Feature:
    """−1 where it was dead or a child at the date."""
    on, entry = case.scene.on, candidate.entry
    if on is None:
        return 0.0, ""
    if entry.died and entry.died < on.year:
        return -1.0, f"died in {entry.died}"
    if entry.born and on.year - entry.born < YOUNGEST:
        return -1.0, f"was born in {entry.born}"
    if entry.born and not entry.died and on.year - entry.born > 95:
        return -1.0, f"was born in {entry.born}"
    return 0.0, ""


def score_activity(candidate: Candidate, case: Case) -> Feature:
    """In office in the years around the date: 1; long after or before: down to −1."""
    on, entry = case.scene.on, candidate.entry
    if on is None or not entry.first or entry.kind != "person":
        return 0.0, ""
    if entry.first - 1 <= on.year <= entry.last + 1:
        return 1.0, f"in office around {on.year}"
    gap = on.year - entry.last if on.year > entry.last else entry.first - on.year
    return -min(1.0, gap / _LONG_AGO), f"in office {entry.first} to {entry.last}"


def score_country(candidate: Candidate, case: Case) -> Feature:
    """How much the article is about its country: 0.5 and more where it is named at all, 0 where it is not."""
    share = case.scene.countries.get(candidate.entry.country, 0.0)
    if not share:
        return 0.0, ""
    return 0.5 + share / 2, f"the article is about {case.base.place_name(candidate.entry.country)}"


def score_foreign(candidate: Candidate, case: Case) -> Feature:
    """A person found by name, of a country that the article does not name: −1 where it names others."""
    is_person = candidate.entry.kind == "person" and "office" not in candidate.ways
    return _score_foreign(candidate, case) if is_person else (0.0, "")


def score_foreign_body(candidate: Candidate, case: Case) -> Feature:
    """The same of organisations and places."""
    return (0.0, "") if candidate.entry.kind == "person" else _score_foreign(candidate, case)


def _score_foreign(candidate: Candidate, case: Case) -> Feature:
    country = candidate.entry.country
    if not country or not case.scene.countries or country in case.scene.countries:
        return 0.0, ""
    if country == (case.scene.home or FIRST_ASKED[0]):
        return -_NEAR_HOME, f"{case.base.place_name(country)} is not in the article"
    return -1.0, f"{case.base.place_name(country)} is not in the article"


def score_home(candidate: Candidate, case: Case) -> Feature:
    """Of the country of the outlet."""
    is_home = bool(case.scene.home) and candidate.entry.country == case.scene.home
    return (1.0, "of the outlet's country") if is_home else (0.0, "")


def score_party(candidate: Candidate, case: Case) -> Feature:
    """The party in the text: 1 its own, −1 another."""
    parties = {
        entry.id for name in case.portrait.parties for entry in case.base.find(name) if entry.kind == "party"
    }
    own = {
        term.place for term in offices_of(candidate, case) if term.office in ("party_member", "party_leader")
    }
    if not parties or not own:
        return 0.0, ""
    return (1.0, "of the party in the text") if parties & own else (-1.0, "of another party")


def score_weight(candidate: Candidate, _: Case) -> Feature:
    """How prominent it is."""
    weight = candidate.entry.weight
    return weight, "prominent" if weight > 0.5 else ""


def score_rivals(candidate: Candidate, case: Case) -> Feature:
    """How many others are found as well: −log of their number."""
    rivals = sum(rank(other) >= rank(candidate) for other in case.candidates) - 1
    return (-log(1 + rivals), f"{rivals} others of this name") if rivals > 0 else (0.0, "")


def score_lead(candidate: Candidate, case: Case) -> Feature:
    """How much more prominent it is than the next that is found as well."""
    others = [o.entry.weight for o in case.candidates if o is not candidate and rank(o) >= rank(candidate)]
    lead = candidate.entry.weight - max(others, default=0.0)
    return lead, "by far the most prominent of the name" if others and lead > 0.3 else ""


def rank(candidate: Candidate) -> int:
    """How well it is found: a whole name before a last name, an office before what the context tells."""
    ways = candidate.ways
    found = 2 * (("name" in ways) or ("body" in ways) or ("place" in ways)) + (
        not ways <= {"context", "demonym"}
    )
    return found + 3 * ("office" in ways)


def make_way(way: str, words: str) -> Callable[[Candidate, Case], Feature]:
    """The feature of a way to a candidate where it has no name in the text."""

    def score(candidate: Candidate, case: Case) -> Feature:
        del case
        return (1.0, words.format(candidate.words)) if way in candidate.ways else (0.0, "")

    score.__name__ = f"score_{way}"
    return score


def score_office_alone(candidate: Candidate, case: Case) -> Feature:
    """Known by its office alone, the text has no name."""
    return (1.0, "") if "office" in candidate.ways and not case.portrait.name else (0.0, "")


def score_acting(candidate: Candidate, case: Case) -> Feature:
    """A seat or a country that speaks."""
    is_acting = case.portrait.acts and bool(candidate.ways & {"metonym", "demonym"})
    return (1.0, "speaks here") if is_acting else (0.0, "")


def score_place_acting(candidate: Candidate, case: Case) -> Feature:
    """A place that speaks: rather its government is meant."""
    is_place = candidate.entry.kind in ("place", "country") and "metonym" not in candidate.ways
    return (-1.0, "places do not speak") if case.portrait.acts and is_place else (0.0, "")


def offices_of(candidate: Candidate, case: Case) -> tuple[Tenure, ...]:
    """All its offices."""
    actor = case.base.actor(candidate.entry.id)
    return actor.offices if actor else ()


FEATURES: tuple[Callable[[Candidate, Case], Feature], ...] = (
    score_full_name,
    score_single_name,
    score_place_name,
    score_other_name,
    score_last_name,
    score_first_name,
    score_all_names,
    score_nominals,
    score_gender,
    score_kind,
    score_office_now,
    score_office_ever,
    score_office_alone,
    score_country_of_office,
    score_life,
    score_activity,
    score_country,
    score_foreign,
    score_foreign_body,
    score_home,
    score_german,
    score_international,
    score_cut,
    score_party,
    score_weight,
    score_rivals,
    score_lead,
    make_way("body", "is the {0}"),
    make_way("place", "is the place {0}"),
    make_way("metonym", "{0} stands for it"),
    make_way("demonym", "{0} stands for the country"),
    make_way("context", "the {0} of the country that the article is about"),
    score_acting,
    score_place_acting,
)
NAMES = tuple(feature.__name__.removeprefix("score_") for feature in FEATURES)


def compare(candidate: Candidate, case: Case) -> tuple[tuple[float, ...], tuple[str, ...]]:
    """The scores of all features and their reasons, in the order of `FEATURES`."""
    found = [feature(candidate, case) for feature in FEATURES]
    return tuple(score for score, _ in found), tuple(reason for _, reason in found)
