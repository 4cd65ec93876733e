"""What it costs to read a store first, to change, check and format it: `python -m bench.writing`.

Sizes of stores may be given, as numbers of events. Seconds of CPU are those of all processes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bench import generator
from bench.measure import build_environment

_SIZES = (30, 10_000, 100_000)
_NEW_EVENT = ("add", "1950-05-05", "A new thing", "--source", "Section 1 ¶2", "--id", "new-thing")
_COMMANDS: Mapping[str, Sequence[str]] = {
    "first reading": ("list", "-n", "1", "-f", "jsonl"),
    "answer, nothing changed": ("list", "-n", "1", "-f", "jsonl"),
    "add": _NEW_EVENT,
    "edit": ("edit", "new-thing"),
    "rename event": ("rename", "event", "new-thing", "newer-thing"),
    "remove": ("remove", "newer-thing"),
    "answer after an edit": ("list", "-n", "1", "-f", "jsonl"),
    "check": ("check",),
    "format --dry-run": ("format", "--dry-run"),
    "format": ("format",),
    "format, laid out already": ("format",),
}
"""What is measured, one after another on the same file."""


class WritingCost(NamedTuple):
    """What a command takes: seconds of CPU and of the clock, and memory at its peak (MB)."""

    name: str
    cpu: float
    wall: float
    memory: float
    status: int


def measure_writing(count: int) -> Iterator[WritingCost]:
    """What each command takes on a store of a number of events."""
    qaim = shutil.which("qaim", path=os.path.dirname(sys.executable)) or "qaim"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.yaml"
        path.write_text("".join(generator.render_store(generator.generate_events(count))), "utf-8")
        editor = Path(folder) / "editor.sh"
        editor.write_text("sed -i 's/A new thing/Another thing/' \"$1\"\n")
        environment = build_environment(
            {"XDG_CACHE_HOME": folder, "EDITOR": f"sh {editor}", "QAIM_FILE": str(path)}
        )
        for name, command in _COMMANDS.items():
            yield _measure_command(name, [qaim, *command], environment)


def _measure_command(
    name: str, command: Sequence[str], environment: Mapping[str, str]
) -> WritingCost:
    start = time.monotonic()
    process = subprocess.Popen(  # noqa: S603 - our own commands
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(environment)
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return WritingCost(
        name,
        usage.ru_utime + usage.ru_stime,
        time.monotonic() - start,
        usage.ru_maxrss / 1024,
        process.returncode,
    )


def main() -> None:
    """Print what everything takes, at each size."""
    for count in map(int, sys.argv[1:] or _SIZES):
        print(f"{count:,} events: seconds of CPU, of the clock; MB")
        for cost in measure_writing(count):
            note = f"  (status {cost.status})" if cost.status else ""
            print(f"  {cost.name:<26}{cost.cpu:8.2f}{cost.wall:8.2f}{cost.memory:8.0f}{note}")


if __name__ == "__main__":
    main()
