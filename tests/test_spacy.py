"""The component in a real spaCy pipeline: plain statements on the Doc, spans in groups, and DocBin."""

import json
import pickle
from dataclasses import replace
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from invented import make_example, readings
from invented_actors import make_talk
from laid_down import LaidDownReader
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import laut.pipeline
from laut.export.json_lines import write_json
from laut.records import Reading
from laut.spacy import NAMES, annotate
from laut.statements.labels import ROLES

TEXT = "Ina Kerz: Die Brücke ist „marode“, und das seit Jahren. Das stimmt.\nArne Pohl: Nein.\n"
GROUPS = {NAMES, *(f"laut/{role}" for role in ROLES)}


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Language:
    """A blank German pipeline with the component, whose statements are laid down in the text."""
    monkeypatch.setattr(laut.pipeline, "Reader", lambda *_: LaidDownReader())
    nlp = spacy.blank("de")
    nlp.add_pipe("laut")
    return nlp


def read_groups(doc: Doc) -> dict[str, list[tuple[str, str, str]]]:
    return {
        key: [(span.text, span.label_, span.id_) for span in group]
        for key, group in doc.spans.items()
        if key in GROUPS
    }


def test_the_doc_has_plain_statements(pipeline: Language) -> None:
    doc = pipeline(TEXT)
    wanted = json.loads(write_json(LaidDownReader().read(TEXT)))["statements"]
    assert wanted
    wanted = [{**one, "speaker_actors": [], "addressee_actors": []} for one in wanted]
    assert doc._.statements == wanted
    assert json.loads(json.dumps(doc._.statements)) == wanted
    assert all(doc.text[span["start"] : span["end"]] == span["words"]
               for one in doc._.statements for span in one["content"])  # fmt: skip


def test_the_model_that_ships_reads_a_doc() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("laut")
    doc = nlp("„Die Brücke bleibt gesperrt“, sagte Bürgermeisterin Ulla Brandhofer am Montag dem Auenboten.")
    (statement,) = doc._.statements
    assert statement["content"][0]["words"] == "„Die Brücke bleibt gesperrt“"
    assert read_groups(doc)["laut/speaker"] == [
        ("Bürgermeisterin Ulla Brandhofer", "direct", statement["id"])
    ]
    assert ("Ulla Brandhofer", "person", "") in read_groups(doc)[NAMES]


def test_spans_are_in_groups(pipeline: Language) -> None:
    doc = pipeline(TEXT)
    groups = read_groups(doc)
    assert set(groups) == GROUPS
    first = doc._.statements[0]
    assert (first["content"][0]["words"], first["kind"], first["id"]) in groups["laut/content"]
    assert groups["laut/speaker"][0][0] == "Ina Kerz"


def test_docs_keep_their_own_statements(pipeline: Language) -> None:
    one, none = pipeline.pipe([TEXT, "Hier spricht niemand"])
    assert one._.statements
    assert none._.statements == []
    assert pipeline.make_doc("Neu")._.statements == []


def test_a_docbin_brings_everything_back(pipeline: Language, tmp_path: Path) -> None:
    doc = pipeline(TEXT)
    DocBin(store_user_data=True, docs=[doc]).to_disk(tmp_path / "read.spacy")
    (back,) = DocBin().from_disk(tmp_path / "read.spacy").get_docs(spacy.blank("de").vocab)
    assert back._.statements == doc._.statements
    assert read_groups(back) == read_groups(doc)
    again = Doc(spacy.blank("de").vocab).from_bytes(doc.to_bytes())
    assert again._.statements == doc._.statements
    assert read_groups(again) == read_groups(doc)


def test_a_pipeline_can_be_kept(pipeline: Language, tmp_path: Path) -> None:
    pipeline.to_disk(tmp_path / "pipeline")
    kept = spacy.load(tmp_path / "pipeline")
    assert kept(TEXT)._.statements == pipeline(TEXT)._.statements
    component = pickle.loads(pickle.dumps(pipeline.get_pipe("laut")))
    assert component(pipeline.make_doc(TEXT))._.statements == pipeline(TEXT)._.statements


def test_settings_reach_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    given_settings: list[object] = []

    def make_reader(*settings: object) -> LaidDownReader:
        given_settings.extend(settings)
        return LaidDownReader()

    monkeypatch.setattr(laut.pipeline, "Reader", make_reader)
    nlp = spacy.blank("de")
    nlp.add_pipe("laut", config={"model": "models/own", "threads": 1})
    assert given_settings == []
    nlp(TEXT)
    nlp(TEXT)
    assert given_settings == ["models/own", 1]


def test_discontinuous_roles_are_several_spans() -> None:
    reading = make_example()
    doc = annotate(spacy.blank("de")(reading.article.text), reading)
    halls = reading.statements[3]
    found = [span.text for span in doc.spans["laut/content"] if span.id_ == halls.id]
    assert found == ["Die Halle wird abgerissen", "Dies"]
    assert [span.label_ for span in doc.spans[NAMES]] == ["person", "person"]


@given(readings())
def test_any_reading_fits_on_its_doc(reading: Reading) -> None:
    nlp = spacy.blank("de")
    text = reading.article.text.encode("utf-8", "replace").decode("utf-8")
    reading = replace(reading, article=replace(reading.article, text=text))
    doc = annotate(nlp(text), reading)
    assert len(doc._.statements) == len(reading.statements)
    (back,) = DocBin(store_user_data=True, docs=[doc]).get_docs(nlp.vocab)
    assert back._.statements == doc._.statements
    words = [text[span.start : span.end] for one in reading.statements for span in one.content]
    # a space behind a token is part of no token, so a content of nothing else can have no span
    assert sum(bool(one.strip()) for one in words) <= len(doc.spans["laut/content"]) <= sum(map(bool, words))


def test_statements_name_actors() -> None:
    talk = make_talk()
    doc = annotate(spacy.blank("de")(talk.article.text), talk)
    (kerz,), (pohl,) = doc._.statements[0]["speaker_actors"], doc._.statements[0]["addressee_actors"]
    assert (kerz["name"], kerz["chain"]) == ("Ina Kerz", ["sie", "Ina Kerz"])
    assert (pohl["id"], pohl["score"]) == ("Q42", 0.8)
