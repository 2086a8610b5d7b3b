"""Questions by actor: whoever stands behind "sie" and "der Bürgermeister" is found, counted and shown."""

import argparse
import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from asked import make_article, make_articles
from filled import RUN
from invented_actors import KERZ, LINKER, POHL, make_chain, make_talk

from laut.archive import Archive, load_parts, open_archive, write_part
from laut.errors import SettingError
from laut.query import Filters, said, search, timeline, trace, verify, who
from laut.records import Actor, Evidence, Link, Reading

OTHER = Actor("Q77", "Bea Kerz", "person")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive in which some speakers are known."""
    folder = tmp_path_factory.mktemp("acted") / "laut.archive"
    with open_archive(folder, write=True) as archive:
        write_part(
            archive.parts / "p",
            [*make_articles(), make_talk(), make_talk("2024-06-02", "Bergpost", "Aue. ")],
            run=RUN,
        )
        load_parts(archive)
    return folder


@pytest.fixture
def archive(path: Path) -> Iterator[Archive]:
    """It, open for reading."""
    with open_archive(path) as opened:
        yield opened


def test_said_finds_pronouns_titles_and_plurals(archive: Archive) -> None:
    found = said(archive, "Arne Pohl")
    assert [one.speaker for one in found.rows] == [
        "Dezernent Arne Pohl", "Beide", "der Bürgermeister", "Beide", "der Bürgermeister"
    ]  # fmt: skip
    assert [[actor.id for actor in one.speaker_actors] for one in found.rows[:3]] == [
        [], [KERZ.id, POHL.id], [POHL.id]
    ]  # fmt: skip
    assert found.total == 5
    assert [one.speaker for one in said(archive, "Q42", limit=2).rows] == ["Beide", "der Bürgermeister"]
    assert said(archive, "Kerz -Ina").total == 1 + 4
    assert said(archive, filters=Filters(actor="Q42")).total == 4


def test_what_a_name_rests_on_is_shown(archive: Archive) -> None:
    rows = said(archive, filters=Filters(actor="Q42", outlet="Auenbote"), why=True).rows
    (pohl,) = rows[1].speaker_actors
    assert pohl.chain == ("der Bürgermeister", "ihm", "Arne Pohl")
    assert (pohl.name, pohl.score, pohl.reason) == (
        "Arne Pohl",
        0.8,
        "the same name; held the office (mayor)",
    )
    assert [actor.chain for actor in rows[0].speaker_actors] == [
        ("sie", "Ina Kerz"),
        ("der Bürgermeister", "ihm", "Arne Pohl"),
    ]
    (sie,) = said(archive, KERZ.id, about="marode", limit=1).rows
    assert [actor.id for actor in sie.addressee_actors] == ["Q42"]


def test_who_groups_by_actor(archive: Archive) -> None:
    rows = who(archive, "marode").rows
    assert [(one.speaker, one.actor, one.actor_name, one.statements) for one in rows] == [
        (None, KERZ.id, "Ina Kerz", 2)
    ]
    rows = who(archive, "aue").rows  # in the title
    assert [(one.speaker, one.actor, one.statements, one.articles) for one in rows] == [
        ("der Bürgermeister", "Q42", 4, 2), (None, KERZ.id, 4, 2), ("jemand", None, 2, 2)
    ]  # fmt: skip
    assert [one.actor for one in who(archive, "aue", filters=Filters(actor="Q42")).rows] == ["Q42", KERZ.id]


def test_timelines_count_an_actor(archive: Archive) -> None:
    assert [one.statements for one in timeline(archive, speaker="Q42", unit="day")] == [2, 2]
    assert sum(one.statements for one in timeline(archive, filters=Filters(actor=KERZ.id))) == 4
    assert sum(one.statements for one in timeline(archive, speaker="Pohl")) == 5


def test_an_actor_who_is_not_there(archive: Archive) -> None:
    filters = Filters(actor="Q0")
    for question in (
        lambda: said(archive, filters=filters),
        lambda: search(archive, "brücke", filters=filters),
        lambda: who(archive, "brücke", filters=filters),
        lambda: timeline(archive, filters=filters),
        lambda: trace(archive, "Die Brücke ist marode und teuer", actor="Q0"),
    ):
        with pytest.raises(SettingError, match="names no actor Q0"):
            question()
    assert said(archive, "Q0").total == 0


def test_trace_knows_who_is_the_same(tmp_path: Path) -> None:
    """Half of the words are the same statement only of the same speaker, whatever the articles call them."""
    words = ("Die alte Brücke bleibt gesperrt und wird im Sommer abgerissen",
             "Die alte Brücke bleibt gesperrt und wird im Winter ersetzt")  # fmt: skip
    readings = [
        make_told(words[0], "Ina Kerz", "Auenbote", KERZ),
        make_told(words[1], "die Statikerin", "Talblatt", KERZ),
        make_told(words[1], "Frau Kerz", "Bergpost", OTHER),
    ]
    with open_archive(tmp_path / "a", write=True) as archive:
        write_part(archive.parts / "p", readings, run=RUN)
        load_parts(archive)
        found = trace(archive, readings[0].statements[0].id)
        assert [one.statement.outlet for one in found.variants] == ["Auenbote", "Talblatt"]
        assert [one.statement.speaker for one in trace(archive, words[1], actor="Q77").variants] == [
            "Frau Kerz"
        ]
        for speaker, answer in (
            ("Kerz", "verbatim"),
            (KERZ.id, "verbatim"),
            ("Arne Pohl", "another speaker"),
        ):
            assert verify(archive, words[0], speaker=speaker).answer == answer
        assert verify(archive, words[0], speaker="Q77").answer != "verbatim"


def make_told(words: str, speaker: str, outlet: str, actor: Actor) -> Reading:
    """An article of one statement, whose speaker is known."""
    text = f"„{words}“, sagte {speaker} in Aue."
    made = make_article(
        text, [("direct", "speech", {"content": (f"„{words}“",), "speaker": (speaker,)})],
        outlet=outlet, day="2024-06-01", title="Brücke",
    )  # fmt: skip
    chain = make_chain(text, "person", (speaker, "nominal"))
    return replace(
        made,
        analysis=replace(made.analysis, chains=(chain,)),
        statements=(replace(made.statements[0], speaker_chains=(0,)),),
        links=(Link(0, actor.id, Evidence(LINKER, 0.9, "test")),),
        actors=(actor,),
    )


class Aliases:
    """A knowledge base that knows the mayor under another name."""

    def find(self, name: str) -> tuple[SimpleNamespace, ...]:
        """Whole names."""
        return (SimpleNamespace(id="Q42"),) if name == "Polski" else ()

    def find_last(self, name: str) -> tuple[SimpleNamespace, ...]:
        """Last names."""
        return (SimpleNamespace(id="Q99"),) if name else ()


def test_other_names_come_from_the_knowledge_base(archive: Archive) -> None:
    assert said(archive, "Polski").total == 0
    assert said(archive, "Polski", base=Aliases()).total == 4  # type: ignore[arg-type]


def ask(capsys: pytest.CaptureFixture[str], path: Path, *argv: str) -> str:
    """What a command prints."""
    parser = argparse.ArgumentParser()
    command = import_module(f"laut.cli.{argv[0]}")
    command.add_arguments(parser)
    assert command.run(parser.parse_args([*argv[1:], "--archive", str(path)])) == 0
    return capsys.readouterr().out


def test_tables_show_words_and_names(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = " ".join(ask(capsys, path, "said", "Q42", "--limit", "1").split())
    assert "Beide → Ina Kerz" in shown
    assert "(x00000000000000aa) +" in shown
    found = json.loads(ask(capsys, path, "search", "marode", "--actor", KERZ.id, "--json").splitlines()[0])
    assert found["speaker"] == "sie"
    assert found["speaker_actors"] == [
        {"id": KERZ.id, "name": "Ina Kerz", "score": 0.95, "reason": "a name that the base does not have",
         "chain": ["sie", "Ina Kerz"]}
    ]  # fmt: skip
    (row, *_) = csv.DictReader(io.StringIO(ask(capsys, path, "said", "--actor", "Q42", "--csv")))
    assert (row["speaker"], row["speaker_actor"], row["speaker_actor_name"]) == (
        "Beide", "x00000000000000aa|Q42", "Ina Kerz|Arne Pohl"
    )  # fmt: skip
    (row, *_) = csv.DictReader(io.StringIO(ask(capsys, path, "who", "aue", "--csv")))
    assert (row["speaker"], row["actor"], row["actor_name"]) == ("der Bürgermeister", "Q42", "Arne Pohl")
    assert "Arne Pohl (Q42)" in " ".join(ask(capsys, path, "who", "aue").split())
    with pytest.raises(SettingError, match="nobody to look for"):
        ask(capsys, path, "said")
