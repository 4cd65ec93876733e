"""A stream of items worked on by all cores, with the results in order.

Unlike `forked_workers` it does not need to know how many items will come.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_ITEMS_BEFORE_POOL = 3
"""Work of fewer items is done sooner than processes have started."""


def map_in_order(
    function: Callable[[_Item], _Result], items: Iterable[_Item], *, is_idle: Callable[[], bool]
) -> Iterator[_Result]:
    """Apply a function to items as they come, on all cores once there are many.

    Args:
        function: the function, which other processes must be able to import.
        items: the items, which may be long in coming.
        is_idle: whether the next item is still to come, so that what is done should be given now.
    """
    cores = _count_cores()
    iterator = iter(items)
    for number, item in enumerate(iterator):
        yield function(item)
        if cores > 1 and number + 1 == _ITEMS_BEFORE_POOL:
            yield from _map_on_cores(function, iterator, is_idle, cores)


def _map_on_cores(
    function: Callable[[_Item], _Result],
    items: Iterator[_Item],
    is_idle: Callable[[], bool],
    cores: int,
) -> Iterator[_Result]:
    # Here, so that nobody pays for it who has little to do.
    from concurrent.futures import ProcessPoolExecutor

    executor = ProcessPoolExecutor(cores, initializer=_ignore_interrupts)
    waiting: deque[Future[_Result]] = deque()
    try:
        for item in items:
            waiting.append(_submit(executor, function, item))
            while waiting and (len(waiting) > 2 * cores or is_idle()):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        # Waiting for the items in work, as Python may write a traceback at its end otherwise.
        executor.shutdown(wait=True, cancel_futures=True)


def _submit(
    executor: ProcessPoolExecutor, function: Callable[[_Item], _Result], item: _Item
) -> Future[_Result]:
    """Submit work; a process that is started for it never sees Ctrl-C, which ends this one.

    The signal is held back rather than ignored, so that one that comes meanwhile is not lost.
    """
    with _hold_interrupts():
        return executor.submit(function, item)


@contextmanager
def _hold_interrupts() -> Iterator[None]:
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _count_cores() -> int:
    """Count the cores that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
