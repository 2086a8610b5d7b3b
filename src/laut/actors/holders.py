"""An office and a date → who held it, or why that cannot be said."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from laut.actors.knowledge import Knowledge
from laut.actors.offices import Office, parse_office
from laut.actors.titles import LEADER, SPOKESPERSON
from laut.actors.wording import (
    ABROAD_ONLY,
    FIRST_ASKED,
    LEADERS,
    PARTY_LEADERS,
    SHARED,
    find_spokesperson_office,
    uninflect_noun,
)
from laut.knowledge.base import Entry
from laut.knowledge.holding import Held

OPEN = 10  # a title that may name so many places may name any
Seat = tuple[str, str]  # an office and its place


@dataclass(frozen=True, slots=True)
class Holder:
    """Who is meant by the words of an office: `actor` is None where that is unknown, `candidates` are those
    who may be meant, `reason` says why in words; `offices` are those at places that were asked about."""

    actor: str | None
    candidates: tuple[str, ...]
    reason: str
    offices: tuple[Seat, ...] = ()


def find_holder(words: str, on: date | None, base: Knowledge, home: str | None = None) -> Holder:
    """Who the words of an office mean on a day; `home` is the country that is meant where they name none."""
    office = parse_office(words, base)
    if office is None:
        return Holder(None, (), "names no office that is known")
    return hold(office, on, base, home)


def hold(office: Office, on: date | None, base: Knowledge, home: str | None = None) -> Holder:
    """Who holds a parsed office on a day."""
    office = replace(office, places=_choose_party(office.places, base, home))
    seats = tuple(iter_seats(office, base, home))
    if office.name:
        return _find_named(office, seats, on, base)
    kept = _find_obstacle(office, seats)
    if kept:
        return Holder(None, _ids(_find_held(seats, on, base)), kept, seats)
    if not seats:
        asked = tuple((title.office, place) for title in office.titles for place in FIRST_ASKED)
        candidates = _fit(_find_held(asked, on, base), office, asked, on, base)
        return Holder(None, _ids(candidates), "names no country, and several have the office")
    held = _find_held(seats, on, base)
    fitting = _fit(held, office, seats, on, base)
    return _decide(office, seats, held, fitting, on, base)


def _choose_party(places: tuple[str, ...], base: Knowledge, home: str | None) -> tuple[str, ...]:
    """Of parties of one name the one of `home`, else the German one: FDP, Grüne."""
    parties = {
        place: entry.country for place in places if (entry := base.entry(place)) and entry.kind == "party"
    }
    if len(parties) < 2:
        return places
    for country in (home, *FIRST_ASKED[:1]):
        chosen = tuple(place for place, its in parties.items() if its == country)
        if chosen:
            return chosen
    return places


def _decide(
    office: Office,
    seats: tuple[Seat, ...],
    held: list[Held],
    fitting: list[Held],
    on: date | None,
    base: Knowledge,
) -> Holder:
    day = f"on {on}" if on else "ever"
    ids = _ids(fitting)
    if not held:
        return Holder(None, (), f"nobody is known to have held the office {day}", seats)
    if not fitting:
        return Holder(
            None, _ids(held), f"the holder {day} is no {'woman' if office.gender == 'f' else 'man'}", seats
        )
    if len(ids) > 1:
        return Holder(None, ids, f"{len(ids)} may be meant {day}", seats)
    if on is None:
        return Holder(ids[0], ids, "the only holder that is known", seats)
    if not any(one.certain for one in fitting):
        return Holder(None, ids, f"it is not certain that the office was held {day}", seats)
    place = next(
        (place for slug, place in seats for one in base.holders(slug, place, on) if one.id == ids[0]), ""
    )
    reason = f"held the office ({office.noun}, {base.place_name(place)}) {day}"
    return Holder(ids[0], ids, reason, seats)


def _find_obstacle(office: Office, seats: tuple[Seat, ...]) -> str:
    """Why the words cannot mean one holder of a day; empty where nothing speaks against it."""
    if office.is_plural:
        return "means several people"
    if office.status in ("former", "coming", "deputy", "unclear"):
        return f"a {office.status} holder, not today's"
    if office.determiner == "indefinite" or all(slug in SHARED for slug, _ in seats or (("", ""),)):
        return "one of several"
    if office.is_unknown_body:
        return "of somebody or of a body that is not known"
    if office.determiner == "own" and not seats:
        return "whose office it is, the words do not say"
    return ""


def iter_seats(office: Office, base: Knowledge, home: str | None = None) -> Iterator[Seat]:
    """The offices at places that the words can mean, each once."""
    seen: set[Seat] = set()
    for title in office.titles:
        for seat in _iter_title(title.office, title.places, office, base, home):
            if seat not in seen:
                seen.add(seat)
                yield seat


def _iter_title(
    slug: str, known: tuple[str, ...], office: Office, base: Knowledge, home: str | None
) -> Iterator[Seat]:
    if slug in (LEADER, SPOKESPERSON):
        for place in office.places:
            yield from _iter_leading(slug, place, office, base)
    elif office.places:
        yield from _iter_bodies(slug, office, base)
        named = [place for place in office.places if place in known]
        if not named and known and not any(_has_holders(slug, place, base) for place in office.places):
            # "EU-Kommissionspräsident": the title knows its own place, the words name the body around it
            named = [place for place in known if _is_body(place, base)]
        yield from ((slug, place) for place in named or office.places)
    elif slug in ABROAD_ONLY and home != ABROAD_ONLY[slug]:
        return
    elif home and (len(known) == 0 or len(known) >= OPEN or home in known):
        yield slug, home
    elif known:
        yield from ((slug, place) for place in known)


def _iter_bodies(slug: str, office: Office, base: Knowledge) -> Iterator[Seat]:
    """(Präsident) of an organisation that has no such office: its leading ones."""
    if any(form.casefold() in LEADERS for form in uninflect_noun(office.noun)):
        for place in office.places:
            if _is_body(place, base) and not _has_holders(slug, place, base):
                yield from _iter_leading(LEADER, place, office, base)


def _iter_leading(slug: str, place: str, office: Office, base: Knowledge) -> Iterator[Seat]:
    """The leading offices of a body, as party leader; of a country only its spokesperson."""
    entry = base.entry(place)
    if slug == SPOKESPERSON:
        name = entry.name if entry else ""
        spoken = find_spokesperson_office(name) if entry else "government_spokesperson"
        if spoken:
            yield spoken, entry.country if entry and entry.country else place
        return
    if entry and entry.kind == "party":
        leads = any(form.casefold() in PARTY_LEADERS for form in uninflect_noun(office.noun))
        yield "party_leader" if leads else "secretary_general", place
        return
    yield from ((top, place) for top in base.offices_at(place)[:1])


def _has_holders(slug: str, place: str, base: Knowledge) -> bool:
    return bool(base.holders(slug, place, None))


def _is_body(place: str, base: Knowledge) -> bool:
    return base.entry(place) is not None


def _find_held(seats: Iterable[Seat], on: date | None, base: Knowledge) -> list[Held]:
    return [held for slug, place in seats for held in base.holders(slug, place, on)]


def _fit(
    held: Iterable[Held], office: Office, seats: Iterable[Seat], on: date | None, base: Knowledge
) -> list[Held]:
    """Without those of another gender than the words show; a masculine title without an article may be the
    office itself, whoever holds it."""
    found = list(held)
    if not office.gender:
        return found
    fits = [one for one in found if _gender(one.id, base) in ("", office.gender)]
    is_neutral = office.gender == "m" and not office.determiner
    return found if is_neutral and (not fits or _share_a_seat(found, seats, on, base)) else fits


def _share_a_seat(held: Iterable[Held], seats: Iterable[Seat], on: date | None, base: Knowledge) -> bool:
    """Whether all of them hold one office of one place together."""
    ids = {one.id for one in held}
    return any(ids == {one.id for one in base.holders(slug, place, on)} for slug, place in seats)


def _gender(actor: str, base: Knowledge) -> str:
    entry = base.entry(actor)
    return entry.gender if entry else ""


def _find_named(office: Office, seats: tuple[Seat, ...], on: date | None, base: Knowledge) -> Holder:
    """The person of the name, if the office or the name alone tells which."""
    named = {entry.id: entry for entry in (*base.find(office.name), *base.find_last(office.name))}
    named = {key: entry for key, entry in named.items() if entry.kind == "person"}
    for day, when in ((on, f"on {on}"), (None, "at some time")):
        ids = tuple(dict.fromkeys(one.id for one in _find_held(seats, day, base) if one.id in named))
        if len(ids) == 1:
            return Holder(ids[0], ids, f"{office.name}, who held the office {when}", seats)
        if ids:
            return Holder(None, ids, f"{len(ids)} of this name held the office {when}", seats)
    whole = _fit_people([entry for entry in base.find(office.name) if entry.kind == "person"], office)
    if len(whole) == 1 and " " in office.name:
        return Holder(whole[0].id, (whole[0].id,), f"the only {office.name} that is known", seats)
    return Holder(None, tuple(named), f"{office.name} is not known in this office", seats)


def _fit_people(people: Iterable[Entry], office: Office) -> list[Entry]:
    return [one for one in people if not (office.gender and one.gender) or one.gender == office.gender]


def _ids(held: Iterable[Held]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.id for one in held))
