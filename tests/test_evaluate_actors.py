"""Links, speakers and offices against labels: what is right, what counts, what two labellers agree on."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from small_base import make_small_base

from laut.actors.knowledge import Remembered
from laut.actors.linker import Linked
from laut.actors.resolve import make_page
from laut.actors.roles import Places
from laut.errors import InputError
from laut.evaluate.links import answer_span, compare_labels, is_actor, measure, read_labels
from laut.evaluate.offices import evaluate_offices
from laut.evaluate.speakers import answer_speaker
from laut.pipeline import make_article
from laut.records import (
    Actor,
    Analysis,
    Chain,
    Evidence,
    Link,
    Member,
    Mention,
    Reading,
    RoleScores,
    Span,
    Statement,
)

BASE = Remembered(make_small_base())
TEXT = "Angela Merkel kam. Sie sprach mit Ulla Brandhofer."
SURE = Evidence("test@1", 0.9)
MERKEL, SHE, ULLA = Span(0, 13), Span(19, 22), Span(34, 49)
LOCAL = "x0123456789abcdef"


def make_reading() -> Reading:
    merkel = Chain((Member(MERKEL, "name", SURE), Member(SHE, "pronoun", SURE, MERKEL)), "person")
    ulla = Chain((Member(ULLA, "name", SURE),), "person")
    mentions = tuple(Mention(words, "name", "person", SURE) for words in (MERKEL, ULLA))
    scores = RoleScores(1, 1, 1, 1, 1)
    statement = Statement("s1", "indirect", "speech", (), SURE, scores, speaker=(SHE,), speaker_chains=(0,))
    return Reading(
        make_article(TEXT, published_on=date(2011, 4, 1)),
        Analysis((Span(0, len(TEXT)),), (), mentions, (merkel, ulla)),
        (statement,),
        links=(Link(0, "Q567", SURE), Link(1, LOCAL, SURE)),
        actors=(Actor("Q567", "Angela Merkel", "person"), Actor(LOCAL, "Ulla Brandhofer", "person")),
    )


def row(answer: str, span: Span = MERKEL, **more: str) -> dict[str, str]:
    return {"file": "a", "start": str(span.start), "end": str(span.end), "answer": answer, **more}


@pytest.mark.parametrize(
    ("span", "answer", "right", "is_new"),
    [
        (MERKEL, "Q567", True, False),
        (MERKEL, "name:Angela Merkel", True, False),
        (MERKEL, "Q76|Q567", True, False),
        (MERKEL, "Q76", False, False),
        (MERKEL, "local", False, False),
        (ULLA, "name:Ulla Brandhofer", True, True),
        (ULLA, "local", True, True),
        (ULLA, "bad", False, True),
    ],
)
def test_an_answer_is_right_by_id_by_name_or_as_new(
    span: Span, answer: str, right: bool, is_new: bool
) -> None:
    found = answer_span(make_reading(), span, row(answer, span), BASE)
    assert (found.right, found.is_new) == (right, is_new)


def test_words_outside_every_chain_are_unanswered() -> None:
    assert answer_span(make_reading(), Span(14, 17), row("Q567"), BASE).actor == ""


def test_a_speaker_is_answered_through_its_statement() -> None:
    reading = make_reading()
    places = Places(reading.analysis.chains, make_page(reading), BASE, {}, {0, 1})
    linked = Linked(reading, places)
    assert answer_speaker(linked, SHE, row("Q567", SHE), BASE).right
    named = row("name:Die Kanzlerin", SHE, mention_start="34", mention_end="49")
    assert not answer_speaker(linked, SHE, named, BASE).right


def test_a_speaker_without_a_statement_is_asked_for_by_its_words() -> None:
    reading = replace(make_reading(), statements=())
    for meant, right in (({SHE: 0}, True), ({}, False)):
        places = Places(reading.analysis.chains, make_page(reading), BASE, meant, {0, 1})
        assert answer_speaker(Linked(reading, places), SHE, row("Q567", SHE), BASE).right is right


def test_precision_and_shares() -> None:
    reading = make_reading()
    rows = [row("Q567"), row("Q76"), row("bad"), row("name:Ulla Brandhofer", ULLA), row("local", ULLA)]
    answered = [answer_span(reading, Span(int(each["start"]), int(each["end"])), each, BASE) for each in rows]
    result = measure(answered, (3, 4))
    assert (result.labels, result.answerable, result.answered, result.right) == (5, 3, 4, 2)
    assert result.precision == pytest.approx(0.5)
    assert result.share_of_answerable == 1
    assert (result.new, result.new_right) == (2, 2)
    assert result.agreement == 0.75
    assert result.reliability.count == 5


def test_labellers_agree_on_names_however_written() -> None:
    first = [row("name:Wladimir Selenskyj"), row("Q567", SHE), row("none", ULLA)]
    second = [row("name:wladimir selenskyj"), row("Q76", SHE)]
    assert compare_labels(first, second, ("file", "start", "end")) == (1, 2)


def test_a_name_is_an_actor_of_that_name() -> None:
    assert is_actor("Q7747", "name:Vladimir Putin", BASE)
    assert not is_actor("Q7747", "name:Angela Merkel", BASE)


def test_offices_count_holders_gaps_and_listed_candidates() -> None:
    rows = [
        {"office_words": "Bundeskanzlerin", "date": "2011-04-01", "answer": "Angela Merkel", "id": "Q567"},
        {"office_words": "US-Präsident", "date": "2011-04-01", "answer": "Angela Merkel", "id": ""},
        {"office_words": "Papst", "date": "2013-03-05", "answer": "gap"},
        {
            "office_words": "Bundespräsident",
            "date": "2011-04-01",
            "answer": "ambiguous",
            "candidates": "Christian Wulff|Heinz Fischer",
        },
    ]
    result = evaluate_offices(rows, BASE)
    assert (result.rows, result.right, result.knowable, result.named) == (4, 3, 2, 1)
    assert (result.unknowable, result.abstained, result.wrong, result.missed) == (2, 2, 1, 0)
    assert (result.ambiguous, result.listed) == (1, 1)
    assert [each.words for each in result.errors] == ["US-Präsident"]


def test_a_date_or_a_table_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no date"):
        evaluate_offices([{"office_words": "Papst", "date": "gestern", "answer": "gap"}], BASE)
    table = tmp_path / "labels.tsv"
    table.write_text("file\tstart\n", "utf-8")
    with pytest.raises(InputError, match="answer"):
        read_labels(table)
    table.write_text("file\tanswer\na\tb\tc\n", "utf-8")
    with pytest.raises(InputError, match="more cells"):
        read_labels(table)
