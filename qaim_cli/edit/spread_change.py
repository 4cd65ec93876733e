"""Change very many events of a large file by excerpts, each with some of them at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from qaim_cli.edit.excerpt import ExcerptRun, StoreExcerpt
from qaim_cli.edit.file_change import ChangedRun
from qaim_cli.edit.local_change import prove_change
from qaim_cli.errors import RequestError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.store.content import ReadableContent, iter_replaced
from qaim_cli.store.index.chunk_map import ChunkMap

if TYPE_CHECKING:
    from qaim_cli.edit.change import SpreadEdit

_MIN_EVENTS = 1000
"""Fewer events are changed at once, with those around them."""
_BATCH_RUNS = 500
_CONTEXT_LINES = 3
_MIN_CONTEXT_BYTES = 256


class ShownRun(FrozenRecord):
    """A stretch of whole lines that differs, with some around it, and where it is in the file."""

    start: int
    """Where it begins in the file, in bytes."""
    end: int
    change: ChangedRun


class SpreadChange(FrozenRecord):
    """A change of very many events: the stretches of the file that differ."""

    runs: Sequence[ShownRun]
    edit_count: int
    """How many text edits it takes."""

    def iter_pieces(self, content: ReadableContent) -> Iterator[bytes]:
        """Iterate over the new content of the file in pieces, given that before the change."""
        return iter_replaced(
            content, ((start, end, change.new_text) for start, end, change in self.runs)
        )


class _EventExcerpt(StoreExcerpt):
    """The head of a store and some of its events, without those around them."""

    def __init__(
        self,
        path: str,
        content: ReadableContent,
        chunk_map: ChunkMap,
        runs: Iterable[ExcerptRun],
    ) -> None:
        super().__init__(path, content, chunk_map)
        head_size = self._offsets[0]
        head = content.read_part(0, head_size).decode()
        self._take_runs((ExcerptRun(0, head_size, 1, head), *runs))

    def _include(self, positions: set[int]) -> None:
        """Keep the events that it has, which are all that the edit is about."""


def compute_spread_change(
    path: str,
    content: ReadableContent,
    chunk_map: ChunkMap,
    edit: SpreadEdit,
    error_if_fewer: RequestError | None,
) -> SpreadChange | None:
    """Compute a change of very many events; None where there are few, or the file has problems.

    Raises:
        RequestError: the change cannot be made; see `prove_change`.
        NotLocalError: the whole file is to be read.
    """
    found = chunk_map.locate_events(*edit.find_mentions(chunk_map.result.timeline))
    if found is None or sum(map(len, found.values())) < _MIN_EVENTS or chunk_map.result.problems:
        return None
    changer = _EventChanger(path, content, chunk_map, edit, error_if_fewer)
    changed = changer.iter_changed(_iter_event_runs(content, chunk_map, found))
    runs = tuple(_show_context(content, changed))
    return SpreadChange(runs, changer.edit_count)


class _EventChanger:
    """Changes events, and counts the text edits that this takes."""

    def __init__(
        self,
        path: str,
        content: ReadableContent,
        chunk_map: ChunkMap,
        edit: SpreadEdit,
        error_if_fewer: RequestError | None,
    ) -> None:
        self._file = path, content, chunk_map
        self._edit = edit
        self._error_if_fewer = error_if_fewer
        self.edit_count = 0

    def iter_changed(self, events: Iterator[ExcerptRun]) -> Iterator[tuple[ExcerptRun, str]]:
        """Iterate over the head of the file and the events that change, with their new texts.

        Raises:
            RequestError, NotLocalError: see `prove_change`.
        """
        is_first = True
        while batch := list(islice(events, _BATCH_RUNS)):
            excerpt = _EventExcerpt(*self._file, batch)
            text_edits = list(self._edit(excerpt).text_edits)
            new_texts = excerpt.apply_edits(text_edits)
            proven = prove_change(excerpt, new_texts, self._error_if_fewer)
            # Each batch changes the head, and in the same way.
            head_length = 0 if is_first else len(excerpt.runs[0].text)
            self.edit_count += sum(each.start >= head_length for each in text_edits)
            for run, new_text in proven.runs[0 if is_first else 1 :]:
                if new_text != run.text:
                    yield run, new_text
            is_first = False


def _iter_event_runs(
    content: ReadableContent, chunk_map: ChunkMap, found: Mapping[int, Sequence[int]]
) -> Iterator[ExcerptRun]:
    """Iterate over the stretches of lines that some events are on, in the order of the file.

    Args:
        content: the content of the file.
        chunk_map: the map of its chunks.
        found: by the position of a chunk, the lines of its events, counted from its first.
    """
    sizes = [chunk.size for chunk in chunk_map.chunks]
    offsets = list(accumulate(sizes, initial=content.size - sum(sizes)))
    for position in sorted(found):
        data = content.read_part(offsets[position], offsets[position + 1])
        lines = data.splitlines(keepends=True)
        starts = list(accumulate(map(len, lines), initial=offsets[position]))
        for line in sorted(found[position]):
            end = _find_next_item(lines, line)
            text = b"".join(lines[line:end]).decode()
            first_line = chunk_map.chunks[position].first_line + line
            yield ExcerptRun(starts[line], starts[end], first_line, text)


def _find_next_item(lines: Sequence[bytes], line: int) -> int:
    """Find the line after an item of a list on which the next one begins, or the end.

    A file has chunks only if its events begin on lines of their own; that they do is proven once
    more with each change.
    """
    margin, hyphen, _ = lines[line].partition(b"-")
    start = margin + hyphen
    following = range(line + 1, len(lines))
    return next((at for at in following if lines[at].startswith(start)), len(lines))


def _show_context(
    content: ReadableContent, changed: Iterator[tuple[ExcerptRun, str]]
) -> Iterator[ShownRun]:
    """Iterate over stretches that differ, with the lines around them, which none shares.

    There is at least one.
    """
    shown = _show_run(content, *next(changed))
    after = _read_lines_after(content, shown.end)
    for run, new_text in changed:
        following = _show_run(content, run, new_text)
        if following.start < shown.end + len(after):
            between = content.read_part(shown.end, run.start).decode()
            shown = _add_texts(shown, run.end, between + run.text, between + new_text)
        else:
            yield _add_texts(shown, shown.end + len(after), *(after.decode(),) * 2)
            shown = following
        after = _read_lines_after(content, run.end)
    yield _add_texts(shown, shown.end + len(after), *(after.decode(),) * 2)


def _show_run(content: ReadableContent, run: ExcerptRun, new_text: str) -> ShownRun:
    """Show a stretch with the lines above it."""
    lines = _read_lines_before(content, run.start)
    above, line = lines.decode(), run.first_line - len(lines.splitlines())
    change = ChangedRun(line, above + run.text, above + new_text)
    return ShownRun(run.start - len(lines), run.end, change)


def _add_texts(shown: ShownRun, end: int, old_text: str, new_text: str) -> ShownRun:
    """Add the texts up to an offset of the file, before and after the change."""
    first_line, old, new = shown.change
    return ShownRun(shown.start, end, ChangedRun(first_line, old + old_text, new + new_text))


def _read_lines_before(content: ReadableContent, offset: int) -> bytes:
    """Read the last lines before the one that begins at an offset."""
    size = _MIN_CONTEXT_BYTES
    while True:
        start = max(0, offset - size)
        lines = content.read_part(start, offset).splitlines(keepends=True)
        if len(lines) > _CONTEXT_LINES or not start:
            return b"".join(lines[-_CONTEXT_LINES:])
        size *= 4


def _read_lines_after(content: ReadableContent, offset: int) -> bytes:
    """Read the first lines from an offset on."""
    size = _MIN_CONTEXT_BYTES
    while True:
        lines = content.read_part(offset, offset + size).splitlines(keepends=True)
        if len(lines) > _CONTEXT_LINES or offset + size >= content.size:
            return b"".join(lines[:_CONTEXT_LINES])
        size *= 4
