"""Who meets whom on statements: counts, dates, relations, and files that other programs read."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import networkx
import pytest
from asked import make_article

from laut.archive import Archive, load_parts, make_run, open_archive, write_part
from laut.cli.main import main
from laut.errors import SettingError
from laut.query import Filters, network, write_network
from laut.records import Actor, Chain, Evidence, Link, Member, Reading, Span

FOUND = Evidence("test@1", 0.9, "named")
KERZ, ROTH, RAT = (
    Actor("Q1", "Ina Kerz", "person"),
    Actor("Q2", "Udo Roth", "person"),
    Actor("xab", "Stadtrat & Co", "organisation"),
)
TEXT = "„Udo Roth hat den Stadtrat belogen“, sagte Ina Kerz zu Roth."


def make_linked(day: str, outlet: str, text: str = TEXT, copy_of: str | None = None) -> Reading:
    """Kerz says to Roth what Roth did to the council."""
    content = text[: text.index("“") + 1]
    reading = make_article(
        text,
        [("direct", "speech", {"content": (content,), "speaker": ("Ina Kerz",), "addressee": ("Roth",)})],
        outlet=outlet, day=day, title="Streit", copy_of=copy_of,
    )  # fmt: skip

    def member(words: str, after: int = 0) -> Member:
        start = text.index(words, after)
        return Member(Span(start, start + len(words)), "name", FOUND)

    chains = (
        Chain((member("Ina Kerz"),), "person"),
        Chain((member("Udo Roth"), member("Roth", len(content))), "person"),
        Chain((member("Stadtrat"),), "organisation"),
    )
    links = tuple(Link(number, actor.id, FOUND) for number, actor in enumerate((KERZ, ROTH, RAT)))
    (statement,) = reading.statements
    return replace(
        reading,
        analysis=replace(reading.analysis, chains=chains),
        statements=(replace(statement, speaker_chains=(0,), addressee_chains=(1,)),),
        links=links,
        actors=(KERZ, ROTH, RAT),
    )


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Three articles, of which the second copies the first."""
    place = tmp_path_factory.mktemp("network") / "laut.archive"
    first = make_linked("2024-03-04", "Auenbote")
    readings = [
        first,
        make_linked("2024-03-05", "Talblatt", TEXT + " Niemand widersprach.", first.article.id),
        make_linked("2024-05-01", "Bergpost", "„Udo Roth hat den Stadtrat gelobt“, sagte Ina Kerz zu Roth."),
    ]
    with open_archive(place, write=True) as opened:
        write_part(opened.parts / "r", readings, run=make_run("ingest", "test@1"))
        load_parts(opened)
    with open_archive(place) as opened:
        yield opened


def edges_of(found: object) -> dict[tuple[str, str], tuple[int, int]]:
    return {(one.source, one.target): (one.statements, one.origins) for one in found.edges}  # type: ignore[attr-defined]


def test_any_two_actors_of_a_statement_meet_once(archive: Archive) -> None:
    found = network(archive)
    assert edges_of(found) == {("Q1", "Q2"): (3, 2), ("Q1", "xab"): (3, 2), ("Q2", "xab"): (3, 2)}
    assert [(one.id, one.name, one.statements) for one in found.nodes] == [
        ("Q1", "Ina Kerz", 3),
        ("Q2", "Udo Roth", 0),
        ("xab", "Stadtrat & Co", 0),
    ]
    assert (found.edges[0].first_on, found.edges[0].last_on) == (date(2024, 3, 4), date(2024, 5, 1))


def test_directed_relations_go_out_from_the_speaker(archive: Archive) -> None:
    assert edges_of(network(archive, relation="addresses")) == {("Q1", "Q2"): (3, 2)}
    assert edges_of(network(archive, relation="mentions")) == {("Q1", "Q2"): (3, 2), ("Q1", "xab"): (3, 2)}


def test_words_filters_and_the_least_weight_choose(archive: Archive) -> None:
    assert edges_of(network(archive, "gelobt", relation="addresses")) == {("Q1", "Q2"): (1, 1)}
    since = Filters(since=date(2024, 4, 1))
    assert edges_of(network(archive, relation="addresses", filters=since)) == {("Q1", "Q2"): (1, 1)}
    assert network(archive, filters=since, least=2).nodes == ()
    assert network(archive, "schweigt").edges == ()


@pytest.mark.parametrize("relation", ["cooccurrence", "mentions"])
def test_graphml_and_gexf_are_read_back(archive: Archive, tmp_path: Path, relation: str) -> None:
    found = network(archive, relation=relation)  # type: ignore[arg-type]
    write_network(found, tmp_path / "n.graphml")
    write_network(found, tmp_path / "n.gexf")
    graph = networkx.read_graphml(tmp_path / "n.graphml")
    dated = networkx.read_gexf(tmp_path / "n.gexf")
    for one in (graph, dated):
        assert one.is_directed() == found.is_directed
        assert {name: facts["label"] for name, facts in one.nodes(data=True)} == {
            "Q1": "Ina Kerz", "Q2": "Udo Roth", "xab": "Stadtrat & Co",
        }  # fmt: skip
        assert one.edges["Q1", "Q2"]["weight"] == 3
    assert graph.edges["Q1", "Q2"]["first"] == "2024-03-04"
    assert (dated.edges["Q1", "Q2"]["start"], dated.edges["Q1", "Q2"]["end"]) == ("2024-03-04", "2024-05-01")


def test_pictures_are_drawn_alike_twice(archive: Archive, tmp_path: Path) -> None:
    found = network(archive)
    for ending, mark in ((".svg", b"<svg"), (".png", b"PNG")):
        for name in ("a", "b"):
            write_network(found, tmp_path / f"{name}{ending}")
        drawn = (tmp_path / f"a{ending}").read_bytes()
        assert mark in drawn[:2000]
        assert drawn == (tmp_path / f"b{ending}").read_bytes()
    with pytest.raises(SettingError, match="graphml"):
        write_network(found, tmp_path / "n.doc")


def test_the_command(archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place, target = str(archive.path), tmp_path / "n.graphml"
    assert main(["network", "--archive", place, "--output", str(target)]) == 0
    shown = capsys.readouterr()
    assert "Ina Kerz" in shown.out
    assert "3 actors, 3 edges" in shown.err
    assert target.exists()
    assert main(["network", "--archive", place, "--csv", "--relation", "addresses"]) == 0
    assert "Q1,Q2,3,2,2024-03-04,2024-05-01,Ina Kerz,Udo Roth" in capsys.readouterr().out
    assert main(["network", "schweigt", "--archive", place, "--output", str(target)]) == 2
    assert "nothing to write" in capsys.readouterr().err
