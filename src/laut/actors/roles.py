"""Who speaks and who is spoken to, as chains: by the head of the words, not by what stands inside them.

"Außenminister Lawrow" is the chain of Lawrow; "der Sprecher des Ministeriums" is nobody's but its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from laut.actors.chains import (
    KEPT,
    SURE,
    SURE_PRONOUN,
    find_member,
    find_sources,
    has_noun,
    is_about,
    score_path,
)
from laut.actors.knowledge import Knowledge
from laut.actors.portrait import Page, has_list
from laut.knowledge.base import Entry
from laut.records import Chain, Member, Span, Spans, Statement

_PRONOUNS = {"er": "m", "ihn": "m", "ihm": "m", "sie": "f"}


class Places:
    """The members of chains by their spans and by the names that head them; `known` is who chains are."""

    def __init__(
        self, chains: Sequence[Chain], page: Page, base: Knowledge, known: Mapping[int, Entry | None]
    ) -> None:
        self._page, self._base, self._chains, self._known = page, base, chains, known
        self._members: dict[Span, tuple[int, Member]] = {}
        self._heads: dict[Span, int] = {}
        for number, chain in enumerate(chains):
            for member in chain.members:
                self._members.setdefault(member.span, (number, member))
                head = page.find_head(member.span, base) if member.form != "pronoun" else None
                if head:
                    self._heads.setdefault(head.span, number)
        self._ordered = sorted(self._members)

    def find(self, role: Spans) -> tuple[int, ...]:
        """The chains of a role's words, the members of a plural each for itself; none where no chain fits."""
        sources = (source for words in role for source in find_sources(words, self._page))
        return tuple(dict.fromkeys(number for source in sources for number in self._find_words(source)))

    def _find_words(self, words: Span) -> Sequence[int]:
        head = self._page.find_head(words, self._base)
        if head:
            return [self._heads[head.span]] if head.span in self._heads else []
        names = self._page.names_in(words)
        if has_list(names, self._page.text):
            before = self._page.text[words.start : names[0].span.start]
            if names[0].label != "person" and has_noun(before):
                return []  # die Minister Frankreichs und Italiens
            return [self._heads[name.span] for name in names if name.span in self._heads]
        found = self._find_member(words)
        if found is None:
            return []
        number, member = found
        chain = self._chains[number]
        if chain.parts:
            labels = {self._chains[part].label for part in chain.parts}
            is_plural = self._gender(member) != "m"
            return chain.parts if is_plural and len(labels) == 1 and labels < KEPT and not names else []
        is_other = is_about(words, chain, self._page, self._base)
        return [] if is_other or not self._is_sure(number, member) else [number]

    def _find_member(self, words: Span) -> tuple[int, Member] | None:
        found = words if words in self._members else find_member(words, self._ordered, self._page.text)
        return self._members[found] if found else None

    def _is_sure(self, number: int, member: Member) -> bool:
        """Whether a member that names nobody is sure enough of its chain, and can be who the chain is."""
        least = SURE_PRONOUN if member.form == "pronoun" else SURE
        if score_path(self._chains[number], member, self._page, self._base) < least:
            return False
        entry = self._known.get(number)
        gender = self._gender(member)
        if not gender:
            words = member.span.of(self._page.text).casefold()
            is_man = entry.gender == "m" if entry else self._is_mostly(number, "m")
            return not (words.startswith("die ") and is_man)
        if entry is None:
            return not self._is_mostly(number, "m" if gender == "f" else "f")
        if entry.kind == "person":
            return entry.gender in ("", gender)
        return gender == "f" or entry.kind in ("organisation", "group")  # a state is no er

    def _is_mostly(self, number: int, gender: str) -> bool:
        """Whether the pronouns of a chain are more often of this gender than of the other."""
        found = [self._gender(one) for one in self._chains[number].members]
        return found.count(gender) > len([one for one in found if one]) / 2

    def _gender(self, member: Member) -> str:
        return _PRONOUNS.get(member.span.of(self._page.text).casefold(), "")


def add_chains(statements: Iterable[Statement], places: Places) -> tuple[Statement, ...]:
    """The statements with the chains of their speakers and addressees; nothing else about them changes."""
    return tuple(
        replace(
            statement,
            speaker_chains=places.find(statement.speaker),
            addressee_chains=places.find(statement.addressee),
        )
        for statement in statements
    )
