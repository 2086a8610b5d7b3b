"""Links against labels: precision at the published threshold, share answered, calibration, agreement.

A label is a row of a table without text: file, start, end, answer. An answer is an actor's id, or `name:` and
the usual German name of one without, several joined by `|`; or `local` (real, but in no encyclopedia), `none`
(nobody who can be named) or `bad` (the words are no name).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from laut.actors.knowledge import Knowledge
from laut.actors.portrait import Page
from laut.actors.resolve import make_page
from laut.errors import InputError
from laut.evaluate.calibration import Point, Reliability, make_reliability
from laut.knowledge.names import find_last_names, make_key, strip_genitive
from laut.records import Actor, Chain, Link, Reading, Span

NAMED = "name:"
LOCAL, NOBODY, BAD, SKIP = "local", "none", "bad", "skip"
NO_ACTOR = frozenset({LOCAL, NOBODY, BAD})

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answered:
    """One label and what the program answered: `actor` empty where unknown, `is_new` for a local id."""

    answer: tuple[str, ...]
    actor: str
    score: float
    is_new: bool
    right: bool
    in_base: bool = True  # whether the base has the actor of the label


@dataclass(frozen=True, slots=True)
class LinkResult:
    """`answerable` labels name an actor, `in_base` one that the base has; `answered` are those with an actor,
    `right` or not, and the shares are of them. Of `new` local ids `new_right` stand for a name that the base
    does not have. `agreement` is that of two labellings on `agreed_on` rows, None without the second."""

    labels: int
    answerable: int
    in_base: int
    answered: int
    right: int
    precision: float
    share_of_answerable: float
    share_of_base: float
    share_of_all: float
    new: int
    new_right: int
    agreement: float | None
    agreed_on: int
    reliability: Reliability


def read_labels(path: Path) -> list[dict[str, str]]:
    """The rows of a table of labels; InputError where it is none."""
    try:
        lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error}); give a table of labels") from error
    if not lines:
        raise InputError(f"{path}: is empty; give a table of labels")
    columns = lines[0].split("\t")
    if "answer" not in columns:
        raise InputError(f"{path}: has no column 'answer'; give a table of labels")
    rows = []
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) > len(columns):
            raise InputError(f"{path}: row {number} has more cells than the header; take the tabs out")
        rows.append(dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True)))
    return rows


def parse_answer(answer: str) -> tuple[str, ...]:
    """Several actors are joined by a bar."""
    return tuple(one.strip() for one in answer.split("|") if one.strip())


def is_actor(actor: str, answer: str, base: Knowledge) -> bool:
    """Whether an actor of the base is the one of an answer: the same id, or one that has the name."""
    if not answer.startswith(NAMED):
        return actor == answer
    name = answer.removeprefix(NAMED)
    names = base.names(actor)
    keys = {make_key(one) for one in names}
    if make_key(name) in keys or actor in {entry.id for entry in base.find(name)}:
        return True
    lasts = {make_key(last) for last in find_last_names(name)}
    return len(keys) == 1 and bool(keys & lasts)  # lists that have last names only


def has_actor(answer: str, base: Knowledge) -> bool:
    """Whether the base has the actor of an answer."""
    if answer.startswith(NAMED):
        return bool(base.find(answer.removeprefix(NAMED)))
    return base.entry(answer) is not None


def is_new_right(actor: Actor, chain: Chain, answer: Sequence[str], named: Sequence[Span]) -> bool:
    """Whether a local id stands for what a label means, somebody whom the base lacks: the same name, or a
    chain that has its naming."""
    if tuple(answer) == (LOCAL,):
        return True
    known = [one for one in answer if one not in NO_ACTOR]
    names = {make_key(one.removeprefix(NAMED)) for one in known if one.startswith(NAMED)}
    if {make_key(actor.name), make_key(strip_genitive(actor.name))} & names:
        return True
    return bool(known) and any(_covers(m.span, words) for m in chain.members for words in named)


def _covers(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def find_chain(reading: Reading, span: Span, page: Page, base: Knowledge) -> int | None:
    """The number of the chain that has the span as a member, or as the name that heads a member."""
    found = None
    for number, chain in enumerate(reading.analysis.chains):
        for member in chain.members:
            if member.span == span:
                return number
            if found is None and _covers(member.span, span):
                head = page.find_head(member.span, base)
                found = number if head and head.span == span else None
    return found


def answer_span(reading: Reading, span: Span, row: Row, base: Knowledge) -> Answered:
    """What the reading says of the words of a label."""
    number = find_chain(reading, span, make_page(reading), base)
    return answer_chain(reading, number, row, base)


def answer_chain(reading: Reading, number: int | None, row: Row, base: Knowledge) -> Answered:
    """What the reading says of a chain, against a row's answer."""
    answer = parse_answer(row["answer"])
    link = next((link for link in reading.links if link.chain == number), None)
    in_base = any(has_actor(one, base) for one in answer if one not in NO_ACTOR)
    if link is None or link.actor is None or number is None:
        return Answered(answer, "", link.evidence.score if link else 0.0, False, False, in_base)
    actor = next(actor for actor in reading.actors if actor.id == link.actor)
    if is_local(link):
        lacking = [one for one in answer if one.startswith(NAMED) or not has_actor(one, base)]
        right = is_new_right(actor, reading.analysis.chains[number], lacking, _find_namings(row))
        return Answered(answer, link.actor, link.evidence.score, True, right, in_base)
    right = any(is_actor(link.actor, one, base) for one in answer)
    return Answered(answer, link.actor, link.evidence.score, False, right, in_base)


def is_local(link: Link) -> bool:
    """Whether a link is to a name's own id."""
    return bool(link.actor) and str(link.actor).startswith("x")


def _find_namings(row: Row) -> list[Span]:
    """Where a label says that its actors are named; several are joined by a bar."""
    starts, ends = (
        parse_answer(row.get(f"mention_{edge}") or row.get(edge) or "") for edge in ("start", "end")
    )
    return [Span(int(a), int(b)) for a, b in zip(starts, ends, strict=True)]


def measure(answered: Sequence[Answered], agreement: tuple[int, int] | None) -> LinkResult:
    """The numbers; a local id answers a label by name that the base does not have."""
    answerable = [one for one in answered if not set(one.answer) <= NO_ACTOR]
    known = [one for one in answerable if one.in_base]
    given = [one for one in answered if one.actor and (not one.is_new or _is_named(one))]
    right = [one for one in given if one.right]
    new = [one for one in answered if one.is_new]
    points: list[Point] = [(one.score, one.right) for one in answered if one.actor]
    return LinkResult(
        labels=len(answered),
        answerable=len(answerable),
        in_base=len(known),
        answered=len(given),
        right=len(right),
        precision=len(right) / max(1, len(given)),
        share_of_answerable=sum(one in given for one in answerable) / max(1, len(answerable)),
        share_of_base=sum(one in given for one in known) / max(1, len(known)),
        share_of_all=len(given) / max(1, len(answered)),
        new=len(new),
        new_right=sum(one.right for one in new),
        agreement=agreement[0] / max(1, agreement[1]) if agreement else None,
        agreed_on=agreement[1] if agreement else 0,
        reliability=make_reliability("links", points),
    )


def _is_named(one: Answered) -> bool:
    """Whether a label has a name that a local id can be right or wrong about; `none` makes any id wrong."""
    return one.answer == (NOBODY,) or any(each.startswith(NAMED) for each in one.answer)


def compare_labels(first: Iterable[Row], second: Iterable[Row], keys: Sequence[str]) -> tuple[int, int]:
    """How many rows of two labellings agree, of how many that are in both."""
    held = {tuple(row[key] for key in keys): parse_answer(row["answer"]) for row in second}
    pairs = [
        (set(parse_answer(row["answer"])), set(held[key]))
        for row in first
        if (key := tuple(row[key] for key in keys)) in held
    ]
    return sum(_is_same_answer(one, other) for one, other in pairs), len(pairs)


def _is_same_answer(one: set[str], other: set[str]) -> bool:
    return {make_key(a.removeprefix(NAMED)) for a in one} == {make_key(a.removeprefix(NAMED)) for a in other}
