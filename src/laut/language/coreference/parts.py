"""Plurals → their parts: "die beiden Präsidenten", "Merkel und Macron", each the numbers of other chains."""

from collections.abc import Sequence

from laut.language.coreference.phrases import Phrases
from laut.language.coreference.words import BARE

REACH = 4  # sentences back from "die beiden" to those that are meant
_PEOPLE = (1, 5)


def find_parts(p: Phrases, chains: Sequence[Sequence[int]]) -> list[tuple[int, ...]]:
    """For each chain, given as numbers of phrases, the numbers of the chains that are its parts."""
    chain_of = {i: number for number, members in enumerate(chains) for i in members}
    return [
        _find_inside(p, chain_of, members, number) or _find_two(p, chain_of, chains, number)
        for number, members in enumerate(chains)
    ]


def _find_inside(
    p: Phrases, chain_of: dict[int, int], members: Sequence[int], number: int
) -> tuple[int, ...]:
    """The chains whose phrases are joined by "und" in a member: „[Merkel] und [Macron]“."""
    for i in members:
        if p.joined[i] and p.kind[i] <= BARE:
            inside: list[int] = []
            k = i + 1
            while k < len(p) and p.start[k] < p.end[i]:
                part = chain_of.get(k, number)
                if part not in (number, *inside) and p.end[k] <= p.end[i] and p.kind[k] <= BARE:
                    inside.append(part)
                k += 1
            if len(inside) > 1:
                return tuple(sorted(inside))
    return ()


def _find_two(
    p: Phrases, chain_of: dict[int, int], chains: Sequence[Sequence[int]], number: int
) -> tuple[int, ...]:
    """The two chains of single people, or of one label, that were named last before "die beiden …"."""
    opener = next((i for i in chains[number] if p.two[i]), None)
    if opener is None:
        return ()
    last: dict[int, int] = {}
    k = opener - 1
    while k >= 0 and p.sentence[opener] - p.sentence[k] <= REACH:
        part = chain_of.get(k, number)
        if part != number and p.end[k] <= p.start[opener]:
            last.setdefault(part, k)
        k -= 1
    single = {n: k for n, k in last.items() if _is_single(p, chains[n])}
    stem = p.stem[opener]
    same = {n for n in single if stem and any(p.stem[i] == stem for i in chains[n])}
    people = {n for n in single if any(p.label[i] in _PEOPLE for i in chains[n])}
    for some in (same, people, set(single)):
        if len(some) >= 2:
            return tuple(sorted(sorted(some, key=lambda n: single[n])[-2:]))
    return ()


def _is_single(p: Phrases, members: Sequence[int]) -> bool:
    """Whether a chain stands for one, and has a label to go by."""
    is_one = sum(bool(p.number[i, 0] > 0.5) for i in members) * 2 >= len(members)
    return is_one and any(p.label[i] and p.kind[i] <= BARE for i in members)
