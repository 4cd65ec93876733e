"""Table reports: rows and columns, and all that a table on screen or an export needs.

A row has cells, the same words in every format that shows cells, and a record, the data behind
them for machines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Generic, Protocol, TypeVar, overload

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Reference

RecordValue = str | int | float | bool | None | Mapping[str, "RecordValue"] | list["RecordValue"]
Record = Mapping[str, RecordValue]


class TableRow(Protocol):
    """One row of a table report."""

    @property
    def cells(self) -> tuple[str, ...]:
        """The row for people: one text for each column, line breaks as separate items."""

    @property
    def record(self) -> Record:
        """The row as a dictionary for programs."""


class TableColumn(FrozenRecord):
    """A column: its heading, and how it shrinks or stands out."""

    title: str
    is_numeric: bool = False
    weight: int = 1
    """Its share of the width that is left when every column has what it needs at least."""
    is_unbroken: bool = False
    """Whether its cells are never broken, as those of numbers are not."""

    @property
    def is_single_line(self) -> bool:
        """Whether its cells always fit on one line."""
        return self.is_numeric or self.is_unbroken


_Result_co = TypeVar("_Result_co", covariant=True)
_Source = TypeVar("_Source")


class LazyMap(Sequence[_Result_co], Generic[_Source, _Result_co]):
    """The results of a function for each item of a sequence, computed on access."""

    def __init__(self, make: Callable[[_Source], _Result_co], items: Sequence[_Source]) -> None:
        """Take the function and the items."""
        self._transform = make
        self._items = items

    def __len__(self) -> int:
        return len(self._items)

    def __bool__(self) -> bool:
        return bool(self._items)

    def __iter__(self) -> Iterator[_Result_co]:
        return map(self._transform, self._items)

    @overload
    def __getitem__(self, at: int) -> _Result_co: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[_Result_co]: ...
    def __getitem__(self, at: int | slice) -> _Result_co | Sequence[_Result_co]:
        """Apply the function to the item or items at a position."""
        if isinstance(at, slice):
            return LazyMap(self._transform, self._items[at])
        return self._transform(self._items[at])


class LazyText(Sequence[str]):
    """Texts that are computed only when they are shown."""

    def __init__(self, tell: Callable[[], tuple[str, ...]]) -> None:
        """Take the function that makes the texts."""
        self._load_texts = tell

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        return self._load_texts()

    def __len__(self) -> int:
        return len(self._texts)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        """The text or texts at a place."""
        return self._texts[at]


class TableReport(FrozenRecord):
    """A report in rows and columns, with a heading above and a footer below."""

    title: str
    heading: tuple[str, ...]
    columns: tuple[TableColumn, ...]
    rows: Sequence[TableRow]
    footer: Sequence[str] = ()
    empty_message: str = ""
    """What to say in place of the rows where there are none."""
    data_rows: Sequence[TableRow] | None = None
    """The rows whose records machines get, where they are not those that people read."""
    references: tuple[Reference, ...] = ()
    """The sources of what it tells, where its footer is to name them."""
    source_lines: tuple[str, ...] = ()
    """Lines that name the sources, where a format does not list the references."""

    def iter_records(self) -> Iterator[Record]:
        """Iterate over the rows as dictionaries."""
        return (row.record for row in (self.rows if self.data_rows is None else self.data_rows))
