"""The words of a role → who is the source by them: of "Angaben der Polizei" the police, of "ihrer Meinung"
she."""

from collections.abc import Iterator

from laut.actors.portrait import Page
from laut.actors.wording import DEFINITE, DETERMINERS, OPENING, OWN, REPORTS
from laut.records import Span

_ACCOUNTS = frozenset(("angaben", "informationen", "bericht", "berichten", "meldung", "meldungen"))
_SOURCES = frozenset(("des", "der", "von", "vom", "aus"))


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
    "Merkels Worten" Merkel, of "UNO-Angaben" the UNO."""
    tokens = _split(words, page.text)
    while len(tokens) > 1 and tokens[0].of(page.text).casefold() in OPENING | {"aus", "im", "in"}:
        tokens = tokens[1:]
    if not tokens:
        return words
    forms = [token.of(page.text) for token in tokens]
    names = page.names_in(words)
    for at, form in enumerate(forms):
        owner, mark, account = form.rpartition("-")
        if mark and account.casefold() in _ACCOUNTS:
            return Span(tokens[at].start, tokens[at].start + len(owner))
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
