"""An article's stretches → its chains. What a stretch gives is summed up at once, so that long texts stay
small.

collector = Collector(network, tokens, sentences)
for stretch in …: collector.add(stretch, names, wanted)
chains = collector.find_chains(mentions, statements)
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from laut.encoding import Floats, Ints, Lead, Leads, Stretch, Tokens
from laut.language.coreference.cluster import Block, Bond, Clustering, cluster_phrases
from laut.language.coreference.compare import make_features
from laut.language.coreference.network import EDGE, ChainNetwork, Read, use_one_thread
from laut.language.coreference.pairs import BLOCK, Voices, iter_pairs, make_singles
from laut.language.coreference.parts import find_parts
from laut.language.coreference.phrases import Phrases, Words, describe_phrases, find_head, mark_names
from laut.language.coreference.reasons import explain
from laut.language.coreference.spans import LONGEST, choose_spans, list_spans
from laut.language.coreference.voices import Ranges, Saying, make_voices
from laut.language.coreference.words import BARE, NAME, ROLES
from laut.records import Chain, Evidence, Form, Label, Member, Mention, Span, Spans, Statement

LABELS: tuple[Label, ...] = ("person", "organisation", "place", "other", "office", "group")
Range = tuple[int, int]
SUBJECT = ROLES.index("subject")


@dataclass(slots=True)
class _Part:
    """What is kept of a stretch: spans of its core with their odds and vectors, and its words."""

    words: Words
    spans: list[Range]
    odds: Floats
    vectors: NDArray[np.float16]


@dataclass(slots=True)
class Collector:
    """Takes an article's stretches in order and keeps what chains need of them."""

    network: ChainNetwork
    tokens: Tokens
    sentences: Sequence[Range]
    parts: list[_Part] = field(default_factory=list)
    later: set[Range] = field(default_factory=set)
    leads: Leads = field(default_factory=Leads)

    def add(self, stretch: Stretch, mentions: Iterable[Mention], wanted: Iterable[Range] = ()) -> None:
        """Sum up a stretch with the mentions of its core; `wanted` are token spans that must be looked at
        too, wherever they stand."""
        with use_one_thread():
            self._add(stretch, mentions, wanted)

    def _add(self, stretch: Stretch, mentions: Iterable[Mention], wanted: Iterable[Range]) -> None:
        first, last = stretch.core
        start = max(stretch.start, first - EDGE)
        end = min(stretch.start + len(stretch.vectors), last + LONGEST + EDGE)
        vectors = stretch.vectors[start - stretch.start : end - stretch.start]
        read = self.network.read(vectors, self.tokens.forms[start:end])
        starts, lengths = list_spans(self.sentences, first, last)
        odds = self.network.score_spans(read.spans, starts - start, lengths)
        people, others = list_names(mentions, self.tokens)
        nearby = _shift(people, -start)
        mark_names(read.words.tags, nearby, _shift(others, -start))
        asked = {*people, *others, *wanted, *self.later}
        self.later = {span for span in asked if span[0] >= last}
        shifted = _shift([(a, b) for a, b in sorted(asked) if first <= a < last and b <= end], -start)
        rules = self.network.rules
        core = (first - start, last - start)
        chosen = choose_spans(
            starts - start,
            lengths,
            odds,
            read.words.tags,
            self.tokens.forms[start:end],
            nearby,
            shifted,
            core,
            rules.phrase_floor,
            rules.phrase_share,
        )
        self.parts.append(_sum_up(self.network, read, chosen, core, start))
        for span in sorted(asked):
            if stretch.start <= span[0] < first:
                self._add_before(span, stretch)

    def _add_before(self, span: Range, stretch: Stretch) -> None:
        """A phrase of an earlier core that only this stretch asks for, as the speaker of what comes later."""
        if any(span in part.spans for part in self.parts[-3:]):
            return
        start, end = max(stretch.start, span[0] - EDGE), span[1] + EDGE
        vectors = stretch.vectors[start - stretch.start : end - stretch.start]
        read = self.network.read(vectors, self.tokens.forms[start : start + len(vectors)])
        length = np.array([min(span[1] - span[0], LONGEST)])
        odds = self.network.score_spans(read.spans, np.array([span[0] - start]), length)[0].tolist()
        chosen = [(span[0] - start, span[1] - start, odds[0], odds[1])]
        self.parts.append(_sum_up(self.network, read, chosen, (0, 0), start))

    def find_chains(
        self, mentions: Sequence[Mention], statements: Sequence[Statement], maker: str
    ) -> tuple[Chain, ...]:
        """The chains, in the order of their first members: those of two members or more, and single names,
        speakers and addressees."""
        if not any(part.spans for part in self.parts):
            return ()
        with use_one_thread():
            return self._find_chains(mentions, statements, maker)

    def _find_chains(
        self, mentions: Sequence[Mention], statements: Sequence[Statement], maker: str
    ) -> tuple[Chain, ...]:
        spans = [span for part in self.parts for span in part.spans]
        odds, vectors = (
            np.concatenate([getattr(part, name) for part in self.parts]) for name in ("odds", "vectors")
        )
        order = sorted(range(len(spans)), key=lambda i: (spans[i][0], -spans[i][1]))
        spans = [spans[i] for i in order]
        odds, vectors = odds[order], vectors[order]
        words = Words(
            *(np.concatenate([getattr(part.words, n) for part in self.parts]) for n in _WORD_FIELDS)
        )
        labels = find_labels(spans, mentions, words.tags, self.tokens)
        numbers = np.repeat(np.arange(len(self.sentences)), [b - a for a, b in self.sentences])
        first_tokens = np.array([a for a, _ in self.sentences])
        phrases = describe_phrases(spans, labels, self.tokens.forms, words, numbers, first_tokens)
        sayings = [make_saying(statement, self.tokens) for statement in statements]
        voices = make_voices(spans, sayings, len(self.tokens))
        singles = make_singles(phrases, voices, odds)
        new: Floats = np.concatenate([
            self.network.score_new(vectors[at : at + BLOCK], singles[at : at + BLOCK])
            for at in range(0, len(spans), BLOCK)
        ])  # fmt: skip
        blocks = self._iter_blocks(phrases, voices, vectors)
        found = cluster_phrases(
            phrases, voices, blocks, new + np.float32(self.network.rules.link_bias), odds[:, 1]
        )
        roles = np.zeros(len(spans), dtype=np.int64)
        np.maximum.at(roles, found.stand_in, (voices.speaker >= 0) | (voices.addressee >= 0))
        kept = _choose_clusters(found, phrases, roles > 0)
        parts = find_parts(phrases, [found.clusters[number].members for number in kept])
        doubtful = {
            number
            for number, part in zip(kept, parts, strict=True)
            if not part and _is_only_two(found.clusters[number].members, phrases)
        }
        kept = [number for number in kept if number not in doubtful]
        self.leads = self._make_leads(found.leads, phrases)
        return self._make_chains(kept, found, phrases, maker)

    def _iter_blocks(self, p: Phrases, v: Voices, vectors: NDArray[np.float16]) -> Iterator[Block]:
        """The pairs of the phrases with their odds."""
        for first, last, later, earlier in iter_pairs(p):
            links = np.zeros(0, dtype=np.float32)
            if len(later):
                links = self.network.score_links(vectors, later, earlier, make_features(p, v, later, earlier))
            yield Block(first, last, later, earlier, links)

    def _make_chains(self, kept: list[int], found: Clustering, p: Phrases, maker: str) -> tuple[Chain, ...]:
        parts = find_parts(p, [found.clusters[number].members for number in kept])
        chains = []
        for number, part in zip(kept, parts, strict=True):
            members = found.clusters[number].members
            made = tuple(self._make_member(i, found.bonds[i], p, maker) for i in members)
            chains.append(Chain(made, _label_of(p, members), part))
        return tuple(chains)

    def _make_leads(self, found: Mapping[int, Sequence[Bond]], p: Phrases) -> Leads:
        """What is known of each role's words."""

        def make_lead(i: int) -> Lead:
            antecedents = tuple((self._span(p, bond.antecedent), bond.chance) for bond in found[i])
            masculine, feminine = p.gender[i, :2].tolist()
            return Lead(antecedents, masculine, feminine, float(p.number[i, 1]))

        subjects = np.flatnonzero(p.role == SUBJECT).tolist()
        return Leads(
            {self._span(p, i): make_lead(i) for i in found}, frozenset(self._span(p, i) for i in subjects)
        )

    def _span(self, p: Phrases, i: int) -> Span:
        return Span(self.tokens.starts[p.start[i]], self.tokens.ends[p.end[i] - 1])

    def _make_member(self, i: int, bond: Bond | None, p: Phrases, maker: str) -> Member:
        form: Form = (
            "pronoun" if p.kind[i] > BARE else "name" if p.kind[i] == NAME or p.last[i] else "nominal"
        )
        if bond is None:
            return Member(self._span(p, i), form, Evidence(maker, 1.0, "opens the chain"))
        bias, weight = self.network.rules.score
        chance = min(max(bond.chance, 1e-4), 1 - 1e-4)
        score = 1 / (1 + exp(-(bias + weight * log(chance / (1 - chance)))))
        reason = explain(i, bond, p, self.tokens.forms)
        return Member(
            self._span(p, i), form, Evidence(maker, round(score, 4), reason), self._span(p, bond.antecedent)
        )


_WORD_FIELDS = ("tags", "genders", "numbers", "roles")


def _sum_up(
    network: ChainNetwork, read: Read, chosen: list[tuple[int, int, float, float]], core: Range, shift: int
) -> _Part:
    starts = np.array([a for a, *_ in chosen], dtype=np.int64)
    ends = np.array([b for _, b, *_ in chosen], dtype=np.int64)
    vectors = network.describe(read.vectors, starts, ends).astype(np.float16)
    inside = slice(*core)
    words = Words(
        read.words.tags[inside].astype(np.uint8),
        read.words.genders[inside].astype(np.float16),
        read.words.numbers[inside].astype(np.float16),
        read.words.roles[inside].astype(np.float16),
    )
    spans = [(a + shift, b + shift) for a, b, *_ in chosen]
    odds = np.array([row[2:] for row in chosen], dtype=np.float32).reshape(-1, 2)
    return _Part(words, spans, odds, vectors)


def list_names(mentions: Iterable[Mention], tokens: Tokens) -> tuple[list[Range], list[Range]]:
    """The tokens of people's names, and of other names."""
    named = [mention for mention in mentions if mention.form == "name"]
    people = [find_range(mention.span, tokens) for mention in named if mention.label == "person"]
    return people, [find_range(mention.span, tokens) for mention in named if mention.label != "person"]


def _shift(ranges: Iterable[Range], by: int) -> list[Range]:
    return [(a + by, b + by) for a, b in ranges]


def find_labels(spans: Sequence[Range], mentions: Sequence[Mention], tags: Ints, tokens: Tokens) -> list[int]:
    """For each span the number of its head's label; a name decides before an office or a group."""
    at_token: dict[int, list[tuple[bool, int, int, int]]] = {}
    for mention in mentions:
        if mention.form != "derived":
            a, b = find_range(mention.span, tokens)
            entry = (mention.form != "name", a, b, LABELS.index(mention.label) + 1)
            for t in range(a, b):
                at_token.setdefault(t, []).append(entry)
    labels = []
    for a, b in spans:
        inside = [e for e in at_token.get(find_head(a, b, tags)[0], ()) if e[1] >= a and e[2] <= b]
        labels.append(min(inside)[3] if inside else 0)
    return labels


def find_range(span: Span, tokens: Tokens) -> Range:
    """The tokens that a span of characters covers."""
    return bisect_left(tokens.ends, span.start + 1), bisect_left(tokens.starts, span.end)


def make_saying(statement: Statement, tokens: Tokens) -> Saying:
    def ranges(spans: Spans) -> Ranges:
        return [find_range(span, tokens) for span in spans]

    content, speaker, addressee = map(ranges, (statement.content, statement.speaker, statement.addressee))
    return Saying(statement.kind == "direct", content, speaker, addressee)


def _choose_clusters(found: Clustering, p: Phrases, has_role: NDArray[np.bool_]) -> list[int]:
    """Numbers of the clusters that are chains, in the order of their first members."""
    kept = [n for n, cluster in enumerate(found.clusters) if len(cluster.members) > 1]
    heads = {int(p.head[i]) for n in kept for i in found.clusters[n].members}
    singles: list[int] = []
    for n, cluster in enumerate(found.clusters):
        if len(cluster.members) == 1:
            i = cluster.members[0]
            is_named = p.kind[i] <= BARE and p.label[i] in (1, 2, 3, 6) and (p.last[i] or p.kind[i] == NAME)
            if (is_named or has_role[i] or p.two[i]) and int(p.head[i]) not in heads:
                heads.add(int(p.head[i]))
                singles.append(n)
    return sorted(kept + singles, key=lambda n: found.clusters[n].members[0])


def _is_only_two(members: Sequence[int], p: Phrases) -> bool:
    """Whether a cluster was only kept for the parts that "beide" may have."""
    return len(members) == 1 and bool(p.two[members[0]]) and not p.label[members[0]]


def _label_of(p: Phrases, members: Sequence[int]) -> Label:
    """The label that most names have, else most nominals; a chain of pronouns for one person is a person."""
    names = [int(p.label[i]) for i in members if p.label[i] and (p.kind[i] == NAME or p.last[i])]
    rest = [int(p.label[i]) for i in members if p.label[i]]
    for labels in (names, rest):
        if labels:
            return LABELS[max(labels, key=lambda label: (labels.count(label), -label)) - 1]
    return "other"
