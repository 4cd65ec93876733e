"""What parts cost by themselves, in this process: reading, building, matching, rendering."""

from __future__ import annotations

import datetime
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from bench import generator
from qaim_cli import store
from qaim_cli.export import export
from qaim_cli.query import Answer, Filters, select, understand
from qaim_cli.render.colors import Theme
from qaim_cli.render.screen import Screen
from qaim_cli.render.table import Table
from qaim_cli.reports.listing import listing
from qaim_cli.store import index

TODAY = datetime.date(2026, 1, 1)


class Rate(NamedTuple):
    """How many of something a second: the median of several runs, and how far they differ."""

    name: str
    a_second: float
    spread: float


def rates(count: int, runs: int) -> Iterator[Rate]:
    """How many events a second each part does, run in turns."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.yaml"
        path.write_text("".join(generator.store(generator.events(count))), "utf-8")
        parts = dict(_parts(str(path), path.read_bytes()))
        found: dict[str, list[float]] = {name: [] for name in parts}
        for _ in range(runs):
            for name, part in parts.items():
                start = time.process_time()
                part()
                found[name].append(count / (time.process_time() - start))
    for name, each in found.items():
        yield _rate(name, each)


def _parts(path: str, data: bytes) -> Iterator[tuple[str, Callable[[], object]]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    timeline = store.read(path, path).timeline
    query = understand(Filters(query="1950..1960 (elqa or kara) not battle"), timeline, TODAY)
    everything = understand(Filters(), timeline, TODAY)
    selection = select(everything, timeline)
    sheet = listing(Answer(timeline, everything, selection, selection.hits))
    screen = Screen(width=80, color=False, ascii=False, theme=Theme.AUTO)

    def build() -> None:
        store.forget()
        index.load(path, path)

    yield "CSafeLoader: dicts", lambda: yaml.load(data, loader)  # noqa: S506 - it is a safe one
    yield "read: events and checks", lambda: store.read(path, path)
    yield "build the index", build
    yield "match a question", lambda: select(query, timeline)
    for name in ("jsonl", "json", "csv", "md"):
        yield f"rows as {name}", lambda name=name: sum(map(len, export(sheet, name)))
    for width in (80, 60, 200):
        drawn = Table(sheet, screen._replace(width=width))
        yield f"rows as a table, {width} wide", lambda drawn=drawn: sum(map(len, drawn.pieces()))


def growth(count: int, runs: int) -> Iterator[Rate]:
    """How many events a second are read as their texts grow."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {times: str(Path(folder) / f"{times}.yaml") for times in (1, 2, 4, 8)}
        for times, path in paths.items():
            longer = (
                each._replace(summary=" ".join([each.summary] * times))
                for each in generator.events(count)
            )
            Path(path).write_text("".join(generator.store(longer)), "utf-8")
        found: dict[int, list[float]] = {times: [] for times in paths}
        for _ in range(runs):
            for times, path in paths.items():
                start = time.process_time()
                store.read(path, path)
                found[times].append(count / (time.process_time() - start))
    for times, each in found.items():
        yield _rate(f"read, summaries {times} times as long", each)


def _rate(name: str, rates: list[float]) -> Rate:
    middle = statistics.median(rates)
    quarter = len(rates) // 4
    ordered = sorted(rates)
    return Rate(name, middle, (ordered[-1 - quarter] - ordered[quarter]) / middle)
