"""Markdown → plain text, with the title and the front matter that say what it is.

The parser is markdown-it-py, which rich brings along anyway. What stands in the text is its words alone:
no marks of emphasis, no addresses of links, no pictures, no code, no raw HTML.
"""

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.{0,5000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_]{2,20})[ \t]*:[ \t]*(\S.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Markdown:
    """The plain text, the heading that it begins with, and the front matter's fields."""

    text: str
    title: str | None
    fields: dict[str, str] = field(default_factory=dict)


def read_markdown(source: str) -> Markdown:
    """Blocks with a blank line between two."""
    fields = {}
    front = _FRONT.match(source)
    if front:
        fields = {name.lower(): value.strip().strip("\"'") for name, value in _FIELD.findall(front[1])}
        source = source[front.end() :]
    title: str | None = None
    blocks: list[str] = []
    tag = ""
    for token in MarkdownIt("commonmark").parse(source):
        if token.type.endswith("_open"):
            tag = token.tag
        elif token.type == "inline" and (words := _read_inline(token)):
            if tag == "h1" and title is None and not blocks:
                title = words
            else:
                blocks.append(words)
    return Markdown("\n\n".join(blocks), fields.get("title") or title, fields)


def _read_inline(token: Token) -> str:
    """The words of one block, on one line."""
    parts = []
    for child in token.children or ():
        if child.type in {"text", "code_inline"}:
            parts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
    return "".join(parts).strip()
