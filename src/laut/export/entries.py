"""A reading on its way out of an archive, with its whole text or, where that may not be passed on, without.

Without text means: every character outside a statement's roles becomes `_` (white space stays), and a role
longer than the limit is cut after its last whole word. Lengths and offsets do not change, so every format
works as with the whole text, and whoever has the text can check by its hash that it is the same one.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from laut.records import Reading, Span, Statement
from laut.statements.labels import ROLES

FILLER = "_"
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """A reading, the SHA-256 of its article's whole text (UTF-8, hexadecimal), and the most characters of a
    quotation that are left where the text is withheld; None where it is not."""

    reading: Reading
    text_hash: str
    longest: int | None = None


@dataclass(frozen=True, slots=True)
class Stream:
    """A format in which articles follow each other in one file: what each is written as, line breaks
    included, and what stands once before the first and after the last."""

    write: Callable[[Entry], str]
    head: str = ""
    foot: str = ""


def make_entry(reading: Reading) -> Entry:
    """A reading with its whole text."""
    whole = reading.article.text.encode("utf-8", "surrogatepass")
    return Entry(reading, hashlib.sha256(whole).hexdigest())


def withhold_text(entry: Entry, longest: int = LONGEST) -> Entry:
    """The same without the text: quotations (and speakers, cues, frames, addressees) of at most `longest`
    characters are all that is left of it. The title stays."""
    reading = entry.reading
    text = reading.article.text
    kept = bytearray(len(text))
    for statement in reading.statements:
        for span in _iter_kept(statement, text, longest):
            kept[span.start : span.end] = b"\1" * (span.end - span.start)
    left = "".join(
        character if keep or character.isspace() else FILLER
        for character, keep in zip(text, kept, strict=True)
    )
    withheld = replace(_drop_reasons(reading), article=replace(reading.article, text=left))
    return Entry(withheld, entry.text_hash, longest)


def _drop_reasons(reading: Reading) -> Reading:
    """The reading without the reasons of chains and links, which quote the text."""
    chains = tuple(
        replace(
            chain,
            members=tuple(replace(one, evidence=replace(one.evidence, reason="")) for one in chain.members),
        )
        for chain in reading.analysis.chains
    )
    links = tuple(replace(link, evidence=replace(link.evidence, reason="")) for link in reading.links)
    return replace(reading, analysis=replace(reading.analysis, chains=chains), links=links)


def _iter_kept(statement: Statement, text: str, longest: int) -> Iterator[Span]:
    """What stays of each role: its pieces from the front, `longest` characters in all."""
    for role in ROLES:
        left = longest
        for span in sorted(getattr(statement, role)):
            end = _cut(text, span, left)
            yield Span(span.start, end)
            left -= span.end - span.start
            if left <= 0:
                break


def _cut(text: str, span: Span, longest: int) -> int:
    """Where a span ends that may have no more characters than `longest`: behind its last whole word."""
    end = min(span.end, span.start + longest)
    if end < span.end:
        while end > span.start and text[end - 1].isalnum() and text[end].isalnum():
            end -= 1
    return end
