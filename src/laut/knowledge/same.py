"""When two sources mean the same actor: what rules it out, and what bears it out where only a last name
agrees."""

from laut.knowledge.listed import Listed, Merged, Term
from laut.knowledge.names import make_key, make_sound_keys

_YOUNGEST = 18  # years between birth and a first office
_OLDEST_NOW = 1940  # nobody born before is among the speakers of March 2026
_RECENT = "2013"
_SHORT = 2  # letters of words that mean nothing alone (al, el)
LEADING = frozenset(("leader", "head_of_state", "head_of_government", "monarch"))


def can_be(one: Merged, listed: Listed) -> bool:
    """Whether an actor and an entry can be the same: kind, gender, years, Wikidata ids."""
    if (one.kind == "person") != (listed.kind == "person"):
        return False
    if one.gender and listed.gender and one.gender != listed.gender:
        return False
    if one.id.startswith("Q") and listed.id.startswith("Q"):
        # Wikidata had some members of the Bundestag twice: two ids for one name and year of birth.
        return one.country == "DEU" and 0 < one.born == listed.born and "tables" not in one.sources
    if one.born and listed.born:
        return abs(one.born - listed.born) <= (2 if listed.source == "reign" else 1)
    born = one.born or listed.born
    if born and listed.source == "dboes" and born < _OLDEST_NOW:
        return False
    years = [int(year[:4]) for term in listed.terms if (year := term.start or term.attested)]
    years += [int(term.start[:4]) for term, _ in one.terms if term.start]
    return not (born and years and min(years) < born + _YOUNGEST)


def is_named_alike(one: Merged, listed: Listed) -> bool:
    """Whether two names share a word, or the sound of one; for people of one office that they took
    together."""
    if one.gender and listed.gender and one.gender != listed.gender:
        return False
    return bool({word for name in one.names for word in spell(name)} & set(spell(listed.name)))


def spell(name: str) -> list[str]:
    """The words of a name and how they sound, without the short ones."""
    words = [word for word in make_key(name).split() if len(word) > _SHORT]
    return [*words, *(f"~{sound}" for word in words for sound in make_sound_keys(word))]


def is_recent(one: Merged) -> bool:
    """Whether an actor held an office lately, or stands in the tables kept by hand."""
    return "tables" in one.sources or any((term.end or term.attested) >= _RECENT for term, _ in one.terms)


def is_alike(one: Merged, listed: Listed) -> bool:
    """Whether the year of birth or an office held at the same time bears out that two of one last name are
    one."""
    if one.born and one.born == listed.born:
        return True
    return any(_is_same_stay(known, term) for term in listed.terms for known, _ in one.terms)


def _is_same_stay(known: Term, term: Term) -> bool:
    """Whether two terms in the same office of a place overlap by more than the month of a change.

    A leader is a head of state or of government; then both must start in the same month."""
    if known.place != term.place or not known.start or not term.start:
        return False
    if known.office == term.office:
        known_end, end = known.end or known.attested or "9999", term.end or term.attested or "9999"
        return (known.start[:7] < end[:7] and term.start[:7] < known_end[:7]) or known.start[
            :7
        ] == term.start[:7]
    return {known.office, term.office} <= LEADING and known.start[:7] == term.start[:7]
