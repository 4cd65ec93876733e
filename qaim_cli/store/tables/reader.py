"""Read a timeline back from SQLite or Parquet: the parts that the reader of YAML gives.

Every event stands in `events.record` as a timeline file writes it, in JSON, and the file's metadata
has all that the timeline says besides. So the same checks judge them; none of it is taken for YAML.
"""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from typing import TYPE_CHECKING, Any

from qaim_cli.errors import StoreError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Problem
from qaim_cli.store.nodes import EVENTS_KEY, MappingEntry, TextPosition, TopLevelPart, YamlNode
from qaim_cli.store.tables import PARQUET_SIGNATURE, SQLITE_SIGNATURE
from qaim_cli.store.tables.schema import HEADER_KEY, METADATA_TABLE, SCHEMA_VERSION, VERSION_KEY
from qaim_cli.text import quote_text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_BATCH_SIZE = 1000
_Row = tuple[str, str]
"""The id of an event and its record."""


class _TableContent(FrozenRecord):
    """The content of a file of tables."""

    metadata: Mapping[str, str]
    rows: Iterable[_Row]


class _UnknownTablesError(Exception):
    """A file of tables that are not those of a timeline."""


class TableReader:
    """Reader of a file of tables, with the interface of `YamlReader`."""

    def __init__(self, path: str, data: bytes, problems: list[Problem]) -> None:
        """Take the path as problems call it, and the file's bytes."""
        self._path = path
        self._data = data
        self.problems = problems
        self.top_level_keys: list[str] = []

    def read_parts(self) -> Iterator[TopLevelPart]:
        """Read the file and yield what the timeline says, then its events one by one.

        Raises:
            StoreError: the file is damaged, or holds something else.
        """
        format = find_table_format(self._data)
        assert format is not None  # or another reader would read it
        try:
            with format.open(self._data) as content:
                yield from self._read_content(content)
        except _UnknownTablesError:
            raise StoreError(
                f"{self._path} is {format.title} without the tables of a timeline",
                f"write one with: qaim list -o events.{format.extension}",
            ) from None
        except (OSError, ValueError, TypeError, RecursionError, sqlite3.Error) as error:
            reason = str(error).partition("\n")[0]
            raise StoreError(
                f"{self._path} cannot be read as {format.title}: {reason}", "write it once more"
            ) from None

    def _read_content(self, content: _TableContent) -> Iterator[TopLevelPart]:
        version = str(content.metadata.get(VERSION_KEY, SCHEMA_VERSION))
        if version != SCHEMA_VERSION:
            raise StoreError(
                f"{self._path} has tables of version {quote_text(version)}, not {SCHEMA_VERSION}",
                "read it with the version of Qaim that wrote it",
            )
        header = json.loads(content.metadata.get(HEADER_KEY, "{}"))
        for key, entry in build_node(header, TextPosition()).entries.items():
            yield self._make_part(key, entry.node)
        for number, (id, record) in enumerate(content.rows):
            value = json.loads(record)
            if isinstance(value, dict):
                value["id"] = id
            node = build_node(value, TextPosition(line=number))
            yield self._make_part(EVENTS_KEY, node, is_item=True)

    def _make_part(self, name: str, node: YamlNode, *, is_item: bool = False) -> TopLevelPart:
        if name not in self.top_level_keys:
            self.top_level_keys.append(name)
        return TopLevelPart(name, MappingEntry(YamlNode(name, node.mark), node), is_item)


class TableFormat(FrozenRecord):
    """A format of files of tables: how they begin, and how they are opened."""

    title: str
    extension: str
    signature: bytes
    open: Callable[[bytes], AbstractContextManager[_TableContent]]


def find_table_format(data: bytes) -> TableFormat | None:
    """Find the format of a file of tables by its first bytes; None of any other file."""
    return next((each for each in _FORMATS if data.startswith(each.signature)), None)


def build_node(value: object, mark: TextPosition) -> YamlNode:
    """Build the YAML node of a value parsed from JSON, with one position for all of it."""
    if isinstance(value, dict):
        entries = {
            key: MappingEntry(YamlNode(key, mark, mark), build_node(each, mark))
            for key, each in value.items()
        }
        return YamlNode(entries, mark, mark, None)
    if isinstance(value, list):
        return YamlNode([build_node(each, mark) for each in value], mark, mark, None)
    return YamlNode("" if value is None else str(value), mark, mark)


@contextmanager
def _open_sqlite(data: bytes) -> Iterator[_TableContent]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        database.execute("PRAGMA trusted_schema = OFF")
        _require_columns(database.execute("SELECT name FROM pragma_table_info('events')"))
        _require_columns(database.execute(_METADATA_COLUMNS), {"name", "value"})
        metadata = dict(database.execute(f"SELECT name, value FROM {METADATA_TABLE}"))  # noqa: S608 - our own name
        yield _TableContent(metadata, database.execute("SELECT id, record FROM events"))


_METADATA_COLUMNS = f"SELECT name FROM pragma_table_info('{METADATA_TABLE}')"  # noqa: S608


@contextmanager
def _open_parquet(data: bytes) -> Iterator[_TableContent]:
    try:
        # Here, so that only who reads Parquet pays for it.
        import duckdb
    except ImportError:
        raise StoreError(
            "Parquet needs DuckDB, which is not installed",
            "install it: pip install 'qaim[parquet]'",
        ) from None
    with tempfile.TemporaryDirectory(prefix="qaim-") as folder:
        path = os.path.join(folder, "events.parquet")
        with open(path, "wb") as stream:
            stream.write(data)
        settings: dict[str, Any] = {"autoinstall_known_extensions": False}
        try:
            with closing(duckdb.connect(config=settings)) as database:
                _require_columns(
                    database.execute("SELECT name FROM parquet_schema(?)", [path]).fetchall()
                )
                said = database.execute(
                    "SELECT decode(key), decode(value) FROM parquet_kv_metadata(?)", [path]
                ).fetchall()
                found = database.execute("SELECT id, record FROM read_parquet(?)", [path])
                yield _TableContent(dict(said), _iter_rows(found))
        except duckdb.Error as error:
            raise OSError(str(error)) from None


def _iter_rows(found: DuckDBPyConnection) -> Iterator[_Row]:
    while rows := found.fetchmany(_BATCH_SIZE):
        yield from rows


_EVENT_COLUMNS = frozenset({"id", "record"})


def _require_columns(found: Iterable[Any], columns: Collection[str] = _EVENT_COLUMNS) -> None:
    """Require the columns that a timeline is read from among rows that name some.

    Raises:
        _UnknownTablesError: one is not there.
    """
    if not set(columns) <= {name for (name,) in found}:
        raise _UnknownTablesError


_FORMATS = (
    TableFormat("a SQLite database", "sqlite", SQLITE_SIGNATURE, _open_sqlite),
    TableFormat("a Parquet file", "parquet", PARQUET_SIGNATURE, _open_parquet),
)
