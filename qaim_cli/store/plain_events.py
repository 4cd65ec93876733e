"""Read events that are written plainly, each value once however many events have it.

Most values of a large timeline come again and again: its dates, names and the places in its
source. What a key of an event says without a fault depends on nothing but its text, so that it is
remembered by that. An event with anything else is read as a whole.
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
    OWN_KEYS,
    NotPlainError,
    join_margin,
    make_entry,
    read_entry,
    read_plain_item,
    split_entries,
)
from qaim_cli.store.record_reader import MAX_TEXT_CHARS, ProblemCollector, normalise_spaces

_MAX_KNOWN = 2**15
"""The values of so many texts are remembered."""
_MAX_KNOWN_CHARS = 100
"""Longer texts are not remembered."""
_PLACES = {field: place for place, field in enumerate(Event._fields)}
_ID, _TITLE, _SOURCES = map(_PLACES.__getitem__, ("id", "title", "sources"))
_LINE, _OWN_FIELDS = map(_PLACES.__getitem__, ("line", "own_fields"))
_DATE, _SPAN, _EDTF = map(_PLACES.__getitem__, ("date", "span", "edtf"))
_TEXT_PLACES = {key: _PLACES[key] for key in records.TEXT_KEYS}
_PlacedValues = Sequence[tuple[int, Any]]
"""Values of fields, each behind its place in an event."""
_new_tuple: Any = tuple.__new__


class PlainEventReader:
    """Reads the plain events of a timeline."""

    def __init__(self, timeline: str, header: StoreHeader, indent: int) -> None:
        """Take the name of the timeline, its head, and the columns before its hyphens."""
        self._timeline = timeline
        self._header = header
        self._indent = indent
        self._margin = " " * (indent + 2)
        self._own_starts = tuple(f"\n{self._margin}{key}:" for key in OWN_KEYS)
        defaults = {**Event._field_defaults, "date_rules": header.date_rules, "timeline": timeline}
        self._defaults = [defaults.get(field, "") for field in Event._fields]
        self._read_short = lru_cache(maxsize=_MAX_KNOWN)(self._read_entry)

    def read(self, text: str, line: int) -> Event | None:
        """Read an event in which nothing is unusual, and nothing wrong; None for any other.

        Args:
            text: the text of its item behind the hyphen and space.
            line: the line on which it stands, counted from 1.
        """
        own_starts = self._own_starts
        try:
            entries = split_entries(join_margin(text, self._margin), self._margin)
            found = dict([
                self._read_entry(each)
                if len(each) > _MAX_KNOWN_CHARS or each.startswith(own_starts)
                else self._read_short(each)
                for each in entries
            ])  # fmt: skip
        except NotPlainError:
            return None
        if len(found) < len(entries) or not all(found.values()):
            return self._read_whole(text, line)
        values = self._defaults.copy()
        values[_LINE] = line
        for place, value in chain.from_iterable(found.values()):
            values[place] = values[place] + value if place == _OWN_FIELDS else value
        if not (is_id(values[_ID]) and values[_DATE] and values[_TITLE] and values[_SOURCES]):
            return None
        event: Event = _new_tuple(Event, values)
        return event

    def _read_entry(self, text: str) -> tuple[str, _PlacedValues]:
        """Read the key of an entry, and the values of the fields that it fills by itself, if any.

        Raises:
            NotPlainError: it is not plain.
        """
        key, node = read_entry(text, self._margin)
        value = node.value
        # What stands in a plain text has no characters that would have to be told.
        if isinstance(value, str) and value != "~" and len(value) <= MAX_TEXT_CHARS:
            if key in _TEXT_PLACES:
                return key, ((_TEXT_PLACES[key], normalise_spaces(value)),)
            if key == "date":
                return key, self._read_date(value)
        values = records.read_values_of_key(key, make_entry(key, node))
        return key, [(_PLACES[field], value) for field, value in values.items()]

    def _read_date(self, text: str) -> _PlacedValues:
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
