"""Dates that count from the day of writing: "yesterday", "on Tuesday", "the 4th inst."."""

from __future__ import annotations

import datetime
import re

from qaim_cli.dates import EdtfDate, SimpleDate
from qaim_cli.dates.calendar import WEEKDAYS, format_edtf_year, to_civil_date
from qaim_cli.errors import DateError
from qaim_cli.extract.dates.patterns import read_count
from qaim_cli.extract.dates.relative import find_day, get_start_month
from qaim_cli.periods import parse_date, units
from qaim_cli.periods.vocabulary import MONTH_NUMBERS, SEASON_CODES, WEEKDAYS_BY_WORD

_WEEKDAY_INDEXES = {name: index for index, name in enumerate(WEEKDAYS)}
_PLAIN_WORDS = {"to-day": "today", "to-morrow": "tomorrow", "tonight": "today", "past": "last"}
_DAYS_BY_PHRASE = {
    "the day before yesterday": -2, "the day after tomorrow": 2, "last night": -1,
    "this morning": 0, "this afternoon": 0, "this evening": 0,
}  # fmt: skip
_PLAIN_WEEKDAY = re.compile(r"(?:on|by|until) ([a-z]+day)")
_FIRST_CERTAIN_GREGORIAN_YEAR = 1753
"""Britain changed in 1752; before, the weekday of a day depends on the country."""
_PART_OF_DAY = re.compile(r",? (?:morning|afternoon|evening|night)\Z")
_FUTURE_VERB = re.compile(r"\b(?:will|shall|is to|are to|is going to|are going to)\b|['’]ll\b")


def resolve_from_writing_day(
    words: str, sentence: str, writing_day: datetime.date
) -> EdtfDate | None:
    """The date that words mean on the day of writing; None where they name none.

    A weekday or month alone is the one just past, or the one to come where the sentence tells of
    the future.
    """
    text = " ".join(_PLAIN_WORDS.get(word, word) for word in words.lower().split())
    if text in _DAYS_BY_PHRASE:
        return _make_day(writing_day, _DAYS_BY_PHRASE[text])
    is_future = _FUTURE_VERB.search(sentence) is not None
    text = _PART_OF_DAY.sub("", text)
    return (
        _resolve_instant(text, writing_day)
        or _resolve_weekday(text, writing_day, is_future=is_future)
        or _resolve_month(text, writing_day)
        or _parse_counted(text, writing_day)
    )


def find_weekday_from(words: str, day: SimpleDate) -> SimpleDate | None:
    """Find the first such weekday on or after a day; None where the words name no plain one."""
    match = _PLAIN_WEEKDAY.fullmatch(_PART_OF_DAY.sub("", words.lower()))
    year = int(day.year)
    if match is None or year < _FIRST_CERTAIN_GREGORIAN_YEAR:
        return None
    index = _WEEKDAY_INDEXES[WEEKDAYS_BY_WORD[match[1]]]
    here = datetime.date(year, int(day.month), int(day.day))
    return _make_day(here, (index - here.weekday()) % 7)


def infer_year_of_writing(
    month: int, day: int | None, sentence: str, writing_day: datetime.date
) -> int:
    """The year of a day or month that says none: the last one past, or the next to come."""
    here = (writing_day.month, writing_day.day)
    there = (month, day or writing_day.day)
    if _FUTURE_VERB.search(sentence):
        return writing_day.year + (there < here)
    return writing_day.year - (there > here)


def _make_day(writing_day: datetime.date, days: int) -> SimpleDate:
    return units.make_day(*to_civil_date(writing_day.toordinal() + days))


def _resolve_instant(text: str, writing_day: datetime.date) -> EdtfDate | None:
    """A day of this month, the last or the next: "the 4th inst.", "28 ult."."""
    match = re.fullmatch(r"(?:on )?(?:the )?(\d{1,2})\w{0,2} (?:of )?(inst|ult|prox)\.?", text)
    if match is None:
        return None
    step = {"inst": 0, "ult": -1, "prox": 1}[match[2]]
    return find_day(units.make_month(writing_day.year, writing_day.month + step), int(match[1]))


def _resolve_weekday(text: str, writing_day: datetime.date, *, is_future: bool) -> EdtfDate | None:
    match = re.fullmatch(
        r"(?:(?:on|by|until|since) )?(?P<way>last|next|this(?: past| coming)?)? ?"
        r"(?P<day>[a-z]+day)(?: (?P<behind>last|next|week))?",
        text,
    )
    if match is None or match["day"] not in WEEKDAYS_BY_WORD:
        return None
    way = match["way"] or match["behind"] or ""
    index = _WEEKDAY_INDEXES[WEEKDAYS_BY_WORD[match["day"]]]
    if way in ("next", "week", "this coming") or (is_future and way in ("", "this")):
        ahead = (index - writing_day.weekday()) % 7 or 7
        return _make_day(writing_day, ahead + 7 * (way == "week"))
    back = (writing_day.weekday() - index) % 7
    return _make_day(writing_day, -(back or 7 * bool(way)))


def _resolve_month(text: str, writing_day: datetime.date) -> EdtfDate | None:
    """The month or season last past, of this year, or next to come."""
    way, _, name = text.partition(" ")
    year = writing_day.year
    if name in MONTH_NUMBERS:
        unit = units.make_month(year, MONTH_NUMBERS[name])
    elif name in SEASON_CODES:
        unit = units.make_year_part(year, SEASON_CODES[name])
    else:
        return None
    first = get_start_month(unit)
    if way in ("next", "this coming"):
        year += first <= writing_day.month
    elif way in ("last", "this past"):
        year -= first >= writing_day.month
    return unit._replace(year=format_edtf_year(year))


def _parse_counted(text: str, writing_day: datetime.date) -> EdtfDate | None:
    """Parse what the date language of the prompt reads: "yesterday", "two years ago"."""
    text = re.sub(r"\A(?:a|one) fortnight\b", "2 weeks", text)
    text = re.sub(r"\A(.+?) fortnights?\b", lambda match: f"{_double(match[1])} weeks", text)
    if match := re.fullmatch(r"(.+?) (\w+) ago", text):
        text = f"{read_count(match[1])} {match[2]} ago"
    try:
        return parse_date(text, writing_day)
    except DateError:
        return None


def _double(count: str) -> int:
    return 2 * read_count(count)
