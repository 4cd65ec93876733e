"""The tables of an index, and how rows get into them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from qaim_cli.facets import INDEXED_FACETS

FACT_COLUMNS = ("date", "claimed", "citations", *INDEXED_FACETS)
"""What is kept of each event to count it by, besides its key."""
DATE_COLUMNS = (
    "stated_s0", "stated_s1", "stated_e0", "stated_e1", "stated_first", "stated_last",
    "s0", "s1", "e0", "e1", "first", "last", "vagueness",
    "start_uncertain", "end_uncertain", "uncertain", "approximate", "members",
    "md_s0", "md_s1", "md_e0", "md_e1", "calendar", "kind", "precision",
    "drawn_first", "start_last", "end_first", "drawn_last", "mark_start",
)  # fmt: skip
"""What is kept of each date that events have, as numbers that a database can compare.

`stated_…` are the bounds as written, the others as wide as "about" makes them. `members` tells of
sets of several: `ONE_OF` them, or `ALL_OF` them. `md_…` is month and day of a bound in its
`calendar`, 0 where it has none. The last five are those of `drawn_days.DrawnDays`.
"""
ONE_OF, ALL_OF = 1, 2
PART_COLUMNS = ("s0", "s1", "e0", "e1", "first", "last", "start_uncertain", "end_uncertain")
"""What is kept of each member of a set of dates."""


def _declare(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


_CREATE_TABLES = f"""
    CREATE TABLE about (text TEXT NOT NULL);
    CREATE TABLE contents (file_digest TEXT NOT NULL);
    CREATE TABLE chunks (id INTEGER PRIMARY KEY, line INTEGER, size INTEGER, digest BLOB);
    CREATE TABLE chunk_events (id INTEGER PRIMARY KEY, keys TEXT, file_order TEXT);
    CREATE TABLE chunk_problems (id INTEGER PRIMARY KEY, problems TEXT, left_out INTEGER);
    CREATE TABLE events (
        key INTEGER PRIMARY KEY, chunk INTEGER, line INTEGER, id TEXT, text TEXT);
    CREATE TABLE dates (
        id INTEGER PRIMARY KEY, edtf TEXT, rules TEXT, count INTEGER,
        {_declare(DATE_COLUMNS)}, UNIQUE (edtf, rules));
    CREATE TABLE date_parts (date INTEGER, {_declare(PART_COLUMNS)});
    CREATE INDEX parts_by_date ON date_parts (date);
    CREATE TABLE facts (key INTEGER PRIMARY KEY, slot INTEGER, {_declare(FACT_COLUMNS)});
    CREATE TABLE event_sets (
        name TEXT, number INTEGER, slots BLOB, PRIMARY KEY (name, number)) WITHOUT ROWID;
    CREATE TABLE slot_columns (name TEXT PRIMARY KEY, packed BLOB) WITHOUT ROWID;
    CREATE TABLE figures (
        quantity TEXT, key INTEGER, low, high, PRIMARY KEY (quantity, key)) WITHOUT ROWID;
    CREATE TABLE labels (
        id INTEGER PRIMARY KEY, of TEXT, label TEXT, count INTEGER,
        first_key INTEGER, last_key INTEGER, earliest INTEGER, UNIQUE (of, label));
    CREATE TABLE lanes (
        facet TEXT, lane INTEGER, starts BLOB, PRIMARY KEY (facet, lane)) WITHOUT ROWID;
    CREATE TABLE main_labels (facet TEXT, label INTEGER);
    CREATE TABLE title_ends (
        key INTEGER, is_last INTEGER, PRIMARY KEY (key, is_last)) WITHOUT ROWID;
    CREATE TABLE title_bounds (is_last INTEGER PRIMARY KEY, title TEXT);
    CREATE TABLE terms (word TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE VIRTUAL TABLE words USING fts5(
        text, content='', prefix='1', detail=none, columnsize=0, tokenize='ascii');
"""
"""An event's key tells its first day (see `rows`), so that keys go by time.

`facts` has what events are counted by, apart from the texts, which are ten times as long: the date
by its number, and the numbers of the labels of each kind (see `rows.encode_label_ids`). `dates` has
each date once, with the number of its events. `labels` has how many events have a label, the first
and the last of them, and the earliest day that one may have begun. `lanes` has the days on which
the marks of a label's events begin, each with how many do (see `lanes.pack_counts`), `main_labels`
what has a lane of its own where there are many. `title_ends` has the events before one title in the
order of titles, and those after another: all that there are; `title_bounds` has these two titles.
`event_sets` has which events have a label, or are alike in something else, by their slots, and
`slot_columns` the dates of these (see `slots`) and the labels that few have (see `label_columns`).
`terms` has every word of the events once, those of titles with a mark behind them as in `words`,
and perhaps some that were in others before. `contents` has the digest of the file that the rows
were read from; `about` counts only if it names the same. Of each chunk `size` counts the bytes, and
`file_order` says how its events follow each other in time; `chunks` is a table by itself as many of
its lines move with one edit. `chunk_problems` has those chunks alone that have any.
"""

_CREATE_STAGE = f"""
    CREATE TEMP TABLE stage (
        key INTEGER, chunk INTEGER, line INTEGER, id TEXT, text TEXT,
        {_declare(FACT_COLUMNS)});
"""
_COPY_STAGE = f"""
    INSERT INTO events SELECT key, chunk, line, id, text FROM stage ORDER BY key;
    INSERT INTO facts
        SELECT key, allocate_slot(date, rowid), {_declare(FACT_COLUMNS)} FROM stage ORDER BY key
"""
_CREATE_INDEXES = """
    CREATE INDEX IF NOT EXISTS by_id ON events (id);
    CREATE INDEX IF NOT EXISTS by_date ON facts (date);
    CREATE INDEX IF NOT EXISTS by_figure ON figures (quantity, low DESC)
"""
_CREATE_SUM_INDEXES = """
    CREATE INDEX IF NOT EXISTS by_start ON dates (s0, s1, "first", count);
    CREATE INDEX IF NOT EXISTS by_mark ON dates (mark_start, count);
    CREATE INDEX IF NOT EXISTS by_beginning ON dates (drawn_first, start_last, count);
    CREATE INDEX IF NOT EXISTS by_ending ON dates (end_first, drawn_last, count)
        WHERE end_first IS NOT NULL
"""
"""What is asked of all dates together is told by these alone, in order of days."""


def create_tables(connection: sqlite3.Connection) -> None:
    """Create the tables of an index, all empty."""
    _run_script(connection, _CREATE_TABLES)


def create_stage(connection: sqlite3.Connection) -> None:
    """Create the table in which events wait to be put in order."""
    _run_script(connection, _CREATE_STAGE)


def insert_rows(
    connection: sqlite3.Connection, table: str, rows: Sequence[Sequence[object]]
) -> None:
    """Insert rows, if there are any, with a value for each column of a table."""
    if rows:
        values = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({values})", rows)


def copy_stage(connection: sqlite3.Connection) -> None:
    """Bring what is on the stage into the index, in order of its keys.

    The SQL function `allocate_slot` gives each event its slot; see `SlotWriter`. It takes the row
    on the stage, by which the writer knows what else it was told of the event.
    """
    _run_script(connection, _COPY_STAGE + ";" + _CREATE_INDEXES)


def create_sum_indexes(connection: sqlite3.Connection) -> None:
    """Create the indexes that hold the numbers of events, once all events are counted."""
    _run_script(connection, _CREATE_SUM_INDEXES)


def _run_script(connection: sqlite3.Connection, script: str) -> None:
    """Run statements within the transaction that there is, which `executescript` would end."""
    for statement in script.split(";"):
        connection.execute(statement)
