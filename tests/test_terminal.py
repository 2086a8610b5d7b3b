"""The terminal format: readable at 80 columns, without colour, in any encoding, and harmless."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import make_example, make_reading, readings
from rich.cells import cell_len

from laut.cli.terminal import Screen, render_reading
from laut.records import Evidence, Mention, Reading, Span

PLAIN = Screen(80)
COLOURED = Screen(80, "256")
HAND = Evidence("hand", 1.0)
ESCAPE = re.compile("\x1b\\[[0-9;]*m")


def test_brackets_say_what_colours_say() -> None:
    shown = " ".join(render_reading(make_example(), "bruecke.txt", PLAIN).split())
    assert (
        "⟦¹Die Brücke sei ⟦²„in einem erbärmlichen Zustand“⟧⟧, sagte Statikerin Ina Kerz dem „Auenboten“."
        in shown
    )
    assert "⟦⁴Die Halle wird abgerissen⟧. ⟦⁴Dies⟧ teilte Dezernent Arne Pohl mit." in shown


def test_the_table_names_the_roles() -> None:
    lines = render_reading(make_example(), "bruecke.txt", PLAIN).splitlines()
    rows = {line.split()[0]: " ".join(line.split()) for line in lines if re.match(r" ?\d ", line)}
    assert (
        rows["1"] == "1 indirect · speech Statikerin Ina Kerz dem sagte 0.87"
    )  # the addressee goes on below
    assert rows["2"].startswith("2 └ direct · speech Statikerin Ina Kerz")
    assert "teilte … mit" in rows["4"]
    assert " unknown " in rows["5"]
    assert "people Ina Kerz, Arne Pohl" in " ".join("\n".join(lines).split())


def test_what_repeats_a_name_is_listed_once() -> None:
    text = "Er sagte der Agentur Tass und einer Agentur ja."
    reading = make_reading(text, [("indirect", "speech", {"content": ("ja",), "speaker": ("Er",)})])
    mentions = tuple(
        Mention(Span(text.index(words), text.index(words) + len(words)), form, "organisation", HAND)
        for words, form in (("der Agentur Tass", "nominal"), ("Tass", "name"), ("einer Agentur", "nominal"))
    )
    shown = render_reading(
        replace(reading, analysis=replace(reading.analysis, mentions=mentions)), "-", PLAIN
    )
    assert shown.rstrip().endswith("organisations  Tass, einer Agentur")


def test_the_addressee_column_is_there_only_when_needed() -> None:
    lone = make_reading("Sie sagte ja.", [("indirect", "speech", {"content": ("ja",), "speaker": ("Sie",)})])
    assert " to " in render_reading(make_example(), "-", PLAIN)
    assert " to " not in render_reading(lone, "-", PLAIN)


def test_the_heading_counts() -> None:
    reading = make_example()
    titled = replace(reading, article=replace(reading.article, title="Brücke gesperrt", outlet="Auenbote"))
    assert render_reading(titled, "b.txt", PLAIN).startswith(
        "Brücke gesperrt\nb.txt · Auenbote · 2024-03-05 · 6 statements · 2 speakers\n"
    )
    assert "0 statements · 0 speakers" in render_reading(replace(reading, statements=()), "b.txt", PLAIN)


def test_colours_follow_speakers() -> None:
    shown = render_reading(make_example(), "-", COLOURED)
    kerz, pohl, unknown = "38;5;32", "38;5;166", "38;5;245"
    assert re.search(rf"\x1b\[{kerz}mDie Brücke sei ", shown)
    assert re.search(rf"\x1b\[4;{kerz}m„in einem", shown)
    assert re.search(rf"\x1b\[{kerz}m„Unsinn“", shown)
    assert re.search(rf"\x1b\[1;{pohl}mDezernent Arne Pohl", shown)
    assert re.search(rf"\x1b\[{unknown}mder Vertrag", shown)
    assert ESCAPE.sub("", shown) == render_reading(make_example(), "-", PLAIN)


def test_crossing_statements_close_by_number() -> None:
    reading = make_reading("aa bb cc", [
        ("direct", "speech", {"content": ("aa bb",)}),
        ("direct", "speech", {"content": ("bb cc",)}),
    ])  # fmt: skip
    assert "⟦¹aa ⟦²bb⟧¹ cc⟧" in render_reading(reading, "-", PLAIN)


def test_escapes_in_the_text_are_shown_not_obeyed() -> None:
    reading = make_reading(
        "\x1b[2J„Weg“\x07\r\u202e, sagte\tsie\x9b31m.\u00ad", [("direct", "speech", {"content": ("„Weg“",)})]
    )
    shown = render_reading(reading, "a\x1b]0;b", PLAIN)
    assert "␛[2J⟦¹„Weg“⟧␇\n‹RLO›, sagte sie‹U+009B›31m.\n" in shown
    assert shown.startswith("a␛]0;b · ")


def test_other_encodings_get_plain_brackets() -> None:
    shown = render_reading(make_example(), "-", Screen(80, None, "latin-1"))
    assert '[1: Die Brücke sei [2: "in einem erbärmlichen Zustand"]]' in " ".join(shown.split())
    assert "teilte ... mit" in shown
    shown.encode("latin-1")
    render_reading(make_example(), "-", Screen(80, None, "ascii")).encode("ascii")


@pytest.mark.parametrize("width", [20, 40, 63, 64, 80, 200])
def test_lines_keep_to_the_width(width: int) -> None:
    lines = render_reading(make_example(), "bruecke.txt", Screen(width)).splitlines()
    assert max(map(cell_len, lines)) <= min(width, 100)


@given(readings(), st.sampled_from([PLAIN, COLOURED, Screen(30), Screen(80, None, "cp1252")]))
def test_any_reading_can_be_shown(reading: Reading, screen: Screen) -> None:
    shown = ESCAPE.sub("", render_reading(reading, "-", screen))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    shown.encode(screen.encoding)


def test_a_long_text_is_shown_in_bounded_time() -> None:
    text = "Die Brücke sei gesperrt, sagte die Bürgermeisterin am Montag dem Rat der Stadt. " * 20 + "\n"
    reading = make_reading(text * 50, [("indirect", "speech", {"content": ("Die Brücke sei gesperrt",)})])
    one = reading.statements[0]
    spread = tuple(
        replace(one, id=f"s{n}", content=(Span(n * len(text), n * len(text) + 23),)) for n in range(50)
    )
    shown = render_reading(replace(reading, statements=spread), "-", PLAIN)
    assert shown.count("Brücke sei gesperrt⟧") + shown.count("\ngesperrt⟧") == 50
