"""`python -m laut.train`: from the corpora folder to a model folder, resumable after a kill at any time.

Every stage keeps a checkpoint in the work folder and goes on from it; a finished stage is not run again.
"""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

import torch

from laut.language.pieces import Pieces
from laut.train.card import write_card
from laut.train.e5 import find_e5, read_e5
from laut.train.export import copy_settings, cut_vocabulary, write_model
from laut.train.network import Network
from laut.train.plan import CORPORA, NAMES, STAGES
from laut.train.samples import Sample, make_samples
from laut.train.settle import settle
from laut.train.start import make_network
from laut.train.tagging import PASSES, train_tagger
from laut.train.tags import TAG_SETS
from laut.train.trainer import SAVE_SECONDS, Stage, train

FITTED_TEXTS = 40  # articles that int8 is fitted to


def main() -> int:
    """Train, export, calibrate; prints one JSON line a report."""
    arguments = _parse()
    torch.set_num_threads(arguments.threads)
    arguments.work.mkdir(parents=True, exist_ok=True)
    stages = [replace(s, epochs=max(1, round(s.epochs * arguments.epochs))) for s in STAGES]
    folders = {name: arguments.corpora / corpus.folder for name, corpus in CORPORA.items()}
    folders["newsroom"] = arguments.newsroom / "train"
    network, pieces, keep = make_network(read_e5(find_e5()), folders, arguments.layers)
    for stage in stages:
        network = run_stage(network, stage, folders, pieces, arguments)
    named = read_named(folders, pieces)
    train_tagger(network, named, arguments.passes, arguments.seed, arguments.device, _report)
    torch.save(network.to("cpu").state_dict(), arguments.work / "network.pt")
    shipped = cut_vocabulary(network, pieces, keep)
    examples = [e for name in ("gnq", "newsroom") for e in CORPORA[name].read(folders[name])]
    texts = [example.text for example in examples[:: len(examples) // FITTED_TEXTS + 1]]
    write_model(arguments.out, network, shipped, "newsreader", arguments.version, texts=texts)
    devs = [arguments.corpora / "quotes/gnq2024/dev", arguments.newsroom / "dev"]
    settle(arguments.out, devs, examples, arguments.threads)
    full = arguments.work / "float32"
    write_model(full, network, shipped, "newsreader", arguments.version, quantize=False)
    copy_settings(arguments.out, full)
    write_card(arguments.out, arguments.corpora, stages, arguments.newsroom / "test", full)
    return 0


def read_named(folders: dict[str, Path], pieces: Pieces) -> list[Sample]:
    """The samples that names are learned from."""
    return [
        replace(sample, head=None)
        for name, share in NAMES.items()
        for number, example in enumerate(CORPORA[name].read(folders[name]))
        if number % share == 0
        for sample in make_samples(example, pieces, TAG_SETS)
        if sample.tags
    ]


def run_stage(
    network: Network, stage: Stage, folders: dict[str, Path], pieces: Pieces, arguments: argparse.Namespace
) -> Network:
    """One stage over the samples of its corpora."""
    corpora: dict[str, list[Sample]] = {
        name: [
            s
            for example in CORPORA[name].read(folders[name])
            for s in make_samples(example, pieces, TAG_SETS)
        ]
        for name in stage.mix
    }
    return train(
        network,
        stage,
        corpora,
        arguments.work,
        seed=arguments.seed,
        device=arguments.device,
        report=_report,
        save_seconds=arguments.save_seconds,
    )


def _report(values: dict[str, object]) -> None:
    print(json.dumps(values), file=sys.stderr, flush=True)


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m laut.train", description="Train the model of laut.")
    parser.add_argument(
        "--corpora", type=Path, required=True, help="folder of the corpora (see docs/training.md)"
    )
    parser.add_argument("--newsroom", type=Path, default=Path("newsroom"), help="the project's own articles")
    parser.add_argument("--out", type=Path, required=True, help="the model folder to write")
    parser.add_argument("--work", type=Path, default=Path("training"), help="checkpoints; keep it to resume")
    parser.add_argument("--version", default="1", help="version of the model, as it stands in every evidence")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--threads", type=int, default=2, help="threads on a CPU")
    parser.add_argument("--epochs", type=float, default=1, help="multiply every stage's epochs by this")
    parser.add_argument("--layers", type=int, default=12, help="encoder layers; fewer to try things out")
    parser.add_argument("--passes", type=int, default=PASSES, help="passes over the names, at the end")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save-seconds", type=float, default=SAVE_SECONDS, help="time between checkpoints")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
