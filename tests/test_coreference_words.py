"""Spans, pairs and clusters by themselves: what is chosen, what is compared, what may not be joined."""

import numpy as np
import pytest

from laut.encoding import Ints
from laut.knowledge.first_names import load_first_names
from laut.language.coreference.cluster import Block, cluster_phrases
from laut.language.coreference.compare import PAIR_NAMES, make_features
from laut.language.coreference.pairs import NEAR, SINGLE_NAMES, iter_pairs, make_singles
from laut.language.coreference.phrases import Phrases, Words, describe_phrases, find_head
from laut.language.coreference.spans import choose_spans, list_spans
from laut.language.coreference.voices import Saying, make_voices
from laut.language.coreference.words import ROLES, TAGS, stem_name, stem_noun

TAG = {tag: number for number, tag in enumerate(TAGS)}


def tag(*names: str) -> Ints:
    return np.array([TAG[name] for name in names])


def describe(text: str, tags: str, spans: list[tuple[int, int]], labels: list[int] | None = None) -> Phrases:
    """Phrases of one sentence; nothing is known of gender and number but what the words say."""
    forms, count = text.split(), len(text.split())
    words = Words(
        tag(*tags.split()),
        np.full((count, 4), 0.25, np.float32),
        np.full((count, 3), 1 / 3, np.float32),
        np.eye(len(ROLES), dtype=np.float32)[np.zeros(count, int)],
    )
    return describe_phrases(
        spans, labels or [0] * len(spans), forms, words, np.zeros(count, int), np.zeros(1, int)
    )


def join(phrases: Phrases, sayings: list[Saying] | None = None) -> list[list[int]]:
    """The clusters where every pair is as likely as can be: only what forbids it keeps phrases apart."""
    spans = list(zip(phrases.start.tolist(), phrases.end.tolist(), strict=True))
    voices = make_voices(spans, sayings or [], 99)
    blocks = (
        Block(first, last, later, earlier, np.full(len(later), 9, np.float32))
        for first, last, later, earlier in iter_pairs(phrases)
    )
    nothing = np.zeros(len(phrases), np.float32)
    found = cluster_phrases(phrases, voices, blocks, nothing, nothing)
    return [cluster.members for cluster in found.clusters if cluster.members]


@pytest.mark.parametrize(
    ("text", "tags", "head"),
    [
        ("der alte Minister", "ART ADJA NN", 2),
        ("Kanzler Karl Moser", "NN NE NE", 2),
        ("die Firma des Vaters", "ART NN ART NN", 1),
        ("er", "PPER", 0),
    ],
)
def test_heads(text: str, tags: str, head: int) -> None:
    assert find_head(0, len(text.split()), tag(*tags.split()))[0] == head


def test_stems_and_first_names() -> None:
    assert stem_noun("Präsidenten") == stem_noun("Präsident")
    assert stem_noun("Ministerinnen") == stem_noun("Ministerin") != stem_noun("Minister")
    assert stem_name("Merkels") == stem_name("Merkel")
    assert stem_name("Strauss") == "strauss"
    assert {load_first_names()[name] for name in ("angela", "sergej")} == {"f", "m"}


def test_spans_stay_in_their_sentence() -> None:
    starts, lengths = list_spans([(0, 3), (3, 5)], 1, 4)
    spans = list(zip(starts.tolist(), (starts + lengths).tolist(), strict=True))
    assert spans == [(1, 2), (1, 3), (2, 3), (3, 4), (3, 5)]


def test_pronouns_and_names_are_chosen_whatever_the_odds_and_nothing_that_crosses() -> None:
    forms = ["Ulla", "Kranz", "lobte", "ihn", "und", "die", "alte", "Brücke", "(", "heute"]
    tags = tag(*["NE", "NE", "VVFIN", "PPER", "KON", "ART", "ADJA", "NN", "$(", "ADV"])
    starts, lengths = list_spans([(0, 10)], 0, 10)
    odds = np.full((len(starts), 2), -9, np.float32)
    for (a, b), value in {(5, 8): 2.0, (6, 8): 1.0, (7, 9): 3.0, (1, 2): 3.0}.items():
        odds[(starts == a) & (lengths == b - a)] = value
    chosen = choose_spans(starts, lengths, odds, tags, forms, [(0, 2)], [(0, 2)], (0, 10), -3.0, 0.5)
    assert [row[:2] for row in chosen] == [(0, 2), (3, 4), (5, 8), (6, 8)]


@pytest.mark.parametrize(
    ("text", "tags", "spans", "labels"),
    [
        ("Karl Moser , Peter Moser", "NE NE $, NE NE", [(0, 2), (3, 5)], [1, 1]),
        ("Karl Moser senior , Karl Moser junior", "NE NE NE $, NE NE NE", [(0, 3), (4, 7)], [1, 1]),
        ("Herr Moser , Frau Moser", "NN NE $, NN NE", [(0, 2), (3, 5)], [1, 1]),
        ("Moser , Liste Moser", "NE $, NN NE", [(0, 1), (2, 4)], [1, 1]),
        ("Moser , Kranz", "NE $, NE", [(0, 1), (2, 3)], [1, 1]),
        ("Karl Moser lobte sie", "NE NE VVFIN PPER", [(0, 2), (3, 4)], [1, 0]),
        ("Angela Kranz lobte ihn", "NE NE VVFIN PPER", [(0, 2), (3, 4)], [1, 0]),
        ("Karl Moser lobte beide", "NE NE VVFIN PIS", [(0, 2), (3, 4)], [1, 0]),
    ],
)
def test_what_stays_apart(text: str, tags: str, spans: list[tuple[int, int]], labels: list[int]) -> None:
    assert join(describe(text, tags, spans, labels)) == [[0], [1]]


def test_one_phrase_a_head_stands_for_the_others() -> None:
    phrases = describe(
        "Kanzler Karl Moser lobte sich", "NN NE NE VVFIN PRF", [(0, 3), (1, 3), (4, 5)], [1, 1, 0]
    )
    assert join(phrases) == [[0, 2]]


def test_what_nothing_forbids_is_joined() -> None:
    text, tags = "Karl Moser lobte sich und seinen Mut , Moser", "NE NE VVFIN PRF KON PPOSAT NN $, NE"
    assert join(describe(text, tags, [(0, 2), (3, 4), (5, 6), (8, 9)], [1, 0, 0, 1])) == [[0, 1, 2, 3]]


def test_a_noun_is_not_its_own_possessor() -> None:
    phrases = describe("Moser traf seinen Sohn", "NE VVFIN PPOSAT NN", [(0, 1), (2, 4), (2, 3)], [1, 0, 0])
    assert all(not {1, 2} <= set(cluster) for cluster in join(phrases))


def test_ich_is_the_speaker_even_of_a_later_sentence() -> None:
    phrases = describe(
        "Ich gehe , sagte Moser zu Kranz", "PPER VVFIN $, VVFIN NE APPR NE", [(0, 1), (4, 5), (6, 7)]
    )
    saying = Saying(direct=True, content=[(0, 2)], speaker=[(4, 5)], addressee=[(6, 7)])
    clusters = join(phrases, [saying])
    assert any({0, 1} <= set(cluster) for cluster in clusters)


def test_pairs_are_the_nearest_and_the_far_that_share_a_name() -> None:
    count = NEAR + 40
    text, tags = ["Kranz", *["er"] * count, "Kranz"], ["NE", *["PPER"] * count, "NE"]
    phrases = describe(" ".join(text), " ".join(tags), [(i, i + 1) for i in range(count + 2)])
    (block,) = iter_pairs(phrases)
    _, _, later, earlier = block
    last = earlier[later == count + 1].tolist()
    assert last == [0, *range(count + 1 - NEAR, count + 1)]
    assert (earlier < later).all()


def test_features_have_their_names() -> None:
    phrases = describe("Moser lobte ihn", "NE VVFIN PPER", [(0, 1), (2, 3)])
    voices = make_voices([(0, 1), (2, 3)], [], 3)
    features = make_features(phrases, voices, np.array([1]), np.array([0]))
    assert features.shape == (1, len(PAIR_NAMES))
    assert make_singles(phrases, voices, np.zeros((2, 2), np.float32)).shape == (2, len(SINGLE_NAMES))
    assert features[0, PAIR_NAMES.index("later pronoun, earlier name")] == 1


@pytest.mark.parametrize(
    ("text", "tags", "spans", "labels", "expected"),
    [
        ("Der Konzern Auto die Firma", "ART NN NE ART NN", [(0, 3), (3, 5)], [2, 0], "same sense"),
        ("Der Verband die Behörde", "ART NN ART NN", [(0, 2), (2, 4)], [0, 0], "same sort"),
        ("Der Anwalt die Behörde", "ART NN ART NN", [(0, 2), (2, 4)], [0, 0], "other sort"),
        ("Kranz der Anwalt", "NE ART NN", [(0, 1), (1, 3)], [1, 0], "sense of the label"),
        ("Kranz die Behörde", "NE ART NN", [(0, 1), (1, 3)], [1, 0], "sense of another label"),
    ],
)
def test_nouns_are_compared_by_what_they_stand_for(
    text: str, tags: str, spans: list[tuple[int, int]], labels: list[int], expected: str
) -> None:
    phrases = describe(text, tags, spans, labels)
    i, j = np.array([1]), np.array([0])
    row = dict(zip(PAIR_NAMES, make_features(phrases, make_voices(spans, [], 9), i, j)[0], strict=True))
    of_senses = [name for name in PAIR_NAMES if "sense" in name or "sort" in name]
    assert expected in [name for name in of_senses if row[name]]
    if expected.startswith("sense"):
        assert [name for name in of_senses if row[name]] == [expected]
