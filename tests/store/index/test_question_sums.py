"""What is told from the sums of a question is what the events themselves tell."""

from __future__ import annotations

import datetime
import functools
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qaim_cli import store as stores
from qaim_cli.explore.density import measure_density, sum_starts
from qaim_cli.explore.lane_columns import LaneColumns
from qaim_cli.explore.view import DayWindow
from qaim_cli.prefilter import AllOf, AnyOf, DayRangeCondition, FacetCondition
from qaim_cli.query import FilterInput, MatchLevel, build_query
from qaim_cli.query.lazy_hits import Hit
from qaim_cli.store.index import chunks, load_from_index
from qaim_cli.store.index.day_question import DayQuestion

TODAY = datetime.date(2026, 11, 28)
DATES = (
    "2004-04-17", "2004-04", "2004", "200X", "1984~", "1984?", "[2001,2015]", "2004/..", "../2004",
    "/2004", "2004/", "{1066-09,1066-10}", "Y-66000000", "Y-138E8S3", "[..1215]", "[1215..]",
    "{..1900}", "{1900..}", "1990/2010", "2003-12-31~/2004-02-02?", "2004-04-16/2004-04-18",
    "Y9E11", "Y-9E11", "2004-05/2004", "2004-04-17?/2004-06", "[2003-01-01..2003-01-10]",
)  # fmt: skip
DAYS = (2004, 4, 17), (1215, 1, 1), (1990, 6, 1), (2010, 12, 31), (1066, 9, 3), (2003, 12, 31)
QUESTIONS = (
    FilterInput(),
    FilterInput(query="tag:even"),
    FilterInput(query="killed:>3"),
    FilterInput(query="not certain"),
    FilterInput(query="kind:interval"),
    FilterInput(query="kind:interval tag:even"),
    FilterInput(query="2000..2009 or tag:even"),
    FilterInput(query="1990..2009 lasted:>1d"),
    FilterInput(query="on:04-17"),
)


EVERY = range(4 * len(DATES))


def make_store(numbers=EVERY):
    """A store of all kinds of dates, each several times."""
    events = []
    for n in numbers:
        date, tags = DATES[n % len(DATES)], ["even" if n % 2 else "odd", f"t{n % 5}"]
        harm = f", casualties: [{{of: x, killed: {n}}}]" if n % 3 == 0 else ""
        events.append(
            f'  - {{id: e{n}, date: "{date}", title: Even {n}, tags: [{", ".join(tags)}]{harm},'
            " source: {section: A}}\n"
        )
    return (
        "title: Odd\nsource: {title: T, licence: none}\nactors:\n  x: {name: X}\n"
        f"events:\n{''.join(events)}"
    )


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("sums") / "odd.yaml"
    path.write_text(make_store(), "utf-8")
    return str(path)


@functools.cache
def open_both(path):
    """The timeline, and its events by rank."""
    timeline = stores.load_timeline(path).timeline
    return timeline, timeline.events.open_ranked()


ENDS = st.sampled_from(DAYS).map(lambda day: datetime.date(*day).toordinal()) | st.integers(
    300_000, 740_000
)


@settings(deadline=None, max_examples=120)
@given(
    filters=st.sampled_from(QUESTIONS),
    ends=st.none() | st.tuples(st.none() | ENDS, st.none() | ENDS),
    level=st.sampled_from((1, 2, 3)),
    columns=st.integers(1, 120),
)
def test_an_answer_is_that_of_the_events(path, filters, ends, level, columns):
    timeline, ranked = open_both(path)
    first, last = ends or (None, None)
    if None not in (first, last):
        first, last = sorted((first, last))
    days = {
        side: None if day is None else datetime.date.fromordinal(day).isoformat()
        for side, day in (("since", first), ("until", last))
    }
    expression = build_query(filters._replace(**days), timeline, TODAY).expression
    found = ranked.answer(expression.index_condition, level, lambda: False)
    levels = [(event, expression.match_event(event)) for event in timeline.events]
    assert found.counts == tuple(
        sum(of_event == each for _, of_event in levels) for each in (3, 2, 1)
    )
    hits = [Hit(event, of_event) for event, of_event in levels if of_event >= level]
    read = ranked.read(found.keys, 0, len(found.keys))
    assert [event.id for event in read] == [hit.event.id for hit in hits]
    listed = list(zip(found.keys, (hit.event.id for hit in hits), strict=True))
    for rank in range(0, len(listed), 9):
        assert ranked.find_rank(found.keys, listed[rank][1]) == rank
    held = sum_starts(hits)
    assert found.starts.event_count == held.event_count == len(hits)
    assert found.starts.day_range == held.day_range
    window = DayWindow(first or 600_000, last or 740_000)
    for one, other in zip(
        measure_density(found.starts, window, columns),
        measure_density(held, window, columns),
        strict=True,
    ):
        assert one == pytest.approx(other, abs=1e-6)
    groups = {tag: frozenset((tag,)) for tag in ("even", "t1", "absent")}
    either = {"either": frozenset(("even", "t1")), "t2": frozenset(("t2",))}
    for asked in (groups, groups, either):
        lanes = LaneColumns(found, window, columns)
        for name, by_group in found.iter_value_counts(
            "tag", asked, lanes.date_groups, lambda: False
        ):
            event_count, amounts = lanes.measure(by_group)
            of_lane = [hit for hit in hits if not asked[name].isdisjoint(hit.event.tags)]
            assert event_count == len(of_lane)
            placed, vague, _ = measure_density(sum_starts(of_lane), window, columns)
            alone = list(map(sum, zip(placed, vague, strict=True)))
            assert list(amounts) == pytest.approx(alone, abs=1e-6)


def test_what_begins_beside_the_columns_is_told_as_by_the_density(path):
    timeline, ranked = open_both(path)
    condition = build_query(FilterInput(), timeline, TODAY).expression.index_condition
    found, window = ranked.answer(condition, 1, lambda: False), DayWindow(720_000, 725_000)
    tags = {"even": frozenset(("even",))}
    columns = LaneColumns(found, window, 7)
    ((_, by_group),) = found.iter_value_counts("tag", tags, columns.date_groups, lambda: False)
    event_count, amounts = columns.measure(by_group)
    hits = [Hit(each, MatchLevel.CERTAIN) for each in timeline.events if "even" in each.tags]
    placed, vague, _ = measure_density(sum_starts(hits), window, 7)
    assert event_count == len(hits)
    assert list(amounts) == pytest.approx(list(map(sum, zip(placed, vague, strict=True))))


def test_days_within_are_told_from_the_sums_before(path):
    timeline, ranked = open_both(path)

    def ask(level=2, **filters):
        condition = build_query(FilterInput(**filters), timeline, TODAY).expression.index_condition
        return ranked.answer(condition, level, lambda: False)._lanes.sums

    words = ask(query="tag:even", since="2000", until="2009")
    assert ask(query="tag:even", since="2001", until="2003") is words
    assert ask(query="tag:even", since="1995", until="2004") is words
    assert ask(query="tag:odd", since="1995", until="2004") is not words
    dates = ask(since="2000", until="2009")
    assert ask() is ask(level=3) is dates
    doubtful = ask(query="not certain or tag:even")
    assert doubtful is not dates
    assert ask(query="not certain or tag:even", level=3) is doubtful
    assert ask() is dates


def test_a_question_covers_those_about_fewer_days():
    days, fewer = DayRangeCondition(100, 200, 5), DayRangeCondition(120, 130, 5)
    tags = FacetCondition("tag", frozenset("a"))

    def question(*parts):
        return DayQuestion.from_condition(AllOf(parts), 2)

    wide = question(tags, days).widen()
    assert (wide.first, wide.last) == (0, 300)
    assert wide.covers(question(fewer, tags))
    assert not wide.covers(question(tags))
    assert not wide.covers(question(fewer, AnyOf((tags,))))
    nothing = question(fewer, DayRangeCondition(140, 150, 5))
    assert (nothing.first, nothing.last) == (140, 130)
    assert nothing.widen().covers(nothing)
    assert question(tags).widen() == question(tags)


QUESTIONS_AFTER_EDITS = (
    FilterInput(),
    FilterInput(query="tag:even"),
    FilterInput(query="tag:t2 killed:>3", since="1990", until="2010"),
    FilterInput(query="even id:e1", until="2004"),
    FilterInput(query="even not certain"),
)


def test_an_answer_after_edits_is_that_of_the_events(tmp_path, monkeypatch):
    monkeypatch.setattr(chunks, "_EVENTS_PER_CHUNK", 6)
    path = tmp_path / "edited.yaml"
    for numbers in (EVERY[10:90], (*EVERY[:33], *EVERY[40:])):
        path.write_text(make_store(numbers), "utf-8")
        timeline = load_from_index(str(path), str(path)).timeline
    ranked = timeline.events.open_ranked()
    reader = ranked._finder.reader
    assert len(reader.read_column("date")) > reader.ordered_run_count
    tags = {"even": frozenset(("even",)), "t1": frozenset(("t1", "t3"))}
    for filters in QUESTIONS_AFTER_EDITS:
        expression = build_query(filters, timeline, TODAY).expression
        found = ranked.answer(expression.index_condition, 1, lambda: False)
        hits = [each for each in timeline.events if expression.match_event(each)]
        assert [each.id for each in ranked.read(found.keys, 0, 200)] == [each.id for each in hits]
        assert sum(found.counts) == found.starts.event_count == len(hits)
        columns = LaneColumns(found, DayWindow(700_000, 740_000), 30)
        for name, by_group in found.iter_value_counts(
            "tag", tags, columns.date_groups, lambda: False
        ):
            of_lane = sum(not tags[name].isdisjoint(each.tags) for each in hits)
            assert columns.measure(by_group)[0] == of_lane
    assert list(found.iter_value_counts("nobody", tags, columns.date_groups, lambda: False)) == [
        (name, [0] * columns.date_groups.group_count) for name in tags
    ]


def test_words_leave_nothing_behind_in_the_connection(path):
    timeline, ranked = open_both(path)
    condition = build_query(FilterInput(query="even"), timeline, TODAY).expression.index_condition
    assert len(ranked.answer(condition, 1, lambda: False).keys) > 100
    with pytest.raises(sqlite3.OperationalError, match="raised exception"):
        ranked._counting.counter.connection.execute("SELECT write_level(1, 2)")
