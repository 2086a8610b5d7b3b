"""Annotated articles as if laut had read them: what the benchmarks of the archive are made from."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from laut.export.gnq import NAME_LABELS, GnqDocument, read_gnq
from laut.ids import make_article_id, make_statement_id
from laut.records import Analysis, Article, Evidence, Mention, Reading, RoleScores, Statement

MAKER = "gold@1"
SURE = RoleScores(1.0, 1.0, 1.0, 1.0, 1.0)


def iter_gold(folder: Path) -> Iterator[Reading]:
    """The readings that the gnq files of a folder amount to."""
    for file in sorted(folder.glob("*.json")):
        yield make_reading(read_gnq(file))


def make_reading(document: GnqDocument) -> Reading:
    """The annotations as statements, the names as mentions; the date is that of the file's name."""
    text, found = document.text, re.search(r"\((\d{4}-\d\d-\d\d)\)$", document.name)
    article = Article(
        make_article_id(text),
        text,
        title=document.name,
        outlet="Newsroom",
        published_on=date.fromisoformat(found[1]) if found else None,
        published_from="given" if found else None,
    )
    counts, statements = Counter[str](), []
    for annotation in document.annotations:
        spans = {
            role: annotation.part(role).spans for role in ("content", "speaker", "cue", "frame", "addressee")
        }
        words = " … ".join(span.of(text) for span in spans["content"])
        name = make_statement_id(article.id, words, counts[words])
        counts[words] += 1
        kind, medium = annotation.kind, annotation.medium or "speech"
        evidence = Evidence(MAKER, 1.0)
        statements.append(Statement(name, kind, medium, evidence=evidence, scores=SURE, **spans))  # type: ignore[arg-type]
    mentions = tuple(
        Mention(one.span, "name", NAME_LABELS[one.label], Evidence(MAKER, 1.0))  # type: ignore[arg-type]
        for one in sorted(document.names or (), key=lambda one: one.span)
    )
    return Reading(article, Analysis(document.sentences, document.tokens, mentions), tuple(statements), MAKER)
