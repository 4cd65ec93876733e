"""Sums of when events began."""

from __future__ import annotations

import pytest

from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST
from qaim_cli.sums import StartSums, merge_stretches, sum_by_period

STARTS = [
    (100, 100, 100, 3),
    (90, 90, 90, 1),
    (100, 100, 100, 1),
    (INFINITE_PAST, 109, 100, 2),
    (95, 99, 95, 4),
    (50, INFINITE_FUTURE, 50, 1),
    (INFINITE_PAST, 40, INFINITE_PAST, 1),
    (INFINITE_FUTURE, INFINITE_FUTURE, INFINITE_FUTURE, 1),
]


def test_days_that_are_known_are_apart_from_stretches():
    sums = StartSums.from_counts(STARTS)
    assert list(sums.days) == [90, 100]
    assert list(sums.totals) == [0, 1, 5]
    stretches = zip(sums.firsts, sums.lasts, sums.counts, strict=True)
    assert list(stretches) == [
        (INFINITE_PAST, 40, 1),
        (50, INFINITE_FUTURE, 1),
        (95, 99, 4),
        (100, 109, 2),
        (INFINITE_FUTURE, INFINITE_FUTURE, 1),
    ]
    assert sums.event_count == 14


def test_a_share_of_a_day_counts_a_share_of_its_events():
    sums = StartSums.from_counts(STARTS)
    assert [sums.count_before(time) for time in (80, 90, 90.25, 91, 100, 100.5, 101, 200)] == (
        pytest.approx([0, 0, 0.25, 1, 1, 3, 5, 5])
    )


def test_the_range_is_that_of_beginnings_within_known_days():
    assert StartSums.from_counts(STARTS).day_range == (90, 109)
    assert StartSums.from_counts(STARTS[5:]).day_range is None
    assert StartSums.from_counts([]).event_count == 0


def test_stretches_that_overlap_or_touch_are_one():
    stretches = [(20, 25, 1), (1, 3, 2), (4, 9, 3), (6, 7, 4), (11, 12, 5), (21, 22, 6)]
    assert merge_stretches(*zip(*stretches, strict=True)) == [(1, 9, 9), (11, 12, 5), (20, 25, 7)]
    assert merge_stretches((), (), ()) == []


def test_what_may_begin_in_several_periods_is_in_none():
    starts = [
        (5, 5, 1), (0, 9, 2), (9, 10, 4), (INFINITE_PAST, 3, 8), (30, 31, 16),
        (35, INFINITE_FUTURE, 32),
    ]  # fmt: skip
    sums = sum_by_period(starts, lambda day: day // 10 * 10 + 9)
    assert sums == {9: 3, 39: 16, None: 44}
