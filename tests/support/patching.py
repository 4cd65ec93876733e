"""Differences put into force, to see that they say what was changed."""

from __future__ import annotations

import re
from collections.abc import Iterable

_HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


def apply_diff(text: str, diff: Iterable[str]) -> str:
    """The text that a unified difference makes of another; every line of it must fit."""
    old = text.splitlines(keepends=True)
    new: list[str] = []
    taken = 0
    for line in diff:
        body = line[1:].removesuffix("\n\\ No newline at end of file\n")
        if line.startswith(("---", "+++")) and not new:
            continue
        if found := _HUNK.match(line):
            start, count, new_start, new_count = (int(each or 1) for each in found.groups())
            new += old[taken : start - bool(count)]
            taken = start - bool(count)
            assert len(new) == new_start - bool(new_count)
            continue
        if line[0] != "+":
            assert old[taken] == body
            taken += 1
        if line[0] != "-":
            new.append(body)
    return "".join(new + old[taken:])
