"""Anchoring: the dates of an article's sentences, with what they leave unsaid taken from around.

A date without a year takes it, in this order, from the list or range it begins ("March and April
2004"); from a year said close behind it in its sentence, where none is said before it; from the
last year said, which is kept within the years of the heading. A relative date leans on the date
before it. Not every year said is remembered for this: what is told in parentheses, as a planned or
past thing ("had", "would"), or as an end ("until") is aside. Nothing is ever taken from today, and
what finds no anchor has no date.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from qaim_cli.articles import Sentence
from qaim_cli.dates import SimpleDate
from qaim_cli.dates.calendar import format_edtf_year
from qaim_cli.extract.dates import relative
from qaim_cli.extract.dates.bracketed_dates import is_in_brackets
from qaim_cli.extract.dates.clause_dates import leads_clause, tells_of_noun
from qaim_cli.extract.dates.date_patterns import (
    RECURRENCE_KIND,
    RESTATED_KIND,
    TIME_KIND,
    WRITING_KIND,
    Offset,
    OffsetBase,
)
from qaim_cli.extract.dates.day_of_writing import resolve_from_writing_day
from qaim_cli.extract.dates.expressions import DateMention, find_first_unit
from qaim_cli.extract.dates.heading_years import HeadingYears
from qaim_cli.extract.dates.incidental import EventRole, classify_dates
from qaim_cli.extract.dates.nearby_years import (
    EARLIEST_UNMARKED_YEAR,
    RANGE_GAP,
    ParagraphYears,
    find_range_end_month,
    find_years_ahead,
    has_early_years,
    infer_era,
)
from qaim_cli.extract.dates.resolved import (
    ResolvedMention,
    add_restating_mentions,
    build_resolved_mention,
    make_phrase_mention,
    resolve_feast,
    resolve_offset,
    resolve_order,
    resolve_weekday,
    set_year,
    take_date_behind,
)
from qaim_cli.extract.dates.selected_mentions import select_mentions, states_rule
from qaim_cli.extract.dates.story_anchor import (
    Anchor,
    YearInPassing,
    find_new_year_range,
    is_year_aside,
    make_heading_anchor,
    make_year_in_passing,
    points_elsewhere,
    says_single_year,
)
from qaim_cli.extract.dates.told_dates import ToldDates, find_age_date, find_reign_year
from qaim_cli.extract.dates.year_inference import MentionContext, YearSources, infer_year
from qaim_cli.extract.words.prefiltered_patterns import PrefilteredPattern
from qaim_cli.periods import units
from qaim_cli.periods.partial_dates import PartialDate
from qaim_cli.text import quote_text

_ASIDE_PREFIX = PrefilteredPattern(
    r"\b(?:until|till)(?: the)?(?: [^,;.]{0,40} (?:in|on))? \Z", re.IGNORECASE
)
_OWN_PREFIX = re.compile(r"\b(?:his|her|its|their) \Z", re.IGNORECASE)
_BACKGROUND_VERB = re.compile(r"\b(?:had|was to|were to|would)\b(?!.*(?:;|, but) )")
_OWN_AGE = re.compile(r"\b(?:[Hh]is|[Hh]er|[Tt]heir) (?:(?:early|mid|late)[ -])?\Z")
_RESTATED = re.compile(r"(?:, | \(|,? (?:on|in) )(?:the )?")
"""What stands between a relative date and the date that it is: "a year later, in 1863"."""
_MIN_SHORT_YEAR = 100
"""The first year of three digits, which needs no year of two digits near it."""
_MAX_SHORT_YEAR_GAP = 80
"""How far from the last year a year of two digits may lie."""


def resolve_mentions(
    sentences: Sequence[Sentence], writing_day: datetime.date | None = None, *, title: str = ""
) -> Iterator[tuple[Sentence, list[ResolvedMention]]]:
    """Each sentence with its dates, read in order.

    Args:
        sentences: the sentences of an article.
        writing_day: the day that "yesterday" and "on Tuesday" count from.
        title: the title of the article, whose years the story begins with.
    """
    resolver = MentionResolver(
        writing_day, has_early_years=has_early_years(each.text for each in sentences)
    )
    resolver.set_anchor_from_title(title)
    for _, paragraph in groupby(sentences, lambda each: each.locator[:2]):
        told = list(paragraph)
        years = ParagraphYears(told)
        for sentence in told:
            yield sentence, resolver.resolve_sentence(sentence, years)


class MentionResolver:
    """Resolves dates in reading order, from the last date and year that the article gave."""

    def __init__(
        self, writing_day: datetime.date | None = None, *, has_early_years: bool = False
    ) -> None:
        self._writing_day = writing_day
        self._has_early_years = has_early_years
        self._headings = HeadingYears()
        self._told_dates = ToldDates()
        self._anchor: Anchor | None = None
        self._passing: YearInPassing | None = None
        self._long_unit: SimpleDate | None = None
        """The first year of a decade or century told since the anchor."""
        self._has_turned = False
        """Whether the last era told, aside or not, is AD."""
        self._first_bc_year: int | None = None
        """The first year BC in the text; until there is an anchor, years after it may be BC too."""
        self._sentence = Sentence("", 0, 0, "")

    def set_anchor_from_title(self, title: str) -> None:
        """Count from the years of an article's title until a heading or sentence tells others."""
        self._anchor = make_heading_anchor(title)

    def resolve_sentence(
        self, sentence: Sentence, paragraph_years: ParagraphYears
    ) -> list[ResolvedMention]:
        """The dates of the next sentence, whose paragraph tells these years."""
        if sentence.headings != self._headings.headings:
            self._anchor = self._headings.enter_section(sentence.headings) or self._anchor
        self._sentence = sentence
        mentions = select_mentions(sentence.text)
        roles = classify_dates(sentence.text, mentions)
        said, end = False, 0
        dates: list[ResolvedMention] = []
        ahead_years = find_years_ahead(sentence.text, mentions)
        for number, (mention, ahead, role) in enumerate(
            zip(mentions, ahead_years, roles, strict=True)
        ):
            if mention.kind == RESTATED_KIND:
                continue
            range_end = find_range_end_month(sentence.text, mentions[number : number + 2])
            gap = sentence.text[end : mention.start]
            ends_range = bool(dates) and RANGE_GAP.fullmatch(gap) is not None
            following = mentions[number + 1].partial_date if number + 1 < len(mentions) else None
            next_month = (following.month if following else None) or 0
            context = MentionContext(
                sentence, paragraph_years, ahead, said, ends_range, range_end, next_month
            )
            dated = self._resolve_mention(mention, context)
            if dated is not None:
                dated = dated._replace(role=role)
                self._remember_date(dated, gap)
                if dates and _RESTATED.fullmatch(gap):
                    dates[-1] = take_date_behind(dates[-1], dated)
                dates.append(dated)
            is_year = says_single_year(mention) and role is not EventRole.DATES_NONE
            said, end = said or is_year, mention.end
        return add_restating_mentions(mentions, dates) if len(dates) < len(mentions) else dates

    def _resolve_mention(
        self, mention: DateMention, context: MentionContext
    ) -> ResolvedMention | None:
        if mention.kind == RECURRENCE_KIND:
            return ResolvedMention(mention, None, None, "comes again and again")
        if mention.date is not None:
            return make_phrase_mention(mention, mention.date)
        day = self._headings.day or self._writing_day
        if day and (mention.kind == WRITING_KIND or mention.text.startswith(("next ", "Next "))):
            date = resolve_from_writing_day(mention.text, self._sentence.text, day)
            how = f"counted from the day of writing, {day.isoformat()}"
            return None if date is None else make_phrase_mention(mention, date, how)
        anchor = self._anchor
        if mention.kind == WRITING_KIND and anchor and anchor.gives_day(self._sentence):
            return resolve_weekday(mention, anchor)
        if mention.kind == TIME_KIND and not (anchor and anchor.gives_day(self._sentence)):
            return None
        if mention.offset is not None:
            if mention.offset.base is not OffsetBase.LAST_DATE:
                return self._resolve_from_told_event(mention, mention.offset)
            return self._resolve_relative(mention, mention.offset)
        return self._resolve_partial(mention, context)

    def _resolve_partial(
        self, mention: DateMention, context: MentionContext
    ) -> ResolvedMention | None:
        """The date of the pieces that a mention says, with those that it does not say."""
        point, how, anchor = mention.partial_date, "", self._anchor
        if mention.kind == "short decade":
            return self._resolve_short_decade(mention)
        if mention.kind == "short year" and not self._is_short_year(point):
            if point.month is None and not point.code:
                return None  # a number of three digits, where no year has so few
            point = point._replace(year=None, digits=0)
        if point.year is not None and not (point.era or self._has_turned):
            is_here = anchor is not None and anchor.is_in_paragraph(self._sentence)
            last_year = anchor.year if anchor else self._first_bc_year
            era = infer_era(point.year, last_year, is_here=is_here)
            point = point._replace(era=era)
        if not point.has_year:
            is_feast = mention.kind == "moving feast"
            if mention.kind == WRITING_KIND and point.month is None and not point.code:
                return None
            sources = YearSources(anchor, self._passing, self._headings, self._writing_day)
            year, how = infer_year(mention, context, sources)
            if point.day is not None and point.month is None:
                point = point._replace(month=anchor.get_month() if anchor else None)
            if year is None or (point.month is None and not point.code and not is_feast):
                return ResolvedMention(
                    mention, None, None, "no date stands before it to take the rest from"
                )
            if is_feast:
                return resolve_feast(mention, year, how, anchor.unit if anchor else None)
            point = set_year(point, year)
        return build_resolved_mention(mention, point, how)

    def _is_short_year(self, point: PartialDate) -> bool:
        """Whether a number of two or three digits can be a year here."""
        year = point.year or 0
        if self._anchor is None and self._first_bc_year is not None:
            # in a life that began BC, a year is BC as well, and not before its first
            return _MIN_SHORT_YEAR <= year <= 1 - self._first_bc_year
        if self._anchor is None or self._anchor.year >= EARLIEST_UNMARKED_YEAR:
            return self._has_early_years and year >= _MIN_SHORT_YEAR
        return year >= _MIN_SHORT_YEAR or abs(year - abs(self._anchor.year)) <= _MAX_SHORT_YEAR_GAP

    def _resolve_short_decade(self, mention: DateMention) -> ResolvedMention | None:
        """A decade that says no century: the one nearest to the last year."""
        if _OWN_AGE.search(self._sentence.text[: mention.start]):
            return self._resolve_decade_of_life(mention)
        if self._anchor is None or self._anchor.year < EARLIEST_UNMARKED_YEAR:
            return None
        decade, year = mention.partial_date.decade or 0, self._anchor.year
        century = year // 100 * 100
        choices = [century + decade + step for step in (-100, 0, 100)]
        nearest = min(choices, key=lambda start: abs(start + 5 - year))
        point = mention.partial_date._replace(decade=nearest, digits=4)
        how = f"the century is that of {quote_text(self._anchor.words)}"
        return build_resolved_mention(mention, point, how)

    def _resolve_decade_of_life(self, mention: DateMention) -> ResolvedMention | None:
        """The years in which someone was "in her early twenties"; None without a birth."""
        age, part = mention.partial_date.decade or 0, mention.partial_date.part
        offset = Offset("age", age, base=OffsetBase.BIRTH)
        base = self._told_dates.find_base(offset, self._sentence, mention.start)
        if base is None:
            return None
        first = relative.get_year(base.unit) + age
        date = units.make_years(first, 10, part)
        how = f"counted from {quote_text(base.date_words)}"
        return make_phrase_mention(mention, date, how)

    def _resolve_relative(self, mention: DateMention, offset: Offset) -> ResolvedMention | None:
        anchor, sentence = self._anchor, self._sentence
        if states_rule(sentence.text):
            return None
        if self._long_unit is not None and offset.unit in ("decade", "century"):
            return resolve_offset(mention, self._long_unit, offset, "counted from the one before")
        if anchor is None:
            return ResolvedMention(mention, None, None, "no date stands before it to count from")
        is_here = anchor.is_in_paragraph(sentence)
        if offset.amount is None:
            return resolve_order(mention, anchor, is_after=offset.is_after, is_here=is_here)
        is_month = offset.unit in ("month", "season")
        is_loose = is_month or (offset.unit == "day" and not anchor.unit.month)
        if offset.amount and is_loose and sentence.section != anchor.section:
            how = "no date stands before it in its section"
            return ResolvedMention(mention, None, None, how)
        base, words = anchor.unit, anchor.words
        if self._passing is not None and self._passing.is_base_of(mention, offset, sentence):
            base, words = self._passing.unit, self._passing.mention.text
        elif not is_here:
            kept = self._headings.keep_year(anchor.year, anchor)
            if kept != anchor.year:
                base, words = SimpleDate(format_edtf_year(kept)), self._headings.headings[-1]
        return resolve_offset(mention, base, offset, f"counted from {quote_text(words)}")

    def _resolve_from_told_event(
        self, mention: DateMention, offset: Offset
    ) -> ResolvedMention | None:
        """A date that counts from a birth, a reign or another event; None where none is told."""
        base = self._told_dates.find_base(offset, self._sentence, mention.start)
        if base is None:
            return None
        how = f"counted from {quote_text(base.date_words)}"
        if offset.base is OffsetBase.EVENT:
            return resolve_offset(mention, base.unit, offset, how)
        number = offset.amount or 0
        if offset.base is OffsetBase.REIGN:
            return make_phrase_mention(mention, find_reign_year(base.unit, number), how)
        date = find_age_date(base.unit, number, is_birthday=offset.unit == "birthday")
        return make_phrase_mention(mention, date, how)

    def _remember_date(self, dated: ResolvedMention, before: str) -> None:
        """Keep a date that later ones count from; `before` is the sentence up to it."""
        unit, mention = dated.unit, dated.mention
        if era := mention.partial_date.era:
            self._has_turned = era == "AD"
        if unit is not None and "X" not in unit.year:
            self._told_dates.note_date(self._sentence, dated)
            if era == "BC" and self._first_bc_year is None:
                self._first_bc_year = relative.get_year(unit)
        if dated.role is EventRole.DATES_NONE:
            return
        first = find_first_unit(dated.date) if dated.date else None
        if first is not None and mention.kind in ("decade", "century"):
            self._long_unit = SimpleDate(first.year.replace("X", "0"))
        if unit is None or "X" in unit.year or points_elsewhere(mention):
            return
        if not mention.has_own_year:
            is_aside = self._anchor is not None and (
                self._anchor.is_preceded_by(unit, self._sentence.text, mention.start)
                or (
                    self._anchor.year != relative.get_year(unit)
                    and _is_end_of_stretch(mention, before)
                )
            )
        else:
            is_aside = self._stands_aside(dated, before)
        if not is_aside:
            self._move_anchor(unit, mention, before)
        elif self._anchor and mention.has_own_year and relative.get_year(unit) > self._anchor.year:
            self._passing = make_year_in_passing(
                unit, mention, self._sentence, self._anchor, is_led_to=False
            )

    def _move_anchor(self, unit: SimpleDate, mention: DateMention, before: str) -> None:
        """Take a date for the anchor, unless it is told in passing or the anchor says it too."""
        anchor, month_before = self._anchor, None
        if anchor is not None and mention.has_own_year:
            is_interruption = self._interrupts_story(unit, mention, anchor)
            if is_interruption or self._is_background(before, anchor):
                self._passing = make_year_in_passing(
                    unit, mention, self._sentence, anchor, is_led_to=is_interruption
                )
                return
        if anchor is not None and not unit.month and anchor.unit.year == unit.year:
            if anchor.sentence is self._sentence:  # it says this year, and more closely
                return
            if mention.offset is not None:
                month_before = anchor.month_before or anchor.unit
        self._anchor = Anchor(
            unit,
            relative.get_year(unit),
            mention.text,
            mention.has_own_year,
            self._sentence,
            month_before,
            find_new_year_range(anchor, unit, self._sentence, before),
        )
        self._passing = self._long_unit = None

    def _stands_aside(self, dated: ResolvedMention, before: str) -> bool:
        """Whether a date leaves the story where it is, and nothing counts from it."""
        return (
            (dated.role is EventRole.IS_ASIDE and _OWN_PREFIX.search(before) is not None)
            or _ASIDE_PREFIX.search(before) is not None
            or is_in_brackets(self._sentence.text, dated.mention.start)
        )

    def _is_background(self, before: str, anchor: Anchor) -> bool:
        """Whether a date is of what had happened, or would, in the anchor's paragraph."""
        is_here = anchor.is_in_paragraph(self._sentence)
        return is_here and _BACKGROUND_VERB.search(before) is not None

    def _interrupts_story(self, unit: SimpleDate, mention: DateMention, anchor: Anchor) -> bool:
        """Whether a date that says its year is out of a story told by months and days."""
        text = self._sentence.text
        if not anchor.tells_months(self._sentence) or leads_clause(text, mention.start):
            return False
        if unit.month:
            return tells_of_noun(text, mention.start, mention.end)
        return is_year_aside(unit, anchor)


def _is_end_of_stretch(mention: DateMention, before: str) -> bool:
    """Whether a relative date only ends a stretch: "until May of the following year"."""
    return mention.offset is not None and _ASIDE_PREFIX.search(before) is not None
