"""`python -m laut.train.ablate`: what each lever is worth, on a small network and a small budget.

Every arm trains from the same start with the same seed and passes over gnq2024/train; only its lever differs.
Prints one line of a Markdown table an arm, as it is done; a finished arm is read from the work folder. The
small network (four layers, two passes) ranks levers; its figures are not the shipped model's.
"""

import argparse
import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch

from laut.language.pieces import Pieces
from laut.pipeline import Reader
from laut.train.card import measure_statements
from laut.train.corpora.agreed import read_agreed
from laut.train.corpora.coreference import NEWS
from laut.train.corpora.examples import Example
from laut.train.e5 import find_e5, read_e5
from laut.train.export import cut_vocabulary, write_model
from laut.train.plan import CORPORA, Corpus
from laut.train.samples import Sample, make_samples
from laut.train.settle import settle
from laut.train.start import make_network
from laut.train.tags import TAG_SETS
from laut.train.trainer import Stage, train

Mix = dict[str, float]

PLAIN: Mix = {"gnq": 1}
AGREED = Path("training/agreed.jsonl")  # what `laut.train.agree` wrote
WITH_AGREED = CORPORA | {
    "agreed": Corpus(NEWS, lambda table: read_agreed(table, AGREED), CORPORA["gnq"].licence)
}


@dataclass(frozen=True)
class Arm:
    """One experiment: what is trained on before and with the corpus, for how long, and how averaged."""

    name: str
    mix: Mix
    before: Mix | None = None
    longer: int = 1
    averaging: float = 0.99


ARMS = (
    Arm("gnq2024/train alone", PLAIN),
    Arm("without averaged weights", PLAIN, averaging=0.0),
    Arm("twice as long", PLAIN, longer=2),
    Arm("the project's articles once", PLAIN | {"newsroom": 1}),
    Arm("the project's articles three times", PLAIN | {"newsroom": 3}),
    Arm("pretraining on PolNeAR", PLAIN, before={"english": 0.2}),
    Arm("speeches and prose as further tasks", PLAIN | {"speeches": 0.15, "prose": 0.08}),
    Arm("names in the same encoder", PLAIN | {"names": 0.2}),
    Arm("all together", PLAIN | {"newsroom": 1, "names": 0.2}, before={"english": 0.2}, longer=2),
    Arm("what several models agree on", PLAIN | {"agreed": 1}),
)


def main() -> int:
    """Run the arms one after the other."""
    parser = argparse.ArgumentParser(prog="python -m laut.train.ablate", description=main.__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--newsroom", type=Path, default=Path("newsroom"))
    parser.add_argument("--work", type=Path, default=Path("training/ablations"))
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--passes", type=int, default=2, help="over gnq2024/train")
    parser.add_argument("--arms", nargs="*", default=[arm.name for arm in ARMS])
    arguments = parser.parse_args()
    torch.set_num_threads(2)
    print(
        "| lever | dev joint | message | roles | newsroom/test joint |\n|---|---:|---:|---:|---:|", flush=True
    )
    for number, arm in enumerate(ARMS):
        if arm.name in arguments.arms:
            found = run_arm(arm, arguments.work / str(number), arguments)
            cells = [f"{100 * found[key]:.1f}" for key in ("joint", "message", "roles", "newsroom")]
            print(f"| {arm.name} | {' | '.join(cells)} |", flush=True)
    return 0


def run_arm(arm: Arm, work: Path, arguments: argparse.Namespace) -> dict[str, float]:
    """Train, settle and measure one arm; or what was measured before."""
    result = work / "result.json"
    if result.exists():
        kept: dict[str, float] = json.loads(result.read_text("utf-8"))
        return kept
    work.mkdir(parents=True, exist_ok=True)
    folders = {name: arguments.corpora / corpus.folder for name, corpus in WITH_AGREED.items()}
    folders["newsroom"] = arguments.newsroom / "train"
    network, pieces, keep = make_network(read_e5(find_e5()), folders, arguments.layers)
    for stage in make_stages(arm, arguments.passes):
        network = train(network, stage, read_samples(stage.mix, folders, pieces), work, report=_report)
    write_model(work / "model", network, cut_vocabulary(network, pieces, keep), arm.name, "0")
    examples = list(CORPORA["gnq"].read(folders["gnq"]))
    dev = arguments.corpora / "quotes/gnq2024/dev"
    settle(work / "model", [dev], examples)
    found = measure_arm(work / "model", dev, arguments.newsroom / "test")
    result.write_text(json.dumps(found), "utf-8")
    return found


def make_stages(arm: Arm, passes: int) -> list[Stage]:
    """The stages of an arm; all learn at the same rates."""
    plain = Stage("train", arm.mix, passes * arm.longer, batch_pieces=1700, averaging=arm.averaging)
    return [*([replace(plain, name="before", mix=arm.before, epochs=1)] if arm.before else []), plain]


def read_samples(mix: Mix, folders: dict[str, Path], pieces: Pieces) -> dict[str, list[Sample]]:
    """The samples of every corpus of a mix, without chains: no arm asks for them."""

    def read(example: Example) -> list[Sample]:
        example.chains = []
        return list(make_samples(example, pieces, TAG_SETS))

    return {name: [s for e in WITH_AGREED[name].read(folders[name]) for s in read(e)] for name in mix}


def measure_arm(folder: Path, dev: Path, newsroom: Path) -> dict[str, float]:
    """The figures of the table, as shares."""
    reader = Reader(folder)
    scores: dict[str, Any] = measure_statements(reader, dev)["scores"]
    found = {name: scores[name]["f1"] for name in ("joint", "message", "roles")}
    return found | {"newsroom": measure_statements(reader, newsroom)["scores"]["joint"]["f1"]}


def _report(values: dict[str, object]) -> None:
    print(json.dumps(values), file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
