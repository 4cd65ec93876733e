"""Dates of the French Republican, Hebrew and Islamic calendars, and years of Rome, in words.

"18 Brumaire an VIII"   "9 Thermidor Year II"   "1 Ramadan 1335 AH"   "1335 AH"   "15 Nisan 5784"
"""

from __future__ import annotations

from collections.abc import Callable

from qaim_cli.dates import Calendar, EdtfDate, SimpleDate
from qaim_cli.dates.calendar import format_edtf_year, to_civil_date, to_day_number
from qaim_cli.dates.other_calendars import HEBREW, ISLAMIC, REPUBLICAN, OtherCalendar
from qaim_cli.errors import DateError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.periods.roman_numerals import parse_roman_numeral
from qaim_cli.periods.units import make_day, make_one_of

REPUBLICAN_WORDS = {
    word: month
    for month, words in enumerate(
        (
            "vendemiaire|vend", "brumaire|brum", "frimaire|frim", "nivose|nivo", "pluviose|pluv",
            "ventose|vent", "germinal|germ",
            "floreal|flor", "prairial|prai", "messidor|mess", "thermidor|ther", "fructidor|fruc",
            "sansculottides|complementaire|complementaires|comp",
        ),
        start=1,
    )
    for word in words.split("|")
}  # fmt: skip
HEBREW_WORDS = {
    word: month
    for month, words in enumerate(
        (
            "nisan|nissan|nsn", "iyar|iyyar|iyr", "sivan|svn", "tammuz|tamuz|tmz", "av|ab|aav",
            "elul|ell",
            "tishri|tishrei|tsh", "heshvan|cheshvan|marheshvan|marcheshvan|csh", "kislev|ksl",
            "tevet|tebet|teves|tvt", "shevat|shvat|sebat|shv",
            "adar|adr|adar i|adar 1|adar rishon|adar alef|adar aleph",
            "adar ii|ads|adar 2|adar sheni|adar bet|ve adar|veadar",
        ),
        start=1,
    )
    for word in words.split("|")
}  # fmt: skip
ISLAMIC_WORDS = {
    word: month
    for month, words in enumerate(
        (
            "muharram",
            "safar",
            "rabi i|rabi 1|rabi al awwal|rabi alawwal|rabi ul awwal|rabi l awwal",
            "rabi ii|rabi 2|rabi al thani|rabi al akhir|rabi ath thani|rabi ul thani|rabi l thani",
            "jumada i|jumada 1|jumada al awwal|jumada al ula",
            "jumada ii|jumada 2|jumada al thani|jumada al akhira|jumada al thaniya",
            "rajab",
            "shaban|sha ban|shaaban",
            "ramadan|ramazan",
            "shawwal|shawal",
            "dhu al qada|dhul qada|dhu al qadah|dhul qadah|dhu l qada|dhu al qa da|zilkade",
            "dhu al hijja|dhul hijja|dhu l hijja|dhu al hijjah|dhul hijjah",
        ),
        start=1,
    )
    for word in words.split("|")
}
_ISLAMIC_ERAS = {"ah", "h", "hijri", "hegirae"}
_HEBREW_ERAS = {"am", "mundi"}
_SMALL_WORDS = {
    "of",
    "the",
    "l",
    "de",
    "la",
    "republique",
    "republic",
    "republican",
    "du",
    ",",
    ".",
    "-",
    "/",
    "year",
}
_FOUNDING_OF_ROME = -752
ISLAMIC_NOTE = "Islamic dates are by the tabular calendar: the day may be one earlier or later"


class _CalendarWords(FrozenRecord):
    """A calendar with its months by name and the words of its era."""

    calendar: OtherCalendar
    months: dict[str, int]
    eras: set[str]
    needs_era: bool
    years: tuple[int, int]
    """The years that a date without the era can be in."""
    suffix: str
    guess_year: Callable[[int], int]
    """About which of its years begins in a year of ours."""


_CALENDARS = (
    _CalendarWords(
        REPUBLICAN,
        REPUBLICAN_WORDS,
        {"an", "annee"},
        False,
        (1, 15),
        "",
        lambda year: year - 1791,
    ),
    _CalendarWords(
        ISLAMIC,
        ISLAMIC_WORDS,
        _ISLAMIC_ERAS,
        True,
        (1, 1600),
        " AH",
        lambda year: (year - 622) * 33 // 32,
    ),
    _CalendarWords(
        HEBREW,
        HEBREW_WORDS,
        _HEBREW_ERAS,
        True,
        (2500, 6500),
        "",
        lambda year: year + 3760,
    ),
)


_ALL_CUES = {"auc", "year"}.union(
    *(other.eras for other in _CALENDARS),
    *({name.split()[0] for name in other.months} for other in _CALENDARS),
)
_ISLAMIC_CUES = _ISLAMIC_ERAS.union(name.split()[0] for name in ISLAMIC_WORDS)


def is_islamic_date(tokens: list[str]) -> bool:
    """Whether the tokens hold an era or month of the Islamic calendar."""
    return not _ISLAMIC_CUES.isdisjoint(tokens)


def find_other_date(tokens: list[str], calendar: Calendar) -> EdtfDate | None:
    """Find the day, month or year that the tokens name in another calendar, in the given one.

    Raises:
        DateError: the other calendar has no such day.
    """
    if _ALL_CUES.isdisjoint(tokens):
        return None
    words = [token for token in tokens if token not in _SMALL_WORDS]
    match words:
        case [number, "auc"] | ["auc", number] if number.isdecimal():
            return SimpleDate(format_edtf_year(int(number[:5]) - 1 + _FOUNDING_OF_ROME))
    for other in _CALENDARS:
        bounds = _find_bounds(words, other, "year" in tokens)
        if bounds is not None:
            first, last = (make_day(*to_civil_date(number, calendar)) for number in bounds)
            return make_one_of(first, last)
    return None


def _find_bounds(
    words: list[str], other: _CalendarWords, has_year_word: bool
) -> tuple[int, int] | None:
    """The first and last day number of a date in the other calendar; None if it is none."""
    has_era = not other.eras.isdisjoint(words)
    rest = [word for word in words if word not in other.eras]
    month, rest = _take_month(rest, other.months)
    if not rest or (month is None and not (has_era or (has_year_word and not other.needs_era))):
        return None
    numbers = [_parse_number(word) for word in rest]
    if None in numbers or len(numbers) > (1 if month is None else 2):
        return None
    year = numbers[-1] or 0
    if not has_era and not other.years[0] <= year <= other.years[1]:
        raise _make_year_error(words, month, year, other)
    if month is None:
        if other.needs_era or has_era or not rest[0].isdecimal():
            return other.calendar.find_year_bounds(year)
        return None
    if len(numbers) == 2:
        day = other.calendar.to_day_number(year, month, numbers[0] or 0)
        return day, day
    return other.calendar.find_month_bounds(year, month)


def _make_year_error(
    words: list[str], month: int | None, year: int, other: _CalendarWords
) -> DateError:
    """The error for a month of another calendar with a year of ours, with the year that it has."""
    first, last = (to_day_number(of, *day) for of, day in ((year, (1, 1)), (year, (12, 31))))
    fix = "write the year of that calendar"
    guess = other.guess_year(year)
    for candidate in range(guess - 2, guess + 3):
        try:
            start = other.calendar.to_day_number(candidate, month or 1, 1)
        except DateError:  # a thirteenth month that this year has not
            continue
        if first <= start <= last:
            named = " ".join(str(candidate) if word == str(year) else word for word in words)
            fix = f"write '{named}{other.suffix}'"
            break
    return DateError(f"{' '.join(words)!r} has a year of another calendar than its month", fix)


def _take_month(words: list[str], months: dict[str, int]) -> tuple[int | None, list[str]]:
    """The month that the words name, of up to three words, and the other words."""
    for length in (3, 2, 1):
        for index in range(len(words) - length + 1):
            name = " ".join(words[index : index + length])
            if name in months:
                return months[name], [*words[:index], *words[index + length :]]
    return None, words


def _parse_number(word: str) -> int | None:
    if word.isdecimal():
        return int(word[:6])
    for suffix in ("er", "st", "nd", "rd", "th"):
        if word.endswith(suffix) and word[: -len(suffix)].isdecimal():
            return int(word[: -len(suffix)][:6])
    return parse_roman_numeral(word)
