"""A change to a store's file: made in its text, checked, and written whole or not at all."""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from difflib import unified_diff
from typing import NamedTuple

from qaim_cli import files, store
from qaim_cli.errors import RequestError, StoreError, describe_os_error
from qaim_cli.store import LoadResult

_CONTEXT_LINES = 3
_NO_NEWLINE = "\\ No newline at end of file"
_HUNK_LINE_NUMBER = re.compile(r"(?<= )([-+])(\d+)")
_BLOCKING_PROBLEMS = ("anchor", "tag", "duplicate-key", "structure")
"""The problems with which the places in a file are not to be trusted."""


class TextEdit(NamedTuple):
    """Characters to take out of a text, and others to put in their place."""

    start: int
    end: int
    new_text: str


class FileChange(NamedTuple):
    """What a change does to a file, and what it is in words."""

    path: str
    old_text: str
    new_text: str
    message: str

    def format_diff(self) -> Iterator[str]:
        """The lines that go and come, three lines around them, as `diff -u` writes them."""
        old, new = (text.splitlines(keepends=True) for text in (self.old_text, self.new_text))
        # What is alike at both ends is left out here: comparing it is slow in a large file.
        head = _count_common_lines(old, new)
        tail = _count_common_lines(old[head:][::-1], new[head:][::-1])
        begin = max(0, head - _CONTEXT_LINES)
        ends = (len(lines) - max(0, tail - _CONTEXT_LINES) for lines in (old, new))
        before, after = (lines[begin:end] for lines, end in zip((old, new), ends, strict=True))
        for line in unified_diff(before, after, self.path, self.path, n=_CONTEXT_LINES):
            moved = line
            if line.startswith("@@"):
                moved = _HUNK_LINE_NUMBER.sub(
                    lambda found: f"{found[1]}{int(found[2]) + begin}", line
                )
            yield moved if moved.endswith(("\n", "\r")) else f"{moved}\n{_NO_NEWLINE}\n"


EditFunction = Callable[[str, LoadResult], tuple[Iterable[TextEdit], str]]
"""What makes the splices from the file's text and what it means, and says in words what they do."""


def change_file(
    path: str, make: EditFunction, *, dry: bool = False, fewer: RequestError | None = None
) -> FileChange:
    """The change to a file: all else in the file is left as it is, to the byte.

    The file is locked meanwhile.

    Args:
        path: the file.
        make: what makes the change.
        dry: whether it is only to be told.
        fewer: raised where fewer events would be left, if that is not what is wanted.

    Raises:
        StoreError: the file cannot be read, or is written in a way that cannot be changed safely.
        RequestError: the change cannot be made; the file is as it was.
    """
    made: list[FileChange] = []

    def rewrite_bytes(data: bytes) -> bytes | None:
        changed = change_text(path, store.require_utf8(path, data).decode(), make, fewer=fewer)
        made.append(changed)
        if dry or changed.new_text == changed.old_text:
            return None
        mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
        return mark + changed.new_text.encode()

    if not os.access(path, os.R_OK) or not os.path.isfile(path):
        store.read_bytes(path)  # which says what is the matter
    if not dry and not os.access(path, os.W_OK):
        # A file could be replaced all the same, but somebody has meant it to stay as it is.
        raise RequestError(f"{path!r} may not be written", "change its permissions first")
    try:
        files.rewrite_file(path, rewrite_bytes)
    except (OSError, ValueError) as error:
        raise RequestError(
            f"{path!r} cannot be changed: {describe_os_error(error)}",
            "nothing was written; you must be able to write its folder too",
        ) from None
    return made[0]


def change_text(
    path: str, text: str, make: EditFunction, *, fewer: RequestError | None = None
) -> FileChange:
    """The change to the text of a file; `fewer` as in `change_file`.

    What it would make of the file is read, and refused where it has a problem that was not there.

    Raises:
        StoreError: the text cannot be read, or is written in a way that cannot be changed safely.
        RequestError: the change cannot be made.
    """
    loaded = store.parse_store(path, text.encode())
    for problem in loaded.problems:
        if problem.code in _BLOCKING_PROBLEMS:
            raise StoreError(f"{problem}", "mend that by hand first")
    splices, told = make(text, loaded)
    new = apply_text_edits(text, splices)
    if new != text:
        after = _read_outcome(path, new)
        if fewer is not None and _count_events(after) < _count_events(loaded):
            raise fewer
        _check_outcome(after, loaded)
    return FileChange(path, text, new, told)


def apply_text_edits(text: str, splices: Iterable[TextEdit]) -> str:
    """The text with the splices made; no two overlap, those at one place stand as given."""
    pieces, reached = [], 0
    for splice in sorted(splices, key=lambda splice: splice[:2]):
        pieces += [text[reached : splice.start], splice.new_text]
        reached = splice.end
    return "".join([*pieces, text[reached:]])


def _read_outcome(path: str, new: str) -> LoadResult:
    """What the changed text means.

    Raises:
        RequestError: it cannot be read.
    """
    try:
        return store.parse_store(path, new.encode())
    except StoreError as error:
        what = error.message.partition(": ")[2] or error.message
        raise RequestError(
            f"this would leave a file that cannot be read: {what}", "nothing was written"
        ) from None


def _count_events(loaded: LoadResult) -> int:
    return len(loaded.timeline.events) + loaded.omitted_count


def _check_outcome(after: LoadResult, before: LoadResult) -> None:
    """Refuses a change that brings a problem, whatever else is amiss with the file.

    Problems name events and lines, which a change may move or rename; so they are counted by kind.

    Raises:
        RequestError: there are more problems of a kind; the error tells one that was not told.
    """
    known = {problem.message for problem in before.problems}
    grown = Counter(each.code for each in after.problems)
    grown.subtract(each.code for each in before.problems)
    for problem in sorted(after.problems, key=lambda problem: problem.message in known):
        if grown[problem.code] > 0:
            raise RequestError(f"this would bring a problem: {problem.message}", problem.fix)


def _count_common_lines(old: list[str], new: list[str]) -> int:
    """How many lines the two have in common at their beginning."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(old), len(new)))
