"""The tables of an evaluation: plain text of 80 columns, or JSON with everything that was measured."""

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date

from rich.box import ASCII2
from rich.console import Console, RenderableType
from rich.table import Table

from laut.evaluate.breakdown import Confusion, MadeUp
from laut.evaluate.calibration import Reliability
from laut.evaluate.chains import ChainResult
from laut.evaluate.coverage import Coverage
from laut.evaluate.links import LinkResult
from laut.evaluate.offices import OfficeResult
from laut.evaluate.score import Score
from laut.evaluate.tasks import NameResult, StatementResult

WIDTH = 80
_SHORT = {
    "direct": "dir",
    "indirect": "ind",
    "reported": "rep",
    "free_indirect": "fi",
    "indirect_free_indirect": "ifi",
    "speech": "sp",
    "speech_writing": "sp/wr",
    "writing": "wr",
    "speech_thought": "sp/th",
    "thought": "th",
    "thought_writing": "th/wr",
}


@dataclass(frozen=True, slots=True)
class About:
    """What was evaluated, on what, and when; `model` is `name@version`, or where ready findings lie."""

    task: str
    corpus: str
    corpus_hash: str
    articles: int
    style: str
    model: str
    evaluated_on: date


@dataclass(frozen=True, slots=True)
class Report:
    """The numbers of one evaluation and what they are about."""

    about: About
    result: StatementResult | NameResult | ChainResult | LinkResult | OfficeResult


def make_json(report: Report) -> str:
    """The report as one JSON object, scores from 0 to 1."""
    result = {"about": asdict(report.about), **asdict(report.result)}
    return json.dumps(result, ensure_ascii=False, indent=2, default=str)


def render_report(report: Report) -> str:
    """The report as tables, scores in percent."""
    paper = io.StringIO()
    console = Console(file=paper, width=WIDTH, color_system=None, highlight=False, markup=False, emoji=False)
    for part in _iter_parts(report):
        console.print(part, soft_wrap=isinstance(part, str))
    return "\n".join(line.rstrip() for line in paper.getvalue().split("\n")).rstrip("\n") + "\n"


def _iter_parts(report: Report) -> Iterator[RenderableType]:
    about, result = report.about, report.result
    yield f"{about.task}: {about.articles} articles in {about.corpus}"
    yield f"model {about.model}, corpus {about.corpus_hash}, marks {about.style}, {about.evaluated_on}"
    if isinstance(result, NameResult):
        rows = ((row.label, row.support, row.system, row.right, *_percents(row.score)) for row in result.rows)
        yield from _tabulate("names, strict", ("label", "gold", "system", "right", "P", "R", "F1"), rows)
    elif isinstance(result, LinkResult):
        yield from _iter_link_parts(result)
    elif isinstance(result, OfficeResult):
        yield from _iter_office_parts(result)
    elif isinstance(result, ChainResult):
        yield from _iter_chain_parts(result)
    else:
        yield from _iter_statement_parts(result)


def _iter_chain_parts(result: ChainResult) -> Iterator[RenderableType]:
    """A table for every corpus, and the reliability of links."""
    for row in result.rows:
        title = f"{row.corpus}: {row.texts} texts, {row.chains} chains, {row.members} members"
        scores = row.scores
        measures = (
            ("mentions", scores.mentions),
            ("MUC", scores.muc),
            ("B3", scores.b_cubed),
            ("CEAF-e", scores.ceaf_e),
        )
        rows = [(name, *_percents(score)) for name, score in measures]
        yield from _tabulate(
            title, ("measure", "P", "R", "F1"), [*rows, ("CoNLL", "", "", f"{100 * scores.conll:.1f}")]
        )
    yield from _iter_reliability(result.reliability)


def _iter_link_parts(result: LinkResult) -> Iterator[RenderableType]:
    """Precision at the published threshold, what share is answered, and what scores mean."""
    yield (
        f"{result.labels} labels, {result.answerable} of them an actor, {result.in_base} one of the base;"
        f" {result.answered} answered, {result.right} of them right"
    )
    shares = (
        ("precision", result.precision),
        ("answered of all", result.share_of_all),
        ("answered of those with an actor", result.share_of_answerable),
        ("answered of those in the base", result.share_of_base),
    )
    shown = ((name, f"{100 * share:.1f}") for name, share in shares)
    yield from _tabulate("at the published threshold", ("what", "percent"), shown)
    yield f"\n{result.new} names got an id of their own, {result.new_right} of them rightly"
    if result.agreement is not None:
        yield f"two labellings agree on {100 * result.agreement:.1f} % of {result.agreed_on}"
    yield from _iter_reliability(result.reliability)


def _iter_office_parts(result: OfficeResult) -> Iterator[RenderableType]:
    """What was right, and every row that was not."""
    rows = (
        ("all", result.rows, result.right),
        ("held by somebody", result.knowable, result.named),
        ("gap or ambiguous", result.unknowable, result.abstained),
        ("all candidates listed", result.ambiguous, result.listed),
    )
    shown = ((name, count, right, f"{100 * right / max(1, count):.1f}") for name, count, right in rows)
    yield from _tabulate("offices at a date", ("what", "rows", "right", "percent"), shown)
    yield f"\n{result.wrong} named somebody else, {result.missed} nobody where somebody held the office"
    for each in result.errors:
        found = each.holder.actor or "nobody"
        yield f"{each.words}, {each.on}: {each.expected}; found {found} ({each.holder.reason})"


def _iter_statement_parts(result: StatementResult) -> Iterator[RenderableType]:
    counts = result.counts
    yield (
        f"{counts.words:,} words, {counts.gold} gold statements, {counts.found} of them found,"
        f" {counts.system} in the system"
    )
    figures = [(field.name, getattr(result.scores, field.name)) for field in fields(result.scores)]
    figures += [(row.role, row.score) for row in result.roles if row.role == "addressee"]
    rows = ((name, *_percents(score)) for name, score in figures)
    yield from _tabulate("scores, as the corpus counts them", ("what", "P", "R", "F1"), rows)
    yield from _iter_rows(result)
    yield from _iter_confusion("kinds: gold down, system across", result.kind_confusion)
    yield from _iter_confusion("media: gold down, system across", result.medium_confusion)
    yield "\n" + _describe_made_up("articles", result.made_up_in_articles)
    yield _describe_made_up("sentences", result.made_up_in_sentences)
    if result.reliabilities:
        yield from _iter_reliability(result.reliabilities[0])
        errors = ((each.name, each.count, f"{each.error:.3f}") for each in result.reliabilities)
        yield from _tabulate("expected calibration errors", ("scores of", "count", "error"), errors)
    for coverage in result.coverages:
        yield from _iter_coverage(coverage)


def _iter_rows(result: StatementResult) -> Iterator[RenderableType]:
    """A table of kinds and one of roles."""
    kinds = (
        (row.kind.replace("_", " "), row.support, row.found, row.system, *_percents(row.score))
        for row in result.kinds
    )
    yield from _tabulate("kinds", ("kind", "gold", "found", "system", "P", "R", "F1"), kinds)
    roles = ((row.role, row.support, row.system, *_percents(row.score)) for row in result.roles)
    yield from _tabulate("roles", ("role", "gold", "system", "P", "R", "F1"), roles)


def _iter_confusion(title: str, confusion: Confusion) -> Iterator[RenderableType]:
    columns = ("", *(_SHORT.get(label, label) for label in confusion.labels))
    rows = (
        (label.replace("_", " "), *(count or "." for count in row))
        for label, row in zip(confusion.labels, confusion.counts, strict=True)
    )
    yield from _tabulate(title, columns, rows)


def _describe_made_up(where: str, made_up: MadeUp) -> str:
    return (
        f"in {where} without gold: {made_up.statements} statements in {made_up.words:,} words,"
        f" {made_up.per_thousand_words:.2f} per 1,000"
    )


def _iter_reliability(reliability: Reliability) -> Iterator[RenderableType]:
    title = f"reliability of {reliability.name} scores, expected calibration error {reliability.error:.3f}"
    rows = (
        (
            f"{each.low:.1f} - {each.high:.1f}",
            each.count,
            *("" if number is None else f"{number:.3f}" for number in (each.score, each.right)),
            "" if each.gap is None else f"{each.gap:+.3f}",
        )
        for each in reliability.bins
    )
    yield from _tabulate(title, ("scored", "count", "mean score", "right", "gap"), rows)


def _iter_coverage(coverage: Coverage) -> Iterator[RenderableType]:
    title = f"{coverage.role} named, of {coverage.support} found statements that have one"
    rows = (
        (f"{p.threshold:.2f}", p.named, f"{100 * p.precision:.1f}", f"{100 * p.share:.1f}")
        for p in coverage.points
    )
    yield from _tabulate(title, ("score from", "named", "precision", "share"), rows)


def _tabulate(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> Iterator[RenderableType]:
    """A title, and a table whose first column is words and whose others are numbers."""
    table = Table(box=ASCII2, show_edge=False, pad_edge=False)
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left", no_wrap=True)
    for row in rows:
        table.add_row(*map(str, row))
    yield f"\n{title}"
    yield table


def _percents(score: Score) -> tuple[str, str, str]:
    return f"{100 * score.precision:.1f}", f"{100 * score.recall:.1f}", f"{100 * score.f1:.1f}"
