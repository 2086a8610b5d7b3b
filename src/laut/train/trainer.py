"""The one training loop: seeded batches, layer-wise rates, averaged weights, checkpoints that resume.

Kill it at any time: it goes on from the last checkpoint with the same batches in the same order.
"""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch

from laut.train.losses import WEIGHTS, compute_losses
from laut.train.network import Network
from laut.train.samples import Sample, make_batches

SAVE_SECONDS = 120.0


@dataclass(frozen=True)
class Stage:
    """One stage of training. `mix` gives for each corpus how many passes an epoch makes over it; `kept` is
    the share that the weights from before the stage have in those that it ends with."""

    name: str
    mix: dict[str, float]
    epochs: int
    rate: float = 2e-4
    head_rate: float = 6e-4
    layer_decay: float = 0.92
    warm_up: float = 0.06
    batch_pieces: int = 2200
    averaging: float = 0.995
    kept: float = 0.0


def make_optimizer(network: Network, stage: Stage) -> torch.optim.AdamW:
    """AdamW; each encoder layer learns `layer_decay` times slower than the one above it."""
    network.encoder.words.weight.requires_grad_(False)
    layers = len(network.encoder.layers)
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = stage.head_rate
        if name.startswith("encoder.layers."):
            rate = stage.rate * stage.layer_decay ** (layers - 1 - int(name.split(".")[2]))
        elif name.startswith("encoder."):
            rate = stage.rate * stage.layer_decay**layers
        groups.setdefault((rate, 0.01 if parameter.ndim > 1 else 0.0), []).append(parameter)
    parts = [
        {"params": ps, "lr": lr, "initial_lr": lr, "weight_decay": wd} for (lr, wd), ps in groups.items()
    ]
    return torch.optim.AdamW(parts, betas=(0.9, 0.98), fused=True)


def make_plan(stage: Stage, corpora: dict[str, list[Sample]], seed: int) -> list[list[Sample]]:
    """All batches of a stage in order; the same seed gives the same plan."""
    plan = []
    for epoch in range(stage.epochs):
        order = random.Random(f"{seed}/{stage.name}/{epoch}")
        chosen: list[Sample] = []
        for corpus, passes in stage.mix.items():
            samples = corpora.get(corpus, [])
            chosen += samples * int(passes)
            chosen += order.sample(samples, round(len(samples) * (passes % 1)))
        plan += make_batches(chosen, stage.batch_pieces, order)
    return plan


class Average:
    """Exponential moving average of all trained weights; the average is what is evaluated and shipped."""

    def __init__(self, network: Network, decay: float) -> None:
        self.decay, self.steps = decay, 0
        self.weights = {n: p.detach().clone() for n, p in network.named_parameters() if p.requires_grad}

    def update(self, network: Network) -> None:
        self.steps += 1
        rate = max(1 - self.decay, 2 / (self.steps + 2))
        for name, parameter in network.named_parameters():
            if name in self.weights:
                self.weights[name].lerp_(parameter.detach(), rate)

    def copy_to(self, network: Network) -> None:
        parameters = dict(network.named_parameters())
        for name, value in self.weights.items():
            parameters[name].data.copy_(value)


def train(
    network: Network,
    stage: Stage,
    corpora: dict[str, list[Sample]],
    folder: Path,
    seed: int = 1,
    device: str = "cpu",
    report: Callable[[dict[str, object]], None] = print,
    save_seconds: float = SAVE_SECONDS,
) -> Network:
    """Run a stage, or what is left of it, and return the network with averaged weights."""
    network.to(device)
    before = {name: parameter.detach().clone() for name, parameter in network.named_parameters()}
    optimizer = make_optimizer(network, stage)
    average = Average(network, stage.averaging)
    plan = make_plan(stage, corpora, seed)
    checkpoint = folder / f"{stage.name}.checkpoint.pt"
    done = _resume(checkpoint, network, optimizer, average)
    sums: dict[str, list[float]] = {}
    saved, pieces, began = time.monotonic(), 0, time.monotonic()
    network.train()
    for step, batch in enumerate(plan[done:], start=done):
        torch.manual_seed(seed * 1_000_003 + step)
        _set_rates(optimizer, step / len(plan), stage.warm_up)
        with torch.autocast(device, torch.bfloat16):
            losses = compute_losses(network, batch, device)
        total = torch.stack([WEIGHTS[name] * loss for name, loss in losses.items()]).sum()
        optimizer.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        average.update(network)
        pieces += sum(len(s.pieces) for s in batch)
        for name, loss in losses.items():
            sums.setdefault(name, []).append(loss.item())
        if (step + 1) % 25 == 0 or step + 1 == len(plan):
            means = {name: round(sum(v) / len(v), 3) for name, v in sums.items()}
            rate = round(pieces / (time.monotonic() - began))
            report({"stage": stage.name, "step": step + 1, "of": len(plan), "pieces_per_s": rate, **means})
            sums = {}
        if time.monotonic() - saved > save_seconds or step + 1 == len(plan):
            _save(checkpoint, network, optimizer, average, step + 1)
            saved = time.monotonic()
    average.copy_to(network)
    for name, parameter in network.named_parameters():
        parameter.data.lerp_(before[name], stage.kept)
    return network


def _set_rates(optimizer: torch.optim.Optimizer, progress: float, warm_up: float) -> None:
    """Linear warm-up, then linear decay to a hundredth."""
    scale = progress / warm_up if progress < warm_up else max(0.01, (1 - progress) / (1 - warm_up))
    for group in optimizer.param_groups:
        group["lr"] = group["initial_lr"] * max(scale, 1e-3)


def _save(
    path: Path, network: Network, optimizer: torch.optim.Optimizer, average: Average, step: int
) -> None:
    """Write the checkpoint beside its place, then rename: a kill leaves the old one whole."""
    state = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "step": step}
    state |= {"average": average.weights, "average_steps": average.steps}
    beside = path.with_suffix(".new")
    torch.save(state, beside)
    beside.replace(path)


def _resume(path: Path, network: Network, optimizer: torch.optim.Optimizer, average: Average) -> int:
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    average.weights, average.steps = state["average"], state["average_steps"]
    return int(state["step"])
