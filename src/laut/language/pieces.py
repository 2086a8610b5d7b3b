"""Token forms → pieces: SentencePiece unigram segmentation (Kudo 2018) over one token at a time.

The vocabulary is a cut of XLM-R's, with its scores. Each token is segmented alone, so a piece never
crosses a token's border; a token that follows white space starts with ▁, as in training.
"""

import unicodedata
from functools import lru_cache

SPACE = "\u2581"
PAD, UNKNOWN, START, END = range(4)
SPECIALS = ("<pad>", "<unk>", "<s>", "</s>")
_UNKNOWN_PENALTY = 10.0
_LONGEST_TOKEN = 200


class Pieces:
    """A unigram vocabulary: `pieces[id] = (piece, score)`; the first four are the specials."""

    def __init__(self, pieces: list[tuple[str, float]]) -> None:
        self.pieces = pieces
        self._ids = {piece: i for i, (piece, _) in enumerate(pieces) if i >= len(SPECIALS)}
        self._longest = max((len(piece) for piece in self._ids), default=1)
        self._unknown_score = min((score for _, score in pieces[4:]), default=0.0) - _UNKNOWN_PENALTY
        self.find_ids = lru_cache(maxsize=100_000)(self._segment)

    def __len__(self) -> int:
        return len(self.pieces)

    def _segment(self, form: str, has_space: bool) -> tuple[int, ...]:
        """The ids of the best segmentation of a token form, at least one."""
        text = unicodedata.normalize("NFKC", form)[:_LONGEST_TOKEN].replace(" ", "")
        text = SPACE + text if has_space else text
        best = [0.0] + [float("-inf")] * len(text)
        came_from = [(0, UNKNOWN)] * (len(text) + 1)
        for end in range(1, len(text) + 1):
            for start in range(max(0, end - self._longest), end):
                piece_id = self._ids.get(text[start:end])
                if piece_id is not None:
                    score = best[start] + self.pieces[piece_id][1]
                elif end - start == 1:
                    piece_id, score = UNKNOWN, best[start] + self._unknown_score
                else:
                    continue
                if score > best[end]:
                    best[end], came_from[end] = score, (start, piece_id)
        ids, end = [], len(text)
        while end:
            end, piece_id = came_from[end]
            ids.append(piece_id)
        return tuple(reversed(ids)) or (UNKNOWN,)
