"""Articles by the name that labels give them: a file of the gnq format, or the row of a table of 10kGNAD."""

import csv
from collections.abc import Callable
from pathlib import Path

from laut.errors import InputError
from laut.export.gnq import read_gnq


def open_articles(place: Path) -> Callable[[str], str]:
    """How to find the text of an article by its name in the labels: `place` is a folder in the gnq format or
    a table of 10kGNAD, whose rows are then the names. InputError where there is no such article."""
    if place.suffix != ".csv":
        return lambda name: read_gnq(place / f"{name}.json").text
    articles = read_table(place)

    def find(name: str) -> str:
        if int(name) < len(articles):
            return articles[int(name)]
        raise InputError(
            f"{place}: has {len(articles)} rows, no row {name}; take the corpus that was labelled"
        )

    return find


def read_table(table: Path) -> list[str]:
    """The texts of the rows of two fields, in order: a row's number is its place here. InputError where the
    file cannot be read."""
    try:
        with table.open(encoding="utf-8", newline="") as stream:
            return [row[1] for row in csv.reader(stream, delimiter=";", quotechar="'") if len(row) > 1]
    except OSError as error:
        raise InputError(
            f"{table}: cannot be read ({error.strerror}); give the folder of the corpora"
        ) from None
