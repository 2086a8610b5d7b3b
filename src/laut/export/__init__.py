"""Reading → the formats that others read: one file each, in two tables.

`FORMATS` write one reading as text (`laut read --format`), `EXPORTS` many, from an archive (`laut export`).
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import cast

from laut.export.entries import Entry, Stream
from laut.export.html import write_html
from laut.export.json_lines import write_json
from laut.records import Reading

FolderWriter = Callable[[Iterable[Entry], Path], str]


@dataclass(frozen=True, slots=True)
class Format:
    """A format's name, what it is, how its files end, and the function that writes a reading in it."""

    name: str
    help: str
    suffix: str
    write: Callable[[Reading], str]


@dataclass(frozen=True, slots=True)
class Export:
    """A format for many articles: its name, what it is, how its file ends (a folder has no end), and where
    its `Stream` or, for a folder, its writer is, as `module:name`; only the chosen one is imported."""

    name: str
    help: str
    suffix: str
    place: str
    needs_tokens: bool = False

    @property
    def is_folder(self) -> bool:
        """Whether it needs several files."""
        return not self.suffix

    def load_stream(self) -> Stream:
        """How articles are written one after the other."""
        return cast(Stream, _load(self.place))

    def load_writer(self) -> FolderWriter:
        """The function that fills an empty folder and gives what is worth telling the user, or nothing."""
        return cast(FolderWriter, _load(self.place))


def _load(place: str) -> object:
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)


def write_gnq(reading: Reading) -> str:
    """One line: the document of the German news quotation corpus that this reading amounts to."""
    from laut.export.gnq import make_gnq

    return json.dumps(make_gnq(reading), separators=(",", ":"))


FORMATS = {
    made.name: made
    for made in (
        Format("json", "one Reading a line (docs/reading.md)", ".json", write_json),
        Format("gnq", "the German news quotation corpus's JSON", ".json", write_gnq),
        Format("html", "one self-contained page", ".html", write_html),
    )
}

DOCUMENTS = Stream(lambda entry: write_gnq(entry.reading) + "\n")

EXPORTS = {
    made.name: made
    for made in (
        Export("jsonl", "one Reading a line", ".jsonl", "laut.export.json_lines:READINGS", needs_tokens=True),
        Export("csv", "a row a statement", ".csv", "laut.export.csv_tables:STATEMENTS"),
        Export("csv-articles", "a row an article", ".csv", "laut.export.csv_tables:ARTICLES"),
        Export("parquet", "a folder with both, by month", "", "laut.export.parquet:write_parquet"),
        Export("annotation", "W3C Web Annotation pages", ".jsonl", "laut.export.annotation:PAGES"),
        Export("tei", "TEI P5, statements as <said>", ".xml", "laut.export.tei:CORPUS"),
        Export("conll", "CoNLL-U Plus", ".conllup", "laut.export.conll:TOKENS", needs_tokens=True),
        Export(
            "gnq",
            "the corpus's JSON, one article a line",
            ".jsonl",
            "laut.export:DOCUMENTS",
            needs_tokens=True,
        ),
        Export("jsonld", "schema.org Quotation", ".jsonl", "laut.export.jsonld:GRAPHS"),
        Export("dna", "a folder for Discourse Network Analyzer", "", "laut.export.dna:write_dna"),
    )
}
