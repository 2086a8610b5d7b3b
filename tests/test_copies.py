"""Near-duplicates: what is a copy, of which original, whatever the order."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laut.document.copies import (
    NUMBERS,
    Pair,
    choose_originals,
    compare_shingles,
    find_copies,
    find_pairs,
    find_shingles,
    iter_candidates,
    make_rank,
    make_signature,
)
from laut.records import Article

SYLLABLES = (
    "ka",
    "lo",
    "mi",
    "ra",
    "ten",
    "sel",
    "bu",
    "dor",
    "fin",
    "gas",
    "hei",
    "jol",
    "nep",
    "qua",
    "sur",
)


def make_text(seed: int, words: int = 200) -> str:
    """Invented words in sentences; two seeds share next to nothing."""
    chance = random.Random(seed)
    made = ["".join(chance.choices(SYLLABLES, k=3)) for _ in range(words)]
    return ". ".join(" ".join(made[i : i + 12]).capitalize() for i in range(0, words, 12)) + "."


def make_articles(texts: dict[str, str], dates: dict[str, date] | None = None) -> list[Article]:
    """Articles by id; each with its date, if any."""
    return [Article(id, text, published_on=(dates or {}).get(id)) for id, text in texts.items()]  # noqa: A001


REPORT = make_text(1)


def test_a_cut_report_with_a_new_lead_is_a_copy() -> None:
    cut = make_text(2, 25) + " " + " ".join(REPORT.split()[:70])
    assert find_copies(make_articles({"a1": REPORT, "a2": cut, "a3": make_text(3)})) == {"a2": "a1"}


def test_house_styles_do_not_matter() -> None:
    text = "Die Kosten stiegen um 3,5 Prozent auf 1.200 Millionen Euro, hieß es in der Großstadt am Montag. "
    other = "Die Kosten stiegen um 3,5 % auf 1200 Mio. €, hiess es in der Grossstadt am Montag. "
    assert find_shingles(text).tolist() == find_shingles(other).tolist()


@pytest.mark.parametrize("text", ["", "Ja.", "Nur zwei", "123", "…", "\ud800 a b c"])
def test_texts_too_short_for_anything(text: str) -> None:
    assert len(make_signature(text)) == 4 * NUMBERS
    assert find_copies(make_articles({"a1": text, "a2": text})) == {}


def test_a_shared_quotation_makes_no_copy() -> None:
    quotation = make_text(9, 40)
    texts = {"a1": f"{make_text(4)} {quotation}", "a2": f"{make_text(5)} {quotation}"}
    assert find_copies(make_articles(texts)) == {}


def test_a_shared_notice_makes_no_copy_but_equal_short_texts_are_one() -> None:
    notice = "Der Text dieses Artikels steht aus rechtlichen Gründen seit gestern nicht mehr zur Verfügung."
    texts = {
        "a1": f"{make_text(4, 9)} {notice}",
        "a2": f"{make_text(5, 9)} {notice}",
        "a3": notice,
        "a4": notice,
    }
    assert find_copies(make_articles(texts)) == {"a4": "a3"}


def test_the_earliest_is_the_original_then_the_agency_then_the_smallest_id() -> None:
    day, later = date(2024, 3, 5), date(2024, 3, 6)
    dates = {"a1": later, "a2": day}
    assert find_copies(make_articles(dict.fromkeys(("a1", "a2", "a3"), REPORT), dates)) == {
        "a1": "a2",
        "a3": "a2",
    }
    ranks = [
        make_rank("a1", day, "https://www.taz.de/!1"),
        make_rank("a2", day, "https://www.dpa.com/1"),
        make_rank("a3", day, None),
    ]
    assert sorted(ranks)[0].id == "a2"
    assert find_copies(make_articles({"a2": REPORT, "a1": REPORT})) == {"a2": "a1"}


def test_a_round_up_does_not_make_its_reports_one() -> None:
    first, second = make_text(6), make_text(7)
    texts = {"a1": first, "a2": f"{first} {second}", "a3": second}
    days = {"a1": date(2024, 3, 1), "a2": date(2024, 3, 2), "a3": date(2024, 3, 3)}
    assert find_copies(make_articles(texts, days)) == {"a2": "a1"}


def test_a_copy_is_never_an_original() -> None:
    texts = {f"a{i}": " ".join(REPORT.split()[10 * i : 10 * i + 110]) for i in range(9)}
    copies = find_copies(make_articles(texts))
    assert copies
    assert not set(copies.values()) & set(copies)


@given(st.randoms(use_true_random=False))
def test_the_order_does_not_matter(chance: random.Random) -> None:
    pairs = [Pair("a1", "a2", 1), Pair("a2", "a3", 0.5), Pair("a4", "a5", 0.9), Pair("a1", "a5", 0.4)]
    ranks = [make_rank(f"a{i}", date(2024, 3, 9 - i) if i % 2 else None, None) for i in range(1, 7)]
    expected = choose_originals(ranks, pairs)
    chance.shuffle(pairs)
    chance.shuffle(ranks)
    assert choose_originals(ranks, pairs) == expected


def test_loading_in_two_parts_finds_the_same_pairs() -> None:
    texts = {f"a{i}": make_text(i // 3) for i in range(12)}
    signatures = {id: make_signature(text) for id, text in texts.items()}  # noqa: A001
    together = set(find_pairs(signatures, texts.__getitem__))
    old = {id: one for id, one in signatures.items() if id < "a4"}  # noqa: A001
    parts = set(find_pairs(old, texts.__getitem__)) | set(
        find_pairs(signatures, texts.__getitem__, new=signatures.keys() - old.keys())
    )
    assert parts == together
    assert len(together) == 4 * 3


def test_signatures_are_the_same_on_every_machine() -> None:
    assert make_signature(REPORT)[:8].hex() == "80a9d7011e27b200"


def test_no_signatures() -> None:
    assert list(iter_candidates([])) == []
    assert list(find_pairs({}, str)) == []


@given(st.text(max_size=200), st.text(max_size=200))
def test_overlap_is_a_share(first: str, second: str) -> None:
    a, b = find_shingles(first), find_shingles(second)
    assert compare_shingles(a, b) == compare_shingles(b, a)
    assert 0 <= compare_shingles(a, b) <= 1
