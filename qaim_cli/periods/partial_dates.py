"""One date in a person's words: its fields collected in any order.

    "Fri 16 April 2004"     "April 16, 2004"      "early 20th century"     "c. 1860"
    "spring 2004"           "second half of 2004" "5th century BC"         "1990s"

A field may be missing here and be shared out by a range ("17–18 April 2004"); `date_builder` asks
for all.
"""

from __future__ import annotations

import re
from typing import Any

from qaim_cli.dates import SimpleDate, parse_with_span
from qaim_cli.dates.bounds import find_year_part
from qaim_cli.errors import DateError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.periods import vocabulary
from qaim_cli.periods.ambiguity import normalise_numeric_date
from qaim_cli.periods.units import LONG_UNIT_YEARS, UnitPart

ACCEPTED_FORMS = "write 2004, apr 2004, 17 April 2004, 1990s or 2003..2005"
FIRST_FRACTION_CODES = {2: 40, 4: 33}
"""The first of EDTF's codes for the halves and quarters of a year."""
_FIELDS_BY_WORD: dict[str, tuple[str, object]] = {
    word: (field, meaning)
    for field, meanings in (
        ("month", vocabulary.MONTH_NUMBERS),
        ("code", vocabulary.SEASON_CODES),
        ("weekday", vocabulary.WEEKDAYS_BY_WORD),
        ("part", {word: UnitPart.from_name(name) for word, name in vocabulary.PART_WORDS.items()}),
        ("era", vocabulary.ERA_WORDS),
        ("circa", dict.fromkeys(vocabulary.CIRCA_WORDS, True)),
        ("perhaps", dict.fromkeys(vocabulary.PERHAPS_WORDS, True)),
    )
    for word, meaning in meanings.items()
}
"""The field that a word by itself gives."""


_MAX_WEEKDAYS_OF_MONTH = 5
_FRACTION_PATTERN = re.compile(r"([qh])([1-4])")
_DECADE_PATTERN = re.compile(r"(\d+)'?s")
_ORDINAL_PATTERN = re.compile(r"(\d+)(?:st|nd|rd|th)")


class UnknownWordError(DateError):
    """A word of the text has no meaning in a date."""


class PartialDate(FrozenRecord):
    """The fields of one date; None or empty where the text has none."""

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
    is_sure_decade: bool = False
    """Whether "2000s" stands beside a decade, and so is one itself rather than a century."""
    circa: bool = False
    perhaps: bool = False

    @property
    def has_year(self) -> bool:
        """Whether it says which year, decade, century or millennium it is in."""
        return self.year is not None or self.decade is not None or bool(self.unit)


def parse_partial_date(tokens: list[str], text: str) -> PartialDate:
    """Collect the fields of a date from its tokens.

    Raises:
        DateError: a token is unknown, or two of them give the same field.
    """
    # Collected in a dictionary, which is filled several times as fast as a record is replaced.
    fields = _Fields(text)
    remaining = vocabulary.drop_fillers(tokens)
    while remaining:
        remaining = _parse_next_field(fields, remaining)
    return PartialDate(text, **fields)


def share_missing_fields(left: PartialDate, right: PartialDate) -> tuple[PartialDate, PartialDate]:
    """Give each end of a range what only the other says: "17–18 April 2004", "500–450 BC"."""
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
    right = _expand_short_decade(left, right)
    if left.decade is not None and right.decade is not None and (left.decade + right.decade) % 100:
        return left._replace(is_sure_decade=True), right._replace(is_sure_decade=True)
    return left, right


def _expand_short_decade(left: PartialDate, right: PartialDate) -> PartialDate:
    """The right end of "1960s–70s" with the century of the left one."""
    if left.decade is None or right.decade is None or left.digits < 3 or right.digits > 2:
        return right
    return right._replace(decade=left.decade // 100 * 100 + right.decade, digits=left.digits)


class _Fields(dict[str, Any]):
    """The fields of a date found so far, by name, with its text for the errors."""

    def __init__(self, text: str) -> None:
        self.text = text

    def add(self, token: str, **fields: object) -> None:
        """Add fields that a token gives; raise a DateError for one that is there already."""
        for name in fields:
            if name in self:
                raise DateError(
                    f"{self.text!r} gives the same part twice, at {token!r}",
                    "write a range as 2003..2005",
                )
        self.update(fields)


def _parse_next_field(fields: _Fields, remaining: list[str]) -> list[str]:
    """Add the field that the first tokens give; return the other tokens."""
    token, *after = remaining
    following = after[0] if after else ""
    if token in _FIELDS_BY_WORD:
        field, meaning = _FIELDS_BY_WORD[token]
        fields.add(token, **{field: meaning})
    elif (nth := parse_ordinal(token)) is not None:
        return _parse_ordinal_phrase(fields, token, nth, following, after)
    elif match := _FRACTION_PATTERN.fullmatch(token):
        fields.add(token, code=_get_fraction_code(fields.text, match[1], int(match[2])))
    elif match := _DECADE_PATTERN.fullmatch(token):
        start = _parse_decade_start(fields.text, match[1])
        fields.add(token, decade=start, digits=len(match[1]))
    elif "-" in token and len(token) > 1:
        _parse_iso_token(fields, token)
    else:
        _parse_number(fields, token, after)
    return after


def _parse_ordinal_phrase(
    fields: _Fields, token: str, nth: int, following: str, after: list[str]
) -> list[str]:
    """A piece that starts with an ordinal: a century, a half, the second Tuesday, the 17th."""
    if following in vocabulary.FRACTION_TOTALS:
        count = vocabulary.FRACTION_TOTALS[following]
        index = count - 1 if nth == -1 else nth - 1
        if not 0 <= index < count:
            raise DateError(
                f"{fields.text!r}: there is no {token} {following}", "use first to last"
            )
        fields.add(token, part=UnitPart(index, count))
        return after[1:]
    if following in LONG_UNIT_YEARS:
        fields.add(token, nth=nth, unit=following)
        return after[1:]
    weekday = vocabulary.WEEKDAYS_BY_WORD.get(following)
    # Behind its month it is a day: "May 2nd, Tuesday, 1922" is no second Tuesday.
    if weekday and (nth == -1 or "month" not in fields or "year" in fields):
        if nth != -1 and not 1 <= nth <= _MAX_WEEKDAYS_OF_MONTH:
            raise DateError(
                f"{fields.text!r}: a month has at most five {weekday}s",
                "use first to fifth or last, or put the weekday before the day",
            )
        fields.add(token, nth=nth, weekday=weekday)
        return after[1:]
    if nth < 1:
        raise _make_unknown_word_error(fields.text, token)
    fields.add(token, day=nth)
    return after


def parse_ordinal(token: str) -> int | None:
    """The number of "third" or "3rd", -1 of "last"; None if the token is no ordinal."""
    if token in vocabulary.ORDINAL_NUMBERS:
        return vocabulary.ORDINAL_NUMBERS[token]
    match = _ORDINAL_PATTERN.fullmatch(token)
    return int(match[1][:13]) if match else None


def _get_fraction_code(text: str, letter: str, number: int) -> str:
    count = 4 if letter == "q" else 2
    if number > count:
        first, second = (re.sub(r"[hH][34]", name, text) for name in ("H1", "H2"))
        raise DateError(f"{text!r} has no such half", f"write '{first}' or '{second}'")
    return str(FIRST_FRACTION_CODES[count] + number - 1)


def _parse_decade_start(text: str, digits: str) -> int:
    if digits[-1] != "0" or len(digits) > 4:
        raise _make_unknown_word_error(text, f"{digits}s")
    return int(digits)


def _parse_iso_token(fields: _Fields, token: str) -> None:
    """The pieces of 2004-04, 2004-04-17, -0043 or -0043-21, standing among vocabulary."""
    moment, _ = parse_with_span(normalise_numeric_date(token))
    assert isinstance(moment, SimpleDate)
    pieces: dict[str, object] = {"year": int(moment.year), "digits": 4}
    if find_year_part(moment.month):
        pieces["code"] = moment.month
    elif moment.month:
        pieces["month"] = int(moment.month)
    if moment.day:
        pieces["day"] = int(moment.day)
    fields.add(token, **pieces)


def _parse_number(fields: _Fields, token: str, after: list[str]) -> None:
    """A bare number: a day if it can be one and none is there yet, otherwise the year."""
    digits = token.replace(",", "")
    if not digits.isdecimal():
        raise _make_unknown_word_error(fields.text, token)
    number = int(digits[:14])
    if len(digits) <= 2 and "day" not in fields and not _is_only_year(fields, number, after):
        fields.add(token, day=number)
    else:
        fields.add(token, year=number, digits=len(digits))


def _is_only_year(fields: _Fields, number: int, after: list[str]) -> bool:
    """Whether a number of two digits can only be the year: "AD 33", "5 BC", "April 99"."""
    if "year" in fields:
        return False
    if after[:1] == ["ad"] and after[1:] and after[1].isdecimal():
        return False
    if "era" in fields or (after and after[0] in vocabulary.ERA_WORDS):
        return True
    return not 1 <= number <= 31 and not any(token[:3].isdecimal() for token in after)


def _make_unknown_word_error(text: str, token: str) -> DateError:
    return UnknownWordError(
        f"cannot read {text!r} as a date: unknown word {token!r}", ACCEPTED_FORMS
    )
