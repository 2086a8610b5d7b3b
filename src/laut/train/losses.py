"""What a batch costs: anchors, role bits, kinds, media and name tags, each as one number."""

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from laut.statements.labels import KINDS
from laut.train.judged import judged_losses
from laut.train.members import member_losses
from laut.train.network import Network, Tagger
from laut.train.samples import IGNORED, NOT_ANNOTATED, PLAIN_NAMES, Sample, pad
from laut.train.tags import NAME_TAGS

NONE = len(KINDS)
POSITIVE = (1.0, 1.0, 1.0, 1.0, 6.0)  # only 7 % of statements have an addressee: unweighted it is never found
KIND_WEIGHTS = (1.0, 1.0, 2.5, 1.5, 1.0)  # in the order of KINDS: reported ones are rare and mostly missed
MOST_READ = 30  # anchors a batch whose roles are read; more cost more than they teach
WEIGHTS = {
    "anchors": 1.0,
    "roles": 1.0,
    "overlap": 1.0,
    "kinds": 0.5,
    "media": 1.0,
    "hints": 0.3,
    "names": 4.0,
    "borders": 0.2,
    "links": 1.0,
    "judged": 1.0,
}


def compute_losses(network: Network, batch: list[Sample], device: str) -> dict[str, Tensor]:
    """The losses of a batch of samples of one head, by name, unweighted."""
    pieces = pad([s.pieces for s in batch]).to(device)
    first, last = pad([s.first for s in batch]).to(device), pad([s.last for s in batch]).to(device)
    mask = pad([s.first for s in batch]).to(device) > 0
    tokens, middle = network.encoder(pieces, first, last)
    losses = {}
    if batch[0].tags:
        losses["names"] = name_loss(network.tagger, batch, network.tagger(tokens, middle, mask))
    if any(len(s.members) for s in batch):
        losses |= member_losses(network.members, batch, network.dropout(tokens), mask)
    if batch[0].judged:
        losses |= judged_losses(network, batch, network.dropout(tokens), mask)
    elif batch[0].head:
        losses |= _statement_losses(network, batch, network.dropout(tokens), mask)
    return losses


def name_loss(tagger: Tagger, batch: list[Sample], tokens: Tensor) -> Tensor:
    """Cross-entropy of the tags of every annotated layer, a mean over tokens, summed over layers."""
    total = tokens.new_zeros((), dtype=torch.float32)
    for layer in batch[0].tags:
        logits = tagger.heads["names" if layer == PLAIN_NAMES else layer](tokens).float().log_softmax(-1)
        gold = pad([s.tags[layer] for s in batch], IGNORED).to(tokens.device)
        named = gold >= 0
        loss = -logits[named].gather(1, gold[named][:, None]).sum()
        open_tags = [i for i, tag in enumerate(NAME_TAGS) if tag == "O" or tag.endswith(("deriv", "part"))]
        loss = (
            loss - logits[gold == NOT_ANNOTATED][:, open_tags].logsumexp(-1).sum()
            if layer == PLAIN_NAMES
            else loss
        )
        total = total + loss / (gold != IGNORED).sum()
    return total


def _statement_losses(
    network: Network, batch: list[Sample], tokens: Tensor, mask: Tensor
) -> dict[str, Tensor]:
    head = batch[0].head or ""
    device = tokens.device
    logits = network.anchors[head](tokens).float()
    has_kinds = head == "statements"
    gold = torch.zeros_like(logits)
    rows = torch.tensor([b for b, s in enumerate(batch) for _ in s.anchors], device=device, dtype=torch.long)
    anchors = torch.tensor([a for s in batch for a in s.anchors], device=device, dtype=torch.long)
    kinds = torch.tensor([k for s in batch for k in s.kinds], device=device, dtype=torch.long)
    media = torch.tensor([m for s in batch for m in s.media], device=device, dtype=torch.long)
    if len(rows):
        gold[rows, anchors, kinds if has_kinds else 0] = 1.0
    count = max(1, len(rows))
    heavier = torch.tensor(KIND_WEIGHTS if has_kinds else (1.0,), device=device)
    bce = F.binary_cross_entropy_with_logits(logits, gold, reduction="none", pos_weight=heavier)
    losses = {"anchors": (bce * mask[:, :, None]).sum() / count}
    bits = torch.zeros(count, *mask.shape[1:], 5, device=device)
    at = 0
    for sample in batch:
        for roles in sample.roles:
            bits[at, : len(roles)] = torch.from_numpy(roles)
            at += 1
    losses["hints"] = _hint_loss(network, tokens, mask, rows, bits, batch[0].known_roles)
    if not len(rows):
        return losses
    if len(rows) > MOST_READ:
        chosen = torch.randperm(len(rows), device=device)[:MOST_READ]
        rows, anchors, kinds, media, bits = (x[chosen] for x in (rows, anchors, kinds, media, bits))
    condition = kinds if has_kinds else torch.full_like(kinds, NONE)
    if has_kinds:
        guess = logits[rows, anchors].argmax(-1)
        condition = torch.where(torch.rand(len(rows), device=device) < 0.2, guess, kinds)
        extra_rows, extra_anchors = _find_negatives(logits, gold, mask)
        extra_kinds = logits[extra_rows, extra_anchors].argmax(-1)
    else:
        extra_rows = extra_anchors = extra_kinds = rows[:0]
    roles, kind_logits, medium_logits = network.reader(
        tokens,
        mask,
        pad([s.sentences for s in batch]).to(device),
        torch.cat([rows, extra_rows]),
        torch.cat([anchors, extra_anchors]),
        torch.cat([condition, extra_kinds]),
    )
    roles = roles[: len(rows)].float()
    known = torch.from_numpy(batch[0].known_roles).to(device)
    losses |= _role_losses(roles, bits, mask[rows], known)
    if has_kinds:
        target = torch.cat([kinds, torch.full_like(extra_rows, NONE)])
        losses["kinds"] = F.cross_entropy(kind_logits.float(), target)
        if (media >= 0).any():
            losses["media"] = F.cross_entropy(medium_logits[: len(rows)].float(), media, ignore_index=-1)
    return losses


def _hint_loss(
    network: Network, tokens: Tensor, mask: Tensor, rows: Tensor, bits: Tensor, known: NDArray[np.bool_]
) -> Tensor:
    """An auxiliary task: in which roles of any statement a token stands."""
    gold = torch.zeros(*mask.shape, 5, device=tokens.device)
    for row, bit in zip(rows.tolist(), bits, strict=False):
        gold[row] = torch.maximum(gold[row], bit)
    loss = F.binary_cross_entropy_with_logits(network.hints(tokens).float(), gold, reduction="none")
    weight = mask[:, :, None] * torch.from_numpy(known).to(tokens.device)
    return (loss * weight).sum() / mask.sum()


def _find_negatives(logits: Tensor, gold: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
    """For each window the likeliest token that starts no statement, and a random one."""
    free = mask & (gold.sum(-1) == 0)
    likeliest = logits.detach().amax(-1).masked_fill(~free, -1e9).argmax(1)
    chance = torch.rand(mask.shape, device=mask.device).masked_fill(~free, -1.0).argmax(1)
    rows = torch.arange(len(mask), device=mask.device)
    return torch.cat([rows, rows]), torch.cat([likeliest, chance])


def _role_losses(logits: Tensor, gold: Tensor, mask: Tensor, known: Tensor) -> dict[str, Tensor]:
    """Cross-entropy a role, scaled by the role's length so that short roles count; and soft token F1."""
    keep = mask[:, :, None] * known
    bce = F.binary_cross_entropy_with_logits(
        logits, gold, reduction="none", pos_weight=torch.tensor(POSITIVE, device=logits.device)
    )
    bce = (bce * keep).sum(1)
    length = gold.sum(1)
    chance = torch.sigmoid(logits) * keep
    f1 = 2 * (chance * gold).sum(1) / (chance.sum(1) + length + 1e-6)
    present = (length > 0) * known
    return {
        "roles": (bce / (length + 4)).sum(-1).mean(),
        "overlap": ((1 - f1) * present).sum() / present.sum().clamp(min=1),
    }
