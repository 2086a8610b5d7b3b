"""Any corrections of any readings leave a sound archive, and undone they leave no trace."""

from dataclasses import replace
from typing import cast

import pytest
from corrected import make_correction, read_all
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import ACTORS, readings

from laut.archive import check_archive, load_parts, make_run, open_archive, write_part
from laut.archive.corrections import add_corrections, iter_machine_readings
from laut.archive.rows import storable
from laut.records import Action, Actor, Correction, Reading


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
