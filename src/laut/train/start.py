"""Where every training starts: a network on the weights of e5, its vocabulary cut to what the corpora use."""

from pathlib import Path

import torch

from laut.language.pieces import Pieces
from laut.train.e5 import E5
from laut.train.network import Network, Shape
from laut.train.plan import ANCHOR_HEADS, CORPORA
from laut.train.tags import TAG_SETS
from laut.train.vocabulary import find_pieces, make_pieces


def make_network(e5: E5, folders: dict[str, Path], layers: int) -> tuple[Network, Pieces, list[str]]:
    """A network on the first layers of e5, its vocabulary, and the pieces that German needs (those ship)."""
    german: set[int] = set()
    others: set[int] = set()
    for name, corpus in CORPORA.items():
        found = find_pieces(e5, (example.text for example in corpus.read(folders[name])))
        (german if corpus.is_german else others).update(found)
    rows, pieces = make_pieces(e5, german | others)
    tags = tuple((layer, len(names)) for layer, names in TAG_SETS.items())
    torch.manual_seed(1)
    network = Network(Shape(len(rows), layers=layers, anchors=ANCHOR_HEADS, tags=tags))
    network.encoder.load_e5(e5, rows)
    return network, pieces, [e5.pieces[i][0] for i in sorted(german)]
