"""The scorer, on cases that can be counted by hand, and on what must hold of any."""

from dataclasses import replace

import pytest
from gnq_articles import make_articles
from hypothesis import given
from hypothesis import strategies as st

from laut.evaluate.breakdown import (
    MadeUp,
    count_kinds,
    count_media,
    count_words,
    find_made_up,
    make_kind_rows,
    make_role_rows,
)
from laut.evaluate.score import (
    Group,
    Score,
    make_found_group,
    make_gold_group,
    measure_overlap,
    pair_groups,
    score_pairs,
)
from laut.statements.labels import KINDS, MEDIA, ROLES


def group(kind: str, medium: str | None, content: range | set[int], **roles: range | set[int]) -> Group:
    """A statement of token numbers."""
    given_roles = {"content": content, **roles}
    return Group(kind, medium, tuple(frozenset(given_roles.get(role, ())) for role in ROLES))


def near(precision: float, recall: float, f1: float) -> object:
    """A score that differs by rounding at most."""
    return pytest.approx((precision, recall, f1), abs=1e-12)


def numbers(score: Score) -> tuple[float, float, float]:
    """A score as numbers to compare."""
    return score.precision, score.recall, score.f1


def test_a_case_counted_by_hand() -> None:
    gold = [
        group("direct", "speech", range(0, 10), speaker={10, 11}, cue={12}, frame=range(10, 14)),
        group("indirect", "writing", range(20, 30), speaker={18, 19}, addressee={31, 32}),
    ]
    system = [
        group("direct", "writing", range(5, 15), speaker={11}, cue={13}),
        group("reported", "writing", range(20, 28), speaker={18, 19}, frame={40}),
        group("direct", "speech", range(50, 54), cue={55}),
    ]
    scores = score_pairs(pair_groups(gold, system))
    # content: P 5/10, 8/8, 0/4; R 5/10, 8/10
    assert numbers(scores.message) == near(1.5 / 3, 1.3 / 2, 2 * 0.5 * 0.65 / 1.15)
    # speaker P 1, 1; R 1/2, 1 · cue P 0, 0; R 0 · frame P 0; R 0 · addressee R 0
    precision, recall = 2 / 5, 1.5 / 5
    assert numbers(scores.roles) == near(precision, recall, 2 * precision * recall / (precision + recall))
    precision, recall = 3.5 / 8, 2.8 / 7
    assert numbers(scores.joint) == near(precision, recall, 2 * precision * recall / (precision + recall))
    assert numbers(scores.kind) == near(1 / 3, 1 / 2, 0.4)
    assert numbers(scores.medium) == near(1 / 3, 1 / 2, 0.4)


def test_the_assignment_takes_the_greatest_sum_not_the_best_first() -> None:
    gold = [group("direct", "speech", range(0, 10)), group("direct", "speech", range(0, 4))]
    system = [group("direct", "speech", range(0, 7)), group("direct", "speech", range(6, 12))]
    # F1 of gold × system: 14/17, 8/16; 8/11, 0. Best first would take 14/17 and 0; 8/16 and 8/11 are more.
    pairs = pair_groups(gold, system)
    assert [(pair.gold, pair.system) for pair in pairs] == [(gold[0], system[1]), (gold[1], system[0])]
    assert [pair.overlap for pair in pairs] == pytest.approx([0.5, 8 / 11])
    assert [pair.is_found for pair in pairs] == [True, True]


@pytest.mark.parametrize("turned", [False, True])
def test_kind_decides_between_equals_and_medium_after_it(turned: bool) -> None:
    words = range(0, 3)
    gold = [group("indirect", "speech", words)]
    system = [
        group("direct", "speech", words),
        group("indirect", "writing", words),
        group("indirect", "speech", words),
    ]
    pairs = pair_groups(gold, system[::-1] if turned else system)
    assert pairs[0].system == system[2]
    pairs = pair_groups(gold, [system[0], system[1]][:: -1 if turned else 1])
    assert pairs[0].system == system[1]


def test_pairs_without_overlap_are_assigned_too() -> None:
    gold = [group("direct", None, {1}, speaker={5})]
    system = [group("direct", None, {2}, speaker={5})]
    scores = score_pairs(pair_groups(gold, system))
    assert numbers(scores.message) == (0, 0, 0)
    assert numbers(scores.roles) == (1, 1, 1)  # an odd rule, but the official one
    assert numbers(scores.kind) == (1, 1, 1)
    assert numbers(scores.medium) == (1, 1, 1)  # an open medium is a label like any other
    assert numbers(scores.joint) == near(0.5, 0.5, 0.5)


def test_nested_statements_are_told_apart() -> None:
    outer, inner = group("indirect", "speech", range(0, 12)), group("direct", "speech", range(4, 8))
    assert numbers(score_pairs(pair_groups([outer, inner], [inner, outer])).joint) == (1, 1, 1)
    scores = score_pairs(pair_groups([outer, inner], [outer]))
    assert numbers(scores.message) == near(1, 0.5, 2 / 3)


def test_duplicates_count_against_the_system() -> None:
    one = group("direct", "speech", range(0, 5), cue={6})
    scores = score_pairs(pair_groups([one], [one, one]))
    assert numbers(scores.joint) == near(0.5, 1, 2 / 3)
    assert numbers(scores.kind) == near(0.5, 1, 2 / 3)


@pytest.mark.parametrize("swapped", [False, True])
def test_nothing_on_one_side_is_zero(swapped: bool) -> None:
    some, none = [group("direct", "speech", {1}, cue={2})], list[Group]()
    scores = score_pairs(pair_groups(none, some) if swapped else pair_groups(some, none))
    assert all(
        numbers(score) == (0, 0, 0) for score in (scores.joint, scores.roles, scores.kind, scores.medium)
    )


def test_nothing_on_both_sides_is_no_pair() -> None:
    assert pair_groups([], []) == []
    assert numbers(score_pairs([]).joint) == (0, 0, 0)


def test_a_statement_that_covers_no_gold_token_matches_nothing() -> None:
    pairs = pair_groups([group("direct", "speech", {1})], [group("direct", "speech", set())])
    assert numbers(score_pairs(pairs).message) == (0, 0, 0)
    assert measure_overlap(frozenset(), frozenset()) == 0


def test_a_part_that_both_leave_empty_does_not_count() -> None:
    one = group("direct", "speech", {1, 2})
    scores = score_pairs(pair_groups([one], [one]))
    assert (numbers(scores.joint), numbers(scores.roles)) == ((1, 1, 1), (0, 0, 0))


def test_a_reading_against_a_gold_document_of_its_own() -> None:
    reading, document = make_articles()
    gold = [make_gold_group(annotation) for annotation in document.annotations]
    found = [make_found_group(statement, document.tokens) for statement in reading.statements]
    assert [replace(each, statement=None) for each in found] == gold
    scores = score_pairs(pair_groups(gold, found))
    assert {numbers(score) for score in (scores.joint, scores.message, scores.roles, scores.kind)} == {
        (1, 1, 1)
    }


TOKENS = st.frozensets(st.integers(0, 12), max_size=5)
GROUPS = st.lists(
    st.builds(
        lambda kind, medium, content, others: Group(kind, medium, (content, *others)),
        st.sampled_from(KINDS),
        st.sampled_from([*MEDIA, None]),
        st.frozensets(st.integers(0, 12), min_size=1, max_size=5),
        st.tuples(TOKENS, TOKENS, TOKENS, TOKENS),
    ),
    max_size=6,
)


@given(GROUPS)
def test_gold_against_itself_is_perfect(groups: list[Group]) -> None:
    pairs = pair_groups(groups, groups)
    assert {pair.overlap for pair in pairs} <= {1.0}
    if groups:
        scores = score_pairs(pairs)
        assert {numbers(score) for score in (scores.message, scores.kind, scores.medium)} == {(1, 1, 1)}
        assert len({each.roles[0] for each in groups}) < len(groups) or numbers(scores.joint) == (1, 1, 1)


@given(GROUPS, GROUPS)
def test_every_statement_is_in_one_pair(gold: list[Group], system: list[Group]) -> None:
    pairs = pair_groups(gold, system)
    assert len(pairs) == max(len(gold), len(system))
    assert sorted(id(pair.gold) for pair in pairs if pair.gold) == sorted(map(id, gold))
    assert sorted(id(pair.system) for pair in pairs if pair.system) == sorted(map(id, system))
    scores = score_pairs(pairs)
    for score in (scores.joint, scores.message, scores.roles, scores.kind, scores.medium):
        assert 0 <= min(numbers(score)) <= max(numbers(score)) <= 1


@given(GROUPS, GROUPS, st.randoms(use_true_random=False))
def test_neither_order_nor_side_changes_the_sum(gold: list[Group], system: list[Group], rng: object) -> None:
    def total(first: list[Group], second: list[Group]) -> float:
        pairs = pair_groups(first, second)
        both = [(p.gold, p.system, p.overlap) for p in pairs if p.gold and p.system and p.overlap]
        return sum(o + 0.01 * (g.kind == s.kind) + 0.001 * (g.medium == s.medium) for g, s, o in both)

    shuffled_gold, shuffled_system = list(gold), list(system)
    rng.shuffle(shuffled_gold)  # type: ignore[attr-defined]
    rng.shuffle(shuffled_system)  # type: ignore[attr-defined]
    assert total(shuffled_gold, shuffled_system) == pytest.approx(total(gold, system))
    assert total(system, gold) == pytest.approx(total(gold, system))


@st.composite
def apart(draw: st.DrawFn) -> tuple[list[Group], list[Group]]:
    """Gold statements that share no word, each found in part or not at all: only one assignment is best."""
    gold, system = [], []
    for number in range(draw(st.integers(0, 6))):
        start = 20 * number
        kinds, media = st.sampled_from(KINDS), st.sampled_from(MEDIA)
        roles = {role: draw(st.sets(st.integers(start + 10, start + 14))) for role in ROLES[1:]}
        gold.append(group(draw(kinds), draw(media), range(start, start + 8), **roles))
        if draw(st.booleans()):
            found = {role: draw(st.sets(st.integers(start + 10, start + 14))) for role in ROLES[1:]}
            kept = draw(st.sets(st.integers(start, start + 9), min_size=3))
            if kept & set(range(start, start + 8)):
                system.append(group(draw(kinds), draw(media), kept, **found))
    return gold, system


@given(apart(), st.randoms(use_true_random=False))
def test_order_does_not_matter_and_swapping_sides_swaps_precision_and_recall(
    sides: tuple[list[Group], list[Group]], rng: object
) -> None:
    gold, system = sides
    scores = score_pairs(pair_groups(gold, system))
    swapped = score_pairs(pair_groups(system, gold))
    rng.shuffle(gold)  # type: ignore[attr-defined]
    rng.shuffle(system)  # type: ignore[attr-defined]
    shuffled = score_pairs(pair_groups(gold, system))
    for name in ("joint", "message", "roles", "kind", "medium"):
        one = getattr(scores, name)
        assert numbers(getattr(shuffled, name)) == pytest.approx(numbers(one))
        assert numbers(getattr(swapped, name)) == pytest.approx((one.recall, one.precision, one.f1))


@pytest.fixture
def pairs() -> list:
    gold = [
        group("direct", "speech", range(0, 10), speaker={10}),
        group("direct", None, range(20, 30)),
        group("reported", "thought", range(40, 50), speaker={51}),
    ]
    system = [
        group("direct", "writing", range(0, 10), speaker={10}),
        group("indirect", "speech", range(20, 26)),
        group("direct", "speech", range(48, 60), speaker={52}),
        group("direct", "speech", range(70, 80), cue={81}),
    ]
    return pair_groups(gold, system)


def test_rows_per_kind(pairs: list) -> None:
    rows = {row.kind: row for row in make_kind_rows(pairs)}
    assert list(rows) == list(KINDS)
    direct, reported, free = rows["direct"], rows["reported"], rows["free_indirect"]
    assert (direct.support, direct.found, direct.system) == (2, 2, 3)
    assert numbers(direct.score) == near(1 / 3, 1 / 2, 0.4)
    assert (reported.support, reported.found, reported.system, numbers(reported.score)) == (
        1,
        0,
        0,
        (0, 0, 0),
    )
    assert (free.support, free.found, free.system) == (0, 0, 0)


def test_rows_per_role(pairs: list) -> None:
    rows = {row.role: row for row in make_role_rows(pairs)}
    assert list(rows) == list(ROLES)
    assert (rows["speaker"].support, rows["speaker"].system) == (2, 2)
    assert numbers(rows["speaker"].score) == near(0.5, 0.5, 0.5)
    assert (rows["cue"].support, rows["cue"].system, numbers(rows["cue"].score)) == (0, 1, (0, 0, 0))
    assert numbers(rows["content"].score) == numbers(score_pairs(pairs).message)


def test_confusions_count_what_was_found_and_what_was_not(pairs: list) -> None:
    kinds = count_kinds(pairs)
    cells = {
        (gold, system): count
        for gold, row in zip(kinds.labels, kinds.counts, strict=True)
        for system, count in zip(kinds.labels, row, strict=True)
        if count
    }
    assert cells == {
        ("direct", "direct"): 1,
        ("direct", "indirect"): 1,
        ("reported", "nothing"): 1,
        ("nothing", "direct"): 2,
    }
    media = count_media(pairs)
    row = dict(zip(media.labels, media.counts[media.labels.index("none")], strict=True))
    assert {label: count for label, count in row.items() if count} == {"speech": 1}


def test_made_up_statements_are_counted_where_there_is_no_gold() -> None:
    _, document = make_articles()  # its heading alone is without gold: 2 words, tokens 0 and 1
    empty = replace(document, annotations=())
    in_heading = group("reported", "speech", {0, 1})
    over_the_edge = group("reported", "speech", {1, 2})
    found = [in_heading, over_the_edge, group("reported", "speech", set())]
    assert find_made_up([(document, found)], is_whole=False) == MadeUp(2, 1, 500.0)
    assert find_made_up([(document, found)], is_whole=True) == MadeUp(0, 0, 0.0)
    words = count_words(document)
    assert words == 39
    assert find_made_up([(empty, found)], is_whole=True) == MadeUp(words, 2, 1000 * 2 / words)
