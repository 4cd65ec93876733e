"""One date in a person's words: its pieces collected in any order, then put together.

    "Fri 16 April 2004"     "April 16, 2004"      "early 20th century"     "c. 1860"
    "spring 2004"           "second half of 2004" "5th century BC"         "1990s"

A piece may be missing here and be shared out by a range ("17–18 April 2004"); `build_date` asks for
all.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from qaim_cli.dates import EdtfDate, SimpleDate, compute_span, parse_with_span
from qaim_cli.dates.bounds import find_year_part
from qaim_cli.dates.calendar import (
    MONTHS,
    days_in_month,
    format_edtf_year,
    get_weekday_name,
    to_day_number,
)
from qaim_cli.dates.descriptions import describe_year
from qaim_cli.dates.edtf import MAX_YEAR
from qaim_cli.errors import DateError
from qaim_cli.periods import vocabulary as words
from qaim_cli.periods.ambiguity import normalise_numeric_date
from qaim_cli.periods.units import (
    LONG_UNIT_YEARS,
    UnitPart,
    make_day,
    make_month,
    make_month_part,
    make_months,
    make_year_part,
    make_years,
    mark_approximate,
)

_FIRST_FRACTION_CODES = {2: 40, 4: 33}
"""Where EDTF's codes for the halves and quarters of a year begin."""
_FIELDS_BY_WORD: dict[str, dict[str, object]] = {
    "month": dict(words.MONTH_NUMBERS),
    "code": dict(words.SEASON_CODES),
    "weekday": dict(words.WEEKDAYS_BY_WORD),
    "part": {word: UnitPart.from_name(name) for word, name in words.THIRD_WORDS.items()},
    "era": dict(words.ERA_WORDS),
    "circa": dict.fromkeys(words.CIRCA_WORDS, True),
}
"""The piece that a word by itself gives."""


class PartialDate(NamedTuple):
    """The pieces of one date; None or empty where the text has none."""

    text: str
    day: int | None = None
    month: int | None = None
    code: str = ""
    year: int | None = None
    digits: int = 0
    decade: int | None = None
    nth: int | None = None
    unit: str = ""
    era: str = ""
    weekday: str = ""
    part: UnitPart | None = None
    circa: bool = False

    @property
    def has_year(self) -> bool:
        """Whether the point says which year, decade, century or millennium it is in."""
        return self.year is not None or self.decade is not None or bool(self.unit)


_EMPTY_DATE = PartialDate("")


def parse_partial_date(tokens: list[str], text: str) -> PartialDate:
    """The pieces of a date in its tokens.

    Raises:
        DateError: a token means nothing here, or two of them say the same piece.
    """
    found = PartialDate(text)
    rest = [token for token in tokens if token not in words.FILLER_WORDS]
    while rest:
        found, rest = _parse_next_field(found, rest)
    return found


def share_missing_fields(left: PartialDate, right: PartialDate) -> tuple[PartialDate, PartialDate]:
    """The ends of a range, each with what only the other says: "17–18 April 2004", "500–450 BC"."""
    if left.day is not None and left.month is None and not left.has_year and right.unit:
        left = left._replace(day=None, nth=left.day)
    if right.has_year and not left.has_year:
        left = left._replace(
            year=right.year,
            digits=right.digits,
            decade=right.decade,
            unit=right.unit,
            nth=left.nth if left.nth is not None else right.nth,
        )
    if left.has_year and not right.has_year:
        right = right._replace(year=left.year, digits=left.digits, era=left.era)
    if right.era and not left.era:
        left = left._replace(era=right.era)
    if left.day is not None and left.month is None:
        left = left._replace(month=right.month)
    if right.day is not None and right.month is None:
        right = right._replace(month=left.month)
    return left, right


def build_date(point: PartialDate) -> EdtfDate:
    """The date of a point that has all its pieces.

    Raises:
        DateError: the year is missing or has two digits, the weekday is wrong, the day is not.
    """
    result = _build_unmarked_date(point)
    if point.weekday:
        _check_weekday(point, result)
    compute_span(result)
    return mark_approximate(result) if point.circa else result


def _build_unmarked_date(point: PartialDate) -> EdtfDate:
    _check_units(point)
    if point.unit:
        return _build_century(point)
    if point.decade is not None:
        return _build_decade(point)
    if point.year is None:
        what = "day" if point.day is not None else "month" if point.month is not None else "date"
        raise DateError(f"{point.text!r} is a {what} without a year", "add the year")
    return _build_date_in_year(point, _get_astronomical_year(point))


def _build_date_in_year(point: PartialDate, year: int) -> EdtfDate:
    """A year, or the part, season, month or day of it that the point names."""
    if sub := find_year_part(point.code):
        if point.part is None:
            return make_year_part(year, point.code)
        return make_months(
            year,
            sub.first_month,
            sub.month_count,
            _require_even_split(point, point.part, sub.month_count),
        )
    if point.month is None:
        if point.day is not None:
            raise DateError(f"{point.text!r} has a day without a month", "add the month")
        return _build_year_or_part(year, point.part)
    if point.day is not None:
        _check_day(point, year)
        return make_day(year, point.month, point.day)
    if point.part is None:
        return make_month(year, point.month)
    return make_month_part(year, point.month, _require_even_split(point, point.part, 6))


def _build_year_or_part(year: int, part: UnitPart | None) -> EdtfDate:
    if part is None:
        return SimpleDate(format_edtf_year(year))
    if part.total in _FIRST_FRACTION_CODES:
        return make_year_part(year, str(_FIRST_FRACTION_CODES[part.total] + part.position))
    return make_months(year, 1, 12, part)


def _require_even_split(point: PartialDate, part: UnitPart, pieces: int) -> UnitPart:
    """The part, where as many pieces can be shared out evenly; a month has halves and thirds."""
    if pieces % part.total:
        raise DateError(
            f"{point.text!r} is a part with no fixed bounds", "write its first and last day as A..B"
        )
    return part


def _build_century(point: PartialDate) -> EdtfDate:
    """A century or millennium by its number."""
    length = LONG_UNIT_YEARS[point.unit]
    if not point.nth or not 1 <= point.nth <= MAX_YEAR // length:
        raise DateError(
            f"{point.text!r} does not say which {point.unit}", f"write 20th {point.unit}"
        )
    first = (point.nth - 1) * length + 1
    if point.era == "BC":
        first = 1 - point.nth * length
    return make_years(first, length, point.part)


def _build_decade(point: PartialDate) -> EdtfDate:
    start = point.decade or 0
    if point.digits < 3:
        raise DateError(
            f"{point.text!r} can be in any century",
            f"write the century too: 19{start:02d}s" if start else "write 1900..1909 or 2000..2009",
        )
    if start % 100 == 0:
        decade, century = (
            (f"{start + 9}–{start} BC", f"{start + 99}–{start} BC")
            if point.era == "BC"
            else (f"{start:04d}–{start + 9:04d}", f"{start:04d}–{start + 99:04d}")
        )
        raise DateError(
            f"{point.text!r} can be read two ways: the decade {decade} or the century {century}",
            f"write {decade} or {century}",
        )
    return make_years(-start - 8 if point.era == "BC" else start, 10, point.part)


def _get_astronomical_year(point: PartialDate) -> int:
    """The astronomical year of a point."""
    year = point.year or 0
    if year > MAX_YEAR:
        raise DateError(f"{point.text!r} is too far away", "years reach from -10^12 to 10^12")
    if not point.era and point.digits < 4:
        if point.digits < 3:
            raise DateError(
                f"{point.text!r} has a year of two digits, which can be in any century",
                f"write 19{year:02d} or 20{year:02d}, or {year:04d} for the year {year}",
            )
        raise DateError(
            f"{point.text!r} has a year of three digits", f"write {year} AD or {year:04d}"
        )
    if point.era and year <= 0:
        raise DateError(
            f"{point.text!r}: there is no year {year} BC or AD", "1 BC is followed by 1 AD"
        )
    return 1 - year if point.era == "BC" else year


def _check_units(point: PartialDate) -> None:
    """A date has one unit, and each piece is in it: no month of a decade, no day of a season."""
    of_year = point.day is not None or point.month is not None or bool(point.code)
    long_unit = bool(point.unit) or point.decade is not None
    if (
        (long_unit and (of_year or point.year is not None))
        or (point.unit and point.decade is not None)
        or (point.code and (point.month is not None or point.day is not None))
        or (point.part is not None and point.day is not None)
    ):
        raise DateError(f"{point.text!r} names two units at once", "write one date, or A..B")


def _check_day(point: PartialDate, year: int) -> None:
    month = point.month or 1
    longest = days_in_month(year, month)
    if not 1 <= (point.day or 0) <= longest:
        raise DateError(
            f"{point.text!r} has no such day: {MONTHS[month - 1]} {describe_year(year)} had "
            f"{longest} days",
            f"write a day from 1 to {longest}",
        )


def _check_weekday(point: PartialDate, result: EdtfDate) -> None:
    if not isinstance(result, SimpleDate) or point.day is None:
        raise DateError(f"{point.text!r} has a weekday and no day", "drop the weekday")
    right = get_weekday_name(
        to_day_number(_get_astronomical_year(point), point.month or 1, point.day)
    )
    if right != point.weekday:
        raise DateError(f"{point.text!r} was not a {point.weekday}", f"it was a {right}")


def _add_fields(point: PartialDate, token: str, **pieces: object) -> PartialDate:
    for name in pieces:
        if getattr(point, name) != getattr(_EMPTY_DATE, name):
            raise DateError(
                f"{point.text!r} has two of a kind at {token!r}", "write a range as A..B"
            )
    return point._replace(**pieces)  # type: ignore[arg-type]  # the names are those of Point


def _parse_next_field(point: PartialDate, rest: list[str]) -> tuple[PartialDate, list[str]]:
    """The point with the next piece, and the tokens behind it."""
    token, *after = rest
    following = after[0] if after else ""
    for piece, meanings in _FIELDS_BY_WORD.items():
        if token in meanings:
            return _add_fields(point, token, **{piece: meanings[token]}), after
    if (nth := _parse_ordinal(token)) is not None:
        return _parse_ordinal_phrase(point, token, nth, following, after)
    if match := re.fullmatch(r"([qh])([1-4])", token):
        return _add_fields(
            point, token, code=_get_fraction_code(point, match[1], int(match[2]))
        ), after
    if match := re.fullmatch(r"(\d+)'?s", token):
        return _add_fields(
            point, token, decade=_parse_decade_start(point, match[1]), digits=len(match[1])
        ), after
    if "-" in token and len(token) > 1:
        return _parse_iso_token(point, token), after
    return _parse_number(point, token, after), after


def _parse_ordinal_phrase(
    point: PartialDate, token: str, nth: int, following: str, after: list[str]
) -> tuple[PartialDate, list[str]]:
    """A piece that starts with an ordinal: a century, a half, a quarter, or the 17th."""
    if following in words.FRACTION_TOTALS:
        count = words.FRACTION_TOTALS[following]
        index = count - 1 if nth == -1 else nth - 1
        if not 0 <= index < count:
            raise DateError(f"{point.text!r}: there is no {token} {following}", "use first to last")
        return _add_fields(point, token, part=UnitPart(index, count)), after[1:]
    if following in LONG_UNIT_YEARS:
        return _add_fields(point, token, nth=nth, unit=following), after[1:]
    if nth < 1:
        raise _make_unknown_word_error(point, token)
    return _add_fields(point, token, day=nth), after


def _parse_ordinal(token: str) -> int | None:
    if token in words.ORDINAL_NUMBERS:
        return words.ORDINAL_NUMBERS[token]
    match = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", token)
    return int(match[1][:13]) if match else None


def _get_fraction_code(point: PartialDate, letter: str, number: int) -> str:
    count = 4 if letter == "q" else 2
    if number > count:
        raise DateError(f"{point.text!r} has no such half", "write H1 or H2")
    return str(_FIRST_FRACTION_CODES[count] + number - 1)


def _parse_decade_start(point: PartialDate, digits: str) -> int:
    if digits[-1] != "0" or len(digits) > 4:
        raise _make_unknown_word_error(point, f"{digits}s")
    return int(digits)


def _parse_iso_token(point: PartialDate, token: str) -> PartialDate:
    """The pieces of 2004-04, 2004-04-17, -0043 or -0043-21, standing among words."""
    moment, _ = parse_with_span(normalise_numeric_date(token))
    assert isinstance(moment, SimpleDate)
    pieces: dict[str, object] = {"year": int(moment.year), "digits": 4}
    if find_year_part(moment.month):
        pieces["code"] = moment.month
    elif moment.month:
        pieces["month"] = int(moment.month)
    if moment.day:
        pieces["day"] = int(moment.day)
    return _add_fields(point, token, **pieces)


def _parse_number(point: PartialDate, token: str, after: list[str]) -> PartialDate:
    """A bare number: a day if it can be one and none is there yet, otherwise the year."""
    digits = token.replace(",", "")
    if not digits.isdecimal():
        raise _make_unknown_word_error(point, token)
    number = int(digits[:14])
    if len(digits) <= 2 and point.day is None and not _is_only_year(point, number, after):
        return _add_fields(point, token, day=number)
    return _add_fields(point, token, year=number, digits=len(digits))


def _is_only_year(point: PartialDate, number: int, after: list[str]) -> bool:
    """Whether a number of two digits can only be the year: "AD 33", "5 BC", "April 99"."""
    if point.year is not None:
        return False
    if after[:1] == ["ad"] and after[1:] and after[1].isdecimal():
        return False
    if point.era or (after and after[0] in words.ERA_WORDS):
        return True
    return not 1 <= number <= 31 and not any(token[:3].isdecimal() for token in after)


def _make_unknown_word_error(point: PartialDate, token: str) -> DateError:
    return DateError(
        f"{point.text!r} is no date: {token!r} means nothing there",
        "write 2004, apr 2004, 17 April 2004, 1990s, 2003..2005 or any EDTF",
    )
