"""Dates in less common wordings: other languages, feasts, named periods, other calendars.

Loaded only where the common forms fail. The text is rewritten, into English where another language
knows its words, and read again with the special kinds of date allowed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import assert_never

from qaim_cli.dates import (
    GREGORIAN,
    JULIAN,
    Calendar,
    DateInterval,
    DateSet,
    EdtfDate,
    SetRange,
    SimpleDate,
    describe_date,
    format_edtf,
)
from qaim_cli.dates.bounds import compute_bounds
from qaim_cli.dates.calendar import to_civil_date
from qaim_cli.errors import DateError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.periods import feasts, other_calendars, vocabulary
from qaim_cli.periods.common_forms import parse_common_form
from qaim_cli.periods.grammar import PhraseContext, Reading
from qaim_cli.periods.languages import fold_accents, iter_translations
from qaim_cli.periods.named_periods import find_named_period
from qaim_cli.periods.partial_dates import UnknownWordError
from qaim_cli.periods.times_of_day import remove_times_of_day
from qaim_cli.periods.two_styles import join_two_styles
from qaim_cli.periods.units import add_marks, get_ends, get_interval_end, make_day, make_one_of
from qaim_cli.periods.wordings import rewrite_wordings

_STYLE_PATTERNS = (
    (
        JULIAN,
        (
            r"[(\[]?\s?\b(?:o\.\s?s\b\.?|old[ -]style|julian(?: calendar)?)\s?[)\]]?|\bos$"
            r"|[(\[]os[)\]]|@#djulian@|\(?\b(?:a\. st\.|alten stils|ancien style|vieux style)\)?"
            r"|\(?\bст\.\s?ст\b\.?\)?|\(?\bпо старому стилю\)?"
        ),
    ),
    (
        GREGORIAN,
        (
            r"[(\[]?\s?\b(?:n\.\s?s\b\.?|new[ -]style|gregorian(?: calendar)?)\s?[)\]]?|\bns$"
            r"|[(\[]ns[)\]]|@#dgregorian@|\(?\b(?:n\. st\.|neuen stils|nouveau style)\)?"
            r"|\(?\bн\.\s?ст\b\.?\)?|\(?\bпо новому стилю\)?"
        ),
    ),
)


_TWO_DAYS_CUE = re.compile(r"\d[^\d]+(?:\d{3,4} ?)?[(\[/].*\d")
_STYLE_CUE = re.compile(
    r"\b[on]\.?\s?s\b|\b[an]\. st\.|\b(?:ст|н)\.\s?ст|style|stils|стил|julian|gregorian|@#d"
)


class PhraseReading(FrozenRecord):
    """A reading, with notes on what of the text it leaves out or takes on trust."""

    reading: Reading
    notes: tuple[str, ...] = ()


def parse_wording(
    text: str, context: PhraseContext, own_periods: Mapping[str, str], error: DateError
) -> PhraseReading:
    """Parse a text that is in none of the common forms.

    Args:
        text: the text.
        context: what to read it with.
        own_periods: the named periods of a timeline, by name.
        error: why it is in none of the common forms.

    Raises:
        DateError: the text is no date, or is two; the given error where nothing better is known.
    """
    folded, times = remove_times_of_day(fold_accents(text))
    notes = tuple(f"the time of day ({time}) is left out" for time in times)
    folded, style = _split_style(_find_joined_styles(folded))
    target = context.calendar
    special = _SpecialReader(style or target, own_periods)
    context = context._replace(parse_special=special.parse, calendar=style or target)
    reading = _read_wordings(text, folded, context, error)
    if special.is_islamic:
        notes += (other_calendars.ISLAMIC_NOTE,)
    if style not in (None, target):
        reading = Reading(_convert_date(reading.date, style or target, target))
    return PhraseReading(reading, notes)


def _find_joined_styles(folded: str) -> str:
    """The text, or the one day that it gives in both calendars."""
    if not _TWO_DAYS_CUE.search(folded):
        return folded
    texts = (folded, *iter_translations(folded))
    return next(filter(None, map(join_two_styles, texts)), folded)


def _read_wordings(text: str, folded: str, context: PhraseContext, error: DateError) -> Reading:
    """Read the text as English, else in the languages that know its words."""
    plain = folded.replace("’", "'").replace("‘", "'")
    try:
        return parse_common_form(rewrite_wordings(plain), context)
    except DateError as problem:
        if isinstance(error, UnknownWordError):
            error = problem
    readings: dict[EdtfDate, Reading] = {}
    for translation in iter_translations(plain.replace("'", " ")):
        try:
            reading = parse_common_form(rewrite_wordings(translation), context)
        except DateError as problem:
            if isinstance(error, UnknownWordError):
                error = problem
        else:
            readings.setdefault(reading.date, reading)
    if len(readings) > 1:
        raise _make_two_readings_error(text, readings)
    if not readings:
        raise error
    return next(iter(readings.values()))


def _make_two_readings_error(text: str, readings: Iterable[EdtfDate]) -> DateError:
    words = " or ".join(map(describe_date, readings))
    return DateError(
        f"{text!r} can be read two ways: {words}",
        f"write {' or '.join(map(format_edtf, readings))}",
    )


def _convert_date(date: EdtfDate, source: Calendar, target: Calendar) -> EdtfDate:
    """The same days, written in the other calendar."""
    match date:
        case SimpleDate():
            return _convert_simple_date(date, source, target)
        case DateInterval(start, end):
            return DateInterval(
                get_interval_end(_convert_simple_date(start, source, target), 0)
                if isinstance(start, SimpleDate)
                else start,
                get_interval_end(_convert_simple_date(end, source, target), -1)
                if isinstance(end, SimpleDate)
                else end,
            )
        case DateSet(kind, members):
            return DateSet(
                kind, tuple(_convert_member(member, source, target) for member in members)
            )
        case _:
            assert_never(date)


def _convert_member(
    member: SimpleDate | SetRange, source: Calendar, target: Calendar
) -> SimpleDate | SetRange:
    start, end = (member, member) if isinstance(member, SimpleDate) else member
    first = get_ends(_convert_simple_date(start, source, target))[0] if start else None
    last = get_ends(_convert_simple_date(end, source, target))[1] if end else None
    return first if first is not None and first == last else SetRange(first, last)


def _convert_simple_date(date: SimpleDate, source: Calendar, target: Calendar) -> EdtfDate:
    """A day in the other calendar, or the days from the first to the last of a longer unit."""
    first, last = (
        make_day(*to_civil_date(number, target)) for number in compute_bounds(date, source)
    )
    return add_marks(
        make_one_of(first, last),
        is_approximate=date.is_approximate,
        is_uncertain=date.is_uncertain,
    )


def _split_style(text: str) -> tuple[str, Calendar | None]:
    """The text without "(Julian)", "O.S.", "N.S." and the like, and the calendar they name."""
    if not _STYLE_CUE.search(text):
        return text, None
    for calendar, pattern in _STYLE_PATTERNS:
        shorter, count = re.subn(pattern, " ", text)
        if count:
            return " ".join(shorter.split()).strip(" ,"), calendar
    return text, None


class _SpecialReader:
    """Reader of special kinds of single dates."""

    def __init__(self, calendar: Calendar, own_periods: Mapping[str, str]) -> None:
        self.calendar = calendar
        self.own_periods = own_periods
        self.is_islamic = False

    def parse(self, tokens: list[str]) -> EdtfDate | None:
        """Parse a feast, a named period or a date of another calendar; None if it is none."""
        if not self.own_periods and vocabulary.has_common_words_only(tokens):
            return None
        named = find_named_period(tokens, self.own_periods)
        if named is not None:
            return named
        feast = feasts.find_feast_day(tokens, self.calendar)
        if feast is not None:
            return feast
        date = other_calendars.find_other_date(tokens, self.calendar)
        if date is not None and other_calendars.is_islamic_date(tokens):
            self.is_islamic = True
        return date
