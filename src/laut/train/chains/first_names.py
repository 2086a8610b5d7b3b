"""`python -m laut.train.chains.first_names FOLDER`: the genders of first names, counted in lists of
politicians.

From kb/everypolitician2015 (CC0) and kb/mdb (official open data) comes
`knowledge/first_names.tsv`.
"""

import csv
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from laut.knowledge.first_names import FILE

# As German newspapers write them; the lists have them in other spellings.
ADDED = "sergej sergei sergey wladimir dmitri dmitrij dmitry alexej alexei nikolai michail jewgeni wolodymyr"
FEWEST = 2  # people with the name
PURITY = 0.95  # of them of one gender


def iter_names(folder: Path) -> Iterator[tuple[str, str]]:
    """First names with m or f, one for each person."""
    for path in sorted((folder / "everypolitician2015").rglob("wikidata.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                name = row.get("name__de") or row.get("name") or ""
                if " " in name and row.get("gender") in ("male", "female"):
                    yield name.split()[0].lower(), row["gender"][0]
    with zipfile.ZipFile(folder / "mdb" / "mdb-stammdaten-data.zip") as archive:
        for person in ElementTree.fromstring(archive.read("MDB_STAMMDATEN.XML")).iter("MDB"):
            gender = {"männlich": "m", "weiblich": "f"}.get(person.findtext(".//GESCHLECHT", ""), "")
            name = person.findtext(".//VORNAME", "").split()
            if gender and name:
                yield name[0].lower(), gender


def main(folder: Path) -> None:
    """Write the table into the package."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, gender in iter_names(folder):
        if name.replace("-", "").isalpha() and len(name) > 2:
            counts[name]["m" if gender == "m" else "f"] += 1
    for name in ADDED.split():
        counts[name]["m"] += FEWEST
    rows = []
    for name, count in sorted(counts.items()):
        gender, most = count.most_common(1)[0]
        if count.total() >= FEWEST and most >= PURITY * count.total():
            rows.append(f"{name}\t{gender}\n")
    FILE.write_text("".join(rows), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
