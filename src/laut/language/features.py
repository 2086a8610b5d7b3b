"""One text as the encoder needs it: tokens, sentences, and the pieces of every token."""

from dataclasses import dataclass

from laut.encoding import Tokens
from laut.language.pieces import END, START, Pieces
from laut.language.sentences import find_sentences
from laut.language.tokens import find_tokens
from laut.language.windows import Window


@dataclass(slots=True)
class Features:
    """T tokens, their sentences (token ranges), and T tuples of piece ids."""

    tokens: Tokens
    sentences: list[tuple[int, int]]
    piece_ids: list[tuple[int, ...]]

    def sentence_numbers(self) -> list[int]:
        """For each token the number of its sentence."""
        return [n for n, (start, end) in enumerate(self.sentences) for _ in range(start, end)]


def make_features(text: str, pieces: Pieces) -> Features:
    """Tokens, sentences and piece ids of a text."""
    tokens = find_tokens(text)
    find_ids = pieces.find_ids
    ids = [
        find_ids(form, start == 0 or text[start - 1].isspace())
        for start, form in zip(tokens.starts, tokens.forms, strict=True)
    ]
    return Features(tokens, find_sentences(text, tokens), ids)


def encode_window(features: Features, window: Window, limit: int) -> tuple[list[int], list[int], list[int]]:
    """The pieces of a window with <s> and </s>, and each token's first and last piece in them."""
    pieces, first, last = [START], [], []
    for ids in features.piece_ids[window.start : window.end]:
        first.append(len(pieces))
        pieces.extend(ids[:limit])
        last.append(len(pieces) - 1)
    pieces.append(END)
    return pieces, first, last
