"""The three trainings of chains: words, phrases, antecedents. Minutes each on one core."""

import random
from collections.abc import Callable, Iterable, Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from laut.language.coreference.words import CASES, GENDERS, NUMBERS
from laut.train.chains.documents import TALKS, Classed, Document, Pairs
from laut.train.chains.network import OUTPUTS, Antecedents, Phrases, Tagger
from laut.train.corpora.coreference import NEWSROOM

WORD_PASSES, PHRASE_PASSES, LINK_PASSES = 12, 16, 10
CORPUS_WEIGHTS = {TALKS: 0.5, NEWSROOM: 0.7}  # of texts by their corpus; others weigh 1
FOLDS = 4  # the phrases of a training text are chosen by a network that has not seen it
WINDOW = 250  # phrases of a long text that are learned from at once
AVERAGING = 0.998
_WEIGHTS = (1.0, 0.7, 0.7, 0.7, 0.7)
_NONES = (None, len(GENDERS), len(NUMBERS), len(CASES), None)
Report = Callable[[str], None]


def train_words(texts: Sequence[Classed], seed: int, report: Report) -> Tagger:
    """Learn word classes; every twelfth text is only measured."""
    torch.manual_seed(seed)
    net, order = Tagger(), random.Random(seed)
    held, used = list(texts[::12]), [text for i, text in enumerate(texts) if i % 12]
    optimiser, schedule = _prepare(net.parameters(), 2e-3, 0.02, WORD_PASSES * len(used))
    for number in range(WORD_PASSES):
        net.train()
        order.shuffle(used)
        for text in used:
            _step(net, _word_loss(net, text), optimiser, schedule)
        net.eval()
        rights = ", ".join(f"{name} {right:.3f}" for name, right in measure_words(net, held).items())
        report(f"words, pass {number + 1}: {rights}")
    return net


def _read_words(net: Tagger, text: Classed) -> Sequence[Tensor]:
    e = text.encoded
    return net(e.vectors, e.words, e.endings, e.shapes).split(list(OUTPUTS.values()), 1)  # type: ignore[no-any-return]


def _word_loss(net: Tagger, text: Classed) -> Tensor:
    losses = []
    for odds, gold, weight in zip(_read_words(net, text), text.classes.T, _WEIGHTS, strict=True):
        if (gold >= 0).any():
            losses.append(weight * F.cross_entropy(odds, gold))
    return torch.stack(losses).sum()


@torch.no_grad()
def measure_words(net: Tagger, texts: Iterable[Classed]) -> dict[str, float]:
    """The share of right classes; gender, number and case where there is one."""
    right, total = np.zeros(len(OUTPUTS)), np.zeros(len(OUTPUTS))
    for text in texts:
        for i, (odds, gold) in enumerate(zip(_read_words(net, text), text.classes.T, strict=True)):
            known = (gold >= 0) & (gold != (-1 if _NONES[i] is None else _NONES[i]))
            right[i] += int((odds.argmax(1)[known] == gold[known]).sum())
            total[i] += int(known.sum())
    return dict(zip(OUTPUTS, (right / np.maximum(total, 1)).tolist(), strict=True))


def train_phrases(documents: Sequence[Document], seed: int) -> Phrases:
    """Learn which spans are phrases and which stand in chains."""
    torch.manual_seed(seed)
    net, order = Phrases(hidden=160), random.Random(seed)
    optimiser, schedule = _prepare(net.parameters(), 1.5e-3, 0.03, PHRASE_PASSES * len(documents))
    documents = list(documents)
    for _ in range(PHRASE_PASSES):
        net.train()
        order.shuffle(documents)
        for document in documents:
            h = net.hidden(document.encoded.vectors, document.chances, document.known)
            loss = _phrase_loss(net, h, document) * _weight(document)
            _step(net, loss, optimiser, schedule)
    net.eval()
    return net


def _phrase_loss(net: Phrases, h: Tensor, document: Document) -> Tensor:
    odds, tokens = net.spans(h, document.starts, document.lengths), len(h)
    entropy = F.binary_cross_entropy_with_logits
    loss = entropy(odds[:, 1], document.is_chained, reduction="sum") / tokens
    if document.text.scheme == "pcc2":  # the only corpus that marks phrases outside chains
        loss = loss + entropy(odds[:, 0], document.is_phrase, reduction="sum") / tokens
    return loss


def _weight(document: Document) -> float:
    return CORPUS_WEIGHTS.get(document.text.scheme, 1.0)


@torch.no_grad()
def add_odds(net: Phrases, documents: Iterable[Document]) -> None:
    """What the network says of all spans of some documents."""
    for document in documents:
        h = net.hidden(document.encoded.vectors, document.chances, document.known)
        document.odds = net.spans(h, document.starts, document.lengths)


def train_phrases_across(documents: Sequence[Document], seed: int, report: Report) -> Phrases:
    """The network of all documents; the documents' own odds come from networks that have not seen them."""
    ordered = sorted(documents, key=lambda d: (d.text.scheme, d.text.name))
    for fold in range(FOLDS):
        others = [d for i, d in enumerate(ordered) if i % FOLDS != fold]
        add_odds(train_phrases(others, seed + fold + 1), ordered[fold::FOLDS])
        report(f"phrases, fold {fold + 1} of {FOLDS}")
    return train_phrases(ordered, seed)


class Linker(nn.Module):
    """Vectors of phrases and the antecedents on them, learned together."""

    def __init__(self, singles: int, features: int, hidden: int = 128, pool: int = 96) -> None:
        super().__init__()
        self.phrases = Phrases(hidden, pool)
        self.antecedents = Antecedents(pool, singles, features)

    def forward(self, document: Document, pairs: Pairs, chosen: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Log odds of the chosen pairs and of opening a chain; the hidden states."""
        h = self.phrases.hidden(document.encoded.vectors, document.chances, document.known)
        g = self.phrases.describe(h, pairs.starts, pairs.ends)
        features = pairs.features[chosen].float()
        links = self.antecedents(g, pairs.later[chosen], pairs.earlier[chosen], features)
        return links, self.antecedents.new(g, pairs.singles), h


def train_links(documents: Sequence[Document], seed: int, report: Report) -> Linker:
    """Learn antecedents; the weights that stay are their average over the steps."""
    torch.manual_seed(seed)
    order = random.Random(seed)
    used = [document for document in documents if document.pairs and len(document.pairs.spans) > 1]
    first = used[0].pairs
    assert first
    net = Linker(first.singles.shape[1], first.features.shape[1])
    optimiser, schedule = _prepare(net.parameters(), 1e-3, 0.05, LINK_PASSES * len(used))
    means = [value.detach().clone() for value in net.parameters()]
    steps = 0
    for number in range(LINK_PASSES):
        net.train()
        order.shuffle(used)
        losses = 0.0
        for document in used:
            loss = _link_loss(net, document, order) * _weight(document)
            _step(net, loss, optimiser, schedule)
            losses += float(loss.detach())
            if number:  # the first pass is no use to anybody
                steps += 1
                share = min(AVERAGING, (steps + 1) / (steps + 10))
                for mean, value in zip(means, net.parameters(), strict=True):
                    mean.mul_(share).add_(value.detach(), alpha=1 - share)
        report(f"links, pass {number + 1}: loss {losses / len(used):.3f}")
    with torch.no_grad():
        for mean, value in zip(means, net.parameters(), strict=True):
            value.copy_(mean)
    net.eval()
    return net


def _link_loss(net: Linker, document: Document, order: random.Random) -> Tensor:
    """For every phrase the log of the chance that goes to its right antecedents, or to "opens a chain"."""
    pairs = document.pairs
    assert pairs
    count = len(pairs.spans)
    low = order.randrange(count - WINDOW) if count > WINDOW + 150 else 0
    high = low + WINDOW if low or count > WINDOW + 150 else count
    chosen = (pairs.later >= low) & (pairs.later < high) & (pairs.earlier >= low)
    links, new, h = net(document, pairs, chosen)
    later, is_same = pairs.later[chosen], pairs.is_same[chosen]
    odds, owner = torch.cat([links, new]), torch.cat([later, torch.arange(count)])
    has_one = torch.zeros(count, dtype=torch.bool)
    has_one[later[is_same]] = True
    gold = torch.cat([is_same, ~has_one])
    highest = torch.full((count,), -1e9).scatter_reduce(0, owner, odds.detach(), "amax")
    shares = (odds - highest[owner]).exp()
    total = torch.zeros(count).index_add(0, owner, shares)
    right = torch.zeros(count).index_add(0, owner[gold], shares[gold])
    loss = -(right.clamp_min(1e-12).log() - total.log())[low:high].mean()
    return 3 * loss + _phrase_loss(net.phrases, h, document)


def _prepare(
    parameters: Iterable[nn.Parameter], rate: float, decay: float, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    optimiser = torch.optim.AdamW(list(parameters), rate, weight_decay=decay)
    return optimiser, torch.optim.lr_scheduler.OneCycleLR(
        optimiser, rate, total_steps=steps + 1, pct_start=0.1
    )


def _step(
    net: nn.Module,
    loss: Tensor,
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
) -> None:
    optimiser.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(net.parameters(), 1.0)
    optimiser.step()
    schedule.step()
