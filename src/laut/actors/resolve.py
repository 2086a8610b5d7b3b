"""Candidates → links: a calibrated decision, unknown below the threshold, a local id for new names."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from laut.actors.candidates import Candidate, find_candidates
from laut.actors.compare import NAMES, Case, compare
from laut.actors.holders import Holder, hold
from laut.actors.knowledge import Knowledge
from laut.actors.portrait import Page, Portrait, Speakers, make_portrait
from laut.actors.scene import Scene, make_scene
from laut.ids import make_actor_id
from laut.knowledge.names import make_key
from laut.records import Actor, ActorKind, Evidence, Label, Link, Reading

_LOCAL_KINDS: dict[Label, ActorKind] = {"person": "person", "organisation": "organisation", "place": "place"}
MOST_CANDIDATES = 5  # shown of those that were weighed
_MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class Decision:
    """The weights of the features (`compare.NAMES`) and the published thresholds, for links to the base and
    for names that it lacks; `named` is how likely a name of a label that nobody fits is one at all."""

    version: str
    bias: float
    weights: Mapping[str, float]
    threshold: float
    local_threshold: float
    named: Mapping[str, float]

    @property
    def maker(self) -> str:
        """As evidence names it."""
        return f"links@{self.version}"

    def score(self, features: Sequence[Sequence[float]]) -> list[float]:
        """The probability of each candidate of a chain; what they lack to 1 is that none is right."""
        odds = [exp(min(30.0, self._weigh(row))) for row in features]
        total = 1 + sum(odds)
        return [one / total for one in odds]

    def _weigh(self, row: Sequence[float]) -> float:
        return self.bias + sum(self.weights[name] * x for name, x in zip(NAMES, row, strict=True) if x)


@cache
def load_decision() -> Decision:
    """The decision that comes along."""
    values = json.loads((files("laut.actors") / "decision.json").read_text("utf-8"))
    return Decision(**values)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with its features, the reasons for them, and its score."""

    candidate: Candidate
    features: tuple[float, ...]
    reasons: tuple[str, ...]
    score: float


def make_page(reading: Reading) -> Page:
    """The article's text with its names."""
    return Page(reading.article.text, reading.analysis.sentences, reading.analysis.mentions)


def iter_cases(reading: Reading, page: Page, base: Knowledge) -> Iterable[Case]:
    """Every chain that may be linked, with its candidates: none of plurals, none of pronouns alone."""
    analysis = reading.analysis
    scene = make_scene(reading.article, analysis.mentions, base)
    speakers = Speakers(reading.statements, page, base)
    for number, chain in enumerate(analysis.chains):
        if chain.parts:
            continue
        portrait = make_portrait(number, chain, page, speakers, base)
        if portrait.names or portrait.nominals:
            yield make_case(portrait, scene, base)


def make_case(portrait: Portrait, scene: Scene, base: Knowledge) -> Case:
    """A portrait with its candidates."""
    return Case(portrait, scene, find_candidates(portrait, scene, base), base)


def weigh(case: Case, decision: Decision) -> list[Weighed]:
    """The candidates with their scores, the likeliest first."""
    compared = [compare(candidate, case) for candidate in case.candidates]
    scores = decision.score([features for features, _ in compared])
    weighed = [
        Weighed(candidate, *found, value)
        for candidate, found, value in zip(case.candidates, compared, scores, strict=True)
    ]
    return sorted(weighed, key=lambda one: (-one.score, one.candidate.entry.id))


def resolve(case: Case, weighed: Sequence[Weighed], decision: Decision) -> tuple[Link, Actor | None]:
    """The likeliest of a case's weighed candidates where it reaches the threshold; else a new name's own id,
    or unknown. Both are right only if the name is one."""
    holder = find_unnamed_holder(case)
    ids = tuple(dict.fromkeys((*(one.candidate.entry.id for one in weighed), *holder.candidates)))
    best = weighed[0].score * case.portrait.sureness if weighed else 0.0
    named = decision.named.get(case.portrait.label, 0.0)
    new = named * (1 - sum(one.score for one in weighed)) * case.portrait.sureness
    if best >= decision.threshold:
        actor = case.base.actor(ids[0])
        reason = explain(weighed[0], decision)
    else:
        actor = make_local_actor(case.portrait) if new >= decision.local_threshold else None
        best = new if actor else best
        reason = (
            "a name that the base does not have" if actor else holder.reason or explain_unknown(case, weighed)
        )
    evidence = Evidence(decision.maker, round(best, 4), reason)
    return Link(case.portrait.chain, actor.id if actor else None, evidence, ids[:MOST_CANDIDATES]), actor


def find_unnamed_holder(case: Case) -> Holder:
    """What is known of the first office of a chain without a name."""
    if case.portrait.names or not case.portrait.offices:
        return Holder(None, (), "")
    return hold(case.portrait.offices[0], case.scene.on, case.base)


def make_local_actor(portrait: Portrait) -> Actor | None:
    """An actor of its own for a name that the base lacks; of a person only with more than a last name."""
    kind = _LOCAL_KINDS.get(portrait.label)
    if not portrait.name or kind is None or portrait.is_cut or not portrait.has_one_name:
        return None
    if kind == "person" and " " not in portrait.name:
        return None
    return Actor(make_actor_id(make_key(portrait.name), portrait.label), portrait.name, kind)


def explain(weighed: Weighed, decision: Decision) -> str:
    """The reasons with the largest share of a decision."""
    shares = [
        (decision.weights[name] * score, reason)
        for name, score, reason in zip(NAMES, weighed.features, weighed.reasons, strict=True)
        if reason
    ]
    kept = [reason for share, reason in sorted(shares, key=lambda one: -one[0]) if share > 0][:_MOST_REASONS]
    return "; ".join(dict.fromkeys(kept))


def explain_unknown(case: Case, weighed: Sequence[Weighed]) -> str:
    """Why nobody is named."""
    if weighed:
        best = weighed[0]
        doubts = [r for s, r in zip(best.features, best.reasons, strict=True) if s < 0 and r]
        return "; ".join((f"not sure enough of {best.candidate.entry.name}", *doubts[:2]))
    return "nobody that the base has fits" if case.portrait.name else "nobody is named"
