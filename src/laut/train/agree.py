"""`python -m laut.train.agree`: what several models read alike in articles that nobody annotated.

A statement is agreed on where every model finds one of the same kind whose content is nearly the same; each
of its roles is then the version that is most like those of all models. Sentences that hold anything else are
left out, so that what is written is runs of whole sentences, with all that stands in them and nothing more:
articles to learn from (`corpora.agreed`), an ensemble's knowledge for one encoder.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from laut.evaluate.articles import read_table
from laut.evaluate.score import measure_overlap
from laut.language.features import Features, make_features
from laut.pipeline import Reader
from laut.statements.finder import Decided, choose
from laut.statements.labels import KINDS, MEDIA, ROLES

ALIKE = 0.85  # token F1 of contents from which two models speak of the same statement
SHORTEST = 40  # tokens of a run that is worth learning from

Tokens = frozenset[int]


@dataclass(frozen=True, slots=True)
class Agreed:
    """A statement in token numbers, roles in the order of `ROLES`."""

    kind: int
    medium: int
    roles: tuple[Tokens, ...]

    @property
    def tokens(self) -> Tokens:
        """The tokens of all roles."""
        return frozenset().union(*self.roles)


def main() -> int:
    """Read the table with every model, write a line for each run of sentences."""
    parser = argparse.ArgumentParser(prog="python -m laut.train.agree", description=main.__doc__)
    parser.add_argument("--table", type=Path, required=True, help="a table of 10kGNAD")
    parser.add_argument("--models", type=Path, nargs="+", required=True, help="model folders, settled")
    parser.add_argument("--to", type=Path, required=True, help="the lines of JSON to write")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    readers = [Reader(folder, arguments.threads, actors=False) for folder in arguments.models]
    with arguments.to.open("w", encoding="utf-8") as stream:
        for row, text in enumerate(read_table(arguments.table)):
            for run in iter_runs(text, readers):
                stream.write(json.dumps({"row": row, **run}) + "\n")
    return 0


def iter_runs(text: str, readers: Sequence[Reader]) -> Iterator[dict[str, object]]:
    """The runs of one article: `start` and `end` in characters, and `statements` with kind, medium and the
    spans of their roles."""
    features = make_features(text, readers[0].pieces)
    found = [read(features, reader) for reader in readers]
    agreed, doubtful = agree(found)
    for first, last in find_runs(features, agreed, doubtful):
        start, end = features.tokens.starts[first], features.tokens.ends[last - 1]
        inside = [one for one in agreed if first <= min(one.tokens) < last]
        yield {"start": start, "end": end, "statements": [_write(one, features) for one in inside]}


def read(features: Features, reader: Reader) -> list[Agreed]:
    """What one model finds, with the roles that it would not publish too."""
    candidates, _ = reader.find_candidates(features)
    return [_make(one) for one in choose(candidates, reader.model.settings.statement_thresholds)]


def _make(decided: Decided) -> Agreed:
    roles = (frozenset(i for a, b in decided.roles[role] for i in range(a, b)) for role in ROLES)
    return Agreed(decided.kind, decided.medium, tuple(roles))


def agree(found: Sequence[Sequence[Agreed]]) -> tuple[list[Agreed], Tokens]:
    """The statements that all models have, and the tokens of those that only some have."""
    agreed: list[Agreed] = []
    used: set[int] = set()
    for one in found[0]:
        versions = [one]
        for others in found[1:]:
            alike = [other for other in others if id(other) not in used and is_alike(one, other)]
            versions += alike[:1]
        if len(versions) == len(found):
            used.update(map(id, versions))
            agreed.append(_join(versions))
    left = (other.tokens for others in found for other in others if id(other) not in used)
    return agreed, frozenset().union(*left)


def is_alike(one: Agreed, other: Agreed) -> bool:
    """Whether two models mean the same statement."""
    return one.kind == other.kind and measure_overlap(one.roles[0], other.roles[0]) >= ALIKE


def _join(versions: Sequence[Agreed]) -> Agreed:
    """Each role as in the version that is most like all others; the medium that most of them have."""
    roles = []
    for number in range(len(ROLES)):
        its = [version.roles[number] for version in versions]
        roles.append(max(its, key=lambda role: sum(_measure_likeness(role, other) for other in its)))
    media = [version.medium for version in versions]
    return Agreed(versions[0].kind, max(media, key=media.count), tuple(roles))


def _measure_likeness(one: Tokens, other: Tokens) -> float:
    return measure_overlap(one, other) if one or other else 1.0


def find_runs(features: Features, agreed: Sequence[Agreed], doubtful: Tokens) -> Iterator[tuple[int, int]]:
    """Ranges of tokens: neighbouring sentences without a doubtful token that hold all roles of their
    statements."""
    kept = [all(i not in doubtful for i in range(a, b)) for a, b in features.sentences]
    number = features.sentence_numbers()
    needed = [slice(number[min(one.tokens)], number[max(one.tokens)] + 1) for one in agreed]
    while broken := [part for part in needed if any(kept[part]) and not all(kept[part])]:
        for part in broken:
            kept[part] = [False] * len(kept[part])
    at = 0
    while at < len(kept):
        end = at
        while end < len(kept) and kept[end]:
            end += 1
        if end > at and features.sentences[end - 1][1] - features.sentences[at][0] >= SHORTEST:
            yield features.sentences[at][0], features.sentences[end - 1][1]
        at = max(end, at + 1)


def _write(one: Agreed, features: Features) -> dict[str, object]:
    tokens = features.tokens
    roles = {
        role: [(tokens.starts[i], tokens.ends[i]) for i in sorted(its)]
        for role, its in zip(ROLES, one.roles, strict=True)
        if its
    }
    return {"kind": KINDS[one.kind], "medium": MEDIA[one.medium], "roles": roles}


if __name__ == "__main__":
    sys.exit(main())
