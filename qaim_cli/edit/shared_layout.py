"""Lay out a large store in several processes: its head with the first events, and runs of others.

A run is laid out by itself where that is the same: where it is read the same by itself (see
`store.run_reading`), and no comment stands at its end, which may belong to the event that follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qaim_cli import store
from qaim_cli.edit.store_layout import StoreContent, StoreLayout
from qaim_cli.errors import StoreError
from qaim_cli.forked_workers import WorkerLostError, count_workers, map_in_workers
from qaim_cli.model import Problem
from qaim_cli.store.content import MemoryContent
from qaim_cli.store.index.chunks import Chunk, ChunkedText, split_into_chunks
from qaim_cli.store.nodes import EVENTS_KEY, TopLevelPart, YamlReader
from qaim_cli.store.run_reading import NotSplittableError, can_share_reading, group_chunks

_RUN_HEAD = f"{EVENTS_KEY}:\n".encode()


class _Run(NamedTuple):
    """Chunks that follow on each other, below the head of the text or a key of their own."""

    head: bytes
    chunks: list[Chunk]


class _RunLayout(NamedTuple):
    """The layout of a run: the lines of its events, what they say, and comments left over."""

    lines: str
    content: StoreContent
    rest: tuple[str, ...]


def lay_out_in_runs(path: str, text: str) -> StoreLayout | None:
    """Lay out a text in several processes; None where it is to be laid out in one."""
    if len(text) < store.MIN_SHARED_BYTES:
        return None
    chunked = split_into_chunks(MemoryContent(text.encode()))
    if chunked is None or not can_share_reading(chunked):
        return None
    first, *others = _list_runs(chunked)
    try:
        layout = _lay_out(path, first)
        for run in map_in_workers(lambda run: _lay_out_run(path, run), others, count_workers()):
            layout.add_events(*run)
    except (NotSplittableError, StoreError, WorkerLostError):
        return None  # what reads it as a whole tells what is wrong
    return layout


def _list_runs(text: ChunkedText) -> Iterator[_Run]:
    """Cut a text into runs, none of which ends with a comment."""
    head = text.head
    chunks: list[Chunk] = []
    for group in group_chunks(text.chunks):
        chunks += group
        *_, last_line = chunks[-1].read_data().rstrip().rsplit(b"\n", 1)
        if b"#" not in last_line:
            yield _Run(head, chunks)
            head, chunks = _RUN_HEAD, []
    if chunks:
        yield _Run(head, chunks)


def _lay_out_run(path: str, run: _Run) -> _RunLayout:
    layout = _lay_out(path, run)
    return _RunLayout("\n".join(layout.take_events()), layout.content, layout.rest)


def _lay_out(path: str, run: _Run) -> StoreLayout:
    """Lay out a run.

    Raises:
        StoreError: it cannot be read.
        NotSplittableError: it may say something else by itself than within the whole text.
    """
    texts = [chunk.read_data() for chunk in run.chunks]
    data = run.head + b"".join(texts)
    problems: list[Problem] = []
    reader = YamlReader(path, data, problems)
    shift = run.chunks[0].first_line - run.head.count(b"\n") - 1
    starts = [
        line - shift
        for chunk, chunk_text in zip(run.chunks, texts, strict=True)
        for line in chunk.find_item_lines(chunk_text)
    ]
    layout = StoreLayout(data.decode(), _require_items(reader.read_parts(), starts))
    if problems or reader.top_level_keys[-1:] != [EVENTS_KEY]:
        raise NotSplittableError
    return layout


def _require_items(parts: Iterator[TopLevelPart], starts: Sequence[int]) -> Iterator[TopLevelPart]:
    """Yield the parts of a text whose events begin on these lines.

    Raises:
        NotSplittableError: they begin elsewhere.
    """
    found = []
    for part in parts:
        if part.is_item:
            found.append(part.entry.node.line)
        yield part
    if found != starts:
        raise NotSplittableError
