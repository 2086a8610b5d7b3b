"""How prominent an actor is, from 0 to 1: `1 - (1 - rank * near) * (1 - FAME * fame)`.

`rank` is that of the highest office held (`RANKS`), `near` is lower for countries that German news names
less, `fame` grows with the logarithm of the number of languages that have a name for a person (130 are 1). It
orders candidates of one name; the numbers were set by hand and are no probability.
"""

from collections.abc import Iterable
from math import log

from laut.knowledge.codes import make_set

FAME = 0.6
_LANGUAGES = 130
_NEAR = make_set("DEU AUT CHE USA RUS GBR FRA CHN ITA ESP POL UKR TUR ISR IRN")
_FARTHER = 0.8
_RANKS = {
    0.7: "head_of_state head_of_government leader monarch pope commission_president",
    0.6: "secretary_general foreign_policy_chief council_president vice_president central_bank_president",
    0.5: "foreign_minister defence_minister finance_minister interior_minister deputy_head_of_government",
    0.4: "state_premier party_leader opposition_leader parliament_speaker government_spokesperson",
    0.3: "member_of_government federal_councillor mayor senator army_chief intelligence_chief",
    0.2: "member_of_parliament",
}
RANKS = {office: rank for rank, offices in _RANKS.items() for office in offices.split()}
_OTHER_OFFICE = 0.4  # other ministers, spokespeople, heads of organisations
_WITHOUT_OFFICE = 0.1
KINDS = {"country": 0.9, "government": 0.6, "organisation": 0.5, "party": 0.5, "group": 0.5, "place": 0.3}
_LISTED = 0.2  # an organisation that only a list of media and authorities has


def weigh_person(offices: Iterable[str], country: str, languages: int) -> float:
    """The weight of a person."""
    ranks = [RANKS.get(office, _OTHER_OFFICE) for office in offices if office != "party_member"]
    rank = max(ranks, default=_WITHOUT_OFFICE) * (1 if country in _NEAR else _FARTHER)
    fame = min(1.0, log(1 + languages) / log(1 + _LANGUAGES))
    return round(1 - (1 - rank) * (1 - FAME * fame), 3)


def weigh_other(kind: str, sources: Iterable[str]) -> float:
    """The weight of whatever is no person."""
    return KINDS.get(kind, _LISTED) if "tables" in set(sources) else _LISTED
