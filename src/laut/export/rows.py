"""Readings as flat rows, one a statement or one an article: what tables (CSV, Parquet) are made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from laut.export.entries import Entry
from laut.export.standing import BETWEEN, Standings, find_standings
from laut.records import Kind, Medium, Spans, Statement

UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement with its article; words of discontinuous roles are joined by ` … `, offsets beside them.

    `speaker_actor` to `addressee_actor_chain` say whom these words stand for: ids, names, the lowest score,
    and the mentions that led there (`sie ← Ina Kerz`); several actors are joined by `|`. `number` is its
    place in the article from 0, `origin` the article that its article copies, else its own.
    """

    id: str
    article: str
    number: int
    kind: Kind
    medium: Medium
    parent: str | None
    content: str | None
    speaker: str | None
    cue: str | None
    frame: str | None
    addressee: str | None
    speaker_actor: str | None
    speaker_actor_name: str | None
    speaker_actor_score: float | None
    speaker_actor_chain: str | None
    addressee_actor: str | None
    addressee_actor_name: str | None
    addressee_actor_score: float | None
    addressee_actor_chain: str | None
    content_at: Spans
    speaker_at: Spans
    cue_at: Spans
    frame_at: Spans
    addressee_at: Spans
    score: float
    content_score: float
    speaker_score: float
    cue_score: float
    frame_score: float
    addressee_score: float
    maker: str
    outlet: str | None
    title: str | None
    url: str | None
    published_on: date | None
    agency: str | None
    origin: str


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article with the number of its statements; `text_hash` is the SHA-256 of its whole text."""

    id: str
    outlet: str | None
    title: str | None
    author: str | None
    url: str | None
    published_on: date | None
    published_from: str | None
    language: str
    agency: str | None
    copy_of: str | None
    statements: int
    characters: int
    text_hash: str
    text: str
    model: str


def make_statement_rows(entry: Entry) -> list[StatementRow]:
    """The rows of an article's statements, in their order."""
    reading = entry.reading
    return [
        _make_row(entry, number, statement, standings)
        for number, (statement, standings) in enumerate(
            zip(reading.statements, find_standings(reading), strict=True)
        )
    ]


def _join(words: Iterable[str]) -> str | None:
    return BETWEEN.join(words) or None


def _make_row(entry: Entry, number: int, statement: Statement, standings: Standings) -> StatementRow:
    reading, article, scores = entry.reading, entry.reading.article, statement.scores
    return StatementRow(
        id=statement.id,
        article=article.id,
        number=number,
        kind=statement.kind,
        medium=statement.medium,
        parent=statement.parent,
        content=reading.words(statement.content) or None,
        speaker=reading.words(statement.speaker) or None,
        cue=reading.words(statement.cue) or None,
        frame=reading.words(statement.frame) or None,
        addressee=reading.words(statement.addressee) or None,
        speaker_actor=_join(one.actor.id for one in standings.speaker),
        speaker_actor_name=_join(one.actor.name for one in standings.speaker),
        speaker_actor_score=min((one.score for one in standings.speaker), default=None),
        speaker_actor_chain=_join(" ← ".join(one.chain) for one in standings.speaker),
        addressee_actor=_join(one.actor.id for one in standings.addressee),
        addressee_actor_name=_join(one.actor.name for one in standings.addressee),
        addressee_actor_score=min((one.score for one in standings.addressee), default=None),
        addressee_actor_chain=_join(" ← ".join(one.chain) for one in standings.addressee),
        content_at=statement.content,
        speaker_at=statement.speaker,
        cue_at=statement.cue,
        frame_at=statement.frame,
        addressee_at=statement.addressee,
        score=statement.evidence.score,
        content_score=scores.content,
        speaker_score=scores.speaker,
        cue_score=scores.cue,
        frame_score=scores.frame,
        addressee_score=scores.addressee,
        maker=statement.evidence.maker,
        outlet=article.outlet,
        title=article.title,
        url=article.url,
        published_on=article.published_on,
        agency=article.agency,
        origin=article.copy_of or article.id,
    )


def make_article_row(entry: Entry) -> ArticleRow:
    """The row of an article."""
    reading, article = entry.reading, entry.reading.article
    return ArticleRow(
        id=article.id,
        outlet=article.outlet,
        title=article.title,
        author=article.author,
        url=article.url,
        published_on=article.published_on,
        published_from=article.published_from,
        language=article.language,
        agency=article.agency,
        copy_of=article.copy_of,
        statements=len(reading.statements),
        characters=len(article.text),
        text_hash=entry.text_hash,
        text=article.text,
        model=reading.model,
    )
