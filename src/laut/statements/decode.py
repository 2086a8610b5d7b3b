"""Role chances → token ranges: the cheapest path of in and out, so that one doubtful token tears no span."""

import numpy as np

from laut.encoding import Floats

Ranges = list[tuple[int, int]]


def find_ranges(chances: Floats, threshold: float, switch_cost: float) -> Ranges:
    """Half-open token ranges of a role, given its chances [T].

    A token inside costs the log odds against it, relative to the threshold; every change between inside and
    outside costs `switch_cost`. Solved exactly by dynamic programming over two states.
    """
    clipped = np.clip(chances.astype(np.float64), 1e-5, 1 - 1e-5)
    gain = np.log(clipped / (1 - clipped)) - np.log(threshold / (1 - threshold))
    likely = np.flatnonzero(gain > 0)
    if not len(likely):
        return []
    first, last = int(likely[0]), int(likely[-1]) + 1  # a path never gains by being inside beyond these
    stays_in, stays_out = _walk(gain[first:last].tolist(), switch_cost)
    return [(a + first, b + first) for a, b in _trace(stays_in, stays_out)]


def _walk(gain: list[float], cost: float) -> tuple[list[bool], list[bool]]:
    """For every token, whether the best way to be inside (outside) came from the same state."""
    best_in, best_out = -cost, 0.0
    stays_in, stays_out = [], []
    for value in gain:
        stays_in.append(best_in >= best_out - cost)
        stays_out.append(best_out >= best_in - cost)
        best_in, best_out = max(best_in, best_out - cost) + value, max(best_out, best_in - cost)
    stays_out.append(best_out >= best_in - cost)
    return stays_in, stays_out


def _trace(stays_in: list[bool], stays_out: list[bool]) -> Ranges:
    """Read the best path backwards."""
    is_in = not stays_out[-1]
    ranges: Ranges = []
    end = len(stays_in)
    for i in range(len(stays_in) - 1, -1, -1):
        before = is_in if (stays_in[i] if is_in else stays_out[i]) else not is_in
        if is_in and not before:
            ranges.append((i, end))
        if not is_in and before:
            end = i
        is_in = before
    if is_in:
        ranges.append((0, end))
    return ranges[::-1]
