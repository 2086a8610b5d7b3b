"""One article's reading and its corrections → the corrected reading, and what became of each correction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from laut.archive.corrections.draft import Draft
from laut.archive.corrections.find import find_chains, find_found, find_statement
from laut.archive.corrections.order import MergeMap
from laut.records import Correction, Reading, Statement

State = Literal["applied", "replaced", "undone", "void"]
OF_STATEMENTS = ("speaker", "addressee", "confirm", "reject")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a correction: `detail` says why it is not applied, `by` which one replaces or undoes it;
    `statement` is the one that it is about now, `found` whom the machine has there now (None: its subject is
    gone), `model` the one that has it."""

    state: State
    detail: str = ""
    statement: str | None = None
    found: tuple[str, ...] | None = None
    model: str = ""
    by: str = ""


def correct_reading(
    reading: Reading, corrections: Sequence[Correction], merges: MergeMap
) -> tuple[Reading, dict[str, Outcome]]:
    """Apply an article's corrections in their order; of two that answer one question the later counts."""
    draft = Draft(reading)
    targets = {one.id: find_statement(reading, one) for one in corrections if one.action in OF_STATEMENTS}
    replaced = _find_replaced(corrections, {name: found for name, (found, _) in targets.items() if found})
    outcomes: dict[str, Outcome] = {}
    for one in corrections:
        statement, lost = targets.get(one.id, (None, ""))
        if one.id in replaced:
            outcome = make_replaced(replaced[one.id])
        else:
            detail = lost or _apply(draft, one, statement, merges)
            outcome = Outcome("void" if detail else "applied", detail)
        found = None if lost else find_found(reading, one, statement)
        name = statement.id if statement else None
        outcomes[one.id] = replace(outcome, statement=name, found=found, model=reading.model)
    return draft.finish(), outcomes


def make_replaced(by: str) -> Outcome:
    """What became of a correction when a later one answers the same question."""
    return Outcome("replaced", f"{by} is later", by=by)


def _apply(draft: Draft, one: Correction, statement: Statement | None, merges: MergeMap) -> str:
    """Apply one correction; gives why that can't be done."""
    if one.action == "link":
        return _apply_link(draft, one)
    if one.action == "split":
        return _apply_split(draft, one, merges)
    if statement is None or statement.id not in draft.statements:
        return "its statement is rejected"
    if one.action == "reject":
        draft.reject(statement)
    elif one.action == "addressee":
        draft.say_who(statement, "addressee", one)
    elif one.action == "speaker" or not merges.same(draft.find_actors(statement, "speaker"), one.value):
        # Who was confirmed stays, whatever another reading finds.
        draft.say_who(statement, "speaker", one)
    return ""


def _apply_link(draft: Draft, one: Correction) -> str:
    chains = find_chains(draft.show(), one.subject)
    actor = one.value[0] if one.value else None
    if chains:
        draft.link(chains, actor, one)
    elif actor and not draft.link_places(one.subject, actor, one):
        return "the article does not have these words, or only as a part of longer names"
    return ""


def _apply_split(draft: Draft, one: Correction, merges: MergeMap) -> str:
    """What stands for the actor, as merges before this correction have it, stands for the other one."""
    actor = merges.follow(one.subject, one)
    chains = [
        number
        for number, link in draft.links.items()
        if link.actor and merges.follow(link.actor, one) == actor
    ]
    draft.link(chains, one.value[0], one)
    return "" if chains else f"nothing in article {draft.reading.article.id} stands for {one.subject}"


def _find_replaced(corrections: Sequence[Correction], targets: dict[str, Statement]) -> dict[str, str]:
    """Correction → the later one that answers the same question about the same statement or words."""
    replaced: dict[str, str] = {}
    last: dict[tuple[str, ...], str] = {}
    for one in corrections:
        statement = targets[one.id].id if one.id in targets else ""
        if one.action == "link":
            question = ("link", " ".join(one.subject.split()))
        elif statement:
            question = (statement, "speaker" if one.action == "confirm" else one.action)
        else:
            continue
        rejects = [key for key in last if statement and key[0] == statement and key != question
                   and "reject" in (key[1], one.action)]  # fmt: skip
        for key in (question, *rejects):
            if key in last:
                replaced[last.pop(key)] = one.id
        last[question] = one.id
    return replaced
