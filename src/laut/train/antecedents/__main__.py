"""`python -m laut.train.antecedents`: learn whom speakers without a name mean, on training articles alone.

The labels are `labels/speakers.train.*.tsv` (gnq2024/train), those of `labels/speakers.newsroom.tsv` whose
articles chains were not learnt from, and `labels/speakers.10kgnad.tsv` (news whose chains nobody marked).
The threshold is the lowest chance from which nine in ten answers are right in five-fold cross-validation by
article, three times with other folds, on gnq2024/train and on all together.
"""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from datetime import date
from math import sqrt
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from laut.actors.antecedents import choose
from laut.actors.antecedents.choose import make_weights
from laut.encoding import Leads
from laut.evaluate.articles import open_articles
from laut.evaluate.links import SKIP, read_labels
from laut.pipeline import Reader, make_article
from laut.records import Reading
from laut.train.antecedents.learn import Questions, learn, predict, store
from laut.train.antecedents.questions import Question, iter_questions
from laut.train.corpora.coreference import NEWS, WIKINEWS, read_members

WEIGHTS = Path(choose.__file__).with_name("weights.json")
NETWORKS, FOLDS, TIMES, PRECISION = 4, 5, 3, 0.9
SURENESS = 1.645  # standard deviations of a one-sided 95 %
STEPS = tuple(step / 100 for step in range(30, 96))
_DATE = re.compile(r"\((\d{4}-\d\d-\d\d)\)$")


def main() -> int:
    """Ask, cross-validate, learn, write."""
    parser = argparse.ArgumentParser(prog="python -m laut.train.antecedents", description=main.__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--newsroom", type=Path, default=Path("newsroom"))
    parser.add_argument("--labels", type=Path, default=Path("labels"))
    parser.add_argument(
        "--chains",
        type=Path,
        default=Path("work/chains"),
        metavar="FOLDER",
        help="the work folder of `laut.train.chains`",
    )
    parser.add_argument("--to", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    reader = Reader()
    wikinews = [
        question
        for file in sorted(arguments.labels.glob("speakers.train.*.tsv"))
        for question in ask(reader, arguments.corpora / WIKINEWS, file)
    ]
    news = ask(reader, arguments.corpora / NEWS, arguments.labels / "speakers.10kgnad.tsv")
    newsroom = ask_unseen(arguments.chains, arguments.newsroom / "train", arguments.labels)
    everything = [*wikinews, *newsroom, *news]
    chances = [cross_validate(everything, seed) for seed in range(TIMES)]
    threshold = 0.0
    for name, part in (("gnq2024/train", slice(len(wikinews))), ("all", slice(None))):
        asked = TIMES * everything[part]
        answered = np.concatenate([each[part] for each in chances])
        found = find_threshold(asked, answered, TIMES)
        threshold = max(threshold, found)
        print(f"{name}: {describe(asked, answered, found)}")
    questions = Questions(everything)
    networks = [store(learn(questions, range(len(everything)), seed)) for seed in range(NETWORKS)]
    values = {"version": f"{date.today():%Y.%m.%d}", "threshold": threshold, "networks": networks}
    make_weights(values)
    arguments.to.write_text(json.dumps(values, separators=(",", ":")) + "\n", "utf-8")
    return 0


def ask_unseen(chains: Path, articles: Path, labels: Path) -> list[Question]:
    """The questions about those of the project's articles that the work folder's model has not seen."""
    parts = read_members(labels / "chains.newsroom.tsv")
    its = ask(Reader(chains), articles, labels / "speakers.newsroom.tsv")
    return [one for one in its if parts[one.article][0] == "dev"]


def ask(reader: Reader, articles: Path, labels: Path) -> list[Question]:
    """The questions of one file of labels about the articles (see `open_articles`) of one place."""
    find_text = open_articles(articles)

    def read(name: str) -> tuple[Reading, Leads]:
        dated = _DATE.search(name)
        published = date.fromisoformat(dated[1]) if dated else None
        return reader.find_statements(make_article(find_text(name), published_on=published))

    rows = [row for row in read_labels(labels) if row["answer"] != SKIP]
    return list(iter_questions(rows, read, reader.linker))


def cross_validate(
    everything: Sequence[Question], seed: int = 0, networks: int = NETWORKS
) -> NDArray[np.float32]:
    """Chances [Z, N + 1] by networks that did not see the article; the folds follow from the seed."""
    questions = Questions(everything)
    articles = sorted({one.article for one in everything})
    np.random.default_rng(seed).shuffle(articles)
    fold = {article: at % FOLDS for at, article in enumerate(articles)}
    chances = np.zeros(tuple(questions.right.shape), dtype=np.float32)
    for number in range(FOLDS):
        inside = [at for at, one in enumerate(everything) if fold[one.article] == number]
        outside = [at for at, one in enumerate(everything) if fold[one.article] != number]
        nets = [learn(questions, outside, seed) for seed in range(networks)]
        chances[inside] = predict(nets, questions, inside)
    return chances


def find_answers(questions: Sequence[Question], chances: NDArray[np.float32]) -> list[tuple[float, bool]]:
    """The chance of each answer that has an id, and whether it is right."""
    answers = []
    for one, row in zip(questions, chances, strict=True):
        best = int(row.argmax())
        if best < len(one.right) and one.linked[best]:
            answers.append((float(row[best]), bool(one.right[best])))
    return answers


def find_threshold(questions: Sequence[Question], chances: NDArray[np.float32], times: int = 1) -> float:
    """The lowest chance from which so many answers are right that `PRECISION` is promised with 95 % certainty
    (the lower end of Wilson's interval); the highest where it is never so. The questions were answered
    `times` times, which is no more than once."""
    answers = find_answers(questions, chances)
    for step in STEPS:
        kept = [right for chance, right in answers if chance >= step]
        if kept and find_lower_end(sum(kept) / len(kept), len(kept) / times) >= PRECISION:
            return step
    return STEPS[-1]


def find_lower_end(share: float, count: float) -> float:
    """The lower end of the one-sided 95 % interval of a share (Wilson 1927)."""
    z = SURENESS**2 / count
    spread = SURENESS * sqrt(share * (1 - share) / count + z / (4 * count))
    return (share + z / 2 - spread) / (1 + z)


def describe(questions: Sequence[Question], chances: NDArray[np.float32], threshold: float) -> str:
    """One line: what a threshold gives."""
    kept = [right for chance, right in find_answers(questions, chances) if chance >= threshold]
    able = sum(one.has_actor for one in questions)
    return (
        f"{len(questions)} questions, {able} with an actor; from {threshold:.2f} on {sum(kept)} of "
        f"{len(kept)} right, {len(kept) / max(1, able):.1%} answered"
    )


if __name__ == "__main__":
    sys.exit(main())
