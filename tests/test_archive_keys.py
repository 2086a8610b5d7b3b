"""Keys: ids as numbers, by which questions find statements: the same in Python, tables and index."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from asked import QUOTE, make_articles
from corrected import Person
from hypothesis import given
from hypothesis import strategies as st

from laut.archive import (
    Archive,
    check_archive,
    load_parts,
    make_run,
    open_archive,
    rebuild_index,
    write_part,
)
from laut.archive.folder import DATABASE, attach
from laut.archive.migrate import find_migrations
from laut.ids import make_key
from laut.query import trace, verify
from laut.records import Correction, Reading

UNUSUAL = ("meine-1", "s0123", "sABCDEF0123456789", "t0123456789abcdef", "s0123456789abcdef0", "ß", "")
USUAL = st.from_regex(r"[as][0-9a-f]{16}", fullmatch=True)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An archive of articles whose first has a statement with an id of another form."""
    with open_archive(tmp_path / "archive", write=True) as opened:
        write_part(opened.parts / "p", make_named(), run=make_run("test"))
        load_parts(opened)
        yield opened


def make_named(model: str = "test@1") -> list[Reading]:
    """Articles whose first has a statement with an id of another form."""
    first, *others = (replace(one, model=model) for one in make_articles())
    return [replace(first, statements=(replace(first.statements[0], id="meine-1"),)), *others]


def find_wrong(archive: Archive) -> list[str]:
    """Statements without their key, those that the machine found included."""
    tables = "SELECT id, key FROM statements UNION ALL SELECT id, key FROM machine_statements"
    return [name for name, key in archive.connection.execute(tables).fetchall() if key != make_key(name)]


def ask_all(archive: Archive) -> list[set[Any]]:
    """What questions that go by keys answer."""
    return [
        {(one.statement.id, one.relation) for one in trace(archive, "meine-1").variants},
        {one.statement.id for one in trace(archive, QUOTE).variants},
        {one.statement.id for one in verify(archive, QUOTE).matches},
    ]


def reject(archive: Archive) -> Correction:
    """Let somebody say that the second article's statement is none; the correction."""
    person, statement = Person(archive), make_named()[1].statements[0]
    effect = person.add(person.propose().reject(statement.id))
    return effect.corrections[0]


@given(
    st.lists(st.one_of(USUAL, st.text(st.characters(codec="utf-8", exclude_characters="\0"))), max_size=20)
)
def test_python_and_the_tables_agree(names: list[str]) -> None:
    with duckdb.connect(":memory:") as connection:
        connection.execute(find_migrations()[4].split(";")[0])
        query = "SELECT make_key(unnest(?::VARCHAR[]))"
        keys = connection.execute(query, [[*names, *UNUSUAL]]).fetchall()
    assert [key for (key,) in keys] == [make_key(name) for name in (*names, *UNUSUAL)]


def test_the_key_of_a_usual_id_is_its_digits() -> None:
    assert make_key("s00000000000000ff") == 255
    assert len({make_key(name) for name in UNUSUAL}) == len(UNUSUAL)


def test_statements_are_found_whatever_the_form_of_their_ids(archive: Archive) -> None:
    found = ask_all(archive)
    assert ("meine-1", "first") in found[0]
    assert all("meine-1" in one for one in found[1:])
    assert len(found[1]) == 5
    assert trace(archive, "meine-2").variants == ()
    assert check_archive(archive) == []
    rebuild_index(archive)
    assert ask_all(archive) == found


def test_an_archive_without_keys_gets_them(archive: Archive) -> None:
    rejection = reject(archive)
    found = ask_all(archive)
    archive.close()
    with attach(archive.path / DATABASE) as connection:
        for table in ("statements", "machine_statements"):
            connection.execute(f"ALTER TABLE {table} DROP COLUMN key")
        connection.execute("DROP MACRO make_key")
        connection.execute("DELETE FROM versions WHERE migration > 3")
    with open_archive(archive.path, write=True) as opened:
        assert find_wrong(opened) == []
        assert ask_all(opened) == found
        assert check_archive(opened) == []
        person = Person(opened)
        person.add(person.propose().undo(rejection.id))
        assert find_wrong(opened) == []


def test_keys_follow_corrections_and_rereading(archive: Archive) -> None:
    before = ask_all(archive)
    reject(archive)
    assert find_wrong(archive) == []
    assert ask_all(archive) != before
    write_part(archive.parts / "q", make_named("test@2"), run=make_run("again", "test@2"), replaces=True)
    assert load_parts(archive).replaced
    assert find_wrong(archive) == []
    assert check_archive(archive) == []
