"""A change to a file, and its message and diff."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress

from qaim_cli.edit.line_match import MatchedLines, match_lines
from qaim_cli.forked_workers import WorkerLostError, count_workers, map_in_workers
from qaim_cli.frozen_record import FrozenRecord

_MIN_SHARED_RUNS = 8
"""The stretches from which on lines are matched in several processes."""
_CONTEXT_LINES = 3
_NO_NEWLINE = "\\ No newline at end of file"


class ChangedRun(FrozenRecord):
    """A stretch of whole lines of a file, before and after a change."""

    first_line: int
    """Counted from 1."""
    old_text: str
    new_text: str

    @property
    def is_equal(self) -> bool:
        """Whether nothing changed in it."""
        return self.new_text == self.old_text


class PackedRun(FrozenRecord):
    """A stretch like `ChangedRun`, held in a quarter of the memory."""

    first_line: int
    packed_old_text: bytes
    packed_new_text: bytes

    @property
    def old_text(self) -> str:
        """The text before the change."""
        return zlib.decompress(self.packed_old_text).decode()

    @property
    def new_text(self) -> str:
        """The text after the change."""
        return zlib.decompress(self.packed_new_text).decode()

    @property
    def is_equal(self) -> bool:
        """Whether nothing changed in it."""
        return self.packed_new_text == self.packed_old_text


def pack_text(text: str) -> bytes:
    """Pack a text of a `PackedRun`."""
    return zlib.compress(text.encode(), 1)


class FileChange(FrozenRecord):
    """The stretches of a file that a change has to do with, and a message that describes it."""

    path: str
    runs: Sequence[ChangedRun | PackedRun]
    """The whole file, unless it was changed by an excerpt, or run by run."""
    message: str

    @property
    def has_changes(self) -> bool:
        """Whether the file is another afterwards."""
        return not all(run.is_equal for run in self.runs)

    @property
    def old_text(self) -> str:
        """The text before the change, of the whole file where that was read."""
        return "".join(run.old_text for run in self.runs)

    @property
    def new_text(self) -> str:
        """The text after the change, of the whole file where that was read."""
        return "".join(run.new_text for run in self.runs)

    def format_diff(self) -> Iterator[str]:
        """Format the change as `diff -u` does, with three lines of context."""
        for number, hunk in enumerate(_iter_hunks(self.runs)):
            if not number:
                yield from (f"--- {self.path}\n", f"+++ {self.path}\n")
            yield hunk.format_head()
            for line in hunk.lines:
                yield line if line.endswith(("\n", "\r")) else f"{line}\n{_NO_NEWLINE}\n"


class _Hunk:
    """Lines that differ, with some that do not around them."""

    def __init__(self, old_line: int, new_line: int, context: Sequence[str]) -> None:
        """Take the lines above the first that differs, and the numbers of that line."""
        self._starts = old_line - len(context), new_line - len(context)
        self._counts = [0, 0]
        self.lines: list[str] = []
        self.pending: list[str] = []
        """Equal lines below the last that differs."""
        self._add_lines(" ", context)

    def add_change(self, old: Sequence[str], new: Sequence[str]) -> None:
        """Add lines that differ."""
        self._add_lines(" ", self.pending)
        self.pending = []
        self._add_lines("-", old)
        self._add_lines("+", new)

    def finish(self) -> _Hunk:
        """Add the context at the end."""
        self._add_lines(" ", self.pending[:_CONTEXT_LINES])
        return self

    def format_head(self) -> str:
        """Format the line that says which lines of both files these are."""
        ranges = map(_format_range, self._starts, self._counts)
        return "@@ -{} +{} @@\n".format(*ranges)

    def _add_lines(self, sign: str, lines: Sequence[str]) -> None:
        self.lines += [sign + line for line in lines]
        self._counts[0] += len(lines) if sign != "+" else 0
        self._counts[1] += len(lines) if sign != "-" else 0


def _match_runs(runs: Sequence[ChangedRun | PackedRun]) -> Iterator[list[MatchedLines]]:
    """Match the lines of each run, in several processes where there are many."""
    matched_count = 0
    if len(runs) >= _MIN_SHARED_RUNS and count_workers() > 1:
        with suppress(WorkerLostError):
            for matches in map_in_workers(_match_run, runs, count_workers()):
                matched_count += 1
                yield matches
    yield from map(_match_run, runs[matched_count:])


def _match_run(run: ChangedRun | PackedRun) -> list[MatchedLines]:
    old_lines, new_lines = (text.splitlines(keepends=True) for text in (run.old_text, run.new_text))
    return list(match_lines(old_lines, new_lines))


def _iter_hunks(runs: Sequence[ChangedRun | PackedRun]) -> Iterator[_Hunk]:
    hunk: _Hunk | None = None
    context: list[str] = []
    old_line = new_line = 1
    for run, matches in zip(runs, _match_runs(runs), strict=True):
        if run.first_line != old_line:  # what lies between is longer than two contexts
            if hunk:
                yield hunk.finish()
            hunk, context = None, []
            old_line, new_line = run.first_line, new_line + run.first_line - old_line
        for match in matches:
            if not match.is_equal:
                hunk = hunk or _Hunk(old_line, new_line, context)
                hunk.add_change(match.old, match.new)
                context = []
            else:
                context = [*context, *match.old[-_CONTEXT_LINES:]][-_CONTEXT_LINES:]
            if hunk and match.is_equal:
                hunk.pending += match.old[: 2 * _CONTEXT_LINES + 1]
                if len(hunk.pending) > 2 * _CONTEXT_LINES:
                    yield hunk.finish()
                    hunk = None
            old_line += len(match.old)
            new_line += len(match.new)
    if hunk:
        yield hunk.finish()


def _format_range(start: int, count: int) -> str:
    """Format a range of lines as diffs do: an empty one by the line before it."""
    if count == 1:
        return f"{start}"
    return f"{start if count else start - 1},{count}"
