"""The commands that ask an archive: tables, JSON, CSV, and that nothing in them steers."""

import argparse
import csv
import io
import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from asked import QUOTE, make_archive

import laut.cli.main
from laut.cli.main import Command, main

ASKED = ("search", "who", "said", "trace", "verify", "timeline", "sql")
EACH = (
    ("search", "zustand"),
    ("who", "zustand"),
    ("said", "Kerz"),
    ("trace", QUOTE),
    ("verify", QUOTE),
    ("timeline",),
    ("sql", "SELECT * FROM articles"),
)

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Run:
    """Runs `laut` in a folder whose laut.archive is the invented one: exit code, stdout, stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LAUT_ARCHIVE", raising=False)
    commands = tuple(Command(name, "", f"laut.cli.{name}") for name in ASKED)
    monkeypatch.setattr(laut.cli.main, "COMMANDS", commands)
    make_archive(Path("laut.archive")).close()

    def run_main(*argv: str) -> tuple[int, str, str]:
        try:
            code = main(argv)
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return run_main


def test_search_prints_a_table(run: Run) -> None:
    code, out, err = run("search", "hervorragend", "-weizen", "--colour", "never")
    assert code == 2  # argparse takes -weizen for an option
    code, out, err = run("search", "--colour", "never", "--", "hervorragend", "-weizen")
    assert (code, err) == (0, "laut: 1 of 1 statements\n")
    assert "2024-05-20" in out
    assert "Dezernent Arne Pohl" in " ".join(out.split())
    assert "*hervorragenden*" in out
    assert "\x1b[1;38;5;32m" in run("search", "hervorragend", "--colour", "always")[1]


def test_search_in_json_carries_everything(run: Run) -> None:
    code, out, _ = run("search", "berlin", "--json")
    (found,) = map(json.loads, out.splitlines())
    assert code == 0
    assert found["speaker"] == "Der Minister"
    assert [found["content"][start:end] for start, end in found["marks"]] == ["Berlin"]
    assert (found["published_on"], found["outlet"], found["kind"]) == ("2024-05-20", "Auenbote", "direct")


def test_search_by_speaker_alone_and_with_filters(run: Run) -> None:
    assert len(run("search", "--speaker", "Kerz", "--json")[1].splitlines()) == 3
    assert len(run("search", "--speaker", "Kerz", "--origin", "independent", "--json")[1].splitlines()) == 2
    assert (
        len(
            run("search", "zustand", "--since", "2024-03-05", "--until", "2024-04-30", "--json")[
                1
            ].splitlines()
        )
        == 2
    )
    assert run("search", "zustand", "--since", "2024-04-30", "--until", "2024-03-05")[0] == 2
    assert run("search", "zustand", "--since", "gestern")[0] == 2
    assert run("search", "zustand", "--limit", "-1")[0] == 2
    assert run("search")[0] == 2


def test_who_said_trace(run: Run) -> None:
    _, out, _ = run("who", "zustand", "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(row["speaker"], row["statements"]) for row in rows][-2:] == [
        ("Statikerin Ina Kerz", "1"),
        ("", "1"),
    ]
    _, out, _ = run("said", "Ina", "Kerz", "--json")
    assert [json.loads(line)["outlet"] for line in out.splitlines()] == ["Auenbote", "Talblatt"]
    _, out, err = run("trace", QUOTE, "--colour", "never")
    assert "[-erbärmlichen-]" in out
    assert err == "laut: 5 appearances of 4 independent origins\n"
    _, out, _ = run("trace", QUOTE, "--json")
    last = json.loads(out.splitlines()[-1])
    assert last["relation"] == "altered"
    assert {"op": "new", "words": "hervorragenden"} in last["changes"]


def test_verify_says_the_answer_first(run: Run) -> None:
    _, out, err = run("verify", QUOTE, "--speaker", "Olga Brandt")
    assert err == "laut: another speaker: the archive has it, but not from Olga Brandt\n"
    assert "verbatim, " in out
    assert run("verify", "Das habe ich nie so gesagt")[1:] == (
        "",
        "laut: not found: the archive has no statement like it\n",
    )
    verdict = json.loads(run("verify", QUOTE, "--json")[1])
    assert (verdict["answer"], verdict["matches"][0]["statement"]["outlet"]) == ("verbatim", "Auenbote")
    rows = list(csv.DictReader(io.StringIO(run("verify", "Die Ernte begann im Regen", "--csv")[1])))
    assert [(row["answer"], row["outlet"]) for row in rows] == [("unattributed", "Talblatt")]
    assert "not found" in run("verify", "Das habe ich nie so gesagt", "--csv")[1]


def test_timeline_draws_bars_and_pictures(run: Run, tmp_path: Path) -> None:
    code, out, err = run("timeline", "--by", "month", "--plot", "a.svg")
    assert (code, err) == (0, "laut: drawn into a.svg\n")
    assert "█" * 40 in out
    assert "undated" in out
    assert (tmp_path / "a.svg").read_text("utf-8").startswith("<?xml")
    assert run("timeline", "weizen", "--plot", "b.svg")[0] == 2
    assert run("timeline", "--plot", "b.gif")[0] == 2
    assert json.loads(run("timeline", "--json")[1].splitlines()[0])["begins"] == "2024-03-01"


def test_sql_prints_what_it_finds(run: Run) -> None:
    query = "SELECT outlet, count(*) AS n, count(*) AS n FROM articles GROUP BY outlet ORDER BY outlet"
    assert json.loads(run("sql", query, "--json")[1].splitlines()[0]) == {
        "outlet": "Auenbote",
        "n_1": 2,
        "n_2": 2,
    }
    assert run("sql", query, "--csv")[1].splitlines()[:2] == ["outlet,n_1,n_2", "Auenbote,2,2"]
    assert "Auenbote" in run("sql", query)[1]
    values = (
        "SELECT 'nan'::DOUBLE AS a, 'x'::BLOB AS b, DATE '2024-03-05' AS c, NULL AS d, [1, 2] AS e, true AS f"
    )
    assert json.loads(run("sql", values, "--json")[1]) == {
        "a": "nan", "b": "78", "c": "2024-03-05", "d": None, "e": "[1, 2]", "f": True,
    }  # fmt: skip
    code, out, err = run("sql", "DELETE FROM articles")
    assert (code, out) == (2, "")
    assert err.startswith("laut: the SQL failed: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize("command", EACH, ids=lambda command: command[0])
def test_without_an_archive_one_sentence(run: Run, command: tuple[str, ...]) -> None:
    code, out, err = run(*command, "--archive", "none")
    assert (code, out) == (1, "")
    assert err.startswith("laut: there is no archive at none")
    assert err.count("\n") == 1


@pytest.mark.parametrize("command", EACH, ids=lambda command: command[0])
def test_every_command_in_every_form(run: Run, command: tuple[str, ...]) -> None:
    forms = {form: run(*command, form)[1] for form in ("--json", "--csv")}
    records = [json.loads(line) for line in forms["--json"].splitlines()]
    assert records
    assert len(list(csv.DictReader(io.StringIO(forms["--csv"])))) == (
        4 if command[0] == "verify" else len(records)
    )
    assert run(*command)[0] == 0
    assert run(*command, "--json", "--csv")[0] == 2


def test_nothing_steers_the_terminal_or_the_spreadsheet(run: Run) -> None:
    query = "SELECT title, '=1+1' AS a, -5 AS b, chr(8238) AS c FROM articles WHERE title LIKE '%Ernte'"
    for form in ("--json", "--csv", "--colour=never"):
        code, out, _ = run("sql", query, form)
        assert code == 0
        assert "Ernte" in out
        assert not {"\x1b", "\u202e"} & set(out)
    (row,) = csv.DictReader(io.StringIO(run("sql", query, "--csv")[1]))
    assert (row["a"], row["b"]) == ("'=1+1", "-5")


@pytest.mark.parametrize("name", ASKED)
def test_the_help_has_an_example(name: str) -> None:
    parser = argparse.ArgumentParser()
    import_module(f"laut.cli.{name}").add_arguments(parser)
    assert f"Example: laut {name} " in parser.format_help()
