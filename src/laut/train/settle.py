"""Settle a new model: fit the words of the medium on `examples`, thresholds and scores on the dev sets.

There are two: gnq2024/dev, and newsroom/dev, articles written for the project that nothing is trained on.
On the corpus alone, whose annotators overlook more, scores come out too low for newsrooms.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from laut.evaluate.score import make_gold_group
from laut.export.gnq import read_gnq
from laut.models.folder import write_checksums
from laut.pipeline import Reader
from laut.train.calibrate import fit_scores, read_cases, search
from laut.train.corpora.examples import Example
from laut.train.export import write_settings
from laut.train.media import fit_media

# Chosen on gnq2024/dev for precision: nine in ten speakers that are named are right, most addressees are.
PUBLISHED = {"content": 0.0, "speaker": 0.7, "cue": 0.3, "frame": 0.3, "addressee": 0.6}


def settle(folder: Path, devs: Sequence[Path], examples: Iterable[Example], threads: int = 2) -> None:
    """Scores on the raw thresholds, thresholds on those scores, scores again with what is unpublished."""
    weights = json.dumps(fit_media(examples), ensure_ascii=False, indent=0)
    (folder / "media.json").write_text(weights + "\n", "utf-8")
    write_checksums(folder)
    reader = Reader(folder, threads)
    documents = [read_gnq(path) for dev in devs for path in sorted(dev.glob("*.json"))]
    gold = [[make_gold_group(annotation) for annotation in document.annotations] for document in documents]
    cases = read_cases(reader, zip(documents, gold, strict=True))
    settings = fit_scores(cases, reader.model.settings)
    settings = search(cases, settings)
    settings = replace(fit_scores(cases, settings), publish_thresholds=PUBLISHED)
    settings = fit_scores(cases, settings)
    write_settings(folder, json.loads(json.dumps(asdict(settings))))
    write_checksums(folder)
