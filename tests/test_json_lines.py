"""A Reading as one line of JSON: exact both ways, valid by its schema, harmless to what shows it."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from invented import make_example, readings
from invented_actors import make_talk
from jsonschema import Draft202012Validator

import laut.export.json_lines as json_lines
from laut.errors import InputError
from laut.export.json_lines import read_json, write_json
from laut.records import Reading

SCHEMA = json.loads(Path(json_lines.__file__).with_name("reading.schema.json").read_text("utf-8"))
DOCUMENT = Path(__file__).parent.parent / "docs" / "reading.md"
PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def is_writable(reading: Reading) -> bool:
    """Whether no field writes one character as two surrogates."""
    article = reading.article
    strings = [reading.model, article.text, article.title, article.outlet, article.url]
    for evidence in (
        *(one.evidence for one in reading.statements),
        *(one.evidence for one in reading.analysis.mentions),
        *(member.evidence for chain in reading.analysis.chains for member in chain.members),
        *(link.evidence for link in reading.links),
    ):
        strings += [evidence.maker, evidence.reason]
    for actor in reading.actors:
        strings += [actor.name, *(words for one in actor.offices for words in (one.office, one.place))]
    return not any(PAIR.search(string or "") for string in strings)


@given(readings())
def test_round_trip_is_exact(reading: Reading) -> None:
    if is_writable(reading):
        assert read_json(write_json(reading)) == reading
    else:
        with pytest.raises(InputError, match="surrogates"):
            write_json(reading)


@given(readings().filter(is_writable))
def test_lines_are_valid_and_harmless(reading: Reading) -> None:
    line = write_json(reading)
    Draft202012Validator(SCHEMA).validate(json.loads(line))
    assert line.splitlines() == [line]
    assert line.encode("utf-8").decode("utf-8") == line
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", line)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_words_stand_beside_offsets() -> None:
    record = json.loads(write_json(make_example()))
    text = record["article"]["text"]
    halls = record["statements"][3]
    assert [span["words"] for span in halls["content"]] == ["Die Halle wird abgerissen", "Dies"]
    assert [span["words"] for span in halls["cue"]] == ["teilte", "mit"]
    assert all(text[span["start"] : span["end"]] == span["words"] for span in halls["content"])
    assert record["statements"][1]["parent"] == record["statements"][0]["id"]
    assert record["statements"][4]["speaker"] == []


def test_german_stays_readable() -> None:
    assert "„in einem erbärmlichen Zustand“" in write_json(make_example())


def test_a_lone_surrogate_survives() -> None:
    reading = make_example()
    odd = replace(reading, article=replace(reading.article, title="halb \udce4"))
    line = write_json(odd)
    assert "\\udce4" in line
    assert read_json(line).article.title == "halb \udce4"


@pytest.mark.parametrize(
    "line", ["", "{", "[1]", "null", '{"format":"other"}', "[" * 100_000, '{"format": NaN}']
)
def test_what_is_no_reading_is_refused(line: str) -> None:
    with pytest.raises(InputError):
        read_json(line)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("statements", 0, "content", 0, "words"), "etwas anderes"),
        (("statements", 0, "content", 0, "end"), 10**6),
        (("statements", 0, "content", 0, "start"), -1),
        (("statements", 0, "content", 0, "start"), 17.0),
        (("statements", 0, "kind"), "sung"),
        (("statements", 0, "scores"), {}),
        (("analysis", "tokens"), [[3, 2]]),
        (("analysis", "mentions", 0, "label"), "thing"),
        (("article", "published_on"), "yesterday"),
        (("article",), None),
        (("statements", 0, "speaker_chains"), [7]),
        (("statements", 0, "addressee_chains"), [True]),
        (("links",), [{"chain": 0, "actor": "Q1", "candidates": [], "evidence": {}}]),
    ],
)
def test_a_damaged_reading_is_refused(path: tuple[str | int, ...], value: object) -> None:
    record = json.loads(write_json(make_example()))
    inner = record
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    with pytest.raises(InputError, match="damaged Reading"):
        read_json(json.dumps(record))


def test_chains_links_and_actors_come_back() -> None:
    talk = make_talk()
    record = json.loads(write_json(talk))
    assert read_json(json.dumps(record)) == talk
    ihm = record["analysis"]["chains"][1]["members"][1]
    assert (ihm["span"]["words"], ihm["antecedent"]["words"]) == ("ihm", "Arne Pohl")
    assert record["links"][1]["candidates"] == ["Q42", "Q43"]
    assert record["actors"][1]["offices"][0] == {
        "office": "mayor", "place": "Q7", "start": "2020-01-01", "end": None
    }  # fmt: skip
    for wrong in ({"chain": 6}, {"actor": "Q43"}):
        damaged = {**record, "links": [{**record["links"][0], **wrong}]}
        with pytest.raises(InputError, match="damaged Reading"):
            read_json(json.dumps(damaged))


def test_lines_of_the_first_format_are_read() -> None:
    example = make_example()
    record = {**json.loads(write_json(example)), "format": "laut-reading@1"}
    del record["links"], record["actors"], record["analysis"]["chains"]
    for statement in record["statements"]:
        del statement["speaker_chains"], statement["addressee_chains"]
    assert read_json(json.dumps(record)) == example


def test_every_field_is_documented() -> None:
    documented = set(re.findall(r"`(\w+)`", DOCUMENT.read_text("utf-8")))

    def iter_names(node: object) -> set[str]:
        if not isinstance(node, dict):
            return set()
        names = set(node.get("properties", {}))
        return names.union(*(iter_names(child) for child in node.values()), set(node.get("enum", [])))

    assert iter_names(SCHEMA) - documented == set()
