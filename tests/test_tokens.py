"""Tokens, marks and sentences: offsets into the text as given, forms that no style of writing changes."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laut.language.sentences import find_sentences
from laut.language.tokens import find_tokens

STYLES = {
    "german": "„Das ist gut“, sagte er. „Sehr ‚gut‘ sogar.“",
    "swiss": "«Das ist gut», sagte er. «Sehr ‹gut› sogar.»",
    "reversed": "»Das ist gut«, sagte er. »Sehr ›gut‹ sogar.«",
    "straight": '"Das ist gut", sagte er. "Sehr \'gut\' sogar."',
    "english": "“Das ist gut”, sagte er. “Sehr ‘gut’ sogar.”",
    "wrong": "„Das ist gut\", sagte er. “Sehr ‚gut' sogar.„",
    "doubled": ",,Das ist gut'', sagte er. ``Sehr ,gut' sogar.''",
}


def sentences_of(text: str) -> list[str]:
    tokens = find_tokens(text)
    return [text[tokens.starts[a] : tokens.ends[b - 1]] for a, b in find_sentences(text, tokens)]


@pytest.mark.parametrize("style", [s for s in STYLES if s != "doubled"])
def test_every_style_of_marks_has_the_same_forms(style: str) -> None:
    assert find_tokens(STYLES[style]).forms == find_tokens(STYLES["german"]).forms


def test_marks_of_two_characters_are_one_token() -> None:
    forms = find_tokens(",,Das ist gut'', sagte er.").forms
    assert forms == ["„", "Das", "ist", "gut", "“", ",", "sagte", "er", "."]


def test_an_apostrophe_is_no_mark() -> None:
    assert find_tokens("Geht's um Ku’damm und Hans-Peters Auto?").forms[0] == "Geht's"


def test_swiss_and_german_spelling_have_the_same_forms() -> None:
    german = find_tokens("Die Straße heißt Große Gasse.").forms
    assert german == find_tokens("Die Strasse heisst Grosse Gasse.").forms


def test_decomposed_letters_and_soft_hyphens_have_plain_forms() -> None:
    text = unicodedata.normalize("NFD", "Über die Bür") + "\u00adgermeisterin\u00a0sprach\u202fer"
    tokens = find_tokens(text)
    assert tokens.forms == ["Über", "die", "Bürgermeisterin", "sprach", "er"]
    assert (
        text[tokens.starts[2] : tokens.ends[2]] == unicodedata.normalize("NFD", "Bür") + "\u00adgermeisterin"
    )


def test_abbreviations_ordinals_numbers_and_addresses_are_one_token() -> None:
    text = "Am 5. Mai zahlte Dr. A. Huber ca. 1.200,50 Euro, z.B. 10'000 bei www.beispiel.example/x?y=1."
    expected = ["Am", "5.", "Mai", "zahlte", "Dr.", "A.", "Huber", "ca.", "1.200,50", "Euro", ",", "z.B."]
    expected += ["10'000", "bei", "www.beispiel.example/x?y=1", "."]
    assert find_tokens(text).forms == expected


def test_gendered_forms_stay_whole() -> None:
    forms = find_tokens("Bürger:innen, Lehrer*innen und Ärzt_innen: alle").forms
    assert forms == ["Bürger:innen", ",", "Lehrer*innen", "und", "Ärzt_innen", ":", "alle"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Er kam. Sie ging.", ["Er kam.", "Sie ging."]),
        ("„Halt!“, rief er. Dann kam sie.", ["„Halt!“, rief er.", "Dann kam sie."]),
        ("„Halt!“ rief er.", ["„Halt!“ rief er."]),
        ("„Er geht.“ „Sie bleibt.“", ["„Er geht.“", "„Sie bleibt.“"]),
        ("Am 3. Oktober kam Dr. Maier. Es war kalt.", ["Am 3. Oktober kam Dr. Maier.", "Es war kalt."]),
        ("Neue Brücke\nDie Stadt baut.", ["Neue Brücke", "Die Stadt baut."]),
        ("Die Stadt baut\neine Brücke.", ["Die Stadt baut\neine Brücke."]),
        ("- Punkt eins\n- Punkt zwei\n\nEnde", ["- Punkt eins", "- Punkt zwei", "Ende"]),
        ("Er sagte: Nein. (Sie auch.) Gut", ["Er sagte: Nein.", "(Sie auch.)", "Gut"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences_of(text) == expected


@given(st.text(alphabet=st.characters(codec=None), max_size=120))
def test_tokens_ascend_inside_the_text_and_sentences_hold_each_once(text: str) -> None:
    tokens = find_tokens(text)
    last = 0
    for start, end, form in zip(tokens.starts, tokens.ends, tokens.forms, strict=True):
        assert last <= start < end <= len(text)
        assert form
        last = end
    covered = [i for a, b in find_sentences(text, tokens) for i in range(a, b)]
    assert covered == list(range(len(tokens)))


@given(st.text(alphabet="„“”\"«»‚‘’'‹› a.,b\n", max_size=60))
def test_marks_get_a_direction_whatever_their_order(text: str) -> None:
    marks = [form for form in find_tokens(text).forms if form in "„“‚‘”«»"]
    assert set(marks) <= set("„“‚‘")
