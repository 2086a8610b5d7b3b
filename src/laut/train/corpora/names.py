"""Corpora of names: GermEval 2014, WikiNEuRal, and mentions of political entities (MoPE)."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from laut.evaluate.germeval import iter_chunks, iter_sentences, join_tokens
from laut.train.corpora.examples import Example

_MOPE = {"EP": "office", "EO": "organisation", "GP": "place", "P": "group"}
PACKED_TOKENS = 200


def read_germeval(folder: Path, held_out: bool) -> Iterator[Example]:
    """Sentences of GermEval 2014, dev and test, without the fifth that is held out, or that fifth alone."""
    for sentence in iter_sentences(folder):
        if sentence.is_held_out == held_out:
            layers = {"names": sentence.outer, "inner_names": sentence.inner}
            yield make_example(sentence.source, sentence.tokens, layers)


def read_wikineural(folder: Path) -> Iterator[Example]:
    """Sentences of German Wikipedia with silver names."""
    for path in sorted(folder.glob("*.conllu")):
        for block in path.read_text("utf-8").split("\n\n"):
            rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
            if rows:
                yield make_example(
                    path.stem, [row[1] for row in rows], {"wiki_names": [row[2] for row in rows]}
                )


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


def make_example(name: str, tokens: Sequence[str], layers: Mapping[str, Sequence[str]]) -> Example:
    """A text from tokens with BIO tags a layer."""
    text, spans = join_tokens(tokens)
    found = {
        layer: [(spans[first][0], spans[end - 1][1], label) for first, end, label in iter_chunks(tags)]
        for layer, tags in layers.items()
    }
    return Example(name, text, layers=found)


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
