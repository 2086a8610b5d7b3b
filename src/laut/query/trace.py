"""Who had a statement first, and what became of it on its way through the outlets?

The cluster is a star around the statement that is asked for: all whose wording is like its own
(`words.measure_likeness`, at least `LIKE`, or `LIKE_RETOLD` where one is quoted and the other retold, which
changes verbs and their order). The lighter of two wordings must have `ENOUGH` words that are no function
words, or be the other one word by word. Between different speakers it takes `LIKE_OTHERS`: the same words
under another name are worth showing, half of them are not. Speakers are different where it is known whom both
stand for and that is nobody in common; where it is not known, where both are named and share no word.
"""

from dataclasses import dataclass
from typing import Literal

from laut.archive import Archive
from laut.errors import SettingError
from laut.ids import make_key
from laut.query.hits import Candidate, Seeker
from laut.query.rows import Stated
from laut.query.words import (
    Change,
    Words,
    compare_words,
    is_equal,
    is_part,
    is_weighty,
    measure_likeness,
    measure_overlap,
    split_words,
)

LIKE = 0.7
LIKE_RETOLD = 0.55
LIKE_OTHERS = 0.85
ENOUGH = 3
# The likest of the index by the rarest words; four times as many where half of the last quarter are variants.
# To unpack the words of a hundred among a million takes 60 ms of a processor.
CANDIDATES = 100

Relation = Literal["first", "same", "shortened", "extended", "altered", "retold"]


@dataclass(frozen=True, slots=True)
class Variant:
    """One appearance of the statement, and what became of the first one's words in it.

    same: the same words; shortened: a part of them; extended: they and more; retold: quoted there and told
    here, or the other way round; altered: other words. `likeness` (0 to 1) is that to what was asked for.
    """

    statement: Stated
    relation: Relation
    likeness: float
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """What was asked for, its appearances by date (the first first), and how many origins they have."""

    words: str
    variants: tuple[Variant, ...]
    origins: int


def trace(archive: Archive, asked: str, *, actor: str | None = None, why: bool = False) -> Trace:
    """The same statement through all outlets, from its id or its words; of one `actor` only where given.

    `why` is as in `said`. SettingError where it has no word, and for an actor who is not in the archive.
    """
    seeker = Seeker(archive)
    seeker.check_actor(actor)
    given = find_given(seeker, asked.strip())
    words = given.content if given else asked
    wording = split_words(words)
    if not wording:
        raise SettingError("nothing to trace: give a statement's id or its words")
    found = find_alike(seeker, wording, given, why=why)
    members = sorted(found, key=lambda member: _date_key(member[0]))
    variants = tuple(
        _make_variant(one, members[0][0], likeness)
        for one, likeness in members
        if actor is None or actor in {named.id for named in one.speaker_actors}
    )
    return Trace(words, variants, len({one.statement.origin for one in variants}))


def find_given(seeker: Seeker, asked: str) -> Candidate | None:
    """The statement of this id; words with a space between them are none."""
    if " " in asked:
        return None
    rows = seeker.ask("given", {"key": make_key(asked)})
    return next((Candidate(*row) for name, *row in rows if name == asked), None)


def find_alike(
    seeker: Seeker, wording: Words, given: Candidate | None, *, why: bool
) -> list[tuple[Stated, float]]:
    """The statements that are the traced one, the given one first, with their likeness."""
    size, stated = CANDIDATES, dict[int, Stated]()
    while True:
        candidates = seeker.find_candidates(seeker.alike(wording), size)
        known = [given, *candidates] if given else candidates
        likes = {one.place: round(find_likeness(one, wording, given), 2) for one in known}
        contents = {one.place: one.content for one in known}
        wanted = [place for place, likeness in likes.items() if likeness and place not in stated]
        stated |= zip(wanted, seeker.fetch(wanted, why=why, contents=contents), strict=True)
        if given:
            likes |= dict.fromkeys(find_others(stated, likes, given.place), 0.0)
        last = candidates[-(size // 4) :]
        if len(candidates) < size or sum(likes[one.place] > 0 for one in last) * 2 < len(last):
            break
        size *= 4
    return [(stated[place], likeness) for place, likeness in likes.items() if likeness]


def find_likeness(one: Candidate, wording: Words, given: Candidate | None) -> float:
    """How like the traced wording a statement's is; 0 where it is another statement."""
    floor = _find_floor(one, given)
    if measure_overlap(wording, one.content) < floor:
        return 0.0
    other = split_words(one.content)
    likeness = measure_likeness(wording, other)
    return likeness if likeness >= floor and has_enough(wording, other) else 0.0


def _find_floor(one: Candidate, given: Candidate | None) -> float:
    """How alike the wordings must be at least; words that are given without a statement count as quoted."""
    return LIKE_RETOLD if (one.kind == "direct") != (not given or given.kind == "direct") else LIKE


def find_others(stated: dict[int, Stated], likes: dict[int, float], given: int) -> list[int]:
    """The rows of the statements that have another speaker than the given row's, and are not alike enough."""
    doubtful = [place for place, likeness in likes.items() if 0 < likeness < LIKE_OTHERS]
    return [place for place in doubtful if is_other(stated[place], stated[given])]


def is_other(one: Stated, given: Stated) -> bool:
    """Whether two statements have different speakers: by whom they stand for, else by their words."""
    actors, own = ({named.id for named in each.speaker_actors} for each in (one, given))
    if actors and own:
        return not actors & own
    return bool(one.speaker and given.speaker and not is_same_name(one.speaker, given.speaker))


def has_enough(one: Words, other: Words) -> bool:
    """Whether the lighter wording says enough to be known by its words, or is the other one word by word."""
    weighty = (sum(map(is_weighty, words)) for words in (one, other))
    return min(weighty) >= ENOUGH or is_equal(one, other)


def is_same_name(one: str, other: str) -> bool:
    """Whether two speakers share a word ("Kanzlerin Merkel", "Angela Merkel"), or one has none (pronouns)."""
    first, second = ({word.stem for word in split_words(name) if is_weighty(word)} for name in (one, other))
    return not first or not second or bool(first & second)


def _make_variant(one: Stated, first: Stated, likeness: float) -> Variant:
    if one is first:
        return Variant(one, "first", likeness, ())
    return Variant(one, relate(one, first), likeness, compare_words(first.content, one.content))


def relate(one: Stated, first: Stated) -> Relation:
    """What became of the first wording."""
    now, before = split_words(one.content), split_words(first.content)
    if is_equal(now, before):
        return "same"
    if is_part(now, before):
        return "shortened"
    if is_part(before, now):
        return "extended"
    return "altered" if (one.kind == "direct") == (first.kind == "direct") else "retold"


def _date_key(one: Stated) -> tuple[bool, str, bool, str]:
    """By date, originals before their copies; statements without a date last."""
    return one.published_on is None, str(one.published_on or ""), one.is_copy, one.id
