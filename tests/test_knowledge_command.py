"""`laut actors find` and `laut actors show`: tables, JSON, your own tables, and answers that are none."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from laut.cli.main import main

Run = Callable[..., tuple[int, str, str]]
OWN = (
    "id\tname\taliases\tgender\tborn\tcountry\tnote\nlaut:ina-kerz\tIna Kerz\tKerz-Brandhofer\tf\t1980\tDEU\n"
)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs `laut actors …`: exit code, stdout, stderr."""
    monkeypatch.delenv("LAUT_ACTORS", raising=False)

    def run_main(*argv: str) -> tuple[int, str, str]:
        code = main(["actors", *argv])
        out, err = capfd.readouterr()
        return code, out, err

    return run_main


def test_who_has_a_name(run: Run) -> None:
    code, out, err = run("find", "Angela", "Merkel")
    assert code == 0
    assert "Q567" in out
    assert "2005-11-22–2021-12-08" in out
    assert "laut: 1 of 1 actors, knowledge base 2026-06-30+" in err


def test_what_they_were_on_a_day(run: Run) -> None:
    code, out, _ = run("find", "Merkel", "--on", "2010-05-01", "--json")
    found = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert found[0]["id"] == "Q567"
    offices = {(one["office"], one["place"], one["certain"]) for one in found[0]["offices"]}
    assert ("head_of_government", "DEU", True) in offices
    assert not any(one["offices"] for one in found if one["id"] == "Q11715442")


def test_limits_count_rows(run: Run) -> None:
    code, out, err = run("find", "Meier", "--limit", "1", "--json")
    assert (code, len(out.splitlines())) == (0, 1)
    assert "laut: 1 of " in err


def test_nobody_is_no_error(run: Run) -> None:
    code, out, err = run("find", "Xaverina", "Nirgendwo")
    assert (code, out) == (0, "")
    assert "0 of 0 actors" in err


def test_one_actor_is_shown_whole(run: Run) -> None:
    code, out, _ = run("show", "Q567")
    assert code == 0
    assert all(word in out for word in ("Angela Merkel", "Deutschland", "1954", "everypolitician", "mdb"))
    code, out, _ = run("show", "Q567", "--json")
    assert json.loads(out)["name"] == "Angela Merkel"


def test_an_unknown_id_is_named(run: Run) -> None:
    code, out, err = run("show", "Q1")
    assert (code, out) == (1, "")
    assert err == "laut: no actor 'Q1': look for its name with laut actors find\n"


def test_your_tables_are_laid_over(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.tsv").write_text(OWN, "utf-8")
    assert run("find", "Ina Kerz", "--actors", str(tmp_path / "mine.tsv"))[1].startswith("id")
    assert not run("find", "Ina Kerz")[1]
    monkeypatch.setenv("LAUT_ACTORS", str(tmp_path))
    assert "laut:ina-kerz" in run("find", "Kerz-Brandhofer")[1]


def test_a_wrong_table_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.tsv").write_text(OWN.replace("1980", "früher"), "utf-8")
    code, out, err = run("find", "Ina Kerz", "--actors", str(tmp_path / "mine.tsv"))
    assert (code, out) == (1, "")
    assert "mine.tsv:2: born 'früher': write a year of four digits" in err


def test_days_must_exist(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["actors", "find", "Merkel", "--on", "2010-02-30"])
    assert "write it as 2024-03-05" in capfd.readouterr().err
