"""Corrections of an archive: what they change, that they last, what undoes them, and which are refused."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from corrected import (
    KERTZ,
    KERZ,
    POHL,
    TEXTS,
    Person,
    make_correction,
    make_readings,
    open_filled,
    reread,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import ACTORS, find_spans, readings

from laut.archive import (
    Archive,
    check_archive,
    iter_readings,
    load_parts,
    make_run,
    open_archive,
    open_index,
    read_article,
    write_part,
)
from laut.archive.corrections import add_corrections, iter_machine_readings, list_corrections
from laut.archive.folder import DATABASE, NEW, attach
from laut.archive.rows import storable
from laut.errors import ArchiveError, CorrectionError, SettingError
from laut.ids import make_statement_id
from laut.records import Action, Actor, Correction, Reading, Statement

FIRST, SECOND, THIRD = make_readings()
BRIDGE, MONEY, NONSENSE, AGAIN = FIRST.statements
HALL, STAY = SECOND.statements[0], THIRD.statements[0]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an archive of the three articles."""
    path = tmp_path_factory.mktemp("filled") / "archive"
    with open_filled(path):
        return path


@pytest.fixture
def archive(filled: Path, tmp_path: Path) -> Iterator[Archive]:
    """A copy of it, open for writing."""
    with open_archive(shutil.copytree(filled, tmp_path / "archive"), write=True) as opened:
        yield opened


@pytest.fixture
def anna(archive: Archive) -> Person:
    """Who corrects it."""
    return Person(archive)


def find_speakers(archive: Archive, statement: Statement, role: str = "speaker") -> list[str | None]:
    """Whom the archive has."""
    query = "SELECT actor FROM statement_actors WHERE statement = ? AND role = ? ORDER BY number"
    return [name for (name,) in archive.connection.execute(query, [statement.id, role]).fetchall()]


def find_indexed(archive: Archive, field: str, value: str) -> set[str]:
    """The statements that the index finds."""
    index = open_index(archive)
    searcher = index.searcher()
    found = searcher.search(index.parse_query(f'{field}:"{value}"', []), 99).hits
    return {str(searcher.doc(place)["id"][0]) for _, place in found}


def read_all(archive: Archive) -> list[Reading]:
    """All readings, without tokens."""
    return list(iter_readings(archive, with_tokens=False))


def test_another_speaker(archive: Archive, anna: Person) -> None:
    effect = anna.add(anna.propose("she speaks").say_who("speaker", MONEY.id, ["Ina Kerz"]))
    assert (effect.statements, effect.articles) == (1, 1)
    assert (effect.shown[0].speaker_before, effect.shown[0].speaker_after) == ((POHL.id,), (KERZ.id,))
    assert find_speakers(archive, MONEY) == [KERZ.id]
    assert find_indexed(archive, "actor", KERZ.id) == {BRIDGE.id, MONEY.id, STAY.id}
    reading = read_article(archive, FIRST.article.id)
    statement = next(one for one in reading.statements if one.id == MONEY.id)
    (link,) = reading.find_links()[statement.speaker_chains[0]]
    name = effect.corrections[0].id
    assert (link.evidence.maker, link.evidence.score) == (f"correction@{name}", 1.0)
    assert link.evidence.reason == "corrected by anna: she speaks"
    member = reading.analysis.chains[statement.speaker_chains[0]].members[0]
    assert (member.span.of(TEXTS[0]), member.form) == ("Sie", "pronoun")
    assert check_archive(archive) == []
    assert list(iter_machine_readings(archive, [FIRST.article.id])) == [FIRST]


def test_several_speakers_and_nobody(archive: Archive, anna: Person) -> None:
    anna.add(anna.propose().say_who("speaker", HALL.id, [KERZ.id, "Arne Pohl"]))
    assert find_speakers(archive, HALL) == [KERZ.id, POHL.id]
    anna.add(anna.propose().say_who("speaker", HALL.id, ["unknown"]))
    assert find_speakers(archive, HALL) == [None]
    anna.add(anna.propose().say_who("addressee", HALL.id, [POHL.id]))
    assert find_speakers(archive, HALL, "addressee") == [POHL.id]
    reading = read_article(archive, SECOND.article.id)
    (chain,) = reading.statements[0].addressee_chains
    # Nobody is named there, so that the statement itself bears the actor.
    assert reading.words((reading.analysis.chains[chain].members[0].span,)) == "„Die Halle ist marode.“"
    anna.add(anna.propose().say_who("addressee", HALL.id, ["unknown"]))
    assert find_speakers(archive, HALL, "addressee") == []
    assert anna.find_states() == [
        ("speaker", "replaced"),
        ("speaker", "applied"),
        ("addressee", "replaced"),
        ("addressee", "applied"),
    ]
    assert check_archive(archive) == []


def test_a_rejected_statement_is_gone_everywhere(archive: Archive, anna: Person) -> None:
    (made,) = anna.add(anna.propose().reject(NONSENSE.id)).corrections
    numbers = archive.connection.execute(
        "SELECT number FROM statements WHERE article = ? ORDER BY number", [FIRST.article.id]
    ).fetchall()
    assert numbers == [(0,), (1,), (2,)]
    assert NONSENSE.id not in find_indexed(archive, "article", FIRST.article.id)
    assert check_archive(archive) == []
    with pytest.raises(CorrectionError, match=f"is rejected, by anna: undo {made.id} first"):
        anna.propose().say_who("speaker", NONSENSE.id, [KERZ.id])
    anna.add(anna.propose().undo(made.id))
    assert read_all(archive) == sorted(make_readings(), key=lambda one: one.article.id)
    assert NONSENSE.id in find_indexed(archive, "article", FIRST.article.id)
    assert check_archive(archive) == []


def test_what_lies_in_a_rejected_statement_stays(archive: Archive, anna: Person) -> None:
    inner = replace(MONEY, parent=BRIDGE.id)
    reread(archive, replace(FIRST, statements=(BRIDGE, inner, NONSENSE, AGAIN)))
    anna.add(anna.propose().reject(BRIDGE.id))
    assert [one.parent for one in read_article(archive, FIRST.article.id).statements] == [None] * 3
    assert check_archive(archive) == []


def test_merged_actors(archive: Archive, anna: Person) -> None:
    effect = anna.add(anna.propose("one woman").merge(KERTZ.id, KERZ.id))
    assert (effect.statements, effect.articles) == (2, 2)
    assert find_speakers(archive, HALL) == [KERZ.id]
    assert find_speakers(archive, STAY) == [KERZ.id]
    assert archive.connection.execute("SELECT id FROM actors ORDER BY id").fetchall() == [
        (POHL.id,), (KERZ.id,)
    ]  # fmt: skip
    link = read_article(archive, SECOND.article.id).links[0]
    assert (link.evidence.score, link.evidence.maker) == (0.9, "links@1")
    assert link.evidence.reason.startswith(f"the same name; {KERTZ.id} is {KERZ.id}, says anna: one woman (k")
    assert find_indexed(archive, "actor", KERZ.id) == {BRIDGE.id, HALL.id, STAY.id}
    assert find_indexed(archive, "actor", KERTZ.id) == set()
    assert check_archive(archive) == []


def test_merges_go_on_and_into_the_base(archive: Archive, anna: Person) -> None:
    anna.add(anna.propose().merge(KERTZ.id, KERZ.id))
    anna.add(anna.propose().merge("Ina Kerz", "Q900000002"))
    assert find_speakers(archive, HALL) == ["Q900000002"]
    assert find_speakers(archive, BRIDGE) == ["Q900000002"]
    assert read_article(archive, SECOND.article.id).actors[0].name == "Ulla Brandhofer"
    assert check_archive(archive) == []
    with pytest.raises(CorrectionError, match=r"to merge Q900000002 into x\w+ would make a circle"):
        anna.add(anna.propose().merge("Q900000002", KERTZ.id))
    with pytest.raises(CorrectionError, match="is merged into x00000000000000aa already"):
        anna.add(anna.propose().merge(KERTZ.id, POHL.id))
    with pytest.raises(CorrectionError, match="into itself"):
        anna.add(anna.propose().merge(POHL.id, POHL.id))
    with pytest.raises(
        CorrectionError, match="there is no actor Q77, neither in the archive nor in the knowl"
    ):
        anna.propose().merge(POHL.id, "Q77")
    assert len(anna.find_states()) == 2


def test_an_undone_merge_leaves_no_trace(archive: Archive, anna: Person) -> None:
    before = read_all(archive)
    (made,) = anna.add(anna.propose().merge(KERTZ.id, "Q900000002")).corrections
    (undo,) = anna.add(anna.propose().undo(made.id)).corrections
    assert read_all(archive) == before
    with pytest.raises(CorrectionError, match="is undone already"):
        anna.propose().undo(made.id)
    anna.add(anna.propose().undo(undo.id))
    assert find_speakers(archive, HALL) == ["Q900000002"]
    assert anna.find_states() == [("merge", "applied"), ("undo", "undone"), ("undo", "applied")]
    with pytest.raises(CorrectionError, match="there is no correction k0"):
        anna.propose().undo("k0")
    assert check_archive(archive) == []


def test_split_actors(archive: Archive, anna: Person) -> None:
    effect = anna.add(anna.propose().split(KERZ.id, [THIRD.article.id], "Ina Kerz"))
    other = effect.corrections[0].value[0]
    assert find_speakers(archive, STAY) == [other, KERTZ.id]
    assert find_speakers(archive, BRIDGE) == [KERZ.id]
    rows = archive.connection.execute("SELECT name FROM actors WHERE id = ?", [other]).fetchall()
    assert rows == [("Ina Kerz",)]
    with pytest.raises(CorrectionError, match="stands for x00000000000000aa: leave it out"):
        anna.propose().split(KERZ.id, [SECOND.article.id], "Ina Kerz")
    with pytest.raises(CorrectionError, match="there is no article a0"):
        anna.propose().split(KERZ.id, ["a0"], "Ina Kerz")
    anna.add(anna.propose().merge(other, KERZ.id))
    assert find_speakers(archive, STAY) == [KERZ.id, KERTZ.id]
    assert check_archive(archive) == []


def test_a_split_of_who_was_merged_before(archive: Archive, anna: Person) -> None:
    anna.add(anna.propose().merge(KERTZ.id, KERZ.id))
    anna.add(anna.propose().split(KERZ.id, [SECOND.article.id], POHL.id))
    assert find_speakers(archive, HALL) == [POHL.id]
    assert find_speakers(archive, STAY) == [KERZ.id]
    with pytest.raises(CorrectionError, match=f"{KERTZ.id} is merged into {KERZ.id}"):
        anna.propose().split(KERTZ.id, [SECOND.article.id], POHL.id)
    assert check_archive(archive) == []


def test_renamed_actors(archive: Archive, anna: Person) -> None:
    anna.add(anna.propose().rename(KERZ.id, "Ina  Kerz-Pohl"))
    anna.add(anna.propose().rename("Ina Kerz-Pohl", "Ina Pohl"))
    query = "SELECT name FROM actors WHERE id = ?"
    assert archive.connection.execute(query, [KERZ.id]).fetchone() == ("Ina Pohl",)
    assert anna.find_states() == [("rename", "replaced"), ("rename", "applied")]
    anna.add(anna.propose().merge(KERZ.id, POHL.id))
    assert list_corrections(archive)[1].detail == f"{KERZ.id} is merged into {POHL.id}"
    with pytest.raises(SettingError, match="the name is missing"):
        anna.propose().rename(POHL.id, " \n ")
    with pytest.raises(CorrectionError, match="nothing in the archive stands for Q900000002"):
        anna.propose().rename("Q900000002", "Ulla")


def test_links_by_words(archive: Archive, anna: Person) -> None:
    anna.add(anna.propose().link(FIRST.article.id, "Arne  Pohl", KERZ.id))
    assert find_speakers(archive, NONSENSE) == find_speakers(archive, AGAIN) == [KERZ.id]
    assert find_speakers(archive, MONEY) == [POHL.id]
    anna.add(anna.propose().link(THIRD.article.id, "Ina Kerz und Ina Kertz", "unknown"))
    assert find_speakers(archive, STAY) == [None]
    anna.add(anna.propose().link(SECOND.article.id, "Niemand", POHL.id))
    link = read_article(archive, SECOND.article.id).links[1]
    assert (link.actor, link.evidence.score) == (POHL.id, 1.0)
    assert check_archive(archive) == []
    with pytest.raises(CorrectionError, match="does not have these words"):
        anna.add(anna.propose().link(SECOND.article.id, "Kertz", POHL.id))
    with pytest.raises(CorrectionError, match="stands for nobody in article"):
        anna.propose().link(SECOND.article.id, "Halle", "unknown")


def test_who_is_named(archive: Archive, anna: Person) -> None:
    with pytest.raises(CorrectionError, match=r"nobody is called 'Ida Moor'.*--new person"):
        anna.propose().find_actor("Ida Moor")
    made = anna.propose(new="person").find_actor("Ida Moor")
    anna.add(anna.propose(new="person").say_who("speaker", HALL.id, ["Ida Moor"]))
    assert find_speakers(archive, HALL) == [made.id]
    assert anna.propose().find_actor("Ida Moor") == made
    anna.add(anna.propose().rename(KERZ.id, "Arne Pohl"))
    with pytest.raises(
        CorrectionError, match=r"2 actors are called 'Arne Pohl', as Q900000001, x0.*: give the id"
    ):
        anna.propose().find_actor("Arne Pohl")


def test_loads_and_rereadings_leave_corrections_on(archive: Archive, anna: Person) -> None:
    anna.add(anna.propose().say_who("speaker", MONEY.id, [KERZ.id]))
    anna.add(anna.propose().merge(KERTZ.id, "Q900000002"))
    anna.add(anna.propose().reject(NONSENSE.id))
    anna.add(anna.propose().rename(POHL.id, "A. Pohl"))
    expected = [(one.article.id, one.links, one.statements, one.actors) for one in read_all(archive)]
    reread(archive, *make_readings())
    assert [(one.article.id, one.links, one.statements, one.actors) for one in read_all(archive)] == expected
    assert {one.model for one in read_all(archive)} == {"test@2"}
    other = replace(SECOND, article=replace(SECOND.article, id="a00000000000000cc"))
    new = replace(other, statements=(replace(HALL, id="s00000000000000cc"),))
    write_part(archive.parts / "p2", [new], run=make_run("ingest", "test@2"))
    loaded = load_parts(archive)
    assert (loaded.articles, loaded.statements) == (1, 1)
    assert find_speakers(archive, new.statements[0]) == ["Q900000002"]
    assert find_indexed(archive, "actor", "Q900000002") == {"s00000000000000cc", HALL.id, STAY.id}
    assert {state for _, state in anna.find_states()} == {"applied"}
    assert check_archive(archive) == []


def test_a_moved_border_keeps_a_correction(archive: Archive, anna: Person) -> None:
    anna.add(anna.propose().say_who("speaker", MONEY.id, [KERZ.id]))
    content = find_spans(TEXTS[0], "Das Geld fehlt")
    moved = replace(MONEY, id=make_statement_id(FIRST.article.id, "Das Geld fehlt", 0), content=content)
    reread(archive, replace(FIRST, statements=(BRIDGE, moved, NONSENSE, AGAIN)))
    assert find_speakers(archive, moved) == [KERZ.id]
    assert list_corrections(archive)[0].statement == moved.id
    anna.add(anna.propose().say_who("speaker", moved.id, [POHL.id]))
    assert anna.find_states() == [("speaker", "replaced"), ("speaker", "applied")]
    assert check_archive(archive) == []


def test_a_lost_statement_is_said_to_be_lost(archive: Archive, anna: Person) -> None:
    anna.add(anna.propose().say_who("speaker", MONEY.id, [KERZ.id]))
    anna.add(anna.propose().reject(NONSENSE.id))
    longer = find_spans(TEXTS[0], "Sie meinte: „Das Geld fehlt.“")
    altered = replace(MONEY, id="s00000000000000dd", content=longer)
    reread(archive, replace(FIRST, statements=(BRIDGE, altered)))
    listed = list_corrections(archive)
    assert [(one.state, one.statement, one.now) for one in listed] == [("void", None, None)] * 2
    assert [one.detail for one in listed] == [
        "test@2 no longer finds this statement; it has s00000000000000dd there: correct that one",
        "test@2 no longer finds this statement",
    ]
    assert find_speakers(archive, altered) == [POHL.id]
    with pytest.raises(CorrectionError, match=f"there is no statement {MONEY.id} any more: test@2 no longer"):
        anna.propose().say_who("speaker", MONEY.id, [KERZ.id])
    with pytest.raises(
        CorrectionError, match="there is no statement s0: check the id; where its article was read"
    ):
        anna.propose().reject("s0")
    reread(archive, FIRST, model="test@3")
    assert find_speakers(archive, MONEY) == [KERZ.id]
    assert check_archive(archive) == []


def test_of_two_equal_statements_the_right_one_is_corrected(archive: Archive, anna: Person) -> None:
    one, two = (make_statement_id(FIRST.article.id, "„Unsinn!“", number) for number in (0, 1))
    twice = (replace(NONSENSE, id=one), replace(AGAIN, id=two))
    reread(archive, replace(FIRST, statements=(BRIDGE, *twice)))
    anna.add(anna.propose().say_who("speaker", one, [KERZ.id]))
    # The first is lost, and so the second one has its id.
    reread(archive, replace(FIRST, statements=(BRIDGE, replace(AGAIN, id=one))), model="test@3")
    assert find_speakers(archive, replace(AGAIN, id=one)) == [POHL.id]
    assert anna.find_states() == [("speaker", "void")]


def test_what_was_confirmed_stays(archive: Archive, anna: Person) -> None:
    (made,) = anna.add(anna.propose().confirm(BRIDGE.id)).corrections
    assert (made.value, made.found, made.model) == ((KERZ.id,), (KERZ.id,), "test@1")
    assert read_all(archive) == sorted(make_readings(), key=lambda one: one.article.id)
    wrong = replace(BRIDGE, speaker_chains=(1,))
    reread(archive, replace(FIRST, statements=(wrong, MONEY, NONSENSE, AGAIN)))
    assert find_speakers(archive, BRIDGE) == [KERZ.id]
    assert list_corrections(archive)[0].now == (POHL.id,)
    anna.add(anna.propose().say_who("speaker", MONEY.id, [KERZ.id]))
    with pytest.raises(CorrectionError, match="there is nothing to confirm"):
        anna.propose().confirm(MONEY.id)
    assert check_archive(archive) == []


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

    monkeypatch.setattr("laut.archive.corrections.add.update_index", fail)
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
    damaged = shutil.copytree(archive.path, tmp_path / "damaged")
    with attach(damaged / DATABASE) as connection:
        connection.execute(damage)
    with open_archive(damaged) as opened:
        details = [one.detail for one in check_archive(opened) if one.check == "corrections"]
        assert any(PLANTED[damage] in one for one in details)


@st.composite
def _drawn(draw: st.DrawFn) -> tuple[list[Reading], list[Correction]]:
    """Any readings whose statements have ids of their own, and corrections of them."""
    drawn = draw(st.lists(readings(), min_size=1, max_size=4, unique_by=lambda one: one.article.id))
    found = [
        replace(
            one,
            statements=tuple(
                replace(statement, id=f"{statement.id}{one.article.id}", parent=None)
                for statement in {statement.id: statement for statement in one.statements}.values()
            ),
        )
        for one in drawn
    ]
    actors = [Actor(name, "Wer", "person") for name in (*ACTORS, "Q3")]
    actions = st.sampled_from(
        ["speaker", "addressee", "confirm", "reject", "link", "split", "merge", "rename"]
    )
    made: list[Correction] = []
    for number in range(draw(st.integers(1, 6))):
        reading, action = draw(st.sampled_from(found)), draw(actions)
        value = draw(st.lists(st.sampled_from(actors), max_size=2, unique_by=lambda one: one.id))
        article, subject, words = reading.article.id, draw(st.sampled_from(actors)).id, ""
        if action == "merge":
            # Each into a later one: no circles, and each but once.
            place = draw(st.integers(0, len(actors) - 2))
            subject, value, article = actors[place].id, [actors[place + 1]], ""
        elif action in ("link", "split"):
            value = value[:1] if action == "link" else actors[:1]
            subject = (
                draw(st.sampled_from(reading.article.text.split() or ["x"])) if action == "link" else subject
            )
        elif action == "rename":
            value, article = [replace(actors[0], id="Neuer Name")], ""
        elif reading.statements:
            statement = draw(st.sampled_from(reading.statements))
            subject, words = statement.id, reading.words(statement.content)
        made.append(
            make_correction(number, cast(Action, action), storable(subject), value, article, storable(words))
        )
    return found, made


@settings(max_examples=10)
@given(_drawn())
def test_any_correction_leaves_a_sound_archive(
    tmp_path_factory: pytest.TempPathFactory, drawn: tuple[list[Reading], list[Correction]]
) -> None:
    found, made = drawn
    with open_archive(tmp_path_factory.mktemp("any") / "archive", write=True) as archive:
        write_part(archive.parts / "p1", found, run=make_run("ingest"))
        load_parts(archive)
        before = read_all(archive)
        add_corrections(archive, made, must_apply=False)
        # Drawn readings name copies that are not there.
        assert [one for one in check_archive(archive) if one.check != "references"] == []
        ids = [one.article.id for one in before]
        assert [replace(one, actors=()) for one in iter_machine_readings(archive, ids)] == [
            replace(one, actors=()) for one in before
        ]
        corrected = read_all(archive)
        later = make_correction(500, "reject", "s0", (), "missing")
        add_corrections(archive, [later], must_apply=False)
        assert read_all(archive) == corrected
        undos = [make_correction(900 + number, "undo", one.id) for number, one in enumerate(made)]
        add_corrections(archive, undos)
        assert read_all(archive) == before


def test_kept_tables_have_the_columns_of_theirs(archive: Archive) -> None:
    kept = ("statements", "spans", "chains", "members", "links", "statement_actors", "actors", "tenures")
    for table in kept:
        columns = [
            [row[:2] for row in archive.connection.execute(f"DESCRIBE {name}").fetchall()]
            for name in (table, f"machine_{table}")
        ]
        assert columns[0] == columns[1]
