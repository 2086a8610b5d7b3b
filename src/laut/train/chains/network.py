"""The networks of chains, on the frozen encoder's vectors: words, phrases, antecedents.

The runtime computes the very same in numpy (`laut.language.coreference.network`).
Shapes: T tokens, W encoder width, N phrases, P pairs.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from laut.language.coreference.spans import LONGEST
from laut.language.coreference.words import (
    CASES,
    ENDING_HASHES,
    GENDERS,
    NUMBERS,
    ROLES,
    SHAPES,
    TAGS,
    WORD_HASHES,
)

GELU = nn.GELU(approximate="tanh")
WIDTH = 384
OUTPUTS = {"tags": len(TAGS), "genders": 4, "numbers": 3, "cases": 5, "roles": len(ROLES)}
assert (len(GENDERS), len(NUMBERS), len(CASES)) == (3, 2, 4)


class Convolution(nn.Module):
    """A token with `reach` neighbours on both sides [T, in] → [T, out]."""

    def __init__(self, inputs: int, outputs: int, reach: int) -> None:
        super().__init__()
        self.reach = reach
        self.linear = nn.Linear(inputs * (2 * reach + 1), outputs)

    def forward(self, x: Tensor) -> Tensor:
        padded = F.pad(x, (0, 0, self.reach, self.reach))
        parts = [padded[i : i + len(x)] for i in range(2 * self.reach + 1)]
        out: Tensor = self.linear(torch.cat(parts, 1))
        return out


class Tagger(nn.Module):
    """Vectors [T, W], word and ending hashes [T], shapes [T, 6] → log odds of every word class."""

    def __init__(self, hidden: int = 128) -> None:
        super().__init__()
        self.words = nn.Embedding(WORD_HASHES, 24)
        self.endings = nn.Embedding(ENDING_HASHES, 16)
        self.input = nn.Linear(WIDTH, 96)
        self.near = Convolution(96 + 24 + 16 + SHAPES, hidden, 2)
        self.out = nn.Linear(hidden + 96 + 24 + 16 + SHAPES, sum(OUTPUTS.values()))
        self.dropout = nn.Dropout(0.3)
        nn.init.normal_(self.words.weight, std=0.3)
        nn.init.normal_(self.endings.weight, std=0.3)

    def forward(self, vectors: Tensor, words: Tensor, endings: Tensor, shapes: Tensor) -> Tensor:
        parts = [self.input(self.dropout(vectors)), self.words(words), self.endings(endings), shapes]
        x = self.dropout(torch.cat(parts, 1))
        h = self.dropout(GELU(self.near(x)))
        out: Tensor = self.out(torch.cat([h, x], 1))
        return out


class Phrases(nn.Module):
    """Vectors and word chances → for every span of a sentence whether it is a phrase in a chain; its
    vector."""

    def __init__(self, hidden: int = 160, pool: int = 96) -> None:
        super().__init__()
        self.input = nn.Linear(WIDTH + sum(OUTPUTS.values()) + 40 + SHAPES, hidden)
        self.first = Convolution(hidden, hidden, 1)
        self.second = Convolution(hidden, hidden, 1)
        self.starts, self.ends = nn.Linear(hidden, 2 * 48), nn.Linear(hidden, 2 * 48)
        self.edges = nn.Linear(hidden, 4)
        self.lengths = nn.Embedding(LONGEST, 2)
        self.vectors = nn.Linear(hidden, 3 * pool)
        self.attention = nn.Linear(hidden, 1)
        self.dropout = nn.Dropout(0.3)
        self.light = nn.Dropout(0.2)
        self.pool = pool
        nn.init.zeros_(self.lengths.weight)

    def hidden(self, vectors: Tensor, chances: Tensor, words: Tensor) -> Tensor:
        """[T, H]"""
        x = self.light(GELU(self.input(torch.cat([self.dropout(vectors), chances, words], 1))))
        x = x + self.light(GELU(self.first(x)))
        out: Tensor = x + self.light(GELU(self.second(x)))
        return out

    def spans(self, h: Tensor, starts: Tensor, lengths: Tensor) -> Tensor:
        """Log odds [N, 2] of spans: is it a phrase at all; does it stand in a chain."""
        ends = starts + lengths - 1
        a = self.starts(h)[starts].view(-1, 2, 48)
        b = self.ends(h)[ends].view(-1, 2, 48)
        edges = self.edges(h)
        out: Tensor = (a * b).sum(2) / 7 + edges[starts, :2] + edges[ends, 2:] + self.lengths(lengths - 1)
        return out

    def describe(self, h: Tensor, starts: Tensor, ends: Tensor) -> Tensor:
        """Vectors of spans [N, pool]; `ends` are exclusive."""
        a, b, c = self.vectors(h).split(self.pool, 1)
        offsets = torch.arange(int((ends - starts).max()))
        at = starts[:, None] + offsets
        inside = at < ends[:, None]
        at = at.clamp(max=len(h) - 1)
        weights = self.attention(h)[at, 0].masked_fill(~inside, -1e4).softmax(1)
        out: Tensor = a[starts] + b[ends - 1] + (weights[:, :, None] * c[at]).sum(1)
        return out


class Antecedents(nn.Module):
    """Vectors of two phrases and what is known about the pair → log odds that one stands for the other."""

    def __init__(self, pool: int, singles: int, features: int, hidden: int = 96) -> None:
        super().__init__()
        self.anaphor, self.antecedent = nn.Linear(pool, hidden), nn.Linear(pool, hidden, bias=False)
        self.product = nn.Linear(pool, hidden, bias=False)
        self.known = nn.Linear(features, hidden, bias=False)
        self.second = nn.Linear(hidden, 48)
        self.out = nn.Linear(48, 1)
        self.direct = nn.Linear(features, 1)
        self.fresh = nn.Sequential(
            nn.Linear(pool + singles, 48), nn.GELU(approximate="tanh"), nn.Dropout(0.3), nn.Linear(48, 1)
        )
        self.dropout = nn.Dropout(0.3)
        self.vector_dropout = nn.Dropout(0.4)
        nn.init.zeros_(self.direct.weight)

    def forward(self, g: Tensor, later: Tensor, earlier: Tensor, features: Tensor) -> Tensor:
        """[P]: `later` and `earlier` are numbers of phrases."""
        g = self.vector_dropout(g)
        x = self.anaphor(g)[later] + self.antecedent(g)[earlier]
        x = x + self.product(g[later] * g[earlier]) + self.known(features)
        x = self.dropout(GELU(x))
        x = self.dropout(GELU(self.second(x)))
        odds: Tensor = (self.out(x) + self.direct(features))[:, 0]
        return odds

    def new(self, g: Tensor, singles: Tensor) -> Tensor:
        """[N]: log odds that a phrase opens a chain, or stands in none."""
        out: Tensor = self.fresh(torch.cat([self.vector_dropout(g), singles], 1))[:, 0]
        return out
