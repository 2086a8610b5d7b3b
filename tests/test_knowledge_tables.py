"""Tables of actors: what is wrong with one is said with file, line and remedy, and nothing of it is kept."""

from pathlib import Path

import pytest
from invented_knowledge import write_tables

from laut.errors import KnowledgeError
from laut.knowledge.checks import check_rows
from laut.knowledge.tables import read_tables

PEOPLE = "id\tname\taliases\tgender\tborn\tcountry\tnote\n"
TENURES = "office\tplace\tid\tholder\tstart\tend\tnote\n"
MAYOR = "head_of_government\tDEU\tlaut:ina-kerz\tIna Kerz\t"


def write(folder: Path, content: str | bytes) -> Path:
    path = folder / "mine.tsv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("", "mine.tsv:1: no header of a known table"),
        ("colour\tshape\n", "mine.tsv:1: no header of a known table"),
        ("id\tname\tcolour\n", "mine.tsv:1: unknown column 'colour': people has id name aliases"),
        ("id\tname\tname\n", "mine.tsv:1: a column stands twice"),
        (PEOPLE + "laut:ina-kerz\n", "mine.tsv:2: no name"),
        (PEOPLE + "Ina Kerz\tIna Kerz\n", "mine.tsv:2: id 'Ina Kerz': write a Wikidata id"),
        (PEOPLE + "laut:Ina\tIna Kerz\n", "mine.tsv:2: id 'laut:Ina': write"),
        (PEOPLE + "Q5\tIna Kerz\t\tfemale\n", "mine.tsv:2: gender 'female': write m or f"),
        (PEOPLE + "Q5\tIna Kerz\t\tf\t1.2.1950\n", "mine.tsv:2: born '1.2.1950': write a year"),
        (PEOPLE + "Q5\tIna Kerz\t\tf\t\tGermany\n", "mine.tsv:2: country 'Germany': write an ISO 3166 code"),
        (PEOPLE + "\n# a comment\nQ5\tIna\t\t\t\t\t\t\ta cell more\n", "mine.tsv:4: 9 cells under 7 columns"),
        (TENURES + f"{MAYOR}2020-13\n", "mine.tsv:2: start '2020-13': write a date that exists"),
        (TENURES + f"{MAYOR}2021-02-30\n", "mine.tsv:2: start '2021-02-30': write a date that exists"),
        (TENURES + f"{MAYOR}2021\t2020\n", r"mine.tsv:2: it ends \(2020\) before it starts \(2021\)"),
        (PEOPLE + "Q5\tIna \x1b[31mKerz\n", "mine.tsv:2: a character that cannot be shown"),
        (PEOPLE.encode("utf-16"), "mine.tsv is no UTF-8 at byte 0"),
    ],
)
def test_malformed_tables_are_named(tmp_path: Path, content: str | bytes, complaint: str) -> None:
    with pytest.raises(KnowledgeError, match=complaint):
        read_tables([write(tmp_path, content)])


def test_missing_tables_are_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"mine\.tsv cannot be read"):
        read_tables([tmp_path / "mine.tsv"])
    with pytest.raises(KnowledgeError, match=r"has no \.tsv file"):
        read_tables([tmp_path])


def test_months_and_byte_order_marks_are_fine(tmp_path: Path) -> None:
    (row,) = read_tables([write(tmp_path, "\ufeff" + TENURES + f"{MAYOR}2020-02\t2020\n")])
    assert (row.table, row["start"], row["note"]) == ("tenures", "2020-02", "")


def test_columns_may_be_left_out_and_come_in_any_order(tmp_path: Path) -> None:
    (row,) = read_tables([write(tmp_path, "name\tid\taliases\nIna Kerz\tQ5\tIna|I. Kerz\n")])
    assert (row.table, row["id"], row.split("aliases"), row["born"]) == (
        "people",
        "Q5",
        ("Ina", "I. Kerz"),
        "",
    )


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"people": "\nQ900000001\tUlla Brandhofer\n"}, r"people\.tsv:4: the same id as in .*people\.tsv:2"),
        (
            {"people": "\nQ900000010\tVera Einig\n"},
            r"Q900000010 is 'Vereinte Gemeinden' in .* and 'Vera Einig' here",
        ),
        ({"titles": "\nAstronaut\tastronaut\n"}, r"titles\.tsv:5: no office 'astronaut'"),
        ({"titles": "\nFürst\tmonarch\tLIE\n"}, r"titles\.tsv:5: no place or actor 'LIE'"),
        ({"tenures": "\nmonarch\tQ77\tQ78\tKönig Max\n"}, r"tenures\.tsv:7: no place or actor 'Q77'"),
        (
            {"tenures": "\nmonarch\tDEU\tQ900000001\tAndere Dame\n"},
            r"tenures\.tsv:7: Q900000001 is 'Andere Dame' here and 'Ursula Brandhofer' in .*people\.tsv:2",
        ),
        (
            {"tenures": "\nhead_of_government\tDEU\tQ79\tDrei Viertel\t2012-01-01\t2012-06-01\n"},
            r"Drei Viertel holds head_of_government of DEU from 2012-01-01, while Ulla Brandhofer does",
        ),
        ({"metonyms": "\nBurg\tlaut:burg\talways\n"}, r"metonyms\.tsv:5: no actor 'laut:burg'"),
        ({"metonyms": "\nKreml\tlaut:government-rus\tacting\n"}, r"metonyms\.tsv:5: the same form and id"),
    ],
)
def test_tables_that_contradict_each_other_are_refused(
    tmp_path: Path, changes: dict[str, str], complaint: str
) -> None:
    rows = read_tables([write_tables(tmp_path / "tables", **changes)])
    with pytest.raises(KnowledgeError, match=complaint):
        check_rows(rows)


def test_the_invented_tables_are_right(tmp_path: Path) -> None:
    check_rows(read_tables([write_tables(tmp_path / "tables")]))
