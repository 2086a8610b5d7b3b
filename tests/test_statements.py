"""From chances to statements: exact decoding, repair of quotations, one of two alike, and nesting."""

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from laut.language.tokens import find_tokens
from laut.models.folder import Logistic, Settings
from laut.records import Span
from laut.statements.decode import find_ranges
from laut.statements.finder import Decided, apply, choose, make_statements
from laut.statements.labels import KINDS, ROLES
from laut.statements.marks import repair_borders, repair_quotation
from laut.statements.phrases import complete_phrases
from laut.statements.reader import bucket_distances

LEVEL = Logistic(0.0, (1.0, *[0.0] * 11))
SETTINGS = Settings(
    format=1,
    name="test",
    version="0",
    tags={},
    anchor_threshold=0.3,
    statement_thresholds=dict.fromkeys(KINDS, 0.5),
    role_thresholds=dict.fromkeys(ROLES, 0.5),
    switch_costs=dict.fromkeys(ROLES, 1.0),
    statement_score=LEVEL,
    published_score=Logistic(0.0, (1.0, 0.0, 0.0, 0.0)),
    role_scores=dict.fromkeys(ROLES, LEVEL),
    publish_thresholds=dict.fromkeys(ROLES, 0.5),
    name_threshold=0.5,
    name_score=Logistic(0.0, (1.0,)),
)


def cost_of(bits: tuple[int, ...], chances: list[float], switch: float) -> float:
    gain = sum(math.log(p / (1 - p)) for bit, p in zip(bits, chances, strict=True) if bit)
    path = (0, *bits, 0)
    return gain - switch * sum(a != b for a, b in itertools.pairwise(path))


@given(st.lists(st.floats(0.01, 0.99), min_size=1, max_size=8), st.sampled_from([0.01, 0.5, 1.3]))
def test_decoding_finds_the_best_path_of_all(chances: list[float], switch: float) -> None:
    best = max(cost_of(bits, chances, switch) for bits in itertools.product((0, 1), repeat=len(chances)))
    found = find_ranges(np.array(chances, dtype=np.float64), 0.5, switch)
    bits = tuple(int(any(a <= i < b for a, b in found)) for i in range(len(chances)))
    assert cost_of(bits, chances, switch) == pytest.approx(best, abs=1e-6)


def test_a_doubtful_token_does_not_tear_a_span() -> None:
    assert find_ranges(np.array([0.9, 0.9, 0.4, 0.9]), 0.5, 1.0) == [(0, 4)]
    assert find_ranges(np.array([0.99, 0.99, 0.01, 0.01, 0.99, 0.99]), 0.5, 1.0) == [(0, 2), (4, 6)]


QUOTE = find_tokens("Er nannte es „einen schönen, ‚guten‘ Tag“, sagte sie.").forms


@pytest.mark.parametrize("found", [(3, 12), (4, 12), (3, 11), (4, 11), (4, 10)])
def test_half_a_quotation_is_made_whole(found: tuple[int, int]) -> None:
    assert QUOTE[3] == "„"
    assert QUOTE[11] == "“"
    assert repair_quotation(QUOTE, [found]) == [(3, 12)]


def test_a_quotation_that_nothing_closes_stays_as_it_was_found() -> None:
    forms = ["„", "Nie", "wieder", ",", "sagte", "er", "."]
    assert repair_quotation(forms, [(0, 3)]) == [(0, 3)]


def test_other_contents_take_in_the_missing_mark_and_drop_the_odd_one() -> None:
    forms = find_tokens("Das sei „ein Tag“ gewesen").forms
    assert repair_borders(forms, [(0, 5)]) == [(0, 6)]
    assert repair_borders(forms, [(3, 6)]) == [(2, 6)]
    assert repair_borders(forms, [(3, 4)]) == [(3, 4)]


@given(st.lists(st.sampled_from(["„", "“", "‚", "‘", "Wort", "."]), min_size=1, max_size=12), st.data())
def test_repairs_stay_inside_the_text_and_are_never_empty(forms: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(forms) - 1))
    end = data.draw(st.integers(start + 1, len(forms)))
    for repair in (repair_quotation, repair_borders):
        ranges = repair(forms, [(start, end)])
        assert ranges
        assert all(0 <= a < b <= len(forms) for a, b in ranges)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Die Zeitung „Morgenpost“ hatte berichtet", "Die Zeitung „Morgenpost“"),
        ("Die Polizei sagte", "Die Polizei"),
        ("Das hatte Belenko gesagt", "Das"),
        ("Der ihm Nahestehende sagte", "Der"),
    ],
)
def test_an_article_alone_takes_its_noun_in(text: str, whole: str) -> None:
    forms = find_tokens(text).forms
    assert complete_phrases(forms, [(0, 1)]) == [(0, len(find_tokens(whole).forms))]


def test_a_relative_pronoun_does_not_take_the_next_noun_in() -> None:
    forms = find_tokens("Belenko, der Journalisten sagte").forms
    assert complete_phrases(forms, [(2, 3)]) == [(2, 3)]


def test_a_phrase_does_not_end_with_a_word_that_asks_for_another() -> None:
    forms = find_tokens("Ludmila Haas aus dem Nachbarland warnte").forms
    assert complete_phrases(forms, [(0, 4)]) == [(0, 2)]
    assert complete_phrases(["Aus"], [(0, 1)]) == [(0, 1)]


def test_a_longer_phrase_stays_as_it_was_found() -> None:
    forms = find_tokens("Die Zeitung „Morgenpost“ hatte berichtet").forms
    assert complete_phrases(forms, [(0, 2)]) == [(0, 2)]


def decided(
    content: list[tuple[int, int]], score: float, kind: int = 1, **roles: list[tuple[int, int]]
) -> Decided:
    ranges = {role: roles.get(role, []) for role in ROLES} | {"content": content}
    filled, empty = (2.0, 0.0, 0.0, 0.0, 0.0, 0.0), (-2.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    features = {role: filled if ranges[role] else empty for role in ROLES}
    peaks = dict.fromkeys(ROLES, 2.0)
    return Decided(content[0][0], kind, 0, ranges, (0.0, 0.0, 0.0, 0.0), features, peaks, (0.0,) * 6, score)


def test_of_two_readings_of_the_same_words_the_likelier_stays() -> None:
    same = [decided([(0, 10)], 0.7), decided([(0, 9)], 0.9, kind=0), decided([(4, 8)], 0.8, kind=0)]
    assert [(d.score, d.roles["content"]) for d in choose(same, SETTINGS.statement_thresholds)] == [
        (0.9, [(0, 9)]),
        (0.8, [(4, 8)]),
    ]


def test_below_the_threshold_there_is_no_statement() -> None:
    assert choose([decided([(0, 3)], 0.49)], SETTINGS.statement_thresholds) == []


def test_statements_nest_and_equal_words_get_their_own_ids() -> None:
    text = "Er sei „müde“ gewesen. Er sei „müde“ gewesen."
    tokens = find_tokens(text)
    found = [
        decided([(0, 6)], 0.9),
        decided([(2, 5)], 0.8, kind=0),
        decided([(7, 13)], 0.9),
        decided([(9, 12)], 0.8, kind=0),
    ]
    statements = make_statements(
        choose(found, SETTINGS.statement_thresholds), text, tokens, "a0", SETTINGS, "test@0"
    )
    assert [s.parent for s in statements] == [None, statements[0].id, None, statements[2].id]
    assert len({s.id for s in statements}) == 4
    assert statements[1].content == (Span(7, 13),)


def test_what_a_statement_carries_is_the_published_score() -> None:
    text = "Er sei „müde“ gewesen."
    settings = replace(SETTINGS, published_score=Logistic(1.0, (0.0,) * 4))
    (statement,) = make_statements(
        [decided([(0, 6)], 0.9)], text, find_tokens(text), "a0", settings, "test@0"
    )
    assert statement.evidence.score == pytest.approx(0.7311)


def test_a_role_below_its_published_threshold_is_empty() -> None:
    text = "Er sei müde, sagte Huber."
    tokens = find_tokens(text)
    sure = decided([(0, 3)], 0.9, speaker=[(5, 6)])
    unsure = decided([(0, 3)], 0.9, speaker=[(5, 6)])
    unsure.role_features["speaker"] = (-2.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    (with_speaker,) = make_statements([sure], text, tokens, "a0", SETTINGS, "test@0")
    (without,) = make_statements([unsure], text, tokens, "a0", SETTINGS, "test@0")
    assert with_speaker.speaker == (Span(19, 24),)
    assert without.speaker == ()
    assert with_speaker.scores.speaker == pytest.approx(apply(LEVEL, (2.0, *[0.0] * 11)), abs=1e-4)


def test_distances_grow_and_are_bounded() -> None:
    buckets = bucket_distances(np.arange(-2000, 2001))
    assert (np.diff(buckets) >= 0).all()
    assert buckets.min() == -32
    assert buckets.max() == 32
    assert bucket_distances(np.arange(-15, 16)).tolist() == list(range(-15, 16))
