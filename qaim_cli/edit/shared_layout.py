"""Format a large store run by run, in several processes where there can be some.

A run is formatted by itself where that gives the same: where it is read the same by itself (see
`store.run_reading`), and no comment stands at its end, which may belong to the event that follows.
Of the results only the runs that change are held, and these packed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qaim_cli import store
from qaim_cli.edit.file_change import PackedRun, pack_text
from qaim_cli.edit.run_layout import EventRun, lay_out_run, may_end_with_comment
from qaim_cli.errors import StoreError
from qaim_cli.forked_workers import WorkerLostError, count_workers, map_in_workers
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.memory import pause_cycle_search
from qaim_cli.store.content import MemoryContent, ReadableContent, iter_blocks, iter_replaced
from qaim_cli.store.index.chunks import Chunk, ChunkedText, split_into_chunks
from qaim_cli.store.run_reading import NotSplittableError, group_chunks

_MAX_ROUNDS = 5
"""How often the layout of a run is laid out again, as of a whole file."""


class FormattedContent(FrozenRecord):
    """The content of a store, and the runs of it that formatting changes, in order."""

    content: ReadableContent
    changes: tuple[_RunChange, ...]
    shown_runs: tuple[PackedRun, ...]
    """The runs that a diff shows lines of: those that change, and those beside them."""

    def iter_pieces(self) -> Iterator[bytes]:
        """Iterate over the formatted content in pieces."""
        changes = ((each.start, each.end, each.run.new_text) for each in self.changes)
        return iter_replaced(self.content, changes)


class _RunChange(FrozenRecord):
    """A run with the bytes at which it begins and ends."""

    start: int
    end: int
    run: PackedRun


class _FileRun(FrozenRecord):
    """Chunks that follow on each other; the first run also has the head of the file."""

    head: bytes
    chunks: tuple[Chunk, ...]
    is_last: bool

    @property
    def start(self) -> int:
        """The byte at which it begins."""
        return self.chunks[0].start - len(self.head)

    @property
    def end(self) -> int:
        """The byte at which it ends."""
        return self.chunks[-1].start + self.chunks[-1].size

    @property
    def first_line(self) -> int:
        """The line on which it begins, counted from 1."""
        return 1 if self.head else self.chunks[0].first_line

    def read_text(self) -> str:
        """Read its text.

        Raises:
            OSError: it is not what it was.
        """
        return b"".join((self.head, *(chunk.read_data() for chunk in self.chunks))).decode()


def format_in_runs(path: str, content: ReadableContent) -> FormattedContent | None:
    """Format a large store run by run; None where it is to be formatted as a whole.

    Raises:
        OSError: the content cannot be read.
    """
    if content.size < store.MIN_SHARED_BYTES:
        return None
    text = split_into_chunks(content)
    if text is None:
        return None
    runs = tuple(_list_runs(text))
    newline = _detect_newline(content)

    def format_run(run: _FileRun) -> PackedRun | None:
        return _format_run(path, run, newline)

    try:
        with pause_cycle_search():
            results = list(map_in_workers(format_run, runs, count_workers()))
    except (NotSplittableError, StoreError, WorkerLostError):
        return None  # what reads it as a whole tells what is wrong
    changes = tuple(
        _RunChange(run.start, run.end, packed)
        for run, packed in zip(runs, results, strict=True)
        if packed is not None
    )
    return FormattedContent(content, changes, tuple(_add_neighbours(runs, results)))


def _add_neighbours(
    runs: Sequence[_FileRun], results: Sequence[PackedRun | None]
) -> Iterator[PackedRun]:
    """Yield the runs that change, and those beside them as they are."""
    for number, (run, packed) in enumerate(zip(runs, results, strict=True)):
        if packed is not None:
            yield packed
        elif any(results[max(0, number - 1) : number + 2]):
            text = pack_text(run.read_text())
            yield PackedRun(run.first_line, text, text)


def _list_runs(text: ChunkedText) -> Iterator[_FileRun]:
    """Cut a text into runs, none of which ends with a comment."""
    head = text.head
    chunks: list[Chunk] = []
    groups = list(group_chunks(text.chunks))
    for group in groups:
        chunks += group
        is_last = group is groups[-1]
        if is_last or not may_end_with_comment(chunks[-1].read_data().decode()):
            yield _FileRun(head, tuple(chunks), is_last)
            head, chunks = b"", []


def _detect_newline(content: ReadableContent) -> str:
    r"""Detect the line break that a content uses most, which is `\n` or `\r\n` in one of runs."""
    blocks = iter_blocks(content, 0, content.size)
    counts = [(block.count(b"\r"), block.count(b"\n")) for block in blocks]
    returns, breaks = map(sum, zip(*counts, strict=True))
    return "\r\n" if returns * 2 > breaks else "\n"


def _format_run(path: str, run: _FileRun, newline: str) -> PackedRun | None:
    """Format a run; None where that changes nothing.

    Raises:
        StoreError: it cannot be read.
        NotSplittableError: it may be formatted otherwise within the whole text.
        OSError: it is no longer in the file.
    """
    old_text = run.read_text()
    text = old_text.replace("\r\n", "\n")
    layout = lay_out_run(path, _cut_head(text, run))
    for _ in range(_MAX_ROUNDS):
        if layout.text == text:
            break
        text = layout.text
        again = lay_out_run(path, _cut_head(text, run))
        if again.content != layout.content:
            raise NotSplittableError
        layout = again
    else:
        raise NotSplittableError
    new_text = text if newline == "\n" else text.replace("\n", newline)
    if new_text == old_text:
        return None
    return PackedRun(run.first_line, pack_text(old_text), pack_text(new_text))


def _cut_head(text: str, run: _FileRun) -> EventRun:
    """Cut the head off the text of a run, which may be laid out by now.

    Raises:
        NotSplittableError: the text ends with a comment.
    """
    if not run.is_last and may_end_with_comment(text):
        raise NotSplittableError
    if not run.head:
        start = text[: text.index("-")]
        return EventRun("", text, f"{start}- ", run.is_last)
    chunked = split_into_chunks(MemoryContent(text.encode()))
    assert chunked is not None  # as the file could be cut, and what is laid out is plainer
    head = chunked.head.decode()
    item_start = chunked.chunks[0].item_start.decode()[1:]
    return EventRun(head, text[len(head) :], item_start, run.is_last)
