"""Text → tokens: character offsets into the text exactly as given, and a normal form for the model.

A token's offsets always point into the original text. Its *form* is what the encoder sees: composed
(NFC), without soft hyphens and zero-width characters, ß written ss (so that Swiss spelling reads the
same), dashes unified, and quotation marks in canonical direction (`marks`).
"""

import re
import unicodedata
from array import array
from collections.abc import Iterator

from laut.encoding import Tokens
from laut.language.marks import find_directions, is_mark

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069"

# Only what is no word of its own: after "60 Jahre alt." or "dieser Art." a sentence ends.
_SHORT = """
    abs allg angebl aufl bd bes betr bspw bzgl bzw ca co corp dgl d.h dipl dr etc e.v evtl exkl frhr
    ggf gr hl hr hrsg inc ing inkl jh jr k.o kfm lt ltd med mind mio mr mrd mrs ms nr o.g o.ä österr
    prof rd rer s.o sog sr st std stellv str tel tsd u.a u.ä u.s u.s.w usf usw u.u v.a verh vgl vs
    z.b z.t z.zt zit zt zzgl ziff dt engl frz ital geb gest feb mär apr jun jul aug sep sept okt nov
    dez
"""
ABBREVIATIONS = frozenset(_SHORT.split())

_WORD = rf"[^\W_]+(?:[{INVISIBLE}\u0300-\u036f]*[^\W_]*)*"
_TOKEN = re.compile(
    rf"""
    (?:https?://|www\.)[^\s<>"„“”«»]*[^\s<>"„“”«».,;:!?)\]]     # addresses
  | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                                # mail
  | \d+(?:[.,:'’]\d+)+(?:-[^\W\d_]\w*)*                         # 1.000,50  19:30  10'000
  | [#@]\w+                                                     # hashtags, handles
  | (?:[^\W\d_]\.){{2,}}                                        # z.B.  U.S.
  | {_WORD}(?:(?:[-‐‑/&'’*_+]|:(?=in))+{_WORD})*                # words, US-Präsident, geht's, Bürger:innen
  | \.{{2,}} | ,,|``|<<|>>|''                                   # runs of dots; marks of two characters
  | [^\s]                                                       # anything else, one character
    """,
    re.VERBOSE,
)
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_PLAIN = str.maketrans({"ß": "ss", "ẞ": "SS", "—": "–", "―": "–", "−": "-", "‐": "-", "‑": "-"})
_ORDINAL = re.compile(r"\d{1,3}$|[IVXLC]+$")


def find_tokens(text: str) -> Tokens:
    """Every token of `text`; what no token covers is white space or invisible."""
    starts, ends = array("l"), array("l")
    forms: list[str] = []
    once: dict[str, str] = {}  # each form is kept once, which halves the memory of a long text
    marked: list[int] = []
    for start, end in _iter_spans(text):
        form = _normal_form(text[start:end])
        if not form:
            continue
        if is_mark(form):
            marked.append(len(starts))
        starts.append(start)
        ends.append(end)
        forms.append(once.setdefault(form, form))
    spans = [(starts[i], ends[i]) for i in marked]
    for i, form in zip(marked, find_directions(text, spans), strict=True):
        forms[i] = form
    return Tokens(starts, ends, forms)


def _iter_spans(text: str) -> Iterator[tuple[int, int]]:
    """Token spans: those of the pattern, with the full stop of abbreviations and ordinals joined."""
    at = 0
    while match := _TOKEN.search(text, at):
        start, at = match.span()
        if text[at : at + 1] == "." and _keeps_stop(text, text[start:at], at):
            at += 1
        yield start, at


def _keeps_stop(text: str, word: str, end: int) -> bool:
    """Whether the full stop at `end` belongs to `word` (abbreviation, ordinal, initial)."""
    if text[end + 1 : end + 2] == ".":
        return False
    follows = text[end + 1 : end + 40].lstrip(" \u00a0\u202f")
    if word.lower() in ABBREVIATIONS:
        return True
    if _ORDINAL.match(word):
        return bool(follows) and follows[0] != "\n" and _continues_ordinal(follows)
    return len(word) == 1 and word.isalpha() and bool(follows) and follows[0].isalnum()


_AFTER_ORDINAL = re.compile(
    r"[a-zäöü(,–-]|Januar|Jänner|Februar|Feber|März|April|Mai|Juni|Juli|August|September|Oktober|November"
    r"|Dezember|Jahrhundert|Jahrestag|Geburtstag|Minute|Spieltag|Runde|Platz|Lebensjahr|Stock|Mal\b|\d"
    r"|Bundestag|Deutsche|Weltkrieg|Etappe|Klasse|Liga|Rang|Bezirk|Armee|Kongress|Parteitag|Auflage|Amtszeit"
)


def _continues_ordinal(follows: str) -> bool:
    """Whether what follows a number and a full stop shows that the number is an ordinal."""
    return bool(_AFTER_ORDINAL.match(follows))


def _normal_form(raw: str) -> str:
    """What the encoder sees for a token; empty for invisible characters standing alone."""
    if raw.isascii():
        return raw
    form = _INVISIBLE.sub("", unicodedata.normalize("NFC", raw))
    return form if is_mark(form) else form.translate(_PLAIN)
