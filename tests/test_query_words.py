"""Wordings compared: equality, parts, likeness, distance and word diffs, on examples and as properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import TEXTS

from laut.query.clauses import Clause, find_marks, parse_clauses
from laut.query.trace import has_enough, is_same_name
from laut.query.words import (
    compare_words,
    is_equal,
    is_part,
    is_quoted_from,
    measure_distance,
    measure_likeness,
    measure_overlap,
    split_words,
)

SAID = "Wir werden die Brücke noch in diesem Jahr vollständig erneuern."
RETOLD = "sie würden die Brücke noch in diesem Jahr vollständig erneuern"
OTHER = "Die Ernte fällt in diesem Jahr schlechter aus als erwartet."
SENTENCES = st.lists(
    st.sampled_from(
        ["die", "Brücke", "sei", "in", "Auenstadt", "gesperrt", "sagt", "Kerz", "nicht", "Kosten"]
    ),
    max_size=12,
).map(" ".join)


def likeness(one: str, other: str) -> float:
    """That of two texts."""
    return measure_likeness(split_words(one), split_words(other))


def test_equal_whatever_the_marks() -> None:
    assert is_equal(split_words("„Wir helfen!“, so STRASSE"), split_words("wir helfen so Straße"))
    assert not is_equal(split_words("Wir helfen"), split_words("Wir halfen"))


def test_a_part_is_whole_words_in_one_piece() -> None:
    assert is_part(split_words("die Brücke noch"), split_words(SAID))
    assert not is_part(split_words("Brücke Jahr"), split_words(SAID))
    assert not is_part(split_words("ir werden"), split_words(SAID))
    assert not is_part((), split_words(SAID))


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("die Brücke […] erneuern", True),
        ("Wir werden ... vollständig (…) erneuern!", True),
        ("Wir [die Stadt] werden die Brücke", True),
        ("erneuern … die Brücke", False),
        ("die Brücke erneuern", False),
        ("…", False),
    ],
)
def test_what_is_left_out_must_be_marked(quote: str, expected: bool) -> None:
    assert is_quoted_from(quote, split_words(SAID)) is expected


def test_likeness_survives_retelling_and_shortening_but_not_another_topic() -> None:
    assert likeness(SAID, RETOLD) > 0.9
    assert likeness(SAID, "„noch in diesem Jahr vollständig erneuern“") == 1
    assert likeness(SAID, OTHER) < 0.4


def test_distance_counts_what_was_changed() -> None:
    whole = split_words(f"Er glaube nicht an Wunder. {SAID} Das sei sicher.")
    quote = "Wir werden die {} noch in diesem Jahr vollständig erneuern"
    changed = measure_distance(split_words(quote.format("Schule")), whole)
    assert 0 < changed < 0.3
    assert measure_distance(split_words(quote.format("Brücke")), whole) == 0
    assert measure_distance(split_words(OTHER), whole) > 0.5
    assert measure_distance(split_words(OTHER), ()) == 1


def test_the_diff_in_the_characters_of_each() -> None:
    changes = compare_words("„Wir sperren die Brücke.“", "Wir öffnen, so Kerz, die Brücke")
    assert [(one.op, one.words) for one in changes] == [
        ("same", "Wir"), ("gone", "sperren"), ("new", "öffnen, so Kerz"), ("same", "die Brücke"),
    ]  # fmt: skip


def test_few_words_must_be_the_same() -> None:
    assert not has_enough(split_words("Das ist gut"), split_words("Das ist sehr gut für die Stadt Auenau"))
    assert has_enough(split_words("Das ist gut."), split_words("„Das ist gut“"))


def test_names_with_a_word_in_common() -> None:
    assert is_same_name("Bürgermeisterin Ina Kerz", "Kerz")
    assert not is_same_name("Ina Kerz", "Arne Pohl")
    assert is_same_name("sie", "Arne Pohl")


def test_clauses_and_their_marks() -> None:
    clauses = parse_clauses('Brücken "in diesem Jahr" -Maut „vollständig erneuert“ - "" AND')
    assert clauses == (
        Clause(("bruck",)),
        Clause(("in", "dies", "jahr")),
        Clause(("maut",), is_excluded=True),
        Clause(("vollstand", "erneuert")),
        Clause(("and",)),
    )
    marked = [mark.of(SAID) for mark in find_marks(SAID, clauses)]
    assert marked == ["Brücke", "in diesem Jahr"]


@given(SENTENCES | TEXTS, SENTENCES | TEXTS)
def test_measures_are_shares_and_agree(one: str, other: str) -> None:
    first, second = split_words(one), split_words(other)
    like = measure_likeness(first, second)
    assert 0 <= like <= 1
    assert like == measure_likeness(second, first)
    assert like <= measure_overlap(first, other) + 1e-9
    assert 0 <= measure_distance(first, second) <= 1
    if is_part(first, second):
        assert (like, measure_distance(first, second)) == (pytest.approx(1), 0)


@given(SENTENCES | TEXTS, SENTENCES | TEXTS)
def test_the_diff_gives_both_wordings_back(old: str, new: str) -> None:
    changes = compare_words(old, new)
    for text, op in ((old, "gone"), (new, "new")):
        kept = " ".join(one.words for one in changes if one.op in ("same", op))
        assert is_equal(split_words(kept), split_words(text))


@given(TEXTS, TEXTS | st.text(max_size=20))
def test_marks_lie_in_the_text_in_order(text: str, words: str) -> None:
    marks = find_marks(text, parse_clauses(words))
    ends = [end for mark in marks for end in (mark.start, mark.end)]
    assert ends == sorted(ends)
    assert all(mark.of(text) for mark in marks)
    assert ends[-1:] <= [len(text)]
