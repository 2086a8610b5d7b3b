"""`laut export`: every format from a real archive, whole or not at all, the same bytes each time."""

import argparse
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from invented import make_example, make_reading

from laut.archive import load_parts, open_archive, write_part
from laut.cli import export
from laut.errors import ArchiveError, InputError, LautError, SettingError
from laut.export import EXPORTS
from laut.export.entries import Entry, Stream, make_entry
from laut.export.gnq import parse_gnq
from laut.export.json_lines import read_json
from laut.records import Reading

FOLDERS = [name for name, made in EXPORTS.items() if made.is_folder]
STREAMS = [name for name, made in EXPORTS.items() if not made.is_folder]


def make_readings() -> list[Reading]:
    """The example, a copy of it in another outlet, and an article without a date."""
    example = make_example()
    first = replace(example, article=replace(example.article, outlet="Auenbote", agency="dpa"))
    told = [("direct", "speech", {"content": ("„Ja“",), "speaker": ("Kerz",)})]
    copy = make_reading("„Ja“, so Kerz am Dienstag.", told)  # type: ignore[arg-type]
    second = replace(
        copy,
        article=replace(
            copy.article, outlet="Talblatt", published_on=date(2024, 4, 1), copy_of=first.article.id
        ),
    )
    undated = make_reading("„Nein“, so Pohl.", [("direct", "speech", {"content": ("„Nein“",)})])
    third = replace(undated, article=replace(undated.article, published_on=None, published_from=None))
    return [first, second, third]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of these articles, which no test changes."""
    path = tmp_path_factory.mktemp("filled") / "news.archive"
    with open_archive(path, write=True) as opened:
        write_part(opened.parts / "p1", make_readings())
        load_parts(opened)
    return path


def run(archive: Path, *given: str) -> int:
    parser = argparse.ArgumentParser()
    export.add_arguments(parser)
    return export.run(parser.parse_args(["--archive", str(archive), *given]))


def read_all(path: Path) -> dict[str, bytes]:
    """Every file of an output, by its path in it."""
    if path.is_file():
        return {"": path.read_bytes()}
    return {one.relative_to(path).as_posix(): one.read_bytes() for one in path.rglob("*") if one.is_file()}


@pytest.mark.parametrize("name", EXPORTS)
def test_every_format_gives_the_same_bytes_twice(name: str, archive: Path, tmp_path: Path) -> None:
    outputs = [tmp_path / f"{number}{EXPORTS[name].suffix}" for number in (1, 2)]
    for output in outputs:
        assert run(archive, "--format", name, "--output", str(output)) == 0
    first, second = map(read_all, outputs)
    assert first == second
    assert all(first.values())
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("name", EXPORTS)
def test_without_text_no_format_has_the_text(name: str, archive: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    assert run(archive, "--format", name, "--output", str(output), "--without-text") == 0
    assert not [path for path, content in read_all(output).items() if b"gesperrt" in content]


@pytest.mark.parametrize("name", STREAMS)
def test_standard_output_is_the_file(
    name: str, archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out"
    run(archive, "--format", name, "--output", str(output))
    assert "3 articles, 8 statements" in capsys.readouterr().err
    run(archive, "--format", name)
    captured = capsys.readouterr()
    assert captured.out.encode("utf-8") == output.read_bytes()
    assert captured.err == ""


def test_readings_come_back_as_they_were(archive: Path, tmp_path: Path) -> None:
    output = tmp_path / "all.jsonl"
    run(archive, "--format", "jsonl", "--output", str(output))
    found = {
        reading.article.id: reading for reading in map(read_json, output.read_text("utf-8").splitlines())
    }
    wanted = {reading.article.id: reading for reading in make_readings()}
    assert list(found) == sorted(wanted)
    for name, reading in wanted.items():
        assert found[name].article == reading.article
        assert found[name].statements == reading.statements


def test_gnq_lines_are_documents(archive: Path, tmp_path: Path) -> None:
    for given in ((), ("--without-text",)):
        output = tmp_path / "all.jsonl"
        run(archive, "--format", "gnq", "--output", str(output), *given)
        documents = [parse_gnq(line, "line") for line in output.read_text("utf-8").splitlines()]
        assert sorted(len(document.annotations) for document in documents) == [1, 1, 6]


def find_outlets(archive: Path, capsys: pytest.CaptureFixture[str], *given: str) -> list[str | None]:
    run(archive, "--format", "jsonl", *given)
    lines = capsys.readouterr().out.splitlines()
    return sorted((json.loads(line)["article"]["outlet"] for line in lines), key=str)


def test_what_is_asked_for_goes_out(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ask: Callable[..., list[str | None]] = lambda *given: find_outlets(archive, capsys, *given)  # noqa: E731
    assert ask() == ["Auenbote", None, "Talblatt"]
    assert ask("--outlet", "Talblatt") == ["Talblatt"]
    assert ask("--since", "2024-04-01") == ["Talblatt"]
    assert ask("--until", "2024-03-31") == ["Auenbote"]
    assert ask("--since", "2024-03-05", "--until", "2024-04-01") == ["Auenbote", "Talblatt"]
    assert ask("--origin", "independent") == ["Auenbote", None]
    assert ask("--outlet", "none") == []


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_needs_a_name_of_its_own(name: str, archive: Path, tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="add --output FOLDER"):
        run(archive, "--format", name)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("x", "utf-8")
    with pytest.raises(SettingError, match="is there already"):
        run(archive, "--format", name, "--output", str(tmp_path / "full"))
    (tmp_path / "empty").mkdir()
    assert run(archive, "--format", name, "--output", str(tmp_path / "empty")) == 0


def test_dna_tells_what_it_leaves_out(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(archive, "--format", "dna", "--output", str(tmp_path / "dna"))
    assert "password laut; 1 articles without a date are left out" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["csv", "dna", "parquet"])
def test_where_nothing_can_be_written_is_one_sentence(name: str, archive: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(LautError, match="choose another --output"):
        run(archive, "--format", name, "--output", str(tmp_path / "file" / "out"))


def test_a_file_stays_as_it_was_where_writing_breaks_off(tmp_path: Path) -> None:
    path = tmp_path / "kept.csv"
    path.write_text("before", "utf-8")
    stream = Stream(lambda entry: str(1 / (len(entry.reading.statements) - 1)), "half")
    with pytest.raises(ZeroDivisionError), export.open_file(path) as write:
        export.write_stream(stream, map(make_entry, make_readings()), write)
    assert path.read_text("utf-8") == "before"
    assert [one.name for one in tmp_path.iterdir()] == ["kept.csv"]


def test_a_device_is_written_and_stays_one(archive: Path) -> None:
    device = Path("/dev/null")
    assert run(archive, "--format", "csv", "--output", str(device)) == 0
    assert device.is_char_device()


def test_a_folder_is_no_file(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(LautError, match="choose another --output"):
        run(archive, "--format", "csv", "--output", str(tmp_path))


def test_an_article_that_does_not_fit_leaves_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    def write(entry: Entry) -> str:
        if "Dienstag" in entry.reading.article.text:
            raise InputError("one article does not fit")
        return "x"

    written: list[str] = []
    export.write_stream(Stream(write, "<", ">"), map(make_entry, make_readings()), written.append)
    assert written == ["<", "x", "x", ">"]
    assert "does not fit" in capsys.readouterr().err


def test_without_an_archive_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no archive"):
        run(tmp_path / "none", "--format", "csv")


@pytest.mark.parametrize("given", [("--since", "gestern"), ("--longest", "-1"), ("--format", "doc")])
def test_what_makes_no_sense_is_refused(given: tuple[str, ...], archive: Path) -> None:
    with pytest.raises(SystemExit):
        run(archive, "--format", "csv", *given)
