"""Fits the log-linear model of `statements.media` on annotated statements: multinomial, ridge, L-BFGS."""

from collections import Counter
from collections.abc import Iterable

import torch
from torch.nn import functional as F

from laut.language.tokens import find_tokens
from laut.statements.labels import MEDIA
from laut.statements.media import find_medium_features
from laut.train.corpora.examples import Example, GoldStatement

RIDGE = 2e-3
FEWEST = 2


def fit_media(examples: Iterable[Example]) -> dict[str, list[float]]:
    """Weights of every feature that is seen at least twice, one number a medium."""
    rows, gold = [], []
    for example in examples:
        for statement in example.statements:
            if statement.kind and statement.medium:
                rows.append(_features(example.text, statement))
                gold.append(MEDIA.index(statement.medium))
    seen = Counter(feature for row in rows for feature in set(row))
    names = sorted(feature for feature, count in seen.items() if count >= FEWEST)
    weights = _fit(_make_matrix(rows, names), torch.tensor(gold))
    return {name: [round(w, 3) for w in row] for name, row in zip(names, weights.tolist(), strict=True)}


def _features(text: str, statement: GoldStatement) -> list[str]:
    words = {
        role: [form for a, b in statement.roles[role] for form in find_tokens(text[a:b]).forms]
        for role in ("cue", "speaker", "frame")
    }
    return find_medium_features(statement.kind or "", words["cue"], words["speaker"], words["frame"])


def _make_matrix(rows: list[list[str]], names: list[str]) -> torch.Tensor:
    index = {name: i for i, name in enumerate(names)}
    matrix = torch.zeros(len(rows), len(names))
    for i, row in enumerate(rows):
        matrix[i, [index[feature] for feature in row if feature in index]] = 1.0
    return matrix


def _fit(matrix: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
    weights = torch.zeros(matrix.shape[1], len(MEDIA), requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=150, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        loss = F.cross_entropy(matrix @ weights, gold) + RIDGE * weights.pow(2).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    return weights.detach()
