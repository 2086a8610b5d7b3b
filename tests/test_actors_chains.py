"""Chains made ready for linking: a party in brackets is nobody's name, and nobody is in another's chain."""

import pytest
from small_base import make_small_base

from laut.actors.antecedents.choose import choose, find_said, load_weights
from laut.actors.antecedents.floor import Floor
from laut.actors.antecedents.queries import Query, find_noun, make_query
from laut.actors.candidates import find_candidates
from laut.actors.chains import complete_chains
from laut.actors.knowledge import Remembered
from laut.actors.linker import Linker
from laut.actors.portrait import Page
from laut.actors.resolve import iter_cases, make_page
from laut.encoding import Leads
from laut.knowledge.base import load_base
from laut.pipeline import make_article
from laut.records import Analysis, Chain, Evidence, Form, Label, Member, Mention, Reading, Span

BASE = Remembered(make_small_base())
SURE = Evidence("test@1", 1.0)
Words = tuple[str, Form]


def read(text: str, names: dict[str, Label], *chains: tuple[Label, list[Words]]) -> Reading:
    """One sentence; every member rests on the one before it."""

    def find(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    made = []
    for label, members in chains:
        spans = [find(words) for words, _ in members]
        before = [None, *spans]
        its = [
            Member(span, form, SURE, last)
            for span, (_, form), last in zip(spans, members, before, strict=False)
        ]
        made.append(Chain(tuple(its), label))
    mentions = tuple(
        sorted(
            (Mention(find(name), "name", label, SURE) for name, label in names.items()), key=lambda m: m.span
        )
    )
    analysis = Analysis((Span(0, len(text)),), (), mentions, tuple(made))
    return Reading(make_article(text), analysis, ())


def complete(reading: Reading) -> list[tuple[str, list[str]]]:
    done = complete_chains(reading, make_page(reading), BASE)
    return [(c.label, [m.span.of(done.article.text) for m in c.members]) for c in done.analysis.chains]


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("Bürgermeisterin Ulla Brandhofer (FWG)", "Ulla Brandhofer"),
        ("der Statiker Timo Kerz (Auenbund)", "Timo Kerz"),
        ("die Rätin, die Juristin Ulla Brandhofer (FWG)", "Ulla Brandhofer"),
        ("die Bürgermeisterin (FWG)", None),
        ("die Freie Wählergruppe (FWG)", "FWG"),
    ],
)
def test_who_has_a_party_in_brackets_is_not_the_party(words: str, head: str | None) -> None:
    names: dict[str, Label] = {"Ulla Brandhofer": "person", "Timo Kerz": "person"}
    names |= {"FWG": "organisation", "Auenbund": "organisation"}
    reading = read(f"Das sagte {words}.", {n: label for n, label in names.items() if n in words})
    found = make_page(reading).find_head(Span(10, 10 + len(words)), BASE)
    assert (found and found.span.of(reading.article.text)) == head


def test_different_people_in_one_chain_are_parted_with_what_rests_on_them() -> None:
    text = (
        "Trainer Timo Kerz kam, er lachte. Trainer Arne Pohl ging, doch der Mann winkte noch, und Kerz auch."
    )
    people: dict[str, Label] = {"Timo Kerz": "person", "Arne Pohl": "person"}
    chain: list[Words] = [
        ("Timo Kerz", "name"),
        ("er", "pronoun"),
        ("Arne Pohl", "name"),
        ("der Mann", "nominal"),
    ]
    reading = read(text, people, ("person", chain))
    assert complete(reading) == [("person", ["Timo Kerz", "er"]), ("person", ["Arne Pohl", "der Mann"])]
    (_, second) = complete_chains(reading, make_page(reading), BASE).analysis.chains
    assert second.members[0].antecedent is None
    assert second.members[0].evidence.reason == "opens the chain"
    assert second.members[1].antecedent == second.members[0].span


@pytest.mark.parametrize(
    ("one", "other", "label"),
    [
        ("Sergej Lawrow", "Lawrows", "person"),
        ("Arne Pohl", "ArnePohl", "person"),
        ("Auenbund", "AB", "organisation"),
    ],
)
def test_forms_of_one_name_stay_together(one: str, other: str, label: Label) -> None:
    reading = read(
        f"{one} kam, dann {other} selbst.",
        {one: label, other: label},
        (label, [(one, "name"), (other, "name")]),
    )
    assert complete(reading) == [(label, [one, other])]


def test_a_person_and_an_organisation_are_parted() -> None:
    names: dict[str, Label] = {"Timo Kerz": "person", "Auenbund": "organisation"}
    reading = read(
        "Timo Kerz und der Auenbund.", names, ("person", [("Timo Kerz", "name"), ("Auenbund", "name")])
    )
    assert complete(reading) == [("person", ["Timo Kerz"]), ("organisation", ["Auenbund"])]


def test_a_plural_is_nobodys_name() -> None:
    text = "Kerz und Pohl kamen, Pohl sprach, beide lachten."
    people = tuple(Mention(Span(at, at + 4), "name", "person", SURE) for at in (0, 9, 21))
    both = [Span(0, 13), Span(21, 25), Span(34, 39)]
    members = tuple(Member(span, "nominal", SURE, both[0] if at else None) for at, span in enumerate(both))
    singles = tuple(Chain((Member(one.span, "name", SURE),), "person") for one in people[:2])
    chains = (Chain(members, "person", parts=(1, 2)), *singles)
    reading = Reading(make_article(text), Analysis((Span(0, len(text)),), (), people, chains), ())
    done = complete_chains(reading, make_page(reading), BASE).analysis.chains
    assert [[m.span.of(text) for m in chain.members] for chain in done] == [
        ["Kerz"], ["Kerz und Pohl", "beide"], ["Pohl"], ["Pohl"],
    ]  # fmt: skip
    assert [done[part].members[0].span for part in done[1].parts] == [people[0].span, people[1].span]


@pytest.mark.parametrize(
    ("words", "found"),
    [("der Italiener", []), ("Der Wiener", []), ("die Italiener", ["Q38"]), ("Italien", ["Q38"])],
)
def test_one_of_a_people_is_not_the_country(words: str, found: list[str]) -> None:
    base = load_base()
    reading = read(f"Dann kam {words} zurück.", {}, ("other", [(words, "nominal")]))
    (case,) = iter_cases(reading, make_page(reading), base)
    assert [one.entry.id for one in find_candidates(case.portrait, case.scene, base)] == found


def ask(text: str, words: str, *names: str) -> tuple[Query, Floor]:
    """The words of a speaker, and everybody in an article where these names are chains of their own."""
    mentions: dict[str, Label] = {name.split(maxsplit=1)[1]: "person" for name in names}
    reading = read(text, mentions, *(("person", [(name, "name")]) for name in names))
    span = Span(text.index(words), text.index(words) + len(words))
    page = make_page(reading)
    floor = Linker(BASE).prepare(reading, page, [span], Leads()).floor
    return make_query(span, page, BASE), floor


def test_words_that_say_who_they_are_need_no_network() -> None:
    query, floor = ask("Die türkische Regierung wies das zurück.", "Die türkische Regierung")
    meant = choose(query, floor, load_weights())
    assert meant.who is not None
    assert floor.entities[meant.who].actor == "laut:government-tur"
    assert meant.reason == floor.own[query.span].link.evidence.reason


def test_whoever_the_article_calls_so_goes_before_the_holder() -> None:
    words = "der russische Außenminister"
    query, floor = ask(f"Timo Kerz kam, dann sagte {words} ab.", words)
    said = find_said(query, floor)
    assert said is not None
    assert floor.entities[said].actor == "Q58217"
    query, floor = ask(
        f"Außenminister Timo Kerz kam, dann sagte {words} ab.", words, "Außenminister Timo Kerz"
    )
    assert find_said(query, floor) is None


@pytest.mark.parametrize("words", ["Man", "Viele", "Einige von ihnen"])
def test_indefinite_pronouns_are_no_nouns(words: str) -> None:
    assert find_noun(words) == ""


@pytest.mark.parametrize(
    ("words", "noun"),
    [("Der Berliner Senat", "senat"), ("Der Berliner", "berliner"), ("Merkels Team", "team"), ("", "")],
)
def test_the_noun_of_some_words_is_not_the_place_before_it(words: str, noun: str) -> None:
    page = Page(words, (Span(0, len(words)),), ())
    assert make_query(Span(0, len(words)), page, load_base()).noun == noun
