"""Network → model folder: cut the vocabulary, write the graphs, settings, card and checksums."""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import onnx
import torch

from laut.language.pieces import SPECIALS, Pieces
from laut.models.folder import FORMAT, write_checksums
from laut.statements.labels import KINDS, ROLES
from laut.train.corpora.examples import Example
from laut.train.graph import make_encoder_graph, make_reader_graph
from laut.train.network import Network
from laut.train.samples import make_samples
from laut.train.smooth import find_peaks
from laut.train.tags import TAG_SETS

SHIPPED_LAYERS = ("names", "inner_names", "mentions")
UNCALIBRATED = {
    "anchor_threshold": 0.2,
    "statement_thresholds": dict.fromkeys(KINDS, 0.4),
    "role_thresholds": dict.fromkeys(ROLES, 0.5),
    "switch_costs": {**dict.fromkeys(ROLES, 0.5), "content": 1.6},
    "statement_score": {"bias": 0.0, "weights": [0.5, 0.5, 0.0, 0.0, *(0.0 for _ in KINDS)]},
    "published_score": {"bias": 0.0, "weights": [0.5, 0.5, 0.0, 0.0, *(0.0 for _ in KINDS)]},
    "role_scores": {
        role: {"bias": 0.0, "weights": [0.5, 0.5, 0.5, *[0.0] * (4 + len(KINDS))]} for role in ROLES
    },
    "publish_thresholds": dict.fromkeys(ROLES, 0.0),
    "name_threshold": 0.6,
    "name_score": {"bias": 0.0, "weights": [1.0]},
}


def cut_vocabulary(network: Network, pieces: Pieces, keep: Iterable[str]) -> Pieces:
    """Keep only some pieces, in the network and in the vocabulary; used to leave out the English ones."""
    wanted = set(keep) | set(SPECIALS)
    rows = [i for i, (piece, _) in enumerate(pieces.pieces) if piece in wanted]
    weight = network.encoder.words.weight.data[rows]
    network.encoder.words = torch.nn.Embedding.from_pretrained(weight, freeze=True)
    return Pieces([pieces.pieces[i] for i in rows])


def write_model(
    folder: Path,
    network: Network,
    pieces: Pieces,
    name: str,
    version: str,
    quantize: bool = True,
    texts: Iterable[str] = (),
) -> None:
    """Write a model folder with neutral thresholds and an empty card; calibration fills them in.

    `texts` are some of the training's; int8 is fitted to the largest values that they bring about.
    """
    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    samples = (s for text in texts for s in make_samples(Example(name, text, None), pieces, TAG_SETS))
    peaks = find_peaks(network, samples) if quantize else {}
    onnx.save(make_encoder_graph(network, SHIPPED_LAYERS, quantize, peaks), str(folder / "encoder.onnx"))
    onnx.save(make_reader_graph(network, quantize), str(folder / "reader.onnx"))
    rows = (f"{piece}\t{score:.4f}\n" for piece, score in pieces.pieces)
    (folder / "pieces.tsv").write_text("".join(rows), "utf-8")
    tags = {layer: TAG_SETS[layer] for layer in SHIPPED_LAYERS}
    write_settings(folder, {"format": FORMAT, "name": name, "version": version, "tags": tags, **UNCALIBRATED})
    for name in ("media.json", "card.json", "card.md"):
        (folder / name).write_text("{}\n" if name.endswith("json") else "", "utf-8")
    write_checksums(folder)


def write_settings(folder: Path, settings: dict[str, object]) -> None:
    """Write `settings.json`; the checksums are then stale until `write_checksums`."""
    settings = {name: value for name, value in settings.items() if name != "medium_weights"}
    text = json.dumps(settings, ensure_ascii=False, indent=1)
    (folder / "settings.json").write_text(text + "\n", "utf-8")


def copy_settings(source: Path, target: Path) -> None:
    """Give a model folder the settings of another one (the same model in another precision)."""
    for name in ("settings.json", "media.json"):
        shutil.copy(source / name, target / name)
    write_checksums(target)
