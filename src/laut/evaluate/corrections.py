"""What people corrected and confirmed in an archive → how often the machine was right, as far as they looked.

Each question that somebody answered counts once, by the last answer that is not undone: was this a statement,
who speaks, who is spoken to, whom do these words stand for. People look where they suspect mistakes: this is
the score of what they looked at, and that of the archive only where they confirmed what was right as well.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from laut.archive import Archive
from laut.archive.corrections import Listed, MergeMap, State, list_corrections
from laut.archive.corrections.order import find_active, find_merges
from laut.records import Action

What = Literal["statements", "speakers", "addressees", "links"]
WHATS: tuple[What, ...] = ("statements", "speakers", "addressees", "links")
_WHATS: dict[Action, What] = {
    "speaker": "speakers",
    "confirm": "speakers",
    "addressee": "addressees",
    "link": "links",
}
_OF_STATEMENTS = ("speaker", "addressee", "confirm", "reject")
_Z = 1.959964  # 95 % of a normal distribution lie within so many standard deviations


@dataclass(frozen=True, slots=True)
class Finding:
    """What one model had where a person said what is right: right, wrong, unknown (it named nobody), or lost
    (it has no such statement or words)."""

    what: What
    model: str
    verdict: Literal["right", "wrong", "unknown", "lost"]


@dataclass(frozen=True, slots=True)
class Row:
    """Findings of one sort: how many people looked at, how many of these said something, how many were right;
    the share of right ones among those that said something (None: none did), and its Wilson interval."""

    what: What
    model: str
    looked: int
    said: int
    right: int
    unknown: int
    lost: int
    share: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Made:
    """How many corrections of an action there are, and what became of them."""

    action: Action
    applied: int
    replaced: int
    undone: int
    void: int


@dataclass(frozen=True, slots=True)
class CorrectionScore:
    """What the machine had when people looked, what it has now, both model by model, and the corrections."""

    before: tuple[Row, ...]
    now: tuple[Row, ...]
    models: tuple[Row, ...]
    made: tuple[Made, ...]


def score_corrections(archive: Archive) -> CorrectionScore:
    """Score the machine by the corrections of an archive; an empty score where there are none."""
    listed = list_corrections(archive)
    merges = find_merges(find_active([one.correction for one in listed]))
    asked = _find_asked(listed)
    before = [_judge_before(what, one, merges) for what, one in asked]
    now = [_judge_now(what, one, merges) for what, one in asked]
    # An article that was not read again says the same twice.
    again = [after for earlier, after in zip(before, now, strict=True) if after.model != earlier.model]
    models = sorted({one.model for one in (*before, *again)})
    return CorrectionScore(
        _make_rows(before, ""),
        _make_rows(now, ""),
        tuple(row for name in models for row in _make_rows([*before, *again], name)),
        _count_made(listed),
    )


def _find_asked(listed: Iterable[Listed]) -> list[tuple[What, Listed]]:
    """The questions that people answered, each with its last answer."""
    asked: dict[tuple[What, str, str], Listed] = {}
    for one in listed:
        made = one.correction
        if one.state not in ("applied", "void"):
            continue
        subject = one.statement or made.subject
        if made.action in _OF_STATEMENTS:
            asked["statements", subject, ""] = one
        if made.action in _WHATS:
            article = made.articles[0] if made.action == "link" else ""
            asked[_WHATS[made.action], subject, article] = one
    return [(key[0], one) for key, one in asked.items()]


def _judge_before(what: What, one: Listed, merges: MergeMap) -> Finding:
    """What the machine had when the correction was made."""
    made = one.correction
    if what == "statements":
        return Finding(what, made.model, "wrong" if made.action == "reject" else "right")
    return Finding(what, made.model, _compare(made.found, made.value, merges))


def _judge_now(what: What, one: Listed, merges: MergeMap) -> Finding:
    """What the machine has there now."""
    model = one.now_model or one.correction.model
    if one.now is None:
        return Finding(what, model, "lost")
    if what == "statements":
        return Finding(what, model, "wrong" if one.correction.action == "reject" else "right")
    return Finding(what, model, _compare(one.now, one.correction.value, merges))


def _compare(
    found: Sequence[str], right: Sequence[str], merges: MergeMap
) -> Literal["right", "wrong", "unknown"]:
    if not found:
        return "unknown"
    return "right" if merges.same(found, right) else "wrong"


def _make_rows(findings: Sequence[Finding], model: str) -> tuple[Row, ...]:
    """A row for each sort of findings of a model, or of all models."""
    rows = []
    for what in WHATS:
        chosen = [one for one in findings if one.what == what and (not model or one.model == model)]
        if chosen:
            counts = Counter(one.verdict for one in chosen)
            right, said = counts["right"], counts["right"] + counts["wrong"]
            share = right / said if said else None
            rows.append(
                Row(what, model, len(chosen), said, right, counts["unknown"], counts["lost"], share,
                    *measure_interval(right, said))
            )  # fmt: skip
    return tuple(rows)


def measure_interval(right: int, count: int) -> tuple[float, float]:
    """Wilson's interval, in which the true share lies 95 times of 100; 0 to 1 where nothing was counted."""
    if not count:
        return 0.0, 1.0
    share, square = right / count, _Z * _Z
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = _Z / (1 + square / count) * sqrt(share * (1 - share) / count + square / (4 * count * count))
    return max(0.0, middle - half) if right else 0.0, min(1.0, middle + half) if right < count else 1.0


def _count_made(listed: Sequence[Listed]) -> tuple[Made, ...]:
    """A row for each action that was used."""
    states: dict[Action, Counter[State]] = {}
    for one in listed:
        states.setdefault(one.correction.action, Counter())[one.state] += 1
    return tuple(
        Made(action, counts["applied"], counts["replaced"], counts["undone"], counts["void"])
        for action, counts in sorted(states.items())
    )
