"""Stable ids: hashes of what the source gave, never of our cleaning or our offsets.

An article is its address, or its exact text where it has none; a statement is its article, the exact words
of its content, and its number among equal words. Better code does not rename the past.
"""

import hashlib


def make_article_id(text: str, url: str | None = None) -> str:
    """`a` and 16 hexadecimal digits."""
    return "a" + _digest("article", url or text)


def make_capture_id(content: bytes, url: str | None = None) -> str:
    """`c` and 16 hexadecimal digits, of the address and the bytes."""
    return "c" + _digest("capture", url or "", hashlib.sha256(content).hexdigest())


def make_statement_id(article_id: str, words: str, number: int) -> str:
    """`s` and 16 hexadecimal digits; `number` counts statements of equal words from 0."""
    return "s" + _digest("statement", article_id, words, str(number))


def _digest(*parts: str) -> str:
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(joined, digest_size=8).hexdigest()
