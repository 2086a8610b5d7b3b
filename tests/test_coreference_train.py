"""The networks of chains: what torch learns is what numpy computes; what is written is what is read."""

from pathlib import Path

import numpy as np
import pytest
import torch

from laut.errors import ModelError
from laut.language.coreference.compare import PAIR_NAMES
from laut.language.coreference.network import ChainNetwork, Rules, load_network, turn_weights
from laut.language.coreference.pairs import SINGLE_NAMES
from laut.language.coreference.words import hash_form
from laut.train.chains.learn import Linker
from laut.train.chains.network import OUTPUTS, Phrases, Tagger
from laut.train.chains.settle import gather_weights, write_chains

RULES = Rules("test", -3.0, 0.3, -1.0, (0.0, 1.0))
FORMS = ["Die", "Bürgermeisterin", "Ulla", "Kranz", "lobte", "ihren", "Stellvertreter", "am", "Montag", "."]


@pytest.fixture(scope="module")
def networks() -> tuple[Tagger, Phrases, Linker]:
    torch.manual_seed(1)
    nets = Tagger(), Phrases(160), Linker(len(SINGLE_NAMES), len(PAIR_NAMES))
    for net in nets:
        net.eval()
    return nets


def make_network(networks: tuple[Tagger, Phrases, Linker]) -> ChainNetwork:
    weights = gather_weights(networks[0], networks[1], [networks[2]])
    return ChainNetwork(turn_weights({name: np.float32(value) for name, value in weights.items()}), RULES)


@torch.no_grad()
def test_numpy_computes_what_torch_learnt(networks: tuple[Tagger, Phrases, Linker]) -> None:
    tagger, phrases, linker = networks
    vectors = torch.randn(len(FORMS), 384)
    words, endings, shapes = (torch.tensor([hash_form(form)[part] for form in FORMS]) for part in range(3))
    parts = [p.softmax(1) for p in tagger(vectors, words, endings, shapes).split(list(OUTPUTS.values()), 1)]
    known = torch.cat([tagger.words(words), tagger.endings(endings), shapes], 1)
    starts, lengths = torch.tensor([0, 2, 5]), torch.tensor([4, 1, 2])
    odds = phrases.spans(phrases.hidden(vectors, torch.cat(parts, 1), known), starts, lengths)
    h = linker.phrases.hidden(vectors, torch.cat(parts, 1), known)
    g = linker.phrases.describe(h, starts, starts + lengths)
    singles, features = torch.rand(3, len(SINGLE_NAMES)), torch.rand(2, len(PAIR_NAMES))
    later, earlier = torch.tensor([1, 2]), torch.tensor([0, 0])
    links = linker.antecedents(g, later, earlier, features)

    network = make_network(networks)
    read = network.read(vectors.numpy(), FORMS)
    assert read.words.tags.tolist() == parts[0].argmax(1).tolist()
    assert np.allclose(read.words.genders, parts[1], atol=1e-5)
    found = network.score_spans(read.spans, starts.numpy(), lengths.numpy())
    assert np.allclose(found, odds, atol=1e-4)
    mine = network.describe(read.vectors, starts.numpy(), (starts + lengths).numpy())
    assert np.allclose(mine, g, atol=1e-4)
    scored = network.score_links(mine.astype(np.float16), later.numpy(), earlier.numpy(), features.numpy())
    assert np.allclose(scored, links, atol=1e-2)
    fresh = network.score_new(mine.astype(np.float16), singles.numpy())
    assert np.allclose(fresh, linker.antecedents.new(g, singles), atol=1e-2)


def test_what_is_written_is_read_again_and_damage_is_said_so(
    networks: tuple[Tagger, Phrases, Linker], tmp_path: Path
) -> None:
    written = write_chains(
        tmp_path, gather_weights(networks[0], networks[1], [networks[2], networks[2]]), RULES
    )
    assert written.rules == RULES
    first = (tmp_path / "chains.npz").read_bytes()
    write_chains(tmp_path, gather_weights(networks[0], networks[1], [networks[2], networks[2]]), RULES)
    assert (tmp_path / "chains.npz").read_bytes() == first
    assert len(first) < 2_000_000
    (tmp_path / "chains.json").write_text("{}", "utf-8")
    load_network.cache_clear()
    with pytest.raises(ModelError, match="chains cannot be read"):
        load_network(tmp_path)
