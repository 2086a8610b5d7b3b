"""Whom words stand for, in every format and on every screen, with the mentions that led there."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import duckdb
from conllu import parse
from invented_actors import KERZ, OFFICE, POHL, make_talk
from lxml import etree

from laut.cli.terminal import Screen, render_reading
from laut.export.annotation import PAGES
from laut.export.conll import COLUMNS, TOKENS
from laut.export.csv_tables import STATEMENTS
from laut.export.dna import FILE, write_dna
from laut.export.entries import make_entry, withhold_text
from laut.export.gnq import make_gnq
from laut.export.html import write_html
from laut.export.json_lines import read_json, write_json
from laut.export.jsonld import GRAPHS
from laut.export.parquet import write_parquet
from laut.export.speakers import find_speakers
from laut.export.standing import explain, find_standings, make_address, trace_chain
from laut.export.tei import CORPUS
from laut.export.voices import find_voices
from laut.language.tokens import find_tokens
from laut.records import Reading, Span

TALK = make_talk()
TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"


def without_actors() -> Reading:
    """The same article of which it is not known whom anybody stands for."""
    return replace(TALK, links=(), actors=())


def test_a_standing_has_the_chain() -> None:
    sie, beide, mayor, nobody = find_standings(TALK)
    assert [one.actor for one in beide.speaker] == [KERZ, POHL]
    assert explain(sie.speaker[0]) == "sie ← Ina Kerz; a name that the base does not have (0.95)"
    assert sie.addressee[0].chain == ("ihm", "Arne Pohl")
    assert mayor.speaker[0].chain == ("der Bürgermeister", "ihm", "Arne Pohl")
    assert not nobody.speaker
    assert find_standings(without_actors())[0].speaker == ()


def test_the_chain_goes_to_where_the_name_stands() -> None:
    """A heading may open a chain with a last name, and the whole name rest on that."""
    text = "Pohl tritt ab. Arne Pohl geht. Er sagte das."
    first, whole, he = Span(0, 4), Span(15, 24), Span(31, 33)
    chain = {first: None, whole: first, he: first}
    assert trace_chain(chain, (he,), text, "Arne Pohl") == ("Er", "Pohl", "Arne Pohl")
    assert trace_chain(chain, (he,), text, "Mister X") == ("Er", "Pohl")
    assert trace_chain(chain, (), text, "Pohl") == ("Er", "Pohl")
    assert trace_chain({he: first, first: he}, (he,), text, "") == ("Er", "Pohl")
    assert trace_chain({}, (he,), text, "Pohl") == ()


def test_addresses() -> None:
    assert make_address("Q42") == "http://www.wikidata.org/entity/Q42"
    assert make_address("laut:government-tur") == "urn:laut:actor:government-tur"
    assert make_address("x 1") == "urn:laut:actor:x%201"


def test_one_actor_is_one_speaker_whatever_it_is_called() -> None:
    again = replace(TALK.statements[0], id="s0", speaker=(Span(0, 8),))
    speakers = find_speakers(replace(TALK, statements=(*TALK.statements, again)))
    assert [(one.forms, one.statements) for one in speakers] == [
        (("sie", "Ina Kerz"), (0, 4)),
        (("Beide",), (1,)),
        (("der Bürgermeister",), (2,)),
        (("jemand",), (3,)),
    ]
    assert [one.name for one in find_voices(TALK)] == [
        "Ina Kerz",
        "Ina Kerz, Arne Pohl",
        "Arne Pohl",
        "jemand",
    ]


def test_csv_and_parquet_have_the_columns(tmp_path: Path) -> None:
    entry = make_entry(TALK)
    rows = list(csv.DictReader(io.StringIO(STATEMENTS.head + STATEMENTS.write(entry))))
    assert [row["speaker_actor"] for row in rows] == [KERZ.id, f"{KERZ.id}|Q42", "Q42", ""]
    assert rows[1]["speaker_actor_name"] == "Ina Kerz|Arne Pohl"
    assert (rows[1]["speaker_actor_score"], rows[0]["addressee_actor"]) == ("0.8", "Q42")
    assert rows[2]["speaker_actor_chain"] == "der Bürgermeister ← ihm ← Arne Pohl"
    write_parquet([entry], tmp_path)
    table = f"'{tmp_path}/statements/*/*.parquet'"
    found = duckdb.execute(f"SELECT speaker_actor, speaker_actor_score FROM {table} ORDER BY number")
    assert found.fetchall() == [
        (KERZ.id, 0.95), (f"{KERZ.id}|Q42", 0.8), ("Q42", 0.8), (None, None)
    ]  # fmt: skip


def test_annotations_identify_actors() -> None:
    items = json.loads(PAGES.write(make_entry(TALK)))["items"]
    actors = [body for body in items[0]["body"] if "laut:name" in body]
    assert [(one["laut:role"], one["source"]) for one in actors] == [
        ("speaker", f"urn:laut:actor:{KERZ.id}"), ("addressee", "http://www.wikidata.org/entity/Q42")
    ]  # fmt: skip
    assert actors[1]["laut:chain"] == ["ihm", "Arne Pohl"]


def test_quotations_have_creators_of_wikidata() -> None:
    _, sie, beide, mayor, nobody = json.loads(GRAPHS.write(make_entry(TALK)))["@graph"]
    pohl = {
        "@type": "Person", "@id": "http://www.wikidata.org/entity/Q42", "name": "Arne Pohl",
        "sameAs": "http://www.wikidata.org/entity/Q42",
    }  # fmt: skip
    assert (mayor["creator"], mayor["creditText"]) == (pohl, "der Bürgermeister")
    assert sie["creator"] == {"@type": "Person", "@id": f"urn:laut:actor:{KERZ.id}", "name": "Ina Kerz"}
    assert [one["name"] for one in beide["creator"]] == ["Ina Kerz", "Arne Pohl"]
    assert nobody["creditText"] == "jemand"


def test_tei_points_at_participants_with_ids() -> None:
    speaking = replace(TALK.statements[3], speaker_chains=(2,))
    entry = make_entry(replace(TALK, statements=(*TALK.statements[:3], speaking)))
    tree = etree.fromstring((CORPUS.head + CORPUS.write(entry) + CORPUS.foot).encode())
    people = {one.get(f"{XML}id"): one for one in tree.iter(f"{TEI}person", f"{TEI}org")}
    said = list(tree.iter(f"{TEI}said"))
    names = [[people[name[1:]].findtext(f"{TEI}idno") for name in one.get("who").split()] for one in said]
    assert names == [[KERZ.id], [KERZ.id, "Q42"], ["Q42"], [OFFICE.id]]
    pohl = people[said[0].get("toWhom")[1:]]
    assert (pohl.findtext(f"{TEI}persName"), pohl.find(f"{TEI}idno").get("type")) == ("Arne Pohl", "Wikidata")
    assert pohl.findtext(f"{TEI}note").startswith("ihm ← Arne Pohl; ")
    assert people[said[3].get("who")[1:]].tag == f"{TEI}org"
    assert len(people) == 3


def test_conll_has_chains() -> None:
    text = TALK.article.text
    tokens = find_tokens(text)
    analysis = replace(
        TALK.analysis, tokens=tuple(map(Span, tokens.starts, tokens.ends)), sentences=(Span(0, len(text)),)
    )
    made = TOKENS.head + TOKENS.write(make_entry(replace(TALK, analysis=analysis)))
    (sentence,) = parse(made, fields=[name.lower() for name in COLUMNS])
    tagged = [(token["form"], token["laut:chains"]) for token in sentence if token["laut:chains"] != "_"]
    assert tagged[:4] == [("Ina", "B-0"), ("Kerz", "I-0"), ("Arne", "B-1"), ("Pohl", "I-1")]
    assert sentence.metadata["chain 1"] == "label=person|actor=Q42|name=Arne Pohl|score=0.8000"
    assert sentence.metadata["chain 3"] == "label=person|parts=0,1"
    described = sentence.metadata[f"statement {TALK.statements[1].id}"]
    assert described.endswith(f"|speaker_actor={KERZ.id},Q42")


def test_dna_has_a_statement_for_each_who_speaks(tmp_path: Path) -> None:
    write_dna([make_entry(TALK)], tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE)) as database:
        rows = database.execute(
            "SELECT Value FROM statements JOIN datashorttext ON StatementId = statements.ID"
            " JOIN entities ON entities.ID = Entity WHERE datashorttext.VariableId = 1 ORDER BY statements.ID"
        ).fetchall()
    assert [name for (name,) in rows] == ["Ina Kerz", "Ina Kerz", "Arne Pohl", "Arne Pohl", "jemand"]


def test_gnq_has_words_alone() -> None:
    assert make_gnq(TALK) == make_gnq(without_actors())


def test_withheld_texts_keep_ids_without_reasons() -> None:
    line = write_json(withhold_text(make_entry(TALK)).reading)
    found = read_json(line)
    assert (found.links[1].actor, found.links[1].evidence.reason) == ("Q42", "")
    assert {one.evidence.reason for chain in found.analysis.chains for one in chain.members} == {""}
    assert "schwieg" not in line


def test_the_terminal_shows_whom_words_stand_for() -> None:
    shown = " ".join(render_reading(TALK, "-", Screen(100)).split())
    assert "sie → Ina Kerz" in shown
    assert "ihm → Arne Pohl (Q42)" in " ".join(render_reading(TALK, "-", Screen(60)).split())
    assert "Bürgermeister → Arne Pohl (Q42)" in " ".join(render_reading(TALK, "-", Screen(60)).split())
    assert "→" not in render_reading(without_actors(), "-", Screen(100))


def test_the_page_shows_whom_words_stand_for_and_why() -> None:
    page = write_html(TALK)
    why = "der Bürgermeister ← ihm ← Arne Pohl; the same name; held the office (mayor) (0.80)"
    assert f'title="{why}"' in page
    assert "→ <bdi>Arne Pohl (Q42)</bdi>" in page
    assert "&#10;→ Ina Kerz (x00000000000000aa): sie ← Ina Kerz; " in page
    assert '<span class="actor"' not in write_html(without_actors())
