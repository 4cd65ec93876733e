"""Dates in words, as people say them."""

from __future__ import annotations

import pytest

from qaim_cli.dates import (
    INFINITE_FUTURE,
    INFINITE_PAST,
    describe_date,
    describe_day,
    describe_ends,
    parse_edtf,
)
from qaim_cli.dates.calendar import to_day_number
from qaim_cli.dates.descriptions import describe_year


@pytest.mark.parametrize(
    ("text", "words", "short"),
    [
        ("2004-04-17", "17 April 2004", "17 Apr 2004"),
        ("2004-04", "April 2004", "Apr 2004"),
        ("1907", "1907", "1907"),
        ("0033", "33 AD", "33 AD"),
        ("-0043-03-15", "15 March 44 BC", "15 Mar 44 BC"),
        ("0000", "1 BC", "1 BC"),
        ("Y-13800000000", "13.8 billion years ago", "13.8 billion years ago"),
        ("Y12000", "12,000 AD", "12,000 AD"),
        ("198X", "1980s", "1980s"),
        ("031X", "310s AD", "310s AD"),
        ("000X", "1 BC – 9 AD", "1 BC – 9 AD"),
        ("19XX", "1900–1999", "1900–1999"),
        ("01XX", "100–199 AD", "100–199 AD"),
        ("-01XX", "200 BC – 101 BC", "200 BC – 101 BC"),
        ("1X84", "1084–1984", "1084–1984"),
        ("1950S2", "about 1950", "about 1950"),
        ("1950S4", "1950", "1950"),
        ("2001-21", "spring 2001", "spring 2001"),
        ("2001-25", "northern spring 2001", "northern spring 2001"),
        ("2001-30", "southern summer 2001", "southern summer 2001"),
        ("2001-34", "Q2 2001", "Q2 2001"),
        ("2001-39", "last third of 2001", "last third of 2001"),
        ("2001-41", "second half of 2001", "second half of 2001"),
        ("1984~", "about 1984", "about 1984"),
        ("2004-04?", "perhaps April 2004", "perhaps Apr 2004"),
        ("2004-06-11%", "perhaps about 11 June 2004", "perhaps about 11 Jun 2004"),
        ("2004-XX", "a month of 2004", "a month of 2004"),
        ("2004-1X", "month 1X of 2004", "month 1X of 2004"),
        ("1985-04-XX", "a day of April 1985", "a day of Apr 1985"),
        ("1985-04-1X", "day 1X of April 1985", "day 1X of Apr 1985"),
        ("2004-XX-31", "day 31 of a month of 2004", "day 31 of a month of 2004"),
        ("2004-03/2004-09", "March – September 2004", "Mar – Sep 2004"),
        ("2003-11/2004-02", "November 2003 – February 2004", "Nov 2003 – Feb 2004"),
        ("2005-05-08/2005-05-14", "8 – 14 May 2005", "8 – 14 May 2005"),
        ("2004-04-17/2004-05-03", "17 April – 3 May 2004", "17 Apr – 3 May 2004"),
        ("2004-04/2004-04-17", "April – 17 April 2004", "Apr – 17 Apr 2004"),
        ("2004/2004-03", "2004 – March 2004", "2004 – Mar 2004"),
        ("2003~/2005", "about 2003 – 2005", "about 2003 – 2005"),
        ("-0499/-0449", "500 BC – 450 BC", "500 BC – 450 BC"),
        ("2017-11/..", "since November 2017", "since Nov 2017"),
        ("../2017-11", "until November 2017", "until Nov 2017"),
        ("2004/", "2004 – unknown", "2004 – unknown"),
        ("/2004", "unknown – 2004", "unknown – 2004"),
        ("[1901..1933]", "between 1901 and 1933", "between 1901 and 1933"),
        ("[2005-09-01..2005-09-10]", "between 1 and 10 September 2005",
         "between 1 and 10 Sep 2005"),
        ("[-1XXX..-0400]", "between 2000 BC – 1001 BC and 401 BC",
         "between 2000 BC – 1001 BC and 401 BC"),
        ("[..2017-11]", "by November 2017", "by Nov 2017"),
        ("[2005-04-07..]", "7 April 2005 or later", "7 Apr 2005 or later"),
        ("{..1984}", "until 1984", "until 1984"),
        ("{1760..}", "1760 and later", "1760 and later"),
        ("[1667]", "1667", "1667"),
        ("[1667,1668,1670..1672]", "1667, 1668 or 1670 – 1672", "1667, 1668 or 1670 – 1672"),
        ("{1960,1961-12}", "1960 and December 1961", "1960 and Dec 1961"),
    ],
)  # fmt: skip
def test_a_date_is_said_as_precisely_as_it_is_known(text, words, short):
    assert describe_date(parse_edtf(text)) == words
    assert describe_date(parse_edtf(text), short=True) == short


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("2004-04", "April 2004", "April 2004"),
        ("2004-03/2004-09", "March 2004", "September 2004"),
        ("2017-11/..", "November 2017", "now"),
        ("../2017-11", "always", "November 2017"),
        ("2004/", "2004", "unknown"),
        ("/2004", "unknown", "2004"),
        ("[..2017-11]", "November 2017", "November 2017"),
        ("[2005-04-07..]", "7 April 2005", "7 April 2005"),
        ("[1984,1960]", "1960", "1984"),
        ("[1667,1670..1672]", "1667", "1672"),
        ("{..1984}", "always", "1984"),
        ("{1760..}", "1760", "now"),
    ],
)
def test_the_edges_of_a_date_are_as_precise_as_it_says(text, begins, ends):
    assert describe_ends(parse_edtf(text)) == (begins, ends)


def test_the_edges_have_short_months_where_asked():
    assert describe_ends(parse_edtf("2004-03/2004-09"), short=True) == ("Mar 2004", "Sep 2004")


@pytest.mark.parametrize(
    ("day", "options", "words"),
    [
        (to_day_number(2004, 4, 17), {}, "17 April 2004"),
        (to_day_number(2004, 4, 17), {"short": True}, "17 Apr 2004"),
        (to_day_number(2004, 4, 17), {"with_weekday": True}, "Saturday 17 April 2004"),
        (to_day_number(-43, 3, 15), {}, "15 March 44 BC"),
        (INFINITE_PAST, {}, "the beginning"),
        (INFINITE_FUTURE, {"with_weekday": True}, "the end"),
    ],
)
def test_a_day_is_said_in_words(day, options, words):
    assert describe_day(day, **options) == words


@pytest.mark.parametrize(
    ("year", "words"),
    [(2004, "2004"), (1000, "1000"), (999, "999 AD"), (1, "1 AD"), (0, "1 BC"), (-43, "44 BC"),
     (10_000, "10,000 AD"), (-9_999, "10,000 BC"), (-9_998, "9999 BC")],
)  # fmt: skip
def test_a_year_is_said_with_its_era_where_it_needs_one(year, words):
    assert describe_year(year) == words
