"""Bytes → text, whatever their source declares about them.

Valid UTF-8 is UTF-8: German in another encoding is practically never valid by chance. Otherwise every
encoding that is declared, or usual for German, is tried, and the one that gives the most plausible characters
wins; so a page that declares UTF-8 but is in Windows-1252, the commonest mistake, is read right, and one
broken byte does not spoil a page.
"""

import codecs
import re
from collections.abc import Iterator

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    b"%PDF-", b"PK\x03\x04", b"{\\rtf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd",
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"\xd0\xcf\x11\xe0", b"\x7fELF", b"MZ\x90", b"OggS",
    b"ID3", b"wOFF", b"wOF2",
)  # fmt: skip
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_DECLARED = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
# Codecs that a declaration may ask for; others (UTF-7, punycode) are no encodings of pages, but of attacks.
_ALLOWED = re.compile(
    r"utf-?(8|16(-?[lb]e)?)|cp(125\d|437|85[02]|932|949|950)|iso8859-\d+|koi8-[ru]|mac-[a-z0-9]+|gb\w+|big5|"
    "shift_jis|euc_(jp|kr)"
)
_USUAL = ("utf-8", "cp1252", "mac-roman", "cp850")
_PLAUSIBLE = frozenset("äöüÄÖÜßẞéèêàâáçñóíëïôûúãåæøćčšžğışłńř„“”‚‘’«»‹›–—…€§°·•©®™£½²³\xa0\xad\u202f\u200b´")
_SAMPLE = 200_000


def is_binary(content: bytes) -> bool:
    """Whether these bytes are no text at all: a known file format, or too many control characters."""
    if content.startswith(_SIGNATURES):
        return True
    if any(content.startswith(mark) for mark, _ in _MARKS) or _guess_wide(content):
        return False
    sample = content[:100_000]
    return b"\0" in content[:1000] or len(_CONTROLS.findall(sample)) > len(sample) // 100


def decode(content: bytes, charset: str | None = None) -> str:
    """The text without its byte order mark; what no encoding explains becomes U+FFFD."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    wide = _guess_wide(content)
    if wide:
        return content.decode(wide, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        sample = content[:_SAMPLE]
        encodings = dict.fromkeys(_iter_encodings(content, charset))
        best = max(encodings, key=lambda encoding: _rate(sample.decode(encoding, "replace")))
        return content.decode(best, "replace")


def _iter_encodings(content: bytes, charset: str | None) -> Iterator[str]:
    """Python's names of the encodings worth trying, the declared ones first."""
    match = _DECLARED.search(content[:4096])
    declared = (match[1] or match[2]).decode("ascii", "replace") if match else None
    for given in (charset, declared):
        name = _find_codec(given) if given else None
        if name:
            yield name
    yield from _USUAL


def _find_codec(label: str) -> str | None:
    """Python's name of a declared encoding; Latin-1 and ASCII mean Windows-1252, as on the web."""
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
    except (LookupError, ValueError):  # ValueError: a null byte in the name
        return None
    if name in {"iso8859-1", "ascii"}:
        return "cp1252"
    return name if _ALLOWED.fullmatch(name) else None


def _guess_wide(content: bytes) -> str | None:
    """UTF-16 without a mark: in Latin text every second byte is zero."""
    sample = content[:1000]
    half = len(sample) // 2
    if half < 8:
        return None
    if sample[1::2].count(0) > half * 0.8 and sample[::2].count(0) < half * 0.1:
        return "utf-16-le"
    if sample[::2].count(0) > half * 0.8 and sample[1::2].count(0) < half * 0.1:
        return "utf-16-be"
    return None


def _rate(text: str) -> int:
    """Characters beyond ASCII that a German text may have, less those that it hardly has."""
    beyond = [char for char in text if char > "\x7f"]
    good = sum(char in _PLAUSIBLE for char in beyond)
    broken = sum(char == "\ufffd" or char < "\xa0" for char in beyond)
    return 2 * good - len(beyond) - 2 * broken
