"""Corrections of statements: another speaker or addressee, several, nobody; rejected and confirmed ones."""

from dataclasses import replace

import pytest
from corrected import (
    AGAIN,
    BRIDGE,
    FIRST,
    HALL,
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

from laut.archive import Archive, check_archive, read_article
from laut.archive.corrections import iter_machine_readings
from laut.errors import CorrectionError


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
