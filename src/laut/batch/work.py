"""One worker process: takes shards from a pipe, reads their articles, writes one part for each shard.

A part is complete or not there at all, so that a worker may die at any moment; its shard is then read again.
"""

import os
import queue
import signal
import threading
from collections import Counter
from dataclasses import dataclass, field
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path

from laut.archive import Run, write_part
from laut.document import iter_results
from laut.document.copies import make_signature
from laut.errors import KnowledgeError, LautError
from laut.ingest import Options
from laut.knowledge import Base, load_with
from laut.pipeline import Reader
from laut.records import Article, Capture, Reading, Skip


@dataclass(frozen=True, slots=True)
class Shard:
    """Some items to read, in their order; `name` is that of the part, so that parts sort as items came."""

    name: str
    items: tuple[Capture | Skip, ...]


@dataclass(frozen=True, slots=True)
class Orders:
    """What a worker needs to know from the start."""

    parts: Path
    run: Run
    options: Options
    model: Path | None
    threads: int
    actors: tuple[Path, ...] = ()


@dataclass(slots=True)
class Done:
    """What became of a shard; of an interrupted one `is_whole` is false."""

    name: str
    read: int = 0
    statements: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a worker cannot go on at all, in one sentence."""

    message: str
    kind: type[LautError] = LautError


class Stop:
    """Finish the article in hand, write what there is, and end."""


@dataclass(slots=True)
class _Draft:
    """A part on its way."""

    readings: list[Reading] = field(default_factory=list)
    captures: list[Capture] = field(default_factory=list)
    skips: list[Skip] = field(default_factory=list)
    capture_ids: dict[str, str] = field(default_factory=dict)
    signatures: dict[str, bytes] = field(default_factory=dict)


def work(pipe: Connection, orders: Orders) -> None:
    """The main function of a worker process; signals are the parent's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    shards: queue.SimpleQueue[Shard | None] = queue.SimpleQueue()
    stopped = threading.Event()
    threading.Thread(target=_receive, args=(pipe, shards, stopped), daemon=True).start()
    try:
        import_module("laut.document.article")  # heavy, and here because what is missing must show at once
        reader = Reader(orders.model, orders.threads, base=open_base(orders))
        while shard := shards.get():
            if not stopped.is_set():
                pipe.send(read_shard(shard, reader, orders, stopped))
    except LautError as error:
        pipe.send(Failure(str(error), type(error)))
    except ImportError as error:
        pipe.send(Failure(f"a library is missing ({error}): install laut again"))
    except (BrokenPipeError, ConnectionResetError):  # the parent is gone: nobody needs the rest
        return


def open_base(orders: Orders) -> Base:
    """The base with the run's tables. KnowledgeError, also where they are not what they were at its start."""
    base = load_with(orders.actors)
    if base.own != orders.run.own:
        raise KnowledgeError("tables of actors were changed while articles were read: run the command again")
    return base


def _receive(pipe: Connection, shards: "queue.SimpleQueue[Shard | None]", stopped: threading.Event) -> None:
    """Take messages at once, so that the parent never waits; without a parent this process has no purpose."""
    while True:
        try:
            message = pipe.recv()
        except (EOFError, OSError):
            os._exit(1)
        if isinstance(message, Stop):
            stopped.set()
            message = None
        shards.put(message)
        if message is None:
            return


def read_shard(shard: Shard, reader: Reader, orders: Orders, stopped: threading.Event) -> Done:
    """Read the articles of a shard and write its part; ArchiveError where it can't be written."""
    draft, done = _Draft(), Done(shard.name)
    for item in shard.items:
        if stopped.is_set():
            done.is_whole = False
            break
        if isinstance(item, Skip):
            draft.skips.append(item)
            done.skipped[item.reason] += 1
        else:
            _read_capture(item, reader, orders.options, draft, done)
    counts = write_part(
        orders.parts / shard.name,
        draft.readings,
        draft.captures,
        draft.skips,
        orders.run,
        capture_ids=draft.capture_ids,
        signatures=draft.signatures,
    )
    done.read = counts.get("articles", 0)
    done.skipped.update({"changed": len(draft.readings) - done.read})
    done.skipped = +done.skipped
    return done


def _read_capture(capture: Capture, reader: Reader, options: Options, draft: _Draft, done: Done) -> None:
    """Read one capture into the draft; whatever goes wrong in there is this capture's skip."""
    try:
        article, *notes = iter_results(capture)
        reading = None
        if isinstance(article, Article):
            unwanted = _find_filter(article, options)
            if unwanted:
                done.skipped[unwanted] += 1
                return
            reading = reader.read_article(article)
    except ImportError:
        raise
    except Exception as error:  # a parser's or the model's own fault, found on one text of very many
        draft.skips.append(_make_failure(capture, error))
        done.skipped["failed"] += 1
        return  # without its capture: the next run, perhaps of a better laut, shall try again
    draft.captures.append(capture)
    draft.skips.extend(note for note in notes if isinstance(note, Skip))
    if reading is None:
        assert isinstance(article, Skip)
        draft.skips.append(article)
        done.skipped[article.reason] += 1
        return
    draft.readings.append(reading)
    draft.capture_ids.setdefault(reading.article.id, capture.id)
    draft.signatures.setdefault(reading.article.id, make_signature(reading.article.text))
    done.statements += len(reading.statements)


def _find_filter(article: Article, options: Options) -> str | None:
    """Which of the user's filters an article does not pass, now that its date and address are known."""
    if not options.is_wanted_host(article.url):
        return "host"
    if not options.is_wanted_language(article.language):
        return "variety"
    return None if options.is_wanted_date(article.published_on) else "period"


def _make_failure(capture: Capture, error: Exception) -> Skip:
    detail = f"reading it failed ({type(error).__name__}: {error}), which is a mistake in laut"
    return Skip(capture.source, capture.name, "failed", detail[:500])
