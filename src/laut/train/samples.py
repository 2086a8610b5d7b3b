"""Examples → samples: windows of numbers that the network trains on, and batches of them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch

from laut.language.features import Features, encode_window, make_features
from laut.language.pieces import Pieces
from laut.language.windows import LIMIT, Window, make_windows
from laut.statements.labels import KINDS, MEDIA, ROLES
from laut.train.corpora.examples import Example, GoldStatement, Spans

UNKNOWN = -1
IGNORED = -100
NOT_ANNOTATED = -2
PLAIN_NAMES = "plain_names"


@dataclass
class Sample:
    """One window: pieces [P], tokens [T]; statements as anchor, kind, medium and role bits [T, R]; members of
    chains [M, 3] as first token, token behind the last, chain; `judged` a sentence's tokens and verdict."""

    head: str | None
    pieces: np.ndarray
    first: np.ndarray
    last: np.ndarray
    sentences: np.ndarray
    anchors: np.ndarray
    kinds: np.ndarray
    media: np.ndarray
    roles: np.ndarray
    known_roles: np.ndarray
    tags: dict[str, np.ndarray]
    members: np.ndarray
    judged: tuple[int, int, str] | None = None


def make_samples(example: Example, pieces: Pieces, tag_sets: dict[str, list[str]]) -> Iterator[Sample]:
    """Every window of an example; statements belong to each window that holds their anchor."""
    features = make_features(example.text, pieces)
    if not len(features.tokens):
        return
    sizes = [len(ids) for ids in features.piece_ids]
    numbers = features.sentence_numbers()
    cover = _Cover(features)
    statements = []
    for gold in example.statements:
        tokens = {role: cover.tokens(spans) for role, spans in gold.roles.items()}
        if tokens.get("content"):
            statements.append((tokens["content"][0], gold, tokens))
    tags = {layer: _make_tags(layer, spans, cover, tag_sets) for layer, spans in example.layers.items()}
    members = [(*cover.range(*span), number) for number, chain in enumerate(example.chains) for span in chain]
    members = sorted((a, b, number) for a, b, number in members if a < b)
    for window in make_windows(sizes, features.sentences):
        sample = _make_sample(example, features, window, numbers, statements, tags, members)
        if example.judged:
            start, end = cover.range(*example.judged[:2])
            sample.judged = start - window.start, end - window.start, example.judged[2]
        yield sample


def _make_sample(
    example: Example,
    features: Features,
    window: Window,
    numbers: list[int],
    statements: list[tuple[int, GoldStatement, dict[str, list[int]]]],
    tags: dict[str, np.ndarray],
    members: list[tuple[int, int, int]],
) -> Sample:
    ids, first, last = encode_window(features, window, LIMIT)
    inside = [s for s in statements if window.start <= s[0] < window.end]
    roles = np.zeros((len(inside), window.end - window.start, len(ROLES)), dtype=bool)
    for i, (_, _, tokens) in enumerate(inside):
        for r, role in enumerate(ROLES):
            for token in tokens.get(role, ()):
                if window.start <= token < window.end:
                    roles[i, token - window.start, r] = True
    return Sample(
        example.head,
        np.array(ids),
        np.array(first),
        np.array(last),
        np.array(numbers[window.start : window.end]) - numbers[window.start],
        np.array([s[0] - window.start for s in inside], dtype=int),
        np.array([KINDS.index(s[1].kind) if s[1].kind else UNKNOWN for s in inside], dtype=int),
        np.array([MEDIA.index(s[1].medium) if s[1].medium else UNKNOWN for s in inside], dtype=int),
        roles,
        np.array([role in example.known_roles for role in ROLES]),
        {layer: values[window.start : window.end] for layer, values in tags.items()},
        np.array(
            [
                (a - window.start, b - window.start, number)
                for a, b, number in members
                if window.start <= a and b <= window.end
            ],
            dtype=int,
        ).reshape(-1, 3),
    )


class _Cover:
    """Which tokens a character span touches."""

    def __init__(self, features: Features) -> None:
        self.starts, self.ends = np.array(features.tokens.starts), np.array(features.tokens.ends)

    def tokens(self, spans: Spans) -> list[int]:
        found: set[int] = set()
        for start, end in spans:
            found.update(range(*self.range(start, end)))
        return sorted(found)

    def range(self, start: int, end: int) -> tuple[int, int]:
        return int(np.searchsorted(self.ends, start, "right")), int(np.searchsorted(self.starts, end, "left"))


def _make_tags(
    layer: str, spans: list[tuple[int, int, str]], cover: _Cover, tag_sets: dict[str, list[str]]
) -> np.ndarray:
    """Tags of all tokens; in `plain_names` a token without a name may still be part of a derived one."""
    names = tag_sets["names" if layer == PLAIN_NAMES else layer]
    tags = np.full(len(cover.starts), NOT_ANNOTATED if layer == PLAIN_NAMES else 0)
    for start, end, label in spans:
        a, b = cover.range(start, end)
        if a < b:
            tags[a:b] = names.index(f"I-{label}")
            tags[a] = names.index(f"B-{label}")
    return tags


def make_batches(samples: list[Sample], max_pieces: int, order: random.Random) -> list[list[Sample]]:
    """Shuffled batches of one head each, of samples of like length, at most `max_pieces` padded pieces."""
    groups: dict[tuple[str | None, tuple[str, ...], bool], list[Sample]] = {}
    for sample in samples:
        key = (sample.head, tuple(sorted(sample.tags)), sample.judged is None)
        groups.setdefault(key, []).append(sample)
    batches = []
    for _, group in sorted(groups.items(), key=lambda item: str(item[0])):
        group = sorted(group, key=lambda s: len(s.pieces) + order.uniform(-40, 40))
        batch: list[Sample] = []
        for sample in group:
            longest = max([len(sample.pieces), *(len(s.pieces) for s in batch)])
            if batch and longest * (len(batch) + 1) > max_pieces:
                batches.append(batch)
                batch = []
            batch.append(sample)
        batches.append(batch)
    order.shuffle(batches)
    return batches


def pad(arrays: list[np.ndarray], value: int = 0) -> torch.Tensor:
    """Stack arrays of different length along their first axis."""
    longest = max(len(a) for a in arrays)
    out = np.full((len(arrays), longest, *arrays[0].shape[1:]), value, dtype=np.int64)
    for row, array in zip(out, arrays, strict=True):
        row[: len(array)] = array
    return torch.from_numpy(out)
