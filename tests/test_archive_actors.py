"""Chains, links and actors in the archive: kept where needed, once, checked, compared; old archives too."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from filled import RUN, check_damaged, count_rows, fill, make_filed
from invented_actors import KERZ, OFFICE, POHL, make_talk

from laut.archive import (
    Archive,
    Run,
    check_archive,
    find_skips,
    iter_readings,
    load_parts,
    open_archive,
    open_index,
    read_article,
    write_part,
)
from laut.archive.actor_rows import keep_needed
from laut.archive.folder import DATABASE, attach
from laut.archive.migrate import find_migrations
from laut.archive.reread import find_change
from laut.errors import ArchiveError
from laut.records import Actor, Link, Reading


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """A writable archive with the talk in it."""
    with open_archive(tmp_path / "archive", write=True) as opened:
        write_part(opened.parts / "p", [make_talk()], run=RUN)
        load_parts(opened)
        yield opened


def rename(reading: Reading, old: Actor, name: str) -> Reading:
    """The reading with another name of an actor."""
    return replace(
        reading, actors=tuple(replace(one, name=name) if one == old else one for one in reading.actors)
    )


def test_what_went_in_comes_out(archive: Archive) -> None:
    talk = make_talk()
    found = read_article(archive, talk.article.id, with_tokens=False)
    assert found == keep_needed(talk)
    assert found.actors == talk.actors
    assert check_archive(archive) == []


def test_chains_that_nobody_needs_are_left_out() -> None:
    talk = make_talk()
    kept = keep_needed(talk)
    assert [chain.members[0].span.of(talk.article.text) for chain in kept.analysis.chains] == [
        "Ina Kerz", "Arne Pohl", "Das Bauamt", "Beide", "jemand",
    ]  # fmt: skip
    assert [one.speaker_chains for one in kept.statements] == [(0,), (3,), (1,), (4,)]
    assert kept.links[-1].chain == 4
    assert keep_needed(kept) == kept


def test_the_tables_answer_who_speaks(archive: Archive) -> None:
    query = """
        SELECT s.speaker, list(a.actor ORDER BY a.number) FROM statements AS s
        JOIN statement_actors AS a ON a.statement = s.id AND a.role = 'speaker'
        GROUP BY s.number, s.speaker ORDER BY s.number
    """
    assert archive.connection.execute(query).fetchall() == [
        ("sie", [KERZ.id]),
        ("Beide", [KERZ.id, POHL.id]),
        ("der Bürgermeister", [POHL.id]),
        ("jemand", [None]),
    ]
    forms = "SELECT form FROM actor_mentions WHERE actor = 'Q42' ORDER BY start_at"
    assert [form for (form,) in archive.connection.execute(forms).fetchall()] == [
        "name",
        "pronoun",
        "nominal",
    ]
    index = open_index(archive)
    hits = index.parse_query("actor:Q42", [])
    assert index.searcher().search(hits, 9).count == 2


def test_loading_twice_changes_nothing(archive: Archive) -> None:
    before, generation = count_rows(archive), archive.generation
    for name in ("p", "q"):
        write_part(archive.parts / name, [make_talk()], run=Run("r9", "again", RUN.began))
    assert not load_parts(archive).is_new
    assert (count_rows(archive), archive.generation) == (before, generation)


def test_the_order_of_loads_does_not_matter(tmp_path: Path) -> None:
    """The latest run describes an actor; a name that the base lacks keeps the spelling that sorts first."""
    readings = [
        rename(rename(make_talk(lead=lead), KERZ, kerz), POHL, pohl)
        for lead, kerz, pohl in (
            ("A: ", "Ina Kerz", "Pohl"),
            ("B: ", "INA KERZ", "Arne Pohl"),
            ("C: ", "ina", "A. Pohl"),
        )
    ]
    runs = [Run(f"r{number}", "ingest", RUN.began) for number in (1, 2, 1)]
    found = []
    for name, order in (("one", (0, 1, 2)), ("two", (2, 1, 0)), ("three", (1, 0, 2))):
        with open_archive(tmp_path / name, write=True) as archive:
            for number in order:
                write_part(archive.parts / "p", [readings[number]], run=runs[number])
                load_parts(archive)
            found.append(list(iter_readings(archive, with_tokens=False)))
            assert check_archive(archive) == []
    assert found[0] == found[1] == found[2]
    assert {actor.name for actor in found[0][0].actors} == {"INA KERZ", "Arne Pohl", OFFICE.name}


def test_a_new_reading_takes_actors_away(archive: Archive) -> None:
    talk = make_talk()
    unlinked = replace(talk, links=talk.links[:1], actors=(KERZ,), model="test@2")
    write_part(archive.parts / "q", [unlinked], run=Run("r2", "reread", RUN.began), replaces=True)
    assert load_parts(archive).replaced == 1
    assert read_article(archive, talk.article.id, with_tokens=False) == keep_needed(unlinked)
    assert archive.connection.execute("SELECT id FROM actors").fetchall() == [(KERZ.id,)]
    assert archive.connection.execute("SELECT count(*) FROM tenures").fetchall() == [(0,)]
    assert check_archive(archive) == []


def test_another_actor_is_a_change() -> None:
    talk = make_talk()
    link = replace(talk.links[1], actor="Q43")
    other = replace(
        talk, links=(talk.links[0], link, *talk.links[2:]), actors=(KERZ, replace(POHL, id="Q43"), OFFICE)
    )
    changed = find_change(keep_needed(talk), other).altered
    assert [one.speaker[0].of(talk.article.text) for _, one in changed] == [
        "sie",
        "Beide",
        "der Bürgermeister",
    ]
    sure = replace(talk.links[1].evidence, score=0.99)
    surer = replace(talk, links=(talk.links[0], replace(talk.links[1], evidence=sure), *talk.links[2:]))
    assert find_change(keep_needed(talk), surer).is_empty


@pytest.mark.parametrize(
    "damage",
    [
        {"links": (Link(9, None, make_talk().links[0].evidence),)},
        {"links": (make_talk().links[0], make_talk().links[0])},
        {"actors": ()},
        {"actors": (KERZ, KERZ, POHL, OFFICE)},
    ],
)
def test_readings_that_contradict_themselves_are_skipped(archive: Archive, damage: dict[str, object]) -> None:
    talk = make_talk(lead="Neu. ")
    write_part(archive.parts / "q", [replace(talk, **damage)], run=RUN)  # type: ignore[arg-type]
    load_parts(archive)
    assert [skip.reason for skip in find_skips(archive)] == ["damaged"]


PLANTED = {
    "UPDATE members SET end_at = 10000 WHERE number = 1": "offsets",
    "UPDATE members SET antecedent_start = -1 WHERE number = 1": "offsets",
    "DELETE FROM members WHERE number = 0": "numbers",
    "UPDATE chains SET number = 9 WHERE number = 4": "numbers",
    "DELETE FROM members WHERE chain = 2": "actors",
    "DELETE FROM chains WHERE number = 4": "actors",
    "UPDATE chains SET parts = '0|7' WHERE parts IS NOT NULL": "actors",
    "UPDATE chains SET parts = '0' WHERE parts IS NOT NULL": "actors",
    "INSERT INTO links SELECT * FROM links": "actors",
    "UPDATE links SET actor = NULL WHERE chain = 0": "actors",
    "UPDATE links SET actor = 'Q42' WHERE chain = 4": "actors",
    "UPDATE links SET chain = 8 WHERE chain = 2": "actors",
    "DELETE FROM actors WHERE id = 'Q42'": "actors",
    "INSERT INTO actors SELECT * FROM actors": "ids",
    "UPDATE actors SET run = 'r0'": "actors",
    "UPDATE tenures SET number = 5 WHERE number = 1": "numbers",
    "UPDATE statement_actors SET actor = 'laut:ministry-aue' WHERE chain = 0": "actors",
    "UPDATE statement_actors SET actor = NULL WHERE chain = 1": "actors",
    "DELETE FROM statement_actors WHERE chain = 3 AND number = 1": "actors",
    "UPDATE statement_actors SET statement = 's0' WHERE chain = 1": "references",
    "DELETE FROM articles": "references",
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a sound archive of the talk."""
    with open_archive(tmp_path_factory.mktemp("sound") / "archive", write=True) as archive:
        write_part(archive.parts / "p", [make_talk()], run=RUN)
        load_parts(archive)
    return archive.path


@pytest.mark.parametrize("damage", PLANTED)
def test_planted_damage_is_found(sound: Path, damage: str, tmp_path: Path) -> None:
    problems = check_damaged(sound, tmp_path / "archive", damage)
    assert PLANTED[damage] in {problem.check for problem in problems}


def make_first(connection: duckdb.DuckDBPyConnection) -> None:
    """Leave of an archive what its first version had."""
    first = find_migrations()[1]
    connection.execute("DROP VIEW actor_mentions")
    connection.execute("ALTER TABLE statements DROP COLUMN key")
    connection.execute("DROP MACRO make_key")
    tables = "SELECT table_name FROM duckdb_tables() WHERE database_name = 'archive'"
    for (table,) in connection.execute(tables).fetchall():
        if table not in {"versions", "generation"} and f"CREATE TABLE {table} (" not in first:
            connection.execute(f"DROP TABLE {table}")
    connection.execute("DELETE FROM versions WHERE migration > 1")


def test_an_old_archive_is_brought_up_to_date(tmp_path: Path) -> None:
    with open_archive(tmp_path / "archive", write=True) as archive:
        filed = fill(archive, 4)
    with attach(archive.path / DATABASE) as connection:
        make_first(connection)
    with pytest.raises(ArchiveError, match="bring it up to date with `laut archive load`"):
        open_archive(archive.path)
    with open_archive(archive.path, write=True) as opened:
        assert list(iter_readings(opened)) == filed
        assert check_archive(opened) == [one for one in check_archive(opened) if one.check == "index"]
        open_index(opened)
        assert check_archive(opened) == []
        write_part(opened.parts / "p", [make_talk(), make_filed(9)[0]], run=RUN)
        assert load_parts(opened).articles == 2
        assert check_archive(opened) == []
    assert list(find_migrations())[:2] == [1, 2]
