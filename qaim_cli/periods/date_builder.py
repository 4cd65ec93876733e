"""Partial dates → EDTF dates: a year, a part of it, a decade, a century, a day."""

from __future__ import annotations

import re

from qaim_cli.dates import (
    HISTORICAL,
    JULIAN,
    Calendar,
    EdtfDate,
    SimpleDate,
    compute_span,
    format_edtf,
)
from qaim_cli.dates.bounds import find_year_part
from qaim_cli.dates.calendar import (
    MONTHS,
    days_in_month,
    format_edtf_year,
    get_weekday_name,
    to_day_number,
)
from qaim_cli.dates.descriptions import describe_date, describe_year
from qaim_cli.dates.year_digits import MAX_YEAR
from qaim_cli.errors import DateError
from qaim_cli.periods.partial_dates import FIRST_FRACTION_CODES, PartialDate
from qaim_cli.periods.units import (
    LONG_UNIT_YEARS,
    UnitPart,
    add_marks,
    make_day,
    make_month,
    make_month_part,
    make_months,
    make_year_part,
    make_years,
)

_WEEKS = 52


def build_date(partial: PartialDate, calendar: Calendar = HISTORICAL) -> EdtfDate:
    """Build the date of a partial date that has all its fields.

    Raises:
        DateError: the year is missing or has two digits, the weekday is wrong, or the day does
            not exist.
    """
    if partial.weekday and partial.nth and partial.month and partial.year is not None:
        partial = partial._replace(day=_find_nth_weekday(partial, calendar))
    date = _build_unmarked_date(partial, calendar)
    if partial.weekday:
        _check_weekday(partial, date, calendar)
    if partial.month is not None:
        compute_span(date, calendar)  # a month can lack a day by the calendar
    return add_marks(date, is_approximate=partial.circa, is_uncertain=partial.perhaps)


def _build_unmarked_date(partial: PartialDate, calendar: Calendar) -> EdtfDate:
    _check_units(partial)
    if partial.unit:
        return _build_century(partial)
    if partial.decade is not None:
        return _build_decade(partial)
    if partial.year is None:
        unit_name = (
            "day" if partial.day is not None else "month" if partial.month is not None else "date"
        )
        raise DateError(f"{partial.text!r} is a {unit_name} without a year", "add the year")
    return _build_date_in_year(partial, _get_astronomical_year(partial), calendar)


def _build_date_in_year(partial: PartialDate, year: int, calendar: Calendar) -> EdtfDate:
    """Build a year, or the part, season, month or day of it that the partial date names."""
    if year_part := find_year_part(partial.code):
        if partial.part is None:
            return make_year_part(year, partial.code)
        _require_even_split(partial, partial.part, year_part.month_count)
        return make_months(year, year_part.first_month, year_part.month_count, partial.part)
    if partial.month is None:
        if partial.day is not None:
            raise DateError(
                f"{partial.text!r} has a day without a month", "write 17 April 2004, or 2004 alone"
            )
        return _build_year_or_part(partial, year)
    if partial.day is not None:
        _check_day(partial, year, calendar)
        return make_day(year, partial.month, partial.day)
    if partial.part is None:
        return make_month(year, partial.month)
    if partial.part.total != _WEEKS:
        _require_even_split(partial, partial.part, 6)
    elif partial.part.position > 4 and partial.part.position != _WEEKS - 1:
        raise DateError(f"{partial.text!r} has no such week", "use first to fifth, or last")
    return make_month_part(year, partial.month, partial.part, calendar)


def _build_year_or_part(partial: PartialDate, year: int) -> EdtfDate:
    part = partial.part
    if part is None:
        return SimpleDate(format_edtf_year(year))
    if part.total in FIRST_FRACTION_CODES:
        return make_year_part(year, str(FIRST_FRACTION_CODES[part.total] + part.position))
    if part.is_edge:
        part = UnitPart(0 if part.position == 0 else 5, 6)
    _require_even_split(partial, part, 12)
    return make_months(year, 1, 12, part)


def _require_even_split(partial: PartialDate, part: UnitPart, pieces: int) -> None:
    """Raise unless the pieces divide evenly into the parts; a month has halves and thirds."""
    if pieces % part.total:
        raise DateError(
            f"{partial.text!r} does not divide into whole months",
            "write its first and last day, as in 2004-04-01..2004-04-15",
        )


def _build_century(partial: PartialDate) -> EdtfDate:
    """Build a century or millennium from its number."""
    length = LONG_UNIT_YEARS[partial.unit]
    if not partial.nth or not 1 <= partial.nth <= MAX_YEAR // length:
        raise DateError(
            f"{partial.text!r} does not say which {partial.unit}", f"write 20th {partial.unit}"
        )
    first = (partial.nth - 1) * length + 1
    if partial.era == "BC":
        first = 1 - partial.nth * length
    _require_long_part(partial)
    return make_years(first, length, partial.part)


def _build_decade(partial: PartialDate) -> EdtfDate:
    start = partial.decade or 0
    if partial.digits < 3 and not (partial.era and start):
        raise DateError(
            f"{partial.text!r} can be in any century",
            f"write 19{start:02d}s or 20{start:02d}s"
            if start
            else "write 1900..1909 or 2000..2009",
        )
    _require_long_part(partial)
    if start % 100 == 0 and not partial.is_sure_decade:
        decade, century = (
            (f"{start + 9}–{start} BC", f"{start + 99}–{start} BC")
            if partial.era == "BC"
            else (f"{start:04d}–{start + 9:04d}", f"{start:04d}–{start + 99:04d}")
        )
        fixes = [decade, century]
        if partial.part is not None:
            firsts = (-start - 8, -start - 98) if partial.era == "BC" else (start, start)
            fixes = [
                format_edtf(make_years(first, length, partial.part))
                for first, length in zip(firsts, (10, 100), strict=True)
            ]
        raise DateError(
            f"{partial.text!r} can be read two ways: the decade {decade} or the century {century}",
            f"write {' or '.join(fixes)}",
        )
    return make_years(-start - 8 if partial.era == "BC" else start, 10, partial.part)


def _require_long_part(partial: PartialDate) -> None:
    """Raise for a week of a decade, and for a decade of anything but a century."""
    total = partial.part.total if partial.part else 1
    if total == _WEEKS or (total == 10 and partial.unit != "century"):
        raise DateError(
            f"{partial.text!r} names two units at once", "write one date, or a range as 2003..2005"
        )


def _get_astronomical_year(partial: PartialDate) -> int:
    """Return the astronomical year of a partial date that has a year."""
    year = partial.year or 0
    if year > MAX_YEAR:
        raise DateError(f"{partial.text!r} is too far away", "years reach from -10^12 to 10^12")
    if not partial.era and partial.digits < 3:
        raise DateError(
            f"{partial.text!r} has a year of two digits, which can be in any century",
            _suggest_centuries(partial.text, year),
        )
    if (partial.era or partial.digits < 4) and year <= 0:
        raise DateError(f"{partial.text!r}: there is no year {year} BC or AD", "write 1 BC or 1 AD")
    return 1 - year if partial.era == "BC" else year


def _suggest_centuries(text: str, year: int) -> str:
    """Propose the text with its year of two digits written out."""
    full_years = (f"19{year:02d}", f"20{year:02d}", f"{year:04d}")
    found = list(re.finditer(rf"(?<!\d)0?{year}(?!\d)", text))
    # In other digits, as ² or ٢, the number is not found: then the years are proposed alone.
    before, after = (text[: found[-1].start()], text[found[-1].end() :]) if found else ("", "")
    spellings = [f"{before}{full_year}{after}" for full_year in full_years]
    return f"write {spellings[0]} or {spellings[1]}, or {spellings[2]} for the year {year}"


def _check_units(partial: PartialDate) -> None:
    """A date has one unit, and each field is in it: no month of a decade, no day of a season."""
    has_year_fields = partial.day is not None or partial.month is not None or bool(partial.code)
    has_long_unit = bool(partial.unit) or partial.decade is not None
    if (
        (has_long_unit and (has_year_fields or partial.year is not None))
        or (partial.unit and partial.decade is not None)
        or (partial.code and (partial.month is not None or partial.day is not None))
        or (partial.part is not None and partial.day is not None)
    ):
        raise DateError(
            f"{partial.text!r} names two units at once", "write one date, or a range as 2003..2005"
        )


def _check_day(partial: PartialDate, year: int, calendar: Calendar) -> None:
    month = partial.month or 1
    longest = days_in_month(year, month, calendar)
    if not 1 <= (partial.day or 0) <= longest:
        name = f"{MONTHS[month - 1]} {describe_year(year)}"
        is_julian = 1 <= (partial.day or 0) <= days_in_month(year, month, JULIAN)
        other = f", or '{partial.day} {name} (Julian)'" if is_julian else ""
        raise DateError(
            f"{partial.text!r} has no such day: {name} had {longest} days",
            f"write {longest} {name}, or {name} if the day is not known{other}",
        )


def _find_nth_weekday(partial: PartialDate, calendar: Calendar) -> int:
    """Find the day of "the second Tuesday of May 1921", or of the last one."""
    if partial.day is not None:
        raise DateError(f"{partial.text!r} has two days", "drop one of them")
    year, month, nth = _get_astronomical_year(partial), partial.month or 1, partial.nth or 1
    length = days_in_month(year, month, calendar)
    days = [
        day
        for day in range(1, length + 1)
        if get_weekday_name(to_day_number(year, month, day, calendar)) == partial.weekday
    ]
    if nth > len(days):
        name = f"{MONTHS[month - 1]} {describe_year(year)}"
        of_calendar = " (Julian)" if calendar == JULIAN else ""
        raise DateError(
            f"{partial.text!r} has no such day: {name} had only {len(days)} {partial.weekday}s",
            f"write 'last {partial.weekday} of {name}{of_calendar}'",
        )
    return days[nth - 1 if nth > 0 else nth]


def _check_weekday(partial: PartialDate, date: EdtfDate, calendar: Calendar) -> None:
    if not isinstance(date, SimpleDate) or partial.day is None:
        raise DateError(f"{partial.text!r} has a weekday and no day", "drop the weekday")
    year = _get_astronomical_year(partial)
    number = to_day_number(year, partial.month or 1, partial.day, calendar)
    actual_weekday = get_weekday_name(number)
    if actual_weekday != partial.weekday:
        pattern = rf"\b{partial.weekday[:3]}\w*\b\.?"
        corrected, count = re.subn(pattern, actual_weekday, partial.text, flags=re.IGNORECASE)
        if not count:  # it was said in another language
            corrected = f"{actual_weekday} {describe_date(date)}"
        raise DateError(
            f"{partial.text!r} was not a {partial.weekday} but a {actual_weekday}",
            f"write '{corrected}'",
        )
