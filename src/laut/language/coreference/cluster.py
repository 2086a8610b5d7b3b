"""Scored pairs → clusters of phrases: the likeliest antecedent first, unless a member of its cluster forbids
it.

What forbids: two first names before one last name, Senior and Junior, Herr and Frau, a person and an
organisation of one name, a man's and a woman's pronoun, and "ich" for anybody but who speaks.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from math import exp

import numpy as np

from laut.encoding import Floats, Ints
from laut.language.coreference.pairs import Voices
from laut.language.coreference.phrases import Phrases
from laut.language.coreference.words import BARE, FIRST, NAME, PERSONAL, POSSESSIVE, SECOND

SURE_GENDER, UNSURE_GENDER, SURE_NUMBER = 0.97, 0.02, 0.95
SPEAKER_CHANCE = 0.9  # of "ich" for its speaker
SHE_MARGIN = 0.01
LEAST_LEAD = 0.005  # the chance of a cluster from which it is worth a look
PERSON, ORGANISATION, PLACE = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Block:
    """The phrases from `first` to `last` (half open) and their pairs, sorted by the later phrase: log odds
    [P]."""

    first: int
    last: int
    later: Ints
    earlier: Ints
    links: Floats


@dataclass(frozen=True, slots=True)
class Bond:
    """Why a phrase stands in its cluster: the antecedent, and how likely that is, by the network or by a
    rule."""

    antecedent: int
    chance: float
    by_rule: bool = False


@dataclass(slots=True)
class Cluster:
    """Numbers of phrases, and what all of them together say for sure: first names by last name, the names of
    each person, generations, genders (m, f), numbers (s, p), labels of names."""

    members: list[int] = field(default_factory=list)
    first_names: dict[int, int] = field(default_factory=dict)
    people: set[int] = field(default_factory=set)
    generations: set[int] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    labels: set[int] = field(default_factory=set)
    has_she: bool = False  # a "sie": one woman, or several


@dataclass(slots=True)
class Clustering:
    """Every phrase's cluster (-1: of none), the bond that put it there (None: it opened one), the phrase
    that stands for it and others with the same head, as a rule itself; and of those who speak or are spoken
    to the likeliest clusters, by their latest phrases, with their chances, whatever forbids them."""

    clusters: list[Cluster]
    number: list[int]
    bonds: list[Bond | None]
    stand_in: Ints
    leads: dict[int, list[Bond]] = field(default_factory=dict)


def cluster_phrases(p: Phrases, v: Voices, blocks: Iterable[Block], new: Floats, odds: Floats) -> Clustering:
    """Clusters of N phrases from the log odds of their pairs, block by block, of opening a chain [N],
    and of standing in one at all [N]."""
    found = Clustering([], [-1] * len(p), [None] * len(p), np.arange(len(p)))
    speakers = _find_speakers(p, v)
    waiting: list[tuple[int, int]] = []
    for block in blocks:
        _choose_alternatives(found.stand_in, p, block, new, odds)
        borders = np.searchsorted(block.later, np.arange(block.first, block.last + 1)).tolist()
        for i, (low, high) in enumerate(pairwise(borders), block.first):
            if found.stand_in[i] != i:
                continue
            own = _describe(p, i)
            bond = None
            speaker = speakers.get(int(v.inside[i])) if _is_me(p, i) else None
            speaker = speaker if speaker is None else int(found.stand_in[speaker])
            if speaker is None or speaker == i:
                earlier, links = block.earlier[low:high], block.links[low:high]
                kept = found.stand_in[earlier] == earlier
                earlier, links = earlier[kept], links[kept]
                bond = _choose(i, own, earlier, links, float(new[i]), p, v, found)
                if v.speaker[i] >= 0 or v.addressee[i] >= 0:
                    found.leads[i] = _list_leads(earlier, links, float(new[i]), found)
            elif speaker < i:
                bond = Bond(speaker, SPEAKER_CHANCE, by_rule=True)
            else:
                waiting.append((i, speaker))
            _enter(found, i, own, bond)
    for i, speaker in waiting:
        _merge(found, i, int(found.stand_in[speaker]))
    return found


def _choose_alternatives(stand_in: Ints, p: Phrases, block: Block, new: Floats, odds: Floats) -> None:
    """Of phrases with one head („Sergej Lawrow“, „Minister Sergej Lawrow“) one stands for all: the one
    that is likely in a chain and well linked."""
    margins = block.links - new[block.later]
    best = np.zeros(block.last, dtype=np.float32)
    np.maximum.at(best, block.later, margins)
    np.maximum.at(best, block.earlier, margins)
    heads: dict[tuple[int, int], list[int]] = {}
    for i in range(block.first, block.last):
        heads.setdefault((int(p.head[i]), int(p.joined[i])), []).append(i)
    for same in heads.values():
        if len(same) > 1:
            stand_in[same] = max(same, key=lambda i: best[i] + odds[i])


def _is_me(p: Phrases, i: int) -> bool:
    """Whether a phrase is ich, mich, mir, mein."""
    return bool(p.kind[i] == FIRST and p.number[i, 0] > 0.5)


def _find_speakers(p: Phrases, v: Voices) -> dict[int, int]:
    """The phrase that speaks with each voice; no pronoun of the first person."""
    is_one = (v.speaker >= 0) & (p.kind != FIRST)
    return {int(v.speaker[i]): i for i in np.flatnonzero(is_one)[::-1].tolist()}


def _choose(
    i: int,
    own: Cluster,
    earlier: Ints,
    links: Floats,
    new: float,
    p: Phrases,
    v: Voices,
    found: Clustering,
) -> Bond | None:
    better = np.flatnonzero(links > new)
    if not len(better):
        return None
    total = float(np.logaddexp.reduce(np.append(links, new)))
    numbers = [found.number[j] for j in earlier.tolist()]
    for at in better[np.argsort(-links[better], kind="stable")].tolist():
        j = int(earlier[at])
        cluster = found.clusters[numbers[at]]
        if _may_join(own, cluster) and _may_speak(i, j, p, v) and not _is_within(i, cluster, p):
            same = [k for k, number in enumerate(numbers) if number == numbers[at]]
            chance = float(np.exp(np.logaddexp.reduce(links[same]) - total))
            return Bond(j, min(chance, 1.0))
    return None


def _list_leads(earlier: Ints, links: Floats, new: float, found: Clustering) -> list[Bond]:
    total = float(np.logaddexp.reduce(np.append(links, new)))
    chances: dict[int, float] = {}
    latest: dict[int, int] = {}
    for j, link in zip(earlier.tolist(), links.tolist(), strict=True):
        number = found.number[j]
        chances[number] = chances.get(number, 0.0) + exp(link - total)
        latest[number] = j
    return [Bond(latest[n], chance) for n, chance in chances.items() if chance >= LEAST_LEAD]


def _enter(found: Clustering, i: int, own: Cluster, bond: Bond | None) -> None:
    if bond is None:
        found.number[i] = len(found.clusters)
        found.clusters.append(own)
        return
    found.number[i] = found.number[bond.antecedent]
    found.bonds[i] = bond
    _add(found.clusters[found.number[i]], own)


def _add(cluster: Cluster, other: Cluster) -> None:
    cluster.members += other.members
    cluster.first_names |= other.first_names
    cluster.people |= other.people
    cluster.generations |= other.generations
    cluster.numbers |= other.numbers
    cluster.genders |= other.genders
    cluster.labels |= other.labels
    cluster.has_she = cluster.has_she or other.has_she


def _merge(found: Clustering, i: int, speaker: int) -> None:
    """Join the cluster of "ich" with that of a speaker who is named after it."""
    mine, theirs = found.number[i], found.number[speaker]
    if mine == theirs or (found.bonds[speaker] is None and speaker != found.clusters[theirs].members[0]):
        return
    one, other = found.clusters[mine], found.clusters[theirs]
    if not _may_join(one, other):
        return
    opener = one.members[0]
    _add(other, one)
    other.members.sort()
    for member in one.members:
        found.number[member] = theirs
    one.members = []
    found.bonds[opener] = Bond(speaker, SPEAKER_CHANCE, by_rule=True)


def _describe(p: Phrases, i: int) -> Cluster:
    kind = int(p.kind[i])
    own = Cluster([i])
    if p.last[i] and p.first_name[i]:
        own.first_names[int(p.last[i])] = int(p.first_name[i])
    if p.generation[i]:
        own.generations.add(int(p.generation[i]))
    is_person = p.label[i] == PERSON and kind <= BARE and p.last[i] > 0 and not p.joined[i]
    if is_person:
        own.people = {int(p.last[i]), int(p.first_name[i])} - {0}
        own.numbers.add("s")
    if p.sex[i] and (is_person or (kind <= BARE and p.number[i, 0] > SURE_NUMBER)):
        own.genders.add(" mf"[int(p.sex[i])])
        own.numbers.add("s")
    if kind == PERSONAL and p.number[i].max() > SURE_NUMBER:
        own.numbers.add("sp"[int(p.number[i].argmax())])
    if kind in (PERSONAL, POSSESSIVE) and p.number[i, 0] > SURE_NUMBER:
        own.genders |= {"m"} if p.gender[i, 1] < UNSURE_GENDER else set()
        own.genders |= {"f"} if p.gender[i, 1] > SURE_GENDER else set()
    own.has_she = kind in (PERSONAL, POSSESSIVE) and p.gender[i, 1] > p.gender[i, 0] + SHE_MARGIN
    if kind == FIRST or p.two[i]:
        own.numbers.add("p" if p.two[i] or p.number[i, 1] > 0.5 else "s")
    if p.label[i] in (PERSON, ORGANISATION, PLACE) and kind <= BARE:
        own.labels.add(int(p.label[i]))
    return own


def _may_join(a: Cluster, b: Cluster) -> bool:
    """Whether nothing that is known for sure of one contradicts the other."""
    labels = a.labels | b.labels
    if a.labels and b.labels and not a.labels & b.labels and PERSON in labels:
        return False
    if a.people and b.people and not a.people & b.people:
        return False
    if len(a.genders | b.genders) > 1 and not labels - {PERSON}:  # a country may be "er" and "sie"
        return False
    if (
        (a.has_she or b.has_she)
        and PERSON in labels
        and "s" in a.numbers | b.numbers
        and "m" in a.genders | b.genders
    ):
        return False
    if len(a.generations | b.generations) > 1:
        return False
    if len(a.numbers | b.numbers) > 1 and (PERSON in labels or ("p" in a.numbers ^ b.numbers and not labels)):
        return False
    return all(b.first_names.get(last, first) == first for last, first in a.first_names.items())


def _is_within(i: int, cluster: Cluster, p: Phrases) -> bool:
    """Whether a noun, or the possessive that opens it, stands inside a member: „[[sein] Sohn]“ is not he."""
    for k in reversed(cluster.members):
        if p.end[k] <= p.start[i] and p.sentence[k] < p.sentence[i]:
            return False
        is_inside = p.start[k] <= p.start[i] and p.end[i] <= p.end[k] and p.kind[k] <= BARE
        if is_inside and (p.kind[i] <= BARE or (p.kind[i] == POSSESSIVE and p.start[i] == p.start[k])):
            return True
    return False


def _may_speak(i: int, j: int, p: Phrases, v: Voices) -> bool:
    """Whether "ich", "wir" or "Sie" may stand for the other phrase: only in one voice, or for who speaks."""
    for one, other in ((i, j), (j, i)):
        if p.kind[one] in (FIRST, SECOND):
            if p.kind[other] == p.kind[one]:
                return bool(v.inside[one] == v.inside[other]) and bool(
                    p.number[one].argmax() == p.number[other].argmax()
                )
            role = v.speaker if p.kind[one] == FIRST else v.addressee
            return (
                v.inside[one] < 0
                or v.inside[one] == role[other]
                or (role is v.addressee and p.kind[other] == NAME)
            )
    return True
