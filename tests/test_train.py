"""Training: corpora as they are read, resuming after a kill."""

import json
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from invented_corpora import NEWSROOM, PIECES, TAGS, write_corpora, write_labels

from laut.evaluate.germeval import iter_chunks, join_tokens
from laut.pipeline import Reader
from laut.statements.labels import ROLES
from laut.statements.reader import bucket_distances
from laut.train.corpora.names import pack, read_germeval, read_mope
from laut.train.corpora.statements import read_gnq, read_polnear, read_spkatt
from laut.train.network import Network, Shape, bucket_distance
from laut.train.samples import Sample, make_samples
from laut.train.tags import TAG_SETS
from laut.train.trainer import Stage, train

SMALL = Shape(len(PIECES), 48, 2, 4, 96, reader_width=32, reader_layers=1, reader_inner=64, tags=TAGS)
STAGE = Stage("small", {"newsroom": 1}, epochs=2, batch_pieces=900)


@pytest.fixture(scope="module")
def corpora() -> dict[str, list[Sample]]:
    folder = NEWSROOM / "train"
    examples = [example for example, _ in zip(read_gnq(folder), range(3), strict=False)]
    return {"newsroom": [s for example in examples for s in make_samples(example, PIECES, TAG_SETS)]}


def make_network() -> Network:
    torch.manual_seed(0)
    return Network(SMALL)


class KilledError(Exception):
    """Stands for the kill."""


def test_a_killed_training_ends_with_the_same_weights(
    corpora: dict[str, list[Sample]], tmp_path: Path
) -> None:
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    whole.mkdir()
    killed.mkdir()
    reports: list[dict[str, object]] = []
    expected = train(make_network(), STAGE, corpora, whole, report=reports.append)

    def kill(_: dict[str, object]) -> None:
        raise KilledError

    with pytest.raises(KilledError):
        train(make_network(), STAGE, corpora, killed, report=kill, save_seconds=0)
    resumed = train(make_network(), STAGE, corpora, killed, report=reports.append)
    assert reports
    for (name, a), (_, b) in zip(expected.named_parameters(), resumed.named_parameters(), strict=True):
        assert torch.allclose(a, b, atol=1e-6), name


def test_a_stage_may_end_halfway_to_the_weights_from_before(
    corpora: dict[str, list[Sample]], tmp_path: Path
) -> None:
    halfway, ignored = tmp_path / "halfway", tmp_path / "all"
    halfway.mkdir()
    ignored.mkdir()
    once = replace(STAGE, epochs=1)
    before = dict(make_network().named_parameters())
    learnt = dict(train(make_network(), once, corpora, ignored, report=lambda _: None).named_parameters())
    half = train(make_network(), replace(once, kept=0.5), corpora, halfway, report=lambda _: None)
    for name, weights in half.named_parameters():
        assert torch.allclose(weights, (before[name] + learnt[name]) / 2, atol=1e-6), name


def test_samples_hold_the_gold_roles(corpora: dict[str, list[Sample]]) -> None:
    gold = [
        s
        for example, _ in zip(read_gnq(NEWSROOM / "train"), range(3), strict=False)
        for s in example.statements
    ]
    samples = corpora["newsroom"]
    assert sum(len(s.anchors) for s in samples) >= len(gold)
    for sample in samples:
        for anchor, roles in zip(sample.anchors, sample.roles, strict=True):
            assert np.flatnonzero(roles[:, ROLES.index("content")])[0] == anchor


def test_corpora_are_read_with_their_spans(tmp_path: Path) -> None:
    folder = write_corpora(tmp_path)
    (speech,) = read_spkatt(folder / "quotes/spkatt2023/train")
    assert [speech.text[a:b] for a, b in speech.statements[0].roles["content"]] == ["das Bad öffne"]
    (english,) = read_polnear(folder / "quotes/polnear_en/train")
    assert [english.text[a:b] for a, b in english.statements[0].roles["speaker"]] == ["Mayor Ulla Brand"]
    parts = [list(read_germeval(folder / "ner/germeval14", held_out=held)) for held in (True, False)]
    assert len(parts[0]) + len(parts[1]) == 9
    packed = next(pack(parts[1]))
    assert {packed.text[a:b] for a, b, _ in packed.layers["names"]} == {"Ulla Brandhofer", "Lindquell"}
    mope = next(iter(read_mope(folder / "ner/mope_l3")))
    assert [label for *_, label in mope.layers["mentions"]] == ["office", "organisation"]


def test_bio_runs_and_joined_tokens() -> None:
    assert list(iter_chunks(["B-A", "I-A", "B-A", "O", "I-B"])) == [(0, 2, "A"), (2, 3, "A"), (4, 5, "B")]
    text, spans = join_tokens(["Er", "sagte", ":", '"', "Ja", '"', "."])
    assert text == 'Er sagte: "Ja".'
    assert [text[a:b] for a, b in spans][4] == "Ja"


def test_training_and_runtime_bucket_distances_alike() -> None:
    offsets = np.arange(-700, 701)
    assert bucket_distance(torch.from_numpy(offsets)).tolist() == bucket_distances(offsets).tolist()


def test_the_whole_training_in_small_survives_a_kill(tmp_path: Path) -> None:
    corpora, out, work = write_corpora(tmp_path / "corpora"), tmp_path / "model", tmp_path / "work"
    newsroom = tmp_path / "newsroom"
    write_labels(tmp_path / "labels")
    for part, count in (("train", 2), ("dev", 1), ("test", 1)):
        folder = newsroom / part
        folder.mkdir(parents=True)
        for file in sorted((NEWSROOM / part).glob("*.json"))[:count]:
            (folder / file.name).write_bytes(file.read_bytes())
    command = [sys.executable, "-m", "laut.train", "--corpora", str(corpora), "--newsroom", str(newsroom)]
    command += ["--out", str(out), "--work", str(work), "--layers", "1", "--passes", "1"]
    command += ["--epochs", "0.1"]
    with subprocess.Popen(
        [*command, "--save-seconds", "0"], stderr=subprocess.DEVNULL, cwd=tmp_path
    ) as killed:
        while not (work / "finetune.checkpoint.pt").exists():
            assert killed.poll() is None
            time.sleep(0.1)
        killed.kill()
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr[-2000:]
    steps = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    assert {step["stage"] for step in steps} >= {"polish", "together", "names"}
    assert any("judged" in step for step in steps)
    assert any("links" in step for step in steps)
    assert json.loads((out / "card.json").read_text("utf-8"))["statements"]["dev"]["counts"]["articles"]
    text = "Das Bad bleibt zu, sagte Bürgermeisterin Ulla Brandhofer."
    assert Reader(out).read(text).article.text == text
