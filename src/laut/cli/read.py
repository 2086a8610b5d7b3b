"""`laut read FILE… | -`: read articles and show or write what was found, each as soon as it is done.

A file that can't be read is skipped with one sentence on stderr, and the others are still read. Exit code
0 where at least one article was read, 1 where none was.
"""

import argparse
import sys
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from laut.cli.actor_tables import add_actors, open_base
from laut.cli.files import STDIN, name_source, read_text
from laut.cli.messages import print_message, print_problem
from laut.cli.output import Folder, print_record, use_utf8
from laut.cli.progress import Bar
from laut.cli.reader import load_reader
from laut.cli.screen import Screen, find_screen
from laut.cli.values import parse_date, parse_number
from laut.errors import InputError, SettingError
from laut.export import FORMATS
from laut.knowledge import Base
from laut.records import Reading

TERMINAL = "terminal"


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asked for, checked."""

    sources: tuple[str, ...]
    published_on: date | None
    title: str | None
    format: str
    colour: str
    output: Path | None
    model: Path | None
    threads: int
    base: Base


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `laut read`."""
    formats = "; ".join(f"{made.name}: {made.help}" for made in FORMATS.values())
    parser.epilog = "Example: laut read --published-on 2024-03-05 article.txt"
    add = parser.add_argument
    add("files", nargs="+", metavar="FILE", help="text files in UTF-8, one article each; - is standard input")
    add("--published-on", metavar="DATE", type=parse_date, help="the articles' date, as 2024-03-05")
    add("--title", help="the article's title (of a single article)")
    add(
        "--format",
        choices=(TERMINAL, *FORMATS),
        default=TERMINAL,
        help=f"terminal: the article in colours and a table (the default); {formats}",
    )
    add(
        "--colour", choices=("auto", "always", "never"), default="auto", help="colours in the terminal format"
    )
    add("--output", metavar="DIR", type=Path, help="write one file an article there (json, gnq, html)")
    add_actors(parser)
    add("--model", metavar="PATH", type=Path, help="a model folder other than the one that laut ships")
    add(
        "--threads",
        metavar="N",
        type=parse_number(1, "threads"),
        default=2,
        help="processor threads (default 2)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Read every source; 0 where one could be read, else 1. SettingError, KnowledgeError, ModelError."""
    options = make_options(arguments)
    write = make_writer(options)
    done = 0
    with Bar(options.sources) as bar:
        for source in options.sources:
            bar.start(source)
            try:
                reading = read_source(source, options)
                with bar.away() if sys.stdout.isatty() else nullcontext():
                    write(source, reading)
                done += 1
            except InputError as error:
                with bar.away():
                    print_problem(error)
            bar.finish()
    skipped = len(options.sources) - done
    if skipped and len(options.sources) > 1:
        print_message(f"laut: {skipped} of {len(options.sources)} files skipped")
    return 0 if done else 1


def make_options(arguments: argparse.Namespace) -> Options:
    """Check what argparse can't; SettingError where arguments don't go together, KnowledgeError."""
    options = Options(
        sources=tuple(arguments.files),
        published_on=arguments.published_on,
        title=arguments.title,
        format=arguments.format,
        colour=arguments.colour,
        output=arguments.output,
        model=arguments.model,
        threads=arguments.threads,
        base=open_base(arguments),
    )
    several = len(options.sources) > 1
    if several and options.title is not None:
        raise SettingError("--title names one article, but several files were given: read them one by one")
    if options.output and options.format == TERMINAL:
        raise SettingError(f"--output needs a format for files: add --format {', '.join(FORMATS)}")
    if several and options.format == "html" and not options.output:
        raise SettingError("several html pages can't share standard output: add --output DIR")
    return options


def read_source(source: str, options: Options) -> Reading:
    """Read one file; the model is loaded when the first text is there, so that mistakes show at once."""
    if source == STDIN and sys.stdin.isatty():
        print_message("laut: type or paste an article, then press Ctrl-D")
    text = read_text(source)
    reader = load_reader(options.model, options.threads, options.base)
    return reader.read(text, published_on=options.published_on, title=options.title)


def make_writer(options: Options) -> Callable[[str, Reading], None]:
    """The function that shows or writes the reading of a source."""
    if options.format == TERMINAL:
        screen = find_screen(options.colour)
        return lambda source, reading: _write_to_screen(source, reading, screen)
    use_utf8()
    chosen = FORMATS[options.format]
    if options.output is None:
        return lambda _, reading: print_record(chosen.write(reading) + "\n")
    folder = Folder(options.output, chosen.suffix, options.sources)
    return lambda source, reading: print_record(f"{folder.write(source, chosen.write(reading) + chr(10))}\n")


def _write_to_screen(source: str, reading: Reading, screen: Screen) -> None:
    from laut.cli.terminal import render_reading

    print_record(render_reading(reading, name_source(source), screen) + "\n")
