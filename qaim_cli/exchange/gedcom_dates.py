"""Dates of GEDCOM 5.5.1 and 7, and of programs that write it less strictly.

date   = ["INT"] one [ "(" words ")" ] | "FROM" one ["TO" one] | "TO" one
| "BEF" one | "AFT" one | "BET" one "AND" one | ("ABT" | "CAL" | "EST") one
one    = [calendar] [[day] month] year ["/" two digits] ["BC"]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from qaim_cli.dates import (
    HISTORICAL,
    JULIAN,
    DateInterval,
    EdtfDate,
    SimpleDate,
    UndatedEnd,
    compute_span,
)
from qaim_cli.dates.edtf import add_mark
from qaim_cli.errors import DateError
from qaim_cli.exchange import calendars
from qaim_cli.exchange.date_units import make_date, make_range
from qaim_cli.exchange.foreign_dates import parse_column_date
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.periods.units import get_adjacent_unit
from qaim_cli.text import quote_text

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "JAN JANUARY JANV JANVIER JANUAR", "FEB FEBRUARY FEVR FEVRIER FEBRUAR",
            "MAR MARCH MARS MARZ", "APR APRIL AVR AVRIL", "MAY MAI", "JUN JUNE JUIN JUNI",
            "JUL JULY JUIL JUILLET JULI", "AUG AUGUST AOUT", "SEP SEPT SEPTEMBER SEPTEMBRE",
            "OCT OCTOBER OCTOBRE OKT OKTOBER", "NOV NOVEMBER NOVEMBRE",
            "DEC DECEMBER DECEMBRE DEZ DEZEMBER",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_APPROXIMATE = {
    "ABT": "~", "ABOUT": "~", "CA": "~", "C": "~", "CIRCA": "~", "CIR": "~", "AROUND": "~",
    "CAL": "~", "CALC": "~", "EST": "~", "ENV": "~",
}  # fmt: skip
_BEFORE = {"BEF", "BEFORE", "BFR", "AVT"}
_AFTER = {"AFT", "AFTER"}
_CALENDAR = re.compile(
    r"@#D(?P<old>GREGORIAN|JULIAN|FRENCH R|HEBREW|ROMAN|UNKNOWN)@|"
    r"\b(?P<new>GREGORIAN|JULIAN|FRENCH_R|HEBREW)\b"
)
_ONE = re.compile(
    r"(?:(?:(?P<day>\d{1,2})\.?\s+)?(?P<month>[A-Z]{2,9})\.?,?\s+)?"
    r"(?P<year>\d{1,4})(?:/(?P<dual>\d{1,4}))?\s*(?P<era>BCE|BC|B\.C\.)?"
)


class GedcomDate(FrozenRecord):
    """A date as understood, its words, and whether its calendar was converted."""

    date: EdtfDate
    words: str = ""
    was_converted: bool = False
    calendar: str = ""
    """The calendar in which the date is given: Julian, or Gregorian where it is empty."""


def parse_gedcom_date(text: str) -> GedcomDate:
    """Parse the value of a DATE line.

    Raises:
        DateError: it means none.
    """
    payload, words = _split_words(" ".join(text.split()))
    if not payload:
        raise DateError(f"{quote_text(text)} is words, and no date", "write it as 17 APR 2004")
    reader = _Reader(text, _simplify(payload))
    date = reader.read()
    compute_span(date)
    return GedcomDate(date, words, reader.was_converted, reader.calendar)


def _simplify(text: str) -> str:
    """Write a text in capitals without accents, like GEDCOM's own words."""
    letters = unicodedata.normalize("NFKD", text.upper())
    return "".join(each for each in letters if not unicodedata.combining(each))


def _split_words(text: str) -> tuple[str, str]:
    """Split a date from the words in brackets after it."""
    match = re.fullmatch(r"(?P<date>[^()]*)\((?P<words>.*)\)?", text)
    if match is None:
        return text, ""
    payload = re.sub(r"^INT\s+", "", match["date"].strip(), flags=re.IGNORECASE)
    return payload, match["words"].removesuffix(")").strip()


class _Reader:
    """One value being read, with the calendar that it is in."""

    def __init__(self, text: str, payload: str) -> None:
        self.text = text
        self.payload = payload
        self.was_converted = False
        self.calendar = ""

    def read(self) -> EdtfDate:
        first, _, rest = self.payload.partition(" ")
        rest = rest.strip()
        first = first.rstrip(".")
        handlers: tuple[tuple[object, Callable[[str], EdtfDate]], ...] = (
            ({"INT"}, self.read_one),
            ({"BET", "BETWEEN", "BTW"}, self.read_between),
            ({"FROM"}, self.read_from),
            (
                {"TO", "UNTIL"},
                lambda rest: DateInterval(UndatedEnd.UNKNOWN, self.read_moment(rest)),
            ),
            (_BEFORE, lambda rest: make_range(None, _step(self.read_moment(rest), -1))),
            (_AFTER, lambda rest: make_range(_step(self.read_moment(rest), 1), None)),
            (_APPROXIMATE, self.read_about),
        )
        for words, handler in handlers:
            if first in words and rest:  # type: ignore[operator]  # sets and a table of words
                return handler(rest)
        return self.read_one(self.payload)

    def read_about(self, rest: str) -> EdtfDate:
        date = self.read_one(rest)
        return add_mark(date, "~") if isinstance(date, SimpleDate) else date

    def read_between(self, rest: str) -> EdtfDate:
        first, last = self.split(rest, r"\s+(?:AND|&|ET|TO)\s+|\s*-\s*")
        return make_range(first, last)

    def read_from(self, rest: str) -> EdtfDate:
        if re.search(r"\sTO\s", rest):
            return DateInterval(*self.split(rest, r"\s+TO\s+"))
        return DateInterval(self.read_moment(rest), UndatedEnd.UNKNOWN)

    def split(self, rest: str, separator: str) -> tuple[SimpleDate, SimpleDate]:
        parts = re.split(separator, rest)
        if len(parts) != 2:
            raise self.error()
        return self.read_moment(parts[0]), self.read_moment(parts[1])

    def read_moment(self, text: str) -> SimpleDate:
        date = self.read_one(text)
        if not isinstance(date, SimpleDate):
            raise self.error()
        return date

    def read_one(self, text: str) -> EdtfDate:
        """One date of any calendar; a dual year means the later, which begins on 1 January."""
        calendar = "GREGORIAN"
        if match := _CALENDAR.search(text):
            calendar = (match["old"] or match["new"]).replace(" ", "_")
            text = (text[: match.start()] + text[match.end() :]).strip()
        match = _ONE.fullmatch(text)
        is_gregorian = calendar == "GREGORIAN"
        if match is None or (is_gregorian and match["month"] and match["month"] not in _MONTHS):
            return self.read_loosely(text, calendar)
        if calendar in ("FRENCH_R", "HEBREW"):
            return self.convert(match, calendar)
        if calendar not in ("GREGORIAN", "JULIAN"):
            raise self.error()
        if calendar == "JULIAN":
            self.calendar = "julian"
        return self.make(match)

    def make(self, match: re.Match[str]) -> SimpleDate:
        year = int(match["year"])
        if match["dual"]:
            year = _later_year(match["year"], match["dual"], self.error())
            self.calendar = "julian"
        if match["era"]:
            year = 1 - year
        if not match["month"]:
            return make_date(year)
        month = _MONTHS.get(match["month"], 0)
        if not month:
            raise self.error()
        style = JULIAN if self.calendar else HISTORICAL
        return calendars.make_day(year, month, int(match["day"] or 0), style)

    def convert(self, match: re.Match[str], calendar: str) -> EdtfDate:
        """A French Republican or Hebrew date in the Gregorian calendar."""
        convert = calendars.convert_french if calendar == "FRENCH_R" else calendars.convert_hebrew
        first, last = convert(int(match["year"]), match["month"] or "", int(match["day"] or 0))
        self.was_converted = True
        return make_range(first, last)

    def read_loosely(self, text: str, calendar: str) -> EdtfDate:
        """A date that GEDCOM does not know, as a column of dates is read."""
        if calendar != "GREGORIAN" or not re.search(r"\d", text):
            raise self.error()
        try:
            return parse_column_date(text.lower()).date
        except DateError:
            raise self.error() from None

    def error(self) -> DateError:
        return DateError(f"{quote_text(self.text)} is no date", "write it as 17 APR 2004")


def _later_year(year: str, dual: str, error: DateError) -> int:
    """Return the later year of a dual date: 1642/43 and 1642/3 are 1643."""
    whole = year[: max(0, len(year) - len(dual))] + dual
    later = int(whole)
    if later <= int(year):
        later += 10 ** len(dual)
    if later != int(year) + 1:
        raise error
    return later


def _step(moment: SimpleDate, step: int) -> SimpleDate:
    return get_adjacent_unit(moment._replace(marks=("", "", "")), step)
