"""A reading for the terminal: the article with its statements marked, and a table of them underneath.

Whom "er" stands for the table says behind an arrow, where it is known.

Statements stand in their speakers' colours, nested ones underlined; brackets with the number of the
table's row (⟦¹…⟧) say the same without colour. Whatever in the text would steer the terminal is shown
as a stand-in. The speakers' own words are bold.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from laut.cli.screen import Screen
from laut.export.segments import Segment, find_depths, find_segments
from laut.export.speakers import find_speakers
from laut.export.standing import Standing, find_standings, name_actors
from laut.export.visible import make_visible
from laut.export.wording import count_words, describe_manner, iter_names
from laut.records import Reading, Spans

# Of the 256 colours those that read on black and on white alike; the next speaker gets the next one.
COLOURS = (32, 166, 35, 133, 136, 37, 167, 99, 64, 132, 67, 130)
UNKNOWN = Style(color="color(245)")
WIDEST = 100
NARROW = 64
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PLAIN = str.maketrans(
    dict.fromkeys("„“”«»", '"') | dict.fromkeys("‚‘’", "'") | {"…": "...", "–": "-", "─": "-"}
)
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")


def render_reading(reading: Reading, source: str, screen: Screen) -> str:
    """Everything about one reading; `source` is the file's name or `-`."""
    paper = io.StringIO()
    console = Console(
        file=paper,
        width=max(20, min(screen.width, WIDEST)),
        color_system=screen.colours,  # type: ignore[arg-type]
        force_terminal=screen.colours is not None,
        no_color=screen.colours is None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )
    styles = _find_styles(reading)
    _print_heading(console, reading, source)
    _print_article(console, reading, styles, screen.can_show("⟦⟧⁰¹²³⁴⁵⁶⁷⁸⁹"))
    if reading.statements:
        console.print()
        has_lines = screen.can_show("└─")
        rows = _make_rows(reading, styles, "└ " if has_lines else "- ")
        if console.width < NARROW:
            _print_list(console, rows)
        else:
            _print_table(console, rows, is_plain=not has_lines)
    _print_names(console, reading)
    shown = "\n".join(line.rstrip(" ") for line in paper.getvalue().split("\n"))
    if not screen.can_show("„“…─"):
        shown = shown.translate(_PLAIN)
    return shown.encode(screen.encoding, "replace").decode(screen.encoding)


def _find_styles(reading: Reading) -> list[Style]:
    """For each statement the style of its speaker."""
    styles = [UNKNOWN] * len(reading.statements)
    for place, speaker in enumerate(find_speakers(reading)):
        for number in speaker.statements:
            if speaker.is_known:
                styles[number] = Style(color=f"color({COLOURS[place % len(COLOURS)]})")
    return styles


def _print_heading(console: Console, reading: Reading, source: str) -> None:
    article = reading.article
    known = sum(1 for speaker in find_speakers(reading) if speaker.is_known)
    counts = (
        count_words(len(reading.statements), "statement", "statements"),
        count_words(known, "speaker", "speakers"),
    )
    facts = (source, article.outlet, article.published_on, *counts)
    if article.title:
        console.print(Text(_clean(article.title), Style(bold=True)))
    console.print(Text(" · ".join(_clean(str(fact)) for fact in facts if fact), Style(dim=True)))
    console.print()


def _print_article(console: Console, reading: Reading, styles: list[Style], has_brackets: bool) -> None:
    """The text line by line (a long text is never one big object), each wrapped at the width."""
    line = Text(overflow="fold")
    crossing: list[int] = []
    for segment in find_segments(reading):
        for number in segment.opening:
            crossing.append(number)
            line.append(_open(number, has_brackets), styles[number] + Style(bold=True))
        words = reading.article.text[segment.start : segment.end]
        line.append(_clean(words).removesuffix("\n"), _style_of(segment, styles))
        for number in segment.closing:
            is_inner = crossing[-1:] == [number]
            crossing.remove(number)
            line.append(_close(number, is_inner, has_brackets), styles[number] + Style(bold=True))
        if words.endswith("\n"):
            console.print(line)
            line = Text(overflow="fold")
    if line:
        console.print(line)


def _open(number: int, has_brackets: bool) -> str:
    digits = str(number + 1)
    return f"⟦{digits.translate(_SUPERSCRIPTS)}" if has_brackets else f"[{digits}: "


def _close(number: int, is_inner: bool, has_brackets: bool) -> str:
    """The closing bracket; it repeats its number where another statement opened later is still open."""
    digits = "" if is_inner else str(number + 1)
    return f"⟧{digits.translate(_SUPERSCRIPTS)}" if has_brackets else f" :{digits}]" if digits else "]"


def _style_of(segment: Segment, styles: list[Style]) -> Style:
    """The innermost statement's colour, underlined where it is nested, in italics from the third level."""
    depth = len(segment.covering)
    style = styles[segment.covering[-1]] if segment.covering else Style()
    speakers = [number for number, role in segment.roles if role == "speaker"]
    if speakers:
        style = styles[speakers[0]] + Style(bold=True)
    return style + Style(underline=depth > 1 or None, italic=depth > 2 or None)


@dataclass(frozen=True, slots=True)
class Row:
    """A statement as the table shows it; words that are empty are not known, nor are actors."""

    number: str
    manner: str
    speaker: str
    speaker_actors: str
    addressee: str
    addressee_actors: str
    cue: str
    score: str
    style: Style


def _make_rows(reading: Reading, styles: list[Style], corner: str) -> list[Row]:
    """One row a statement; nested ones hang under their parents."""
    rows = []
    standings = find_standings(reading)
    for number, (statement, depth) in enumerate(zip(reading.statements, find_depths(reading), strict=True)):
        rows.append(
            Row(
                number=str(number + 1),
                manner=("  " * (depth - 1) + corner if depth else "") + describe_manner(statement),
                speaker=_words(reading, statement.speaker),
                speaker_actors=_name_others(reading, statement.speaker, standings[number].speaker),
                addressee=_words(reading, statement.addressee),
                addressee_actors=_name_others(reading, statement.addressee, standings[number].addressee),
                cue=_words(reading, statement.cue),
                score=f"{statement.evidence.score:.2f}",
                style=styles[number],
            )
        )
    return rows


def _print_table(console: Console, rows: list[Row], is_plain: bool) -> None:
    """The rows under their headings; where nobody is spoken to, that column is left out."""
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=0, expand=True, safe_box=is_plain)
    has_addressees = any(row.addressee for row in rows)
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("kind · medium", width=len("└ indirect · speech"))
    table.add_column("speaker", ratio=4, overflow="fold")
    if has_addressees:
        table.add_column("to", ratio=2, overflow="fold")
    table.add_column("cue", ratio=3, overflow="fold")
    table.add_column("score", justify="right", no_wrap=True)
    for row in rows:
        number, speaker = Text(row.number, row.style + Style(bold=True)), _make_speaker(row)
        addressee = [_point(Text(row.addressee), row.addressee_actors)] if has_addressees else []
        table.add_row(number, Text(row.manner), speaker, *addressee, Text(row.cue), Text(row.score))
    console.print(table)


def _print_list(console: Console, rows: list[Row]) -> None:
    """The same on a narrow screen: a paragraph a statement."""
    for row in rows:
        line = Text(overflow="fold")
        line.append(row.number, row.style + Style(bold=True)).append(f" {row.manner} · {row.score} · ")
        line.append_text(_make_speaker(row))
        if row.addressee:
            line.append(" · to: ").append_text(_point(Text(row.addressee), row.addressee_actors))
        line.append(f" · cue: {row.cue}" if row.cue else "")
        console.print(line)


def _make_speaker(row: Row) -> Text:
    if not row.speaker:
        return Text("unknown", Style(dim=True, italic=True))
    return _point(Text(row.speaker, row.style), row.speaker_actors)


def _point(words: Text, actors: str) -> Text:
    """Words and whom they stand for; nothing more where that is not known."""
    return words.append(f" → {actors}", Style(bold=False)) if actors else words


def _name_others(reading: Reading, role: Spans, standing: Sequence[Standing]) -> str:
    """Whom some words stand for, where they don't say it themselves: `Sergej Lawrow (Q58217)`."""
    return " ".join(_clean(name_actors(standing, _words(reading, role))).split())


def _print_names(console: Console, reading: Reading) -> None:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for label, names in iter_names(reading):
        shown = ", ".join(f"{words} ×{count}" if count > 1 else words for words, count in names)
        grid.add_row(Text(label, Style(dim=True)), Text(_clean(shown)))
    if grid.row_count:
        console.print()
        console.print(grid)


def _words(reading: Reading, spans: Spans) -> str:
    return " ".join(_clean(reading.words(spans)).split())


def _clean(text: str) -> str:
    """Text that a terminal shows as it is: nothing steers it, nothing unseen shifts the columns."""
    return make_visible(_UNSEEN.sub("", text)).replace("\t", " ")
