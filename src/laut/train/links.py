"""`python -m laut.train.links`: fit the decision that links chains to actors, on training articles alone.

Two kinds of questions: labels by hand (`labels/links.train.tsv`), and silver ones: people whose full name in
the text is that of one entry, in office at the date and of a country in the article. They are asked again by
their last name alone, and with the entry taken out of the base, so that no candidate is right. Both kinds
together weigh the same. Every feature speaks for a candidate where it is positive: no weight is negative.
"""

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from laut.actors.chains import complete_chains
from laut.actors.compare import NAMES, Case, compare
from laut.actors.knowledge import Knowledge, Remembered
from laut.actors.resolve import Decision, iter_cases, make_case, make_page
from laut.evaluate.calibration import make_reliability
from laut.evaluate.links import find_chain, is_actor, parse_answer, read_labels
from laut.export.gnq import read_gnq
from laut.knowledge.base import Entry, load_default
from laut.knowledge.holding import Held
from laut.pipeline import Reader, make_article
from laut.records import Reading, Span

DECISION = Path(__file__).parents[1] / "actors" / "decision.json"
CORPUS = "gnq2024/train"
FOLDS = 5
RIDGE = 0.003
# What the weights are drawn to: seats that speak are too rare in the labels, and must not weigh nothing.
PRIOR = {
    "full_name": 4, "single_name": 3, "place_name": 1, "first_name": 4, "all_names": 3, "nominals": 2,
    "gender": 1.5, "kind": 1, "office_now": 3, "office_ever": 1, "office_alone": 2, "country_of_office": 1,
    "life": 2, "activity": 1, "country": 0.5, "foreign": 2, "foreign_body": 1, "home": 0.3, "german": 0.3,
    "international": 1, "cut": 3, "party": 1.5, "weight": 4, "rivals": 0.5, "lead": 2, "body": 3, "place": 2,
    "metonym": 3, "demonym": 1.5, "context": 1, "acting": 1.5, "place_acting": 1,
}  # fmt: skip
PRECISION = 0.97  # of links at the published threshold, in cross-validation
STEPS = tuple(step / 100 for step in range(80, 100))
LOCAL = 0.6  # from which a name gets an id of its own
# How likely a name that nobody fits is one, beside what the tagger says: right ones over the sum of its
# chances, of the 236 names of `labels/links.local.tsv` that had an id of their own on 2026-11-22.
NAMED = {"person": 0.97, "organisation": 0.73, "place": 0.9}
_DATE = re.compile(r"\((\d{4}-\d\d-\d\d)\)$")


@dataclass(frozen=True, slots=True)
class Question:
    """A chain with the features of its candidates, which of them are right, and what it counts."""

    article: str
    features: tuple[tuple[float, ...], ...]
    right: tuple[bool, ...]
    by_hand: bool
    is_local: bool = False


class Without(Remembered):
    """A base that lacks one entry."""

    def __init__(self, base: Knowledge, missing: str) -> None:
        super().__init__(base)
        find, find_last, holders = self.find, self.find_last, self.holders
        self.find = _leave_out(find, missing)  # type: ignore[assignment]
        self.find_last = _leave_out(find_last, missing)  # type: ignore[assignment]

        def find_holders(office: str, place: str, on: date | None) -> tuple[Held, ...]:
            return tuple(held for held in holders(office, place, on) if held.id != missing)

        self.holders = find_holders  # type: ignore[assignment]


def _leave_out(find: Callable[[str], tuple[Entry, ...]], missing: str) -> Callable[[str], tuple[Entry, ...]]:
    return lambda name: tuple(entry for entry in find(name) if entry.id != missing)


def make_question(case: Case, answer: Sequence[str], *, by_hand: bool, article: str) -> Question:
    """The candidates of a case, right where they are one of the answers."""
    features = tuple(compare(candidate, case)[0] for candidate in case.candidates)
    right = tuple(any(is_actor(c.entry.id, one, case.base) for one in answer) for c in case.candidates)
    return Question(article, features, right, by_hand, answer == ("local",))


def iter_silver(case: Case, base: Knowledge, article: str) -> Iterator[Question]:
    """A full name of one entry: as it stands, by the last name, and both without the entry."""
    portrait, on = case.portrait, case.scene.on
    named = [c.entry for c in case.candidates if "name" in c.ways]
    if portrait.label != "person" or " " not in portrait.name or len(named) != 1 or on is None:
        return
    entry = named[0]
    if entry.kind != "person" or not entry.first or not entry.first - 1 <= on.year <= entry.last + 1:
        return
    if case.scene.countries and entry.country not in case.scene.countries:
        return
    short = replace(portrait, names=(portrait.name.split()[-1],))
    for asked in (portrait, short):
        for known in (base, Without(base, entry.id)):
            variant = make_case(asked, case.scene, known)
            if variant.candidates:
                yield make_question(variant, (entry.id,), by_hand=False, article=article)


def fit(questions: Sequence[Question]) -> tuple[float, tuple[float, ...]]:
    """Bias and weights of 0 and more: the likeliest for the right candidate, or none, drawn to `PRIOR`."""
    x = np.array([row for q in questions for row in q.features])
    right = np.array([one for q in questions for one in q.right], dtype=float)
    owner = np.repeat(np.arange(len(questions)), [len(q.features) for q in questions])
    has_right = np.array([any(q.right) for q in questions])
    hand = np.array([q.by_hand for q in questions])
    prior = np.array([PRIOR.get(name, 0.0) for name in NAMES])
    share = np.where(hand, 1 / max(1, hand.sum()), 1 / max(1, (~hand).sum()))

    def cost(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        odds = np.exp(np.clip(parameters[0] + x @ parameters[1:], -30, 30))
        total = 1 + np.bincount(owner, odds, len(questions))
        good = np.where(has_right, np.bincount(owner, odds * right, len(questions)), 1.0)
        value = np.sum(share * (np.log(total) - np.log(good))) + RIDGE * np.mean(
            (parameters[1:] - prior) ** 2
        )
        hit = np.where(has_right, 1 / good, 0.0)[owner] * odds * right
        slope = share[owner] * (odds / total[owner] - hit)
        ridge = np.concatenate([[0.0], 2 * RIDGE * (parameters[1:] - prior) / x.shape[1]])
        return float(value), np.concatenate([[slope.sum()], slope @ x]) + ridge

    bounds = [(None, None)] + [(0.0, None)] * x.shape[1]
    found = minimize(cost, np.concatenate([[-4.0], prior]), jac=True, method="L-BFGS-B", bounds=bounds).x
    return round(float(found[0]), 3), tuple(round(float(w), 3) for w in found[1:])


def score(parameters: tuple[float, tuple[float, ...]], question: Question) -> tuple[float, bool]:
    """The highest score of a question's candidates, and whether that one is right."""
    bias, weights = parameters
    decision = Decision("", bias, dict(zip(NAMES, weights, strict=True)), 0.0, 0.0, {})
    scored = decision.score(question.features)
    best = int(np.argmax(scored))
    return scored[best], question.right[best]


def cross_validate(questions: Sequence[Question]) -> list[tuple[Question, float, bool]]:
    """For every hand-labelled question the score of its best candidate, fitted on other articles."""
    articles = sorted({q.article for q in questions})
    fold_of = {article: number % FOLDS for number, article in enumerate(articles)}
    found = []
    for fold in range(FOLDS):
        fitted = fit([q for q in questions if fold_of[q.article] != fold])
        asked = [q for q in questions if fold_of[q.article] == fold and q.by_hand]
        found += [(q, *score(fitted, q)) for q in asked]
    return found


def choose_threshold(points: Sequence[tuple[float, bool]]) -> float:
    """The lowest from which the precision is `PRECISION`, at every higher one too or almost."""
    for threshold in STEPS:
        answered = [right for value, right in points if value >= threshold]
        if answered and sum(answered) / len(answered) >= PRECISION:
            return threshold
    return STEPS[-1]


def main() -> int:
    """Read the training articles, fit, print the cross-validation, write decision.json."""
    parser = argparse.ArgumentParser(prog="python -m laut.train.links", description=main.__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--labels", type=Path, default=Path("labels/links.train.tsv"))
    parser.add_argument("--out", type=Path, default=DECISION)
    parser.add_argument("--version", default="1")
    arguments = parser.parse_args()
    files = sorted((arguments.corpora / "quotes" / CORPUS).glob("*.json"))
    questions = make_questions(iter_readings(files), Remembered(load_default()), arguments.labels)
    decision, report = decide(questions, arguments.version)
    sys.stderr.write(json.dumps(report) + "\n")
    arguments.out.write_text(json.dumps(decision, indent=1) + "\n", "utf-8")
    return 0


def iter_readings(files: Iterable[Path]) -> Iterator[tuple[str, Reading]]:
    """The readings of dated articles."""
    reader = Reader()
    for file in files:
        dated = _DATE.search(file.stem)
        if dated and not dated[1].startswith("0"):
            article = make_article(read_gnq(file).text, published_on=date.fromisoformat(dated[1]))
            yield file.stem, reader.read_article(article)


def make_questions(readings: Iterable[tuple[str, Reading]], base: Knowledge, labels: Path) -> list[Question]:
    """Silver questions of all articles, and those of the labels."""
    wanted: dict[str, list[tuple[Span, tuple[str, ...]]]] = {}
    for row in read_labels(labels):
        span = Span(int(row["start"]), int(row["end"]))
        wanted.setdefault(row["file"], []).append((span, parse_answer(row["answer"])))
    questions: list[Question] = []
    for name, reading in readings:
        page = make_page(reading)
        reading = complete_chains(reading, page, base)
        asked = [(find_chain(reading, span, page, base), answer) for span, answer in wanted.get(name, ())]
        for case in iter_cases(reading, page, base):
            questions += iter_silver(case, base, name)
            for number, answer in asked:
                if case.candidates and number == case.portrait.chain:
                    questions.append(make_question(case, answer, by_hand=True, article=name))
    return questions


def decide(questions: Sequence[Question], version: str) -> tuple[dict[str, object], dict[str, object]]:
    """The decision, and what cross-validation says of it."""
    validated = cross_validate(questions)
    points = [(value, right) for _, value, right in validated]
    threshold = choose_threshold(points)
    answered = [right for value, right in points if value >= threshold]
    answerable = [right for (q, value, right) in validated if any(q.right)]
    report: dict[str, object] = {
        "questions": len(questions),
        "by_hand": len(points),
        "threshold": threshold,
        "precision": sum(answered) / max(1, len(answered)),
        "share_of_answerable": len(answered) / max(1, len(answerable)),
        "calibration_error": make_reliability("links", points).error,
    }
    bias, weights = fit(questions)
    decision = {
        "version": version,
        "bias": bias,
        "weights": dict(zip(NAMES, weights, strict=True)),
        "threshold": threshold,
        "local_threshold": LOCAL,
        "named": NAMED,
    }
    return decision, report


if __name__ == "__main__":
    sys.exit(main())
