"""CoNLL-U Plus: a reader of that format takes it, and every token and tag comes back."""

from collections import defaultdict
from dataclasses import replace

import conllu
from hypothesis import given
from hypothesis import strategies as st
from invented import TEXTS, make_example

from laut.export.conll import COLUMNS, TOKENS
from laut.export.entries import Entry, make_entry, withhold_text
from laut.export.gnq import find_token_ids
from laut.language.tokens import find_tokens
from laut.records import Analysis, Reading, Span


def with_tokens(reading: Reading, sentences: tuple[Span, ...] = ()) -> Reading:
    """The reading with the tokens of its text."""
    tokens = find_tokens(reading.article.text)
    spans = tuple(map(Span, tokens.starts, tokens.ends))
    return replace(reading, analysis=replace(reading.analysis, sentences=sentences, tokens=spans))


def read(*entries: Entry) -> list[conllu.models.TokenList]:
    text = TOKENS.head + "".join(map(TOKENS.write, entries))
    return list(conllu.parse(text, fields=[name.lower() for name in COLUMNS]))


def find_ranges(sentences: list[conllu.models.TokenList]) -> list[Span]:
    return [
        Span(*map(int, token["misc"]["TokenRange"].split(":")))
        for sentence in sentences
        for token in sentence
    ]


def test_the_example_comes_back() -> None:
    text = make_example().article.text
    cut = text.index("Die Kosten")
    reading = with_tokens(make_example(), (Span(0, cut), Span(cut, len(text))))
    sentences = read(make_entry(reading))
    assert [sentence.metadata["sent_id"] for sentence in sentences] == [
        f"{reading.article.id}-{n}" for n in (1, 2)
    ]
    assert sentences[0].metadata["newdoc id"] == reading.article.id
    assert sentences[0].metadata["published_on"] == "2024-03-05"
    assert tuple(find_ranges(sentences)) == reading.analysis.tokens
    assert [token["form"] for token in sentences[0]][:2] == ["Brücke", "gesperrt"]
    outer, inner = reading.statements[:2]
    described = sentences[0].metadata[f"statement {inner.id}"]
    assert described == f"kind=direct|medium=speech|score=0.8700|parent={outer.id}"
    found = defaultdict(list)
    for number, token in enumerate(token for sentence in sentences for token in sentence):
        for tag in (token["laut:roles"] or "_").split("|"):
            if tag != "_":
                found[tag[2:]].append(number)
    for statement in reading.statements:
        for role in ("content", "speaker", "cue", "frame", "addressee"):
            wanted = find_token_ids(getattr(statement, role), reading.analysis.tokens)
            assert tuple(found[f"{role}:{statement.id}"]) == wanted


def test_pieces_begin_anew() -> None:
    reading = with_tokens(make_example())
    statement = reading.statements[3]
    tags = [
        (token["form"], tag)
        for sentence in read(make_entry(reading))
        for token in sentence
        for tag in (token["laut:roles"] or "").split("|")
        if tag.endswith(f"content:{statement.id}")
    ]
    assert [(form, tag[0]) for form, tag in tags] == [
        ("Die", "B"), ("Halle", "I"), ("wird", "I"), ("abgerissen", "I"), ("Dies", "B")
    ]  # fmt: skip


def test_names_are_tagged() -> None:
    tokens = [token for sentence in read(make_entry(with_tokens(make_example()))) for token in sentence]
    named = [(token["form"], token["laut:names"]) for token in tokens if token["laut:names"]]
    assert ("Ina", "B-person") in named
    assert ("Kerz", "I-person") in named


def test_withheld_tokens_are_blank() -> None:
    sentences = read(withhold_text(make_entry(with_tokens(make_example()))))
    assert [token["form"] for token in sentences[0]][:2] == ["______", "________"]
    assert tuple(find_ranges(sentences)) == with_tokens(make_example()).analysis.tokens


def test_an_article_without_tokens_is_left_out() -> None:
    assert TOKENS.write(make_entry(make_example())) == ""


@given(TEXTS, TEXTS, st.lists(st.integers(0, 60), max_size=3))
def test_any_text_is_one_line_a_token(text: str, title: str, cuts: list[int]) -> None:
    example = make_example()
    article = replace(example.article, text=text, title=title, url=title)
    places = sorted({0, *(cut for cut in cuts if cut < len(text)), len(text)})
    sentences = tuple(map(Span, places, places[1:]))
    reading = with_tokens(Reading(article, Analysis((), (), ()), (), "test@1"), sentences)
    made = TOKENS.write(make_entry(reading))
    made.encode("utf-8")
    assert tuple(find_ranges(read(make_entry(reading)))) == reading.analysis.tokens
    lines = made.split("\n")
    assert made.splitlines() == lines[:-1]
    assert sum(bool(line) and not line.startswith("# ") for line in lines) == len(reading.analysis.tokens)
