"""Names are learned last, on the finished encoder: windows are encoded once, then the tagger alone trains.

Trained together with statements the name heads stay weak (strict F1 64, LAB.md): their loss is small next to
the others in the encoder's optimizer. On cached vectors many passes take minutes, and no statement suffers.
"""

import random
from collections.abc import Callable

import torch
from torch import Tensor

from laut.train.losses import name_loss
from laut.train.network import Network
from laut.train.samples import Sample, make_batches, pad

PASSES = 12
RATE = 1e-3
BATCH_PIECES = 6000

Batch = tuple[list[Sample], Tensor, Tensor, Tensor]


def train_tagger(
    network: Network,
    samples: list[Sample],
    passes: int = PASSES,
    seed: int = 1,
    device: str = "cpu",
    report: Callable[[dict[str, object]], None] = print,
) -> None:
    """Train the tagger in place on samples with name layers; the rest of the network stays as it is.

    What remains is the mean of its weights before and after: strict F1 on GermEval's held-out fifth 78.8, on
    newsroom/test 85.1; before alone 78.4 and 84.8, after alone 77.3 and 86.0.
    """
    before = [parameter.detach().clone() for parameter in network.tagger.parameters()]
    order = random.Random(seed)
    torch.manual_seed(seed)
    batches = [encode(network, batch, device) for batch in make_batches(samples, BATCH_PIECES, order)]
    optimizer = torch.optim.AdamW(network.tagger.parameters(), lr=RATE, weight_decay=0.02)
    total = passes * len(batches)
    rates = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=total, pct_start=0.1)
    network.tagger.train()
    for number in range(passes):
        order.shuffle(batches)
        losses = []
        for batch in batches:
            losses.append(_step(network, optimizer, batch, device))
            rates.step()
        report(
            {"stage": "names", "pass": number + 1, "of": passes, "names": round(sum(losses) / len(losses), 4)}
        )
    for parameter, first in zip(network.tagger.parameters(), before, strict=True):
        parameter.data.lerp_(first, 0.5)


@torch.no_grad()
def encode(network: Network, batch: list[Sample], device: str) -> Batch:
    """A batch with its vectors of the last and the middle layer (bf16) and its token mask."""
    network.encoder.eval()
    pieces, first, last = (
        pad([getattr(s, part) for s in batch]).to(device) for part in ("pieces", "first", "last")
    )
    with torch.autocast(device, torch.bfloat16):
        tokens, middle = network.encoder(pieces, first, last)
    return batch, tokens.bfloat16().cpu(), middle.bfloat16().cpu(), first.cpu() > 0


def _step(network: Network, optimizer: torch.optim.Optimizer, batch: Batch, device: str) -> float:
    samples, tokens, middle, mask = batch
    with torch.autocast(device, torch.bfloat16):
        read = network.tagger(tokens.float().to(device), middle.float().to(device), mask.to(device))
        loss = name_loss(network.tagger, samples, read)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.tagger.parameters(), 1.0)
    optimizer.step()
    return loss.item()
