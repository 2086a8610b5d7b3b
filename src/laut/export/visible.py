"""Characters that steer a screen instead of standing on it (escapes, text direction), made visible.

A terminal obeys an escape and a browser obeys a right-to-left override wherever it stands; in an article
either can make words look like others. Each gets a stand-in that can be seen and does nothing.
"""

import re
from collections.abc import Iterator

_NAMES = {
    "\u061c": "ALM", "\u200e": "LRM", "\u200f": "RLM",
    "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
    "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI",
}  # fmt: skip
_STEERING = re.compile(
    "\r\n?|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_BREAKS = frozenset({"\r", "\r\n", "\x85", "\u2028", "\u2029"})


def make_visible(text: str) -> str:
    """The text with every steering character replaced; all line breaks become plain ones."""
    return _STEERING.sub(lambda match: make_stand_in(match[0]), text)


def iter_visible(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces that are either plain (False) or the stand-in of a steering character (True)."""
    at = 0
    for match in _STEERING.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], False
        yield make_stand_in(match[0]), match[0] not in _BREAKS
        at = match.end()
    if at < len(text):
        yield text[at:], False


def make_stand_in(character: str) -> str:
    """What is shown for one steering character (or line break)."""
    if character in _BREAKS:
        return "\n"
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return f"‹{_NAMES.get(character, f'U+{code:04X}')}›"
