"""Sentences of 10kGNAD that were judged by hand."""

import csv
from collections.abc import Iterator
from pathlib import Path

from laut.evaluate.articles import read_table
from laut.train.corpora.examples import Example

BEFORE = 160  # characters read before a judged sentence, from a sentence's beginning on


def read_judged(table: Path, labels: Path) -> Iterator[Example]:
    """The sentences that `labels` speaks of (row, start, end, answer), each with a little of what stands
    before it; an answer is `reported`, `other` (another kind of statement) or `none`."""
    articles = read_table(table)
    with labels.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            text, start, end = articles[int(row["row"])], int(row["start"]), int(row["end"])
            first = max(0, start - BEFORE)
            border = text.find(". ", first, start)
            first = border + 2 if border >= 0 else start
            name = f"{row['row']}/{start}"
            yield Example(name, text[first:end], judged=(start - first, end - first, row["answer"]))
