"""The tasks that can be evaluated: from files and findings to the numbers of a report."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from laut.errors import InputError
from laut.evaluate.breakdown import (
    Confusion,
    KindRow,
    MadeUp,
    RoleRow,
    count_kinds,
    count_media,
    count_words,
    find_made_up,
    make_kind_rows,
    make_role_rows,
)
from laut.evaluate.calibration import Reliability, make_reliabilities
from laut.evaluate.coverage import Coverage, make_coverages
from laut.evaluate.names import NamedText, NameRow, find_names, score_names
from laut.evaluate.score import Group, Scores, make_found_group, make_gold_group, pair_groups, score_pairs
from laut.export.gnq import GnqDocument, find_token_ids, read_gnq
from laut.records import Reading
from laut.statements.labels import ROLES


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was scored; `found` are gold statements met by one of enough overlap."""

    articles: int
    words: int
    gold: int
    system: int
    found: int


@dataclass(frozen=True, slots=True)
class StatementResult:
    """Everything that is measured about statements; without scores of the findings neither reliabilities nor
    coverages."""

    counts: Counts
    scores: Scores
    kinds: tuple[KindRow, ...]
    roles: tuple[RoleRow, ...]
    kind_confusion: Confusion
    medium_confusion: Confusion
    made_up_in_articles: MadeUp
    made_up_in_sentences: MadeUp
    reliabilities: tuple[Reliability, ...]
    coverages: tuple[Coverage, ...]


@dataclass(frozen=True, slots=True)
class NameResult:
    """Everything that is measured about names."""

    texts: int
    rows: tuple[NameRow, ...]


def find_gnq_files(path: Path) -> list[Path]:
    """The file itself, or a folder's JSON files in the order of their names; InputError without any."""
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files:
        raise InputError(f"{path}: holds no .json files; give a folder of gnq files")
    return files


def hash_files(files: Iterable[Path]) -> str:
    """Twelve hexadecimal digits for the names and contents of some files, whatever their order."""
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda file: file.name):
        try:
            content = file.read_bytes()
        except OSError as error:
            raise InputError(f"{file}: cannot be read ({error.strerror}); check its name") from error
        digest.update(hashlib.sha256(file.name.encode("utf-8", "surrogateescape")).digest())
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()[:12]


def make_groups(document: GnqDocument, reading: Reading) -> list[Group]:
    """A reading's statements in the numbers of the document's tokens; InputError for another text."""
    if reading.article.text != document.text:
        raise InputError(f"{document.name}: the reading is of another text; read this document's own text")
    return [make_found_group(statement, document.tokens) for statement in reading.statements]


def read_groups(documents: Sequence[GnqDocument], folder: Path) -> tuple[list[list[Group]], list[str]]:
    """For each document the statements of the gnq file of its name, and the names that have no file.

    As for the official scorer an article without a file has no statements, and files of others are
    ignored. Tokens other than the document's own are matched by their characters.
    """
    found = {answer.name: answer for answer in map(read_gnq, find_gnq_files(folder))}
    missing = [document.name for document in documents if document.name not in found]
    if len(missing) == len(documents):
        raise InputError(f"{folder}: has no article of these; give the folder of what was found in them")
    return [_match_groups(document, found.get(document.name)) for document in documents], missing


def _match_groups(document: GnqDocument, found: GnqDocument | None) -> list[Group]:
    if found is None:
        return []
    if found.text != document.text:
        raise InputError(f"{found.name}: what was found is in another text; read this document's own text")
    if found.tokens == document.tokens:
        return [make_gold_group(annotation) for annotation in found.annotations]
    return [
        Group(
            each.kind,
            each.medium,
            tuple(frozenset(find_token_ids(each.part(role).spans, document.tokens)) for role in ROLES),
        )
        for each in found.annotations
    ]


def evaluate_statements(
    documents: Sequence[GnqDocument], found: Sequence[Sequence[Group]]
) -> StatementResult:
    """Score what was found in each document, in the documents' order."""
    articles = list(zip(documents, found, strict=True))
    pairs = [
        pair
        for document, groups in articles
        for pair in pair_groups([make_gold_group(each) for each in document.annotations], groups)
    ]
    return StatementResult(
        counts=Counts(
            articles=len(articles),
            words=sum(map(count_words, documents)),
            gold=sum(pair.gold is not None for pair in pairs),
            system=sum(pair.system is not None for pair in pairs),
            found=sum(pair.is_found for pair in pairs),
        ),
        scores=score_pairs(pairs),
        kinds=make_kind_rows(pairs),
        roles=make_role_rows(pairs),
        kind_confusion=count_kinds(pairs),
        medium_confusion=count_media(pairs),
        made_up_in_articles=find_made_up(articles, is_whole=True),
        made_up_in_sentences=find_made_up(articles, is_whole=False),
        reliabilities=make_reliabilities(pairs),
        coverages=make_coverages(pairs),
    )


def evaluate_names(texts: Sequence[NamedText], readings: Iterable[Reading]) -> NameResult:
    """Score the names of each text's reading, in the texts' order."""
    pairs = [(text.names, find_names(reading)) for text, reading in zip(texts, readings, strict=True)]
    return NameResult(len(pairs), score_names(pairs))
