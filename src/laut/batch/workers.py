"""The worker processes: shards go to whoever is free; one that dies is replaced, and its shard read again.

Processes are spawned, not forked: a fork would inherit the other workers' pipes, which then never end when
the parent is killed, and whatever threads hold in the libraries.
"""

from collections import deque
from collections.abc import Callable, Sequence
from multiprocessing import connection, get_context
from types import TracebackType
from typing import Self

from laut.batch.interrupt import Interrupt
from laut.batch.work import Done, Failure, Orders, Shard, Stop, work
from laut.errors import LautError
from laut.records import Capture, Skip

AHEAD = 2  # shards a worker has: one in hand, one waiting, so that it never waits itself
MOST_DEATHS = 5  # one after the other without an answer: then it is not the articles' fault
_PATIENCE = 10.0  # seconds until a worker that should have ended is ended


class _Worker:
    """A process, its end of the pipe, and the shards it has not done yet."""

    def __init__(self, orders: Orders) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=work, args=(theirs, orders), daemon=True)
        self.process.start()
        theirs.close()
        self.shards: deque[Shard] = deque()

    def send(self, message: Shard | Stop | None) -> None:
        """Send; a worker that is gone is noticed when its answer is awaited."""
        try:
            self.pipe.send(message)
        except OSError:
            return


class Workers:
    """Up to `count` workers, started when needed; `on_done` hears of every shard that was done.

    Use it in a `with` block, at whose end all of them are gone.
    """

    def __init__(
        self, count: int, orders: Orders, on_done: Callable[[Done], None], interrupt: Interrupt
    ) -> None:
        self._count, self._orders, self._on_done, self._interrupt = count, orders, on_done, interrupt
        self._waiting: deque[Shard] = deque()
        self._workers: list[_Worker] = []
        self._is_stopping = False
        self._deaths = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.pipe.close()  # a worker without a parent ends by itself
        for worker in self._workers:
            worker.process.join(_PATIENCE)
            worker.process.kill()

    def submit(self, shard: Shard) -> None:
        """Give a shard to a worker; waits until one has room. LautError where workers can't work at all."""
        self._waiting.append(shard)
        self._dispatch()
        while self._waiting:
            self._listen()

    def finish(self) -> None:
        """Wait until all shards are done."""
        while self._waiting or any(worker.shards for worker in self._workers):
            self._listen()

    def stop(self) -> None:
        """Let every worker finish the article in hand and write what it has read; the rest is left."""
        self._is_stopping = True
        self._waiting.clear()
        for worker in self._workers:
            while len(worker.shards) > 1:
                worker.shards.pop()
            with self._interrupt.held():
                worker.send(Stop())
        self.finish()

    def _dispatch(self) -> None:
        while self._waiting and not self._is_stopping:
            if len(self._workers) < self._count and all(worker.shards for worker in self._workers):
                self._workers.append(_Worker(self._orders))
            worker = min(self._workers, key=lambda one: len(one.shards))
            if len(worker.shards) >= AHEAD:
                return
            with self._interrupt.held():
                worker.shards.append(self._waiting.popleft())
                worker.send(worker.shards[-1])

    def _listen(self) -> None:
        """Wait for answers and take them."""
        by_pipe = {worker.pipe: worker for worker in self._workers if worker.shards}
        for pipe in connection.wait(list(by_pipe)):
            worker = by_pipe[pipe]  # type: ignore[index]
            with self._interrupt.held():
                self._hear(worker)
        self._dispatch()

    def _hear(self, worker: _Worker) -> None:
        try:
            answer = worker.pipe.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if isinstance(answer, Failure):
            raise answer.kind(answer.message)
        self._deaths = 0
        worker.shards.popleft()
        self._on_done(answer)

    def _bury(self, worker: _Worker) -> None:
        """A worker has died: what was in its hands is suspected, and tried one by one by another one."""
        worker.process.join(_PATIENCE)
        self._workers.remove(worker)
        worker.pipe.close()
        if self._is_stopping:
            return
        self._deaths += 1
        if self._deaths == MOST_DEATHS:
            raise LautError(
                f"worker processes die as soon as they start (exit code {worker.process.exitcode}): "
                "free some memory, or start fewer with --workers"
            )
        suspected, *others = worker.shards
        self._waiting.extendleft(reversed([*split_shard(suspected), *others]))


def split_shard(shard: Shard) -> Sequence[Shard]:
    """A shard that killed its worker, in shards of one item; a single item is the culprit, and left out."""
    if len(shard.items) > 1:
        return [Shard(f"{shard.name}-{number:03d}", (item,)) for number, item in enumerate(shard.items)]
    return [Shard(f"{shard.name}-x", tuple(map(_make_skip, shard.items)))]


def _make_skip(item: Capture | Skip) -> Skip:
    if isinstance(item, Skip):
        return item
    return Skip(item.source, item.name, "crashed", "the process that read it was killed by it")
