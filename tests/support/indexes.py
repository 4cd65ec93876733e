"""Indexes of stores, and what is asked of them with and without one."""

from __future__ import annotations

import os
from functools import cache

import pytest

from bench import generator
from qaim_cli import store as store_module
from qaim_cli.facets import FACETS
from qaim_cli.query import FilterInput, QueryAnswer, SortOrder, build_query, select_hits, sort_hits
from qaim_cli.reports import chart, lanes
from qaim_cli.store import index
from qaim_cli.store.index import cache_folder, opening
from tests.support.asking import TODAY


@cache
def made(count: int, seed: int = 1) -> str:
    return "".join(generator.render_store(generator.generate_events(count, seed)))


def same(path: str) -> index.LoadResult:
    """What the index holds, once it is seen to be what the file says."""
    found, read = index.load_from_index(path, path), store_module.load_timeline(path, cache=False)
    assert found is not None
    assert not found.timeline.events.is_listed
    assert tuple(found.timeline.events) == read.timeline.events
    assert len(found.timeline.events) == len(read.timeline.events)
    assert found.problems == read.problems
    assert found.omitted_count == read.omitted_count
    for part in ("title", "reference", "infobox", "tags", "sections"):
        assert getattr(found.timeline, part) == getattr(read.timeline, part)
    for catalogue in ("actors", "places"):
        assert (
            getattr(found.timeline, catalogue).entities
            == getattr(read.timeline, catalogue).entities
        )
    return found


def asked(path: str) -> opening.LoadRequest:
    real = os.path.realpath(path)
    return opening.LoadRequest(path, path, real, cache_folder.find_index_path(real), None)


def find_last_day(day: int, length: int = 1000) -> int:
    """Find the last day of the period, of a number of days, that a day is in."""
    return day - day % length + length - 1


def answer_to(path: str, **asked):
    timeline = index.load_from_index(path, path).timeline
    query = build_query(FilterInput(**asked), timeline, TODAY)
    selection = select_hits(query, timeline)
    return QueryAnswer(timeline, query, selection, sort_hits(selection.hits, SortOrder.DATE))


def same_lanes(kept, read, *, few: int = 2, lane_count: int = 3, **asked) -> None:
    """See that lanes are drawn alike with an index and without, many or few events in each."""
    answers = []
    for timeline in (kept, read):
        query = build_query(FilterInput(**asked), timeline, TODAY)
        found = select_hits(query, timeline)
        answers.append(QueryAnswer(timeline, query, found, found))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chart, "MAX_LABELLED_EVENTS", few)
        patch.setattr(lanes, "MAX_LANES", lane_count)
        for by, log_from in (*((facet, None) for facet in FACETS), ("actor", 740_000)):
            drawn, wanted = (
                chart.build_chart(each, width=70, by=by, log_from=log_from) for each in answers
            )
            assert drawn == wanted, by
