"""An invented world for the knowledge base: tables kept by hand, and lists in the form of those in kb/."""

import csv
import json
import zipfile
from pathlib import Path

TABLES = {
    "offices": """\
office	scope	masculine	feminine	compound	capacity	note
head_of_state	country	Präsident|Staatspräsident	Präsidentin	präsident|präsidentin	1
head_of_government	country	Regierungschef|Kanzler	Regierungschefin|Kanzlerin	kanzler|kanzlerin	1
leader	country	Machthaber			1
monarch	country	König	Königin		1
vice_president	country	Vizepräsident	Vizepräsidentin		1
member_of_parliament	country|state	Abgeordneter	Abgeordnete		many
member_of_government	country|state	Minister	Ministerin		many
senator	country	Senator	Senatorin		many
party_member	organisation				many
secretary_general	organisation	Generalsekretär	Generalsekretärin	generalsekretär	1
""",
    "titles": """\
form	office	place	gender
Bundeskanzler	head_of_government	DEU|AUT	m
Bundeskanzlerin	head_of_government	DEU|AUT	f
Kremlchef	head_of_state	RUS	m
""",
    "tenures": """\
office	place	id	holder	start	end	note
head_of_government	DEU	Q900000001	Ulla Brandhofer	2005-11-22	2013-03-08
head_of_government	DEU	Q900000002	Jörg Maß	2013-03-08	2019-05
head_of_government	DEU	Q900000003	Petra Öhm	2020-02-01
head_of_state	RUS	laut:dmitri-lawrezki	Dmitri Lawrezki	2010-01-01
secretary_general	Q900000010	Q900000001	Ulla Brandhofer	2014	2016-10
""",
    "people": """\
id	name	aliases	gender	born	country	note
Q900000001	Ulla Brandhofer	Ursula Brandhofer	f	1954	DEU
laut:dmitri-lawrezki	Dmitri Lawrezki		m	1960	RUS
""",
    "organisations": """\
# a comment, and an empty line

id	kind	name	aliases	country	note
Q900000010	organisation	Vereinte Gemeinden	VG
laut:government-rus	government	russische Regierung	Regierung Russlands	RUS
Q900000020	party	Blaue Liste	BL	DEU
""",
    "countries": """\
place	id	name	aliases	adjective	demonyms	capital	capital_id
DEU	Q183	Deutschland	Bundesrepublik Deutschland	deutsch	Deutsche|Deutscher	Berlin	Q64
AUT	Q40	Österreich		österreichisch	Österreicher|Österreicherin	Wien
RUS	Q159	Russland		russisch	Russe|Russin	Moskau
USA	Q30	USA	Vereinigte Staaten|US	amerikanisch|US-amerikanisch	Amerikaner	Washington
DE-BY	Q980	Bayern	Freistaat Bayern	bayerisch|bayrisch	Bayer|Bayerin	München
""",
    "metonyms": """\
form	id	condition
Kreml	laut:government-rus	always
Rotes Haus	laut:government-rus	always
Moskau	laut:government-rus	acting
""",
}

_MEMBER = """<MDB><ID>{id}</ID><NAMEN><NAME><NACHNAME>{last}</NACHNAME><VORNAME>{first}</VORNAME>
<ADEL/><PRAEFIX>{particle}</PRAEFIX></NAME></NAMEN>
<BIOGRAFISCHE_ANGABEN><GEBURTSDATUM>01.02.{born}</GEBURTSDATUM><STERBEDATUM/><GESCHLECHT>weiblich</GESCHLECHT>
<PARTEI_KURZ>BL</PARTEI_KURZ></BIOGRAFISCHE_ANGABEN><WAHLPERIODEN>
<WAHLPERIODE><MDBWP_VON>20.12.1990</MDBWP_VON><MDBWP_BIS>10.11.1994</MDBWP_BIS></WAHLPERIODE>
<WAHLPERIODE><MDBWP_VON>10.11.1994</MDBWP_VON><MDBWP_BIS>26.10.1998</MDBWP_BIS></WAHLPERIODE>
</WAHLPERIODEN></MDB>"""

_EXECUTIVE = """\
- id:
    bioguide: X000001
    wikidata: Q900000030
  name:
    first: Walter
    nickname: Wally
    last: O'Quill
    official_full: Wally O'Quill
  bio:
    birthday: '1950-02-03'
    gender: M
  terms:
  - type: viceprez
    start: '1993-01-20'
    end: '1997-01-20'
    party: Green
    how: election
  - type: prez
    start: '2001-01-20'
    end: '2005-01-20'
    party: Green
  - type: prez
    start: '2005-01-20'
    end: '2009-01-20'
    party: Green
"""

_LEGISLATORS = """\
- id:
    wikidata: Q900000031
    fec:
    - S8XX00194
    - H2XX01054
  name:
    first: Ann
    last: Example
  bio:
    gender: F
    birthday: '1960-01-01'
  terms:
  - type: sen
    start: '2021-01-03'
    end: '2027-01-03'
    address: 1 Long Street with a name that goes on
      over the next line
    party: Green
"""


def write_tables(folder: Path, **changes: str) -> Path:
    """The tables as .tsv files; `changes` replace whole tables or, with a leading newline, add rows."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in TABLES.items():
        changed = changes.get(name, "")
        text = text + changed[1:] if changed.startswith("\n") else changed or text
        (folder / f"{name}.tsv").write_text(text, "utf-8")
    return folder


def write_sources(folder: Path) -> Path:
    """A folder like kb/ with a few people in each list."""
    for name in ("mdb", "us", "factbook/europe", "reign", "dboes"):
        (folder / name).mkdir(parents=True)
    members = [
        _MEMBER.format(id=1, last="Brandhofer", first="Ulla", particle="", born=1954),
        _MEMBER.format(id=2, last="Kerz", first="Ida", particle="von", born=1944),
    ]
    with zipfile.ZipFile(folder / "mdb" / "mdb-stammdaten-data.zip", "w") as archive:
        archive.writestr("MDB_STAMMDATEN.XML", f"<DOCUMENT><VERSION>1</VERSION>{''.join(members)}</DOCUMENT>")
    (folder / "mdb" / "IDs.tsv").write_text("1\tQ900000001\n2\tQ900000004\n", "utf-8")
    (folder / "us" / "executive.yaml").write_text(_EXECUTIVE, "utf-8")
    (folder / "us" / "legislators-current.yaml").write_text(_LEGISLATORS, "utf-8")
    _write_factbook(folder / "factbook" / "europe")
    _write_csv(
        folder / "reign" / "leaderlist_3_21.csv",
        "stateabb leader sdate smonth syear emonth eyear birthyear gender",
        ("GMY", "Schmalz", 1, 1, 1998, 11, 2005, 1940, 1),
        ("GMY", "Brandhofer", 22, 11, 2005, 3, 2013, 1954, 0),
        ("FRN", "Lenoir", 1, 5, 2012, 5, 2017, 1950, 1),
        ("FRN", "Roussel", 14, 5, 2017, "", "", 1970, 0),
    )
    _write_csv(
        folder / "dboes" / "komplett.csv",
        "Name Typ K_Geschlecht T_Abgeordneter T_Partei",
        ("Fink, Dr. Anna", 21, "weiblich", "Bayerischer Landtag", "BL"),
        ("Klaeden, Otto von", 20, "männlich", ".", "."),
        ("Amt für Maße (AfM)", 15, ".", ".", "."),
        ("Laute Show", 5, ".", ".", "."),
    )
    chamber = folder / "everypolitician2015" / "Germany" / "Bundestag" / "sources" / "morph"
    chamber.mkdir(parents=True)
    _write_csv(
        chamber / "wikidata.csv",
        "id name name__de name__en name__fr name__cs gender birth_date",
        ("Q900000001", "Ulla Brandhofer", "Ulla Brandhofer", "Ulla Brandhofer", "Ulla Brandhofer",
         "Ulla Brandhoferová", "female", "1954-07-17"),
        ("Q900000005", "Peter Mayer (politician)", "", "", "", "", "male", "1971-01-01"),
    )  # fmt: skip
    return folder


def _write_factbook(folder: Path) -> None:
    for code, state, government in (
        (
            "gm",
            "President Karl-Theodor VAN DER HOLM (since 19 March 2017)",
            "Chancellor Petra &Ouml;HM (since 2020)",
        ),
        ("fr", "President Camille ROUSSEL (since 14 May 2017)", "Prime Minister XI Ming (since May 2024)"),
        ("uk", "King ALBERT XIV (since 8 September 2022)", "Prime Minister (vacant)"),
        (
            "as",
            "King ALBERT XIV (since 8 September 2022); represented by Governor Ann SMITH (since 2024)",
            "",
        ),
    ):
        branch = {"chief of state": {"text": state}, "head of government": {"text": government}}
        content = json.dumps({"Government": {"Executive branch": branch}})
        (folder / f"{code}.json").write_text(content, "utf-8")


def _write_csv(path: Path, columns: str, *rows: tuple[object, ...]) -> None:
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerows([columns.split(), *rows])
