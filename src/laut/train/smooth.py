"""Where a linear layer's input has outlying channels, int8 rounds all others to nothing: even them out first.

SmoothQuant (Xiao et al. 2023): channel j of the input is divided by s_j and row j of the weights multiplied
by it, s_j = peak_j ** STRENGTH / weight_j ** (1 - STRENGTH), which changes no result but halves the error of
per-tensor int8 (measured in LAB.md). Peaks are read off some texts of the training corpora.
"""

from collections.abc import Iterable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from laut.train.network import Network
from laut.train.samples import Sample, pad

STRENGTH = 0.7
SMALLEST = 1e-4

Peaks = dict[nn.Module, NDArray[np.float32]]


@torch.no_grad()
def find_peaks(network: Network, samples: Iterable[Sample]) -> Peaks:
    """The largest input of every channel of every linear layer of encoder and tagger, over samples."""
    peaks: dict[nn.Module, torch.Tensor] = {}

    def note(module: nn.Module, inputs: tuple[torch.Tensor, ...], _: torch.Tensor) -> None:
        largest = inputs[0].abs().flatten(0, -2).amax(0)
        peaks[module] = torch.maximum(peaks[module], largest) if module in peaks else largest

    parts = (network.encoder, network.tagger)
    linear = [m for part in parts for m in part.modules() if isinstance(m, nn.Linear)]
    hooks = [module.register_forward_hook(note) for module in linear]
    network.eval()
    for sample in samples:
        pieces, first, last = (pad([getattr(sample, name)]) for name in ("pieces", "first", "last"))
        tokens, middle = network.encoder(pieces, first, last)
        network.tagger(tokens, middle, torch.ones_like(first, dtype=torch.bool))
    for hook in hooks:
        hook.remove()
    return {module: peak.numpy() for module, peak in peaks.items()}


def find_factors(weight: NDArray[np.float32], peak: NDArray[np.float32]) -> NDArray[np.float32]:
    """s [N] for weights [N, M] and peaks [N]; their geometric mean is 1."""
    largest = np.maximum(np.abs(weight).max(1), SMALLEST)
    factors = np.maximum(peak, SMALLEST) ** STRENGTH / largest ** (1 - STRENGTH)
    evened: NDArray[np.float32] = (factors / np.exp(np.log(factors).mean())).astype(np.float32)
    return evened
