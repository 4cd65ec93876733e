"""Work in several processes gives what it gives in one, in order."""

from __future__ import annotations

import io
import os
import pickle
import signal

import pytest

from qaim_cli import forked_workers
from qaim_cli.forked_workers import WorkerLostError, count_workers, map_in_workers

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
