"""Trained networks → `chains.npz` and `chains.json`: what is kept, and what the development texts decide."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from torch import nn

from laut.encoding import Stretch
from laut.evaluate.chains import evaluate_chains, iter_link_points
from laut.language.coreference.finder import Collector, find_range
from laut.language.coreference.network import ChainNetwork, Rules, load_network, save_network, turn_weights
from laut.records import Chain
from laut.train.chains.documents import Document
from laut.train.chains.learn import Linker
from laut.train.chains.network import Phrases, Tagger

BIASES = (-2.5, -2.0, -1.75, -1.5, -1.25, -1.0, -0.5, 0.0)
RIDGE = 0.02
_SPANS = ("starts", "ends", "edges", "lengths")  # what only the network that chooses phrases has
_VECTORS = ("vectors", "attention")  # what only the network that describes them has
Weights = dict[str, NDArray[np.floating]]


def gather_weights(tagger: Tagger, phrases: Phrases, linkers: Sequence[Linker]) -> Weights:
    """All weights that the runtime needs, by their names there."""
    parts: list[tuple[str, nn.Module, tuple[str, ...]]] = [
        ("tagger", tagger, ()),
        ("spans", phrases, _VECTORS),
    ]
    for number, linker in enumerate(linkers):
        parts.append((f"phrases{number}", linker.phrases, _SPANS))
        parts.append((f"antecedents{number}", linker.antecedents, ()))
    return {
        f"{name}.{key}": value.detach().numpy()
        for name, network, left_out in parts
        for key, value in network.state_dict().items()
        if key.split(".")[0] not in left_out
    }


def write_chains(folder: Path, weights: Mapping[str, NDArray[np.floating]], rules: Rules) -> ChainNetwork:
    """Write the files of chains and load them again; the folder's checksums are then stale."""
    save_network(folder, weights, rules)
    load_network.cache_clear()
    return load_network(folder)


def find_chains(network: ChainNetwork, document: Document, maker: str) -> tuple[Chain, ...]:
    """The chains of a document as the pipeline finds them, without encoding it again."""
    features, reading = document.encoded.features, document.reading
    tokens, vectors = features.tokens, document.encoded.vectors.numpy()
    nothing = np.zeros((0, 0), dtype=np.float32)
    stretch = Stretch(0, (0, len(tokens)), vectors, nothing, np.zeros(0, dtype=np.int64), {})
    roles = [find_range(span, tokens) for s in reading.statements for span in (*s.speaker, *s.addressee)]
    collector = Collector(network, tokens, features.sentences)
    collector.add(stretch, reading.analysis.mentions, roles)
    return collector.find_chains(reading.analysis.mentions, reading.statements, maker)


def choose_bias(
    weights: Weights, documents: Sequence[Document], rules: Rules
) -> tuple[float, dict[float, float]]:
    """The bias with the best CoNLL F1 on some documents, and the F1 of each."""
    turned = ChainNetwork(
        turn_weights({name: value.astype(np.float32) for name, value in weights.items()}), rules
    )
    found = {}
    for bias in BIASES:
        turned.rules = replace(rules, link_bias=bias)
        chains = [find_chains(turned, document, "chains") for document in documents]
        found[bias] = evaluate_chains([d.text for d in documents], chains).rows[0].scores.conll
    return max(found, key=lambda bias: found[bias]), found


def fit_score(network: ChainNetwork, documents: Iterable[Document]) -> tuple[float, float]:
    """Bias and weight from the log odds of a link's chance to the log odds that the link is right."""
    pairs = [(document.text, find_chains(network, document, "chains")) for document in documents]
    points = list(iter_link_points(pairs))
    chances = np.clip([score for score, _ in points], 1e-4, 1 - 1e-4)
    odds, right = np.log(chances / (1 - chances)), np.array([is_right for _, is_right in points], dtype=float)

    def loss(values: NDArray[np.float64]) -> float:
        scores = values[0] + values[1] * odds
        return float(np.logaddexp(0, scores).sum() - (right * scores).sum() + RIDGE * (values**2).sum())

    fitted = minimize(loss, np.array([0.0, 1.0])).x
    return round(float(fitted[0]), 4), round(float(fitted[1]), 4)
