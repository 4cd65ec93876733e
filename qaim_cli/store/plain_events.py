"""Read events in the usual layout, with a cache of the values that many share.

Most values of a large timeline recur: its dates, names and citations. What most entries of an event
say depends on nothing but their text, by which they are cached. An event with any other entry, or
with a wrong one, is read as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from qaim_cli import dates
from qaim_cli.errors import DateError
from qaim_cli.ids import is_id
from qaim_cli.model import Event
from qaim_cli.store import records
from qaim_cli.store.head import StoreHeader
from qaim_cli.store.plain_items import (
    UNIQUE_KEYS,
    NotPlainError,
    indent_item,
    make_entry,
    read_entry,
    read_plain_item,
    split_entries,
)
from qaim_cli.store.record_reader import MAX_TEXT_CHARS, ProblemCollector, normalise_spaces

_CACHE_SIZE = 2**15
"""How many entries are cached."""
_MAX_CACHED_CHARS = 100
"""Longer entries are not cached."""
_FIELD_INDEXES = {field: index for index, field in enumerate(Event._fields)}
_ID, _TITLE, _SOURCES = map(_FIELD_INDEXES.__getitem__, ("id", "title", "sources"))
_LINE, _OWN_FIELDS = map(_FIELD_INDEXES.__getitem__, ("line", "own_fields"))
_DATE, _SPAN, _EDTF = map(_FIELD_INDEXES.__getitem__, ("date", "span", "edtf"))
_TEXT_FIELD_INDEXES = {key: _FIELD_INDEXES[key] for key in records.TEXT_KEYS}
_IndexedValues = Sequence[tuple[int, Any]]
"""Values of fields, each behind the index of its field in an event."""
_new_tuple: Any = tuple.__new__


class PlainEventReader:
    """Reads the plain events of a timeline."""

    def __init__(self, timeline: str, header: StoreHeader, indent: int) -> None:
        """Take the name of the timeline, its head, and the columns before its hyphens."""
        self._timeline = timeline
        self._header = header
        self._indent = indent
        self._margin = " " * (indent + 2)
        self._unique_starts = tuple(f"\n{self._margin}{key}:" for key in UNIQUE_KEYS)
        defaults = {**Event._field_defaults, "date_rules": header.date_rules, "timeline": timeline}
        self._defaults = [defaults.get(field, "") for field in Event._fields]
        self._read_short = lru_cache(maxsize=_CACHE_SIZE)(self._read_entry)

    def read(self, text: str, line: int) -> Event | None:
        """Read an event in which nothing is unusual, and nothing wrong; None for any other.

        Args:
            text: the text of its item behind the hyphen and space.
            line: the line on which it stands, counted from 1.
        """
        unique_starts = self._unique_starts
        try:
            entries = split_entries(indent_item(text, self._margin), self._margin)
            found = dict([
                self._read_entry(each)
                if len(each) > _MAX_CACHED_CHARS or each.startswith(unique_starts)
                else self._read_short(each)
                for each in entries
            ])  # fmt: skip
        except NotPlainError:
            return None
        if len(found) < len(entries) or not all(found.values()):
            return self._read_whole(text, line)
        values = self._defaults.copy()
        values[_LINE] = line
        for index, value in chain.from_iterable(found.values()):
            values[index] = values[index] + value if index == _OWN_FIELDS else value
        if not (is_id(values[_ID]) and values[_DATE] and values[_TITLE] and values[_SOURCES]):
            return None
        event: Event = _new_tuple(Event, values)
        return event

    def _read_entry(self, text: str) -> tuple[str, _IndexedValues]:
        """Read the key of an entry, and the values of the fields that it fills by itself, if any.

        Raises:
            NotPlainError: it is not plain.
        """
        key, node = read_entry(text, self._margin)
        value = node.value
        # A plain text holds no control characters, so that its length alone is checked. "~" is
        # null in YAML.
        if isinstance(value, str) and value != "~" and len(value) <= MAX_TEXT_CHARS:
            if key in _TEXT_FIELD_INDEXES:
                return key, ((_TEXT_FIELD_INDEXES[key], normalise_spaces(value)),)
            if key == "date":
                return key, self._read_date(value)
        values = records.read_values_of_key(key, make_entry(key, node))
        return key, [(_FIELD_INDEXES[field], value) for field, value in values.items()]

    def _read_date(self, text: str) -> _IndexedValues:
        """Read the fields that a date fills; none if it is wrong."""
        try:
            date, span = dates.parse_with_span(text, *self._header.date_rules)
        except DateError:
            return ()
        return (_DATE, date), (_SPAN, span), (_EDTF, dates.format_edtf(date))

    def _read_whole(self, text: str, line: int) -> Event | None:
        """Read an event by all its keys together; None where something is wrong."""
        node = read_plain_item(text, self._indent, line)
        if node is None:
            return None
        collector = ProblemCollector("")
        event = records.read_event(collector, node, self._timeline, self._header)
        return None if collector.problems else event
