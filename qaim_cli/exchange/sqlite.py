"""SQLite: the tables of `store.tables` in one file, as they come, in bounded memory."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing

from qaim_cli.dates import DatePrecision
from qaim_cli.exchange.losses import Fates
from qaim_cli.exchange.table_rows import RowBuilder, encode_header
from qaim_cli.files import read_pieces
from qaim_cli.model import Event, Timeline
from qaim_cli.store.tables.schema import (
    EVENTS,
    HEADER_KEY,
    METADATA_TABLE,
    SCHEMA_VERSION,
    SQLITE_TYPES,
    TABLES,
    VERSION_KEY,
    Row,
    TableSchema,
)

WRITE_LOSSES: Fates = {}
KEPT_UNITS = tuple(DatePrecision)
_INDEXES = (
    "CREATE INDEX events_by_start ON events (earliest_start)",
    "CREATE INDEX events_by_end ON events (latest_end)",
    "CREATE INDEX labels_by_label ON event_labels (kind, label, event)",
    "CREATE INDEX days_by_day ON event_year_days (first_day, last_day, event)",
    "CREATE INDEX citations_by_section ON event_citations (section, paragraph, event)",
)
_SETTINGS = ("journal_mode = OFF", "synchronous = OFF")
"""For a file that nobody else knows yet, and that is thrown away if it is not finished."""


def write(events: Iterable[Event], timeline: Timeline) -> Iterator[bytes]:
    """Write the database as its file would be, piece by piece."""
    with tempfile.TemporaryDirectory(prefix="qaim-") as folder:
        path = os.path.join(folder, "events.sqlite")
        with closing(sqlite3.connect(path)) as database:
            for setting in _SETTINGS:
                database.execute(f"PRAGMA {setting}")
            with database:
                _fill_database(database, events, timeline)
        yield from read_pieces(path)


def _fill_database(
    database: sqlite3.Connection, events: Iterable[Event], timeline: Timeline
) -> None:
    for table in TABLES:
        database.execute(_make_create_statement(table))
    database.execute(f"CREATE TABLE {METADATA_TABLE} (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
    said = [(VERSION_KEY, SCHEMA_VERSION), (HEADER_KEY, encode_header(timeline))]
    database.executemany(f"INSERT INTO {METADATA_TABLE} VALUES (?, ?)", said)  # noqa: S608 - our own name
    builder = RowBuilder(timeline)
    for event in events:
        rows = builder.build_rows(event)
        _insert_rows(database, EVENTS, [rows.event])
        for table, several in zip(TABLES[1:], rows[1:], strict=True):
            _insert_rows(database, table, several)
    for statement in _INDEXES:
        database.execute(statement)


def _insert_rows(database: sqlite3.Connection, table: TableSchema, rows: Iterable[Row]) -> None:
    marks = ", ".join("?" * len(table.columns))
    database.executemany(f"INSERT OR IGNORE INTO {table.name} VALUES ({marks})", rows)  # noqa: S608 - our own names


def _make_create_statement(table: TableSchema) -> str:
    columns = [
        f"{column.name} {SQLITE_TYPES[column.type]}{'' if column.is_nullable else ' NOT NULL'}"
        for column in table.columns
    ]
    reference = " REFERENCES events(id)" if table is not EVENTS else ""
    columns[0] += reference
    columns.append(f"PRIMARY KEY ({', '.join(table.key)})")
    return f"CREATE TABLE {table.name} ({', '.join(columns)})"
