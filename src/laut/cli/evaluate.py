"""`laut evaluate TASK PATH`: score a model, or ready findings, against annotated articles or labels."""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import track

from laut.actors.linker import Linked
from laut.cli import evaluate_corrections
from laut.cli.evaluate_actors import (
    add_tasks,
    evaluate_links,
    evaluate_office_table,
    evaluate_speakers,
    make_dated_article,
)
from laut.cli.messages import print_message
from laut.cli.values import parse_number
from laut.errors import InputError
from laut.evaluate.chains import evaluate_chains
from laut.evaluate.germeval import FILES
from laut.evaluate.mmax import find_marked_files, read_chained_texts
from laut.evaluate.names import read_named_texts
from laut.evaluate.report import About, Report, make_json, render_report
from laut.evaluate.restyle import STYLES, restyle
from laut.evaluate.tasks import (
    evaluate_names,
    evaluate_statements,
    find_gnq_files,
    hash_files,
    make_groups,
    read_groups,
)
from laut.export.gnq import read_gnq
from laut.export.visible import make_visible
from laut.records import Article, Reading, Span

T = TypeVar("T")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The tasks and their options."""
    tasks = parser.add_subparsers(title="tasks", metavar="TASK", dest="task", required=True)
    statements = tasks.add_parser("statements", help="who said what, to whom, how, against gnq files")
    statements.add_argument("path", type=Path, metavar="PATH", help="a gnq file, or a folder of them")
    statements.add_argument(
        "--style",
        choices=STYLES,
        default="as-is",
        help="rewrite quotation marks first; swiss writes ss for ß",
    )
    statements.add_argument("--ss", action="store_true", help="write ss for ß whatever the style")
    statements.add_argument(
        "--from-gnq", type=Path, metavar="FOLDER", help="score the gnq files in FOLDER instead of a model"
    )
    names = tasks.add_parser("names", help="people, organisations, places, against GermEval or gnq files")
    names.add_argument(
        "path",
        type=Path,
        metavar="PATH",
        help=f"the folder of {FILES} (its held-out fifth counts), or gnq files",
    )
    chains = tasks.add_parser("chains", help="who is who within an article, against MMAX2 corpora")
    chains.add_argument(
        "path",
        type=Path,
        metavar="FOLDER",
        help="pcc2 or corefpro, or a folder of both (the held-out fifth counts)",
    )
    chains.add_argument(
        "--part",
        choices=("test", "dev", "train"),
        default="test",
        help="of five texts the 5th, the 4th, the rest",
    )
    for task in (statements, names, chains, *add_tasks(tasks)):
        task.add_argument(
            "--model", metavar="FOLDER", help="the model folder (default: the one that comes along)"
        )
        task.add_argument(
            "--limit", type=parse_number(1, "articles"), metavar="N", help="only the first N articles"
        )
        task.add_argument("--json", action="store_true", help="print everything measured as JSON")
    corrections = tasks.add_parser("corrections", help="how often people found an archive's findings right")
    evaluate_corrections.add_arguments(corrections)


def run(arguments: argparse.Namespace) -> int:
    """Evaluate and print the report."""
    if arguments.task == "corrections":
        return evaluate_corrections.run(arguments)
    task: Callable[[argparse.Namespace], Report] = _TASKS[arguments.task]
    report = task(arguments)
    if arguments.json:
        print(make_json(report))
    else:
        encoding = sys.stdout.encoding or "utf-8"
        shown = make_visible(render_report(report))
        print(shown.encode(encoding, "backslashreplace").decode(encoding), end="")
    return 0


def _evaluate_statements(arguments: argparse.Namespace) -> Report:
    files = find_gnq_files(arguments.path)[: arguments.limit]
    documents = [restyle(read_gnq(file), arguments.style, has_ss=arguments.ss) for file in files]
    if arguments.from_gnq:
        found, missing = read_groups(documents, arguments.from_gnq)
        model = str(arguments.from_gnq)
        if missing:
            print_message(f"{len(missing)} articles have no file in {model} and count as without statements")
    else:
        articles = (make_dated_article(document.text, document.name) for document in documents)
        readings = list(_iter_readings(arguments.model, articles, len(documents)))
        found = [make_groups(*pair) for pair in zip(documents, readings, strict=True)]
        model = readings[0].model
    style = arguments.style + (", ss for ß" if arguments.ss else "")
    return Report(
        _describe(arguments, files, len(files), style, model), evaluate_statements(documents, found)
    )


def _evaluate_names(arguments: argparse.Namespace) -> Report:
    from laut.pipeline import make_article

    texts = read_named_texts(arguments.path)[: arguments.limit]
    articles = (make_article(text.text) for text in texts)
    readings = list(_iter_readings(arguments.model, articles, len(texts)))
    path: Path = arguments.path
    files = [path] if path.is_file() else sorted(path.glob(FILES)) or find_gnq_files(path)
    about = _describe(arguments, files, len(texts), "as-is", readings[0].model)
    return Report(about, evaluate_names(texts, readings))


def _evaluate_chains(arguments: argparse.Namespace) -> Report:
    from laut.pipeline import make_article

    everything = read_chained_texts(arguments.path)
    news = [text for text in everything if text.scheme != "parcorfull"]
    texts = [text for text in news or everything if text.part == arguments.part][: arguments.limit]
    if not texts:
        raise InputError(f"{arguments.path}: has no text in the part {arguments.part}; choose another --part")
    articles = (make_article(text.text) for text in texts)
    readings = list(_iter_readings(arguments.model, articles, len(texts)))
    about = _describe(
        arguments,
        find_marked_files(arguments.path),
        len(texts),
        f"as-is, part {arguments.part}",
        readings[0].model,
    )
    return Report(about, evaluate_chains(texts, [reading.analysis.chains for reading in readings]))


def _iter_readings(model: str | None, articles: Iterable[Article], count: int) -> Iterator[Reading]:
    """The model's readings, with a progress bar on a terminal's stderr."""
    from laut.pipeline import Reader  # not for --from-gnq, which needs no model

    return _track(Reader(model).iter_readings(articles), count)


def _iter_linked(
    model: str | None, asked: Iterable[tuple[Article, Sequence[Span]]], count: int
) -> Iterator[Linked]:
    """The readings of articles with further words that speak."""
    from laut.pipeline import Reader

    reader = Reader(model)
    return _track((reader.ask(article, words) for article, words in asked), count)


def _track(found: Iterable[T], count: int) -> Iterator[T]:
    console = Console(stderr=True)
    yield from track(
        found, "reading", count, console=console, disable=not sys.stderr.isatty(), transient=True
    )


def _describe(
    arguments: argparse.Namespace, files: Iterable[Path], articles: int, style: str, model: str
) -> About:
    corpus = str(arguments.path)
    return About(arguments.task, corpus, hash_files(files), articles, style, model, date.today())


_TASKS: dict[str, Callable[[argparse.Namespace], Report]] = {
    "statements": _evaluate_statements,
    "names": _evaluate_names,
    "chains": _evaluate_chains,
    "links": lambda arguments: evaluate_links(arguments, _iter_readings),
    "speakers": lambda arguments: evaluate_speakers(arguments, _iter_linked),
    "offices": evaluate_office_table,
}
