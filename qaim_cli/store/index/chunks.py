"""Chunks: a store's text cut into pieces that can be read one without the others.

A chunk is a run of events. Where one ends is decided by the events' own text, so that an edit moves
no border but its own, and what is the same in two versions of a file is the same chunks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from zlib import crc32

from qaim_cli import store
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.store.content import ReadableContent
from qaim_cli.store.tables import is_table_file

_EVENTS_PER_CHUNK = 64
"""One event in this number ends a chunk, on average."""
_BLOCK_BYTES = 2**20
"""The bytes that are looked through at once."""
_BORDER_BYTES = 48
"""The bytes at the beginning of an event that decide whether it ends a chunk."""
_EVENTS_START = re.compile(
    rb"^events:[ \t]*(?:#[^\r\n]*)?\r?\n(?:[ \t]*(?:#[^\r\n]*)?\r?\n)*?(?=( *)-[ \r\n])",
    re.MULTILINE,
)
_DOCUMENT_MARKERS = (b"---", b"...", b"%")
"""What ends a document or directs its reading, at the beginning of a line."""


_OTHER_LINE_BREAKS = tuple(each.encode() for each in "\x85\u2028\u2029")
"""What YAML 1.1 counts as the end of a line besides `\\n`, `\\r\\n` and `\\r`."""


class NotCuttableError(ValueError):
    """A text is not written in a way in which it can be cut into chunks."""


class KnownChunk(FrozenRecord):
    """A chunk of an earlier version of a text: its size in bytes, its digest, its first line."""

    size: int
    digest: bytes
    first_line: int


class Chunk(FrozenRecord):
    """A run of events: where it is in a text, its first line (from 1) and its digest."""

    content: ReadableContent
    start: int
    size: int
    first_line: int
    digest: bytes
    """Tells its text from any other."""
    item_start: bytes
    """What an item begins with, the line break before it included."""

    def read_data(self) -> bytes:
        """Read its text, which is the one that it was found with.

        Raises:
            OSError: it cannot be read any more, or is another by now.
        """
        data = self.content.read_part(self.start, self.start + self.size)
        if compute_digest(data) != self.digest:
            raise OSError("the file was changed while it was read")
        return data

    def find_next_line(self) -> int:
        """Find the line behind it, on which another chunk would begin.

        Raises:
            OSError: see `read_data`.
        """
        return self.first_line + self.read_data().count(b"\n")

    def find_item_lines(self, data: bytes) -> list[int]:
        """Find the lines on which its items begin, given its text."""
        lines, line, start = [self.first_line], self.first_line, 0
        while found := data.find(self.item_start, start) + 1:
            line += data.count(b"\n", start, found)
            lines.append(line)
            start = found
        return lines


class ChunkedText(FrozenRecord):
    """A text cut up: what stands before the first event, and the events in chunks."""

    head: bytes
    chunks: tuple[Chunk, ...]

    @property
    def size(self) -> int:
        """The bytes of all events."""
        last = self.chunks[-1]
        return last.start + last.size - len(self.head)

    @property
    def digest(self) -> bytes:
        """A digest that tells the text from any other."""
        return compute_text_digest(self.head, (chunk.digest for chunk in self.chunks))


def compute_digest(data: bytes | memoryview) -> bytes:
    """Compute a digest of 16 bytes that tells these bytes from any others."""
    from _blake2 import blake2b  # hashlib costs as much again as all else that an index imports

    return blake2b(data, digest_size=16).digest()


def compute_text_digest(head: bytes, chunk_digests: Iterable[bytes]) -> bytes:
    """Compute the digest of a text from its head and the digests of its chunks."""
    return compute_digest(b"".join((compute_digest(head), *chunk_digests)))


def split_into_chunks(
    content: ReadableContent, known: Sequence[KnownChunk] = ()
) -> ChunkedText | None:
    r"""The text of a store in chunks; None where it is not written in a way that can be cut.

    That is a block of items under the key `events`, in a text with no document marks and with no
    line break but `\n` and `\r\n`. Whether what follows is nothing but events is for who reads
    the chunks to find out.

    Args:
        content: the text.
        known: the chunks of an earlier version in the order of its file, which are looked for
            first: the result is the same without them.

    Raises:
        OSError: it cannot be read.
    """
    try:
        splitter = _find_events(content)
        return splitter and splitter.split(known)
    except NotCuttableError:
        return None


def _find_events(content: ReadableContent) -> _TextSplitter | None:
    """Find where the events of a text begin; None where it has none that can be cut."""
    size = 0
    while size < content.size:
        size = min(content.size, max(_BLOCK_BYTES, 4 * size))
        beginning = content.read_part(0, size)
        if is_table_file(beginning):
            return None
        found = _EVENTS_START.search(beginning)
        if found:
            head = beginning[: found.end()]
            _require_cuttable(head)
            return _TextSplitter(content, head, b"\n" + found[1] + b"- ")
    return None


def _require_cuttable(text: bytes) -> None:
    """Require that a piece of text, which begins with a line, can be read without the others.

    Raises:
        NotCuttableError: it has document marks, other line breaks than are counted, or is no UTF-8.
    """
    if (
        any(text.startswith(mark) or b"\n" + mark in text for mark in _DOCUMENT_MARKERS)
        or (b"\r" in text and text.count(b"\r") != text.count(b"\r\n"))
        or not (text.isascii() or _is_cuttable_unicode(text))
    ):
        raise NotCuttableError


def _is_cuttable_unicode(text: bytes) -> bool:
    """Whether a text is UTF-8 without other line breaks than are counted."""
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return not any(each in text for each in _OTHER_LINE_BREAKS)


class _ScannedPart(FrozenRecord):
    """A part of a text: its chunks as another process can tell them, and how many lines it has."""

    chunks: list[tuple[int, int, int, bytes]]
    """The position, size, lines before it, and digest of each."""
    line_count: int


class _TextSplitter(FrozenRecord):
    """A text to be cut: its head, and what an item begins with."""

    content: ReadableContent
    head: bytes
    item_start: bytes

    def split(self, known: Sequence[KnownChunk]) -> ChunkedText:
        """Cut the text, looking for known chunks at its beginning and its end first.

        Raises:
            NotCuttableError: it cannot be cut.
        """
        first = self.head.count(b"\n") + 1
        front = list(self._match_front(known, first))
        start, line = len(self.head), first
        if front:
            start = front[-1].start + front[-1].size
            following = known[len(front)].first_line if len(front) < len(known) else 0
            line = first + following - known[0].first_line
        back = list(self._match_back(known[len(front) :], start))
        if back and start < back[-1].start:
            back.pop()  # whose first events may belong to a chunk that begins before it
        end = back[-1].start if back else self.content.size
        middle = self._scan_shared(start, end, line)
        if back:
            last = middle[-1].find_next_line() if middle else line
            shift = last - back[-1].first_line
            back = [each._replace(first_line=each.first_line + shift) for each in reversed(back)]
        return ChunkedText(self.head, (*front, *middle, *back))

    def _match_front(self, known: Sequence[KnownChunk], first_line: int) -> Iterator[Chunk]:
        """Find the known chunks with which the events begin, each followed by an item."""
        start = len(self.head)
        for number, (size, digest, line) in enumerate(known):
            end = start + size
            # What comes behind the last one belonged to it, had it been there.
            is_last = number == len(known) - 1
            following = self.content.read_part(start, end + len(self.item_start) - 1)
            is_followed = (
                not following[size:] if is_last else following[size:] == self.item_start[1:]
            )
            if not is_followed or compute_digest(following[:size]) != digest:
                return
            shifted = first_line + line - known[0].first_line
            yield Chunk(self.content, start, size, shifted, digest, self.item_start)
            start = end

    def _match_back(self, known: Sequence[KnownChunk], least: int) -> Iterator[Chunk]:
        """Find the known chunks with which the events end, the last first, with their old lines."""
        end = self.content.size
        for size, digest, line in reversed(known):
            start = end - size
            if start < least:
                return
            data = self.content.read_part(start - 1, end)
            is_item = data.startswith(self.item_start)
            if not is_item or compute_digest(memoryview(data)[1:]) != digest:
                return
            yield Chunk(self.content, start, size, line, digest, self.item_start)
            end = start

    def _scan_shared(self, start: int, end: int, line: int) -> list[Chunk]:
        """Cut a part of the text, in several processes where it is large; see `_scan`.

        Raises:
            NotCuttableError: it cannot be cut.
        """
        if end - start >= store.MIN_SHARED_BYTES:
            # Here, so that an answer from an index that is there never loads it.
            from qaim_cli.forked_workers import WorkerLostError, count_workers, map_in_workers

            parts = list(pairwise(self._list_part_bounds(start, end, count_workers())))
            if len(parts) > 1:
                scanned = map_in_workers(self._scan_part, parts, len(parts))
                with suppress(WorkerLostError):
                    return self._join_parts(scanned, line)
        return list(self._scan(start, end, line))

    def _join_parts(self, parts: Iterable[_ScannedPart], line: int) -> list[Chunk]:
        """Make chunks of all parts of a text, given the line on which the first begins."""
        found: list[Chunk] = []
        for chunks, line_count in parts:
            for start, size, shift, digest in chunks:
                found.append(
                    Chunk(self.content, start, size, line + shift, digest, self.item_start)
                )
            line += line_count
        return found

    def _scan_part(self, part: tuple[int, int]) -> _ScannedPart:
        """Cut a part of the text, given its bounds.

        Raises:
            NotCuttableError: it cannot be cut.
        """
        chunks = list(self._scan(*part, 0))
        rows = [(each.start, each.size, each.first_line, each.digest) for each in chunks]
        return _ScannedPart(rows, chunks[-1].find_next_line())

    def _list_part_bounds(self, start: int, end: int, count: int) -> list[int]:
        """List where `count` parts of the text begin and end, each between two chunks.

        Raises:
            NotCuttableError: it cannot be cut.
        """
        bounds = {start, end}
        for number in range(1, count):
            middle = start + (end - start) * number // count
            block = self.content.read_part(middle, min(middle + _BLOCK_BYTES, end))
            if item := block.find(self.item_start) + 1:
                chunk = next(self._scan(middle + item, end, 0))
                bounds.add(chunk.start + chunk.size)
        return sorted(bounds)

    def _scan(self, start: int, end: int, line: int) -> Iterator[Chunk]:
        """Cut a part of the text that begins with an item and ends with a chunk.

        Raises:
            NotCuttableError: it cannot be cut.
        """
        from _blake2 import blake2b

        begun, first, digest = start, line, blake2b(digest_size=16)
        for position, block in self._iter_blocks(start, end):
            hashed = item = 0
            while item < len(block):
                following = block.find(self.item_start, item) + 1 or len(block)
                beginning = block[item : min(following, item + _BORDER_BYTES)]
                is_border = crc32(beginning) % _EVENTS_PER_CHUNK == 0
                if is_border or position + following == end:
                    piece = memoryview(block)[hashed:following]
                    digest.update(piece)
                    line += block.count(b"\n", hashed, following)
                    size = position + following - begun
                    yield Chunk(self.content, begun, size, first, digest.digest(), self.item_start)
                    begun, first, digest = begun + size, line, blake2b(digest_size=16)
                    hashed = following
                item = following
            digest.update(memoryview(block)[hashed:])
            line += block.count(b"\n", hashed)

    def _iter_blocks(self, start: int, end: int) -> Iterator[tuple[int, bytes]]:
        """Read a part of the text in blocks of whole items, with the offset of each.

        Raises:
            NotCuttableError: it cannot be cut.
        """
        rest, size = b"", _BLOCK_BYTES
        while start < end:
            block = rest + self.content.read_part(start + len(rest), min(start + size, end))
            cut = len(block) if start + len(block) == end else block.rfind(self.item_start) + 1
            rest = block[cut:]
            if cut:
                block, size = block[:cut], _BLOCK_BYTES
                _require_cuttable(block)
                yield start, block
                start += cut
            else:
                size *= 4
