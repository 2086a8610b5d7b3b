"""Articles by the name that labels give them: those of 10kGNAD by their row; and judged sentences."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

from laut.export.gnq import read_gnq
from laut.train.corpora.examples import Example

BEFORE = 160  # characters read before a judged sentence, from a sentence's beginning on


def read_articles(table: Path) -> list[str]:
    """The texts of the rows of two fields, in order: a row's number is its place here."""
    with table.open(encoding="utf-8", newline="") as stream:
        return [row[1] for row in csv.reader(stream, delimiter=";", quotechar="'") if len(row) > 1]


def open_articles(place: Path) -> Callable[[str], str]:
    """How to find the text of an article by its name in the labels: `place` is a folder in the gnq format or
    a table of 10kGNAD, whose rows are then the names."""
    if place.suffix != ".csv":
        return lambda name: read_gnq(place / f"{name}.json").text
    articles = read_articles(place)
    return lambda name: articles[int(name)]


def read_judged(table: Path, labels: Path) -> Iterator[Example]:
    """The sentences that `labels` speaks of (row, start, end, answer), each with a little of what stands
    before it; an answer is `reported`, `other` (another kind of statement) or `none`."""
    articles = read_articles(table)
    with labels.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            text, start, end = articles[int(row["row"])], int(row["start"]), int(row["end"])
            first = max(0, start - BEFORE)
            border = text.find(". ", first, start)
            first = border + 2 if border >= 0 else start
            name = f"{row['row']}/{start}"
            yield Example(name, text[first:end], judged=(start - first, end - first, row["answer"]))
