"""Numbers → whom words without a name mean, with a chance: small networks, and a published threshold.

A network scores every entity, and that nobody is meant; their chances add up to 1. The chance is the mean
of all networks (`laut.train.antecedents` trains them).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from laut.actors.antecedents.case import make_case
from laut.actors.antecedents.features import FEATURES, QUERY_FEATURES, describe, describe_query
from laut.actors.antecedents.floor import Floor
from laut.actors.antecedents.nouns import is_called
from laut.actors.antecedents.queries import Query
from laut.encoding import Floats
from laut.knowledge.senses import A_BODY, A_PERSON

SHOWN = 2  # reasons
LEAST, SCALE, MANY = -5.0, 3.0, 30.0  # how "nobody" sees the scores of entities, and their number
# What a feature says in words; the others are part of no reason.
_WORDS = {
    "net best": "likeliest by its place and words",
    "own": "in one chain with it",
    "by words": "by its own words",
    "subject 0": "subject of the same sentence",
    "subject 1": "subject of the sentence before",
    "rank 0": "named last",
    "subject beside": "subject of the same sentence",
    "only near": "the only one spoken of just before",
    "first near": "spoken of first just before",
    "alone before": "the only one that fits",
    "only of gender": "the only one of this gender",
    "spoke last": "spoke last",
    "spoke before": "spoke directly before",
    "holds": "whose words it stands in",
    "title": "is called so",
    "called before": "was called so before",
    "in name": "has the word in its name",
    "name in noun": "is part of the word",
    "near noun": "is named with the same word",
    "office": "holds this office",
    "holder": "holds this office on the day",
    "party": "of this party",
    "number": "is named with this number",
    "sense": "is called what the words say",
    "sense, only": "the only one that is called so",
    "country": "of this country",
    "subject with text": "whose text it is",
    "most": "named most often",
    "gender+": "of the same gender",
}


@dataclass(frozen=True, slots=True)
class Network:
    """Weights of one network: of entities `direct` [F], `hidden` [F, H], `bias` [H], `out` [H]; of nobody
    the same with [Q + 5]; `constants` are those of the two scores."""

    direct: Floats
    hidden: Floats
    bias: Floats
    out: Floats
    none_direct: Floats
    none_hidden: Floats
    none_bias: Floats
    none_out: Floats
    constants: tuple[float, float]

    def score(self, x: Floats, q: Floats) -> Floats:
        """Chances [N + 1] of N entities with features [N, F] and of nobody; q [Q] are those of the words."""
        scores = x @ self.direct + np.tanh(x @ self.hidden + self.bias) @ self.out + self.constants[0]
        top = np.sort(np.append(np.maximum(scores, LEAST), [LEAST, LEAST]))[::-1][:2] / SCALE
        z = np.concatenate([q, top, [top[0] - top[1], float(len(x) > 0), len(x) / MANY]])
        none = z @ self.none_direct + np.tanh(z @ self.none_hidden + self.none_bias) @ self.none_out
        odds = np.append(scores, none + self.constants[1])
        chances = np.exp(odds - odds.max())
        return np.asarray(chances / chances.sum(), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Weights:
    """The networks, and the chance from which somebody is meant."""

    version: str
    threshold: float
    networks: tuple[Network, ...]

    @property
    def maker(self) -> str:
        """As evidence names it."""
        return f"antecedents@{self.version}"

    def score(self, x: Floats, q: Floats) -> Floats:
        """The mean chances [N + 1] of all networks."""
        return np.asarray(
            np.mean([network.score(x, q) for network in self.networks], axis=0), dtype=np.float32
        )


@cache
def load_weights() -> Weights:
    """The weights that come along."""
    values = json.loads((files(__package__) / "weights.json").read_text("utf-8"))
    return make_weights(values)


def make_weights(values: Mapping[str, object]) -> Weights:
    """Weights as `weights.json` holds them."""
    networks = []
    for stored in values["networks"]:  # type: ignore[attr-defined]
        arrays = {name: np.array(value, dtype=np.float32) for name, value in stored.items()}
        constants = arrays.pop("constants")
        networks.append(Network(**arrays, constants=(float(constants[0]), float(constants[1]))))
    return Weights(str(values["version"]), float(str(values["threshold"])), tuple(networks))


@dataclass(frozen=True, slots=True)
class Meant:
    """The number of the likeliest entity, None where nobody is likelier, its chance, and the reasons for
    it."""

    who: int | None
    chance: float
    reason: str = ""


def make_row(row: Mapping[str, float], names: Sequence[str]) -> Floats:
    """Numbers by name → in order."""
    return np.array([row.get(name, 0.0) for name in names], dtype=np.float32)


def find_said(query: Query, floor: Floor) -> int | None:
    """Whom the words say by themselves; None where somebody else of the article is called so."""
    own = floor.own.get(query.span)
    if not own or not own.is_said or _is_shared(query, floor):
        return None
    said = next((n for n, entity in enumerate(floor.entities) if entity.actor == own.link.actor), None)
    is_somebody = query.form == "der" and query.senses & A_PERSON and not query.senses & A_BODY
    return None if said is None or (is_somebody and not floor.entities[said].is_person) else said


def list_asked(query: Query, floor: Floor) -> list[int]:
    """Who may be meant: everybody, but of an office whose holder is known nobody else, unless somebody else
    of the article is called so."""
    own = floor.own.get(query.span)
    holder = own.link.actor if own and query.office and not _is_shared(query, floor) else None
    return [n for n, entity in enumerate(floor.entities) if holder in (None, entity.actor)]


def _is_shared(query: Query, floor: Floor) -> bool:
    """Whether somebody's name in the article stands beside the noun of the words, and is not whom they
    say."""
    own = floor.own[query.span].link.actor
    others = (entity for entity in floor.entities if entity.is_person and entity.actor != own)
    return any(is_called(query.noun, title) for other in others for title in other.beside)


def choose(query: Query, floor: Floor, weights: Weights) -> Meant:
    """Whom the words mean, however sure: whom they say, else whom the networks find likeliest."""
    said = find_said(query, floor)
    if said is not None:
        evidence = floor.own[query.span].link.evidence
        return Meant(said, evidence.score, evidence.reason)
    numbers = list_asked(query, floor)
    if not numbers:
        return Meant(None, 1.0)
    case = make_case(query, floor)
    x = np.stack([make_row(describe(case, n), FEATURES) for n in numbers])
    chances = weights.score(x, make_row(describe_query(case), QUERY_FEATURES))
    best = int(chances.argmax())
    if best == len(numbers):
        return Meant(None, round(float(chances[best]), 4))
    return Meant(numbers[best], round(float(chances[best]), 4), _explain(x[best], weights))


def _explain(x: Floats, weights: Weights) -> str:
    """What the score of an entity rests on: the features with the largest share of it that have words."""
    shares = np.zeros(len(FEATURES))
    for network in weights.networks:
        slope = (1 - np.tanh(x @ network.hidden + network.bias) ** 2) * network.out
        shares += x * (network.direct + network.hidden @ slope)
    order = [int(at) for at in np.argsort(-shares) if shares[at] > 0]
    words = [_WORDS[FEATURES[at]] for at in order if FEATURES[at] in _WORDS]
    return ", ".join(words[:SHOWN])
