"""Wordings compared word by word: what is equal, what is a part, what was changed, and how alike two are.

The measure behind `trace` and `verify` depends on nothing but the two wordings, so that a verdict does not
change because other articles are loaded:

- A word weighs 1; one with the stem of a function word weighs `LIGHT`, because retelling changes those first
  ("ich werde" → "er würde"). Words are matched by their German stems, in order, longest run first.
- `likeness` = weight of the matched words / weight of the lighter wording: 1 where one has all of the other.
- `distance` (of a quotation from a longer wording) = weight of what was changed inside it / its own weight.

Two wordings are *equal* where their words are, whatever the case, punctuation and quotation marks.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Literal

from laut.archive.index import make_analyser
from laut.records import Span

LIGHT = 0.25
# Articles, pronouns, prepositions, conjunctions, particles and the auxiliaries with their subjunctives.
FUNCTION_WORDS = frozenset(
    """der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner keines
    ich du er sie es wir ihr man mich dich ihn uns euch mir dir ihm ihnen sich mein dein sein unser euer
    meine deine seine ihre unsere eure meinen deinen seinen ihren unseren meinem deinem seinem ihrem
    unserem meiner deiner seiner ihrer unserer dieser diese dieses diesen diesem jener jene jenes was
    wer wie wo wenn dass daß ob weil denn da als und oder aber sondern doch jedoch auch nur noch schon
    so sehr mehr nicht nichts an am auf aus bei beim bis durch für gegen in im ins mit nach ohne um über
    unter von vom vor zu zum zur zwischen während wegen hier dort dann nun jetzt ja nein mal etwa eben
    bin bist ist sind seid war waren warst wäre wären sei seien gewesen habe hast hat haben habt hatte
    hatten hätte hätten gehabt werde wirst wird werden werdet wurde wurden würde würden worden geworden
    kann könne können könnte könnten konnte muss müsse müssen müsste müssten soll solle sollen sollte
    sollten will wolle wollen wollte wollten darf dürfe dürfen dürfte dürften mag möge mögen möchte
    möchten""".casefold().split()
)
_LEFT_OUT = re.compile(r"\[[^\]]*\]|\(\s*(?:\.{3}|…)\s*\)|…|\.{3}")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a wording: where it stands, as it is compared for equality, its stem and its weight."""

    span: Span
    folded: str
    stem: str
    weight: float


Words = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One stretch of a word diff: words that both have, that are gone, or that are new."""

    op: Literal["same", "gone", "new"]
    words: str


make_splitter = cache(make_analyser)


@cache
def find_light_stems() -> frozenset[str]:
    """The stems of the function words."""
    return frozenset(make_splitter().analyze(" ".join(FUNCTION_WORDS)))


@lru_cache(maxsize=1024)  # one wording is compared with many, and each that is alike several times
def split_words(text: str) -> Words:
    """The words of a text, without punctuation."""
    words, light = [], find_light_stems()
    for token in make_splitter().pre_tokenize(text.encode("utf-8", "replace").decode()).tokens:
        span, stem = Span(token.char_offset_from, token.char_offset_to), token.text
        words.append(Word(span, span.of(text).casefold(), stem, LIGHT if stem in light else 1.0))
    return tuple(words)


def is_weighty(word: Word) -> bool:
    """Whether a word is more than a function word."""
    return word.weight > LIGHT


def weigh(words: Sequence[Word]) -> float:
    """How much some words say."""
    return sum(word.weight for word in words)


def is_equal(one: Words, other: Words) -> bool:
    """Whether two wordings have the same words in the same order."""
    return [word.folded for word in one] == [word.folded for word in other]


def is_part(part: Words, whole: Words) -> bool:
    """Whether the words of one wording stand in the other in one piece."""
    return bool(part) and _line(part) in _line(whole)


def _line(words: Sequence[Word]) -> str:
    return f" {' '.join(word.folded for word in words)} "


def is_quoted_from(quote: str, whole: Words) -> bool:
    """Whether a quotation stands in a wording; what it leaves out must be marked ([…], …)."""
    line, at = _line(whole), 0
    pieces = split_pieces(quote)
    for piece in map(_line, pieces):
        at = line.find(piece, at)
        if at < 0:
            return False
        at += len(piece) - 1  # the blank behind a piece is the blank before the next
    return bool(pieces)


def split_pieces(quote: str) -> list[Words]:
    """A quotation's pieces between the marks of what it leaves out or puts in ([…], …, [sic])."""
    return [words for piece in _LEFT_OUT.split(quote) if (words := split_words(piece))]


def measure_overlap(wording: Words, text: str) -> float:
    """An upper bound of the likeness of a wording and a text, in any order: quick, to pass over most."""
    left = Counter(word.stem for word in wording)
    light = find_light_stems()
    common = weight = 0.0
    for stem in make_splitter().analyze(text):
        own = LIGHT if stem in light else 1.0
        weight += own
        if left.get(stem, 0):
            left[stem] -= 1
            common += own
    return _share(common, min(weigh(wording), weight))


def measure_likeness(one: Words, other: Words) -> float:
    """0 to 1: how much of the lighter wording's weight stands, in order, in the other one."""
    lighter, heavier = sorted((one, other), key=lambda words: (weigh(words), _line(words)))
    common = sum(weigh(lighter[a:b]) for op, a, b, _, _ in _opcodes(lighter, heavier) if op == "equal")
    return _share(common, weigh(lighter))


def measure_distance(quote: Words, whole: Words) -> float:
    """0 to 1: how much of a quotation's weight was changed against the stretch of `whole` it is nearest to.

    Words left out inside the stretch count no more than one word each time: whoever shortens changes little.
    """
    opcodes = _opcodes(quote, whole)
    inner = [number for number, opcode in enumerate(opcodes) if opcode[0] == "equal"]
    if not inner:
        return 1.0
    changed = 0.0
    for number, (op, a, b, c, d) in enumerate(opcodes):
        if op == "equal":
            continue
        own, other = weigh(quote[a:b]), weigh(whole[c:d])
        is_inside = inner[0] < number < inner[-1]
        changed += max(own, min(other, 1.0)) if is_inside else own
    return min(1.0, _share(changed, weigh(quote)))


def compare_words(old: str, new: str) -> tuple[Change, ...]:
    """The word diff from one wording to another, in the characters of each."""
    before, after = split_words(old), split_words(new)
    matcher = SequenceMatcher(
        None, [word.folded for word in before], [word.folded for word in after], autojunk=False
    )
    changes = []
    for op, a, b, c, d in matcher.get_opcodes():
        if op == "equal":
            changes.append(Change("same", _stretch(new, after[c:d])))
            continue
        if a < b:
            changes.append(Change("gone", _stretch(old, before[a:b])))
        if c < d:
            changes.append(Change("new", _stretch(new, after[c:d])))
    return tuple(changes)


def _stretch(text: str, words: Words) -> str:
    return text[words[0].span.start : words[-1].span.end]


def _opcodes(one: Words, other: Words) -> Sequence[tuple[str, int, int, int, int]]:
    stems = [word.stem for word in one], [word.stem for word in other]
    return SequenceMatcher(None, *stems, autojunk=False).get_opcodes()


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
