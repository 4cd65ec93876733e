"""Questions answered in a thread of their own, so that no key ever waits for one."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from functools import partial

_SWITCH_SECONDS = 0.0005
"""So soon the thread makes way for a key that waits; usually Python takes ten times as long."""
Delivery = Callable[[], None]
"""Something to be called where the screen is painted."""
Job = Callable[[], Delivery]
"""Work for the thread; what it returns is called where the screen is painted."""


class Asker:
    """A thread that does the latest job of each kind, and forgets those waiting before it."""

    def __init__(self, deliver: Callable[[Delivery], None]) -> None:
        """Take how to call something where the screen is painted."""
        sys.setswitchinterval(_SWITCH_SECONDS)
        self._deliver = deliver
        self._waiting: dict[str, Job] = {}
        self._changed = threading.Condition()
        self._is_busy = self._is_over = False
        threading.Thread(target=self._work, name="qaim-asker", daemon=True).start()

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being answered or waits to be."""
        with self._changed:
            return not (self._waiting or self._is_busy)

    def ask(self, kind: str, job: Job) -> None:
        """Have a job done; one of its kind that is still waiting is dropped."""
        with self._changed:
            self._waiting.pop(kind, None)
            self._waiting[kind] = job
            self._changed.notify()

    def stop(self) -> None:
        """End the thread once it is done with what it does."""
        with self._changed:
            self._is_over = True
            self._changed.notify()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._is_busy = False
                self._changed.wait_for(lambda: self._waiting or self._is_over)
                if self._is_over:
                    return
                job = self._waiting.pop(next(iter(self._waiting)))
                self._is_busy = True
            self._deliver(_do_job(job))


def _do_job(job: Job) -> Delivery:
    """Do a job; where it fails, the delivery raises the error where the screen is painted."""
    try:
        return job()
    except Exception as error:  # noqa: BLE001 - it ends the program, as if it had been raised there
        return partial(_raise, error)


def _raise(error: Exception) -> None:
    raise error
