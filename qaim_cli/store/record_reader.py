"""Read the values of one record of a store by key, with a problem for each that is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import ClassVar

from qaim_cli.checks.finding import FindingSubject
from qaim_cli.ids import is_id, suggest_id
from qaim_cli.model import Event, Problem
from qaim_cli.store.nodes import MappingEntry, YamlNode
from qaim_cli.store.shape import is_own_field
from qaim_cli.text import (
    clean_text,
    format_count,
    format_list,
    parse_whole_number,
    quote_text,
    suggest_name,
)

MAX_TEXT_CHARS = 20_000
"""The longest text that is read; anything longer is a mistake in the file."""


_MAX_SHARED = 4096
share_text = lru_cache(maxsize=_MAX_SHARED)(str)
"""The same object for equal texts, as names come again and again in a large file."""


def normalise_spaces(text: str) -> str:
    """Return a text with single spaces between its words."""
    return " ".join(text.split()) if " " in text else text


class ProblemCollector:
    """The problems found in one file."""

    keeps_incomplete_events: ClassVar[bool] = False
    """Whether to keep incomplete events so that the checks cover them."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.incomplete_events: list[Event] = []
        """Their `edtf` is empty where the date is wrong, their sources where one of them is."""

    def add_problem(
        self, node: MappingEntry | YamlNode, code: str, message: str, fix: str = ""
    ) -> None:
        """Add a problem at the position of a key or value."""
        self.problems.append(Problem(self.path, node.line, node.column, code, message, fix))

    def note_position(self, record: FindingSubject | str, node: MappingEntry | YamlNode) -> None:
        """Ignore the position; overridden by the collector used for `qaim check`."""


class RecordReader:
    """Reader of one record that checks each value and reports unknown keys."""

    def __init__(
        self,
        collector: ProblemCollector,
        owner: str,
        node: YamlNode,
        known: tuple[str, ...],
        *,
        allows_own_fields: bool = False,
    ) -> None:
        """Take the node; `owner` is what messages call the record."""
        self.collector = collector
        self.owner = owner
        self.node = node
        self.is_valid = True
        """Whether every required value is there and right."""
        self.entries: dict[str, MappingEntry] = {}
        """The values by their keys, unread."""
        if isinstance(node.value, dict):
            self.entries = node.value
        else:
            collector.add_problem(
                node, "type", f"{owner} is {_describe_value(node)}", f"give it keys: {known[0]}: …"
            )
            self.is_valid = False
        self.own_fields: list[str] = []
        """The keys that begin with `x-`, where the record may have any."""
        for key, entry in self.entries.items():
            if key not in known:
                if allows_own_fields and is_own_field(key):
                    self.own_fields.append(key)
                    continue
                own_fix = _suggest_own_field(key) if allows_own_fields else ""
                keys = (*known, "your own with x-") if allows_own_fields else known
                fix = own_fix or suggest_name(key, known) or f"the keys are {format_list(keys)}"
                collector.add_problem(
                    entry, "unknown-key", f"{owner} has an unknown key {quote_text(key)}", fix
                )

    @classmethod
    def for_single_key(
        cls, collector: ProblemCollector, key: str, entry: MappingEntry
    ) -> RecordReader:
        """A record of one key, for a value that stands by itself."""
        node = YamlNode({key: entry}, entry.key.mark)
        return cls(collector, "the file", node, (key,))

    def __contains__(self, key: str) -> bool:
        """Whether the record has the key."""
        return key in self.entries

    def get_entry(self, key: str) -> MappingEntry | None:
        """The value under the key, unread."""
        return self.entries.get(key)

    def require_text(self, key: str) -> str:
        """Read the text under a required key; empty, with a problem, where there is none."""
        value = self.get_text(key)
        if not value:
            if key not in self.entries or _is_empty(self.entries[key].node):
                self.collector.add_problem(
                    self.entries.get(key, self.node),
                    "missing",
                    f"{self.owner} has no {key}",
                    f"add {key}: …",
                )
            self.is_valid = False
        return value

    def get_text(self, key: str) -> str:
        """Read the text under a key, its line breaks folded; empty where there is none."""
        entry = self.entries.get(key)
        return self.read_text(entry.node, key) if entry else ""

    def get_texts(self, key: str) -> tuple[str, ...]:
        """Read the texts under a key that takes one or a list."""
        if key not in self.entries:  # as most are, and a generator costs more than to ask
            return ()
        return tuple(
            share_text(text) for node in self.get_nodes(key) if (text := self.read_text(node, key))
        )

    def get_nodes(self, key: str) -> Iterator[YamlNode]:
        """The values under a key that takes one or a list."""
        entry = self.entries.get(key)
        if entry is None or _is_empty(entry.node):
            return iter(())
        return iter(entry.node.value if isinstance(entry.node.value, list) else (entry.node,))

    def read_text(self, node: YamlNode, label: str) -> str:
        """Read a text, safe to show; empty, with a problem, where the node is not a text."""
        value = node.value
        if (
            isinstance(value, str)
            and value.isprintable()
            and value != "~"
            and len(value) <= MAX_TEXT_CHARS
        ):
            return normalise_spaces(value)
        if not isinstance(value, str):
            self.collector.add_problem(
                node,
                "type",
                f"{label} of {self.owner} is {_describe_value(node)}",
                "write plain text",
            )
            return ""
        if len(value) > MAX_TEXT_CHARS:
            self.collector.add_problem(
                node,
                "too-long",
                f"{label} of {self.owner} has {format_count(len(value), 'character')}",
                f"shorten it to at most {MAX_TEXT_CHARS:,}",
            )
            return ""
        if value == "~":
            self.collector.add_problem(
                node, "null", f"{label} of {self.owner} is ~", "leave the key out"
            )
            return ""
        safe = clean_text(value)
        if safe != value:
            self.collector.add_problem(
                node,
                "control",
                f"{label} of {self.owner} contains terminal control characters",
                "remove them",
            )
        return " ".join(safe.split())

    def read_number(self, node: YamlNode, label: str) -> int:
        """Read a whole number from 1; 0, with a problem, where the node is none."""
        value = self.read_text(node, label)
        number = parse_whole_number(value) or 0
        if value and not number:
            self.collector.add_problem(
                node, "type", f"{label} of {self.owner} is {quote_text(value)}", "count from 1"
            )
        return number


def _suggest_own_field(key: str) -> str:
    """Say how to write a key that was meant as an own field; empty where it was not."""
    if key[:2].lower() not in ("x-", "x_"):
        return ""
    usable = re.sub(r"[^a-z0-9_]+", "-", key[2:].lower()).strip("-")
    return f"write x-{usable}" if usable else "write x- and small letters, digits or hyphens"


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


def iter_declared(
    collector: ProblemCollector, entry: MappingEntry, key: str, kind: str, required_key: str
) -> Iterator[tuple[str, str, MappingEntry]]:
    """Iterate over what a key declares by id: the id, what problems call it, and the entry.

    An id that cannot be used is a problem, and so is a value that has no ids.

    Args:
        collector: what takes the problems.
        entry: the key with its value.
        key: the key, such as `actors`.
        kind: what one of them is called.
        required_key: the key that each of them has.
    """
    if not isinstance(entry.node.value, dict):
        fix = f"write id: {{{required_key}: …}} for each {kind}"
        collector.add_problem(entry.node, "type", f"{key} has no ids", fix)
        return
    for id, declared in entry.node.value.items():
        owner = f"{kind} {quote_text(id)}"
        if is_id(id):
            yield id, owner, declared
        else:
            collector.add_problem(declared, "id", f"{owner} has an unusable id", suggest_id(id))
