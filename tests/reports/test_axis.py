"""The axis of time: round ticks, long gaps cut and told, and order on it is order in time."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qaim_cli.dates import JULIAN
from qaim_cli.dates.calendar import to_day_number
from qaim_cli.reports.axis import abbreviate_number, build_axis
from qaim_cli.reports.ticks import GAP_WIDTH

TODAY = to_day_number(2026, 11, 22)
BIG_BANG = to_day_number(-13_799_999_999, 1, 1)


def year(number: int) -> int:
    return to_day_number(number, 1, 1)


def days(first: str, last: str) -> tuple[int, int]:
    return tuple(to_day_number(*map(int, day.split("-"))) for day in (first, last))


@pytest.mark.parametrize(
    ("told", "width", "ticks"),
    [
        (days("2004-4-17", "2004-4-17"), 20, "0 17 Apr 2004"),
        (days("2004-4-17", "2004-4-17"), 300, "0 17 Apr 2004"),
        (days("2004-4-1", "2004-4-9"), 40, "0 1 Apr 2004, 31 8 Apr"),
        (
            days("2004-4-1", "2004-4-9"),
            80,
            "0 1 Apr 2004, 17 3 Apr, 26 4 Apr, 35 5 Apr, 44 6 Apr, 53 7 Apr, 62 8 Apr, 71 9 Apr",
        ),
        (days("2003-12-20", "2004-1-20"), 40, "2 22 Dec 2003, 15 1 Jan 2004, 32 15 Jan"),
        (days("2004-1-10", "2004-2-20"), 16, "8 Feb 2004"),
        (days("2004-1-10", "2004-2-20"), 24, "2 15 Jan 2004"),
        (days("2004-1-1", "2004-12-31"), 40, "0 Jan 2004, 19 Jul 2004"),
        (days("2004-1-1", "2004-12-31"), 80, "0 Jan 2004, 19 Apr 2004, 39 Jul 2004, 59 Oct 2004"),
        (days("1995-5-1", "2006-12-31"), 20, "8 2000, 16 2005"),
        (days("1995-5-1", "2006-12-31"), 40, "2 1996, 9 1998, 16 2000, 22 2002, 29 2004, 36 2006"),
        ((year(-300), year(250)), 40, "7 200 BC, 21 1 AD"),
        (
            (year(-300), year(250)),
            80,
            "0 300 BC, 14 200 BC, 29 100 BC, 43 1 AD, 58 100 AD, 72 200 AD",
        ),
        ((year(-1), year(3) - 1), 40, "0 2 BC, 9 1 BC, 20 1 AD, 30 2 AD"),
        ((year(-10_000), TODAY), 40, "0 10,000 BC, 16 5000 BC, 33 1 AD"),
        ((year(-10_000), TODAY), 13, "0 10,001 BC"),
        ((BIG_BANG, TODAY), 20, "5 10 Ga, 12 5 Ga"),
        ((BIG_BANG, TODAY), 40, "11 10 Ga, 25 5 Ga"),
        (
            (BIG_BANG, TODAY),
            80,
            "10 12 Ga, 22 10 Ga, 33 8 Ga, 45 6 Ga, 56 4 Ga, 68 2 Ga",
        ),
        (
            (year(-66_000_000), year(-65_990_000)),
            80,
            "0 66 Ma, 15 65.998 Ma, 31 65.996 Ma, 47 65.994 Ma, 63 65.992 Ma",
        ),
        (
            (year(-3_000_000), TODAY),
            80,
            "0 3 Ma, 13 2.5 Ma, 26 2 Ma, 39 1.5 Ma, 53 1 Ma, 66 500 ka",
        ),
        ((year(-66_000_000), year(-66_000_000)), 20, "0 66 Ma"),
    ],
)
def test_ticks_stand_at_round_units_that_the_width_has_room_for(told, width, ticks):
    shown = ", ".join(f"{tick.column} {tick.label}" for tick in build_axis([told], width).ticks)
    assert shown == ticks


def test_days_on_the_axis_are_those_of_the_calendar():
    first = to_day_number(1900, 1, 1)
    (tick, *_) = build_axis([(first, first + 2)], 20, calendar=JULIAN).ticks
    assert tick == (0, "20 Dec 1899")


RANGES = st.builds(
    lambda first, length: (first, first + length),
    st.integers(BIG_BANG, TODAY),
    st.integers(0, 10) | st.integers(0, 10_000) | st.integers(0, -BIG_BANG),
)
TOLD = st.lists(RANGES | st.integers(700_000, 740_000).map(lambda day: (day, day)), min_size=1)
WIDTHS = st.integers(20, 300)


@given(TOLD, WIDTHS)
@example([(47, 532)], 247)
def test_labels_of_ticks_stay_on_the_axis_and_apart(told, width):
    time = build_axis(told, width)
    assert all(tick.column + len(tick.label) <= width for tick in time.ticks)
    assert all(
        before.column + len(before.label) < after.column for before, after in pairwise(time.ticks)
    )
    labels = [tick.label for tick in time.ticks if tick.column >= time.stretches[-1].column]
    # A day may come again in another year, once that year has been named.
    named = 0
    keys = []
    for label in labels:
        named += len(label.split()) > 2
        is_day = label[0].isdigit() and " " in label and not label.endswith("a")
        keys.append((named, label) if is_day else label)
    assert len(set(keys)) == len(keys)


@given(RANGES, WIDTHS)
def test_a_range_has_a_tick_at_any_width(told, width):
    assert build_axis([told], width).ticks


@given(TOLD, WIDTHS, st.lists(st.integers(BIG_BANG, TODAY), min_size=2, max_size=9))
def test_order_on_the_axis_is_order_in_time(told, width, asked):
    time = build_axis(told, width)
    ordered = sorted({*asked, *(day for stretch in told for day in stretch)})
    positions = [time.locate_day(day) for day in ordered]
    assert positions == sorted(positions)
    assert all(0 <= position <= width for position in positions)


@given(TOLD, WIDTHS)
def test_a_gap_is_cut_between_events_and_never_inside_one(told, width):
    time = build_axis(told, width)
    assert len(time.gaps) == len(time.stretches) - 1 <= 5
    assert all(
        sum(stretch.first <= first <= last <= stretch.last for stretch in time.stretches) == 1
        for first, last in told
    )
    for (before, after), gap in zip(pairwise(time.stretches), time.gaps, strict=True):
        assert before.column + before.width == gap.column == after.column - GAP_WIDTH
    assert time.stretches[-1].column + time.stretches[-1].width == width
    assert min(stretch.width for stretch in time.stretches) >= 4


@given(TOLD, WIDTHS)
def test_without_gaps_the_axis_is_one_true_scale(told, width):
    time = build_axis(told, width, gaps=False)
    first, last = min(first for first, _ in told), max(last for _, last in told)
    assert time.stretches == ((first, last, 0, width),)
    assert time.gaps == ()


@pytest.mark.parametrize(
    ("last", "first", "told"),
    [
        (days("2004-1-1", "2004-1-3")[1], days("2004-1-5", "2004-1-7")[0], "1 day"),
        (days("2004-1-1", "2004-1-3")[1], days("2004-2-20", "2004-2-20")[0], "47 days"),
        (days("2004-1-1", "2004-1-3")[1], days("2005-1-4", "2005-1-4")[0], "12 months"),
        (year(1933), year(2003), "70 years"),
        (year(-10_000), year(2000), "12,000 years"),
        (year(-66_000_000), year(2000), "66M years"),
        (year(-999_900_000), year(2000), "999.9M years"),
        (BIG_BANG, TODAY, "13.8bn years"),
    ],
)
def test_a_cut_gap_says_how_long_it_is(last, first, told):
    time = build_axis([(last, last), (first, first)], 80)
    assert [gap.label for gap in time.gaps] == [told]
    assert [(stretch.first, stretch.last) for stretch in time.stretches] == [
        (last, last), (first, first)
    ]  # fmt: skip


def test_a_gap_no_longer_than_a_quarter_of_the_rest_stays():
    assert build_axis([(1, 40), (51, 90)], 80).gaps == ()
    assert [gap.label for gap in build_axis([(1, 40), (62, 100)], 80).gaps] == ["21 days"]


def test_only_as_many_gaps_are_cut_as_can_be_read():
    told = [
        (year(number), year(number)) for number in (1000, 1003, 1013, 1050, 1200, 1800, 4000, 13000)
    ]
    assert [len(build_axis(told, width).gaps) for width in (10, 20, 40, 80, 300)] == [0, 1, 2, 5, 5]


def test_stretches_that_touch_or_overlap_are_one():
    assert build_axis([(5, 9), (1, 4), (2, 3)], 40).stretches == ((1, 9, 0, 40),)


def test_time_runs_evenly_within_a_stretch_and_stops_at_the_edges():
    time = build_axis([(1, 80)], 40)
    assert [time.locate_day(day) for day in (-5, 1, 2, 41, 80, 81, 99)] == [
        0, 0, 0.5, 20, 39.5, 40, 40
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "short"),
    [
        (9, "9"), (9999, "9999"), (10_000, "10,000"), (999_999, "999,999"), (10**6, "1M"),
        (66_000_001, "66M"), (999_999_999, "1,000M"), (13_799_999_999, "13.8bn"),
        (10**12, "1,000bn"),
    ],
)  # fmt: skip
def test_a_number_of_years_is_as_short_as_can_be(number, short):
    assert abbreviate_number(number) == short
