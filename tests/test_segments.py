"""What the terminal and the page share: flat segments, speakers that belong together, harmless characters."""

import re

from hypothesis import given
from invented import TEXT, TEXTS, make_example, make_reading, readings

from laut.export.segments import find_depths, find_segments
from laut.export.speakers import find_speakers
from laut.export.visible import iter_visible, make_visible
from laut.records import Reading


@given(readings())
def test_segments_cover_the_text_and_agree_with_the_contents(reading: Reading) -> None:
    segments = find_segments(reading)
    text = reading.article.text
    assert "".join(text[segment.start : segment.end] for segment in segments) == text
    contents = [
        {at for span in statement.content for at in range(span.start, span.end)}
        for statement in reading.statements
    ]
    for segment in segments:
        inside = set(range(segment.start, segment.end))
        assert set(segment.covering) == {n for n, content in enumerate(contents) if inside <= content}
        assert all(inside.isdisjoint(content) or inside <= content for content in contents)
    opened = sorted(number for segment in segments for number in segment.opening)
    assert opened == sorted(number for segment in segments for number in segment.closing)


def test_the_outermost_comes_first() -> None:
    reading = make_example()
    nested = next(segment for segment in find_segments(reading) if len(segment.covering) == 2)
    assert nested.covering == (0, 1)
    assert TEXT[nested.start : nested.end] == "„in einem erbärmlichen Zustand“"
    assert find_depths(reading) == [0, 1, 0, 0, 0, 0]


def test_a_surname_joins_the_only_full_name() -> None:
    speakers = find_speakers(make_example())
    assert [(speaker.forms, speaker.statements) for speaker in speakers] == [
        (("Statikerin Ina Kerz", "Kerz"), (0, 1, 2, 5)),
        (("Dezernent Arne Pohl",), (3,)),
        ((), (4,)),
    ]


def test_two_full_names_share_no_surname() -> None:
    reading = make_reading(
        "Ina Kerz: ja. Timo Kerz: nein. Kerz: vielleicht.",
        [
            ("direct", "speech", {"content": ("ja.",), "speaker": ("Ina Kerz",)}),
            ("direct", "speech", {"content": ("nein.",), "speaker": ("Timo Kerz",)}),
            ("direct", "speech", {"content": ("vielleicht.",), "speaker": ("3#Kerz",)}),
        ],
        people=("Ina Kerz", "Timo Kerz"),
    )
    assert len(find_speakers(reading)) == 3


def test_pronouns_are_not_one_person() -> None:
    reading = make_reading(
        "Sie sagte ja. Das gelte auch morgen. Sie sagte nein.",
        [
            ("indirect", "speech", {"content": ("ja",), "speaker": ("Sie",)}),
            (
                "indirect_free_indirect",
                "speech",
                {"content": ("Das gelte auch morgen.",), "speaker": ("Sie",)},
            ),
            ("indirect", "speech", {"content": ("nein",), "speaker": ("2#Sie",)}),
        ],
    )
    assert [speaker.statements for speaker in find_speakers(reading)] == [(0, 1), (2,)]


@given(TEXTS)
def test_nothing_visible_steers(text: str) -> None:
    shown = make_visible(text)
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", shown
    )
    assert "".join(piece for piece, _ in iter_visible(text)) == shown
