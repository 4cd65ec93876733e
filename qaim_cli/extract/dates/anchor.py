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
from collections.abc import Iterable, Iterator, Sequence

from qaim_cli.articles import Sentence
from qaim_cli.dates import DateSet, SetKind, SetRange, SimpleDate
from qaim_cli.dates.calendar import format_edtf_year
from qaim_cli.extract.dates import relative
from qaim_cli.extract.dates.bracketed_dates import is_in_brackets
from qaim_cli.extract.dates.clause_dates import (
    are_in_one_clause,
    begins_next_clause,
    leads_clause,
    tells_of_noun,
)
from qaim_cli.extract.dates.date_patterns import (
    RECURRENCE_KIND,
    TIME_KIND,
    WRITING_KIND,
    Offset,
    OffsetBase,
)
from qaim_cli.extract.dates.day_of_writing import (
    find_weekday_after,
    infer_year_of_writing,
    resolve_from_writing_day,
)
from qaim_cli.extract.dates.expressions import DateMention, find_first_unit
from qaim_cli.extract.dates.incidental import EventRole, classify_dates
from qaim_cli.extract.dates.nearby_years import (
    EARLIEST_UNMARKED_YEAR,
    RANGE_GAP,
    UNBOUNDED_YEAR,
    YearAhead,
    begins_with_year,
    find_range_end_month,
    find_year_later,
    find_years_ahead,
    has_early_years,
    infer_era,
    parse_heading_day,
    parse_heading_month,
    parse_heading_years,
)
from qaim_cli.extract.dates.resolved import (
    ResolvedMention,
    build_resolved_mention,
    find_feast_month,
    make_phrase_mention,
    resolve_feast,
    resolve_offset,
    restate_offset,
    set_year,
)
from qaim_cli.extract.dates.selected_mentions import select_mentions, states_rule
from qaim_cli.extract.dates.story_order import WINTER_CODE, count_years_onward, is_next_month
from qaim_cli.extract.dates.told_dates import ToldDates, find_age_date, find_reign_year
from qaim_cli.periods import units
from qaim_cli.periods.partial_dates import PartialDate
from qaim_cli.text import quote_text

_MAX_YEAR_DISTANCE = 60
"""How many characters behind a date a year may stand to be taken for its own."""
_ASIDE_PREFIX = re.compile(
    r"\b(?:until|till)(?: the)?(?: [^,;.]{0,40} (?:in|on))? \Z", re.IGNORECASE
)
_OWN_PREFIX = re.compile(r"\b(?:his|her|its|their) \Z", re.IGNORECASE)
_BACKGROUND_VERB = re.compile(r"\b(?:had|was to|were to|would)\b")
_OWN_AGE = re.compile(r"\b(?:[Hh]is|[Hh]er|[Tt]heir) (?:(?:early|mid|late)[ -])?\Z")
_NO_PARAGRAPH = ("", 0)
"""Where a heading's date stands."""
_FEW_YEARS, _FAR_YEARS = 3, 10
"""So many years on, a year that leads no clause may be, and is, told by the way."""
_MAX_ASIDE_SENTENCES = 2
"""How many sentences on a relative date may count from a year told aside."""
_RESTATED = re.compile(r"(?:, | \(|,? (?:on|in) )(?:the )?")
"""What stands between a relative date and the date that it is: "a year later, in 1863"."""
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
    resolver.enter_title(title)
    for number, sentence in enumerate(sentences):
        behind = map(sentences.__getitem__, range(number + 1, len(sentences)))
        yield sentence, resolver.resolve_sentence(sentence, behind)


class MentionResolver:
    """Resolves dates in reading order, from the last date and year that the article gave."""

    def __init__(
        self, writing_day: datetime.date | None = None, *, has_early_years: bool = False
    ) -> None:
        self._writing_day = writing_day
        self._has_levels = False
        """Whether a heading has stood under another."""
        self._in_chapter = False
        """Whether the heading that told the years begins with one."""
        self._section_day: datetime.date | None = None
        """The day that a heading gives, as in a diary."""
        self._has_early_years = has_early_years
        self._told_dates = ToldDates()
        self._headings: tuple[str, ...] = ()
        self._heading_years: tuple[int, int] | None = None
        self._anchor_year: int | None = None
        self._anchor: SimpleDate | None = None
        self._has_turned = False
        """Whether the last era told, aside or not, is AD."""
        self._aside: ResolvedMention | None = None
        """A year told aside since the last date."""
        self._aside_sentence: Sentence | None = None
        self._may_lead = False
        """Whether the story may have gone on to that year."""
        self._range_end = 0
        """The month in which the range ends that this date begins; 0 where it begins none."""
        self._ends_range = False
        """Whether a range leads up to this date: "from October to March"."""
        self._is_anchor_said = True
        """Whether the last date says its year itself."""
        self._month_before: SimpleDate | None = None
        """The last date with a month, where "that year" has been told since."""
        self._anchor_text = ""
        """The words of the last date."""
        self._sentence = Sentence("", 0, 0, "")
        self._anchor_paragraph: tuple[str, int] = _NO_PARAGRAPH
        """The paragraph of the last date, by section and number."""
        self._anchor_sentence: Sentence | None = None
        self._long_unit: SimpleDate | None = None
        """The first year of a decade or century told since the last date."""
        self._behind: Iterable[Sentence] = ()
        """The sentences behind this one."""

    @property
    def _has_day_here(self) -> bool:
        """Whether the last date is a whole day of this paragraph, which no heading overrules."""
        here = self._anchor_paragraph == self._current_paragraph
        return here and self._anchor is not None and bool(self._anchor.day)

    @property
    def _current_paragraph(self) -> tuple[str, int]:
        return (self._sentence.section, self._sentence.paragraph)

    def resolve_sentence(
        self, sentence: Sentence, behind: Iterable[Sentence] = ()
    ) -> list[ResolvedMention]:
        """The dates of the next sentence.

        Args:
            sentence: the sentence.
            behind: the sentences behind it.
        """
        self._behind = behind
        if sentence.headings != self._headings:
            self._enter_section(sentence.headings)
        self._sentence = sentence
        mentions = select_mentions(sentence.text)
        roles = classify_dates(sentence.text, mentions)
        said, end = False, 0
        dates: list[ResolvedMention] = []
        ahead_years = find_years_ahead(sentence.text, mentions)
        for number, (mention, ahead, role) in enumerate(
            zip(mentions, ahead_years, roles, strict=True)
        ):
            self._range_end = find_range_end_month(sentence.text, mentions[number : number + 2])
            gap = sentence.text[end : mention.start]
            self._ends_range = bool(dates) and RANGE_GAP.fullmatch(gap) is not None
            dated = self._resolve_mention(mention, ahead, said=said)
            if dated is not None:
                dated = dated._replace(role=role)
                self._remember_date(dated, gap)
                if dates and _RESTATED.fullmatch(gap):
                    dates[-1] = restate_offset(dates[-1], dated)
                dates.append(dated)
            is_year = mention.has_own_year and role is not EventRole.DATES_NONE
            said, end = said or is_year, mention.end
        return dates

    def _enter_section(self, headings: tuple[str, ...]) -> None:
        """Take the years of the headings, the innermost that has any.

        Where headings have no levels, a section without a year is taken for a part of the last
        whose heading begins with one: "1914: War breaks out", "Eastern front".
        """
        self._has_levels |= len(headings) > 1
        if self._has_levels or not self._in_chapter:
            self._heading_years = None
        self._section_day = None
        for text in headings:
            self._section_day = parse_heading_day(text) or self._section_day
            known = parse_heading_years(text)
            if known is None:
                continue
            self._heading_years = known
            self._in_chapter = begins_with_year(text)
            if text not in self._headings:
                self._count_from_heading(text, known)
        self._headings = headings

    def enter_title(self, title: str) -> None:
        """Count from the years of an article's title until a heading or sentence tells others."""
        known = parse_heading_years(title)
        if known is not None:
            self._count_from_heading(title, known)

    def _count_from_heading(self, text: str, years: tuple[int, int]) -> None:
        """Take the month or first year of a heading for what dates count from."""
        low, high = years
        self._anchor_year = low if low > -UNBOUNDED_YEAR else high
        self._anchor_text, month = text, parse_heading_month(text)
        self._anchor = (
            units.make_month(self._anchor_year, month)
            if month
            else SimpleDate(format_edtf_year(self._anchor_year))
        )
        self._anchor_paragraph, self._is_anchor_said = _NO_PARAGRAPH, True

    def _resolve_mention(
        self, mention: DateMention, ahead: YearAhead, *, said: bool
    ) -> ResolvedMention | None:
        if mention.kind == RECURRENCE_KIND:
            return ResolvedMention(mention, None, None, "comes again and again")
        if mention.date is not None:
            return make_phrase_mention(mention, mention.date)
        day = self._section_day or self._writing_day
        if day and (mention.kind == WRITING_KIND or mention.text.startswith(("next ", "Next "))):
            date = resolve_from_writing_day(mention.text, self._sentence.text, day)
            how = f"counted from the day of writing, {day.isoformat()}"
            return None if date is None else make_phrase_mention(mention, date, how)
        if mention.kind == TIME_KIND and not self._has_day_here:
            return None
        if mention.kind == WRITING_KIND and self._has_day_here:
            return self._resolve_weekday(mention)
        if mention.offset is not None:
            if mention.offset.base is not OffsetBase.LAST_DATE:
                return self._resolve_from_told_event(mention, mention.offset)
            return self._resolve_relative(mention, mention.offset)
        return self._resolve_partial(mention, ahead, said=said)

    def _resolve_weekday(self, mention: DateMention) -> ResolvedMention | None:
        """The weekday that comes next behind the last day told."""
        assert self._anchor is not None
        date = find_weekday_after(mention.text, self._anchor)
        how = f"counted from {quote_text(self._anchor_text)}"
        return None if date is None else make_phrase_mention(mention, date, how)

    def _resolve_partial(
        self, mention: DateMention, ahead: YearAhead, *, said: bool
    ) -> ResolvedMention | None:
        """The date of the pieces that a mention says, with those that it does not say."""
        point, how = mention.partial_date, ""
        if mention.kind == "short decade":
            return self._resolve_short_decade(mention)
        if mention.kind == "short year" and not self._is_short_year(point):
            if point.month is None and not point.code:
                return None  # a number of three digits, where no year has so few
            point = point._replace(year=None, digits=0)
        if point.year is not None and not (point.era or self._has_turned):
            is_here = self._anchor_paragraph == self._current_paragraph
            point = point._replace(era=infer_era(point.year, self._anchor_year, is_here=is_here))
        if not point.has_year:
            is_feast = mention.kind == "moving feast"
            if mention.kind == WRITING_KIND and point.month is None and not point.code:
                return None
            year, how = self._infer_year(mention, ahead, said=said)
            if point.day is not None and point.month is None:
                point = point._replace(month=self._infer_month())
            if year is None or (point.month is None and not point.code and not is_feast):
                return ResolvedMention(
                    mention, None, None, "no date stands before it to take the rest from"
                )
            if is_feast:
                return resolve_feast(mention, year, how, self._anchor)
            point = set_year(point, year)
        return build_resolved_mention(mention, point, how)

    def _is_short_year(self, point: PartialDate) -> bool:
        """Whether a number of two or three digits can be a year here."""
        year, anchor = point.year or 0, self._anchor_year
        if anchor is None or anchor >= EARLIEST_UNMARKED_YEAR:
            return self._has_early_years and year >= 100
        return year >= 100 or abs(year - abs(anchor)) <= _MAX_SHORT_YEAR_GAP

    def _resolve_short_decade(self, mention: DateMention) -> ResolvedMention | None:
        """A decade that says no century: the one nearest to the last year."""
        if _OWN_AGE.search(self._sentence.text[: mention.start]):
            return self._resolve_decade_of_life(mention)
        if self._anchor_year is None or self._anchor_year < EARLIEST_UNMARKED_YEAR:
            return None
        decade, anchor = mention.partial_date.decade or 0, self._anchor_year
        century = anchor // 100 * 100
        choices = [century + decade + step for step in (-100, 0, 100)]
        nearest = min(choices, key=lambda start: abs(start + 5 - anchor))
        point = mention.partial_date._replace(decade=nearest, digits=4)
        how = f"the century is that of {quote_text(self._anchor_text)}"
        return build_resolved_mention(mention, point, how)

    def _resolve_decade_of_life(self, mention: DateMention) -> ResolvedMention | None:
        """The years in which someone was "in her early twenties"; None without a birth."""
        age, part = mention.partial_date.decade or 0, mention.partial_date.part
        lean = Offset("age", age, base=OffsetBase.BIRTH)
        base = self._told_dates.find_base(lean, self._sentence, mention.start)
        if base is None:
            return None
        first = relative.get_year(base.unit) + age
        date = units.make_years(first, 10, part)
        how = f"counted from {quote_text(base.date_words)}"
        return make_phrase_mention(mention, date, how)

    def _infer_year(
        self, mention: DateMention, ahead: YearAhead, *, said: bool
    ) -> tuple[int | None, str]:
        """The year for a date without one, and where it stands."""
        near = (
            not said
            and ahead.distance <= _MAX_YEAR_DISTANCE
            and not mention.text.startswith(("that ", "That "))
            and not self._ends_clause(mention, ahead)
        )
        if ahead.year is not None and (ahead.is_in_list or near or self._anchor_year is None):
            # a winter told before the rest is the one that leads up to it, and so is a later month
            point = mention.partial_date
            month = point.month or 0
            if mention.kind == "moving feast":
                month = find_feast_month(mention.text, ahead.year)
            is_later_month = month > (ahead.month or 12)
            if is_later_month and self._is_story_of_months and self._goes_on(point, ahead.year):
                return self._infer_year_from_before(mention, said=said)
            year = ahead.year - (point.code == WINTER_CODE or is_later_month)
            return year, f"the year is that of {quote_text(ahead.text)}"
        point = mention.partial_date
        if self._writing_day is not None and not said and point.month is not None:
            year = infer_year_of_writing(
                point.month, point.day, self._sentence.text, self._writing_day
            )
            return year, "the year is that of the day of writing, or the next to it"
        if self._anchor_year is None and point.month is not None:
            later = find_year_later(self._sentence, self._behind)
            if later.year is not None:
                year = later.year - (point.month > (later.month or 12))
                return year, f"the year is that of {quote_text(later.text)}, told later"
        return self._infer_year_from_before(mention, said=said)

    def _counts_from_aside(self, mention: DateMention, lean: Offset) -> bool:
        """Whether a relative date counts from the year told aside, close before it."""
        assert self._aside_sentence is not None
        is_close = self._aside_sentence.locator[:2] == self._sentence.locator[:2] and (
            self._sentence.number - self._aside_sentence.number <= _MAX_ASIDE_SENTENCES
        )
        is_of_years = lean.unit in ("year", "part of year") and mention.text != "the new year"
        return is_close and is_of_years

    def _continues_aside(self, mention: DateMention) -> bool:
        """Whether a date stands in the clause of the year told aside before it."""
        assert self._aside is not None
        end, text = self._aside.mention.end, self._sentence.text
        is_here = self._aside_sentence is self._sentence
        if is_here and are_in_one_clause(text, end, mention.start):
            return True
        assert self._anchor is not None
        return self._may_lead and not is_next_month(self._anchor, mention.partial_date)

    def _goes_on(self, point: PartialDate, year: int) -> bool:
        """Whether a date goes on with the last one told, which is of a year told behind it."""
        assert self._anchor is not None
        return self._anchor_year == year and is_next_month(self._anchor, point)

    def _ends_clause(self, mention: DateMention, ahead: YearAhead) -> bool:
        """Whether the year ahead is of another clause, to which no winter leads up."""
        if mention.partial_date.code == WINTER_CODE:
            return False
        is_far = abs((ahead.year or 0) - (self._anchor_year or 0)) > 1
        return begins_next_clause(
            self._sentence.text,
            mention.end,
            ahead.start,
            is_unlikely=is_far and self._is_story_of_months,
        )

    def _infer_year_from_before(
        self, mention: DateMention, *, said: bool
    ) -> tuple[int | None, str]:
        point, year = mention.partial_date, self._anchor_year
        if self._anchor is None or year is None:
            return year, f"the year is that of {quote_text(self._anchor_text)}"
        if self._aside is not None and self._continues_aside(mention):
            assert self._aside.unit is not None
            how = f"the year is that of {quote_text(self._aside.mention.text)}"
            return relative.get_year(self._aside.unit), how
        is_heading = self._anchor_paragraph == _NO_PARAGRAPH
        anchor = self._anchor
        if self._month_before is not None and self._anchor_sentence is not self._sentence:
            anchor = self._month_before
        onward = count_years_onward(
            anchor,
            point,
            is_heading=is_heading,
            is_told_back=not self._is_anchor_said,
            ends_range=self._ends_range,
            range_end=self._range_end,
        )
        is_led_up_to = point.code == WINTER_CODE and onward < 0
        if not (said or is_led_up_to or self._has_day_here):
            kept = self._keep_in_heading(year + onward)
            if kept != year + onward:
                return kept, f"the year is that of the heading {quote_text(self._headings[-1])}"
        if onward:
            which = "next to" if onward > 0 else "before"
            return (
                year + onward,
                f"the year is the one {which} that of {quote_text(self._anchor_text)}",
            )
        return year, f"the year is that of {quote_text(self._anchor_text)}"

    def _keep_in_heading(self, year: int) -> int:
        """The year of the heading nearest to a year, unless the story has led out of it."""
        if self._heading_years is None:
            return year
        first, last = self._heading_years
        if not self._is_anchor_said and (self._anchor_year or 0) > last:
            return year
        return min(max(year, first), last)

    def _infer_month(self) -> int | None:
        """The month of the last date, for a day that says none."""
        if self._anchor is None or not self._anchor.month or int(self._anchor.month) > 12:
            return None
        return int(self._anchor.month)

    def _resolve_relative(self, mention: DateMention, lean: Offset) -> ResolvedMention | None:
        if states_rule(self._sentence.text):
            return None
        if self._long_unit is not None and lean.unit in ("decade", "century"):
            return resolve_offset(mention, self._long_unit, lean, "counted from the one before")
        if self._anchor is None:
            return ResolvedMention(mention, None, None, "no date stands before it to count from")
        if lean.amount is None:
            if self._current_paragraph != self._anchor_paragraph:
                how = "no date stands before it in its paragraph"
                return ResolvedMention(mention, None, None, how)
            run = SetRange(self._anchor, None) if lean.is_after else SetRange(None, self._anchor)
            how = f"only the order is told, by {quote_text(self._anchor_text)}"
            return ResolvedMention(mention, None, DateSet(SetKind.ONE_OF, (run,)), how)
        is_elsewhere = self._sentence.section != self._anchor_paragraph[0]
        is_month = lean.unit in ("month", "season")
        is_loose = is_month or (lean.unit == "day" and not self._anchor.month)
        if lean.amount and is_loose and is_elsewhere:
            how = "no date stands before it in its section"
            return ResolvedMention(mention, None, None, how)
        base, words = self._anchor, self._anchor_text
        if self._aside is not None and self._counts_from_aside(mention, lean):
            assert self._aside.unit is not None
            base, words = self._aside.unit, self._aside.mention.text
        elif self._current_paragraph != self._anchor_paragraph:
            kept = self._keep_in_heading(relative.get_year(base))
            if kept != relative.get_year(base):
                base, words = SimpleDate(format_edtf_year(kept)), self._headings[-1]
        how = f"counted from {quote_text(words)}"
        return resolve_offset(mention, base, lean, how)

    def _resolve_from_told_event(
        self, mention: DateMention, lean: Offset
    ) -> ResolvedMention | None:
        """A date that counts from a birth, a reign or another event; None where none is told."""
        base = self._told_dates.find_base(lean, self._sentence, mention.start)
        if base is None:
            return None
        how = f"counted from {quote_text(base.date_words)}"
        if lean.base is OffsetBase.EVENT:
            return resolve_offset(mention, base.unit, lean, how)
        number = lean.amount or 0
        if lean.base is OffsetBase.REIGN:
            return make_phrase_mention(mention, find_reign_year(base.unit, number), how)
        date = find_age_date(base.unit, number, is_birthday=lean.unit == "birthday")
        return make_phrase_mention(mention, date, how)

    def _remember_date(self, dated: ResolvedMention, before: str) -> None:
        """Keep a date that later ones count from; `before` is the sentence up to it."""
        unit, lean = dated.unit, dated.mention.offset
        if era := dated.mention.partial_date.era:
            self._has_turned = era == "AD"
        if unit is not None and "X" not in unit.year:
            self._told_dates.note_date(self._sentence, dated)
        if dated.role is EventRole.DATES_NONE:
            return
        first = find_first_unit(dated.date) if dated.date else None
        if first is not None and dated.mention.kind in ("decade", "century"):
            self._long_unit = SimpleDate(first.year.replace("X", "0"))
        if unit is None or "X" in unit.year or _looks_aside(dated.mention):
            return
        if dated.mention.has_own_year and self._stands_aside(dated, before):
            return
        if not unit.month and self._is_closer_here(unit):
            return
        is_year_again = lean is not None and not unit.month and self._is_year_of_anchor(unit)
        self._month_before = (self._month_before or self._anchor) if is_year_again else None
        self._count_from(unit, dated.mention)

    def _stands_aside(self, dated: ResolvedMention, before: str) -> bool:
        """Whether a date that says its year leaves the story where it is."""
        if dated.role is EventRole.IS_ASIDE and _OWN_PREFIX.search(before):
            return True
        known = self._anchor_paragraph == self._current_paragraph
        in_brackets = is_in_brackets(self._sentence.text, dated.mention.start)
        if _ASIDE_PREFIX.search(before) or in_brackets:
            return True
        assert dated.unit is not None
        is_background = known and _BACKGROUND_VERB.search(before) is not None
        is_far = self._is_far(dated.unit, dated.mention)
        if is_background or is_far:
            self._aside, self._aside_sentence = dated, self._sentence
            years = relative.get_year(dated.unit) - (self._anchor_year or 0)
            is_near = not dated.unit.month and _FEW_YEARS <= years < _FAR_YEARS
            self._may_lead = is_far and is_near
        return is_background or is_far

    def _is_far(self, unit: SimpleDate, mention: DateMention) -> bool:
        """Whether a date of another year stands aside in a story told by months and days."""
        if not self._is_story_of_months or leads_clause(self._sentence.text, mention.start):
            return False
        if unit.month:
            return tells_of_noun(self._sentence.text, mention.start, mention.end)
        gap = relative.get_year(unit) - (self._anchor_year or 0)
        return gap < 0 or (gap >= _FEW_YEARS and not self._is_anchor_said)

    @property
    def _is_story_of_months(self) -> bool:
        """Whether this section has told a month or day last."""
        anchor = self._month_before or self._anchor
        has_month = anchor is not None and bool(anchor.month)
        is_here = self._anchor_paragraph != _NO_PARAGRAPH
        return has_month and is_here and self._anchor_paragraph[0] == self._sentence.section

    def _count_from(self, unit: SimpleDate, mention: DateMention) -> None:
        """Take a date of this sentence for the one that later ones count from."""
        self._anchor_year, self._anchor = relative.get_year(unit), unit
        self._anchor_text, self._is_anchor_said = mention.text, mention.has_own_year
        self._anchor_paragraph = self._current_paragraph
        self._anchor_sentence, self._long_unit = self._sentence, None
        self._aside = None

    def _is_closer_here(self, year: SimpleDate) -> bool:
        """Whether the last date is of the same sentence and says this year more closely."""
        return self._anchor_sentence is self._sentence and self._is_year_of_anchor(year)

    def _is_year_of_anchor(self, year: SimpleDate) -> bool:
        return self._anchor is not None and self._anchor.year == year.year


def _looks_aside(mention: DateMention) -> bool:
    """Whether a relative date looks back, or on from when somebody speaks: "next summer"."""
    lean = mention.offset
    return lean is not None and ((lean.amount or 0) < 0 or mention.text.startswith("next "))
