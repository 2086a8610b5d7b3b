"""A file or standard input → the text of one article, or one sentence that says what is wrong and what to do.

The text is taken exactly as it is, line breaks included; only a byte order mark, which belongs to the
encoding, is left out. Whether a text is worth reading is checked here and not in the stages: a program
that calls `laut.read` may have its reasons.
"""

import re
import shlex
import sys
from codecs import BOM_UTF8
from pathlib import Path

from laut.document.foreign import find_foreign_language
from laut.errors import InputError

LARGEST = 20_000_000
STDIN = "-"

_SIGNATURES = (
    (b"%PDF-", "a PDF file", "save its text first, for example with pdftotext"),
    (b"PK\x03\x04", "a zip archive or an office document", "save its text as a plain text file first"),
    (b"{\\rtf", "an RTF document", "save its text as a plain text file first"),
    (b"\x1f\x8b", "gzip-compressed", "unpack it first, with gunzip"),
    (b"BZh", "bzip2-compressed", "unpack it first, with bunzip2"),
    (b"\xfd7zXZ\x00", "xz-compressed", "unpack it first, with unxz"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed", "unpack it first, with unzstd"),
)
_WIDE_MARKS = ((b"\xff\xfe\x00\x00", "UTF-32"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_PAGE = re.compile(r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype html|html)\b", re.IGNORECASE | re.DOTALL)
_LETTER = re.compile(r"[^\W\d_]")


def read_text(source: str) -> str:
    """The text of a file, or of standard input for `-`; InputError names the source and the remedy."""
    content = _read_bytes(source)
    name = name_source(source)
    _check_bytes(content, name, source)
    text = _decode(content, name, source)
    check_text(text, name)
    return text


def name_source(source: str) -> str:
    """What a source is called in messages."""
    return "standard input" if source == STDIN else source


def check_text(text: str, name: str) -> None:
    """InputError where there is nothing to read: empty, without letters, a web page, another language."""
    if not text or text.isspace():
        raise InputError(f"{name} is empty: give a file with the text of an article")
    if _PAGE.match(text[:2000]):
        raise InputError(f"{name} is a web page: save the article's text alone as a plain text file first")
    if not _LETTER.search(text):
        raise InputError(f"{name} has no letters: give a file with the text of an article")
    language = find_foreign_language(text)
    if language:
        raise InputError(
            f"{name} is not in German (it looks like {language}): laut reads German articles only"
        )


def _read_bytes(source: str) -> bytes:
    """All bytes, at most one more than allowed, so that an endless pipe ends here too."""
    name = name_source(source)
    try:
        if source == STDIN:
            content = sys.stdin.buffer.read(LARGEST + 1)
            size = len(content)
        else:
            path = Path(source)
            with path.open("rb") as file:
                content = file.read(LARGEST + 1)
            size = max(len(content), path.stat().st_size)
    except FileNotFoundError:
        raise InputError(f"{name} does not exist: check the name and the folder") from None
    except IsADirectoryError:
        raise InputError(
            f"{name} is a folder: name the files in it, such as {name.rstrip('/')}/*.txt"
        ) from None
    except PermissionError:
        raise InputError(f"{name} may not be read by you: change its permissions (chmod u+r)") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{name} cannot be read ({reason}): check the name and the drive") from None
    if len(content) > LARGEST:
        raise InputError(
            f"{name} has {_describe_size(size)}, more than the {LARGEST // 1_000_000} MB that one article "
            "may have: split it into its articles, one file each"
        )
    return content


def _describe_size(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size > LARGEST + 1 else f"over {LARGEST // 1_000_000} MB"


def _check_bytes(content: bytes, name: str, source: str) -> None:
    """InputError for wide encodings (by their mark) and for what is no text at all."""
    for mark, encoding in _WIDE_MARKS:
        if content.startswith(mark):
            raise InputError(f"{name} is in {encoding}, not UTF-8: {_convert(encoding, source)}")
    for signature, kind, remedy in _SIGNATURES:
        if content.startswith(signature):
            raise InputError(f"{name} is {kind}: {remedy}")
    controls = len(_CONTROLS.findall(content[:100_000]))
    if b"\0" in content or controls > len(content[:100_000]) // 100:
        raise InputError(f"{name} is not a text file (it holds binary data): give a plain text file in UTF-8")


def _decode(content: bytes, name: str, source: str) -> str:
    """The text without byte order mark; InputError says which byte is not UTF-8 and how to convert."""
    body = content.removeprefix(BOM_UTF8)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        at, line = error.start + len(content) - len(body), body.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{name} is not in UTF-8 (byte 0x{content[at]:02X} at offset {at}, line {line}): "
            f"{_convert('WINDOWS-1252', source)}"
        ) from None


def _convert(encoding: str, source: str) -> str:
    """The command that converts a source."""
    if source == STDIN:
        return f"convert it on the way, with … | iconv -f {encoding} -t UTF-8 | laut read -"
    path = Path(source)
    target = path.with_name(f"{path.stem}.utf8{path.suffix}")
    given, made = shlex.quote(str(path)), shlex.quote(str(target))
    return f"convert it with iconv -f {encoding} -t UTF-8 {given} > {made}"
