"""What a start costs: whole processes against a bare interpreter and against imports."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from bench.measure import Subject

BARE, TYPER, DRAWING = "python -c pass", "import typer", "import typer, rich.table"
AIMS = {
    "list": (DRAWING, 1.25),
    "list -f json": (TYPER, 1.05),
    "list --help": (DRAWING, 1.6),
    "a completion": (TYPER, 1.1),
}
"""What the program is to stay within: so many times what an import costs."""


def subjects(qaim: str, cache: str) -> Iterator[Subject]:
    """The commands: three to compare with, and the program asked in different ways."""
    yield Subject(BARE, [sys.executable, "-c", "pass"])
    yield Subject(TYPER, [sys.executable, "-c", "import typer"])
    yield Subject(DRAWING, [sys.executable, "-c", "import typer, rich.table"])
    kept = {"XDG_CACHE_HOME": cache}
    for line in ("list --help", "list", "list -f json", "timeline", "infobox"):
        yield Subject(line, [qaim, *line.split()], kept)
    yield Subject("an error", [qaim, "list", "--actor", "nobody-at-all"], kept, 2)
    asked = {"_QAIM_COMPLETE": "zsh", "_QAIM_COMPLETE_WORDS": "qaim\nlist\n--actor\nm"}
    yield Subject("a completion", [qaim], {**kept, **asked})
    yield Subject("list, no index", [qaim, "list", "--no-cache"], kept)
