"""Records → columns of the archive's tables: `COLUMNS` names them, `Rows` fills them.

Names and types are those of migrations/ (a test compares them); a part's Parquet files have the same.
"""

from datetime import UTC, datetime
from typing import Any

from laut.archive.actor_rows import (
    find_actor_fault,
    is_local,
    iter_chain_spans,
    iter_chain_words,
    iter_statement_actors,
    join,
    keep_needed,
)
from laut.records import Actor, Capture, Chain, Link, Mention, Reading, Skip, Span, Statement
from laut.statements.labels import ROLES

_EVIDENCE = {"score": "DOUBLE", "reason": "VARCHAR", "maker": "VARCHAR"}
_PLACE = {"number": "INTEGER", "start_at": "INTEGER", "end_at": "INTEGER"}

COLUMNS: dict[str, dict[str, str]] = {
    "captures": {
        "id": "VARCHAR", "source": "VARCHAR", "name": "VARCHAR", "url": "VARCHAR", "media_type": "VARCHAR",
        "retrieved_at": "TIMESTAMP", "digest": "VARCHAR", "warc_record_id": "VARCHAR", "run": "VARCHAR",
    },
    "articles": {
        "id": "VARCHAR", "capture": "VARCHAR", "url": "VARCHAR", "outlet": "VARCHAR", "title": "VARCHAR",
        "author": "VARCHAR", "published_on": "DATE", "published_from": "VARCHAR", "language": "VARCHAR",
        "agency": "VARCHAR", "copy_of": "VARCHAR", "text": "VARCHAR", "words": "INTEGER", "model": "VARCHAR",
        "run": "VARCHAR", "reread": "VARCHAR",
    },
    "signatures": {"article": "VARCHAR", "signature": "BLOB"},
    "sentences": {"article": "VARCHAR", **_PLACE},
    "mentions": {
        "article": "VARCHAR", **_PLACE, "form": "VARCHAR", "label": "VARCHAR", "words": "VARCHAR",
        "score": "DOUBLE", "reason": "VARCHAR", "maker": "VARCHAR",
    },
    "statements": {
        "id": "VARCHAR", "article": "VARCHAR", "number": "INTEGER", "kind": "VARCHAR", "medium": "VARCHAR",
        "parent": "VARCHAR", **dict.fromkeys(ROLES, "VARCHAR"), "score": "DOUBLE",
        **dict.fromkeys((f"{role}_score" for role in ROLES), "DOUBLE"),
        "reason": "VARCHAR", "maker": "VARCHAR",
    },
    "spans": {"article": "VARCHAR", "statement": "VARCHAR", "role": "VARCHAR", **_PLACE},
    "chains": {"article": "VARCHAR", "number": "INTEGER", "label": "VARCHAR", "parts": "VARCHAR"},
    "members": {
        "article": "VARCHAR", "chain": "INTEGER", **_PLACE, "form": "VARCHAR", "antecedent_start": "INTEGER",
        "antecedent_end": "INTEGER", **_EVIDENCE,
    },
    "links": {
        "article": "VARCHAR", "chain": "INTEGER", "actor": "VARCHAR", "candidates": "VARCHAR", **_EVIDENCE,
    },
    "actors": dict.fromkeys(("id", "name", "kind", "run"), "VARCHAR"),
    "tenures": {
        "actor": "VARCHAR", "number": "INTEGER", "office": "VARCHAR", "place": "VARCHAR", "start_on": "DATE",
        "end_on": "DATE",
    },
    "statement_actors": {
        "article": "VARCHAR", "statement": "VARCHAR", "role": "VARCHAR", "number": "INTEGER",
        "chain": "INTEGER", "actor": "VARCHAR",
    },
    "skips": dict.fromkeys(("run", "source", "name", "reason", "detail"), "VARCHAR"),
    "runs": {
        "id": "VARCHAR", "command": "VARCHAR", "began": "TIMESTAMP", "ended": "TIMESTAMP",
        "version": "VARCHAR", "model": "VARCHAR",
    },
    "fetched": {
        "url": "VARCHAR", "etag": "VARCHAR", "last_modified": "VARCHAR", "retrieved_at": "TIMESTAMP",
    },
}  # fmt: skip


class Rows:
    """The rows of one part, a list for each column; `articles` has the text of each article so far."""

    def __init__(self, run: str) -> None:
        self.run = run
        self.articles: dict[str, str] = {}
        self._places: dict[str, int] = {}  # of actors, among their rows
        self.tables: dict[str, tuple[list[Any], ...]] = {
            table: tuple([] for _ in columns) for table, columns in COLUMNS.items()
        }

    def _add(self, table: str, *row: Any) -> None:
        for column, value in zip(self.tables[table], row, strict=True):
            column.append(value)

    def add_run(self, command: str, began: datetime, ended: datetime, version: str, model: str) -> None:
        """The run that the part belongs to."""
        self._add("runs", self.run, storable(command), utc(began), utc(ended), version, storable(model))

    def add_capture(self, capture: Capture, digest: str) -> None:
        """One capture, without its bytes."""
        self._add(
            "captures", capture.id, storable(capture.source), storable(capture.name), _maybe(capture.url),
            _maybe(capture.media_type), utc(capture.retrieved_at) if capture.retrieved_at else None, digest,
            _maybe(capture.warc_record_id), self.run,
        )  # fmt: skip

    def add_skip(self, skip: Skip) -> None:
        """What was left out, and why."""
        self._add("skips", self.run, *map(storable, (skip.source, skip.name, skip.reason, skip.detail)))

    def add_page(self, url: str, etag: str | None, last_modified: str | None, retrieved_at: datetime) -> None:
        """What a server said about a page."""
        self._add("fetched", storable(url), _maybe(etag), _maybe(last_modified), utc(retrieved_at))

    def add_reading(self, reading: Reading, capture: str | None, signature: bytes | None) -> None:
        """An article and what was found in it; of chains those that are needed."""
        reading = keep_needed(reading)
        article, analysis = reading.article, reading.analysis
        self.articles[article.id] = article.text
        self._add(
            "articles", article.id, capture, article.url, article.outlet, article.title, article.author,
            article.published_on, article.published_from, article.language, article.agency, article.copy_of,
            article.text, len(article.text.split()), reading.model, self.run, None,
        )  # fmt: skip
        if signature is not None:
            self._add("signatures", article.id, signature)
        for number, sentence in enumerate(analysis.sentences):
            self._add("sentences", article.id, number, sentence.start, sentence.end)
        for number, mention in enumerate(analysis.mentions):
            self._add_mention(article.id, number, mention, article.text)
        for number, statement in enumerate(reading.statements):
            self._add_statement(number, statement, reading)
        self._add_actors(reading)

    def _add_mention(self, article: str, number: int, mention: Mention, text: str) -> None:
        span, found = mention.span, mention.evidence
        self._add(
            "mentions", article, number, span.start, span.end, mention.form, mention.label, span.of(text),
            found.score, found.reason, found.maker,
        )  # fmt: skip

    def _add_statement(self, number: int, statement: Statement, reading: Reading) -> None:
        article, found, scores = reading.article.id, statement.evidence, statement.scores
        roles = [getattr(statement, role) for role in ROLES]
        self._add(
            "statements", statement.id, article, number, statement.kind, statement.medium, statement.parent,
            *(reading.words(spans) if spans else None for spans in roles), found.score,
            *(getattr(scores, role) for role in ROLES), found.reason, found.maker,
        )  # fmt: skip
        for role, spans in zip(ROLES, roles, strict=True):
            for place, span in enumerate(spans):
                self._add("spans", article, statement.id, role, place, span.start, span.end)

    def _add_actors(self, reading: Reading) -> None:
        article = reading.article.id
        for number, chain in enumerate(reading.analysis.chains):
            self._add_chain(article, number, chain)
        for link in reading.links:
            self._add_link(article, link)
        for actor in reading.actors:
            self._add_actor(actor)
        links = reading.find_links()
        for statement in reading.statements:
            for role, number, chain_number, name in iter_statement_actors(statement, links):
                self._add("statement_actors", article, statement.id, role, number, chain_number, name)

    def _add_chain(self, article: str, number: int, chain: Chain) -> None:
        self._add("chains", article, number, chain.label, join(chain.parts))
        for place, member in enumerate(chain.members):
            span, before, found = member.span, member.antecedent, member.evidence
            ends = (before.start, before.end) if before else (None, None)
            self._add(
                "members", article, number, place, span.start, span.end, member.form, *ends, found.score,
                found.reason, found.maker,
            )  # fmt: skip

    def _add_link(self, article: str, link: Link) -> None:
        found = link.evidence
        self._add(
            "links", article, link.chain, link.actor, join(link.candidates), found.score, found.reason,
            found.maker,
        )  # fmt: skip

    def _add_actor(self, actor: Actor) -> None:
        """An actor once a part; of the spellings of a name that the base lacks the one that sorts first."""
        place = self._places.get(actor.id)
        if place is None:
            self._places[actor.id] = len(self._places)
            self._add("actors", actor.id, actor.name, actor.kind, self.run)
            for number, one in enumerate(actor.offices):
                self._add("tenures", actor.id, number, one.office, one.place, one.start, one.end)
        elif is_local(actor.id):
            names = self.tables["actors"][1]
            names[place] = min(names[place], actor.name)


def find_fault(reading: Reading, seen: dict[str, str]) -> tuple[str, str] | None:
    """Why a reading can't be kept beside those already `seen` (id → text), as a skip's reason and detail."""
    article = reading.article
    if seen.get(article.id, article.text) != article.text:
        return "changed", f"article {article.id} came twice with different texts; the first is kept"
    ids = [statement.id for statement in reading.statements]
    if len(set(ids)) < len(ids):
        return "damaged", f"article {article.id} has two statements of one id"
    if any(not 0 <= span.start <= span.end <= len(article.text) for span in _all_spans(reading)):
        return "damaged", f"article {article.id} has a finding outside its text"
    fault = find_actor_fault(reading)
    if fault:
        return "damaged", f"article {article.id} has {fault}"
    words = (article.id, article.text, article.title, article.outlet, article.url, article.author,
             article.agency, article.published_from, article.language, article.copy_of)  # fmt: skip
    found = (reading.model, *_all_names(reading))
    if any(word and storable(word) != word for word in (*words, *found)):
        return "encoding", f"article {article.id} has half a character (a lone surrogate)"
    return None


def _all_spans(reading: Reading) -> list[Span]:
    spans = [*reading.analysis.sentences, *(mention.span for mention in reading.analysis.mentions)]
    for statement in reading.statements:
        for role in ROLES:
            spans.extend(getattr(statement, role))
    spans.extend(iter_chain_spans(reading))
    return spans


def _all_names(reading: Reading) -> list[str]:
    """Everything that the model wrote itself: makers, reasons, and whom it found."""
    found = [one.evidence for one in reading.analysis.mentions]
    found += [one.evidence for one in reading.statements]
    words = [words for evidence in found for words in (evidence.maker, evidence.reason)]
    return [*words, *iter_chain_words(reading)]


def storable(words: str) -> str:
    """The words as UTF-8 can hold them: a lone surrogate becomes a question mark."""
    return words if words.isascii() else words.encode("utf-8", "replace").decode("utf-8")


def _maybe(words: str | None) -> str | None:
    return None if words is None else storable(words)


def utc(moment: datetime) -> datetime:
    """The moment in UTC without its zone, as the archive has it; one without a zone is taken as UTC."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
