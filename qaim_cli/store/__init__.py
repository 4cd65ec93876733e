"""The store: a YAML file → a timeline, and the problems found on the way.

A fault in one event never hides the rest: it is a problem, and only a file that cannot be read at
all is an error. What a file said when it was last read is kept in an `index`, which answers in its
place as long as the file is the same; nothing above the store can tell the difference.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable
from itertools import islice
from typing import TYPE_CHECKING

from qaim_cli.errors import StoreError, describe_os_error
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.inputs import NotReadableError, explain_read_errors, read_input, read_stdin
from qaim_cli.model import IgnoredSentence, Problem, Timeline
from qaim_cli.text import clean_text

if TYPE_CHECKING:
    from qaim_cli.checks import Check
    from qaim_cli.store.index.chunk_map import ChunkMap
    from qaim_cli.store.nodes import YamlNode

ProgressCallback = Callable[[float], None]
"""Progress callback, called with 0.0-1.0."""


MIN_MAPPED_BYTES = 2**17
"""A smaller file is read as a whole to change it."""
MIN_SHARED_BYTES = 2**21
"""A smaller file is read in one process."""
_UNREAD_EVENTS = ("anchor", "tag", "structure")
"""Problems for which the events may be missing from a timeline that seems to have none."""


class LoadResult(FrozenRecord):
    """A timeline as read, with its problems in the order of the file."""

    timeline: Timeline
    problems: tuple[Problem, ...]
    omitted_count: int
    """How many events could not be read and are missing from the timeline."""


class CheckResult(FrozenRecord):
    """The result of checking a file: its timeline and its problems."""

    path: str
    timeline: Timeline | None
    """None where the file cannot be read."""
    problems: tuple[Problem, ...]
    """In the order of the file, without those that events allow."""
    omitted_count: int
    content: bytes
    """The file's bytes in UTF-8; empty where it is none."""

    def read_lines(self, numbers: Collection[int]) -> dict[int, str]:
        """Read some lines of the file, by their numbers in problems."""
        from qaim_cli.store.positions import iter_lines

        lines = enumerate(islice(iter_lines(self.content), max(numbers, default=0)), start=1)
        return {number: line.decode() for number, line in lines if number in numbers}


class CacheEntry(FrozenRecord):
    """A cached index of a store, from which questions are answered without reading the store."""

    store: str
    """The store's path; empty where another version of the program kept it."""
    events: int
    path: str
    size: int
    """In bytes."""


def find_shipped_timeline() -> str:
    """The path of the timeline that comes with the program."""
    package = os.path.dirname(os.path.dirname(__file__))
    inside = os.path.join(package, "data", "events.yaml")
    beside = os.path.join(os.path.dirname(package), "data", "events.yaml")
    return inside if os.path.exists(inside) else beside


def load_timeline(
    path: str, *, cache: bool = True, progress: ProgressCallback | None = None
) -> LoadResult:
    """The timeline that a file holds, its events in order of time, and every problem in it.

    Args:
        path: the file.
        cache: whether an index may answer in the file's place, and be made.
        progress: told how much is read, where that takes its time.

    Raises:
        StoreError: the file cannot be read at all: missing, not text, not YAML, another shape.
    """
    if cache and not os.environ.get("QAIM_NO_CACHE"):
        # Here, so that a request that reads no store never pays for the database.
        from qaim_cli.store import index

        result = index.load_from_index(path, display_path(path), progress)
        if result is not None:
            return _require_content(result)
    return _require_content(parse_store(path, read_content(path)))


def map_chunks(path: str) -> ChunkMap | None:
    """Locate the blocks of events in a large file, so that one can be changed by itself.

    None where a file is small, so that it is read as a whole as fast, or where no index may tell.

    Raises:
        StoreError: the file cannot be read at all.
    """
    is_small = os.path.getsize(path) < MIN_MAPPED_BYTES
    if is_small or os.environ.get("QAIM_NO_CACHE"):
        return None
    from qaim_cli.store import index

    return index.map_chunks(path, display_path(path))


def _require_content(result: LoadResult) -> LoadResult:
    """Return the result, unless the file's events, or all of the file, could not be read.

    Raises:
        StoreError: nothing could be read, which is not the same as an empty timeline.
    """
    timeline = result.timeline
    if not result.problems or result.omitted_count or len(timeline.events):
        return result
    has_content = (
        timeline.infobox
        or timeline.actors.entities
        or timeline.places.entities
        or any(timeline.reference)
        or timeline.title != timeline.name
    )
    codes = _UNREAD_EVENTS if has_content else (*_UNREAD_EVENTS, "unknown-key", "type")
    for problem in result.problems:
        if problem.code in codes:
            position = (problem.line, problem.column)
            raise StoreError(problem.message, problem.fix, path=problem.path, position=position)
    return result


def list_cache_entries() -> tuple[str | None, tuple[CacheEntry, ...]]:
    """List the cached indexes, with the cache folder; None where the system has none."""
    from qaim_cli.store import index

    return index.cache_folder.find_cache_folder(), tuple(index.iter_cache_entries())


def clear_cache() -> tuple[CacheEntry, ...]:
    """Remove all cached indexes, and return what they were.

    Raises:
        StoreError: it cannot be removed.
    """
    from qaim_cli.store import index

    try:
        return index.clear_cache()
    except OSError as error:
        what = f"the cache cannot be cleared: {describe_os_error(error)}"
        raise StoreError(
            what, f"remove {index.cache_folder.find_cache_folder()} yourself"
        ) from None


def parse_store(path: str, data: bytes) -> LoadResult:
    """The timeline that the content of a file writes, all in memory; see `load`.

    Args:
        path: the file's path, as problems tell it.
        data: its content, see `read_bytes`.

    Raises:
        StoreError: it cannot be read at all.
    """
    # Here, so that a request that an index answers never pays for the YAML library.
    from qaim_cli.store.parser import StoreParser, collect_problems

    if len(data) >= MIN_SHARED_BYTES:
        from qaim_cli.store.run_reading import parse_in_runs

        result = parse_in_runs(display_path(path), data)
        if result is not None:
            return result
    reading = StoreParser(display_path(path), data)
    timeline, left_out = reading.parse_timeline()
    return LoadResult(timeline, collect_problems(timeline, reading.problems, left_out), left_out)


def parse_plain_yaml(path: str, text: str) -> dict[str, object]:
    """Read a small YAML text as lists and mappings of texts.

    Raises:
        StoreError: it is not YAML, or its top level is not made of keys.
    """
    from qaim_cli.store.nodes import YamlReader

    reader = YamlReader(display_path(path), text.encode(errors="replace"), [])
    found: dict[str, object] = {}
    for part in reader.read_parts():
        value = _simplify_node(part.entry.node)
        known = found.get(part.name)
        found[part.name] = [*known, value] if isinstance(known, list) else value
    return found


def _simplify_node(node: YamlNode) -> object:
    if isinstance(node.value, list):
        return [_simplify_node(each) for each in node.value]
    if isinstance(node.value, dict):
        return {key: _simplify_node(entry.node) for key, entry in node.value.items()}
    return node.value


def load_ignored_sentences(path: str) -> tuple[IgnoredSentence, ...]:
    """The dated sentences that a file says are to become no events.

    Raises:
        StoreError: it cannot be read at all.
    """
    from qaim_cli.store import citation_records
    from qaim_cli.store.nodes import YamlReader
    from qaim_cli.store.record_reader import ProblemCollector

    collector = ProblemCollector(display_path(path))
    parts = YamlReader(collector.path, read_bytes(path), collector.problems).read_parts()
    return tuple(
        sentence
        for part in parts
        if part.name == "ignore"
        for sentence in citation_records.read_ignored_sentences(collector, part.entry)
    )


def check_file(path: str, selected: Iterable[Check]) -> CheckResult:
    """Find every problem that the selected checks, and reading the file, find in it.

    A file that cannot be read at all has that one problem, and no timeline.
    """
    from qaim_cli import checks
    from qaim_cli.ids import is_id
    from qaim_cli.store.check_reading import read_checked_store
    from qaim_cli.store.tables import is_table_file

    selected = tuple(selected)
    shown_path = display_path(path)
    content, omitted_count = b"", 0
    timeline: Timeline | None = None
    try:
        content = read_content(path)
        timeline, checked, omitted_count, collector = read_checked_store(shown_path, content)
        content = b"" if is_table_file(content) else content  # which has no lines
        # Events without a usable id are checked, but others cannot refer to them.
        identifiable = sum(is_id(event.id) for event in collector.incomplete_events)
        is_complete = identifiable == omitted_count
        collector.problems.extend(
            checks.run_checks(checked, selected, collector, all_read=is_complete)
        )
        collector.add_bidirectional_problems(content)
        found = collector.problems
    except StoreError as error:
        found = [_make_unreadable_problem(shown_path, error)]
    names = {each.name for each in selected} | {"unreadable"}
    problems = sorted(problem for problem in found if problem.code in names)
    return CheckResult(shown_path, timeline, tuple(problems), omitted_count, content)


def read_content(path: str) -> bytes:
    """Read a timeline's file: text as `read_bytes` gives it, or tables as they are.

    Raises:
        StoreError: the file cannot be read, or is neither.
    """
    from qaim_cli.store.tables import is_table_file

    with explain_read_errors(path, missing_fix="name one with --file"):
        try:
            found = read_input(path)
        except NotReadableError as error:
            if is_table_file(error.beginning):
                error.fix = "write fewer events into it, or ask a database: see 'qaim list --sql'"
            raise
    return found if is_table_file(found) else require_utf8(path, found)


def read_bytes(path: str) -> bytes:
    """The content of a file: UTF-8, without a byte order mark.

    Raises:
        StoreError: the file cannot be read, is not UTF-8 or has nothing in it.
    """
    with explain_read_errors(path, missing_fix="name one with --file"):
        found = read_input(path)
    return require_utf8(path, found)


def read_stdin_bytes() -> bytes:
    """The content of standard input, as that of a file; see `read_bytes`.

    Raises:
        StoreError: it is not UTF-8, is empty, or is too large.
    """
    try:
        found = read_stdin()
    except NotReadableError as error:
        raise StoreError(f"<stdin> {error.message}", error.fix) from None
    return require_utf8("<stdin>", found)


def require_utf8(path: str, found: bytes) -> bytes:
    """The bytes of a file without a byte order mark; see `read_bytes`."""
    from qaim_cli.store.tables import is_table_file

    if is_table_file(found):
        raise StoreError(
            f"{display_path(path)} is made of tables, which are only read",
            "write a timeline to change with: qaim list --file FILE -o timeline.yaml",
        )
    found = found.removeprefix(b"\xef\xbb\xbf")
    try:
        if not found.isascii():  # which takes no memory
            found.decode()
    except UnicodeDecodeError as error:
        from qaim_cli.store.positions import find_line_and_column

        before = found[: error.start].decode()
        line, column = find_line_and_column(before, len(before))
        raise StoreError(
            "is not UTF-8 text",
            "save the file as UTF-8",
            path=display_path(path),
            position=(line, column),
        ) from None
    if not found or found.isspace():
        raise StoreError(f"{display_path(path)} is empty", "write at least title: and events:")
    return found


def display_path(path: str) -> str:
    """The path of a file as messages show it."""
    return clean_text(" ".join(path.split()))


def _make_unreadable_problem(path: str, error: StoreError) -> Problem:
    """Turn the error of a file that cannot be read into a problem."""
    line, column = error.position
    return Problem(path, line, column, "unreadable", error.description, error.fix)
