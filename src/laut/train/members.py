"""Who is who, learnt along with statements, so that the encoder's vectors tell members of a chain apart.

Not shipped: chains are learnt anew on the finished encoder (`laut.train.chains`). The loss of links is the
one of Lee et al. (2017, "End-to-end Neural Coreference Resolution"), among the members that were marked.
Shapes: B windows, T tokens, W encoder width, M members, D = 128.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from laut.train.samples import Sample

DISTANCES = 10  # members between two, by powers of two


class Members(nn.Module):
    """Scores for tokens that begin or end a member, and for two members of one chain."""

    def __init__(self, width: int, hidden: int = 128) -> None:
        super().__init__()
        self.borders = nn.Linear(width, 2)
        self.describe = nn.Sequential(nn.Linear(2 * width, hidden), nn.GELU())
        self.distance = nn.Embedding(DISTANCES, hidden)
        self.later, self.earlier = nn.Linear(hidden, hidden), nn.Linear(hidden, hidden)
        self.both = nn.Linear(hidden, hidden)
        self.link, self.opens = nn.Linear(hidden, 1), nn.Linear(hidden, 1)

    def forward(self, tokens: Tensor, starts: Tensor, ends: Tensor) -> tuple[Tensor, Tensor]:
        """[T, W], [M], [M] → log odds [M, M] that a row's antecedent is a column's, [M] that it has none."""
        g = self.describe(torch.cat([tokens[starts], tokens[ends - 1]], dim=1))
        order = torch.arange(len(g), device=g.device)
        gap = (order[:, None] - order[None]).clamp(min=1)
        near = self.distance(torch.log2(gap.float()).long().clamp(max=DISTANCES - 1))
        products = self.both(g[:, None] * g[None])
        x = F.gelu(self.later(g)[:, None] + self.earlier(g)[None] + products + near)
        return self.link(x)[..., 0], self.opens(g)[:, 0]


def member_losses(members: Members, batch: list[Sample], tokens: Tensor, mask: Tensor) -> dict[str, Tensor]:
    """`borders`: cross-entropy a member; `links`: the log of the chance that goes to right antecedents."""
    rows = [i for i, sample in enumerate(batch) if len(sample.members)]
    logits = members.borders(tokens[rows]).float()
    gold = torch.zeros_like(logits)
    links = []
    for at, row in enumerate(rows):
        starts, ends, chains = torch.from_numpy(batch[row].members).to(tokens.device).T
        gold[at, starts, 0] = 1.0
        gold[at, ends - 1, 1] = 1.0
        odds, opens = members(tokens[row], starts, ends)
        links.append(_link_loss(odds.float(), opens.float(), chains))
    entropy = F.binary_cross_entropy_with_logits(logits, gold, reduction="none")
    count = sum(len(batch[row].members) for row in rows)
    return {
        "borders": (entropy * mask[rows][:, :, None]).sum() / count,
        "links": torch.cat(links).mean(),
    }


def _link_loss(odds: Tensor, opens: Tensor, chains: Tensor) -> Tensor:
    before = torch.ones_like(odds, dtype=torch.bool).tril(-1)
    same = (chains[:, None] == chains[None]) & before
    scores = torch.cat([odds.masked_fill(~before, -1e9), opens[:, None]], dim=1)
    right = torch.cat([same, ~same.any(1, keepdim=True)], dim=1)
    return scores.logsumexp(1) - scores.masked_fill(~right, -1e9).logsumexp(1)
