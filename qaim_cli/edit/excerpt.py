"""Excerpts: the part of a large store that an edit concerns, edited in place of the whole.

An excerpt is the head of the file and those of its chunks that matter, each with its neighbours.
What looks across events is asked of the index, and whatever cannot be proven from the excerpt is
left to who reads the whole file. So the result is the same, to the byte.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import accumulate

from qaim_cli.edit.document import (
    BLOCKING_PROBLEMS,
    EntryRange,
    StoreDocument,
    TextEdit,
    apply_text_edits,
)
from qaim_cli.edit.lines import detect_newline
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.ids import IdMaker
from qaim_cli.model import Event, Timeline
from qaim_cli.store import LoadResult
from qaim_cli.store.content import ReadableContent
from qaim_cli.store.index.chunk_map import ChunkMap
from qaim_cli.store.nodes import EVENTS_KEY

_MAX_FLAWED_CHUNKS = 16
"""With more chunks that have problems a file is read as a whole."""
_MIN_CONTEXT_LINES = 3
"""So many lines around a change are shown with it."""
_FACETS = {"event": "whole"}
"""The facet of the index for those whom each kind names, where it is called otherwise."""


class NotLocalError(Exception):
    """The excerpt does not suffice; the whole file is to be read."""


class ExcerptRun(FrozenRecord):
    """Chunks that follow each other in the file, or its head with the first of them."""

    start: int
    """Where it begins in the file, in bytes."""
    end: int
    first_line: int
    text: str


class StoreExcerpt(StoreDocument):
    """The head of a store and some of its chunks, with what the index knows of the rest.

    What an edit is to see is included before it asks for the entries of the text.
    """

    def __init__(self, path: str, content: ReadableContent, chunk_map: ChunkMap) -> None:
        """Take the file's content and the map of its chunks; see `can_serve`."""
        super().__init__(path, "")
        self.chunk_map = chunk_map
        self.runs: tuple[ExcerptRun, ...] = ()
        self._file_content = content
        chunks = chunk_map.chunks
        head_size = content.size - sum(chunk.size for chunk in chunks)
        self._offsets = list(accumulate((chunk.size for chunk in chunks), initial=head_size))
        # The first two chunks tell the layout of the list, the last ends as the file ends.
        self._positions = {0, min(1, len(chunks) - 1), len(chunks) - 1}
        self._include({i for i, chunk in enumerate(chunks) if chunk.has_problems})

    @staticmethod
    def can_serve(chunk_map: ChunkMap, content: ReadableContent) -> bool:
        """Whether a file can be edited by excerpts: all of it is known, and nearly all is well."""
        codes = {problem.code for problem in chunk_map.result.problems}
        flawed_count = sum(chunk.has_problems for chunk in chunk_map.chunks)
        return (
            flawed_count <= _MAX_FLAWED_CHUNKS
            and not codes.intersection((*BLOCKING_PROBLEMS, "duplicate-id"))
            and chunk_map.is_of(content)
        )

    @property
    def result(self) -> LoadResult:
        """The content of the whole file."""
        return self.chunk_map.result

    @property
    def known_timeline(self) -> Timeline:
        """The timeline of the whole file."""
        return self.chunk_map.result.timeline

    @property
    def is_descending(self) -> bool:
        """Whether the events of the whole file run backwards in time.

        Raises:
            NotLocalError: an event that cannot be read may share its id with another.
        """
        entries = Counter(entry.id for entry in self.get_entries(EVENTS_KEY))
        entries.subtract(event.id for event in self.own_events)
        if any(self.chunk_map.has_event(id) for id, count in entries.items() if count):
            raise NotLocalError
        return self.chunk_map.is_descending

    def get_entries(self, name: str) -> tuple[EntryRange, ...]:
        """Get the entries of a list that the text has; see `StoreDocument`."""
        self.read()
        return super().get_entries(name)

    def make_id_maker(self) -> IdMaker:
        """Make what makes ids of events that no other event of the file has."""
        ids = (entry.id for entry in self.get_entries(EVENTS_KEY))
        return IdMaker(ids, self.chunk_map.has_event)

    def find_events_from(self, day: int) -> Iterable[Event]:
        """Find the events of the whole file whose first day is this one."""
        return self.chunk_map.read_day(day)

    def include_events(self, ids: Iterable[str]) -> None:
        """Make sure that the text has the events of these ids, if the file has them."""
        self._include(self.chunk_map.find_ids(ids))

    def include_mentions(self, kind: str, names: Collection[str]) -> None:
        """Extend the excerpt by every event that mentions an actor, place, tag or event.

        Raises:
            NotLocalError: the index cannot tell.
        """
        found = self.chunk_map.find_facet(_FACETS.get(kind, kind), names)
        if found is None:
            raise NotLocalError
        self._include(found | (self.chunk_map.find_ids(names) if kind == "event" else set()))

    def include_neighbours(self, events: Iterable[Event]) -> None:
        """Extend the excerpt by the events beside which events would be inserted."""
        for event in events:
            self._include(self.chunk_map.find_neighbour(event.sort_key))

    def apply_edits(self, edits: Iterable[TextEdit]) -> list[str]:
        """Apply text edits to the runs; the new text of each.

        Raises:
            NotLocalError: an edit reaches from one run into another.
        """
        starts = list(accumulate((len(run.text) for run in self.runs), initial=0))
        by_run: list[list[TextEdit]] = [[] for _ in self.runs]
        for start, end, new_text in edits:
            number = min(bisect_right(starts, start), len(self.runs)) - 1
            if end > starts[number + 1]:
                raise NotLocalError
            origin = starts[number]
            by_run[number].append(TextEdit(start - origin, end - origin, new_text))
        return [
            apply_text_edits(run.text, each) for run, each in zip(self.runs, by_run, strict=True)
        ]

    def _include(self, positions: set[int]) -> None:
        """Put chunks into the text, with those around them, unless it has them."""
        if positions <= self._positions and self.text:
            return
        self._positions |= positions
        self._take_runs(tuple(self._build_runs()))

    def _take_runs(self, runs: tuple[ExcerptRun, ...]) -> None:
        """Take the runs that the text is made of."""
        self.runs = runs
        self.text = "".join(run.text for run in self.runs)
        self.newline = detect_newline(self.text)
        self.forget_content()

    def _build_runs(self) -> Iterator[ExcerptRun]:
        chunks = self.chunk_map.chunks
        begin, begin_line, end = 0, 1, 0
        for position in sorted({i for each in self._positions for i in self._iter_around(each)}):
            if position and self._offsets[position] != end:
                yield self._make_run(begin, end, begin_line)
                begin, begin_line = self._offsets[position], chunks[position].first_line
            end = self._offsets[position + 1]
        yield self._make_run(begin, end, begin_line)

    def _make_run(self, start: int, end: int, first_line: int) -> ExcerptRun:
        return ExcerptRun(start, end, first_line, self._file_content.read_part(start, end).decode())

    def _iter_around(self, position: int) -> Iterator[int]:
        """Yield the position of a chunk and of those next to it, with enough lines to show."""
        chunks = self.chunk_map.chunks
        yield position
        for step in (-1, 1):
            near, line_count = position + step, 0
            while 0 <= near < len(chunks) and line_count < _MIN_CONTEXT_LINES:
                yield near
                following = chunks[near + 1 : near + 2]
                line_count += sum(each.first_line - chunks[near].first_line for each in following)
                near += step
