"""Change the file of a store: edit its text, check the result, and write it atomically."""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from difflib import unified_diff
from typing import NamedTuple

from qaim_cli import files, store
from qaim_cli.edit.document import StoreDocument, TextEdit
from qaim_cli.errors import RequestError, StoreError, describe_os_error
from qaim_cli.store import LoadResult

_CONTEXT_LINES = 3
_NO_NEWLINE = "\\ No newline at end of file"
_HUNK_LINE_NUMBER = re.compile(r"(?<= )([-+])(\d+)")
_MAX_ROUNDS = 5
"""How often the result of an edit is edited again."""


class FileChange(NamedTuple):
    """The text of a file before and after a change, and a message that describes it."""

    path: str
    old_text: str
    new_text: str
    message: str

    def format_diff(self) -> Iterator[str]:
        """Format the change as `diff -u` does, with three lines of context."""
        old, new = (text.splitlines(keepends=True) for text in (self.old_text, self.new_text))
        # Common lines at both ends are left out: comparing them is slow in a large file.
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


class DocumentEdit(NamedTuple):
    """The text edits for a document, and a message that describes them."""

    text_edits: Iterable[TextEdit]
    message: str
    review: EditFunction | None = None
    """Reads the result and edits it once more, until it has no text edits."""


EditFunction = Callable[[StoreDocument], DocumentEdit]
"""Computes the text edits for a document."""


def change_file(
    path: str,
    edit: EditFunction,
    *,
    dry_run: bool = False,
    error_if_fewer: RequestError | None = None,
) -> FileChange:
    """Change a file; the rest of it stays as it is, to the byte.

    The file is locked meanwhile.

    Args:
        path: the file.
        edit: computes the change.
        dry_run: whether to write nothing.
        error_if_fewer: error to raise if the change would reduce the number of events.

    Raises:
        StoreError: the file cannot be read, or cannot be edited safely.
        RequestError: the change cannot be made; the file is as it was.
    """
    changes: list[FileChange] = []

    def rewrite_bytes(data: bytes) -> bytes | None:
        text = store.require_utf8(path, data).decode()
        change = change_text(path, text, edit, error_if_fewer=error_if_fewer)
        changes.append(change)
        if dry_run or change.new_text == change.old_text:
            return None
        mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
        return mark + change.new_text.encode()

    if not os.access(path, os.R_OK) or not os.path.isfile(path):
        store.read_bytes(path)  # raises the error that says what is wrong
    if not dry_run and not os.access(path, os.W_OK):
        # The file could be replaced all the same, but somebody has protected it.
        raise RequestError(f"{path!r} is write-protected", "change its permissions first")
    try:
        files.rewrite_file(path, rewrite_bytes)
    except (OSError, ValueError) as error:
        raise RequestError(
            f"{path!r} cannot be changed: {describe_os_error(error)}",
            "nothing was written; you must be able to write its folder too",
        ) from None
    return changes[0]


def change_text(
    path: str, text: str, edit: EditFunction, *, error_if_fewer: RequestError | None = None
) -> FileChange:
    """Compute the change to the text of a file; `error_if_fewer` as in `change_file`.

    The result is read, and refused where it has a new problem.

    Raises:
        StoreError: the text cannot be read, or cannot be edited safely.
        RequestError: the change cannot be made.
    """
    document = StoreDocument(path, text)
    document_edit = edit(document)
    message = document_edit.message
    new_text = apply_text_edits(text, document_edit.text_edits)
    if new_text != text:
        new_document = _read_outcome(path, new_text, document_edit)
        new_text, result = new_document.text, new_document.result
        if error_if_fewer and _count_events(result) < _count_events(document.result):
            raise error_if_fewer
        _check_result(result, document.result)
    return FileChange(path, text, new_text, message)


def _read_outcome(path: str, text: str, document_edit: DocumentEdit) -> StoreDocument:
    """Read the changed text, and let the edit review it until it changes nothing more.

    Raises:
        RequestError: the text cannot be read, or keeps changing.
    """
    for _ in range(_MAX_ROUNDS):
        document = StoreDocument(path, text, is_editable=False)
        _require_readable(document)
        if document_edit.review is None:
            return document
        document_edit = document_edit.review(document)
        reviewed = apply_text_edits(text, document_edit.text_edits)
        if reviewed == text:
            return document
        text = reviewed
    raise RequestError("every round of the change changes the file again", "nothing was written")


def apply_text_edits(text: str, edits: Iterable[TextEdit]) -> str:
    """Apply text edits, none of which overlap; those at one offset stay in the order given."""
    chunks, copied_to = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        chunks += [text[copied_to : edit.start], edit.new_text]
        copied_to = edit.end
    return "".join([*chunks, text[copied_to:]])


def _require_readable(document: StoreDocument) -> StoreDocument:
    """Read the changed text.

    Raises:
        RequestError: it cannot be read.
    """
    try:
        return document.read()
    except StoreError as error:
        raise RequestError(
            f"the change would leave a file that cannot be read: {error.description}",
            "nothing was written",
        ) from None


def _count_events(result: LoadResult) -> int:
    return len(result.timeline.events) + result.omitted_count


def _check_result(new_result: LoadResult, old_result: LoadResult) -> None:
    """Reject a change that introduces a new problem.

    Problems name events and lines, which a change may move or rename, so they are counted by code.

    Raises:
        RequestError: there are more problems of some code; the error quotes one of them.
    """
    known_messages = {problem.message for problem in old_result.problems}
    increase = Counter(each.code for each in new_result.problems)
    increase.subtract(each.code for each in old_result.problems)
    by_novelty = sorted(new_result.problems, key=lambda each: each.message in known_messages)
    for problem in by_novelty:
        if increase[problem.code] > 0:
            raise RequestError(
                f"the change would introduce a problem: {problem.message}", problem.fix
            )


def _count_common_lines(old: list[str], new: list[str]) -> int:
    """Count the lines that two texts have in common at their beginning."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(old), len(new)))
