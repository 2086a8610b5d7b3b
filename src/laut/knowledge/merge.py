"""One actor from many sources: the same person by Wikidata id, else by name and country (`same` says when).

Sources are added in order of trust: what an earlier one says (the hand tables first) stays, a later one fills
gaps.
"""

from collections.abc import Iterator

from laut.knowledge.listed import Listed, Merged
from laut.knowledge.names import find_last_names, make_key, make_slug, make_sound_keys
from laut.knowledge.same import LEADING, can_be, is_alike, is_named_alike, is_recent, spell

BY_HAND = ("tables", "yours")  # their ids are meant: no other actor of the same name is merged with them
PARTIAL = ("reign",)  # their names may be last names only
LEADERS = ("reign", "factbook")
_MONTH = len("2021-12")


class Register:
    """All actors so far, found by id, by name and by last name. `doubts` are sentences for whoever builds."""

    def __init__(self) -> None:
        self.actors: list[Merged] = []
        self.doubts: list[str] = []
        self._by_id: dict[str, Merged] = {}
        self._by_key: dict[tuple[str, str], list[Merged]] = {}
        self._by_last: dict[tuple[str, str], list[Merged]] = {}
        self._by_stay: dict[tuple[str, str], list[Merged]] = {}

    def add(self, listed: Listed) -> Merged:
        """Merge one entry of a source."""
        actor = self._by_id.get(listed.id) or self._find(listed)
        if actor is None:
            actor = Merged(listed.id, listed.name, listed.kind, listed.country)
            self.actors.append(actor)
        if listed.id:
            self._by_id[listed.id] = actor
            self._settle_id(actor, listed)
        self._fill(actor, listed)
        self._index(actor)
        return actor

    def find(self, name: str, country: str) -> list[Merged]:
        """The actors of a country with this name."""
        return self._by_key.get((make_key(name), country), [])

    def name_all(self) -> None:
        """Give an id to all that have none: `laut:` and the name, then country and year of birth or a
        number."""
        taken = set(self._by_id)
        for actor in self.actors:
            if not actor.id:
                actor.id = next(one for one in _iter_ids(actor) if one not in taken)
                taken.add(actor.id)

    def _find(self, listed: Listed) -> Merged | None:
        """The one actor that the entry must be; none where several can be."""
        if listed.id and listed.source in BY_HAND:
            return None
        if listed.source in LEADERS:
            found = [one for one in dict.fromkeys(self._same_stay(listed)) if is_named_alike(one, listed)]
            if len(found) == 1:
                return found[0]
        finders = [self._same_name, self._same_sound]
        for find in [*finders, self._same_last] if listed.source in LEADERS else finders:
            found = [one for one in dict.fromkeys(find(listed)) if can_be(one, listed)]
            for is_better in (lambda one: listed.name in one.names, is_recent):
                if len(found) > 1 and listed.source == "dboes":
                    found = [one for one in found if is_better(one)] or found
            if len(found) == 1:
                return found[0]
        return None

    def _same_stay(self, listed: Listed) -> Iterator[Merged]:
        """Who took the same office, or led the same country, in the same month."""
        for term in listed.terms:
            yield from self._by_stay.get((term.place, term.start[:7]), ())

    def _same_name(self, listed: Listed) -> Iterator[Merged]:
        for name in (listed.name, *listed.aliases):
            yield from self._by_key.get((make_key(name), listed.country), ())

    def _same_sound(self, listed: Listed) -> Iterator[Merged]:
        if listed.kind == "person":
            for key in make_sound_keys(listed.name):
                yield from self._by_key.get((f"~{key}", listed.country), ())

    def _same_last(self, listed: Listed) -> Iterator[Merged]:
        """People by their last name, where years of birth or offices bear it out."""
        for name in listed.last_names or (listed.name, *find_last_names(listed.name)):
            for key in (make_key(name), *(f"~{sound}" for sound in make_sound_keys(name))):
                found = self._by_last.get((key, listed.country), ())
                yield from (one for one in found if is_alike(one, listed))

    def _settle_id(self, actor: Merged, listed: Listed) -> None:
        """Of two Wikidata ids of one person the lower one stays: Wikidata merges duplicates into it."""
        if not actor.id.startswith("Q"):
            if actor.id and actor.id != listed.id:
                self.doubts.append(f"{actor.id} {actor.name}: {listed.source} has this name as {listed.id}")
            actor.id = actor.id or listed.id
        elif listed.id.startswith("Q") and "tables" not in actor.sources:
            actor.id = min(actor.id, listed.id, key=lambda one: int(one[1:]))

    def _fill(self, actor: Merged, listed: Listed) -> None:
        if (
            "tables" in actor.sources
            and listed.kind == "person"
            and listed.source not in (*BY_HAND, *PARTIAL)
        ):
            self._doubt_name(actor, listed)
        was_partial = all(source in PARTIAL for source in actor.sources)
        actor.country = actor.country or listed.country
        actor.gender = actor.gender or listed.gender
        actor.born = actor.born or listed.born
        actor.died = actor.died or listed.died
        actor.note = actor.note or listed.note
        actor.languages = max(actor.languages, listed.languages)
        actor.sources[listed.source] = None
        actor.parties.update(dict.fromkeys(listed.parties))
        if listed.source not in PARTIAL or was_partial:
            if was_partial and listed.source not in PARTIAL:
                actor.name, actor.aliases = listed.name, {}
            known = {make_key(name) for name in actor.names}
            for name in listed.aliases if make_key(listed.name) in known else (listed.name, *listed.aliases):
                if make_key(name) not in known:
                    actor.aliases[name] = None
                    known.add(make_key(name))
            actor.last_names.update(dict.fromkeys(listed.last_names))
        known_terms = {term for term, _ in actor.terms}
        actor.terms += [(term, listed.source) for term in listed.terms if term not in known_terms]

    def _doubt_name(self, actor: Merged, listed: Listed) -> None:
        """An id that means another person in a list than in the tables shows by names that share nothing."""
        known = {word for name in actor.names for word in spell(name)}
        if not known & {word for name in (listed.name, *listed.aliases) for word in spell(name)}:
            self.doubts.append(
                f"{actor.id} is {actor.name} in the tables and {listed.name} in {listed.source}"
            )

    def _index(self, actor: Merged) -> None:
        for name in actor.names:
            _put(self._by_key, (make_key(name), actor.country), actor)
            if actor.kind == "person":
                for key in make_sound_keys(name):
                    _put(self._by_key, (f"~{key}", actor.country), actor)
                for last in find_last_names(name, actor.country):
                    self._put_last(last, actor)
        for last in actor.last_names:
            self._put_last(last, actor)
        for term, _ in actor.terms:
            if term.office in LEADING and len(term.start) >= _MONTH:
                _put(self._by_stay, (term.place, term.start[:_MONTH]), actor)

    def _put_last(self, last: str, actor: Merged) -> None:
        for key in (make_key(last), *(f"~{sound}" for sound in make_sound_keys(last))):
            _put(self._by_last, (key, actor.country), actor)


def _put(index: dict[tuple[str, str], list[Merged]], key: tuple[str, str], actor: Merged) -> None:
    there = index.setdefault(key, [])
    if not any(one is actor for one in there):
        there.append(actor)


def _iter_ids(actor: Merged) -> Iterator[str]:
    slug = make_slug(actor.name) or "unnamed"
    place = make_slug(actor.country) or actor.kind
    longest = f"laut:{slug}-{place}-{actor.born or actor.kind}"
    yield from (f"laut:{slug}", f"laut:{slug}-{place}", longest)
    yield from (f"{longest}-{number}" for number in range(2, 10_000))
