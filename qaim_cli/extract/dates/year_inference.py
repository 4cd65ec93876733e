"""The year of a date that says none, inferred from the years told around it."""

from __future__ import annotations

import datetime

from qaim_cli.articles import Sentence
from qaim_cli.extract.dates import relative
from qaim_cli.extract.dates.clause_dates import (
    begins_next_clause,
    is_told_as_earlier,
    leads_sentence_in_order,
)
from qaim_cli.extract.dates.day_of_writing import infer_year_of_writing
from qaim_cli.extract.dates.expressions import DateMention
from qaim_cli.extract.dates.heading_years import HeadingYears
from qaim_cli.extract.dates.nearby_years import ParagraphYears, YearAhead
from qaim_cli.extract.dates.resolved import find_feast_month
from qaim_cli.extract.dates.story_anchor import Anchor, YearInPassing
from qaim_cli.extract.dates.story_order import WINTER_CODE, count_years_onward
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.text import quote_text

_MAX_YEAR_DISTANCE = 60
"""How many characters behind a date a year may stand to be taken for its own."""
_YearAndReason = tuple[int | None, str]
"""The year, and where it stands."""


class MentionContext(FrozenRecord):
    """Where a date stands: its sentence and paragraph, and the year said ahead of it there.

    `is_year_said` says whether its sentence says a year before it, `ends_range` whether a range
    leads up to it ("from October to March"), and `range_end` is the month in which the range ends
    that it begins, 0 where it begins none. `next_month` is that of the next date of the sentence, 0
    where that has none.
    """

    sentence: Sentence
    paragraph_years: ParagraphYears
    ahead: YearAhead
    is_year_said: bool
    ends_range: bool
    range_end: int
    next_month: int


class YearSources(FrozenRecord):
    """The years told so far that a date may be of."""

    anchor: Anchor | None
    passing: YearInPassing | None
    headings: HeadingYears
    writing_day: datetime.date | None


def infer_year(
    mention: DateMention, context: MentionContext, sources: YearSources
) -> _YearAndReason:
    """Infer the year of a date that says none; None where nothing gives it."""
    point, ahead, anchor = mention.partial_date, context.ahead, sources.anchor
    if ahead.year is not None and _is_year_ahead_its_own(mention, context, anchor):
        # a winter told before the rest is the one that leads up to it, and so is a later month
        month = point.month or 0
        if mention.kind == "moving feast":
            month = find_feast_month(mention.text, ahead.year)
        is_later_month = month > (ahead.month or 12)
        if not (
            is_later_month
            and anchor is not None
            and anchor.tells_months(context.sentence)
            and anchor.is_led_on(point, ahead.year)
        ):
            year = ahead.year - (point.code == WINTER_CODE or is_later_month)
            return year, f"the year is that of {quote_text(ahead.text)}"
    elif point.month is not None:
        if sources.writing_day is not None and not context.is_year_said:
            year = infer_year_of_writing(
                point.month, point.day, context.sentence.text, sources.writing_day
            )
            return year, "the year is that of the day of writing, or the next to it"
        if anchor is None:
            later = context.paragraph_years.find_year_later(context.sentence)
            if later.year is not None:
                year = later.year - (point.month > (later.month or 12))
                return year, f"the year is that of {quote_text(later.text)}, told later"
    if anchor is None:
        return None, ""
    return _infer_year_from_before(mention, context, sources, anchor)


def _is_year_ahead_its_own(
    mention: DateMention, context: MentionContext, anchor: Anchor | None
) -> bool:
    """Whether the year said ahead of a date is the date's own."""
    is_near = (
        not context.is_year_said
        and context.ahead.distance <= _MAX_YEAR_DISTANCE
        and not mention.text.startswith(("that ", "That "))
        and not _ends_clause(mention, context, anchor)
    )
    return context.ahead.is_in_list or is_near or anchor is None


def _ends_clause(mention: DateMention, context: MentionContext, anchor: Anchor | None) -> bool:
    """Whether the year ahead is of another clause, to which no winter leads up."""
    if mention.partial_date.code == WINTER_CODE:
        return False
    is_unlikely = (
        anchor is not None
        and abs((context.ahead.year or 0) - anchor.year) > 1
        and anchor.tells_months(context.sentence)
    )
    return begins_next_clause(
        context.sentence.text, mention.end, context.ahead.start, is_unlikely=is_unlikely
    )


def _infer_year_from_before(
    mention: DateMention, context: MentionContext, sources: YearSources, anchor: Anchor
) -> _YearAndReason:
    """Infer the year from the years told before a date, of which there is an anchor."""
    point, year, sentence = mention.partial_date, anchor.year, context.sentence
    passing = sources.passing
    if passing is not None and passing.is_year_of(mention, sentence, anchor):
        how = f"the year is that of {quote_text(passing.mention.text)}"
        return relative.get_year(passing.unit), how
    year_in_range = anchor.find_year_in_range(point, sentence)
    if year_in_range is not None and not context.is_year_said:
        how = f"the year is that of the range which {quote_text(anchor.words)} is in"
        return year_in_range, how
    is_here = anchor.sentence is sentence
    onward = count_years_onward(
        anchor.unit if is_here else anchor.month_before or anchor.unit,
        point,
        is_heading=anchor.sentence is None,
        is_told_back=not anchor.has_year,
        ends_range=context.ends_range,
        range_end=context.range_end,
        leads_on=anchor.has_year and leads_sentence_in_order(sentence.text, mention.start),
        is_told_as_earlier=is_told_as_earlier(sentence.text, mention.start),
        next_month=context.next_month,
    )
    is_winter = point.code == WINTER_CODE
    is_told_back = onward < 0 and (is_winter or point.month is not None)
    is_led_out = is_here and onward > 0
    if not (context.is_year_said or is_told_back or is_led_out or anchor.gives_day(sentence)):
        kept = sources.headings.keep_year(year + onward, anchor)
        if kept != year + onward + is_winter and kept != year + onward:
            heading = quote_text(sources.headings.headings[-1])
            return kept, f"the year is that of the heading {heading}"
    if onward:
        which = "next to" if onward > 0 else "before"
        return year + onward, f"the year is the one {which} that of {quote_text(anchor.words)}"
    return year, f"the year is that of {quote_text(anchor.words)}"
