"""Chunks: a store's text cut into pieces that can be read one without the others.

A chunk is a run of events. Where one ends is decided by the events' own text, so that an edit moves
no border but its own, and what is the same in two versions of a file is the same chunks.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from zlib import crc32

_OFTEN = 64
"""One event in so many ends a chunk."""
_START = re.compile(
    rb"^events:[ \t]*(?:#[^\r\n]*)?\n(?:[ \t]*(?:#[^\r\n]*)?\n)*?(?=( *)-[ \n])", re.MULTILINE
)
_MARKS = re.compile(rb"^(?:---|\.\.\.|%)", re.MULTILINE)
"""What ends a document or directs its reading, at the beginning of a line."""


class Chunk(NamedTuple):
    """A run of events: its text, its first line (from 1) and the lines on which its items begin."""

    data: bytes
    line: int
    starts: tuple[int, ...]

    @property
    def digest(self) -> bytes:
        """What tells its text from any other."""
        return digest(self.data)


class Cut(NamedTuple):
    """A text cut up: what stands before the first event, and the events in chunks."""

    head: bytes
    chunks: tuple[Chunk, ...]


def digest(data: bytes) -> bytes:
    """What tells these bytes from any others, in 16 bytes."""
    from _blake2 import blake2b  # hashlib costs as much again as all else that an index imports

    return blake2b(data, digest_size=16).digest()


def cut(data: bytes) -> Cut | None:
    """The text of a store in chunks; None where it is not written in a way that can be cut.

    That is a block of items under the key `events`, in a text with no document marks. Whether what
    follows is nothing but events is for who reads the chunks to find out.
    """
    found = _START.search(data)
    if found is None or b"\r" in data or _MARKS.search(data):
        return None
    head = data[: found.end()]
    between = b"\n" + found[1] + b"- "
    first, *rest = data[found.end() :].split(between)
    line = head.count(b"\n") + 1
    chunks: list[Chunk] = []
    items = [first, *(between[1:] + item for item in rest)]
    last = len(items) - 1
    begun, start, starts = 0, line, []
    for number, item in enumerate(items):
        starts.append(line)
        line += item.count(b"\n") + (number != last)
        if number == last or crc32(item[:48]) % _OFTEN == 0:
            text = b"\n".join(items[begun : number + 1]) + (b"\n" if number != last else b"")
            chunks.append(Chunk(text, start, tuple(starts)))
            begun, start, starts = number + 1, line, []
    return Cut(head, tuple(chunks))
