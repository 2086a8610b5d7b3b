"""Chains made ready for linking: every name and every speaker has one, and nobody speaks by mistake.

Where a member's link to the chain's name is doubtful, its own words stand: it gets a chain of its own, so
that "die Kanzlerin" is asked for as an office and not as whoever a doubtful link leads to.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date

from laut.actors.holders import find_holder
from laut.actors.knowledge import Knowledge
from laut.actors.portrait import Page, has_list
from laut.actors.wording import DEFINITE, DETERMINERS, OPENING, OWN, REPORTS
from laut.knowledge.names import find_last_names, make_key
from laut.records import Chain, Evidence, Form, Label, Member, Reading, Span, Statement

LONGEST = 200  # characters before words in which a member that covers them may start
SAME = 0.5  # the overlap, as a share of both together, from which a member is the words of a role
KEPT: frozenset[Label] = frozenset({"person", "organisation", "place"})
# The lowest score on the way from a member to a name from which it speaks for who the chain is.
SURE, SURE_PRONOUN = 0.5, 0.55
UNSHARED = 0.65  # what a link counts of two descriptions that have no word in common
_SOURCES = frozenset(("des", "der", "von", "vom", "aus"))


def complete_chains(reading: Reading, page: Page, base: Knowledge, maker: str) -> Reading:
    """The reading with a chain for every name and every speaker in words, doubtful ones by themselves; all in
    reading order."""
    chains = list(reading.analysis.chains)
    chains = _settle_speakers(chains, reading, page, base, maker)
    chains += _find_single_names(chains, page, base)
    return replace(reading, analysis=replace(reading.analysis, chains=order_chains(chains)))


def _settle_speakers(
    chains: list[Chain], reading: Reading, page: Page, base: Knowledge, maker: str
) -> list[Chain]:
    place = {member.span: number for number, chain in enumerate(chains) for member in chain.members}
    ordered = sorted(place)
    added: list[Chain] = []
    taken: set[Span] = set()
    for words in _iter_speakers(reading.statements, page):
        if words in taken or page.find_head(words, base) or has_list(page.names_in(words), page.text):
            continue
        number = place.get(words)
        if number is None:
            if find_member(words, ordered, page.text) is None:
                added.append(_make_single(words, "nominal", "office", maker))
                taken.add(words)
            continue
        member = next(one for one in chains[number].members if one.span == words)
        if member.form == "pronoun" or len(chains[number].members) == 1:
            continue
        if (
            is_about(words, chains[number], page, base)
            or score_path(chains[number], member, page, base) < SURE
            or holds_another(words, chains[number], reading.article.published_on, page, base)
        ):
            rest = tuple(one for one in chains[number].members if one.span != words)
            chains[number] = replace(chains[number], members=rest)
            added.append(_make_single(words, "nominal", "office", maker))
            taken.add(words)
    return chains + added


def _iter_speakers(statements: Iterable[Statement], page: Page) -> Iterator[Span]:
    for statement in statements:
        for words in (*statement.speaker, *statement.addressee):
            yield from (core for core in find_sources(words, page) if has_noun(core.of(page.text)))


def find_member(words: Span, ordered: Sequence[Span], text: str) -> Span | None:
    """The member, of spans in order, that covers words without a name best; both have the same first noun."""
    noun = find_first_noun(words.of(text)) + words.start
    first = bisect_left(ordered, Span(words.start - LONGEST, 0))
    last = bisect_right(ordered, Span(noun + 1, 0))
    around = [
        (_share(span, words), span)
        for span in ordered[first:last]
        if noun < span.end
        and _share(span, words) >= SAME
        and span.start + find_first_noun(span.of(text)) >= words.start
    ]
    return max(around)[1] if around else None


def _share(one: Span, other: Span) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (max(one.end, other.end) - min(one.start, other.start))


def find_first_noun(words: str) -> int:
    """Where the first word with a capital letter stands that is not the first word; else 0."""
    at = 0
    for number, word in enumerate(words.split(" ")):
        if word[:1].isupper() and (number or len(word) > 3):
            return at
        at += len(word) + 1
    return 0


def _make_single(words: Span, form: Form, label: Label, maker: str) -> Chain:
    evidence = Evidence(maker, 1.0, "by its own words")
    return Chain((Member(words, form, evidence),), label)


def find_sources(words: Span, page: Page) -> Iterator[Span]:
    """Each of the sources that a speaker's words join: "die Regierung und die Rebellen"."""
    tokens = _split(words, page.text)
    first = 0
    for at in range(1, len(tokens) - 1):
        is_next = tokens[at].of(page.text) in ("und", "sowie") and tokens[at + 1].of(page.text) in DEFINITE
        if is_next and has_noun(Span(tokens[first].start, tokens[at - 1].end).of(page.text)):
            yield find_source(Span(tokens[first].start, tokens[at - 1].end), page)
            first = at + 1
    yield find_source(Span(tokens[first].start, tokens[-1].end) if tokens else words, page)


def has_noun(words: str) -> bool:
    """Whether there is a word with a capital letter that is no determiner."""
    return any(word[:1].isupper() and word.casefold() not in DETERMINERS for word in words.split())


def find_source(words: Span, page: Page) -> Span:
    """Who is the source by a speaker's words: of "Angaben der Polizei" the police, of "ihrer Meinung" she, of
    "Merkels Worten" Merkel."""
    tokens = _split(words, page.text)
    while len(tokens) > 1 and tokens[0].of(page.text).casefold() in OPENING | {"aus", "im", "in"}:
        tokens = tokens[1:]
    if not tokens:
        return words
    forms = [token.of(page.text) for token in tokens]
    names = page.names_in(words)
    for at, form in enumerate(forms):
        if form.casefold() in REPORTS:
            if at and forms[at - 1].casefold() in OWN:
                return tokens[at - 1]
            named = [name for name in names if name.span.end < tokens[at].start]
            if named and at and forms[at - 1].endswith(("s", "'", "’")):
                return named[-1].span
            if at + 1 < len(forms) and forms[at + 1].casefold() in _SOURCES:
                first = at + 1 if forms[at + 1].casefold() in DEFINITE else at + 2
                return Span(tokens[first].start, tokens[-1].end) if first < len(tokens) else words
            break
        is_name = any(name.span.start <= tokens[at].start < name.span.end for name in names)
        if form[:1].isupper() and at and not is_name:
            break
    return Span(tokens[0].start, tokens[-1].end)


def _split(words: Span, text: str) -> list[Span]:
    found, at = [], words.start
    for word in words.of(text).split(" "):
        found.append(Span(at, at + len(word)))
        at += len(word) + 1
    return [span for span in found if span.of(text).strip('„“"»«,.')]


def is_about(words: Span, chain: Chain, page: Page, base: Knowledge) -> bool:
    """Whether words that no name heads have one of the chain's inside: Obamas Wahlkampfteam."""
    heads = (page.find_head(member.span, base) for member in chain.members if member.form != "pronoun")
    own = {_last_word(head.span.of(page.text)) for head in heads if head}
    forms = words.of(page.text).split()
    for at, form in enumerate(forms):
        if form[:1].isupper() and _last_word(form) in own:
            is_owner = at + 1 < len(forms) and forms[at + 1][:1].isupper()
            is_owned = at > 1 and forms[at - 1].casefold() in _SOURCES
            if is_owner or is_owned:
                return True
    return False


def holds_another(words: Span, chain: Chain, on: date | None, page: Page, base: Knowledge) -> bool:
    """Whether the words are an office of somebody whom no name of the chain can mean: "der brasilianische
    Präsident" among the names of the Venezuelan one."""
    heads = [head for span in page.find_named(chain, base) if (head := page.find_head(span, base))]
    holder = find_holder(words.of(page.text), on, base).actor if heads else None
    if holder is None:
        return False
    known = {make_key(last) for name in base.names(holder) for last in find_last_names(name)}
    return not any(make_key(_last_word(head.span.of(page.text))) in known for head in heads)


def _last_word(name: str) -> str:
    return name.split()[-1].rstrip("s'’")


def score_path(chain: Chain, member: Member, page: Page, base: Knowledge) -> float:
    """The lowest score of the links between a member and a name of its chain; without names, of those up to
    the first member."""
    members = {one.span: one for one in chain.members}
    named = page.find_named(chain, base)
    own, top = _climb(member, members, named, page)
    if top in named or not named:
        return own
    climbs = [_climb(members[span], members, {top}, page) for span in named]
    return min(own, max((score for score, end in climbs if end == top), default=0.0))


def _climb(member: Member, members: Mapping[Span, Member], ends: Set[Span], page: Page) -> tuple[float, Span]:
    """From a member up to one of `ends` or to the first: the lowest score, and where it ends."""
    score = 1.0
    while member.span not in ends and member.antecedent and member.antecedent in members:
        before = members[member.antecedent]
        is_shared = "pronoun" in (member.form, before.form) or _share_words(member.span, before.span, page)
        score = min(score, member.evidence.score * (1 if is_shared else UNSHARED))
        member = before
    return score, member.span


def _share_words(one: Span, other: Span, page: Page) -> bool:
    """Whether a noun of one is in the other, or in a compound of it: Rat, Sicherheitsrat."""
    words = [word.casefold() for word in one.of(page.text).split() if word[:1].isupper()]
    others = other.of(page.text).casefold()
    return any(word.rstrip("s") in others for word in words if len(word) > 2)


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
