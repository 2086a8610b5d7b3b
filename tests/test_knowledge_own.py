"""Your own tables laid over a base: further names, new actors, dates that win; or an error and no change."""

from datetime import date
from pathlib import Path

import pytest
from invented_knowledge import write_sources, write_tables

from laut.errors import KnowledgeError
from laut.knowledge import Base, load_base
from laut.knowledge.build import build

PEOPLE = "id\tname\taliases\tgender\tborn\tcountry\tnote\n"
TENURES = "office\tplace\tid\tholder\tstart\tend\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base of the invented world."""
    folder = tmp_path_factory.mktemp("own")
    build(write_sources(folder / "kb"), folder / "base.sqlite", write_tables(folder / "tables"))
    return folder / "base.sqlite"


def lay(built: Path, folder: Path, **tables: str) -> Base:
    paths = []
    for name, text in tables.items():
        path = folder / f"{name}.tsv"
        path.write_text(text, "utf-8")
        paths.append(path)
    return load_base(built, paths)


def chancellors(base: Base) -> list[tuple[str, str, str]]:
    held = base.holders("head_of_government", "DEU", None)
    return [(one.id, str(one.start), str(one.end)) for one in held if one.start and one.start.year > 2012]


def test_new_actors_are_found(built: Path, tmp_path: Path) -> None:
    base = lay(built, tmp_path, mine=PEOPLE + "laut:ina-kerz\tIna Kerz\tKerz, Ina\tf\t1980\tDEU\n")
    (entry,) = base.find("Ina Kerz'")
    assert (entry.id, entry.born, base.sources(entry.id)) == ("laut:ina-kerz", 1980, ("yours",))
    assert {one.id for one in base.find_last("Kerz")} == {"laut:ina-kerz", "Q900000004"}


def test_known_actors_get_further_names(built: Path, tmp_path: Path) -> None:
    base = lay(built, tmp_path, mine=PEOPLE + "Q900000001\tDie Brandhoferin\tUlla B.\n")
    assert base.names("Q900000001") == ("Die Brandhoferin", "Ulla B.", "Ulla Brandhofer", "Ursula Brandhofer")
    assert [entry.id for entry in base.find("Ulla B.")] == ["Q900000001"]
    assert base.sources("Q900000001")[-1] == "yours"


def test_your_dates_win(built: Path, tmp_path: Path) -> None:
    rows = "head_of_government\tDEU\tQ900000004\tIda von Kerz\t2020-06-01\t\n"
    base = lay(built, tmp_path, mine=TENURES + rows)
    assert chancellors(base) == [
        ("Q900000002", "2013-03-08", "2019-05-31"),
        ("Q900000003", "2020-02-01", "2020-06-01"),
        ("Q900000004", "2020-06-01", "None"),
    ]
    (held,) = base.holders("head_of_government", "DEU", date(2030, 1, 1))
    assert (held.id, held.certain) == ("Q900000004", True)
    entry = base.entry("Q900000004")
    assert entry
    assert entry.last == 2020


def test_a_term_in_the_middle_splits_the_one_around_it(built: Path, tmp_path: Path) -> None:
    rows = "head_of_government\tDEU\tQ900000004\tIda von Kerz\t2015-01-01\t2016-01-01\n"
    assert chancellors(lay(built, tmp_path, mine=TENURES + rows))[:3] == [
        ("Q900000002", "2013-03-08", "2015-01-01"),
        ("Q900000004", "2015-01-01", "2016-01-01"),
        ("Q900000002", "2016-01-01", "2019-05-31"),
    ]


def test_tables_may_name_each_other(built: Path, tmp_path: Path) -> None:
    base = lay(
        built, tmp_path,
        offices="office\tscope\tmasculine\tcompound\nclub_president\torganisation\tKlubchef\tklubchef\n",
        organisations="id\tkind\tname\nlaut:klub\torganisation\tKlub der Leisen\n",
        people=PEOPLE + "laut:ina-kerz\tIna Kerz\n",
        tenures=TENURES + "club_president\tlaut:klub\tlaut:ina-kerz\tIna Kerz\t2020-01-01\n",
        metonyms="form\tid\tcondition\nVereinshaus\tlaut:klub\tacting\n",
        titles="form\toffice\tplace\nKlubvorstand\tclub_president\tlaut:klub\n",
        countries="place\tid\tname\tadjective\nATL\tQ6408\tAtlantis\tatlantisch\n",
    )  # fmt: skip
    (held,) = base.holders("club_president", "laut:klub", date(2021, 1, 1))
    assert held.id == "laut:ina-kerz"
    assert base.places("Klub der Leisen") == ("laut:klub",)
    assert base.offices_at("laut:klub") == ("club_president",)
    assert base.places("atlantische") == ("ATL",)
    assert base.titles("Klubvorstand")[0].places == ("laut:klub",)
    assert base.metonyms("Vereinshaus")[0].id == "laut:klub"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (TENURES + "head_of_state\tDEU\tlaut:nobody\tNie Mand\n", "mine.tsv:2: no actor 'laut:nobody'"),
        (TENURES + "astronaut\tDEU\tQ900000001\tUlla Brandhofer\n", "mine.tsv:2: no office 'astronaut'"),
        (TENURES + "monarch\tXXX\tQ900000001\tUlla Brandhofer\n", "mine.tsv:2: no place or actor 'XXX'"),
        (PEOPLE + "Q900000010\tVera Einig\n", r"is Vereinte Gemeinden \(organisation\) in the base"),
        (PEOPLE + "Q900000001\tUlla Brandhofer\t\tm\n", r"mine.tsv:2: gender 'm', but Q900000001 \(Ulla"),
        (PEOPLE + "Q900000001\tUlla Brandhofer\t\t\t1980\n", "mine.tsv:2: born '1980', but Q900000001"),
        (PEOPLE + "Q5\tIna\nQ5\tIna\n", "mine.tsv:3: the same id as in .*mine.tsv:2: take one out"),
        (
            TENURES + "head_of_state\tDEU\tQ900000001\tUlla Brandhofer\t2020\t2021\n"
            "head_of_state\tDEU\tQ900000004\tIda von Kerz\t2020-05-01\t2022\n",
            "mine.tsv:3: Ida von Kerz holds head_of_state of DEU from 2020-05-01, while Ulla Brandhofer",
        ),
    ],
)  # fmt: skip
def test_what_contradicts_is_refused(built: Path, tmp_path: Path, content: str, complaint: str) -> None:
    before = built.read_bytes()
    with pytest.raises(KnowledgeError, match=complaint):
        lay(built, tmp_path, good=PEOPLE + "laut:good\tGute Frau\n", mine=content)
    assert built.read_bytes() == before
    assert not load_base(built).find("Gute Frau")
