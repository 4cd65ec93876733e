"""What few events match is looked up, and what all dates are summed up for is kept in order."""

from __future__ import annotations

from itertools import islice

import pytest

from bench import generator
from qaim_cli import store as stores
from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST
from qaim_cli.facets import FACETS
from qaim_cli.model import CASUALTY_KINDS
from qaim_cli.prefilter import NO_CONDITION, AllOf
from qaim_cli.query import (
    FilterInput,
    build_query,
    count_by_period,
    select_hits,
    sort_hits,
    sum_harm_by_period,
    sum_harm_by_value,
)
from qaim_cli.store import index
from qaim_cli.store.index import events, set_counting
from tests.support.asking import TODAY
from tests.support.indexes import find_last_day, made
from tests.support.work import explain_statements


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("counting") / "made.yaml"
    path.write_text("".join(generator.render_store(generator.generate_events(1_500))))
    return str(path)


@pytest.fixture(scope="module")
def read(path):
    """What the file says, without an index."""
    return stores.load_timeline(path, cache=False).timeline


@pytest.fixture
def timeline(path):
    return stores.load_timeline(path).timeline


def explain(timeline, action) -> list[str]:
    return explain_statements(timeline.events._connection, action)


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "filters", [FilterInput(within=("1950-06-15",)), FilterInput(within=("1990",)), FilterInput(
        on="11-28"
    )],
)  # fmt: skip
def test_events_of_a_few_days_are_found_by_their_dates(timeline, filters):
    found = select_hits(build_query(filters, timeline, TODAY), timeline)
    plans = explain(timeline, lambda: (found[:10], len(found), bool(found), found[:10]))
    assert all("SCAN facts" not in plan and "SCAN chosen" not in plan for plan in plans)
    assert sum(plan.count("SCAN dates") for plan in plans) == 3  # once to count, and for each list
    assert sum("SEARCH chosen USING COVERING INDEX by_date" in plan for plan in plans) == 2


def test_all_events_are_summed_up_from_what_is_in_order(timeline):
    everything = AllOf(())
    plans = explain(
        timeline,
        lambda: (
            timeline.events.count_by_period(everything, 1, find_last_day),
            timeline.events.count_marks(everything, 1, INFINITE_PAST, INFINITE_FUTURE),
        ),
    )
    assert len(plans) == 4
    assert all("COVERING INDEX" in plan and "TEMP B-TREE" not in plan for plan in plans)


@pytest.mark.parametrize("query", ["1950..1960", "zakawa"])
def test_marks_of_few_events_are_counted_as_those_of_many(path, monkeypatch, query):
    monkeypatch.setattr(events, "LEAST_SET_EVENTS", 1)
    found = []
    for share in (1, 10**6):  # all but every event are few, or none are
        monkeypatch.setattr(set_counting, "_SMALL_SHARE", share)
        hits = select_hits(
            build_query(FilterInput(query=query), stores.load_timeline(path).timeline, TODAY),
            stores.load_timeline(path).timeline,
        )
        marks = hits.count_marks(INFINITE_PAST, INFINITE_FUTURE)
        found.append((marks.event_count, marks.starts.count_columns((0,)), marks.stretches))
    assert found[0] == found[1]
    assert 0 < found[0][0] < 1_500


def test_the_deadliest_events_are_found_one_after_the_other(timeline):
    hits = select_hits(build_query(FilterInput(), timeline, TODAY), timeline)
    plans = explain(timeline, lambda: sort_hits(hits, "killed", limit=10))
    assert "SEARCH figures USING COVERING INDEX by_figure" in plans[0]
    assert "TEMP B-TREE" not in plans[0]


@pytest.mark.parametrize("query", ["", "1990"])
def test_the_killed_are_added_up_without_reading_events(timeline, query):
    hits = select_hits(build_query(FilterInput(query=query), timeline, TODAY), timeline)
    actor = FACETS["actor"]
    assert timeline.events.sum_harm_by_value(NO_CONDITION, 1, "killed", "x-own") is None
    plans = explain(
        timeline,
        lambda: (
            sum_harm_by_period(hits, "killed", find_last_day),
            sum_harm_by_value(hits, "killed", actor, timeline),
        ),
    )
    assert plans
    assert not any("events" in plan for plan in plans)
    listed = tuple(hits)
    for harm in CASUALTY_KINDS:
        assert sum_harm_by_period(hits, harm, find_last_day) == sum_harm_by_period(
            listed, harm, find_last_day
        )
        assert sum_harm_by_value(hits, harm, actor, timeline) == sum_harm_by_value(
            listed, harm, actor, timeline
        )


def test_numbers_too_large_to_add_up_exactly_are_added_up_by_the_events(tmp_path):
    path = tmp_path / "store.yaml"
    event = (
        "  - {{id: {id}, date: '{year}', title: T, casualties: [{{of: a, killed: '{killed:,}'}}],"
        " source: {{section: S, paragraph: 1}}}}\n"
    )
    events = event.format(id="a", year=1900, killed=2**53 + 1) + event.format(
        id="b", year=1900, killed=2
    )
    path.write_text(f"title: T\nsource: {{title: S}}\nevents:\n{events}", "utf-8")
    timeline = index.load_from_index(str(path), str(path)).timeline
    assert timeline.events.sum_harm_by_period(NO_CONDITION, 1, "killed", find_last_day) is None
    hits = select_hits(build_query(FilterInput(), timeline, TODAY), timeline)
    sums = sum_harm_by_period(hits, "killed", find_last_day)
    assert list(sums.values()) == [(2**53 + 3, 2**53 + 3)]


@pytest.mark.parametrize("query", ["", "1990", "from:1910", "battle", "battle 1950", "claim:none"])
def test_the_deadliest_of_any_events_are_those_that_sorting_all_finds(timeline, query):
    hits = select_hits(build_query(FilterInput(query=query), timeline, TODAY), timeline)
    found = sort_hits(hits, "killed", limit=50)
    assert tuple(found) == tuple(islice(sort_hits(tuple(hits), "killed"), 50))
    assert found


def test_events_before_all_keys_of_days_stand_in_order_of_time(tmp_path):
    path = tmp_path / "deep.yaml"
    dates = {"a": "Y-13000000000", "b": "Y-13800000000", "c": "../2000", "d": "Y-13400000000"}
    events = "".join(
        f"  - {{id: {id}, date: '{date}', title: T, source: {{section: S, paragraph: 1}}}}\n"
        for id, date in dates.items()
    )
    path.write_text(f"title: T\nsource: {{title: S}}\nevents:\n{events}")
    timeline = stores.load_timeline(str(path)).timeline
    assert [event.id for event in timeline.events] == ["c", "b", "d", "a"]
    ranked = timeline.events.open_ranked()
    keys = ranked.answer(AllOf(()), 1, lambda: False).keys
    assert [event.id for event in ranked.read(keys, 0, 4)] == ["c", "b", "d", "a"]
    assert [ranked.find_rank(keys, id) for id in "cbda"] == [0, 1, 2, 3]


def test_a_question_for_everything_is_counted_without_looking(tmp_path):
    path = tmp_path / "store.yaml"
    path.write_text(made(9), "utf-8")
    events = index.load_from_index(str(path), str(path)).timeline.events
    counted = events.counter.count_levels(events.build_statement(NO_CONDITION))
    assert counted == events.count_levels(NO_CONDITION) == (9, 0, 0)


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "query",
    [
        "tag:battle", "tag:battle 1950..1960", "tag:battle not 1950",
        "section:'Section 2' 1950", "battle not trade", "battle not (trade or fire) not 1950",
        "not battle", "not tag:battle", "not 1950", "not title:takes", "battle not title:takes",
        "tag:battle killed:>3",
    ],
)  # fmt: skip
def test_labels_and_what_is_left_out_are_counted_as_the_events_are(timeline, read, query):
    told = []
    for each in (timeline, read):
        found = select_hits(build_query(FilterInput(query=query), each, TODAY), each)
        told.append((
            len(found.hits), found.hidden_vague_count, found.possible_count,
            count_by_period(found.hits, find_last_day),
        ))  # fmt: skip
    assert told[0] == told[1]


def test_a_label_is_counted_without_its_events(timeline, monkeypatch):
    monkeypatch.setattr(events, "LEAST_SET_EVENTS", 0)
    found = select_hits(build_query(FilterInput(query="tag:battle"), timeline, TODAY), timeline)
    assert len(found.hits) > 100
    assert not any(
        "words" in line for line in explain(timeline, lambda: found.count_by_period(find_last_day))
    )
