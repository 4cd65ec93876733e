"""`qaim explore`: what it refuses, and what it leaves behind; the screen itself is elsewhere."""

from __future__ import annotations

import importlib.util
import io
import os
import re
import subprocess
import sys

import pytest

from qaim_cli.cli import EXIT_INTERRUPTED, commands, fast_args
from qaim_cli.cli import app as typer_app
from qaim_cli.cli.commands import explore
from qaim_cli.errors import ProgramFaultError, RequestError, StoreError
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
    """Run the command with a terminal on all ends, and return what it printed."""
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


def test_what_is_left_out_is_said_on_screen(run, monkeypatch, tmp_path):
    said = []
    monkeypatch.setattr(ExploreApp, "run", lambda app: said.append(app.session.state.message))
    path = tmp_path / "t.yaml"
    event = "  - {id: %s, date: %s, title: T, source: {section: A}}\n"
    path.write_text(f"title: T\nevents:\n{event % ('a', '20x1')}{event % ('b', '2001')}")
    run("--file", str(path))
    assert said == [f"{path} has 1 problem, 1 event left out; `qaim check` says more"]
    run("--file", _shipped())
    assert said[1:] == [""]


def _shipped():
    return find_shipped_timeline()


def test_what_the_screen_asks_of_the_program(run, monkeypatch, tmp_path):
    def show(app):
        assert app.around.load().title == "Al-Qa'im"
        app.around.run(["list", "-f", "csv", "-o", str(tmp_path / "a.csv")])
        app.around.run(["list", "-f", "csv", "-o", str(tmp_path / "b.csv"), "--", "-khan"])
        with pytest.raises(RequestError):
            app.around.run(["edit", "khan-built", "--file", _shipped(), "--dry-run", "--wrong"])
        monkeypatch.setattr(typer_app, "main", lambda _: EXIT_INTERRUPTED)
        with pytest.raises(KeyboardInterrupt):
            app.around.run(["add", "2004", "--file", str(tmp_path / "new.yaml")])

    monkeypatch.setattr(ExploreApp, "run", show)
    run()
    assert (tmp_path / "a.csv").read_text().count("\n") == 36
    assert (tmp_path / "b.csv").read_text().count("\n") == 34


DRAFT = """\
title: Draft
source: {title: Article}
events:
  - {id: one, date: 2001, title: First, tags: [draft], source: {section: A}}
  - {id: two, date: 2002-13, title: Second, tags: [draft], source: {section: A}}
"""


def test_a_drafted_event_is_taken_into_a_timeline_on_the_screen(run, monkeypatch, tmp_path):
    draft, town = str(tmp_path / "draft.yaml"), str(tmp_path / "town.yaml")
    (tmp_path / "draft.yaml").write_text(DRAFT)

    def show(app):
        with pytest.raises(RequestError, match="is the draft itself"):
            app.around.accept("one", draft, draft)
        app.around.accept("one", draft, town)
        with pytest.raises(RequestError) as caught:
            app.around.accept("two", draft, town)
        assert str(caught.value) == (
            f"the event 'two' cannot be taken as it stands; `qaim check --file {draft}` says why"
        )

    monkeypatch.setattr(ExploreApp, "run", show)
    run("--file", draft)
    assert "id: one" in (tmp_path / "town.yaml").read_text()
    assert "draft" not in (tmp_path / "town.yaml").read_text().partition("events:")[2]
    assert "id: one" not in (tmp_path / "draft.yaml").read_text()


def fail_with(error):
    def fail():
        raise error

    return lambda app: app._run_delivery(fail)


def test_a_fault_of_its_own_becomes_a_line_with_a_status(run, monkeypatch):
    monkeypatch.setattr(ExploreApp, "run", fail_with(KeyError("a\x1b[31m\nb" + "c" * 300)))
    with pytest.raises(ProgramFaultError) as caught:
        run("tag:battle")
    told = str(caught.value)
    assert re.fullmatch(
        r"a fault of qaim itself ended the screen: KeyError: '[^\x1b]+…? \(test_explore\.py:\d+\); "
        r"please report it; `qaim list tag:battle` lists the same",
        told,
    )
    assert len(told) < 300
    assert caught.value.exit_status == 70


def test_a_file_that_becomes_unreadable_is_said_as_everywhere(run, monkeypatch):
    monkeypatch.setattr(ExploreApp, "run", fail_with(StoreError("it is gone")))
    with pytest.raises(StoreError, match="it is gone"):
        run()


def test_a_caught_stdout_is_spared(tmp_path):
    code = (
        "import os, sys; from qaim_cli.cli.commands.explore import _spare_stdout\n"
        "with _spare_stdout(): os.write(1, b'screen')\n"
        "print('command')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"command\n", b"screen")
