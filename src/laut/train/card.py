"""The card of a model: what it was trained on, under which licence, and everything that was measured of it.

`card.json` holds the numbers, `card.md` shows them. `python -m laut.train.card` measures a folder again.
"""

import argparse
import json
import platform
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from laut.evaluate.names import read_named_texts
from laut.evaluate.restyle import restyle
from laut.evaluate.tasks import evaluate_names, evaluate_statements, find_gnq_files, hash_files, make_groups
from laut.export.gnq import read_gnq
from laut.language.features import make_features
from laut.language.pieces import UNKNOWN
from laut.models.folder import FILES, write_checksums
from laut.pipeline import Reader
from laut.train.card_page import render_card
from laut.train.plan import CORPORA, STAGES
from laut.train.trainer import Stage

LICENCE = "CC BY-NC-SA 4.0"
STYLES = (("straight", False), ("swiss", True), ("german", False), ("mixed", True))


def measure_statements(
    reader: Reader, folder: Path, style: str = "as-is", has_ss: bool = False
) -> dict[str, Any]:
    """Everything about statements in a folder of gnq files."""
    files = find_gnq_files(folder)
    documents = [restyle(read_gnq(file), style, has_ss=has_ss) for file in files]
    found = [make_groups(document, reader.read(document.text)) for document in documents]
    return {"corpus_hash": hash_files(files), **asdict(evaluate_statements(documents, found))}


def measure_names(reader: Reader, folder: Path) -> dict[str, Any]:
    """Strict F1 of names in GermEval's held-out fifth, or in gnq files with names."""
    texts = read_named_texts(folder)
    return asdict(evaluate_names(texts, [reader.read(text.text) for text in texts]))


def measure_unknown(reader: Reader, news: Path) -> dict[str, Any]:
    """How often a piece is unknown in unseen news text, of how many."""
    rows = news.read_text("utf-8").splitlines()
    counts = [0, 0]
    for row in rows:
        ids = [i for ids in make_features(row, reader.pieces).piece_ids for i in ids]
        counts[0] += ids.count(UNKNOWN)
        counts[1] += len(ids)
    return {"unknown": counts[0], "pieces": counts[1], "rate": counts[0] / counts[1]}


def measure(folder: Path, corpora: Path, newsroom: Path, full: Path | None) -> dict[str, Any]:
    """All measurements of the card; `full` is the same model in float32, to show what int8 costs."""
    reader = Reader(folder)
    dev = corpora / "quotes/gnq2024/dev"
    reports = {"dev": measure_statements(reader, dev), "newsroom": measure_statements(reader, newsroom)}
    for style, has_ss in STYLES:
        reports[f"dev {style}"] = measure_statements(reader, dev, style, has_ss)
    if full:
        reports["dev float32"] = measure_statements(Reader(full), dev)
    names = {"germeval": measure_names(reader, corpora / "ner/germeval14")}
    names["newsroom"] = measure_names(reader, newsroom)
    unknown = measure_unknown(reader, corpora / "news/10kgnad_test.csv")
    size = sum((folder / name).stat().st_size for name in FILES)
    return {"statements": reports, "names": names, "unknown_pieces": unknown, "bytes": size}


def count_errors(labels: Path) -> dict[str, Any]:
    """How many errors drawn by hand have which cause, in each set by each model; empty without the labels."""
    if not (labels / "errors.tsv").exists():
        return {}
    causes = dict(_read_rows(labels / "causes.tsv"))
    counts = Counter((row[0], row[1], row[-1]) for row in _read_rows(labels / "errors.tsv"))
    runs = sorted({(name, model) for name, model, _ in counts})
    return {
        "runs": [f"{name}, {model}" for name, model in runs],
        "causes": {what: [counts[*run, cause] for run in runs] for cause, what in causes.items()},
    }


def _read_rows(path: Path) -> list[list[str]]:
    """The rows of a table behind its header."""
    return [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:]]


def write_card(
    folder: Path,
    corpora: Path,
    stages: Sequence[Stage],
    newsroom: Path,
    full: Path | None = None,
    labels: Path = Path("labels"),
) -> None:
    """Measure a model and write its card; the checksums are renewed."""
    settings = Reader(folder).model.settings
    card = {
        "name": settings.name,
        "version": settings.version,
        "licence": LICENCE,
        "measured_on": date.today().isoformat(),
        "machine": f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}",
        "stages": [asdict(stage) for stage in stages],
        "corpora": {
            name: {"folder": corpus.folder, "licence": corpus.licence}
            for name, corpus in CORPORA.items()
            if any(stage.mix.get(name) for stage in stages)
        },
        **measure(folder, corpora, newsroom, full),
        "errors": count_errors(labels),
    }
    (folder / "card.json").write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", "utf-8")
    (folder / "card.md").write_text(render_card(card), "utf-8")
    write_checksums(folder)


def main() -> int:
    """Measure a model folder again and write its card."""
    parser = argparse.ArgumentParser(prog="python -m laut.train.card", description=main.__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--newsroom", type=Path, default=Path("newsroom/test"))
    parser.add_argument("--full", type=Path, help="the same model in float32")
    arguments = parser.parse_args()
    write_card(arguments.model, arguments.corpora, STAGES, arguments.newsroom, arguments.full)
    return 0


if __name__ == "__main__":
    sys.exit(main())
