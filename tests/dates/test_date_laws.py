"""What holds of every date, shown on generated ones."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qaim_cli import dates
from qaim_cli.dates import DateInterval, DateSet, SetKind, SetRange, SimpleDate, UndatedEnd
from qaim_cli.dates.calendar import days_in_month, format_edtf_year, to_day_number
from qaim_cli.dates.year_digits import compute_year_bounds
from qaim_cli.errors import DateError
from tests.support.searching import examples

pytestmark = pytest.mark.no_cover

MARKS = st.sampled_from(["", "", "", "~", "?", "%"])
YEARS = (
    st.integers(-9999, 9999).map(format_edtf_year)
    | st.integers(10_000, 10**12).map(lambda year: f"Y{year}")
    | st.integers(-(10**12), -10_000).map(lambda year: f"Y{year}")
    | st.builds("Y{}E{}".format, st.integers(1, 99), st.integers(4, 10))
)
MASKED_YEARS = st.from_regex(r"-?[12X][0-9X]{3}", fullmatch=True)


@st.composite
def draw_simple_date(draw):
    shape = draw(st.sampled_from(["year", "digits", "month", "subyear", "day", "masked"]))
    marks = (draw(MARKS), draw(MARKS), draw(MARKS))
    if shape == "year":
        return SimpleDate(draw(YEARS | MASKED_YEARS), marks=(marks[0], "", ""))
    if shape == "digits":
        return SimpleDate(f"{draw(st.integers(1000, 9999))}S{draw(st.integers(1, 5))}")
    year = draw(YEARS)
    if shape == "month":
        return SimpleDate(year, f"{draw(st.integers(1, 12)):02d}", marks=(marks[0], marks[1], ""))
    if shape == "subyear":
        return SimpleDate(year, str(draw(st.integers(21, 41))), marks=(marks[0], marks[1], ""))
    if shape == "masked":
        month = draw(st.sampled_from(["XX", "0X", "1X", "X2", "05"]))
        day = draw(st.sampled_from(["", "XX", "0X", "X9", "28"]))
        return SimpleDate(
            draw(MASKED_YEARS), month, day, (marks[0], marks[1], marks[2] if day else "")
        )
    number = draw(st.integers(1, 12))
    low = compute_year_bounds(year)[0]
    day = draw(st.integers(1, days_in_month(low, number)))
    return SimpleDate(year, f"{number:02d}", f"{day:02d}", marks)


SIMPLE_DATES = draw_simple_date()
INTERVALS = (
    st.builds(DateInterval, SIMPLE_DATES, SIMPLE_DATES)
    | st.builds(DateInterval, SIMPLE_DATES, st.sampled_from(UndatedEnd))
    | st.builds(DateInterval, st.sampled_from(UndatedEnd), SIMPLE_DATES)
)
SET_RANGES = (
    st.builds(SetRange, SIMPLE_DATES, SIMPLE_DATES)
    | st.builds(SetRange, st.none(), SIMPLE_DATES)
    | st.builds(SetRange, SIMPLE_DATES, st.none())
)
SETS = st.builds(
    DateSet, st.sampled_from(SetKind), st.lists(SIMPLE_DATES | SET_RANGES, min_size=1).map(tuple)
)
DATES = SIMPLE_DATES | INTERVALS | SETS
BRIEF_SETTINGS = examples(200)


def compute_span_or_skip(date):
    """The date's span; a date that ends before it begins is not tried."""
    try:
        return dates.compute_span(date)
    except DateError:
        assume(False)


@BRIEF_SETTINGS
@given(DATES)
def test_a_date_written_reads_back_as_itself(date):
    assert dates.parse_edtf(dates.format_edtf(date)) == date


@BRIEF_SETTINGS
@given(DATES)
def test_the_bounds_of_a_date_are_in_order(date):
    span = compute_span_or_skip(date)
    assert span.earliest_start <= span.latest_start
    assert span.earliest_end <= span.latest_end
    assert span.earliest_start <= span.earliest_end
    assert span.latest_start <= span.latest_end
    assert span.earliest_start <= span.first_day <= span.last_day <= span.latest_end
    assert span.vagueness >= 0


@BRIEF_SETTINGS
@given(DATES, st.data())
def test_what_is_certain_is_possible_and_stays_possible_with_gaps(date, data):
    span = compute_span_or_skip(date)
    near = st.sampled_from(
        [
            span.earliest_start,
            span.latest_start,
            span.earliest_end,
            span.latest_end,
            span.first_day,
            span.last_day,
        ]
    )
    day = st.builds(int.__add__, near, st.integers(-400, 400))
    first, last = sorted((data.draw(day), data.draw(day)))
    if span.is_certainly_within(first, last):
        assert span.is_possibly_within(first, last)
    if span.is_possibly_within(first, last):
        assert span.is_possibly_within(first, last, include_gaps=True)


@BRIEF_SETTINGS
@given(DATES)
def test_every_date_can_be_said(date):
    compute_span_or_skip(date)
    begins, ends = dates.describe_ends(date)
    assert all((dates.describe_date(date), dates.describe_date(date, short=True), begins, ends))


@BRIEF_SETTINGS
@given(st.integers(0, 9999), st.integers(0, 4), st.sampled_from(["", "-02", "-1X", "-02-29"]))
def test_a_masked_date_spans_the_days_that_fit_and_no_more(year, masked, rest):
    digits = f"{year:04d}"[: 4 - masked] + "X" * masked
    low, high = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
    years = [n for n in range(low, high + 1) if rest != "-02-29" or days_in_month(n, 2) == 29]
    assume(years)
    starts = {"": (1, 1), "-02": (2, 1), "-1X": (10, 1), "-02-29": (2, 29)}[rest]
    ends = {"": (12, 31), "-02": (2, days_in_month(years[-1], 2)), "-1X": (12, 31),
            "-02-29": (2, 29)}[rest]  # fmt: skip
    _, span = dates.parse_with_span(digits + rest)
    assert span.earliest_start == to_day_number(years[0], *starts)
    assert span.latest_end == to_day_number(years[-1], *ends)


@examples(600)
@given(st.text(max_size=30) | st.text("0123456789X-/.,~?%[]{}YEST: ", max_size=25))
def test_any_text_is_a_date_or_an_error(text):
    try:
        date, _ = dates.parse_with_span(text)
    except DateError as error:
        assert "\n" not in str(error)  # noqa: PT017 - a text may also be a date
    else:
        assert dates.describe_date(date)
        assert dates.parse_with_span(dates.format_edtf(date))[0] == date
