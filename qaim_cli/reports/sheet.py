"""A sheet: what every table-like report is made of, and all that a table or export needs to know.

A row has cells, the same words in every format that shows cells, and a record, the data behind
them for machines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol

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


class Sheet(NamedTuple):
    """A report in rows and columns, with the question above it and the count below."""

    title: str
    question: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    footer: tuple[str, ...] = ()
    empty: str = ""
    """What to say in place of the rows where there are none."""
    data: tuple[Row, ...] | None = None
    """The rows whose records machines get, where they are not those that people read."""
    references: tuple[Reference, ...] = ()
    """The sources of what it tells, where its footer is to name them."""

    def records(self) -> Iterator[Record]:
        """The rows as data."""
        return (row.record for row in (self.rows if self.data is None else self.data))
