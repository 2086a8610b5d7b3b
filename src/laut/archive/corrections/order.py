"""Which corrections count: what is undone, who is merged into whom, and which contradict each other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from laut.errors import CorrectionError
from laut.records import Correction

Moment = tuple[datetime, str]


def moment(correction: Correction) -> Moment:
    """By this corrections are ordered, and applied."""
    return correction.made_at, correction.id


def find_undone(corrections: Iterable[Correction]) -> dict[str, str]:
    """Correction → the one that undoes it; an undo that is undone itself undoes nothing."""
    undone: dict[str, str] = {}
    for one in sorted(corrections, key=moment, reverse=True):
        if one.action == "undo" and one.id not in undone:
            undone.setdefault(one.subject, one.id)
    return undone


def find_active(corrections: Sequence[Correction]) -> list[Correction]:
    """Those that are not undone, in their order, without the undos."""
    undone = find_undone(corrections)
    active = (one for one in corrections if one.id not in undone and one.action != "undo")
    return sorted(active, key=moment)


@dataclass(frozen=True, slots=True)
class MergeMap:
    """Who is merged into whom, step by step: actor → the correction that says so."""

    steps: Mapping[str, Correction] = field(default_factory=dict)

    def follow(self, actor: str, before: Correction | None = None) -> str:
        """Who an actor is, all merges followed, or only those that were made before a correction."""
        for step in self.iter_steps(actor, before):
            actor = step.value[0]
        return actor

    def iter_steps(self, actor: str, before: Correction | None = None) -> Iterator[Correction]:
        """The merges that lead from an actor to who it is."""
        while step := self.steps.get(actor):
            if before and moment(step) >= moment(before):
                return
            yield step
            actor = step.value[0]

    def same(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Whether two sets of actors are the same ones."""
        return {self.follow(actor) for actor in one} == {self.follow(actor) for actor in other}


def find_merges(active: Iterable[Correction]) -> MergeMap:
    """The merges. CorrectionError where an actor is merged twice or, in the end, into itself."""
    steps: dict[str, Correction] = {}
    for one in active:
        if one.action != "merge":
            continue
        actor, target = one.subject, one.value[0]
        known = steps.get(actor)
        if known and known.value != one.value:
            raise CorrectionError(
                f"{actor} is merged into {known.value[0]} already ({known.id}): merge that one, "
                f"or undo {known.id} first"
            )
        if actor == target:
            raise CorrectionError(f"{actor} can't be merged into itself: name two actors")
        made = MergeMap(steps)
        if made.follow(target) == actor:
            last = list(made.iter_steps(target))[-1]
            raise CorrectionError(
                f"to merge {actor} into {target} would make a circle, for {last.subject} is merged into "
                f"{actor} already ({last.id}): merge them the other way round, or undo {last.id} first"
            )
        steps.setdefault(actor, one)
    return MergeMap(steps)


def check_corrections(known: Sequence[Correction], new: Sequence[Correction]) -> MergeMap:
    """Whether new corrections fit each other and the known ones, as far as that shows without the articles;
    CorrectionError says what does not."""
    together = {one.id: one for one in known}
    for one in new:
        if together.setdefault(one.id, one) != one:
            raise CorrectionError(
                f"correction {one.id} is in the archive with another content: take that one out of the import"
            )
    for one in new:
        if one.action == "undo":
            subject = together.get(one.subject)
            if subject is None:
                raise CorrectionError(
                    f"there is no correction {one.subject} to undo: see `laut correct list`"
                )
            if moment(subject) >= moment(one):
                raise CorrectionError(
                    f"{one.id} is older than {one.subject}, which it undoes: check the dates"
                )
    return find_merges(find_active(list(together.values())))
