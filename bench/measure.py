"""Commands measured side by side: in turns, so that what disturbs one disturbs all."""

from __future__ import annotations

import os
import shutil
import signal
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

FIXED_VARIABLES = {
    "PYTHONHASHSEED": "0",
    "COLUMNS": "80",
    "TERM": "dumb",
}
"""What every command is run with; without bytecode caches each start would be measured wrong."""
_REMOVED_VARIABLES = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONPATH", "QAIM_FILE",
              "QAIM_NO_CACHE", "NO_COLOR", "FORCE_COLOR")  # fmt: skip


_LAUNCHER_PATH = str(Path(__file__).parent / "launch.py")


class BenchCommand(NamedTuple):
    """A command to be measured, under a name; it answers on stdout unless it is to fail."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = {}
    expected_status: int = 0


class Measurement(NamedTuple):
    """How long a command takes (seconds), how far its runs differ, and its peak memory (MB)."""

    name: str
    median: float
    spread: float
    memory: float
    runs: int
    instructions: int | None = None
    """In millions; None where they were not counted."""
    note: str = ""
    cpu: float = 0
    """The median of the seconds that it computes, which other work on the machine slows less."""


class CommandRun(NamedTuple):
    """One run of a command."""

    seconds: float
    cpu_seconds: float
    memory: float
    out: str


class CommandFailedError(Exception):
    """A command did not end as it should, or not in time."""


def build_environment(more: Mapping[str, str] = {}) -> dict[str, str]:
    """Build the environment that commands are run in."""
    own = {name: value for name, value in os.environ.items() if name not in _REMOVED_VARIABLES}
    return {**own, **FIXED_VARIABLES, **more}


def run_command(subject: BenchCommand, timeout: float) -> CommandRun:
    """Run a command once.

    Raises:
        CommandFailedError: it ends otherwise than it should, or takes over `timeout` seconds.
    """
    launched = [sys.executable, "-I", "-S", _LAUNCHER_PATH, *subject.command]
    launched[4] = shutil.which(launched[4]) or launched[4]
    process = subprocess.Popen(  # noqa: S603 - our own commands
        launched,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        env=build_environment(subject.environment),
        start_new_session=True,
    )
    try:
        out, err = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise CommandFailedError(f"not done after {timeout:.0f} s") from None
    status, cpu_seconds, seconds, memory = err.split()[-4:]
    if int(status) != subject.expected_status:
        raise CommandFailedError(f"ended with status {status}")
    return CommandRun(float(seconds), float(cpu_seconds), int(memory) / 1024, out)


def count_instructions(subject: BenchCommand) -> int | None:
    """How many million instructions a command takes; None where they cannot be counted."""
    if shutil.which("valgrind") is None:
        return None
    done = subprocess.run(  # noqa: S603 - our own commands
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *subject.command],  # noqa: S607
        capture_output=True, text=True, env=build_environment(subject.environment), check=False,
    )  # fmt: skip
    found = [line for line in done.stderr.splitlines() if "refs:" in line]
    return int(found[0].split()[-1].replace(",", "")) // 1_000_000 if found else None


def measure_in_turns(
    subjects: Sequence[BenchCommand], runs: int, *, timeout: float = 120, count: bool = False
) -> list[Measurement]:
    """What each command takes, run in turns after one run that is not measured."""
    times: dict[str, list[CommandRun]] = {subject.name: [] for subject in subjects}
    notes: dict[str, str] = {}
    for turn in range(runs + 1):
        for subject in subjects:
            if subject.name in notes:
                continue
            try:
                done = run_command(subject, timeout)
            except (CommandFailedError, OSError) as error:
                notes[subject.name] = str(error)
            else:
                if turn:
                    times[subject.name].append(done)
        print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return [
        _summarise_runs(subject, times[subject.name], notes.get(subject.name, ""), count=count)
        for subject in subjects
    ]


def _summarise_runs(
    subject: BenchCommand, done: list[CommandRun], note: str, *, count: bool
) -> Measurement:
    if note or not done:
        return Measurement(subject.name, 0, 0, 0, 0, note=note or "not run")
    seconds = sorted(each.seconds for each in done)
    middle = statistics.median(seconds)
    quarter = len(seconds) // 4
    return Measurement(
        subject.name,
        middle,
        (seconds[-1 - quarter] - seconds[quarter]) / middle,
        max(each.memory for each in done),
        len(done),
        count_instructions(subject) if count else None,
        cpu=statistics.median(each.cpu_seconds for each in done),
    )
