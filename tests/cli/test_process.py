"""The program as a process: pipes, signals, full disks and terminals."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time

import pytest

from qaim_cli import cli
from tests.support.programs import python


def test_ctrl_c_ends_with_130_and_a_closed_pipe_quietly(qaim, monkeypatch):
    from qaim_cli.cli.commands import list as command

    def interrupted(options):
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "run", interrupted)
    result = qaim("list")
    assert (result.status, result.out, result.err) == (130, "", "")


@pytest.mark.parametrize("arguments", [[], ["list"], ["list", "--help"], ["list", "-f", "json"]])
def test_a_closed_stdout_is_no_traceback(clean_environment, arguments):
    command = [sys.executable, "-m", "qaim_cli", *arguments]
    result = subprocess.run(
        ["sh", "-c", '"$@" >&-', "sh", *command],
        stderr=subprocess.PIPE, env=clean_environment, check=False, timeout=240,
    )  # fmt: skip
    assert result.stderr == b""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device here")
@pytest.mark.parametrize("arguments", [[], ["list"], ["list", "-f", "json"]])
def test_a_full_disk_is_one_line(clean_environment, arguments):
    with open("/dev/full", "w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "qaim_cli", *arguments],
            stdout=full, stderr=subprocess.PIPE, env=clean_environment, check=False, timeout=240,
        )  # fmt: skip
    assert result.returncode == 2
    assert result.stderr == b"qaim: the answer cannot be written: no space left on device\n"


def test_an_open_stream_is_added_to_and_never_replaced(clean_environment, tmp_path):
    log = tmp_path / "log"
    log.write_text("precious\n")
    for stream in ("/dev/stdout", "/dev/fd/1"):
        with log.open("a") as out:
            subprocess.run(
                [sys.executable, "-m", "qaim_cli", "tags", "-f", "csv", "-o", stream],
                stdout=out, env=clean_environment, check=True, timeout=240,
            )  # fmt: skip
    lines = log.read_text().splitlines()
    assert lines[0] == "precious"
    assert sum(line.startswith("id,") for line in lines) == 2
    assert qaim_to_null(clean_environment) == 0


def qaim_to_null(environment: dict[str, str]) -> int:
    return python("tags", "-o", "/dev/null", env=environment).returncode


def test_a_pipe_that_closes_while_help_is_printed_is_no_error(clean_environment):
    reader, writer = os.pipe()
    os.close(reader)
    try:
        result = subprocess.run(
            [sys.executable, "-m", "qaim_cli", "list", "--help"],
            stdout=writer, stderr=subprocess.PIPE, env=clean_environment, check=False, timeout=240,
        )  # fmt: skip
    finally:
        os.close(writer)
    assert (result.returncode, result.stderr) == (cli.EXIT_CLOSED_PIPE, b"")


def test_as_a_module_it_is_the_same_program(qaim, clean_environment):
    result = python("list", "-a", "3/7", env=clean_environment)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == qaim("list", "-a", "3/7").out
    assert python("list", "-a", "zzz", env=clean_environment).returncode == 2


def test_a_pipe_that_closes_early_is_no_error(clean_environment):
    reader, writer = os.pipe()
    os.close(reader)
    try:
        result = subprocess.run(
            [sys.executable, "-m", "qaim_cli", "list", "-f", "json"],
            stdout=writer, stderr=subprocess.PIPE, env=clean_environment, check=False, timeout=240,
        )  # fmt: skip
    finally:
        os.close(writer)
    assert result.returncode == cli.EXIT_CLOSED_PIPE
    assert result.stderr == b""


def test_a_signal_while_it_works_ends_it_without_a_traceback(clean_environment, tmp_path):
    fifo = tmp_path / "store.yaml"
    os.mkfifo(fifo)
    process = subprocess.Popen(
        [sys.executable, "-m", "qaim_cli", "list", "--file", str(fifo)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=clean_environment,
    )  # fmt: skip
    with fifo.open("w"):  # opens once the program reads, which it does until something comes
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=240)
    assert (process.returncode, err) == (cli.EXIT_INTERRUPTED, b"")


def on_a_terminal(environment: dict[str, str], *arguments: str) -> str:
    """What the program shows on a terminal of 24 lines and 80 columns."""
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "qaim_cli", *arguments],
        stdout=theirs,
        stderr=theirs,
        env=environment,
    )
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(ours, 65536):
            shown += chunk
    except OSError:  # Linux says so when the other end is gone
        pass
    os.close(ours)
    process.wait(timeout=240)
    return shown.decode()


def test_on_a_terminal_it_has_colour_and_pages_what_is_longer_than_the_screen(
    clean_environment, tmp_path
):
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho PAGED; cat\n")
    pager.chmod(0o755)
    environment = {**clean_environment, "PAGER": str(pager), "TERM": "xterm"}
    assert on_a_terminal(environment, "list").startswith("PAGED")
    assert "\x1b[" in on_a_terminal(environment, "list")
    assert "PAGED" not in on_a_terminal(environment, "list", "--no-pager")
    assert "PAGED" not in on_a_terminal(environment, "show", "khan-built")
    assert "\x1b[" not in on_a_terminal({**environment, "TERM": "dumb"}, "show", "khan-built")


@pytest.mark.parametrize("pager", ["/no/such/pager", "cat", "'", "false", "sed 1q | cat"])
def test_a_pager_that_fails_loses_nothing(clean_environment, pager):
    environment = {**clean_environment, "PAGER": pager, "TERM": "xterm"}
    shown = on_a_terminal(environment, "list")
    assert "Al-Qa'im" in shown
    assert ("35 events" in shown) is ("sed" not in pager)
    assert "Traceback" not in shown


def test_ctrl_c_is_the_pagers_while_it_has_the_terminal(clean_environment, tmp_path):
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\nkill -INT $PPID; cat\n")
    pager.chmod(0o755)
    environment = {**clean_environment, "PAGER": str(pager), "TERM": "xterm"}
    assert "35 events" in on_a_terminal(environment, "list")
