"""Everything in an archive against everything: ids, references, offsets, words, actors, counts, the index."""

from collections.abc import Iterator
from dataclasses import dataclass

from laut.archive.failures import explain_failures
from laut.archive.folder import Archive, find_index
from laut.archive.index import find_indexed
from laut.archive.migrate import read_query
from laut.errors import ArchiveError

CHECKS = (
    *("ids", "references", "offsets", "numbers", "mentions", "statements", "actors", "runs"),
    "corrections",
)
LIMIT = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong: the check that found it, the id it is about, one sentence."""

    check: str
    subject: str
    detail: str


def check_archive(archive: Archive) -> list[Problem]:
    """What is wrong with an archive, up to 100 problems a check; nothing where all is well."""
    return [problem for check in CHECKS for problem in _ask(archive, check)] + list(_compare_index(archive))


def _ask(archive: Archive, check: str) -> Iterator[Problem]:
    with explain_failures(archive.path, "the tables are damaged: restore the archive from a backup"):
        rows = archive.connection.execute(read_query(f"check_{check}")).fetchmany(LIMIT)
    yield from (Problem(check, str(subject), str(detail)) for subject, detail in rows)


def _compare_index(archive: Archive) -> Iterator[Problem]:
    """The index must have each statement and each article once, and nothing else."""
    if not (find_index(archive) / "meta.json").is_file():
        yield Problem(
            "index", archive.generation, "the index is missing: make it with `laut archive rebuild`"
        )
        return
    try:
        indexed = find_indexed(archive)
    except ArchiveError as error:
        yield Problem("index", archive.generation, str(error))
        return
    query = "SELECT id FROM articles UNION ALL SELECT id FROM statements ORDER BY id"
    stored = [name for (name,) in archive.connection.execute(query).fetchall()]
    if indexed == stored:
        return
    wrong = dict.fromkeys(set(stored) - set(indexed), "is missing from the index")
    wrong |= dict.fromkeys(set(indexed) - set(stored), "is in the index, but in no table")
    if not wrong:
        yield Problem("index", archive.generation, "some articles or statements are in the index twice")
    for name in sorted(wrong)[:LIMIT]:
        yield Problem("index", name, f"it {wrong[name]}: run `laut archive rebuild`")
