"""Learning whom speakers mean: the runtime computes what torch learnt, and what is plain is learnt."""

from dataclasses import replace

import numpy as np
import pytest
from small_base import make_small_base

from laut.actors.antecedents.choose import make_weights
from laut.actors.antecedents.features import FEATURES, QUERY_FEATURES
from laut.actors.linker import Linker
from laut.encoding import Leads
from laut.pipeline import make_article
from laut.records import Analysis, Chain, Evidence, Member, Mention, Reading, Span
from laut.train.antecedents.__main__ import cross_validate, find_lower_end, find_threshold
from laut.train.antecedents.learn import Questions, learn, predict, store
from laut.train.antecedents.questions import Question, iter_questions


def make_questions(count: int) -> list[Question]:
    """Whoever has the first feature is meant; nobody where nobody has."""
    rng = np.random.default_rng(5)
    made = []
    for number in range(count):
        n = int(rng.integers(1, 5))
        x = np.zeros((n, len(FEATURES)), dtype=np.float32)
        x[:, 1:4] = rng.uniform(0, 1, (n, 3))
        right = np.zeros(n, dtype=bool)
        if number % 3:
            right[int(rng.integers(0, n))] = True
        x[:, 0] = right
        q = np.zeros(len(QUERY_FEATURES), dtype=np.float32)
        made.append(Question(f"a{number % 10}", x, q, right, np.ones(n, dtype=bool), bool(right.any())))
    return made


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    return make_questions(200)


def test_the_runtime_computes_what_torch_learnt(questions: list[Question]) -> None:
    tensors = Questions(questions)
    net = learn(tensors, range(60), seed=1)
    expected = predict([net], tensors, range(60, 80))
    weights = make_weights({"version": "1", "threshold": 0.5, "networks": [store(net)]})
    for one, row in zip(questions[60:80], expected, strict=True):
        chances = weights.score(one.x, one.q)
        n = len(one.right)
        assert np.allclose(chances[:n], row[:n], atol=0.02)
        assert chances[n] == pytest.approx(row[-1], abs=0.02)


def test_what_is_plain_is_learnt(questions: list[Question]) -> None:
    chances = cross_validate(questions, networks=1)
    best = chances.argmax(1)
    right = [
        b < len(q.right) and q.right[b] if q.right.any() else b == chances.shape[1] - 1
        for q, b in zip(questions, best, strict=True)
    ]
    assert np.mean(right) > 0.8
    assert find_threshold(questions, chances) < 0.9


def test_labels_become_questions_in_reading_order() -> None:
    text = "Ulla Brandhofer kam. Jens Karst auch. Sie lachte. Danach regnete es."
    sure = Evidence("test@1", 1.0)
    names = (Span(0, 15), Span(21, 31))
    analysis = Analysis(
        (Span(0, 20), Span(21, 37), Span(38, 49), Span(50, len(text))),
        (),
        tuple(Mention(name, "name", "person", sure) for name in names),
        tuple(Chain((Member(name, "name", sure),), "person") for name in names),
    )
    rows = [
        {"file": "a", "start": "50", "end": "56", "answer": "none"},
        {"file": "a", "start": "38", "end": "41", "answer": "name:Ulla Brandhofer", "mention_start": "0",
         "mention_end": "15"},
    ]  # fmt: skip
    reading = Reading(make_article(text), analysis, ())
    she, then = iter_questions(rows, lambda _: (reading, Leads()), Linker(make_small_base()))
    assert (she.right.tolist(), she.has_actor) == ([True, False], True)
    assert (then.right.tolist(), then.has_actor) == ([False, False], False)
    at = FEATURES.index("any 1")  # "Sie" was settled, and counts as a place of hers for what follows
    assert (she.x[:, at].tolist(), then.x[:, at].tolist()) == ([0, 1], [1, 0])


def test_a_threshold_promises_its_precision() -> None:
    assert find_lower_end(0.95, 1000) == pytest.approx(0.937, abs=0.001)
    assert find_lower_end(0.95, 40) < 0.9 < find_lower_end(0.95, 400)


def test_what_the_words_say_is_no_networks_question(questions: list[Question]) -> None:
    one = replace(
        questions[1], x=questions[1].x[:1], right=np.array([True]), linked=np.array([True]), is_said=True
    )
    chances = cross_validate([*questions[:60], one], networks=1)
    assert chances[-1].tolist() == [1.0, *[0.0] * (chances.shape[1] - 1)]
