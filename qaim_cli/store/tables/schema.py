"""The tables that a timeline is written to: events, and what an event has several of.

This is the one declaration: the files that databases read, the rows that are written to them and
the page that describes them are made from it. Texts are empty and never NULL, so that a condition
has two answers rather than three; only what `is_nullable` says may be NULL.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from qaim_cli.dates.day_numbers import DayNumbers
from qaim_cli.frozen_record import FrozenRecord

SCHEMA_VERSION = "1"
"""Changes when a column is renamed, removed or means something else; not when one is added."""
VERSION_KEY = "qaim_schema"
HEADER_KEY = "qaim_header"
"""Under these names a file keeps the version and all that a timeline says besides its events."""
METADATA_TABLE = "qaim_metadata"
"""The table in which SQLite keeps them; Parquet has a place for them of its own."""


class ColumnType(StrEnum):
    """The type of a column, by its name in standard SQL."""

    TEXT = "VARCHAR"
    WHOLE_NUMBER = "BIGINT"
    NUMBER = "DOUBLE"
    FLAG = "BOOLEAN"


SQLITE_TYPES: Mapping[ColumnType, str] = {
    ColumnType.TEXT: "TEXT",
    ColumnType.WHOLE_NUMBER: "INTEGER",
    ColumnType.NUMBER: "REAL",
    ColumnType.FLAG: "INTEGER",
}


class Column(FrozenRecord):
    """A column: its name, what it holds, and what that means."""

    name: str
    type: ColumnType
    description: str
    is_nullable: bool = False


class TableSchema(FrozenRecord):
    """A table, its columns in order, and those that tell its rows apart."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)


_TEXT, _WHOLE, _NUMBER, _FLAG = ColumnType

DAY_NUMBER_COLUMNS = tuple(
    Column(name, _WHOLE, description)
    for name, description in {
        "earliest_start": "The first day on which it can have begun.",
        "latest_start": "The last day on which it can have begun.",
        "earliest_end": "The first day on which it can have ended.",
        "latest_end": "The last day on which it can have ended.",
        "possible_from": "As `earliest_start`; what is not known counts as the unit beside it.",
        "possible_to": "As `latest_end`; what is not known counts as the unit beside it.",
        "surely_by": "The day by which it has certainly begun.",
        "surely_from": "The day up to which it certainly goes on.",
        "vagueness": "By how many days its beginning or its end may move.",
        "day_first": "The first day as stated, without tolerance: what events are ordered by.",
        "day_last": "The last day as stated.",
    }.items()
)
assert tuple(column.name for column in DAY_NUMBER_COLUMNS) == DayNumbers._fields

EVENTS = TableSchema(
    "events",
    "A row for each event.",
    (
        Column("id", _TEXT, "What the event is asked for by."),
        Column("timeline", _TEXT, "The timeline that tells of it."),
        Column("edtf", _TEXT, "Its date in EDTF, as the timeline writes it."),
        Column("date_text", _TEXT, "The date in the words of the source, where these say more."),
        Column("title", _TEXT, "What happened, in a line."),
        Column("summary", _TEXT, "What happened, in sentences."),
        Column("according_to", _TEXT, "Who claims it, where the source reports a claim."),
        Column("kind", _TEXT, "The kind of date: moment, interval or set."),
        Column("precision", _TEXT, "The unit that the date is given in: day, month, year and on."),
        Column("approximate", _FLAG, "Whether the date is marked as approximate (~)."),
        Column("uncertain", _FLAG, "Whether the date is marked as uncertain (?)."),
        Column("calendar", _TEXT, "The calendar that the date is written in."),
        *DAY_NUMBER_COLUMNS,
        Column("year_first", _WHOLE, "The year of `day_first`; 0 is 1 BC.", is_nullable=True),
        Column("year_last", _WHOLE, "The year of `day_last`.", is_nullable=True),
        Column("year", _WHOLE, "The year that all of it lies in, if one.", is_nullable=True),
        Column("part_count", _WHOLE, "How many rows of `event_parts` it has; 0 for most events."),
        *(
            Column(f"{harm}_{bound}", _NUMBER, f"The {bound} {harm}.", is_nullable=True)
            for harm in ("killed", "wounded", "captured")
            for bound in ("least", "most")
        ),
        Column(
            "source_count", _WHOLE, "How many sources it cites; of a single one, how many places."
        ),
        Column("words", _TEXT, "The folded words that a keyword is looked for in."),
        Column("record", _TEXT, "All of the event, as a timeline file has it, in JSON."),
    ),
    key=("id",),
)
EVENT_LABELS = TableSchema(
    "event_labels",
    "A row for each label of an event, and for each whole that an actor or place belongs to.",
    (
        Column("event", _TEXT, "The `id` of the event."),
        Column(
            "kind",
            _TEXT,
            "What it is: actor, place, tag, source, section, or the name of an own field.",
        ),
        Column(
            "label",
            _TEXT,
            "The id of an actor, place or source, else the tag, section or value itself.",
        ),
        Column("name", _TEXT, "What it is called."),
        Column("is_own", _FLAG, "Whether the event names it, rather than a part of it."),
        Column("latitude", _NUMBER, "Of a place, in degrees.", is_nullable=True),
        Column("longitude", _NUMBER, "Of a place, in degrees.", is_nullable=True),
        Column("number", _NUMBER, "The value of an own field, if a number.", is_nullable=True),
        Column("words", _TEXT, "The folded words of the value of an own field."),
        Column("day_first", _WHOLE, "`day_first` of the event."),
    ),
    key=("event", "kind", "label"),
)
EVENT_PARTS = TableSchema(
    "event_parts",
    "A row for each member of a date that is a set of several, such as {2004,2010}.",
    (
        Column("event", _TEXT, "The `id` of the event."),
        Column("part", _WHOLE, "The number of the member, from 1."),
        *DAY_NUMBER_COLUMNS,
    ),
    key=("event", "part"),
)
EVENT_CITATIONS = TableSchema(
    "event_citations",
    "A row for each place in a source that an event cites.",
    (
        Column("event", _TEXT, "The `id` of the event."),
        Column("citation", _WHOLE, "The number of the citation, from 1."),
        Column("source", _TEXT, "The id of the source; empty where the timeline declares none."),
        Column("section", _TEXT, "The section of the source."),
        Column("paragraph", _WHOLE, "The paragraph in the section; 0 is not said."),
        Column("sentence", _WHOLE, "The sentence in the paragraph; 0 is not said."),
        Column("place", _TEXT, "Any other place in it: a page, a chapter, a folio."),
    ),
    key=("event", "citation"),
)
EVENT_YEAR_DAYS = TableSchema(
    "event_year_days",
    "A row for each run of days of the year on which an event can have begun, or ended.",
    (
        Column("event", _TEXT, "The `id` of the event."),
        Column("first_day", _WHOLE, "The first of them: 417 is 17 April."),
        Column("last_day", _WHOLE, "The last of them."),
        Column("day_count", _WHOLE, "How many days it can have been; 1 is known, 367 over a year."),
    ),
    key=("event", "first_day", "last_day", "day_count"),
)
TABLES = (EVENTS, EVENT_LABELS, EVENT_PARTS, EVENT_CITATIONS, EVENT_YEAR_DAYS)

Row = tuple[Any, ...]
"""A value for each column of a table."""
