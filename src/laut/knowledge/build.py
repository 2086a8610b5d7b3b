"""kb/ and the hand tables → one file: the same bytes for the same input, whatever the day or the machine."""

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from laut.errors import KnowledgeError
from laut.knowledge.base import FORMAT
from laut.knowledge.checks import check_rows
from laut.knowledge.codes import LEADING_OFFICE
from laut.knowledge.listed import Merged, Term
from laut.knowledge.merge import Register
from laut.knowledge.rows import read_actors
from laut.knowledge.sources.dboes import read_dboes
from laut.knowledge.sources.everypolitician import read_everypolitician
from laut.knowledge.sources.factbook import read_factbook
from laut.knowledge.sources.mdb import read_mdb
from laut.knowledge.sources.reign import read_reign
from laut.knowledge.sources.us import read_us
from laut.knowledge.store import make_tables, write_actors, write_offices, write_places
from laut.knowledge.tables import AS_OF, Row, read_tables
from laut.knowledge.terms import Terms, settle

HAND_TABLES = Path(__file__).parent / "tables"
# In order of trust. REIGN, often with last names only, comes after the members of parliaments and before the
# Factbook, whose full names then take over.
READERS = (read_everypolitician, read_mdb, read_us, read_reign, read_factbook, read_dboes)


def build(sources: Path, out: Path, tables: Path = HAND_TABLES) -> list[str]:
    """Write the base and give what a person should look at. KnowledgeError, and nothing is written."""
    missing = [name for name in _FOLDERS if not (sources / name).is_dir()]
    if missing:
        raise KnowledgeError(f"{sources} has no folder {missing[0]}: give the folder kb as --sources")
    rows = read_tables([tables])
    check_rows(rows)
    register = merge(rows, sources)
    actors = sorted(register.actors, key=_sort_key)
    _link_parties(register, actors)
    single = {row["office"] for row in rows if row.table == "offices" and row["capacity"] in ("", "1")}
    _write(rows, actors, settle((actor.terms for actor in actors), single), out)
    return register.doubts


_FOLDERS = ("everypolitician2015", "mdb", "us", "factbook", "reign", "dboes")


def merge(rows: Sequence[Row], sources: Path) -> Register:
    """The actors of the tables, then of each list."""
    register = Register()
    for listed in read_actors(rows, "tables"):
        register.add(listed)
    for read in READERS:
        for listed in read(sources):
            register.add(listed)
    register.name_all()
    return register


def _sort_key(actor: Merged) -> tuple[bool, int, str]:
    is_wikidata = actor.id.startswith("Q")
    return (not is_wikidata, int(actor.id[1:]) if is_wikidata else 0, actor.id)


def _link_parties(register: Register, actors: Iterable[Merged]) -> None:
    """Membership of a party that the base has, as a tenure without dates."""
    for actor in actors:
        for name in actor.parties:
            found = [one for one in register.find(name, actor.country) if one.kind == "party"]
            found = [one for one in found if "tables" in one.sources] or found
            if len(found) == 1:
                actor.terms.append((Term("party_member", found[0].id), next(iter(actor.sources))))


def _write(rows: Sequence[Row], actors: Sequence[Merged], terms: Sequence[Terms], out: Path) -> None:
    database = sqlite3.connect(":memory:")
    make_tables(database)
    write_offices(database, rows)
    write_places(database, rows)
    database.executemany("INSERT INTO leading VALUES (?, ?)", sorted(LEADING_OFFICE.items()))
    write_actors(database, actors, terms)
    digest = hashlib.sha256()
    for line in database.iterdump():
        digest.update(line.encode("utf-8", "surrogatepass"))
    about = {"format": FORMAT, "as_of": AS_OF, "version": f"{AS_OF}+{digest.hexdigest()[:8]}"}
    database.executemany("INSERT INTO about VALUES (?, ?)", sorted(about.items()))
    database.commit()
    draft = out.with_name(f"{out.name}.draft")
    try:
        draft.unlink(missing_ok=True)
        database.execute("VACUUM INTO ?", (str(draft),))
        _settle_header(draft)
        draft.replace(out)
    except (OSError, sqlite3.Error) as error:
        raise KnowledgeError(f"{out} cannot be written ({error}): choose another --out") from None
    finally:
        draft.unlink(missing_ok=True)
        database.close()


def _settle_header(path: Path) -> None:
    """SQLite notes how often and by which of its versions a file was written: the same for everyone here."""
    content = bytearray(path.read_bytes())
    content[24:28] = content[92:96] = (1).to_bytes(4, "big")
    content[96:100] = (3_037_000).to_bytes(4, "big")
    path.write_bytes(content)
