"""Several indexes asked as one: what one of them cannot tell is read from the events."""

from __future__ import annotations

from pathlib import Path

import pytest

from qaim_cli import store as store_module
from qaim_cli.merge import merge_timelines
from qaim_cli.model import timeline as timeline_module
from qaim_cli.prefilter import NO_CONDITION, FacetCondition, IdPrefixCondition
from qaim_cli.query import FilterInput, QueryAnswer, SortOrder, build_query, select_hits, sort_hits
from qaim_cli.reports import chart
from qaim_cli.reports.counts import build_counts
from qaim_cli.reports.directory import DirectoryKind, build_directory_table
from qaim_cli.store import index
from qaim_cli.text import fold
from tests.support.asking import TODAY
from tests.support.indexes import find_last_day

HEAD = """\
title: {name}
source: {{title: S, accessed: 2010}}
actors:
  corps: {{name: Corps}}
  {unit}: {{name: {unit}, part_of: corps}}
events:
"""


def write_stores(folder: Path) -> list[str]:
    """Two timelines that agree on a whole, to which each knows another part."""
    paths = []
    for number, (name, unit) in enumerate((("sea", "ships"), ("land", "guns"))):
        lines = [
            f'  - {{id: e{year}, date: "{date}", title: T, actors: [{unit}], tags: [a],'
            f" casualties: [{{of: {unit}, killed: {year % 7 or 1}}}],"
            " source: {section: S, paragraph: 1}}\n"
            for year, date in (
                (1900 + 2 * each + number, f"{1900 + 2 * each + number}") for each in range(10)
            )
        ]
        last = (
            "  - {id: old, date: Y-66000000, title: T, tags: [b],"
            " source: {section: S, paragraph: 1}}\n"
        )
        path = folder / f"{name}.yaml"
        path.write_text(HEAD.format(name=name, unit=unit) + "".join(lines) + last, "utf-8")
        paths.append(str(path))
    return paths


@pytest.fixture
def both(tmp_path):
    """The timelines merged from their indexes, and from all their events."""
    paths = write_stores(tmp_path)
    kept = [index.load_from_index(path, path).timeline for path in paths]
    read = [store_module.load_timeline(path, cache=False).timeline for path in paths]
    return merge_timelines(kept).timeline, merge_timelines(read).timeline


def ask(timeline, **filters) -> QueryAnswer:
    query = build_query(FilterInput(**filters), timeline, TODAY)
    found = select_hits(query, timeline)
    return QueryAnswer(timeline, query, found, found)


@pytest.mark.parametrize("query", ["", "1910..1914", "actor:corps", "to:1905"])
def test_a_crowded_chart_of_several_is_drawn_from_their_sums(both, monkeypatch, query):
    monkeypatch.setattr(chart, "MAX_LABELLED_EVENTS", 2)
    for gaps in (True, False):
        drawn, wanted = (
            chart.build_chart(ask(each, query=query), width=80, gaps=gaps) for each in both
        )
        assert drawn == wanted


def test_only_the_events_of_the_timeline_asked_for_are_counted(both):
    for timeline in both:
        found = ask(timeline, query="timeline:sea").hits
        assert len(found) == len(tuple(found)) == 11


def test_a_place_among_several_is_that_in_the_order_of_time(both):
    kept, read = both
    assert kept.events[0] == read.events[0]
    assert kept.events[3:5] == read.events[3:5]
    assert kept.events[-1] == read.events[-1]


def test_a_whole_that_has_parts_in_several_is_summed_up(both):
    tables = [build_directory_table(DirectoryKind.ACTORS, each) for each in both]
    assert [row.cells for row in tables[0].rows] == [row.cells for row in tables[1].rows]
    assert [row.cells[3] for row in tables[0].rows] == ["20", "10", "10"]


def test_what_one_index_cannot_tell_is_told_by_all_the_events(both):
    kept, read = both
    kept.parts["land"].events._connection.close()
    events = kept.events
    assert events.count_levels(FacetCondition("tag", frozenset(("a",)))) is None
    assert events.count_by_period(NO_CONDITION, 1, find_last_day) is None
    assert events.count_marks(NO_CONDITION, 1, 0, 1) is None
    assert events.sum_values("tag", {"a": frozenset(("a",))}) is None
    assert events.iter_by_casualties(NO_CONDITION, 1, "killed") is None
    assert events.sum_lanes(NO_CONDITION, 1, "timeline", "") is None
    assert events.sum_harm_by_period(NO_CONDITION, 1, "killed", find_last_day) is None
    assert events.sum_harm_by_value(NO_CONDITION, 1, "killed", "tag") is None
    assert events.list_by_title(NO_CONDITION, 1, 3) is None
    assert tuple(events.list_facet_values("tag")) == ("b", "a")
    counts, wanted = (build_counts(ask(each), by="tag") for each in both)
    assert counts == wanted
    most, most_wanted = (
        sort_hits(ask(each).hits, SortOrder.KILLED, limit=3) for each in (kept, read)
    )
    assert tuple(most) == tuple(most_wanted)


def test_values_that_the_index_keeps_no_sum_of_together_are_looked_for(both):
    groups = {"either": frozenset(("a", "b")), "neither": frozenset(("c",))}
    kept, read = (each.parts["sea"].events.sum_values("tag", groups) for each in both)
    assert read is None
    assert set(kept) == {"either"}
    assert kept["either"].event_count == 11
    assert (kept["either"].first.id, kept["either"].last.id) == ("old", "e1918")


def test_the_source_that_events_of_several_need_not_name_is_found(both):
    kept, read = (ask(each, sources=("S",)) for each in both)
    assert len(kept.hits) == 22
    assert [hit.event for hit in kept.hits] == [hit.event for hit in read.hits]
    assert build_counts(kept, by="source") == build_counts(read, by="source")


def test_what_only_all_events_together_tell_is_left_to_them(both):
    kept, _ = both
    assert kept.events.find_day_range() is None
    assert kept.events.open_ranked() is None


def test_an_id_that_several_have_is_found_however_many_are_asked_for(both, monkeypatch):
    kept, read = both
    monkeypatch.setattr(timeline_module, "_MAX_CACHED_TEXTS", 3)
    for each in (kept, read):
        ids = [each.format_id(event) for event in each.events]
        assert ids[:4] == ["sea:old", "land:old", "e1900", "e1901"]


def test_events_of_a_title_are_those_of_all_in_the_order_of_time(both):
    kept, read = both
    for title in ("t", "no such title"):
        wanted = [event for event in read.events if fold(event.title) == title]
        assert list(kept.events.find_by_title(title)) == wanted
        assert list(read.events.find_by_title(title)) == wanted
    assert kept.events.find_by_title("t")


@pytest.mark.parametrize("part", ["", "sea", "land", "no such part"])
@pytest.mark.parametrize("limit", [1, 200])
def test_events_of_an_id_are_those_of_all_in_the_order_of_time(both, part, limit):
    kept, read = both
    named = [event for event in read.events if part in ("", event.timeline)]
    for id in ("old", "e19", "no-such-id"):
        assert kept.events.list_with_id(id) == [each for each in read.events if each.id == id]
        wanted = [event for event in named if event.id.startswith(id)]
        for each in (kept, read):
            first, count = each.events.find_by_id_prefix(IdPrefixCondition(id, part), limit)
            assert (first, count) == (wanted[:limit], len(wanted))


def test_a_crowded_chart_says_how_many_events_have_no_known_day(tmp_path, monkeypatch):
    monkeypatch.setattr(chart, "MAX_LABELLED_EVENTS", 2)
    path = tmp_path / "sea.yaml"
    write_stores(tmp_path)
    text = path.read_text("utf-8").replace('date: "1900"', 'date: "{..1890,1990..}"')
    path.write_text(text, "utf-8")
    timeline = index.load_from_index(str(path), str(path)).timeline
    assert "1 without any known day" in chart.build_chart(ask(timeline), width=80).footer


def test_words_of_several_timelines_are_those_of_each(both, monkeypatch):
    kept, read = both
    assert {"t", "a", "b"} == set(kept.events.list_words())
    assert read.events.list_words() is None
