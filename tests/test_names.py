"""Tag chances → mentions: the best path that is one, nested layers, forms and labels."""

import numpy as np
import pytest

from laut.language.names import find_mentions, read_tags
from laut.language.tokens import find_tokens
from laut.models.folder import Logistic

NAMES = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-LOCderiv", "I-LOCderiv", "B-ORGpart", "I-ORGpart")


def chances_of(*tags: str, sure: float = 0.9) -> np.ndarray:
    rest = (1 - sure) / (len(NAMES) - 1)
    rows = [[sure if name == tag else rest for name in NAMES] for tag in tags]
    return np.array(rows, dtype=np.float16)


def runs(*tags: str, sentences: list[tuple[int, int]] | None = None) -> list[tuple[int, int, str]]:
    found = read_tags(chances_of(*tags), NAMES, sentences or [(0, len(tags))])
    return [(start, end, label) for start, end, label, _ in found]


def test_runs_of_a_clean_path() -> None:
    tags = ("B-PER", "I-PER", "B-PER", "O", "B-LOC")
    assert runs(*tags) == [(0, 2, "PER"), (2, 3, "PER"), (4, 5, "LOC")]


def test_a_path_that_is_none_is_mended() -> None:
    assert runs("O", "I-PER", "O") in ([], [(1, 2, "PER")], [(0, 2, "PER")])
    assert runs("B-LOC", "I-PER", "I-PER") in (
        [(0, 3, "PER")],
        [(0, 1, "LOC")],
        [(0, 1, "LOC"), (1, 3, "PER")],
    )


def test_names_end_with_their_sentence() -> None:
    assert runs("B-PER", "I-PER", "B-PER", sentences=[(0, 2), (2, 3)]) == [(0, 2, "PER"), (2, 3, "PER")]
    assert all(end <= 1 or start >= 1 for start, end, _ in runs("B-PER", "I-PER", sentences=[(0, 1), (1, 2)]))


@pytest.mark.parametrize(
    ("tag", "form", "label"),
    [("PER", "name", "person"), ("LOCderiv", "derived", "place"), ("ORGpart", "derived", "organisation")],
)
def test_forms_and_labels(tag: str, form: str, label: str) -> None:
    tokens = find_tokens("Wort")
    tags = {"names": chances_of(f"B-{tag}"), "inner_names": chances_of(f"B-{tag}")}
    layers = {"names": NAMES, "inner_names": NAMES}
    found = find_mentions(tokens, [(0, 1)], (0, 1), tags, layers, 0.5, Logistic(0.0, (1.0,)), "test@0")
    assert [(m.form, m.label, m.span.start, m.span.end) for m in found] == [(form, label, 0, 4)]
    assert found[0].evidence.score == pytest.approx(0.9, abs=0.02)


def test_below_the_threshold_there_is_no_mention() -> None:
    tokens = find_tokens("Wort")
    tags = {"names": chances_of("B-PER", sure=0.6)}
    assert (
        find_mentions(tokens, [(0, 1)], (0, 1), tags, {"names": NAMES}, 0.7, Logistic(0.0, (1.0,)), "test@0")
        == ()
    )


def test_an_article_alone_is_no_mention() -> None:
    names = ("O", "B-organisation", "I-organisation")
    tokens = find_tokens("Die Partei")

    def find(*tags: int) -> list[tuple[int, int]]:
        chances = np.full((2, 3), 0.05, dtype=np.float16)
        chances[[0, 1], tags] = 0.9
        found = find_mentions(
            tokens,
            [(0, 2)],
            (0, 2),
            {"mentions": chances},
            {"mentions": names},
            0.5,
            Logistic(0.0, (1.0,)),
            "test@0",
        )
        return [(m.span.start, m.span.end) for m in found]

    assert find(1, 2) == [(0, 10)]
    assert find(1, 0) == []
