"""Parquet, through DuckDB: one file with everything, or a folder with a file for each table.

Events are passed on in batches as lines of JSON, the quickest way in that needs no other package.
They wait in a database on the disk, so that no number of them needs more memory.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from qaim_cli.dates import DatePrecision
from qaim_cli.errors import RequestError
from qaim_cli.exchange.losses import Fates
from qaim_cli.exchange.table_rows import EventRows, RowBuilder, encode_header
from qaim_cli.files import get_umask, read_pieces
from qaim_cli.model import Event, Timeline
from qaim_cli.store.tables.schema import (
    EVENT_CITATIONS,
    EVENT_LABELS,
    EVENT_PARTS,
    EVENT_YEAR_DAYS,
    EVENTS,
    HEADER_KEY,
    SCHEMA_VERSION,
    TABLES,
    VERSION_KEY,
    TableSchema,
)

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

WRITE_LOSSES: Fates = {}
KEPT_UNITS = tuple(DatePrecision)
_BATCH_SIZE = 10_000
_USUAL_LINE_BYTES = 2**20
"""DuckDB sets aside twice the longest line for each of its threads."""
_SETTINGS = {"memory_limit": "512MB", "autoinstall_known_extensions": False}
_NESTED_COLUMNS = {
    "labels": EVENT_LABELS,
    "parts": EVENT_PARTS,
    "citations": EVENT_CITATIONS,
    "year_days": EVENT_YEAR_DAYS,
}
"""The tables that one file has as a column of lists, without the id that they would repeat."""
_UNNESTED = {
    EVENTS: f"SELECT * EXCLUDE ({', '.join(_NESTED_COLUMNS)}) FROM staged",  # noqa: S608
    **{
        table: f"SELECT id AS event, unnest({name}, recursive := true) FROM staged"  # noqa: S608
        for name, table in _NESTED_COLUMNS.items()
    },
}
"""The rows of each table, taken out of the lists again."""
_ORDERS = {EVENT_LABELS: "kind, label, day_first"}
"""Labels are looked for by name, so that those of one name should lie together."""


def write(events: Iterable[Event], timeline: Timeline) -> Iterator[bytes]:
    """Write one file, piece by piece: a row for each event, its labels and parts as lists.

    Raises:
        RequestError: DuckDB is not installed.
    """
    with _stage_events(events, timeline) as staged, tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "events.parquet")
        _copy_rows(staged, "SELECT * FROM staged", path, timeline)
        yield from read_pieces(path)


def write_folder(
    events: Iterable[Event], timeline: Timeline, path: str, *, by_year: bool = False
) -> None:
    """Write a folder with a file for each table, whole or not at all.

    Args:
        events: the events.
        timeline: what they name.
        path: the folder, which is not there yet.
        by_year: whether the events of each year get a folder of their own, as data lakes have it.

    Raises:
        RequestError: there is something already, or DuckDB is not installed.
        OSError: the folder cannot be written.
    """
    target = os.path.abspath(path)
    if os.path.exists(target):
        raise RequestError(f"{path!r} is there already", "name a folder that is not")
    with _stage_events(events, timeline) as staged:
        beside = tempfile.mkdtemp(dir=os.path.dirname(target), prefix=".qaim-")
        try:
            for table in TABLES:
                rows = _UNNESTED[table]
                if table in _ORDERS:
                    rows = f"SELECT * FROM ({rows}) ORDER BY {_ORDERS[table]}"  # noqa: S608
                is_split = by_year and table is EVENTS
                name = table.name if is_split else f"{table.name}.parquet"
                _copy_rows(staged, rows, os.path.join(beside, name), timeline, by_year=is_split)
            os.chmod(beside, 0o777 & ~get_umask())
            os.rename(beside, target)
        except BaseException:
            shutil.rmtree(beside)
            raise


@contextmanager
def _stage_events(events: Iterable[Event], timeline: Timeline) -> Iterator[DuckDBPyConnection]:
    """Put the events into a database that is there only meanwhile."""
    duckdb = _import_duckdb()
    with tempfile.TemporaryDirectory(prefix="qaim-") as folder, explain_duckdb_errors(duckdb):
        path = os.path.join(folder, "staged.duckdb")
        with closing(duckdb.connect(path, config=_SETTINGS)) as database:
            columns = _list_column_types()
            listed = ", ".join(f'"{name}" {type}' for name, type in columns.items())
            database.execute(f"CREATE TABLE staged ({listed})")
            builder = RowBuilder(timeline)
            lines = (_encode_rows(builder.build_rows(event)) for event in events)
            batch_path = os.path.join(folder, "batch.jsonl")
            while batch := list(islice(lines, _BATCH_SIZE)):
                with open(batch_path, "w", encoding="utf-8") as stream:
                    stream.writelines(batch)
                database.execute(
                    "INSERT INTO staged SELECT * FROM read_json(?, columns = ?, "
                    "format = 'newline_delimited', maximum_object_size = ?)",
                    [batch_path, columns, max(_USUAL_LINE_BYTES, 4 * max(map(len, batch)))],
                )
            yield database


def _import_duckdb() -> Any:
    try:
        # Here, so that only who writes Parquet pays for it.
        import duckdb
    except ImportError:
        raise RequestError(
            "Parquet needs DuckDB, which is not installed",
            "install it: pip install 'qaim[parquet]'",
        ) from None
    return duckdb


@contextmanager
def explain_duckdb_errors(duckdb: Any) -> Iterator[None]:
    """Turn the errors of DuckDB, of which the first line says enough, into those of files.

    Raises:
        OSError: DuckDB could not do something.
    """
    try:
        yield
    except duckdb.Error as error:
        raise OSError(str(error).partition("\n")[0]) from None


def _list_column_types() -> dict[str, str]:
    """List the columns of one file with everything, and what each holds."""
    types = {column.name: str(column.type) for column in EVENTS.columns}
    for name, table in _NESTED_COLUMNS.items():
        fields = ", ".join(f'"{each.name}" {each.type}' for each in table.columns[1:])
        types[name] = f"STRUCT({fields})[]"
    return types


def _encode_rows(rows: EventRows) -> str:
    """Encode the rows of an event as a line of JSON."""
    return _encode(_name_values(EVENTS, rows.event) | {
        name: [_name_values(table, row, start=1) for row in getattr(rows, name)]
        for name, table in _NESTED_COLUMNS.items()
    }) + "\n"  # fmt: skip


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


_KEYS = {table.name: table.column_names for table in TABLES}


def _name_values(table: TableSchema, row: tuple[Any, ...], *, start: int = 0) -> dict[str, Any]:
    return dict(zip(_KEYS[table.name][start:], row[start:], strict=True))


def _copy_rows(
    staged: DuckDBPyConnection, rows: str, path: str, timeline: Timeline, *, by_year: bool = False
) -> None:
    """Copy rows into a file, or a folder of files by year, with what the timeline says besides."""
    said = {VERSION_KEY: SCHEMA_VERSION, HEADER_KEY: encode_header(timeline)}
    options = ["FORMAT parquet", "COMPRESSION zstd"]
    options.append(
        f"KV_METADATA {{{', '.join(f'{key}: {_quote(each)}' for key, each in said.items())}}}"
    )
    if by_year:
        options.append("PARTITION_BY (year)")
    staged.execute(f"COPY ({rows}) TO {_quote(path)} ({', '.join(options)})")


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
