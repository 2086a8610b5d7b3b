"""Entries: what is left of a text that is withheld; and who speaks."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st
from invented import TEXT, make_example, make_reading, readings

from laut.export.entries import make_entry, withhold_text
from laut.export.json_lines import ROLES, write_json
from laut.export.voices import find_voices
from laut.records import Evidence, Mention, Reading, Span


def test_only_quotations_are_left() -> None:
    left = withhold_text(make_entry(make_example())).reading.article.text
    assert left.startswith(
        "______ ________\n\nDie Brücke sei „in einem erbärmlichen Zustand“_ sagte Statikerin"
    )
    assert "der Vertrag sei nichtig" in left
    assert [len(line) for line in left.split("\n")] == [len(line) for line in TEXT.split("\n")]


def test_a_long_quotation_is_cut_behind_a_word() -> None:
    reading = make_reading(
        "„Aber ja doch, gewiss“, so Kerz.", [("direct", "speech", {"content": ("„Aber ja doch, gewiss“",)})]
    )
    assert withhold_text(make_entry(reading), 12).reading.article.text == "„Aber ja _____ ________ __ _____"


def test_pieces_share_the_limit() -> None:
    reading = make_reading(
        "Morgen, sagte Kerz, komme der Bagger.",
        [("indirect", "speech", {"content": ("Morgen", "komme der Bagger")})],
    )
    assert (
        withhold_text(make_entry(reading), 11).reading.article.text == "Morgen_ _____ _____ komme ___ _______"
    )


def test_without_quotations_no_word_is_left() -> None:
    left = withhold_text(make_entry(make_example()), 0).reading.article.text
    assert set("".join(left.split())) == {"_"}


@given(readings(), st.integers(0, 80))
def test_offsets_and_hash_stay(reading: Reading, longest: int) -> None:
    entry = withhold_text(make_entry(reading), longest)
    text, left = reading.article.text, entry.reading.article.text
    assert len(left) == len(text)
    assert all(after in (before, "_") for before, after in zip(text, left, strict=True))
    assert entry.text_hash == hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    assert entry.reading.statements == reading.statements
    said = {at for one in reading.statements for role in ROLES for span in getattr(one, role)
            for at in range(span.start, span.end)}  # fmt: skip
    assert all(left[at] == "_" or left[at].isspace() for at in set(range(len(text))) - said)


def test_json_says_what_is_withheld() -> None:
    entry = withhold_text(make_entry(make_example()), 40)
    line = write_json(entry.reading, entry)
    assert f'"withheld":{{"text_hash":"{entry.text_hash}","longest":40}}' in line
    assert '"withheld":null' in write_json(make_example())


def test_voices_are_names_in_the_words() -> None:
    text = "Laut Annette Vogt vom Bauamt Auen ist es so. Sie sagte: „Ja.“ Die Stadt Auen sagte: „Nein.“"
    reading = make_reading(
        text,
        [
            ("indirect", "speech", {"content": ("ist es so",), "speaker": ("Annette Vogt vom Bauamt Auen",)}),
            ("direct", "speech", {"content": ("„Ja.“",), "speaker": ("Sie",)}),
            ("direct", "speech", {"content": ("„Nein.“",), "speaker": ("Die Stadt Auen",)}),
        ],
    )
    mentions = (
        *((Span(text.index(name), text.index(name) + len(name)), label) for name, label in
          (("Annette Vogt", "person"), ("Bauamt Auen", "organisation"), ("Stadt Auen", "organisation"))),
    )  # fmt: skip
    made = tuple(Mention(span, "name", label, Evidence("test@1", 1.0)) for span, label in mentions)  # type: ignore[arg-type]
    analysis = type(reading.analysis)((), (), made)
    named = Reading(reading.article, analysis, reading.statements, "test@1")
    vogt, she, city = find_voices(named)
    assert (vogt.person, vogt.organisation, vogt.is_organisation) == ("Annette Vogt", "Bauamt Auen", False)
    assert (she.words, she.is_named) == ("Sie", False)
    assert (city.person, city.organisation, city.is_organisation) == (None, "Stadt Auen", True)
