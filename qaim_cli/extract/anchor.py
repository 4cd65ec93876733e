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
from qaim_cli.dates import DateSet, EdtfDate, SetKind, SetRange, SimpleDate
from qaim_cli.dates.calendar import format_edtf_year
from qaim_cli.errors import DateError
from qaim_cli.extract import relative
from qaim_cli.extract.expressions import RECURRENCE_KIND, DateMention, Offset, find_mentions
from qaim_cli.periods import units
from qaim_cli.periods.date_builder import build_date
from qaim_cli.periods.partial_dates import PartialDate
from qaim_cli.text import quote_text

_MAX_YEAR_DISTANCE = 60
"""How many characters behind a date a year may stand to be taken for its own."""
_UNBOUNDED_YEAR = 9999
_LIST_CONNECTOR = re.compile(
    r"[,;]?(?: ?(?:and|or|to|until|till|through|[-‐‑–—−,/]))?"
    r"(?: (?:from|in|on|of|the|early|late))* ?"
)
_ASIDE_PREFIX = re.compile(r"(?:\(|\b(?:until|till)(?: the)? )\Z", re.IGNORECASE)
_BACKGROUND_VERB = re.compile(r"\b(?:had|was to|were to|would)\b")
_OPEN_END_PREFIX = re.compile(r"\b(?:since|after|from) (?:the )?\Z", re.IGNORECASE)
_OPEN_START_PREFIX = re.compile(r"\b(?:until|before|to) (?:the )?\Z", re.IGNORECASE)


class ResolvedMention(NamedTuple):
    """A mention with its date: None where it has no anchor, or comes again and again.

    `unit` is the calendar unit that the words name, parts of it ("early") and hedges aside;
    `explanation` says where the pieces came from that the mention does not say, or why there is no
    date.
    """

    mention: DateMention
    unit: SimpleDate | None
    date: EdtfDate | None
    explanation: str = ""


def resolve_mentions(
    sentences: Iterable[Sentence],
) -> Iterator[tuple[Sentence, list[ResolvedMention]]]:
    """Each sentence with its dates, read in order."""
    anchor = MentionResolver()
    for sentence in sentences:
        yield sentence, anchor.resolve_sentence(sentence)


class MentionResolver:
    """What a reader has in mind on the way through an article: the last date and year said."""

    def __init__(self) -> None:
        self._headings: tuple[str, ...] = ()
        self._heading_years: tuple[int, int] | None = None
        self._anchor_year: int | None = None
        self._anchor: SimpleDate | None = None
        self._anchor_text = ""
        """The words of the last date."""
        self._current_paragraph: tuple[str, int] = ("", 0)
        self._anchor_paragraph: tuple[str, int] = ("", 0)
        """The paragraphs, by section and number, of this sentence and of the last date."""

    def resolve_sentence(self, sentence: Sentence) -> list[ResolvedMention]:
        """The dates of the next sentence."""
        if sentence.headings != self._headings:
            self._enter_section(sentence.headings)
        self._current_paragraph = (sentence.section, sentence.paragraph)
        mentions = list(find_mentions(sentence.text))
        said, end = False, 0
        dates = []
        for mention, ahead in zip(
            mentions, _find_years_ahead(sentence.text, mentions), strict=True
        ):
            dated = self._resolve_mention(mention, ahead, said=said)
            if dated is not None:
                self._remember_anchor(dated, sentence.text[end : mention.start])
                dates.append(dated)
            said, end = said or mention.has_own_year, mention.end
        return dates

    def _enter_section(self, headings: tuple[str, ...]) -> None:
        """Takes the years of the headings, the innermost that has any.

        Where headings have no levels, a section without a year is taken for a part of the last.
        """
        if len(headings) != 1:
            self._heading_years = None
        for text in headings:
            known = _parse_heading_years(text)
            if known is None:
                continue
            self._heading_years = known
            if text not in self._headings:
                low, high = known
                self._anchor_year = low if low > -_UNBOUNDED_YEAR else high
                self._anchor, self._anchor_text = (
                    SimpleDate(format_edtf_year(self._anchor_year)),
                    text,
                )
                self._anchor_paragraph = ("", 0)
        self._headings = headings

    def _resolve_mention(
        self, mention: DateMention, ahead: _YearAhead, *, said: bool
    ) -> ResolvedMention | None:
        if mention.kind == RECURRENCE_KIND:
            return ResolvedMention(mention, None, None, "comes again and again")
        if mention.offset is not None:
            return self._resolve_relative(mention, mention.offset)
        point, how = mention.partial_date, ""
        if mention.kind == "short year" and (
            self._anchor_year is None or self._anchor_year >= 1000
        ):
            if point.month is None and not point.code:
                return None  # a number of three digits, where no year has so few
            point = point._replace(year=None, digits=0)
        if point.year is not None and point.year < 1000 and not point.era:
            point = point._replace(era="BC" if (self._anchor_year or 1) <= 0 else "AD")
        elif not point.has_year:
            year, how = self._infer_year(ahead, said=said)
            if point.day is not None and point.month is None:
                point = point._replace(month=self._infer_month())
            if year is None or (point.month is None and not point.code):
                return ResolvedMention(
                    mention, None, None, "no date stands before it to take the rest from"
                )
            point = set_year(point, year)
        return _build_resolved_mention(mention, point, how)

    def _infer_year(self, ahead: _YearAhead, *, said: bool) -> tuple[int | None, str]:
        """The year for a date without one, and where it stands."""
        near = not said and ahead.distance <= _MAX_YEAR_DISTANCE
        if ahead.year is not None and (ahead.is_in_list or near or self._anchor_year is None):
            return ahead.year, f"the year is that of {quote_text(ahead.text)}"
        year = self._anchor_year
        if year is not None and not said and self._heading_years is not None:
            kept = min(max(year, self._heading_years[0]), self._heading_years[1])
            if kept != year:
                return kept, f"the year is that of the heading {quote_text(self._headings[-1])}"
        return year, f"the year is that of {quote_text(self._anchor_text)}"

    def _infer_month(self) -> int | None:
        """The month of the last date, for a day that says none."""
        if self._anchor is None or not self._anchor.month or int(self._anchor.month) > 12:
            return None
        return int(self._anchor.month)

    def _resolve_relative(self, mention: DateMention, lean: Offset) -> ResolvedMention:
        if self._anchor is None:
            return ResolvedMention(mention, None, None, "no date stands before it to count from")
        if lean.amount is None:
            run = SetRange(self._anchor, None) if lean.is_after else SetRange(None, self._anchor)
            how = f"only the order is told, by {quote_text(self._anchor_text)}"
            return ResolvedMention(mention, None, DateSet(SetKind.ONE_OF, (run,)), how)
        base, words = self._anchor, self._anchor_text
        if self._heading_years is not None and self._current_paragraph != self._anchor_paragraph:
            kept = min(max(relative.get_year(base), self._heading_years[0]), self._heading_years[1])
            if kept != relative.get_year(base):
                base, words = SimpleDate(format_edtf_year(kept)), self._headings[-1]
        how = f"counted from {quote_text(words)}"
        moved = relative.apply_offset(base, lean, mention.partial_date)
        if moved is None:
            return ResolvedMention(mention, None, None, f"{how}, which is too vague for it")
        unit, date = moved
        hedged = mention.partial_date.circa or lean.is_approximate
        return ResolvedMention(mention, unit, units.mark_approximate(date) if hedged else date, how)

    def _remember_anchor(self, dated: ResolvedMention, before: str) -> None:
        """Keeps a date to lean on; `before` is the text up to it in the sentence."""
        unit, lean = dated.unit, dated.mention.offset
        if unit is None or "X" in unit.year or (lean is not None and (lean.amount or 0) < 0):
            return
        if dated.mention.has_own_year:
            known = self._anchor_paragraph == self._current_paragraph
            if _ASIDE_PREFIX.search(before) or (known and _BACKGROUND_VERB.search(before)):
                return
        self._anchor_year, self._anchor, self._anchor_text = (
            relative.get_year(unit),
            unit,
            dated.mention.text,
        )
        self._anchor_paragraph = self._current_paragraph


class _YearAhead(NamedTuple):
    """The next year said in the sentence: its words, how far ahead, and whether as in a list."""

    year: int | None
    text: str = ""
    start: int = 0
    distance: int = 0
    is_in_list: bool = False


def _find_years_ahead(text: str, mentions: list[DateMention]) -> list[_YearAhead]:
    """For each mention, the first year that is said behind it in the sentence."""
    ahead: list[_YearAhead] = []
    following = _YearAhead(None)
    chain = -1  # where a list or range begins that ends in a year; -1 where there is none
    for mention in reversed(mentions):
        joined = mention.end <= chain and bool(_LIST_CONNECTOR.fullmatch(text, mention.end, chain))
        distance = following.start - mention.end
        ahead.append(following._replace(is_in_list=joined, distance=distance))
        year = get_astronomical_year(mention.partial_date) if mention.has_own_year else None
        if year is not None:
            following = _YearAhead(year, mention.text, mention.start)
        chain = mention.start if joined or year is not None else -1
    return ahead[::-1]


def _parse_heading_years(heading: str) -> tuple[int, int] | None:
    """The first and last year that a heading allows; None where it says none."""
    mentions = [
        each
        for each in find_mentions(heading)
        if each.has_own_year and each.partial_date.year is not None
    ]
    years = [
        year for each in mentions if (year := get_astronomical_year(each.partial_date)) is not None
    ]
    if not years:
        return None
    before = heading[: mentions[0].start]
    if len(years) == 1 and _OPEN_END_PREFIX.search(before):
        return years[0], _UNBOUNDED_YEAR
    if len(years) == 1 and _OPEN_START_PREFIX.search(before):
        return -_UNBOUNDED_YEAR, years[0]
    return min(years), max(years)


def get_astronomical_year(point: PartialDate) -> int | None:
    """The astronomical year that a point says."""
    if point.year is None:
        return None
    return 1 - point.year if point.era == "BC" else point.year


def set_year(point: PartialDate, year: int) -> PartialDate:
    """The point put into an astronomical year."""
    if year <= 0:
        return point._replace(year=1 - year, digits=4, era="BC")
    return point._replace(year=year, digits=4)


def _build_resolved_mention(
    mention: DateMention, point: PartialDate, how: str
) -> ResolvedMention | None:
    """The mention with the date that its pieces make; None where there is no such day."""
    if point.decade and point.decade % 100 == 0 and not point.era:
        century = SimpleDate(f"{point.decade // 100:02d}XX")
        return ResolvedMention(mention, century, century, "the decade or the century")
    try:
        plain = build_date(point._replace(part=None, circa=False))
    except DateError:
        return None
    try:
        date = build_date(point)
    except DateError:  # a part that has no fixed bounds, such as a quarter of a month
        date = plain
    return ResolvedMention(mention, _find_calendar_unit(point, plain, date), date, how)


def _find_calendar_unit(point: PartialDate, plain: EdtfDate, date: EdtfDate) -> SimpleDate | None:
    """The calendar unit that the words name, where EDTF has a form for it."""
    if isinstance(plain, SimpleDate):
        halved = point.part is not None and point.part.total != 3 and isinstance(date, SimpleDate)
        return date if halved and isinstance(date, SimpleDate) else plain
    sign = "-" if point.era == "BC" else ""
    if point.decade is not None:
        return SimpleDate(f"{sign}{point.decade // 10:03d}X")
    return SimpleDate(f"{sign}{(point.nth or 1) - 1:02d}XX") if point.unit == "century" else None
