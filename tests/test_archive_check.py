"""`check` finds what is planted; `reread` shows what another model changes; the command that does both."""

import argparse
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from filled import check_damaged, fill, make_filed, read_laid_down, write_articles

import laut.cli.archive as command
from laut.archive import (
    Archive,
    check_archive,
    find_info,
    iter_readings,
    load_parts,
    make_run,
    open_archive,
    reread_articles,
)
from laut.archive.folder import DATABASE, attach
from laut.archive.reread import find_change
from laut.errors import ArchiveError
from laut.records import Article, Reading, Skip, Span, Statement

PLANTED = {
    "INSERT INTO articles SELECT * FROM articles LIMIT 1": "ids",
    "INSERT INTO statements SELECT * FROM statements LIMIT 1": "ids",
    "UPDATE statements SET key = NULL WHERE number = 0": "ids",
    "UPDATE statements SET key = key + 1": "ids",
    "UPDATE articles SET capture = 'c0'": "references",
    "UPDATE articles SET copy_of = id": "references",
    "UPDATE captures SET run = 'r0'": "references",
    "DELETE FROM runs": "references",
    "DELETE FROM articles WHERE title = 'Meldung 1'": "references",
    "DELETE FROM statements WHERE number = 1": "references",
    "UPDATE statements SET parent = 's0' WHERE number = 1": "references",
    "UPDATE sentences SET end_at = 10000 WHERE number = 0": "offsets",
    "UPDATE spans SET start_at = -1 WHERE role = 'speaker'": "offsets",
    "UPDATE mentions SET end_at = 0, start_at = 3": "offsets",
    "UPDATE statements SET number = 5 WHERE number = 1": "numbers",
    "DELETE FROM sentences WHERE number = 0": "numbers",
    "UPDATE mentions SET start_at = start_at + 1": "mentions",
    "UPDATE articles SET text = replace(text, 'Wer', 'wer')": "statements",
    "UPDATE spans SET end_at = end_at - 1 WHERE role = 'content'": "statements",
    "UPDATE statements SET speaker = NULL WHERE number = 0": "statements",
    "UPDATE statements SET cue = 'sagte' WHERE number = 0": "statements",
    "UPDATE runs SET read = read + 1": "runs",
    "DELETE FROM spans": "statements",
    "UPDATE statements SET id = id || 'x' WHERE number = 1": "index",
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a sound archive of eight articles."""
    with open_archive(tmp_path_factory.mktemp("sound") / "archive", write=True) as archive:
        fill(archive)
    return archive.path


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """A writable archive of three articles."""
    with open_archive(tmp_path / "archive", write=True) as opened:
        fill(opened, 3)
        yield opened


@pytest.mark.parametrize("damage", PLANTED)
def test_planted_damage_is_found(sound: Path, damage: str, tmp_path: Path) -> None:
    problems = check_damaged(sound, tmp_path / "archive", damage)
    assert PLANTED[damage] in {problem.check for problem in problems}


def test_a_sound_archive_has_no_problems(sound: Path) -> None:
    with open_archive(sound) as opened:
        assert check_archive(opened) == []


def read_otherwise(article: Article) -> Reading:
    """What another model would find: of the first article one statement less, of the second one more and one
    with other borders, in the third another speaker."""
    reading = read_laid_down(article)
    first, second = reading.statements
    number = int((article.title or "").split()[-1])
    start = second.content[0].start
    found: dict[int, tuple[Statement, ...]] = {
        0: (first,),
        1: (
            replace(first, id="sgained", content=(Span(0, 7),)),
            first,
            replace(second, id="saltered", content=(Span(start, second.content[0].end - 3),)),
        ),
        2: (first, replace(second, speaker=(), kind="indirect")),
    }
    return replace(reading, statements=found.get(number, (first, second)), model="test@2")


def test_what_another_model_changes(archive: Archive) -> None:
    run = make_run("reread", "test@2")
    changes = {change.after.article.title: change for change in reread_articles(archive, read_otherwise, run)}
    assert [len(changes["Meldung 0"].gained), len(changes["Meldung 0"].lost)] == [0, 1]
    second = changes["Meldung 1"]
    assert [one.id for one in second.gained] == ["sgained"]
    assert [(a.id == b.id, b.id) for a, b in second.altered] == [(False, "saltered")]
    assert second.lost == ()
    third = changes["Meldung 2"]
    assert [(a.id == b.id, a.kind, b.kind) for a, b in third.altered] == [(True, "direct", "indirect")]
    assert {one.model for one in iter_readings(archive)} == {"test@1"}
    assert load_parts(archive).replaced == 3
    assert {one.model for one in iter_readings(archive)} == {"test@2"}
    assert find_info(archive).statements == 6
    assert check_archive(archive) == []
    assert list(reread_articles(archive, read_otherwise, run)) == []
    again = list(reread_articles(archive, read_otherwise, make_run("reread", "test@2"), everything=True))
    assert [change.is_empty for change in again] == [True] * 3


def test_scores_alone_are_no_change() -> None:
    before = make_filed(1)[0]
    other = replace(before.statements[0].evidence, score=0.1, maker="test@2")
    after = replace(before, statements=(replace(before.statements[0], evidence=other), before.statements[1]))
    assert find_change(before, after).is_empty


Run = Callable[..., int]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `laut archive` with the stand-in reader; gives its exit code."""

    class Reader:
        model = SimpleNamespace(maker="test@2")
        read_article = staticmethod(read_otherwise)

    monkeypatch.setattr(command, "load_reader", lambda *_: Reader())

    def run_command(*argv: str) -> int:
        parser = argparse.ArgumentParser()
        command.add_arguments(parser)
        return command.run(parser.parse_args(argv))

    return run_command


def test_the_archive_is_found(
    sound: Path, run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", "--archive", str(sound)) == 0
    monkeypatch.setenv("LAUT_ARCHIVE", str(sound))
    assert run("check") == 0
    monkeypatch.delenv("LAUT_ARCHIVE")
    monkeypatch.chdir(sound.parent)
    Path("laut.archive").symlink_to(sound)
    assert run("check") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(" is sound: ")[2] for line in lines] == ["8 articles, 16 statements"] * 3
    monkeypatch.chdir("/")
    with pytest.raises(ArchiveError, match=r"there is no archive at laut.archive"):
        run("info")


def test_check_prints_problems(
    sound: Path, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged = shutil.copytree(sound, tmp_path / "archive")
    with attach(damaged / DATABASE) as connection:
        connection.execute("UPDATE runs SET id = 'r' || chr(27) || '[2J'")
    assert run("check", "--archive", str(damaged)) == 1
    out, err = capsys.readouterr()
    assert "\x1b" not in out
    assert "problems found" in err
    assert run("check", "--archive", str(damaged), "--json") == 1
    assert {json.loads(line)["check"] for line in capsys.readouterr().out.splitlines()} == {
        "references",
        "runs",
    }


def test_info_load_rebuild_and_skips(archive: Archive, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    write_articles(archive, "p2", [5], skips=[Skip("b\x1b[2J", "line 1", "empty", "…")])
    archive.close()
    place = ("--archive", str(archive.path))
    assert run("info", "--json", *place) == 0
    assert json.loads(capsys.readouterr().out)["waiting"] == 1
    assert run("load", *place) == 0
    assert capsys.readouterr().out == (
        "1 part: 1 new article, 2 new statements, 0 articles reread, 1 new skip\n"
    )
    assert run("load", "--json", *place) == 0
    assert json.loads(capsys.readouterr().out)["articles"] == 0
    assert run("rebuild", *place) == 0
    assert capsys.readouterr().out == "the index has 12 documents\n"
    assert run("skips", *place) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == ["empty         line 9  …", "empty         line 1  …"]
    assert err == "laut: 2 skips: 2 empty\n"
    assert run("skips", "--json", "--reason", "empty", *place) == 0
    assert [json.loads(line)["source"] for line in capsys.readouterr().out.splitlines()] == [
        "aue.jsonl", "b\x1b[2J"
    ]  # fmt: skip
    assert run("info", *place) == 0
    assert "articles        4" in capsys.readouterr().out


def test_reread_shows_and_keeps_changes(
    archive: Archive, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.close()
    place = ("--archive", str(archive.path))
    assert run("reread", "--dry-run", "--diff", *place) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "3 articles read again, 3 changed: 1 statement gained, 1 lost, 2 altered"
    assert sorted(line[2] for line in lines[:-1] if line.startswith("  ") and line[2] != " ") == [
        "+",
        "-",
        "~",
        "~",
    ]
    with open_archive(archive.path) as reader:
        assert {one.model for one in iter_readings(reader)} == {"test@1"}
    assert run("reread", "--json", "--diff", *place) == 0
    *found, totals = map(json.loads, capsys.readouterr().out.splitlines())
    assert (len(found), totals) == (3, {"read": 3, "changed": 3, "gained": 1, "lost": 1, "altered": 2})
    assert run("reread", *place) == 0
    assert capsys.readouterr().out.startswith("0 articles read again")
    with open_archive(archive.path) as reader:
        assert check_archive(reader) == []
    with pytest.raises(SystemExit):
        run("reread", "--threads", "0", *place)
    assert "'0' is no number of threads: write 1 or more" in capsys.readouterr().err
