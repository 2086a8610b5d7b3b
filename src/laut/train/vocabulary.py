"""Which of XLM-R's 250,000 pieces the model keeps.

Those that the corpora use, and every single character of the Latin, Greek and Cyrillic scripts, of
punctuation and of symbols, so that unseen words fall to shorter pieces and hardly ever to the unknown one.
"""

from collections.abc import Iterable

from laut.language.features import make_features
from laut.language.pieces import SPACE, SPECIALS, Pieces
from laut.train.e5 import E5

E5_SPECIALS = (1, 3, 0, 2)  # <pad>, <unk>, <s>, </s> in the order of laut.language.pieces
_CHARACTERS = ((0x20, 0x530), (0x1E00, 0x2200))


def find_pieces(e5: E5, texts: Iterable[str]) -> set[int]:
    """The ids in `e5` of all pieces that some texts need, and of all single characters."""
    everything = Pieces([(special, 0.0) for special in SPECIALS] + e5.pieces[len(SPECIALS) :])
    used = {i for text in texts for ids in make_features(text, everything).piece_ids for i in ids}
    return {i for i in used if i >= len(SPECIALS)} | _find_characters(e5)


def _find_characters(e5: E5) -> set[int]:
    bare = [
        (i, piece.removeprefix(SPACE)) for i, (piece, _) in enumerate(e5.pieces[:-1]) if i >= len(SPECIALS)
    ]
    return {i for i, c in bare if not c or (len(c) == 1 and any(a <= ord(c) < b for a, b in _CHARACTERS))}


def make_pieces(e5: E5, chosen: Iterable[int]) -> tuple[list[int], Pieces]:
    """Ids in `e5` row by row, specials first, and the vocabulary in that order."""
    rows = sorted(chosen)
    pieces = [(special, 0.0) for special in SPECIALS] + [e5.pieces[i] for i in rows]
    return [*E5_SPECIALS, *rows], Pieces(pieces)
