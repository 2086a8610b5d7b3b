"""Reading MMAX2 corpora: chains, phrases, what is left out, and which texts are held out."""

from pathlib import Path

import pytest
from invented_corpora import write_chained

from laut.errors import InputError
from laut.evaluate.chains import evaluate_chains
from laut.evaluate.mmax import find_part, read_chained_texts
from laut.records import Chain, Evidence, Member, Span
from laut.train.corpora.coreference import NEWSROOM, read_own_chains

ROOT = Path(__file__).parents[1]


def test_spans_are_phrases_without_prepositions(tmp_path: Path) -> None:
    write_chained(tmp_path / "corpus", ["a"])
    (text,) = read_chained_texts(tmp_path)
    assert text.text.startswith("Neue Brücke\n\nUlla Kranz sprach in der Stadt (Auen).")
    chains = [[text.text[a:b] for a, b in chain] for chain in text.chains]
    assert chains == [["Ulla Kranz", "Sie"], ["der Stadt (Auen)", "die Stadt"]]
    assert [text.text[a:b] for a, b in text.singles] == ["Neue Brücke", "sich"]


def test_every_fifth_text_is_held_out_and_every_fourth_of_five_is_for_development(tmp_path: Path) -> None:
    write_chained(tmp_path / "corpus", list("abcdefghijk"))
    parts = [text.part for text in read_chained_texts(tmp_path)]
    assert parts == ["train", "train", "train", "dev", "test"] * 2 + ["train"]
    assert find_part(9) == "test"


def test_a_folder_without_a_corpus_and_a_broken_file_are_said_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no MMAX2 corpus"):
        read_chained_texts(tmp_path)
    write_chained(tmp_path / "corpus", ["a"])
    (tmp_path / "corpus/markables/a_primmark_level.xml").write_text("<markables>", "utf-8")
    with pytest.raises(InputError, match="cannot be read as MMAX2"):
        read_chained_texts(tmp_path)


def make_chain(*extents: tuple[int, int], reason: str = "same noun") -> Chain:
    spans = [Span(*extent) for extent in extents]
    first = Member(spans[0], "nominal", Evidence("m@1", 1.0, "opens the chain"))
    rest = [Member(span, "nominal", Evidence("m@1", 0.8, reason), spans[0]) for span in spans[1:]]
    return Chain((first, *rest), "other")


def test_chains_are_scored_with_single_members_on_neither_side(tmp_path: Path) -> None:
    write_chained(tmp_path / "corpus", ["a"])
    (text,) = read_chained_texts(tmp_path)
    gold = [make_chain(*chain) for chain in text.chains]
    single = make_chain((0, 4))
    perfect = evaluate_chains([text], [[*gold, single]])
    assert perfect.rows[0].scores.conll == 1
    assert (perfect.rows[0].chains, perfect.rows[0].members) == (2, 4)
    assert perfect.reliability.count == 2
    relative = make_chain(text.chains[0][0], (5, 9), reason="relative pronoun die")
    assert evaluate_chains([text], [[relative]]).rows[0].scores.mentions.precision == 0


def test_the_projects_own_chains_are_marked_phrases_of_its_articles() -> None:
    labels, articles = ROOT / "labels/chains.newsroom.tsv", ROOT / "newsroom/train"
    texts = read_own_chains(articles, labels)
    assert {text.name for text in texts} == {file.stem for file in articles.glob("*.json")}
    assert {text.scheme for text in texts} == {NEWSROOM}
    assert 0.15 < sum(text.part == "dev" for text in texts) / len(texts) < 0.25
    for text in texts:
        spans = [span for chain in text.chains for span in chain]
        assert len(set(spans)) == len(spans)
        for a, b in spans:
            words = text.text[a:b]
            assert words == words.strip(" \n,")
            assert a == 0 or not text.text[a - 1].isalnum()
            assert not text.text[b : b + 1].isalnum()
        assert not any(a < c < b < d for a, b in spans for c, d in spans)


@pytest.mark.parametrize("members", ["12-20", "12-20 30", "20-12 30-34", "a-b 1-2", ""])
def test_a_row_of_labels_that_is_no_chain_is_said_so(members: str, tmp_path: Path) -> None:
    labels = tmp_path / "chains.tsv"
    labels.write_text(f"file\tmembers\nw1-01\t{members}\n", "utf-8")
    with pytest.raises(InputError, match=r"w1-01.*two or more spans"):
        read_own_chains(ROOT / "newsroom/train", labels)
