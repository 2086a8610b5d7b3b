"""Stable ids: hashes of what the source gave, never of our cleaning or our offsets.

An article is its address, or its exact text where it has none; a statement is its article, the exact words
of its content, and its number among equal words. Better code does not rename the past.
"""

import hashlib
import re
from datetime import datetime


def make_article_id(text: str, url: str | None = None) -> str:
    """`a` and 16 hexadecimal digits."""
    return "a" + _digest("article", url or text)


def make_capture_id(content: bytes, url: str | None = None) -> str:
    """`c` and 16 hexadecimal digits, of the address and the bytes."""
    return "c" + _digest("capture", url or "", hashlib.sha256(content).hexdigest())


def make_statement_id(article_id: str, words: str, number: int) -> str:
    """`s` and 16 hexadecimal digits; `number` counts statements of equal words from 0."""
    return "s" + _digest("statement", article_id, words, str(number))


def make_actor_id(name: str, label: str) -> str:
    """`x` and 16 hexadecimal digits, for a name that the knowledge base lacks; `name` is its key, as
    `knowledge.names.make_key` writes it, so that one name is one actor in all articles."""
    return "x" + _digest("actor", name, label)


def make_correction_id(made_at: datetime, made_by: str, action: str, *what: str) -> str:
    """`k` and 16 hexadecimal digits, of who said what when; `made_at` in UTC."""
    return "k" + _digest("correction", made_at.isoformat(), made_by, action, *what)


def make_key(name: str) -> int:
    """An article's or a statement's id as 64 bits, by which an archive finds it: its 16 digits, of an id of
    another form half of its MD5. An archive's tables have the same as the macro `make_key`."""
    if _USUAL.fullmatch(name):
        return int(name[1:], 16)
    return int(hashlib.md5(name.encode(), usedforsecurity=False).hexdigest()[:16], 16)


_USUAL = re.compile("[as][0-9a-f]{16}")


def _digest(*parts: str) -> str:
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(joined, digest_size=8).hexdigest()
