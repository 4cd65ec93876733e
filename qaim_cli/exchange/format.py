"""The interface of a format module: functions that recognise, read and write it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from enum import IntEnum
from typing import Protocol

from qaim_cli.dates import DatePrecision
from qaim_cli.exchange.column_map import ColumnMap
from qaim_cli.exchange.losses import Fates, LossCounter
from qaim_cli.exchange.records import Reader
from qaim_cli.exchange.source_file import SourceFile
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event, Timeline


class Confidence(IntEnum):
    """How surely a file is in a format."""

    NONE = 0
    POSSIBLE = 1
    """Its name says so, or its text may be something else as well."""
    CERTAIN = 2


class ImportOptions(FrozenRecord):
    """Options for reading a file to import."""

    map: Sequence[str] = ()
    profile: Mapping[str, str] = {}
    delimiter: str = ""
    order: str = ""
    """Whether 04/05/2004 has the day first ("dmy") or the month ("mdy")."""
    calendar: str = ""
    report_map: Callable[[ColumnMap], None] = lambda _: None


class FormatModule(Protocol):
    """Interface of a format's module; it may have only the half that reads or writes."""

    READ_LOSSES: Fates
    WRITE_LOSSES: Fates
    KEPT_UNITS: Collection[DatePrecision]

    def recognise(self, source: SourceFile) -> Confidence:
        """Return how surely a file is in this format."""

    def read(self, source: SourceFile, options: ImportOptions, losses: LossCounter) -> Reader:
        """Read a file's events, its problems, and what it says about itself."""

    def write(self, events: Sequence[Event], timeline: Timeline) -> Iterator[str | bytes]:
        """Write events as text; one that writes lazily goes through them once."""
