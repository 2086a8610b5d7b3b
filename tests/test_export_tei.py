"""TEI: valid by the TEI consortium's own DTD, and the text and every statement come back out of it."""

import re
from dataclasses import replace
from importlib.util import find_spec
from io import StringIO
from pathlib import Path

from hypothesis import given
from invented import make_example, make_reading, readings
from lxml import etree

from laut.export.entries import Entry, make_entry, withhold_text
from laut.export.segments import join_spans
from laut.export.tei import CORPUS
from laut.records import Reading

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
# TEI P5 4.8.0, as its exemplar for corpora, which comes along with trafilatura; it leaves out the module
# "analysis", whose attribute `ana` is therefore declared here.
FOUND = find_spec("trafilatura")
assert FOUND is not None
assert FOUND.origin is not None
CORPORA = Path(FOUND.origin).with_name("data") / "tei_corpus.dtd"
DTD = etree.DTD(StringIO(f"{CORPORA.read_text('utf-8')}<!ATTLIST said ana CDATA #IMPLIED>"))
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse(*entries: Entry) -> etree._Element:
    corpus = CORPUS.head + "".join(map(CORPUS.write, entries)) + CORPUS.foot
    return etree.fromstring(corpus.encode("utf-8"), etree.XMLParser(resolve_entities=False))


def read_text(article: etree._Element) -> str:
    """The text of one `TEI`."""
    return "\n".join("".join(line.itertext()) for line in article.iter(f"{TEI}p") if is_body(line))


def is_body(element: etree._Element) -> bool:
    return any(parent.tag == f"{TEI}body" for parent in element.iterancestors())


def read_places(article: etree._Element) -> dict[tuple[str, str], set[int]]:
    """(statement's XML name, role) → the places of its characters in the text."""
    found: dict[tuple[str, str], set[int]] = {}
    at = 0

    def walk(element: etree._Element) -> None:
        nonlocal at
        start = at
        at += len(element.text or "")
        for child in element:
            walk(child)
            at += len(child.tail or "")
        if element.tag == f"{TEI}said":
            key = re.sub(r"-part\d+$", "", element.get(f"{XML}id")), "content"
        elif element.tag == f"{TEI}seg":
            key = element.get("corresp").removeprefix("#"), element.get("type")
        else:
            return
        found.setdefault(key, set()).update(range(start, at))

    for line in (line for line in article.iter(f"{TEI}p") if is_body(line)):
        walk(line)
        at += 1
    return found


def find_said(corpus: etree._Element) -> dict[str, etree._Element]:
    return {said.get(f"{XML}id"): said for said in corpus.iter(f"{TEI}said")}


def test_statements_are_said() -> None:
    reading = make_example()
    said = find_said(parse(make_entry(reading)))
    first, second = (said[one.id] for one in reading.statements[:2])
    assert second in list(first)
    assert (first.get("direct"), second.get("direct"), first.get("aloud")) == ("false", "true", "true")
    assert first.get("who") == second.get("who")
    assert first.get("toWhom") == second.get("toWhom")
    assert first.get("ana") == "#kind.indirect #medium.speech"
    assert "who" not in said[reading.statements[4].id].attrib


def test_speakers_and_addressees_are_participants() -> None:
    reading = make_example()
    corpus = parse(make_entry(reading))
    people = {one.get(f"{XML}id"): "".join(one.itertext()) for one in corpus.iter(f"{TEI}person")}
    said = find_said(corpus)
    assert people[said[reading.statements[5].id].get("who")[1:]] == "Ina Kerz"
    assert people[said[reading.statements[0].id].get("toWhom")[1:]] == "dem „Auenboten“"


def test_organisations_are_organisations() -> None:
    reading = make_reading(
        "Laut Bauamt Auen ist es so.",
        [("indirect", "speech", {"content": ("ist es so",), "speaker": ("Bauamt Auen",)})],
        people=("Bauamt Auen",),
    )
    mentions = tuple(replace(one, label="organisation") for one in reading.analysis.mentions)
    corpus = parse(make_entry(replace(reading, analysis=replace(reading.analysis, mentions=mentions))))
    assert DTD.validate(corpus), DTD.error_log
    (organisation,) = corpus.iter(f"{TEI}org")
    (said,) = find_said(corpus).values()
    assert said.get("who") == f"#{organisation.get(f'{XML}id')}"
    assert "".join(organisation.itertext()) == "Bauamt Auen"


def test_a_gap_makes_parts_that_are_chained() -> None:
    reading = make_example()
    said = find_said(parse(make_entry(reading)))
    name = reading.statements[3].id
    assert said[name].get("next") == f"#{name}-part2"
    assert said[f"{name}-part2"].get("prev") == f"#{name}"
    assert "".join(said[f"{name}-part2"].itertext()) == "Dies"


def test_contents_that_cross_become_a_tree() -> None:
    text = "eins zwei drei vier"
    reading = make_reading(
        text,
        [
            ("indirect", "speech", {"content": ("eins zwei drei",)}),
            ("indirect", "thought", {"content": ("zwei drei vier",)}),
        ],
    )
    corpus = parse(make_entry(reading))
    assert DTD.validate(corpus), DTD.error_log
    article = corpus.find(f"{TEI}TEI")
    places = read_places(article)
    assert places[reading.statements[0].id, "content"] == set(range(14))
    assert places[reading.statements[1].id, "content"] == set(range(5, 19))


def test_the_header_says_where_it_is_from() -> None:
    reading = make_example()
    article = replace(
        reading.article,
        title="A & <B>",
        outlet="Auenbote",
        url='https://a.example/"x"',
        author="Pia Moor",
        agency="dpa",
    )
    entry = make_entry(replace(reading, article=article))
    corpus = parse(entry)
    assert DTD.validate(corpus), DTD.error_log
    (source,) = corpus.iter(f"{TEI}bibl")
    assert [child.text for child in source][:3] == ["A & <B>", "Pia Moor", "Auenbote"]
    idnos = {one.get("type"): one.text for one in source.iter(f"{TEI}idno")}
    assert idnos == {"laut": article.id, "URL": article.url, "SHA-256": entry.text_hash}


def test_withheld_texts_say_so() -> None:
    corpus = parse(withhold_text(make_entry(make_example())))
    assert DTD.validate(corpus), DTD.error_log
    assert "withheld" in "".join(corpus.find(f"{TEI}TEI").itertext())


def test_two_articles_share_no_id() -> None:
    reading = make_example()
    other = make_reading(
        "„Ja“, so Kerz.", [("direct", "speech", {"content": ("„Ja“",), "speaker": ("Kerz",)})]
    )
    corpus = parse(make_entry(reading), make_entry(other))
    names = [element.get(f"{XML}id") for element in corpus.iter() if element.get(f"{XML}id")]
    assert len(names) == len(set(names))
    assert DTD.validate(corpus), DTD.error_log


@given(readings())
def test_every_reading_comes_back(reading: Reading) -> None:
    corpus = parse(make_entry(reading))
    assert DTD.validate(corpus), DTD.error_log
    pointers = {
        pointer.removeprefix("#")
        for element in corpus.iter()
        for key in ("who", "toWhom", "next", "prev", "corresp", "ana")
        for pointer in element.get(key, "").split()
    }
    contentless = {element.get("corresp", "").removeprefix("#") for element in corpus.iter(f"{TEI}seg")}
    names = [element.get(f"{XML}id") for element in corpus.iter() if element.get(f"{XML}id")]
    assert len(names) == len(set(names))
    assert pointers - set(names) <= contentless
    article = corpus.find(f"{TEI}TEI")
    text = FORBIDDEN.sub("\ufffd", reading.article.text)
    assert read_text(article) == text
    found = read_places(article)
    wanted: dict[tuple[str, str], set[int]] = {}
    for number, statement in enumerate(reading.statements):
        twins = [one.id for one in reading.statements[: number + 1]].count(statement.id)
        name = statement.id if twins == 1 else f"{statement.id}.{twins}"
        for role in ("content", "speaker", "cue", "frame", "addressee"):
            places = {
                at for span in join_spans(getattr(statement, role)) for at in range(span.start, span.end)
                if text[at] != "\n"
            }  # fmt: skip
            if places:
                wanted[name, role] = places
    assert found == wanted
