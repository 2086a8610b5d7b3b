"""How many statements a day, week or month?"""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Literal

from laut.archive import Archive
from laut.errors import LautError, SettingError
from laut.knowledge import Base
from laut.query.hits import ABOUT, Seeker
from laut.query.rows import EVERYTHING, Filters

Unit = Literal["day", "week", "month"]
PLOTTED = (".png", ".svg")


@dataclass(frozen=True, slots=True)
class Period:
    """A day, week (from Monday) or month and what was stated in it; `begins` is None for undated articles."""

    begins: date | None
    statements: int
    articles: int
    origins: int


def timeline(
    archive: Archive,
    words: str = "",
    *,
    speaker: str = "",
    filters: Filters = EVERYTHING,
    unit: Unit = "month",
    base: Base | None = None,
) -> tuple[Period, ...]:
    """The periods from the first to the last with such a statement, empty ones too; without words, all.

    `speaker` and `base` are as in `said`.
    """
    seeker = Seeker(archive, base)
    if words or speaker:
        seeker.find(seeker.select(words, speaker, filters=filters, fields=ABOUT))
    else:
        seeker.keep_everything(filters)
    rows = seeker.ask("timeline", {"unit": unit})
    return tuple(Period(*row) for row in rows)


def plot_timeline(periods: tuple[Period, ...], path: Path, title: str) -> None:
    """Draw the counts as bars into a PNG or SVG file. SettingError for other files, LautError on failure."""
    if path.suffix.lower() not in PLOTTED:
        raise SettingError(f"{path} is no picture that laut can draw: name a .png or .svg file")
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError:
        raise SettingError("pictures need matplotlib: pip install 'laut[plot]'") from None
    dated = [period for period in periods if period.begins]
    figure = Figure(figsize=(10, 4), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    days = [period.begins for period in dated]
    gaps = [(after - before).days for before, after in pairwise(days) if after and before]
    axes.bar(
        days,  # type: ignore[arg-type]
        [period.statements for period in dated],
        width=0.9 * min(gaps, default=1),
        align="edge",
        color="#0087d7",
    )
    axes.set_ylabel("statements")
    axes.set_title(title.replace("$", r"\$"))
    axes.spines[["top", "right"]].set_visible(False)
    try:
        # Without the date and a fixed salt, the same counts give the same file.
        metadata = {"Date": None} if path.suffix.lower() == ".svg" else None
        figure.savefig(path, metadata=metadata)
    except OSError as error:
        raise LautError(f"{path} cannot be written ({error.strerror}): name another file") from None
