"""Archive → readings by another model, or with other tables of actors: what changes, statement by statement,
and parts that bring it in.

Ids are of an article's exact words, so that a statement that both models find keeps its id. One with another
id that shares most of its characters with a lost one is the same statement with other borders: altered.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from laut.archive.corrections.machine import iter_machine_readings
from laut.archive.folder import Archive
from laut.archive.migrate import read_query
from laut.archive.part import OWN, Run, write_part
from laut.archive.restore import find_ids
from laut.records import Article, Reading, Statement

BATCH = 200
# Of the characters of both contents together, twice those that they share.
SAME = 0.5


@dataclass(frozen=True, slots=True)
class Change:
    """What another model makes of an article: both readings, and the statements that differ."""

    before: Reading
    after: Reading
    gained: tuple[Statement, ...]
    lost: tuple[Statement, ...]
    altered: tuple[tuple[Statement, Statement], ...]

    @property
    def is_empty(self) -> bool:
        """Whether both models found the same statements (their scores may differ)."""
        return not (self.gained or self.lost or self.altered)


def reread_articles(
    archive: Archive,
    read: Callable[[Article], Reading],
    run: Run,
    *,
    everything: bool = False,
    keep: bool = True,
) -> Iterator[Change]:
    """Read again what was not read as `run` does, or `everything`, and give each article's change.

    Unless `keep` is false, the new readings become parts; `load_parts` then brings them in. An article whose
    rereading was stopped is reread by the next call, one that has become a part and was loaded is not.
    """
    names = iter(find_ids(archive) if everything else find_outdated(archive, run))
    number = 0
    while batch := list(islice(names, BATCH)):
        changes = [find_change(before, read(before.article)) for before in _read(archive, batch)]
        if keep:
            number += 1
            part = archive.parts / f"{run.id}-{number:06d}"
            write_part(part, (change.after for change in changes), run=run, replaces=True)
        yield from changes


def _read(archive: Archive, ids: Iterable[str]) -> Iterator[Reading]:
    """As the machine read them before: what people corrected is no change."""
    return iter_machine_readings(archive, ids)


def find_outdated(archive: Archive, run: Run) -> list[str]:
    """The ids of the articles that were last read by another model, or with other tables of actors."""
    values = {"model": run.model, "mark": OWN, "own": run.own}
    found = archive.connection.execute(read_query("find_outdated"), values)
    return [name for (name,) in found.fetchall()]


def find_change(before: Reading, after: Reading) -> Change:
    """The statements gained, lost and altered between two readings of one article."""
    old = {statement.id: statement for statement in before.statements}
    new = {statement.id: statement for statement in after.statements}
    facts = [make_facts(reading) for reading in (before, after)]
    altered = [(old[name], new[name]) for name in old if name in new and facts[0][name] != facts[1][name]]
    lost = [statement for name, statement in old.items() if name not in new]
    gained = [statement for name, statement in new.items() if name not in old]
    for statement in list(lost):
        other = max(gained, key=lambda one: find_overlap(statement, one), default=None)
        if other and find_overlap(statement, other) > SAME:
            altered.append((statement, other))
            lost.remove(statement)
            gained.remove(other)
    altered.sort(key=lambda pair: (pair[1].content, pair[1].id))
    return Change(before, after, tuple(gained), tuple(lost), tuple(altered))


def make_facts(reading: Reading) -> dict[str, tuple[object, ...]]:
    """By statement everything but scores, reasons and makers; of chains whom they stand for."""
    links = reading.find_links()

    def find_actors(chains: tuple[int, ...]) -> set[str | None]:
        return {link.actor for chain in chains for link in links.get(chain, ())}

    return {
        one.id: (
            one.kind, one.medium, one.parent, one.content, one.speaker, one.cue, one.frame, one.addressee,
            find_actors(one.speaker_chains), find_actors(one.addressee_chains),
        )
        for one in reading.statements
    }  # fmt: skip


def find_overlap(a: Statement, b: Statement) -> float:
    """From 0 to 1: twice the characters that two contents share, of all that they have."""
    first, second = ({i for span in one.content for i in range(span.start, span.end)} for one in (a, b))
    size = len(first) + len(second)
    return 2 * len(first & second) / size if size else 0.0
