"""The base that comes along: what it weighs, how fast it opens, that it knows whom everybody knows."""

import hashlib
import json
import time
from datetime import date
from importlib.resources import files

import pytest

from laut.knowledge import load_base, load_default
from laut.knowledge.build import HAND_TABLES
from laut.knowledge.checks import check_rows
from laut.knowledge.tables import AS_OF, read_tables

LARGEST = 15_000_000  # bytes
SLOWEST = 0.3  # seconds
FOLDER = files("laut.knowledge")


def test_the_hand_tables_are_right() -> None:
    check_rows(read_tables([HAND_TABLES]))


def test_it_is_small_and_opens_at_once() -> None:
    assert len((FOLDER / "base.sqlite").read_bytes()) <= LARGEST
    times = []
    for _ in range(3):
        started = time.perf_counter()
        assert load_base().entry("Q567")
        times.append(time.perf_counter() - started)
    assert min(times) <= SLOWEST


def test_the_card_is_of_this_file() -> None:
    card = json.loads((FOLDER / "card.json").read_text("utf-8"))
    assert card["sha256"] == hashlib.sha256((FOLDER / "base.sqlite").read_bytes()).hexdigest()
    assert card["version"] == load_default().version
    assert card["version"] in (FOLDER / "card.md").read_text("utf-8")
    assert card["as_of"] == AS_OF


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("Angela Merkel", "Q567"), ("Wladimir Putin", "Q7747"), ("Recep Tayyip Erdogan", "Q39259"),
        ("Frank-Walter Steinmeier", "Q76658"), ("Barack Obama", "Q76"), ("Donald Trump", "Q22686"),
        ("Nato", "Q7184"), ("CDU", "Q49762"), ("Europäischen Union", "Q458"), ("Deutschland", "Q183"),
    ],
)  # fmt: skip
def test_whom_everybody_knows_is_found(name: str, actor: str) -> None:
    assert load_default().find(name)[0].id == actor


@pytest.mark.parametrize("name", ["Merkel", "Merkels", "Putin", "Putins", "Poutine", "Obama", "Erdoğan"])
def test_last_names_give_the_prominent_one_first(name: str) -> None:
    found = load_default().find_last(name)
    assert found[0].id in {"Q567", "Q7747", "Q76", "Q39259"}
    assert [entry.weight for entry in found] == sorted((entry.weight for entry in found), reverse=True)


@pytest.mark.parametrize(
    ("office", "place", "day", "actor"),
    [
        ("head_of_government", "DEU", "2004-07-01", "Q2530"),
        ("head_of_government", "DEU", "2010-07-01", "Q567"),
        ("head_of_government", "DEU", "2022-07-01", "Q61053"),
        ("head_of_state", "USA", "2012-07-01", "Q76"),
        ("head_of_state", "USA", "2018-07-01", "Q22686"),
        ("head_of_state", "RUS", "2015-07-01", "Q7747"),
        ("leader", "DEU", "2010-07-01", "Q567"),
    ],
)
def test_offices_of_the_past_are_certain(office: str, place: str, day: str, actor: str) -> None:
    (held,) = load_default().holders(office, place, date.fromisoformat(day))
    assert (held.id, held.certain) == (actor, True)


@pytest.mark.parametrize(
    ("form", "place"), [("russischen", "RUS"), ("US-", "USA"), ("Türkei", "TUR"), ("Schweizer", "CHE")]
)
def test_places_are_known(form: str, place: str) -> None:
    assert load_default().places(form) == (place,)


def test_no_name_of_a_hand_table_is_lost() -> None:
    base = load_default()
    for row in read_tables([HAND_TABLES]):
        if row.table in ("people", "organisations"):
            assert row["id"] in {entry.id for entry in base.find(row["name"])}, row.where
            assert base.names(row["id"])[0] == row["name"], row.where
        if row.table == "tenures":
            assert base.entry(row["id"]), row.where
