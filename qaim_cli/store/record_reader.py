"""The values of one record of a store, taken out by key, with a problem for each that is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from qaim_cli.checks.finding import FindingSubject
from qaim_cli.model import Event, Problem
from qaim_cli.store.nodes import MappingEntry, YamlNode
from qaim_cli.text import (
    clean_text,
    format_count,
    format_list,
    parse_whole_number,
    quote_text,
    suggest_name,
)

MAX_TEXT_CHARS = 20_000
"""The most characters of one text; more is a mistake of the file and no sentence."""


class ProblemCollector:
    """The problems found in one file."""

    keeps_incomplete_events: ClassVar[bool] = False
    """Whether events that lack what they need are wanted too, to be judged for all the rest."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.incomplete_events: list[Event] = []
        """Such events: without `format_edtf` where the date is wrong, without sources where one is.
        """

    def add_problem(
        self, place: MappingEntry | YamlNode, code: str, what: str, cure: str = ""
    ) -> None:
        """Notes a problem at the place of a key or value."""
        self.problems.append(Problem(self.path, place.line, place.column, code, what, cure))

    def note_position(self, record: FindingSubject | str, place: MappingEntry | YamlNode) -> None:
        """Nothing: only who checks a file keeps where its records and top-level keys stand."""


class RecordReader:
    """One record being read: what is taken is checked, what is left over is a problem."""

    def __init__(
        self, faults: ProblemCollector, owner: str, node: YamlNode, known: tuple[str, ...]
    ) -> None:
        """Takes the keys of a node; `owner` says whose they are in the problems' texts."""
        self.collector = faults
        self.owner = owner
        self.node = node
        self.is_valid = True
        """Whether every required value was there and right."""
        self._entries: dict[str, MappingEntry] = {}
        if isinstance(node.value, dict):
            self._entries = node.value
        else:
            faults.add_problem(
                node, "type", f"{owner} is {_describe_value(node)}", f"give it keys: {known[0]}: …"
            )
            self.is_valid = False
        for key, entry in self._entries.items():
            if key not in known:
                cure = suggest_name(key, known) or f"the keys are {format_list(known)}"
                faults.add_problem(
                    entry, "unknown-key", f"{owner} has an unknown key {quote_text(key)}", cure
                )

    @classmethod
    def for_single_key(
        cls, faults: ProblemCollector, key: str, entry: MappingEntry
    ) -> RecordReader:
        """A record of one key, for a value that stands by itself."""
        node = YamlNode({key: entry}, entry.mark)
        return cls(faults, "the file", node, (key,))

    def __contains__(self, key: str) -> bool:
        """Whether the record has the key."""
        return key in self._entries

    def get_entry(self, key: str) -> MappingEntry | None:
        """The value under the key, unread."""
        return self._entries.get(key)

    def require_text(self, key: str) -> str:
        """The text under a key that must be there; empty, with a problem, where it is not."""
        value = self.get_text(key)
        if not value:
            if key not in self._entries or _is_empty(self._entries[key].node):
                self.collector.add_problem(
                    self._entries.get(key, self.node),
                    "missing",
                    f"{self.owner} has no {key}",
                    f"add {key}: …",
                )
            self.is_valid = False
        return value

    def get_text(self, key: str) -> str:
        """The text under the key, its line breaks folded; empty where there is none."""
        entry = self._entries.get(key)
        return self.read_text(entry.node, key) if entry else ""

    def get_texts(self, key: str) -> tuple[str, ...]:
        """The texts under a key that takes one or a list."""
        if key not in self._entries:  # as most are, and a generator costs more than to ask
            return ()
        return tuple(text for node in self.get_nodes(key) if (text := self.read_text(node, key)))

    def get_nodes(self, key: str) -> Iterator[YamlNode]:
        """The values under a key that takes one or a list."""
        entry = self._entries.get(key)
        if entry is None or _is_empty(entry.node):
            return iter(())
        return iter(entry.node.value if isinstance(entry.node.value, list) else (entry.node,))

    def read_text(self, node: YamlNode, what: str) -> str:
        """The text of a node that must be one, safe to show; empty, with a problem, if not."""
        value = node.value
        if (
            isinstance(value, str)
            and value.isascii()
            and value.isprintable()
            and value != "~"
            and len(value) <= MAX_TEXT_CHARS
        ):
            return " ".join(value.split()) if " " in value else value
        if not isinstance(value, str):
            self.collector.add_problem(
                node,
                "type",
                f"{what} of {self.owner} is {_describe_value(node)}",
                "write plain text",
            )
            return ""
        if len(value) > MAX_TEXT_CHARS:
            self.collector.add_problem(
                node,
                "too-long",
                f"{what} of {self.owner} has {format_count(len(value), 'character')}",
                f"the most is {MAX_TEXT_CHARS:,}",
            )
            return ""
        if value == "~":
            self.collector.add_problem(
                node, "null", f"{what} of {self.owner} is ~", "leave the key out"
            )
            return ""
        safe = clean_text(value)
        if safe != value:
            self.collector.add_problem(
                node,
                "control",
                f"{what} of {self.owner} holds characters that steer a terminal",
                "remove them",
            )
        return " ".join(safe.split())

    def read_number(self, node: YamlNode, what: str) -> int:
        """The whole number from 1 of a node; 0, with a problem, if it is none."""
        value = self.read_text(node, what)
        number = parse_whole_number(value) or 0
        if value and not number:
            self.collector.add_problem(
                node, "type", f"{what} of {self.owner} is {quote_text(value)}", "count from 1"
            )
        return number


def _is_empty(node: YamlNode) -> bool:
    return isinstance(node.value, str) and not node.value.strip()


def _describe_value(node: YamlNode) -> str:
    match node.value:
        case str(text):
            return f"the text {quote_text(text)}" if text else "empty"
        case list():
            return "a list"
        case _:
            return "a group of keys"
