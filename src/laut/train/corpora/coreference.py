"""Corpora of chains, and of words with their classes: what the heads of `laut.language.coreference` learn
from."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from laut.errors import InputError
from laut.evaluate.articles import open_articles
from laut.evaluate.germeval import join_tokens
from laut.evaluate.mmax import ChainedText, Extents, Part, find_part, read_chained_texts
from laut.language.coreference.words import TAGS
from laut.train.corpora.examples import Example

CHAINS = ("coref/pcc2", "coref/corefpro", "coref/parcorfull")
WIKINEWS = "quotes/gnq2024/train"
NEWS = "news/10kgnad_test.csv"
NEWSROOM = "newsroom"  # the scheme of the project's own annotation: no relative and no reflexive pronouns
WORDS = "ud"
SYNTAX = "coref/pcc2/syntax"
PACKED = 12  # sentences of a treebank that are read together
UNKNOWN = -100
_TAGS = {tag: number for number, tag in enumerate(TAGS)} | {"PROAV": TAGS.index("PAV")}
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ"})
_VALUES = (
    ("Gender", ("Masc", "Fem", "Neut")),
    ("Number", ("Sing", "Plur")),
    ("Case", ("Nom", "Gen", "Dat", "Acc")),
)
_ROLES = {"nsubj": 1, "obj": 2, "iobj": 3, "obl:arg": 3, "nmod": 4, "appos": 5, "obl": 6}

Classes = tuple[int, int, int, int, int]  # tag, gender, number, case, role; `UNKNOWN` where nothing is said


@dataclass(frozen=True, slots=True)
class ClassedText:
    """A text whose words' classes are known, by their character spans."""

    name: str
    text: str
    words: dict[tuple[int, int], Classes]


def read_chains(corpora: Path) -> list[ChainedText]:
    """All texts with chains, those that are held out included (`part` tells)."""
    return [text for folder in CHAINS for text in read_chained_texts(corpora / folder)]


def read_own_chains(articles: Path, labels: Path) -> list[ChainedText]:
    """The articles (see `open_articles`) whose chains `labels` holds, a row a chain: the file's name and the
    members as `start-end`. InputError where a row does not fit."""
    find_text = open_articles(articles)
    return [
        ChainedText(name, NEWSROOM, part, find_text(name), chains, ())
        for name, (part, chains) in read_members(labels).items()
    ]


def read_own(corpora: Path, newsroom: Path, labels: Path) -> list[ChainedText]:
    """All articles whose chains the project marked itself."""
    places = (("newsroom", newsroom), ("gnq", corpora / WIKINEWS), ("10kgnad", corpora / NEWS))
    return [
        text for name, articles in places for text in read_own_chains(articles, labels / f"chains.{name}.tsv")
    ]


def read_members(labels: Path) -> dict[str, tuple[Part, tuple[Extents, ...]]]:
    """The chains of each article that `labels` holds, by its name, and whether the article is for training
    or, as one in five in the file's order is, for development: rows added at the end move none."""
    found: defaultdict[str, list[Extents]] = defaultdict(list)
    with labels.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            found[row["file"]].append(_parse_members(row["members"], f"{labels}: {row['file']}"))
    return {
        name: ("dev" if find_part(at) == "dev" else "train", tuple(chains))
        for at, (name, chains) in enumerate(found.items())
    }


def add_chains(examples: Iterable[Example], labels: Path) -> Iterator[Example]:
    """The examples, those for training with the chains that `labels` holds."""
    members = read_members(labels)
    for example in examples:
        part, chains = members.get(example.name, ("dev", ()))
        example.chains = [list(chain) for chain in chains if part == "train"]
        yield example


def read_chained(folder: Path, corpora: Sequence[str] = CHAINS[:2]) -> Iterator[Example]:
    """The training texts of the corpora of chains, without the spoken ones."""
    for name in corpora:
        yield from _make_examples(read_chained_texts(folder.parent / name))


def read_chained_news(table: Path, labels: Path) -> Iterator[Example]:
    """The training articles of 10kGNAD whose chains `labels` holds."""
    return _make_examples(read_own_chains(table, labels))


def _make_examples(texts: Iterable[ChainedText]) -> Iterator[Example]:
    for text in texts:
        if text.part == "train":
            yield Example(text.name, text.text, chains=[list(chain) for chain in text.chains])


def _parse_members(members: str, place: str) -> Extents:
    pairs = [member.partition("-") for member in members.split()]
    if len(pairs) < 2 or not all(a.isdigit() and b.isdigit() and int(a) < int(b) for a, _, b in pairs):
        raise InputError(f"{place}: the members {members!r} are no two or more spans, start-end")
    return tuple((int(a), int(b)) for a, _, b in pairs)


def read_classes(corpora: Path, texts: Iterable[ChainedText]) -> Iterator[ClassedText]:
    """The treebanks' sentences, and the tags of pcc2's trees for those of the `texts` that are trained on."""
    for path in sorted((corpora / WORDS).rglob("*.conllu")):
        yield from _read_treebank(path)
    for text in texts:
        if text.scheme == "pcc2" and text.part == "train":
            yield _read_trees(corpora / SYNTAX / f"{text.name}.xml", text)


def _read_treebank(path: Path) -> Iterator[ClassedText]:
    sentences = []
    for block in path.read_text("utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        rows = [row for row in rows if row[0].isdigit()]
        if rows:
            sentences.append(rows)
    for number in range(0, len(sentences), PACKED):
        text, words = "", dict[tuple[int, int], Classes]()
        for rows in sentences[number : number + PACKED]:
            part, spans = join_tokens([row[1] for row in rows])
            shift = len(text) + bool(text)
            text += (" " if text else "") + part
            for (a, b), row in zip(spans, rows, strict=True):
                words[a + shift, b + shift] = _classify(row)
        yield ClassedText(f"{path.stem} {number}", text, words)


def _classify(row: Sequence[str]) -> Classes:
    """The classes of one row of a CoNLL-U file; what is not nominal has a class "none" of gender, number,
    case."""
    features = dict(pair.split("=", 1) for pair in row[5].split("|") if "=" in pair)
    values = [
        (names.index(features[key]) if features.get(key) in names else UNKNOWN)
        if row[3] in _NOMINAL
        else len(names)
        for key, names in _VALUES
    ]
    role = _ROLES.get(row[7], _ROLES.get(row[7].partition(":")[0], 0))
    return _TAGS.get(row[4], UNKNOWN), values[0], values[1], values[2], role


def _read_trees(path: Path, text: ChainedText) -> ClassedText:
    """The tags of a text's trees, found again in the text word by word."""
    words, at = dict[tuple[int, int], Classes](), 0
    for node in ElementTree.parse(path).iter("t"):
        form = node.get("word", "")
        start = text.text.find(form, at)
        if 0 <= start <= at + 3:
            at = start + len(form)
            tag = _TAGS.get(node.get("pos", ""), UNKNOWN)
            words[start, at] = (tag, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
    return ClassedText(text.name, text.text, words)
