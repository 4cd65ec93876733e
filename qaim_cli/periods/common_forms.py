"""The forms that most dates are typed in: EDTF, days in numbers, and the common English words."""

from __future__ import annotations

import re

from qaim_cli.dates import EdtfDate, SimpleDate, compute_span, parse_edtf
from qaim_cli.dates.bounds import compute_bounds
from qaim_cli.dates.calendar import days_in_month
from qaim_cli.dates.edtf import parse_edtf_form
from qaim_cli.errors import DateError
from qaim_cli.periods import vocabulary
from qaim_cli.periods.ambiguity import normalise_numeric_date
from qaim_cli.periods.grammar import PhraseContext, Reading, parse_phrase
from qaim_cli.periods.partial_dates import ACCEPTED_FORMS, UnknownWordError
from qaim_cli.periods.relative import NUMBER_WORDS

_EDTF_CHARACTERS = re.compile(r"[\d\sXYEST:Z+\-/.,~?%\[\]{}]+")
_CENTURY_CODE = re.compile(r"\bC\d{1,2}\b")
"""A century as archaeologists write it, "C2 BC"; a small c stands for circa."""
_PLAIN_DAY = re.compile(
    r"(?:(?P<day>\d{1,2}) )?(?P<month>[A-Za-z]{3,9})\.? (?:(?P<us_day>\d{1,2}), )?(?P<year>\d{4})",
    re.ASCII,
)
"""The commonest words: "17 April 2004", "April 17, 2004" and "April 2004"."""
_PHRASE_WORDS = vocabulary.COMMON_WORDS | {*NUMBER_WORDS, "or", "up", "unknown"}


def parse_common_form(text: str, context: PhraseContext) -> Reading:
    """Parse a date in one of the common forms.

    Raises:
        DateError: the text is in none of them, or can be read in two ways.
    """
    if (plain_date := _parse_plain_day(text, context)) is not None:
        return Reading(plain_date)
    if _CENTURY_CODE.search(text):
        raise UnknownWordError(f"cannot read {context.text!r} as a date", ACCEPTED_FORMS)
    text = normalise_numeric_date(text)
    if _EDTF_CHARACTERS.fullmatch(text):
        date = parse_edtf(text) if text[0] in "[{" else _parse_plain_edtf(text)
        if date is not None:
            compute_span(date, context.calendar)
            return Reading(date)
    tokens = vocabulary.split_tokens(text)
    if not tokens:
        raise UnknownWordError(f"cannot read {context.text!r} as a date", ACCEPTED_FORMS)
    if context.parse_special is None:
        _refuse_unknown_words(tokens, context.text)
    return parse_phrase(tokens, context)


def _parse_plain_edtf(text: str) -> EdtfDate | None:
    """Parse an EDTF date; None if the text is none and may be a range in words."""
    try:
        return parse_edtf_form(text)
    except DateError:
        return None


def _refuse_unknown_words(tokens: list[str], text: str) -> None:
    """Raise for a word of no common form before a phrase is tried in all its forms."""
    for token in tokens:
        if token.isalpha() and token not in _PHRASE_WORDS:
            raise UnknownWordError(
                f"cannot read {text!r} as a date: unknown word {token!r}", ACCEPTED_FORMS
            )


def _parse_plain_day(text: str, context: PhraseContext) -> SimpleDate | None:
    """Parse a day or month in its commonest wording without going through the grammar."""
    match = _PLAIN_DAY.fullmatch(text)
    if match is None:
        return None
    month = vocabulary.MONTH_NUMBERS.get(match["month"].lower())
    year = int(match["year"])
    if month is None or year == 0 or (match["day"] and match["us_day"]):
        return None
    day = match["day"] or match["us_day"]
    if day is None:
        return SimpleDate(match["year"], f"{month:02d}")
    if not 1 <= int(day) <= 28 and not _has_day(year, month, int(day), context):
        return None
    date = SimpleDate(match["year"], f"{month:02d}", f"{int(day):02d}")
    compute_bounds(date, context.calendar)  # refuses a day that a switch of calendars left out
    return date


def _has_day(year: int, month: int, day: int, context: PhraseContext) -> bool:
    return 1 <= day <= days_in_month(year, month, context.calendar)
