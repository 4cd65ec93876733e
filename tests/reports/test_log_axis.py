"""The axis of time before now: the Big Bang and last year in one piece."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qaim_cli.dates.calendar import to_day_number
from qaim_cli.reports.axis import build_axis
from qaim_cli.reports.log_axis import build_log_axis, format_years_ago

TODAY = to_day_number(2026, 11, 28)


def year(number):
    return to_day_number(number, 1, 1)


def describe_ticks(axis):
    return ", ".join(f"{tick.column} {tick.label}" for tick in axis.ticks)


@pytest.mark.parametrize(
    ("first", "last", "width", "ticks"),
    [
        (
            -13_800_000_000, 2001, 80,
            "1 10 Ga, 10 1 Ga, 19 100 Ma, 28 10 Ma, 37 1 Ma, 47 100 ka, 56 10 ka, "
            "65 1,000 years",
        ),
        (-13_800_000_000, 2001, 30, "0 10 Ga, 7 100 Ma, 17 100 ka"),
        (1907, 2021, 80, "4 100 years, 23 50 years, 47 20 years, 66 10 years"),
        (2026, 2026, 80, "0 1 year"),
        (1990, 1990, 20, "0 37 years"),
    ],
)  # fmt: skip
def test_ticks_stand_at_round_ages(first, last, width, ticks):
    axis = build_log_axis([(year(first), year(first)), (year(last), year(last))], width, TODAY)
    assert describe_ticks(axis) == ticks


def test_a_day_is_an_axis_too():
    assert describe_ticks(build_log_axis([(TODAY, TODAY)], 40, TODAY)) == "0 today"


def test_a_step_to_the_left_is_so_many_times_as_long_ago():
    axis = build_log_axis([(TODAY - 9_999, TODAY - 9_999), (TODAY, TODAY)], 80, TODAY)
    places = [axis.locate_day(TODAY + 1 - age) for age in (10_000, 1000, 100, 10, 1)]
    assert [round(place) for place in places] == [0, 20, 40, 60, 80]
    assert axis.gaps == ()


def test_what_lies_ahead_is_counted_back_from_as_well():
    axis = build_log_axis([(TODAY, TODAY), (TODAY + 1000, TODAY + 1000)], 80, TODAY)
    assert 0 <= axis.locate_day(TODAY) < axis.locate_day(TODAY + 1000) <= 80


@example([0, 739949], 28)
@given(
    st.lists(st.integers(year(-13_800_000_000), TODAY + 5000), min_size=1, max_size=9),
    st.integers(20, 200),
)
def test_order_on_the_axis_is_order_in_time_and_labels_stay_apart(days, width):
    axis = build_log_axis([(day, day) for day in days], width, TODAY)
    places = [axis.locate_day(day) for day in sorted(days)]
    assert places == sorted(places)
    assert all(0 <= place <= width for place in places)
    assert axis.ticks
    assert all(tick.column + len(tick.label) <= width for tick in axis.ticks)
    assert all(one.column + len(one.label) < two.column for one, two in pairwise(axis.ticks))


def test_an_age_is_said_as_short_as_the_axis_needs():
    assert [format_years_ago(number) for number in (1, 500, 12_000, 66_000_000)] == [
        "1 year", "500 years", "12 ka", "66 Ma",
    ]  # fmt: skip


def test_history_has_room_beside_deep_time():
    deep = [-13_800_000_000, -4_540_000_000, -541_000_000, -66_000_000, -7_000_000, -300_000]
    history = [*range(-3000, 2001, 80)]
    told = [(year(number), year(number)) for number in (*deep, *history)]
    axis = build_axis(told, 100)
    columns = {int(axis.locate_day(year(number))) for number in history}
    assert len(columns) > 40
    assert [gap.label for gap in axis.gaps] == [
        "9.26bn years", "4bn years", "475M years", "59M years", "6.7M years", "297,000 years",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [20, 40, 60])
def test_few_columns_cut_few_gaps_of_deep_time(width):
    told = [(year(-(10**power)), year(-(10**power))) for power in range(10, 3, -1)]
    axis = build_axis([*told, (TODAY, TODAY)], width)
    assert all(stretch.width >= 4 for stretch in axis.stretches)
    assert axis.stretches[-1].column + axis.stretches[-1].width == width
