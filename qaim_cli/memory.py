"""Memory: Python's search for cycles, paused while much is made that has none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def pause_cycle_search() -> Iterator[None]:
    """Pause the search for cycles in memory.

    Reading a large file makes millions of objects without cycles, and looking through them again
    and again would take as long as reading.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
