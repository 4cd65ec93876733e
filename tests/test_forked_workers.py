"""Work in several processes gives what it gives in one, in order."""

from __future__ import annotations

import io
import os
import pickle
import signal

import pytest

from qaim_cli import forked_workers
from qaim_cli.forked_workers import (
    WorkerLostError,
    compute_in_background,
    count_workers,
    map_in_workers,
)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that forks")


def square(number: int) -> tuple[int, int]:
    if number == 99:
        raise ValueError
    if number == 98:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number, os.getpid()


@pytest.mark.parametrize("worker_count", [1, 2, 3, 9])
def test_results_come_in_order_from_other_processes(worker_count):
    found = list(map_in_workers(square, range(7), worker_count))
    assert [result for result, _ in found] == [0, 1, 4, 9, 16, 25, 36]
    assert len({pid for _, pid in found} - {os.getpid()}) == min(worker_count, 7)


def test_results_come_through_a_pipe_that_cannot_be_widened(monkeypatch):
    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr("fcntl.fcntl", refuse)
    found = list(map_in_workers(lambda number: bytes([number]) * 2**17, range(3), 2))
    assert found == [bytes([number]) * 2**17 for number in range(3)]


@pytest.mark.parametrize("worker_count", [1, 2])
def test_something_is_computed_beside_other_work(monkeypatch, worker_count):
    monkeypatch.setattr(forked_workers, "count_workers", lambda: worker_count)
    with compute_in_background(lambda: square(3)) as take_result:
        found, pid = take_result()
    assert found == 9
    assert (pid == os.getpid()) == (worker_count == 1)


def test_what_another_process_does_not_compute_is_computed_here(monkeypatch):
    own = os.getpid()
    monkeypatch.setattr(forked_workers, "count_workers", lambda: 2)

    def compute() -> int:
        if os.getpid() != own:
            raise ValueError
        return 7

    with compute_in_background(compute) as take_result:
        assert take_result() == 7
    monkeypatch.setattr(os, "fork", os.abort)
    monkeypatch.setattr(os, "pipe", refuse_more)
    with compute_in_background(compute) as take_result:
        assert take_result() == 7


def test_a_process_beside_ends_with_the_work_that_it_is_beside(monkeypatch):
    monkeypatch.setattr(forked_workers, "count_workers", lambda: 2)
    pids = []
    real = forked_workers._fork_worker

    def fork(*arguments):
        worker = real(*arguments)
        pids.append(worker.pid)
        return worker

    monkeypatch.setattr(forked_workers, "_fork_worker", fork)
    with pytest.raises(KeyboardInterrupt), compute_in_background(signal.pause):
        raise KeyboardInterrupt
    with pytest.raises(ProcessLookupError):
        os.kill(pids[0], 0)


def refuse_more():
    raise OSError(24, "Too many open files")


def test_no_work_needs_no_worker():
    assert list(map_in_workers(square, [], 2)) == []


@pytest.mark.parametrize("fault", [98, 99])
def test_a_worker_that_fails_or_is_killed_is_missed(fault):
    found = map_in_workers(square, [1, 2, 3, fault, 5], 2)
    assert [next(found)[0] for _ in range(3)] == [1, 4, 9]
    with pytest.raises(WorkerLostError, match="a worker ended early"):
        next(found)


def test_workers_end_when_nobody_takes_what_they_make():
    found = map_in_workers(lambda _: (os.getpid(), b"x" * 2**20), range(100), 2)
    pids = [next(found)[0] for _ in range(2)]
    found.close()
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


@pytest.mark.parametrize("tasks", [[3, 2], [3, 2, 0, 1]])
def test_a_worker_writes_each_result_until_a_task_fails(tasks):
    stream = io.BytesIO()
    forked_workers._write_results(lambda number: 6 // number, tasks, stream)
    stream.seek(0)
    assert [pickle.load(stream), pickle.load(stream)] == [2, 3]
    assert stream.read() == b""


def test_where_threads_run_or_forks_are_not_safe_there_is_one_worker(monkeypatch):
    monkeypatch.setattr(forked_workers.sys, "platform", "linux")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2}, raising=False)
    monkeypatch.setattr(forked_workers.threading, "active_count", lambda: 1)
    assert count_workers() == 3
    monkeypatch.setattr(forked_workers.threading, "active_count", lambda: 2)
    assert count_workers() == 1
    monkeypatch.setattr(forked_workers.threading, "active_count", lambda: 1)
    monkeypatch.setattr(forked_workers.sys, "platform", "darwin")
    assert count_workers() == 1


def test_where_no_process_can_be_forked_there_is_no_worker(monkeypatch):
    def refuse():
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refuse)
    with pytest.raises(WorkerLostError):
        list(map_in_workers(square, [1, 2], 2))
