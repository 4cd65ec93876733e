"""The reader of EDTF: what is read, what is written back, and what an error says."""

from __future__ import annotations

import pytest

from qaim_cli.dates import (
    DateInterval,
    DateSet,
    SetKind,
    SetRange,
    SimpleDate,
    UndatedEnd,
    format_edtf,
    parse_edtf,
    parse_with_span,
)
from qaim_cli.dates.edtf import add_mark
from qaim_cli.errors import DateError
from tests.support.work import count_calls

GENERAL_FIX = "write 2004-04-17, 2004-04, 2004, 198X, 2004/2005 or [1901..1933]"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2004", SimpleDate("2004")),
        ("2004-04-17", SimpleDate("2004", "04", "17")),
        ("  2004  ", SimpleDate("2004")),
        ("2004-04-17T10:36", SimpleDate("2004", "04", "17")),
        ("2004-06~-11", SimpleDate("2004", "06", "11", ("~", "~", ""))),
        ("2004?-06-11~", SimpleDate("2004", "06", "11", ("%", "~", "~"))),
        ("?2004-06-~11", SimpleDate("2004", "06", "11", ("?", "", "~"))),
        ("?2004~", SimpleDate("2004", marks=("%", "", ""))),
        ("2004-03/..", DateInterval(SimpleDate("2004", "03"), UndatedEnd.OPEN)),
        ("/2004", DateInterval(UndatedEnd.UNKNOWN, SimpleDate("2004"))),
        ("[..2017-11]", DateSet(SetKind.ONE_OF, (SetRange(None, SimpleDate("2017", "11")),))),
        (
            "{1667, 1670..}",
            DateSet(SetKind.ALL_OF, (SimpleDate("1667"), SetRange(SimpleDate("1670"), None))),
        ),
    ],
)
def test_a_text_is_read_as_what_it_says(text, date):
    assert parse_edtf(text) == date


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2004-06-11%", "2004-06-11%"),
        ("%2004-%06-%11", "2004-06-11%"),
        ("2004-06~-11", "~2004-~06-11"),
        ("2004?-06-11", "?2004-06-11"),
        ("[1667 , 1668,1670 .. 1672]", "[1667,1668,1670..1672]"),
        ("2004 / 2005", "2004/2005"),
        ("2004-04-17T23:59:60,5+04:30", "2004-04-17"),
        ("2004-04-17T24:00:00Z", "2004-04-17"),
        ("Y-17E7", "Y-17E7"),
        ("1950S2", "1950S2"),
    ],
)
def test_a_date_is_written_in_one_form(text, canonical):
    assert format_edtf(parse_edtf(text)) == canonical


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [("1984", False, False), ("1984~", True, False), ("1984?", False, True), ("1984%", True, True),
     ("2004-06-~11", True, False), ("?2004-06-11", False, True)],
)  # fmt: skip
def test_a_mark_on_any_part_marks_the_moment(text, approximate, uncertain):
    moment = parse_edtf(text)
    assert (moment.is_approximate, moment.is_uncertain) == (approximate, uncertain)


@pytest.mark.parametrize(
    ("text", "marked"),
    [("2004", "2004~"), ("2004-04?", "2004-04%"), ("?2004-04-17", "%2004-~04-~17")],
)
def test_a_mark_added_to_a_moment_joins_those_it_has(text, marked):
    assert format_edtf(add_mark(parse_edtf(text), "~")) == marked


@pytest.mark.parametrize(
    ("text", "message"),
    [
        # Days and months that are not.
        ("1900-02-29", "'1900-02-29' has no such day: February 1900 had 28 days; "
                       "write 1900-02-28, or 1900-02 if the day is not known"),
        ("2001-02-29", "'2001-02-29' has no such day: February 2001 had 28 days; "
                       "write 2001-02-28, or 2001-02 if the day is not known"),
        ("-0001-02-29", "'-0001-02-29' has no such day: February -0001 had 28 days; "
                        "write -0001-02-28, or -0001-02 if the day is not known"),
        ("2004-04-31/..", "'2004-04-31/..' has no such day: April 2004 had 30 days; "
                          "write 2004-04-30, or 2004-04 if the day is not known"),
        ("2004-04-00", "'2004-04-00' has no such day: 00; "
                       "days run from 01 to 31; write 2004-04 if it is not known"),
        ("2004-XX-32", "'2004-XX-32' has no such day: 32; "
                       "days run from 01 to 31; write 2004-XX if it is not known"),
        ("2004-04-4X", "'2004-04-4X' has no such day: 4X; "
                       "days run from 01 to 31; write 2004-04 if it is not known"),
        ("2004-13", "'2004-13' has no such month: 13; "
                    "months run from 01 to 12; write 2004 if it is not known"),
        ("2004-00", "'2004-00' has no such month: 00; "
                    "months run from 01 to 12; write 2004 if it is not known"),
        ("2004-4X", "'2004-4X' has no such month: 4X; months run from 01 to 12"),
        ("2004-21-05", "'2004-21-05' has a day in a season; "
                       "write 2004-21, or the month's number"),
        ("XXXX-02-3X", "no day fits 'XXXX-02-3X'; put X where a digit is not known"),
        ("XXX1-02-29", "no day fits 'XXX1-02-29'; put X where a digit is not known"),
        ("XXXX-XX-00", "'XXXX-XX-00' has no such day: 00; "
                       "days run from 01 to 31; write XXXX-XX if it is not known"),
        # Years that are not.
        ("-0000", "there is no year '-0000'; year zero, 1 BC, is written 0000"),
        ("Y-0", "there is no year 'Y-0'; year zero, 1 BC, is written 0000"),
        ("Y2004", "'Y2004' has Y before a short year; write 2004"),
        ("Y-00044", "'Y-00044' has Y before a short year; write -0044"),
        ("Y1000000000001", "the year 'Y1000000000001' is too far away; "
                           "years reach from -10^12 to 10^12"),
        ("Y-1000000000001", "the year 'Y-1000000000001' is too far away; "
                            "years reach from -10^12 to 10^12"),
        ("Y1E13", "the year 'Y1E13' is too far away; years reach from -10^12 to 10^12"),
        ("Y1E12S1", "the year 'Y1E12S1' is too far away; years reach from -10^12 to 10^12"),
        ("Y1E999999999", "the year 'Y1E999999999' is too far away; "
                         "years reach from -10^12 to 10^12"),
        ("Y" + "9" * 5000, f"the year 'Y{'9' * 58}…' is too far away; "
                           "years reach from -10^12 to 10^12"),
        ("1950S0", "'1950S0' has no significant digit; S takes a number from 1"),
        ("19XXS3", "'19XXS3' has both X and S; use one of them"),
        ("1950S2-04", "'1950S2-04' has significant digits and a month; "
                      "S n is for a year that stands alone"),
        # Intervals and sets.
        ("2004/2003", "'2004/2003' ends before it begins; put the earlier date first"),
        ("2004-04/2004-03", "'2004-04/2004-03' ends before it begins; "
                            "put the earlier date first"),
        ("[2005..2003]", "'[2005..2003]' has a run that ends before it begins; "
                         "put the earlier date first"),
        ("../..", "'../..' is an interval with no date at all; give one of its ends"),
        ("/", "'/' is an interval with no date at all; give one of its ends"),
        ("/..", "'/..' is an interval with no date at all; give one of its ends"),
        ("[..]", "'[..]' has a member with no date; put a date between the commas"),
        ("{}", "'{}' has a member with no date; put a date between the commas"),
        ("[1984,]", "'[1984,]' has a member with no date; put a date between the commas"),
        ("[1984", "'[1984' opens a set and does not close it; end it with ] or }"),
        ("{1984]", "'{1984]' opens a set and does not close it; end it with ] or }"),
        ("[", "'[' opens a set and does not close it; end it with ] or }"),
    ],
)  # fmt: skip
def test_a_date_that_cannot_be_is_an_error_with_its_cure(text, message):
    with pytest.raises(DateError) as caught:
        parse_with_span(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("2004-4-7", "write 2004-04-07"),
        ("2004/04/17", "write 2004-04-17"),
        ("17.04.2004", GENERAL_FIX),
        ("2004-4", "write 2004-04"),
        ("20040417", "write 2004-04-17"),
        ("20041345", "write Y20041345"),
        ("1980s", "write 198X"),
        ("199", "write 0199"),
        ("-44", "write -0044"),
        ("12000", "write Y12000"),
        ("ca. 1860", "write 1860~"),
        ("2003 to 2005", "write 2003/2005"),
        ("2003–2005", "write 2003/2005"),
        ("2004/now", "write 2004/.."),
        ("2004/unknown", "write 2004/"),
        ("unknown/2004", "write /2004"),
        ("198u", "write 198X"),
        ("y17e7", "write Y17E7"),
        ("1984?~", GENERAL_FIX),
        ("1/2/3", GENERAL_FIX),
        ("2004-04-17T25:00", GENERAL_FIX),
        ("2004-04T10:36", GENERAL_FIX),
        ("٢٠٠٤", GENERAL_FIX),
        ("", GENERAL_FIX),
        ("tomorrow", GENERAL_FIX),
    ],
)
def test_a_text_that_is_no_edtf_gets_the_nearest_form_that_is(text, cure):
    with pytest.raises(DateError) as caught:
        parse_with_span(text)
    assert (caught.value.message, caught.value.fix) == (f"{text!r} is not an EDTF date", cure)


def test_a_long_text_is_cut_in_its_error():
    with pytest.raises(DateError) as caught:
        parse_with_span("x" * 1000)
    assert str(caught.value) == f"'{'x' * 59}…' is not an EDTF date; {GENERAL_FIX}"


@pytest.mark.parametrize(
    "text",
    ["Y1E999999999", "Y" + "1" * 100_000, "XXXX-02-3X", "XXXX-XX-31", "-XXXX-02-29",
     "1950S" + "9" * 100_000, " to ".join("2004" for _ in range(2000)), "/" * 10_000,
     "[" + ",".join("XXXX-XX-31" for _ in range(20)) + "]"],
)  # fmt: skip
def test_no_text_keeps_the_reader_busy(text):
    def read_or_refuse():
        try:
            parse_with_span(text)
        except DateError as error:
            assert len(str(error)) < 250  # noqa: PT017 - a text may also be a date

    assert count_calls(read_or_refuse) < 50_000
