"""Chains made ready for linking: every name has one, all in reading order."""

from collections.abc import Sequence
from dataclasses import replace

from laut.actors.knowledge import Knowledge
from laut.actors.portrait import Page
from laut.records import Chain, Evidence, Label, Member, Reading, Span

KEPT: frozenset[Label] = frozenset({"person", "organisation", "place"})


def complete_chains(reading: Reading, page: Page, base: Knowledge) -> Reading:
    """The reading with a chain for every name, all in reading order."""
    chains = [*reading.analysis.chains, *_find_single_names(reading.analysis.chains, page, base)]
    return replace(reading, analysis=replace(reading.analysis, chains=order_chains(chains)))


def make_single(words: Span, label: Label, maker: str) -> Chain:
    """A chain of nothing but words without a name."""
    return Chain((Member(words, "nominal", Evidence(maker, 1.0, "by its own words")),), label)


def _find_single_names(chains: Sequence[Chain], page: Page, base: Knowledge) -> list[Chain]:
    """A chain for every name that heads no member, the same words as one chain."""
    heads = {member.span for chain in chains for member in chain.members}
    heads |= {head.span for span in heads if (head := page.find_head(span, base))}
    single: dict[tuple[str, Label], list[Member]] = {}
    for mention in page.mentions:
        span = mention.span
        if mention.label in KEPT and span not in heads and page.is_outermost(mention):
            key = (span.of(page.text), mention.label)
            before = single.get(key)
            antecedent = before[-1].span if before else None
            single.setdefault(key, []).append(Member(span, "name", mention.evidence, antecedent))
    return [Chain(tuple(members), label) for (_, label), members in single.items()]


def order_chains(chains: Sequence[Chain]) -> tuple[Chain, ...]:
    """Chains by their first members, the numbers of parts changed with them."""
    order = sorted(range(len(chains)), key=lambda number: chains[number].members[0].span)
    new = {number: at for at, number in enumerate(order)}
    return tuple(
        replace(chains[number], parts=tuple(new[part] for part in chains[number].parts)) for number in order
    )
