"""A progress bar on stderr, for someone who watches and has to wait; otherwise nothing at all."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from laut.cli.files import name_source
from laut.export.visible import make_visible

if TYPE_CHECKING:
    from rich.progress import Progress

LARGE = 100_000


class Bar:
    """How many of the sources are done and which one is being read."""

    def __init__(self, sources: Sequence[str]) -> None:
        self._bar = _make_bar() if is_wanted(sources) else None
        total = len(sources) if len(sources) > 1 else None
        self._task = self._bar.add_task("", total=total) if self._bar else None

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def start(self, source: str) -> None:
        """Say which source comes next."""
        if self._bar and self._task is not None:
            name = make_visible(name_source(source)).replace("\n", " ")
            self._bar.update(self._task, description=name[-40:])

    def finish(self) -> None:
        """Count one source as done."""
        if self._bar and self._task is not None:
            self._bar.advance(self._task)

    @contextmanager
    def away(self) -> Iterator[None]:
        """Take the bar off the screen while something else is printed there."""
        if self._bar:
            self._bar.stop()
        yield
        if self._bar:
            self._bar.start()


def is_wanted(sources: Sequence[str]) -> bool:
    """Whether a person is at stderr and there is enough to wait for."""
    return sys.stderr.isatty() and (len(sources) > 1 or any(map(_is_large, sources)))


def _is_large(source: str) -> bool:
    try:
        return Path(source).stat().st_size > LARGE
    except (OSError, ValueError):
        return False


def _make_bar() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        MofNCompleteColumn(),
        BarColumn(bar_width=24),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
