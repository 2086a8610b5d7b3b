"""Features → stretches: the encoder's one pass over an article, window by window, with bounded memory.

Windows overlap; every token's vector is taken from the window in whose core it stands. A stretch is one
window's core with a margin of such tokens on both sides, so that a far speaker or a long quotation is in
sight; vectors that no later stretch can reach are dropped, so a text of megabytes takes no more memory for
them than a few windows.
"""

from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from laut.encoding import Floats, Stretch
from laut.language.features import Features, encode_window
from laut.language.windows import LIMIT, Window, make_windows

if TYPE_CHECKING:
    import onnxruntime

BEFORE = 256
AFTER = 512
BATCH = 2


class Encoder:
    """Runs `encoder.onnx`; `layers` are the name layers whose tag chances it also gives."""

    def __init__(self, session: "onnxruntime.InferenceSession", layers: list[str]) -> None:
        self.session, self.layers = session, layers
        self.outputs = ["vectors", "anchors", *layers]

    def iter_stretches(self, features: Features) -> Iterator[Stretch]:
        """Every stretch of an article in order."""
        windows = make_windows([len(ids) for ids in features.piece_ids], features.sentences)
        numbers = np.array(features.sentence_numbers(), dtype=np.int64)
        held: list[tuple[int, Floats, Floats]] = []
        tags: deque[dict[str, Floats]] = deque()
        ready = 0
        for at in range(0, len(windows), BATCH):
            for window, outputs in self._run(features, windows[at : at + BATCH]):
                held.append((window.core_start, outputs["vectors"], outputs["anchors"]))
                tags.append({layer: outputs[layer] for layer in self.layers})
            reached = windows[min(at + BATCH, len(windows)) - 1].core_end
            while ready < len(windows) and (
                reached >= windows[ready].core_end + AFTER or reached == len(numbers)
            ):
                stretch = _cut(windows[ready], held, numbers, tags.popleft())
                yield stretch
                ready += 1
                held = [part for part in held if part[0] + len(part[1]) > stretch.core[1] - BEFORE]

    def _run(self, features: Features, windows: list[Window]) -> list[tuple[Window, dict[str, Floats]]]:
        """The core's outputs of some windows, run together."""
        encoded = [encode_window(features, window, LIMIT) for window in windows]
        pieces, first, last = (_pad([e[part] for e in encoded]) for part in range(3))
        values = self.session.run(self.outputs, {"pieces": pieces, "first": first, "last": last})
        results = []
        for row, window in enumerate(windows):
            core = slice(window.core_start - window.start, window.core_end - window.start)
            results.append((window, {n: v[row, core] for n, v in zip(self.outputs, values, strict=True)}))
        return results


def _cut(
    window: Window, held: list[tuple[int, Floats, Floats]], numbers: np.ndarray, tags: dict[str, Floats]
) -> Stretch:
    """The stretch of a window's core, out of the parts that are held."""
    start = max(0, window.core_start - BEFORE, held[0][0])
    end = min(window.core_end + AFTER, held[-1][0] + len(held[-1][1]))
    vectors = np.concatenate([part[1] for part in held])[start - held[0][0] : end - held[0][0]]
    anchors = np.concatenate([part[2] for part in held])[start - held[0][0] : end - held[0][0]]
    return Stretch(start, (window.core_start, window.core_end), vectors, anchors, numbers[start:end], tags)


def _pad(rows: list[list[int]]) -> np.ndarray:
    """Rows of numbers as one array [B, longest], filled with 0."""
    padded = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    for target, row in zip(padded, rows, strict=True):
        target[: len(row)] = row
    return padded
