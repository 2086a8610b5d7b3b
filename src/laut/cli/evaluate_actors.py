"""`laut evaluate links|speakers|offices PATH`: who is who, against labels without any text."""

import argparse
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from laut.actors.knowledge import Knowledge, Remembered
from laut.actors.linker import Linked
from laut.errors import InputError
from laut.evaluate.articles import open_articles
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
from laut.knowledge.base import load_base
from laut.records import Article, Reading, Span

GNQ = "gnq2024/dev"
_DATE = re.compile(r"\((\d{4}-\d\d-\d\d)\)$")  # at the end of the corpus's document names
_LABELS = Path("labels")

T = TypeVar("T")
IterReadings = Callable[[str | None, Iterable[Article], int], Iterator[Reading]]
IterLinked = Callable[[str | None, Iterable[tuple[Article, Sequence[Span]]], int], Iterator[Linked]]


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
    chosen = _group(arguments)
    articles = (_read(arguments, where) for where in chosen)
    readings = list(iter_readings(arguments.model, articles, len(chosen)))
    model = readings[0].model if readings else ""
    return _report(
        arguments, model, readings, chosen.values(), answer_span, ("corpus", "file", "start", "end")
    )


def evaluate_speakers(arguments: argparse.Namespace, iter_linked: IterLinked) -> Report:
    """`laut evaluate speakers`."""
    chosen = _group(arguments)
    asked = (
        (_read(arguments, where), [_span_of(row, arguments.labels) for row in rows])
        for where, rows in chosen.items()
    )
    linked = list(iter_linked(arguments.model, asked, len(chosen)))
    model = linked[0].reading.model if linked else ""
    return _report(arguments, model, linked, chosen.values(), answer_speaker, ("file", "start", "end"))


def _group(arguments: argparse.Namespace) -> dict[tuple[str, str], list[Row]]:
    """The labels of each article."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in read_labels(arguments.labels):
        if row["answer"] != SKIP:
            groups.setdefault((row.get("corpus") or GNQ, row["file"]), []).append(row)
    return dict(list(groups.items())[: arguments.limit])


def _read(arguments: argparse.Namespace, where: tuple[str, str]) -> Article:
    return read_article(arguments.path, *where)


def _report(
    arguments: argparse.Namespace,
    model: str,
    read: Iterable[T],
    asked: Iterable[Sequence[Row]],
    answer: Callable[[T, Span, Row, Knowledge], Answered],
    keys: Sequence[str],
) -> Report:
    base = Remembered(load_base())
    rows = list(asked)
    answered = [
        answer(one, _span_of(row, arguments.labels), row, base)
        for one, its in zip(read, rows, strict=True)
        for row in its
    ]
    agreement = _measure_agreement(arguments.labels, [row for its in rows for row in its], keys)
    about = About(
        arguments.task,
        str(arguments.path),
        hash_files([arguments.labels]),
        len(rows),
        "as-is",
        model or "no model",
        date.today(),
    )
    return Report(about, measure(answered, agreement))


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
    parent = "news" if corpus.endswith(".csv") else "quotes"
    place = corpora / corpus if corpus.startswith(f"{parent}/") else corpora / parent / corpus
    return make_dated_article(open_articles(place)(name), name)


def make_dated_article(text: str, name: str) -> Article:
    """An article of the corpus with the date in its name, none where that does not exist (0000-00-00)."""
    from laut.pipeline import make_article

    dated = _DATE.search(name)
    try:
        published_on = date.fromisoformat(dated[1]) if dated else None
    except ValueError:
        published_on = None
    return make_article(text, published_on=published_on)
