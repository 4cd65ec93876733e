"""One date in a person's words: its pieces collected in any order, then put together.

    "Fri 16 April 2004"     "April 16, 2004"      "early 20th century"     "c. 1860"
    "spring 2004"           "second half of 2004" "5th century BC"         "1990s"

A piece may be missing here and be shared out by a range ("17–18 April 2004"); `date` asks for all.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from qaim_cli.dates import Date, Moment, read, span
from qaim_cli.dates.calendar import MONTHS, day_number, month_length, weekday, year_digits
from qaim_cli.dates.edtf import YEAR_LIMIT
from qaim_cli.dates.spans import subyear
from qaim_cli.dates.words import year_in_words
from qaim_cli.errors import DateError
from qaim_cli.periods import vocabulary as words
from qaim_cli.periods.ambiguous import settled
from qaim_cli.periods.units import (
    LENGTHS,
    Part,
    about,
    day,
    days,
    month,
    months,
    within_year,
    years,
)

_CODES = {2: 40, 4: 33}
"""Where EDTF's codes for the halves and quarters of a year begin."""
_WORDS: dict[str, dict[str, object]] = {
    "month": dict(words.MONTHS),
    "code": dict(words.SEASONS),
    "weekday": dict(words.WEEKDAYS),
    "part": {word: Part.named(name) for word, name in words.PARTS.items()},
    "era": dict(words.ERAS),
    "circa": dict.fromkeys(words.CIRCA, True),
}
"""The piece that a word by itself gives."""


class Point(NamedTuple):
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
    part: Part | None = None
    circa: bool = False

    @property
    def has_year(self) -> bool:
        """Whether the point says which year, decade, century or millennium it is in."""
        return self.year is not None or self.decade is not None or bool(self.unit)


_BLANK = Point("")


def point(tokens: list[str], text: str) -> Point:
    """The pieces of a date in its tokens.

    Raises:
        DateError: a token means nothing here, or two of them say the same piece.
    """
    found = Point(text)
    rest = [token for token in tokens if token not in words.FILLERS]
    while rest:
        found, rest = _piece(found, rest)
    return found


def share(left: Point, right: Point) -> tuple[Point, Point]:
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


def date(point: Point) -> Date:
    """The date of a point that has all its pieces.

    Raises:
        DateError: the year is missing or has two digits, the weekday is wrong, the day is not.
    """
    result = _date(point)
    if point.weekday:
        _check_weekday(point, result)
    span(result)
    return about(result) if point.circa else result


def _date(point: Point) -> Date:
    _check_pieces(point)
    if point.unit:
        return _age(point)
    if point.decade is not None:
        return _decade(point)
    if point.year is None:
        what = "day" if point.day is not None else "month" if point.month is not None else "date"
        raise DateError(f"{point.text!r} is a {what} without a year", "add the year")
    return _of_year(point, _year(point))


def _of_year(point: Point, year: int) -> Date:
    """A year, or the part, season, month or day of it that the point names."""
    if sub := subyear(point.code):
        if point.part is None:
            return within_year(year, point.code)
        return months(year, sub.month, sub.months, _even(point, point.part, sub.months))
    if point.month is None:
        if point.day is not None:
            raise DateError(f"{point.text!r} has a day without a month", "add the month")
        return _part_of_year(year, point.part)
    if point.day is not None:
        _check_day(point, year)
        return day(year, point.month, point.day)
    if point.part is None:
        return month(year, point.month)
    return days(year, point.month, _even(point, point.part, 6))


def _part_of_year(year: int, part: Part | None) -> Date:
    if part is None:
        return Moment(year_digits(year))
    if part.of in _CODES:
        return within_year(year, str(_CODES[part.of] + part.nth))
    return months(year, 1, 12, part)


def _even(point: Point, part: Part, pieces: int) -> Part:
    """The part, where as many pieces can be shared out evenly; a month has halves and thirds."""
    if pieces % part.of:
        raise DateError(
            f"{point.text!r} is a part with no fixed bounds", "write its first and last day as A..B"
        )
    return part


def _age(point: Point) -> Date:
    """A century or millennium by its number."""
    length = LENGTHS[point.unit]
    if not point.nth or not 1 <= point.nth <= YEAR_LIMIT // length:
        raise DateError(
            f"{point.text!r} does not say which {point.unit}", f"write 20th {point.unit}"
        )
    first = (point.nth - 1) * length + 1
    if point.era == "BC":
        first = 1 - point.nth * length
    return years(first, length, point.part)


def _decade(point: Point) -> Date:
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
    return years(-start - 8 if point.era == "BC" else start, 10, point.part)


def _year(point: Point) -> int:
    """The astronomical year of a point."""
    year = point.year or 0
    if year > YEAR_LIMIT:
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


def _check_pieces(point: Point) -> None:
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


def _check_day(point: Point, year: int) -> None:
    month = point.month or 1
    longest = month_length(year, month)
    if not 1 <= (point.day or 0) <= longest:
        raise DateError(
            f"{point.text!r} has no such day: {MONTHS[month - 1]} {year_in_words(year)} had "
            f"{longest} days",
            f"write a day from 1 to {longest}",
        )


def _check_weekday(point: Point, result: Date) -> None:
    if not isinstance(result, Moment) or point.day is None:
        raise DateError(f"{point.text!r} has a weekday and no day", "drop the weekday")
    right = weekday(day_number(_year(point), point.month or 1, point.day))
    if right != point.weekday:
        raise DateError(f"{point.text!r} was not a {point.weekday}", f"it was a {right}")


def _set(point: Point, token: str, **pieces: object) -> Point:
    for name in pieces:
        if getattr(point, name) != getattr(_BLANK, name):
            raise DateError(
                f"{point.text!r} has two of a kind at {token!r}", "write a range as A..B"
            )
    return point._replace(**pieces)  # type: ignore[arg-type]  # the names are those of Point


def _piece(point: Point, rest: list[str]) -> tuple[Point, list[str]]:
    """The point with the next piece, and the tokens behind it."""
    token, *after = rest
    following = after[0] if after else ""
    for piece, meanings in _WORDS.items():
        if token in meanings:
            return _set(point, token, **{piece: meanings[token]}), after
    if (nth := _ordinal(token)) is not None:
        return _ordered(point, token, nth, following, after)
    if match := re.fullmatch(r"([qh])([1-4])", token):
        return _set(point, token, code=_fraction_code(point, match[1], int(match[2]))), after
    if match := re.fullmatch(r"(\d+)'?s", token):
        return _set(
            point, token, decade=_decade_start(point, match[1]), digits=len(match[1])
        ), after
    if "-" in token and len(token) > 1:
        return _iso(point, token), after
    return _number(point, token, after), after


def _ordered(
    point: Point, token: str, nth: int, following: str, after: list[str]
) -> tuple[Point, list[str]]:
    """A piece that starts with an ordinal: a century, a half, a quarter, or the 17th."""
    if following in words.FRACTIONS:
        count = words.FRACTIONS[following]
        index = count - 1 if nth == -1 else nth - 1
        if not 0 <= index < count:
            raise DateError(f"{point.text!r}: there is no {token} {following}", "use first to last")
        return _set(point, token, part=Part(index, count)), after[1:]
    if following in LENGTHS:
        return _set(point, token, nth=nth, unit=following), after[1:]
    if nth < 1:
        raise _unknown(point, token)
    return _set(point, token, day=nth), after


def _ordinal(token: str) -> int | None:
    if token in words.ORDINALS:
        return words.ORDINALS[token]
    match = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", token)
    return int(match[1][:13]) if match else None


def _fraction_code(point: Point, letter: str, number: int) -> str:
    count = 4 if letter == "q" else 2
    if number > count:
        raise DateError(f"{point.text!r} has no such half", "write H1 or H2")
    return str(_CODES[count] + number - 1)


def _decade_start(point: Point, digits: str) -> int:
    if digits[-1] != "0" or len(digits) > 4:
        raise _unknown(point, f"{digits}s")
    return int(digits)


def _iso(point: Point, token: str) -> Point:
    """The pieces of 2004-04, 2004-04-17, -0043 or -0043-21, standing among words."""
    moment, _ = read(settled(token))
    assert isinstance(moment, Moment)
    pieces: dict[str, object] = {"year": int(moment.year), "digits": 4}
    if subyear(moment.month):
        pieces["code"] = moment.month
    elif moment.month:
        pieces["month"] = int(moment.month)
    if moment.day:
        pieces["day"] = int(moment.day)
    return _set(point, token, **pieces)


def _number(point: Point, token: str, after: list[str]) -> Point:
    """A bare number: a day if it can be one and none is there yet, otherwise the year."""
    digits = token.replace(",", "")
    if not digits.isdecimal():
        raise _unknown(point, token)
    number = int(digits[:14])
    if len(digits) <= 2 and point.day is None and not _is_year(point, number, after):
        return _set(point, token, day=number)
    return _set(point, token, year=number, digits=len(digits))


def _is_year(point: Point, number: int, after: list[str]) -> bool:
    """Whether a number of two digits can only be the year: "AD 33", "5 BC", "April 99"."""
    if point.year is not None:
        return False
    if after[:1] == ["ad"] and after[1:] and after[1].isdecimal():
        return False
    if point.era or (after and after[0] in words.ERAS):
        return True
    return not 1 <= number <= 31 and not any(token[:3].isdecimal() for token in after)


def _unknown(point: Point, token: str) -> DateError:
    return DateError(
        f"{point.text!r} is no date: {token!r} means nothing there",
        "write 2004, apr 2004, 17 April 2004, 1990s, 2003..2005 or any EDTF",
    )
