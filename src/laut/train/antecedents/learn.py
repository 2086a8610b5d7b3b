"""Questions → networks that say whom words without a name mean; the same sums as
`laut.actors.antecedents`."""

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from laut.actors.antecedents.choose import LEAST, MANY, SCALE
from laut.train.antecedents.questions import Question

HIDDEN, HIDDEN_NONE = 12, 12
DROPOUT, RATE, DECAY, PASSES, BATCH = 0.3, 4e-3, 3e-3, 25, 32
_ABSENT = -30.0  # the score of an entity that only fills up a batch


class Questions:
    """Questions as tensors: x [Z, N, F], there [Z, N], q [Z, Q], right [Z, N + 1] with nobody last; `said`
    are the numbers of those that no network is asked."""

    def __init__(self, questions: Sequence[Question]) -> None:
        most = max(len(one.right) for one in questions)
        self.x = torch.zeros(len(questions), most, questions[0].x.shape[1])
        self.there = torch.zeros(len(questions), most, dtype=torch.bool)
        self.q = torch.from_numpy(np.stack([one.q for one in questions]))
        self.right = torch.zeros(len(questions), most + 1, dtype=torch.bool)
        for at, one in enumerate(questions):
            n = len(one.right)
            self.x[at, :n] = torch.from_numpy(one.x)
            self.there[at, :n] = True
            self.right[at, :n] = torch.from_numpy(one.right)
            self.right[at, -1] = not one.right.any()
        self.said = [at for at, one in enumerate(questions) if one.is_said]


class Chooser(nn.Module):
    """Scores of entities and of nobody."""

    def __init__(self, width: int, query_width: int) -> None:
        super().__init__()
        self.hidden, self.out, self.direct = (
            nn.Linear(width, HIDDEN),
            nn.Linear(HIDDEN, 1),
            nn.Linear(width, 1),
        )
        seen = query_width + 5
        self.none_hidden, self.none_out = nn.Linear(seen, HIDDEN_NONE), nn.Linear(HIDDEN_NONE, 1)
        self.none_direct = nn.Linear(seen, 1)
        self.drop = nn.Dropout(DROPOUT)
        nn.init.zeros_(self.direct.weight)
        nn.init.zeros_(self.none_direct.weight)

    def forward(self, x: Tensor, there: Tensor, q: Tensor) -> Tensor:
        """Log odds [Z, N + 1]."""
        h = self.drop(torch.tanh(self.hidden(self.drop(x))))
        scores = (self.direct(x) + self.out(h))[..., 0].masked_fill(~there, _ABSENT)
        seen = torch.cat([scores.detach().clamp(min=LEAST), torch.full((len(x), 2), LEAST)], 1)
        top = torch.topk(seen, 2).values / SCALE
        count = there.sum(1, keepdim=True).float()
        z = torch.cat([q, top, top[:, :1] - top[:, 1:], (count > 0).float(), count / MANY], 1)
        none = self.none_out(torch.tanh(self.none_hidden(self.drop(z)))) + self.none_direct(z)
        return torch.cat([scores, none], 1)


def learn(questions: Questions, chosen: Sequence[int], seed: int) -> Chooser:
    """A network that learnt those of the chosen questions that networks are asked."""
    chosen = sorted(set(chosen).difference(questions.said))
    torch.manual_seed(seed)
    net = Chooser(questions.x.shape[2], questions.q.shape[1])
    steps = PASSES * (len(chosen) // BATCH + 1)
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0.02, 1 - step / steps))
    rows = torch.tensor(list(chosen))
    for _ in range(PASSES):
        for some in rows[torch.randperm(len(rows))].split(BATCH):
            odds = net(questions.x[some], questions.there[some], questions.q[some]).log_softmax(1)
            loss = -odds.masked_fill(~questions.right[some], -1e9).logsumexp(1).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return net.eval()


def predict(nets: Sequence[Chooser], questions: Questions, chosen: Sequence[int]) -> NDArray[np.float32]:
    """The mean chances [Z, N + 1] of some networks; 1 for whom the words say."""
    rows = torch.tensor(list(chosen))
    with torch.no_grad():
        each = [net(questions.x[rows], questions.there[rows], questions.q[rows]).softmax(1) for net in nets]
    mean: NDArray[np.float32] = torch.stack(each).mean(0).numpy()
    said = np.isin(chosen, questions.said)
    mean[said] = np.eye(mean.shape[1], dtype=np.float32)[0]
    return mean


def store(net: Chooser) -> dict[str, object]:
    """A network as `weights.json` holds it."""

    def rounded(values: Tensor) -> object:
        return np.round(values.detach().numpy().astype(float), 3).tolist()

    constants = (net.direct.bias + net.out.bias, net.none_direct.bias + net.none_out.bias)
    return {
        "direct": rounded(net.direct.weight[0]),
        "hidden": rounded(net.hidden.weight.T),
        "bias": rounded(net.hidden.bias),
        "out": rounded(net.out.weight[0]),
        "none_direct": rounded(net.none_direct.weight[0]),
        "none_hidden": rounded(net.none_hidden.weight.T),
        "none_bias": rounded(net.none_hidden.bias),
        "none_out": rounded(net.none_out.weight[0]),
        "constants": [float(one.detach()[0]) for one in constants],
    }
