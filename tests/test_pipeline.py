"""The whole way with the model that ships: real readings of invented articles, long ones, odd ones."""

import json
import shutil
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import laut
from laut.errors import ModelError
from laut.export.gnq import make_document, make_gnq, parse_gnq, read_gnq
from laut.export.json_lines import read_json, write_json
from laut.language.encoder import Encoder
from laut.language.features import make_features
from laut.models.folder import DEFAULT, load_model
from laut.pipeline import NAME_LAYERS, Reader
from laut.records import Reading, Statement
from laut.statements.labels import ROLES

ROOT = Path(__file__).parent.parent
EXAMPLE = (ROOT / "examples/diplomatie.txt").read_text("utf-8")
SHORT = "„Die Brücke bleibt gesperrt“, sagte Bürgermeisterin Ulla Brandhofer am Montag dem Auenboten."


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def words(reading: Reading, statement: Statement, role: str) -> str:
    return reading.words(getattr(statement, role))


def test_a_quotation_has_its_speaker_cue_and_kind(reader: Reader) -> None:
    reading = reader.read(SHORT, published_on=date(2024, 3, 5))
    (statement,) = reading.statements
    assert statement.kind == "direct"
    assert statement.medium == "speech"
    assert words(reading, statement, "content") == "„Die Brücke bleibt gesperrt“"
    assert words(reading, statement, "speaker") == "Bürgermeisterin Ulla Brandhofer"
    assert words(reading, statement, "cue") == "sagte"
    assert reading.article.published_from == "given"
    assert {m.span.of(SHORT) for m in reading.analysis.mentions if m.label == "person"} == {"Ulla Brandhofer"}


def test_indirect_speech_goes_on_without_a_cue_and_quotations_nest(reader: Reader) -> None:
    reading = reader.read(EXAMPLE)
    kinds = [statement.kind for statement in reading.statements]
    assert len(kinds) >= 8
    assert {"direct", "indirect"} <= set(kinds)
    nested = [s for s in reading.statements if s.parent]
    assert nested
    holders = {s.id: s for s in reading.statements}
    for child in nested:
        parent = holders[child.parent or ""]
        assert parent.content[0].start <= child.content[0].start
        assert child.content[-1].end <= parent.content[-1].end


def test_no_other_style_of_marks_or_spelling_changes_the_reading(reader: Reader) -> None:
    swiss = EXAMPLE.replace("„", "«").replace("“", "»").replace("ß", "ss")
    one, other = reader.read(EXAMPLE), reader.read(swiss)
    assert [(s.kind, s.medium) for s in one.statements] == [(s.kind, s.medium) for s in other.statements]


def test_offsets_count_the_text_as_given(reader: Reader) -> None:
    text = (
        unicodedata.normalize("NFD", SHORT).replace("gesperrt", "ge\u00adsperrt").replace(" am ", "\u00a0am ")
    )
    reading = reader.read(text)
    assert unicodedata.normalize("NFC", words(reading, reading.statements[0], "speaker")) == (
        "Bürgermeisterin Ulla Brandhofer"
    )


@settings(max_examples=15)
@given(
    st.text(alphabet=st.characters(codec=None), max_size=200)
    | st.text("„“\"«»‚‘' .,Er sagte\n", max_size=300)
)
def test_whatever_the_text_spans_lie_inside_and_formats_round_trip(text: str) -> None:
    reading = laut.read(text)
    for statement in reading.statements:
        for role in ROLES:
            for span in getattr(statement, role):
                assert 0 <= span.start < span.end <= len(text)
    assert read_json(write_json(reading)) == reading
    if not any("\ud800" <= c <= "\udfff" for c in text):
        document = make_document(reading)
        assert parse_gnq(json.dumps(make_gnq(reading)), "reading") == document


def test_a_long_article_is_read_like_its_parts_without_doubles_at_the_seams(reader: Reader) -> None:
    files = sorted((ROOT / "newsroom/test").glob("t1-*.json"))[:12]
    texts = [read_gnq(file).text for file in files]
    apart = sum(len(reader.read(text).statements) for text in texts)
    together = reader.read("\n\n".join(texts))
    assert len(together.analysis.tokens) > 3 * 510
    contents = [statement.content for statement in together.statements]
    assert len(set(contents)) == len(contents)
    assert len({s.id for s in together.statements}) == len(contents)
    assert abs(len(contents) - apart) <= 0.1 * apart


def test_a_quotation_longer_than_the_window_is_not_cut(reader: Reader) -> None:
    inside = " ".join(f"Das ist der {n}. Satz einer langen Rede." for n in range(1, 38))
    text = f"Die Präsidentin sagte: „{inside}“ Dann ging sie."
    longest = max(reader.read(text).statements, key=lambda s: s.content[-1].end - s.content[0].start)
    assert longest.content[0].of(text).startswith("„")
    assert longest.content[-1].of(text).endswith("“")


def test_stretches_give_every_token_once(reader: Reader) -> None:
    features = make_features(EXAMPLE * 12, reader.pieces)
    stretches = list(Encoder(reader.model.encoder, NAME_LAYERS).iter_stretches(features))
    assert [i for s in stretches for i in range(*s.core)] == list(range(len(features.tokens)))
    assert all(len(values) == s.core[1] - s.core[0] for s in stretches for values in s.tags.values())


def test_readings_are_the_same_every_time(reader: Reader) -> None:
    assert reader.read(EXAMPLE) == Reader(threads=1).read(EXAMPLE)


def test_an_empty_text_has_nothing(reader: Reader) -> None:
    reading = reader.read(" \n ")
    assert (reading.statements, reading.analysis.tokens, reading.analysis.mentions) == ((), (), ())


@pytest.mark.parametrize("name", ["encoder.onnx", "settings.json", "checksums.txt"])
def test_a_damaged_model_is_refused(tmp_path: Path, name: str) -> None:
    folder = shutil.copytree(DEFAULT, tmp_path / "model")
    with (folder / name).open("ab") as file:
        file.write(b"x")
    with pytest.raises(ModelError):
        load_model(folder)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="is no model folder"):
        load_model(tmp_path)
