"""`laut export --format FORMAT [--output PATH]`: take an archive's articles out again, or some.

A file or folder takes its place only when it is complete. An article that a format can't hold is left out
with one sentence on stderr. Exit code 0, also where the archive has no such articles.
"""

import argparse
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from laut.archive import iter_readings, open_archive
from laut.cli.filters import add_article_filters
from laut.cli.messages import print_message, print_problem
from laut.cli.output import print_record, use_utf8
from laut.cli.place import add_archive, find_archive
from laut.cli.values import parse_number
from laut.errors import InputError, LautError, SettingError
from laut.export import EXPORTS, Export
from laut.export.entries import LONGEST, Entry, Stream, make_entry, withhold_text
from laut.records import Article, Reading


@dataclass(slots=True)
class Tally:
    """How many articles and statements went out."""

    articles: int = 0
    statements: int = 0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `laut export`."""
    formats = "; ".join(f"{made.name}: {made.help}" for made in EXPORTS.values())
    parser.epilog = "Example: laut export --format csv --output statements.csv"
    add_archive(parser)
    add = parser.add_argument
    add("--format", required=True, choices=tuple(EXPORTS), help=formats)
    add("--output", metavar="PATH", type=Path, help="the file to write (default: standard output), or folder")
    add_article_filters(parser)
    add("--without-text", action="store_true", help="offsets, hashes and quotations, but not the texts")
    add(
        "--longest",
        metavar="N",
        type=parse_number(0, "characters"),
        default=LONGEST,
        help=f"with --without-text: the most characters that a quotation keeps (default {LONGEST})",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the archive in a format. SettingError, ArchiveError; LautError where writing fails."""
    chosen = EXPORTS[arguments.format]
    output: Path | None = arguments.output
    if chosen.is_folder and output is None:
        raise SettingError(f"--format {chosen.name} makes a folder: add --output FOLDER")
    tally = Tally()
    remark = ""
    with open_archive(find_archive(arguments)) as archive:
        entries = iter_entries(iter_readings(archive, with_tokens=chosen.needs_tokens), arguments, tally)
        if output is None:
            use_utf8()
            write_stream(chosen.load_stream(), entries, print_record)
        elif chosen.is_folder:
            remark = write_folder(chosen, entries, output)
        else:
            with open_file(output) as write:
                write_stream(chosen.load_stream(), entries, write)
    if output is not None:
        print_message(f"laut: {tally.articles} articles, {tally.statements} statements in {output}")
    if remark:
        print_message(f"laut: {remark}")
    return 0


def iter_entries(readings: Iterable[Reading], arguments: argparse.Namespace, tally: Tally) -> Iterator[Entry]:
    """What was asked for, with or without its text."""
    for reading in readings:
        if is_wanted(reading.article, arguments):
            tally.articles += 1
            tally.statements += len(reading.statements)
            entry = make_entry(reading)
            yield withhold_text(entry, arguments.longest) if arguments.without_text else entry


def is_wanted(article: Article, arguments: argparse.Namespace) -> bool:
    """Whether an article fits outlet, days and origin; one without a date fits no days."""
    if arguments.outlet is not None and article.outlet != arguments.outlet:
        return False
    if arguments.origin == "independent" and article.copy_of is not None:
        return False
    since, until, day = arguments.since, arguments.until, article.published_on
    if day is None:
        return since is None and until is None
    return (since is None or day >= since) and (until is None or day <= until)


def write_stream(stream: Stream, entries: Iterable[Entry], write: Callable[[str], object]) -> None:
    """Head, articles, foot; an article that the format can't hold is left out with a sentence."""
    write(stream.head)
    for entry in entries:
        try:
            write(stream.write(entry))
        except InputError as error:
            print_problem(error)
    write(stream.foot)


@contextmanager
def open_file(path: Path) -> Iterator[Callable[[str], object]]:
    """A file that takes its place when all is written; a pipe or device is written at once. LautError."""
    is_special = path.exists() and not path.is_file()
    part = path if is_special else path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            yield file.write
        if not is_special:
            part.replace(path)
    except OSError as error:
        raise _explain(path, error) from None
    finally:
        with suppress(OSError):
            if not is_special:
                part.unlink()


def write_folder(chosen: Export, entries: Iterable[Entry], path: Path) -> str:
    """A folder that takes its place when all is written, and the format's remark. SettingError, LautError."""
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise SettingError(f"--output {path} is there already: name a new or an empty folder")
    part = path.with_name(f".{path.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        part.mkdir(parents=True)
        remark = chosen.load_writer()(entries, part)
        part.replace(path)
    except OSError as error:
        raise _explain(path, error) from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return remark


def _explain(path: Path, error: OSError) -> LautError:
    return LautError(f"{path} cannot be written ({error.strerror or error}): choose another --output")
