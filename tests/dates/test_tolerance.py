"""How far "about" lets a date lie outside its bounds, judged day by day."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaim_cli.dates import (
    GREGORIAN,
    HISTORICAL,
    INFINITE_FUTURE,
    JULIAN,
    Tolerance,
    make_calendar,
    parse_tolerance,
    parse_with_span,
)
from qaim_cli.dates.calendar import to_day_number
from qaim_cli.dates.edtf import parse_edtf
from qaim_cli.dates.tolerance import compute_widened_bounds
from qaim_cli.errors import DateError
from tests.support.days import as_day
from tests.support.searching import examples

BRITISH = make_calendar(1752, 9, 14)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2004-04-17~", "2004-04-14 2004-04-20"),
        ("2004-02~", "2004-01-01 2004-03-31"),
        ("2004-22~", "2004-03-01 2004-11-30"),
        ("2004-24~", "2004-09-01 2005-05-31"),
        ("2004-33~", "2003-10-01 2004-06-30"),
        ("2004-37~", "2003-09-01 2004-08-31"),
        ("2004-40~", "2003-07-01 2004-12-31"),
        ("1297~", "1296-01-01 1298-12-31"),
        ("1310~", "1305-01-01 1315-12-31"),
        ("1300~", "1290-01-01 1310-12-31"),
        ("1350~", "1340-01-01 1360-12-31"),
        ("-0499~", "-0509-01-01 -0489-12-31"),
        ("-0043~", "-0044-01-01 -0042-12-31"),
        ("-2999~", "-3009-01-01 -2989-12-31"),
        ("-3499~", "-3549-01-01 -3449-12-31"),
        ("-5000~", "-5500-01-01 -4500-12-31"),
        ("-3008~", "-3009-01-01 -3007-12-31"),
        ("Y-66000000~", "-66500000-01-01 -65500000-12-31"),
        ("Y-9259999999~", "-9264999999-01-01 -9254999999-12-31"),
        ("133X~", "1325-01-01 1344-12-31"),
        ("13XX~", "1275-01-01 1424-12-31"),
        ("1XXX~", "0750-01-01 2249-12-31"),
        ("2004-XX~", "2003-01-01 2005-12-31"),
        ("2004~-04-17", "2003-04-17 2005-04-17"),
        ("2004-~04-17", "2004-03-17 2004-05-17"),
        ("1582-10-15~", "1582-10-02 1582-10-18"),
        ("2004-04-17?", "2004-04-17 2004-04-17"),
        ("2004-04-17%", "2004-04-14 2004-04-20"),
    ],
)
def test_about_is_taken_as_wide_as_it_is_vague(text, days):
    found = compute_widened_bounds(parse_edtf(text), HISTORICAL)
    assert " ".join(map(as_day, found)) == days


@pytest.mark.parametrize(
    ("text", "tolerance", "again"),
    [
        ("3 days", Tolerance(days=3), "3 days"),
        ("1 week", Tolerance(days=7), "7 days"),
        ("1 month", Tolerance(months=1), "1 month"),
        ("18 months", Tolerance(months=18), "18 months"),
        ("25 Years", Tolerance(months=300), "25 years"),
        ("1 decade", Tolerance(months=120), "10 years"),
        ("2 centuries", Tolerance(months=2400), "200 years"),
        ("1 millennium", Tolerance(months=12_000), "1,000 years"),
        ("1,000,000 years", Tolerance(months=12_000_000), "1,000,000 years"),
    ],
)
def test_a_tolerance_is_a_length_of_time(text, tolerance, again):
    assert parse_tolerance(text) == tolerance
    assert str(tolerance) == again


@pytest.mark.parametrize("text", ["", "25", "years", "25 eons", "-3 days", "1.5 years"])
def test_what_is_no_length_of_time_is_refused(text):
    with pytest.raises(DateError) as error:
        parse_tolerance(text)
    assert error.value.fix == "write 3 days, 1 month or 25 years"


@pytest.mark.parametrize(
    ("text", "first", "last", "answer"),
    [
        ("1300~", "1301-01-01", "1310-12-31", "possible"),
        ("1300~", "1291-01-01", "1309-12-31", "possible"),
        ("1300~", "1290-01-01", "1310-12-31", "certain"),
        ("1300~", "1311-01-01", "1320-12-31", "no"),
        ("2003~/2005~", "2006-01-01", "2006-12-31", "possible"),
        ("2003~/2005~", "2004-03-01", "2004-03-31", "possible"),
        ("2003~/2010", "2004-12-31", "2005-01-01", "certain"),
        ("[1300~,1400]", "1395-01-01", "1399-12-31", "no"),
        ("{1300~,1400}", "1290-01-01", "1310-12-31", "certain"),
        ("[..1300~]", "1305-01-01", "1305-12-31", "possible"),
        ("[..1300~]", "1200-01-01", "1200-12-31", "gap"),
        ("1300?", "1200-01-01", "1400-12-31", "possible"),
        ("1300%", "1305-01-01", "1305-12-31", "possible"),
        ("/1300?", "1200-01-01", "1400-12-31", "possible"),
        ("1300?/", "1200-01-01", "1400-12-31", "possible"),
    ],
)
def test_what_about_could_reach_is_possible(text, first, last, answer):
    _, span = parse_with_span(text)
    days = [to_day_number(*map(int, day.split("-"))) for day in (first, last)]
    found = (
        "certain" if span.is_certainly_within(*days)
        else "possible" if span.is_possibly_within(*days)
        else "gap" if span.is_possibly_within(*days, include_gaps=True)
        else "no"
    )  # fmt: skip
    assert found == answer


def test_about_counts_as_vagueness_and_moves_no_bound():
    _, plain = parse_with_span("1300")
    _, about = parse_with_span("1300~")
    assert about[:6] == plain[:6]
    assert about.vagueness == 21 * 365 + 5 - 1  # the days from 1290 to 1310, less one
    assert (
        parse_with_span("[1300~..1310]")[1].vagueness > parse_with_span("[1300..1310]")[1].vagueness
    )


def test_what_goes_on_is_certain_as_long_as_it_is_known_to():
    _, span = parse_with_span("2017-11/..")
    known = datetime.date(2020, 5, 1).toordinal()
    late = datetime.date(2021, 1, 1).toordinal()
    assert span.is_certainly_within(known, known, known_until=known)
    assert not span.is_certainly_within(late, late, known_until=known)
    assert span.is_possibly_within(late, late)
    assert span.is_certainly_within(late, late)
    # A source read before it began still says that it did.
    began = span.latest_start
    assert span.is_certainly_within(began, began, known_until=0)
    assert span.is_certainly_within(0, INFINITE_FUTURE, known_until=0)


class CalendarWalk:
    """A calendar told day by day from a known day, by its rules alone: the judge of the fast
    one."""

    def __init__(self, first_gregorian_day):
        self.days = []
        year, month, day = 1498, 12, 31  # Julian; 9 January 1499 Gregorian
        number = datetime.date(1499, 1, 9).toordinal()
        while year < 1802:
            if number == first_gregorian_day:
                moved = datetime.date.fromordinal(number)
                year, month, day = moved.year, moved.month, moved.day
            self.days.append(((year, month, day), number))
            gregorian = number >= first_gregorian_day
            leap = year % 4 == 0 and (not gregorian or year % 100 != 0 or year % 400 == 0)
            length = (31, 28 + leap, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
            day += 1
            if day > length:
                day, month = 1, month + 1
            if month > 12:
                month, year = 1, year + 1
            number += 1
        self.numbers = dict(self.days)
        self.dates = [date for date, _ in self.days]

    def find_unit(self, low, high):
        """The first and last day whose year and month lie between two."""
        start = bisect_left(self.dates, low)
        end = bisect_right(self.dates, (*high, 99, 99))
        return self.days[start][1], self.days[end - 1][1]


WALKS = {
    HISTORICAL: CalendarWalk(577_736),
    BRITISH: CalendarWalk(datetime.date(1752, 9, 14).toordinal()),
    JULIAN: CalendarWalk(10**9),
}


def judge_bounds(walk, text):
    """The plain and the widened bounds of a date, found by looking at every day."""
    pieces = tuple(map(int, text.split("-")))
    if len(pieces) == 3:
        number = walk.numbers[pieces]
        return (number, number), (number - 3, number + 3)
    if len(pieces) == 2:
        months = 12 * pieces[0] + pieces[1] - 1
        low, high = divmod(months - 1, 12), divmod(months + 1, 12)
        wide = walk.find_unit((low[0], low[1] + 1), (high[0], high[1] + 1))
        return walk.find_unit(pieces, pieces), wide
    (year,) = pieces
    step = 10 if year % 50 == 0 else 5 if year % 10 == 0 else 1
    return walk.find_unit((year,), (year,)), walk.find_unit((year - step,), (year + step,))


@examples(150)
@given(st.sampled_from(list(WALKS)), st.data())
def test_the_bounds_are_those_of_a_walk_through_every_day(calendar, data):
    walk = WALKS[calendar]
    date, number = walk.days[data.draw(st.integers(4400, len(walk.days) - 4400))]
    count = data.draw(st.integers(1, 3))
    text = "-".join(
        f"{piece:02d}" if place else str(piece) for place, piece in enumerate(date[:count])
    )
    (first, last), (wide_first, wide_last) = judge_bounds(walk, text)
    _, span = parse_with_span(f"{text}~", calendar)
    assert span[:6] == (first, last) * 3
    asked = sorted(data.draw(st.integers(wide_first - 40, wide_last + 40)) for _ in range(2))
    possible = any(asked[0] <= day <= asked[1] for day in range(wide_first, wide_last + 1))
    certain = all(asked[0] <= day <= asked[1] for day in range(wide_first, wide_last + 1))
    assert span.is_possibly_within(*asked) == possible
    assert span.is_certainly_within(*asked) == certain
    assert number in range(first, last + 1)


@examples(60)
@given(st.sampled_from(list(WALKS)), st.data())
def test_a_duration_is_judged_by_all_its_possible_days(calendar, data):
    walk = WALKS[calendar]
    day = st.integers(5000, 5008)
    marks = [data.draw(st.sampled_from(["", "~"])) for _ in range(2)]
    places = sorted(data.draw(day) for _ in range(2))
    dates = [walk.days[place] for place in places]
    text = "/".join(
        f"{date[0]}-{date[1]:02d}-{date[2]:02d}{mark}"
        for (date, _), mark in zip(dates, marks, strict=True)
    )
    starts, ends = (
        [number + off for off in (range(-3, 4) if mark else (0,))]
        for (_, number), mark in zip(dates, marks, strict=True)
    )
    middle = dates[0][1]
    asked = sorted(data.draw(st.integers(middle - 10, middle + 20)) for _ in range(2))
    answers = {
        start <= asked[1] and end >= asked[0] for start in starts for end in ends if start <= end
    }
    _, span = parse_with_span(text, calendar)
    assert span.is_possibly_within(*asked) == (True in answers)
    assert span.is_certainly_within(*asked) == (answers == {True})


def test_a_calendar_changes_which_days_a_date_means():
    julian, gregorian = (parse_with_span("1066-10-14", each)[1] for each in (JULIAN, GREGORIAN))
    assert julian.first_day - gregorian.first_day == 6
