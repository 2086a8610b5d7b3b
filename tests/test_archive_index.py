"""The search index: German words, filters, one generation after the other; made anew where it is missing."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from filled import RUN, fill, list_files, make_filed, write_articles
from tantivy import Index

from laut.archive import (
    Archive,
    Run,
    check_archive,
    load_parts,
    open_archive,
    open_index,
    rebuild_index,
    write_part,
)
from laut.archive.folder import find_index
from laut.errors import ArchiveError


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """A new archive, open for writing."""
    with open_archive(tmp_path / "laut.archive", write=True) as opened:
        yield opened


def search(index: Index, words: str, *fields: str) -> set[str]:
    """The ids of everything that matches."""
    searcher = index.searcher()
    hits = searcher.search(index.parse_query(words, list(fields)), 1000).hits
    return {str(searcher.doc(address)["id"][0]) for _, address in hits}


def ask(archive: Archive, query: str) -> set[str]:
    """The ids that SQL gives."""
    return {name for (name,) in archive.connection.execute(query).fetchall()}


def test_german_words_are_found_in_any_form(archive: Archive) -> None:
    fill(archive)
    index = open_index(archive)
    bridges = ask(archive, "SELECT id FROM statements WHERE content LIKE '%Brücken%'")
    assert bridges
    for form in ("Brücke", "brücken", "BRÜCKE", '"schlechter Zustand"'):
        assert search(index, form, "content") == bridges
    assert search(index, "Weiss", "speaker") == ask(
        archive, "SELECT id FROM statements WHERE speaker = 'Frau Weiß'"
    )


def test_filters_are_exact(archive: Archive) -> None:
    fill(archive)
    index = open_index(archive)
    assert search(index, "type:article") == ask(archive, "SELECT id FROM articles")
    assert search(index, "type:statement AND kind:direct AND medium:speech") == ask(
        archive, "SELECT id FROM statements"
    )
    assert search(index, 'outlet:"aue.example" AND is_origin:1') == search(index, "*")
    day = make_filed(3)[0].article.published_on
    assert day
    on_day = ask(archive, f"SELECT id FROM articles WHERE published_on = '{day}'")
    assert search(index, f"type:article AND day:[{day.toordinal()} TO {day.toordinal()}]") == on_day


def test_a_load_adds_and_replaces(archive: Archive) -> None:
    filed = fill(archive, 3)
    old = open_index(archive)
    before = search(old, "*")
    changed = replace(filed[0], statements=filed[0].statements[:1], model="test@2")
    run = Run("r2", "reread", RUN.began, "test@2")
    write_part(archive.parts / "q", [changed], run=run, replaces=True)
    added = write_articles(archive, "p2", [7])
    load_parts(archive)
    lost, gained = filed[0].statements[1].id, {added[0].article.id, *(one.id for one in added[0].statements)}
    assert search(open_index(archive), "*") == before - {lost} | gained
    assert search(old, "*") == before
    assert list_files(archive.path / "index") == {find_index(archive).name}
    assert check_archive(archive) == []


def test_a_missing_index_is_made_anew(archive: Archive) -> None:
    fill(archive)
    before = search(open_index(archive), "*")
    shutil.rmtree(archive.path / "index")
    assert [problem.check for problem in check_archive(archive)] == ["index"]
    archive.close()
    with open_archive(archive.path) as reader:
        assert search(open_index(reader), "*") == before
        assert check_archive(reader) == []


def test_a_load_makes_a_missing_index_whole(archive: Archive) -> None:
    fill(archive, 3)
    shutil.rmtree(archive.path / "index")
    write_articles(archive, "p2", [7])
    load_parts(archive)
    assert check_archive(archive) == []
    assert rebuild_index(archive) == 12


def test_a_damaged_index_is_noticed_and_made_anew(archive: Archive) -> None:
    fill(archive)
    for file in find_index(archive).glob("*.store"):
        file.write_bytes(b"")
    (problem,) = check_archive(archive)
    assert "laut archive rebuild" in problem.detail
    (find_index(archive) / "meta.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ArchiveError, match="the index is damaged"):
        open_index(archive)
    rebuild_index(archive)
    assert check_archive(archive) == []


def test_an_empty_archive_has_an_empty_index(archive: Archive) -> None:
    assert search(open_index(archive), "*") == set()
    assert check_archive(archive) == []
