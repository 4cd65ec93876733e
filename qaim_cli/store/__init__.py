"""The store: a YAML file → a timeline, and the problems found on the way.

A fault in one event never hides the rest: it is a problem, and only a file that cannot be read at
all is an error. What a file said when it was last read is kept in an `index`, which answers in its
place as long as the file is the same; nothing above the store can tell the difference.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from qaim_cli.errors import StoreError, describe_os_error
from qaim_cli.inputs import NotReadableError, read_input, read_stdin
from qaim_cli.model import IgnoredSentence, Problem, Timeline
from qaim_cli.text import clean_text

if TYPE_CHECKING:
    from qaim_cli.checks import Check
    from qaim_cli.store.nodes import YamlNode

ProgressCallback = Callable[[float], None]
"""Told now and then how much of a file is read, from 0 to 1."""


class LoadResult(NamedTuple):
    """A timeline as read, with its problems in the order of the file."""

    timeline: Timeline
    problems: tuple[Problem, ...]
    omitted_count: int
    """How many events could not be read and are missing from the timeline."""


class CheckResult(NamedTuple):
    """What checking a file found."""

    path: str
    timeline: Timeline | None
    """None where the file cannot be read."""
    problems: tuple[Problem, ...]
    """In the order of the file, without those that events allow."""
    omitted_count: int
    text: str
    """The file's text; empty where it is none."""

    def split_lines(self) -> list[str]:
        """The lines of the file, as problems number them."""
        from qaim_cli.store.positions import split_lines

        return split_lines(self.text)


class CacheEntry(NamedTuple):
    """What is kept of a store, to answer without reading it again."""

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

        loaded = index.load_from_index(path, display_path(path), progress)
        if loaded is not None:
            return loaded
    return parse_store(path, read_bytes(path))


def list_cache_entries() -> tuple[str | None, tuple[CacheEntry, ...]]:
    """The folder in which something is kept of stores, if the system has one, and what that is."""
    from qaim_cli.store import index

    return index.cache_folder.find_cache_folder(), tuple(index.iter_cache_entries())


def clear_cache() -> tuple[CacheEntry, ...]:
    """Removes all that is kept of stores; what that was.

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

    reading = StoreParser(display_path(path), data)
    timeline, left_out = reading.parse_timeline()
    return LoadResult(timeline, collect_problems(timeline, reading.problems, left_out), left_out)


def parse_plain_yaml(path: str, text: str) -> dict[str, object]:
    """The top-level keys of a small YAML text, every scalar as text: lists and mappings of such.

    Raises:
        StoreError: it is not YAML, or its top level is not made of keys.
    """
    from qaim_cli.store.nodes import YamlReader

    reader = YamlReader(display_path(path), text.encode(errors="replace"), [])
    found: dict[str, object] = {}
    for key, entry in reader.read_entries():
        value = _simplify_node(entry.node)
        known = found.get(key)
        found[key] = [*known, value] if isinstance(known, list) else value
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
    from qaim_cli.store import records
    from qaim_cli.store.nodes import YamlReader
    from qaim_cli.store.record_reader import ProblemCollector

    faults = ProblemCollector(display_path(path))
    entries = YamlReader(faults.path, read_bytes(path), faults.problems).read_entries()
    return tuple(
        each
        for key, entry in entries
        if key == "ignore"
        for each in records.read_ignored_sentences(faults, entry)
    )


def check_file(path: str, chosen: Iterable[Check]) -> CheckResult:
    """Every problem that the chosen checks find in a file, those of reading it among them.

    A file that cannot be read at all has that one problem, and no timeline.
    """
    from qaim_cli import checks
    from qaim_cli.store.parser import StoreParser
    from qaim_cli.store.positions import PositionedProblemCollector
    from qaim_cli.store.records import is_id

    chosen = tuple(chosen)
    faults = PositionedProblemCollector(display_path(path))
    text, left_out = "", 0
    timeline: Timeline | None = None
    try:
        content = read_bytes(path)
        text = content.decode()
        reading = StoreParser(faults.path, content, faults)
        timeline, left_out = reading.parse_timeline()
        # What an event without a usable id says is known, but not what others call it.
        known = sum(is_id(event.id) for event in faults.incomplete_events)
        judged = reading.with_incomplete_events(timeline) if left_out else timeline
        faults.problems.extend(
            checks.run_checks(judged, chosen, faults, all_read=known == left_out)
        )
        faults.add_bidirectional_problems(text)
    except StoreError as error:
        faults.problems[:] = [_make_unreadable_problem(faults.path, error)]
    names = {each.name for each in chosen} | {"unreadable"}
    problems = sorted(problem for problem in faults.problems if problem.code in names)
    return CheckResult(faults.path, timeline, tuple(problems), left_out, text)


def read_bytes(path: str) -> bytes:
    """The content of a file: UTF-8, without a byte order mark.

    Raises:
        StoreError: the file cannot be read, is not UTF-8 or has nothing in it.
    """
    try:
        found = read_input(path)
    except FileNotFoundError:
        raise StoreError(f"there is no file {path!r}", "name one with --file") from None
    except IsADirectoryError:
        raise StoreError(f"{path!r} is a folder", "name a file in it") from None
    except NotReadableError as error:
        raise StoreError(f"{path!r} {error.message}", error.fix) from None
    except (OSError, ValueError) as error:
        what = f"{path!r} cannot be read: {describe_os_error(error)}"
        raise StoreError(what, "name a file that you may read") from None
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
    found = found.removeprefix(b"\xef\xbb\xbf")
    try:
        found.decode()
    except UnicodeDecodeError as error:
        from qaim_cli.store.positions import find_line_and_column

        before = found[: error.start].decode()
        line, column = find_line_and_column(before, len(before))
        what = f"{display_path(path)}:{line}: is not UTF-8 text"
        raise StoreError(what, "save the file as UTF-8", (line, column)) from None
    if not found or found.isspace():
        raise StoreError(f"{display_path(path)} is empty", "start one with a title and events")
    return found


def display_path(path: str) -> str:
    """What problems call a file."""
    return clean_text(" ".join(path.split()))


def _make_unreadable_problem(path: str, error: StoreError) -> Problem:
    """A file that cannot be read as a problem, at the place that the error names if it does."""
    line, column = error.position
    what = error.message.removeprefix(f"{path}:{line}: ")
    return Problem(path, line, column, "unreadable", what, error.fix)
