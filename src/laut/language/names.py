"""Tag chances → mentions: names and their parts, nested names, and offices and groups that are no names."""

from collections.abc import Iterator
from math import exp
from typing import Protocol

import numpy as np

from laut.encoding import Floats, Tokens
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
    bias: float
    weights: tuple[float, ...]


def find_mentions(
    tokens: Tokens,
    tags: dict[str, Floats],
    names: dict[str, tuple[str, ...]],
    threshold: float,
    score: _Score,
    maker: str,
) -> tuple[Mention, ...]:
    """Mentions of every layer in reading order, longer ones first; an inner name needs an outer one."""
    found: dict[tuple[int, int, Label], Mention] = {}
    for layer, chances in tags.items():
        for start, end, tag, chance in read_tags(chances, names[layer]):
            form, label = _name_of(tag)
            span = Span(tokens.starts[start], tokens.ends[end - 1])
            calibrated = 1 / (1 + exp(-(score.bias + score.weights[0] * _logit(chance))))
            if calibrated >= threshold:
                evidence = Evidence(maker, round(calibrated, 4), _REASONS[layer])
                found.setdefault((span.start, span.end, label), Mention(span, form, label, evidence))
    return tuple(sorted(found.values(), key=lambda m: (m.span.start, -m.span.end, m.label)))


def read_tags(chances: Floats, names: tuple[str, ...]) -> Iterator[tuple[int, int, str, float]]:
    """The best BIO path's runs: (first, end, label, lowest chance of the label inside)."""
    path = _best_path(chances, names)
    start = None
    for i in range(len(path) + 1):
        tag = names[path[i]] if i < len(path) else "O"
        if start is not None and not tag.startswith("I-"):
            label = names[path[start]][2:]
            own = [names.index(f"B-{label}"), names.index(f"I-{label}")]
            yield start, i, label, float(chances[start:i, own].sum(1).min())
            start = None
        if tag.startswith("B-"):
            start = i


def _best_path(chances: Floats, names: tuple[str, ...]) -> list[int]:
    """Viterbi over [T, classes]: an I follows its own B or I."""
    allowed = np.full((len(names), len(names)), 0.0, dtype=np.float32)
    for j, after in enumerate(names):
        if after.startswith("I-"):
            for i, before in enumerate(names):
                if before[2:] != after[2:] or before == "O":
                    allowed[i, j] = -1e9
    scores = np.log(chances + 1e-9)
    best, back = scores[0] + np.array([-1e9 if n.startswith("I-") else 0.0 for n in names]), []
    for row in scores[1:]:
        steps = best[:, None] + allowed
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
