"""The full screen in a pseudo-terminal: when it shows something, and how soon it follows keys.

Times are told twice: by the clock, and as CPU time of all threads, which another load on the
machine does not lengthen.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench import generator

COLUMNS, LINES = 120, 40
_QUIET_SECONDS = 0.25
"""A screen that has not changed for so long, and used no CPU, has settled."""
_QUIET_CPU_SHARE = 0.02
_MAX_SECONDS = 20
QUERY = "takes tag:battle"
KEYS = {"down": "j", "page": "\x1b[6~", "zoom in": "+", "pan": "l", "zoom out": "-", "lanes": "t"}


class ScreenCost(NamedTuple):
    """What a step took: seconds to the first byte and until the screen had settled; its bytes."""

    name: str
    first: float
    settled: float
    size: int
    cpu: float
    """Seconds of CPU time until it had settled."""


class ScreenProcess:
    """`qaim explore` in a terminal of its own."""

    def __init__(self, qaim: str, path: str, *words: str) -> None:
        self.start = time.perf_counter()
        self.pid, self.terminal = pty.fork()
        if not self.pid:
            os.environ.update(TERM="xterm-256color", COLUMNS=str(COLUMNS), LINES=str(LINES))
            os.execv(qaim, [qaim, "explore", "--file", path, *words])  # noqa: S606 - the program itself
        size = struct.pack("HHHH", LINES, COLUMNS, 0, 0)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, size)

    def read(self, seconds: float) -> bytes:
        """What it writes within a time, at the first moment that it writes anything."""
        if not select.select([self.terminal], [], [], seconds)[0]:
            return b""
        return os.read(self.terminal, 1 << 16)

    def measure(self, name: str, keys: str = "", until: str = "") -> ScreenCost:
        """Press keys, and read until the screen has settled and shown a text."""
        start = time.perf_counter() if keys else self.start
        cpu = self.read_cpu() if keys else 0.0
        if keys:
            os.write(self.terminal, keys.encode())
        first, last, seen = 0.0, 0.0, b""
        while time.perf_counter() - start < _MAX_SECONDS:
            before = self.read_cpu()
            found = self.read(_QUIET_SECONDS)
            if found:
                last = time.perf_counter() - start
                first = first or last
                seen += found
                continue
            is_busy = self.read_cpu() - before > _QUIET_SECONDS * _QUIET_CPU_SHARE
            if seen and not is_busy and until in strip_controls(seen):
                break
        return ScreenCost(name, first, last, len(seen), self.read_cpu() - cpu)

    def read_memory(self) -> float:
        """The most memory that it has used, in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text("ascii")
        return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]

    def read_cpu(self) -> float:
        """The seconds of CPU that its threads have used."""
        used = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(each.read_text("ascii").split()[0]) for each in used) / 1e9

    def close(self) -> None:
        """End it."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def strip_controls(written: bytes) -> str:
    """The text of what was written to a terminal."""
    return re.sub(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b.", "", written.decode(errors="replace"))


def measure_import(runs: int) -> tuple[float, float]:
    """How long it takes to import Textual, in seconds by the clock and of CPU time."""
    taken, used = [], []
    for _ in range(runs):
        start, before = time.perf_counter(), os.times()
        subprocess.run([sys.executable, "-c", "import textual.app"], check=True)
        after = os.times()
        taken.append(time.perf_counter() - start)
        used.append(sum(after[2:4]) - sum(before[2:4]))
    return statistics.median(taken), statistics.median(used)


def measure_screen(qaim: str, size: int, runs: int) -> dict[str, object]:
    """What the full screen costs on a number of events, with their index ready."""
    with tempfile.TemporaryDirectory(prefix="bench-screen-") as folder:
        path = os.path.join(folder, "made.yaml")
        with open(path, "w", encoding="utf-8") as stream:
            stream.writelines(generator.render_store(generator.generate_events(size)))
        listing = [qaim, "list", "-n", "1", "--file", path]
        subprocess.run(listing, check=True, capture_output=True)  # noqa: S603 - it writes the index
        return measure_file(qaim, path, runs)


def measure_file(qaim: str, path: str, runs: int) -> dict[str, object]:
    """What the full screen costs on a file that has an index."""
    base, base_cpu = measure_import(runs)
    costs: dict[str, list[ScreenCost]] = {}
    memory, idle = 0.0, 0.0
    for _ in range(runs):
        process = ScreenProcess(qaim, path)
        try:
            for cost in _walk(process):
                costs.setdefault(cost.name, []).append(cost)
            before = process.read_cpu()
            time.sleep(3)
            idle = max(idle, (process.read_cpu() - before) / 3)
            memory = max(memory, process.read_memory())
        finally:
            process.close()
    medians = [
        ScreenCost(
            name, *(statistics.median(column) for column in list(zip(*found, strict=True))[1:])
        )
        for name, found in costs.items()
    ]
    return {
        "import textual.app": base,
        "import textual.app, CPU": base_cpu,
        "steps": medians,
        "memory": memory,
        "idle": idle,
    }


def _walk(process: ScreenProcess) -> Iterator[ScreenCost]:
    yield process.measure("start", until="qaim list")
    for name, key in KEYS.items():
        yield process.measure(name, key)
    yield process.measure("/", "/")
    for letter in QUERY[:-1]:
        os.write(process.terminal, letter.encode())
        time.sleep(0.05)
    yield process.measure("last letter of a query", QUERY[-1], until=f"list '{QUERY}'")
    yield process.measure("down in the answer", "\rj")
