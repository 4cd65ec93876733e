"""`qaim explore`: what it refuses, and what it leaves behind; the screen itself is elsewhere."""

from __future__ import annotations

import importlib.util
import io
import os
import re
import subprocess
import sys

import pytest

from qaim_cli.cli import commands, fast_args
from qaim_cli.cli.commands import explore
from qaim_cli.errors import RequestError
from qaim_cli.fullscreen.app import ExploreApp
from qaim_cli.store import find_shipped_timeline


def test_without_a_terminal_the_equal_command_is_named(qaim):
    result = qaim("explore", "actor:marines", "--from", "2004", "--by", "actor")
    assert (result.status, result.out) == (2, "")
    assert result.err == (
        "qaim: there is no terminal to explore on; "
        "`qaim list actor:marines --from 2004` lists the same\n"
    )


class Terminal(io.StringIO):
    def isatty(self):
        return True

    def fileno(self):
        return 2


@pytest.fixture
def run(monkeypatch):
    """Runs the command with a terminal on all ends; what it printed."""
    monkeypatch.setenv("TERM", "xterm-256color")

    def explore_with(*words):
        options = explore.Options(fast_args.parse_arguments(explore.Options, words))
        with monkeypatch.context() as patch:
            for name in ("stdin", "stdout", "stderr"):
                patch.setattr(sys, name, Terminal())
            patch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((80, 24)))
            assert commands.load_command("explore").run(options) == 0
            return sys.stdout.getvalue()

    return explore_with


def test_a_terminal_that_cannot_be_painted_on_is_refused(run, monkeypatch):
    monkeypatch.setenv("TERM", "dumb")
    with pytest.raises(RequestError, match="cannot be painted on; `qaim list` lists the same"):
        run()


def test_without_textual_it_says_how_to_install_it(run, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(RequestError) as caught:
        run()
    assert str(caught.value) == (
        "explore needs the package textual; install it with `pip install 'qaim[explore]'`"
    )
    assert caught.value.exit_status == 2


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--sure", "--maybe"), "--sure and --maybe ask for opposites"),
        (("--at", "nobody"), "there is no event 'nobody'"),
        (("actor:nobody",), "there is no actor 'nobody'"),
        (("--from", "04/05/2004"), "can be read two ways"),
    ],
)
def test_a_wrong_request_is_refused_as_by_list(run, words, message):
    with pytest.raises(RequestError, match=re.escape(message)):
        run(*words)


def test_the_command_of_the_last_view_is_left_on_stdout(run, monkeypatch):
    def show(app):
        app.session.perform("show_alike")
        app._return_code = 0

    monkeypatch.setattr(ExploreApp, "run", show)
    out = run("--print", "--at", "convoy", "--color", "never", "--file", _shipped())
    assert out == f"qaim list actor:pmu --file {_shipped()}\n"
    monkeypatch.setattr(ExploreApp, "run", lambda app: None)
    assert run("--by", "actor", "--ascii") == ""


def _shipped():
    return find_shipped_timeline()


def test_what_the_screen_asks_of_the_program(run, monkeypatch, tmp_path):
    def show(app):
        assert app.around.load().title == "Al-Qa'im"
        app.around.run(["list", "-f", "csv", "-o", str(tmp_path / "a.csv")])
        app.around.run(["list", "-f", "csv", "-o", str(tmp_path / "b.csv"), "--", "-khan"])
        with pytest.raises(RequestError):
            app.around.run(["edit", "khan-built", "--file", _shipped(), "--dry-run", "--wrong"])

    monkeypatch.setattr(ExploreApp, "run", show)
    run()
    assert (tmp_path / "a.csv").read_text().count("\n") == 36
    assert (tmp_path / "b.csv").read_text().count("\n") == 34


def test_a_caught_stdout_is_spared(tmp_path):
    code = (
        "import os, sys; from qaim_cli.cli.commands.explore import _spare_stdout\n"
        "with _spare_stdout(): os.write(1, b'screen')\n"
        "print('command')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"command\n", b"screen")
