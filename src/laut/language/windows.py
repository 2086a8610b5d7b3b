"""Long texts → overlapping windows at sentence borders that fit the encoder.

Every token belongs to the *core* of exactly one window, the one in which it stands farthest from a cut;
its vector is taken from there, so nothing is lost and nothing is found twice at the seams.
"""

from dataclasses import dataclass

LIMIT = 510
OVERLAP = 128


@dataclass(frozen=True, slots=True)
class Window:
    """Half-open token ranges: what the encoder sees, and the core that is taken from it."""

    start: int
    end: int
    core_start: int
    core_end: int


def make_windows(
    sizes: list[int], sentences: list[tuple[int, int]], limit: int = LIMIT, overlap: int = OVERLAP
) -> list[Window]:
    """Windows of at most `limit` pieces; `sizes` gives the pieces of each token."""
    total = [0]
    for size in sizes:
        total.append(total[-1] + min(size, limit))
    borders = _find_borders(total, sentences, limit)
    ranges = []
    first = 0
    while first < len(borders) - 1:
        last = first + 1
        while last + 1 < len(borders) and total[borders[last + 1]] - total[borders[first]] <= limit:
            last += 1
        ranges.append((borders[first], borders[last]))
        if last == len(borders) - 1:
            break
        back = last
        while back > first + 1 and total[borders[last]] - total[borders[back - 1]] <= overlap:
            back -= 1
        first = back
    return _add_cores(ranges)


def _find_borders(total: list[int], sentences: list[tuple[int, int]], limit: int) -> list[int]:
    """Token positions where a window may start or end; a sentence over the limit is cut inside."""
    borders = [0]
    for _, end in sentences:
        while total[end] - total[borders[-1]] > limit:
            cut = borders[-1] + 1
            while total[cut + 1] - total[borders[-1]] <= limit // 2:
                cut += 1
            borders.append(cut)
        if end > borders[-1]:
            borders.append(end)
    return borders


def _add_cores(ranges: list[tuple[int, int]]) -> list[Window]:
    """Split each overlap in its middle."""
    windows, core_start = [], 0
    for i, (start, end) in enumerate(ranges):
        core_end = (ranges[i + 1][0] + end) // 2 if i + 1 < len(ranges) else end
        windows.append(Window(start, end, core_start, core_end))
        core_start = core_end
    return windows
