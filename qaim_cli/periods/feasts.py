"""Feast days with a year: "Easter 1066", "Michaelmas 1216", "the Ides of March 44 BC"."""

from __future__ import annotations

import re

from qaim_cli.dates import GREGORIAN, JULIAN, Calendar, EdtfDate
from qaim_cli.dates.calendar import MONTHS, WEEKDAYS, to_civil_date, to_day_number
from qaim_cli.periods import vocabulary
from qaim_cli.periods.partial_dates import parse_ordinal
from qaim_cli.periods.relative import NUMBER_WORDS
from qaim_cli.periods.roman_numerals import parse_roman_numeral
from qaim_cli.periods.units import make_day, make_one_of

FIXED_FEASTS = {
    "new year": (1, 1), "circumcision": (1, 1), "twelfth night": (1, 5), "epiphany": (1, 6),
    "st hilary": (1, 13), "st agnes": (1, 21), "st vincent": (1, 22),
    "conversion st paul": (1, 25), "candlemas": (2, 2), "purification": (2, 2),
    "st blaise": (2, 3), "st agatha": (2, 5), "st valentine": (2, 14), "valentine": (2, 14),
    "st david": (3, 1), "st gregory": (3, 12), "st patrick": (3, 17), "st joseph": (3, 19),
    "st cuthbert": (3, 20), "st benedict": (3, 21), "lady": (3, 25), "annunciation": (3, 25),
    "st george": (4, 23), "st mark": (4, 25), "may": (5, 1),
    "st philip and st james": (5, 1), "st philip and james": (5, 1),
    "invention cross": (5, 3), "st dunstan": (5, 19), "st barnabas": (6, 11),
    "midsummer": (6, 24), "st john": (6, 24), "st john baptist": (6, 24),
    "nativity st john": (6, 24), "nativity st john baptist": (6, 24), "st jean": (6, 24),
    "st peter": (6, 29), "st peter and st paul": (6, 29),
    "st peter and paul": (6, 29), "visitation": (7, 2),
    "st swithin": (7, 15), "st swithun": (7, 15), "bastille": (7, 14), "st margaret": (7, 20),
    "st mary magdalene": (7, 22), "st james": (7, 25), "st james great": (7, 25),
    "st anne": (7, 26), "lammas": (8, 1),
    "st peter ad vincula": (8, 1), "st peter chains": (8, 1), "transfiguration": (8, 6),
    "st lawrence": (8, 10), "assumption": (8, 15), "st bartholomew": (8, 24),
    "st augustine": (8, 28), "decollation st john": (8, 29), "st giles": (9, 1),
    "nativity mary": (9, 8), "nativity virgin": (9, 8), "nativity our lady": (9, 8),
    "holy cross": (9, 14), "holy rood": (9, 14), "exaltation cross": (9, 14),
    "st matthew": (9, 21), "michaelmas": (9, 29), "st michael": (9, 29), "st michel": (9, 29),
    "st michael and all angels": (9, 29), "st jerome": (9, 30), "st remigius": (10, 1),
    "st francis": (10, 4), "st faith": (10, 6), "st denis": (10, 9), "st denys": (10, 9),
    "st edward confessor": (10, 13), "st luke": (10, 18), "st ursula": (10, 21),
    "st crispin": (10, 25), "st simon and st jude": (10, 28),
    "st simon and jude": (10, 28), "halloween": (10, 31),
    "hallowe en": (10, 31), "all hallows": (11, 1), "all saints": (11, 1),
    "all souls": (11, 2), "guy fawkes": (11, 5), "guy fawkes night": (11, 5),
    "st leonard": (11, 6), "martinmas": (11, 11), "st martin": (11, 11), "armistice": (11, 11),
    "st brice": (11, 13), "st edmund": (11, 20), "st cecilia": (11, 22), "st clement": (11, 23),
    "st catherine": (11, 25), "st katherine": (11, 25), "st andrew": (11, 30),
    "st nicholas": (12, 6), "st ambrose": (12, 7), "immaculate conception": (12, 8),
    "conception our lady": (12, 8), "st lucy": (12, 13), "st thomas": (12, 21),
    "st thomas apostle": (12, 21), "christmas": (12, 25), "nativity": (12, 25),
    "xmas": (12, 25), "boxing": (12, 26), "st stephen": (12, 26),
    "st john evangelist": (12, 27), "holy innocents": (12, 28), "innocents": (12, 28),
    "st thomas becket": (12, 29), "st sylvester": (12, 31), "st silvester": (12, 31),
    "hogmanay": (12, 31), "new year eve": (12, 31),
}  # fmt: skip
"""Each feast, without "the", "of" and the s of a genitive, and its month and day."""
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
_DAYS_PER_UNIT = {"week": 7, "weeks": 7, "fortnight": 14, "fortnights": 14}
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
    if name[0] == "week" and name[1:2] and name[1] in ("before", "after"):
        return _find_week_beside(name, year, calendar, tokens)
    number = _find_beside(name, year, calendar, tokens)
    return None if number is None else make_day(*to_civil_date(number, calendar))


def _find_week_beside(
    name: list[str], year: int, calendar: Calendar, tokens: list[str]
) -> EdtfDate | None:
    """Find the seven days of "the week before Easter"."""
    number = _find_beside(name[2:], year, calendar, tokens)
    if number is None:
        return None
    first = number + 1 if name[1] == "after" else number - 7
    return make_one_of(*(make_day(*to_civil_date(first + days, calendar)) for days in (0, 6)))


def _find_beside(name: list[str], year: int, calendar: Calendar, tokens: list[str]) -> int | None:
    """Find a feast, or a day before or after it: "Monday after Easter", "third day before"."""
    if not name:
        return None
    cut = next((at for at, word in enumerate(name) if word in ("before", "after")), None)
    if cut is None:
        return _find_named_day(name, year, calendar, tokens)
    counted = [word for word in name[:cut] if word != "next"]
    number = _find_beside(name[cut + 1 :], year, calendar, tokens)
    if number is None:
        return None
    # Romans counted the day itself.
    days = _count_days(counted, number, name[cut], tokens, is_roman=name[cut + 1] in _ROMAN_DAYS)
    return None if days is None else number + days


def _count_days(
    counted: list[str], number: int, direction: str, tokens: list[str], *, is_roman: bool
) -> int | None:
    """How many days from a day "two weeks", "Monday", "third day" or nothing but "day" leads."""
    sign = 1 if direction == "after" else -1
    says_day = bool({"day", "days"} & set(tokens))
    match counted:
        case []:
            return sign if "day" in tokens else None
        case [*count, unit] if unit in _DAYS_PER_UNIT:
            weeks = _parse_count(count or ["one"])
            return None if weeks is None else sign * weeks * _DAYS_PER_UNIT[unit]
        case [word] if (weekday := vocabulary.WEEKDAYS_BY_WORD.get(word)) is not None:
            return _find_next_weekday(number, WEEKDAYS.index(weekday), sign) - number
        case [_] if (days := _parse_count(counted)) is not None:
            return sign * days
        case [word] if says_day and (ordinal := parse_ordinal(word)) is not None:
            return sign * (ordinal - is_roman)
    return None


def _find_named_day(
    name: list[str], year: int, calendar: Calendar, tokens: list[str]
) -> int | None:
    """Find a feast or a Roman day, or the eve or octave of a feast."""
    roman = _find_roman_day(name, year, calendar)
    if roman is not None:
        return roman
    whole = _find_day_number(name, year, calendar, tokens)
    if whole is not None:
        return whole
    offsets = [_DAYS_BESIDE[word] for word in name if word in _DAYS_BESIDE]
    name = ["st" if word in ("saint", "ss", "sts") else word for word in name]
    name = [word for word in name if word not in _DAYS_BESIDE]
    number = _find_day_number(name, year, calendar, tokens)
    return None if number is None else number + sum(offsets)


def _parse_count(words: list[str]) -> int | None:
    """The number that one word says; None where it is none."""
    word, *others = words
    if others or not (word.isdecimal() or word in NUMBER_WORDS):
        return None
    return NUMBER_WORDS.get(word) or int(word[:3])


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
    text = _fold_feast(" ".join(name))
    if text in _MOVABLE_DAYS:
        return compute_easter(year, calendar) + _MOVABLE_DAYS[text]
    if text in ("advent sunday", "advent"):
        return _get_advent_sunday(year, calendar)
    if text in _FIXED_DAYS and (text != "may" or "day" in tokens):
        return to_day_number(year, *_FIXED_DAYS[text], calendar)
    return None


def _fold_feast(name: str) -> str:
    """A name without the s of "St Swithun's", which has lost its apostrophe."""
    return re.sub(r"(?<=\w{3})s\b", "", name)


_FIXED_DAYS = {_fold_feast(name): day for name, day in FIXED_FEASTS.items()}
_MOVABLE_DAYS = {_fold_feast(name): days for name, days in MOVABLE_FEASTS.items()}


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
