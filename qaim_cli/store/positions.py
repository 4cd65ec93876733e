"""Where in a file things stand: the nodes of its records, kept while it is checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from qaim_cli.checks.finding import CheckFinding, FindingSubject
from qaim_cli.store.nodes import MappingEntry, YamlNode
from qaim_cli.store.record_reader import ProblemCollector
from qaim_cli.text import clean_text


class TextPosition(NamedTuple):
    """A place in the text, counted from 0, as the parser's own are."""

    line: int
    column: int


class PositionedProblemCollector(ProblemCollector):
    """The problems of a file being checked, and the nodes that tell exactly where they stand."""

    keeps_incomplete_events = True

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.top_level_entries: dict[str, MappingEntry] = {}
        self.nodes_by_id: dict[int, MappingEntry | YamlNode] = {}
        """By the identity of the event or entity, of which two can be equal."""

    def note_position(self, record: FindingSubject | str, place: MappingEntry | YamlNode) -> None:
        """Keeps the node of an event, entity or top-level key."""
        if isinstance(record, str):
            assert isinstance(place, MappingEntry)
            self.top_level_entries[record] = place
        else:
            self.nodes_by_id[id(record)] = place

    def add_bidirectional_problems(self, text: str) -> None:
        """Notes each bidirectional character that stands in the file itself, a comment or key."""
        told = {problem.line for problem in self.problems if problem.code == "control"}
        for number, line in enumerate(split_lines(text), start=1):
            if number not in told and (found := _BIDIRECTIONAL.search(line)):
                what = f"the line holds a bidirectional character (U+{ord(found[0]):04X})"
                place = YamlNode("", TextPosition(number - 1, found.start()))
                self.add_problem(place, "control", what, "remove it")

    def find_position(self, finding: CheckFinding) -> tuple[int, int]:
        """The line and column of the text found, else of its key, else of the record."""
        place = (
            self.nodes_by_id[id(finding.subject)]
            if finding.subject
            else YamlNode(self.top_level_entries, TextPosition(0, 0))
        )
        node = place.node if isinstance(place, MappingEntry) else place
        entries = node.value if isinstance(node.value, dict) else {}
        under = [entries[key] for key in finding.keys if key in entries]
        for entry in under:
            for name, inner in _iter_scalars(entry):
                if (
                    finding.faulty_text
                    and " ".join(clean_text(name).split()) == finding.faulty_text
                ):
                    return inner
        exact: MappingEntry | YamlNode = under[0].node if under else place
        return exact.line, exact.column


_BIDIRECTIONAL = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


def split_lines(text: str) -> list[str]:
    """The lines of a text as a reader of YAML numbers them."""
    return _LINE_BREAK.split(text)


def find_line_and_column(text: str, at: int) -> tuple[int, int]:
    """The line and column of a character, both counted from 1."""
    before = split_lines(text[:at])
    return len(before), len(before[-1]) + 1


def _iter_scalars(entry: MappingEntry) -> Iterator[tuple[str, tuple[int, int]]]:
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
