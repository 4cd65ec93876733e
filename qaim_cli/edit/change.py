"""Change the file of a store: edit its text, check the result, and write it atomically."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING

from qaim_cli import files, store
from qaim_cli.edit.document import StoreDocument, TextEdit, apply_text_edits
from qaim_cli.edit.excerpt import NotLocalError, StoreExcerpt
from qaim_cli.edit.file_change import ChangedRun, FileChange
from qaim_cli.edit.local_change import prove_change
from qaim_cli.edit.problems import find_new_problem, make_problem_error
from qaim_cli.errors import RequestError, StoreError, describe_os_error
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Timeline
from qaim_cli.store.content import ReadableContent, get_open_content

if TYPE_CHECKING:
    from qaim_cli.store.index.chunk_map import ChunkMap

_MAX_ROUNDS = 5
"""How often the result of an edit is edited again."""


class DocumentEdit(FrozenRecord):
    """The text edits for a document, and a message that describes them."""

    text_edits: Iterable[TextEdit]
    message: str
    review: EditFunction | None = None
    """Reads the result and edits it once more, until it has no text edits."""
    keeps_meaning: bool = False
    """Whether the review has proven that the file says the same, so that no problem is new."""


EditFunction = Callable[[StoreDocument], DocumentEdit]
"""Computes the text edits for a document."""


class LocalEdit:
    """An edit that needs no more of a large file than what it includes in an excerpt."""

    def __init__(self, compute: EditFunction) -> None:
        """Take what computes the change."""
        self._compute = compute

    def __call__(self, document: StoreDocument) -> DocumentEdit:
        """Compute the change."""
        return self._compute(document)


class SpreadEdit(LocalEdit):
    """A local edit that may be about very many events, of which each can be edited by itself."""

    def __init__(
        self,
        compute: EditFunction,
        find_mentions: Callable[[Timeline], tuple[str, Collection[str]]],
        describe: Callable[[Timeline, int], str],
    ) -> None:
        """Take what computes the change, and what tells which events it is about.

        Args:
            compute: computes the change.
            find_mentions: finds the kind and the names that all these events mention.
            describe: describes the change, given how many text edits there are.
        """
        super().__init__(compute)
        self.find_mentions = find_mentions
        self.describe = describe


class RunwiseEdit:
    """An edit of a whole file, that of a large one can be made run by run to the same effect."""

    def __init__(
        self,
        compute: EditFunction,
        compute_in_runs: Callable[[str, ReadableContent], ComputedChange | None],
    ) -> None:
        """Take what computes the change, and what does so run by run, or finds that it cannot."""
        self._compute = compute
        self.compute_in_runs = compute_in_runs

    def __call__(self, document: StoreDocument) -> DocumentEdit:
        """Compute the change."""
        return self._compute(document)


class ComputedChange(FrozenRecord):
    """A change of a file, and the new content of it in pieces."""

    change: FileChange
    pieces: Iterable[bytes]


def change_file(
    path: str,
    edit: EditFunction,
    *,
    dry_run: bool = False,
    error_if_fewer: RequestError | None = None,
    cache: bool = True,
) -> FileChange:
    """Change a file; the rest of it stays as it is, to the byte.

    The file is locked meanwhile.

    Args:
        path: the file.
        edit: computes the change.
        dry_run: whether to write nothing.
        error_if_fewer: error to raise if the change would reduce the number of events.
        cache: whether an index may tell where in a large file the change is to be made.

    Raises:
        StoreError: the file cannot be read, or cannot be edited safely.
        RequestError: the change cannot be made; the file is as it was.
    """
    _require_access(path, writing=not dry_run)
    is_local = cache and isinstance(edit, LocalEdit)
    request = _ChangeRequest(
        path, edit, error_if_fewer, store.map_chunks(path) if is_local else None
    )
    changes: list[FileChange] = []

    def rewrite_content(descriptor: int) -> Iterable[bytes] | None:
        computed = request.compute(*get_open_content(descriptor))
        changes.append(computed.change)
        return None if dry_run or not computed.change.has_changes else computed.pieces

    try:
        files.rewrite_file(path, rewrite_content)
    except (OSError, ValueError) as error:
        raise RequestError(
            f"{path!r} cannot be changed: {describe_os_error(error)}",
            "nothing was written; you must be able to write its folder too",
        ) from None
    return changes[0]


def _require_access(path: str, *, writing: bool) -> None:
    """Require that a file can be read, and written if that is wanted.

    Raises:
        StoreError: the file cannot be read.
        RequestError: the file is write-protected.
    """
    if not _is_readable_file(path):
        store.read_bytes(path)  # raises the error that says what is wrong
    if writing and not os.access(path, os.W_OK):
        # The file could be replaced all the same, but somebody has protected it.
        raise RequestError(f"{path!r} is write-protected", "change its permissions first")


class _ChangeRequest(FrozenRecord):
    """A change to be made to a file, and the map of the file where an index has one."""

    path: str
    edit: EditFunction
    error_if_fewer: RequestError | None
    chunk_map: ChunkMap | None

    def compute(self, mark: bytes, content: ReadableContent) -> ComputedChange:
        """Compute the change to the content of the file, which stands behind a mark or nothing."""
        if self.chunk_map and StoreExcerpt.can_serve(self.chunk_map, content):
            # An index that turns out to be damaged proves nothing.
            with suppress(NotLocalError, sqlite3.Error):
                return self._compute_locally(content, mark, self.chunk_map)
        change, pieces = change_content(
            self.path, content, self.edit, error_if_fewer=self.error_if_fewer
        )
        return ComputedChange(change, chain((mark,), pieces))

    def _compute_locally(
        self, content: ReadableContent, mark: bytes, chunk_map: ChunkMap
    ) -> ComputedChange:
        """Compute the change by an excerpt of the file.

        Raises:
            NotLocalError: the whole file is to be read.
        """
        edit, timeline = self.edit, chunk_map.result.timeline
        if isinstance(edit, SpreadEdit):
            from qaim_cli.edit.spread_change import compute_spread_change

            spread = compute_spread_change(self.path, content, chunk_map, edit, self.error_if_fewer)
            if spread is not None:
                message = edit.describe(timeline, spread.edit_count)
                change = FileChange(self.path, [run.change for run in spread.runs], message)
                return ComputedChange(change, chain((mark,), spread.iter_pieces(content)))
        excerpt = StoreExcerpt(self.path, content, chunk_map)
        document_edit = self.edit(excerpt)
        new_texts = excerpt.apply_edits(document_edit.text_edits)
        local_change = prove_change(excerpt, new_texts, self.error_if_fewer)
        change = FileChange(self.path, local_change.list_changed_runs(), document_edit.message)
        return ComputedChange(change, chain((mark,), local_change.iter_pieces(content)))


def _is_readable_file(path: str) -> bool:
    try:
        return os.access(path, os.R_OK) and os.path.isfile(path)
    except ValueError:  # a null byte in the path
        return False


def change_content(
    path: str,
    content: ReadableContent,
    edit: EditFunction,
    *,
    error_if_fewer: RequestError | None = None,
) -> ComputedChange:
    """Compute the change to the content of a file, run by run where it can be; see `change_text`.

    Raises:
        StoreError: the content cannot be read, or cannot be edited safely.
        RequestError: the change cannot be made.
        OSError: the content is no longer in its file.
    """
    computed = edit.compute_in_runs(path, content) if isinstance(edit, RunwiseEdit) else None
    if computed is not None:
        return computed
    text = store.require_utf8(path, content.read_part(0, content.size)).decode()
    change = change_text(path, text, edit, error_if_fewer=error_if_fewer)
    return ComputedChange(change, (change.new_text.encode(),))


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
        new_text = new_document.text
        if error_if_fewer and new_document.event_count < document.event_count:
            raise error_if_fewer
        if not document_edit.keeps_meaning:
            _require_no_new_problem(new_document, document)
    return FileChange(path, (ChangedRun(1, text, new_text),), message)


def _read_outcome(path: str, text: str, document_edit: DocumentEdit) -> StoreDocument:
    """Read the changed text, and let the edit review it until it changes nothing more.

    Raises:
        RequestError: the text cannot be read, or keeps changing.
    """
    for _ in range(_MAX_ROUNDS):
        document = StoreDocument(path, text, is_editable=False)
        if not document_edit.keeps_meaning:  # otherwise the review reads it, and says what is lost
            _require_readable(document)
        if document_edit.review is None:
            return document
        document_edit = document_edit.review(document)
        reviewed = apply_text_edits(text, document_edit.text_edits)
        if reviewed == text:
            return document
        text = reviewed
    raise RequestError("every round of the change changes the file again", "nothing was written")


def _require_no_new_problem(new_document: StoreDocument, document: StoreDocument) -> None:
    """Refuse a change that introduces a problem.

    Raises:
        RequestError: it introduces one.
    """
    problem = find_new_problem(new_document.result.problems, document.result.problems)
    if problem is not None:
        raise make_problem_error(problem)


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
