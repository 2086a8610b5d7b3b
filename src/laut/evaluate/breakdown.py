"""Where the points are won and lost: a row per kind and per role, confusions, and what is made up."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from laut.evaluate.score import Group, Pair, Score, make_score, score_roles
from laut.export.gnq import GnqDocument, find_token_ids
from laut.records import Span
from laut.statements.labels import KINDS, MEDIA, ROLES

NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind: gold statements, how many were found, system statements; `score` is of the label."""

    kind: str
    support: int
    found: int
    system: int
    score: Score


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One role: gold and system statements that have it, and its score in tokens."""

    role: str
    support: int
    system: int
    score: Score


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often which gold label (row) met which system label (column); the last of each is `nothing`."""

    labels: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class MadeUp:
    """Statements found where the gold has none, per 1,000 words of such text."""

    words: int
    statements: int
    per_thousand_words: float


def make_kind_rows(pairs: Sequence[Pair]) -> tuple[KindRow, ...]:
    """One row per kind; precision and recall count every pair of equal kind as right, as officially."""
    return tuple(_make_kind_row(pairs, kind) for kind in KINDS)


def _make_kind_row(pairs: Sequence[Pair], kind: str) -> KindRow:
    gold = [pair for pair in pairs if pair.gold and pair.gold.kind == kind]
    system = sum(1 for pair in pairs if pair.system and pair.system.kind == kind)
    right = sum(1 for pair in gold if pair.system and pair.system.kind == kind)
    score = make_score(right / system if system else 0.0, right / len(gold) if gold else 0.0)
    return KindRow(kind, len(gold), sum(pair.is_found for pair in gold), system, score)


def make_role_rows(pairs: Sequence[Pair]) -> tuple[RoleRow, ...]:
    """One row per role, the content included."""
    return tuple(
        RoleRow(
            role,
            sum(1 for pair in pairs if pair.gold and pair.gold.role(role)),
            sum(1 for pair in pairs if pair.system and pair.system.role(role)),
            score_roles(pairs, (role,)),
        )
        for role in ROLES
    )


def count_kinds(pairs: Iterable[Pair]) -> Confusion:
    """Kinds of statements that were found; what was not found, or is none, meets `nothing`."""
    return _count(pairs, KINDS, lambda group: group.kind)


def count_media(pairs: Iterable[Pair]) -> Confusion:
    """Media likewise; `none` is a gold statement whose medium the corpus leaves open."""
    return _count(pairs, (*MEDIA, "none"), lambda group: group.medium or "none")


def _count(pairs: Iterable[Pair], labels: tuple[str, ...], label: Callable[[Group], str]) -> Confusion:
    counts: Counter[tuple[str, str]] = Counter()
    for pair in pairs:
        gold = label(pair.gold) if pair.gold else NOTHING
        system = label(pair.system) if pair.system else NOTHING
        if pair.is_found:
            counts[gold, system] += 1
        else:
            counts[gold, NOTHING] += pair.gold is not None
            counts[NOTHING, system] += pair.system is not None
    labels = (*labels, NOTHING)
    return Confusion(labels, tuple(tuple(counts[gold, system] for system in labels) for gold in labels))


def count_words(document: GnqDocument, numbers: Iterable[int] | None = None) -> int:
    """How many of the tokens (or of those numbered so) hold a letter or a digit."""
    chosen = document.tokens if numbers is None else (document.tokens[number] for number in numbers)
    return sum(any(map(str.isalnum, token.of(document.text))) for token in chosen)


def find_made_up(articles: Iterable[tuple[GnqDocument, Sequence[Group]]], is_whole: bool) -> MadeUp:
    """Statements in text without gold: in articles without any (`is_whole`), or in sentences without any.

    A sentence is without where none of its words is in a gold content or frame; a statement stands in
    such text where all words of its content do.
    """
    words = statements = 0
    for document, system in articles:
        free = find_free(document, is_whole)
        words += count_words(document, free)
        statements += sum(1 for group in system if group.roles[0] and group.roles[0] <= free)
    return MadeUp(words, statements, 1000 * statements / words if words else 0.0)


def find_free(document: GnqDocument, is_whole: bool) -> frozenset[int]:
    """The numbers of the tokens that stand in text without gold statements."""
    stretches = (Span(0, len(document.text)),) if is_whole else document.sentences
    taken = {i for a in document.annotations for role in ("content", "frame") for i in a.part(role).token_ids}
    numbers = (find_token_ids((stretch,), document.tokens) for stretch in stretches)
    return frozenset(i for stretch in numbers if taken.isdisjoint(stretch) for i in stretch)
