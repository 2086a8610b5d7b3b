"""Which articles repeat another one's text? Agency reports appear in many outlets, cut and dressed up.

A text is the set of its shingles: all runs of `RUN` words, in a spelling that house styles share. Two texts
are copies when the shorter one's shingles are, to at least `OVERLAP`, in the longer one: a report cut to a
third is still a copy, which the usual resemblance (Jaccard) would miss. Pairs are found in two steps: MinHash
signatures that agree in a band of `ROWS` numbers are candidates, and the shingles themselves decide.

Of a group of copies the original is the earliest, then the agency's own, then the one with the smallest id.
Groups are not chained: an article is a copy of an original only if it repeats that original itself, so a
round-up of five reports does not make them one. Neither the order of loading nor the number of loads matters.

The thresholds are those of `benchmarks/copies.py`, whose table stands in LAB.md.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from unicodedata import normalize

import numpy as np
from datasketch import MinHash
from numpy.typing import NDArray

from laut.document.outlets import find_agency_of_site
from laut.records import Article

RUN = 3
OVERLAP = 0.35
# Shingles in common: fewer are a phrase, a quotation, or a notice (one paper's „Der Volltext dieses auf
# Agenturmeldungen basierenden Artikels steht …“ has 13), unless they are nearly all that there is.
FEWEST = 20
FEWEST_OF_EQUALS = 8
EQUAL = 0.9
NUMBERS = 256
ROWS = 2
AGREEING = 8  # numbers of two signatures; unrelated texts agree in 1 or 2, a quarter of a report in 15
WIDEST = 500  # partners that one band gives an article: thousands of equal notices must not fill the memory

Hashes = NDArray[np.uint32]

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[%€$]")
_SPELLINGS = str.maketrans({"ß": "ss", "é": "e", "è": "e", "\xad": None})
_SAME = {"%": "prozent", "€": "euro", "$": "dollar", "mrd": "milliarden", "mio": "millionen"}
_PART = 5_000  # shingles hashed at once: 256 numbers each are 5 MB
_START = MinHash(NUMBERS, seed=1, scheme="affine32", hashfunc=int)


@dataclass(frozen=True, slots=True, order=True)
class Rank:
    """How much an article is the original of others: the smallest is."""

    published_on: date
    is_not_of_agency: bool
    id: str


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two articles of which one repeats the other, and how much of the shorter one (0 to 1)."""

    first: str
    second: str
    overlap: float


def make_rank(id: str, published_on: date | None, url: str | None) -> Rank:  # noqa: A002
    """An article without date is no original of one that has a date."""
    return Rank(published_on or date.max, find_agency_of_site(url) is None, id)


def make_signature(text: str) -> bytes:
    """The text's MinHash: `NUMBERS` numbers of 32 bits, little-endian, to be stored with the article."""
    shingles = find_shingles(text)
    made = _START.copy()
    for start in range(0, len(shingles), _PART):
        made.update_batch(shingles[start : start + _PART])
    return bytes(made.hashvalues.astype("<u4").tobytes())


def find_shingles(text: str) -> Hashes:
    """The hashes of all runs of `RUN` words, sorted, each once."""
    words = [
        _SAME.get(word, word) for word in _WORD.findall(normalize("NFC", text.lower()).translate(_SPELLINGS))
    ]
    hashes = np.array([_hash_word(word.replace(".", "")) for word in words], np.uint32)
    count = len(hashes) - RUN + 1
    if count < 1:
        return np.empty(0, np.uint32)
    runs = np.zeros(count, np.uint32)
    for i in range(RUN):
        runs = runs * np.uint32(0x9E3779B1) + hashes[i : i + count]  # wraps around, as it should
    return np.unique(runs)


@lru_cache(maxsize=100_000)
def _hash_word(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def compare_shingles(first: Hashes, second: Hashes) -> float:
    """How much of the smaller set is in the larger one; 0 where too little is common to mean anything."""
    common = len(np.intersect1d(first, second, assume_unique=True))
    if common < FEWEST_OF_EQUALS:
        return 0.0
    overlap = common / min(len(first), len(second))
    is_equal = common >= EQUAL * max(len(first), len(second))
    return overlap if common >= FEWEST or is_equal else 0.0


def find_pairs(
    signatures: Mapping[str, bytes], text_of: Callable[[str], str], new: Collection[str] | None = None
) -> Iterator[Pair]:
    """All copies among articles by id, each pair once; with `new` only those that have a new article in them.

    `text_of` gives an article's text; it is asked for candidates alone.
    """

    @lru_cache(maxsize=2_000)
    def shingles_of(id: str) -> Hashes:  # noqa: A002
        return find_shingles(text_of(id))

    ids = sorted(signatures)
    for first, second in iter_candidates([signatures[one] for one in ids]):
        a, b = ids[first], ids[second]
        if new is None or a in new or b in new:
            overlap = compare_shingles(shingles_of(a), shingles_of(b))
            if overlap >= OVERLAP:
                yield Pair(a, b, overlap)


def iter_candidates(signatures: Sequence[bytes]) -> Iterator[tuple[int, int]]:
    """Pairs of numbers of signatures that may be copies, the smaller first, each once and in order.

    Sorted arrays instead of a dictionary a band: a hundredth of the memory.
    """
    numbers = np.frombuffer(b"".join(signatures), "<u4").reshape(-1, NUMBERS)
    texts = np.flatnonzero(
        (numbers != _START.hashvalues).any(axis=1)
    )  # without those too short for a shingle
    pairs: set[tuple[int, int]] = set()
    for start in range(0, NUMBERS, ROWS):
        pairs.update(_pair_equals(numbers, texts, start))
    yield from sorted(pairs)


def _pair_equals(numbers: Hashes, texts: NDArray[np.intp], start: int) -> Iterator[tuple[int, int]]:
    """Pairs that have the same numbers in the band from `start`, and agree in enough of the others."""
    bands = numbers[texts, start].astype(np.uint64) << np.uint64(32) | numbers[texts, start + 1]
    order = np.argsort(bands, kind="stable")
    _, starts, sizes = np.unique(bands[order], return_index=True, return_counts=True)
    several = sizes > 1
    for begin, size in zip(starts[several].tolist(), sizes[several].tolist(), strict=True):
        group = texts[order[begin : begin + size]]
        for i, one in enumerate(group[:-1]):
            others = group[i + 1 : i + 1 + WIDEST]
            agreeing = (numbers[others] == numbers[one]).sum(axis=1)
            yield from ((int(one), int(other)) for other in others[agreeing >= AGREEING])


def choose_originals(ranks: Iterable[Rank], pairs: Iterable[Pair]) -> dict[str, str]:
    """The original of every article that is a copy, by their ids."""
    partners: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        partners[pair.first].add(pair.second)
        partners[pair.second].add(pair.first)
    originals: dict[str, int] = {}
    copies: dict[str, str] = {}
    for number, rank in enumerate(sorted(ranks)):
        known = [one for one in partners[rank.id] if one in originals]
        if known:
            copies[rank.id] = min(known, key=originals.__getitem__)
        else:
            originals[rank.id] = number
    return copies


def find_copies(articles: Iterable[Article]) -> dict[str, str]:
    """The original of every article that is a copy; for as many articles as fit into memory."""
    known = {article.id: article for article in articles}
    signatures = {id: make_signature(article.text) for id, article in known.items()}  # noqa: A001
    ranks = (make_rank(one.id, one.published_on, one.url) for one in known.values())
    return choose_originals(ranks, find_pairs(signatures, lambda one: known[one].text))
