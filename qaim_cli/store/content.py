"""The content of a store: bytes in memory, or read from its file piece by piece."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol

from qaim_cli import store
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.inputs import MAX_INPUT_BYTES

MIN_PIECEWISE_BYTES = 2**21
"""A smaller file is read into memory as a whole."""
_BLOCK_BYTES = 2**20
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class ReadableContent(Protocol):
    """Bytes of which any part can be read."""

    @property
    def size(self) -> int:
        """The number of bytes."""

    def read_part(self, start: int, end: int) -> bytes:
        """Read the bytes from one offset to another.

        Raises:
            OSError: they cannot be read, or are no longer there.
        """


class MemoryContent(FrozenRecord):
    """Content in memory."""

    data: bytes

    @property
    def size(self) -> int:
        """The number of bytes."""
        return len(self.data)

    def read_part(self, start: int, end: int) -> bytes:
        """Read the bytes from one offset to another."""
        return self.data[start:end]


class FileContent(FrozenRecord):
    """Content that stays in its open file, which may meanwhile change.

    It is read rather than mapped: a mapped file that another program cuts short ends this one.
    """

    descriptor: int
    origin: int
    """Where it begins in the file, which is behind a byte order mark."""
    size: int

    def read_part(self, start: int, end: int) -> bytes:
        """Read the bytes from one offset to another.

        Raises:
            OSError: they cannot be read, or are no longer there.
        """
        end = min(end, self.size)
        pieces = []
        while start < end:
            piece = os.pread(self.descriptor, end - start, self.origin + start)
            if not piece:
                raise OSError("the file was cut short while it was read")
            pieces.append(piece)
            start += len(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)


@contextmanager
def open_content(path: str) -> Iterator[ReadableContent]:
    """Open the content of a store's file, which is read into memory unless it is large.

    Raises:
        StoreError: the file cannot be read.
        OSError: likewise.
    """
    size = os.path.getsize(path)
    if not MIN_PIECEWISE_BYTES <= size <= MAX_INPUT_BYTES or not hasattr(os, "pread"):
        yield MemoryContent(store.read_content(path))
        return
    with open(path, "rb") as stream:
        yield _read_in_parts(stream.fileno())


def get_open_content(descriptor: int) -> tuple[bytes, ReadableContent]:
    """The byte order mark of an open file, if it has one, and its content behind that.

    The content is read into memory unless it is large.
    """
    if os.fstat(descriptor).st_size >= MIN_PIECEWISE_BYTES and hasattr(os, "pread"):
        content = _read_in_parts(descriptor)
        return _BYTE_ORDER_MARK[: content.origin], content
    # Here, so that an answer that writes no file never loads what writes them.
    from qaim_cli import files

    data = files.read_all(descriptor)
    behind = data.removeprefix(_BYTE_ORDER_MARK)
    return data[: len(data) - len(behind)], MemoryContent(behind)


def iter_blocks(content: ReadableContent, start: int, end: int) -> Iterator[bytes]:
    """Read the bytes from one offset to another, a mebibyte at a time."""
    for offset in range(start, end, _BLOCK_BYTES):
        yield content.read_part(offset, min(offset + _BLOCK_BYTES, end))


def iter_replaced(
    content: ReadableContent, changes: Iterable[tuple[int, int, str]]
) -> Iterator[bytes]:
    """Read a content, other texts in the place of some stretches of it.

    Args:
        content: the content.
        changes: where each stretch begins and ends, and the text in its place; in order.
    """
    copied_to = 0
    for start, end, new_text in changes:
        yield from iter_blocks(content, copied_to, start)
        yield new_text.encode()
        copied_to = end
    yield from iter_blocks(content, copied_to, content.size)


def _read_in_parts(descriptor: int) -> FileContent:
    is_marked = os.pread(descriptor, len(_BYTE_ORDER_MARK), 0) == _BYTE_ORDER_MARK
    origin = len(_BYTE_ORDER_MARK) if is_marked else 0
    return FileContent(descriptor, origin, os.fstat(descriptor).st_size - origin)
