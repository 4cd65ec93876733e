"""The values of one record of a store, taken out by key, with a problem for each that is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from qaim_cli.checks.finding import Record
from qaim_cli.model import Event, Problem
from qaim_cli.store.nodes import Entry, Node
from qaim_cli.text import clean, counted, listed, shown, suggestion, whole_number

LONGEST = 20_000
"""The most characters of one text; more is a mistake of the file and no sentence."""


class Faults:
    """The problems found in one file."""

    judges_all: ClassVar[bool] = False
    """Whether events that lack what they need are wanted too, to be judged for all the rest."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Problem] = []
        self.lacking: list[Event] = []
        """Such events: without `edtf` where the date is wrong, without sources where one is."""

    def add(self, place: Entry | Node, code: str, what: str, cure: str = "") -> None:
        """Notes a problem at the place of a key or value."""
        self.found.append(Problem(self.path, place.line, place.column, code, what, cure))

    def keep(self, record: Record | str, place: Entry | Node) -> None:
        """Nothing: only who checks a file keeps where its records and top-level keys stand."""


class Fields:
    """One record being read: what is taken is checked, what is left over is a problem."""

    def __init__(self, faults: Faults, owner: str, node: Node, known: tuple[str, ...]) -> None:
        """Takes the keys of a node; `owner` says whose they are in the problems' texts."""
        self.faults = faults
        self.owner = owner
        self.node = node
        self.ok = True
        """Whether every required value was there and right."""
        self._entries: dict[str, Entry] = {}
        if isinstance(node.value, dict):
            self._entries = node.value
        else:
            faults.add(node, "type", f"{owner} is {_kind(node)}", f"give it keys: {known[0]}: …")
            self.ok = False
        for key, entry in self._entries.items():
            if key not in known:
                cure = suggestion(key, known) or f"the keys are {listed(known)}"
                faults.add(entry, "unknown-key", f"{owner} has an unknown key {shown(key)}", cure)

    @classmethod
    def alone(cls, faults: Faults, key: str, entry: Entry) -> Fields:
        """A record of one key, for a value that stands by itself."""
        node = Node({key: entry}, entry.mark)
        return cls(faults, "the file", node, (key,))

    def __contains__(self, key: str) -> bool:
        """Whether the record has the key."""
        return key in self._entries

    def entry(self, key: str) -> Entry | None:
        """The value under the key, unread."""
        return self._entries.get(key)

    def required(self, key: str) -> str:
        """The text under a key that must be there; empty, with a problem, where it is not."""
        value = self.text(key)
        if not value:
            if key not in self._entries or _is_empty(self._entries[key].node):
                self.faults.add(
                    self._entries.get(key, self.node),
                    "missing",
                    f"{self.owner} has no {key}",
                    f"add {key}: …",
                )
            self.ok = False
        return value

    def text(self, key: str) -> str:
        """The text under the key, its line breaks folded; empty where there is none."""
        entry = self._entries.get(key)
        return self.plain(entry.node, key) if entry else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts under a key that takes one or a list."""
        if key not in self._entries:  # as most are, and a generator costs more than to ask
            return ()
        return tuple(text for node in self.nodes(key) if (text := self.plain(node, key)))

    def nodes(self, key: str) -> Iterator[Node]:
        """The values under a key that takes one or a list."""
        entry = self._entries.get(key)
        if entry is None or _is_empty(entry.node):
            return iter(())
        return iter(entry.node.value if isinstance(entry.node.value, list) else (entry.node,))

    def plain(self, node: Node, what: str) -> str:
        """The text of a node that must be one, safe to show; empty, with a problem, if not."""
        value = node.value
        if (
            isinstance(value, str)
            and value.isascii()
            and value.isprintable()
            and value != "~"
            and len(value) <= LONGEST
        ):
            return " ".join(value.split()) if " " in value else value
        if not isinstance(value, str):
            self.faults.add(
                node, "type", f"{what} of {self.owner} is {_kind(node)}", "write plain text"
            )
            return ""
        if len(value) > LONGEST:
            self.faults.add(
                node,
                "too-long",
                f"{what} of {self.owner} has {counted(len(value), 'character')}",
                f"the most is {LONGEST:,}",
            )
            return ""
        if value == "~":
            self.faults.add(node, "null", f"{what} of {self.owner} is ~", "leave the key out")
            return ""
        safe = clean(value)
        if safe != value:
            self.faults.add(
                node,
                "control",
                f"{what} of {self.owner} holds characters that steer a terminal",
                "remove them",
            )
        return " ".join(safe.split())

    def number(self, node: Node, what: str) -> int:
        """The whole number from 1 of a node; 0, with a problem, if it is none."""
        value = self.plain(node, what)
        number = whole_number(value) or 0
        if value and not number:
            self.faults.add(
                node, "type", f"{what} of {self.owner} is {shown(value)}", "count from 1"
            )
        return number


def _is_empty(node: Node) -> bool:
    return isinstance(node.value, str) and not node.value.strip()


def _kind(node: Node) -> str:
    match node.value:
        case str(text):
            return f"the text {shown(text)}" if text else "empty"
        case list():
            return "a list"
        case _:
            return "a group of keys"
