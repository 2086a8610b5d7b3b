"""Corrections last: through loads and rereadings, as long as what they are about is there."""

from dataclasses import replace

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
    TEXTS,
    Person,
    find_indexed,
    find_speakers,
    make_readings,
    read_all,
    reread,
)
from invented import find_spans

from laut.archive import Archive, check_archive, load_parts, make_run, write_part
from laut.archive.corrections import list_corrections
from laut.errors import CorrectionError
from laut.ids import make_statement_id


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
