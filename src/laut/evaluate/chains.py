"""Readings against texts with gold chains: which members count, the scores, and whether links' scores mean
something."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from laut.evaluate.calibration import Point, Reliability, make_reliability
from laut.evaluate.coreference import ChainScores, score_chains
from laut.evaluate.mmax import ChainedText
from laut.records import Chain, Span

_UNMARKED = ("relative pronoun", "reflexive pronoun")
UNMARKED = {"pcc2": _UNMARKED, "newsroom": _UNMARKED}  # of which a corpus marks none


@dataclass(frozen=True, slots=True)
class CorpusRow:
    """The scores of one corpus, and its gold."""

    corpus: str
    texts: int
    chains: int
    members: int
    scores: ChainScores


@dataclass(frozen=True, slots=True)
class ChainResult:
    """Everything that is measured about chains; the first row is all corpora together."""

    rows: tuple[CorpusRow, ...]
    reliability: Reliability


def evaluate_chains(texts: Sequence[ChainedText], found: Sequence[Sequence[Chain]]) -> ChainResult:
    """Score some texts' chains; single members count on neither side."""
    both = list(zip(texts, found, strict=True))
    rows = [_make_row("all", both)]
    for scheme in sorted({text.scheme for text in texts}):
        rows.append(_make_row(scheme, [pair for pair in both if pair[0].scheme == scheme]))
    return ChainResult(tuple(rows), make_reliability("link", iter_link_points(both)))


def _make_row(corpus: str, pairs: Sequence[tuple[ChainedText, Sequence[Chain]]]) -> CorpusRow:
    scores = score_chains((text.chains, list_extents(chains, text.scheme)) for text, chains in pairs)
    chains = [chain for text, _ in pairs for chain in text.chains]
    return CorpusRow(corpus, len(pairs), len(chains), sum(map(len, chains)), scores)


def list_extents(chains: Iterable[Chain], scheme: str) -> list[list[tuple[int, int]]]:
    """Chains as the scorer takes them: two members or more, none of those that the corpus does not mark."""
    unmarked = UNMARKED.get(scheme, ())
    extents = (
        [_extent(m.span) for m in chain.members if not m.evidence.reason.startswith(unmarked)]
        for chain in chains
    )
    return [members for members in extents if len(members) > 1]


def iter_link_points(pairs: Iterable[tuple[ChainedText, Sequence[Chain]]]) -> Iterator[Point]:
    """For every link from a marked phrase to an earlier member its score, and whether both are of one gold
    chain; phrases that the corpus does not mark say nothing."""
    for text, chains in pairs:
        number = {extent: n for n, chain in enumerate(text.chains) for extent in chain}
        marked = number.keys() | set(text.singles)
        for chain in chains:
            for member in chain.members:
                if member.antecedent is not None and _extent(member.span) in marked:
                    own, other = number.get(_extent(member.span)), number.get(_extent(member.antecedent))
                    yield member.evidence.score, own is not None and own == other


def _extent(span: Span) -> tuple[int, int]:
    return span.start, span.end
