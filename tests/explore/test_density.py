"""How events are spread over the days on which they may have begun."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qaim_cli.dates.calendar import to_day_number
from qaim_cli.explore.density import measure_density, sum_starts
from qaim_cli.explore.view import DayWindow
from qaim_cli.query import Hit, MatchLevel
from tests.support.charts import DATES
from tests.support.events import event


def day(text):
    return to_day_number(*map(int, text.split("-")))


YEAR = DayWindow(day("2004-01-01"), day("2004-12-31"))


def density(window, columns, *dates):
    hits = [Hit(event(f"e{n}", date), MatchLevel.CERTAIN) for n, date in enumerate(dates)]
    return measure_density(sum_starts(hits), window, columns)


@given(st.lists(DATES, max_size=12), st.integers(1, 300), st.integers(1, 400_000))
def test_the_columns_add_up_to_the_events(dates, columns, days):
    found = density(DayWindow(600_000, 600_000 + days), columns, *dates)
    assert found.total == pytest.approx(len(dates), abs=1e-6)
    assert min((*found.placed, *found.vague)) >= 0


@example(["2004-04-17"], 3, 1)
@given(st.lists(DATES, max_size=12), st.integers(1, 120), st.integers(1, 4_000))
def test_a_column_in_which_nothing_can_have_begun_is_empty(dates, columns, days):
    window = DayWindow(YEAR.first, YEAR.first + days)
    hits = [Hit(event(f"e{n}", date), MatchLevel.CERTAIN) for n, date in enumerate(dates)]
    starts = sum_starts(hits)
    found = measure_density(starts, window, columns)
    # What begins after the window stands on its last day.
    stretches = [
        *zip(starts.firsts, starts.lasts, strict=True),
        *((day, day) for day in starts.days),
    ]
    inside = [(min(first, window.last), min(last, window.last) + 1) for first, last in stretches]
    for column in range(columns):
        begin = window.first + column * window.length / columns
        end = window.first + (column + 1) * window.length / columns
        if not any(first < end and last > begin for first, last in inside):
            assert found.placed[column] == found.vague[column] == 0


def test_what_is_longer_than_a_column_by_part_of_a_day_is_vague():
    found = density(DayWindow(YEAR.first, YEAR.first + 60), 2, "2004-01")
    assert sum(found.placed) == 0
    assert sum(found.vague) == 1


def test_an_event_known_to_the_day_stands_in_its_column():
    assert density(YEAR, 12, "2004-02-10").placed == (0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)


def test_an_event_known_to_the_year_is_spread_over_it():
    found = density(YEAR, 12, "2004")
    assert found.vague == pytest.approx([1 / 12] * 12)
    assert found.placed == (0,) * 12


def test_no_january_stands_out_among_years():
    window = DayWindow(day("1900-01-01"), day("1919-12-31"))
    found = density(window, 240, *(str(year) for year in range(1900, 1920)))
    assert max(found.vague) == pytest.approx(min(found.vague), rel=0.01)


def test_a_year_is_no_vaguer_than_a_column_of_ten():
    window = DayWindow(day("1900-01-01"), day("1999-12-31"))
    found = density(window, 10, "1905")
    assert sum(found.vague) == 0
    assert found.placed[0] == 1


def test_a_day_is_the_least_that_is_spread():
    window = DayWindow(day("2004-04-01"), day("2004-04-07"))
    found = density(window, 70, "2004-04-02")
    assert found.placed[10] == 1
    assert sum(found.vague) == 0


def test_what_began_before_is_counted_by_itself():
    assert density(YEAR, 12, "1990/2010", "2003/2005").earlier == 2
    assert density(YEAR, 12, "2003-12-31/2005").peak == 0


def test_what_may_have_begun_before_counts_where_it_is_seen():
    found = density(YEAR, 12, "200X", "[1215..]")
    assert found.total == pytest.approx(2)
    assert found.earlier == 1 or sum(found.vague) == pytest.approx(2)
