"""Reliability tables, on findings whose scores and truth are laid down."""

from collections.abc import Set
from dataclasses import replace

import pytest
from gnq_articles import make_statement
from hypothesis import given
from hypothesis import strategies as st

from laut.evaluate.calibration import (
    BINS,
    is_right,
    iter_role_points,
    iter_statement_points,
    make_reliabilities,
    make_reliability,
)
from laut.evaluate.coverage import make_coverages
from laut.evaluate.score import Group, Pair, pair_groups
from laut.records import RoleScores
from laut.statements.labels import ROLES


def group(content: Set[int], speaker: Set[int] = frozenset(), score: float | None = None) -> Group:
    """A statement of token numbers; one with a score is a found one."""
    found = None if score is None else make_statement("direct", score=score)
    if found:
        scores = RoleScores(content=1.0, speaker=score or 0.0, cue=0.5, frame=0.5, addressee=0.5)
        found = replace(found, scores=scores)
    empty = frozenset[int]()
    return Group("direct", "speech", (frozenset(content), frozenset(speaker), empty, empty, empty), found)


@pytest.fixture
def pairs() -> list[Pair]:
    gold = [group({1, 2}, {3}), group({11, 12}, {13}), group({21, 22}), group({31, 32, 33, 34}), group({41})]
    system = [
        group({1, 2}, {3}, 0.95),  # right, speaker right
        group({11, 12}, {14}, 0.92),  # right, speaker wrong
        group({21, 22}, score=0.91),  # right, and rightly without a speaker
        group({34, 35, 36, 37}, {3}, 0.35),  # overlap 1/4: wrong
        group({51}, score=0.31),  # against gold 41: wrong
        group({61}, score=0.05),  # alone: wrong
    ]
    return pair_groups(gold, system)


def test_statements_are_right_where_enough_of_them_is(pairs: list[Pair]) -> None:
    points = [(0.95, True), (0.92, True), (0.91, True), (0.35, False), (0.31, False), (0.05, False)]
    assert sorted(iter_statement_points(pairs), reverse=True) == points


def test_roles_are_asked_of_right_statements_alone(pairs: list[Pair]) -> None:
    assert sorted(iter_role_points(pairs, "speaker")) == [(0.91, True), (0.92, False), (0.95, True)]
    assert list(iter_role_points(pairs, "addressee")) == [(0.5, True)] * 3
    assert list(iter_role_points(pairs, "content")) == [(1.0, True)] * 3


@pytest.mark.parametrize(
    ("gold", "system", "right"),
    [
        (set(), set(), True),
        ({1}, set(), False),
        (set(), {1}, False),
        ({1, 2}, {1}, True),
        ({1, 2, 3, 4}, {1}, False),
        ({1}, {2}, False),
    ],
)
def test_when_a_role_is_right(gold: set[int], system: set[int], right: bool) -> None:
    assert is_right("speaker", frozenset(gold), frozenset(system)) == right


def test_a_table_counted_by_hand(pairs: list[Pair]) -> None:
    table = make_reliability("statement", iter_statement_points(pairs))
    assert (table.name, table.count, len(table.bins)) == ("statement", 6, BINS)
    last, third, first, empty = table.bins[9], table.bins[3], table.bins[0], table.bins[5]
    assert (last.low, last.high, last.count, last.right) == (0.9, 1.0, 3, 1.0)
    assert (last.score, last.gap) == (pytest.approx(2.78 / 3), pytest.approx(1 - 2.78 / 3))
    assert (third.count, third.right, third.gap) == (2, 0.0, pytest.approx(-0.33))
    assert (first.count, first.gap) == (1, pytest.approx(-0.05))
    assert (empty.count, empty.score, empty.right, empty.gap) == (0, None, None, None)
    assert table.error == pytest.approx((0.22 + 0.66 + 0.05) / 6)


def test_one_table_a_role(pairs: list[Pair]) -> None:
    assert [table.name for table in make_reliabilities(pairs)] == ["statement", *ROLES]
    assert make_reliabilities([Pair(group({1}), group({1}), 1.0)]) == ()  # read from files: no scores


def test_nothing_found_is_no_error() -> None:
    table = make_reliability("cue", [])
    assert (table.count, table.error) == (0, 0.0)


def test_borders_fall_into_the_upper_bin() -> None:
    table = make_reliability("cue", [(number / 10, True) for number in range(11)])
    assert [each.count for each in table.bins] == [1] * 9 + [2]


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans())))
def test_every_finding_is_in_one_bin(points: list[tuple[float, bool]]) -> None:
    table = make_reliability("cue", points)
    assert sum(each.count for each in table.bins) == table.count == len(points)
    assert 0 <= table.error <= 1
    for each in table.bins:
        assert each.score is None or each.low <= each.score + 1e-9 <= each.high + 2e-9


def test_a_content_must_be_nearer_than_other_roles() -> None:
    gold, near, far = frozenset(range(10)), frozenset(range(8)), frozenset(range(5))
    assert [is_right("content", gold, near), is_right("content", gold, far)] == [True, False]
    assert is_right("frame", gold, far)


def test_coverage_counts_who_is_named_of_the_found(pairs: list[Pair]) -> None:
    speaker, addressee = make_coverages(pairs)
    assert (speaker.support, addressee.support) == (2, 0)
    named = {point.threshold: (point.named, point.precision, point.share) for point in speaker.points}
    assert (named[0.0], named[0.9], named[0.95]) == ((2, 0.5, 1.0), (2, 0.5, 1.0), (1, 1.0, 0.5))
    assert {point.named for point in addressee.points} == {0}
