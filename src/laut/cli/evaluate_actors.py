"""`laut evaluate links|speakers|offices PATH`: who is who, against labels without any text."""

import argparse
import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from laut.actors.knowledge import Knowledge, Remembered
from laut.errors import InputError
from laut.evaluate.links import (
    SKIP,
    Answered,
    Row,
    answer_span,
    compare_labels,
    measure,
    read_labels,
)
from laut.evaluate.offices import evaluate_offices
from laut.evaluate.report import About, Report
from laut.evaluate.speakers import answer_speaker
from laut.evaluate.tasks import hash_files
from laut.export.gnq import read_gnq
from laut.knowledge.base import load_base
from laut.records import Article, Reading, Span

GNQ = "gnq2024/dev"
_DATE = re.compile(r"\((\d{4}-\d\d-\d\d)\)$")  # at the end of the corpus's document names
_LABELS = Path("labels")

IterReadings = Callable[[str | None, Iterable[Article], int], Iterator[Reading]]


def add_tasks(tasks: "argparse._SubParsersAction[argparse.ArgumentParser]") -> list[argparse.ArgumentParser]:
    """The parsers of the tasks; those that read articles."""
    readers = []
    for name, about in (
        ("links", "which actors names stand for"),
        ("speakers", "who speaks where the text has no name"),
    ):
        task = tasks.add_parser(name, help=f"{about}, against labels")
        task.add_argument("path", type=Path, metavar="CORPORA", help="the folder with quotes/ and news/")
        task.add_argument(
            "--labels",
            type=Path,
            default=_LABELS / f"{name}.tsv",
            metavar="FILE",
            help="default: %(default)s",
        )
        readers.append(task)
    offices = tasks.add_parser("offices", help="who held an office at a date, against a table")
    offices.add_argument("path", type=Path, metavar="FILE", nargs="?", default=_LABELS / "offices.tsv")
    offices.add_argument("--json", action="store_true", help="print everything measured as JSON")
    return readers


def evaluate_office_table(arguments: argparse.Namespace) -> Report:
    """`laut evaluate offices`."""
    rows = read_labels(arguments.path)
    base = load_base()
    about = About(
        "offices",
        str(arguments.path),
        hash_files([arguments.path]),
        0,
        "as-is",
        f"base {base.version}",
        date.today(),
    )
    return Report(about, evaluate_offices(rows, Remembered(base)))


def evaluate_links(arguments: argparse.Namespace, iter_readings: IterReadings) -> Report:
    """`laut evaluate links`."""
    keys = ("corpus", "file", "start", "end")
    return _evaluate(arguments, iter_readings, answer_span, keys)


def evaluate_speakers(arguments: argparse.Namespace, iter_readings: IterReadings) -> Report:
    """`laut evaluate speakers`."""
    return _evaluate(arguments, iter_readings, answer_speaker, ("file", "start", "end"))


def _evaluate(
    arguments: argparse.Namespace,
    iter_readings: IterReadings,
    answer: Callable[[Reading, Span, Row, Knowledge], Answered],
    keys: Sequence[str],
) -> Report:
    rows = [row for row in read_labels(arguments.labels) if row["answer"] != SKIP]
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.get("corpus") or GNQ, row["file"]), []).append(row)
    chosen = list(groups.items())[: arguments.limit]
    articles = (read_article(arguments.path, corpus, name) for (corpus, name), _ in chosen)
    readings = list(iter_readings(arguments.model, articles, len(chosen)))
    base = Remembered(load_base())
    answered = [
        answer(reading, _span_of(row, arguments.labels), row, base)
        for reading, (_, asked) in zip(readings, chosen, strict=True)
        for row in asked
    ]
    result = measure(answered, _measure_agreement(arguments.labels, rows, keys))
    about = About(
        arguments.task,
        str(arguments.path),
        hash_files([arguments.labels]),
        len(chosen),
        "as-is",
        readings[0].model if readings else "no model",
        date.today(),
    )
    return Report(about, result)


def _measure_agreement(labels: Path, rows: Sequence[Row], keys: Sequence[str]) -> tuple[int, int] | None:
    second = labels.with_suffix(".second.tsv")
    return compare_labels(rows, read_labels(second), keys) if second.is_file() else None


def _span_of(row: Row, labels: Path) -> Span:
    try:
        return Span(int(row["start"]), int(row["end"]))
    except (KeyError, ValueError):
        raise InputError(f"{labels}: a row of {row.get('file')} has no start and end; mend it") from None


def read_article(corpora: Path, corpus: str, name: str) -> Article:
    """An article of a corpus as labels name it: a gnq file's stem, or the number of a row of 10kGNAD."""
    from laut.pipeline import make_article

    if corpus.endswith(".csv"):
        path = corpora / corpus if corpus.startswith("news/") else corpora / "news" / corpus
        return make_article(_read_row(path, int(name)))
    folder = corpora / corpus if corpus.startswith("quotes/") else corpora / "quotes" / corpus
    return make_dated_article(read_gnq(folder / f"{name}.json").text, name)


def make_dated_article(text: str, name: str) -> Article:
    """An article of the corpus with the date in its name, none where that does not exist (0000-00-00)."""
    from laut.pipeline import make_article

    dated = _DATE.search(name)
    try:
        published_on = date.fromisoformat(dated[1]) if dated else None
    except ValueError:
        published_on = None
    return make_article(text, published_on=published_on)


def _read_row(path: Path, number: int) -> str:
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            rows = [row for row in csv.reader(stream, delimiter=";", quotechar="'") if len(row) > 1]
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({error.strerror}); give the folder of the corpora"
        ) from None
    if number >= len(rows):
        raise InputError(f"{path}: has {len(rows)} rows, no row {number}; take the corpus that was labelled")
    return rows[number][1]
