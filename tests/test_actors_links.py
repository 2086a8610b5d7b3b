"""Chains of invented articles linked to a small base: names, offices, seats, and who stays unknown."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from small_base import make_small_base

from laut.actors.candidates import find_candidates
from laut.actors.compare import FEATURES, NAMES, compare
from laut.actors.knowledge import Remembered
from laut.actors.linker import Linker
from laut.actors.resolve import iter_cases, load_decision, make_page
from laut.actors.sources import find_source
from laut.encoding import Lead, Leads
from laut.ids import make_actor_id
from laut.pipeline import make_article
from laut.records import (
    Analysis,
    Chain,
    Evidence,
    Form,
    Label,
    Link,
    Member,
    Mention,
    Reading,
    RoleScores,
    Span,
    Statement,
)

BASE = Remembered(make_small_base())
LINKER = Linker(BASE)
SURE = Evidence("test@1", 1.0)
ON = date(2011, 4, 1)


def span(text: str, words: str, number: int = 0) -> Span:
    start = [found.start() for found in re.finditer(re.escape(words), text)][number]
    return Span(start, start + len(words))


def lead(words: Span, *antecedents: tuple[Span, float], feminine: float = 0.1) -> Leads:
    """What the network of chains would say of some words."""
    return Leads({words: Lead(antecedents, 0.9 - feminine, feminine, 0.02)}, frozenset())


def read(
    text: str,
    chains: Sequence[tuple[Label, Sequence[tuple[str, Form]]]],
    names: dict[str, Label],
    speakers: Sequence[str] = (),
    on: date | None = ON,
) -> Reading:
    """A reading whose chains, names and speakers are found by their words; repeated words count up."""
    seen: dict[str, int] = {}

    def find(words: str) -> Span:
        seen[words] = seen.get(words, -1) + 1
        return span(text, words, seen[words])

    made = tuple(
        Chain(tuple(Member(find(words), form, SURE) for words, form in members), label)
        for label, members in chains
    )
    mentions = sorted(
        (
            Mention(Span(found.start(), found.end()), "name", label, SURE)
            for name, label in names.items()
            for found in re.finditer(rf"\b{re.escape(name)}\b", text)
        ),
        key=lambda mention: mention.span,
    )
    scores = RoleScores(1, 1, 1, 1, 1)
    statements = tuple(
        Statement(f"s{n}", "indirect", "speech", (), SURE, scores, speaker=(span(text, words),))
        for n, words in enumerate(speakers)
    )
    analysis = Analysis((Span(0, len(text)),), (), tuple(mentions), made)
    return LINKER.link(Reading(make_article(text, published_on=on), analysis, statements))


def link_one(
    text: str, label: Label, words: str, form: Form, names: dict[str, Label], speakers: Sequence[str] = ()
) -> Link:
    """The link of the first chain; names elsewhere have chains of their own."""
    reading = read(text, [(label, [(words, form)])], names, speakers)
    first = next(n for n, c in enumerate(reading.analysis.chains) if words == c.members[0].span.of(text))
    return next(link for link in reading.links if link.chain == first)


def test_a_full_name_is_linked_with_its_reasons() -> None:
    text = "Der russische Außenminister Sergej Lawrow reiste nach Ankara."
    names: dict[str, Label] = {"Sergej Lawrow": "person", "Ankara": "place"}
    link = link_one(text, "person", "Der russische Außenminister Sergej Lawrow", "name", names)
    assert link.actor == "Q58217"
    assert link.evidence.score > 0.9
    assert "Sergej Lawrow" in link.evidence.reason


def test_short_forms_and_a_title_are_one_portrait() -> None:
    text = "Außenminister Lawrow (MP) sprach. Er war müde."
    reading = read(text, [("person", [("Lawrow", "name"), ("Er", "pronoun")])], {"Lawrow": "person"})
    (case,) = iter_cases(reading, make_page(reading), BASE)
    assert case.portrait.names == ("Lawrow",)
    assert case.portrait.gender == "m"
    assert case.portrait.parties == ("MP",)
    assert [office.noun for office in case.portrait.offices] == ["Außenminister"]
    assert reading.links[0].actor == "Q58217"


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("Die deutsche Bundeskanzlerin", "Q567"),
        ("Der US-Präsident", "Q76"),
        ("Der ehemalige US-Präsident", None),
        ("Eine Sprecherin des russischen Außenministeriums", None),
    ],
)
def test_an_office_alone_means_its_holder(words: str, actor: str | None) -> None:
    text = f"{words} sagte am Freitag ab."
    link = link_one(text, "office", words, "nominal", {}, [words])
    assert link.actor == actor
    assert link.evidence.reason


def test_an_office_that_several_may_hold_is_unknown_with_candidates() -> None:
    text = "Der Bundespräsident sagte am Freitag ab."
    link = link_one(text, "office", "Der Bundespräsident", "nominal", {})
    assert link.actor is None
    assert set(link.candidates) == {"laut:christian-wulff", "laut:heinz-fischer"}
    assert "2 may be meant" in link.evidence.reason


@pytest.mark.parametrize(
    ("words", "label", "speaks", "actor"),
    [
        ("Die türkische Regierung", "organisation", True, "laut:government-tur"),
        ("Das Weiße Haus", "organisation", True, "laut:government-usa"),
        ("Das russische Außenministerium", "organisation", True, "laut:ministry-foreign-affairs-rus"),
    ],
)
def test_bodies_without_a_name(words: str, label: Label, speaks: bool, actor: str) -> None:
    text = f"{words} wies das zurück."
    assert link_one(text, label, words, "nominal", {}, [words] if speaks else []).actor == actor


def test_a_capital_is_a_government_only_where_it_acts() -> None:
    text = "Moskau wies das zurück. In Moskau schneite es."
    names: dict[str, Label] = {"Moskau": "place"}
    acting = read(text, [("place", [("Moskau", "name")])], names, ["Moskau"])
    case = next(iter(iter_cases(acting, make_page(acting), BASE)))
    assert "laut:government-rus" in {c.entry.id for c in case.candidates}
    resting = read(text, [("place", [("Moskau", "name")])], names)
    case = next(iter(iter_cases(resting, make_page(resting), BASE)))
    assert "laut:government-rus" not in {c.entry.id for c in case.candidates}


def test_names_that_the_base_lacks_get_an_id_of_their_own() -> None:
    text = "Ulla Brandhofer kam aus Wiesenau. Auch Brandhofer lachte."
    names: dict[str, Label] = {"Ulla Brandhofer": "person", "Wiesenau": "place", "Brandhofer": "person"}
    chains: list[tuple[Label, list[tuple[str, Form]]]] = [
        ("person", [("Ulla Brandhofer", "name")]),
        ("place", [("Wiesenau", "name")]),
    ]
    one, other = read(text, chains, names), read(f"Heute: {text}", chains, names)
    assert [link.actor for link in one.links] == [link.actor for link in other.links]
    assert one.links[0].actor == make_actor_id("ulla brandhofer", "person")
    assert re.fullmatch("x[0-9a-f]{16}", one.links[0].actor or "")
    assert {actor.name for actor in one.actors} == {"Ulla Brandhofer", "Wiesenau"}


def test_a_last_name_alone_gets_no_id() -> None:
    link = link_one("Brandhofer lachte.", "person", "Brandhofer", "name", {"Brandhofer": "person"})
    assert link.actor is None
    assert link.candidates == ()


def test_another_first_name_is_another_person() -> None:
    text = "Hugo Torfmoor sprach in Deutschland."
    link = link_one(
        text, "person", "Hugo Torfmoor", "name", {"Hugo Torfmoor": "person", "Deutschland": "place"}
    )
    assert link.actor not in ("laut:ilse-torfmoor", "laut:jens-torfmoor")


def test_a_phrase_about_somebody_is_not_that_person() -> None:
    text = "Der Sprecher von Angela Merkel sagte, dass Angela Merkel komme."
    chains: list[tuple[Label, list[tuple[str, Form]]]] = [
        ("office", [("Der Sprecher von Angela Merkel", "nominal")]),
        ("person", [("Angela Merkel", "name")]),
    ]
    reading = read(text, chains, {"Angela Merkel": "person"}, ["Der Sprecher von Angela Merkel"])
    assert reading.links[0].actor is None
    assert reading.statements[0].speaker_chains == (0,)


def test_somebodys_team_is_not_that_person() -> None:
    text = "Merkel kam. Merkels Wahlkampfteam sagte ab."
    chains: list[tuple[Label, list[tuple[str, Form]]]] = [
        ("person", [("Merkel", "name"), ("Merkels Wahlkampfteam", "nominal")]),
    ]
    reading = read(text, chains, {"Merkel": "person"}, ["Merkels Wahlkampfteam"])
    assert reading.statements[0].speaker_chains == (1,)
    assert [link.actor for link in reading.links] == ["Q567", None]


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("Angaben des Ministeriums", "des Ministeriums"),
        ("nach Aussage von Ulla Brandhofer", "Ulla Brandhofer"),
        ("ihrer Meinung", "ihrer"),
        ("Ulla Brandhofers Worten", "Ulla Brandhofers"),
        ("vom Verband Rotes Dach", "Verband Rotes Dach"),
        ("neuen UNO-Angaben", "UNO"),
        ("der Sprecher des Ministeriums", "der Sprecher des Ministeriums"),
    ],
)
def test_the_source_of_a_report_is_whose_it_is(words: str, source: str) -> None:
    text = f"Laut {words} regnet es."
    names: dict[str, Label] = {"Ulla Brandhofer": "person", "Ulla Brandhofers": "person"}
    reading = read(text, [], names)
    assert find_source(span(text, words), make_page(reading)).of(text) == source


def test_a_doubtful_description_stands_by_its_own_words() -> None:
    text = "Ulla Brandhofer kam. Die deutsche Bundeskanzlerin sprach."
    reading = read(text, [], {"Ulla Brandhofer": "person"}, ["Die deutsche Bundeskanzlerin"])
    ulla = reading.analysis.chains[0].members[0]
    words = span(text, "Die deutsche Bundeskanzlerin")
    member = Member(words, "nominal", Evidence("test@1", 0.4), ulla.span)
    chains = (Chain((ulla, member), "person"),)
    analysis = Analysis(reading.analysis.sentences, (), reading.analysis.mentions, chains)
    leads = lead(words, (ulla.span, 0.3), feminine=0.85)
    linked = LINKER.link(Reading(reading.article, analysis, reading.statements), leads)
    assert [link.actor for link in linked.links][1] == "Q567"
    assert linked.statements[0].speaker_chains == (1,)


def test_a_pronoun_is_who_spoke_last_unless_it_does_not_fit() -> None:
    text = "Angela Merkel kam. Sie lachte. Er ging."
    names: dict[str, Label] = {"Angela Merkel": "person"}
    (chain,) = read(text, [("person", [("Angela Merkel", "name")])], names).analysis.chains
    first = chain.members[0]
    found = []
    for words, chance, feminine in (("Sie", 0.9, 0.85), ("Er", 0.1, 0.0)):
        member = Member(span(text, words), "pronoun", Evidence("test@1", chance), first.span)
        reading = read(text, [], names, [words])
        chains = (Chain((first, member), "person"),)
        analysis = Analysis(reading.analysis.sentences, (), reading.analysis.mentions, chains)
        leads = lead(member.span, (first.span, chance), feminine=feminine)
        linked = LINKER.link(Reading(reading.article, analysis, reading.statements), leads)
        found.append(linked.statements[0].speaker_chains)
    assert found == [(0,), ()]


def test_speakers_are_found_by_their_head() -> None:
    text = "Außenminister Lawrow und der Sprecher des Ministeriums sprachen."
    chains: list[tuple[Label, list[tuple[str, Form]]]] = [
        ("person", [("Lawrow", "name")]),
        ("organisation", [("des Ministeriums", "nominal")]),
    ]
    speakers = ["Außenminister Lawrow", "der Sprecher des Ministeriums"]
    reading = read(text, chains, {"Lawrow": "person"}, speakers)
    assert [statement.speaker_chains for statement in reading.statements] == [(0,), (1,)]
    assert [link.actor for link in reading.links] == ["Q58217", None, None]


def test_a_description_is_whoever_alone_the_article_calls_so() -> None:
    text = "Die Partei Moorpartei traf sich. Die Partei sagte ab."
    chains: list[tuple[Label, list[tuple[str, Form]]]] = [("organisation", [("Moorpartei", "name")])]
    reading = read(text, chains, {"Moorpartei": "organisation"}, ["Die Partei sagte"])
    links = {link.chain: link for link in reading.links}
    assert links[0].actor == "laut:moorpartei"


def test_a_plural_speaks_with_all_its_parts() -> None:
    text = "Merkel und Obama kamen. Die beiden lachten."
    names: dict[str, Label] = {"Merkel": "person", "Obama": "person"}
    reading = read(
        text,
        [
            ("person", [("Merkel", "name")]),
            ("person", [("Obama", "name")]),
            ("person", [("Die beiden", "nominal")]),
        ],
        names,
        ["Die beiden"],
    )
    *others, plural = reading.analysis.chains
    analysis = Analysis(
        reading.analysis.sentences,
        (),
        reading.analysis.mentions,
        (*others, Chain(plural.members, plural.label, (0, 1))),
    )
    linked = LINKER.link(Reading(reading.article, analysis, reading.statements))
    assert linked.statements[0].speaker_chains == (0, 1)
    assert [link.chain for link in linked.links] == [0, 1]


def test_nobody_speaks_to_himself() -> None:
    text = "Merkel und Obama kamen. Merkel lobte beide."
    names: dict[str, Label] = {"Merkel": "person", "Obama": "person"}
    chains: list[tuple[Label, list[tuple[str, Form]]]] = [
        ("person", [("Merkel", "name")]),
        ("person", [("Obama", "name")]),
        ("person", [("beide", "nominal")]),
    ]
    reading = read(text, chains, names, ["Merkel"])
    *others, plural = reading.analysis.chains
    everybody = (*others, Chain(plural.members, plural.label, (0, 1)))
    analysis = Analysis(reading.analysis.sentences, (), reading.analysis.mentions, everybody)
    for addressee, chain in (("beide", ()), ("Obama", (1,))):
        spoken = replace(reading.statements[0], addressee=(span(text, addressee),))
        linked = LINKER.link(Reading(reading.article, analysis, (spoken,)))
        assert linked.statements[0].addressee_chains == chain


def test_every_feature_is_weighed_and_gives_a_score_and_a_reason() -> None:
    assert set(load_decision().weights) == set(NAMES)
    text = "Frau Merkel (CDU) sprach in Deutschland."
    reading = read(text, [("person", [("Merkel", "name")])], {"Merkel": "person", "Deutschland": "place"})
    case = next(iter(iter_cases(reading, make_page(reading), BASE)))
    assert case.candidates == find_candidates(case.portrait, case.scene, BASE)
    for candidate in case.candidates:
        scores, reasons = compare(candidate, case)
        assert len(scores) == len(reasons) == len(FEATURES)
        assert all(-5 <= score <= 1 for score in scores)


def test_an_article_without_a_date_or_chains_is_linked_too() -> None:
    reading = read(
        "Angela Merkel sprach.",
        [("person", [("Angela Merkel", "name")])],
        {"Angela Merkel": "person"},
        on=None,
    )
    assert reading.links[0].actor == "Q567"
    assert read("", [], {}).links == ()
