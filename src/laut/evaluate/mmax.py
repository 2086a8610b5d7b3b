"""Coreference corpora in MMAX2 format: texts with the chains that annotators marked, and which texts are
held out.

Read are pcc2, corefpro and ParCorFull. Their texts come as words, which are joined as they would be printed.
A span is the noun phrase from its first word to its last, without the preposition that pcc2 puts in front of
it (*in* der Region; a contraction, *im* Land, stays) and without punctuation at its ends. Chains have two
members or more; clauses, and antecedents that are several at once, are left out.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

from laut.errors import InputError
from laut.evaluate.germeval import join_tokens

Part = Literal["train", "dev", "test"]
Extents = tuple[tuple[int, int], ...]

_BEFORE_PHRASES = """
    ab abseits als an angesichts anhand anlässlich anstatt anstelle auf aufgrund aus ausser außer außerhalb
    bei binnen bis dank durch entlang entsprechend für gegen gegenüber gemäß gemäss hinsichtlich hinter in
    infolge innerhalb je jenseits kraft laut mangels mit mithilfe mitsamt mittels nach neben oberhalb ob ohne
    per pro samt seit seitens statt trotz um unter unterhalb unweit über ungeachtet von vor während wegen
    wider wie zu zufolge zugunsten zuliebe zwecks zwischen
"""
_PREPOSITIONS = frozenset(_BEFORE_PHRASES.split())
_PARTICLES = "auch nicht nur selbst sogar bereits erst schon etwa gerade ausgerechnet besonders"
_LEADING = frozenset(_PARTICLES.split())
_LEVELS = {"primmark": ("primmark", "secmark"), "coref": ("coref",)}
_ENDS = re.compile(r"[.!?:;…“\"'»,)–-]$")
_PUNCTUATION = re.compile(r"\W+$")


@dataclass(frozen=True, slots=True)
class ChainedText:
    """A text and its chains, character spans each; `singles` are phrases that were marked and stand alone.

    `scheme` names the annotators' rules: pcc2 marks no relative and no reflexive pronouns, corefpro and
    parcorfull do, and corefpro and parcorfull mark no singles.
    """

    name: str
    scheme: str
    part: Part
    text: str
    chains: tuple[Extents, ...]
    singles: Extents


def find_part(position: int) -> Part:
    """The part of the text at a position (from 0) in its corpus's sorted names: of every five the fourth is
    for development, the fifth is held out."""
    return {3: "dev", 4: "test"}.get(position % 5, "train")  # type: ignore[return-value]


def read_chained_texts(folder: Path) -> list[ChainedText]:
    """The texts of one corpus's folder, or of all corpora below it, in order; InputError where there are
    none."""
    texts: list[ChainedText] = []
    groups: defaultdict[Path, list[Path]] = defaultdict(list)
    for words in sorted(folder.rglob("*_words.xml")):
        groups[words.parent].append(words)
    for _, files in sorted(groups.items()):
        marked = [file for file in files if _find_level(file)]
        texts += [_read_text(file, find_part(position)) for position, file in enumerate(marked)]
    if not texts:
        raise InputError(
            f"{folder}: holds no MMAX2 corpus (*_words.xml); give the folder of pcc2 or corefpro"
        )
    return texts


def find_marked_files(folder: Path) -> list[Path]:
    """The files of words and of markables that the texts are read from."""
    words = [file for file in sorted(folder.rglob("*_words.xml")) if _find_level(file)]
    return [file for one in words for file in (one, *[level for level in [_find_level(one)] if level])]


def _find_level(words: Path) -> Path | None:
    """The markables file of a words file; None where the text was not annotated."""
    stem = words.name.removesuffix("_words.xml")
    base = words.parent.parent
    for folder in ("markables", "Markables", "mmax_annotations/markables"):
        for level in _LEVELS:
            file = base / folder / f"{stem}_{level}_level.xml"
            if file.is_file():
                return file
    return None


def _read_text(words: Path, part: Part) -> ChainedText:
    level = _find_level(words)
    assert level is not None
    forms = [(node.get("id", ""), (node.text or "").strip()) for node in _parse(words)]
    numbers = {name: number for number, (name, _) in enumerate(forms)}
    breaks = _find_breaks(level, numbers, [form for _, form in forms])
    text, spans = _join([form for _, form in forms], breaks)
    scheme = "parcorfull" if "_coref_" in level.name else "corefpro" if "mmax_ann" in str(level) else "pcc2"
    groups: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for root, (first, last) in _iter_marked(level, numbers, [form for _, form in forms]):
        if (extent := (spans[first][0], spans[last][1])) not in groups[root]:
            groups[root].append(extent)
    chains = tuple(tuple(sorted(group)) for group in groups.values() if len(group) > 1)
    taken = {extent for chain in chains for extent in chain}
    singles = {g[0] for g in groups.values() if len(g) == 1} - taken
    name = words.name.removesuffix("_words.xml")
    return ChainedText(name, scheme, part, text, tuple(sorted(chains)), tuple(sorted(singles)))


def _parse(path: Path) -> Iterable[ElementTree.Element]:
    try:
        return ElementTree.fromstring(path.read_bytes())
    except (OSError, ElementTree.ParseError, ValueError, LookupError) as error:
        raise InputError(f"{path}: cannot be read as MMAX2 ({error}); copy the corpus again") from error


def _find_breaks(level: Path, numbers: Mapping[str, int], forms: list[str]) -> set[int]:
    """Numbers of words before which a new line starts: after a sentence without punctuation, so a heading."""
    file = level.with_name(re.sub(r"_[a-z]+_level", "_sentence_level", level.name))
    if not file.is_file():
        return set()
    ends = (_find_words(m.get("span", ""), numbers) for m in _parse(file))
    return {e[-1] + 1 for e in ends if e and not _ENDS.search(forms[e[-1]])}


def _join(forms: list[str], breaks: set[int]) -> tuple[str, list[tuple[int, int]]]:
    """Words as running text with blank lines at breaks, and each word's span."""
    text, spans, start = "", [], 0
    for end in sorted({*breaks, len(forms)}):
        if end <= start:
            continue
        part, extents = join_tokens(forms[start:end])
        text += "\n\n" if text else ""
        spans += [(a + len(text), b + len(text)) for a, b in extents]
        text += part
        start = end
    return text, spans


def _iter_marked(
    level: Path, numbers: Mapping[str, int], forms: list[str]
) -> Iterator[tuple[str, tuple[int, int]]]:
    """Every phrase that takes part: the name of its set, and its first and last word."""
    own = "coref" if "_coref_" in level.name else "primmark"
    marked: dict[str, dict[str, str]] = {}
    for name in _LEVELS[own]:
        file = level.with_name(level.name.replace(f"_{own}_", f"_{name}_"))
        prefix = "" if name == own else f"{name}:"
        marked |= {prefix + m.get("id", ""): dict(m.attrib) for m in _parse(file)} if file.is_file() else {}
    roots = _find_roots(marked)
    for name, values in marked.items():
        words = _find_words(values.get("span", ""), numbers)
        if not words or values.get("mention") in ("clause", "vp", "none"):
            continue
        extent = _trim(words[0], words[-1], forms)
        if extent and (own == "primmark" or values.get("coref_class", "empty") != "empty"):
            yield roots[name], extent


def _find_roots(marked: Mapping[str, dict[str, str]]) -> dict[str, str]:
    """For every markable the name of its set: the coref class, or the one that its pointers lead to."""
    if any("coref_class" in values for values in marked.values()):
        return {name: values.get("coref_class", name) for name, values in marked.items()}
    parents = {name: name for name in marked}

    def find(name: str) -> str:
        while parents[name] != name:
            name = parents[name]
        return name

    for name, values in marked.items():
        target = values.get("anaphor_antecedent", "empty")
        if target in parents:  # several targets at once, or one of another level: no identity
            parents[find(name)] = find(target)
    return {name: find(name) for name in marked}


def _find_words(span: str, numbers: Mapping[str, int]) -> list[int]:
    """The numbers of a span's words, `word_3..word_5,word_7`; empty where it names words that aren't
    there."""
    found: list[int] = []
    for piece in filter(None, span.split(",")):
        first, _, last = piece.partition("..")
        if first not in numbers or (last or first) not in numbers:
            return []
        found += range(numbers[first], numbers[last or first] + 1)
    return sorted(found)


def _closes(forms: list[str], first: int, last: int) -> bool:
    """Whether the last word is a bracket that was opened inside."""
    return forms[last] == ")" and "(" in forms[first:last]


def _trim(first: int, last: int, forms: list[str]) -> tuple[int, int] | None:
    """First and last word without punctuation at the ends and without the preposition in front."""
    while first <= last and _PUNCTUATION.match(forms[first]) and not forms[first].isalnum():
        first += 1
    while last >= first and _PUNCTUATION.fullmatch(forms[last]) and not _closes(forms, first, last):
        last -= 1
    at = first
    while at < last and forms[at].lower() in _LEADING:
        at += 1
    if at < last and forms[at].lower() in _PREPOSITIONS:
        first = at + 1
    return (first, last) if first <= last else None
