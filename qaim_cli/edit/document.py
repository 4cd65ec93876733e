"""A store being edited: what its text says, and where each entry of its lists is written."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from qaim_cli.dates import DateRules
from qaim_cli.edit.lines import (
    COMMENT_PATTERN,
    EMPTY_LINE_PATTERN,
    detect_newline,
    find_hyphen,
    find_line_end,
    find_line_start,
    find_next_line,
    find_node_end,
    get_column,
)
from qaim_cli.errors import RequestError, StoreError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.ids import IdMaker
from qaim_cli.model import Event, Problem, Timeline
from qaim_cli.store import LoadResult, display_path
from qaim_cli.store.head import StoreHeader
from qaim_cli.store.layout import INDENT, indent_lines
from qaim_cli.store.nodes import EVENTS_KEY, FLOW, MappingEntry, TopLevelPart, YamlNode
from qaim_cli.store.parser import ParsedItem, StoreParser, collect_problems
from qaim_cli.store.shape import TIMELINE_SHAPE
from qaim_cli.text import clean_text

BLOCKING_PROBLEMS = ("anchor", "tag", "duplicate-key", "structure")
"""Problems that make positions in the file unreliable."""
_UNUSUAL_LINE_BREAKS = re.compile("[\x85\u2028\u2029]")


class TextEdit(FrozenRecord):
    """Replace the characters from `start` to `end` of a text."""

    start: int
    end: int
    new_text: str


def apply_text_edits(text: str, edits: Iterable[TextEdit]) -> str:
    """Apply text edits, none of which overlap; those at one offset stay in the order given."""
    chunks, copied_to = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        chunks += [text[copied_to : edit.start], edit.new_text]
        copied_to = edit.end
    return "".join([*chunks, text[copied_to:]])


class EntryRange(FrozenRecord):
    """An event, actor or place in the text, on lines of its own."""

    id: str
    start: int
    """Where its first line begins."""
    end: int
    """Where its last line ends, before the line break."""
    indent: int
    """The columns before its hyphen or its id."""


class DocumentSection(FrozenRecord):
    """A top-level key in the text, with the entries of its list."""

    entry: MappingEntry
    """The key, with its value or the last item of its list."""
    end: int
    """Where its value ends."""
    ranges: tuple[EntryRange, ...] = ()
    shares_lines: bool = False
    """Whether the key or an entry shares a line with other YAML, so cannot be edited by line."""


class _TextContent(FrozenRecord):
    """The content of a text: its head, its events in file order, and single records' problems.

    `omitted_count` counts the events that cannot be read.
    """

    header: StoreHeader
    events: list[Event]
    omitted_count: int
    problems: list[Problem]


class StoreDocument:
    """The text of a store, parsed once: its records and problems, and its outline.

    Parsing drops the tree of each event as soon as it is read, so that a large file fits in
    memory; an edit that needs the trees takes them from `read_parts`.
    """

    def __init__(self, path: str, text: str, *, is_editable: bool = True) -> None:
        """Take the path and text of the file.

        Args:
            path: the path.
            text: the text.
            is_editable: whether to refuse a file whose positions are unreliable.
        """
        self.path = display_path(path)
        self.text = text
        self.newline = detect_newline(text)
        self.sections: dict[str, DocumentSection] = {}
        self._is_editable = is_editable
        self._content: _TextContent | None = None
        self._result: LoadResult | None = None

    @property
    def result(self) -> LoadResult:
        """The content of the file; reads the text unless that is done.

        Raises:
            StoreError: see `read_parts`.
        """
        if self._result is None:
            content = self._get_content()
            timeline = content.header.build_timeline(self.path, content.events)
            self._result = LoadResult(timeline, self.find_problems(), content.omitted_count)
        return self._result

    @property
    def own_events(self) -> Sequence[Event]:
        """The events in the text, in the order written."""
        return self._get_content().events

    @property
    def date_rules(self) -> DateRules:
        """The rules by which the dates of the text are read."""
        return self._get_content().header.date_rules

    @property
    def event_count(self) -> int:
        """How many events stand in the text, those that cannot be read too."""
        return len(self.own_events) + self._get_content().omitted_count

    @property
    def known_timeline(self) -> Timeline | None:
        """The timeline of the file, where it is known without reading the text."""
        return None

    @property
    def is_descending(self) -> bool | None:
        """Whether the events of the file run backwards in time; None where its entries tell."""
        return None

    def find_events_from(self, day: int) -> Iterable[Event]:
        """Find the events of the file whose first day is this one."""
        return (event for event in self.result.timeline.events if event.span.first_day == day)

    def find_problems(self, others: Iterable[Event] = ()) -> tuple[Problem, ...]:
        """Find the problems of the text, seen beside other events of the same timeline.

        Raises:
            StoreError: see `read_parts`.
        """
        content = self._get_content()
        timeline = content.header.build_timeline(self.path, [*content.events, *others])
        return collect_problems(timeline, content.problems, content.omitted_count)

    def make_id_maker(self) -> IdMaker:
        """Make what makes ids of events that no other event of the file has."""
        return IdMaker(entry.id for entry in self.get_entries(EVENTS_KEY))

    def include_events(self, ids: Iterable[str]) -> None:
        """Make sure that the text has the events of these ids, if the file has them."""

    def include_mentions(self, kind: str, names: Collection[str]) -> None:
        """Ensure that the text holds every mention of an actor, place, tag or event."""

    def include_neighbours(self, events: Iterable[Event]) -> None:
        """Make sure that the text has those next to which events would stand in the file."""

    def read(self) -> StoreDocument:
        """Read the text unless that is done; see `read_parts`."""
        assert self._get_content()
        return self

    def forget_content(self) -> None:
        """Forget what was read, as the text is another now."""
        self.sections = {}
        self._content = None

    def _get_content(self) -> _TextContent:
        if self._content is None:
            for _ in self.read_parts():
                pass
        assert self._content is not None
        return self._content

    def read_parts(self) -> Iterator[TopLevelPart]:
        """Read the text and yield each part of its tree; afterwards all the rest is known.

        Raises:
            StoreError: the text cannot be read, or cannot be edited safely.
        """
        parser = StoreParser(self.path, self.text.encode())
        items: list[ParsedItem] = []
        ranges: dict[str, list[EntryRange | None]] = {}
        part_end = 0
        for part, item in parser.parse_parts():
            if item is not None:
                items.append(item)
            found = ranges.setdefault(part.name, [])
            found += self._locate_entries(part, part_end)
            part_end = find_node_end(part.entry.node, self.text)
            self.sections[part.name] = DocumentSection(part.entry, part_end)
            yield part
        for name, found in ranges.items():
            section = self.sections[name]
            self.sections[name] = section._replace(
                ranges=tuple(filter(None, found)),
                shares_lines=self._shares_line(section.entry.key) or None in found,
            )
        events = [item.event for item in items if item.event is not None]
        omitted_count = len(items) - len(events)
        self._content = _TextContent(parser.header, events, omitted_count, parser.problems)
        for problem in sorted(parser.problems) if self._is_editable else ():
            if problem.code in BLOCKING_PROBLEMS:
                raise StoreError(f"{problem}", "fix that by hand first, in a text editor")

    def _locate_entries(self, part: TopLevelPart, gap_start: int) -> Iterator[EntryRange | None]:
        """Locate the entries in a part; None for one that shares a line with other YAML."""
        node = part.entry.node
        if part.is_item:
            id = node.find_value("id")
            name = " ".join(clean_text(id.text).split()) if id else ""
            yield self._locate_list_item(name, gap_start, node)
        elif part.name in ("actors", "places", "sources"):
            in_braces = node.style == FLOW
            for entry in node.entries.values():
                yield None if in_braces else self._locate_keyed_entry(entry)

    def get_entries(self, name: str) -> tuple[EntryRange, ...]:
        """Get the entries of a list, in the order of the text.

        Raises:
            RequestError: they have no lines of their own.
        """
        section = self.sections.get(name)
        first = next((each.entry.key for each in self.sections.values()), None)
        shares_lines = (
            section.shares_lines if section else first is None or self._shares_line(first)
        )
        if shares_lines:
            if _UNUSUAL_LINE_BREAKS.search(self.text):
                raise RequestError(
                    "the file uses unusual line breaks (U+0085, U+2028)",
                    "save it with ordinary line breaks first",
                )
            raise RequestError(
                f"the {name} share their lines with other YAML, so one cannot be edited alone",
                "`qaim format FILE` gives each its own lines",
            )
        return section.ranges if section else ()

    def insert_entry(self, name: str, index: int, lines: tuple[str, ...]) -> TextEdit:
        """Compute the text edit that inserts an entry.

        Args:
            name: the list: events, actors or places.
            index: the number of entries before it.
            lines: its lines, not indented.
        """
        entries = self.get_entries(name)
        if not entries:
            return self._insert_first_entry(name, lines)
        text = self._indent_lines(lines, entries[0].indent)
        separator = self.newline * (2 if self.has_gaps(name) else 1)
        if index == 0:
            start = self.find_comments_start(entries[0])
            return TextEdit(start, start, text + separator)
        end = entries[index - 1].end
        return TextEdit(end, end, separator + text)

    def delete_entry(self, entry: EntryRange, *, with_comments: bool = False) -> TextEdit:
        """Compute the text edit that deletes an entry, with one of the empty lines around it.

        `with_comments` deletes the comments directly above it too.
        """
        start = self.find_comments_start(entry) if with_comments else entry.start
        end = find_next_line(self.text, entry.end)
        next_end = find_line_end(self.text, end)
        if end < len(self.text) and not self.text[end:next_end].strip():
            end = find_next_line(self.text, next_end)
        return TextEdit(start, end, "")

    def _insert_first_entry(self, name: str, lines: tuple[str, ...]) -> TextEdit:
        """Compute the text edit that begins a list that is empty or missing."""
        first = next(iter(self.sections.values()))
        indent = get_column(self.text, first.entry.key)
        section = self.sections.get(name)
        if section is not None:
            return self._fill_empty_list(name, section, lines, indent)
        lines = (f"{name}:", *indent_lines(lines, INDENT))
        names = TIMELINE_SHAPE.key_names[: TIMELINE_SHAPE.key_names.index(name)]
        sections_before = [each for key, each in self.sections.items() if key in names]
        text = self._indent_lines(lines, indent)
        if not sections_before:
            start = find_line_start(self.text, first.entry.key.mark.index)
            return TextEdit(start, start, text + self.newline * 2)
        end = max(self._find_section_end(each) for each in sections_before)
        return TextEdit(end, end, self.newline * 2 + text)

    def _fill_empty_list(
        self, name: str, section: DocumentSection, lines: tuple[str, ...], indent: int
    ) -> TextEdit:
        """Compute the text edit that puts the first entry into an empty list."""
        key = section.entry.key
        end = find_line_end(self.text, max(key.end.index, section.end))
        comments = [
            match[0].rstrip() for match in COMMENT_PATTERN.finditer(self.text, key.end.index, end)
        ]
        trailing_comment = f"  {comments[0]}" if len(comments) == 1 else ""
        lines = (
            f"{name}:{trailing_comment}",
            *indent_lines(comments if len(comments) > 1 else (), INDENT),
            *indent_lines(lines, INDENT),
        )
        return TextEdit(key.mark.index, end, self._indent_lines(lines, indent)[indent:])

    def _find_section_end(self, section: DocumentSection) -> int:
        """Find where a section ends, with the comments after its last entry."""
        ends = [entry.end for entry in section.ranges[-1:]]
        return max(find_line_end(self.text, section.end), *ends, 0)

    def _indent_lines(self, lines: Iterable[str], indent: int) -> str:
        return self.newline.join(indent_lines(lines, indent))

    def _shares_line(self, key: YamlNode) -> bool:
        """Whether something stands before a key on its line."""
        start = key.mark.index
        return bool(self.text[find_line_start(self.text, start) : start].strip())

    def _locate_keyed_entry(self, entry: MappingEntry) -> EntryRange | None:
        """Locate the entry under a key of its own."""
        key = entry.key
        if self._shares_line(key):
            return None
        column = get_column(self.text, key)
        end = self._find_entry_end(entry.node, column + 1)
        return EntryRange(key.text, key.mark.index - column, end, column)

    def _locate_list_item(self, id: str, gap_start: int, node: YamlNode) -> EntryRange | None:
        """Locate the item of a list, from its hyphen."""
        start = node.mark.index
        hyphen = find_hyphen(self.text, gap_start, start)
        line = find_line_start(self.text, hyphen)
        if hyphen == start or self.text[line:hyphen].strip():
            return None
        end = self._find_entry_end(node, get_column(self.text, node))
        return EntryRange(id, line, end, hyphen - line)

    def _find_entry_end(self, node: YamlNode, column: int) -> int:
        """Find where an entry ends, with the comments below it that are indented to a column."""
        end = find_line_end(self.text, find_node_end(node, self.text))
        while end < len(self.text):
            start = find_next_line(self.text, end)
            line = self.text[start : (line_end := find_line_end(self.text, start))]
            if not line.lstrip(" ").startswith("#") or line.index("#") < column:
                break
            end = line_end
        return end

    def find_comments_start(self, entry: EntryRange) -> int:
        """Find where the comments directly above an entry begin, indented no further than it."""
        start = entry.start
        while True:
            above = find_line_start(self.text, start - (2 if self.newline == "\r\n" else 1))
            line = self.text[above:start]
            if not line.lstrip(" ").startswith("#") or line.index("#") > entry.indent:
                return start
            start = above

    def has_gaps(self, name: str) -> bool:
        """Whether empty lines separate the entries of a list, as they do its first two."""
        entries = self.get_entries(name)
        if len(entries) < 2:
            return name == EVENTS_KEY
        return bool(EMPTY_LINE_PATTERN.search(self.text, entries[0].end, entries[1].start))
