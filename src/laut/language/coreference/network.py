"""The networks of chains in numpy: words, phrases and antecedents from the encoder's vectors.

They are small (all together under a million weights, kept as float16), so that an article costs milliseconds.
`laut.train.chains.network` trains the very same. Shapes: T tokens, W encoder width, N phrases, P pairs.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from laut.encoding import Floats, Ints
from laut.errors import ModelError
from laut.language.coreference.phrases import Words
from laut.language.coreference.words import CASES, GENDERS, NUMBERS, ROLES, TAGS, hash_form

EDGE = 4  # neighbouring tokens on either side that a token's word class and vector depend on
_OUTPUTS = (len(TAGS), len(GENDERS) + 1, len(NUMBERS) + 1, len(CASES) + 1, len(ROLES))
Weights = Mapping[str, Floats]


@cache
def _find_libraries() -> ThreadpoolController:
    return ThreadpoolController()


def use_one_thread() -> AbstractContextManager[object]:
    """Keep numpy to one thread meanwhile: these products are small, and on busy cores threads that wait for
    each other took ten times as long (282 ms an article instead of 30 at a load of 5 on two cores)."""
    limits: AbstractContextManager[object] = _find_libraries().limit(limits=1, user_api="blas")
    return limits


@dataclass(frozen=True, slots=True)
class Rules:
    """What decides beside the weights; log odds throughout.

    `phrase_floor` and `phrase_share`: candidates are the spans above the floor, at most this share of the
    tokens. `link_bias` is added to "opens a chain". `score`: bias and weight of a link's calibrated score.
    """

    version: str
    phrase_floor: float
    phrase_share: float
    link_bias: float
    score: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Read:
    """The words of some tokens, and what phrases are described with: hidden states [T, H] of both
    networks."""

    words: Words
    spans: Floats
    vectors: tuple[Floats, ...]


class ChainNetwork:
    """All weights, by name: `tagger.…`, `spans.…` (which phrases), `phrases.…`, `antecedents.…` (which
    links)."""

    def __init__(self, weights: Weights, rules: Rules) -> None:
        self.weights, self.rules = weights, rules
        self.linkers = sum(name.endswith("attention.bias") for name in weights)

    def read(self, vectors: Floats, forms: Sequence[str]) -> Read:
        """Vectors [T, W] and forms of tokens in a row, the first and last `EDGE` only for the others'
        sake."""
        hashes = [hash_form(form) for form in forms]
        words = self.weights["tagger.words.weight"][[h[0] for h in hashes]]
        endings = self.weights["tagger.endings.weight"][[h[1] for h in hashes]]
        known = np.concatenate([words, endings, np.array([h[2] for h in hashes], dtype=np.float32)], 1)
        x = np.concatenate([self._linear("tagger.input", vectors), known], 1)
        h = _gelu(self._near("tagger.near", x, 2))
        odds = self._linear("tagger.out", np.concatenate([h, x], 1))
        parts = [_softmax(part) for part in np.split(odds, np.cumsum(_OUTPUTS)[:-1], axis=1)]
        inputs = np.concatenate([vectors, *parts, known], 1)
        found = Words(parts[0].argmax(1), parts[1], parts[2], parts[4])
        return Read(
            found,
            self._hidden("spans", inputs),
            tuple(self._hidden(f"phrases{n}", inputs) for n in range(self.linkers)),
        )

    def _hidden(self, name: str, inputs: Floats) -> Floats:
        x = _gelu(self._linear(f"{name}.input", inputs))
        x = x + _gelu(self._near(f"{name}.first", x, 1))
        return np.asarray(x + _gelu(self._near(f"{name}.second", x, 1)), dtype=np.float32)

    def score_spans(self, h: Floats, starts: Ints, lengths: Ints) -> Floats:
        """Log odds [N, 2] of spans: is it a phrase at all; does it stand in a chain."""
        ends = starts + lengths - 1
        a = self._linear("spans.starts", h).reshape(len(h), 2, -1)
        b = self._linear("spans.ends", h).reshape(len(h), 2, -1)
        edges = self._linear("spans.edges", h)
        products = np.einsum("nkw,nkw->nk", a[starts], b[ends]) / 7
        lengthy = self.weights["spans.lengths.weight"][lengths - 1]
        return np.asarray(products + edges[starts, :2] + edges[ends, 2:] + lengthy, dtype=np.float32)

    def describe(self, hidden: tuple[Floats, ...], starts: Ints, ends: Ints) -> Floats:
        """Vectors of spans, those of all linkers in a row; `ends` are exclusive."""
        parts = [self._describe(n, h, starts, ends) for n, h in enumerate(hidden)]
        return np.concatenate(parts, 1)

    def _describe(self, n: int, h: Floats, starts: Ints, ends: Ints) -> Floats:
        a, b, c = np.split(self._linear(f"phrases{n}.vectors", h), 3, axis=1)
        weights = np.exp(self._linear(f"phrases{n}.attention", h)[:, 0])
        total = np.concatenate([np.zeros((1, c.shape[1]), np.float32), np.cumsum(weights[:, None] * c, 0)])
        mass = np.concatenate([np.zeros(1, np.float32), np.cumsum(weights)])
        mean = (total[ends] - total[starts]) / (mass[ends] - mass[starts])[:, None]
        return np.asarray(a[starts] + b[ends - 1] + mean, dtype=np.float32)

    def score_links(
        self, vectors: NDArray[np.float16], later: Ints, earlier: Ints, features: Floats
    ) -> Floats:
        """Log odds [P] that, of N phrases with vectors, the later stands for what the earlier one does."""
        used, back = np.unique(np.concatenate([later, earlier]), return_inverse=True)
        later, earlier = back[: len(later)], back[len(later) :]
        parts = np.split(vectors[used].astype(np.float32), self.linkers, axis=1)
        odds = [self._score_links(n, g, later, earlier, features) for n, g in enumerate(parts)]
        return np.asarray(np.mean(odds, axis=0), dtype=np.float32)

    def _score_links(self, n: int, g: Floats, later: Ints, earlier: Ints, features: Floats) -> Floats:
        name, w = f"antecedents{n}", self.weights
        x = self._linear(f"{name}.anaphor", g)[later] + (g @ w[f"{name}.antecedent.weight"])[earlier]
        x += (g[later] * g[earlier]) @ w[f"{name}.product.weight"] + features @ w[f"{name}.known.weight"]
        x = _gelu(self._linear(f"{name}.second", _gelu(x)))
        return (self._linear(f"{name}.out", x) + self._linear(f"{name}.direct", features))[:, 0]

    def score_new(self, vectors: NDArray[np.float16], singles: Floats) -> Floats:
        """Log odds [N] that a phrase opens a chain, or stands in none."""
        odds = []
        for n, g in enumerate(np.split(vectors.astype(np.float32), self.linkers, axis=1)):
            x = _gelu(self._linear(f"antecedents{n}.fresh.0", np.concatenate([g, singles], 1)))
            odds.append(self._linear(f"antecedents{n}.fresh.3", x)[:, 0])
        return np.asarray(np.mean(odds, axis=0), dtype=np.float32)

    def _linear(self, name: str, x: Floats) -> Floats:
        return np.asarray(x @ self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"], dtype=np.float32)

    def _near(self, name: str, x: Floats, reach: int) -> Floats:
        padded = np.pad(x, ((reach, reach), (0, 0)))
        parts = [padded[i : i + len(x)] for i in range(2 * reach + 1)]
        return self._linear(f"{name}.linear", np.concatenate(parts, 1))


def _gelu(x: Floats) -> Floats:
    return np.asarray(0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x * x * x))), dtype=np.float32)


def _softmax(x: Floats) -> Floats:
    e = np.exp(x - x.max(1, keepdims=True))
    return np.asarray(e / e.sum(1, keepdims=True), dtype=np.float32)


_EMBEDDINGS = ("tagger.words.weight", "tagger.endings.weight", "spans.lengths.weight")


def save_network(folder: Path, weights: Mapping[str, NDArray[np.floating]], rules: Rules) -> None:
    """Write `chains.npz` (float16) and `chains.json`; weights by the names that torch gives them."""
    arrays = {name: np.asarray(value, dtype=np.float16) for name, value in sorted(weights.items())}
    np.savez(folder / "chains.npz", **arrays)  # type: ignore[arg-type]
    (folder / "chains.json").write_text(json.dumps(asdict(rules), indent=1) + "\n", "utf-8")


@lru_cache(maxsize=4)
def load_network(folder: Path) -> ChainNetwork:
    """The networks of a model folder, never unpickled; ModelError where they are of another format."""
    try:
        with np.load(folder / "chains.npz", allow_pickle=False) as arrays:
            stored = {name: arrays[name].astype(np.float32) for name in arrays.files}
        values = json.loads((folder / "chains.json").read_text("utf-8"))
        rules = Rules(
            str(values["version"]),
            float(values["phrase_floor"]),
            float(values["phrase_share"]),
            float(values["link_bias"]),
            (float(values["score"][0]), float(values["score"][1])),
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise ModelError(
            f"{folder}: its chains cannot be read ({error}); copy the model folder again"
        ) from error
    return ChainNetwork(turn_weights(stored), rules)


def turn_weights(stored: Weights) -> dict[str, Floats]:
    """Weights as torch keeps them [out, in] → as they are multiplied here [in, out]."""
    return {
        name: value if value.ndim < 2 or name in _EMBEDDINGS else np.ascontiguousarray(value.T)
        for name, value in stored.items()
    }
