"""Descriptions that no look-up knows: "der Minister" is whoever alone the article calls so by name.

The noun stands before the name, or ends the noun that does: Innenminister de Maizière.
"""

import re
from collections.abc import Sequence

from laut.actors.compare import Case
from laut.records import Chain, Evidence, Link

SHORTEST = 4  # letters of a noun
SCORE = 0.86  # of the score of the name; the training articles have only four, all of them right
_DESCRIPTION = re.compile(r"(?:der|die|das|dem|des|den) ([A-ZÄÖÜ][\wäöüß-]+)$", re.IGNORECASE)


def borrow_links(
    links: Sequence[Link], cases: Sequence[Case], chains: Sequence[Chain], threshold: float
) -> list[Link]:
    """The links, those of unknown descriptions filled in where one named actor before them is called so."""
    by_chain = {link.chain: link for link in links}
    named = [
        (case, by_chain[case.portrait.chain])
        for case in cases
        if case.portrait.names and by_chain[case.portrait.chain].actor
    ]
    filled = []
    for link, case in zip(links, cases, strict=True):
        noun = find_noun(case) if link.actor is None and case.portrait.acts else ""
        found = _find_called(noun, case, named, chains) if noun else None
        score = round(SCORE * found.evidence.score, 4) if found else 0.0
        if found is None or score < threshold:
            filled.append(link)
            continue
        reason = f"the only one that the article calls {noun}"
        filled.append(
            Link(link.chain, found.actor, Evidence(link.evidence.maker, score, reason), link.candidates)
        )
    return filled


def find_noun(case: Case) -> str:
    """The noun of a chain that is only ever described by it, with an article; empty where there is none."""
    nouns = set()
    for words in case.portrait.nominals:
        found = _DESCRIPTION.fullmatch(words)
        nouns.add(found[1] if found else "")
    noun = nouns.pop() if len(nouns) == 1 else ""
    return noun if len(noun) >= SHORTEST and not case.portrait.names else ""


def _find_called(
    noun: str, case: Case, named: Sequence[tuple[Case, Link]], chains: Sequence[Chain]
) -> Link | None:
    lower = noun.casefold()
    start = chains[case.portrait.chain].members[0].span.start
    fits = {
        link.actor: link
        for other, link in named
        if any(title.endswith(lower) for title in other.portrait.titles)
        and other.portrait.gender in ("", case.portrait.gender or other.portrait.gender)
    }
    before = [link for link in fits.values() if chains[link.chain].members[0].span.start < start]
    return before[0] if len(fits) == 1 and before else None
