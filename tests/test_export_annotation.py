"""Web Annotation and schema.org: valid by their models, and every selector finds its words."""

import json
from dataclasses import replace
from typing import Any

from hypothesis import given
from invented import make_example, readings
from jsonschema import Draft202012Validator

from laut.export.annotation import AROUND, PAGES
from laut.export.entries import make_entry, withhold_text
from laut.export.jsonld import GRAPHS
from laut.records import Reading, Span

# What the Recommendation (Web Annotation Data Model, 23 February 2017, chapters 3 and 4) requires of what
# laut writes: its MUSTs and value spaces.
RESOURCE = {
    "type": "object",
    "required": ["type", "source", "selector"],
    "properties": {
        "type": {"const": "SpecificResource"},
        "source": {"oneOf": [{"type": "string"}, {"type": "object", "required": ["id"]}]},
        "selector": {
            "type": "array",
            "prefixItems": [
                {
                    "required": ["type", "start", "end"],
                    "properties": {
                        "type": {"const": "TextPositionSelector"},
                        "start": {"type": "integer", "minimum": 0},
                        "end": {"type": "integer", "minimum": 0},
                    },
                    "additionalProperties": False,
                },
                {
                    "required": ["type", "exact", "prefix", "suffix"],
                    "properties": {"type": {"const": "TextQuoteSelector"}},
                },
            ],
            "items": False,
        },
    },
}
ACTOR = {
    "type": "object",
    "required": ["type", "source", "purpose"],
    "properties": {
        "type": {"const": "SpecificResource"},
        "source": {
            "type": "string",
            "pattern": "^(http://www.wikidata.org/entity/Q|urn:laut:actor:)[^\\s]+$",
        },
        "purpose": {"const": "identifying"},
        "selector": False,
    },
}
TEXTUAL = {
    "type": "object",
    "required": ["type", "value"],
    "properties": {
        "type": {"const": "TextualBody"},
        "value": {"type": "string"},
        "purpose": {"enum": ["tagging", "describing"]},
    },
}
ANNOTATION = {
    "type": "object",
    "required": ["id", "type", "target"],
    "properties": {
        "id": {"type": "string", "pattern": "^urn:laut:[^\\s]+$"},
        "type": {"const": "Annotation"},
        "motivation": {"const": "classifying"},
        "body": {"type": "array", "items": {"oneOf": [RESOURCE, TEXTUAL, ACTOR]}},
        "target": {
            "oneOf": [
                {"type": "array", "minItems": 1, "items": RESOURCE},
                {"type": "object", "required": ["id"]},
            ]
        },
    },
}
PAGE = {
    "type": "object",
    "required": ["@context", "id", "type", "items"],
    "properties": {
        "@context": {"prefixItems": [{"const": "http://www.w3.org/ns/anno.jsonld"}]},
        "type": {"const": "AnnotationPage"},
        "items": {"type": "array", "items": ANNOTATION},
    },
}


def read_role(annotation: dict[str, Any], role: str) -> tuple[Span, ...]:
    pieces = (
        annotation["target"]
        if role == "content"
        else [one for one in annotation["body"] if one.get("laut:role") == role]
    )
    positions = [piece["selector"][0] for piece in pieces if "selector" in piece]
    return tuple(Span(one["start"], one["end"]) for one in positions)


def check_page(page: dict[str, Any], reading: Reading) -> None:
    Draft202012Validator(PAGE).validate(page)
    text = reading.article.text
    for annotation, statement in zip(page["items"], reading.statements, strict=True):
        target = annotation["target"]
        assert (read_role(annotation, "content") if isinstance(target, list) else ()) == statement.content
        for role in ("speaker", "cue", "frame", "addressee"):
            assert read_role(annotation, role) == getattr(statement, role)
        for piece in [*(target if isinstance(target, list) else []), *annotation["body"]]:
            if "selector" in piece:
                position, quote = piece["selector"]
                start, end = position["start"], position["end"]
                assert quote["exact"] == text[start:end]
                assert text[:start].endswith(quote["prefix"])
                assert text[end:].startswith(quote["suffix"])
        tags = [one["value"] for one in annotation["body"] if one.get("purpose") == "tagging"]
        assert tags == [statement.kind, statement.medium]


def has_pair(reading: Reading) -> bool:
    """Whether its text writes one character as two surrogates, which JSON joins."""
    text = reading.article.text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").count("\ufffd") != len(
        [c for c in text if "\ud800" <= c <= "\udfff" or c == "\ufffd"]
    )


@given(readings().filter(lambda reading: not has_pair(reading)))
def test_pages_come_back(reading: Reading) -> None:
    line = PAGES.write(make_entry(reading))
    assert line.splitlines() == [line.removesuffix("\n")]
    check_page(json.loads(line), reading)


def test_the_page_is_named_as_where_the_text_is_from() -> None:
    reading = make_example()
    entry = make_entry(replace(reading, article=replace(reading.article, url="https://auen.example/1")))
    page = json.loads(PAGES.write(entry))
    source = page["items"][0]["target"][0]["source"]
    assert source["id"] == f"urn:laut:{reading.article.id}"
    assert (source["via"], source["laut:sha256"]) == ("https://auen.example/1", entry.text_hash)
    assert page["items"][1]["laut:parent"] == {"id": page["items"][0]["id"]}


def test_withheld_text_is_in_no_selector() -> None:
    line = PAGES.write(withhold_text(make_entry(make_example())))
    assert "gesperrt" not in line
    assert "Zustand" in line
    assert AROUND < 100


def read_graph(reading: Reading) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    graph = json.loads(GRAPHS.write(make_entry(reading)))
    assert graph["@context"] == "https://schema.org"
    article, *quotations = graph["@graph"]
    return article, quotations


def test_quotations_name_who_and_where() -> None:
    reading = make_example()
    full = replace(
        reading.article,
        title="Brücke gesperrt",
        outlet="Auenbote",
        url="https://auen.example/1",
        agency="dpa",
    )
    article, quotations = read_graph(replace(reading, article=full))
    assert article == {
        "@type": "NewsArticle",
        "@id": f"urn:laut:{full.id}",
        "headline": "Brücke gesperrt",
        "url": "https://auen.example/1",
        "datePublished": "2024-03-05",
        "inLanguage": "de",
        "publisher": {"@type": "Organization", "name": "Auenbote"},
        "contributor": {"@type": "Organization", "name": "dpa"},
        "identifier": article["identifier"],
    }
    assert quotations[5]["creator"] == {"@type": "Person", "name": "Ina Kerz"}
    assert quotations[5]["creditText"] == "Kerz"
    assert "creator" not in quotations[4]
    assert quotations[1]["isPartOf"] == {"@id": quotations[0]["@id"]}


@given(readings().filter(lambda reading: not has_pair(reading)))
def test_every_statement_is_a_quotation(reading: Reading) -> None:
    _, quotations = read_graph(reading)
    assert len(quotations) == len(reading.statements)
    for made, statement in zip(quotations, reading.statements, strict=True):
        assert made["@type"] == "Quotation"
        assert made["genre"] == [statement.kind, statement.medium]
