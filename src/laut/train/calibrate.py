"""Thresholds and calibrated scores of a model folder, chosen on the dev sets and on nothing else.

Two steps: a search over the few numbers that turn chances into spans, for what `measure` weighs; then
logistic regressions from raw features to the probability of being right, which is what scores mean
(`evaluate.calibration` measures it). The regressions are weakly regularised, so that a rare role keeps a
sane score.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import numpy as np
from scipy.optimize import minimize

from laut.evaluate.breakdown import count_words, find_free
from laut.evaluate.calibration import is_right
from laut.evaluate.score import Group, Pair, pair_groups, score_pairs, score_roles
from laut.export.gnq import GnqDocument, find_token_ids
from laut.language.features import Features, make_features
from laut.models.folder import Logistic, Settings
from laut.pipeline import Reader
from laut.statements.finder import Decided, apply, choose, decide, find_role_features, make_spans, score_role
from laut.statements.labels import KINDS, MEDIA, ROLES
from laut.statements.reader import Draft, read_stretch

STATEMENT_THRESHOLDS = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
ROLE_THRESHOLDS = (0.15, 0.22, 0.3, 0.4, 0.5, 0.6)
SWITCH_COSTS = (0.0, 0.4, 0.9, 1.6)
CONTENT_COSTS = (0.9, 1.6)  # at less a doubtful word leaves a hole in a content, worth nothing in F1 and ugly
RIDGE = 0.02
WORTH = 0.4  # the score from which candidates are what the score of statements is fitted to at last
# What the search weighs beside joint F1: rare things, lest they be given up, and what is made up. A reported
# statement found is worth two thirds of one made up: the sweep of 2026-11-23 in LAB.md, on both dev sets.
ADDRESSEE, REPORTED, MADE_UP = 0.1, 0.1, 0.03
ALLOWED = 1.0  # made-up statements a thousand words


@dataclass(frozen=True)
class Case:
    """One dev article: its gold statements as token sets, what it needs to be read again, and all drafts.

    `free` are the tokens of its sentences without a statement, `free_words` how many of them are words; its
    roles count `weight` in the fit of their scores, so that each dev set counts alike.
    """

    document: GnqDocument
    gold: list[Group]
    features: Features
    drafts: list[Draft]
    free: frozenset[int]
    free_words: int
    weight: float = 1.0


def read_cases(
    reader: Reader, documents: Iterable[tuple[GnqDocument, list[Group]]], weight: float = 1.0
) -> list[Case]:
    """Read every dev article once, keeping the chances of all drafts."""
    cases = []
    for document, gold in documents:
        features = make_features(document.text, reader.pieces)
        drafts = [
            draft
            for stretch in reader.encoder.iter_stretches(features)
            for draft in read_stretch(reader.model.reader, stretch, reader.model.settings.anchor_threshold)
        ]
        free = find_free(document, is_whole=False)
        cases.append(Case(document, gold, features, drafts, free, count_words(document, free), weight))
    return cases


def make_group(case: Case, decided: Decided) -> Group:
    """A decision in the numbers of the gold tokens."""
    tokens = case.features.tokens
    roles = (
        frozenset(find_token_ids(make_spans(tokens, decided.roles[role]), case.document.tokens))
        for role in ROLES
    )
    return Group(KINDS[decided.kind], MEDIA[decided.medium], tuple(roles))


def decide_all(case: Case, settings: Settings) -> list[Decided]:
    """Every draft of a case decided with some settings."""
    forms = case.features.tokens.forms
    return [found for draft in case.drafts if (found := decide(draft, forms, settings))]


def measure(cases: Sequence[Case], settings: Settings) -> float:
    """Joint F1 of some settings, a little of the addressee's and of the share of reported statements that are
    found, less what is made up."""
    pairs, made_up = _compare(cases, settings)
    rate = 1000 * made_up / max(1, sum(case.free_words for case in cases))
    return (
        score_pairs(pairs).joint.f1
        + ADDRESSEE * score_roles(pairs, ["addressee"]).f1
        + REPORTED * _find_share(pairs)
        - MADE_UP * max(0.0, rate - ALLOWED)
    )


def measure_reported(cases: Sequence[Case], settings: Settings) -> float:
    """The share of the reported statements that are found with some settings."""
    return _find_share(_compare(cases, settings)[0])


def _compare(cases: Sequence[Case], settings: Settings) -> tuple[list[Pair], int]:
    """Pairs of gold and found statements of all cases, and how many stand where there is none."""
    pairs: list[Pair] = []
    made_up = 0
    for case in cases:
        groups = [
            make_group(case, d) for d in choose(decide_all(case, settings), settings.statement_thresholds)
        ]
        made_up += sum(group.roles[0] <= case.free for group in groups)
        pairs += pair_groups(case.gold, groups)
    return pairs, made_up


def _find_share(pairs: Iterable[Pair]) -> float:
    reported = [pair.is_found for pair in pairs if pair.gold and pair.gold.kind == "reported"]
    return sum(reported) / max(1, len(reported))


def search(cases: Sequence[Case], settings: Settings) -> Settings:
    """Coordinate search over thresholds and switch costs; a change is kept where it raises `measure`."""
    best, score = settings, measure(cases, settings)
    for step in _steps():
        tried = _with(best, *step)
        value = measure(cases, tried)
        if value > score + 1e-5:
            best, score = tried, value
    return best


def _steps() -> Iterable[tuple[str, str, float]]:
    """Every single change that is tried: (setting, kind or role, value)."""
    for kind in KINDS:
        yield from product(("statement_thresholds",), (kind,), STATEMENT_THRESHOLDS)
    for role in ROLES:
        costs = CONTENT_COSTS if role == "content" else SWITCH_COSTS
        yield from product(("switch_costs",), (role,), costs)
        yield from product(("role_thresholds",), (role,), ROLE_THRESHOLDS)


def _with(settings: Settings, name: str, part: str, value: float) -> Settings:
    change: dict[str, Any] = {name: {**getattr(settings, name), part: value}}
    return replace(settings, **change)


def fit_scores(cases: Sequence[Case], settings: Settings) -> Settings:
    """Logistic scores of statements, over all candidates, then over those that may be chosen, and of roles,
    over those that were found."""
    rows, right = [], []
    role_rows: dict[str, list[tuple[float, ...]]] = {role: [] for role in ROLES}
    role_right: dict[str, list[bool]] = {role: [] for role in ROLES}
    role_weights: dict[str, list[float]] = {role: [] for role in ROLES}
    for case in cases:
        chosen = choose(decide_all(case, settings), dict.fromkeys(KINDS, 0.0))
        groups = [make_group(case, d) for d in chosen]
        matched = {id(p.system): p for p in pair_groups(case.gold, groups) if p.system}
        for decided, group in zip(chosen, groups, strict=True):
            pair = matched[id(group)]
            rows.append(decided.features)
            right.append(pair.is_found)
            if pair.is_found and pair.gold:
                for role in ROLES:
                    gold, found = pair.gold.role(role), group.role(role)
                    role_rows[role].append(find_role_features(decided, role))
                    role_right[role].append(is_right(role, gold, found))
                    if found and is_unsure(settings, role, decided):
                        role_rows[role].append(find_role_features(decided, role, is_empty=True))
                        role_right[role].append(not gold)
        for role in ROLES:
            role_weights[role] += [case.weight] * (len(role_rows[role]) - len(role_weights[role]))
    first = fit_logistic(rows, right, settings.statement_score)
    worth = [i for i, row in enumerate(rows) if apply(first, row) >= WORTH]
    statement_score = fit_logistic([rows[i] for i in worth], [right[i] for i in worth], first)
    before = settings.role_scores
    scores = {
        role: fit_logistic(role_rows[role], role_right[role], before[role], role_weights[role])
        for role in ROLES
    }
    return replace(settings, statement_score=statement_score, role_scores=scores)


def fit_published(cases: Sequence[Case], settings: Settings) -> Settings:
    """The score that found statements carry, fitted on those of all dev sets, each of which counts alike."""
    rows, right, weights = [], [], []
    for case in cases:
        chosen = choose(decide_all(case, settings), settings.statement_thresholds)
        groups = [make_group(case, d) for d in chosen]
        matched = {id(p.system): p.is_found for p in pair_groups(case.gold, groups) if p.system}
        rows += [decided.features for decided in chosen]
        right += [matched[id(group)] for group in groups]
        weights += [case.weight] * len(chosen)
    return replace(settings, published_score=fit_logistic(rows, right, settings.published_score, weights))


def is_unsure(settings: Settings, role: str, decided: Decided) -> bool:
    """Whether a role that was found would not be published."""
    return score_role(settings.role_scores[role], decided, role) < settings.publish_thresholds[role]


def fit_logistic(
    rows: Sequence[Sequence[float]],
    right: Sequence[bool],
    before: Logistic,
    weights: Sequence[float] | None = None,
) -> Logistic:
    """Maximum likelihood with a weak ridge on the weights; what was before where nothing was found."""
    if not rows:
        return before
    x, y = np.array(rows, dtype=float), np.array(right, dtype=float)
    share = np.ones(len(y)) if weights is None else np.array(weights) / np.mean(weights)

    def cost(parameters: np.ndarray) -> float:
        z = parameters[0] + x @ parameters[1:]
        return float(np.mean(share * (np.logaddexp(0, z) - y * z)) + RIDGE * np.mean(parameters[1:] ** 2))

    found = minimize(cost, np.zeros(x.shape[1] + 1), method="L-BFGS-B").x
    return Logistic(round(float(found[0]), 4), tuple(round(float(w), 4) for w in found[1:]))
