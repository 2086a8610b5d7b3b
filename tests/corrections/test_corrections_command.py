"""`laut correct` and `laut evaluate corrections`: what they print, take out and in, refuse; exit codes."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from corrected import (
    AGAIN,
    BRIDGE,
    FIRST,
    HALL,
    KERTZ,
    KERZ,
    MONEY,
    NONSENSE,
    POHL,
    SECOND,
    THIRD,
    Person,
    open_filled,
    reread,
)

import laut.cli.correct as command
from laut.archive import Archive, check_archive, open_archive
from laut.archive.corrections import list_corrections, read_lines, write_line
from laut.cli.main import main
from laut.errors import CorrectionError, InputError
from laut.evaluate.corrections import measure_interval, score_corrections
from laut.knowledge import Base

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An archive of the three articles."""
    with open_filled(tmp_path / "archive"):
        return tmp_path / "archive"


@pytest.fixture
def run(
    place: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], small_base: Base
) -> Run:
    """Runs `laut` on it as anna: exit code, standard output, standard error."""
    monkeypatch.setenv("LAUT_ARCHIVE", str(place))
    monkeypatch.setenv("LAUT_USER", "anna")
    monkeypatch.setattr(command, "open_base", lambda _: small_base)

    def run_main(*argv: str) -> tuple[int, str, str]:
        code = main(argv)
        return code, *capfd.readouterr()

    return run_main


@pytest.fixture
def small_base() -> Base:
    """The base of these tests."""
    from corrected import make_base

    return make_base()


def test_a_correction_is_made_listed_and_undone(run: Run, place: Path) -> None:
    code, out, err = run("correct", "speaker", MONEY.id, "Ina Kerz", "--why", "she\x1b[2J speaks")
    assert (code, out) == (0, "")
    assert err.endswith(
        f"speaker {MONEY.id} “„Das Geld fehlt.“” → Ina Kerz ({KERZ.id}): 1 statement in 1 article changed\n"
    )
    (record,) = map(json.loads, run("correct", "list", "--json")[1].splitlines())
    assert (record["made_by"], record["why"], record["state"]) == ("anna", "she\x1b[2J speaks", "applied")
    code, out, err = run("correct", "list")
    assert "\x1b" not in out
    assert err == "laut: 1 correction: 1 applied\n"
    assert run("correct", "undo", record["id"], "--by", "berta", "--why", "no", "--json")[0] == 0
    assert run("correct", "list")[2] == "laut: 2 corrections: 1 applied, 1 undone\n"
    with open_archive(place) as archive:
        assert check_archive(archive) == []


def test_trying_shows_statements(run: Run) -> None:
    code, out, err = run("correct", "merge", KERTZ.id, KERZ.id, "--why", "one", "--dry-run")
    assert code == 0
    assert "„Die Halle ist" in out
    assert err == "laut: 2 statements in 2 articles would change; nothing was kept\n"
    code, out, _ = run("correct", "reject", HALL.id, "--why", "no", "--dry-run", "--json")
    record = json.loads(out)
    assert (record["kept"], record["shown"][0]["is_there"]) == (False, False)
    assert run("correct", "list")[1:] == ("", "laut: 0 corrections\n")


@pytest.mark.parametrize(
    ("argv", "problem"),
    [
        (("reject", "s0"), "laut: there is no statement s0: check the id"),
        (("merge", "Q77", KERZ.id), "laut: there is no actor Q77"),
        (("merge", KERZ.id, KERZ.id), "can't be merged into itself"),
        (("link", "a0", "Ina Kerz", KERZ.id), "laut: there is no article a0 in "),
        (("undo", "k0"), "laut: there is no correction k0: see `laut correct list`"),
        (("speaker", MONEY.id, "Niemand"), "laut: nobody is called 'Niemand'"),
        (("import", "nichts.jsonl"), "laut: nichts.jsonl cannot be read"),
    ],
)
def test_what_cannot_be_is_refused(run: Run, argv: tuple[str, ...], problem: str) -> None:
    why = () if argv[0] == "import" else ("--why", "so")
    code, out, err = run("correct", *argv, *why)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert problem in err
    assert run("correct", "list")[1] == ""


def test_a_reason_is_needed(run: Run) -> None:
    assert run("correct", "reject", HALL.id, "--why", " ")[0] == 2
    with pytest.raises(SystemExit):
        run("correct", "reject", HALL.id)


def test_what_is_taken_out_goes_in_again(run: Run, tmp_path: Path) -> None:
    run("correct", "speaker", MONEY.id, "Ida Moor", "--new", "person", "--why", "she")
    run("correct", "merge", KERTZ.id, "Q900000002", "--why", "one")
    run("correct", "rename", POHL.id, "A. Pohl", "--why", "so", "--by", "berta")
    run("correct", "split", KERZ.id, THIRD.article.id, "--into", "Ina Kerz", "--why", "two")
    run("correct", "link", SECOND.article.id, "Niemand", POHL.id, "--why", "him")
    run("correct", "confirm", HALL.id, "--why", "yes")
    file = tmp_path / "corrections.jsonl"
    assert run("correct", "export", str(file))[2] == f"laut: 6 corrections written to {file}\n"
    assert run("correct", "export", "-")[1] == file.read_text("utf-8")
    assert run("correct", "import", str(file))[2].endswith("laut: 0 new corrections, 6 known already\n")
    with open_filled(tmp_path / "other") as other:
        other.close()
    code, _, err = run("correct", "import", str(file), "--archive", str(tmp_path / "other"))
    assert (code, err.splitlines()[-1]) == (0, "laut: 6 new corrections, 0 known already")
    states = [
        run("correct", "list", "--json", *more)[1] for more in ((), ("--archive", str(tmp_path / "other")))
    ]
    assert states[0] == states[1]
    with open_archive(tmp_path / "other") as archive:
        assert [write_line(one.correction) for one in list_corrections(archive)] == file.read_text(
            "utf-8"
        ).splitlines()
        assert check_archive(archive) == []


def test_standard_input_and_what_is_not_there(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("correct", "reject", HALL.id, "--why", "no")
    lines = run("correct", "export", "-")[1]
    with open_archive(tmp_path / "empty", write=True):
        pass
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    code, _, err = run("correct", "import", "-", "--archive", str(tmp_path / "empty"))
    assert code == 0
    assert f"does not apply: article {SECOND.article.id} is not in the archive" in err
    with open_archive(tmp_path / "empty") as archive:
        assert [one.state for one in list_corrections(archive)] == ["void"]
        assert check_archive(archive) == []


def take_out(archive: Archive) -> list[str]:
    """All corrections as lines."""
    return [write_line(one.correction) for one in list_corrections(archive)]


BROKEN = {
    "id": "k0",
    "format": "laut-correction@9",
    "action": "praise",
    "made_at": "gestern",
    "value": ["Q1", "Q2"],
    "articles": [],
    "actors": [],
    "words": 7,
    "subject": "\ud800",
    "why": "",
    "found": "Q1",
}


@pytest.mark.parametrize("field", BROKEN)
def test_broken_lines_are_refused(place: Path, field: str) -> None:
    with open_archive(place, write=True) as archive:
        Person(archive).add(Person(archive).propose().link(SECOND.article.id, "Ina Kertz", POHL.id))
        (line,) = take_out(archive)
        made = json.loads(line)
        assert read_lines([line, ""], "x") == [list_corrections(archive)[0].correction]
        for wrong in (
            {**made, field: BROKEN[field]},
            {name: made[name] for name in made if name != field},
            [made],
        ):
            with pytest.raises(InputError, match="x, line 2: no correction as"):
                read_lines(["", json.dumps(wrong)], "x")


def test_people_who_disagree(place: Path, tmp_path: Path) -> None:
    with open_archive(place, write=True) as archive, open_filled(tmp_path / "other") as other:
        anna, berta = Person(archive), Person(other, "berta")
        anna.add(anna.propose().say_who("speaker", MONEY.id, [KERZ.id]))
        anna.add(anna.propose().merge(KERTZ.id, KERZ.id))
        berta.add(berta.propose().reject(MONEY.id))
        given = read_lines(take_out(other), "berta.jsonl")
        with pytest.raises(
            CorrectionError, match=r"\(by anna\) and k\w+ \(by berta\) say different things about"
        ):
            anna.add(*given, latest=False)
        assert anna.find_states() == [("speaker", "applied"), ("merge", "applied")]
        assert len(anna.add(*given, latest=True).replaced) == 1
        berta.add(berta.propose().merge(KERZ.id, KERTZ.id))
        with pytest.raises(CorrectionError, match="would make a circle"):
            anna.add(*read_lines(take_out(other), "berta.jsonl"))
        same = [replace(one, why="otherwise") for one in given]
        with pytest.raises(CorrectionError, match="with another content"):
            anna.add(*same)
        (made,) = berta.add(berta.propose().undo(given[0].id)).corrections
        with open_filled(tmp_path / "third") as third, pytest.raises(CorrectionError, match="to undo"):
            Person(third).add(made)
        assert len(anna.find_states()) == 3


def test_the_score(run: Run, place: Path) -> None:
    with open_archive(place, write=True) as archive:
        anna = Person(archive)
        anna.add(anna.propose().confirm(BRIDGE.id))
        anna.add(anna.propose().say_who("speaker", MONEY.id, [KERZ.id]))
        anna.add(anna.propose().reject(NONSENSE.id))
        anna.add(anna.propose().say_who("addressee", AGAIN.id, [KERZ.id]))
        anna.add(anna.propose().link(SECOND.article.id, "Ina Kertz", KERZ.id))
        better = replace(FIRST, statements=(BRIDGE, replace(MONEY, speaker_chains=(0,)), AGAIN))
        reread(archive, better)
        score = score_corrections(archive)
        assert [
            (row.what, row.looked, row.said, row.right, row.unknown, row.lost) for row in score.before
        ] == [
            ("statements", 4, 4, 3, 0, 0),
            ("speakers", 2, 2, 1, 0, 0),
            ("addressees", 1, 0, 0, 1, 0),
            ("links", 1, 1, 0, 0, 0),
        ]
        assert [(row.what, row.said, row.right, row.lost) for row in score.now] == [
            ("statements", 3, 3, 1), ("speakers", 2, 2, 0), ("addressees", 0, 0, 0), ("links", 1, 0, 0)
        ]  # fmt: skip
        assert [(row.model, row.what, row.looked) for row in score.models] == [
            ("test@1", "statements", 4), ("test@1", "speakers", 2), ("test@1", "addressees", 1),
            ("test@1", "links", 1),
            ("test@2", "statements", 4), ("test@2", "speakers", 2), ("test@2", "addressees", 1),
        ]  # fmt: skip
        # A merge later says that the link was right.
        anna.add(anna.propose().merge(KERTZ.id, KERZ.id))
        assert [row.right for row in score_corrections(archive).now if row.what == "links"] == [1]
    code, out, _ = run("evaluate", "corrections")
    assert code == 0
    assert "what the machine had when people looked" in out
    assert json.loads(run("evaluate", "corrections", "--json")[1])["before"][0]["share"] == 0.75


def test_nobody_looked(run: Run) -> None:
    assert run("evaluate", "corrections")[1:] == (
        "",
        "laut: nobody has corrected or confirmed anything in this archive: see laut correct\n",
    )


def test_intervals() -> None:
    assert measure_interval(0, 0) == (0.0, 1.0)
    low, high = measure_interval(8, 10)
    assert (round(low, 4), round(high, 4)) == (0.4902, 0.9433)
    assert measure_interval(10, 10)[1] == 1.0
