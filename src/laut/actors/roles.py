"""Who speaks and who is spoken to, as chains: by the head of the words, not by what stands inside them.

"Außenminister Lawrow" is the chain of Lawrow; "der Sprecher des Ministeriums" is nobody's but its own.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from laut.actors.chains import KEPT
from laut.actors.knowledge import Knowledge
from laut.actors.portrait import Page, has_list
from laut.actors.sources import find_sources, has_noun
from laut.records import Chain, Span, Spans, Statement

_SINGLE = frozenset({"er", "ihm", "ihn"})


class Places:
    """The chains by the names that head their members; `meant` are the chains of words without a name,
    `known` the numbers of the chains that are linked."""

    def __init__(
        self,
        chains: Sequence[Chain],
        page: Page,
        base: Knowledge,
        meant: Mapping[Span, int],
        known: Set[int],
    ) -> None:
        self._page, self._base, self._chains, self._meant, self._known = page, base, chains, meant, known
        self._numbers: dict[Span, int] = {}
        self._heads: dict[Span, int] = {}
        for number, chain in enumerate(chains):
            for member in chain.members:
                self._numbers.setdefault(member.span, number)
                head = page.find_head(member.span, base) if member.form != "pronoun" else None
                if head:
                    self._heads.setdefault(head.span, number)

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
        if words in self._meant:
            return [self._meant[words]]
        number = self._numbers.get(words)
        if number is None:
            return []
        if parts := self._find_parts(words, self._chains[number]):
            return parts
        return [] if number in self._known else [number]  # doubtful words are not who their chain is

    def _find_parts(self, words: Span, chain: Chain) -> Sequence[int]:
        labels = {self._chains[part].label for part in chain.parts}
        is_plural = words.of(self._page.text).casefold() not in _SINGLE
        return chain.parts if is_plural and len(labels) == 1 and labels < KEPT else []


def add_chains(statements: Iterable[Statement], places: Places) -> tuple[Statement, ...]:
    """The statements with the chains of their speakers and addressees; nothing else about them changes. Where
    a speaker would speak to himself, who is spoken to stays open."""
    found = []
    for statement in statements:
        speakers, addressees = places.find(statement.speaker), places.find(statement.addressee)
        spoken_to = addressees if set(speakers).isdisjoint(addressees) else ()
        found.append(replace(statement, speaker_chains=speakers, addressee_chains=spoken_to))
    return tuple(found)


def iter_nameless(words: Span, page: Page, base: Knowledge) -> Iterable[Span]:
    """The sources in a role's words that no name heads and that list none."""
    for source in find_sources(words, page):
        if not page.find_head(source, base) and not has_list(page.names_in(source), page.text):
            yield source
