"""Questions to a small archive: what is found, in which order, and what is counted once."""

import contextlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from asked import QUOTE, make_archive
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import TEXTS

from laut.archive import Archive
from laut.errors import LautError, SettingError
from laut.query import Filters, plot_timeline, said, search, sql, timeline, trace, verify, who


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The invented archive, which no question changes."""
    with make_archive(tmp_path_factory.mktemp("archive") / "laut.archive") as opened:
        yield opened


def test_search_finds_endings_umlauts_and_cases_alike(archive: Archive) -> None:
    for words in ("Brücke", "brücken", "BRUCKE"):
        assert {hit.statement.outlet for hit in search(archive, words).rows} == {
            "Auenbote",
            "Talblatt",
            "Bergpost",
        }


def test_search_marks_what_was_looked_for(archive: Archive) -> None:
    (hit,) = search(archive, "berlin").rows
    assert [mark.of(hit.statement.content) for mark in hit.marks] == ["Berlin"]
    (hit,) = search(archive, '"weizen stehen"').rows
    assert [mark.of(hit.statement.content) for mark in hit.marks] == ["Weizen stehe"]


def test_search_wants_every_word_and_no_excluded_one(archive: Archive) -> None:
    assert search(archive, "zustand kosten").total == 4
    assert search(archive, "zustand kosten -hervorragend").total == 3
    assert search(archive, '"zustand kosten"').total == 0


def test_search_with_each_filter(archive: Archive) -> None:
    assert search(archive, "zustand", speaker="Kerz").total == 3
    assert search(archive, "zustand", filters=Filters(kind="indirect")).total == 1
    assert search(archive, "zustand", filters=Filters(medium="writing")).total == 0
    assert search(archive, "zustand", filters=Filters(outlet="Bergpost")).total == 2
    assert search(archive, "zustand", filters=Filters(since=date(2024, 3, 6))).total == 3
    assert search(archive, "zustand", filters=Filters(until=date(2024, 3, 5))).total == 2
    assert search(archive, "zustand", filters=Filters(independent=True)).total == 4
    assert search(archive, "weizen", filters=Filters(since=date(1, 1, 1))).total == 0


def test_a_limit_keeps_the_order(archive: Archive) -> None:
    everything = search(archive, "zustand", limit=None)
    for limit in range(1, 6):
        some = search(archive, "zustand", limit=limit)
        assert (some.rows, some.total) == (everything.rows[:limit], 5)


def test_without_a_word_there_is_nothing_to_look_for(archive: Archive) -> None:
    for words in ("", " ", "-", "„“", "-brücke", "?!"):
        with pytest.raises(SettingError):
            search(archive, words)
    with pytest.raises(SettingError):
        who(archive, "…")
    with pytest.raises(SettingError):
        trace(archive, "…")
    with pytest.raises(SettingError):
        verify(archive, "…")


def test_who_counts_origins_once_and_the_unnamed_last(archive: Archive) -> None:
    rows = who(archive, "zustand").rows
    assert [(one.speaker, one.statements, one.origins) for one in rows] == [
        ("Dezernent Arne Pohl", 1, 1),
        ("Ina Kerz", 1, 1),
        ("Kerz", 1, 1),
        ("Statikerin Ina Kerz", 1, 1),
        (None, 1, 1),
    ]
    assert {one.speaker for one in who(archive, "zustand", filters=Filters(independent=True)).rows} == {
        "Dezernent Arne Pohl", "Kerz", "Statikerin Ina Kerz", None,
    }  # fmt: skip
    few = who(archive, "zustand", limit=2)
    assert (len(few.rows), few.total) == (2, 5)


def test_said_is_in_the_order_of_the_dates(archive: Archive) -> None:
    found = said(archive, "Kerz")
    assert [one.published_on for one in found.rows] == [date(2024, 3, 4), date(2024, 3, 4), date(2024, 3, 6)]
    assert [one.outlet for one in said(archive, "Ina Kerz", limit=1).rows] == [found.rows[0].outlet]
    assert said(archive, "Kerz", about="bund").total == 2
    assert said(archive, "Pohl Kerz").total == 0


def test_trace_from_an_id_tells_what_became_of_the_first_words(archive: Archive) -> None:
    first = search(archive, "erbärmlich", filters=Filters(outlet="Auenbote")).rows[0].statement
    found = trace(archive, first.id)
    assert [(one.statement.outlet, one.relation) for one in found.variants] == [
        ("Auenbote", "first"),
        ("Talblatt", "same"),
        ("Bergpost", "shortened"),
        ("Bergpost", "retold"),
        ("Auenbote", "altered"),
    ]
    assert found.origins == 4
    gone_or_new = [(one.op, one.words) for one in found.variants[4].changes if one.op != "same"]
    assert gone_or_new == [("gone", "erbärmlichen"), ("new", "hervorragenden")]


def test_trace_from_words_finds_the_same(archive: Archive) -> None:
    assert len(trace(archive, QUOTE).variants) == 5
    assert trace(archive, "Der Weizen wächst auf den Feldern").variants == ()


@pytest.mark.parametrize(
    ("quote", "speaker", "answer"),
    [
        (QUOTE, None, "verbatim"),
        (QUOTE.upper(), "Ina Kerz", "verbatim"),
        ("in einem erbärmlichen Zustand", "Frau Kerz", "verbatim"),
        ("Die Brücke ist […] erbärmlichen Zustand … Kosten trägt der Bund!", "Kerz", "verbatim"),
        ("Die Brücke ist in einem beklagenswerten Zustand, und die Kosten trägt der Bund", "Kerz", "altered"),
        ("Die Brücke ist in erbärmlichen Zustand, und alle Kosten trägt der Bund", None, "altered"),
        (QUOTE, "Arne Pohl", "altered"),
        ("Die Brücke ist in einem erbärmlichen Zustand", "Olga Brandt", "another speaker"),
        ("Darüber wird noch zu reden sein", "Olga Brandt", "verbatim"),
        ("Die Ernte begann im Regen und endete im Sturm", None, "unattributed"),
        ("Der Tunnel bleibt geschlossen, bis das Gutachten vorliegt", None, "not found"),
        ("Ja", None, "not found"),
    ],
)
def test_verify(archive: Archive, quote: str, speaker: str | None, answer: str) -> None:
    assert verify(archive, quote, speaker=speaker).answer == answer


def test_verify_shows_what_was_changed(archive: Archive) -> None:
    verdict = verify(archive, "ist in einem beklagenswerten Zustand, und die Kosten trägt", speaker="Kerz")
    best = verdict.matches[0]
    assert (best.agrees, best.statement.outlet) == (True, "Auenbote")
    assert [(one.op, one.words) for one in best.changes] == [
        ("same", "ist in einem"),
        ("gone", "beklagenswerten"),
        ("new", "erbärmlichen"),
        ("same", "Zustand, und die Kosten trägt"),
    ]


def test_timeline_has_the_empty_months_and_the_undated(archive: Archive) -> None:
    assert [(one.begins, one.statements, one.origins) for one in timeline(archive)] == [
        (date(2024, 3, 1), 3, 2),
        (date(2024, 4, 1), 1, 1),
        (date(2024, 5, 1), 2, 1),
        (None, 1, 1),
    ]
    weeks = timeline(archive, "zustand", unit="week")
    assert [one.statements for one in weeks] == [3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1]
    assert weeks[0].begins == date(2024, 3, 4)
    assert timeline(archive, speaker="Kerz", unit="day")[-1].begins == date(2024, 3, 6)
    assert timeline(archive, filters=Filters(outlet="Talblatt", independent=True))[0].begins is None
    assert timeline(archive, "xylophon") == ()


def test_a_timeline_is_drawn(archive: Archive, tmp_path: Path) -> None:
    periods = timeline(archive)
    for name, beginning in (("a.png", b"\x89PNG"), ("a.svg", b"<?xml")):
        plot_timeline(periods, tmp_path / name, "was $x^2$ <b> kostet")
        assert (tmp_path / name).read_bytes().startswith(beginning)
    with pytest.raises(SettingError):
        plot_timeline(periods, tmp_path / "a.txt", "")
    with pytest.raises(LautError):
        plot_timeline(periods, tmp_path / "none" / "a.png", "")


def test_sql_asks_and_cannot_write(archive: Archive, tmp_path: Path) -> None:
    answer = sql(archive, "SELECT count(*) AS number, 'x' FROM statements")
    assert (answer.columns, list(answer.rows)) == (("number", "'x'"), [(7, "x")])
    target = tmp_path / "out.csv"
    for query in (
        "SELEC 1",
        "",
        "SELECT 1; SELECT 2",
        "DELETE FROM statements",
        "INSERT INTO skips VALUES ('a', 'b', 'c', 'd', 'e')",
        "DROP TABLE archive.articles",
        f"COPY articles TO '{target}'",
        f"ATTACH '{tmp_path / 'other.duckdb'}'",
        "SELECT * FROM read_text('/etc/passwd')",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        "SELECT 'x'::INTEGER",
    ):
        with pytest.raises(SettingError):
            list(sql(archive, query).rows)
    assert list(tmp_path.iterdir()) == []
    assert search(archive, "berlin").total == 1


@settings(max_examples=20)
@given(st.text(max_size=20) | TEXTS | st.text(alphabet="äß\"-„“[]…()*:^~'; ", max_size=12))
def test_no_words_break_a_question(archive: Archive, words: str) -> None:
    questions: tuple[Callable[[Archive, str], object], ...] = (search, who, said, trace, verify)
    for question in questions:
        with contextlib.suppress(SettingError):
            assert question(archive, words) is not None
