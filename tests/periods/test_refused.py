"""What is refused, with the reason and every way to write what may be meant."""

from __future__ import annotations

import datetime

import pytest

from qaim_cli import periods
from qaim_cli.errors import DateError
from tests.support.work import count_calls

TODAY = datetime.date(2024, 5, 15)
ACCEPTED_FORMS = "write 2004, apr 2004, 17 April 2004, 1990s or 2003..2005"

# Each row: what is typed, what is wrong with it, and the cure.
REFUSALS = [
    (
        "?-1450",
        "'?-1450' can be read two ways: until 1450, or perhaps 1451 BC",
        "write /1450 or -1450?",
    ),
    (
        "Ramadan 2004",
        "'ramadan 2004' has a year of another calendar than its month",
        "write 'ramadan 1425 AH'",
    ),
    (
        "18 Brumaire 1799",
        "'18 brumaire 1799' has a year of another calendar than its month",
        "write '18 brumaire 8'",
    ),
    (
        "15 Nisan 2024",
        "'15 nisan 2024' has a year of another calendar than its month",
        "write '15 nisan 5784'",
    ),
    (
        "1 Adar II 2024",
        "'1 adar ii 2024' has a year of another calendar than its month",
        "write '1 adar ii 5784'",
    ),
    (
        "Ramadan 9000",
        "'ramadan 9000' has a year of another calendar than its month",
        ACCEPTED_FORMS,
    ),
    (
        "somewhen after Easter 1282",
        "cannot read 'somewhen after Easter 1282' as a date: unknown word 'somewhen'",
        ACCEPTED_FORMS,
    ),
    (
        "VIII Kal. Quondam 1300",
        "cannot read 'VIII Kal. Quondam 1300' as a date: unknown word 'viii'",
        ACCEPTED_FORMS,
    ),
    (
        "7 November (8 November) 1917",
        "'7 November (8 November) 1917' gives the same part twice, at 'november'",
        "write a range as 2003..2005",
    ),
    (
        "31 April / 14 May 1917",
        "'31 April / 14 May 1917' has no such day: April 1917 had 30 days",
        "write 30 April 1917, or April 1917 if the day is not known",
    ),
    ("20040431", "'20040431' is no day of the calendar", "write Y20040431 if it is a year alone"),
    ("H3 2004", "'H3 2004' has no such half", "write 'H1 2004' or 'H2 2004'"),
    ("third half of 2004", "'third half of 2004': there is no third half", "use first to last"),
    (
        "first quarter of spring 2004",
        "'first quarter of spring 2004' does not divide into whole months",
        "write its first and last day, as in 2004-04-01..2004-04-15",
    ),
    ("90s", "'90s' can be in any century", "write 1990s or 2090s"),
    (
        "1900s",
        "'1900s' can be read two ways: the decade 1900–1909 or the century 1900–1999",
        "write 1900–1909 or 1900–1999",
    ),
    (
        "04/05/2004",
        "'04/05/2004' can be read two ways: 4 May 2004 or 5 April 2004",
        "write 2004-05-04 or 2004-04-05",
    ),
    (
        "4.5.2004",
        "'4.5.2004' can be read two ways: 4 May 2004 or 5 April 2004",
        "write 2004-05-04 or 2004-04-05",
    ),
    ("31/31/2004", "'31/31/2004' is no day of the calendar", "write it as in 2004-04-17"),
    (
        "2004-21",
        "'2004-21' can be read two ways: the years 2004 to 2021, or spring 2004",
        "write 2004..2021 or 'spring 2004'",
    ),
    (
        "2004/05",
        "'2004/05' can be read two ways: the years 2004 to 2005, or May 2004",
        "write 2004..2005 or 2004-05",
    ),
    (
        "2004/21",
        "'2004/21' can be read two ways: the years 2004 to 2021, or spring 2004",
        "write 2004..2021 or 'spring 2004'",
    ),
    (
        "17 April 04",
        "'17 April 04' has a year of two digits, which can be in any century",
        "write 17 April 1904 or 17 April 2004, or 17 April 0004 for the year 4",
    ),
    ("April 04", "'April 04' is a day without a year", "add the year: April 04 2004"),
    (
        "Apr '04",
        '"Apr \'04" has a year of two digits, which can be in any century',
        "write Apr 1904 or Apr 2004",
    ),
    ("'04", '"\'04" has a year of two digits, which can be in any century', "write 1904 or 2004"),
    ("04", "'04' is a day without a year", ACCEPTED_FORMS),
    (
        "33",
        "'33' has a year of two digits, which can be in any century",
        "write 1933 or 2033, or 0033 for the year 33",
    ),
    ("17 April", "'17 April' is a day without a year", "add the year: 17 April 2004"),
    ("April", "'April' is a month without a year", "add the year: April 2004"),
    ("17", "'17' is a day without a year", ACCEPTED_FORMS),
    (
        "Monday 16 April 2004",
        "'Monday 16 April 2004' was not a Monday but a Friday",
        "write 'Friday 16 April 2004'",
    ),
    ("Friday April 2004", "'Friday April 2004' has a weekday and no day", "drop the weekday"),
    ("Friday", "'Friday' is a date without a year", ACCEPTED_FORMS),
    (
        "sixth Saturday of July 1931",
        "'sixth Saturday of July 1931': a month has at most five Saturdays",
        "use first to fifth or last, or put the weekday before the day",
    ),
    (
        "0th Friday of July 1931",
        "'0th Friday of July 1931': a month has at most five Fridays",
        "use first to fifth or last, or put the weekday before the day",
    ),
    (
        "fifth Sunday of July 1931",
        "'fifth Sunday of July 1931' has no such day: July 1931 had only 4 Sundays",
        "write 'last Sunday of July 1931'",
    ),
    (
        "fünfter Sonntag im Juli 1931",
        "'fünfter Sonntag im Juli 1931' has no such day: July 1931 had only 4 Sundays",
        "write 'last Sunday of July 1931'",
    ),
    (
        "fifth Sunday of July 1931 (Julian)",
        "'fifth Sunday of July 1931 (Julian)' has no such day: July 1931 had only 4 Sundays",
        "write 'last Sunday of July 1931 (Julian)'",
    ),
    (
        "July 12th Friday 1931",
        "'July 12th Friday 1931' was not a Friday but a Sunday",
        "write 'July 12th Sunday 1931'",
    ),
    (
        "29 February 1900",
        "'29 February 1900' has no such day: February 1900 had 28 days",
        "write 28 February 1900, or February 1900 if the day is not known, or '29 February 1900 "
        "(Julian)'",
    ),
    (
        "31 April 2004",
        "'31 April 2004' has no such day: April 2004 had 30 days",
        "write 30 April 2004, or April 2004 if the day is not known",
    ),
    (
        "0 April 2004",
        "'0 April 2004' has no such day: April 2004 had 30 days",
        "write 30 April 2004, or April 2004 if the day is not known",
    ),
    (
        "32 April 2004",
        "'32 April 2004' has no such day: April 2004 had 30 days",
        "write 30 April 2004, or April 2004 if the day is not known",
    ),
    (
        "40 April 2004",
        "'40 April 2004' has no such day: April 2004 had 30 days",
        "write 30 April 2004, or April 2004 if the day is not known",
    ),
    ("1000000000001 BC", "'1000000000001 BC' is too far away", "years reach from -10^12 to 10^12"),
    ("0 BC", "'0 BC': there is no year 0 BC or AD", "write 1 BC or 1 AD"),
    (
        "17 18 April 2004",
        "'17 18 April 2004' gives the same part twice, at '2004'",
        "write a range as 2003..2005",
    ),
    (
        "April May 2004",
        "'April May 2004' gives the same part twice, at 'may'",
        "write a range as 2003..2005",
    ),
    (
        "2004 2005",
        "'2004 2005' gives the same part twice, at '2005'",
        "write a range as 2003..2005",
    ),
    ("foo", "cannot read 'foo' as a date: unknown word 'foo'", ACCEPTED_FORMS),
    ("foo 2004", "cannot read 'foo 2004' as a date: unknown word 'foo'", ACCEPTED_FORMS),
    ("first 2004", "'first 2004' has a day without a month", "write 17 April 2004, or 2004 alone"),
    ("last 2004", "cannot read 'last 2004' as a date: unknown word 'last'", ACCEPTED_FORMS),
    ("last", "cannot read 'last' as a date: unknown word 'last'", ACCEPTED_FORMS),
    ("the", "'the' is a date without a year", "add the year: the 2004"),
    ("of", "'of' is a date without a year", "add the year: of 2004"),
    ("[1901..", "'[1901..' opens a set and does not close it", "end it with ] or }"),
    (
        "2004-02-30",
        "'2004-02-30' has no such day: February 2004 had 29 days",
        "write 2004-02-29, or 2004-02 if the day is not known",
    ),
    (
        "1907-1",
        "'1907-1' can be read two ways: the years 1907 to 1911, or January 1907",
        "write 1907..1911 or 1907-01",
    ),
    (
        "10:36 04/05/2004",
        "'04/05/2004' can be read two ways: 4 May 2004 or 5 April 2004",
        "write 2004-05-04 or 2004-04-05",
    ),
    (
        "10:36 17 April",
        "'10:36 17 April' is a day without a year",
        "add the year: 10:36 17 April 2004",
    ),
    ("10:36", "cannot read '10:36' as a date", ACCEPTED_FORMS),
    (
        "17 Apr 04 10:36",
        "'17 Apr 04 10:36' has a year of two digits, which can be in any century",
        "write 17 Apr 1904 10:36 or 17 Apr 2004 10:36, or 17 Apr 0004 10:36 for the year 4",
    ),
    (
        "20040417",
        "'20040417' can be read two ways: 17 April 2004, or the year 20,040,417",
        "write 2004-04-17 or Y20040417",
    ),
    (
        "200404",
        "'200404' can be read two ways: April 2004, or the year 200,404",
        "write 2004-04 or Y200404",
    ),
    (
        "2005-2003",
        "'2005-2003' ends before it begins: 2005 comes after 2003",
        "put the earlier date first",
    ),
    (
        "May 2004 to April 2004",
        "'May 2004 to April 2004' ends before it begins: May 2004 comes after April 2004",
        "put the earlier date first",
    ),
    ("1905s", "cannot read '1905s' as a date: unknown word '1905s'", ACCEPTED_FORMS),
    ("12345s", "cannot read '12345s' as a date: unknown word '12345s'", ACCEPTED_FORMS),
    ("0th century", "'0th century' does not say which century", "write 20th century"),
    ("century", "cannot read 'century' as a date: unknown word 'century'", ACCEPTED_FORMS),
    ("early", "'early' is a date without a year", "add the year: early 2004"),
    (
        "2004..2005..2006",
        "cannot read '2004..2005..2006' as a date: unknown word '..'",
        ACCEPTED_FORMS,
    ),
    (
        "between 2004",
        "cannot read 'between 2004' as a date: unknown word 'between'",
        ACCEPTED_FORMS,
    ),
    (
        "between 2004 and",
        "'between 2004 and' has a range without a start or end date",
        "write 2003..2005, 2003.. or ..2005",
    ),
    (
        "before before 2004",
        "cannot read 'before before 2004' as a date: unknown word 'before'",
        ACCEPTED_FORMS,
    ),
    (
        "before 2004 to 2005",
        "cannot read 'before 2004 to 2005' as a date: unknown word 'to'",
        ACCEPTED_FORMS,
    ),
    ("to", "'to' has a range without a start or end date", "write 2003..2005, 2003.. or ..2005"),
    ("..", "'..' has a range without a start or end date", "write 2003..2005, 2003.. or ..2005"),
    (
        "99999999999999999999999",
        "'99999999999999999999999' is too far away",
        "years reach from -10^12 to 10^12",
    ),
    (
        "99999999999999999999999 years ago",
        "the year 'Y-99999999997975' is too far away",
        "years reach from -10^12 to 10^12",
    ),
    ("last 99999 years", "99,999 years from today is beyond the calendar", "name the year itself"),
    ("today 2004", "cannot read 'today 2004' as a date: unknown word 'today'", ACCEPTED_FORMS),
    ("三日 2004", "cannot read '三日 2004' as a date: unknown word '日'", ACCEPTED_FORMS),
    ("⁒ April 2004", "cannot read '⁒ April 2004' as a date", ACCEPTED_FORMS),
    ("PQ", "cannot read 'PQ' as a date: unknown word 'pq'", ACCEPTED_FORMS),
    (
        "300s BC",
        "'300s BC' can be read two ways: the decade 309–300 BC or the century 399–300 BC",
        "write 309–300 BC or 399–300 BC",
    ),
    (
        "300s",
        "'300s' can be read two ways: the decade 0300–0309 or the century 0300–0399",
        "write 0300–0309 or 0300–0399",
    ),
    (
        "1800s BC",
        "'1800s BC' can be read two ways: the decade 1809–1800 BC or the century 1899–1800 BC",
        "write 1809–1800 BC or 1899–1800 BC",
    ),
    ("17 to 2004", "'17 to 2004' has a day without a month", "write 17 April 2004, or 2004 alone"),
    (
        "first half of 1000s",
        "'first half of 1000s' can be read two ways: the decade 1000–1009 or the century 1000–1099",
        "write [1000..1004] or [1000..1049]",
    ),
    (
        "1907-8",
        "'1907-8' can be read two ways: the years 1907 to 1908, or August 1907",
        "write 1907..1908 or 1907-08",
    ),
    (
        "first 40 days of May 1450",
        "cannot read 'first 40 days of May 1450' as a date: unknown word 'days'",
        ACCEPTED_FORMS,
    ),
    (
        "the week before Advert 1450",
        "cannot read 'the week before Advert 1450' as a date: unknown word 'week'",
        ACCEPTED_FORMS,
    ),
    ("Michaelmas", "'Michaelmas' is a date without a year", "add the year: Michaelmas 2004"),
    (
        "Feb. '45",
        '"Feb. \'45" has a year of two digits, which can be in any century',
        "write Feb. 1945 or Feb. 2045",
    ),
    (
        "5/6/91",
        "'5/6/91' has a year of two digits, which can be in any century",
        "write 1991 or 2091",
    ),
    (
        "264–41 BC",
        "'264–41 BC' can be read two ways: 264 to 241 BC or 264 to 41 BC",
        "write 264 to 241 BC or 264 to 41 BC",
    ),
    (
        "terça-feira, 5 de outubro de 1910",
        "'terça-feira, 5 de outubro de 1910' was not a Tuesday but a Wednesday",
        "write 'Wednesday 5 October 1910'",
    ),
    (
        "17/04/04",
        "'17/04/04' has a year of two digits, which can be in any century",
        "write 17/04/1904 or 17/04/2004",
    ),
    ("13/2004", "'13/2004' has a day without a month", "write 17 April 2004, or 2004 alone"),
    (
        "'90s",
        '"\'90s" has a year of two digits, which can be in any century',
        "write 1990s or 2090s",
    ),
    ("over", "cannot read 'over' as a date: unknown word 'over'", ACCEPTED_FORMS),
    (
        "2004-04 -0043",
        "'2004-04 -0043' ends before it begins: April 2004 comes after 43 AD",
        "put the earlier date first",
    ),
    ("-0043 BC", "'-0043 BC': there is no year -43 BC or AD", "write 1 BC or 1 AD"),
    (
        "17 spring 2004",
        "'17 spring 2004' names two units at once",
        "write one date, or a range as 2003..2005",
    ),
    (
        "April 1990s",
        "'April 1990s' names two units at once",
        "write one date, or a range as 2003..2005",
    ),
    ("Q1 1990s", "'Q1 1990s' names two units at once", "write one date, or a range as 2003..2005"),
    (
        "2004 20th century",
        "'2004 20th century' names two units at once",
        "write one date, or a range as 2003..2005",
    ),
    (
        "early 17 April 2004",
        "'early 17 April 2004' names two units at once",
        "write one date, or a range as 2003..2005",
    ),
    (
        "0000-04 2004",
        "'0000-04 2004' gives the same part twice, at '2004'",
        "write a range as 2003..2005",
    ),
    (
        "first quarter of April 2004",
        "'first quarter of April 2004' does not divide into whole months",
        "write its first and last day, as in 2004-04-01..2004-04-15",
    ),
    (
        "first quarter of Q2 2004",
        "'first quarter of Q2 2004' does not divide into whole months",
        "write its first and last day, as in 2004-04-01..2004-04-15",
    ),
    (
        "second half of spring 2004",
        "'second half of spring 2004' does not divide into whole months",
        "write its first and last day, as in 2004-04-01..2004-04-15",
    ),
    (
        "2004 until",
        "'2004 until' has a range without a start or end date",
        "write 2003..2005, 2003.. or ..2005",
    ),
    (
        "and 2004",
        "'and 2004' has a range without a start or end date",
        "write 2003..2005, 2003.. or ..2005",
    ),
    (
        "2004 and",
        "'2004 and' has a range without a start or end date",
        "write 2003..2005, 2003.. or ..2005",
    ),
    (
        "Mon Apr 17 10:36:28 2004",
        "'Mon Apr 17 10:36:28 2004' was not a Monday but a Saturday",
        "write 'Saturday Apr 17 10:36:28 2004'",
    ),
    (
        "Sat, 17 Apr 04 10:36:28 +0300",
        "'Sat, 17 Apr 04 10:36:28 +0300' has a year of two digits, which can be in any century",
        ACCEPTED_FORMS,
    ),
    ("00s", "'00s' can be in any century", "write 1900..1909 or 2000..2009"),
    ("0s", "'0s' can be in any century", "write 1900..1909 or 2000..2009"),
    ("AD 15 33", "'AD 15 33' has a day without a month", "write 17 April 2004, or 2004 alone"),
    ("15 AD 33", "'15 AD 33' has a day without a month", "write 17 April 2004, or 2004 alone"),
    ("wednesday", "'wednesday' is a date without a year", ACCEPTED_FORMS),
    (
        "04/05/04",
        "'04/05/04' has a year of two digits, which can be in any century",
        "write 1904 or 2004",
    ),
    ("'", 'cannot read "\'" as a date', ACCEPTED_FORMS),
    (
        "2004-02-30 to 2004-03-01",
        "'2004-02-30' has no such day: February 2004 had 29 days",
        "write 2004-02-29, or 2004-02 if the day is not known",
    ),
    (
        "13th month 2004",
        "cannot read '13th month 2004' as a date: unknown word 'month'",
        ACCEPTED_FORMS,
    ),
    ("1st of", "'1st of' is a day without a year", ACCEPTED_FORMS),
    ("12:00", "cannot read '12:00' as a date", ACCEPTED_FORMS),
    ("april 17 2004 25:00", "cannot read 'april 17 2004 25:00' as a date", ACCEPTED_FORMS),
]


@pytest.mark.parametrize(("text", "what", "cure"), REFUSALS)
def test_a_text_without_one_certain_reading_is_refused(text, what, cure):
    with pytest.raises(DateError) as caught:
        periods.parse_period(text, TODAY)
    assert (caught.value.message, caught.value.fix) == (what, cure)


@pytest.mark.parametrize(
    ("text", "cures"),
    [
        ("04/05/2004", ["2004-05-04", "2004-04-05"]),
        ("2004-21", ["2004..2021", "spring 2004"]),
        ("1900s", ["1900–1909", "1900–1999"]),
        ("300s BC", ["309–300 BC", "399–300 BC"]),
        ("300s", ["0300–0309", "0300–0399"]),
        ("20040417", ["2004-04-17", "Y20040417"]),
    ],
)
def test_each_cure_of_two_readings_reads(text, cures):
    with pytest.raises(DateError) as caught:
        periods.parse_period(text, TODAY)
    for cure in cures:
        assert cure in caught.value.fix
        assert periods.parse_period(cure, TODAY)


def test_an_empty_date_is_refused():
    with pytest.raises(DateError) as caught:
        periods.parse_period("   ", TODAY)
    assert str(caught.value) == (
        "the date is empty; write 2004, apr 2004, 17 April 2004 or 2003..2005"
    )


@pytest.mark.parametrize("text", ["x" * 201, "2004 to " * 10_000, "(" * 100_000])
def test_a_text_too_long_for_a_date_is_refused_unread(text):
    told = []

    def refuse():
        try:
            periods.parse_period(text, TODAY)
        except DateError as error:
            told.append(str(error))

    assert count_calls(refuse) < 200
    assert "is too long for a date; use at most 200 characters" in told[0]
