"""What is learnt from sentences of which only is known whether they hold a statement, and a reported one.

Somewhere in a sentence that holds one an anchor has to stand ("noisy or" over its tokens); in one without,
nowhere.
"""

import torch
from torch import Tensor
from torch.nn import functional as F

from laut.statements.labels import KINDS
from laut.train.network import Network
from laut.train.samples import Sample, pad

REPORTED, OTHER, NOTHING = "reported", "other", "none"


def judged_losses(network: Network, batch: list[Sample], tokens: Tensor, mask: Tensor) -> dict[str, Tensor]:
    """`judged`: the anchors' log loss a sentence; `kinds`: what the reader makes of the likeliest anchor."""
    device, none, reported = tokens.device, len(KINDS), KINDS.index("reported")
    logits = network.anchors["statements"](tokens).float()
    inside = torch.zeros_like(mask)
    verdicts = []
    for row, sample in enumerate(batch):
        assert sample.judged
        start, end, verdict = sample.judged
        inside[row, start:end] = True
        verdicts.append(verdict)
    inside &= mask
    silent = F.softplus(logits).masked_fill(~inside[:, :, None], 0.0)  # -log of the chance of no anchor
    losses, anchors, kinds, chosen = [], [], [], []
    for row, verdict in enumerate(verdicts):
        within = silent[row]
        if verdict == NOTHING:
            losses.append(within.sum())
        else:
            wanted = within[:, reported].sum() if verdict == REPORTED else within.sum()
            losses.append(-torch.log(-torch.expm1(-wanted.clamp(min=1e-4))))
        if verdict != OTHER:
            odds = logits[row].detach().masked_fill(~inside[row][:, None], -1e9)
            best = odds[:, reported].argmax() if verdict == REPORTED else odds.amax(1).argmax()
            anchors.append(best)
            kinds.append(reported if verdict == REPORTED else none)
            chosen.append(row)
    found = {"judged": torch.stack(losses).mean()}
    if chosen:
        rows, at = torch.tensor(chosen, device=device), torch.stack(anchors)
        sentences = pad([s.sentences for s in batch]).to(device)
        guess = logits[rows, at].argmax(-1)
        _, kind_logits, _ = network.reader(tokens, mask, sentences, rows, at, guess)
        found["kinds"] = F.cross_entropy(kind_logits.float(), torch.tensor(kinds, device=device))
    return found
