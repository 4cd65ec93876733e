"""A date expression with the date that it means."""

from __future__ import annotations

import re

from qaim_cli.dates import DateSet, EdtfDate, SetKind, SetRange, SimpleDate
from qaim_cli.errors import DateError
from qaim_cli.extract.dates import relative
from qaim_cli.extract.dates.date_patterns import RESTATED_KIND, Offset, OffsetBase
from qaim_cli.extract.dates.day_of_writing import find_weekday_from
from qaim_cli.extract.dates.expressions import DateMention, find_first_unit
from qaim_cli.extract.dates.incidental import EventRole
from qaim_cli.extract.dates.story_anchor import Anchor
from qaim_cli.extract.dates.story_order import count_years_onward
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.periods import parse_absolute_date, units
from qaim_cli.periods.date_builder import build_date
from qaim_cli.periods.partial_dates import PartialDate
from qaim_cli.text import quote_text

_FIRST_MONTH_BEFORE_NEW_YEAR = 4
"""From this month on, New Year's Day is the one to come."""
_LAST_CENTURY = 2000
"""The first year of the present century: "the 2000s" are its first ten years."""


class ResolvedMention(FrozenRecord):
    """A mention with its date: None where it has no anchor, or comes again and again.

    `unit` is the calendar unit that the words name, parts of it ("early") and hedges aside;
    `explanation` says where the pieces came from that the mention does not say, or why there is no
    date; `role` says whether it tells of an event.
    """

    mention: DateMention
    unit: SimpleDate | None
    date: EdtfDate | None
    explanation: str = ""
    role: EventRole = EventRole.DATES_EVENT


def set_year(point: PartialDate, year: int) -> PartialDate:
    """Return a partial date with its year set to an astronomical year."""
    if year <= 0:
        return point._replace(year=1 - year, digits=4, era="BC")
    return point._replace(year=year, digits=4)


def build_resolved_mention(
    mention: DateMention, point: PartialDate, how: str
) -> ResolvedMention | None:
    """The mention with the date that its pieces make; None where there is no such day."""
    if point.decade == _LAST_CENTURY:
        point = point._replace(is_sure_decade=True)
    elif point.decade and point.decade % 100 == 0 and not point.era:
        century = SimpleDate(f"{point.decade // 100:02d}XX")
        if point.part is None:
            return ResolvedMention(mention, century, century, "the decade or the century")
        part = units.make_years(point.decade, 100, point.part)
        return ResolvedMention(mention, century, part, "a part of the century")
    try:
        plain = build_date(point._replace(part=None, circa=False))
    except DateError:
        return None
    try:
        date = build_date(point)
    except DateError:  # a part that has no fixed bounds, such as a quarter of a month
        date = plain
        how = "; ".join(filter(None, (how, "its words name a part that no date can")))
    return ResolvedMention(mention, _find_calendar_unit(point, plain, date), date, how)


def _find_calendar_unit(point: PartialDate, plain: EdtfDate, date: EdtfDate) -> SimpleDate | None:
    """The calendar unit that the words name, where EDTF has a form for it."""
    if isinstance(plain, SimpleDate):
        is_halved = point.part is not None and point.part.total != 3
        return date if is_halved and isinstance(date, SimpleDate) else plain
    sign = "-" if point.era == "BC" else ""
    if point.decade is not None:
        return SimpleDate(f"{sign}{point.decade // 10:03d}X")
    return SimpleDate(f"{sign}{(point.nth or 1) - 1:02d}XX") if point.unit == "century" else None


def make_phrase_mention(mention: DateMention, date: EdtfDate, how: str = "") -> ResolvedMention:
    """The mention with a date that is not made of its pieces."""
    first = _find_month_of_days(date) or find_first_unit(date)
    if first is None or first.year.startswith("Y"):
        return ResolvedMention(mention, None, date, how)
    return ResolvedMention(mention, SimpleDate(first.year, first.month, first.day), date, how)


def _find_month_of_days(date: EdtfDate) -> SimpleDate | None:
    """The month of one of several days, as of "the first week of May 1905"; None for others."""
    run = date.members[0] if isinstance(date, DateSet) and len(date.members) == 1 else None
    if not isinstance(run, SetRange) or run.start is None or run.end is None:
        return None
    first, last = run.start._replace(day=""), run.end._replace(day="")
    return first if run.start.day and first == last else None


def resolve_feast(
    mention: DateMention, year: int, how: str, anchor: SimpleDate | None
) -> ResolvedMention | None:
    """A feast of a year that its words do not say, or of the next if the last date leads there."""
    try:
        date = _parse_feast(mention.text, year)
        if (
            isinstance(date, SimpleDate)
            and date.month
            and anchor
            and relative.get_year(anchor) == year
        ):
            point = PartialDate(mention.text, month=int(date.month))
            onward = count_years_onward(anchor, point)
            if mention.text.startswith("New Year") and date.month == "01":
                onward = int(relative.get_start_month(anchor) >= _FIRST_MONTH_BEFORE_NEW_YEAR)
            date = _parse_feast(mention.text, year + onward)
        return make_phrase_mention(mention, date, how)
    except DateError:
        return None


def find_feast_month(text: str, year: int) -> int:
    """Return the month in which a feast was kept in a year; 0 where it had none of its own."""
    try:
        date = _parse_feast(text, year)
    except DateError:
        return 0
    return int(date.month or 0) if isinstance(date, SimpleDate) else 0


def take_date_behind(relative_mention: ResolvedMention, stated: ResolvedMention) -> ResolvedMention:
    """Give a relative date what the date right behind it says: "the next day, April 7, 1862".

    Both are dates of their own, unlike the mentions that `add_restating_mentions` adds.

    Args:
        relative_mention: the relative date.
        stated: the date that stands behind it in the same words.
    """
    offset, unit = relative_mention.mention.offset, stated.unit
    if offset is None or unit is None or offset.base is not OffsetBase.LAST_DATE:
        return relative_mention
    match offset.unit:
        case "day" if unit.day:
            known = unit
        case "month" if unit.month and stated.mention.has_own_year:
            known = unit._replace(day="")
        case "year" if stated.mention.has_own_year:
            known = SimpleDate(unit.year)
        case _:
            return relative_mention
    how = f"it is the one of {quote_text(stated.mention.text)}"
    return relative_mention._replace(unit=known, date=known, explanation=how)


def add_restating_mentions(
    mentions: list[DateMention], dates: list[ResolvedMention]
) -> list[ResolvedMention]:
    """Add the mentions that only restate a date beside them, with that date.

    They date no event, and have not been resolved. A time of day, which counts from a date, stands
    before its day; other words stand behind.
    """
    found = {each.mention.start: each for each in dates}
    for number, mention in enumerate(mentions):
        if mention.kind != RESTATED_KIND:
            continue
        beside = mentions[number + 1 if mention.offset else number - 1]
        if beside.start in found:
            how = f"it is {quote_text(beside.text)}"
            found[mention.start] = found[beside.start]._replace(
                mention=mention, explanation=how, role=EventRole.DATES_NONE
            )
    return [found[start] for start in sorted(found)]


def _parse_feast(text: str, year: int) -> EdtfDate:
    era = f"{1 - year} BC" if year <= 0 else f"{year:04d}"
    words = re.sub(r" (?:[Nn]ight|[Mm]orning)\Z", "", text)
    return parse_absolute_date(f"{words} {era}")


def resolve_offset(
    mention: DateMention, base: SimpleDate, offset: Offset, how: str
) -> ResolvedMention:
    """The date that lies so far from another; none where that one is too vague."""
    moved = relative.apply_hedged_offset(base, offset, mention.partial_date)
    if moved is None:
        return ResolvedMention(mention, None, None, f"{how}, which is too vague for it")
    return ResolvedMention(mention, *moved, how)


def resolve_weekday(mention: DateMention, anchor: Anchor) -> ResolvedMention | None:
    """The first such weekday on or after the day that is the anchor."""
    date = find_weekday_from(mention.text, anchor.unit)
    how = f"counted from {quote_text(anchor.words)}"
    return None if date is None else make_phrase_mention(mention, date, how)


def resolve_order(
    mention: DateMention, anchor: Anchor, *, is_after: bool, is_here: bool
) -> ResolvedMention:
    """A date that is only before or after the anchor, if that is here, in its paragraph."""
    if not is_here:
        how = "no date stands before it in its paragraph"
        return ResolvedMention(mention, None, None, how)
    run = SetRange(anchor.unit, None) if is_after else SetRange(None, anchor.unit)
    how = f"only the order is told, by {quote_text(anchor.words)}"
    return ResolvedMention(mention, None, DateSet(SetKind.ONE_OF, (run,)), how)
