"""Statements of an archive as cells and records of an answer: where, who, what, what became of the words."""

from collections.abc import Iterable
from dataclasses import asdict

from rich.style import Style
from rich.text import Text

from laut.cli.tables import FAINT, clean
from laut.export.visible import make_visible
from laut.query import Change, Stated
from laut.records import Spans

STRONG = Style(bold=True)
_DIFF = {
    "same": Style(),
    "gone": Style(strike=True, color="color(167)"),
    "new": Style(bold=True, color="color(35)"),
}
_SIGNS = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}


def make_place(one: Stated) -> Text:
    """Where a statement stands: its date, outlet, kind and id, a line each."""
    text = Text(str(one.published_on or "undated"))
    for line in (one.outlet, f"{one.kind} {one.medium}".replace("_", " ")):
        text.append(f"\n{clean(line)}" if line else "")
    text.append(f"\n{clean(one.id)}", FAINT)
    return text


def make_known(speaker: str | None) -> Text:
    """A speaker's words; who is not known is shown as such."""
    return Text(clean(speaker)) if speaker else Text("unknown", FAINT + Style(italic=True))


def make_speaker(one: Stated) -> Text:
    """A speaker's words, and whom they stand for."""
    text = make_known(one.speaker)
    for number, actor in enumerate(one.speaker_actors):
        name = clean(actor.name)
        if number or name != text.plain:
            text.append(" + " if number else " → ").append(name)
        text.append(f" ({clean(actor.id)})", FAINT)
    return text


def make_stated(one: Stated, *, is_flat: bool) -> dict[str, object]:
    """A statement as a record; where it must be flat, with the ids and the names of actors, joined by `|`."""
    record: dict[str, object] = {}
    for name, value in asdict(one).items():
        if is_flat and name in ("speaker_actors", "addressee_actors"):
            role = name.removesuffix("s")
            record[role] = "|".join(actor["id"] for actor in value) or None
            record[f"{role}_name"] = "|".join(actor["name"] for actor in value) or None
        else:
            record[name] = value
    return record


def mark_words(words: str, marks: Spans, has_colours: bool) -> Text:
    """Words with what was looked for in bold, or between stars where there are no colours."""
    text, at = Text(), 0
    star = "" if has_colours else "*"
    for mark in marks:
        text.append(_clean_piece(words[at : mark.start]))
        text.append(f"{star}{_clean_piece(mark.of(words))}{star}", STRONG + Style(color="color(32)"))
        at = mark.end
    return text.append(_clean_piece(words[at:]))


def make_diff(changes: Iterable[Change], has_colours: bool) -> Text:
    """A word diff: what is gone struck through, what is new in bold; or as [-gone-] {+new+}."""
    text = Text()
    for change in changes:
        before, after = ("", "") if has_colours else _SIGNS[change.op]
        text.append(" " if text else "")
        text.append(f"{before}{clean(change.words)}{after}", _DIFF[change.op])
    return text


def write_diff(changes: Iterable[Change]) -> str:
    """The same as plain words."""
    return " ".join(f"{_SIGNS[one.op][0]}{one.words}{_SIGNS[one.op][1]}" for one in changes)


def _clean_piece(words: str) -> str:
    return make_visible(words).replace("\n", " ").replace("\t", " ")
