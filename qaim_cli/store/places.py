"""Where in a file things stand: the nodes of its records, kept while it is checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from qaim_cli.checks.finding import Finding, Record
from qaim_cli.store.fields import Faults
from qaim_cli.store.nodes import Entry, Node
from qaim_cli.text import clean


class Spot(NamedTuple):
    """A place in the text, counted from 0, as the parser's own are."""

    line: int
    column: int


class Placed(Faults):
    """The problems of a file being checked, and the nodes that tell exactly where they stand."""

    judges_all = True

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.top: dict[str, Entry] = {}
        self.nodes: dict[int, Entry | Node] = {}
        """By the identity of the event or entity, of which two can be equal."""

    def keep(self, record: Record | str, place: Entry | Node) -> None:
        """Keeps the node of an event, entity or top-level key."""
        if isinstance(record, str):
            assert isinstance(place, Entry)
            self.top[record] = place
        else:
            self.nodes[id(record)] = place

    def find_hidden(self, text: str) -> None:
        """Notes each bidirectional character that stands in the file itself, a comment or key."""
        told = {problem.line for problem in self.found if problem.code == "control"}
        for number, line in enumerate(lines(text), start=1):
            if number not in told and (found := _HIDDEN.search(line)):
                what = f"the line holds a bidirectional character (U+{ord(found[0]):04X})"
                place = Node("", Spot(number - 1, found.start()))
                self.add(place, "control", what, "remove it")

    def of(self, finding: Finding) -> tuple[int, int]:
        """The line and column of the text found, else of its key, else of the record."""
        place = self.nodes[id(finding.of)] if finding.of else Node(self.top, Spot(0, 0))
        node = place.node if isinstance(place, Entry) else place
        entries = node.value if isinstance(node.value, dict) else {}
        under = [entries[key] for key in finding.at if key in entries]
        for entry in under:
            for name, inner in _scalars(entry):
                if finding.text and " ".join(clean(name).split()) == finding.text:
                    return inner
        exact: Entry | Node = under[0].node if under else place
        return exact.line, exact.column


_HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


def lines(text: str) -> list[str]:
    """The lines of a text as a reader of YAML numbers them."""
    return _LINE_BREAK.split(text)


def place(text: str, at: int) -> tuple[int, int]:
    """The line and column of a character, both counted from 1."""
    before = lines(text[:at])
    return len(before), len(before[-1]) + 1


def _scalars(entry: Entry) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each text at or below a key, keys included, with its place."""
    waiting = [entry.node]
    while waiting:
        node = waiting.pop(0)
        match node.value:
            case str(text):
                yield text, (node.line, node.column)
            case list(items):
                waiting[:0] = items
            case inner:
                for key, below in inner.items():
                    yield key, (below.line, below.column)
                waiting[:0] = [below.node for below in inner.values()]
