"""How corrections are kept: tried without a trace, failed without harm, checked, in an older archive."""

from pathlib import Path

import pytest
from corrected import BRIDGE, HALL, KERTZ, KERZ, NONSENSE, Person, find_speakers
from filled import check_damaged

from laut.archive import Archive, check_archive, open_archive
from laut.archive.corrections import list_corrections
from laut.archive.folder import DATABASE, NEW, attach
from laut.errors import ArchiveError


def test_trying_changes_nothing(archive: Archive, anna: Person) -> None:
    before, generation = (archive.path / DATABASE).read_bytes(), archive.generation
    effect = anna.add(anna.propose().merge(KERTZ.id, KERZ.id), keep=False)
    assert (effect.statements, len(effect.shown)) == (2, 2)
    assert ((archive.path / DATABASE).read_bytes(), archive.generation) == (before, generation)
    assert list_corrections(archive) == []
    assert not (archive.path / NEW).exists()


def test_a_failure_leaves_the_archive_as_it_was(
    archive: Archive, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna.add(anna.propose().merge(KERTZ.id, KERZ.id))
    before = (archive.path / DATABASE).read_bytes()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("laut.archive.rewrite.update_index", fail)
    with pytest.raises(ArchiveError, match="the disk is full: free some space; nothing was corrected"):
        anna.add(anna.propose().reject(HALL.id))
    assert (archive.path / DATABASE).read_bytes() == before
    monkeypatch.undo()
    with open_archive(archive.path) as reader:
        anna.add(anna.propose().reject(HALL.id))
        assert find_speakers(reader, HALL) == [KERZ.id]  # its snapshot
        with pytest.raises(ArchiveError, match="open for reading only"):
            Person(reader).add(Person(reader).propose().reject(BRIDGE.id))
    assert check_archive(archive) == []


def test_an_older_archive_is_brought_up_to_date(archive: Archive) -> None:
    archive.close()
    with attach(archive.path / DATABASE) as connection:
        names = connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE regexp_matches(table_name, '^(correct|machine_)')"
        ).fetchall()
        for (name,) in names:
            connection.execute(f"DROP TABLE {name}")
        connection.execute("ALTER TABLE statements DROP COLUMN key")
        connection.execute("DELETE FROM versions WHERE migration > 2")
    with pytest.raises(ArchiveError, match="made by an older laut"):
        open_archive(archive.path)
    with open_archive(archive.path, write=True) as opened:
        Person(opened).add(Person(opened).propose().reject(HALL.id))
        assert check_archive(opened) == []


PLANTED = {
    "INSERT INTO corrections SELECT * FROM corrections LIMIT 1": "have this id",
    "DELETE FROM correction_states": "its state was not found out",
    "DELETE FROM corrections WHERE action = 'merge'": "but no correction",
    "DELETE FROM machine_statements": "which the machine did not find",
    "DELETE FROM corrected_articles": "but the article is not corrected",
    "INSERT INTO corrected_articles SELECT * FROM corrected_articles": "times over",
    "UPDATE corrected_articles SET article = 'a0' WHERE is_whole": "it is corrected, but not there",
    "DELETE FROM machine_actors": "who is not kept",
}


@pytest.mark.parametrize("damage", PLANTED)
def test_planted_damage_is_found(archive: Archive, anna: Person, damage: str, tmp_path: Path) -> None:
    anna.add(anna.propose().merge(KERTZ.id, KERZ.id), anna.propose().reject(NONSENSE.id))
    problems = check_damaged(archive.path, tmp_path / "damaged", damage)
    assert any(PLANTED[damage] in one.detail for one in problems if one.check == "corrections")


def test_kept_tables_have_the_columns_of_theirs(archive: Archive) -> None:
    kept = ("statements", "spans", "chains", "members", "links", "statement_actors", "actors", "tenures")
    for table in kept:
        columns = [
            [row[:2] for row in archive.connection.execute(f"DESCRIBE {name}").fetchall()]
            for name in (table, f"machine_{table}")
        ]
        assert columns[0] == columns[1]
