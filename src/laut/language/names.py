"""Tag chances → mentions: names and their parts, nested names, and offices and groups that are no names."""

from collections.abc import Iterator, Mapping, Sequence
from math import exp
from typing import Protocol

import numpy as np

from laut.encoding import ARTICLES, Floats, Ints, Tokens
from laut.records import Evidence, Form, Label, Mention, Span

_LABELS: dict[str, Label] = {"PER": "person", "ORG": "organisation", "LOC": "place", "OTH": "other"}
_NOMINALS: dict[str, Label] = {
    "office": "office",
    "organisation": "organisation",
    "place": "place",
    "group": "group",
}
_FORMS: dict[str, Form] = {"": "name", "deriv": "derived", "part": "derived"}
_REASONS = {
    "names": "named in the text",
    "inner_names": "a name inside another name",
    "mentions": "an office, body or group without its name",
}


class _Score(Protocol):
    @property
    def bias(self) -> float: ...
    @property
    def weights(self) -> tuple[float, ...]: ...


def find_mentions(
    tokens: Tokens,
    sentences: Sequence[tuple[int, int]],
    core: tuple[int, int],
    tags: Mapping[str, Floats],
    names: dict[str, tuple[str, ...]],
    threshold: float,
    score: _Score,
    maker: str,
) -> tuple[Mention, ...]:
    """The mentions of a core, token numbers of the article, in reading order, longer ones first; what two
    layers find is listed once, an article alone is none. `tags` are the chances [core, classes] of every
    layer."""
    inside = [(max(a, core[0]) - core[0], min(b, core[1]) - core[0]) for a, b in sentences]
    inside = [(start, end) for start, end in inside if start < end]
    found: dict[tuple[int, int, Label], Mention] = {}
    for layer, chances in tags.items():
        for start, end, tag, chance in read_tags(chances, names[layer], inside):
            form, label = _name_of(tag)
            if end == start + 1 and tokens.forms[start + core[0]].casefold() in ARTICLES:
                continue
            span = Span(tokens.starts[start + core[0]], tokens.ends[end + core[0] - 1])
            calibrated = 1 / (1 + exp(-(score.bias + score.weights[0] * _logit(chance))))
            if calibrated >= threshold:
                evidence = Evidence(maker, round(calibrated, 4), _REASONS[layer])
                found.setdefault((span.start, span.end, label), Mention(span, form, label, evidence))
    return tuple(sorted(found.values(), key=lambda m: (m.span.start, -m.span.end, m.label)))


def read_tags(
    chances: Floats, names: tuple[str, ...], sentences: list[tuple[int, int]]
) -> Iterator[tuple[int, int, str, float]]:
    """The runs of the best BIO path: (first, end, label, lowest chance of the label inside)."""
    path = chances.argmax(1)
    moves = _make_moves(names)
    broken = np.flatnonzero(moves[path[:-1], path[1:]] < 0) + 1
    for start, end in sentences:
        at = np.searchsorted(broken, start, "left")
        if names[path[start]].startswith("I-") or (at < len(broken) and broken[at] < end):
            path[start:end] = _best_path(chances[start:end].astype(np.float32), moves)
    for start, end in sentences:
        yield from _read_runs(path[start:end], chances[start:end], names, start)


def _read_runs(
    path: Ints, chances: Floats, names: tuple[str, ...], offset: int
) -> Iterator[tuple[int, int, str, float]]:
    """The runs of one sentence's path, in the article's token numbers."""
    starts = [i for i in np.flatnonzero(path).tolist() if names[path[i]].startswith("B-")]
    for start in starts:
        label, end = names[path[start]][2:], start + 1
        while end < len(path) and names[path[end]] == f"I-{label}":
            end += 1
        own = [names.index(f"B-{label}"), names.index(f"I-{label}")]
        yield start + offset, end + offset, label, float(chances[start:end, own].sum(1).min())


def _make_moves(names: tuple[str, ...]) -> Floats:
    """[classes, classes]: 0 where one tag may follow another (an I its own B or I), else prohibitive."""
    follows = [
        [not after.startswith("I-") or (before != "O" and before[2:] == after[2:]) for after in names]
        for before in names
    ]
    return np.where(follows, 0.0, -1e9).astype(np.float32)


def _best_path(chances: Floats, moves: Floats) -> list[int]:
    """Viterbi over one sentence [T, classes]; class 0 is O, and what may not follow O may not begin."""
    scores = np.log(chances + 1e-6)
    best, back = scores[0] + moves[0], []
    for row in scores[1:]:
        steps = best[:, None] + moves
        back.append(steps.argmax(0))
        best = steps.max(0) + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


def _name_of(tag: str) -> tuple[Form, Label]:
    for ending in ("deriv", "part", ""):
        if tag.endswith(ending) and tag[: len(tag) - len(ending)] in _LABELS:
            return _FORMS[ending], _LABELS[tag[: len(tag) - len(ending)]]
    return "nominal", _NOMINALS[tag]


def _logit(chance: float) -> float:
    clipped = min(max(chance, 1e-6), 1 - 1e-6)
    return float(np.log(clipped / (1 - clipped)))
