"""The terms of actors put in order: one from many, the hand tables before the lists, ends made sharp."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from laut.knowledge.codes import LEADING_OFFICE
from laut.knowledge.listed import Term

Terms = list[tuple[Term, str]]
_DAY = len("2021-12-08")


def settle(terms: Iterable[Terms], single: set[str]) -> list[Terms]:
    """The terms of all actors: joined, cut where the hand tables know better, with sharp ends; `single`
    are the offices that one person holds at a time."""
    joined = [_join(held) for held in terms]
    return _cut_leaders(_sharpen(_trim(joined, single), single))


def _join(terms: Terms) -> Terms:
    """The terms of one actor: those of one office and place that overlap are one. The first source's dates
    stand if it is the tables; else the earliest start and the latest end."""
    kept: Terms = []
    for term, source in terms:
        for number, (known, known_source) in enumerate(kept):
            if (known.office, known.place) == (term.office, term.place) and _overlap(known, term):
                kept[number] = (known if known_source == "tables" else _unite(known, term), known_source)
                break
        else:
            kept.append((term, source))
    dated = {(term.office, term.place) for term, _ in kept if term.start or term.end}
    return [
        (term, source)
        for term, source in kept
        if term.start or term.end or term.attested or (term.office, term.place) not in dated
    ]


def _overlap(one: Term, other: Term) -> bool:
    if not one.start or not other.start:
        return _covers(one, other) or _covers(other, one) or (one.start, one.end) == (other.start, other.end)
    one_end = one.end or one.attested or "9999"
    other_end = other.end or other.attested or "9999"
    return one.start[:7] <= other_end and other.start[:7] <= one_end


def _covers(one: Term, other: Term) -> bool:
    """Whether a term without dates was attested while another one ran."""
    return bool(other.attested and not other.start and one.start) and one.start <= other.attested <= (
        one.end or one.attested or "9999"
    )


def _unite(known: Term, term: Term) -> Term:
    starts = [start for start in (known.start, term.start) if start]
    start = min(starts, key=lambda day: (day[:7], -len(day)), default="")
    closed = max(known.end, term.end)
    attested = max((one.attested for one in (known, term) if not one.end), default="")
    if closed and closed >= attested:
        return replace(known, start=start, end=closed, attested="")
    return replace(known, start=start, end="", attested=attested)


def _trim(terms: Sequence[Terms], single: set[str]) -> list[Terms]:
    """The hand tables win: of an office of one holder, what lists say of the time that a table covers
    goes, and what reaches into it ends there."""
    spans: dict[tuple[str, str], tuple[str, str]] = {}
    for held in terms:
        for term, source in held:
            if source == "tables" and term.office in single:
                start, end = spans.get((term.office, term.place), ("9999", ""))
                spans[term.office, term.place] = (min(start, term.start), max(end, term.end or "9999"))
    return [[(kept, source) for term, source in held for kept in _cut(term, source, spans)] for held in terms]


def _cut(term: Term, source: str, spans: dict[tuple[str, str], tuple[str, str]]) -> Iterable[Term]:
    span = spans.get((term.office, term.place))
    if source == "tables" or span is None:
        return [term]
    start, end = span
    if start[:7] <= (term.start or "0") < end:
        return []
    if (term.start or "0") < start and (term.end or "9999") > start:
        return [replace(term, end=start, attested="")]
    return [term]


def _sharpen(terms: Sequence[Terms], single: set[str]) -> list[Terms]:
    """An end known to the month is the day in that month on which the next holder starts."""
    starts: dict[tuple[str, str, str], str] = {}
    for held in terms:
        for term, _ in held:
            if term.office in single and len(term.start) == _DAY:
                starts[term.office, term.place, term.start[:7]] = term.start
    return [
        [
            (replace(term, end=starts.get((term.office, term.place, term.end), term.end)), source)
            if source != "tables" and term.start[:7] != term.end
            else (term, source)
            for term, source in held
        ]
        for held in terms
    ]


def _cut_leaders(terms: Sequence[Terms]) -> list[Terms]:
    """Of REIGN's leaders only those before the holders of the office that leads the country are known."""
    known: dict[str, str] = {}
    for held in terms:
        for term, _ in held:
            if term.office == LEADING_OFFICE.get(term.place) and term.start:
                known[term.place] = min(known.get(term.place, "9999"), term.start)
    return [
        [(kept, source) for term, source in _attest(held) for kept in _cut_leader(term, known)]
        for held in terms
    ]


def _attest(held: Terms) -> Terms:
    """A leader is one for as long as another source has the same person in an office of the country."""
    last: dict[str, str] = {}
    for term, _ in held:
        if term.attested and not term.end:
            last[term.place] = max(last.get(term.place, ""), term.attested)
    return [
        (replace(term, attested=last[term.place]), source)
        if term.office == "leader" and term.attested and not term.end
        else (term, source)
        for term, source in held
    ]


def _cut_leader(term: Term, known: dict[str, str]) -> Iterable[Term]:
    since = known.get(term.place, "9999")
    if term.office != "leader" or (term.end or "9999") <= since:
        return [term]
    return [replace(term, end=since, attested="")] if term.start[:7] < since[:7] else []
