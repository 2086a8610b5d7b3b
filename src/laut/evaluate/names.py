"""Names: strict F1, where a name is right if its first and last character and its label are.

Proper names alone count, at every level of nesting: neither derived forms and compounds ("deutsch",
"SPD-Chef") nor offices and groups, on either side.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from laut.errors import InputError
from laut.evaluate.germeval import FILES, iter_chunks, iter_sentences, join_tokens
from laut.evaluate.score import Score, make_score
from laut.export.gnq import NAME_LABELS, read_gnq
from laut.records import Reading

LABELS = ("person", "organisation", "place")
OTHER = "other"

Name = tuple[int, int, str]  # first character, end, label


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text with its gold names."""

    name: str
    text: str
    names: frozenset[Name]


@dataclass(frozen=True, slots=True)
class NameRow:
    """One label (or `names`: person, organisation and place together): counts and score."""

    label: str
    support: int
    system: int
    right: int
    score: Score


def read_named_texts(path: Path) -> list[NamedText]:
    """The held-out fifth of GermEval (a TSV or its folder), or gnq files with names (one or a folder)."""
    if path.suffix == ".tsv" or (path.is_dir() and any(path.glob(FILES))):
        texts = _read_germeval(path)
        if not texts:
            raise InputError(f"{path}: holds no sentence of the held-out fifth; give all of {FILES}")
        return texts
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    texts = [text for file in files if (text := _read_gnq_names(file))]
    if not texts:
        raise InputError(f"{path}: holds no names; give GermEval's {FILES}, or gnq files that have 'names'")
    return texts


def _read_germeval(path: Path) -> list[NamedText]:
    texts = []
    for number, sentence in enumerate(iter_sentences(path)):
        if sentence.is_held_out:
            text, spans = join_tokens(sentence.tokens)
            chunks = [*iter_chunks(sentence.outer), *iter_chunks(sentence.inner)]
            names = frozenset(
                (spans[first][0], spans[end - 1][1], NAME_LABELS[label])
                for first, end, label in chunks
                if label in NAME_LABELS
            )
            texts.append(NamedText(f"{sentence.source}#{number}", text, names))
    return texts


def _read_gnq_names(path: Path) -> NamedText | None:
    document = read_gnq(path)
    if document.names is None:
        return None
    names = ((name.span.start, name.span.end, NAME_LABELS[name.label]) for name in document.names)
    return NamedText(document.name, document.text, frozenset(names))


def find_names(reading: Reading) -> frozenset[Name]:
    """The proper names that a reading found."""
    return frozenset(
        (mention.span.start, mention.span.end, mention.label)
        for mention in reading.analysis.mentions
        if mention.form == "name" and mention.label in (*LABELS, OTHER)
    )


def score_names(pairs: Iterable[tuple[frozenset[Name], frozenset[Name]]]) -> tuple[NameRow, ...]:
    """Rows over the (gold, found) names of all texts: the three labels together, each alone, and `other`."""
    held = list(pairs)
    chosen = {"names": LABELS, **{label: (label,) for label in (*LABELS, OTHER)}}
    return tuple(_make_row(row, labels, held) for row, labels in chosen.items())


def _make_row(
    row: str, labels: Sequence[str], pairs: Iterable[tuple[frozenset[Name], frozenset[Name]]]
) -> NameRow:
    support = system = right = 0
    for gold, found in pairs:
        wanted = {name for name in gold if name[2] in labels}
        given = {name for name in found if name[2] in labels}
        support, system, right = support + len(wanted), system + len(given), right + len(wanted & given)
    score = make_score(right / system if system else 0.0, right / support if support else 0.0)
    return NameRow(row, support, system, right, score)
