"""New corrections → the archive: taken in and applied in one step, or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from laut.archive.corrections.apply import Outcomes, apply_corrections, restore_machine
from laut.archive.corrections.order import check_corrections
from laut.archive.corrections.store import insert_corrections, read_corrections
from laut.archive.folder import Archive
from laut.archive.migrate import read_query
from laut.archive.rewrite import rewriting
from laut.errors import ArchiveError, CorrectionError
from laut.records import Correction

SHOWN = 100
AS_IT_WAS = "nothing was corrected, the archive is as it was: run the command again"
Names = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """A statement that corrections change: whether it is there, who speaks, and who is spoken to, before and
    after (ids of actors, None for somebody unknown)."""

    statement: str
    article: str
    content: str
    was_there: bool
    is_there: bool
    speaker_before: Names
    speaker_after: Names
    addressee_before: Names
    addressee_after: Names


@dataclass(frozen=True, slots=True)
class Effect:
    """What new corrections do: those that were not there yet, those of them that do not apply (id → why),
    known ones that they replace, how many statements of how many articles they change, the first of these."""

    corrections: tuple[Correction, ...] = ()
    void: tuple[tuple[str, str], ...] = ()
    replaced: tuple[str, ...] = ()
    statements: int = 0
    articles: int = 0
    shown: tuple[Touched, ...] = ()


def add_corrections(
    archive: Archive,
    corrections: Sequence[Correction],
    *,
    keep: bool = True,
    must_apply: bool = True,
    latest: bool = False,
) -> Effect:
    """Keep corrections, apply them, and let `archive` read the result; those that it has are passed over.

    Unless `keep` is true the archive stays as it is. CorrectionError where one contradicts those that are
    there (two answers to one question: unless the `latest` may count), or, with `must_apply`, does not apply;
    ArchiveError where the archive is open for reading only or can't be written. Nothing is kept then.
    """
    if not archive.is_writable:
        raise ArchiveError(f"{archive.path} is open for reading only: open it with write=True")
    known = read_corrections(archive.connection)
    check_corrections(known, corrections)
    names = {one.id for one in known}
    new = [one for name, one in {one.id: one for one in corrections}.items() if name not in names]
    if not new:
        return Effect()
    with rewriting(archive, AS_IT_WAS) as draft:
        draft.is_kept = keep
        draft.connection.execute(read_query("correct_before"))
        restore_machine(draft.connection)
        insert_corrections(draft.connection, new)
        outcomes = apply_corrections(draft.connection)
        void = tuple((one.id, outcomes[one.id].detail) for one in new if outcomes[one.id].state == "void")
        if void and must_apply:
            raise CorrectionError(f"it would change nothing: {void[0][1]}")
        fresh = {one.id for one in new}
        replaced = tuple(one.id for one in known if outcomes[one.id].by in fresh)
        if not latest:
            _refuse_conflicts([*known, *new], fresh, outcomes)
        return Effect(tuple(new), void, replaced, *_find_touched(draft.connection))


def _refuse_conflicts(together: Sequence[Correction], new: set[str], outcomes: Outcomes) -> None:
    """CorrectionError where a new correction and one of somebody else answer a question differently."""
    by_id = {one.id: one for one in together}
    for name, outcome in outcomes.items():
        if outcome.state != "replaced":
            continue
        one, other = by_id[name], by_id[outcome.by]
        is_between = (one.id in new) != (other.id in new)
        if (
            is_between
            and one.made_by != other.made_by
            and (one.action, one.value) != (other.action, other.value)
        ):
            raise CorrectionError(
                f"{one.id} (by {one.made_by}) and {other.id} (by {other.made_by}) say different things about "
                f"{one.subject}: undo one of them, or let the later one count with --latest"
            )


def _find_touched(connection: duckdb.DuckDBPyConnection) -> tuple[int, int, tuple[Touched, ...]]:
    """Compare before and after; the table `changed` then has the articles whose statements differ."""
    connection.execute(read_query("correct_after"))
    counts = connection.execute("SELECT count(*), count(DISTINCT article) FROM touched").fetchone() or (0, 0)
    rows = connection.execute("SELECT * FROM touched ORDER BY article, statement LIMIT ?", [SHOWN]).fetchall()
    return *counts, tuple(Touched(*row[:5], *map(tuple, row[5:])) for row in rows)
