"""Steps that change files, and how to undo them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import Generic, TypeVar

from qaim_cli import files
from qaim_cli.errors import RequestError
from qaim_cli.frozen_record import FrozenRecord

State = TypeVar("State")


class FileSplice(FrozenRecord):
    """The text that a step replaced in a file."""

    path: str
    start: int
    old_bytes: bytes
    new_bytes: bytes
    digest: bytes
    """The digest of the whole file after the step."""

    def revert(self, stream: int) -> tuple[bytes, ...]:
        """Return the content before the step of the file that is open, in pieces.

        Raises:
            RequestError: the file is not as the step left it.
        """
        data = files.read_all(stream)
        if sha256(data).digest() != self.digest:
            raise RequestError(
                f"{self.path!r} was changed by someone else meanwhile", "nothing was undone in it"
            )
        rest = data[self.start + len(self.new_bytes) :]
        return data[: self.start], self.old_bytes, rest


class UndoStep(FrozenRecord, Generic[State]):
    """Something that was done to the files."""

    description: str
    splices: tuple[FileSplice, ...]
    state: State
    """What was known before it."""


class UndoHistory(Generic[State]):
    """The steps that were done, the latest last."""

    def __init__(self, paths: Sequence[str]) -> None:
        """Take the files that steps change, in the order in which undoing writes them."""
        self._paths = tuple(paths)
        self._steps: list[UndoStep[State]] = []

    @contextmanager
    def record_step(self, description: str, state: State) -> Iterator[None]:
        """Record what happens to the files within, even if it ends early."""
        before = {path: _read_file(path) for path in self._paths}
        try:
            yield
        finally:
            splices = tuple(
                _compare(path, old, new)
                for path, old in before.items()
                if (new := _read_file(path)) != old
            )
            if splices:
                self._steps.append(UndoStep(description, splices, state))

    @property
    def last_description(self) -> str:
        """Describe the last step; empty where there is none."""
        return self._steps[-1].description if self._steps else ""

    def undo_step(self) -> UndoStep[State]:
        """Undo the last step in all its files.

        Raises:
            RequestError: there is none, or a file was changed since.
            OSError: a file cannot be written.
        """
        if not self._steps:
            raise RequestError("nothing was done yet", "there is nothing to undo")
        step = self._steps[-1]
        for splice in step.splices:
            files.rewrite_file(splice.path, splice.revert)
        return self._steps.pop()


def _read_file(path: str) -> bytes:
    """Read a file; nothing where it is not there."""
    if not os.path.isfile(path):
        return b""
    with open(path, "rb") as stream:
        return stream.read()


def _compare(path: str, old: bytes, new: bytes) -> FileSplice:
    """Find the one stretch in which two versions of a file differ."""
    start = _count_common_bytes(old, new, from_end=False)
    end = min(_count_common_bytes(old, new, from_end=True), min(len(old), len(new)) - start)
    return FileSplice(
        path, start, old[start : len(old) - end], new[start : len(new) - end], sha256(new).digest()
    )


def _count_common_bytes(first: bytes, second: bytes, *, from_end: bool) -> int:
    """Count the bytes that two texts have in common at one end, by halving."""
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        same = (
            first[len(first) - middle :] == second[len(second) - middle :]
            if from_end
            else first[:middle] == second[:middle]
        )
        low, high = (middle, high) if same else (low, middle - 1)
    return low
