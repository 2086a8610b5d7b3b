"""Reading → text in the formats that others read: one file each, listed in `FORMATS`."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from laut.export.html import write_html
from laut.export.json_lines import write_json
from laut.records import Reading


@dataclass(frozen=True, slots=True)
class Format:
    """A format's name, what it is, how its files end, and the function that writes a reading in it."""

    name: str
    help: str
    suffix: str
    write: Callable[[Reading], str]


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
