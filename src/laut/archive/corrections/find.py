"""Where a correction's subject is in an article's reading: the statement that it is about, chains by words.

An id alone is not enough: a new reading may move a statement's borders over a quotation mark, which gives it
another id, or lose the first of two equal statements, which gives the second one its id. So a statement is
known by its letters and those before it (`words`, `context`), whatever its punctuation.
"""

import re
from collections.abc import Iterable

from laut.records import Correction, Reading, Span, Statement

CONTEXT = 40  # characters kept from before a statement's content
LETTERS = 20  # of these are compared
_MARKS = re.compile(r"[\W_]+")


def fold(words: str) -> str:
    """The letters and digits alone, in small letters."""
    return _MARKS.sub("", words.casefold())


def make_context(reading: Reading, statement: Statement) -> str:
    """The characters before a statement's content."""
    start = statement.content[0].start if statement.content else 0
    return reading.article.text[max(0, start - CONTEXT) : start]


def find_statement(reading: Reading, correction: Correction) -> tuple[Statement | None, str]:
    """The statement that a correction is about, or why there is none."""
    alike = [one for one in reading.statements if is_same(reading, one, correction)]
    exact = [one for one in alike if one.id == correction.subject]
    if exact or len(alike) == 1:
        return (exact or alike)[0], ""
    if alike:
        names = " and ".join(one.id for one in alike)
        return None, f"{reading.model} finds its words in two statements, {names}: correct one of them"
    lost = f"{reading.model or 'the model'} no longer finds this statement"
    near = _find_near(reading, correction)
    return None, f"{lost}; it has {near.id} there: correct that one" if near else lost


def is_same(reading: Reading, statement: Statement, correction: Correction) -> bool:
    """Whether a statement has the letters that the correction's one had, at the same place."""
    letters = fold(correction.words)
    if fold(reading.words(statement.content)) != letters or not (
        letters or statement.id == correction.subject
    ):
        return False
    before, now = fold(correction.context), fold(make_context(reading, statement))
    size = min(LETTERS, len(before), len(now))
    return before[len(before) - size :] == now[len(now) - size :]


def _find_near(reading: Reading, correction: Correction) -> Statement | None:
    """A statement one of whose wordings has the other."""
    words = fold(correction.words)
    for one in reading.statements:
        now = fold(reading.words(one.content))
        if words and now and (words in now or now in words):
            return one
    return None


def find_chains(reading: Reading, words: str) -> list[int]:
    """The numbers of the chains that have a member of these words."""
    wanted, text = words.split(), reading.article.text
    return [
        number
        for number, chain in enumerate(reading.analysis.chains)
        if any(member.span.of(text).split() == wanted for member in chain.members)
    ]


def find_places(reading: Reading, words: str) -> tuple[Span, ...]:
    """Where these words stand in the text and are not a part of a longer name."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    names = [one.span for one in reading.analysis.mentions if one.form == "name"]
    names += [one.span for chain in reading.analysis.chains for one in chain.members if one.form == "name"]
    found = re.finditer(rf"(?<!\w){pattern}(?!\w)", reading.article.text) if pattern else ()
    spans = (Span(*one.span()) for one in found)
    return tuple(span for span in spans if not any(_is_part(span, name) for name in names))


def _is_part(span: Span, name: Span) -> bool:
    return name.start <= span.start and span.end <= name.end and span != name


def find_speaking(reading: Reading, chains: Iterable[int]) -> tuple[str, ...]:
    """Whom some chains of the reading stand for, as far as that is known."""
    links = reading.find_links()
    return tuple(dict.fromkeys(one.actor for chain in chains for one in links.get(chain, ()) if one.actor))


def find_found(reading: Reading, correction: Correction, statement: Statement | None) -> tuple[str, ...]:
    """Whom the machine has where a correction says something."""
    if statement and correction.action != "reject":
        role = "addressee_chains" if correction.action == "addressee" else "speaker_chains"
        return find_speaking(reading, getattr(statement, role))
    if correction.action == "link":
        return find_speaking(reading, find_chains(reading, correction.subject))
    return ()
