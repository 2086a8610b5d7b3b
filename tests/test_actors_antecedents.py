"""Speakers without a name: what words ask for, who can be meant, who is chosen, and where the words go."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_base import make_small_base

from laut.actors.antecedents.case import make_case
from laut.actors.antecedents.choose import choose, load_weights
from laut.actors.antecedents.entities import Entity, find_entities
from laut.actors.antecedents.features import FEATURES, QUERY_FEATURES, describe, describe_query
from laut.actors.antecedents.floor import Floor
from laut.actors.antecedents.place import Found, place
from laut.actors.antecedents.queries import find_noun_senses, make_query
from laut.actors.knowledge import Remembered
from laut.actors.linker import LONGEST, Linker
from laut.actors.portrait import Page
from laut.actors.resolve import make_page
from laut.encoding import Lead, Leads
from laut.knowledge.senses import list_senses
from laut.pipeline import make_article
from laut.records import (
    Analysis,
    Chain,
    Evidence,
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
SCORES = RoleScores(1, 1, 1, 1, 1)


def find(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def read(text: str, names: list[str], speakers: list[str]) -> Reading:
    """Sentences end with a full stop; every name is a person's and a chain."""
    mentions = tuple(Mention(find(text, name), "name", "person", SURE) for name in names)
    chains = tuple(Chain((Member(mention.span, "name", SURE),), "person") for mention in mentions)
    ends = [at + 1 for at, char in enumerate(text) if char == "."]
    sentences = tuple(Span(a, b) for a, b in zip([0, *(end + 1 for end in ends)], ends, strict=False))
    statements = tuple(
        Statement(
            str(n), "indirect", "speech", (Span(len(text) - 1, len(text)),), SURE, SCORES, (find(text, s),)
        )
        for n, s in enumerate(speakers)
    )
    return Reading(make_article(text), Analysis(sentences, (), mentions, chains), statements)


def prepare(reading: Reading, leads: Leads, *words: Span) -> Floor:
    return LINKER.prepare(reading, make_page(reading), words, leads).floor


@pytest.mark.parametrize(
    ("words", "form", "noun", "senses"),
    [
        ("Er", "he", "", ""),
        ("ihrer", "she", "", ""),
        ("Dieser", "this m", "", ""),
        ("ich", "me", "", ""),
        ("Demnach", "adverb", "", ""),
        ("dem Abschlussbericht", "document", "abschlussbericht", "document"),
        ("eigenen Angaben", "self", "angaben", ""),
        ("die Staatsanwaltschaft", "die", "staatsanwaltschaft", "prosecution"),
        ("des Konzerns", "des", "konzerns", "company"),
        ("ein Sprecher", "indefinite", "sprecher", "spokesperson"),
        ("Seine Anwältin", "own", "anwältin", "lawyer"),
        ("Behörden", "bare", "behörden", "authority"),
        ("Kerz’ Anwälte", "bare", "anwälte", "lawyer"),
        ("Kenias Regierung", "bare", "regierung", "government"),
    ],
)
def test_words_ask_for_somebody_of_a_kind(words: str, form: str, noun: str, senses: str) -> None:
    query = make_query(Span(0, len(words)), Page(words, (Span(0, len(words)),), ()), BASE)
    assert (query.form, query.noun, " ".join(list_senses(query.senses))) == (form, noun, senses)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Der Verband mahnte.", "der"),
        ("Nach Angaben der Organisation half das.", "die"),
        ("Das sei falsch, hieß es von der Behörde.", "die"),
        ("Der Organisation zufolge half das.", "die"),
    ],
)
def test_a_genitive_or_dative_with_der_is_no_man(text: str, form: str) -> None:
    words = next(
        w for w in ("Der Verband", "der Behörde", "der Organisation", "Der Organisation") if w in text
    )
    page = Page(text, (Span(0, len(text)),), ())
    assert make_query(find(text, words), page, BASE).form == form


def test_a_compound_of_a_source_and_angaben_means_the_source() -> None:
    assert list_senses(find_noun_senses("armeeangaben")) == ("military",)
    assert list_senses(find_noun_senses("angaben")) == ("source",)


@pytest.mark.parametrize(
    ("names", "entities"),
    [
        (["Ulla Brandhofer", "Brandhofer"], [("Ulla Brandhofer", "Brandhofer")]),
        (["Ulla Karst", "Jens Karst", "Karst"], [("Ulla Karst",), ("Jens Karst",), ("Karst",)]),
    ],
)
def test_a_last_name_alone_is_who_alone_has_it(names: list[str], entities: list[tuple[str, ...]]) -> None:
    text = " kam. ".join(["", *names, ""]).strip()
    text = text.removeprefix("kam. ")
    spans, at = [], 0
    for name in names:
        spans.append(Span(text.index(name, at), text.index(name, at) + len(name)))
        at = spans[-1].end
    mentions = tuple(Mention(span, "name", "person", SURE) for span in spans)
    chains = tuple(Chain((Member(span, "name", SURE),), "person") for span in spans)
    reading = Reading(make_article(text), Analysis((Span(0, len(text)),), (), mentions, chains), ())
    found = prepare(reading, Leads()).entities
    assert [tuple(entity.names) for entity in found] == entities


def test_who_spoke_last_and_fits_is_meant_with_a_reason() -> None:
    text = "Ulla Brandhofer lobte den Plan. Jens Karst kam. Sie lachte."
    reading = read(text, ["Ulla Brandhofer", "Jens Karst"], ["Ulla Brandhofer", "Sie"])
    she = find(text, "Sie")
    leads = Leads({she: Lead(((find(text, "Ulla Brandhofer"), 0.8),), 0.02, 0.95, 0.02)}, frozenset())
    floor = prepare(reading, leads, she)
    meant = choose(make_query(she, make_page(reading), BASE), floor, load_weights())
    assert meant.who is not None
    assert floor.entities[meant.who].names == ["Ulla Brandhofer"]
    assert meant.chance >= load_weights().threshold
    assert meant.reason
    case = make_case(make_query(she, make_page(reading), BASE), floor)
    assert describe(case, meant.who)["spoke last"] == 1
    assert case.agrees == [1, -1]
    long = replace(reading, article=replace(reading.article, text=text + " " * LONGEST))
    assert LINKER.link(long, leads).statements[1].speaker_chains == ()
    linked = LINKER.link(reading, leads)
    (chain,) = (c for c in linked.analysis.chains if any(m.span == she for m in c.members))
    assert chain.members[-1].evidence.reason == meant.reason
    assert linked.statements[1].speaker_chains == linked.statements[0].speaker_chains


def describe_all(
    text: str, names: list[str], words: str, subjects: tuple[str, ...] = (), label: Label = "person"
) -> dict[str, dict[str, float]]:
    """The features of everybody who is named, by name, for some words of a text."""
    reading = read(text, names, [words])
    chains = tuple(replace(chain, label=label) for chain in reading.analysis.chains)
    mentions = tuple(replace(mention, label=label) for mention in reading.analysis.mentions)
    reading = replace(reading, analysis=replace(reading.analysis, chains=chains, mentions=mentions))
    span = find(text, words)
    floor = prepare(reading, Leads({}, frozenset(find(text, subject) for subject in subjects)), span)
    case = make_case(make_query(span, make_page(reading), BASE), floor)
    return {entity.names[0]: describe(case, n) for n, entity in enumerate(floor.entities)}


def test_who_is_spoken_of_last_stands_out() -> None:
    text = "Jens Karst kam. Ulla Brandhofer lobte Ina Velt. Es regnete. Sie lachte."
    names = ["Jens Karst", "Ulla Brandhofer", "Ina Velt"]
    both = describe_all(text, names, "Sie")
    assert [name for name in names if "first near" in both[name]] == ["Ulla Brandhofer"]
    assert not any("only near" in row for row in both.values())
    alone = describe_all(text.replace("lobte Ina Velt", "ging"), names[:2], "Sie")
    assert "only near" in alone["Ulla Brandhofer"]


def test_who_is_named_again_in_the_sentence_is_not_meant_by_its_pronoun() -> None:
    text = "Jens Karst sprach. Kurt Velt kam. Er nannte Jens Karst einen Freund."
    reading = read(text, ["Kurt Velt"], ["Er"])
    again = tuple(
        Mention(Span(m.start(), m.end()), "name", "person", SURE) for m in re.finditer("Jens Karst", text)
    )
    chain = Chain(tuple(Member(mention.span, "name", SURE) for mention in again), "person")
    analysis = replace(
        reading.analysis,
        mentions=tuple(sorted((*reading.analysis.mentions, *again), key=lambda mention: mention.span)),
        chains=(*reading.analysis.chains, chain),
    )
    reading = replace(reading, analysis=analysis)
    floor = prepare(reading, Leads(), find(text, "Er"))
    case = make_case(make_query(find(text, "Er"), make_page(reading), BASE), floor)
    found = {e.names[0]: describe(case, n) for n, e in enumerate(floor.entities)}
    assert "clash" in found["Jens Karst"]
    assert "clash" not in found["Kurt Velt"]
    assert "only near" in found["Kurt Velt"]


@pytest.mark.parametrize(
    "text", ["Nach eigenen Angaben ging Karst früh.", "Karst ging nach eigenen Angaben früh."]
)
def test_eigene_angaben_are_those_of_the_subject_beside(text: str) -> None:
    row = describe_all(text, ["Karst"], "eigenen Angaben", subjects=("Karst",))["Karst"]
    assert row["subject beside"] == row["sign"] == 1
    assert "sign" not in describe_all(text, ["Karst"], "eigenen Angaben")["Karst"]


def test_a_body_with_another_article_is_no_pronoun() -> None:
    text = "Das Auenamt mahnte. Er sagte zu."
    row = describe_all(text, ["Auenamt"], "Er", label="organisation")["Auenamt"]
    assert row["other article"] == row["clash"] == 1
    text = text.replace("Das", "Den")
    assert "other article" not in describe_all(text, ["Auenamt"], "Er", label="organisation")["Auenamt"]


def test_several_people_can_be_a_body() -> None:
    text = "Auenfunk schwieg. Die Hacker sagten zu."
    span = find(text, "Die Hacker")
    reading = read(text, ["Auenfunk"], ["Die Hacker"])
    chains = tuple(replace(chain, label="organisation") for chain in reading.analysis.chains)
    reading = replace(reading, analysis=replace(reading.analysis, chains=chains))
    sorts = []
    for plural in (0.1, 0.9):
        floor = prepare(reading, Leads({span: Lead((), 0.1, 0.1, plural)}, frozenset()), span)
        case = make_case(make_query(span, make_page(reading), BASE), floor)
        sorts.append(describe(case, 0).get("sort", 0.0))
    assert sorts == [-1.0, 0.0]


def test_nobody_is_meant_where_nobody_is_named() -> None:
    reading = read("Er lachte.", [], ["Er"])
    floor = prepare(reading, Leads(), Span(0, 2))
    assert choose(make_query(Span(0, 2), make_page(reading), BASE), floor, load_weights()).who is None


def test_all_features_are_known_by_name() -> None:
    text = "Ulla Brandhofer (47) lobte den Plan. Die 47-jährige Ministerin lachte. Sie ging."
    reading = read(text, ["Ulla Brandhofer"], ["Ulla Brandhofer", "Die 47-jährige Ministerin", "Sie"])
    for words in ("Die 47-jährige Ministerin", "Sie"):
        span = find(text, words)
        case = make_case(make_query(span, make_page(reading), BASE), prepare(reading, Leads(), span))
        assert set(describe(case, 0)) <= set(FEATURES)
        assert set(describe_query(case)) <= set(QUERY_FEATURES)


@given(st.integers(1, 6), st.integers(0, 2**32 - 1))
def test_chances_add_up_to_one(entities: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    x = rng.uniform(-1, 1, (entities, len(FEATURES))).astype(np.float32)
    q = rng.uniform(0, 1, len(QUERY_FEATURES)).astype(np.float32)
    assert load_weights().score(x, q).sum() == pytest.approx(1, abs=1e-5)


def make_chain(*spans: tuple[int, int]) -> Chain:
    members = [Member(Span(*spans[0]), "name", SURE)]
    for a, b in spans[1:]:
        members.append(Member(Span(a, b), "pronoun", SURE, members[-1].span))
    return Chain(tuple(members), "person")


def make_entity(chain: int, at: Span, actor: str) -> Entity:
    return Entity(Link(chain, actor, SURE), "person", "", [chain], ["A B"], places=[at])


def test_words_move_into_the_chain_of_whom_they_mean() -> None:
    chains = [make_chain((0, 3), (10, 12), (20, 22)), make_chain((5, 8)), make_chain((15, 17))]
    links = [Link(0, "Q1", SURE), Link(1, "Q2", SURE), Link(2, None, SURE)]
    other = make_entity(1, Span(5, 8), "Q2")
    found = [Found(Span(10, 12), "pronoun", other, SURE), Found(Span(15, 17), "pronoun", other, SURE)]
    placed = place(chains, links, found)
    members = [[member.span.start for member in chain.members] for chain in placed.chains]
    assert members == [[0, 20], [5, 10, 15]]
    assert placed.chains[0].members[1].antecedent == Span(0, 3)
    assert placed.chains[1].members[1].antecedent == Span(5, 8)
    assert placed.meant == {Span(10, 12): 1, Span(15, 17): 1}
    assert [(link.chain, link.actor) for link in placed.links] == [(0, "Q1"), (1, "Q2")]


def test_words_that_mean_nobody_known_leave_the_chains_of_others() -> None:
    chains = [make_chain((0, 3), (10, 20))]
    own = Link(-1, "Q9", SURE, ("Q9",))
    placed = place(chains, [Link(0, "Q1", SURE)], [Found(Span(10, 20), "nominal", None, SURE, own)])
    assert [len(chain.members) for chain in placed.chains] == [1, 1]
    assert [(link.chain, link.actor, link.candidates) for link in placed.links] == [
        (0, "Q1", ()),
        (1, None, ("Q9",)),
    ]


def test_words_that_stand_for_somebody_by_themselves_open_a_chain_once() -> None:
    entity = Entity(Link(-1, "Q9", SURE), "person", "", places=[Span(10, 20)], own=[Span(10, 20)])
    found = [Found(Span(10, 20), "nominal", entity, SURE), Found(Span(30, 40), "nominal", entity, SURE)]
    placed = place([make_chain((0, 3), (10, 20))], [Link(0, "Q1", SURE)], found)
    assert [[m.span.start for m in chain.members] for chain in placed.chains] == [[0], [10, 30]]
    assert placed.links[1].actor == "Q9"


def test_without_links_there_is_nobody_to_be_meant() -> None:
    reading = read("Die Sache kam.", [], [])
    assert find_entities(reading, [], [], {}, make_page(reading), BASE) == []
