"""The knowledge base: who there is, what they are called, who held which office when.

A base is one SQLite file that is only read; your tables are laid over a copy of it in memory. Look-ups take
words as they stand in a text and give nothing, or all that they can mean, the most prominent first.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

from laut.errors import KnowledgeError
from laut.knowledge.codes import make_set
from laut.knowledge.dates import first_day, last_day
from laut.knowledge.extend import OWN, extend
from laut.knowledge.holding import Held, Stay, find_holders
from laut.knowledge.names import Way, make_key, make_sound_keys, make_stem, strip_genitive
from laut.knowledge.weights import RANKS
from laut.records import Actor, ActorKind, Tenure

FORMAT = "1"  # of schema.sql; a base of another format is refused
FILE = "base.sqlite"
_ARTICLES = make_set("der die das den dem des")
_ENDINGS = (
    "innen",
    "ern",
    "en",
    "es",
    "n",
    "s",
    "e",
)  # of titles and demonyms: Präsidenten, Kanzlers, Russinnen


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor. `gender` is m, f or empty; `born`, `died`, `first` and `last` (years in public office) are 0
    where not known; `weight` says how prominent it is, from 0 to 1 (see weights)."""

    id: str
    name: str
    kind: ActorKind
    country: str
    gender: str
    born: int
    died: int
    first: int
    last: int
    weight: float


@dataclass(frozen=True, slots=True)
class Title:
    """An office that a title names, the places that the title itself names, and the gender that it shows."""

    office: str
    places: tuple[str, ...]
    gender: str


@dataclass(frozen=True, slots=True)
class Metonym:
    """Whom a form stands for; `acting`: only where it speaks or acts, else it is a place."""

    id: str
    acting: bool


class Base:
    """An open knowledge base; see the module. Not to be shared between processes. `own` is a digest of the
    tables of yours that lie over it, empty where none do."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        about = dict(database.execute("SELECT name, value FROM about"))
        self.own: str = about.get(OWN, "")
        self.version: str = f"{about['version']}.{self.own}" if self.own else about["version"]
        self.as_of: str = about["as_of"]

    def find(self, name: str) -> tuple[Entry, ...]:
        """Actors of this whole name or alias; a transliteration or an inflected form where there is none."""
        plain = strip_genitive(name)
        return (
            self._find(Way.NAME, (make_key(name),))
            or self._find(Way.NAME, (make_key(plain),))
            or self._find(Way.STEM, (make_stem(name),))
            or self._find(Way.SOUND, (*make_sound_keys(name), *make_sound_keys(plain)))
        )

    def find_last(self, name: str) -> tuple[Entry, ...]:
        """People of this last name."""
        plain = strip_genitive(name)
        return (
            self._find(Way.LAST, (make_key(name),))
            or self._find(Way.LAST, (make_key(plain),))
            or self._find(Way.LAST_SOUND, (*make_sound_keys(name), *make_sound_keys(plain)))
        )

    def _find(self, way: Way, keys: Sequence[str]) -> tuple[Entry, ...]:
        keys = tuple(dict.fromkeys(key for key in keys if key))
        if not keys:
            return ()
        marks = ", ".join("?" * len(keys))
        found = self._database.execute(_read_query("actors_by_key").replace(":keys", marks), (way, *keys))
        return tuple(map(_make_entry, found))

    def entry(self, id: str) -> Entry | None:  # noqa: A002
        """The actor of this id."""
        found = self._database.execute(_read_query("actor"), (id,)).fetchone()
        return _make_entry(found) if found else None

    def actor(self, id: str) -> Actor | None:  # noqa: A002
        """The actor of this id with all offices, the oldest first."""
        entry = self.entry(id)
        if entry is None:
            return None
        found = self._database.execute(_read_query("tenures_of_actor"), (id,))
        offices = tuple(
            Tenure(office, place, first_day(start), last_day(end)) for office, place, start, end in found
        )
        return Actor(id, entry.name, entry.kind, offices)

    def names(self, id: str) -> tuple[str, ...]:  # noqa: A002
        """All its names, the usual one first."""
        entry = self.entry(id)
        if entry is None:
            return ()
        found = self._database.execute(_read_query("names_of_actor"), (id,))
        return (entry.name, *(name for (name,) in found))

    def sources(self, id: str) -> tuple[str, ...]:  # noqa: A002
        """The sources that know it: tables (kept by hand), yours, or the names of the lists."""
        found = self._database.execute("SELECT sources FROM actors WHERE id = ?", (id,)).fetchone()
        return tuple(found[0].split()) if found else ()

    def holders(self, office: str, place: str, on: date | None) -> tuple[Held, ...]:
        """Who held the office on a day, or ever where it is None; nothing for a gap. A country's `leader` is
        also who holds the office that leads it."""
        offices = [office]
        if office == "leader" and place in self._leading:
            offices.append(self._leading[place])
        rows = [
            Stay(*row)
            for one in offices
            for row in self._database.execute(_read_query("holders"), (one, place))
        ]
        return find_holders(rows, on, is_single=self.capacity(office) == 1)

    def capacity(self, office: str) -> int:
        """How many may hold an office at once in one place; 0 is any number."""
        return self._capacities.get(office, 1)

    def offices_at(self, place: str) -> tuple[str, ...]:
        """The offices of an organisation, the highest first."""
        return self._organisations.get(place, ())

    def titles(self, form: str) -> tuple[Title, ...]:
        """The offices that a title names, as it stands or inflected: Bundeskanzlerin, Außenministers. A
        title that the tables give places has no place but these."""
        for key in _iter_uninflected(make_key(form)):
            found = self._titles.get(key)
            if found:
                return found
        return ()

    def office_heads(self) -> Mapping[str, Title]:
        """Second parts of compounds, in small letters (ss for ß), and the office: präsident →
        head_of_state."""
        return self._heads

    def places(self, form: str) -> tuple[str, ...]:
        """Countries, states, or organisations with offices: by name, adjective in any inflection, demonym, or
        first part of a compound (US-, Kreml-)."""
        words = form.strip().rstrip("-").split()
        if len(words) > 1 and words[0].casefold() in _ARTICLES:
            words = words[1:]
        name = " ".join(words)
        key, plain = make_key(name), make_key(strip_genitive(name))
        found = (
            self._places.get(("name", key))
            or self._places.get(("adjective", make_stem(name)))
            or next(
                filter(None, (self._places.get(("demonym", one)) for one in _iter_uninflected(key))), None
            )
            or self._places.get(("name", plain))
            or self._places.get(("stem", make_stem(name)))
            or self._find_seat(key, plain)
            or self._find_organisations(name)
        )
        return found or ()

    def place_name(self, place: str) -> str:
        """What a country, a state or an organisation is called; its code if nobody knows."""
        found = self._database.execute("SELECT name FROM countries WHERE place = ?", (place,)).fetchone()
        entry = None if found else self.entry(place)
        return str(found[0]) if found else entry.name if entry else place

    def place_actor(self, place: str) -> Entry | None:
        """The actor that a country's or state's code stands for."""
        found = self._database.execute("SELECT id FROM countries WHERE place = ?", (place,)).fetchone()
        return self.entry(found[0]) if found else self.entry(place)

    def metonyms(self, form: str) -> tuple[Metonym, ...]:
        """Whom a seat or a capital stands for: Kreml, des Weißen Hauses, Moskau."""
        words = form.split()
        if len(words) > 1 and words[0].casefold() in _ARTICLES:
            form = " ".join(words[1:])
        for key in (make_key(form), make_key(strip_genitive(form)), make_stem(form)):
            if key in self._metonyms:
                return self._metonyms[key]
        return ()

    def office_name(self, office: str, gender: str = "") -> str:
        """The first German form of an office for a gender; its slug if it has none."""
        column = "feminine" if gender == "f" else "masculine"
        found = self._database.execute(f"SELECT {column} FROM offices WHERE office = ?", (office,)).fetchone()
        return str(found[0]) if found else office

    def _find_seat(self, *keys: str) -> tuple[str, ...]:
        """The country whose government has its seat there."""
        entries = [self.entry(one.id) for key in keys for one in self._metonyms.get(key, ())]
        return tuple(dict.fromkeys(entry.country for entry in entries if entry and entry.country))

    def _find_organisations(self, name: str) -> tuple[str, ...]:
        return tuple(entry.id for entry in self.find(name) if entry.id in self._organisations)

    @cached_property
    def _capacities(self) -> dict[str, int]:
        return dict(self._database.execute("SELECT office, capacity FROM offices"))

    @cached_property
    def _leading(self) -> dict[str, str]:
        return dict(self._database.execute("SELECT place, office FROM leading"))

    @cached_property
    def _organisations(self) -> dict[str, tuple[str, ...]]:
        """Organisations with offices, and which."""
        found: dict[str, list[str]] = {}
        for place, office in self._database.execute(_read_query("offices_of_organisations")):
            found.setdefault(place, []).append(office)
        return {
            place: tuple(sorted(offices, key=lambda office: -RANKS.get(office, 0)))
            for place, offices in found.items()
        }

    @cached_property
    def _titles(self) -> dict[str, tuple[Title, ...]]:
        found: dict[str, list[Title]] = {}
        for key, office, places, gender in self._database.execute(
            "SELECT key, office, places, gender FROM titles ORDER BY key, places = '', office, gender"
        ):
            found.setdefault(key, []).append(Title(office, tuple(filter(None, places.split("|"))), gender))
        return {key: _drop_vaguer(titles) for key, titles in found.items()}

    @cached_property
    def _heads(self) -> dict[str, Title]:
        rows = self._database.execute("SELECT head, office FROM heads ORDER BY head, office DESC")
        return {head: Title(office, (), "") for head, office in rows}

    @cached_property
    def _places(self) -> dict[tuple[str, str], tuple[str, ...]]:
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        rows = self._database.execute(
            "SELECT way, key, place FROM places ORDER BY way, key, length(place), place"
        )
        for way, key, place in rows:
            found[way, key] = (*found.get((way, key), ()), place)
        return found

    @cached_property
    def _metonyms(self) -> dict[str, tuple[Metonym, ...]]:
        found: dict[str, tuple[Metonym, ...]] = {}
        for key, actor, acting in self._database.execute(
            "SELECT key, id, acting FROM metonyms ORDER BY key, id"
        ):
            for one in dict.fromkeys((key, make_stem(key))):
                found[one] = tuple(dict.fromkeys((*found.get(one, ()), Metonym(actor, bool(acting)))))
        return found


def load_base(path: Path | None = None, extensions: Sequence[Path] = ()) -> Base:
    """The base of a file (default: the one that comes along), with tables of yours laid over a copy of it in
    memory. KnowledgeError where the file is missing, damaged or of another format, or a table is wrong."""
    given = path or Path(str(files("laut.knowledge") / FILE))
    database = _open(given)
    if extensions:
        copy = sqlite3.connect(":memory:", check_same_thread=False)
        database.backup(copy)
        database.close()
        extend(copy, extensions)
        database = copy
    return Base(database)


@cache
def load_default() -> Base:
    """The base that comes along, opened once."""
    return load_base()


def load_with(tables: Sequence[Path]) -> Base:
    """The base that comes along, with these tables of yours laid over it, if any. KnowledgeError."""
    return load_base(extensions=tables) if tables else load_default()


def _open(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise KnowledgeError(
            f"{path} is missing: install laut again, or build it with python -m laut.knowledge"
        )
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        database = sqlite3.connect(address, uri=True, check_same_thread=False)
        about = dict(database.execute("SELECT name, value FROM about"))
    except sqlite3.Error as error:
        raise KnowledgeError(
            f"{path} is no knowledge base ({error}): build it with python -m laut.knowledge"
        ) from None
    if about.get("format") != FORMAT:
        raise KnowledgeError(
            f"{path} has format {about.get('format')}, "
            f"this laut reads {FORMAT}: build it with python -m laut.knowledge"
        )
    return database


@cache
def _read_query(name: str) -> str:
    """The text of queries/NAME.sql."""
    return (files("laut.knowledge") / "queries" / f"{name}.sql").read_text("utf-8")


def _make_entry(row: tuple[object, ...]) -> Entry:
    return Entry(*row)  # type: ignore[arg-type]


def _drop_vaguer(titles: list[Title]) -> tuple[Title, ...]:
    """Without titles for any place where the same office is there with places (Bundeskanzler)."""
    placed = {title.office for title in titles if title.places}
    return tuple(title for title in titles if title.places or title.office not in placed)


def _iter_uninflected(key: str) -> Iterator[str]:
    """The key, then without its ending; plurals of women as one woman."""
    yield key
    for ending in _ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) > 2:
            yield key.removesuffix(ending) + ("in" if ending == "innen" else "")
