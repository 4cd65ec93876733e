"""Read a store to check it: with the positions of all that a check can find fault with."""

from __future__ import annotations

from itertools import chain

from qaim_cli import store
from qaim_cli.errors import StoreError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event, Timeline
from qaim_cli.store.content import MemoryContent
from qaim_cli.store.index.chunks import ChunkedText, split_into_chunks
from qaim_cli.store.nodes import EVENTS_KEY
from qaim_cli.store.parser import StoreParser
from qaim_cli.store.positions import PositionedProblemCollector, read_item
from qaim_cli.store.run_reading import NotSplittableError, can_share_reading, read_runs, require_end
from qaim_cli.store.tables import is_table_file


class CheckedStore(FrozenRecord):
    """The timeline of a file, with and without the events that lack a required key."""

    timeline: Timeline
    with_incomplete: Timeline
    omitted_count: int
    collector: PositionedProblemCollector


def read_checked_store(path: str, content: bytes) -> CheckedStore:
    """Read a store to check it, in several processes where it is large.

    Raises:
        StoreError: it cannot be read.
    """
    if len(content) >= store.MIN_SHARED_BYTES and not is_table_file(content):
        text = split_into_chunks(MemoryContent(content))
        if text is not None and can_share_reading(text):
            try:
                return _read_in_runs(path, text)
            except (NotSplittableError, StoreError, OSError):
                pass  # what is read as a whole tells what is wrong
    collector = PositionedProblemCollector(path)
    parser = StoreParser(path, content, collector)
    timeline, omitted_count = parser.parse_timeline()
    checked = parser.with_incomplete_events(timeline) if omitted_count else timeline
    return CheckedStore(timeline, checked, omitted_count, collector)


def _read_in_runs(path: str, text: ChunkedText) -> CheckedStore:
    """Read a store in several processes; the nodes of its events are read again when asked for.

    Raises:
        StoreError: it cannot be read so.
        NotSplittableError: likewise.
        WorkerLostError: likewise.
    """
    collector = PositionedProblemCollector(path)
    head = StoreParser(path, text.head, collector)
    require_end(head.parse_items(), head)
    events: list[Event] = []
    incomplete: list[Event] = []
    omitted_count = 0
    for run in read_runs(path, text, head.header, PositionedProblemCollector):
        items = list(chain.from_iterable(run.items_by_chunk))
        found = [item.event for item in items if item.event is not None]
        omitted_count += len(items) - len(found)
        events += found
        incomplete += run.incomplete_events
        collector.problems += run.problems
    collector.incomplete_events = incomplete
    collector.event_text = text
    last_chunk = text.chunks[-1]
    last = read_item(text, last_chunk.find_item_lines(last_chunk.read_data())[-1])
    entry = collector.top_level_entries[EVENTS_KEY]
    collector.note_position(EVENTS_KEY, entry._replace(node=last.node))
    timeline = head.header.build_timeline(path, events)
    checked = (
        head.header.build_timeline(path, [*events, *incomplete]) if omitted_count else timeline
    )
    return CheckedStore(timeline, checked, omitted_count, collector)
