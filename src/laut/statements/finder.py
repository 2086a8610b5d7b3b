"""Drafts → statements: what is one, its kind, medium and roles, how sure we are, what nests in what."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from laut.encoding import Tokens
from laut.ids import make_statement_id
from laut.records import Evidence, RoleScores, Span, Spans, Statement
from laut.statements.decode import Ranges, find_ranges
from laut.statements.labels import KINDS, MEDIA, ROLES
from laut.statements.marks import repair_borders, repair_quotation
from laut.statements.media import MediumWeights, choose_medium, find_medium_features
from laut.statements.phrases import complete_phrases
from laut.statements.reader import Draft

NONE = len(KINDS)
SAME = 0.85
BLOCK = 256


class Logistic(Protocol):
    """A calibrated score, as model folders keep it."""

    @property
    def bias(self) -> float: ...
    @property
    def weights(self) -> tuple[float, ...]: ...


class Decisions(Protocol):
    """What of a model's settings decides about statements."""

    @property
    def statement_thresholds(self) -> Mapping[str, float]: ...
    @property
    def role_thresholds(self) -> Mapping[str, float]: ...
    @property
    def publish_thresholds(self) -> Mapping[str, float]: ...
    @property
    def switch_costs(self) -> Mapping[str, float]: ...
    @property
    def medium_weights(self) -> MediumWeights: ...
    @property
    def statement_score(self) -> Logistic: ...
    @property
    def published_score(self) -> Logistic: ...
    @property
    def role_scores(self) -> Mapping[str, Logistic]: ...


@dataclass(slots=True)
class Decided:
    """A draft with its decisions: token ranges a role, raw features a score, a role's log odds at its
    likeliest token (`peaks`), and what the scores of all roles look at beside their own (`context`); `score`
    is the one that decides, not the published one."""

    anchor: int
    kind: int
    medium: int
    roles: dict[str, Ranges]
    features: tuple[float, ...]
    role_features: dict[str, tuple[float, ...]]
    peaks: dict[str, float]
    context: tuple[float, ...]
    score: float


def decide(draft: Draft, forms: list[str], settings: Decisions) -> Decided | None:
    """The ranges and the score of a draft; None where it has no content."""
    kind = int(np.argmax(draft.kinds[:NONE]))
    roles = {}
    for r, role in enumerate(ROLES):
        threshold, cost = settings.role_thresholds[role], settings.switch_costs[role]
        ranges = find_ranges(draft.roles[:, r], threshold, cost)
        roles[role] = [(a + draft.start, b + draft.start) for a, b in ranges]
    if not roles["content"]:
        return None
    roles["speaker"] = _one_speaker(draft, roles["speaker"])
    speaker = complete_phrases(forms, roles["speaker"])
    roles["addressee"] = _leave_out(roles["addressee"], speaker)
    is_direct = KINDS[kind] == "direct"
    roles["content"] = (repair_quotation if is_direct else repair_borders)(forms, roles["content"])
    peaks = {role: logit(float(draft.roles[:, r].max())) for r, role in enumerate(ROLES)}
    role_features = {role: _role_features(draft, r, roles) for r, role in enumerate(ROLES)}
    roles["speaker"] = speaker
    context = (role_features["content"][0], *(float(kind == k) for k in range(NONE)))
    features = (
        logit(draft.anchor_chance),
        logit(1 - float(draft.kinds[NONE])),
        logit(float(draft.kinds[kind])),
        *context,
    )
    medium = choose_medium(draft.media, _medium_features(kind, roles, forms), settings.medium_weights)
    score = apply(settings.statement_score, features)
    return Decided(draft.anchor, kind, medium, roles, features, role_features, peaks, context, score)


def _one_speaker(draft: Draft, ranges: Ranges) -> Ranges:
    """The piece with the likeliest token: a speaker is one noun phrase (2,689 of the corpus's 2,694)."""
    if len(ranges) < 2:
        return ranges
    chances = draft.roles[:, ROLES.index("speaker")]
    return [max(ranges, key=lambda r: float(chances[r[0] - draft.start : r[1] - draft.start].max()))]


def _leave_out(ranges: Ranges, taken: Ranges) -> Ranges:
    """The ranges that share no token with those that are taken."""
    return [(a, b) for a, b in ranges if all(b <= start or end <= a for start, end in taken)]


def _medium_features(kind: int, roles: dict[str, Ranges], forms: list[str]) -> list[str]:
    worded = ("cue", "speaker", "frame")
    return find_medium_features(
        KINDS[kind], *([f for a, b in roles[role] for f in forms[a:b]] for role in worded)
    )


def _role_features(draft: Draft, r: int, roles: Mapping[str, Ranges]) -> tuple[float, ...]:
    """Log odds of the mean and of the lowest chance inside; whether there is a frame, and the role in it."""
    chances, ranges, frame = draft.roles[:, r], roles[ROLES[r]], roles["frame"]
    if not ranges:
        return empty_features(logit(float(chances.max())), bool(frame))
    inside = np.concatenate([chances[max(0, a - draft.start) : b - draft.start] for a, b in ranges])
    is_framed = any(a <= start and end <= b for start, end in ranges for a, b in frame)
    return (
        logit(float(inside.mean())),
        logit(float(inside.min())),
        0.0,
        0.0,
        float(is_framed),
        float(bool(frame)),
    )


def empty_features(peak: float, has_frame: bool) -> tuple[float, ...]:
    """What speaks for an empty role: the log odds against its likeliest token."""
    return (0.0, 0.0, -peak, 1.0, 0.0, float(has_frame))


def score_role(score: Logistic, decided: Decided, role: str, *, is_empty: bool = False) -> float:
    """The probability that a role is right as it was found, or that it is rightly left empty."""
    return apply(score, find_role_features(decided, role, is_empty=is_empty))


def find_role_features(decided: Decided, role: str, *, is_empty: bool = False) -> tuple[float, ...]:
    """What a role's score looks at: its own chances, then the content's chance and the kind."""
    if is_empty:
        return empty_features(decided.peaks[role], bool(decided.roles["frame"])) + decided.context
    return decided.role_features[role] + decided.context


def choose(decided: Iterable[Decided], thresholds: Mapping[str, float]) -> list[Decided]:
    """The likeliest statements first, each above the threshold of its kind; one that covers almost the same
    words as a likelier one is left out."""
    chosen: list[Decided] = []
    near: defaultdict[int, list[Decided]] = defaultdict(list)
    for candidate in sorted(decided, key=lambda d: (-d.score, d.anchor, d.kind)):
        content = candidate.roles["content"]
        blocks = range(content[0][0] // BLOCK, content[-1][1] // BLOCK + 1)
        if is_likely(candidate, thresholds) and not any(
            _is_same(candidate, other) for block in blocks for other in near[block]
        ):
            chosen.append(candidate)
            for block in blocks:
                near[block].append(candidate)
    return sorted(chosen, key=lambda d: (d.roles["content"][0][0], -d.roles["content"][-1][1], d.kind))


def is_likely(decided: Decided, thresholds: Mapping[str, float]) -> bool:
    """Whether the score reaches the threshold of the kind."""
    return decided.score >= thresholds[KINDS[decided.kind]]


def _is_same(a: Decided, b: Decided) -> bool:
    first, second = _tokens(a.roles["content"]), _tokens(b.roles["content"])
    return 2 * len(first & second) > SAME * (len(first) + len(second))


def _tokens(ranges: Ranges) -> set[int]:
    return {i for a, b in ranges for i in range(a, b)}


def make_statements(
    chosen: list[Decided], text: str, tokens: Tokens, article_id: str, settings: Decisions, maker: str
) -> tuple[Statement, ...]:
    """Records with ids, parents and calibrated scores; roles below their published threshold are empty."""
    counts: Counter[str] = Counter()
    statements = []
    for d in chosen:
        score = apply(settings.published_score, d.features)
        spans = {role: make_spans(tokens, ranges) for role, ranges in d.roles.items()}
        words = "\x1f".join(span.of(text) for span in spans["content"])
        scores = {role: score_role(settings.role_scores[role], d, role) for role in ROLES}
        for role in ROLES[1:]:
            if spans[role] and scores[role] < settings.publish_thresholds[role]:
                spans[role] = ()
                scores[role] = score_role(settings.role_scores[role], d, role, is_empty=True)
        statements.append(
            Statement(
                id=make_statement_id(article_id, words, counts[words]),
                kind=KINDS[d.kind],
                medium=MEDIA[d.medium],
                content=spans["content"],
                evidence=Evidence(maker, round(score, 4), _reason(d, spans, text)),
                scores=RoleScores(**{role: round(score, 4) for role, score in scores.items()}),
                speaker=spans["speaker"],
                cue=spans["cue"],
                frame=spans["frame"],
                addressee=spans["addressee"],
            )
        )
        counts[words] += 1
    return tuple(_add_parents(statements))


def make_spans(tokens: Tokens, ranges: Ranges) -> Spans:
    """Token ranges → character spans."""
    return tuple(Span(tokens.starts[a], tokens.ends[b - 1]) for a, b in ranges)


def _reason(d: Decided, spans: dict[str, Spans], text: str) -> str:
    """In words: what marks this statement."""
    if spans["cue"]:
        return "cue: " + " … ".join(span.of(text) for span in spans["cue"])
    if KINDS[d.kind] == "direct":
        return "quotation marks"
    return "carried on without a cue"


def _add_parents(statements: list[Statement]) -> Iterator[Statement]:
    """Each statement with its parent: the shortest longer one whose content holds it. Sorted by start."""
    held: list[Statement] = []
    for child in statements:
        start, end = child.content[0].start, child.content[-1].end
        held = [other for other in held if other.content[-1].end > start]
        holders = [
            other
            for other in held
            if any(s.start <= start and end <= s.end and s.end - s.start > end - start for s in other.content)
        ]
        parent = min(holders, key=lambda s: s.content[-1].end - s.content[0].start, default=None)
        yield replace(child, parent=parent.id if parent else None)
        held.append(child)


def apply(score: Logistic, features: tuple[float, ...]) -> float:
    """A logistic score of some features."""
    z = score.bias + sum(w * x for w, x in zip(score.weights, features, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))


def logit(chance: float) -> float:
    """Log odds, bounded at ± 9."""
    clipped = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(clipped / (1 - clipped))
