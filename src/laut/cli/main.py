"""`laut COMMAND …`: the table of commands, and what every command shares (errors, pipes, exit codes).

A command is a module with `add_arguments(parser)` and `run(arguments) -> int`. Only the module of the
chosen command is imported, so `laut --help` stays quick and no command pays for another one.

Exit codes: 0 done; 1 nothing could be done (the reason is on stderr); 2 the command line makes no sense;
130 stopped with Ctrl-C. A reader that closes the pipe early (`laut read … | head`) is no error.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from laut.cli.messages import print_problem
from laut.cli.output import close_stdout
from laut.errors import LautError, SettingError
from laut.version import VERSION


@dataclass(frozen=True, slots=True)
class Command:
    """A command's name, the line that explains it, and the module that carries it out."""

    name: str
    help: str
    module: str


COMMANDS = (
    Command("read", "read German articles: who said what, to whom, how", "laut.cli.read"),
    Command("ingest", "read files, feeds, pages and web archives into an archive", "laut.cli.ingest"),
    Command("search", "statements of an archive by their words", "laut.cli.search"),
    Command("who", "who spoke about something, how often, first and last", "laut.cli.who"),
    Command("said", "everything that a speaker said, by date", "laut.cli.said"),
    Command("trace", "one statement through the outlets: who had it first, who altered it", "laut.cli.trace"),
    Command("verify", "is a quotation in the archive, word for word and by this speaker?", "laut.cli.verify"),
    Command("timeline", "statements a day, week or month; also as a picture", "laut.cli.timeline"),
    Command("network", "which actors meet on statements: GraphML, GEXF or a picture", "laut.cli.network"),
    Command("sql", "ask an archive in SQL, read-only", "laut.cli.sql"),
    Command("export", "take articles out again: CSV, Parquet, TEI, Web Annotation, DNA …", "laut.cli.export"),
    Command("archive", "check, load, re-read or rebuild an archive", "laut.cli.archive"),
    Command("actors", "who there is: names, offices and dates of the knowledge base", "laut.cli.actors"),
    Command("correct", "correct what was found: speakers, statements, actors; undo it", "laut.cli.correct"),
    Command("evaluate", "score a model against annotated articles", "laut.cli.evaluate"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the entry point of the `laut` script."""
    given = list(sys.argv[1:] if argv is None else argv)
    command = next((command for command in COMMANDS if given[:1] == [command.name]), None)
    arguments = make_parser(command).parse_args(given)
    if command is None:
        make_parser(None).print_help()
        return 2
    try:
        code = int(import_module(command.module).run(arguments))
        sys.stdout.flush()
        return code
    except SettingError as error:
        print_problem(error)
        return 2
    except LautError as error:
        print_problem(error)
        return 1
    except BrokenPipeError:
        close_stdout()
        return 0
    except KeyboardInterrupt:
        return 130


def make_parser(chosen: Command | None) -> argparse.ArgumentParser:
    """The parser of the whole command line; only the chosen command gets its arguments."""
    parser = argparse.ArgumentParser(
        prog="laut", description="Read German news: who said what, to whom, on whose word."
    )
    parser.add_argument("--version", action="version", version=f"laut {VERSION}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for command in COMMANDS:
        subparser = commands.add_parser(command.name, help=command.help, description=command.help)
        if command is chosen:
            import_module(command.module).add_arguments(subparser)
    return parser
