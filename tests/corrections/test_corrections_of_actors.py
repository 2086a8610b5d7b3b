"""Corrections of actors: merged, split, renamed, linked by words; who is meant by a name."""

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
    STAY,
    THIRD,
    Person,
    find_indexed,
    find_speakers,
    read_all,
)

from laut.archive import Archive, check_archive, read_article
from laut.archive.corrections import list_corrections
from laut.errors import CorrectionError, SettingError


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
