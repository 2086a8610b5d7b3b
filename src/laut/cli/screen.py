"""What a command writes to: how wide it is, whether it takes colours, which characters it can show."""

import os
import shutil
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Screen:
    """What is written to: its width in columns, how many colours (None: no escapes at all), its encoding."""

    width: int = 80
    colours: str | None = None
    encoding: str = "utf-8"

    def can_show(self, characters: str) -> bool:
        """Whether the encoding has these characters."""
        try:
            characters.encode(self.encoding)
        except (UnicodeEncodeError, LookupError):
            return False
        return True


def find_screen(colour: str) -> Screen:
    """The screen behind standard output: 80 columns where it is none, colours only where they are wanted."""
    width = shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 80
    has_colours = colour == "always" or (colour == "auto" and _takes_colours())
    system = ("standard" if os.environ.get("TERM") == "linux" else "256") if has_colours else None
    return Screen(width, system, sys.stdout.encoding or "utf-8")


def _takes_colours() -> bool:
    """Whether standard output is a terminal with colours whose user has not asked for none (NO_COLOR)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
