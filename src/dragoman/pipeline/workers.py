"""Workers: processes that analyse and read reports side by side, for one process that writes.

Groups of documents come in, their readings go out in the same order. The workers are started anew, not forked: they
share nothing with the writer but a pipe each, and end when it closes, however the writer ended. Nothing of them
touches the record.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import islice
from queue import SimpleQueue
from typing import TYPE_CHECKING, NamedTuple, Self

from dragoman.collecting import collect_seldom
from dragoman.errors import ReadingProcessError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Future
    from multiprocessing.connection import Connection

    from dragoman.errors import DocumentError
    from dragoman.extract import Extraction
    from dragoman.extract.prompted import Tally
    from dragoman.model import Document
    from dragoman.pipeline.engine import Engine
    from dragoman.settings import Settings

AHEAD = 2
"""Groups in hand for each worker: one that it reads, and one that it finds when it is done."""
PATIENCE_S = 5.0
"""How long a worker that was told to end may take."""


class Read(NamedTuple):
    """What a worker made of one group.

    Attributes:
        outcomes: For each document its reading, or why there is none; in their order.
        tally: What it had of a language model meanwhile; None where none was asked.
    """

    outcomes: list[Extraction | DocumentError]
    tally: Tally | None = None


class Identity(NamedTuple):
    """What a reading depends on beside the document."""

    engine: str
    dossier: str


class Workers:
    """A few processes that read; use it in a ``with``."""

    def __init__(self, settings: Settings, jobs: int, identity: Identity) -> None:
        """Start them; they load while the first reports are looked at.

        Args:
            settings: Of the writer.
            jobs: How many.
            identity: Of the writer's engine; a worker with another one reads nothing.
        """
        share = replace(settings, llm_budget=max(1, settings.llm_budget // jobs) if settings.llm_budget else 0)
        context = multiprocessing.get_context("spawn")
        self._identity = identity
        self._jobs = jobs
        self._idle: SimpleQueue[Connection] = SimpleQueue()
        self._ends: list[Connection] = []
        self._processes = []
        for _ in range(jobs):
            ours, theirs = context.Pipe()
            process = context.Process(target=serve, args=(theirs, share), name="dragoman-reader", daemon=True)
            with _interrupts_held():
                process.start()
            theirs.close()
            self._processes.append(process)
            self._ends.append(ours)
            self._idle.put(ours)
        self._threads = ThreadPoolExecutor(jobs, "dragoman-reader")

    @property
    def pids(self) -> list[int | None]:
        """Numbers of the processes."""
        return [process.pid for process in self._processes]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.join(PATIENCE_S)
        self._threads.shutdown(wait=True, cancel_futures=True)
        for end in self._ends:
            end.close()

    def read(self, groups: Iterable[Sequence[Document]]) -> Iterator[tuple[Sequence[Document], Read]]:
        """Read groups of documents, some ahead, and give them back in their order.

        Raises:
            ReadingProcessError: DG143, a worker ended, or reads with other packs.
        """
        coming = iter(groups)
        under_way: deque[tuple[Sequence[Document], Future[Read]]] = deque()
        while True:
            free = AHEAD * self._jobs - len(under_way)
            under_way += [(group, self._threads.submit(self._ask, group)) for group in islice(coming, free)]
            if not under_way:
                return
            group, future = under_way.popleft()
            yield group, future.result()

    def _ask(self, group: Sequence[Document]) -> Read:
        """Have one group read by whichever worker is idle."""
        end = self._idle.get()
        try:
            end.send(group)
            told = end.recv()
        except (EOFError, OSError):
            problem = "a reading process ended, killed or for want of memory."
            raise ReadingProcessError(problem, "Run it again, with fewer --jobs: what was read is kept.") from None
        finally:
            self._idle.put(end)
        if isinstance(told, BaseException):
            raise told
        identity, read = told
        if identity != self._identity:
            problem = "a reading process has other packs or words than this one: they changed meanwhile."
            raise ReadingProcessError(problem, "Run it again.")
        return read  # type: ignore[no-any-return]  # what comes through a pipe has no type


def serve(end: Connection, settings: Settings) -> None:
    """Read what comes through a pipe until it closes; the whole life of a worker."""
    from dragoman.pipeline.engine import Engine

    collect_seldom()
    engine = Engine(settings)
    with suppress(EOFError, OSError):  # nobody is there any more
        while True:
            group = end.recv()
            end.send(_read(engine, group))


def _read(engine: Engine, group: Sequence[Document]) -> tuple[Identity, Read] | Exception:
    """Read one group; an error goes to the writer, which raises it there."""
    try:
        outcomes = [outcome for _, outcome in engine.outcomes(group)]
        return identity_of(engine), Read(outcomes, engine.take_tally())
    except Exception as error:  # noqa: BLE001  whatever it is, the writer must hear of it
        return error


def identity_of(engine: Engine) -> Identity:
    """Give what readings of an engine depend on."""
    return Identity(engine.version, engine.dossier.digest)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Start a process that Ctrl-C does not reach: the writer ends it, when it has ended its own work."""
    if not hasattr(signal, "pthread_sigmask"):  # pragma: no cover (Windows: it has no such masks)
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
