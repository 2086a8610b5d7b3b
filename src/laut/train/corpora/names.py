"""Corpora of names: GermEval 2014, WikiNEuRal, and mentions of political entities (MoPE)."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from laut.train.corpora.examples import Example, join_tokens

_MOPE = {"EP": "office", "EO": "organisation", "GP": "place", "P": "group"}
PACKED_TOKENS = 200


def read_germeval(folder: Path, held_out: bool) -> Iterator[Example]:
    """Sentences of GermEval 2014, dev and test; one source in five is held out, chosen by its hash."""
    for path in sorted(folder.glob("NER-de-*.tsv")):
        for source, rows in _iter_blocks(path):
            if (int(hashlib.sha256(source.encode()).hexdigest(), 16) % 5 == 0) == held_out:
                tokens = [row[1] for row in rows]
                layers = {"names": [row[2] for row in rows], "inner_names": [row[3] for row in rows]}
                yield make_example(source, tokens, layers)


def _iter_blocks(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    source, rows = "", []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.startswith("#"):
            source = line.split("\t")[1] if "\t" in line else line
        elif line.strip():
            rows.append(line.split("\t"))
        elif rows:
            yield source, rows
            rows = []


def read_wikineural(folder: Path) -> Iterator[Example]:
    """Sentences of German Wikipedia with silver names."""
    for path in sorted(folder.glob("*.conllu")):
        for _, rows in _iter_blocks(path):
            yield make_example(path.stem, [row[1] for row in rows], {"wiki_names": [row[2] for row in rows]})


def read_mope(folder: Path) -> Iterator[Example]:
    """Bundestag sentences with offices, organisations, places and groups that are not names."""
    for path in sorted(folder.glob("*.json")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            yield make_example(path.stem, row["words"], {"mentions": [_rename(tag) for tag in row["tags"]]})


def _rename(tag: str) -> str:
    prefix, _, label = tag.partition("-")
    if not label:
        return tag
    return prefix + "-" + next(ours for theirs, ours in _MOPE.items() if label.startswith(theirs))


def make_example(name: str, tokens: list[str], layers: dict[str, list[str]]) -> Example:
    """A text from tokens with BIO tags a layer."""
    text, spans = join_tokens(tokens)
    found = {
        layer: [(spans[a][0], spans[b - 1][1], label) for a, b, label in read_bio(tags)]
        for layer, tags in layers.items()
    }
    return Example(name, text, layers=found)


def read_bio(tags: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """BIO tags → (first, end, label) of every run; an I without its B starts one."""
    start, label = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        goes_on = tag == f"I-{label}"
        if label and not goes_on:
            yield start, i, label
            label = ""
        if tag != "O" and not goes_on:
            start, label = i, tag[2:]


def pack(examples: Iterable[Example]) -> Iterator[Example]:
    """Single sentences joined to texts of about 200 tokens, as an article would have them."""
    held: Example | None = None
    for example in examples:
        if held is None or len(held.text.split()) > PACKED_TOKENS:
            if held is not None:
                yield held
            held = Example(example.name, "", layers={layer: [] for layer in example.layers})
        shift = len(held.text) + (1 if held.text else 0)
        held.text += (" " if held.text else "") + example.text
        for layer, spans in example.layers.items():
            held.layers[layer] += [(a + shift, b + shift, label) for a, b, label in spans]
    if held is not None:
        yield held
