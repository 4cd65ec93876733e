"""Units of time to count by: month, year, decade, century, millennium, any number of years."""

from __future__ import annotations

import re
from collections.abc import Callable

from qaim_cli.dates.calendar import MONTHS, Calendar, format_edtf_year, to_civil_date
from qaim_cli.dates.descriptions import describe_year
from qaim_cli.errors import RequestError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.text import quote_text

_MIN_AGE_YEARS = 100_000
"""The years from which on a unit is counted back from the present, as ages are."""
_MAX_YEARS = 10**11


class TimeUnit(FrozenRecord):
    """A unit of time whose units are numbered in order of time.

    `get_number` gives the number of the unit that holds a day; the others its name and its EDTF.
    """

    name: str
    get_number: Callable[[int, Calendar], int]
    format_name: Callable[[int], str]
    format_edtf: Callable[[int], str]


def parse_time_unit(text: str) -> TimeUnit | None:
    """Parse a unit such as "century" or "50 years"; None if the text names no time.

    Raises:
        RequestError: it is a number of years that nothing can be counted by.
    """
    words = " ".join(text.lower().split())
    if words in TIME_UNITS:
        return TIME_UNITS[words]
    match = _YEARS_PATTERN.fullmatch(words)
    if match is None:
        return None
    count = float((match["number"] or "1").replace(",", ""))
    years = round(count * _SIZES.get(match["size"] or "", 1) * _YEARS_BY_UNIT[match["unit"]])
    if not 1 <= years <= _MAX_YEARS:
        raise RequestError(
            f"events cannot be counted by {quote_text(text)}", "write 1 year to 100 billion years"
        )
    if years >= _MIN_AGE_YEARS:
        return _make_age_unit(words, years)
    return _NAMED_UNITS_BY_YEARS.get(years) or _make_years_unit(words, years)


_SIZES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_YEARS_BY_UNIT = {
    **dict.fromkeys(("year", "years", "yr", "y", "a"), 1),
    **dict.fromkeys(("decade", "decades"), 10),
    **dict.fromkeys(("century", "centuries"), 100),
    **dict.fromkeys(("millennium", "millennia", "millenniums", "ka", "kyr"), 1000),
    **dict.fromkeys(("ma", "myr"), 10**6),
    **dict.fromkeys(("ga", "gyr"), 10**9),
}
_YEARS_PATTERN = re.compile(
    r"(?:a )?(?P<number>\d[\d,]{0,15}(?:\.\d{1,9})?)?[ -]?"
    rf"(?P<size>{'|'.join(_SIZES)})?[ -]?(?P<unit>{'|'.join(_YEARS_BY_UNIT)})"
)


def _get_year(day: int, calendar: Calendar) -> int:
    return to_civil_date(day, calendar)[0]


def _get_month_number(day: int, calendar: Calendar) -> int:
    year, month, _ = to_civil_date(day, calendar)
    return year * 12 + month - 1


def _format_ordinal(number: int, unit: str) -> str:
    """Name a century or millennium by its number; 0 is the first AD."""
    nth, era = (number + 1, "") if number >= 0 else (-number, " BC")
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(0 if nth % 100 in (11, 12, 13) else nth % 10, "th")
    return f"{nth:,}{suffix} {unit}{era}"


def _format_edtf_years(first: int, last: int) -> str:
    return f"{format_edtf_year(first)}/{format_edtf_year(last)}"


def _format_decade(number: int) -> str:
    first = 10 * number
    return f"{first}s" if first >= 1000 else f"{describe_year(first)} – {describe_year(first + 9)}"


def _make_ordinal_unit(name: str, years: int) -> TimeUnit:
    """Make the unit for centuries or millennia, which begin with a year 1."""
    return TimeUnit(
        name,
        lambda day, calendar: (_get_year(day, calendar) - 1) // years,
        lambda number: _format_ordinal(number, name),
        lambda number: _format_edtf_years(years * number + 1, years * number + years),
    )


def _make_years_unit(name: str, years: int) -> TimeUnit:
    """Make a unit of several years, cut as people do: 1000–501 BC, 500–1 BC, 1950–1999."""

    def get_number(day: int, calendar: Calendar) -> int:
        year = _get_year(day, calendar)
        return year // years if year > 0 else (year - 1) // years

    def get_ends(number: int) -> tuple[int, int]:
        if number < 0:
            return years * number + 1, years * (number + 1)
        return max(1, years * number), years * (number + 1) - 1

    def format_name(number: int) -> str:
        first, last = map(describe_year, get_ends(number))
        number_of_first, _, era = first.partition(" ")
        if era == last.partition(" ")[2]:
            return f"{number_of_first}–{last}"
        return f"{first} – {last}"

    return TimeUnit(
        f"stretch of {name}",
        get_number,
        format_name,
        lambda number: _format_edtf_years(*get_ends(number)),
    )


def _make_age_unit(name: str, years: int) -> TimeUnit:
    """Make a unit of several years counted back from the present; the last is unit 0."""

    def format_name(number: int) -> str:
        if number == 0:
            return f"the last {name}"
        low, high = -number * years, (1 - number) * years
        size = next((size for size in (10**9, 10**6) if low >= size), 10**6 if high >= 10**6 else 1)
        word = {10**9: " billion", 10**6: " million"}.get(size, "")
        return f"{high / size:,.12g}–{low / size:,.12g}{word} years ago"

    def format_edtf(number: int) -> str:
        first = format_edtf_year((number - 1) * years + 1)
        return f"{first}/{format_edtf_year(number * years)}" if number else f"{first}/.."

    return TimeUnit(
        f"stretch of {name}",
        lambda day, calendar: -(max(0, -_get_year(day, calendar)) // years),
        format_name,
        format_edtf,
    )


TIME_UNITS = {
    "year": TimeUnit("year", _get_year, describe_year, format_edtf_year),
    "decade": TimeUnit(
        "decade",
        lambda day, calendar: _get_year(day, calendar) // 10,
        _format_decade,
        lambda number: _format_edtf_years(10 * number, 10 * number + 9),
    ),
    "century": _make_ordinal_unit("century", 100),
    "millennium": _make_ordinal_unit("millennium", 1000),
    "month": TimeUnit(
        "month",
        _get_month_number,
        lambda number: f"{MONTHS[number % 12][:3]} {describe_year(number // 12)}",
        lambda number: f"{format_edtf_year(number // 12)}-{number % 12 + 1:02d}",
    ),
}
"""The units that have a name."""
_NAMED_UNITS_BY_YEARS = {
    1: TIME_UNITS["year"],
    10: TIME_UNITS["decade"],
    100: TIME_UNITS["century"],
    1000: TIME_UNITS["millennium"],
}
