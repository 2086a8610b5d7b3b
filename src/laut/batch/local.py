"""Ingest on one machine: sources → shards → worker processes → parts → one load.

Nothing that was finished is lost: a part is written after every few articles, and the next run loads the
parts that an interrupted one left and passes over what they hold. What a server said about a page is
written last, when all that came from it is safe.
"""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice
from pathlib import Path

from laut.archive import Archive, Loaded, Run, load_parts, make_run, open_archive, write_part
from laut.batch.interrupt import Interrupt
from laut.batch.work import Done, Orders, Shard
from laut.batch.workers import Workers
from laut.ingest import FILTERED, Fetched, Fetcher, Options, iter_captures
from laut.knowledge import load_with
from laut.models.folder import load_model
from laut.records import Capture, Skip

SHARD = 32  # captures; a killed run reads at most so many a worker again
MOST_ITEMS = 2_000  # skips are quick: a web archive is mostly pictures
SHARD_BYTES = 8_000_000
REPEATED = "repeated"

Item = Capture | Skip


@dataclass(frozen=True, slots=True)
class Plan:
    """How to work: processes, the model folder (None: the one that laut ships), the most items to take, and
    the user's own tables of actors."""

    workers: int = 0
    model: Path | None = None
    limit: int | None = None
    actors: tuple[Path, ...] = ()

    @property
    def processes(self) -> int:
        """How many workers; as many as there are processors where none were named."""
        return self.workers or count_processors()


@dataclass(slots=True)
class Summary:
    """What has been done so far: articles read, captures that were there already, skips by reason.

    `copied` counts the articles read that repeat another one; it is known after the load, as is `loaded`.
    """

    run: str = ""
    read: int = 0
    known: int = 0
    statements: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    copied: int = 0
    loaded: Loaded = field(default_factory=Loaded)
    seconds: float = 0.0
    is_interrupted: bool = False

    @property
    def done(self) -> int:
        """How many items have been dealt with."""
        return self.read + self.known + self.skipped.total()


def ingest(
    sources: Sequence[str],
    place: Path,
    options: Options | None = None,
    plan: Plan | None = None,
    watch: Callable[[Summary], None] = lambda _: None,
) -> Summary:
    """Fill an archive from sources; `watch` sees the summary grow.

    A KeyboardInterrupt ends it early: articles in hand are finished, all that was read is loaded, and the
    summary says so. ArchiveError, ModelError, KnowledgeError; the archive then is as it was, the parts wait
    for the next run.
    """
    options, plan = options or Options(), plan or Plan()
    began = time.monotonic()
    maker = load_model(plan.model, 1).maker
    own = load_with(plan.actors).own
    with open_archive(place, write=True) as archive:
        load_parts(archive)
        run = make_run("ingest", maker, own)
        summary = Summary(run.id)
        fetched: list[Fetched] = []
        fetcher = Fetcher(options, lambda url: _recall(archive, url), fetched.append)
        found = islice(iter_captures(sources, options, fetcher), plan.limit)
        threads = max(1, count_processors() // plan.processes)
        orders = Orders(archive.parts.resolve(), run, options, plan.model, threads, plan.actors)
        _read_all(_iter_new(found, archive, summary, watch), orders, plan.processes, summary, watch)
        if fetched and not summary.is_interrupted:
            write_part(archive.parts / f"{run.id}-pages", (), (), (), run, fetched=fetched)
        summary.loaded = load_parts(archive)
        summary.copied = _count_copies(archive, run)
    summary.seconds = time.monotonic() - began
    return summary


def _read_all(
    items: Iterator[Item], orders: Orders, count: int, summary: Summary, watch: Callable[[Summary], None]
) -> None:
    """Send everything through the workers, started when there is something to read."""

    def hear(done: Done) -> None:
        summary.read += done.read
        summary.statements += done.statements
        summary.skipped.update(done.skipped)
        watch(summary)

    interrupt = Interrupt()
    with interrupt.answering(), Workers(count, orders, hear, interrupt) as workers:
        try:
            for number, shard in enumerate(_iter_shards(items)):
                name = f"{orders.run.id}-{number:06d}"
                if any(isinstance(item, Capture) for item in shard):
                    workers.submit(Shard(name, tuple(shard)))
                else:  # nothing to read: no worker need be started for it
                    hear(_write_skips(name, shard, orders))
            workers.finish()
        except KeyboardInterrupt:
            summary.is_interrupted = True
            workers.stop()


def _write_skips(name: str, shard: list[Item], orders: Orders) -> Done:
    skips = [item for item in shard if isinstance(item, Skip)]
    write_part(orders.parts / name, (), (), skips, orders.run)
    return Done(name, skipped=Counter(skip.reason for skip in skips))


def _iter_shards(items: Iterator[Item]) -> Iterator[list[Item]]:
    """Items in heaps that are neither too many nor too heavy."""
    heap: list[Item] = []
    count, size = 0, 0
    for item in items:
        heap.append(item)
        if isinstance(item, Capture):
            count, size = count + 1, size + len(item.content)
        if count == SHARD or size >= SHARD_BYTES or len(heap) == MOST_ITEMS:
            yield heap
            heap, count, size = [], 0, 0
    if heap:
        yield heap


def _iter_new(
    items: Iterator[Item], archive: Archive, summary: Summary, watch: Callable[[Summary], None]
) -> Iterator[Item]:
    """Items that the archive lacks. Of captures with one address (or, without, one text) the first is taken.

    That is decided here, in the order of the sources, so that it does not depend on which worker was quicker
    or on where a run was killed.
    """
    seen: set[bytes] = set()
    for heap in _iter_shards(items):
        watch(summary)
        known = archive.find_captures(item.id for item in heap if isinstance(item, Capture))
        for item in heap:
            if isinstance(item, Skip):
                if item.reason not in FILTERED:
                    yield item
                else:
                    summary.skipped[item.reason] += 1
                continue
            key = blake2b(item.url.encode() if item.url else item.content, digest_size=8).digest()
            if item.id in known:
                summary.known += 1
            elif key in seen:
                yield Skip(item.source, item.name, REPEATED, "its address or text came before in this run")
            else:
                yield item
            seen.add(key)


def _recall(archive: Archive, url: str) -> tuple[str | None, str | None] | None:
    """ETag and Last-Modified of an address, if it was fetched before."""
    found = archive.find_page(url)
    return (found[1], found[2]) if found else None


def _count_copies(archive: Archive, run: Run) -> int:
    found = archive.connection.execute(
        "SELECT count(copy_of) FROM articles WHERE run = ?", [run.id]
    ).fetchone()
    return int(found[0]) if found else 0


def count_processors() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
