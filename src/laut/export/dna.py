"""Discourse Network Analyzer 3.0: a folder with `laut.dna` (its file) and `events.csv` (its event list).

Person and organization are the actor whom the speaker's words stand for (a statement of two is there for
each), else the names in these words. Concept is left empty and agreement at DNA's default, for that is the
coding that people do in DNA. A statement is the stretch from its first to its last piece. The coder is Admin,
the password `laut`; each document's notes name laut's article. DNA shows positions in UTF-16 and cuts words
out in code points, so what lies beyond the first 65,536 characters of Unicode (emoji) is replaced by U+FFFD,
one for one, and both agree. Articles without a date are left out: DNA needs one, and none is made up.
"""

import base64
import hashlib
import re
import sqlite3
from calendar import timegm
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from laut.errors import LautError
from laut.export.csv_tables import write_cell
from laut.export.entries import Entry
from laut.export.standing import is_person
from laut.export.voices import Voice, voices_by_statement
from laut.records import Article, Statement

FILE, EVENTS = "laut.dna", "events.csv"
PASSWORD = "laut"
COLUMNS = (
    *("statement ID", "time", "document ID", "document title", "author", "source", "section", "type", "text"),
    *("person", "organization", "concept", "agreement"),
)

_ADMIN = 1
_DNA_STATEMENT = 1
_PERSON, _ORGANIZATION, _CONCEPT, _AGREEMENT = 1, 2, 3, 4
_LONGEST = 190
_UNSHOWN = re.compile("[\0\ud800-\udfff\U00010000-\U0010ffff]")
_QUOTED = slice(3, 12)  # the columns of an event that DNA puts in quotation marks


def write_dna(entries: Iterable[Entry], folder: Path) -> str:
    """Write both files into a folder that exists; gives a sentence about what DNA users should know."""
    undated = 0
    try:
        with closing(sqlite3.connect(folder / FILE)) as database:
            writer = _Writer(database)
            for entry in entries:
                if entry.reading.article.published_on is None:
                    undated += 1
                else:
                    writer.write(entry)
            database.commit()
            _write_events(database, folder / EVENTS)
    except sqlite3.Error as error:
        raise LautError(f"{folder / FILE} cannot be written ({error}): choose another --output") from None
    left_out = f"; {undated} articles without a date are left out, for DNA needs one" if undated else ""
    return f"open {FILE} in DNA 3.0 as Admin with the password {PASSWORD}{left_out}"


class _Writer:
    """Fills an empty database; documents, statements and entities are numbered as they come."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        database.executescript("pragma journal_mode = off; pragma synchronous = off;")
        database.executescript(Path(__file__).with_name("dna.sql").read_text("utf-8"))
        database.execute("pragma foreign_keys = on")
        coder = (_ADMIN, "Admin", 255, 255, 0, hash_password(PASSWORD))
        database.execute(
            "insert into coders (ID, Name, Red, Green, Blue, Password) values (?, ?, ?, ?, ?, ?)", coder
        )
        self._entities: dict[tuple[int, str], int] = {
            (variable, value): number
            for number, variable, value in database.execute("select ID, VariableId, Value from entities")
        }
        for number in self._entities.values():
            self._add_attributes(number)

    def write(self, entry: Entry) -> None:
        """One document with its statements."""
        reading = entry.reading
        voices = voices_by_statement(reading)
        document = self._add_document(entry)
        for number, statement in enumerate(reading.statements):
            span = _find_stretch(statement)
            if span:
                for speaker in _iter_speakers(voices.get(number)):
                    self._add_statement(document, span, *speaker)

    def _add_document(self, entry: Entry) -> int:
        article = entry.reading.article
        row = (
            _shorten(article.title or article.id),
            make_text(article.text),
            _ADMIN,
            _shorten(article.author or ""),
            _shorten(article.outlet or ""),
            make_text(_make_notes(entry)),
            _find_seconds(article),
        )
        return self._insert(
            "insert into documents (Title, Text, Coder, Author, Source, Notes, Date)"
            " values (?, ?, ?, ?, ?, ?, ?)",
            row,
        )

    def _add_statement(
        self, document: int, span: tuple[int, int], person: str | None, organization: str | None
    ) -> None:
        number = self._insert(
            "insert into statements (StatementTypeId, DocumentId, Start, Stop, Coder) values (?, ?, ?, ?, ?)",
            (_DNA_STATEMENT, document, *span, _ADMIN),
        )
        named = {
            _PERSON: person,
            _ORGANIZATION: organization,
            _CONCEPT: None,
        }
        self._database.executemany(
            "insert into datashorttext (StatementId, VariableId, Entity) values (?, ?, ?)",
            [(number, variable, self._find_entity(variable, name or "")) for variable, name in named.items()],
        )
        self._insert(
            "insert into databoolean (StatementId, VariableId, Value) values (?, ?, 1)", (number, _AGREEMENT)
        )

    def _find_entity(self, variable: int, name: str) -> int:
        """The number of an entity, which is added where it is new."""
        key = variable, _shorten(name)
        if key not in self._entities:
            self._entities[key] = self._insert(
                "insert into entities (VariableId, Value, Red, Green, Blue) values (?, ?, 0, 0, 0)", key
            )
            self._add_attributes(self._entities[key])
        return self._entities[key]

    def _add_attributes(self, entity: int) -> None:
        self._database.execute(
            "insert into attributevalues (EntityId, AttributeVariableId) select entities.ID,"
            " attributevariables.ID from entities join attributevariables using (VariableId)"
            " where entities.ID = ? order by attributevariables.ID",
            (entity,),
        )

    def _insert(self, command: str, row: tuple[str | int, ...]) -> int:
        number = self._database.execute(command, row).lastrowid
        assert number is not None  # an insert has a row
        return number


def _iter_speakers(voice: Voice | None) -> Iterator[tuple[str | None, str | None]]:
    """Person and organization of each who speaks; one pair without names where nobody is known."""
    if voice and len(voice.standing) > 1:
        for one in voice.standing:
            yield (one.actor.name, None) if is_person(one.actor) else (None, one.actor.name)
    else:
        yield (voice.person, voice.organisation) if voice else (None, None)


def make_text(text: str) -> str:
    """The text as DNA can show it, character for character at the same place."""
    return _UNSHOWN.sub("\ufffd", text.replace("\r\n", " \n").replace("\r", "\n"))


def hash_password(password: str) -> str:
    """As DNA checks it (jasypt's strong encryptor): SHA-256, 100,000 rounds, 16 bytes of salt in front.

    The password is no secret, so the salt needs none, and the same archive gives the same bytes.
    """
    salt = hashlib.sha256(b"laut").digest()[:16]
    digest = hashlib.sha256(salt + password.encode("utf-8")).digest()
    for _ in range(99_999):
        digest = hashlib.sha256(digest).digest()
    return base64.b64encode(salt + digest).decode("ascii")


def _shorten(words: str) -> str:
    return make_text(" ".join(words.split()))[:_LONGEST]


def _make_notes(entry: Entry) -> str:
    article = entry.reading.article
    known = (
        ("laut", article.id),
        ("url", article.url),
        ("agency", article.agency),
        ("copy of", article.copy_of),
    )
    return "\n".join(f"{name}: {value}" for name, value in (*known, ("SHA-256", entry.text_hash)) if value)


def _find_seconds(article: Article) -> int:
    """Midnight of the article's day, as seconds since 1970 in UTC."""
    assert article.published_on is not None  # undated articles are left out
    return timegm(article.published_on.timetuple())


def _find_stretch(statement: Statement) -> tuple[int, int] | None:
    """From the first to the last character of the content; None where it has none."""
    spans = [span for span in statement.content if span.start < span.end]
    return (min(span.start for span in spans), max(span.end for span in spans)) if spans else None


def _write_events(database: sqlite3.Connection, path: Path) -> None:
    """The event list as DNA writes it: semicolons between, and none (nor quotation marks) within."""
    query = Path(__file__).with_name("dna_events.sql").read_text("utf-8")
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(";".join(f'"{name}"' for name in COLUMNS))
        for row in database.execute(query):
            cells = [str(value) for value in row]
            cells[_QUOTED] = [_quote(cell) for cell in cells[_QUOTED]]
            file.write("\n" + ";".join(cells))


def _quote(words: str) -> str:
    return '"' + write_cell(words).replace(";", ",").replace('"', "'") + '"'
