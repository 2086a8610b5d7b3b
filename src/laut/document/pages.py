"""HTML → running text, title, author and dates, by trafilatura and the page's own data.

The page is parsed once. What it declares (JSON-LD, meta) is taken as it is; the visible page is searched only
for what it does not declare. A piece of HTML from a feed or a table is no page and is taken whole.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import trafilatura
from htmldate import find_date
from lxml.etree import LxmlError, ParserError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from laut.document.dates import Candidate
from laut.document.structured import Structured, clean, read_structured

LARGEST = 10_000_000  # characters; the longest news page we know of is a live blog of 3 million
# A text of fewer characters is compared with those of two more extractors. They cost as much as all the rest,
# and time by the square of the elements (a table of 6,000 rows: 18 s), so that large pages do without.
ENOUGH = 800
MOST_ELEMENTS = 3_000
EARLIEST = "1995-01-01"  # pages are no older, whatever htmldate reads in them

_IS_PAGE = re.compile(r"<!doctype\s+html|<(?:html|head|body|meta|title|nav|main|article)[\s>]", re.IGNORECASE)
_IS_PIECE = re.compile(
    r"\s*<(?:p|div|a|em|strong|b|i|span|h[1-6]|ul|blockquote|img|figure)[\s>]", re.IGNORECASE
)
_PARAGRAPH = re.compile(r"</p>|<br ?/?>", re.IGNORECASE)
_BAD_CHARACTERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_REFERENCES = re.compile(r"&#(?:x0*([0-9a-f]{1,6})|0*(\d{1,7}))\b;?", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_LANGUAGE = re.compile(
    r"<html[^>]{0,500}?\slang\s*=\s*[\"']?([a-zA-Z]{2,3}(?:[-_][a-zA-Z]{2}\b)?)", re.IGNORECASE
)
_TAGS = re.compile(
    r"<(script|style|noscript|svg)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^<>]*>", re.IGNORECASE | re.DOTALL
)
_BREAK = re.compile(r"\s*\n\s*")
_ENTITIES = re.compile(r"&(?:#\d+|#x[0-9a-f]+|\w+);", re.IGNORECASE)
_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "h1",
     "h2", "h3", "h4", "h5", "h6", "footer", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section",
     "table", "td", "th", "tr", "ul")
)  # fmt: skip
_HIDDEN = frozenset(("script", "style", "noscript", "template", "svg", "iframe", "object", "head"))
_OUTLET_SUFFIX = re.compile(r"\s+(?:[|•·–—-]|::)\s+[^|•·–—]{2,40}$")

for _name in ("trafilatura", "htmldate"):  # their warnings are about single pages, which become skips
    logging.getLogger(_name).addHandler(logging.NullHandler())


@dataclass(frozen=True)
class Page:
    """A parsed page; what is expensive is done when asked for."""

    tree: HtmlElement
    url: str | None

    @cached_property
    def declared(self) -> Structured:
        """What the page says about itself."""
        return read_structured(self.tree)

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The headings of the first level."""
        found = (clean(heading.text_content())[:1000] for heading in self.tree.iterfind(".//h1"))
        return tuple(filter(None, found))

    @cached_property
    def title(self) -> str | None:
        """The headline: declared, else the only h1, else the title element without the outlet's name."""
        if self.declared.title:
            return self.declared.title
        if len(self.headings) == 1:
            return self.headings[0]
        title = clean(self.tree.findtext(".//title") or "")
        return _OUTLET_SUFFIX.sub("", title)[:1000] or None

    def read_text(self) -> str:
        """The paragraphs of the article, a blank line between two; empty where there is none."""
        text = self._extract(fast=True)
        if len(text) < ENOUGH and sum(1 for _ in islice(self.tree.iter(), MOST_ELEMENTS)) < MOST_ELEMENTS:
            text = max(text, self._extract(fast=False), key=len)
        lines = [line for line in map(clean, text.splitlines()) if line]
        if lines and lines[0] in {self.title, *self.headings}:
            del lines[0]
        return "\n\n".join(lines)

    def _extract(self, fast: bool) -> str:
        """The text by trafilatura's own rules, or also by the libraries that it compares itself with."""
        found = trafilatura.bare_extraction(
            self.tree,
            url=self.url,
            fast=fast,
            include_comments=False,
            include_tables=False,
            include_formatting=False,
        )
        return getattr(found, "text", None) or ""

    def find_author(self) -> str | None:
        """The author: declared, else as the visible page marks one."""
        if self.declared.author:
            return self.declared.author
        for element in self.tree.iterfind(".//*[@rel='author']"):
            name = clean(element.text_content())
            if 2 < len(name) < 100:
                return name
        return None

    def iter_dates(self, latest: str) -> Iterator[Candidate]:
        """Dates that the page shows, by htmldate; `latest` as 2024-03-05."""
        try:
            found = find_date(
                self.tree,
                extensive_search=False,
                original_date=True,
                url="",
                min_date=EARLIEST,
                max_date=latest,
            )
        except Exception:  # a text without date is worth more than no text
            return
        if found:
            yield Candidate(found, "page")


def parse_page(source: str, url: str | None) -> Page | None:
    """The page, mended where it is malformed; None where not even that is possible."""
    cleaned = _REFERENCES.sub(_mend_reference, _DECLARATION.sub("", _BAD_CHARACTERS.sub("", source)))
    parser = HTMLParser(remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        return Page(document_fromstring(cleaned, parser=parser), url)
    except (LxmlError, ParserError, ValueError):
        return None


def _mend_reference(match: re.Match[str]) -> str:
    """A numeric reference as browsers read it: &#150; is a dash of Windows-1252, controls are nothing."""
    code = int(match[1], 16) if match[1] else int(match[2])
    if 0x80 <= code < 0xA0:
        return bytes([code]).decode("cp1252", "ignore")
    is_bad = (code < 0x20 and code not in {9, 10, 13}) or code == 0x7F or 0xD800 <= code < 0xE000
    return "" if is_bad or code > 0x10FFFF or code & 0xFFFE == 0xFFFE else match[0]


def is_page(text: str) -> bool:
    """Whether a text is a whole page of HTML, and no XML with the like elements."""
    beginning = text[:3000]
    if beginning.lstrip().startswith(("<?xml", "<rss", "<feed")):
        return "<html" in beginning.lower()
    return bool(_IS_PAGE.search(beginning))


def is_piece(text: str) -> bool:
    """Whether a text is a piece of HTML: it begins with an element, or has marks of paragraphs."""
    return bool(_IS_PIECE.match(text) or len(_PARAGRAPH.findall(text[:20_000])) > 1)


def read_piece(page: Page) -> str:
    """All text of a piece of HTML, a blank line between blocks."""
    parts: list[str] = []
    _collect(page.tree, parts)
    blocks = (clean(block) for block in "".join(parts).split("\n\n"))
    return "\n\n".join(block for block in blocks if block)


def _collect(root: HtmlElement, parts: list[str]) -> None:
    """Text in reading order; without recursion, because nothing limits how deep HTML nests."""
    stack: list[HtmlElement | str] = [root]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            parts.append(one)
            continue
        if one is not root:
            stack.append(_BREAK.sub(" ", one.tail or ""))
        if one.tag in _HIDDEN or not isinstance(one.tag, str):
            continue
        around = "\n\n" if one.tag in _BLOCKS else ""
        stack.append(around)
        stack.extend(reversed(one))
        stack.append(around + _BREAK.sub(" ", one.text or ""))


def find_declared_language(source: str) -> str | None:
    """The language in the html element, such as `de` or `de-at`."""
    match = _LANGUAGE.search(source[:5000])
    return match[1].lower() if match else None


def read_roughly(source: str, size: int = 200_000) -> str:
    """Words of a page without parsing it, for the language check; a millisecond at most."""
    return _ENTITIES.sub(" ", _TAGS.sub(" ", source[:size]))
