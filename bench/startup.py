"""What a start costs: whole processes against a bare interpreter and against imports."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from bench.measure import BenchCommand

BARE_START, IMPORT_TYPER, IMPORT_RICH = "python -c pass", "import typer", "import typer, rich.table"
TARGET_RATIOS = {
    "list": (IMPORT_RICH, 1.15),
    "list -f json": (IMPORT_TYPER, 0.95),
    "list --help": (IMPORT_RICH, 1.6),
    "a completion": (IMPORT_TYPER, 1.1),
}
"""What the program is to stay within: as a multiple of what an import costs."""


def list_commands(qaim: str, cache: str) -> Iterator[BenchCommand]:
    """The commands: three to compare with, and the program asked in different ways."""
    yield BenchCommand(BARE_START, [sys.executable, "-c", "pass"])
    yield BenchCommand(IMPORT_TYPER, [sys.executable, "-c", "import typer"])
    yield BenchCommand(IMPORT_RICH, [sys.executable, "-c", "import typer, rich.table"])
    kept = {"XDG_CACHE_HOME": cache}
    for line in ("list --help", "list", "list -f json", "timeline", "infobox"):
        yield BenchCommand(line, [qaim, *line.split()], kept)
    yield BenchCommand("an error", [qaim, "list", "--actor", "nobody-at-all"], kept, 2)
    asked = {"_QAIM_COMPLETE": "zsh", "_QAIM_COMPLETE_WORDS": "qaim\nlist\n--actor\nm"}
    yield BenchCommand("a completion", [qaim], {**kept, **asked})
    yield BenchCommand("list, no index", [qaim, "list", "--no-cache"], kept)
