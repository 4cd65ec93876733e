"""Anchoring: the dates of an article's sentences, with what they leave unsaid taken from around.

A date without a year takes it, in this order, from the list or range it begins ("in March and
April 2004"), from a year said before it in its sentence or, failing that, behind it; from the
heading, where that allows one year only; from the last year said. That last year is kept within the
heading's years. A relative date leans on the date before it. Nothing is ever taken from today,
and what finds no anchor has no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from qaim_cli.articles import Sentence
from qaim_cli.dates import Choice, Date, Moment, Run, Set, describe
from qaim_cli.dates.calendar import MONTHS, civil, day_number, year_digits
from qaim_cli.dates.edtf import year_bounds
from qaim_cli.dates.spans import bounds
from qaim_cli.errors import DateError
from qaim_cli.extract.expressions import HABITUAL, Lean, Mention, found
from qaim_cli.periods import points, units
from qaim_cli.periods.points import Point

import json, os
K = json.loads(os.environ.get("K","{}"))

class Dated(NamedTuple):
    """A mention with its date: None where it has no anchor, or comes again and again.

    `unit` is the calendar unit that the words name, parts of it ("early") and hedges aside; `how`
    says in words where the parts came from that the mention does not say.
    """

    mention: Mention
    unit: Moment | None
    date: Date | None
    how: str = ""


def anchored(sentences: Iterable[Sentence]) -> Iterator[tuple[Sentence, list[Dated]]]:
    """Each sentence with its dates, read in order."""
    anchor = Anchor()
    for sentence in sentences:
        yield sentence, anchor.dated(sentence)


class Anchor:
    """What a reader has in mind on the way through an article: the last date and year said."""

    def __init__(self) -> None:
        self._headings: tuple[str, ...] = ()
        self._bounds: tuple[int, int] | None = None
        self._year: int | None = None
        self._last: Moment | None = None
        self._words = ""
        self._place = self._said_in = ("", 0)

    def dated(self, sentence: Sentence) -> list[Dated]:
        """The dates of the next sentence."""
        if sentence.headings != self._headings:
            self._enter(sentence.headings)
        self._place = (sentence.section, sentence.paragraph)
        mentions = list(found(sentence.text))
        if not mentions:
            return []
        ahead = _years_ahead(sentence.text, mentions)
        said = False
        dates = []
        for mention, later in zip(mentions, ahead, strict=True):
            dated = self._date(mention, later, said=said)
            if dated is None:
                continue
            said = said or mention.complete
            self._before = sentence.text[max(0,mention.start-12):mention.start].lower().removesuffix("the ")
            self._remember(dated)
            dates.append(dated)
        return dates

    def _enter(self, headings: tuple[str, ...]) -> None:
        """Takes the years of the headings, the innermost that has any."""
        if not K.get("persist", 1) or len(headings) > 1:
            self._bounds = None
        for text in headings:
            mentions = list(found(text))
            years = [
                year
                for mention in mentions
                if mention.complete and (year := _year_of(mention.point)) is not None
            ]
            if years:
                self._bounds = (min(years), max(years))
                before = text[: mentions[0].start].lower()
                if before.endswith(("since ", "after ", "from ")) and len(years) == 1:
                    self._bounds = (years[0], 9999)
                if before.endswith(("until ", "before ", "to ")) and len(years) == 1:
                    self._bounds = (-9999, years[0])
                if text not in self._headings:
                    self._year = self._bounds[0]
                    self._last = Moment(year_digits(self._year))
                    self._words = text
        self._headings = headings

    def _date(self, mention: Mention, later: _Ahead, *, said: bool) -> Dated | None:
        if mention.kind == HABITUAL:
            return Dated(mention, None, None, "comes again and again")
        if mention.lean is not None:
            return self._leaning(mention, mention.lean)
        point, how = mention.point, ""
        if mention.kind == "short year" and (self._year is None or self._year >= 1000):
            if point.month is None and not point.code:
                return None
            point = point._replace(year=None, digits=0)
        if point.year is not None and point.year < 1000 and not point.era:
            point = point._replace(era="BC" if self._year is not None and self._year <= 0 else "AD")
        elif not point.has_year:
            year, how = self._missing_year(later, said=said)
            if year is None:
                return Dated(mention, None, None, "no year stands before it")
            if point.day is not None and point.month is None:
                if self._last is None or not self._last.month.isdecimal() or int(self._last.month) > 12:
                    return None
                point = point._replace(month=int(self._last.month))
            point = _in_year(point, year)
        return _made(mention, point, how)

    def _missing_year(self, later: _Ahead, *, said: bool) -> tuple[int | None, str]:
        if later.year is not None and (later.joined or (not said and K.get("ahead", 1))):
            return later.year, f"the year is that of {later.words!r}"
        year = self._year
        if year is not None and self._bounds is not None and K.get("clamp", 1) and not said:
            low, high = self._bounds
            kept = min(max(year, low), high)
            if kept != year:
                return kept, "the year is that of the heading"
        return year, f"the year is that of {self._words!r}"

    def _leaning(self, mention: Mention, lean: Lean) -> Dated | None:
        if self._last is None:
            return Dated(mention, None, None, "no date stands before it")
        how = f"counted from {self._words!r}"
        if lean.number is None:
            edge = self._last
            run = Run(edge, None) if lean.after else Run(None, edge)
            return Dated(mention, None, Set(Choice.ONE, (run,)), f"only its order is told: {mention.text} {self._words!r}")
        last = self._last
        if self._bounds and K.get("clampl", 1) and self._place != self._said_in:
            y = int(last.year)
            kept = min(max(y, self._bounds[0]), self._bounds[1])
            if kept != y:
                last = Moment(year_digits(kept))
        point = mention.point
        if lean.unit == "day":
            found = _days_on(last, lean.number)
            if found is None:
                return Dated(mention, None, None, how)
            unit, date = found
        else:
            unit = _shifted(last, lean, point)
            if unit is None:
                return Dated(mention, None, None, how)
            date = unit
        if point.part is not None:
            date = _part(unit, point)
        if point.circa:
            date = units.about(date)
        return Dated(mention, unit, date, how)

    def _remember(self, dated: Dated) -> None:
        unit, lean = dated.unit, dated.mention.lean
        if lean is not None and (lean.number or 0) < 0 and K.get("noback", 1):
            return
        if K.get("until", 1) and dated.mention.complete and self._before.endswith(("until ", "till ")):
            return
        if K.get("since", 0) and dated.mention.complete and self._before.endswith(("since ")):
            return
        if K.get("paren", 0) and dated.mention.complete and self._before.endswith(("(")):
            return
        if K.get("plan", 0) and dated.mention.complete and self._before.endswith((" for ",)):
            return
        if unit is None or not unit.year.lstrip("-").isdecimal():
            return
        self._year = int(unit.year)
        self._said_in = self._place
        self._last = unit
        self._words = dated.mention.text


class _Ahead(NamedTuple):
    """The next year said in the sentence, in which words, and whether a list or range joins it."""

    year: int | None
    words: str = ""
    joined: bool = False


_JOINS = re.compile(r"(?:(?:,|;)? ?(?:and|or|to|until|till|through|[-–—−,/])? ?(?:from |in |on |of |the |early |late )*)")


def _years_ahead(text: str, mentions: list[Mention]) -> list[_Ahead]:
    """For each mention, the first year that is said behind it in the sentence."""
    ahead: list[_Ahead] = []
    following = _Ahead(None)
    start = len(text)
    for mention in reversed(mentions):
        joined = mention.end <= start and bool(_JOINS.fullmatch(text, mention.end, start))
        ahead.append(following._replace(joined=joined and following.year is not None))
        year = _year_of(mention.point) if mention.complete else None
        if year is not None:
            following = _Ahead(year, mention.text)
            joined = True
        if year is not None or joined:
            start = mention.start
        else:
            start = -1
    return ahead[::-1]


def _year_of(point: Point) -> int | None:
    """The astronomical year that a point says."""
    if point.year is None:
        return None
    return 1 - point.year if point.era == "BC" else point.year


def _in_year(point: Point, year: int) -> Point:
    if year <= 0:
        return point._replace(year=1 - year, digits=4, era="BC")
    return point._replace(year=year, digits=4)


def _made(mention: Mention, point: Point, how: str) -> Dated | None:
    """The mention with the date that its pieces make; None where there is no such day."""
    try:
        plain = points.date(point._replace(part=None, circa=False, weekday=""))
        try:
            date = points.date(point._replace(weekday=""))
        except DateError:  # a part with no fixed bounds, such as a quarter of a month
            date = plain
    except DateError:
        return None
    return Dated(mention, _unit(point, plain, date), date, how)


def _unit(point: Point, plain: Date, date: Date) -> Moment | None:
    if isinstance(plain, Moment):
        if point.part is not None and point.part.of == 2 and isinstance(date, Moment):
            return date
        return plain
    if point.unit == "century" and point.nth:
        if point.era == "BC":
            return Moment(f"-{point.nth - 1:02d}XX")
        return Moment(f"{point.nth - 1:02d}XX")
    if point.decade is not None:
        return Moment(f"-{point.decade // 10:03d}X")
    return None


def _part(unit: Moment, point: Point) -> Date:
    """The part of a unit that the words name; the unit itself where it has no such part."""
    said = Point(point.text, part=point.part)
    if unit.month:
        said = said._replace(month=int(unit.month)) if int(unit.month) <= 12 else said._replace(code=unit.month)
    try:
        return points.date(_in_year(said, year_bounds(unit.year)[0]))
    except DateError:
        return unit


def _days_on(last: Moment, number: int) -> tuple[Moment, Date] | None:
    """The day, and the unit it is in, that lies so many days from a date; None if that is vague.

    A day in a month that is all that is known of the date is one of as many days.
    """
    first, until = bounds(last)
    if until - first > 366 or (not last.month and K.get("dy", 0)):
        return None
    if number == 0 and not last.day:
        return last, (last._replace(day="XX") if last.month and int(last.month) <= 12 else last)
    begin, end = civil(first + number), civil(until + number)
    day, other = _moment(*begin, 3), _moment(*end, 3)
    if begin == end:
        return day, day
    pieces = 2 if begin[:2] == end[:2] else 1 if begin[0] == end[0] else 0
    if not pieces:
        return None
    return _moment(*begin, pieces), Set(Choice.ONE, (Run(day, other),))


def _shifted(last: Moment, lean: Lean, point: Point) -> Moment | None:
    """The unit that lies so many units from the last date; None where that is too coarse."""
    assert lean.number is not None
    year = int(last.year)
    number = lean.number
    month = int(last.month) if last.month and int(last.month) <= 12 else None
    match lean.unit:
        case "month":
            if point.month is not None:
                here = month or (0 if number > 0 else 13)
                later = point.month > here
                over = (0 if later else 1) if number > 0 else (0 if point.month < here else -1)
                return _moment(year + over, point.month, 1, 2)
            if month is None:
                return Moment(last.year) if number == 0 else None
            over, index = divmod(month - 1 + number, 12)
            return _moment(year + over, index + 1, 1, 2)
        case "year":
            return _moment(year + number, 1, 1, 1)
        case "decade":
            return Moment(f"{(year + 10 * number) // 10:03d}X") if year > 10 else None
        case "century":
            return Moment(f"{(year - 1) // 100 + number:02d}XX") if year > 0 else None
    return _season(last, year, month, number, point.code)


def _season(last: Moment, year: int, month: int | None, number: int, code: str) -> Moment | None:
    begins = {"21": 3, "22": 6, "23": 9, "24": 12}[code]
    here = month or {"21": 3, "22": 6, "23": 9, "24": 12}.get(last.month, 0)
    if number > 0:
        year += begins <= here
    elif number < 0:
        year -= begins >= (here or 13)
    elif code == "24" and month in (1, 2):
        year -= 1
    return Moment(year_digits(year), code)


def _moment(year: int, month: int, day: int, pieces: int) -> Moment:
    return Moment(year_digits(year), *(f"{month:02d}", f"{day:02d}")[: pieces - 1])
