"""A gold document in another newsroom's hand: other quotation marks, ss for ß, all offsets carried along.

What a model reads then differs in nothing but the marks (and ss), so the points it loses are lost to them.
"""

import random
import re
from dataclasses import dataclass, replace
from itertools import accumulate

from laut.errors import SettingError
from laut.export.gnq import GnqAnnotation, GnqDocument, GnqPart
from laut.language.marks import DOUBLE, SINGLE, find_directions
from laut.records import Span, Spans


@dataclass(frozen=True, slots=True)
class Marks:
    """One way to set quotation marks: opening and closing, double and single."""

    opening: str
    closing: str
    single_opening: str
    single_closing: str


STRAIGHT = Marks('"', '"', "'", "'")
SWISS = Marks("«", "»", "‹", "›")
GERMAN = Marks("»", "«", "›", "‹")
MIXED = (
    STRAIGHT,
    SWISS,
    GERMAN,
    Marks("„", "“", "‚", "‘"),
    Marks("“", "”", "‘", "’"),  # English, as content systems set it
    Marks("„", '"', "‚", "'"),  # typed by hand: low, then straight
    Marks("”", "”", "’", "’"),  # Swedish, or a broken converter
)
STYLES: dict[str, tuple[Marks, ...]] = {
    "as-is": (),
    "straight": (STRAIGHT,),
    "swiss": (SWISS,),
    "german": (GERMAN,),
    "mixed": MIXED,
}
_MARK = re.compile(f"[{re.escape(DOUBLE + SINGLE)}]")
_SHARP_S = {"ß": "ss", "ẞ": "SS"}


def restyle(document: GnqDocument, style: str, seed: int = 0, has_ss: bool = False) -> GnqDocument:
    """The document with the marks of `style`, a key of `STYLES`; Swiss marks and `has_ss` write ss for ß.

    `mixed` draws anew for every pair of marks, and for every document whether ß stays; a document's draws
    depend on the seed and its name alone. SettingError for an unknown style.
    """
    if style not in STYLES:
        raise SettingError(f"the style {style!r} is unknown; use one of {', '.join(STYLES)}")
    rng = random.Random(f"{seed}:{document.name}")
    replaced: dict[int, str] = {}
    if style == "swiss" or has_ss or (style == "mixed" and rng.random() < 0.5):
        replaced = {at: _SHARP_S[each] for at, each in enumerate(document.text) if each in _SHARP_S}
    if STYLES[style]:
        replaced.update(_choose_marks(document.text, STYLES[style], rng))
    return replace_characters(document, replaced)


def _choose_marks(text: str, choice: tuple[Marks, ...], rng: random.Random) -> dict[int, str]:
    """For every quotation mark's position the mark that stands there instead."""
    chosen = {}
    for opening, closing, is_double in find_pairs(text):
        marks = rng.choice(choice)
        if opening is not None:
            chosen[opening] = marks.opening if is_double else marks.single_opening
        if closing is not None:
            chosen[closing] = marks.closing if is_double else marks.single_closing
    return chosen


def find_pairs(text: str) -> list[tuple[int | None, int | None, bool]]:
    """Pairs of quotation marks as (opening, closing, whether double), by position of the later one.

    A double mark without its partner stands alone, but one behind a digit counts inches. A single mark
    without its partner in the same line is an apostrophe, as is one within a word, and is left out.
    """
    at = [match.start() for match in _MARK.finditer(text) if not _is_no_mark(text, match.start())]
    pending: dict[bool, list[int]] = {True: [], False: []}
    pairs: list[tuple[int | None, int | None, bool]] = []
    for i, form in zip(at, find_directions(text, [(i, i + 1) for i in at]), strict=True):
        is_double, is_opening = text[i] in DOUBLE, form in "„‚"
        if is_opening:
            pending[is_double].append(i)
        elif pending[is_double] and (is_double or "\n" not in text[pending[is_double][-1] : i]):
            pairs.append((pending[is_double].pop(), i, is_double))
        elif is_double and not text[max(0, i - 1) : i].isdigit():
            pairs.append((None, i, True))
    return pairs + [(i, None, True) for i in pending[True]]


def _is_no_mark(text: str, at: int) -> bool:
    """Whether a single mark stands within a word, or beside its like ('' is markup, or a double mark)."""
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    return text[at] in SINGLE and ((before.isalnum() and after.isalnum()) or text[at] in (before, after))


def replace_characters(document: GnqDocument, replaced: dict[int, str]) -> GnqDocument:
    """The document with the characters at some positions replaced by strings of one character or more."""
    pieces = [replaced.get(at, each) for at, each in enumerate(document.text)]
    moved = list(accumulate(map(len, pieces), initial=0))

    def move(spans: Spans) -> Spans:
        return tuple(Span(moved[span.start], moved[span.end]) for span in spans)

    def move_annotation(annotation: GnqAnnotation) -> GnqAnnotation:
        return replace(annotation, parts=tuple(GnqPart(move(p.spans), p.token_ids) for p in annotation.parts))

    names = document.names
    return GnqDocument(
        document.name,
        "".join(pieces),
        move(document.tokens),
        move(document.sentences),
        tuple(move_annotation(annotation) for annotation in document.annotations),
        names and tuple(replace(name, span=move((name.span,))[0]) for name in names),
    )
