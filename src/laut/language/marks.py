"""Quotation marks: which characters they are, and which of them open and which close.

German text uses „…“, »…«, «…», "…", “…”, and single forms of each; the same character opens in one
style and closes in another, and real articles mix them up. So the direction is read off the
surroundings first, off what is open second, and off the character last. The encoder then sees one
canonical form („ “ ‚ ‘), which makes the reading independent of the outlet's style.
"""

DOUBLE = '„“”‟"«»″＂〝〞❝❞'
SINGLE = "‚‘’‛'‹›′`´"
PAIRED = {",,", "''", "``", "<<", ">>"}
OPENING_ONLY = {"„", "‚", ",,", "``", "〝"}

_CANONICAL = {
    (True, True): "„",
    (True, False): "“",
    (False, True): "‚",
    (False, False): "‘",
}
_CLOSES_BEFORE = set(" \t\n\r\u00a0\u202f.,;:!?)]}-–—/…")
_OPENS_AFTER = set(" \t\n\r\u00a0\u202f([{-–—/")


def is_mark(form: str) -> bool:
    """Whether a token is a quotation mark of any style."""
    return form in PAIRED or (len(form) == 1 and (form in DOUBLE or form in SINGLE))


def is_double(form: str) -> bool:
    """Whether a quotation mark is a double one."""
    return form in PAIRED or form in DOUBLE


def find_directions(text: str, spans: list[tuple[int, int]]) -> list[str]:
    """The canonical form („ “ ‚ ‘) of every mark in `spans`, character spans in reading order."""
    pending = {True: 0, False: 0}
    forms = []
    for start, end in spans:
        mark = text[start:end]
        double = is_double(mark)
        opens = _opens(text, start, end, mark, pending[double] > 0)
        pending[double] = min(1, pending[double] + 1) if opens else max(0, pending[double] - 1)
        if double and "\n\n" in text[end : end + 2]:
            pending = {True: 0, False: 0}
        forms.append(_CANONICAL[double, opens])
    return forms


def _opens(text: str, start: int, end: int, mark: str, is_pending: bool) -> bool:
    """Whether a mark opens, by its neighbours, then by its character, then by what is open."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    opens_here = before in _OPENS_AFTER or (is_mark(before) and not is_pending)
    closes_here = after in _CLOSES_BEFORE
    if opens_here != closes_here:
        return opens_here
    if mark in OPENING_ONLY:
        return True
    return not is_pending
