"""What people correct: records of their own (`corrections`), applied on top of what the machine found.

`Proposer` makes a correction of what an archive has, `add_corrections` keeps it (or shows what it would do),
`list_corrections` says what became of each, `write_line` and `read_lines` take them out and in. A load takes
them off first (`apply.restore_machine`), and applies them to the result again (`apply.apply_corrections`).
"""

from laut.archive.corrections.add import Effect, Touched, add_corrections
from laut.archive.corrections.correct import State
from laut.archive.corrections.lines import read_lines, write_line
from laut.archive.corrections.machine import iter_machine_readings
from laut.archive.corrections.order import MergeMap
from laut.archive.corrections.propose import Proposer
from laut.archive.corrections.store import Listed, list_corrections

__all__ = [
    "Effect",
    "Listed",
    "MergeMap",
    "Proposer",
    "State",
    "Touched",
    "add_corrections",
    "iter_machine_readings",
    "list_corrections",
    "read_lines",
    "write_line",
]
