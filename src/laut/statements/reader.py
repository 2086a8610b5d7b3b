"""Stretch → drafts: reads the roles of every likely anchor with `reader.onnx`.

A draft is a statement in token numbers, with every chance that the decision and its score need.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from laut.encoding import Floats, Ints, Stretch

if TYPE_CHECKING:
    import onnxruntime

DISTANCES = 32
SENTENCES = 6
FEWEST_TOKENS = 6  # a statement; the densest article of the corpus has one in 12
AT_ONCE = 6000  # tokens read together, over all anchors: memory grows with their number and length


@dataclass(slots=True)
class Draft:
    """One anchor as read: chances of kinds [K + 1, the last is none], media [M], role bits [T, R]."""

    anchor: int
    start: int
    anchor_chance: float
    asked: int
    kinds: Floats
    media: Floats
    roles: Floats


def read_stretch(session: "onnxruntime.InferenceSession", stretch: Stretch, threshold: float) -> list[Draft]:
    """A draft for every token of the core and every kind whose anchor chance reaches `threshold`."""
    core = slice(stretch.core[0] - stretch.start, stretch.core[1] - stretch.start)
    anchors, kinds = _find_anchors(stretch.anchors[core], threshold)
    anchors = anchors + core.start
    drafts = []
    step = max(1, AT_ONCE // max(1, len(stretch.vectors)))
    for at in range(0, len(anchors), step):
        some, asked = anchors[at : at + step], kinds[at : at + step]
        inputs = _make_inputs(stretch, some, asked)
        roles, kind_chances, medium_chances = session.run(None, inputs)
        for i, (anchor, kind) in enumerate(zip(some.tolist(), asked.tolist(), strict=True)):
            chance = float(stretch.anchors[anchor, kind])
            drafts.append(
                Draft(
                    anchor + stretch.start,
                    stretch.start,
                    chance,
                    kind,
                    kind_chances[i],
                    medium_chances[i],
                    roles[i],
                )
            )
    return drafts


def _find_anchors(chances: Floats, threshold: float) -> tuple[Ints, Ints]:
    """Tokens and kinds that reach the threshold; the likeliest where they are more than can be statements."""
    anchors, kinds = np.nonzero(chances >= threshold)
    most = len(chances) // FEWEST_TOKENS + 4
    if len(anchors) > most:
        likeliest = np.sort(np.argsort(-chances[anchors, kinds], kind="stable")[:most])
        anchors, kinds = anchors[likeliest], kinds[likeliest]
    return anchors, kinds


def _make_inputs(stretch: Stretch, anchors: Ints, kinds: Ints) -> dict[str, np.ndarray]:
    offsets = np.arange(len(stretch.vectors))[None] - anchors[:, None]
    away = stretch.sentences[None] - stretch.sentences[anchors][:, None]
    return {
        "vectors": stretch.vectors,
        "anchors": anchors.astype(np.int64),
        "kinds": kinds.astype(np.int64),
        "distances": bucket_distances(offsets) + DISTANCES,
        "sentences": np.clip(away, -SENTENCES, SENTENCES) + SENTENCES,
    }


def bucket_distances(offsets: Ints) -> Ints:
    """Signed distances in tokens → −32…32: exact below 16, then logarithmic up to 512."""
    far = np.clip(np.abs(offsets), 16, 512).astype(np.float32)
    log = np.minimum(16 + (np.log2(far / 16) * 3.2).astype(np.int64), DISTANCES)
    return np.sign(offsets) * np.where(np.abs(offsets) < 16, np.abs(offsets), log)
