"""Anchoring: the dates of an article's sentences, with what they leave unsaid taken from around.

A date without a year takes it, in this order, from the list or range it begins ("March and April
2004"); from a year said close behind it in its sentence, where none is said before it; from the
last year said, which is kept within the years of the heading. A relative date leans on the date
before it. Not every year said is remembered for this: what is told in parentheses, as a planned or
past thing ("had", "would"), or as an end ("until") is aside. Nothing is ever taken from today, and
what finds no anchor has no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from qaim_cli.articles import Sentence
from qaim_cli.dates import Choice, Date, Moment, Run, Set
from qaim_cli.dates.calendar import year_digits
from qaim_cli.errors import DateError
from qaim_cli.extract import leaning
from qaim_cli.extract.expressions import HABITUAL, Lean, Mention, found
from qaim_cli.periods import points, units
from qaim_cli.periods.points import Point
from qaim_cli.text import shown

_CLOSE = 60
"""How many characters behind a date a year may stand to be taken for its own."""
_FAR = 9999
_JOINS = re.compile(
    r"[,;]?(?: ?(?:and|or|to|until|till|through|[-‐‑–—−,/]))?"
    r"(?: (?:from|in|on|of|the|early|late))* ?"
)
_ASIDE = re.compile(r"(?:\(|\b(?:until|till)(?: the)? )\Z", re.IGNORECASE)
_BACKGROUND = re.compile(r"\b(?:had|was to|were to|would)\b")
_OPEN_END = re.compile(r"\b(?:since|after|from) (?:the )?\Z", re.IGNORECASE)
_OPEN_START = re.compile(r"\b(?:until|before|to) (?:the )?\Z", re.IGNORECASE)


class Dated(NamedTuple):
    """A mention with its date: None where it has no anchor, or comes again and again.

    `unit` is the calendar unit that the words name, parts of it ("early") and hedges aside; `how`
    says where the pieces came from that the mention does not say, or why there is no date.
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
        self._range: tuple[int, int] | None = None
        self._year: int | None = None
        self._last: Moment | None = None
        self._words = ""
        """The words of the last date."""
        self._here: tuple[str, int] = ("", 0)
        self._said_in: tuple[str, int] = ("", 0)
        """The paragraphs, by section and number, of this sentence and of the last date."""

    def dated(self, sentence: Sentence) -> list[Dated]:
        """The dates of the next sentence."""
        if sentence.headings != self._headings:
            self._enter(sentence.headings)
        self._here = (sentence.section, sentence.paragraph)
        mentions = list(found(sentence.text))
        said, end = False, 0
        dates = []
        for mention, ahead in zip(mentions, _ahead(sentence.text, mentions), strict=True):
            dated = self._date(mention, ahead, said=said)
            if dated is not None:
                self._remember(dated, sentence.text[end : mention.start])
                dates.append(dated)
            said, end = said or mention.complete, mention.end
        return dates

    def _enter(self, headings: tuple[str, ...]) -> None:
        """Takes the years of the headings, the innermost that has any.

        Where headings have no levels, a section without a year is taken for a part of the last.
        """
        if len(headings) != 1:
            self._range = None
        for text in headings:
            known = _years_of(text)
            if known is None:
                continue
            self._range = known
            if text not in self._headings:
                low, high = known
                self._year = low if low > -_FAR else high
                self._last, self._words = Moment(year_digits(self._year)), text
                self._said_in = ("", 0)
        self._headings = headings

    def _date(self, mention: Mention, ahead: _Ahead, *, said: bool) -> Dated | None:
        if mention.kind == HABITUAL:
            return Dated(mention, None, None, "comes again and again")
        if mention.lean is not None:
            return self._leaning(mention, mention.lean)
        point, how = mention.point, ""
        if mention.kind == "short year" and (self._year is None or self._year >= 1000):
            if point.month is None and not point.code:
                return None  # a number of three digits, where no year has so few
            point = point._replace(year=None, digits=0)
        if point.year is not None and point.year < 1000 and not point.era:
            point = point._replace(era="BC" if (self._year or 1) <= 0 else "AD")
        elif not point.has_year:
            year, how = self._missing_year(ahead, said=said)
            if point.day is not None and point.month is None:
                point = point._replace(month=self._month())
            if year is None or (point.month is None and not point.code):
                return Dated(mention, None, None, "no date stands before it to take the rest from")
            point = in_year(point, year)
        return _made(mention, point, how)

    def _missing_year(self, ahead: _Ahead, *, said: bool) -> tuple[int | None, str]:
        """The year for a date without one, and where it stands."""
        near = not said and ahead.distance <= _CLOSE
        if ahead.year is not None and (ahead.joined or near or self._year is None):
            return ahead.year, f"the year is that of {shown(ahead.words)}"
        year = self._year
        if year is not None and not said and self._range is not None:
            kept = min(max(year, self._range[0]), self._range[1])
            if kept != year:
                return kept, f"the year is that of the heading {shown(self._headings[-1])}"
        return year, f"the year is that of {shown(self._words)}"

    def _month(self) -> int | None:
        """The month of the last date, for a day that says none."""
        if self._last is None or not self._last.month or int(self._last.month) > 12:
            return None
        return int(self._last.month)

    def _leaning(self, mention: Mention, lean: Lean) -> Dated:
        if self._last is None:
            return Dated(mention, None, None, "no date stands before it to count from")
        if lean.number is None:
            run = Run(self._last, None) if lean.after else Run(None, self._last)
            how = f"only the order is told, by {shown(self._words)}"
            return Dated(mention, None, Set(Choice.ONE, (run,)), how)
        base, words = self._last, self._words
        if self._range is not None and self._here != self._said_in:
            kept = min(max(int(base.year), self._range[0]), self._range[1])
            if kept != int(base.year):
                base, words = Moment(year_digits(kept)), self._headings[-1]
        how = f"counted from {shown(words)}"
        moved = leaning.moved(base, lean, mention.point)
        if moved is None:
            return Dated(mention, None, None, f"{how}, which is too vague for it")
        unit, date = moved
        hedged = mention.point.circa or lean.about
        return Dated(mention, unit, units.about(date) if hedged else date, how)

    def _remember(self, dated: Dated, before: str) -> None:
        """Keeps a date to lean on; `before` is the text up to it in the sentence."""
        unit, lean = dated.unit, dated.mention.lean
        if unit is None or "X" in unit.year or (lean is not None and (lean.number or 0) < 0):
            return
        if dated.mention.complete:
            known = self._said_in == self._here
            if _ASIDE.search(before) or (known and _BACKGROUND.search(before)):
                return
        self._year, self._last, self._words = int(unit.year), unit, dated.mention.text
        self._said_in = self._here


class _Ahead(NamedTuple):
    """The next year said in the sentence: its words, how far ahead, and whether as in a list."""

    year: int | None
    words: str = ""
    at: int = 0
    distance: int = 0
    joined: bool = False


def _ahead(text: str, mentions: list[Mention]) -> list[_Ahead]:
    """For each mention, the first year that is said behind it in the sentence."""
    ahead: list[_Ahead] = []
    following = _Ahead(None)
    chain = -1  # where a list or range begins that ends in a year; -1 where there is none
    for mention in reversed(mentions):
        joined = mention.end <= chain and bool(_JOINS.fullmatch(text, mention.end, chain))
        distance = following.at - mention.end
        ahead.append(following._replace(joined=joined, distance=distance))
        year = year_of(mention.point) if mention.complete else None
        if year is not None:
            following = _Ahead(year, mention.text, mention.start)
        chain = mention.start if joined or year is not None else -1
    return ahead[::-1]


def _years_of(heading: str) -> tuple[int, int] | None:
    """The first and last year that a heading allows; None where it says none."""
    mentions = [each for each in found(heading) if each.complete and each.point.year is not None]
    years = [year for each in mentions if (year := year_of(each.point)) is not None]
    if not years:
        return None
    before = heading[: mentions[0].start]
    if len(years) == 1 and _OPEN_END.search(before):
        return years[0], _FAR
    if len(years) == 1 and _OPEN_START.search(before):
        return -_FAR, years[0]
    return min(years), max(years)


def year_of(point: Point) -> int | None:
    """The astronomical year that a point says."""
    if point.year is None:
        return None
    return 1 - point.year if point.era == "BC" else point.year


def in_year(point: Point, year: int) -> Point:
    """The point put into an astronomical year."""
    if year <= 0:
        return point._replace(year=1 - year, digits=4, era="BC")
    return point._replace(year=year, digits=4)


def _made(mention: Mention, point: Point, how: str) -> Dated | None:
    """The mention with the date that its pieces make; None where there is no such day."""
    if point.decade and point.decade % 100 == 0 and not point.era:
        century = Moment(f"{point.decade // 100:02d}XX")
        return Dated(mention, century, century, "the decade or the century")
    try:
        plain = points.date(point._replace(part=None, circa=False))
    except DateError:
        return None
    try:
        date = points.date(point)
    except DateError:  # a part that has no fixed bounds, such as a quarter of a month
        date = plain
    return Dated(mention, _unit(point, plain, date), date, how)


def _unit(point: Point, plain: Date, date: Date) -> Moment | None:
    """The calendar unit that the words name, where EDTF has a form for it."""
    if isinstance(plain, Moment):
        halved = point.part is not None and point.part.of != 3 and isinstance(date, Moment)
        return date if halved and isinstance(date, Moment) else plain
    sign = "-" if point.era == "BC" else ""
    if point.decade is not None:
        return Moment(f"{sign}{point.decade // 10:03d}X")
    return Moment(f"{sign}{(point.nth or 1) - 1:02d}XX") if point.unit == "century" else None
