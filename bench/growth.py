"""What each command costs as a timeline grows, its index ready, and how fast that grows."""

from __future__ import annotations

import itertools
import math
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bench import generator
from bench.measure import BenchCommand, Measurement, measure_in_turns, run_command

_FILE_COUNT = 10
"""The files that a timeline is split into as well."""


class Growth(NamedTuple):
    """A command at several sizes, and the exponent by which it grows between the last two."""

    name: str
    by_size: Mapping[int, Measurement]
    exponent: float | None


def measure_growth(
    sizes: Sequence[int], folder: Path, qaim: str, runs: int, timeout: float
) -> list[Growth]:
    """Measure every command at every size, one size after the other."""
    found: dict[str, dict[int, Measurement]] = {}
    for size in sizes:
        subjects = list(_prepare_commands(size, folder / str(size), qaim, timeout))
        for each in measure_in_turns(subjects, runs, timeout=timeout):
            found.setdefault(each.name, {})[size] = each
    return [Growth(name, by_size, _fit_exponent(by_size)) for name, by_size in found.items()]


def list_questions(path: str, known_id: str) -> Iterator[tuple[str, Sequence[str], int]]:
    """Every question whose answer fits a screen: its name, its words, its exit status."""
    file = ("--file", path)
    for name, words in (
        ("list -n 10", ("list", "-n", "10")),
        ("list -n 10 -f jsonl", ("list", "-n", "10", "-f", "jsonl")),
        ("list --in DAY -n 10", ("list", "--in", "1950-06-15", "-n", "10")),
        ("a common word -n 10", ("list", "-k", "alqa", "-n", "10")),
        ("a word in one year", ("list", "-k", "alqa", "--in", "1950", "-n", "10")),
        ("after: -n 10 -f jsonl", ("list", "after:2010", "-n", "10", "-f", "jsonl")),
        ("list --reverse -n 10", ("list", "--reverse", "-n", "10")),
        ("list --sort killed -n 10", ("list", "--sort", "killed", "-n", "10")),
        ("list --explain", ("list", "--in", "1950", "--explain")),
        ("today", ("today", "-n", "10")),
        ("tags", ("tags",)),
        ("actors", ("actors",)),
        ("places", ("places",)),
        ("count --by decade", ("count", "--by", "decade")),
        ("count --by actor", ("count", "--by", "actor")),
        ("count --by tag", ("count", "--by", "tag")),
        ("count --by tag --sum killed", ("count", "--by", "tag", "--sum", "killed")),
        ("count --in 1990 --by tag", ("count", "--in", "1990", "--by", "tag")),
        ("chart", ("chart",)),
        ("chart --by tag", ("chart", "--by", "tag")),
        ("chart --by actor", ("chart", "--by", "actor")),
        ("show ID", ("show", known_id)),
        ("infobox", ("infobox",)),
    ):
        yield name, (*words, *file), 0
    yield "an unknown id", ("show", "nobody-knows", *file), 2


def _prepare_commands(size: int, folder: Path, qaim: str, timeout: float) -> Iterator[BenchCommand]:
    """Write timelines of a size, have their indexes built, and yield the commands."""
    folder.mkdir()
    events = generator.generate_events(size)
    path = folder / "one.yaml"
    known_id = _write_store(path, events)
    parts = [folder / f"part-{number}.yaml" for number in range(_FILE_COUNT)]
    share = max(1, min(size, 100_000) // _FILE_COUNT)
    for part in parts:
        _write_store(part, itertools.islice(generator.generate_events(size, len(part.name)), share))
    for each in (path, *parts):
        os.utime(each, (0, 0))  # so that its stamp is sure at once
        run_command(BenchCommand("", (qaim, "infobox", "--file", str(each))), timeout)
    for name, words, status in list_questions(str(path), known_id):
        yield BenchCommand(name, (qaim, *words), expected_status=status)
    words = f"qaim\nshow\n--file\n{path}\na"
    asked = {"_QAIM_COMPLETE": "zsh", "_QAIM_COMPLETE_WORDS": words}
    yield BenchCommand("completion of show", (qaim,), asked)
    several = [word for part in parts for word in ("--file", str(part))]
    for name, words in (
        (f"{_FILE_COUNT} files, list -n 10", ("list", "-n", "10")),
        (f"{_FILE_COUNT} files, tags", ("tags",)),
    ):
        yield BenchCommand(name, (qaim, *words, *several))


def _write_store(path: Path, events: Iterator[generator.GeneratedEvent]) -> str:
    """Write a timeline; return the id of its first event."""
    first = next(events)
    with path.open("w", encoding="utf-8") as file:
        file.writelines(generator.render_store(itertools.chain([first], events)))
    return first.id


def _fit_exponent(by_size: Mapping[int, Measurement]) -> float | None:
    """The power of the size by which a command grows; None where that cannot be told."""
    known = [(size, each.cpu) for size, each in sorted(by_size.items()) if each.cpu]
    if len(known) < 2:
        return None
    (small, before), (large, after) = known[-2:]
    return math.log(after / before) / math.log(large / small)
