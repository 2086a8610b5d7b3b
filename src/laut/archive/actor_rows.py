"""Chains, links and actors of a reading: what of them an archive keeps, and why a reading can't be kept."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from laut.records import Analysis, Chain, Link, Reading, Span, Statement

SPEAKING = ("speaker", "addressee")
BETWEEN = "|"  # of several values in one column
_LOCAL = re.compile("x[0-9a-f]{16}")
Numbers = dict[int, int]


def keep_needed(reading: Reading) -> Reading:
    """The reading with those chains that stand for somebody, speak, or are spoken to, and the parts of these.

    They are numbered anew; links are in the order of their chains, actors in that of their links.
    """
    needed = sorted(_find_needed(reading))
    new = {old: number for number, old in enumerate(needed)}
    chains = tuple(_renumber_chain(reading.analysis.chains[old], new) for old in needed)
    links = sorted((replace(link, chain=new[link.chain]) for link in reading.links if link.chain in new),
                   key=lambda link: link.chain)  # fmt: skip
    known = {actor.id: actor for actor in reading.actors}
    named = dict.fromkeys(link.actor for link in links if link.actor is not None)
    return replace(
        reading,
        analysis=_with_chains(reading.analysis, chains),
        statements=tuple(_renumber_statement(one, new) for one in reading.statements),
        links=tuple(links),
        actors=tuple(known[name] for name in named),
    )


def _find_needed(reading: Reading) -> set[int]:
    chains = reading.analysis.chains
    waiting = [link.chain for link in reading.links if link.actor is not None]
    for statement in reading.statements:
        waiting += [*statement.speaker_chains, *statement.addressee_chains]
    needed: set[int] = set()
    while waiting:
        number = waiting.pop()
        if number not in needed:
            needed.add(number)
            waiting += chains[number].parts
    return needed


def _renumber_chain(chain: Chain, new: Numbers) -> Chain:
    return replace(chain, parts=tuple(new[part] for part in chain.parts)) if chain.parts else chain


def _renumber_statement(statement: Statement, new: Numbers) -> Statement:
    speaker, addressee = statement.speaker_chains, statement.addressee_chains
    if not speaker and not addressee:
        return statement
    return replace(
        statement,
        speaker_chains=tuple(new[one] for one in speaker),
        addressee_chains=tuple(new[one] for one in addressee),
    )


def _with_chains(analysis: Analysis, chains: tuple[Chain, ...]) -> Analysis:
    return replace(analysis, chains=chains) if analysis.chains else analysis


def iter_statement_actors(
    statement: Statement, links: dict[int, tuple[Link, ...]]
) -> Iterator[tuple[str, int, int, str | None]]:
    """Role, number, chain and actor of a statement's rows; `links` as `Reading.find_links` gives them."""
    for role, chains in zip(SPEAKING, (statement.speaker_chains, statement.addressee_chains), strict=True):
        rows = [(chain, link.actor) for chain in chains for link in links.get(chain, ())]
        known = {chain for chain, _ in rows}
        rows += [(chain, None) for chain in chains if chain not in known]
        rows.sort(key=lambda row: chains.index(row[0]))
        for number, (chain, actor) in enumerate(rows):
            yield role, number, chain, actor


def find_actor_fault(reading: Reading) -> str | None:
    """What is wrong with the numbers of chains and the ids of actors in a reading."""
    return _find_chain_fault(reading) or _find_link_fault(reading)


def _find_chain_fault(reading: Reading) -> str | None:
    chains = reading.analysis.chains
    if not all(chain.members for chain in chains):
        return "a chain without members"
    numbers = [part for chain in chains for part in chain.parts]
    for statement in reading.statements:
        for speaking in (statement.speaker_chains, statement.addressee_chains):
            if len(set(speaking)) < len(speaking):
                return "a statement that names a chain twice"
            numbers += speaking
    numbers += [link.chain for link in reading.links]
    is_known = all(0 <= number < len(chains) for number in numbers)
    return None if is_known else "the number of a chain that is not there"


def _find_link_fault(reading: Reading) -> str | None:
    linked = [link.chain for link in reading.links]
    if len(set(linked)) < len(linked):
        return "two links of one chain"
    named = [actor.id for actor in reading.actors]
    if len(set(named)) < len(named):
        return "two actors of one id"
    if not {link.actor for link in reading.links if link.actor is not None} <= set(named):
        return "a link to an actor that is not there"
    candidates = [one for link in reading.links for one in link.candidates]
    return None if all(one and BETWEEN not in one for one in candidates) else "a candidate with an odd id"


def iter_chain_spans(reading: Reading) -> Iterator[Span]:
    """All spans of the chains."""
    for chain in reading.analysis.chains:
        for member in chain.members:
            yield member.span
            if member.antecedent:
                yield member.antecedent


def iter_chain_words(reading: Reading) -> Iterator[str]:
    """Everything that is written in chains, links and actors."""
    for chain in reading.analysis.chains:
        for member in chain.members:
            yield from (member.evidence.maker, member.evidence.reason)
    for link in reading.links:
        yield from (link.evidence.maker, link.evidence.reason, *link.candidates)
    for actor in reading.actors:
        yield from (actor.id, actor.name)
        for tenure in actor.offices:
            yield from (tenure.office, tenure.place)


def is_local(name: str) -> bool:
    """Whether an actor's id is that of a name that the knowledge base does not have."""
    return _LOCAL.fullmatch(name) is not None


def join(values: Iterable[object]) -> str | None:
    """Several values as one; None where there are none."""
    return BETWEEN.join(map(str, values)) or None


def split(joined: str | None) -> tuple[str, ...]:
    """The values again."""
    return tuple(joined.split(BETWEEN)) if joined else ()
