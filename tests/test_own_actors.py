"""Your own tables of actors where articles are read: `laut read`, `laut ingest`, `laut archive reread`."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from laut.archive import Run, check_archive, find_info, open_archive
from laut.batch.work import Orders, open_base
from laut.cli.main import main
from laut.errors import KnowledgeError
from laut.ingest import Options
from laut.knowledge import load_with

TEXT = (
    "Die Brücke bleibt gesperrt, sagte Statikerin Ina Kerz am Montag in Auenstadt. „Wir prüfen das Bauwerk "
    "noch in dieser Woche“, kündigte Kerz an. Sie rechne mit hohen Kosten.\n"
)
OWN = "id\tname\tgender\nlaut:ina-kerz\tIna Kerz\tf\n"
WRONG = {
    "malformed": (OWN.replace("\tf\n", "\tx\n"), "mine.tsv:2: gender 'x': write m or f"),
    "contradictory": (OWN + "laut:ina-kerz\tIna Pohl\tf\n", "mine.tsv:3: the same id as in"),
    "against the base": ("id\tname\tborn\nQ567\tAngela Merkel\t1980\n", "mine.tsv:2: born '1980', but Q567"),
}
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def laut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """Runs `laut` in a folder with an article and a table: exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LAUT_ACTORS", raising=False)
    monkeypatch.delenv("LAUT_ARCHIVE", raising=False)
    Path("artikel.txt").write_text(TEXT, "utf-8")
    Path("mine.tsv").write_text(OWN, "utf-8")

    def run_main(*argv: str) -> tuple[int, str, str]:
        code = main(argv)
        return code, *capfd.readouterr()

    return run_main


def find_speakers() -> set[str | None]:
    """Whom the archive's chains stand for."""
    with open_archive("laut.archive") as archive:
        assert check_archive(archive) == []
        rows = archive.connection.execute("SELECT DISTINCT actor FROM statement_actors").fetchall()
        return {actor for (actor,) in rows}


def test_an_article_is_read_with_your_actors(laut: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, _ = laut("read", "--format", "json", "--actors", "mine.tsv", "artikel.txt")
    reading = json.loads(out)
    assert (code, reading["actors"][0]["id"]) == (0, "laut:ina-kerz")
    monkeypatch.setenv("LAUT_ACTORS", "mine.tsv")
    assert laut("read", "--format", "json", "artikel.txt")[1] == out
    monkeypatch.delenv("LAUT_ACTORS")
    assert json.loads(laut("read", "--format", "json", "artikel.txt")[1])["actors"][0]["id"].startswith("x")


def test_an_archive_is_filled_and_reread_with_them(laut: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAUT_ACTORS", "mine.tsv")
    assert laut("ingest", "artikel.txt", "--workers", "1")[0] == 0
    assert find_speakers() == {"laut:ina-kerz"}
    own = load_with([Path("mine.tsv")]).own
    with open_archive("laut.archive") as archive:
        assert [one.own for one in find_info(archive).runs] == [own]
    assert f"your actors {own}" in laut("archive", "info")[1]
    assert laut("archive", "reread")[1].startswith("0 articles read again")
    Path("mine.tsv").write_text(OWN.replace("laut:ina-kerz", "laut:kerz"), "utf-8")
    shown = "1 article read again, 1 changed: 0 statements gained, 0 lost, 3 altered\n"
    assert laut("archive", "reread", "--dry-run")[1] == shown
    assert find_speakers() == {"laut:ina-kerz"}
    assert laut("archive", "reread")[1] == shown
    assert find_speakers() == {"laut:kerz"}
    assert laut("archive", "reread")[1].startswith("0 articles read again")
    monkeypatch.delenv("LAUT_ACTORS")
    assert laut("archive", "reread")[1] == shown
    assert [str(actor)[0] for actor in find_speakers()] == ["x"]


def test_a_wrong_table_stops_everything_before_it_starts(laut: Command) -> None:
    with open_archive("laut.archive", write=True):
        pass
    before = Path("laut.archive/archive.duckdb").read_bytes()
    for content, complaint in WRONG.values():
        Path("mine.tsv").write_text(content, "utf-8")
        for command in (
            ("read", "artikel.txt", "--output", "out", "--format", "json"),
            ("ingest", "artikel.txt", "--workers", "1"),
            ("ingest", "artikel.txt", "--workers", "1", "--archive", "new.archive"),
            ("archive", "reread", "--all"),
        ):
            code, out, err = laut(*command, "--actors", "mine.tsv")
            assert (code, out) == (1, "")
            assert complaint in err
            assert err.count("\n") == 1
    assert Path("laut.archive/archive.duckdb").read_bytes() == before
    assert not Path("out").exists()
    assert not Path("new.archive").exists()


def test_a_worker_refuses_tables_that_have_changed(tmp_path: Path) -> None:
    table = tmp_path / "mine.tsv"
    table.write_text(OWN, "utf-8")
    own = load_with([table]).own
    run = Run("r1", "ingest", datetime(2024, 3, 5), "test@1", f"0.1.0+actors.{own}")
    orders = Orders(tmp_path, run, Options(), None, 1, (table,))
    assert open_base(orders).entry("laut:ina-kerz")
    table.write_text(OWN + "laut:arne-pohl\tArne Pohl\tm\n", "utf-8")
    with pytest.raises(KnowledgeError, match=r"tables of actors were changed .*: run the command again"):
        open_base(orders)


def test_what_tables_say_counts_and_not_how_they_are_written(tmp_path: Path) -> None:
    one, other = tmp_path / "one.tsv", tmp_path / "other.tsv"
    one.write_text(OWN, "utf-8")
    other.write_text("# mine\nname\tid\tgender\tnote\nIna Kerz\tlaut:ina-kerz\tf\n", "utf-8")
    own = load_with([one]).own
    assert own == load_with([other]).own != load_with([]).own == ""
    assert load_with([one]).version == f"{load_with([]).version}.{own}"
