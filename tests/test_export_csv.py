"""CSV and Parquet: what goes in comes out, and no spreadsheet or terminal obeys it."""

import csv
import io
import json
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import NASTY, make_example, readings

from laut.export.csv_tables import ARTICLES, STATEMENTS, read_cell, write_cell
from laut.export.entries import make_entry, withhold_text
from laut.export.parquet import write_parquet
from laut.export.rows import ArticleRow, StatementRow, make_article_row, make_statement_rows
from laut.export.visible import make_visible
from laut.records import Reading, Span


def parse(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_a_statement() -> None:
    entry = make_entry(make_example())
    rows = parse(STATEMENTS.head + STATEMENTS.write(entry))
    assert list(rows[0]) == [field.name for field in fields(StatementRow)]
    halls = rows[3]
    assert halls["content"] == "Die Halle wird abgerissen … Dies"
    assert [Span(*map(int, span.split(".."))) for span in halls["content_at"].split()] == list(
        entry.reading.statements[3].content
    )
    assert (rows[4]["speaker"], rows[1]["parent"]) == ("", rows[0]["id"])
    assert halls["published_on"] == "2024-03-05"


def test_a_row_an_article() -> None:
    (row,) = parse(ARTICLES.head + ARTICLES.write(make_entry(make_example())))
    assert row["text"] == make_example().article.text
    assert row["statements"] == "6"


@pytest.mark.parametrize(
    "words", ["=1+1", "+49 30", "-5 Grad", "@dpa", "\t=1", " =1", "\r\n=1", "＝1", "|x", "%0", "'=1"]
)
def test_formulas_are_defused(words: str) -> None:
    cell = write_cell(words)
    assert cell[0] == "'"
    assert read_cell(cell) == make_visible(words)


@given(st.text(NASTY | st.characters()))
def test_cells_come_back(words: str) -> None:
    cell = write_cell(words)
    assert cell.strip()[:1] not in {"=", "+", "-", "@"}
    assert "\x1b" not in cell
    assert read_cell(cell) == make_visible(words)


@given(readings())
def test_tables_hold_every_row(reading: Reading) -> None:
    entry = make_entry(reading)
    rows = parse(STATEMENTS.head + STATEMENTS.write(entry))
    made = make_statement_rows(entry)
    assert [read_cell(row["content"]) for row in rows] == [make_visible(row.content or "") for row in made]
    assert [row["cue_at"] for row in rows] == [write_cell(row.cue_at) for row in made]
    assert [float(row["score"]) for row in rows] == [row.score for row in made]
    (article,) = parse(ARTICLES.head + ARTICLES.write(entry))
    assert read_cell(article["text"]) == make_visible(reading.article.text)
    assert "\x1b" not in STATEMENTS.write(entry) + ARTICLES.write(entry)


def read_table(folder: Path) -> list[dict[str, object]]:
    """The rows of a partitioned table in the order of their ids."""
    with duckdb.connect() as database:
        found = database.execute(
            f"select * from read_parquet('{folder}/*/*.parquet', hive_partitioning = true) order by id"
        )
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def plain(value: object) -> object:
    if isinstance(value, tuple):
        return [{"start": span.start, "end": span.end} for span in value]
    return value


def test_parquet_comes_back(tmp_path: Path) -> None:
    example = make_example()
    odd = replace(example.article, id="a2", text="ab \ud83d", published_on=None, copy_of="a1")
    entries = [make_entry(example), make_entry(Reading(odd, example.analysis, (), "test@1"))]
    assert write_parquet(entries, tmp_path) == ""
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.parquet")) == [
        "articles/month=2024-03/data_0.parquet",
        "articles/month=undated/data_0.parquet",
        "statements/month=2024-03/data_0.parquet",
    ]
    wanted = sorted(make_statement_rows(entries[0]), key=lambda row: row.id)
    found = read_table(tmp_path / "statements")
    for row, made in zip(found, wanted, strict=True):
        assert row == {field.name: plain(getattr(made, field.name)) for field in fields(StatementRow)} | {
            "month": "2024-03"
        }
    second, first = read_table(tmp_path / "articles")
    assert first["found"] == [
        {name: value for name, value in row.items() if name != "month"}
        for row in sorted(found, key=lambda row: str(row["number"]))
    ]
    made = make_article_row(entries[0])
    assert {field.name: first[field.name] for field in fields(ArticleRow)} == {
        field.name: getattr(made, field.name) for field in fields(ArticleRow)
    }
    assert (second["text"], second["published_on"], second["copy_of"]) == ("ab \ufffd", None, "a1")
    assert first["published_on"] == date(2024, 3, 5)


def test_parquet_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_parquet([make_entry(make_example())], tmp_path / name)
    one, two = (
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*.parquet")
        }
        for name in ("one", "two")
    )
    assert one == two
    assert len(one) == 2


def test_no_rows_make_no_files(tmp_path: Path) -> None:
    write_parquet([], tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_withheld_text_stays_out(tmp_path: Path) -> None:
    write_parquet([withhold_text(make_entry(make_example()))], tmp_path)
    (article,) = read_table(tmp_path / "articles")
    assert "gesperrt" not in json.dumps(article, default=str)
