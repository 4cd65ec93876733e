"""The canonical layout of a run of events; those written plainly are read without the YAML parser.

An event has comments only where its text has a `#`, or where the line before it has one. So all
others can be laid out one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qaim_cli.edit.store_layout import StoreContent, StoreLayout, lay_out_event
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Problem
from qaim_cli.store.nodes import EVENTS_KEY, TopLevelPart, YamlNode, YamlReader
from qaim_cli.store.plain_items import is_plain_text, read_plain_item
from qaim_cli.store.run_reading import NotSplittableError

_RUN_HEAD = f"{EVENTS_KEY}:\n"
"""What stands above events that are laid out by themselves."""


class EventRun(FrozenRecord):
    r"""The text of events that follow on each other, its line breaks `\n`."""

    head: str
    """The text of the file above its first event; empty for a run that begins further down."""
    events: str
    item_start: str
    """What an event begins with: its margin, a hyphen and a space."""
    is_last: bool
    """Whether no other event follows."""


class RunLayout(FrozenRecord):
    """The layout of a run, and what the run says."""

    text: str
    content: StoreContent


def lay_out_run(path: str, run: EventRun) -> RunLayout:
    """Lay out a run of events as it would be within the whole text.

    Raises:
        StoreError: it cannot be read.
        NotSplittableError: it may be laid out otherwise within the whole text.
    """
    writer = _RunWriter(path, run)
    for item in _iter_items(run):
        writer.add_item(item)
    return writer.finish()


def may_end_with_comment(text: str) -> bool:
    """Whether the last line of a text that is not empty may be a comment."""
    return text.rstrip().rpartition("\n")[2].lstrip().startswith("#")


def _iter_items(run: EventRun) -> Iterator[str]:
    """Iterate over the texts of the events, each without the line break before the next."""
    first, *others = run.events.split(f"\n{run.item_start}")
    yield first
    for item in others:
        yield run.item_start + item


class _RunWriter:
    """Lays out events one by one, or those together that the YAML parser is to read."""

    def __init__(self, path: str, run: EventRun) -> None:
        self._path = path
        self._run = run
        self._head = run.head
        self._waiting: list[str] = []
        self._texts: list[str] = []
        self._values: list[str] = []
        self._events: list[int] = []
        self._comments: list[str] = []
        self._rest: tuple[str, ...] = ()

    def add_item(self, item: str) -> None:
        """Add the text of the next event; see `lay_out_run`."""
        is_below_head = bool(self._head) and not self._waiting
        is_simple = not is_below_head and not self._has_comments(item) and is_plain_text(item)
        node = self._read_plain(item) if is_simple else None
        if node is None:
            self._waiting.append(item)
            return
        self._lay_out_waiting("\n")
        lines, meaning = lay_out_event(node)
        self._texts.append("\n".join(lines) + "\n")
        self._events.append(meaning)

    def finish(self) -> RunLayout:
        """Lay out what is left and join all of it; see `lay_out_run`."""
        self._lay_out_waiting("")
        assert self._run.is_last or not self._rest  # which has a comment on the last line
        gap = [""] if self._rest or not self._run.is_last else []
        text = "\n".join(self._texts) + "".join(f"{line}\n" for line in (*gap, *self._rest))
        return RunLayout(text, (self._values, self._events, sorted(self._comments)))

    def _has_comments(self, item: str) -> bool:
        """Whether the next event may have comments, in it or above it."""
        return "#" in item or (bool(self._waiting) and may_end_with_comment(self._waiting[-1]))

    def _read_plain(self, item: str) -> YamlNode | None:
        """Read an event that is written plainly; None for any other."""
        start = len(self._run.item_start)
        return read_plain_item(item[start:], start - 2, 1)

    def _lay_out_waiting(self, end: str) -> None:
        """Lay out the events that wait, as the YAML parser reads them; see `lay_out_run`."""
        if not self._waiting:
            return
        assert (
            not self._rest
        )  # or these would have waited for one without comments on its last line
        head = self._head or _RUN_HEAD
        text = head + "\n".join(self._waiting) + end
        starts = list(_count_lines(self._waiting, head.count("\n") + 1))
        problems: list[Problem] = []
        reader = YamlReader(self._path, text.encode(), problems)
        layout = StoreLayout(text, _require_items(reader.read_parts(), starts))
        if problems or reader.top_level_keys[-1:] != [EVENTS_KEY] or not layout.ends_with_events:
            raise NotSplittableError
        self._rest, layout.rest = layout.rest, ()
        values, events, comments = layout.content
        if self._head:
            self._values = values
            self._texts.append(layout.format_text("\n"))
        else:
            self._texts.append("".join(f"{line}\n" for line in layout.take_events()))
        self._events += events
        self._comments += comments
        self._head = ""
        self._waiting.clear()


def _count_lines(items: Sequence[str], line: int) -> Iterator[int]:
    """Yield the line on which each of some texts begins, given that of the first."""
    for item in items:
        yield line
        line += item.count("\n") + 1


def _require_items(parts: Iterator[TopLevelPart], starts: Sequence[int]) -> Iterator[TopLevelPart]:
    """Yield the parts of a text whose events begin on these lines.

    Raises:
        NotSplittableError: they begin elsewhere.
    """
    found = []
    for part in parts:
        if part.is_item:
            found.append(part.entry.node.line)
        yield part
    if found != starts:
        raise NotSplittableError
