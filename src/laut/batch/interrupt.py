"""Ctrl-C and SIGTERM, held back while something must not be cut in two (half a message in a pipe)."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interrupt:
    """Turns both signals into KeyboardInterrupt for as long as `answering` lasts, but never inside `held`."""

    def __init__(self) -> None:
        self._is_held = False
        self._is_wanted = False

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Answer the signals; outside the main thread, which alone may, they are left as they are."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self._answer) for number in _SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let the signals wait until the block is done."""
        self._is_held = True
        try:
            yield
        finally:
            self._is_held = False
        if self._is_wanted:
            self._is_wanted = False
            raise KeyboardInterrupt

    def _answer(self, *_: int | FrameType | None) -> None:
        if not self._is_held:
            raise KeyboardInterrupt
        self._is_wanted = True
