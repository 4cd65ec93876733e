"""Parse the bytes of a file: its header, its events one by one, and every problem in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from qaim_cli import checks
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.memory import pause_cycle_search
from qaim_cli.model import Event, Problem, Timeline
from qaim_cli.store import citation_records, records, source_records
from qaim_cli.store.date_keys import read_periods, read_timeline_rules
from qaim_cli.store.head import StoreHeader, get_timeline_name
from qaim_cli.store.nodes import EVENTS_KEY, MappingEntry, TopLevelPart, YamlReader
from qaim_cli.store.record_reader import ProblemCollector
from qaim_cli.store.tables import is_table_file
from qaim_cli.text import format_list, quote_text, suggest_name

if TYPE_CHECKING:
    from qaim_cli.store.tables.reader import TableReader


class ParsedItem(FrozenRecord):
    """An item of a store's events: the line on which it begins, and what could be read of it."""

    line: int
    event: Event | None


class StoreParser:
    """One file being read; what is not an event gathers here."""

    def __init__(
        self,
        path: str,
        data: bytes,
        collector: ProblemCollector | None = None,
        header: StoreHeader | None = None,
    ) -> None:
        """Take the path as problems call it, the file's bytes, and what collects problems.

        `header` is what its events are read by where the file itself does not say.
        """
        self.path = path
        self.header = header or StoreHeader()
        self._name = get_timeline_name(path)
        self._collector = collector or ProblemCollector(path)
        self._reader = _choose_reader(data)(path, data, self._collector.problems)

    @property
    def top_level_keys(self) -> list[str]:
        """The keys of the top level, in the order read so far, repeated ones too."""
        return self._reader.top_level_keys

    @property
    def problems(self) -> list[Problem]:
        """The problems found so far in single records."""
        return self._collector.problems

    def parse_timeline(self) -> tuple[Timeline, int]:
        """The timeline that the file holds, and how many events are left out of it.

        Raises:
            StoreError: the text is not YAML, or its top level is not made of keys.
        """
        items = list(self.parse_items())
        events = [item.event for item in items if item.event is not None]
        return self.header.build_timeline(self.path, events), len(items) - len(events)

    def with_incomplete_events(self, timeline: Timeline) -> Timeline:
        """Add the events that lack something; see `ProblemCollector.incomplete_events`."""
        return self.header.build_timeline(
            self.path, [*timeline.events, *self._collector.incomplete_events]
        )

    def parse_items(self) -> Iterator[ParsedItem]:
        """Parse the file and yield the items of its events.

        Raises:
            StoreError: the text is not YAML, or its top level is not a mapping.
        """
        return (item for _, item in self.parse_parts() if item is not None)

    def parse_parts(self) -> Iterator[tuple[TopLevelPart, ParsedItem | None]]:
        """Parse the file and yield each part of its tree, with the item that an event gives.

        Raises:
            StoreError: the text is not YAML, or its top level is not a mapping.
        """
        with pause_cycle_search():
            for part in self._reader.read_parts():
                self._collector.note_position(part.name, part.entry)
                if part.is_item:
                    node = part.entry.node
                    event = records.read_event(self._collector, node, self._name, self.header)
                    yield part, ParsedItem(node.line, event)
                else:
                    self._read_header(part.name, part.entry)
                    yield part, None

    def _read_header(self, key: str, entry: MappingEntry) -> None:
        """Read a top-level key other than the events."""
        collector = self._collector
        match key:
            case "events":
                return  # it has no items
            case "ignore":
                # Read for its problems alone; see `store.load_ignored_sentences`.
                tuple(citation_records.read_ignored_sentences(collector, entry))
            case "title":
                self.header = self.header._replace(title=records.read_title(collector, entry))
            case "source":
                reference = source_records.read_reference(collector, entry)
                self.header = self.header._replace(reference=reference)
            case "sources":
                sources = tuple(source_records.read_sources(collector, entry).values())
                self.header = self.header._replace(sources=sources)
            case "infobox":
                self.header = self.header._replace(infobox=records.read_infobox(collector, entry))
            case "calendar" | "about" | "periods":
                self._read_date_rule(key, entry)
            case "actors" | "places":
                entities = tuple(records.read_entities(collector, key, entry).values())
                self.header = self.header._replace(**{key: entities})  # type: ignore[arg-type]
            case _:
                fix = (
                    suggest_name(key, records.TOP_LEVEL_KEYS)
                    or f"the keys are {format_list(records.TOP_LEVEL_KEYS)}"
                )
                message = f"the file has an unknown key {quote_text(key)}"
                collector.add_problem(entry, "unknown-key", message, fix)

    def _read_date_rule(self, key: str, entry: MappingEntry) -> None:
        """Read a key that says how dates are read, which the events behind it need to know."""
        if EVENTS_KEY in self.top_level_keys:
            self._collector.add_problem(
                entry,
                "date",
                f"{key} stands after the events, whose dates are read without it",
                f"move it above {EVENTS_KEY}:",
            )
        elif key == "periods":
            periods = read_periods(self._collector, entry, self.header.date_rules)
            self.header = self.header._replace(periods=periods)
        else:
            rules = read_timeline_rules(self._collector, key, entry, self.header.date_rules)
            self.header = self.header._replace(date_rules=rules)


def collect_problems(
    timeline: Timeline, record_problems: Iterable[Problem], omitted_count: int
) -> tuple[Problem, ...]:
    """Collect the problems of single records and of the timeline, in the order of the file.

    Args:
        timeline: the timeline.
        record_problems: the problems in single records.
        omitted_count: how many events could not be read.
    """
    problems = checks.run_checks(timeline, all_read=not omitted_count)
    return tuple(sorted([*record_problems, *problems]))


def _choose_reader(data: bytes) -> type[YamlReader | TableReader]:
    if not is_table_file(data):
        return YamlReader
    from qaim_cli.store.tables.reader import TableReader

    return TableReader
