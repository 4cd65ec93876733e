"""Ctrl-C: status 130 and silence, whenever it comes."""

from __future__ import annotations

import os
import runpy
import signal
import subprocess
import sys
from types import SimpleNamespace

import pytest

from qaim_cli import __main__, cli

INTERRUPT_AT_LINE = """
import runpy, signal, sys

lines_left = int(sys.argv.pop(1))
has_begun = False

def count_line(frame, event, arg):
    global lines_left, has_begun
    has_begun = has_begun or (
        frame.f_code.co_filename.endswith("__main__.py") and "signal" in frame.f_globals
    )
    lines_left -= has_begun and event == "line"
    if lines_left == 0:
        lines_left -= 1
        signal.raise_signal(signal.SIGINT)
    return count_line

sys.argv[0] = "qaim"
sys.settrace(count_line)
runpy.run_module("qaim_cli", run_name="__main__")
"""
"""A program that runs qaim, and sends itself SIGINT once a number of lines of Python have run."""


@pytest.mark.parametrize(
    "line", [*range(1, 12), 20, 40, 80, 200, 1_000, 5_000, 20_000, 60_000, 120_000, 250_000]
)
def test_ctrl_c_at_any_line_is_silent(clean_environment, line):
    result = subprocess.run(
        [sys.executable, "-c", INTERRUPT_AT_LINE, str(line), "list", "--no-cache"],
        capture_output=True, text=True, check=False, timeout=240, env=clean_environment,
    )  # fmt: skip
    assert (result.returncode, result.stderr) == (130, "")


def test_both_places_name_one_status():
    assert __main__.EXIT_INTERRUPTED == cli.EXIT_INTERRUPTED


def test_ctrl_c_while_the_program_is_still_importing_is_silent(monkeypatch):
    def interrupt(number):
        raise KeyboardInterrupt

    monkeypatch.setattr(signal, "getsignal", interrupt)
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(__main__.__file__)
    assert ended.value.code == 130


class ProcessEndedError(BaseException):
    """What `os._exit` does, in a test."""


@pytest.fixture
def started(monkeypatch):
    """The program as its script leaves it when it has just been imported."""

    def end_process(status):
        raise ProcessEndedError(status)

    monkeypatch.setattr(os, "_exit", end_process)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    previous = signal.signal(signal.SIGINT, __main__._exit_interrupted)
    yield
    signal.signal(signal.SIGINT, previous)


def run_main(monkeypatch, request) -> object:
    monkeypatch.setattr(cli, "main", request)
    with pytest.raises(SystemExit) as ended:
        __main__.main()
    return ended.value.code


def interrupt_twice():
    try:
        signal.raise_signal(signal.SIGINT)
    except KeyboardInterrupt:
        signal.raise_signal(signal.SIGINT)


def interrupt_wrapped():
    try:
        signal.raise_signal(signal.SIGINT)
    except KeyboardInterrupt as error:
        raise RuntimeError("Error calling __set_name__") from error


def interrupt_dropped():
    class Dropping:
        def __del__(self):
            signal.raise_signal(signal.SIGINT)

    Dropping()


def interrupt_caught():
    try:
        signal.raise_signal(signal.SIGINT)
    except KeyboardInterrupt:
        return 0


def test_ctrl_c_that_is_ignored_when_the_program_starts_stays_ignored():
    previous = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        runpy.run_path(__main__.__file__)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, previous)


def test_what_else_a_finaliser_raises_is_shown_as_ever(started, monkeypatch):
    shown = []
    monkeypatch.setattr(sys, "__unraisablehook__", shown.append)
    lost = SimpleNamespace(exc_type=ValueError)
    __main__._handle_unraisable(lost)
    assert shown == [lost]


def test_ctrl_c_before_a_request_ends_the_process(started):
    with pytest.raises(ProcessEndedError, match="130"):
        signal.raise_signal(signal.SIGINT)


def test_a_second_ctrl_c_ends_the_process_at_once(started, monkeypatch):
    monkeypatch.setattr(cli, "main", interrupt_twice)
    with pytest.raises(SystemExit) as ended:  # where the process has ended in truth
        __main__.main()
    assert ended.value.code == 130


@pytest.mark.parametrize("request_run", [interrupt_wrapped, interrupt_caught])
def test_an_interrupt_that_code_changes_into_something_else_still_ends_with_130(
    started, monkeypatch, request_run
):
    assert run_main(monkeypatch, request_run) == 130


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_interrupt_in_a_finaliser_ends_the_process(started, monkeypatch, capsys):
    ended = []
    monkeypatch.setattr(os, "_exit", ended.append)
    monkeypatch.setattr(sys, "__unraisablehook__", lambda unraisable: None)
    run_main(monkeypatch, interrupt_dropped)
    assert ended == [130]


def test_ctrl_c_after_the_answer_has_nothing_to_interrupt(started, monkeypatch):
    assert run_main(monkeypatch, lambda: 0) == 0
    signal.raise_signal(signal.SIGINT)


def test_an_ignored_ctrl_c_stays_ignored(started, monkeypatch):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    assert run_main(monkeypatch, lambda: signal.raise_signal(signal.SIGINT) or 3) == 3


def test_any_other_fault_is_shown(started, monkeypatch):
    def fail():
        raise ZeroDivisionError

    monkeypatch.setattr(cli, "main", fail)
    with pytest.raises(ZeroDivisionError):
        __main__.main()
