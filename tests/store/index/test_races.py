"""The index while its file changes: several processes answer and update it at the same time."""

from __future__ import annotations

import builtins
import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from enum import StrEnum
from functools import cache
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from qaim_cli import store as store_module
from qaim_cli.errors import QaimError
from qaim_cli.store.index import cache_folder, metadata, opening, refresh

pytestmark = pytest.mark.no_cover

SOURCE = "source: {section: S, paragraph: 1, sentence: 1}"
VERSIONS = {
    "A": f"title: A\nevents:\n  - {{id: a, date: 2004, title: Long ago, {SOURCE}}}\n",
    "B": f"title: B\nevents:\n  - {{id: b, date: 2005, title: Now, {SOURCE}}}\n",
}


class Access(NamedTuple):
    """One access to what processes share: the file of a store, its index, or its note."""

    resource: str
    is_write: bool

    def conflicts_with(self, other: Access) -> bool:
        return self.resource == other.resource and (self.is_write or other.is_write)


class Actor:
    """A function that runs in a thread of its own, and stops before each access."""

    def __init__(self, function: Callable[[], object]) -> None:
        self.next_access: Access | None = Access("start", False)
        self.last_access: Access | None = None
        self.result: object = None
        self.first_seen: int | None = None
        self.last_seen = 0
        """How many times the file had been replaced at the first and the last access to it."""
        self._function = function
        self._turn, self._stopped = threading.Semaphore(0), threading.Semaphore(0)
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        self._turn.acquire()
        try:
            self.result = self._function()
        except (QaimError, AssertionError) as error:  # compared in place of an answer
            self.result = error
        self.next_access = None
        self._stopped.release()

    def stop_before(self, access: Access) -> None:
        self.next_access = access
        self._stopped.release()
        self._turn.acquire()

    def take_step(self) -> None:
        self._turn.release()
        self._stopped.acquire()


class Interleaver:
    """Runs actors step by step, in each order that can make a difference.

    Two orders that differ only in neighbouring steps without conflict are one: of these only the
    one that is least by the numbers of its actors is run to its end.
    """

    def __init__(self, monkeypatch, path: str, index_path: str) -> None:
        self.actors: list[Actor] = []
        self.replacement_count = 0
        note_path = cache_folder.make_note_path(index_path)
        self.files = {path: "file", index_path: "index", note_path: "note"}
        for module, name, position, is_write in (
            (os, "stat", 0, False),
            (os, "replace", 1, True),
            (builtins, "open", 0, False),
            (sqlite3, "connect", 0, False),
        ):
            monkeypatch.setattr(module, name, self._stop_at(module, name, position, is_write))

    def _stop_at(self, module, name: str, position: int, is_write: bool):
        real = getattr(module, name)

        def stop_then_call(*arguments, **options):
            thread = threading.current_thread()
            actor = next((each for each in self.actors if each.thread is thread), None)
            named = str(arguments[position])
            path = named.removeprefix("file:").partition("?")[0]
            if actor is not None and path in self.files:
                access = Access(self.files[path], is_write or "mode=rw" in named)
                # Looking at one thing twice in a row counts as one look, to keep orders few.
                if access.is_write or actor.last_access != access:
                    actor.stop_before(access)
                actor.last_access = access
                if access.resource == "file":
                    self.replacement_count += access.is_write
                    actor.last_seen = self.replacement_count
                    if actor.first_seen is None:
                        actor.first_seen = self.replacement_count
            return real(*arguments, **options)

        return stop_then_call

    def run_all(self, start: Callable[[], list[Actor]]) -> Iterator[bool]:
        """Run every order; yield after each whether it is to be judged."""
        choices: list[tuple[list[int], int]] = []
        while True:
            self.actors = start()
            self.replacement_count = 0
            for actor in self.actors:
                actor.take_step()  # up to its first access, which touches nothing shared
            yield self._run_once(choices)
            while choices and choices[-1][1] == len(choices[-1][0]) - 1:
                choices.pop()
            if not choices:
                return
            choices[-1] = choices[-1][0], choices[-1][1] + 1

    def _run_once(self, choices: list[tuple[list[int], int]]) -> bool:
        history: list[tuple[int, Access]] = []
        while waiting := [n for n, actor in enumerate(self.actors) if actor.next_access]:
            if len(history) == len(choices):
                allowed = [n for n in waiting if not self._comes_too_late(history, n)]
                if not allowed:
                    self._run_out(waiting)
                    return False
                choices.append((allowed, 0))
            allowed, chosen = choices[len(history)]
            actor = self.actors[allowed[chosen]]
            assert actor.next_access is not None
            history.append((allowed[chosen], actor.next_access))
            actor.take_step()
        return True

    def _comes_too_late(self, history: list[tuple[int, Access]], number: int) -> bool:
        """Whether the same order is run with this step further ahead."""
        access = self.actors[number].next_access
        assert access is not None
        for other, earlier in reversed(history):
            if other == number or access.conflicts_with(earlier):
                return False
            if other > number:
                return True
        return False

    def _run_out(self, waiting: list[int]) -> None:
        for number in waiting:
            while self.actors[number].next_access:
                self.actors[number].take_step()


def read_title(path: str) -> str:
    """Answer as a command does: the title, which must be that of the events."""
    timeline = store_module.load_timeline(path).timeline
    (event,) = timeline.events
    assert event.id == timeline.title.lower()
    return timeline.title


def test_in_every_order_of_an_edit_and_two_answers_each_was_true(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for module, name in (  # who is stopped holds its locks, and would be waited for in vain
        (opening, "_READ_WAIT_SECONDS"),
        (refresh, "_UPDATE_WAIT_SECONDS"),
        (cache_folder, "_LOCK_WAIT_SECONDS"),
    ):
        monkeypatch.setattr(module, name, 0)
    monkeypatch.setattr(metadata, "_SETTLING_NS", 0)
    monkeypatch.setattr(refresh, "_SEAL_STEP_NS", 10**18)  # no two seals differ
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    path = str(tmp_path / "store.yaml")
    index_path = cache_folder.find_index_path(path)
    note_path = cache_folder.make_note_path(index_path)

    def place(version: str) -> None:
        Path(f"{path}.new").write_text(VERSIONS[version], "utf-8")
        os.replace(f"{path}.new", path)

    def start() -> list[Actor]:
        place("A")
        Path(index_path).write_bytes(old_index)
        os.utime(index_path, ns=(seal, seal))
        Path(note_path).unlink(missing_ok=True)
        answers = [Actor(lambda: read_title(path)) for _ in range(2)]
        return [*answers, Actor(lambda: [place("B"), place("A")])]

    place("A")
    read_title(path)
    old_index, seal = Path(index_path).read_bytes(), os.stat(index_path).st_mtime_ns
    Path(index_path).unlink()
    Path(index_path).touch(0o600)
    interleaver = Interleaver(monkeypatch, path, index_path)
    order_count = 0
    for is_whole in interleaver.run_all(start):
        if is_whole:
            order_count += 1
            for actor in interleaver.actors[:2]:
                assert actor.result in "ABA"[actor.first_seen : actor.last_seen + 1]
            assert read_title(path) == "A"
    assert order_count > 50


class Rules(NamedTuple):
    """What an answer of the model does to be safe."""

    answers_from_what_it_opened: bool = True
    updates_what_it_reads_alone: bool = True
    notes_name_their_index: bool = True
    answers_only_from_its_own_version: bool = True


class ModelLabel(NamedTuple):
    """What an index or the note beside it says: of which version it is, with which stamp."""

    digest: str
    stamp: int
    is_settled: bool


class ModelIndex(NamedTuple):
    """An index in the model: the version that its rows are of, and its label."""

    contents: str
    label: ModelLabel

    def apply_note(self, note: ModelLabel | None, rules: Rules) -> ModelLabel:
        """What is believed of it beside a note."""
        if note and (note.digest == self.label.digest or not rules.notes_name_their_index):
            return self.label._replace(stamp=note.stamp, is_settled=note.is_settled)
        return self.label


Request = tuple[str, ModelIndex | ModelLabel | None]


class Role(StrEnum):
    """What an actor of the model does where the index does not answer for the file."""

    READER = "reads the file"
    EARLY_UPDATER = "updates the index, the file being new"
    LATE_UPDATER = "updates the index, the file being old enough for its stamp to be trusted"
    LATE_REPLACER = "puts another index into its place, the file being old enough"


def answer_in_model(rules: Rules, role: Role) -> Generator[Request, Any, str]:
    """Answer as `load_from_index` does; each look at the file gives its stamp and contents."""
    stamp, _ = yield "file", None
    opened = yield "index", None
    note = yield "note", None
    label = opened.apply_note(note, rules)
    if label.is_settled and label.stamp == stamp:
        answered = opened if rules.answers_from_what_it_opened else (yield "index", None)
        return answered.contents
    stamp_after, contents = yield "file", None
    if role is Role.READER or stamp_after != stamp:
        return contents
    new_label = ModelLabel(contents, stamp, role is not Role.EARLY_UPDATER)
    if label.digest == contents:
        if label.stamp != stamp or new_label.is_settled:
            yield "replace note", new_label
    elif role is Role.LATE_REPLACER:
        yield "replace index", ModelIndex(contents, new_label)
    elif rules.updates_what_it_reads_alone:
        yield "update index", new_label
    else:
        updated = yield "index", None
        is_sound = updated.contents == opened.contents
        yield "replace index", ModelIndex(contents if is_sound else "a mixture", new_label)
    opened = yield "index", None
    is_own = opened.label.digest == contents or not rules.answers_only_from_its_own_version
    return opened.contents if is_own else contents


def update_in_model(index: ModelIndex, label: ModelLabel) -> ModelIndex:
    """Update an index that nobody else has meanwhile, unless it is of the version already."""
    return index if index.label.digest == label.digest else ModelIndex(label.digest, label)


def write_in_model(
    index: ModelIndex, note: ModelLabel | None, request: Request
) -> tuple[ModelIndex, ModelLabel | None]:
    """Return the index and the note after what an actor has asked for."""
    resource, written = request
    match resource:
        case "replace index":
            return written, note
        case "update index":
            return update_in_model(index, written), note
        case "replace note":
            return index, written
    return index, note


HISTORY = "ABA"
"""The versions of the file in the model; the stamp of each is its position."""
Seen = tuple[Any, ...]
State = tuple[int, ModelIndex, ModelLabel | None, tuple[tuple[Role, Seen | None], ...]]
"""The file's stamp, its index, the note, and what each actor has seen, None once it is done."""


def find_wrong_answer(rules: Rules) -> object:
    """Go through all states of an edit there and back, two updates and a reader, for a fault."""
    updaters = combinations_with_replacement(list(Role)[1:], 2)
    first_index = ModelIndex("A", ModelLabel("A", -1, True))
    waiting: list[State] = [
        (0, first_index, None, tuple((role, ()) for role in (Role.READER, *pair)))
        for pair in updaters
    ]
    visited = set[State]()
    while waiting:
        stamp, index, note, actors = state = waiting.pop()
        if state in visited:
            continue
        visited.add(state)
        if is_wrong(index, index.apply_note(note, rules)):
            return index, note
        if stamp + 1 < len(HISTORY):
            waiting.append((stamp + 1, index, note, actors))
        for number, (role, seen) in enumerate(actors):
            if seen is None:
                continue
            request = follow(rules, role, seen)
            if isinstance(request, str):
                stamps = [each[0] for each in seen if type(each) is tuple]
                if request not in HISTORY[stamps[0] : stamps[-1] + 1]:
                    return seen
                moved, new = None, (index, note)
            else:
                there = {"file": (stamp, HISTORY[stamp]), "index": index, "note": note}
                moved = (*seen, there.get(request[0]))
                new = write_in_model(index, note, request)
            others = actors[:number], actors[number + 1 :]
            waiting.append((stamp, *new, (*others[0], (role, moved), *others[1])))
    return None


@cache
def follow(rules: Rules, role: Role, seen: Seen) -> Request | str:
    """Return what an actor does next, or its answer, after what it has seen."""
    actor = answer_in_model(rules, role)
    try:
        request = next(actor)
        for each in seen:
            request = actor.send(each)
    except StopIteration as end:
        return end.value
    return request


def is_wrong(index: ModelIndex, label: ModelLabel) -> bool:
    """Whether an index would answer for a version that it does not hold, until the next edit."""
    return label.is_settled and label.stamp >= 0 and index.contents != HISTORY[label.stamp]


def test_in_every_order_of_two_updates_and_a_reader_the_model_answers_truly():
    assert find_wrong_answer(Rules()) is None


@pytest.mark.parametrize(
    "rules",
    [
        Rules(answers_from_what_it_opened=False),
        Rules(updates_what_it_reads_alone=False),
        Rules(notes_name_their_index=False),
        Rules(answers_only_from_its_own_version=False),
    ],
)
def test_the_model_finds_what_goes_wrong_without_its_rules(rules):
    assert find_wrong_answer(rules) is not None


ASKING = """
import sys, time
from qaim_cli import store
from qaim_cli.store.index import metadata, refresh
metadata._SETTLING_NS, refresh._SEAL_STEP_NS = int(sys.argv[2]), 10**18
until = time.monotonic() + float(sys.argv[3])
while time.monotonic() < until:
    timeline = store.load_timeline(sys.argv[1]).timeline
    assert [event.id for event in timeline.events] == [timeline.title.lower()]
"""


def test_processes_that_ask_during_an_edit_there_and_back_leave_no_wrong_index(
    monkeypatch, tmp_path, clean_environment
):
    monkeypatch.setattr(metadata, "_SETTLING_NS", settling_ns := 20_000_000)
    monkeypatch.setattr(refresh, "_SEAL_STEP_NS", 10**18)
    path = str(tmp_path / "store.yaml")
    Path(path).write_text(VERSIONS["A"], "utf-8")
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", ASKING, path, str(settling_ns), "3"], env=clean_environment
        )
        for _ in range(3)
    ]
    while any(process.poll() is None for process in processes):
        for version in ("B", "A"):
            time.sleep(0.004)
            Path(f"{path}.new").write_text(VERSIONS[version], "utf-8")
            os.replace(f"{path}.new", path)
        time.sleep(3 * settling_ns / 1e9)
        assert read_title(path) == "A"
    assert [process.returncode for process in processes] == [0, 0, 0]
