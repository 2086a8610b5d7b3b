"""The page: self-contained, well-formed, escaped, and true to the text however statements overlap."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from invented import make_example, make_reading, readings

from laut.export.html import write_html
from laut.export.visible import make_visible
from laut.records import Reading

_ELEMENTS = (
    "html head meta title style body header h1 h2 p time a ul li bdi span article mark div table "
    "caption thead tr th tbody td i section dl dt dd footer"
)
ELEMENTS = frozenset(_ELEMENTS.split())
VOID = {"meta", "br", "link", "img"}


class Page(HTMLParser):
    """What a browser would see: checks that elements nest, and collects the article's text and marks."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str]]] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[tuple[tuple[str, ...], str]] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        element = (tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element, which must be the one named."""
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        """Keep the article's own words with the classes of the mark they stand in."""
        path = [tag for tag, _ in self.open]
        if "article" in path and "a" not in path:
            classes = next((at["class"] for tag, at in self.open if tag == "mark"), "")
            self.words.append((tuple(classes.split()), data))

    def text(self) -> str:
        """The words of the article without white space."""
        return squeeze("".join(words for _, words in self.words))

    def of_statement(self, number: int) -> str:
        """The marked words of one statement without white space."""
        return squeeze("".join(words for classes, words in self.words if f"s{number}" in classes))


def squeeze(text: str) -> str:
    """Without white space, as paragraphs come and go."""
    return re.sub(r"\s", "", text)


@given(readings())
def test_the_page_holds_the_text_and_marks_each_statement(reading: Reading) -> None:
    page = Page(write_html(reading))
    text = reading.article.text
    assert page.text() == squeeze(make_visible(text))
    for number, statement in enumerate(reading.statements, start=1):
        covered = {at for span in statement.content for at in range(span.start, span.end)}
        said = "".join(text[at] for at in sorted(covered))
        assert page.of_statement(number) == squeeze(make_visible(said))
    ids = [at["id"] for _, at in page.elements if "id" in at]
    assert len(ids) == len(set(ids))
    assert {f"r{number + 1}" for number in range(len(reading.statements))} <= set(ids)


@given(readings())
def test_the_page_is_harmless(reading: Reading) -> None:
    source = write_html(reading)
    source.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", source)
    names = {tag for tag, _ in Page(source).elements}
    assert names <= ELEMENTS


def test_nothing_is_fetched() -> None:
    page = Page(write_html(make_example()))
    assert not [at for _, at in page.elements if {"src", "srcset", "action", "background"} & set(at)]
    assert all(at["href"].startswith("#") for tag, at in page.elements if tag == "a")
    assert "url(" not in write_html(make_example())
    assert "@import" not in write_html(make_example())
    policy = next(
        at["content"] for _, at in page.elements if at.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'")


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ('https://auenbote.example/a?b=1&c="2"', True),
        ("javascript:alert(1)", False),
        (" data:text/html,x", False),
    ],
)
def test_only_web_addresses_are_links(url: str, is_link: bool) -> None:
    reading = make_example()
    page = Page(write_html(replace(reading, article=replace(reading.article, url=url))))
    assert (url in [at["href"] for tag, at in page.elements if tag == "a"]) is is_link


def test_markup_in_the_text_is_text() -> None:
    text = '<script>alert(1)</script> </article> „<b onclick="x">“, sagte "Kerz" & Co.'
    reading = make_reading(
        text, [("direct", "speech", {"content": ('„<b onclick="x">“',), "speaker": ('"Kerz" & Co',)})]
    )
    page = Page(write_html(replace(reading, article=replace(reading.article, title="</title><script>"))))
    assert page.text() == squeeze(text)
    assert "script" not in {tag for tag, _ in page.elements}


def test_roles_are_told_where_one_points() -> None:
    page = Page(write_html(make_example()))
    mark = next(at for tag, at in page.elements if tag == "mark")
    assert mark["data-roles"] == (
        "1 · indirect · speech · 0.87\nSpeaker: Statikerin Ina Kerz (0.80)\n"
        "To: dem „Auenboten“ (0.95)\nCue: sagte (0.70)"
    )
    unknown = [at["data-roles"] for tag, at in page.elements if tag == "mark" and "s5" in at["class"].split()]
    assert "Speaker: unknown" in unknown[0]


def test_numbers_and_rows_lead_to_each_other() -> None:
    page = Page(write_html(make_example()))
    ids = {at["id"] for _, at in page.elements if "id" in at}
    targets = {at["href"].removeprefix("#") for tag, at in page.elements if tag == "a"}
    assert targets == ids == {f"{letter}{number}" for letter in "sr" for number in range(1, 7)}


def test_steering_characters_are_seen() -> None:
    source = write_html(make_reading("gut \u202etsiew\u2066 \x1b[2J", []))
    assert '<span class="control">‹RLO›</span>' in source
    assert "␛" in source


def test_the_first_line_is_the_headline_unless_a_title_is_given() -> None:
    reading = make_example()
    assert '<p class="headline">Brücke gesperrt</p>' in write_html(reading)
    titled = write_html(replace(reading, article=replace(reading.article, title="Die Brücke")))
    assert "<h1>Die Brücke</h1>" in titled
    assert '<p class="headline"' not in titled
