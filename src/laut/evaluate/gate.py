"""`python -m laut.evaluate.gate`: the quality gate. No task may score below its floor in `tests/floors.json`.

A floor belongs to one corpus by its hash: another corpus is no comparison and fails too. `--raise` writes
better ones as new floors; it refuses to lower one unless `--lower` says so. Tasks whose corpus is not at hand
(the folder of the corpora is not part of the repository) are left out.
"""

import argparse
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from laut.errors import LautError
from laut.evaluate.chains import evaluate_chains
from laut.evaluate.links import read_labels
from laut.evaluate.mmax import find_marked_files, read_chained_texts
from laut.evaluate.names import read_named_texts
from laut.evaluate.offices import evaluate_offices
from laut.evaluate.tasks import evaluate_names, evaluate_statements, find_gnq_files, hash_files, make_groups
from laut.export.gnq import read_gnq
from laut.knowledge.base import load_default
from laut.pipeline import Reader

FLOORS = Path("tests/floors.json")
OFFICES = Path("labels/offices.tsv")


@dataclass(frozen=True, slots=True)
class Floor:
    """The least that a task must score (percent), on the corpus of this hash."""

    task: str
    corpus: str
    corpus_hash: str
    measure: str
    floor: float


def measure_tasks(reader: Reader, folder: Path) -> dict[str, float]:
    """Joint, message, roles and kind F1 of statements, and strict F1 of names, in percent."""
    documents = [read_gnq(file) for file in find_gnq_files(folder)]
    readings = [reader.read(document.text) for document in documents]
    found = [make_groups(*pair) for pair in zip(documents, readings, strict=True)]
    scores = evaluate_statements(documents, found).scores
    measured = {
        f"statements {name}": getattr(scores, name).f1 for name in ("joint", "message", "roles", "kind")
    }
    if documents[0].names is not None:
        rows = evaluate_names(read_named_texts(folder), readings).rows
        measured["names strict"] = next(row.score.f1 for row in rows if row.label == "names")
    return {name: round(100 * value, 2) for name, value in measured.items()}


def measure_chains(reader: Reader, folder: Path) -> dict[str, float]:
    """CoNLL F1 of chains on the texts held out of two corpora, in percent."""
    texts = [t for t in read_chained_texts(folder) if t.part == "test" and t.scheme != "parcorfull"]
    found = [reader.read(text.text).analysis.chains for text in texts]
    return {"chains CoNLL": round(100 * evaluate_chains(texts, found).rows[0].scores.conll, 2)}


def measure_offices(path: Path) -> dict[str, float]:
    """The share of offices at a date that are right or rightly unknown, in percent."""
    return {"offices right": round(100 * evaluate_offices(read_labels(path), load_default()).share, 2)}


def read_floors(path: Path) -> list[Floor]:
    """The floors as they are written down."""
    return [Floor(**row) for row in json.loads(path.read_text("utf-8"))]


def check(floors: list[Floor], measured: dict[str, dict[str, float]], hashes: dict[str, str]) -> list[str]:
    """One sentence for every floor that is not reached or whose corpus has changed."""
    problems = []
    for floor in floors:
        if floor.corpus not in measured:
            continue
        score = measured[floor.corpus].get(floor.measure)
        if hashes[floor.corpus] != floor.corpus_hash:
            problems.append(f"{floor.corpus} is {hashes[floor.corpus]}, the floor is of {floor.corpus_hash}")
        elif score is None or score < floor.floor:
            problems.append(f"{floor.corpus}: {floor.measure} is {score}, below its floor {floor.floor}")
    return problems


def raise_floors(
    floors: list[Floor],
    measured: dict[str, dict[str, float]],
    hashes: dict[str, str],
    margin: float,
    may_lower: bool,
) -> list[Floor]:
    """New floors a margin below what was measured; LautError where one would fall without leave."""
    old = {(floor.corpus, floor.measure): floor for floor in floors}
    for corpus, scores in measured.items():
        for name, score in scores.items():
            before = old.get((corpus, name))
            value = round(score - margin, 1)
            same = before is not None and before.corpus_hash == hashes[corpus]
            if before and same and value < before.floor and not may_lower:
                continue
            old[corpus, name] = Floor(name.split()[0], corpus, hashes[corpus], name, value)
    return [old[key] for key in sorted(old)]


def main(argv: list[str] | None = None) -> int:
    """Measure, compare, and print a line a task; 1 where a floor is not reached."""
    parser = argparse.ArgumentParser(prog="python -m laut.evaluate.gate", description=__doc__)
    parser.add_argument("--corpora", type=Path, help="also check the corpora of this folder")
    parser.add_argument("--floors", type=Path, default=FLOORS)
    parser.add_argument("--model", type=Path)
    parser.add_argument(
        "--raise", dest="raises", action="store_true", help="write better scores as new floors"
    )
    parser.add_argument("--lower", action="store_true", help="let --raise lower floors too")
    parser.add_argument("--margin", type=float, default=0.5, help="points below the measured score")
    arguments = parser.parse_args(argv)
    folders = {"newsroom/test": Path("newsroom/test")}
    if arguments.corpora:
        folders["gnq2024/dev"] = arguments.corpora / "quotes/gnq2024/dev"
    try:
        reader = Reader(arguments.model)
        measured = {name: measure_tasks(reader, folder) for name, folder in folders.items()}
        hashes = {name: hash_files(find_gnq_files(folder)) for name, folder in folders.items()}
        measured["labels/offices"] = measure_offices(OFFICES)
        hashes["labels/offices"] = hash_files([OFFICES])
        if arguments.corpora:
            chained = arguments.corpora / "coref"
            measured["coref"] = measure_chains(reader, chained)
            hashes["coref"] = hash_files(find_marked_files(chained))
        floors = read_floors(arguments.floors) if arguments.floors.exists() else []
    except LautError as error:
        print(error, file=sys.stderr)
        return 1
    for corpus, scores in measured.items():
        print(corpus, hashes[corpus], ", ".join(f"{name} {value:.1f}" for name, value in scores.items()))
    if arguments.raises:
        floors = raise_floors(floors, measured, hashes, arguments.margin, arguments.lower)
        arguments.floors.write_text(json.dumps([asdict(f) for f in floors], indent=1) + "\n", "utf-8")
    problems = check(floors, measured, hashes)
    print("\n".join(problems) or f"all {len(floors)} floors reached or not at hand")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
