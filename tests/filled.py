"""Archives for tests, filled with invented articles in which the statements are laid down."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from laid_down import LaidDownReader

from laut.archive import Archive, Problem, Run, check_archive, load_parts, open_archive, write_part
from laut.archive.folder import DATABASE, attach
from laut.document.copies import make_signature
from laut.ids import make_article_id, make_capture_id
from laut.records import Article, Capture, Evidence, Mention, Reading, Skip, Span

SPEAKERS = ("Ministerin Dressel", "Landrat Öztürk", "der Vorstand", "Ina Kerz", "Frau Weiß")
SAYINGS = (
    "Die Brücken sind in einem schlechten Zustand",
    "Wir haben 🇨🇭 nichts gewusst",
    "Das Geld reicht für die Schulen nicht",
    "Wer das sagt, lügt",
)
RUN = Run("r1", "ingest", datetime(2024, 3, 5, 6, 0, tzinfo=UTC), "test@1", "0.1.0")


def make_text(number: int) -> str:
    """An article of two statements and a heading; each number gives another one."""
    first, second = SPEAKERS[number % 5], SPEAKERS[(number + 2) % 5]
    says, answers = SAYINGS[number % 4], SAYINGS[(number // 4 + 1) % 4]
    return f"Meldung {number}\n{first}: {says}.\n{second}: {answers}, und zwar {number} Mal.\n"


def read_laid_down(article: Article) -> Reading:
    """The laid down statements of an article, and a mention at its start."""
    reading = LaidDownReader().read(article.text)
    found = [replace(one, id=one.id.replace("s", f"s{article.id[1:5]}", 1)) for one in reading.statements]
    mention = Mention(Span(0, 7), "nominal", "other", Evidence("test@1", 0.25, "laid down"))
    return replace(
        reading,
        article=article,
        analysis=replace(reading.analysis, mentions=(mention,)),
        statements=tuple(found),
    )


def make_filed(number: int) -> tuple[Reading, Capture]:
    """A reading with everything that the archive keeps, and its capture."""
    text, url = make_text(number), f"https://aue.example/{number}"
    capture = Capture(
        make_capture_id(text.encode(), url), "aue.jsonl", url, text.encode(), "text/plain", None, url,
        datetime(2024, 3, 5, 7, number % 60, tzinfo=UTC), f"<urn:{number}>",
    )  # fmt: skip
    article = Article(
        make_article_id(text, url), text, f"Meldung {number}", "aue.example", url,
        date(2024, 3, 1 + number % 28), "json-ld", "de", "Frau „Weiß“", "dpa" if number % 3 == 0 else None,
    )  # fmt: skip
    return read_laid_down(article), capture


def write_articles(
    archive: Archive, name: str, numbers: Sequence[int], run: Run = RUN, skips: Sequence[Skip] = ()
) -> list[Reading]:
    """Write one part of these articles; gives their readings."""
    filed = [make_filed(number) for number in numbers]
    write_part(
        archive.parts / name,
        [reading for reading, _ in filed],
        [capture for _, capture in filed],
        skips,
        run,
        capture_ids={reading.article.id: capture.id for reading, capture in filed},
        signatures={reading.article.id: make_signature(reading.article.text) for reading, _ in filed},
    )
    return [reading for reading, _ in filed]


def fill(archive: Archive, count: int = 8) -> list[Reading]:
    """An archive of some articles; gives their readings by id."""
    readings = write_articles(archive, "p1", range(count), skips=[Skip("aue.jsonl", "line 9", "empty", "…")])
    load_parts(archive)
    return sorted(readings, key=lambda reading: reading.article.id)


def count_rows(archive: Archive) -> dict[str, int]:
    """How many rows each table has."""
    tables = archive.connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = 'archive' ORDER BY 1"
    ).fetchall()
    counts = {}
    for (table,) in tables:
        row = archive.connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        counts[table] = int(row[0]) if row else 0
    return counts


def check_damaged(sound: Path, folder: Path, damage: str) -> list[Problem]:
    """What a check finds in a copy of an archive, in a new folder, that this SQL has damaged."""
    shutil.copytree(sound, folder)
    with attach(folder / DATABASE) as connection:
        connection.execute(damage)
    with open_archive(folder) as opened:
        return check_archive(opened)


def list_files(folder: Path) -> set[str]:
    """The names of everything in a folder."""
    return {entry.name for entry in folder.iterdir()}
