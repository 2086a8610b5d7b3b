"""`python -m laut.train.chains`: learn chains on a model's frozen encoder, and add them to its folder.

First on the training texts alone: the development texts choose how readily phrases are linked and fit the
scores. Then once more on both. The texts that are held out are not looked at; `laut evaluate chains`
measures them. The first model stays in the work folder: `laut.train.antecedents` asks it about the project's
own articles that it has not seen.
"""

import argparse
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import torch

from laut.evaluate.chains import evaluate_chains
from laut.language.coreference.network import Rules
from laut.models.folder import DEFAULT, write_checksums
from laut.pipeline import Reader
from laut.train.chains.documents import TALKS, Document, add_pairs, make_classed, make_document
from laut.train.chains.learn import add_odds, train_links, train_phrases_across, train_words
from laut.train.chains.network import Tagger
from laut.train.chains.settle import (
    Weights,
    choose_bias,
    find_chains,
    fit_score,
    gather_weights,
    write_chains,
)
from laut.train.corpora.coreference import read_chains, read_classes, read_own

LINKERS = 2  # trained alike but for the seed; their odds are averaged
RULES = Rules("4", phrase_floor=-3.2, phrase_share=0.33, link_bias=-1.0, score=(0.0, 1.0))


def main() -> int:
    """Train, settle, train again, write; progress on stderr."""
    arguments = _parse()
    torch.set_num_threads(arguments.threads)
    reader = Reader(arguments.model, arguments.threads, actors=False)
    texts = [text for text in read_chains(arguments.corpora) if text.part != "test"]
    texts += read_own(arguments.corpora, arguments.newsroom, arguments.labels)
    classed = [make_classed(text, reader) for text in read_classes(arguments.corpora, texts)]
    tagger = train_words(classed, arguments.seed, _report)
    documents = [make_document(text, reader, tagger) for text in texts]
    _report(f"{len(documents)} texts read")
    learnt = [document for document in documents if document.text.part == "train"]
    held = [
        document for document in documents if document.text.part == "dev" and document.text.scheme != TALKS
    ]
    weights = learn(tagger, learnt, held, arguments.seed)
    bias, sweep = choose_bias(weights, held, RULES)
    _report("bias: " + ", ".join(f"{at} {100 * f1:.2f}" for at, f1 in sweep.items()))
    rules = replace(RULES, link_bias=bias)
    shutil.copytree(arguments.model, arguments.work, dirs_exist_ok=True)
    network = write_chains(arguments.work, weights, rules)
    rules = replace(rules, score=fit_score(network, held))
    network = write_chains(arguments.work, weights, rules)
    write_checksums(arguments.work)
    result = evaluate_chains([d.text for d in held], [find_chains(network, d, "chains") for d in held])
    for row in result.rows:
        _report(f"development, {row.corpus}: CoNLL F1 {100 * row.scores.conll:.2f}")
    _write(Path(arguments.model), learn(tagger, documents, held, arguments.seed), rules)
    return 0


def _write(folder: Path, weights: Weights, rules: Rules) -> None:
    write_chains(folder, weights, rules)
    write_checksums(folder)


def learn(tagger: Tagger, learnt: list[Document], held: list[Document], seed: int) -> Weights:
    """Phrases, then antecedents on the phrases that were found; `held` are only read."""
    phrases = train_phrases_across(learnt, seed, _report)
    add_odds(phrases, [document for document in held if document not in learnt])
    for document in learnt:
        add_pairs(document, RULES)
    linkers = [train_links(learnt, seed + number, _report) for number in range(LINKERS)]
    return gather_weights(tagger, phrases, linkers)


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m laut.train.chains", description=__doc__)
    parser.add_argument(
        "--corpora", type=Path, required=True, metavar="FOLDER", help="the folder of the corpora"
    )
    parser.add_argument("--newsroom", type=Path, default=Path("newsroom/train"), metavar="FOLDER")
    parser.add_argument("--labels", type=Path, default=Path("labels"), metavar="FOLDER")
    parser.add_argument(
        "--model", default=str(DEFAULT), metavar="FOLDER", help="the model folder that chains go to"
    )
    parser.add_argument(
        "--work",
        type=Path,
        default=Path("work/chains"),
        metavar="FOLDER",
        help="for the model on training texts alone",
    )
    parser.add_argument("--threads", type=int, default=1, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    return parser.parse_args()


def _report(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
