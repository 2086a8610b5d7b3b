"""Did anyone say this, in these words?

A quotation is verbatim where its words stand in a statement in one piece (what it leaves out must be marked:
`[…]`, `…`), whatever the case, punctuation and quotation marks. It is altered where at most `ALTERED` of its
weight differs from some statement (`words.measure_distance`), and it has `ENOUGH` words to tell.
`python benchmarks/verify.py` measures both.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tantivy import Occur, Query

from laut.archive import Archive
from laut.errors import SettingError
from laut.knowledge import Base
from laut.query.hits import Candidate, Seeker
from laut.query.rows import Stated
from laut.query.standing import find_actors
from laut.query.words import (
    Change,
    Words,
    compare_words,
    is_quoted_from,
    is_weighty,
    measure_distance,
    split_pieces,
    split_words,
)

ALTERED = 0.4
ENOUGH = 3
CANDIDATES = 60
SHOWN = 10
_ASIDE = re.compile(r"\([^)]*\)")

Answer = Literal["verbatim", "altered", "another speaker", "unattributed", "not found"]


@dataclass(frozen=True, slots=True)
class Match:
    """A statement that a quotation is from or near to; `distance` is 0 where it is verbatim, below 1 always.

    `agrees` says whether the given speaker is its speaker: None where none was given, or where the article
    names nobody there ("er", "der Minister") and it is not known for whom that stands.
    """

    statement: Stated
    distance: float
    agrees: bool | None
    changes: tuple[Change, ...]

    @property
    def is_verbatim(self) -> bool:
        """Whether the quotation's words stand there."""
        return self.distance == 0


@dataclass(frozen=True, slots=True)
class Place:
    """An article in whose text a quotation stands, though in no statement that was found there."""

    article: str
    published_on: date | None
    outlet: str | None
    title: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, and what it rests on: the nearest matches first, the earliest among equals.

    verbatim, altered: by the given speaker, or by one who is not known to be another; another speaker: only
    others are known to have said it, verbatim or altered; unattributed: the words stand in an article, but as
    no one's statement.
    """

    quote: str
    answer: Answer
    matches: tuple[Match, ...] = ()
    places: tuple[Place, ...] = ()


def verify(archive: Archive, quote: str, *, speaker: str | None = None, base: Base | None = None) -> Verdict:
    """Whether the archive has this quotation (of this speaker, by name or id); `base` lends other names.

    SettingError where it has no word.
    """
    words = split_words(quote)
    if not words:
        raise SettingError("nothing to verify: give the quotation's words")
    seeker = Seeker(archive, base)
    phrases = [seeker.phrase(piece, "content") for piece in split_pieces(quote)]
    near = [(Occur.Should, Query.boost_query(query, 5.0)) for query in phrases]
    parts = [(Occur.Must, seeker.term("type", "statement")), (Occur.Should, seeker.alike(words)), *near]
    candidates = seeker.find_candidates(Query.boolean_query(parts), CANDIDATES)
    matches = _find_matches(seeker, candidates, quote, words, speaker)
    if matches:
        return Verdict(quote, _decide(matches), tuple(matches[:SHOWN]))
    places = _find_places(seeker, quote)
    return Verdict(quote, "unattributed" if places else "not found", places=places)


def _find_matches(
    seeker: Seeker, candidates: list[Candidate], quote: str, words: Words, speaker: str | None
) -> list[Match]:
    """Statements that it may be from, the one that decides first."""
    distances = {}
    contents = {one.place: one.content for one in candidates}
    for place, content in contents.items():
        whole = split_words(content)
        distance = 0.0 if is_quoted_from(quote, whole) else max(measure_distance(words, whole), 0.01)
        if distance == 0 or (distance <= ALTERED and sum(map(is_weighty, words)) >= ENOUGH):
            distances[place] = distance
    named = {place for (place,) in seeker.ask("verify", {"places": list(distances)})}
    meant = set(find_actors(seeker.ask, speaker, seeker.base)) if speaker else set[str]()
    matches = []
    for (place, distance), one in zip(
        distances.items(), seeker.fetch(list(distances), contents=contents), strict=True
    ):
        recorded = [one.speaker if place in named else None, *(actor.name for actor in one.speaker_actors)]
        is_meant = any(actor.id in meant for actor in one.speaker_actors)
        agrees = is_meant or _compare_any(speaker, recorded)
        changes = compare_words(quote, _find_stretch(quote, one.content)) if distance else ()
        matches.append(Match(one, round(distance, 2), agrees, changes))
    matches.sort(key=_nearness)
    # Others may have said it in just these words; that this speaker said nearly these is the better answer.
    if matches and matches[0].agrees is False:
        matches.sort(key=lambda match: match.agrees is not True)
    return matches


def _nearness(match: Match) -> tuple[float, int, bool, str, str]:
    """Nearest first, among equals the named: who "sie" is in one article, another one may tell."""
    one = match.statement
    known = (True, False, None).index(match.agrees)
    return match.distance, known, one.is_copy, str(one.published_on or "9"), one.id


def _decide(matches: list[Match]) -> Answer:
    if matches[0].agrees is False:
        return "another speaker"
    return "verbatim" if matches[0].is_verbatim else "altered"


def _compare_any(asked: str | None, recorded: Iterable[str | None]) -> bool | None:
    """Whether one of several names agrees; None where none tells."""
    told = {_compare_speakers(asked, name) for name in recorded}
    return True if True in told else False if False in told else None


def _compare_speakers(asked: str | None, recorded: str | None) -> bool | None:
    """Whether two names have the last word of one in common: surnames, after any office and first name."""
    if not asked or not recorded:
        return None
    one, other = ([word.stem for word in split_words(_ASIDE.sub(" ", name))] for name in (asked, recorded))
    if not one or not other:
        return None
    return one[-1] in other or other[-1] in one


def _find_stretch(quote: str, content: str) -> str:
    """The part of a statement that a quotation is compared with: from its first word there to its last."""
    changes = compare_words(quote, content)
    same = [number for number, change in enumerate(changes) if change.op == "same"]
    words = split_words(content)
    if not same:
        return content
    before = sum(len(split_words(one.words)) for one in changes[: same[0]] if one.op == "new")
    after = sum(len(split_words(one.words)) for one in changes[same[-1] + 1 :] if one.op == "new")
    lead = sum(len(split_words(one.words)) for one in changes[: same[0]] if one.op == "gone")
    tail = sum(len(split_words(one.words)) for one in changes[same[-1] + 1 :] if one.op == "gone")
    first, last = max(0, before - lead), len(words) - max(0, after - tail)
    return content[words[first].span.start : words[last - 1].span.end]


def _find_places(seeker: Seeker, quote: str) -> tuple[Place, ...]:
    """Articles whose text has the quotation."""
    phrases = [(Occur.Must, seeker.phrase(piece, "text")) for piece in split_pieces(quote)]
    seeker.find_best(Query.boolean_query(phrases), SHOWN)
    rows = seeker.ask("verify_texts")
    return tuple(Place(*row[:-1]) for row in rows if is_quoted_from(quote, split_words(row[-1])))[:SHOWN]
