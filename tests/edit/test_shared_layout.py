"""A large file formatted run by run is laid out to the byte as it is as a whole."""

from __future__ import annotations

import itertools
import random

import pytest

from qaim_cli import store
from qaim_cli.edit import file_change, run_layout, shared_layout, store_layout
from qaim_cli.edit.change import change_content, change_file
from qaim_cli.edit.formatting import format_store, format_text
from qaim_cli.edit.shared_layout import format_in_runs
from qaim_cli.errors import QaimError, StoreError
from qaim_cli.forked_workers import WorkerLostError
from qaim_cli.store import run_reading
from qaim_cli.store.content import MemoryContent
from qaim_cli.store.index import chunks
from qaim_cli.store.run_reading import NotSplittableError
from tests.edit.random_stores import write_store
from tests.store import test_run_reading
from tests.support.patching import apply_diff
from tests.support.searching import draw_seeds


@pytest.fixture(autouse=True)
def small_runs(monkeypatch):
    monkeypatch.setattr(store, "MIN_SHARED_BYTES", 0)
    monkeypatch.setattr(chunks, "_EVENTS_PER_CHUNK", 2)
    monkeypatch.setattr(run_reading, "_RUN_BYTES", 300)
    monkeypatch.setattr(file_change, "_MIN_SHARED_RUNS", 2)
    for module in (shared_layout, file_change):
        monkeypatch.setattr(module, "count_workers", lambda: 2)


@pytest.fixture
def in_process(monkeypatch):
    def map_here(function, tasks, worker_count):
        assert worker_count == 2
        for task in tasks:
            try:
                yield function(task)
            except Exception:  # noqa: BLE001 - as a worker does
                raise WorkerLostError from None

    for module in (shared_layout, file_change):
        monkeypatch.setattr(module, "map_in_workers", map_here)


def format_whole(text: str) -> str:
    try:
        return format_text(text)
    except QaimError as error:
        return str(error)


def format_shared(text: str) -> str:
    try:
        change, pieces = change_content("<text>", MemoryContent(text.encode()), format_store)
    except QaimError as error:
        return str(error)
    found = b"".join(pieces).decode()
    assert apply_diff(text, list(change.format_diff())) == found
    assert change.has_changes == (found != text)
    return found


def draw_store(seed: int) -> str:
    if seed % 2:
        return write_store(seed, max_events=20)
    return test_run_reading.write_store(random.Random(seed))


@pytest.mark.parametrize("seed", draw_seeds(80))
def test_runs_are_laid_out_as_the_whole_is(seed, in_process):
    text = draw_store(seed)
    assert format_shared(text) == format_whole(text)


def test_many_texts_are_laid_out_in_runs(in_process):
    contents = (MemoryContent(draw_store(seed).encode()) for seed in range(60))
    assert sum(format_in_runs("x.yaml", content) is not None for content in contents) > 10


EVENT = "  - id: e-{0}\n    date: {1}\n    title: T {0}\n    source: {{section: S}}\n\n"
HEAD = "title: T\n\nevents:\n"


def write_events(changed: set[int], count: int = 24) -> str:
    dates = ("'1900'" if number in changed else "1900" for number in range(count))
    events = "".join(EVENT.format(number, date) for number, date in enumerate(dates))
    return f"{HEAD}{events}"[:-1]


def test_a_file_is_formatted_by_other_processes(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text(write_events({3, 11, 20}), "utf-8")
    assert change_file(str(path), format_store, dry_run=True).has_changes
    assert path.read_text("utf-8") == write_events({3, 11, 20})
    assert change_file(str(path), format_store).message == "formatted"
    assert path.read_text("utf-8") == write_events(set())
    assert not change_file(str(path), format_store).has_changes


@pytest.mark.parametrize("changed", [{0}, {23}, {3, 4, 20}, {2, 9, 16}, set(range(24))])
def test_a_diff_shows_what_it_shows_of_the_whole(in_process, monkeypatch, changed):
    content = MemoryContent(write_events(changed).encode())
    assert format_in_runs("x.yaml", content) is not None
    shared = list(change_content("x.yaml", content, format_store).change.format_diff())
    monkeypatch.setattr(store, "MIN_SHARED_BYTES", 2**40)
    assert list(change_content("x.yaml", content, format_store).change.format_diff()) == shared


def test_only_runs_that_change_and_those_beside_them_are_held(in_process):
    formatted = format_in_runs("x.yaml", MemoryContent(write_events({12}).encode()))
    assert formatted is not None
    assert len(formatted.changes) == 1
    assert [run.is_equal for run in formatted.shown_runs] == [True, False, True]


def test_lines_are_matched_here_if_another_process_is_lost(in_process, monkeypatch):
    change = change_content("x", MemoryContent(write_events({2, 20}).encode()), format_store).change
    expected = list(change.format_diff())

    def lose_worker(function, tasks, worker_count):
        yield function(tasks[0])
        raise WorkerLostError

    monkeypatch.setattr(file_change, "map_in_workers", lose_worker)
    assert list(change.format_diff()) == expected


def test_a_comment_beside_the_last_value_of_a_run_is_no_obstacle(in_process):
    text = write_events({3}).replace("{section: S}", "{section: S}  # why")
    assert format_in_runs("x.yaml", MemoryContent(text.encode())) is not None
    assert format_shared(text) == format_whole(text)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_comment_at_the_end_of_a_run_stays_with_the_event_below_it(
    in_process, monkeypatch, newline
):
    monkeypatch.setattr(chunks, "_EVENTS_PER_CHUNK", 1)
    monkeypatch.setattr(run_reading, "_RUN_BYTES", 1)
    events = [f"  # on {number}\n{EVENT.format(number, 1900)}" for number in range(8)]
    text = "# about\n\ntitle: 'T'\nevents:\n" + "".join(events) + "# the end\n"
    text = text.replace("\n", newline)
    assert format_in_runs("x.yaml", MemoryContent(text.encode())) is not None
    assert format_shared(text) == format_whole(text)
    assert f"  # on 7{newline}  - id: e-7{newline}" in format_shared(text)


def test_a_comment_that_formatting_moves_to_the_end_of_a_run_is_left_to_one_process(in_process):
    text = HEAD + "".join(
        f"  - tags: [a]\n      # below\n    id: e-{number}  # beside\n" for number in range(9)
    )
    assert format_in_runs("x.yaml", MemoryContent(text.encode())) is None
    assert format_shared(text) == format_whole(text)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "  - {id: a}\n" * 9 + "places: {}\n",
        "what: x\n" + HEAD + "  - {id: a}\n" * 9,
        write_events(set()).replace("T 5", '"T\n  - id: 5"'),
        write_events(set()).replace("T 5", "&a T"),
        write_events(set()).replace("T 5", "[T"),
        HEAD + "  - {id: a}\n\n---\n",
        HEAD + "  - ? >-\n      " + "k " * 700 + "\n    : x\n" + "  - {id: a}\n" * 9,
    ],
)
def test_what_says_something_else_in_parts_is_left_to_one_process(in_process, text):
    assert format_in_runs("x.yaml", MemoryContent(text.encode())) is None
    assert format_shared(text) == format_whole(text)


def test_a_faulty_file_is_left_as_it_is(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text(write_events({3}).replace("T 20", "[T"), "utf-8")
    with pytest.raises(StoreError, match="x.yaml:107: not YAML: "):
        change_file(str(path), format_store)
    assert path.read_text("utf-8") == write_events({3}).replace("T 20", "[T")


def test_what_would_be_lost_or_does_not_settle_is_left_to_one_process(in_process, monkeypatch):
    content = MemoryContent(write_events({3}).encode())
    with monkeypatch.context() as context:
        context.setattr(shared_layout, "_MAX_ROUNDS", 0)
        assert format_in_runs("x.yaml", content) is None
    meanings = itertools.count()
    monkeypatch.setattr(store_layout, "_read_meaning", lambda node: next(meanings))
    assert format_in_runs("x.yaml", content) is None


def test_what_is_not_written_plainly_is_laid_out_among_what_is(in_process):
    text = write_events({3}).replace("T 7", "T\t7").replace("T 9", "می\u200cرود # hash")
    assert format_in_runs("x.yaml", MemoryContent(text.encode())) is not None
    assert format_shared(text) == format_whole(text)


def test_events_that_begin_elsewhere_than_expected_are_not_laid_out_apart():
    with pytest.raises(NotSplittableError):
        list(run_layout._require_items(iter([]), [3]))
