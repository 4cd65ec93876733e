"""Units of time to count by: named ones, and any number of years."""

from __future__ import annotations

import pytest

from qaim_cli.errors import RequestError
from qaim_cli.reports.counts import build_counts, parse_count_unit
from qaim_cli.reports.time_units import parse_time_unit
from tests.support.asking import dated


def count(by, *dates):
    return [bar.cells for bar in build_counts(dated(*dates), by=parse_count_unit(by)).bars]


@pytest.mark.parametrize(
    ("by", "dates", "expected"),
    [
        ("millennium", ["-0999", "0000", "0001", "1000", "1001", "2001"],
         [("1st millennium BC", "2"), ("1st millennium", "2"), ("2nd millennium", "1"),
          ("3rd millennium", "1")]),
        ("50 years", ["1949", "1950", "1999", "2000"],
         [("1900–1949", "1"), ("1950–1999", "2"), ("2000–2049", "1")]),
        ("500 years", ["-0499", "0000", "0001", "0500"],
         [("500–1 BC", "2"), ("1–499 AD", "1"), ("500–999 AD", "1")]),
        ("7 years", ["0995"], [("994 AD – 1000", "1")]),
        ("10 million years", ["Y-70000000", "Y-69999999", "Y-66000000", "-0043", "2001"],
         [("80–70 million years ago", "1"), ("70–60 million years ago", "2"),
          ("60–50 million years ago to 20–10 million years ago", "0"),
          ("the last 10 million years", "2")]),
        ("500,000 years", ["Y-2600000", "Y-700000"],
         [("3–2.5 million years ago", "1"), ("2.5–2 million years ago", "0"),
          ("2–1.5 million years ago", "0"), ("1.5–1 million years ago", "0"),
          ("1–0.5 million years ago", "1")]),
        ("100000 years", ["Y-150000"], [("200,000–100,000 years ago", "1")]),
        ("1 Ga", ["Y-13800000000"], [("14–13 billion years ago", "1")]),
    ],
)  # fmt: skip
def test_events_are_counted_by_any_number_of_years(by, dates, expected):
    assert count(by, *dates) == expected


@pytest.mark.parametrize(
    ("by", "date", "id"),
    [
        ("millennium", "2001", "2001/3000"),
        ("millennium", "0000", "-0999/0000"),
        ("50 years", "1950", "1950/1999"),
        ("50 years", "0003", "0001/0049"),
        ("500 years", "-0043", "-0499/0000"),
        ("10 million years", "Y-66000000", "Y-69999999/Y-60000000"),
        ("10 million years", "2001", "Y-9999999/.."),
    ],
)
def test_a_unit_of_years_is_an_interval_in_data(by, date, id):
    assert [bar.id for bar in build_counts(dated(date), by=parse_count_unit(by)).bars] == [id]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a century", "century"),
        ("10 years", "decade"),
        ("1 year", "year"),
        ("1 ka", "millennium"),
        ("5 decades", "stretch of 5 decades"),
        ("2.5 million years", "stretch of 2.5 million years"),
        ("100-years", "century"),
        ("1,000 Years", "millennium"),
    ],
)
def test_a_unit_has_the_name_that_people_give_it(text, name):
    assert parse_time_unit(text).name == name


def test_what_may_lie_in_two_stretches_is_told_apart():
    report = build_counts(dated("[1940..1960]"), by=parse_count_unit("50 years"))
    assert [bar.cells for bar in report.bars] == [("vaguer", "1")]
    assert report.table.footer[-1] == (
        "events that may begin in more than one stretch of 50 years are counted separately"
    )


@pytest.mark.parametrize(
    ("by", "error"),
    [
        ("0 years", "events cannot be counted by '0 years'; write 1 year to 100 billion years"),
        ("900 billion years",
         "events cannot be counted by '900 billion years'; write 1 year to 100 billion years"),
        ("centry", "events cannot be counted by 'centry'; did you mean century?"),
        ("5 weeks",
         "events cannot be counted by '5 weeks'; choose year, decade, century, millennium, month, "
         "actor, place, tag, source, section or timeline, or write 50 years"),
    ],
)  # fmt: skip
def test_what_nothing_can_be_counted_by_is_refused(by, error):
    with pytest.raises(RequestError) as refused:
        parse_count_unit(by)
    assert str(refused.value) == error


def test_the_command_counts_by_a_number_of_years(qaim, store):
    events = "".join(
        f"  - {{id: e{date}, date: {date}, title: T, source: {{section: S}}}}\n"
        for date in ("1949", "2004")
    )
    path = store(f"title: T\nevents:\n{events}")
    assert qaim("count", "--by", "50 years", "-f", "csv", "--file", path).out.splitlines()[1:] == [
        "1900/1949,1900–1949,1,1", "1950/1999,1950–1999,0,0", "2000/2049,2000–2049,1,1",
    ]  # fmt: skip


def test_a_unit_is_found_however_it_is_capitalised():
    assert parse_count_unit(" Century ") == parse_time_unit("century")
