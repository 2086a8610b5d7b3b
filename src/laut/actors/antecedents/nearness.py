"""Words without a name and an entity → where it was spoken of: how near, as what, and who else was."""

from collections.abc import Iterator

from laut.actors.antecedents.case import Case, find_places_before
from laut.actors.antecedents.floor import SURE, overlap
from laut.records import Span


def compare_places(case: Case, n: int) -> Iterator[tuple[str, float]]:
    """Features by name of entity number `n`."""
    query, floor, entity = case.query, case.floor, case.floor.entities[n]
    place = case.named[n]
    number = floor.page.number_of_sentence
    if place:
        back = query.sentence - number(place.start)
        yield f"sent {'same' if back == 0 else back if back < 3 else '3-4' if back < 5 else '5+'}", 1
        yield "subject", floor.is_subject(place)
        yield "quoted", floor.is_quoted(place)
        yield "same paragraph", "\n" not in floor.page.text[place.end : query.span.start]
        yield "possessed", _is_possessor(place, floor.page.text)
        yield "last s", case.rank.get(n) == 0 and floor.is_subject(place)
    else:
        yield "later only", 1
    later = next((p for p in entity.places if p.start >= query.span.end), None)
    is_again = later is not None and number(later.start) == query.sentence
    yield "later same", is_again
    yield "named again", is_again and query.form in ("he", "she")
    yield "subject beside", _is_subject_beside(case, n)
    if case.latest[n] >= 0:
        back = query.sentence - number(case.latest[n])
        yield f"any {back}", back < 2
    for back in (0, 1):
        near = [p for p in find_places_before(entity, query) if query.sentence - number(p.start) == back]
        yield f"subject {back}", any(floor.is_subject(p) for p in near)
        named = (p for p in near if p in entity.places)
        yield f"opened {('same', 'before')[back]}", any(floor.opens_sentence(p) for p in named)
    rank = case.rank.get(n)
    if rank is not None:
        yield f"rank {rank}", rank < 3
        yield "ranked", 1
        yield "alone before", len(case.rank) == 1
        same = [other for other in case.rank if case.agrees[other] > 0]
        yield "only of gender", case.agrees[n] > 0 and len(same) == 1
    yield "only near", case.nearest == [n]
    yield "first near", len(case.nearest) > 1 and case.nearest[0] == n
    yield "early", number(entity.places[0].start) <= 1
    counts = [len(one.places) for one in floor.entities]
    yield "count", min(counts[n], 8) / 8
    yield "most", counts[n] == max(counts)
    fitting = sum(count for count, fits in zip(counts, case.fits, strict=True) if fits)
    yield "share", counts[n] / fitting if case.fits[n] else 0


def _is_subject_beside(case: Case, n: int) -> bool:
    """Whether an entity is the subject of the words' own sentence, before or after them."""
    floor, entity, span = case.floor, case.floor.entities[n], case.query.span
    places = [*entity.places, *(p for p, score in entity.further if score >= SURE)]
    beside = (p for p in places if floor.page.number_of_sentence(p.start) == case.query.sentence)
    return any(floor.is_subject(p) for p in beside if not overlap(p, span))


def _is_possessor(place: Span, text: str) -> bool:
    after = text[place.end : place.end + 2].strip()
    return text[place.start : place.end].endswith("s") and after[:1].isupper()
