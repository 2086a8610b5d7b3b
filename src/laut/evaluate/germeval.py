"""GermEval 2014: sentences with names in two layers, and the fifth of its sources that is held out.

The official training part is not to be had, so dev and test together are split by source (a web address):
every sentence of a source falls on the same side, whatever the files' order.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from laut.errors import InputError

FILES = "NER-de-*.tsv"
_NO_SPACE_BEFORE = set(".,;:!?)]%“…") | {"...", "'s", "’s"}
_NO_SPACE_AFTER = set("([„»")


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """Tokens with BIO tags of the outer and the inner names; `source` is the address it comes from."""

    source: str
    tokens: tuple[str, ...]
    outer: tuple[str, ...]
    inner: tuple[str, ...]

    @property
    def is_held_out(self) -> bool:
        """Whether the sentence is kept from training: one source in five, chosen by its hash."""
        return int(hashlib.sha256(self.source.encode()).hexdigest(), 16) % 5 == 0


def iter_sentences(path: Path) -> Iterator[TaggedSentence]:
    """The sentences of one file, or of a folder's `NER-de-*.tsv`; InputError for what is none."""
    files = sorted(path.glob(FILES)) if path.is_dir() else [path]
    if not files:
        raise InputError(f"{path}: holds no {FILES}; give the folder of the GermEval files")
    for file in files:
        yield from _iter_file(file)


def _iter_file(path: Path) -> Iterator[TaggedSentence]:
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({error.strerror}); check its name and permissions"
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    source, rows = "", list[list[str]]()
    for number, line in enumerate([*lines, ""], start=1):
        columns = line.rstrip("\r").split("\t")
        if line.startswith("#"):
            source = columns[1] if len(columns) > 1 else line
        elif line.strip():
            if len(columns) < 4:
                raise InputError(f"{path}: line {number} has no four columns; give a GermEval file")
            rows.append(columns)
        elif rows:
            _, tokens, outer, inner = zip(*(row[:4] for row in rows), strict=True)
            yield TaggedSentence(source, tokens, outer, inner)
            rows = []


def join_tokens(tokens: Iterable[str]) -> tuple[str, list[tuple[int, int]]]:
    """Tokens → running text as it would be printed, and each token's character span."""
    text, spans, glue, is_open = "", [], True, False
    for token in tokens:
        is_straight = token in ('"', "''", "``")
        is_closing = is_straight and is_open
        if text and not glue and token not in _NO_SPACE_BEFORE and not is_closing:
            text += " "
        spans.append((len(text), len(text) + len(token)))
        text += token
        is_open = not is_open if is_straight else is_open
        glue = token in _NO_SPACE_AFTER or (is_straight and not is_closing)
    return text, spans


def iter_chunks(tags: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """BIO tags → (first, end, label) of every run; an I without its B starts one."""
    start, label = 0, ""
    for number, tag in enumerate([*tags, "O"]):
        goes_on = tag == f"I-{label}"
        if label and not goes_on:
            yield start, number, label
            label = ""
        if tag != "O" and not goes_on:
            start, label = number, tag[2:]
