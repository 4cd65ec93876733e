"""The positions of records and top-level keys in a file, kept while it is checked."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qaim_cli.checks.finding import CheckFinding, FindingSubject
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event
from qaim_cli.store.nodes import EVENTS_KEY, MappingEntry, TextPosition, YamlNode, YamlReader
from qaim_cli.store.record_reader import ProblemCollector
from qaim_cli.text import clean_text

if TYPE_CHECKING:
    from qaim_cli.store.index.chunks import ChunkedText


class PositionedProblemCollector(ProblemCollector):
    """Collects the problems of a file being checked, and the nodes of its records."""

    keeps_incomplete_events = True

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.top_level_entries: dict[str, MappingEntry] = {}
        self.nodes_by_id: dict[int, MappingEntry | YamlNode] = {}
        """By the identity of the event or entity, as two can be equal."""
        self.event_text: ChunkedText | None = None
        """The text in which events are looked up again, where their nodes were not kept."""

    def note_position(self, record: FindingSubject | str, node: MappingEntry | YamlNode) -> None:
        """Keep the node of an event, entity or top-level key."""
        if isinstance(record, str):
            assert isinstance(node, MappingEntry)
            self.top_level_entries[record] = node
        else:
            self.nodes_by_id[id(record)] = node

    def add_bidirectional_problems(self, content: bytes) -> None:
        """Add a problem for each bidirectional character in a comment or a key."""
        if not _BIDIRECTIONAL_BYTES.search(content):
            return  # before the text is taken apart
        text = content.decode()
        reported = {problem.line for problem in self.problems if problem.code == "control"}
        for number, line in enumerate(split_lines(text), start=1):
            if number not in reported and (match := _BIDIRECTIONAL.search(line)):
                message = f"the line contains a bidirectional character (U+{ord(match[0]):04X})"
                node = YamlNode("", TextPosition(number - 1, match.start()))
                self.add_problem(node, "control", message, "remove it")

    def find_position(self, finding: CheckFinding) -> tuple[int, int]:
        """Find the line and column of the faulty text, else of its key, else of the record."""
        if finding.subject is None:
            return _locate(finding, YamlNode(self.top_level_entries, TextPosition(0, 0)))
        if self.event_text is None or not isinstance(finding.subject, Event):
            return _locate(finding, self.nodes_by_id[id(finding.subject)])
        item = read_item(self.event_text, finding.subject.line)
        line, column = _locate(finding, item.node)
        return line + item.line_shift, column


class ReadItem(FrozenRecord):
    """The node of an event that was read by itself."""

    node: YamlNode
    line_shift: int
    """How many lines further down it stands in its file."""


def read_item(text: ChunkedText, line: int) -> ReadItem:
    """Read the node of the event that begins on a line of a text."""
    chunk = text.chunks[bisect(text.chunks, line, key=lambda each: each.first_line) - 1]
    start = line - chunk.first_line
    data = chunk.read_data()
    item_lines = chunk.find_item_lines(data)
    following = item_lines[bisect(item_lines, line) :][:1]
    ends = (*(each - chunk.first_line for each in following), None)
    lines = data.split(b"\n")[start : ends[0]]
    reader = YamlReader("", b"\n".join((f"{EVENTS_KEY}:".encode(), *lines)), [])
    return ReadItem(next(reader.read_parts()).entry.node, line - 2)


def _locate(finding: CheckFinding, place: MappingEntry | YamlNode) -> tuple[int, int]:
    """Find the line and column of a finding within a record, or within the top level."""
    node = place.node if isinstance(place, MappingEntry) else place
    entries = node.value if isinstance(node.value, dict) else {}
    under = [entries[key] for key in finding.keys if key in entries]
    for entry in under:
        for name, inner in _iter_scalars(entry):
            if finding.faulty_text and " ".join(clean_text(name).split()) == finding.faulty_text:
                return inner
    exact: MappingEntry | YamlNode = under[0].node if under else place
    return exact.line, exact.column


_BIDIRECTIONAL = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BIDIRECTIONAL_BYTES = re.compile(b"\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]")
_LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


_LINE_BREAK_BYTES = re.compile(b"\r\n|[\r\n]|\xc2\x85|\xe2\x80[\xa8\xa9]")


def iter_lines(text: bytes) -> Iterator[bytes]:
    """Iterate over the lines of a text in UTF-8 as a YAML parser numbers them."""
    start = 0
    for found in _LINE_BREAK_BYTES.finditer(text):
        yield text[start : found.start()]
        start = found.end()
    yield text[start:]


def split_lines(text: str) -> list[str]:
    """Split a text into lines as a YAML parser numbers them."""
    return _LINE_BREAK.split(text)


def find_line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Find the line and column of a character, both counted from 1."""
    before = split_lines(text[:offset])
    return len(before), len(before[-1]) + 1


def _iter_scalars(entry: MappingEntry) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield each text at or below a key, keys included, with its line and column."""
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
