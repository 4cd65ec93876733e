"""A large store read in several processes says to the letter what it says read in one."""

from __future__ import annotations

import random

import pytest

from qaim_cli import checks, store
from qaim_cli.errors import StoreError
from qaim_cli.forked_workers import WorkerLostError
from qaim_cli.store import run_reading
from qaim_cli.store.index import chunks
from qaim_cli.store.parser import ParsedItem, StoreParser
from qaim_cli.store.positions import iter_lines, split_lines
from tests.support.indexes import made
from tests.support.searching import draw_seeds

HEAD = "title: Lamps\nactors:\n  keeper: {name: Keeper}\n  pilot: {}\nplaces: {}\nevents:\n"
VALUES = (
    "plain text",
    "'it''s quoted'",
    '"double \\" \\u0041 quoted"',
    '"over\n        lines\n\n        and more"',
    "'over\n        lines'",
    "plain over\n        lines",
    ">-\n        folded\n        text\n\n        # no comment",
    "|\n        literal\n          text",
    "|+\n        kept\n\n",
    ">2\n          indented",
    "[a, b]",
    "{a: b}",
    "   # a comment",
    "a # comment",
    "été 洛陽 😀",
    "'- id: x'",
    "|\n        - id: x\n        - id: y",
    "",
)
DATES = (1900, 1900, "1900-02-30", "1899-13", "1700-02~/..", "in 1900", "[1900, 1901]", "~", "[]")
OTHER_KEYS = (
    "tags: [a]", "tags: [a, ~]", "tags: {a: b}", "note: x", "note: y", "note: ~", "colour: red",
    "actors: [keeper, no]", "actors: [{actor: pilot, role: blamed}]", "actors: [{role: x}]",
    "casualties: [{of: pilot, killed: ~5}]", "casualties: [{of: pilot, killed: many}]",
    "calendar: julian", "calendar: mayan", "about: 3 days", "x-a: [b, c]", "x-a: d", "x-b: e",
    "x-b: []", "allow: {a-check: why}", "dated_by: [2 days after 1900]", "url: x", "source: other",
)  # fmt: skip
FAULTS = (
    '"', "'", "[", "]", "{", "}", "\t", "- ", "&a ", "*a", "!t ", "---\n", "...\n", "%YAML 1.1\n",
    "\r", "\x85", "\u2028", "\ufeff", "\x07", ": ", "? ", "# ", "\n", "\n\n", "  ", "|", ">", "\\",
    "places: {}\n", "calendar: julian\n", "\n  - ", "\n- ", "~", "\u202e",
)  # fmt: skip


@pytest.fixture(autouse=True)
def small_runs(monkeypatch):
    monkeypatch.setattr(chunks, "_EVENTS_PER_CHUNK", 2)
    monkeypatch.setattr(run_reading, "_RUN_BYTES", 300)
    monkeypatch.setattr(run_reading, "count_workers", lambda: 2)


@pytest.fixture
def in_process(monkeypatch):
    """Runs are read in this process, as fast as it can; how many texts were read so."""
    shared = []

    def map_here(function, tasks, worker_count):
        assert worker_count == 2
        try:
            results = [function(task) for task in tasks]
        except Exception:  # noqa: BLE001 - as a worker does
            raise WorkerLostError from None
        shared.append(len(tasks))
        return results

    monkeypatch.setattr(run_reading, "map_in_workers", map_here)
    return shared


def write_store(chance: random.Random) -> str:
    """A store of a few events in all ways of writing, at times with some faults."""
    indent = chance.choice(("", "  ", "    "))
    margin = f"{indent}  "
    lines = [chance.choice((HEAD, HEAD.replace("title", "x-note: a\ntitle"), "events:\n"))]
    for number in range(chance.randint(1, 14)):
        if chance.random() < 0.2:
            id = f"{indent}- {{id: e-{number}, date: 1900, title: T, source: {{section: S}}}}\n"
            lines.append(id)
            continue
        keys = [f"id: e-{chance.choice((number, 3))}", f"date: {chance.choice(DATES)}"]
        keys += [f"{key}: {chance.choice(VALUES)}" for key in ("title", "summary")]
        keys += chance.sample(OTHER_KEYS, 3)
        keys.append("source:\n        section: S")
        body = f"\n{margin}".join(keys)
        above = chance.choice(("", "", "# above\n", f"{margin}# inside\n"))
        lines.append(f"{above}{indent}- {body}\n{chance.choice(('', chr(10)))}")
    text = "".join(lines)
    for _ in range(chance.choice((0, 0, 0, 1, 2))):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(FAULTS) + text[at + chance.randrange(2) :]
    return text.replace("\n", "\r\n") if chance.random() < 0.1 else text


def outcome(text: str):
    try:
        result = store.parse_store("lamps.yaml", text.encode())
    except StoreError as error:
        return str(error), error.position
    timeline = result.timeline
    head = (timeline.title, timeline.actors.entities, timeline.places.entities)
    return timeline.events, result.problems, result.omitted_count, head


@pytest.mark.parametrize("seed", draw_seeds(250))
def test_parts_say_what_the_whole_says(seed, in_process, monkeypatch, tmp_path):
    text = write_store(random.Random(seed))
    path = tmp_path / "lamps.yaml"
    path.write_text(text, "utf-8", newline="")
    found = []
    for least in (2**40, 0):
        monkeypatch.setattr(store, "MIN_SHARED_BYTES", least)
        checked = store.check_file(str(path), checks.CHECKS.values())
        problems = (checked.problems, checked.omitted_count, checked.read_lines(range(10**6)))
        found.append((outcome(text), problems))
    assert found[0] == found[1]


def test_most_texts_are_read_in_parts(in_process, monkeypatch):
    monkeypatch.setattr(store, "MIN_SHARED_BYTES", 0)
    for seed in range(80):
        outcome(write_store(random.Random(seed)))
    assert len(in_process) > 12
    assert max(in_process) > 3


def test_a_large_store_is_read_by_processes_of_its_own(monkeypatch):
    text = made(60)
    monkeypatch.setattr(store, "MIN_SHARED_BYTES", 2**40)
    expected = outcome(text)
    monkeypatch.setattr(store, "MIN_SHARED_BYTES", 0)
    monkeypatch.setattr(StoreParser, "parse_timeline", None)
    assert outcome(text) == expected


def test_lines_of_bytes_are_those_of_their_text():
    text = "a\r\nb\rc\n\né\x85f\u2028g\u2029\u2027h"
    assert [each.decode() for each in iter_lines(text.encode())] == split_lines(text)


@pytest.mark.parametrize("items", [[], [ParsedItem(4, None)]])
def test_items_that_begin_elsewhere_are_not_read_in_parts(items):
    with pytest.raises(run_reading.NotSplittableError):
        list(run_reading.iter_expected_items(iter(items), [3]))
