"""Chunks: a store's text cut into pieces that can be read one without the others.

A chunk is a run of events. Where one ends is decided by the events' own text, so that an edit moves
no border but its own, and what is the same in two versions of a file is the same chunks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from zlib import crc32

_EVENTS_PER_CHUNK = 64
"""One event in so many ends a chunk."""
_EVENTS_START = re.compile(
    rb"^events:[ \t]*(?:#[^\r\n]*)?\n(?:[ \t]*(?:#[^\r\n]*)?\n)*?(?=( *)-[ \n])", re.MULTILINE
)
_DOCUMENT_MARKERS = (b"---", b"...", b"%")
"""What ends a document or directs its reading, at the beginning of a line."""


_OTHER_LINE_BREAKS = (b"\r", *(each.encode() for each in "\x85\u2028\u2029"))
"""What YAML 1.1 counts as the end of a line besides `\\n`."""


class Chunk(NamedTuple):
    """A run of events: its text, its first line (from 1) and the lines on which its items begin."""

    data: memoryview
    first_line: int
    item_lines: tuple[int, ...]

    @property
    def digest(self) -> bytes:
        """A digest that tells its text from any other."""
        return compute_digest(self.data)


class ChunkedText(NamedTuple):
    """A text cut up: what stands before the first event, and the events in chunks."""

    head: bytes
    chunks: tuple[Chunk, ...]


def compute_digest(data: bytes | memoryview) -> bytes:
    """Compute a digest of 16 bytes that tells these bytes from any others."""
    from _blake2 import blake2b  # hashlib costs as much again as all else that an index imports

    return blake2b(data, digest_size=16).digest()


def split_into_chunks(data: bytes) -> ChunkedText | None:
    """The text of a store in chunks; None where it is not written in a way that can be cut.

    That is a block of items under the key `events`, in a text with no document marks and with no
    line break but the newline, as lines are counted by these alone. Whether what follows is nothing
    but events is for who reads the chunks to find out.
    """
    found = _EVENTS_START.search(data)
    marked = any(data.startswith(mark) or b"\n" + mark in data for mark in _DOCUMENT_MARKERS)
    if found is None or marked or any(each in data for each in _OTHER_LINE_BREAKS):
        return None
    return ChunkedText(
        data[: found.end()], tuple(_iter_chunks(data, found.end(), b"\n" + found[1] + b"- "))
    )


def _iter_chunks(data: bytes, start: int, between: bytes) -> Iterator[Chunk]:
    """The chunks of a text from a place on, in which items begin behind what is between them."""
    view = memoryview(data)
    line = data.count(b"\n", 0, start) + 1
    begun, first, starts = start, line, list[int]()
    while start < len(data):
        end = data.find(between, start) + 1 or len(data)
        starts.append(line)
        line += data.count(b"\n", start, end)
        if end == len(data) or crc32(view[start : min(end, start + 48)]) % _EVENTS_PER_CHUNK == 0:
            yield Chunk(view[begun:end], first, tuple(starts))
            begun, first, starts = end, line, []
        start = end
