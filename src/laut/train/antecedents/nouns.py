"""`python -m laut.train.antecedents.nouns TEXTS…`: whose nouns newspapers put before names, people's or
bodies'.

TEXTS are gnq files, folders of them, and 10kGNAD tables. From the nouns directly before the names that the
reader finds comes `actors/antecedents/nouns.tsv`: (people − bodies) / (people + bodies + 1), for nouns seen
twice.
"""

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from laut.actors.antecedents import queries
from laut.export.gnq import read_gnq
from laut.pipeline import Reader

FILE = Path(queries.__file__).with_name("nouns.tsv")
FEWEST = 2  # times that a noun stands before a name
SMALL = 3  # times in small letters from which a word is no noun
_BEFORE = re.compile(r"([A-ZÄÖÜ][a-zäöüß]{3,}) $")


def iter_texts(paths: Iterable[Path]) -> Iterator[str]:
    """The texts of gnq files and tables."""
    for path in paths:
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as stream:
                rows = csv.reader(stream, delimiter=";", quotechar="'")
                yield from (row[1] for row in rows if len(row) > 1)
        else:
            yield from (
                read_gnq(file).text for file in (sorted(path.glob("*.json")) if path.is_dir() else [path])
            )


def main(paths: Iterable[Path]) -> None:
    """Count and write."""
    reader = Reader(actors=False)
    people: Counter[str] = Counter()
    bodies: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for text in iter_texts(paths):
        small.update(re.findall(r"\b[a-zäöüß]{4,}\b", text))
        for mention in reader.read(text).analysis.mentions:
            found = _BEFORE.search(text[max(0, mention.span.start - 40) : mention.span.start])
            if found and mention.form == "name" and mention.label in ("person", "organisation"):
                (people if mention.label == "person" else bodies)[found[1].casefold()] += 1
    rows = []
    for noun in sorted({*people, *bodies}):
        count = people[noun] + bodies[noun]
        if count >= FEWEST and small[noun] < SMALL:
            rows.append(f"{noun}\t{(people[noun] - bodies[noun]) / (count + 1):.2f}\n")
    FILE.write_text("".join(rows), "utf-8")


if __name__ == "__main__":
    main(map(Path, sys.argv[1:]))
