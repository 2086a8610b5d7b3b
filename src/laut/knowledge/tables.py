"""Tables kept by hand, and yours: tab-separated, a header, `#` comments, empty = unknown, lists joined by |.

`TABLES` says which columns each has; a file is the table whose columns it has. What a row must be by itself
is checked here, what rows must be to each other in `checks`. KnowledgeError names file, line and remedy.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from laut.errors import KnowledgeError
from laut.knowledge.dates import first_day, is_date, last_day

AS_OF = "2026-06-30"  # the date of the hand tables: an open tenure goes on at least until then

_ID = re.compile(r"Q[1-9]\d*|laut:[a-z0-9]+(?:-[a-z0-9]+)*")
_PLACE = re.compile(r"[A-Z]{3}|[A-Z]{2}-[A-Z0-9]{1,3}")
_SLUG = re.compile(r"[a-z]+(?:_[a-z]+)*")
_YEAR = re.compile(r"\d{4}")

Check = tuple[Callable[[str], bool], str]


def _matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda value: pattern.fullmatch(value) is not None


_ANY: Check = (lambda _: True, "")
_IDS: Check = (
    _matches(_ID),
    "write a Wikidata id (Q567) or laut: and lower-case letters, digits and hyphens",
)
_PLACES_OR_IDS: Check = (
    lambda value: bool(_PLACE.fullmatch(value) or _ID.fullmatch(value)),
    "write an ISO 3166 code (DEU, DE-BY) or the id of an actor (Q458)",
)
_SLUGS: Check = (_matches(_SLUG), "write lower-case letters and underscores (foreign_minister)")
_DATES: Check = (is_date, "write a date that exists, as 2021-12-08, 2021-12 or 2021")
_YEARS: Check = (_matches(_YEAR), "write a year of four digits")


def _words(*allowed: str) -> Check:
    return allowed.__contains__, f"write {', '.join(allowed[:-1])} or {allowed[-1]}"


_GENDER = _words("m", "f")


@dataclass(frozen=True, slots=True)
class Column:
    """A column's name, what its values must be, whether one must stand there, whether several may (a|b)."""

    name: str
    check: Check = _ANY
    is_required: bool = False
    is_list: bool = False


TABLES: dict[str, tuple[Column, ...]] = {
    "offices": (
        Column("office", _SLUGS, is_required=True),
        Column("scope", _words("country", "state", "organisation", "city"), is_required=True, is_list=True),
        Column("masculine", is_list=True),
        Column("feminine", is_list=True),
        Column("compound", is_list=True),
        Column("capacity", (lambda value: value == "many" or value.isdecimal(), "write a number or many")),
        Column("note"),
    ),
    "titles": (
        Column("form", is_required=True),
        Column("office", _SLUGS, is_required=True),
        Column("place", _PLACES_OR_IDS, is_list=True),
        Column("gender", _GENDER),
    ),
    "tenures": (
        Column("office", _SLUGS, is_required=True),
        Column("place", _PLACES_OR_IDS, is_required=True),
        Column("id", _IDS, is_required=True),
        Column("holder", is_required=True),
        Column("start", _DATES),
        Column("end", _DATES),
        Column("note"),
    ),
    "people": (
        Column("id", _IDS, is_required=True),
        Column("name", is_required=True),
        Column("aliases", is_list=True),
        Column("gender", _GENDER),
        Column("born", _YEARS),
        Column("country", _PLACES_OR_IDS),
        Column("note"),
    ),
    "organisations": (
        Column("id", _IDS, is_required=True),
        Column("kind", _words("organisation", "government", "party", "group", "place"), is_required=True),
        Column("name", is_required=True),
        Column("aliases", is_list=True),
        Column("country", _PLACES_OR_IDS),
        Column("note"),
    ),
    "countries": (
        Column("place", _PLACES_OR_IDS, is_required=True),
        Column("id", _IDS, is_required=True),
        Column("name", is_required=True),
        Column("aliases", is_list=True),
        Column("adjective", is_list=True),
        Column("demonyms", is_list=True),
        Column("capital"),
        Column("capital_id", _IDS),
    ),
    "metonyms": (
        Column("form", is_required=True),
        Column("id", _IDS, is_required=True),
        Column("condition", _words("always", "acting"), is_required=True),
    ),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it stands (file:line), and its values by column; every column of its table is there."""

    table: str
    where: str
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def split(self, column: str) -> tuple[str, ...]:
        """The values of a list."""
        return tuple(value.strip() for value in self.values[column].split("|") if value.strip())


def read_tables(paths: Sequence[Path]) -> list[Row]:
    """All rows of some files, or of the .tsv files of a folder, in order. KnowledgeError."""
    rows: list[Row] = []
    for path in paths:
        files = sorted(path.glob("*.tsv")) if path.is_dir() else [path]
        if not files:
            raise KnowledgeError(f"{path} has no .tsv file: name a table or a folder of tables")
        for file in files:
            rows += _iter_rows(file)
    return rows


def _iter_rows(path: Path) -> Iterator[Row]:
    lines = enumerate(_read(path).splitlines(), 1)
    kept = ((number, line) for number, line in lines if line.strip() and not line.startswith("#"))
    number, header = next(kept, (1, ""))
    columns = [name.strip() for name in header.split("\t")]
    table = _find_table(f"{path}:{number}", columns)
    for number, line in kept:
        where = f"{path}:{number}"
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > len(columns):
            raise KnowledgeError(
                f"{where}: {len(cells)} cells under {len(columns)} columns: take out tabs, or join lists by |"
            )
        if any(not cell.isprintable() for cell in cells):
            raise KnowledgeError(f"{where}: a character that cannot be shown: type the row again")
        given = dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True))
        row = Row(table, where, {column.name: given.get(column.name, "") for column in TABLES[table]})
        _check_row(row)
        yield row


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise KnowledgeError(f"{path} cannot be read ({error.strerror}): name a table of actors") from None
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{path} is no UTF-8 at byte {error.start}: save it as UTF-8") from None


def _find_table(where: str, columns: list[str]) -> str:
    """The table that has these columns, `note` and the like may be left out."""
    if len(set(columns)) < len(columns):
        raise KnowledgeError(f"{where}: a column stands twice: take one out")
    fits = [
        name
        for name, known in TABLES.items()
        if {column.name for column in known if column.is_required} <= set(columns)
    ]
    for name in fits:
        if set(columns) <= {column.name for column in TABLES[name]}:
            return name
    if fits:
        nearest = max(fits, key=lambda name: len(set(columns) & {column.name for column in TABLES[name]}))
        unknown = set(columns) - {column.name for column in TABLES[nearest]}
        raise KnowledgeError(f"{where}: unknown column {min(unknown)!r}: {_describe(nearest)}")
    headers = "; ".join(map(_describe, TABLES))
    raise KnowledgeError(f"{where}: no header of a known table: write one of these, apart by tabs: {headers}")


def _describe(table: str) -> str:
    return f"{table} has {' '.join(column.name for column in TABLES[table])}"


def _check_row(row: Row) -> None:
    for column in TABLES[row.table]:
        values = row.split(column.name) if column.is_list else tuple(filter(None, (row[column.name],)))
        if column.is_required and not values:
            raise KnowledgeError(f"{row.where}: no {column.name}: every row of {row.table} needs one")
        is_right, remedy = column.check
        for value in values:
            if not is_right(value):
                raise KnowledgeError(f"{row.where}: {column.name} {value!r}: {remedy}")
    if row.table == "tenures" and row["start"] and row["end"]:
        start, end = first_day(row["start"]), last_day(row["end"])
        if start is not None and end is not None and start > end:
            raise KnowledgeError(
                f"{row.where}: it ends ({row['end']}) before it starts ({row['start']}): mend the dates"
            )
