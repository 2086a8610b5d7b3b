"""Offices in German words: who held them on a day, and when nobody can say."""

from datetime import date

import pytest
from small_base import make_small_base

from laut.actors.holders import find_holder
from laut.actors.knowledge import Remembered
from laut.actors.offices import parse_office

BASE = Remembered(make_small_base())
SPRING = date(2011, 4, 1)

HELD = (
    ("Bundeskanzler", SPRING, "laut:werner-faymann"),  # the German one is a woman
    ("Bundeskanzlerin", SPRING, "Q567"),
    ("die deutsche Bundeskanzlerin", SPRING, "Q567"),
    ("Österreichs Bundeskanzler", SPRING, "laut:werner-faymann"),
    ("der österreichische Kanzler", SPRING, "laut:werner-faymann"),
    ("US-Präsident Barack Obama", SPRING, "Q76"),
    ("US-Präsident", SPRING, "Q76"),
    ("des US-Präsidenten", SPRING, "Q76"),
    ("dem amerikanischen Präsidenten", date(2008, 1, 1), "Q207"),
    ("der Präsident der Vereinigten Staaten", SPRING, "Q76"),
    ("der amerikanische Außenminister", date(2016, 1, 1), None),
    ("die amerikanische Aussenministerin", SPRING, "Q6294"),
    ("US-Außenminister", SPRING, "Q6294"),
    ("der US-Außenminister", SPRING, None),
    ("Kremlchef", SPRING, "Q23530"),
    ("Kremlchefs", date(2020, 1, 1), "Q7747"),
    ("Kremlsprecher Peskow", date(2020, 1, 1), "laut:dmitri-peskow"),
    ("Außenminister der Türkei", SPRING, "laut:ahmet-davutoglu"),
    ("dem türkischen Präsidenten", SPRING, "laut:abdullah-gul"),
    ("Frankreichs Präsident", SPRING, "Q329"),
    ("der Präsident von Weissrussland", SPRING, "Q2866"),
    ("weißrussischen Staatschef Alexander Lukaschenko", SPRING, "Q2866"),
    ("EU-Kommissionspräsident", SPRING, "laut:jose-manuel-barroso"),
    ("der Präsident der EU-Kommission", SPRING, "laut:jose-manuel-barroso"),
    ("Präsident der Europäischen Kommission", SPRING, "laut:jose-manuel-barroso"),
    ("Chef der US-Notenbank", SPRING, "laut:ben-bernanke"),
    ("US-Notenbankchef Ben Bernanke", SPRING, "laut:ben-bernanke"),
    ("bayerischer Ministerpräsident", SPRING, "laut:horst-seehofer"),
    ("Bayerns Ministerpräsident Horst Seehofer", SPRING, "laut:horst-seehofer"),
    ("Regierender Bürgermeister von Berlin", SPRING, "laut:klaus-wowereit"),
    ("dem Regierenden Bürgermeister", SPRING, "laut:klaus-wowereit"),
    ("Tirols Landeshauptmann", SPRING, "laut:gunther-platter"),
    ("Tiroler Landeshauptmann Günther Platter", SPRING, "laut:gunther-platter"),
    ("Schweizer Bundesrätin", SPRING, "laut:doris-leuthard"),
    ("Bundesrätin Doris Leuthard", SPRING, "laut:doris-leuthard"),
    ("SPD-Vorsitzender", SPRING, "laut:sigmar-gabriel"),
    ("SPD-Chef Gabriel", SPRING, "laut:sigmar-gabriel"),
    ("CDU-Chefin", SPRING, "Q567"),
    ("der Vorsitzenden der CDU", SPRING, "Q567"),
    ("britische Premierministerin", date(2017, 1, 1), "Q264766"),
    ("Sprecherin des russischen Außenministeriums", date(2020, 1, 1), "laut:maria-sacharowa"),
    (
        "die Sprecherin des russischen Außenministeriums, Maria Sacharowa",
        date(2020, 1, 1),
        "laut:maria-sacharowa",
    ),
    ("UN-Generalsekretär", SPRING, "Q1253"),
    ("Generalsekretär der Vereinten Nationen", SPRING, "Q1253"),
    ("der Generalsekretär der UNO, Ban Ki-moon", SPRING, "Q1253"),
    ("Präsident des Deutschen Bundestages", SPRING, "laut:norbert-lammert"),
    ("Bundestagspräsident Norbert Lammert", SPRING, "laut:norbert-lammert"),
    ("der ehemalige Bundeskanzler Gerhard Schröder", SPRING, "Q2530"),
    ("Altkanzler Schröder", SPRING, "Q2530"),
    ("Ex-Bundeskanzler Gerhard Schröder", SPRING, "Q2530"),
    ("der Papst", SPRING, "Q2494"),
)

UNKNOWN = (
    ("der Bundespräsident", SPRING, 2),  # Germany, Austria; in Switzerland nobody known
    ("der Außenminister", SPRING, 1),
    ("der Papst", date(2013, 3, 5), 0),
    ("deutscher Bundespräsident", date(2012, 3, 1), 0),
    ("der ehemalige US-Präsident", SPRING, None),
    ("Ex-Kanzler", SPRING, None),
    ("der damalige russische Präsident", SPRING, None),
    ("der designierte Bundeskanzler", SPRING, None),
    ("der stellvertretende Außenminister der Türkei", SPRING, None),
    ("die türkischen Außenminister", SPRING, None),
    ("Bundesräte", SPRING, None),
    ("Bundesrat", SPRING, None),
    ("eine Sprecherin des Auswärtigen Amtes", SPRING, None),
    ("die Bundeskanzlerin", date(2023, 1, 1), None),
    ("sein Außenminister", SPRING, None),
    ("Vizepräsident der USA", SPRING, None),
    ("Präsident des Kaninchenzüchtervereins", SPRING, None),
    ("Merkels Sprecher", SPRING, None),
)


@pytest.mark.parametrize(("words", "on", "actor"), HELD)
def test_an_office_means_its_holder_of_the_day(words: str, on: date, actor: str | None) -> None:
    found = find_holder(words, on, BASE)
    assert found.actor == actor, found
    assert found.reason


@pytest.mark.parametrize(("words", "on", "candidates"), UNKNOWN)
def test_who_cannot_be_said_is_unknown(words: str, on: date, candidates: int | None) -> None:
    found = find_holder(words, on, BASE)
    assert found.actor is None, found
    assert candidates is None or len(found.candidates) == candidates
    assert found.reason


def test_home_decides_where_the_words_name_no_country() -> None:
    assert find_holder("der Bundespräsident", SPRING, BASE, home="AUT").actor == "laut:heinz-fischer"
    assert find_holder("der Außenminister", SPRING, BASE, home="DEU").actor == "laut:guido-westerwelle"
    assert find_holder("der russische Außenminister", SPRING, BASE, home="DEU").actor == "Q58217"
    assert find_holder("der Bundespräsident", SPRING, BASE, home="FRA").actor is None


def test_a_name_inside_the_words_is_read() -> None:
    office = parse_office("der frühere russische Ministerpräsident Wladimir Putin", BASE)
    assert office is not None
    assert (office.name, office.places, office.status) == ("Wladimir Putin", ("RUS",), "former")


def test_words_without_an_office_have_none() -> None:
    assert parse_office("das kleine Dorf am See", BASE) is None
    assert find_holder("", SPRING, BASE).actor is None
