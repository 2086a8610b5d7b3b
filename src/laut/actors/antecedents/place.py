"""Words that were found to mean somebody → members of that actor's chain, out of any other."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from laut.actors.antecedents.entities import Entity
from laut.records import Chain, Evidence, Form, Link, Member, Span


@dataclass(frozen=True, slots=True)
class Found:
    """Whom some words mean, None: nobody who is known, and why; `form` is what they are, `own` is whom they
    stand for by themselves."""

    span: Span
    form: Form
    entity: Entity | None
    evidence: Evidence
    own: Link | None = None

    @property
    def link(self) -> Link | None:
        """What a chain of these words alone stands for."""
        if self.entity:
            return self.entity.link
        return replace(self.own, actor=None) if self.own else None


@dataclass(frozen=True, slots=True)
class Placed:
    """Chains and links with all words at their place, and the chain of each."""

    chains: tuple[Chain, ...]
    links: tuple[Link, ...]
    meant: Mapping[Span, int]


def place(chains: Sequence[Chain], links: Sequence[Link], found: Sequence[Found]) -> Placed:
    """Move each of the words into a chain of its entity, those that mean nobody known out of the chains of
    others; numbers follow, in reading order."""
    members = [list(chain.members) for chain in chains]
    labels = [chain.label for chain in chains]
    kept = list(links)
    meant: dict[Span, int] = {}
    known = {link.chain for link in links if link.actor}
    for one in found:
        number = _find_chain(one, members, known)
        if number is None:
            number = len(members)
            members.append([])
            labels.append("office")
            if one.entity:
                one.entity.chains.append(number)
            if one.link:
                kept.append(replace(one.link, chain=number))
        meant[one.span] = number
        if all(member.span != one.span for member in members[number]):
            for others in members:
                _take_out(one.span, others)
            _put_in(one, members[number])
    parts = [*(chain.parts for chain in chains), *(() for _ in members[len(chains) :])]
    order = sorted((n for n, its in enumerate(members) if its), key=lambda n: members[n][0].span)
    new = {number: at for at, number in enumerate(order)}
    return Placed(
        tuple(
            Chain(tuple(members[n]), labels[n], tuple(new[p] for p in parts[n] if p in new)) for n in order
        ),
        tuple(replace(link, chain=new[link.chain]) for link in kept if link.chain in new),
        {span: new[number] for span, number in meant.items()},
    )


def _find_chain(one: Found, members: Sequence[Sequence[Member]], known: Set[int]) -> int | None:
    """The entity's chain that the words are in, else the one that is named last before them; of nobody
    known any chain that nobody known has."""
    if one.entity is None:
        chains = (n for n, its in enumerate(members) if any(member.span == one.span for member in its))
        return next((n for n in chains if n not in known), None)
    own = [n for n in one.entity.chains if members[n]]
    for number in own:
        if any(member.span == one.span for member in members[number]):
            return number
    before = [
        (member.span, n)
        for n in own
        for member in members[n]
        if member.span < one.span and member.form == "name"
    ]
    return max(before)[1] if before else next(iter(own), None)


def _take_out(span: Span, members: list[Member]) -> None:
    """Take words out of a chain; what rested on them rests on what they did."""
    gone = next((member for member in members if member.span == span), None)
    if gone is None:
        return
    members.remove(gone)
    for at, member in enumerate(members):
        if member.antecedent == span:
            antecedent = gone.antecedent if at else None
            members[at] = replace(member, antecedent=antecedent or (members[0].span if at else None))


def _put_in(one: Found, members: list[Member]) -> None:
    places = [
        place for place in (one.entity.places if one.entity else ()) if any(m.span == place for m in members)
    ]
    before = [place for place in places if place < one.span]
    antecedent = before[-1] if before else next((place for place in places), None)
    members.append(Member(one.span, one.form, one.evidence, antecedent))
    members.sort(key=lambda member: member.span)
