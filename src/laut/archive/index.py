"""The search index: tantivy over statements and articles with German stemming, derived from the tables.

Each generation of the tables has its own folder, index/GENERATION-FORMAT. A load takes the old folder's
files over as links (tantivy never changes a file that it has written) and adds what is new, so that whoever
searches the old snapshot finds it whole. A missing index is made anew from the tables.

Fields: id (stored); number (`make_key` of the id, in a column that is quick to read); article, type
(statement or article), kind, medium, outlet, actor (ids of whom the speaker stands for): as they are;
content, speaker, title, text: German words; day: the date's ordinal number, none where it is unknown;
is_origin: 1 unless the article copies another one.
"""

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import tantivy
from tantivy import Document, Filter, Index, SchemaBuilder, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from laut.archive.failures import explain_failures
from laut.archive.folder import Archive, find_index
from laut.archive.migrate import read_query
from laut.ids import make_key

GERMAN = "german"
WORDS = ("content", "speaker", "title", "text")
NAMES = ("article", "type", "kind", "medium", "outlet", "actor")
HEAP = 64 << 20
CHUNK = 5000
DAMAGED = "the index is damaged: make it anew with `laut archive rebuild`"


def open_index(archive: Archive) -> Index:
    """The index of the archive's snapshot, made if it is missing; ArchiveError where that can't be."""
    folder = find_index(archive)
    if not (folder / "meta.json").is_file() and not archive.is_writable:
        archive.refresh()
        folder = find_index(archive)
    if not (folder / "meta.json").is_file():
        rebuild_index(archive)
    with explain_failures(folder, DAMAGED):
        index = Index.open(str(folder))
    index.register_tokenizer(GERMAN, make_analyser())
    return index


def rebuild_index(archive: Archive) -> int:
    """Make the index anew from the tables; gives the number of its documents."""
    with explain_failures(archive.path, "the index was not made: run `laut archive rebuild` again"):
        connection = archive.connection
        connection.execute("CREATE OR REPLACE TEMP TABLE changed AS SELECT id FROM articles")
        count = _write_index(find_index(archive), None, connection)
        connection.execute("DROP TABLE temp.changed")
    return count


def update_index(before: Path, target: Path, connection: duckdb.DuckDBPyConnection) -> None:
    """Make the index of a new generation: the one before, with the articles in `changed` put in anew."""
    if (before / "meta.json").is_file():
        _write_index(target, before, connection)
    else:
        connection.execute("CREATE OR REPLACE TEMP TABLE changed AS SELECT id FROM articles")
        _write_index(target, None, connection)


def _write_index(target: Path, before: Path | None, connection: duckdb.DuckDBPyConnection) -> int:
    """Write an index into a folder beside `target`, then put it in that place."""
    unfinished = target.with_name(f"{target.name}.{os.getpid()}.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    try:
        if before:
            _link_files(before, unfinished)
        index = Index(make_schema(), str(unfinished), reuse=True)
        index.register_tokenizer(GERMAN, make_analyser())
        writer = index.writer(HEAP, num_threads=2)
        if before:
            for (name,) in connection.execute("SELECT id FROM changed").fetchall():
                writer.delete_documents_by_term("article", name)
        count = 0
        for document in iter_documents(connection):
            writer.add_document(document)
            count += 1
        writer.commit()
        writer.wait_merging_threads()
        shutil.rmtree(target, ignore_errors=True)
        unfinished.replace(target)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return count


def _link_files(source: Path, target: Path) -> None:
    for file in source.iterdir():
        if file.suffix == ".lock":
            continue
        try:
            os.link(file, target / file.name)
        except OSError:
            shutil.copyfile(file, target / file.name)


def make_schema() -> tantivy.Schema:
    """The fields of a document."""
    builder = SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("number", fast=True)
    for name in NAMES:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in WORDS:
        builder.add_text_field(name, tokenizer_name=GERMAN, index_option="position")
    builder.add_integer_field("day", indexed=True, fast=True)
    builder.add_integer_field("is_origin", indexed=True)
    return builder.build()


def make_analyser() -> TextAnalyzer:
    """Words in lower case, without endings; ß and umlauts are one with ss and the plain vowel."""
    builder = TextAnalyzerBuilder(Tokenizer.simple())
    return builder.filter(Filter.lowercase()).filter(Filter.stemmer("German")).build()


def iter_documents(connection: duckdb.DuckDBPyConnection) -> Iterator[Document]:
    """A document for each statement of the articles in `changed`, and for each of these articles."""
    for row in _iter_rows(connection, "statements"):
        name, article, content, speaker, title, kind, medium, outlet, day, is_origin, actors = row
        words = {"content": content, "speaker": speaker, "title": title}
        labels = {"type": "statement", "kind": kind, "medium": medium, "outlet": outlet}
        document = _make_document(name, article, words | labels, day, is_origin)
        for actor in actors:
            document.add_text("actor", actor)
        yield document
    for name, article, title, text, outlet, day, is_origin in _iter_rows(connection, "articles"):
        words = {"type": "article", "title": title, "text": text, "outlet": outlet}
        yield _make_document(name, article, words, day, is_origin)


def _make_document(
    name: str, article: str, words: dict[str, str | None], day: date | None, is_origin: bool
) -> Document:
    document = Document(id=name, article=article, is_origin=int(is_origin))
    document.add_unsigned("number", make_key(name))
    for field, value in words.items():
        if value:
            document.add_text(field, value)
    if day:
        document.add_integer("day", day.toordinal())
    return document


def _iter_rows(connection: duckdb.DuckDBPyConnection, name: str) -> Iterator[tuple]:  # type: ignore[type-arg]
    result = connection.execute(read_query(f"index_{name}"))
    while rows := result.fetchmany(CHUNK):
        yield from rows


def find_indexed(archive: Archive) -> list[str]:
    """The ids of all documents of the snapshot's index, sorted; ArchiveError where it can't be read."""
    searcher = open_index(archive).searcher()
    with explain_failures(find_index(archive), DAMAGED):
        count = searcher.num_docs
        hits = searcher.search(tantivy.Query.all_query(), count).hits if count else []
        return sorted(str(searcher.doc(address)["id"][0]) for _, address in hits)
