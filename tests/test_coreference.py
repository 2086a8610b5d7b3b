"""Chains of invented articles, by the model that ships."""

from collections.abc import Sequence

import pytest

from laut.pipeline import Reader
from laut.records import Chain, Member, Reading

SUMMIT = (
    "Außenminister Sergej Lawrow ist am Montag in Wien eingetroffen. Lawrow sagte, er wolle mit seinem "
    "österreichischen Kollegen Alexander Schallenberg reden. Der Minister kündigte an, dass "
    "Russland einlenken werde. „Ich bin zuversichtlich“, sagte er. Schallenberg zeigte sich skeptisch. "
    "Die beiden "
    "Minister wollen sich am Dienstag erneut treffen."
)
FAMILY = (
    "Karl Brandhofer senior gründete die Firma 1950. Karl Brandhofer junior führt sie heute. "
    "Peter Brandhofer "
    "lebt in Graz. Herr Moser lobte Frau Moser."
)
PARTY = "Die Liste Pilz verlor alle Sitze. Peter Pilz trat zurück. Pilz sagte, die Liste Pilz habe verloren."
EVENING = (
    "„Das war ein schwerer Abend“, sagte Parteichefin Ulla Kranz. „Ich übernehme die Verantwortung.“ Ihr "
    "Stellvertreter Jonas Feld widersprach. „Mich trifft keine Schuld“, erklärte er."
)
UNION = (
    "Die Auenländische Transportgewerkschaft (ATG) ruft zum Streik auf. Die ATG fordert mehr Lohn. Am Abend "
    "verteidigte die ATG ihre Forderung."
)
FILLER = "Die Brücke bleibt bis zum Herbst gesperrt. Der Verkehr wird umgeleitet, und Busse fahren anders. "


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(actors=False)


def words(reading: Reading, chain: Chain) -> list[str]:
    return [member.span.of(reading.article.text) for member in chain.members]


def find(reading: Reading, phrase: str) -> Chain:
    """The chain with a member of just these words."""
    return next(chain for chain in reading.analysis.chains if phrase in words(reading, chain))


def number(reading: Reading, phrase: str) -> int:
    return reading.analysis.chains.index(find(reading, phrase))


def members(chains: Sequence[Chain]) -> list[Member]:
    return [member for chain in chains for member in chain.members]


def test_a_name_its_short_form_the_office_and_pronouns_are_one_chain(reader: Reader) -> None:
    reading = reader.read(SUMMIT)
    chain = find(reading, "Lawrow")
    assert {"Außenminister Sergej Lawrow", "Lawrow", "er", "seinem", "Der Minister"} <= set(
        words(reading, chain)
    )
    assert chain.label == "person"
    assert "Schallenberg" not in words(reading, chain)
    assert len(find(reading, "Schallenberg").members) >= 2


def test_the_two_of_a_plural_are_its_parts(reader: Reader) -> None:
    reading = reader.read(SUMMIT)
    assert set(find(reading, "Die beiden Minister").parts) == {
        number(reading, "Lawrow"),
        number(reading, "Schallenberg"),
    }


def test_father_and_son_and_husband_and_wife_stay_apart(reader: Reader) -> None:
    reading = reader.read(FAMILY)
    brandhofers = [
        chain
        for chain in reading.analysis.chains
        if any("Brandhofer" in name for name in words(reading, chain))
    ]
    assert len(brandhofers) == 3
    assert find(reading, "Herr Moser") is not find(reading, "Frau Moser")


def test_a_person_and_a_party_of_one_name_stay_apart(reader: Reader) -> None:
    reading = reader.read(PARTY)
    person, party = find(reading, "Peter Pilz"), find(reading, "Die Liste Pilz")
    assert (person.label, party.label) == ("person", "organisation")
    assert "Pilz" in words(reading, person)
    assert "die Liste Pilz" not in words(reading, person)


def test_ich_is_who_speaks(reader: Reader) -> None:
    reading = reader.read(EVENING)
    assert "Ich" in words(reading, find(reading, "Parteichefin Ulla Kranz"))
    mine = next(m for m in find(reading, "Mich").members if m.span.of(EVENING) == "Mich")
    assert "speaker" in mine.evidence.reason
    assert "Mich" not in words(reading, find(reading, "Parteichefin Ulla Kranz"))


def test_an_abbreviation_goes_on_as_the_name(reader: Reader) -> None:
    chain = find(reader.read(UNION), "Die ATG")
    assert "ihre" in words(reader.read(UNION), chain)
    assert chain.label == "organisation"


def test_statements_name_the_chains_that_speak(reader: Reader) -> None:
    reading = reader.read(SUMMIT)
    speaking = [s for s in reading.statements if reading.words(s.speaker) in ("Lawrow", "er", "Der Minister")]
    assert speaking
    assert {s.speaker_chains for s in speaking} == {(number(reading, "Lawrow"),)}


def test_every_member_says_what_it_rests_on(reader: Reader) -> None:
    reading = reader.read(SUMMIT)
    for chain in reading.analysis.chains:
        seen = set()
        for member in chain.members:
            assert member.evidence.reason
            assert 0 <= member.evidence.score <= 1
            assert member.evidence.maker == reading.model
            seen.add(member.span)
        assert all(m.antecedent in seen for m in chain.members if m.antecedent)
        assert list(chain.members) == sorted(chain.members, key=lambda m: (m.span.start, -m.span.end))
    rested = [m for m in members(reading.analysis.chains) if m.antecedent]
    assert any("same last name" in m.evidence.reason for m in rested)
    assert any(m.evidence.reason.startswith("pronoun er, masculine") for m in rested)


def test_no_phrase_is_in_two_chains_and_the_same_text_gives_the_same(reader: Reader) -> None:
    reading = reader.read(SUMMIT)
    spans = [member.span for member in members(reading.analysis.chains)]
    assert len(spans) == len(set(spans))
    assert reader.read(SUMMIT).analysis.chains == reading.analysis.chains


def test_texts_without_anybody_have_no_chains(reader: Reader) -> None:
    for text in ("", "   ", "…", "Es regnet.", "12345 67890"):
        assert all(chain.members for chain in reader.read(text).analysis.chains)


def test_a_long_text_is_joined_over_the_encoders_windows(reader: Reader) -> None:
    text = "Bürgermeisterin Ulla Brandhofer sprach am Montag. " + FILLER * 60 + "Brandhofer bedauerte das."
    reading = reader.read(text)
    chain = find(reading, "Brandhofer")
    assert any("Ulla Brandhofer" in name for name in words(reading, chain))
