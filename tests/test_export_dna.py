"""Discourse Network Analyzer: its event list's header, and what that program asks of its file."""

import base64
import csv
import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from invented import make_example, readings

from laut.errors import LautError
from laut.export.dna import EVENTS, FILE, PASSWORD, hash_password, make_text, write_dna
from laut.export.entries import make_entry, withhold_text
from laut.export.voices import voices_by_statement
from laut.records import Reading

# As DNA's own Exporter (class export.Exporter, method eventCSV) writes it for the type "DNA Statement".
HEADER = (
    '"statement ID";"time";"document ID";"document title";"author";"source";"section";"type";"text"'
    ';"person";"organization";"concept";"agreement"'
)
# What its class sql.Sql asks of these tables, by name.
COLUMNS = {
    "SETTINGS": "Property Value",
    "DOCUMENTS": "ID Title Text Coder Author Source Section Notes Type Date",
    "STATEMENTTYPES": "ID Label Red Green Blue",
    "VARIABLES": "ID Variable DataType StatementTypeId",
    "VARIABLELINKS": "ID SourceVariableId TargetVariableId",
    "REGEXES": "Label Red Green Blue",
    "CODERRELATIONS": "ID Coder OtherCoder viewStatements editStatements viewDocuments editDocuments",
    "STATEMENTS": "ID StatementTypeId DocumentId Start Stop Coder",
    "DATABOOLEAN": "ID StatementId VariableId Value",
    "DATAINTEGER": "ID StatementId VariableId Value",
    "ENTITIES": "ID VariableId Value Red Green Blue ChildOf",
    "DATASHORTTEXT": "ID StatementId VariableId Entity",
    "DATALONGTEXT": "ID StatementId VariableId Value",
    "ATTRIBUTEVARIABLES": "ID VariableId AttributeVariable",
    "ATTRIBUTEVALUES": "ID EntityId AttributeVariableId AttributeValue",
}


def make_dna(folder: Path, *given: Reading) -> sqlite3.Connection:
    write_dna((make_entry(reading) for reading in given), folder)
    return sqlite3.connect(folder / FILE)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """The example's file, opened."""
    with closing(make_dna(tmp_path, make_example())) as opened:
        yield opened


def read_events(folder: Path) -> list[dict[str, str]]:
    with (folder / EVENTS).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_the_event_list_has_its_header(tmp_path: Path) -> None:
    make_dna(tmp_path, make_example()).close()
    text = (tmp_path / EVENTS).read_text("utf-8")
    assert text.split("\n")[0] == HEADER
    events = read_events(tmp_path)
    assert list(events[0].values()) == [
        "1", "2024-03-05 00:00:00", "1", make_example().article.id, "", "", "", "",
        "Die Brücke sei „in einem erbärmlichen Zustand“", "Ina Kerz", "", "", "1",
    ]  # fmt: skip
    assert [event["person"] for event in events] == ["Ina Kerz"] * 3 + ["Arne Pohl", "", "Ina Kerz"]
    assert events[3]["text"].startswith("Die Halle wird abgerissen. Dies")


def test_tables_have_the_columns_that_dna_asks_for(database: sqlite3.Connection) -> None:
    for table, columns in COLUMNS.items():
        found = [row[1] for row in database.execute(f"pragma table_info({table})")]
        assert found == columns.split()
    coders = {row[1] for row in database.execute("pragma table_info(CODERS)")}
    assert {"Password", "FontSize", "PermissionEditCoderRelations"} <= coders
    assert len(coders) == 28


def test_statements_can_be_read_as_dna_reads_them(database: sqlite3.Connection) -> None:
    reading = make_example()
    text = reading.article.text
    rows = database.execute(
        "SELECT Start, Stop, SUBSTRING(DOCUMENTS.Text, Start + 1, Stop - Start) FROM STATEMENTS"
        " INNER JOIN CODERS ON STATEMENTS.Coder = CODERS.ID"
        " INNER JOIN STATEMENTTYPES ON STATEMENTS.StatementTypeId = STATEMENTTYPES.ID"
        " INNER JOIN DOCUMENTS ON DOCUMENTS.ID = STATEMENTS.DocumentId ORDER BY STATEMENTS.ID"
    ).fetchall()
    assert [(start, stop) for start, stop, _ in rows] == [
        (one.content[0].start, one.content[-1].end) for one in reading.statements
    ]
    assert all(words == text[start:stop] for start, stop, words in rows)
    (notes, seconds) = database.execute("SELECT Notes, Date FROM DOCUMENTS").fetchone()
    assert f"laut: {reading.article.id}" in notes
    assert seconds == 1709596800


def test_each_statement_has_each_variable_and_each_entity_its_attributes(
    database: sqlite3.Connection,
) -> None:
    assert database.execute("SELECT count(*) FROM DATASHORTTEXT").fetchone() == (18,)
    assert database.execute("SELECT count(*) FROM DATABOOLEAN").fetchone() == (6,)
    entities = database.execute("SELECT VariableId, Value FROM ENTITIES ORDER BY ID").fetchall()
    assert entities == [(1, ""), (2, ""), (3, ""), (1, "Ina Kerz"), (1, "Arne Pohl")]
    assert database.execute("SELECT count(*) FROM ATTRIBUTEVALUES").fetchone() == (15,)
    assert database.execute("pragma foreign_key_check").fetchall() == []
    assert database.execute("pragma integrity_check").fetchall() == [("ok",)]


def test_deleting_a_document_takes_all_with_it(database: sqlite3.Connection) -> None:
    database.execute("pragma foreign_keys = on")
    database.execute("DELETE FROM DOCUMENTS")
    for table in ("STATEMENTS", "DATASHORTTEXT", "DATABOOLEAN"):
        assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_the_password_is_the_one_that_is_told(database: sqlite3.Connection) -> None:
    (given,) = database.execute("SELECT Password FROM CODERS WHERE Name = 'Admin'").fetchone()
    salted = base64.b64decode(given)
    digest = salted[:16] + PASSWORD.encode()
    for _ in range(100_000):
        digest = hashlib.sha256(digest).digest()
    assert salted == salted[:16] + digest
    assert given == hash_password("laut")


def test_articles_without_a_date_are_left_out_and_counted(tmp_path: Path) -> None:
    reading = make_example()
    undated = replace(reading, article=replace(reading.article, published_on=None))
    remark = write_dna([make_entry(reading), make_entry(undated)], tmp_path)
    assert "1 articles without a date are left out" in remark
    assert len(read_events(tmp_path)) == 6


def test_events_are_in_order_of_time(tmp_path: Path) -> None:
    reading = make_example()
    older = replace(reading, article=replace(reading.article, id="a2", published_on=date(1969, 7, 21)))
    make_dna(tmp_path, reading, older).close()
    events = read_events(tmp_path)
    assert [event["document ID"] for event in events] == ["2"] * 6 + ["1"] * 6
    assert events[0]["time"] == "1969-07-21 00:00:00"


def test_the_same_archive_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        make_dna(tmp_path / name, make_example()).close()
    for name in (FILE, EVENTS):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_quotation_marks_semicolons_and_formulas_are_defused(tmp_path: Path) -> None:
    reading = make_example()
    article = replace(reading.article, title='=1;"x"', outlet="A" * 300)
    make_dna(tmp_path, replace(reading, article=article)).close()
    event = read_events(tmp_path)[0]
    assert event["document title"] == "'=1,'x'"
    assert len(event["source"]) == 190


def test_withheld_texts_stay_out(tmp_path: Path) -> None:
    write_dna([withhold_text(make_entry(make_example()))], tmp_path)
    assert b"gesperrt" not in (tmp_path / FILE).read_bytes()
    assert read_events(tmp_path)[4]["text"] == "der Vertrag sei nichtig"


def test_what_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database" * 100)
    with pytest.raises(LautError, match="choose another --output"):
        write_dna([make_entry(make_example())], tmp_path)


@given(readings())
def test_every_place_is_the_same_in_utf_16(reading: Reading) -> None:
    text = make_text(reading.article.text)
    assert len(text.encode("utf-16-le")) == 2 * len(text) == 2 * len(reading.article.text)
    assert "\r" not in text


def test_any_reading_can_be_written(tmp_path: Path) -> None:
    taken = iter(range(10**6))

    @given(readings())
    def write(reading: Reading) -> None:
        folder = tmp_path / str(next(taken))
        folder.mkdir()
        with closing(make_dna(folder, reading)) as database:
            voices = voices_by_statement(reading)
            expected = sum(
                max(1, len(voices[number].standing) if number in voices else 1)
                for number, one in enumerate(reading.statements)
                if any(span.start < span.end for span in one.content)
            ) * (reading.article.published_on is not None)
            assert database.execute("SELECT count(*) FROM STATEMENTS").fetchone() == (expected,)
        assert len(read_events(folder)) == expected

    write()
