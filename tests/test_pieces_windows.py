"""Pieces and windows: nothing lost, nothing over the limit, every token in one core."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from laut.language.features import encode_window, make_features
from laut.language.pieces import END, SPACE, SPECIALS, START, UNKNOWN, Pieces
from laut.language.windows import LIMIT, OVERLAP, make_windows

WORDS = {
    f"{SPACE}Haus": -1.0,
    "Haus": -3.0,
    "tür": -2.0,
    SPACE: -5.0,
    "H": -9.0,
    "a": -9.0,
    "u": -9.0,
    "s": -9.0,
}
PIECES = Pieces([(special, 0.0) for special in SPECIALS] + list(WORDS.items()))


def split(form: str, has_space: bool = True) -> list[str]:
    return [PIECES.pieces[i][0] for i in PIECES.find_ids(form, has_space)]


def test_the_best_segmentation_wins() -> None:
    assert split("Haustür") == [f"{SPACE}Haus", "tür"]
    assert split("Haustür", has_space=False) == ["Haus", "tür"]
    assert split("sau") == [SPACE, "s", "a", "u"]


def test_an_unknown_character_is_one_unknown_piece() -> None:
    assert list(PIECES.find_ids("ж", False)) == [UNKNOWN]
    assert list(PIECES.find_ids("aжa", False)).count(UNKNOWN) == 1


@given(st.text(max_size=40), st.booleans())
def test_every_form_has_at_least_one_piece(form: str, has_space: bool) -> None:
    assert len(PIECES.find_ids(form, has_space)) >= 1


@given(st.lists(st.lists(st.integers(1, 700), min_size=1, max_size=90), max_size=40))
def test_windows_cover_all_tokens_once_in_their_cores(sizes_by_sentence: list[list[int]]) -> None:
    sizes = [size for sentence in sizes_by_sentence for size in sentence]
    sentences, start = [], 0
    for sentence in sizes_by_sentence:
        sentences.append((start, start + len(sentence)))
        start += len(sentence)
    windows = make_windows(sizes, sentences)
    assert [i for w in windows for i in range(w.core_start, w.core_end)] == list(range(len(sizes)))
    for w in windows:
        assert w.start <= w.core_start <= w.core_end <= w.end
        assert sum(min(size, LIMIT) for size in sizes[w.start : w.end]) <= LIMIT


def test_neighbouring_windows_overlap_at_sentence_borders() -> None:
    sentences = [(i, i + 20) for i in range(0, 1200, 20)]
    windows = make_windows([1] * 1200, sentences)
    assert len(windows) > 2
    for before, after in itertools.pairwise(windows):
        assert 0 < before.end - after.start <= OVERLAP
        assert before.end % 20 == 0
        assert after.start % 20 == 0


def test_a_window_holds_the_pieces_of_its_tokens() -> None:
    features = make_features("Haustür Haus", PIECES)
    window = make_windows([len(ids) for ids in features.piece_ids], features.sentences)[0]
    pieces, first, last = encode_window(features, window, LIMIT)
    assert pieces[0] == START
    assert pieces[-1] == END
    assert (first, last) == ([1, 3], [2, 3])
