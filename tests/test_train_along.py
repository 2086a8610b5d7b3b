"""What is learnt along with statements: who is who, and judged sentences."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from invented_corpora import NEWSROOM, PIECES, TAGS

from laut.errors import InputError
from laut.evaluate.articles import read_table
from laut.statements.labels import KINDS
from laut.train.corpora.coreference import add_chains, read_members
from laut.train.corpora.examples import Example
from laut.train.corpora.news import BEFORE, read_judged
from laut.train.corpora.statements import read_gnq
from laut.train.judged import judged_losses
from laut.train.losses import compute_losses
from laut.train.members import member_losses
from laut.train.network import Network, Shape
from laut.train.samples import Sample, make_batches, make_samples, pad
from laut.train.tags import TAG_SETS

TEXT = "Ulla Velt kam. Sie lobte den Rat. Der Rat schwieg. Ihr Hund bellte, er ist alt."
CHAINS = [[(0, 9), (15, 18), (50, 53)], [(25, 32), (34, 41)], [(50, 58), (67, 69)]]
SHAPE = Shape(len(PIECES), 48, 2, 4, 96, reader_width=32, reader_layers=1, reader_inner=64, tags=TAGS)
Losses = Callable[[torch.Tensor, torch.Tensor], dict[str, torch.Tensor]]
REPORTED = KINDS.index("reported")


def make_network() -> Network:
    torch.manual_seed(0)
    return Network(SHAPE)


def sample_of(example: Example) -> Sample:
    return next(make_samples(example, PIECES, TAG_SETS))


def encode(network: Network, batch: list[Sample]) -> tuple[torch.Tensor, torch.Tensor]:
    pieces, first, last = (pad([getattr(s, part) for s in batch]) for part in ("pieces", "first", "last"))
    return network.encoder(pieces, first, last)[0], first > 0


def train(network: Network, batch: list[Sample], losses: Losses, steps: int) -> list[float]:
    optimizer = torch.optim.AdamW(network.parameters(), 3e-3)
    seen = []
    for _ in range(steps):
        tokens, mask = encode(network, batch)
        loss = torch.stack(list(losses(tokens, mask).values())).sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        seen.append(loss.item())
    return seen


def test_members_are_tokens_of_their_window() -> None:
    sample = sample_of(Example("a", TEXT, chains=CHAINS))
    words = ["Ulla Velt", "Sie", "den Rat", "Der Rat", "Ihr Hund", "Ihr", "er"]
    tokens = TEXT.replace(".", " .").replace(",", " ,").split()
    found = {" ".join(tokens[a:b]): chain for a, b, chain in sample.members.tolist()}
    assert found == dict(zip(words, (0, 0, 1, 1, 2, 0, 2), strict=True))


def test_who_is_who_can_be_learnt() -> None:
    network, sample = make_network(), sample_of(Example("a", TEXT, chains=CHAINS))
    seen = train(network, [sample], lambda t, m: member_losses(network.members, [sample], t, m), 60)
    assert seen[-1] < 0.2 * seen[0]
    network.eval()
    tokens, _ = encode(network, [sample])
    starts, ends, chains = torch.from_numpy(sample.members).T
    odds, opens = network.members(tokens[0], starts, ends)
    for later in range(1, len(chains)):
        best = int(odds[later, :later].argmax())
        if (chains[:later] == chains[later]).any():
            assert odds[later, best] > opens[later]
            assert chains[best] == chains[later]
        else:
            assert odds[later, best] < opens[later]


def test_a_batch_may_hold_articles_with_and_without_chains() -> None:
    with_chains, without = Example("a", TEXT, chains=CHAINS), Example("b", TEXT)
    losses = compute_losses(make_network(), [sample_of(without), sample_of(with_chains)], "cpu")
    assert set(losses) == {"borders", "links"}
    assert "links" not in compute_losses(make_network(), [sample_of(without)], "cpu")


def test_judged_sentences_move_their_anchors() -> None:
    texts = {"Die Chefin nannte ihn einen Lügner.": "reported", "Der Ball rollte ins Tor.": "none"}
    batch = [sample_of(Example(t, t, judged=(0, len(t), verdict))) for t, verdict in texts.items()]
    network = make_network()
    train(network, batch, lambda t, m: judged_losses(network, batch, t, m), 80)
    network.eval()
    tokens, mask = encode(network, batch)
    chances = torch.sigmoid(network.anchors["statements"](tokens)) * mask[:, :, None]
    assert chances[0, :, REPORTED].max() > 0.7
    assert chances[1].max() < 0.2


def test_only_the_judged_words_count() -> None:
    text = "Sie rief an. Der Ball rollte."
    late = sample_of(Example("a", text, judged=(13, 29, "none")))
    assert late.judged == (4, 8, "none")
    batches = make_batches([late, sample_of(Example("b", text))], 500, random.Random(1))
    assert sorted(len(batch) for batch in batches) == [1, 1]


def test_judged_sentences_bring_what_stands_before_them(tmp_path: Path) -> None:
    table, labels = tmp_path / "news.csv", tmp_path / "reported.tsv"
    text = "Erst regnete es. Dann schien die Sonne. Die Ministerin lobte das Wetter."
    table.write_text(f"nur ein Feld\nWetter;'{text}'\n", "utf-8")
    start = text.index("Die Ministerin")
    labels.write_text(f"row\tstart\tend\tanswer\n0\t{start}\t{len(text)}\treported\n", "utf-8")
    assert read_table(table) == [text]
    (example,) = read_judged(table, labels)
    assert example.text.endswith("Die Ministerin lobte das Wetter.")
    assert len(example.text) <= len(text) - start + BEFORE
    assert example.judged
    a, b, verdict = example.judged
    assert (example.text[a:b], verdict) == ("Die Ministerin lobte das Wetter.", "reported")


def test_only_training_articles_bring_their_chains() -> None:
    labels = Path("labels/chains.newsroom.tsv")
    members = read_members(labels)
    examples = list(add_chains(read_gnq(NEWSROOM / "train"), labels))
    chained = {example.name for example in examples if example.chains}
    assert chained == {name for name, (part, _) in members.items() if part == "train"}
    assert len(chained) > 100
    assert len(members) > len(chained)


def test_a_member_that_is_no_span_is_refused(tmp_path: Path) -> None:
    labels = tmp_path / "chains.tsv"
    labels.write_text("file\tmembers\na\t3-1 4-9\n", "utf-8")
    with pytest.raises(InputError, match="3-1"):
        read_members(labels)
