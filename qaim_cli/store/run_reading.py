"""Read the events of a store run by run, in several processes where the file is large.

A run is some of the chunks that a text was cut into, read under a key of its own. That it says the
same by itself as within the whole text is proven, not assumed: an event begins on every line on
which one is to begin, nothing is left open at its end, and no other key follows. Where that does
not hold the whole text is to be read at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from qaim_cli import store
from qaim_cli.errors import StoreError
from qaim_cli.forked_workers import Result, count_workers, map_in_workers
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event, Problem
from qaim_cli.store import LoadResult
from qaim_cli.store.content import MemoryContent
from qaim_cli.store.head import StoreHeader, get_timeline_name
from qaim_cli.store.index.chunks import Chunk, ChunkedText, split_into_chunks
from qaim_cli.store.nodes import EVENTS_KEY
from qaim_cli.store.parser import ParsedItem, StoreParser, collect_problems
from qaim_cli.store.plain_events import PlainEventReader
from qaim_cli.store.plain_items import is_plain_text
from qaim_cli.store.record_reader import ProblemCollector

_RUN_BYTES = 2**19
"""How many bytes are read as one run."""
_RUN_HEAD = f"{EVENTS_KEY}:\n".encode()


class NotSplittableError(ValueError):
    """A text says something else in parts than as a whole, or that cannot be told."""


class ReadRun(FrozenRecord):
    """The content of consecutive chunks, with the line numbers of the whole text."""

    items_by_chunk: list[list[ParsedItem]]
    problems: list[Problem]
    incomplete_events: list[Event]


class ReadHead(FrozenRecord):
    """What was read of a store's text before its events: header and problems."""

    header: StoreHeader
    problems: tuple[Problem, ...]


def can_share_reading(text: ChunkedText) -> bool:
    """Whether a text is large enough to be read in several processes, and there can be some."""
    return text.size >= store.MIN_SHARED_BYTES and count_workers() > 1


def read_head(path: str, head: bytes) -> ReadHead:
    """Read what stands before the events of a text.

    Raises:
        StoreError: it cannot be read.
        NotSplittableError: it says something else by itself than before the events.
    """
    reading = StoreParser(path, head)
    require_end(reading.parse_items(), reading)
    return ReadHead(reading.header, tuple(reading.problems))


def read_run(
    path: str,
    chunks: Sequence[Chunk],
    header: StoreHeader,
    make_collector: Callable[[str], ProblemCollector] = ProblemCollector,
) -> ReadRun:
    """Read chunks that follow on each other.

    Raises:
        StoreError: they cannot be read.
        NotSplittableError: they may say something else by themselves than within the whole text.
        OSError: they are no longer in the file.
    """
    return _RunReader(path, header, chunks[0].item_start, make_collector).read(chunks)


class _TextItem(FrozenRecord):
    """The text of an item behind its hyphen and space, and the line on which it stands."""

    line: int
    text: str


class _RunReader:
    """Reads the chunks of runs: their plain items one by one, and all others by the YAML parser.

    An item says the same by itself as within the whole text for the reason that a run does.
    """

    def __init__(
        self,
        path: str,
        header: StoreHeader,
        item_start: bytes,
        make_collector: Callable[[str], ProblemCollector],
    ) -> None:
        self._path = path
        self._header = header
        self._start = item_start.decode()[1:]
        self._make_collector = make_collector
        self._plain_reader = PlainEventReader(get_timeline_name(path), header, len(self._start) - 2)
        self._problems: list[Problem] = []
        self._incomplete_events: list[Event] = []

    def read(self, chunks: Sequence[Chunk]) -> ReadRun:
        """Read chunks that follow on each other; see `read_run`."""
        self._problems, self._incomplete_events = [], []
        items_by_chunk = list(map(self.read_chunk, chunks))
        return ReadRun(items_by_chunk, self._problems, self._incomplete_events)

    def read_chunk(self, chunk: Chunk) -> list[ParsedItem]:
        """Read a chunk; see `read_run`."""
        data = chunk.read_data()
        text = data.decode()
        start = self._start
        if not text.startswith(start) or not is_plain_text(text):
            return self._parse(data, chunk.find_item_lines(data))
        items: list[ParsedItem] = []
        waiting: list[_TextItem] = []
        for item in _iter_items(text, start, chunk.first_line):
            event = self._plain_reader.read(item.text, item.line)
            if event is None:
                waiting.append(item)
                continue
            items += self._parse_items(waiting, start, "\n")
            items.append(ParsedItem(item.line, event))
        return items + self._parse_items(waiting, start, "")

    def _parse_items(self, waiting: list[_TextItem], start: str, end: str) -> list[ParsedItem]:
        """Read items that follow on each other by the YAML parser, and take them off the list."""
        if not waiting:
            return []
        text = "\n".join(f"{start}{item.text}" for item in waiting) + end
        lines = [item.line for item in waiting]
        waiting.clear()
        return self._parse(text.encode(), lines)

    def _parse(self, data: bytes, lines: Sequence[int]) -> list[ParsedItem]:
        """Read a part of the text by the YAML parser, given the lines of its items.

        Raises:
            StoreError: it cannot be read.
            NotSplittableError: it may say something else by itself than within the whole text.
        """
        collector = self._make_collector(self._path)
        reading = StoreParser(self._path, _RUN_HEAD + data, collector, self._header)
        items = reading.parse_items()
        shift = lines[0] - 2
        found = list(iter_expected_items(items, lines, shift))
        require_end(items, reading)
        if any(problem.related_line for problem in reading.problems):
            raise NotSplittableError
        self._problems += [each._replace(line=each.line + shift) for each in reading.problems]
        self._incomplete_events += [
            each._replace(line=each.line + shift) for each in collector.incomplete_events
        ]
        return found


def _iter_items(text: str, start: str, first_line: int) -> Iterator[_TextItem]:
    """Iterate over the items of a chunk's text, which begins with one."""
    line = first_line
    for item in text[len(start) :].split(f"\n{start}"):
        yield _TextItem(line, item)
        line += item.count("\n") + 1


def read_runs(
    path: str,
    text: ChunkedText,
    header: StoreHeader,
    make_collector: Callable[[str], ProblemCollector] = ProblemCollector,
) -> Iterator[ReadRun]:
    """Read all chunks of a text, in several processes where there can be some; see `map_runs`."""
    return map_runs(path, text, header, lambda _, run: run, make_collector)


def map_runs(
    path: str,
    text: ChunkedText,
    header: StoreHeader,
    convert: Callable[[Sequence[Chunk], ReadRun], Result],
    make_collector: Callable[[str], ProblemCollector] = ProblemCollector,
) -> Iterator[Result]:
    """Read all chunks of a text and yield what a function makes of each run of them, in order.

    Both are done in several processes where there can be some.

    Raises:
        WorkerLostError: they cannot be read so, and the whole text is to be read at once.
    """
    runs = list(group_chunks(text.chunks))
    worker_count = count_workers()
    reader = _RunReader(path, header, text.chunks[0].item_start, make_collector)

    def read(run: list[Chunk]) -> Result:
        return convert(run, reader.read(run))

    yield from map_in_workers(read, runs, worker_count) if worker_count > 1 else map(read, runs)


def parse_in_runs(path: str, data: bytes) -> LoadResult | None:
    """Read a whole store in several processes; None where it is to be read in one."""
    text = split_into_chunks(MemoryContent(data))
    if text is None or not can_share_reading(text):
        return None
    items: list[ParsedItem] = []
    try:
        header, head_problems = read_head(path, text.head)
        problems = [*head_problems]
        for run in read_runs(path, text, header):
            items += chain.from_iterable(run.items_by_chunk)
            problems += run.problems
    except (NotSplittableError, StoreError, OSError):
        return None
    events = [item.event for item in items if item.event is not None]
    timeline = header.build_timeline(path, events)
    omitted_count = len(items) - len(events)
    return LoadResult(timeline, collect_problems(timeline, problems, omitted_count), omitted_count)


def iter_expected_items(
    items: Iterator[ParsedItem], starts: Sequence[int], shift: int = 0
) -> Iterator[ParsedItem]:
    """Yield an item for each line on which one is to begin, its line moved by `shift`.

    Raises:
        NotSplittableError: an item begins elsewhere, or there is none.
    """
    for start in starts:
        item = next(items, None)
        if item is None or item.line + shift != start:
            raise NotSplittableError
        event = item.event._replace(line=start) if item.event else None
        yield ParsedItem(start, event)


def require_end(items: Iterator[ParsedItem], reading: StoreParser) -> None:
    """Require that there are no more items, and no key behind that of the events.

    Raises:
        NotSplittableError: there are.
    """
    if (
        next(items, None)
        or reading.top_level_keys[-1:] != [EVENTS_KEY]
        or reading.top_level_keys.count(EVENTS_KEY) != 1
    ):
        raise NotSplittableError


def group_chunks(chunks: Sequence[Chunk]) -> Iterator[list[Chunk]]:
    """Group chunks into runs of some length."""
    run: list[Chunk] = []
    size = 0
    for chunk in chunks:
        run.append(chunk)
        size += chunk.size
        if size >= _RUN_BYTES:
            yield run
            run, size = [], 0
    if run:
        yield run
