"""Asking a base: names, offices at a date, places in every form, seats; and bases that are none."""

from datetime import date
from pathlib import Path

import pytest
from invented_knowledge import write_sources, write_tables

from laut.errors import KnowledgeError
from laut.knowledge import Base, Metonym, Title, load_base
from laut.knowledge.build import build


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    """A base of the invented world."""
    folder = tmp_path_factory.mktemp("base")
    build(write_sources(folder / "kb"), folder / "base.sqlite", write_tables(folder / "tables"))
    return load_base(folder / "base.sqlite")


def holders(
    base: Base, day: str, office: str = "head_of_government", place: str = "DEU"
) -> list[tuple[str, bool]]:
    return [(one.id, one.certain) for one in base.holders(office, place, date.fromisoformat(day))]


@pytest.mark.parametrize(
    "name", ["Ulla Brandhofer", "ULLA BRANDHOFER", "Ulla Brandhofers", "Ursula Brandhofer"]
)
def test_people_are_found_by_whole_names(base: Base, name: str) -> None:
    assert [entry.id for entry in base.find(name)] == ["Q900000001"]


@pytest.mark.parametrize("name", ["Lawrezki", "Lawrezkis", "Lavretsky", "Lavrezkij"])
def test_last_names_are_found_in_other_spellings(base: Base, name: str) -> None:
    assert [entry.id for entry in base.find_last(name)] == ["laut:dmitri-lawrezki"]


@pytest.mark.parametrize("name", ["Peter Meier", "Brandhofer", "", " ", "?"])
def test_who_is_not_there_is_not_found(base: Base, name: str) -> None:
    assert base.find(name) == ()


@pytest.mark.parametrize("name", ["Vereinten Gemeinden", "VG", "vereinte gemeinden"])
def test_organisations_are_found_inflected(base: Base, name: str) -> None:
    assert [entry.id for entry in base.find(name)] == ["Q900000010"]


def test_unknown_ids_give_nothing(base: Base) -> None:
    assert base.entry("Q1") is base.actor("Q1") is None
    assert base.names("Q1") == base.sources("Q1") == ()


def test_offices_at_a_date(base: Base) -> None:
    assert holders(base, "2010-01-01") == [("Q900000001", True)]
    assert holders(base, "2013-03-07") == [("Q900000001", True)]
    assert holders(base, "2013-03-09") == [("Q900000002", True)]


def test_on_the_day_of_change_both_are_possible(base: Base) -> None:
    assert holders(base, "2013-03-08") == [("Q900000001", False), ("Q900000002", False)]


def test_a_month_is_uncertain_at_its_edge(base: Base) -> None:
    assert holders(base, "2019-04-30") == [("Q900000002", True)]
    assert holders(base, "2019-05-20") == [("Q900000002", False)]
    assert holders(base, "2014-06-01", "secretary_general", "Q900000010") == [("Q900000001", False)]
    assert holders(base, "2015-01-01", "secretary_general", "Q900000010") == [("Q900000001", True)]


def test_gaps_and_unknown_offices_give_nothing(base: Base) -> None:
    assert holders(base, "2019-09-01") == []
    assert holders(base, "1980-01-01") == []
    assert holders(base, "2010-01-01", "astronaut") == holders(base, "2010-01-01", place="XXX") == []


def test_after_the_tables_end_nothing_is_certain(base: Base) -> None:
    assert holders(base, "2026-06-30") == [("Q900000003", True)]
    assert holders(base, "2030-01-01") == [("Q900000003", False)]


@pytest.mark.parametrize(
    ("form", "place"),
    [
        ("Russland", "RUS"), ("Russlands", "RUS"), ("russische", "RUS"), ("russischen", "RUS"),
        ("Russischem", "RUS"),
        ("die Russen", "RUS"), ("Russinnen", "RUS"), ("US-", "USA"), ("US", "USA"),
        ("US-amerikanischer", "USA"),
        ("Vereinigten Staaten", "USA"), ("der Vereinigten Staaten", "USA"), ("Kreml", "RUS"),
        ("Kreml-", "RUS"),
        ("Österreichs", "AUT"), ("oesterreichischer", "AUT"), ("bayerische", "DE-BY"), ("Bayerns", "DE-BY"),
        ("Deutschen", "DEU"), ("deutsche", "DEU"), ("VG-", "Q900000010"),
    ],
)  # fmt: skip
def test_places_in_every_form(base: Base, form: str, place: str) -> None:
    assert base.places(form) == (place,)


@pytest.mark.parametrize("form", ["", "-", "die", "Deutschmark", "Vereinte", "Brandhofer"])
def test_what_is_no_place_is_none(base: Base, form: str) -> None:
    assert base.places(form) == ()


def test_titles_know_places_and_gender(base: Base) -> None:
    assert base.titles("Bundeskanzlerin") == (Title("head_of_government", ("DEU", "AUT"), "f"),)
    assert base.titles("Kremlchefs") == (Title("head_of_state", ("RUS",), "m"),)
    assert base.titles("Präsidentinnen") == (Title("head_of_state", (), "f"),)
    assert base.titles("Staatspräsidenten") == (Title("head_of_state", (), "m"),)
    assert base.titles("Bäcker") == ()


def test_heads_of_compounds(base: Base) -> None:
    assert base.office_heads()["präsident"] == Title("head_of_state", (), "")


def test_seats_speak(base: Base) -> None:
    assert base.metonyms("Kremls") == (Metonym("laut:government-rus", False),)
    assert base.metonyms("des Roten Hauses") == (Metonym("laut:government-rus", False),)
    assert base.metonyms("Moskaus") == (Metonym("laut:government-rus", True),)
    assert base.metonyms("Hütte") == ()


def test_names_of_places_and_offices(base: Base) -> None:
    assert [base.place_name(place) for place in ("DEU", "Q900000010", "XXX")] == [
        "Deutschland", "Vereinte Gemeinden", "XXX",
    ]  # fmt: skip
    assert base.office_name("head_of_government", "f") == "Regierungschefin"
    assert base.office_name("astronaut") == "astronaut"
    country = base.place_actor("RUS")
    assert country
    assert country.id == "Q159"


@pytest.mark.parametrize("content", [None, b"", b"no database at all, but long enough to be read as one" * 9])
def test_what_is_no_base_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "base.sqlite"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(KnowledgeError, match=r"base\.sqlite"):
        load_base(path)
