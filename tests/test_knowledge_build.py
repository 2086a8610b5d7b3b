"""Building the base from an invented world: merging, trust, dates, the same bytes on a second run."""

import json
from datetime import date
from pathlib import Path

import pytest
from invented_knowledge import write_sources, write_tables

from laut.errors import KnowledgeError
from laut.knowledge import Base, load_base
from laut.knowledge.__main__ import main
from laut.knowledge.build import build
from laut.knowledge.card import write_card
from laut.knowledge.sources.factbook import read_factbook
from laut.knowledge.sources.flat_yaml import read_yaml


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A base of the invented world."""
    out = tmp_path / "built" / "base.sqlite"
    out.parent.mkdir()
    build(write_sources(tmp_path / "kb"), out, write_tables(tmp_path / "tables"))
    return out


def offices(base: Base, actor: str) -> list[tuple[str, str, str, str]]:
    found = base.actor(actor)
    assert found
    return [(one.office, one.place, str(one.start), str(one.end)) for one in found.offices]


def test_one_person_of_four_sources_is_one_actor(built: Path) -> None:
    base = load_base(built)
    assert [entry.id for entry in base.find("Ulla Brandhofer")] == ["Q900000001"]
    assert base.sources("Q900000001") == ("tables", "everypolitician", "mdb", "reign")
    assert base.names("Q900000001") == ("Ulla Brandhofer", "Ursula Brandhofer")
    assert offices(base, "Q900000001") == [
        ("party_member", "Q900000020", "None", "None"),
        ("member_of_parliament", "DEU", "1990-12-20", "1998-10-26"),
        ("head_of_government", "DEU", "2005-11-22", "2013-03-08"),
        ("secretary_general", "Q900000010", "2014-01-01", "2016-10-31"),
    ]


def test_entries_hold_what_candidates_are_compared_by(built: Path) -> None:
    entry = load_base(built).entry("Q900000001")
    assert entry
    assert (entry.kind, entry.country, entry.gender, entry.born) == ("person", "DEU", "f", 1954)
    assert (entry.first, entry.last) == (1990, 2016)
    member = load_base(built).entry("Q900000004")
    assert member
    assert 0 < member.weight < entry.weight < 1


def test_lists_give_way_to_the_tables(built: Path) -> None:
    """REIGN has Brandhofer and Schmalz, the Factbook Öhm since 2020; the tables' dates stand."""
    base = load_base(built)
    held = base.holders("head_of_government", "DEU", None)
    assert [(one.id, str(one.start)) for one in held] == [
        ("laut:schmalz", "1998-01-01"),
        ("Q900000001", "2005-11-22"),
        ("Q900000002", "2013-03-08"),
        ("Q900000003", "2020-02-01"),
    ]


def test_ends_known_to_the_month_meet_the_next_start(built: Path) -> None:
    (held,) = load_base(built).holders("head_of_government", "DEU", date(2005, 11, 3))
    assert (held.id, held.end, held.certain) == ("laut:schmalz", date(2005, 11, 22), True)


def test_a_leader_is_who_holds_the_leading_office(built: Path) -> None:
    base = load_base(built)
    assert [one.id for one in base.holders("leader", "DEU", date(2010, 1, 1))] == ["Q900000001"]
    assert [one.id for one in base.holders("leader", "DEU", date(1999, 1, 1))] == ["laut:schmalz"]
    assert offices(base, "laut:camille-roussel") == [("head_of_state", "FRA", "2017-05-14", "None")]


def test_the_factbook_is_read_as_names(tmp_path: Path) -> None:
    found = {listed.name: listed for listed in read_factbook(write_sources(tmp_path / "kb"))}
    assert sorted(found) == [
        "Albert XIV",
        "Camille Roussel",
        "Karl-Theodor van der Holm",
        "Petra Öhm",
        "Xi Ming",
    ]
    assert found["Karl-Theodor van der Holm"].last_names == ("van der Holm",)
    assert [term.office for term in found["Albert XIV"].terms] == ["head_of_state", "monarch"]


def test_german_lists_are_read(built: Path) -> None:
    base = load_base(built)
    (fink,) = base.find("Anna Fink")
    assert fink.gender == "f"
    assert offices(base, fink.id)[0][:2] == ("member_of_parliament", "DE-BY")
    assert [entry.name for entry in base.find("Otto von Klaeden")] == ["Otto von Klaeden"]
    assert [entry.kind for entry in base.find("AfM")] == ["organisation"]
    assert not base.find("Laute Show")
    assert [entry.id for entry in base.find_last("von Kerz")] == ["Q900000004"]


def test_american_lists_are_read(built: Path) -> None:
    base = load_base(built)
    assert offices(base, "Q900000030") == [
        ("vice_president", "USA", "1993-01-20", "1997-01-20"),
        ("head_of_state", "USA", "2001-01-20", "2009-01-20"),
    ]
    assert base.names("Q900000030") == ("Wally O'Quill", "Walter O'Quill")
    assert offices(base, "Q900000031") == [("senator", "USA", "2021-01-03", "None")]


def test_folded_lines_of_yaml_are_one(tmp_path: Path) -> None:
    (person,) = read_yaml(write_sources(tmp_path / "kb") / "us" / "legislators-current.yaml")
    assert isinstance(person, dict)
    (term,) = person["terms"]
    assert isinstance(term, dict)
    assert term["address"] == "1 Long Street with a name that goes on over the next line"
    assert person["id"] == {"wikidata": "Q900000031", "fec": ["S8XX00194", "H2XX01054"]}


def test_names_bent_by_other_languages_are_left_out(built: Path) -> None:
    base = load_base(built)
    assert not base.find("Ulla Brandhoferová")
    assert [entry.id for entry in base.find("Peter Mayer")] == ["Q900000005"]


def test_the_same_input_gives_the_same_bytes(tmp_path: Path, built: Path) -> None:
    again = tmp_path / "again.sqlite"
    build(tmp_path / "kb", again, tmp_path / "tables")
    assert again.read_bytes() == built.read_bytes()


def test_another_table_gives_another_version(tmp_path: Path, built: Path) -> None:
    tables = write_tables(
        tmp_path / "other", metonyms="form\tid\tcondition\nKreml\tlaut:government-rus\tacting\n"
    )
    build(tmp_path / "kb", tmp_path / "other.sqlite", tables)
    assert load_base(tmp_path / "other.sqlite").version != load_base(built).version


def test_a_wrong_table_leaves_the_old_base(tmp_path: Path, built: Path) -> None:
    before = built.read_bytes()
    tables = write_tables(tmp_path / "other", metonyms="\nBurg\tlaut:nobody\talways\n")
    with pytest.raises(KnowledgeError, match=r"metonyms\.tsv:5: no actor 'laut:nobody'"):
        build(tmp_path / "kb", built, tables)
    assert built.read_bytes() == before
    assert [path.name for path in built.parent.iterdir()] == ["base.sqlite"]


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="has no folder everypolitician2015"):
        build(tmp_path, tmp_path / "base.sqlite")


def test_the_card_counts_what_is_there(built: Path) -> None:
    card = write_card(built)
    assert json.loads((built.parent / "card.json").read_text("utf-8"))["version"] == card["version"]
    page = (built.parent / "card.md").read_text("utf-8")
    assert card["countries"]["DEU"]["head_of_government"] == 26  # 2000 to 2026 but for July 2019
    assert card["years"][2019]["head_of_government"] == 0
    assert card["gaps"]["head_of_state"] == ["USA"]
    assert {source["name"]: source["actors"] for source in card["sources"]}["dboes"] == 3
    assert all(source["licence"] in page for source in card["sources"])


def test_the_command_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--sources", str(tmp_path), "--out", str(tmp_path / "base.sqlite")]) == 1
    assert "has no folder" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
