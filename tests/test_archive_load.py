"""The archive's tables: what goes in comes out equal, once, whatever is loaded twice, late, or is odd."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from filled import RUN, count_rows, fill, list_files, make_filed, write_articles
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import make_example, readings

from laut.archive import (
    Archive,
    Loaded,
    Run,
    check_archive,
    find_ids,
    find_info,
    find_skips,
    iter_readings,
    load_parts,
    make_run,
    open_archive,
    open_index,
    read_article,
    write_part,
)
from laut.archive.actor_rows import keep_needed
from laut.archive.migrate import NEWEST, find_migrations, migrate
from laut.archive.rows import COLUMNS
from laut.document.copies import make_signature
from laut.errors import ArchiveError
from laut.ingest.fetch import Fetched
from laut.records import Analysis, Reading, Skip


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """A new archive, open for writing."""
    with open_archive(tmp_path / "laut.archive", write=True) as opened:
        yield opened


def test_what_went_in_comes_out(archive: Archive) -> None:
    filed = fill(archive)
    assert list(iter_readings(archive)) == filed
    assert [read_article(archive, one.article.id) for one in filed] == filed
    assert find_ids(archive) == [one.article.id for one in filed]
    assert check_archive(archive) == []


def test_discontinuous_and_nested_statements_come_out(archive: Archive) -> None:
    example = make_example()
    write_part(archive.parts / "p", [example], run=RUN)
    load_parts(archive)
    assert read_article(archive, example.article.id, with_tokens=False) == example
    assert check_archive(archive) == []
    query = "SELECT content, cue, addressee FROM statements ORDER BY number"
    rows = archive.connection.execute(query).fetchall()
    assert rows[3] == ("Die Halle wird abgerissen … Dies", "teilte … mit", None)


@settings(max_examples=8)
@given(st.lists(readings(), min_size=1, max_size=8, unique_by=lambda reading: reading.article.id))
def test_any_reading_comes_out_or_is_skipped(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[Reading]
) -> None:
    with open_archive(tmp_path_factory.mktemp("any") / "archive", write=True) as archive:
        write_part(archive.parts / "p", drawn, run=RUN)
        load_parts(archive)
        found = {reading.article.id: reading for reading in iter_readings(archive, with_tokens=False)}
        skipped = {skip.name for skip in find_skips(archive)}
        for reading in drawn:
            kept = keep_needed(replace(reading, analysis=replace(reading.analysis, tokens=())))
            name = reading.article.id
            # Others may describe the same actors otherwise.
            assert replace(found[name], actors=kept.actors) == kept if name in found else skipped
        assert len(found) + len(find_skips(archive)) >= len(drawn)
        # Drawn ids name nothing that is there, and statements of different articles share them.
        wrong = [one for one in check_archive(archive) if one.check not in {"ids", "references", "index"}]
        assert wrong == []


def test_loading_twice_changes_nothing(archive: Archive) -> None:
    fill(archive)
    before, generation = count_rows(archive), archive.generation
    write_articles(archive, "p1", range(8), skips=[Skip("aue.jsonl", "line 9", "empty", "…")])
    write_articles(archive, "p2", range(8), run=make_run("ingest"))
    loaded = load_parts(archive)
    assert (loaded.parts, loaded.is_new) == (2, False)
    assert (count_rows(archive), archive.generation) == (before, generation)
    assert list_files(archive.parts) == set()
    assert load_parts(archive) == Loaded()


def test_what_is_loaded_in_pieces_is_the_same(tmp_path: Path) -> None:
    with open_archive(tmp_path / "one", write=True) as one, open_archive(tmp_path / "two", write=True) as two:
        write_articles(one, "p1", range(6))
        load_parts(one)
        for number in (3, 5, 1):
            write_articles(two, f"p{number}", [number, (number + 1) % 6])
            load_parts(two)
        assert list(iter_readings(one)) == list(iter_readings(two))
        ignored = {"generation", "versions"}
        assert {t: n for t, n in count_rows(one).items() if t not in ignored} == {
            t: n for t, n in count_rows(two).items() if t not in ignored
        }


def test_of_two_texts_of_one_address_the_first_is_kept(archive: Archive) -> None:
    first, capture = make_filed(1)
    text = first.article.text + "Nachtrag\n"
    other = replace(first, article=replace(first.article, text=text))
    write_part(archive.parts / "p1", [first, other], run=RUN)
    write_part(archive.parts / "p2", [other], run=RUN)
    load_parts(archive)
    write_part(archive.parts / "p3", [other], [capture], run=RUN, capture_ids={first.article.id: capture.id})
    load_parts(archive)
    assert read_article(archive, first.article.id) == first
    skips = [(skip.source, skip.reason) for skip in find_skips(archive)]
    assert skips == [("", "changed"), ("", "changed"), ("aue.jsonl", "changed")]
    assert check_archive(archive) == []


def test_readings_that_cannot_be_kept_are_skipped(archive: Archive) -> None:
    reading, _ = make_filed(1)
    article = reading.article
    half = replace(reading, article=replace(article, id="a1", title="halb \ud83d"))
    outside = replace(reading, article=replace(article, id="a2", text="kurz"))
    double = replace(
        reading, article=replace(article, id="a3"), statements=(reading.statements[0], reading.statements[0])
    )
    write_part(archive.parts / "p", [half, outside, double, reading], run=RUN)
    load_parts(archive)
    assert find_ids(archive) == [article.id]
    assert [skip.reason for skip in find_skips(archive)] == ["encoding", "damaged", "damaged"]


def test_names_that_steer_or_break_are_data(archive: Archive) -> None:
    nasty = "a'; DROP TABLE skips; --\x1b[2J\x00\n=1+1 \ud800"
    write_part(archive.parts / "p'[*]?", [], skips=[Skip(nasty, nasty, "broken", nasty)], run=RUN)
    load_parts(archive)
    (skip,) = find_skips(archive)
    assert skip.name == nasty.replace("\ud800", "?")
    assert find_skips(archive, "other") == []


def test_a_folder_with_an_odd_name(tmp_path: Path) -> None:
    with open_archive(tmp_path / "Meine 'Nachrichten' [2024]*" / "ä", write=True) as archive:
        assert len(fill(archive)) == 8
        assert check_archive(archive) == []
    with open_archive(archive.path) as reader:
        assert len(find_ids(reader)) == 8
    with pytest.raises(ArchiveError, match="has a question mark"):
        open_archive(tmp_path / "wo?", write=True)


def test_runs_count_what_the_archive_holds(archive: Archive) -> None:
    fill(archive, 3)
    later = make_run("ingest again", "test@2")
    write_articles(archive, "p2", [2, 3, 4], run=later)
    load_parts(archive)
    info = find_info(archive)
    counted = [(one.id, one.read, one.copied, one.skipped) for one in info.runs]
    assert counted == [("r1", 3, 0, 1), (later.id, 2, 0, 0)]
    assert (info.articles, info.statements, info.captures, info.tables) == (5, 10, 5, NEWEST)
    assert info.bytes > 0


def test_known_captures_and_pages_are_found(archive: Archive) -> None:
    fill(archive, 2)
    known = make_filed(1)[1].id
    assert archive.find_captures([known, "c0"]) == {known}
    moment = datetime(2024, 3, 5, tzinfo=UTC)
    for name, etag in (("a", '"2"'), ("b", '"1"')):
        page = Fetched("https://aue.example/", etag, None, moment.replace(day=int(etag[1])))
        write_part(archive.parts / name, [], run=RUN, fetched=[page])
    assert load_parts(archive).pages == 1
    assert archive.find_page("https://aue.example/") == (
        "https://aue.example/", '"2"', None, moment.replace(day=2)
    )  # fmt: skip
    assert archive.find_page("https://aue.example/other") is None


def test_a_new_reading_replaces_what_was_found(archive: Archive) -> None:
    before = fill(archive, 4)
    after = replace(before[0], statements=before[0].statements[:1], model="test@2")
    run = Run("r2", "reread", RUN.began, "test@2")
    for name in ("q1", "q2"):
        write_part(archive.parts / name, [after], run=run, replaces=True)
        load_parts(archive)
        assert list(iter_readings(archive)) == [after, *before[1:]]
    write_part(archive.parts / "q3", [after], run=run, replaces=True)
    assert not load_parts(archive).is_new
    assert [(one.id, one.read) for one in find_info(archive).runs] == [("r1", 4), ("r2", 1)]
    assert check_archive(archive) == []


def test_parts_have_the_columns_of_the_tables(archive: Archive) -> None:
    counted = {"read", "copied", "skipped", "key"}
    for table, columns in COLUMNS.items():
        rows = archive.connection.execute(f"DESCRIBE {table}").fetchall()
        assert {row[0]: row[1] for row in rows if row[0] not in counted} == columns


def test_migrations_are_numbered(archive: Archive) -> None:
    assert list(find_migrations()) == list(range(1, NEWEST + 1))
    with duckdb.connect(":memory:") as empty:
        assert migrate(empty) == NEWEST
        assert migrate(empty) == 0
    archive.close()
    with pytest.raises(ArchiveError, match="has no article a0"), open_archive(archive.path) as reader:
        read_article(reader, "a0")


def make_report(number: int, words: str) -> Reading:
    """A report of an agency, as one outlet prints it."""
    reading, _ = make_filed(number)
    url = f"https://outlet{number}.example/{number}"
    return replace(
        reading, article=replace(reading.article, text=words, url=url), statements=(), analysis=NOTHING
    )


NOTHING = Analysis((), (), ())
REPORT = " ".join(f"Wort{number} steht neben Wort{number * 7 % 50} im Bericht" for number in range(30))


def test_copies_are_found_whatever_the_order(tmp_path: Path) -> None:
    reports = [
        make_report(1, f"{REPORT} Schluss der Meldung."),
        make_report(2, f"Aue. {REPORT}"),
        make_report(3, " ".join(f"Anderes{number} geschieht" for number in range(60))),
        make_report(4, f"Neu: {REPORT}"),
    ]
    signed = {one.article.id: make_signature(one.article.text) for one in reports}
    found = []
    for name, order in (("one", [(0, 1, 2, 3)]), ("two", [(3,), (2, 1), (0,)])):
        with open_archive(tmp_path / name, write=True) as archive:
            for number, chosen in enumerate(order):
                part = archive.parts / f"p{number}"
                write_part(part, [reports[i] for i in chosen], run=RUN, signatures=signed)
                load_parts(archive)
            found.append([one.article.copy_of for one in iter_readings(archive, list(signed))])
            assert check_archive(archive) == []
            assert find_info(archive).runs[0].copied == 2
            hits = open_index(archive).parse_query("is_origin:1", [])
            assert open_index(archive).searcher().search(hits, 9).count == 2
    original = reports[0].article.id
    assert found == [[None, original, None, original]] * 2
