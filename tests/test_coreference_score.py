"""The scorer of chains against the published cases of the reference scorer (its TestCases.README)."""

import pytest

from laut.evaluate.coreference import score_chains

Three = tuple[float, float, float]
KEY = ["a", "bc", "def"]
TWO_WAYS = 2 * (5 / 9) * (17 / 42) / ((5 / 9) + (17 / 42))


@pytest.mark.parametrize(
    ("response", "muc", "b_cubed", "ceaf_e"),
    [
        (["a", "bc", "def"], (1, 1, 1), (1, 1, 1), (1, 1, 1)),
        (["a", "de"], (1 / 3, 1, 1 / 2), ((7 / 3) / 6, 1, 14 / 25), (0.6, 0.9, 0.72)),
        (
            ["a", "bcx", "defy", "z"],
            (1, 3 / 5, 0.75),
            (1, (4 + 7 / 12) / 9, 110 / 163),
            (0.88571, 0.66429, 0.75918),
        ),
        (
            ["a", "bcx", "dy", "z"],
            (1 / 3, 1 / 3, 1 / 3),
            ((3 + 1 / 3) / 6, (1 + 4 / 3 + 1 / 2) / 7, TWO_WAYS),
            (0.73333, 0.55, 0.62857),
        ),
        (
            ["a", "bcxB", "dy", "z"],
            (1 / 3, 1 / 4, 2 / 7),
            ((3 + 1 / 3) / 6, 2.5 / 8, 0.4),
            (0.68889, 0.51667, 0.59048),
        ),
        (
            ["a", "bcx", "dy", "Bz"],
            (1 / 3, 1 / 4, 2 / 7),
            ((10 / 3) / 6, (1 + 4 / 3 + 1 / 2) / 8, 0.43257),
            (0.73333, 0.55, 0.62857),
        ),
        (
            ["a", "bcxb", "dy", "z"],
            (1 / 3, 1 / 3, 1 / 3),
            ((10 / 3) / 6, 17 / 42, TWO_WAYS),
            (11 / 15, 0.55, 22 / 35),
        ),
        (
            ["a", "bcx", "dy", "bz"],
            (1 / 3, 1 / 3, 1 / 3),
            ((10 / 3) / 6, 17 / 42, TWO_WAYS),
            (11 / 15, 0.55, 22 / 35),
        ),
        (["a", "b", "c", "d", "e", "f"], (0, 0, 0), (3 / 6, 1, 2 / 3), (13 / 18, 13 / 36, 13 / 27)),
        (["abcdef"], (1, 3 / 5, 6 / 8), (1, 14 / 36, 14 / 25), (2 / 9, 2 / 3, 1 / 3)),
    ],
)
def test_scores_of_the_reference_cases(
    response: list[str], muc: Three, b_cubed: Three, ceaf_e: Three
) -> None:
    scores = score_chains([(KEY, response)])
    for score, expected in ((scores.muc, muc), (scores.b_cubed, b_cubed), (scores.ceaf_e, ceaf_e)):
        assert (score.recall, score.precision, score.f1) == pytest.approx(expected, abs=1e-5)
    assert scores.conll == pytest.approx((muc[2] + b_cubed[2] + ceaf_e[2]) / 3, abs=1e-5)


def test_merged_entities_cost_b_cubed_by_their_size() -> None:
    key = ["12345", "67", "89ABC"]
    small = score_chains([(key, ["12345", "6789ABC"])])
    large = score_chains([(key, ["1234589ABC", "67"])])
    assert (small.muc.recall, small.muc.precision) == (1, pytest.approx(9 / 10))
    assert (large.muc.recall, large.muc.precision) == (1, pytest.approx(9 / 10))
    assert small.b_cubed.precision == pytest.approx(16 / 21)
    assert large.b_cubed.precision == pytest.approx(7 / 12)


def test_texts_add_their_counts_before_the_division() -> None:
    scores = score_chains([(["ab"], ["ab"]), (["cdef"], [])])
    assert scores.muc.recall == pytest.approx(1 / 4)
    assert scores.muc.precision == 1
    assert scores.mentions.recall == pytest.approx(2 / 6)


def test_nothing_found_and_nothing_there_score_zero() -> None:
    scores = score_chains([([], [])])
    assert scores.conll == 0
