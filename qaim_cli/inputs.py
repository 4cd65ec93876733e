"""Read a file, a pipe or standard input, up to a bound."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from typing import BinaryIO

from qaim_cli.errors import StoreError, describe_os_error


class NotReadableError(OSError):
    """An input that is a device or is too large to read."""

    def __init__(self, message: str, fix: str, beginning: bytes = b"") -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix
        self.beginning = beginning
        """What a file that is too large begins with."""


@contextmanager
def explain_read_errors(path: str, *, missing_fix: str) -> Iterator[None]:
    """Turn what the system says against reading a file into an error for people.

    Raises:
        StoreError: the file cannot be read; where there is none, `missing_fix` says what to do.
    """
    shown = repr(path if len(path) <= _MAX_PATH_CHARS else f"{path[:_MAX_PATH_CHARS]}…")
    try:
        yield
    except FileNotFoundError:
        raise StoreError(f"there is no file {shown}", missing_fix) from None
    except IsADirectoryError:
        raise StoreError(f"{shown} is a folder", "name a file in it") from None
    except NotReadableError as error:
        raise StoreError(f"{shown} {error.message}", error.fix) from None
    except (OSError, ValueError) as error:
        what = f"{shown} cannot be read: {describe_os_error(error)}"
        raise StoreError(what, "name a file that you may read") from None


_MAX_PATH_CHARS = 400
"""As much of a path as an error repeats."""
MAX_INPUT_BYTES = 512 * 2**20
"""The largest input that is read."""


def read_input(path: str) -> bytes:
    """The content of a regular file, a pipe, or whatever standard input is.

    Raises:
        NotReadableError: it is a device or the like, or larger than `MAX_INPUT_BYTES`.
        OSError: it cannot be read.
    """
    with open(path, "rb") as stream:
        status = os.fstat(stream.fileno())
        mode = status.st_mode
        is_plain = stat.S_ISREG(mode) or stat.S_ISFIFO(mode)
        if not is_plain and path not in _STDIN:
            raise NotReadableError("is neither a file nor a pipe", "name a file")
        expected = status.st_size if stat.S_ISREG(mode) else 0
        return _read_bounded(stream, expected=expected)


def read_stdin(max_bytes: int | None = None) -> bytes:
    """Return the content of standard input.

    Raises:
        NotReadableError: it is larger than `max_bytes`, or than `MAX_INPUT_BYTES`.
    """
    return _read_bounded(sys.stdin.buffer, max_bytes)


def iter_line_blocks(stream: BufferedReader, max_line_bytes: int = 2**14) -> Iterator[bytes]:
    """Read whole lines as they come, some thousands at once; the rest of a long line is left out.

    Args:
        stream: a file or a pipe.
        max_line_bytes: what is kept of a line that is longer.
    """
    pending, is_cut = b"", False
    while piece := stream.read1(_BLOCK_BYTES):
        if is_cut:
            _, line_end, piece = piece.partition(b"\n")
            is_cut = not line_end
            pending += line_end
        whole, line_end, rest = (pending + piece).rpartition(b"\n")
        if line_end:
            yield whole + line_end
        pending, is_cut = rest[:max_line_bytes], is_cut or len(rest) > max_line_bytes
    if pending:
        yield pending + b"\n"


_BLOCK_BYTES = 2**16
_BEGINNING_BYTES = 64
_STDIN = ("/dev/stdin", "/dev/fd/0", "/proc/self/fd/0")


def _read_bounded(stream: BinaryIO, max_bytes: int | None = None, *, expected: int = 0) -> bytes:
    limit = MAX_INPUT_BYTES if max_bytes is None else max_bytes
    # At once what there is, so that it is not in memory twice; of what is not known beforehand in
    # pieces, as memory for all is asked for at once.
    piece_size = max(2**20, min(expected, limit) + 1)
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(piece_size):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            raise NotReadableError(
                f"is larger than {limit // 2**20} MiB",
                "split it into several files",
                pieces[0][:_BEGINNING_BYTES],
            )
    return b"".join(pieces)
