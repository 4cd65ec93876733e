"""What parts cost by themselves, in this process: reading, building, matching, rendering."""

from __future__ import annotations

import datetime
import os
import resource
import statistics
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stdout
from functools import partial
from pathlib import Path
from typing import NamedTuple

import yaml

from bench import generator
from qaim_cli import store
from qaim_cli.cli.draft_review import DraftReview
from qaim_cli.export import export_table
from qaim_cli.query import FilterInput, QueryAnswer, build_query, select_hits
from qaim_cli.render.colors import ColorTheme
from qaim_cli.render.screen import ScreenSettings
from qaim_cli.render.table import TableView
from qaim_cli.reports.listing import build_listing_table
from qaim_cli.store import index

TODAY = datetime.date(2026, 1, 1)


class ProcessingRate(NamedTuple):
    """How many of something a second: the median of several runs, and how far they differ."""

    name: str
    a_second: float
    spread: float


def read_cpu_seconds() -> float:
    """The seconds that this process and the ended ones it started have computed so far."""
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def measure_rates(count: int, runs: int) -> Iterator[ProcessingRate]:
    """How many events a second each part does, run in turns."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.yaml"
        path.write_text("".join(generator.render_store(generator.generate_events(count))), "utf-8")
        parts = dict(_list_parts(str(path), path.read_bytes()))
        found: dict[str, list[float]] = {name: [] for name in parts}
        for _ in range(runs):
            for name, part in parts.items():
                start = read_cpu_seconds()
                part()
                found[name].append(count / (read_cpu_seconds() - start))
    for name, each in found.items():
        yield _summarise_rates(name, each)


def count_characters(iter_pieces: Callable[[], Iterable[str | bytes]]) -> int:
    """How long an answer is, once all of its pieces are made."""
    return sum(map(len, iter_pieces()))


def _list_parts(path: str, data: bytes) -> Iterator[tuple[str, Callable[[], object]]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    timeline = store.parse_store(path, data).timeline
    query = build_query(FilterInput(query="1950..1960 (elqa or kara) not battle"), timeline, TODAY)
    everything = build_query(FilterInput(), timeline, TODAY)
    selection = select_hits(everything, timeline)
    sheet = build_listing_table(QueryAnswer(timeline, everything, selection, selection.hits))
    screen = ScreenSettings(width=80, has_color=False, is_ascii=False, theme=ColorTheme.AUTO)

    def build() -> None:
        store.clear_cache()
        index.load_from_index(path, path)

    yield "CSafeLoader: dicts", lambda: yaml.load(data, loader)  # noqa: S506 - it is a safe one
    yield "read: events and checks", lambda: store.parse_store(path, data)
    yield "build the index", build
    yield "match a question", lambda: tuple(select_hits(query, timeline))
    for name in ("jsonl", "json", "csv", "md"):
        yield f"rows as {name}", partial(count_characters, partial(export_table, sheet, name))
    for width in (80, 60, 200):
        drawn = TableView(sheet, screen._replace(width=width))
        yield f"rows as a table, {width} wide", partial(count_characters, drawn.iter_pieces)


def measure_growth(count: int, runs: int) -> Iterator[ProcessingRate]:
    """How many events a second are read as their texts grow."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {times: str(Path(folder) / f"{times}.yaml") for times in (1, 2, 4, 8)}
        for times, path in paths.items():
            longer = (
                each._replace(summary=" ".join([each.summary] * times))
                for each in generator.generate_events(count)
            )
            Path(path).write_text("".join(generator.render_store(longer)), "utf-8")
        found: dict[int, list[float]] = {times: [] for times in paths}
        for _ in range(runs):
            for times, path in paths.items():
                data = Path(path).read_bytes()
                start = read_cpu_seconds()
                store.parse_store(path, data)
                found[times].append(count / (read_cpu_seconds() - start))
    for times, each in found.items():
        yield _summarise_rates(f"read, summaries {times} times as long", each)


def measure_acceptance(counts: Iterable[int], runs: int) -> Iterator[ProcessingRate]:
    """How many drafted events a second are accepted at once, as drafts grow."""
    with tempfile.TemporaryDirectory() as folder:
        draft, into = f"{folder}/draft.yaml", f"{folder}/into.yaml"
        for count in counts:
            text = "".join(generator.render_store(generator.generate_events(count)))
            rates = []
            for _ in range(runs):
                Path(draft).write_text(text, "utf-8")
                Path(into).unlink(missing_ok=True)
                start = read_cpu_seconds()
                with open(os.devnull, "w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
                    review = DraftReview(draft, into)
                    review.accept_events([each.event for each in review.loaded.candidates])
                rates.append(count / (read_cpu_seconds() - start))
            yield _summarise_rates(f"accept {count:,} drafted events", rates)


def _summarise_rates(name: str, rates: list[float]) -> ProcessingRate:
    middle = statistics.median(rates)
    quarter = len(rates) // 4
    ordered = sorted(rates)
    return ProcessingRate(name, middle, (ordered[-1 - quarter] - ordered[quarter]) / middle)
