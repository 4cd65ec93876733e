"""Deep time: "66 million years ago" and "12 ka" as dates no more exact than their figures."""

from __future__ import annotations

from qaim_cli.dates import EdtfDate, SimpleDate
from qaim_cli.dates.calendar import format_edtf_year
from qaim_cli.periods.units import make_one_of, mark_approximate

MIN_YEARS_AGO = 1000
"""A figure from here on is round: "12,000 years ago" counts from no particular today."""
_PRESENT_YEAR = 2000


def is_deep_time(years_ago: int) -> bool:
    """Whether a count of years before now is a round figure rather than an exact year."""
    return years_ago >= MIN_YEARS_AGO and years_ago % 100 == 0


def make_years_ago(years_ago: int) -> EdtfDate:
    """The date of a round count of years before now, give or take half its last stated place.

    Where the count dwarfs the two thousand years since the year 1, it is the year itself:
    66 million years ago is about the year -66,000,000.
    """
    digits = str(years_ago)
    place = int("1" + "0" * (len(digits) - max(len(digits.rstrip("0")), 2)))
    if place >= 4 * _PRESENT_YEAR:
        return mark_approximate(SimpleDate(format_edtf_year(-years_ago)))
    middle = _PRESENT_YEAR - years_ago
    middle += middle <= 0  # so that years BC are round, which have no year 0
    return make_one_of(
        SimpleDate(format_edtf_year(middle - place // 2)),
        SimpleDate(format_edtf_year(middle + place // 2)),
    )
