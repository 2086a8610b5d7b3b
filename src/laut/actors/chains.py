"""Chains made ready for linking: every name has one, nobody is in that of another, all in reading order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from laut.actors.knowledge import Knowledge
from laut.actors.portrait import Page
from laut.knowledge.names import make_key, strip_genitive
from laut.records import Chain, Evidence, Label, Member, Mention, Reading, Span

_LONG_ENOUGH = 4  # letters of a word that is part of another
KEPT: frozenset[Label] = frozenset({"person", "organisation", "place"})


def complete_chains(reading: Reading, page: Page, base: Knowledge) -> Reading:
    """The reading with a chain for every name, all in reading order."""
    chains = _split_chains(reading.analysis.chains, page, base)
    chains += _find_single_names(chains, page, base)
    return replace(reading, analysis=replace(reading.analysis, chains=order_chains(chains)))


def make_single(words: Span, label: Label, maker: str) -> Chain:
    """A chain of nothing but words without a name."""
    return Chain((Member(words, "nominal", Evidence(maker, 1.0, "by its own words")),), label)


def _split_chains(chains: Sequence[Chain], page: Page, base: Knowledge) -> list[Chain]:
    """Chains without the names of somebody else: what parts from a chain comes after all others, so that the
    numbers of parts stay right."""
    kept, parted = [], []
    for chain in chains:
        groups = _group_names(chain, page, base)
        split = _split(chain, groups) if len(groups) > (0 if chain.parts else 1) else [chain]
        kept.append(split[0])
        parted += split[1:]
    return kept + parted


def _is_alike(one: str, other: str) -> bool:
    """Whether two words are the same but for an ending or a gap that is missing: HansNiessl, Niessl."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= _LONG_ENOUGH and (long.startswith(short) or long.endswith(short)))


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in a chain: its words as keys, and the actors of the base that are called so."""

    label: Label
    words: frozenset[str]
    actors: frozenset[str]

    def may_be(self, other: "_Name") -> bool:
        """Whether two names may have one bearer: always where neither is a person's, else where they share a
        word, or what begins or ends it, or the base knows both as one actor's."""
        if "person" not in (self.label, other.label) or not self.actors.isdisjoint(other.actors):
            return True
        return any(_is_alike(one, word) for one in self.words for word in other.words)


def _group_names(chain: Chain, page: Page, base: Knowledge) -> list[dict[Span, _Name]]:
    """The members that a name heads, those together that may have one bearer."""
    groups: list[dict[Span, _Name]] = []
    for member in chain.members:
        head = page.find_head(member.span, base) if member.form != "pronoun" else None
        if head and head.label in KEPT:
            name = _read_name(head, page, base)
            first, *others = [g for g in groups if any(map(name.may_be, g.values()))] or [{}]
            first[member.span] = name
            for group in others:
                first.update(group)
            groups = [g for g in groups if g is not first and all(g is not other for other in others)]
            groups.append(first)
    return groups


def _read_name(head: Mention, page: Page, base: Knowledge) -> _Name:
    """A name with what it says of its bearer; a name directly before it belongs to it: Thaksin Shinawatra."""
    whole = head.span
    before = page.names_in(Span(page.sentence_of(whole).start, whole.start))
    is_beside = bool(before) and page.text[before[-1].span.end : whole.start].isspace()
    if is_beside and before[-1].label == "person":
        whole = Span(before[-1].span.start, whole.end)
    shown = strip_genitive(page.extend(head, base))
    words = {*make_key(shown).split(), *make_key(strip_genitive(whole.of(page.text))).split()}
    return _Name(head.label, frozenset(words), frozenset(entry.id for entry in base.find(shown)))


def _split(chain: Chain, groups: Sequence[dict[Span, _Name]]) -> list[Chain]:
    """A chain a group; words without a name go where what they rest on goes. A plural keeps its parts, and
    nobody's name."""
    group_of = {span: number for number, group in enumerate(groups) for span in group}
    named = next(group_of[member.span] for member in chain.members if member.span in group_of)
    first = len(groups) if chain.parts else named
    members: dict[int, list[Member]] = {}
    spans: dict[int, set[Span]] = {}
    for member in chain.members:
        number = group_of.setdefault(member.span, group_of.get(member.antecedent or member.span, first))
        its, before = members.setdefault(number, []), spans.setdefault(number, set())
        if not its:
            evidence = Evidence(member.evidence.maker, 1.0, "opens the chain")
            member = replace(member, antecedent=None, evidence=evidence)
        elif member.antecedent not in before:
            evidence = replace(member.evidence, reason="the same name")
            member = replace(member, antecedent=its[0].span, evidence=evidence)
        its.append(member)
        before.add(member.span)
    labels = [[name.label for name in group.values()] for group in groups] + [[chain.label]]
    order = sorted(members, key=lambda number: number != first)
    return [
        Chain(tuple(members[n]), max(labels[n], key=labels[n].count), chain.parts if n == first else ())
        for n in order
    ]


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
