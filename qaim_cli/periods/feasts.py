"""Feast days with a year: "Easter 1066", "Michaelmas 1216", "the Ides of March 44 BC"."""

from __future__ import annotations

from qaim_cli.dates import GREGORIAN, JULIAN, Calendar
from qaim_cli.dates.calendar import to_civil_date, to_day_number
from qaim_cli.periods import vocabulary

FIXED_FEASTS = {
    "new years": (1, 1), "circumcision": (1, 1), "twelfth night": (1, 5), "epiphany": (1, 6),
    "candlemas": (2, 2), "st valentines": (2, 14), "valentines": (2, 14), "st davids": (3, 1),
    "st patricks": (3, 17), "st josephs": (3, 19), "lady": (3, 25), "annunciation": (3, 25),
    "st georges": (4, 23), "st marks": (4, 25), "may": (5, 1), "midsummer": (6, 24),
    "st johns": (6, 24), "st john baptist": (6, 24), "nativity st john": (6, 24),
    "st peters": (6, 29), "st peter and st paul": (6, 29), "st swithins": (7, 15),
    "bastille": (7, 14), "st james": (7, 25), "lammas": (8, 1), "transfiguration": (8, 6),
    "st lawrence": (8, 10), "assumption": (8, 15), "st bartholomews": (8, 24),
    "st bartholomew": (8, 24), "nativity mary": (9, 8), "holy cross": (9, 14), "holy rood": (9, 14),
    "st matthews": (9, 21), "michaelmas": (9, 29), "st michaels": (9, 29), "st michael": (9, 29),
    "st michael and all angels": (9, 29), "st lukes": (10, 18), "st crispins": (10, 25),
    "halloween": (10, 31), "all hallows": (11, 1), "all saints": (11, 1), "all souls": (11, 2),
    "guy fawkes": (11, 5), "martinmas": (11, 11), "st martins": (11, 11), "st martin": (11, 11),
    "armistice": (11, 11), "st catherines": (11, 25), "st andrews": (11, 30),
    "st nicholas": (12, 6), "immaculate conception": (12, 8), "st lucys": (12, 13),
    "st thomas": (12, 21), "christmas": (12, 25), "nativity": (12, 25), "boxing": (12, 26),
    "st stephens": (12, 26), "st stephen": (12, 26), "holy innocents": (12, 28),
    "st john": (6, 24), "st peter": (6, 29), "st george": (4, 23), "st andrew": (11, 30),
}  # fmt: skip
MOVABLE_FEASTS = {
    "septuagesima": -63, "shrove tuesday": -47, "ash wednesday": -46, "palm sunday": -7,
    "holy wednesday": -4, "maundy thursday": -3, "holy thursday": -3, "good friday": -2,
    "holy saturday": -1, "easter saturday": -1, "easter": 0, "easter sunday": 0,
    "easter monday": 1, "easter tuesday": 2, "low sunday": 7, "hocktide": 15,
    "rogation sunday": 35, "ascension": 39, "pentecost": 49, "whitsun": 49,
    "whit sunday": 49, "whitsunday": 49, "whit monday": 50, "whitmonday": 50,
    "trinity sunday": 56, "trinity": 56, "corpus christi": 60,
}  # fmt: skip
"""Each feast and its days from Easter Sunday."""
_DAYS_BESIDE = {"eve": -1, "vigil": -1, "morrow": 1, "octave": 7}
_DROPPED_WORDS = {
    "day",
    "days",
    "feast",
    "festival",
    "of",
    "the",
    "on",
    "at",
    "in",
    ",",
    ".",
    "a",
    "s",
}
_IDES_ON_15 = (3, 5, 7, 10)


def find_feast_day(tokens: list[str], calendar: Calendar) -> tuple[int, int, int] | None:
    """Find the year, month and day of the feast that the tokens name, or None.

    The tokens end in a year, with or without its era; a feast moves by the calendar of its date.
    """
    words = [token for token in tokens if token not in _DROPPED_WORDS]
    year, name = _split_year(words)
    if year is None or not name:
        return None
    if name == ["new", "years", "eve"]:
        return year, 12, 31
    offsets = [_DAYS_BESIDE[word] for word in name if word in _DAYS_BESIDE]
    name = ["st" if word == "saint" else word for word in name if word not in _DAYS_BESIDE]
    number = _find_day_number(name, year, calendar, tokens)
    return None if number is None else to_civil_date(number + sum(offsets), calendar)


def compute_easter(year: int, calendar: Calendar) -> int:
    """Return the day number of Easter Sunday, Julian before the calendar's switch."""
    easter = to_day_number(year, *_get_julian_easter(year), JULIAN)
    if easter < calendar.first_gregorian_day:
        return easter
    return to_day_number(year, *_get_gregorian_easter(year), GREGORIAN)


def _find_day_number(
    name: list[str], year: int, calendar: Calendar, tokens: list[str]
) -> int | None:
    text = " ".join(name)
    if text in MOVABLE_FEASTS:
        return compute_easter(year, calendar) + MOVABLE_FEASTS[text]
    if text in ("advent sunday", "advent"):
        return _get_advent_sunday(year, calendar)
    if text in FIXED_FEASTS and (text != "may" or "day" in tokens):
        return to_day_number(year, *FIXED_FEASTS[text], calendar)
    match name:
        case ["ides" | "nones" | "kalends" | "calends" as word, month] if (
            month in vocabulary.MONTH_NUMBERS
        ):
            number = vocabulary.MONTH_NUMBERS[month]
            return to_day_number(year, number, _get_roman_day(word, number), calendar)
    return None


def _get_roman_day(word: str, month: int) -> int:
    if word in ("kalends", "calends"):
        return 1
    ides = 15 if month in _IDES_ON_15 else 13
    return ides if word == "ides" else ides - 8


def _get_advent_sunday(year: int, calendar: Calendar) -> int:
    """The fourth Sunday before Christmas."""
    christmas_eve = to_day_number(year, 12, 24, calendar)
    return christmas_eve - christmas_eve % 7 - 21


def _split_year(words: list[str]) -> tuple[int | None, list[str]]:
    """The astronomical year at the end of the words, and what stands before it."""
    match words:
        case [*name, year, era] if year.isdecimal() and era in vocabulary.ERA_WORDS:
            return _get_year(int(year[:5]), vocabulary.ERA_WORDS[era]), name
        case [*name, "ad", year] if year.isdecimal():
            return int(year[:5]), name
        case [*name, year] if year.isdecimal() and len(year) in (3, 4):
            return int(year), name
        case [year, *name] if year.isdecimal() and len(year) in (3, 4):
            return int(year), name
    return None, words


def _get_year(year: int, era: str) -> int:
    return 1 - year if era == "BC" else year


def _get_julian_easter(year: int) -> tuple[int, int]:
    """The month and day of Easter, by Meeus."""
    moon = (19 * (year % 19) + 15) % 30
    days = moon + (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7 + 114
    return days // 31, days % 31 + 1


def _get_gregorian_easter(year: int) -> tuple[int, int]:
    """The month and day of Easter, by the anonymous Gregorian algorithm."""
    golden, century, of_century = year % 19, year // 100, year % 100
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    shift = (golden + 11 * moon + 22 * weekday) // 451
    days = moon + weekday - 7 * shift + 114
    return days // 31, days % 31 + 1
