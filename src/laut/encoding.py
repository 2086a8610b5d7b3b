"""What the encoder hands to the stages: one stretch of an article as numbers, with offsets into its text.

It is no record (nothing of it is stored); it stands beside `records` because `language` makes it and
`statements` reads it, and stages never import each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tokens:
    """T tokens of one text: character offsets [T] each, and the normal forms that the encoder sees."""

    starts: Sequence[int]
    ends: Sequence[int]
    forms: list[str]

    def __len__(self) -> int:
        return len(self.starts)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens `start` to `start + T` of an article; only findings that begin in the core are wanted.

    core, half-open token numbers of the article; vectors [T, W]; anchors [T, K], the chance of each kind that
    a statement's content begins here; sentences [T], the number of each token's sentence; tags, for each name
    layer the chances [core, classes] of the core's tokens.
    """

    start: int
    core: tuple[int, int]
    vectors: Floats
    anchors: Floats
    sentences: Ints
    tags: Mapping[str, Floats]
