"""How surely an index says that events match is how surely the question itself says so."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from qaim_cli import store as store_module
from qaim_cli.errors import RequestError
from qaim_cli.facets import FACETS
from qaim_cli.merge import merge_timelines
from qaim_cli.model import CASUALTY_KINDS
from qaim_cli.prefilter import FacetCondition, IdPrefixCondition
from qaim_cli.query import (
    FilterInput,
    QueryAnswer,
    SortOrder,
    build_query,
    count_by_period,
    count_values,
    select_hits,
    sort_hits,
    sum_harm_by_period,
    sum_harm_by_value,
)
from qaim_cli.query.lazy_hits import LazyHits
from qaim_cli.reports import chart
from qaim_cli.reports.directory import DirectoryKind, build_directory_table
from qaim_cli.store import index
from qaim_cli.store.index import chunks, slots
from qaim_cli.store.index import events as events_module
from qaim_cli.text import fold
from tests.support.asking import TODAY
from tests.support.indexes import find_last_day, same_lanes
from tests.support.searching import examples

YEARS = [-43, 1, 999, 1300, 1582, 1583, 1900, 1999, 2000, 2004, 2026]


def years() -> st.SearchStrategy[str]:
    return st.sampled_from(YEARS).map(lambda year: f"{year:05d}" if year < 0 else f"{year:04d}")


def months() -> st.SearchStrategy[str]:
    return st.integers(1, 12).map(lambda month: f"{month:02d}")


def moments() -> st.SearchStrategy[str]:
    plain = st.one_of(
        years(),
        st.tuples(years(), months()).map("-".join),
        st.tuples(years(), months(), st.sampled_from(["01", "03", "17", "28"])).map("-".join),
        st.tuples(years(), st.sampled_from(["21", "24", "33", "40"])).map("-".join),
        st.sampled_from(["198X", "19XX", "2004-02-29", "1582-10-15", "2004-XX", "Y-66000000"]),
    )
    return st.tuples(plain, st.sampled_from(["", "", "~", "?", "%"])).map("".join)


def edtf_texts() -> st.SearchStrategy[str]:
    end = st.one_of(moments(), st.just(".."), st.just(""))
    member = st.one_of(moments(), st.tuples(moments(), moments()).map("..".join))
    members = st.lists(member, min_size=1, max_size=3).map(",".join)
    return st.one_of(
        moments(),
        st.tuples(end, end).map("/".join),
        members.map(lambda text: f"[{text}]"),
        members.map(lambda text: f"{{{text}}}"),
        moments().map(lambda text: f"[..{text}]"),
        moments().map(lambda text: f"[{text}..]"),
    )


@st.composite
def event_texts(draw, number: int) -> str:
    names = st.sampled_from(["ann", "bob", "corps", "corps-one", "nobody"])
    places = draw(st.lists(st.sampled_from(["rome", "forum"]), max_size=2))
    tags = draw(st.lists(st.sampled_from(["War", "war", "a-b"]), max_size=2))
    actors = draw(st.lists(names, max_size=3))
    harmed = draw(st.lists(names, max_size=2, unique=True))
    figure = st.sampled_from(["3", "~80", "4+", "120"])
    lines = [
        f"  - id: e{number}",
        f'    date: "{draw(edtf_texts())}"',
        f"    title: {draw(st.sampled_from(['A battle', 'Annual flood', 'K-1 leaves', 'House']))}",
        f"    actors: [{', '.join(actors)}]",
        f"    places: [{', '.join(places)}]",
        f"    tags: [{', '.join(tags)}]",
        f"    source: {{section: {draw(st.sampled_from(['One', 'Two']))}, paragraph: 1}}",
    ]
    if harmed:
        told = (f"{{of: {each}, killed: {draw(figure)}}}" for each in harmed)
        lines.append(f"    casualties: [{', '.join(told)}]")
    if draw(st.booleans()):
        lines.append("    according_to: Varro")
    if draw(st.integers(0, 4)) == 0:
        lines.append(f"    {draw(st.sampled_from(['calendar: gregorian', 'about: 30 years']))}")
    return "\n".join(lines)


@st.composite
def stores(draw) -> str:
    head = draw(
        st.sampled_from([
            "", "calendar: gregorian\n", "calendar: {gregorian_from: 1752-09-14}\n",
            "about: 2 years\n",
        ])
    )  # fmt: skip
    accessed = draw(st.sampled_from(["", ", accessed: 2010-05-01"]))
    events = [draw(event_texts(number)) for number in range(draw(st.integers(1, 25)))]
    return (
        f"title: T\n{head}source: {{title: S{accessed}}}\n"
        "actors:\n  ann: {name: Ann Battle}\n  bob: {name: Bob, aliases: [Annual]}\n"
        "  corps: {name: Corps}\n  corps-one: {name: One, part_of: corps}\n"
        "places:\n  rome: {name: Rome}\n  forum: {name: House, within: rome}\n"
        "events:\n" + "\n".join(events) + "\n"
    )


def leaves() -> st.SearchStrategy[str]:
    day = st.sampled_from([
        "2004", "1300", "1900..2000", "44 BC", "2004-02-29", "1582-10-10..1582-10-20", "1299",
        "1990s", "2010-05", "2010-06..2012", "1301", "17 apr 2004",
    ])  # fmt: skip
    fields = st.sampled_from(["in", "from", "to", "before", "after", "sure", "began", "ended"])
    return st.one_of(
        st.tuples(fields, day).map(lambda each: f'{each[0]}:"{each[1]}"'),
        st.sampled_from([
            "on:04-17", "on:02-29", "on:10-10", "on:01-01", "on:12-31", "lasted:>5y",
            "lasted:<=30d", "lasted:1y..200y", "kind:moment", "kind:interval", "kind:set",
            "kind:year", "kind:day", "kind:century", "about:any", "about:none", "actor:corps",
            "actor:ann", "place:rome", "place:forum", "tag:War", "tag:war", "tag:a-b",
            'section:"One"', "killed:>4", "killed:3..100", "wounded:>1", "sources:1",
            "sources:>1", "claim:any", "claim:none", "id:e1", "id:e", "battle", "ann", "house",
            "bat", "leaves", "war", '"annual flood"', "title:flood", "text:battle", "K-1", "zzz",
            "a", "an", "b", "bo", "h ann", "o w",
        ]),
    )  # fmt: skip


def queries() -> st.SearchStrategy[str]:
    def combine(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        pairs = st.tuples(inner, st.sampled_from([" ", " or ", " not "]), inner)
        return st.one_of(
            pairs.map(lambda each: f"({''.join(each)})"), inner.map(lambda each: f"not ({each})")
        )

    return st.recursive(leaves(), combine, max_leaves=5)


@examples(30, suppress_health_check=list(HealthCheck), deadline=None)
@given(stores(), st.lists(queries(), min_size=1, max_size=12), st.data())
def test_an_index_counts_and_picks_what_the_question_does(tmp_path_factory, text, asked, data):
    path = str(tmp_path_factory.mktemp("levels") / "store.yaml")
    Path(path).write_text(text, "utf-8")
    read = store_module.load_timeline(path, cache=False).timeline
    least, share = (data.draw(st.sampled_from(each)) for each in ([0, 5_000], [2, 128]))
    with count_by_sets(least, share):
        same_answers(path, read, asked, data)


def same_answers(path: str, read, asked, data) -> None:
    kept = index.load_from_index(path, path).timeline
    kept.events._read_store = None  # which only a damaged index needs
    for question in asked:
        try:
            plain = build_query(FilterInput(query=question), read, TODAY)
        except RequestError:
            continue
        query = build_query(FilterInput(query=question), kept, TODAY)
        levels = Counter(plain.expression.match_event(event) for event in read.events)
        counts = kept.events.count_levels(query.expression.index_condition)
        if counts is not None:
            assert counts == (levels[3], levels[2], levels[1]), question
        sure, widely = data.draw(st.sampled_from([(0, 0), (1, 0), (0, 1)]))
        found = select_hits(query, kept, sure=sure, widely=widely)
        wanted = select_hits(plain, read, sure=sure, widely=widely)
        same_hits(found, wanted, question)
        same_counts(found, wanted, read, question)
        same_chart(QueryAnswer(kept, query, found, found), QueryAnswer(read, plain, wanted, wanted))
        for sort in SortOrder:
            for reverse in (False, True):
                few, all_of_them = (
                    sort_hits(each, sort, reverse=reverse, limit=limit)
                    for each, limit in ((found, 3), (tuple(wanted), None))
                )
                assert tuple(few) == tuple(all_of_them)[:3], (question, sort)


@contextmanager
def count_by_sets(least_events: int, sparse_share: int = 128):
    """Have indexes of a number of events count by sets, and list those of fewer than a share."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(events_module, "LEAST_SET_EVENTS", least_events)
        patch.setattr(slots, "_SPARSE_SHARE", sparse_share)
        yield


def same_chart(found: QueryAnswer, wanted: QueryAnswer) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chart, "MAX_LABELLED_EVENTS", 2)
        for gaps, log_from in ((True, None), (False, None), (False, 740_000), (False, 0)):
            drawn, right = (
                chart.build_chart(each, width=60, gaps=gaps, log_from=log_from)
                for each in (found, wanted)
            )
            assert drawn == right


def same_counts(found, wanted, timeline, question: str) -> None:
    hits = tuple(wanted)
    for facet in FACETS.values():
        counts = count_values(hits, facet, timeline)
        assert count_values(found, facet, timeline) == counts, (question, facet.name)
        harmed = sum_harm_by_value(hits, "killed", facet, timeline)
        assert sum_harm_by_value(found, "killed", facet, timeline) == harmed, question
    for harm in CASUALTY_KINDS:
        harmed_in_all, wanted_in_all = (
            sum_harm_by_period(each, harm, find_last_day) for each in (found, hits)
        )
        assert harmed_in_all == wanted_in_all, question


@examples(25, suppress_health_check=list(HealthCheck), deadline=None)
@given(stores(), stores(), st.lists(queries(), min_size=1, max_size=8))
def test_several_indexes_answer_as_their_files_do_together(tmp_path_factory, one, other, asked):
    folder = tmp_path_factory.mktemp("several")
    paths = [str(folder / name) for name in ("a.yaml", "b.yaml")]
    other = other.replace("name: Bob", "name: Bert").replace("aliases: [Annual]", "aliases: [War]")
    for path, text in zip(paths, (one, other), strict=True):
        Path(path).write_text(text, "utf-8")
    read = merge_timelines(
        [store_module.load_timeline(path, cache=False).timeline for path in paths]
    ).timeline
    with count_by_sets(0):
        parts = [index.load_from_index(path, path).timeline for path in paths]
        assert all(part.events.counter for part in parts)
    for part in parts:
        part.events._read_store = None
    kept = merge_timelines(parts).timeline
    assert tuple(kept.events) == tuple(read.events)
    for question in [*asked, "timeline:a", "actor:b:bob", "actor:bob", "war"]:
        try:
            plain = build_query(FilterInput(query=question), read, TODAY)
        except RequestError:
            continue
        query = build_query(FilterInput(query=question), kept, TODAY)
        found, wanted = select_hits(query, kept), select_hits(plain, read)
        same_hits(found, wanted, question)
        same_counts(found, wanted, read, question)
        same_lanes(kept, read, query=question)
        for sort in (SortOrder.KILLED, SortOrder.TITLE):
            few = sort_hits(found, sort, limit=3)
            assert tuple(few) == tuple(sort_hits(tuple(wanted), sort, limit=3)), question
        few = sort_hits(found, SortOrder.TITLE, reverse=True, limit=2)
        wanted_few = sort_hits(tuple(wanted), SortOrder.TITLE, reverse=True, limit=2)
        assert tuple(few) == tuple(wanted_few), question
    for kind in DirectoryKind:
        rows, wanted_rows = (build_directory_table(kind, each).rows for each in (kept, read))
        assert [row.cells for row in rows] == [row.cells for row in wanted_rows]
        assert [row.record for row in rows] == [row.record for row in wanted_rows]
    assert kept.sections == read.sections
    assert kept.tags == read.tags
    assert list(map(kept.format_id, kept.events)) == list(map(read.format_id, read.events))
    for id in ("a", "e1", "z"):
        assert kept.events.list_ids_near(id, 2) == read.events.list_ids_near(id, 2)


@pytest.mark.no_cover
@examples(12, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(stores(), min_size=1, max_size=4))
def test_sums_of_values_are_kept_through_edits(tmp_path_factory, texts):
    path = str(tmp_path_factory.mktemp("sums") / "store.yaml")
    for text in texts:
        Path(path).write_text(text, "utf-8")
        read = store_module.load_timeline(path, cache=False).timeline
        kept = index.load_from_index(path, path).timeline
        kept.events._read_store = None
        for kind in DirectoryKind:
            table, wanted = build_directory_table(kind, kept), build_directory_table(kind, read)
            assert [row.cells for row in table.rows] == [row.cells for row in wanted.rows]
            assert [row.record for row in table.rows] == [row.record for row in wanted.rows]
        for id in ("a", "e1", "e7", "z"):
            assert kept.events.list_ids_near(id, 2) == read.events.list_ids_near(id, 2)
            assert kept.events.has_id(id) == read.events.has_id(id)
            assert kept.events.list_with_id(id) == read.events.list_with_id(id)
        for id_prefix in ("", "e", "e1", "z"):
            for limit in (2, 50):
                titles = read.events.list_ids_with_titles(id_prefix, limit)
                assert kept.events.list_ids_with_titles(id_prefix, limit) == titles
                asked = IdPrefixCondition(id_prefix)
                first, count = kept.events.find_by_id_prefix(asked, limit)
                assert (first, count) == read.events.find_by_id_prefix(asked, limit)
        for title in {fold(event.title) for event in read.events} | {"nothing"}:
            assert kept.events.find_by_title(title) == read.events.find_by_title(title)
        assert kept.tags == read.tags
        assert kept.sections == read.sections
        same_lanes(kept, read)
        same_lanes(kept, read, few=4, lane_count=2)


def same_hits(found, wanted, question: str) -> None:
    assert isinstance(found, LazyHits)
    hits = tuple(wanted.hits)
    assert len(found) == len(hits), question
    assert tuple(found) == hits, question
    assert tuple(found.iter_reversed()) == hits[::-1], question
    assert found.hidden_vague_count == wanted.hidden_vague_count, question
    assert found.hidden_possible_count == wanted.hidden_possible_count, question
    counts = count_by_period(hits, find_last_day)
    assert found.count_by_period(find_last_day) == counts, question


def test_an_index_that_cannot_be_read_counts_nothing(store):
    timeline = index.load_from_index(*[store(events=EVENT)] * 2).timeline
    events = timeline.events
    condition = build_query(FilterInput(query="2004"), timeline, TODAY).expression.index_condition
    events._connection.close()
    assert events.count_levels(condition) is None
    assert events.count_by_period(condition, 1, find_last_day) is None
    assert events.sum_values("actor", {"ann": frozenset(("ann",))}) is None
    assert events.list_ids_with_titles("e", 9) == [("e1", "T")]
    assert [event.id for event in events.find_by_title("t")] == ["e1"]
    assert [event.id for event in events.list_with_id("e1")] == ["e1"]
    assert events.find_by_id_prefix(IdPrefixCondition("e"), 9) == (list(events), 1)
    assert events.find_day_range() is None
    assert events.list_words() is None


EVENT = "  - {id: e1, date: 2004, title: T, source: {section: S, paragraph: 1}}\n"


@pytest.mark.parametrize(
    ("question", "matches"),
    [
        ("timeline:store", 1), ("title:t or 1999", 1), ("title:t 2004", 1),
        ("title:zzz or 1999", 0),
        ("(title:t or source:zzz) 2004", 1),
    ],
)  # fmt: skip
def test_what_is_not_about_dates_alone_is_filtered_as_far_as_the_index_can(
    store, question, matches
):
    path = store(events=EVENT)
    read = store_module.load_timeline(path, cache=False).timeline
    kept = index.load_from_index(path, path).timeline
    for timeline in (read, kept):
        filters = FilterInput(query=question)
        try:
            found = select_hits(build_query(filters, timeline, TODAY), timeline)
        except RequestError:
            continue
        assert len(found.hits) == matches


def test_a_timeline_or_an_id_of_another_one_matches_nothing_in_an_index(store):
    path = store(events=EVENT)
    events = index.load_from_index(path, path).timeline.events
    here = index.load_from_index(path, path).timeline.title and "store"
    for condition, count in (
        (FacetCondition("timeline", frozenset((here,))), 1),
        (FacetCondition("timeline", frozenset(("other",))), 0),
        (IdPrefixCondition("e", "other"), 0),
        (IdPrefixCondition("e", ""), 1),
    ):
        assert events.count_levels(condition) == (count, 0, 0)


PARTS = """\
title: T
source: {title: S}
actors:
  corps: {name: Corps}
  one: {name: One, part_of: corps}
  idle: {name: Idle}
  nobody: {name: Nobody, part_of: idle}
events:
"""


def test_sums_follow_when_the_first_or_last_event_of_a_label_goes(store):
    lines = [
        f"  - {{id: e{year}, date: {year}, title: T, actors: [one], tags: [a],"
        " source: {section: S, paragraph: 1}}\n"
        for year in range(2000, 2006)
    ]
    path = store(PARTS + "".join(lines))
    index.load_from_index(path, path)
    for left in (lines[1:], lines[1:-1], lines[3:4], lines[3:4] + lines[:1]):
        Path(path).write_text(PARTS + "".join(left), "utf-8")
        events = index.load_from_index(path, path).timeline.events
        for facet, label, values in (
            ("actor", "one", {"one"}), ("actor", "corps", {"corps", "one"}), ("tag", "a", {"a"}),
        ):  # fmt: skip
            found = events.sum_values(facet, {label: frozenset(values)})[label]
            assert found.event_count == len(left)
            ids = sorted(line[9:14] for line in left)
            assert (found.first.id, found.last.id) == (ids[0], ids[-1])
        assert not events.sum_values("actor", {"idle": frozenset(("idle", "nobody"))})


def test_sums_of_wholes_follow_when_what_is_part_of_what_changes(store, monkeypatch):
    monkeypatch.setattr(chunks, "_EVENTS_PER_CHUNK", 6)
    line = (
        "  - {{id: e{}, date: 2000, title: T, actors: [one],"
        " source: {{section: S, paragraph: 1}}}}\n"
    )
    lines = "".join(map(line.format, range(60)))
    path = store(PARTS + lines)
    index.load_from_index(path, path)
    moved = PARTS.replace("one: {name: One, part_of: corps}", "one: {name: One, part_of: idle}")
    Path(path).write_text(moved + lines + line.format(60), "utf-8")
    events = index.load_from_index(path, path).timeline.events
    wholes = {"idle": frozenset(("idle", "nobody", "one")), "corps": frozenset(("corps",))}
    found = events.sum_values("actor", wholes)
    assert {whole: each.event_count for whole, each in found.items()} == {"idle": 61}
