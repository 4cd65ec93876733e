"""A sheet: what every table-like report is made of, and all that a table or export needs to know.

A row has cells, the same words in every format that shows cells, and a record, the data behind
them for machines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Generic, NamedTuple, Protocol, TypeVar, overload

from qaim_cli.model import Reference

Value = str | int | bool | None | Mapping[str, "Value"] | list["Value"]
Record = Mapping[str, Value]


class Row(Protocol):
    """One line of a sheet."""

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as a person reads it, a text for each column; lines within are separate items."""

    @property
    def record(self) -> Record:
        """The row as data."""


class Column(NamedTuple):
    """A column: its heading, and what makes it give way or stand out in a table."""

    title: str
    numeric: bool = False
    weight: int = 1
    """Its share of the width that is left when every column has what it needs at least."""
    unbroken: bool = False
    """Whether its cells are never broken, as those of numbers are not."""

    @property
    def whole(self) -> bool:
        """Whether its cells stand in one line."""
        return self.numeric or self.unbroken


_Made_co = TypeVar("_Made_co", covariant=True)
_From = TypeVar("_From")


class Mapped(Sequence[_Made_co], Generic[_From, _Made_co]):
    """What a function makes of each item of a sequence, made when it is asked for."""

    def __init__(self, make: Callable[[_From], _Made_co], items: Sequence[_From]) -> None:
        """Takes the function and the items."""
        self._make = make
        self._items = items

    def __len__(self) -> int:
        return len(self._items)

    def __bool__(self) -> bool:
        return bool(self._items)

    def __iter__(self) -> Iterator[_Made_co]:
        return map(self._make, self._items)

    @overload
    def __getitem__(self, at: int) -> _Made_co: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[_Made_co]: ...
    def __getitem__(self, at: int | slice) -> _Made_co | Sequence[_Made_co]:
        """What is made of the item or the items at a place."""
        if isinstance(at, slice):
            return Mapped(self._make, self._items[at])
        return self._make(self._items[at])


class Later(Sequence[str]):
    """Texts that are known only when all else is told, and not worked out where nobody asks."""

    def __init__(self, tell: Callable[[], tuple[str, ...]]) -> None:
        """Takes what tells them."""
        self._tell = tell

    @cached_property
    def _told(self) -> tuple[str, ...]:
        return self._tell()

    def __len__(self) -> int:
        return len(self._told)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        """The text or texts at a place."""
        return self._told[at]


class Sheet(NamedTuple):
    """A report in rows and columns, with the question above it and the count below."""

    title: str
    question: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    footer: Sequence[str] = ()
    empty: str = ""
    """What to say in place of the rows where there are none."""
    data: Sequence[Row] | None = None
    """The rows whose records machines get, where they are not those that people read."""
    references: tuple[Reference, ...] = ()
    """The sources of what it tells, where its footer is to name them."""

    def records(self) -> Iterator[Record]:
        """The rows as data."""
        return (row.record for row in (self.rows if self.data is None else self.data))
