"""A large file formatted in several processes is laid out to the byte as in one."""

from __future__ import annotations

import random

import pytest

from qaim_cli import store
from qaim_cli.edit import shared_layout
from qaim_cli.edit.formatting import format_text
from qaim_cli.edit.shared_layout import lay_out_in_runs
from qaim_cli.errors import QaimError
from qaim_cli.forked_workers import WorkerLostError
from qaim_cli.store import run_reading
from qaim_cli.store.index import chunks
from qaim_cli.store.run_reading import NotSplittableError
from tests.edit.random_stores import write_store
from tests.store import test_run_reading


@pytest.fixture(autouse=True)
def small_runs(monkeypatch):
    monkeypatch.setattr(store, "MIN_SHARED_BYTES", 0)
    monkeypatch.setattr(chunks, "_EVENTS_PER_CHUNK", 2)
    monkeypatch.setattr(run_reading, "_RUN_BYTES", 300)
    for module in (run_reading, shared_layout):
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

    monkeypatch.setattr(shared_layout, "map_in_workers", map_here)


def outcome(text: str, monkeypatch, least: int) -> str:
    monkeypatch.setattr(store, "MIN_SHARED_BYTES", least)
    try:
        return format_text(text)
    except QaimError as error:
        return str(error)


@pytest.mark.parametrize("seed", range(120))
def test_runs_are_laid_out_as_the_whole_is(seed, in_process, monkeypatch):
    text = (
        write_store(seed, max_events=20)
        if seed % 2
        else test_run_reading.write_store(random.Random(seed))
    )
    expected = outcome(text, monkeypatch, 2**40)
    assert outcome(text, monkeypatch, 0) == expected


def test_many_texts_are_laid_out_in_runs(in_process):
    stores = (write_store(seed, max_events=20) for seed in range(40))
    assert sum(lay_out_in_runs("x.yaml", text) is not None for text in stores) > 10


EVENT = "  - id: e-{0}\n    date: 190{0}\n    title: T {0}\n    source: {{section: S}}\n"


def test_other_processes_lay_out_what_comes_after_the_first_run(monkeypatch):
    text = "title: T\nevents:\n" + "".join(map(EVENT.format, range(10)))
    layout = lay_out_in_runs("x.yaml", text)
    assert layout is not None
    assert layout.format_text("\n") == outcome(text, monkeypatch, 2**40)


def test_a_comment_at_the_end_of_a_run_stays_with_the_event_below_it(in_process, monkeypatch):
    monkeypatch.setattr(chunks, "_EVENTS_PER_CHUNK", 1)
    monkeypatch.setattr(run_reading, "_RUN_BYTES", 1)
    events = [f"  # on {number}\n{EVENT.format(number)}\n" for number in range(8)]
    text = "title: T\nevents:\n" + "".join(events) + "# the end\n"
    assert outcome(text, monkeypatch, 0) == outcome(text, monkeypatch, 2**40)
    assert "  # on 7\n  - id: e-7\n" in outcome(text, monkeypatch, 0)


def test_what_only_looks_like_the_beginning_of_an_event_is_left_to_one_process(monkeypatch):
    events = "".join(map(EVENT.format, range(8))).replace("T 5", '"T\n  - id: 5"')
    text = f"title: T\nevents:\n{events}"
    assert lay_out_in_runs("x.yaml", text) is None
    assert outcome(text, monkeypatch, 0) == outcome(text, monkeypatch, 2**40)


def test_events_that_begin_elsewhere_than_expected_are_not_laid_out_apart():
    with pytest.raises(NotSplittableError):
        list(shared_layout._require_items(iter([]), [3]))
