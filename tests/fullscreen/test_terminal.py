"""The full screen in a real terminal, by tmux: three sizes, and how it leaves."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import uuid

import pytest

pytestmark = pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed")
SIZES = [(40, 12), (80, 24), (120, 34)]


class Terminal:
    """A terminal with a shell in it."""

    def __init__(self, width, height, folder):
        self._name = f"qaim-{uuid.uuid4().hex}"
        self._environment = {
            "PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", "TERM": "xterm",
            "XDG_CACHE_HOME": str(folder), "PS1": "$ ",
        }  # fmt: skip
        self._tmux(
            "-f", "/dev/null", "new-session", "-d", "-x", str(width), "-y", str(height),
            "-c", str(folder), "sh",
        )  # fmt: skip

    def _tmux(self, *words):
        return subprocess.run(
            ["tmux", "-L", self._name, *words],
            capture_output=True, text=True, encoding="utf-8", check=False, env=self._environment,
        ).stdout  # fmt: skip

    def send(self, *keys):
        for key in keys:
            self._tmux("send-keys", "--", key)

    def run(self, *words, before="", program="-m qaim_cli"):
        line = f"{before}{sys.executable} {program} {' '.join(words)}; echo ended $?"
        self._tmux("send-keys", "-l", line)
        self.send("Enter")

    @property
    def text(self):
        return self._tmux("capture-pane", "-p")

    @property
    def clipboard(self):
        return self._tmux("show-buffer")

    def wait_for(self, *texts, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            screen = self.text
            if all(text in screen for text in texts):
                return screen
            time.sleep(0.05)
        raise AssertionError(f"{texts} never came:\n{self.text}")

    def resize(self, width, height):
        self._tmux("resize-window", "-x", str(width), "-y", str(height))

    def close(self):
        self._tmux("kill-server")


@pytest.fixture
def terminal(tmp_path):
    opened = []

    def open_terminal(width, height):
        opened.append(Terminal(width, height, tmp_path))
        opened[-1]._tmux("set-option", "-s", "set-clipboard", "on")
        return opened[-1]

    yield open_terminal
    for each in opened:
        each.close()


@pytest.mark.parametrize("size", SIZES)
def test_a_walk_through_the_shipped_timeline(terminal, project, size):
    screen = terminal(*size)
    screen.run("explore")
    screen.wait_for("▸ early 20", "$ qaim list")
    golden = project / f"tests/golden/explore/start-{size[0]}x{size[1]}.txt"
    shown = [line.rstrip() for line in screen.text.splitlines()]
    agreed = golden.read_text("utf-8").splitlines()
    assert shown == agreed
    screen.send("/")
    screen.send("actor:marines")
    screen.send("Enter")
    screen.wait_for("$ qaim list actor:marines")
    screen.send("y")
    screen.wait_for("copied: ")
    assert screen.clipboard.strip() == "qaim list actor:marines"
    screen.send("q")
    screen.wait_for("ended 0")


def test_it_is_resized_and_leaves_on_ctrl_c(terminal):
    screen = terminal(80, 24)
    screen.run("explore", "--by", "actor")
    screen.wait_for("▸ early 20")
    for width, height in (*SIZES, (250, 70), (60, 9)):
        screen.resize(width, height)
        screen.send("j", "+", "k", "-")
        screen.wait_for("$ qaim list")
    screen.send("C-c")
    assert "qaim list --by" not in screen.wait_for("ended 130")


def test_the_editor_gets_the_terminal_and_the_rows_follow(terminal, tmp_path):
    (tmp_path / "t.yaml").write_text(
        "title: T\nevents:\n"
        "  - {id: one, date: 2001, title: First, source: {section: A}}\n"
        "  - {id: two, date: 2002, title: Second, source: {section: A}}\n"
    )
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\nsed -i s/Second/Changed/ $1\n")
    editor.chmod(0o755)
    screen = terminal(80, 24)
    screen.run("explore", "--file", "t.yaml", before=f"EDITOR={editor} ")
    screen.wait_for("▸ 2001")
    screen.send("j", "e")
    screen.wait_for("▸ 2002", "Changed")
    assert "Changed" in (tmp_path / "t.yaml").read_text()
    screen.send("C-z")
    screen.wait_for("Stopped")
    screen.send("fg", "Enter")
    screen.wait_for("▸ 2002", "? keys")
    screen.send("q")
    screen.wait_for("fg", "ended 147")


def test_an_editor_that_fails_leaves_the_screen_and_the_file_as_they_were(terminal, tmp_path):
    text = "title: T\nevents:\n  - {id: one, date: 2001, title: First, source: {section: A}}\n"
    (tmp_path / "t.yaml").write_text(text)
    screen = terminal(80, 24)
    screen.run("explore", "--file", "t.yaml", before="EDITOR=false ")
    screen.wait_for("▸ 2001")
    screen.send("e")
    screen.wait_for("▸ 2001", "the editor 'false' ended with 1")
    assert (tmp_path / "t.yaml").read_text() == text
    screen.send("q")
    screen.wait_for("ended 0")


def test_the_command_is_caught_from_stdout_and_colours_can_be_left_out(terminal, tmp_path):
    screen = terminal(80, 24)
    screen.run("explore", "tag:battle", "--print", before="NO_COLOR=1 ")
    screen.wait_for("▸ 17 Apr")
    colours = screen._tmux("capture-pane", "-p", "-e")
    assert not [code for code in ("\x1b[3", "\x1b[9", ";3") if code in colours.replace("[39", "")]
    screen.send("q")
    screen.wait_for("qaim list tag:battle\n", "ended 0")
    screen.send("clear", "Enter")
    line = f"$({sys.executable} -m qaim_cli explore tag:battle --print) --ids"
    screen._tmux("send-keys", "-l", f'qaim() {{ {sys.executable} -m qaim_cli "$@"; }}; {line}')
    screen.send("Enter")
    screen.wait_for("▸ 17 Apr")
    screen.send("q")
    screen.wait_for("battle-of-husaybah")


def test_a_signal_restores_the_screen(terminal):
    screen = terminal(80, 24)
    screen.run("explore", before="sh -c 'echo pid $$; exec \"$@\"' - ")
    screen.wait_for("▸ early 20")
    pid = screen._tmux("display-message", "-p", "#{pane_pid}").strip()
    children = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", pid], capture_output=True, text=True, check=True
    )
    os.kill(int(children.stdout.split()[0]), 15)
    screen.wait_for("ended 143")


FAULTY = """\
import sys
from qaim_cli import cli
from qaim_cli.explore import session

def fail(*_):
    raise ValueError("broken")

session._ACTIONS["fit"] = fail
sys.exit(cli.main(sys.argv[1:]))
"""


def test_a_fault_restores_the_screen_and_is_one_line(terminal, tmp_path):
    (tmp_path / "faulty.py").write_text(FAULTY)
    screen = terminal(80, 24)
    screen.run("explore", "tag:battle", program="faulty.py")
    screen.wait_for("▸ 17 Apr")
    screen.send("f")
    shown = screen.wait_for("ended 70")
    assert "▸ 17 Apr" not in shown
    assert "Traceback" not in shown
    assert (
        " qaim: a fault of qaim itself ended the screen: ValueError: broken (faulty.py:6); "
        "please report it; `qaim list tag:battle` lists the same ended 70"
    ) in " ".join(shown.split())
    screen.send("echo $((40 + 2)) left", "Enter")
    screen.wait_for("42 left")
