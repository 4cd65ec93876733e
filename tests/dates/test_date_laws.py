"""What holds of every date, shown on generated ones."""

from __future__ import annotations

import time

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qaim_cli import dates
from qaim_cli.dates import Choice, End, Interval, Moment, Run, Set
from qaim_cli.dates.calendar import day_number, month_length, year_digits
from qaim_cli.dates.edtf import year_bounds
from qaim_cli.errors import DateError

MARKS = st.sampled_from(["", "", "", "~", "?", "%"])
YEARS = (
    st.integers(-9999, 9999).map(year_digits)
    | st.integers(10_000, 10**12).map(lambda year: f"Y{year}")
    | st.integers(-(10**12), -10_000).map(lambda year: f"Y{year}")
    | st.builds("Y{}E{}".format, st.integers(1, 99), st.integers(4, 10))
)
MASKED = st.from_regex(r"-?[12X][0-9X]{3}", fullmatch=True)


@st.composite
def moments(draw):
    shape = draw(st.sampled_from(["year", "digits", "month", "subyear", "day", "masked"]))
    marks = (draw(MARKS), draw(MARKS), draw(MARKS))
    if shape == "year":
        return Moment(draw(YEARS | MASKED), marks=(marks[0], "", ""))
    if shape == "digits":
        return Moment(f"{draw(st.integers(1000, 9999))}S{draw(st.integers(1, 5))}")
    year = draw(YEARS)
    if shape == "month":
        return Moment(year, f"{draw(st.integers(1, 12)):02d}", marks=(marks[0], marks[1], ""))
    if shape == "subyear":
        return Moment(year, str(draw(st.integers(21, 41))), marks=(marks[0], marks[1], ""))
    if shape == "masked":
        month = draw(st.sampled_from(["XX", "0X", "1X", "X2", "05"]))
        day = draw(st.sampled_from(["", "XX", "0X", "X9", "28"]))
        return Moment(draw(MASKED), month, day, (marks[0], marks[1], marks[2] if day else ""))
    number = draw(st.integers(1, 12))
    low = year_bounds(year)[0]
    day = draw(st.integers(1, month_length(low, number)))
    return Moment(year, f"{number:02d}", f"{day:02d}", marks)


MOMENTS = moments()
INTERVALS = (
    st.builds(Interval, MOMENTS, MOMENTS)
    | st.builds(Interval, MOMENTS, st.sampled_from(End))
    | st.builds(Interval, st.sampled_from(End), MOMENTS)
)
RUNS = (
    st.builds(Run, MOMENTS, MOMENTS)
    | st.builds(Run, st.none(), MOMENTS)
    | st.builds(Run, MOMENTS, st.none())
)
SETS = st.builds(Set, st.sampled_from(Choice), st.lists(MOMENTS | RUNS, min_size=1).map(tuple))
DATES = MOMENTS | INTERVALS | SETS
BRIEF = settings(max_examples=200, deadline=None)


def span_of(date):
    """The date's span; a date that ends before it begins is not tried."""
    try:
        return dates.span(date)
    except DateError:
        assume(False)


@BRIEF
@given(DATES)
def test_a_date_written_reads_back_as_itself(date):
    assert dates.parse(dates.write(date)) == date


@BRIEF
@given(DATES)
def test_the_bounds_of_a_date_are_in_order(date):
    span = span_of(date)
    assert span.s0 <= span.s1
    assert span.e0 <= span.e1
    assert span.s0 <= span.e0
    assert span.s1 <= span.e1
    assert span.s0 <= span.first <= span.last <= span.e1
    assert span.vagueness >= 0


@BRIEF
@given(DATES, st.data())
def test_what_is_certain_is_possible_and_stays_possible_with_gaps(date, data):
    span = span_of(date)
    near = st.sampled_from([span.s0, span.s1, span.e0, span.e1, span.first, span.last])
    day = st.builds(int.__add__, near, st.integers(-400, 400))
    first, last = sorted((data.draw(day), data.draw(day)))
    if span.certainly_in(first, last):
        assert span.possibly_in(first, last)
    if span.possibly_in(first, last):
        assert span.possibly_in(first, last, gaps=True)


@BRIEF
@given(DATES)
def test_every_date_can_be_said(date):
    span_of(date)
    begins, ends = dates.edges(date)
    assert all((dates.describe(date), dates.describe(date, short=True), begins, ends))


@BRIEF
@given(st.integers(0, 9999), st.integers(0, 4), st.sampled_from(["", "-02", "-1X", "-02-29"]))
def test_a_masked_date_spans_the_days_that_fit_and_no_more(year, masked, rest):
    digits = f"{year:04d}"[: 4 - masked] + "X" * masked
    low, high = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
    years = [n for n in range(low, high + 1) if rest != "-02-29" or month_length(n, 2) == 29]
    assume(years)
    starts = {"": (1, 1), "-02": (2, 1), "-1X": (10, 1), "-02-29": (2, 29)}[rest]
    ends = {"": (12, 31), "-02": (2, month_length(years[-1], 2)), "-1X": (12, 31),
            "-02-29": (2, 29)}[rest]  # fmt: skip
    _, span = dates.read(digits + rest)
    assert span.s0 == day_number(years[0], *starts)
    assert span.e1 == day_number(years[-1], *ends)


@settings(max_examples=600, deadline=None)
@given(st.text(max_size=30) | st.text("0123456789X-/.,~?%[]{}YEST: ", max_size=25))
def test_any_text_is_a_date_or_an_error_at_once(text):
    started = time.process_time()
    try:
        date, _ = dates.read(text)
    except DateError as error:
        assert "\n" not in str(error)  # noqa: PT017 - a text may also be a date
    else:
        assert dates.describe(date)
        assert dates.read(dates.write(date))[0] == date
    assert time.process_time() - started < 0.5
