"""A file's bytes → what a store says: its head, its events one by one, and every problem in it."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from qaim_cli import checks
from qaim_cli.dates import DateRules
from qaim_cli.model import Event, Problem, Timeline
from qaim_cli.store import records
from qaim_cli.store.date_keys import read_timeline_rules
from qaim_cli.store.head import StoreHeader, get_timeline_name
from qaim_cli.store.nodes import EVENTS_KEY, MappingEntry, YamlReader
from qaim_cli.store.record_reader import ProblemCollector
from qaim_cli.text import format_list, quote_text, suggest_name


class ParsedItem(NamedTuple):
    """An item of a store's events: the line on which it begins, and what could be read of it."""

    line: int
    event: Event | None


class StoreParser:
    """One file being read; what is not an event gathers here."""

    def __init__(
        self,
        path: str,
        data: bytes,
        faults: ProblemCollector | None = None,
        rules: DateRules | None = None,
    ) -> None:
        """Takes the path as problems call it, the file's bytes, and where problems gather.

        `rules` are those by which dates are read where the file itself does not say.
        """
        self.path = path
        self.header = StoreHeader(date_rules=rules or DateRules())
        self._name = get_timeline_name(path)
        self._collector = faults or ProblemCollector(path)
        self._reader = YamlReader(path, data, self._collector.problems)

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
        """The timeline with the events that lack what they need; see
        `ProblemCollector.incomplete_events`.
        """
        return self.header.build_timeline(
            self.path, [*timeline.events, *self._collector.incomplete_events]
        )

    def parse_items(self) -> Iterator[ParsedItem]:
        """The items of the events, one by one.

        Raises:
            StoreError: the text is not YAML, or its top level is not made of keys.
        """
        collecting = gc.isenabled()
        # A file makes millions of small things and no circle of them: looking for circles again
        # and again would double the time that a large file takes.
        gc.disable()
        try:
            yield from self._parse_items()
        finally:
            if collecting:
                gc.enable()

    def _parse_items(self) -> Iterator[ParsedItem]:
        faults = self._collector
        for key, entry in self._reader.read_entries():
            faults.note_position(key, entry)
            match key:
                case "events":
                    rules = self.header.date_rules
                    event = records.read_event(faults, entry.node, self._name, rules)
                    yield ParsedItem(entry.node.line, event)
                case "ignore":
                    tuple(
                        records.read_ignored_sentences(faults, entry)
                    )  # for its problems; see `render_store.ignored`
                case "title":
                    self.header = self.header._replace(title=records.read_title(faults, entry))
                case "source":
                    self.header = self.header._replace(
                        reference=records.read_reference(faults, entry)
                    )
                case "infobox":
                    self.header = self.header._replace(infobox=records.read_infobox(faults, entry))
                case "calendar" | "about":
                    self._read_date_rule(key, entry)
                case "actors" | "places":
                    declared = tuple(records.read_entities(faults, key, entry).values())
                    self.header = self.header._replace(**{key: declared})  # type: ignore[arg-type]
                case _:
                    cure = (
                        suggest_name(key, records.TOP_LEVEL_KEYS)
                        or f"the keys are {format_list(records.TOP_LEVEL_KEYS)}"
                    )
                    what = f"the file has an unknown key {quote_text(key)}"
                    faults.add_problem(entry, "unknown-key", what, cure)

    def _read_date_rule(self, key: str, entry: MappingEntry) -> None:
        """Read a key that says how dates are read, which the events behind it need to know."""
        if EVENTS_KEY in self.top_level_keys:
            self._collector.add_problem(
                entry,
                "structure",
                f"{key} stands behind the events, whose dates are read without it",
                f"move it above {EVENTS_KEY}:",
            )
        else:
            rules = read_timeline_rules(self._collector, key, entry, self.header.date_rules)
            self.header = self.header._replace(date_rules=rules)


def collect_problems(
    timeline: Timeline, found: Iterable[Problem], left_out: int
) -> tuple[Problem, ...]:
    """The problems found in single records and those of the whole, in the order of the file.

    Args:
        timeline: the timeline.
        found: the problems in single records.
        left_out: how many events could not be read.
    """
    return tuple(sorted([*found, *checks.run_checks(timeline, all_read=not left_out)]))
