"""What stands behind an option → its value; argparse says what is wrong with it."""

import argparse
from collections.abc import Callable
from datetime import date


def parse_date(given: str) -> date:
    """A day, as 2024-03-05."""
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{given!r} is no date: write it as 2024-03-05") from None


def parse_number(least: int, of: str = "") -> Callable[[str], int]:
    """What parses a whole number from `least` on; `of` says what is counted."""

    def parse(given: str) -> int:
        if not given.isascii() or not given.isdigit() or int(given[:9]) < least:
            what = f"number of {of}" if of else "number"
            raise argparse.ArgumentTypeError(f"{given!r} is no {what}: write {least} or more")
        return int(given)

    return parse
