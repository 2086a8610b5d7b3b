"""What one stage hands to the next as numbers, with offsets into the text: stretches, and leads.

They are no records (nothing of them is stored); they stand beside `records` because `language` makes them and
`statements` and `actors` read them, and stages never import each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from laut.records import Span

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

# In small letters; an article is no phrase by itself.
ARTICLES = frozenset(
    ("der", "die", "das", "dem", "den", "des", "ein", "eine", "einer", "einem", "einen", "eines")
)


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


@dataclass(frozen=True, slots=True)
class Lead:
    """What the network of chains knows of a speaker or an addressee: for each likely antecedent the latest
    phrase and the chance of all that stand for the same, `masculine`, `feminine`, `plural` are chances of
    its words."""

    antecedents: tuple[tuple[Span, float], ...]
    masculine: float
    feminine: float
    plural: float


@dataclass(frozen=True, slots=True)
class Leads:
    """Leads by the spans of roles' words, and the phrases that are subjects of their sentences."""

    by_span: Mapping[Span, Lead] = field(default_factory=dict)
    subjects: frozenset[Span] = frozenset()
