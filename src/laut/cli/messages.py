"""Sentences for the person at the terminal, on stderr, with nothing in them that a terminal would obey."""

import sys

from laut.export.visible import make_visible


def print_problem(problem: object) -> None:
    """One line, `laut: …`; file names may hold anything, so control characters are made visible."""
    print_message(f"laut: {problem}")


def print_message(message: str) -> None:
    """One line on stderr; what its encoding can't show is shown as an escape."""
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    line = make_visible(message).replace("\n", " ")
    sys.stderr.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")
    sys.stderr.flush()


def count(number: int, thing: str) -> str:
    """`1 article`, `2 articles`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
