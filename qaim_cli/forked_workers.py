"""Work in forked processes: a list of tasks shared out among them, or one in the background."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, BinaryIO, TypeVar

from qaim_cli.frozen_record import FrozenRecord

Task = TypeVar("Task")
Result = TypeVar("Result")


_PIPE_BYTES = 2**20
"""The most bytes of results that may wait to be taken: as many as Linux lets anyone have."""


class WorkerLostError(OSError):
    """A worker could not do its work; done in this process, the work tells why."""


class _Worker(FrozenRecord):
    """A process, and the stream of its results."""

    pid: int
    results: BinaryIO


def count_workers() -> int:
    """How many processes can share work; 1 where that is not to be had.

    A fork copies no other threads and what they have locked, so it is safe only where there are
    none; and only on Linux may a process that was forked go on using the system's libraries.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def map_in_workers(
    function: Callable[[Task], Result], tasks: Sequence[Task], worker_count: int
) -> Iterator[Result]:
    """Yield the results of a function for tasks, in order, computed in `worker_count` processes.

    A worker waits until its last results are taken, so that little memory is needed.

    Raises:
        WorkerLostError: there can be no worker, or one ended early, as the function raised an error
            or it was killed.
    """
    workers: list[_Worker] = []
    try:
        for number in range(min(worker_count, len(tasks))):
            workers.append(_fork_worker(function, tasks[number::worker_count], workers))
        for number in range(len(tasks)):
            yield _read_result(workers[number % worker_count].results)
    finally:
        for worker in workers:
            _end_worker(worker)


@contextmanager
def compute_in_background(function: Callable[[], Result]) -> Iterator[Callable[[], Result]]:
    """Compute something in another process while this one does what is within the context.

    Yields a function that waits for the result, and computes it here if the other process did not.
    """
    worker: _Worker | None = None
    if count_workers() > 1:
        with suppress(WorkerLostError):
            worker = _fork_worker(lambda _: function(), (None,), ())

    def take_result() -> Result:
        if worker:
            with suppress(WorkerLostError):
                result: Result = _read_result(worker.results)
                return result
        return function()

    try:
        yield take_result
    finally:
        if worker:
            _end_worker(worker)


def _end_worker(worker: _Worker) -> None:
    worker.results.close()
    os.kill(worker.pid, signal.SIGKILL)
    with suppress(ChildProcessError):
        os.waitpid(worker.pid, 0)


def _fork_worker(
    function: Callable[[Task], object], tasks: Iterable[Task], others: Iterable[_Worker]
) -> _Worker:
    """Fork a process that does some of the tasks and sends their results.

    Raises:
        WorkerLostError: no process can be forked.
    """
    try:
        reader, writer = os.pipe()
        _widen_pipe(writer)
        pid = os.fork()
    except OSError as error:
        raise WorkerLostError(*error.args) from None
    if not pid:  # pragma: no cover - what a forked process runs cannot be seen from here
        try:
            # Ctrl-C is the business of the process that was asked; this one goes with it.
            gc.disable()  # it lives too short for what a search for cycles costs
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            os.close(reader)
            for worker in others:  # or it would wait for ever for who reads, if that is killed
                worker.results.close()
            with os.fdopen(writer, "wb") as stream:
                _write_results(function, tasks, stream)
        finally:
            os._exit(0)
    os.close(writer)
    return _Worker(pid, os.fdopen(reader, "rb"))


def _widen_pipe(descriptor: int) -> None:
    """Let a pipe hold a large result, so that who makes it goes on before it is taken."""
    import fcntl

    with suppress(OSError, AttributeError):  # not every system does
        fcntl.fcntl(descriptor, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


def _write_results(
    function: Callable[[Task], object], tasks: Iterable[Task], stream: BinaryIO
) -> None:
    """Write the result of each task, until one raises an error."""
    with suppress(Exception):
        for task in tasks:
            pickle.dump(function(task), stream, pickle.HIGHEST_PROTOCOL)
            stream.flush()


def _read_result(stream: BinaryIO) -> Any:
    """Read the next result of a worker.

    Raises:
        WorkerLostError: there is none.
    """
    try:
        return pickle.load(stream)  # noqa: S301 - from a process of our own
    except (EOFError, pickle.UnpicklingError):
        raise WorkerLostError("a worker ended early") from None
