"""Completion in real shells: what is offered, once taken, is the very name, and nothing runs."""

from __future__ import annotations

import json
import os
import random
import threading
import time

import pytest

from qaim_cli import store as stores
from qaim_cli.cli import completion, loading, shells
from tests.support.shells import Shell

pytestmark = pytest.mark.no_cover

SIGNS = [*"\\\"'`$(){};&|<>!#~*?[]%^=:, \n\t", *"\\\"'`$!"]
TRAPS = [
    "touch TRAP",
    ";touch TRAP;",
    "$(touch TRAP)",
    "`touch TRAP`",
    ">TRAP",
    "x",
    "é",
    "-",
    "${PWD}",
]
STUB = """#!/bin/sh
if [ -z "$_QAIM_COMPLETE" ]; then printf '%s\\0' "$@" > taken.new && mv taken.new taken; exit; fi
env -0 > asked; cat told
"""


def hostile_names(count: int) -> list[str]:
    """Names made of every sign that a shell heeds, each with a beginning of its own."""
    chance = random.Random(21)
    return [
        f"n{number:04}" + "".join(chance.choices([*SIGNS, *TRAPS], k=chance.randint(1, 12))) + "."
        for number in range(count)
    ]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Timelines of twenty hostile names each."""
    path = tmp_path_factory.mktemp("hostile") / "names.yaml"
    timelines = []
    for names in batched(hostile_names(3000), 20):
        lines = [f"  a{at}: {{name: {json.dumps(name)}}}\n" for at, name in enumerate(names)]
        path.write_text(f"title: T\nactors:\n{''.join(lines)}events: []\n", encoding="utf-8")
        timelines.append(stores.load_timeline(str(path), cache=False).timeline)
        assert len(timelines[-1].actors.entities) == len(names)
    return timelines


def batched(names, size):
    return [names[first : first + size] for first in range(0, len(names), size)]


def one_line(timeline):
    """The names in a timeline that are one line, which alone are offered."""
    names = [each.name for each in timeline.actors.entities.values()]
    return [name for name in names if "\n" not in name and "\t" not in name]


@pytest.fixture
def at_the_keys(tmp_path, monkeypatch, clean_environment):
    """A shell whose `qaim` is answered here, at once, and writes down what it was called with."""
    known = []
    monkeypatch.setattr(loading, "load_requested_timeline", lambda options, quietly: known[-1])
    binaries, folder = tmp_path / "bin", tmp_path / "here"
    binaries.mkdir()
    folder.mkdir()
    (binaries / "qaim").write_text(STUB)
    (binaries / "qaim").chmod(0o755)
    for pipe in ("asked", "told"):
        os.mkfifo(folder / pipe)

    def answer_all() -> None:
        while asked := (folder / "asked").read_bytes():
            pairs = [each.partition("=") for each in asked.decode().split("\0")]
            answer = shells.answer({name: value for name, _, value in pairs})
            (folder / "told").write_text(answer.text)

    answering = threading.Thread(target=answer_all, daemon=True)
    answering.start()
    environment = {
        **clean_environment, "PATH": f"{binaries}:{os.environ['PATH']}", "HOME": str(tmp_path),
        "TERM": "xterm", "LC_ALL": "C.UTF-8",
    }  # fmt: skip

    def start(name: str) -> Shell:
        return Shell(name, folder, completion.script(name), environment)

    def taken() -> list[str]:
        until = time.monotonic() + 20
        while not (folder / "taken").exists() and time.monotonic() < until:
            time.sleep(0.005)
        words = (folder / "taken").read_bytes().decode().split("\0")[:-1]
        (folder / "taken").unlink()
        return words

    yield start, known, taken
    os.close(os.open(folder / "asked", os.O_WRONLY))
    answering.join()
    assert {each.name for each in folder.iterdir()} <= {"asked", "told", "taken", "script"}


@pytest.mark.parametrize("quote", ["", "'", '"'])
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_name_taken_at_the_tab_key_is_the_very_name(at_the_keys, hostile, shell, quote):
    start, known, taken = at_the_keys
    with start(shell) as keys:
        for timeline in hostile[["", "'", '"'].index(quote) :: 24]:
            known.append(timeline)
            names = one_line(timeline)
            close = quote if shell == "fish" else ""  # the others close it themselves
            begun = (f"list --actor {quote}{name[:5]}\t{close}" for name in names)
            keys.enter("qaim " + " ".join(begun))
            assert taken() == [word for name in names for word in ("list", "--actor", name)]


EVERYTHING = {
    "bash": "",
    "zsh": "zle -C all complete-word _generic; bindkey '^[*' all;"
    " zstyle ':completion:all:*' completer _all_matches _complete;"
    " zstyle ':completion:all:*' insert true",
}


@pytest.mark.parametrize("shell", EVERYTHING)
def test_all_names_inserted_at_once_are_the_very_names(at_the_keys, hostile, shell):
    start, known, taken = at_the_keys
    with start(shell) as keys:
        keys.enter(EVERYTHING[shell])
        for timeline in hostile[::2]:
            known.append(timeline)
            keys.enter("qaim list --actor n\x1b*")
            assert taken() == ["list", "--actor", *one_line(timeline)]
