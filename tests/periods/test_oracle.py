"""The phrase tables judged by an oracle that knows nothing of the program's dates."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qaim_cli import periods
from qaim_cli.dates import parse_with_span
from qaim_cli.errors import DateError
from tests.periods.more_phrases import MORE_PHRASES
from tests.periods.rare_phrases import RARE_PHRASES
from tests.periods.test_phrases import PHRASES, TODAY, judge
from tests.support.date_oracle import answer, year_start


def parse_year_question(text):
    """The days of "1450", "6 BC" or "476 AD", by the oracle's own count."""
    number = int(re.match(r"\d+", text)[0])
    year = 1 - number if text.endswith("BC") else number
    return year_start(year), year_start(year + 1) - 1


@pytest.mark.parametrize("row", [*PHRASES, *MORE_PHRASES, *RARE_PHRASES], ids=lambda row: row[0])
def test_the_answers_of_the_phrase_tables_are_those_of_the_oracle(row):
    _, edtf, *questions = row
    for question in questions:
        text, _, expected = question.partition(": ")
        assert (text, answer(edtf, *parse_year_question(text))) == (text, expected)


@pytest.mark.parametrize("row", [*MORE_PHRASES, *RARE_PHRASES], ids=lambda row: row[0])
def test_a_phrase_of_a_rarer_kind_is_a_date_and_answers_questions(row):
    phrase, edtf, *questions = row
    period = periods.parse_period(phrase, TODAY)
    assert period.edtf == edtf
    for question in questions:
        text, _, expected = question.partition(": ")
        assert (text, judge(period.span, text)) == (text, expected)


YEARS = st.one_of(
    st.integers(-9999, 2999), st.sampled_from([-3000, -2999, -1, 0, 1, 1450, 1500, 1582, 1583])
)
MARKS = st.sampled_from(["", "", "~", "?", "%"])


@st.composite
def edtf_moments(draw):
    year = draw(YEARS)
    text = f"{'-' if year < 0 else ''}{abs(year):04d}"
    match draw(st.integers(0, 5)):
        case 0 if year > 10:
            text = text[:-1] + "X"
        case 1 if year > 100:
            text = text[:-2] + "XX"
        case 2:
            text += f"-{draw(st.integers(1, 12)):02d}"
        case 3:
            text += f"-{draw(st.integers(1, 12)):02d}-{draw(st.integers(1, 28)):02d}"
        case 4:
            text += f"-{draw(st.sampled_from([21, 22, 23, 24, 33, 36, 37, 39, 40, 41]))}"
    return text + draw(MARKS)


@st.composite
def edtf_dates(draw):
    first, second = draw(edtf_moments()), draw(edtf_moments())
    forms = ["{0}", "{0}/{1}", "{0}/..", "{0}/", "../{0}", "/{0}", "[{0}..{1}]", "[..{0}]",
             "[{0}..]", "[{0},{1}]", "{{{0},{1}}}"]  # fmt: skip
    return draw(st.sampled_from(forms)).format(first, second)


@example("[0006-08..0006]", 0, 152, True)
@example("[0006..0006-08]", 0, 300, True)
@given(edtf_dates(), st.integers(-400_000, 400_000), st.integers(0, 40_000), st.booleans())
def test_any_date_answers_any_days_as_the_oracle_does(edtf, offset, length, near):
    try:
        span = parse_with_span(edtf)[1]
    except DateError:  # it ends before it begins, or on a day that did not exist
        return
    anchor = max(-3_000_000, min(span.first_day, span.last_day)) if near else 0
    first = max(min(anchor, 900_000), -3_000_000) + offset % (300 if near else 800_000)
    last = first + length
    if span.is_certainly_within(first, last):
        found = "certain"
    else:
        found = "possible" if span.is_possibly_within(first, last) else "no"
    assert found == answer(edtf, first, last)
