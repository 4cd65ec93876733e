"""Feast days with a year: "Easter 1066", "Michaelmas 1216", "the Ides of March 44 BC"."""

from __future__ import annotations

from qaim_cli.dates import GREGORIAN, JULIAN, Calendar, EdtfDate
from qaim_cli.dates.calendar import MONTHS, WEEKDAYS, to_civil_date, to_day_number
from qaim_cli.periods import vocabulary
from qaim_cli.periods.partial_dates import parse_ordinal
from qaim_cli.periods.roman_numerals import parse_roman_numeral
from qaim_cli.periods.units import make_day, make_one_of

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
    "st brices": (11, 13), "xmas": (12, 25), "hogmanay": (12, 31), "new year": (1, 1),
    "new years eve": (12, 31), "new year eve": (12, 31),
    "guy fawkes night": (11, 5), "st michel": (9, 29), "st jean": (6, 24),
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
_LATIN_MONTHS = {"ian": 1, "mai": 5, "iun": 6, "iul": 7} | {
    name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)
}
_FEAST_WEEKS = {
    "easter week": (0, 6), "holy week": (-7, -1), "passion week": (-7, -1), "lent": (-46, -1),
    "whitsun week": (49, 55), "whit week": (49, 55), "eastertide": (0, 49),
}  # fmt: skip
"""Stretches of days around a feast, in days from Easter Sunday."""
_ROMAN_DAYS = {
    "kalends": 1, "calends": 1, "kal": 1, "cal": 1, "kalendas": 1, "kalendis": 1, "nones": 5,
    "non": 5, "nonas": 5, "nonis": 5, "ides": 13, "id": 13, "idus": 13, "idibus": 13,
}  # fmt: skip
"""The days from which Romans counted back, two later in March, May, July and October."""
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
    "d",
    "s",
}
_MONTHS_WITH_LATE_IDES = (3, 5, 7, 10)


def find_feast_day(tokens: list[str], calendar: Calendar) -> EdtfDate | None:
    """Find the day of the feast that the tokens name, or the days of its week; else None.

    The tokens end in a year, with or without its era; a feast moves by the calendar of its date.
    """
    if not any(map(str.isdecimal, tokens)):
        return None
    words = [token for token in tokens if token not in _DROPPED_WORDS]
    year, name = _split_year(words)
    if year is None or not name:
        return None
    if (week := _FEAST_WEEKS.get(" ".join(name))) is not None:
        easter = compute_easter(year, calendar)
        first, last = (make_day(*to_civil_date(easter + days, calendar)) for days in week)
        return make_one_of(first, last)
    number = _find_beside(name, year, calendar, tokens)
    return None if number is None else make_day(*to_civil_date(number, calendar))


def _find_beside(name: list[str], year: int, calendar: Calendar, tokens: list[str]) -> int | None:
    """Find a feast, or a day before or after it: "Monday after Easter", "third day before"."""
    if not name:
        return None
    cut = next((at for at, word in enumerate(name) if word in ("before", "after")), None)
    if cut is None:
        roman = _find_roman_day(name, year, calendar)
        if roman is not None:
            return roman
        whole = _find_day_number(name, year, calendar, tokens)
        if whole is not None:
            return whole
        offsets = [_DAYS_BESIDE[word] for word in name if word in _DAYS_BESIDE]
        name = ["st" if word == "saint" else word for word in name if word not in _DAYS_BESIDE]
        number = _find_day_number(name, year, calendar, tokens)
        return None if number is None else number + sum(offsets)
    counted = [word for word in name[:cut] if word != "next"]
    number = _find_beside(name[cut + 1 :], year, calendar, tokens)
    if number is None or len(counted) > 1:
        return None
    sign = 1 if name[cut] == "after" else -1
    if not counted:
        return number + sign if "day" in tokens else None
    if (weekday := vocabulary.WEEKDAYS_BY_WORD.get(counted[0])) is not None:
        return _find_next_weekday(number, WEEKDAYS.index(weekday), sign)
    if counted[0].isdecimal():
        return number + sign * int(counted[0][:3])
    ordinal = parse_ordinal(counted[0])
    if ordinal is None or not {"day", "days"} & set(tokens):
        return None
    # Romans counted the day itself.
    is_roman = name[cut + 1] in _ROMAN_DAYS
    return number + sign * (ordinal - is_roman)


def _find_next_weekday(number: int, weekday: int, sign: int) -> int:
    """The nearest such weekday after (1) or before (-1) a day; 0 is Monday."""
    number += sign
    while (number - 1) % 7 != weekday:
        number += sign
    return number


def _find_roman_day(name: list[str], year: int, calendar: Calendar) -> int | None:
    """Find "Ides of March", "a.d. VIII Kal. Iun." and "pridie Nonas"; the count holds both ends."""
    count = 1
    name = name[name[0] == "ad" :]  # "a.d.", ante diem
    if name and name[0] in ("pridie", "prid"):
        count, name = 2, name[1:]
    elif len(name) == 3 and (numeral := parse_roman_numeral(name[0])):
        count, name = numeral, name[1:]
    if len(name) != 2 or name[0] not in _ROMAN_DAYS or not 1 <= count <= 19:
        return None
    month = vocabulary.MONTH_NUMBERS.get(name[1]) or _LATIN_MONTHS.get(name[1][:3])
    if month is None:
        return None
    day = _ROMAN_DAYS[name[0]]
    if day > 1 and month in _MONTHS_WITH_LATE_IDES:
        day += 2
    # The year is that of the day itself, which lies in December before the Kalends of January.
    return to_day_number(year + (month == day == 1 < count), month, day, calendar) - (count - 1)


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
    return None


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
