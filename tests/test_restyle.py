"""Documents in other quotation marks: only the marks (and ß) change, and everything points where it did."""

import json
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from gnq_articles import TEXTS, analysed_readings, make_articles
from hypothesis import given
from hypothesis import strategies as st

from laut.errors import SettingError
from laut.evaluate.restyle import STYLES, find_pairs, replace_characters, restyle
from laut.export.gnq import GnqDocument, GnqName, make_document, make_gnq_from_document, parse_gnq
from laut.records import Reading, Span

MARKS = "„“”\"«»‚‘’'‹›"


def make_plain(text: str) -> GnqDocument:
    """A document of nothing but a text."""
    return GnqDocument("1", text, (), (), ())


def words_of(document: GnqDocument) -> list[list[str]]:
    """All words that a document points at, without marks and with ss for ß."""
    spans = [document.tokens, document.sentences, tuple(name.span for name in document.names or ())]
    spans += [part.spans for annotation in document.annotations for part in annotation.parts]
    cut = re.compile(f"[{MARKS}]")
    return [[cut.sub("", span.of(document.text)).replace("ß", "ss") for span in each] for each in spans]


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("as-is", "Er sagte: „Das ist ‚groß‘, so O’Dell.“ Kerz' Haus."),
        ("straight", "Er sagte: \"Das ist 'groß', so O’Dell.\" Kerz' Haus."),
        ("swiss", "Er sagte: «Das ist ‹gross›, so O’Dell.» Kerz' Haus."),
        ("german", "Er sagte: »Das ist ›groß‹, so O’Dell.« Kerz' Haus."),
    ],
)
def test_styles(style: str, expected: str) -> None:
    assert restyle(make_plain("Er sagte: „Das ist ‚groß‘, so O’Dell.“ Kerz' Haus."), style).text == expected


@pytest.mark.parametrize(
    "source", ["„Ja“, rief er.", '"Ja", rief er.', "«Ja», rief er.", "»Ja«, rief er.", "“Ja”, rief er."]
)
def test_every_style_is_understood(source: str) -> None:
    assert restyle(make_plain(source), "swiss").text == "«Ja», rief er."
    assert restyle(make_plain(source), "german").text == "»Ja«, rief er."


@pytest.mark.parametrize(
    "kept",
    [
        "geht's, O’Dell, L′Aquila, d'Or",  # within a word
        "Kerz' Haus und Kids’ Spielplatz",  # behind one
        "die ’Ndrangheta, '90 gegründet",  # before one
        'ein Schirm von 19" Größe',  # inches
        "das ''neue'' Werk",  # markup
        "‚So\nnicht‘",  # a single mark ends with its line
    ],
)
def test_what_is_no_quotation_mark_stays(kept: str) -> None:
    assert restyle(make_plain(kept), "german").text == kept


def test_a_double_mark_without_its_partner_is_still_one() -> None:
    assert find_pairs("„Ja, sagte er.") == [(0, None, True)]
    assert find_pairs("Ja“, sagte er.") == [(None, 2, True)]
    assert restyle(make_plain("„Ja, sagte er."), "swiss").text == "«Ja, sagte er."


def test_offsets_move_with_longer_letters() -> None:
    document = make_plain("Größe, weiß")
    document = replace(document, tokens=(Span(0, 5), Span(5, 6), Span(7, 11)), sentences=(Span(0, 11),))
    made = restyle(document, "as-is", has_ss=True)
    assert (made.text, made.sentences) == ("Grösse, weiss", (Span(0, 13),))
    assert [token.of(made.text) for token in made.tokens] == ["Grösse", ",", "weiss"]
    assert replace_characters(made, {0: "GG"}).tokens[0] == Span(0, 7)


def test_everything_that_points_moves_along() -> None:
    _, document = make_articles()
    document = replace(document, names=(GnqName("PER", Span(*re.search("Ina Kerz", document.text).span())),))  # type: ignore[union-attr]
    made = restyle(document, "swiss")
    assert "«Auenboten»" in made.text
    assert "heisst" in made.text
    assert words_of(made) == words_of(document)
    assert made.annotations[1].part("content").spans[0].of(made.text) == "«in einem erbärmlichen Zustand»"
    assert [a.part("cue").token_ids for a in made.annotations] == [
        a.part("cue").token_ids for a in document.annotations
    ]


def test_a_mixture_depends_on_seed_and_name_alone() -> None:
    _, document = make_articles()
    drawn = {restyle(document, "mixed", seed).text for seed in range(20)}
    assert len(drawn) > 10
    assert restyle(document, "mixed", 3) == restyle(document, "mixed", 3)
    renamed = [replace(document, name=str(number)) for number in range(20)]
    assert len({restyle(each, "mixed", 3).text for each in renamed}) > 10
    assert {"ß" in text for text in drawn} == {True, False}


def test_both_marks_of_a_pair_change_alike() -> None:
    text = "„Ja“ " * 200
    allowed = {marks.opening + marks.closing for marks in STYLES["mixed"]}
    pairs = restyle(make_plain(text), "mixed", 1).text.split()
    assert {pair[0] + pair[-1] for pair in pairs} == allowed


def test_an_unknown_style_is_refused() -> None:
    with pytest.raises(SettingError, match="'fancy' is unknown; use one of as-is, straight"):
        restyle(make_plain(""), "fancy")


@given(analysed_readings(), st.sampled_from(list(STYLES)), st.booleans())
def test_whatever_the_text_the_document_stays_sound(reading: Reading, style: str, has_ss: bool) -> None:
    document = make_document(reading)
    made = restyle(document, style, 7, has_ss)
    assert parse_gnq(json.dumps(make_gnq_from_document(made)), "x") == made
    assert [len(each) for each in words_of(made)] == [len(each) for each in words_of(document)]
    assert restyle(document, "as-is") == document


@given(TEXTS)
def test_every_mark_has_one_role(text: str) -> None:
    at = [i for opening, closing, _ in find_pairs(text) for i in (opening, closing) if i is not None]
    assert len(at) == len(set(at))
    assert all(a < b for a, b, _ in find_pairs(text) if a is not None and b is not None)
    assert all(0 <= b < len(text) for a, b in pairwise(sorted(at)))
