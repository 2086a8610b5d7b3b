"""The gnq format: written as the corpus has it, read back exactly, refused where it makes no sense."""

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from gnq_articles import NAME, analyse, analysed_readings, make_articles, make_statement
from hypothesis import given
from invented import TEXT, make_example

from laut.errors import InputError
from laut.export.gnq import (
    GnqDocument,
    GnqName,
    find_token_ids,
    make_document,
    make_gnq,
    make_gnq_from_document,
    parse_gnq,
    read_gnq,
)
from laut.records import Reading, Span
from laut.statements.labels import ROLES


def as_json(document: GnqDocument) -> Any:
    """A document as another program would get it."""
    return json.loads(json.dumps(make_gnq_from_document(document)))


def test_a_reading_has_the_shape_of_the_corpus() -> None:
    made = json.loads(json.dumps(make_gnq(analyse(make_example()), name=NAME)))
    assert sorted(made) == ["annotations", "documentName", "originalText", "sentences", "tokens"]
    assert (made["documentName"], made["originalText"]) == (NAME, TEXT)
    assert made["tokens"][:3] == [
        {"charBegin": 0, "charEnd": 6, "id": 0, "sentence": 1, "text": "Brücke", "word": 1},
        {"charBegin": 7, "charEnd": 15, "id": 1, "sentence": 1, "text": "gesperrt", "word": 2},
        {"charBegin": 17, "charEnd": 20, "id": 2, "sentence": 2, "text": "Die", "word": 1},
    ]
    assert made["sentences"][0] == {
        "begin": 0, "charBegin": 0, "charEnd": 15, "end": 2, "id": 0,
        "text": "Brücke gesperrt", "tokenIds": [0, 1], "tokens": ["Brücke", "gesperrt"],
    }  # fmt: skip
    assert made["sentences"][1]["text"].endswith("„Auenboten“. ")  # up to the gap's last space


def test_an_annotation_has_the_shape_of_the_corpus() -> None:
    made = json.loads(json.dumps(make_gnq(analyse(make_example()))))
    split = made["annotations"][3]
    assert sorted(split) == [
        "addressee", "cue", "frame", "hasNested", "id", "isNested", "medium", "quote", "speaker", "type",
    ]  # fmt: skip
    assert (split["id"], split["type"], split["medium"]) == (3, "Indirect", "SW")
    assert split["quote"]["text"] == "Die Halle wird abgerissen Dies"
    assert split["addressee"] == {"spans": [], "text": "", "tokenIds": []}
    first, second = split["cue"]["spans"]
    assert TEXT[first["charBegin"] : first["charEnd"]] == "teilte"
    assert [*range(first["begin"], first["end"]), *range(second["begin"], second["end"])] == split["cue"][
        "tokenIds"
    ]


def test_nested_contents_are_marked() -> None:
    marks = [(one.is_nested, one.has_nested) for one in make_articles()[1].annotations]
    assert marks == [(False, True), (True, False), *[(False, False)] * 4]


def test_pieces_grow_to_whole_tokens_and_join_where_they_share_one() -> None:
    reading, document = make_articles()
    spans = (Span(8, 10), Span(2, 6), Span(1, 3), Span(16, 16))
    made = make_document(replace(reading, statements=(make_statement("reported", spans),)))
    part = made.annotations[0].part("content")
    assert ([span.of(TEXT) for span in part.spans], part.token_ids) == (["Brücke", "gesperrt"], (0, 1))
    assert find_token_ids(spans, document.tokens) == (0, 1)


def test_the_tokens_of_a_gold_document_can_be_used() -> None:
    reading, gold = make_articles()
    words = tuple(Span(token.start, token.end) for token in gold.tokens if token.end - token.start > 1)
    coarse = replace(gold, tokens=words, sentences=(Span(0, len(TEXT)),), annotations=())
    made = make_document(reading, tokens_of=coarse)
    assert (made.name, made.tokens) == (NAME, words)
    assert made.sentences == (Span(words[0].start, words[-1].end),)
    assert made.annotations[1].part("content").token_ids == find_token_ids(
        reading.statements[1].content, coarse.tokens
    )
    assert made.annotations[-1].part("content").spans[0].of(TEXT) == "Unsinn"  # the marks are no tokens here


def test_a_content_without_any_token_is_left_out() -> None:
    reading, gold = make_articles()
    empty = replace(reading.statements[0], content=(Span(15, 17),))
    assert make_document(replace(reading, statements=(empty,)), tokens_of=gold).annotations == ()


def test_tokens_of_another_text_are_refused() -> None:
    reading, gold = make_articles()
    with pytest.raises(InputError, match="another text"):
        make_gnq(reading, tokens_of=replace(gold, text=TEXT + "!"))


def test_names_are_kept() -> None:
    document = replace(make_articles()[1], names=(GnqName("PER", Span(72, 80)),))
    made = as_json(document)
    assert made["names"] == [{"charBegin": 72, "charEnd": 80, "label": "PER"}]
    assert parse_gnq(json.dumps(made), "x") == document


def test_a_medium_that_is_not_annotated_is_none() -> None:
    made = as_json(make_articles()[1])
    made["annotations"][0]["medium"] = "none"
    made["annotations"][1]["medium"] = None
    del made["annotations"][2]["medium"]
    document = parse_gnq(json.dumps(made), "x")
    assert [one.medium for one in document.annotations[:4]] == [None, None, None, "speech_writing"]
    assert [one["medium"] for one in as_json(document)["annotations"][:4]] == ["none", "none", "none", "SW"]


def test_a_file_is_read_from_disk(tmp_path: Path) -> None:
    path = tmp_path / "artikel.json"
    document = make_articles()[1]
    path.write_text("\ufeff" + json.dumps(make_gnq_from_document(document), ensure_ascii=False), "utf-8")
    assert read_gnq(path) == document


@given(analysed_readings())
def test_whatever_was_read_is_read_back(reading: Reading) -> None:
    document = make_document(reading)
    made = json.dumps(make_gnq_from_document(document))
    assert parse_gnq(made, "x") == document
    assert json.loads(json.dumps(make_gnq_from_document(parse_gnq(made, "x")))) == json.loads(made)


@given(analysed_readings())
def test_every_offset_lies_in_the_text_and_no_word_is_lost(reading: Reading) -> None:
    document = make_document(reading)
    text, tokens = document.text, document.tokens
    assert [each["id"] for each in as_json(document)["tokens"]] == list(range(len(tokens)))
    kept = [one for one in reading.statements if find_token_ids(one.content, tokens)]
    for statement, annotation in zip(kept, document.annotations, strict=True):
        for role in ROLES:
            part = annotation.part(role)
            assert part.token_ids == find_token_ids(getattr(statement, role), tokens)
            assert all(0 <= span.start < span.end <= len(text) for span in part.spans)
            assert part.token_ids == find_token_ids(part.spans, tokens)


def put(*path: str | int, to: object) -> Callable[[Any], None]:
    """A change of the document: put a value at a place."""

    def change(made: Any) -> None:
        for key in path[:-1]:
            made = made[key]
        made[path[-1]] = to

    return change


def drop(*path: str | int) -> Callable[[Any], None]:
    """A change of the document: take a key away."""

    def change(made: Any) -> None:
        for key in path[:-1]:
            made = made[key]
        del made[path[-1]]

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (drop("originalText"), "'originalText' is missing"),
        (drop("tokens"), "'tokens' is missing"),
        (drop("annotations", 0, "quote"), r"annotations\[0\]: 'quote' is missing"),
        (drop("annotations", 1, "cue", "tokenIds"), r"annotations\[1\].cue: 'tokenIds' is missing"),
        (put("annotations", to={}), "'annotations' is no list"),
        (put("annotations", 0, to=7), r"annotations\[0\]: is no JSON object"),
        (put("annotations", 0, "type", to="direct"), "type 'direct' is unknown; use one of Direct"),
        (put("annotations", 0, "medium", to="Song"), "medium 'Song' is unknown"),
        (put("annotations", 0, "medium", to=3), "'medium' is no string"),
        (put("annotations", 0, "isNested", to=1), "'isNested' is no bool"),
        (put("annotations", 0, "quote", "tokenIds", to=[999]), "token 999 is none of the"),
        (put("annotations", 0, "quote", "tokenIds", to=["1"]), "token '1' is none of the"),
        (put("annotations", 0, "quote", "tokenIds", to=[0]), "name different words"),
        (put("annotations", 0, "quote", "spans", 0, "charEnd", to=9999), "lie outside the text of"),
        (put("annotations", 0, "quote", "spans", 0, "charBegin", to=-1), "lie outside the text of"),
        (put("tokens", 0, "charBegin", to=True), "'charBegin' is no whole number"),
        (put("tokens", 0, "charEnd", to=0), r"tokens\[0\]: is empty or overlaps"),
        (put("tokens", 1, "charBegin", to=3), r"tokens\[1\]: is empty or overlaps"),
        (put("tokens", 1, "charEnd", to=14), "its 'text' is not what stands at its offsets"),
        (put("sentences", to=[]), "do not hold every token once"),
        (put("names", to=[{"label": "GPE", "charBegin": 0, "charEnd": 1}]), "label 'GPE' is unknown"),
        (put("names", to=[{"label": "PER", "charBegin": 0, "charEnd": 9999}]), "lie outside the text"),
    ],
)
def test_what_makes_no_sense_is_refused(change: Callable[[Any], None], said: str) -> None:
    made = copy.deepcopy(as_json(make_articles()[1]))
    change(made)
    with pytest.raises(InputError, match=said) as caught:
        parse_gnq(json.dumps(made), "artikel.json")
    assert str(caught.value).startswith("artikel.json: ")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (b"", "is not valid JSON"),
        (b"{", "is not valid JSON"),
        (b"[" * 100_000, "is not valid JSON"),
        (b"[]", "is no JSON object"),
        (b"\xff\xfe{}", "is not UTF-8"),
        (b'{"documentName": "a", "originalText": "x\\ud800"}', "'originalText' holds half a surrogate pair"),
        (b'{"documentName": "\\udfff", "originalText": "x"}', "'documentName' holds half a surrogate pair"),
    ],
)
def test_what_is_no_document_is_refused(source: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "artikel.json"
    path.write_bytes(source)
    with pytest.raises(InputError, match=said):
        read_gnq(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_gnq(tmp_path / "fehlt.json")
