"""Runs of sentences of 10kGNAD that several models read alike (`laut.train.agree` writes them)."""

import json
from collections.abc import Iterator
from pathlib import Path

from laut.errors import InputError
from laut.evaluate.articles import read_table
from laut.statements.labels import ROLES
from laut.train.corpora.examples import Example, GoldStatement


def read_agreed(table: Path, lines: Path) -> Iterator[Example]:
    """A text for each run, with the statements in it; kinds, media and roles as the models agreed on them.
    InputError where nothing was written yet."""
    if not lines.exists():
        raise InputError(f"{lines}: is not there; write it with python -m laut.train.agree")
    articles = read_table(table)
    for line in lines.read_text("utf-8").splitlines():
        run = json.loads(line)
        start = run["start"]
        statements = [
            GoldStatement(
                {role: [(a - start, b - start) for a, b in spans] for role, spans in one["roles"].items()},
                one["kind"],
                one["medium"],
            )
            for one in run["statements"]
        ]
        text = articles[run["row"]][start : run["end"]]
        yield Example(f"{run['row']}/{start}", text, "statements", statements, ROLES)
