"""The anchor of a story, the last date that later ones count from, and a year told in passing."""

from __future__ import annotations

from qaim_cli.articles import Sentence
from qaim_cli.dates import SimpleDate
from qaim_cli.dates.calendar import format_edtf_year
from qaim_cli.extract.dates import relative
from qaim_cli.extract.dates.clause_dates import are_in_one_clause, is_told_as_earlier
from qaim_cli.extract.dates.date_patterns import Offset
from qaim_cli.extract.dates.expressions import DateMention
from qaim_cli.extract.dates.nearby_years import RANGE_GAP, UNBOUNDED_YEAR, read_heading
from qaim_cli.extract.dates.story_order import is_next_month
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.periods import units
from qaim_cli.periods.partial_dates import PartialDate

_FEW_YEARS = 3
"""After this many years, a year that leads no clause may be told in passing."""
_FAR_YEARS = 10
"""After this many years, it always is."""
_MONTHS_IN_YEAR = 12
_MAX_PASSING_SENTENCES = 2
"""How many sentences on a relative date may count from a year told in passing."""


class Anchor(FrozenRecord):
    """The last date of the story, from which later ones count.

    `words` are those of the date, and `has_year` says whether they say its year. `sentence` is
    None for the date of a heading or title. `month_before` is the date with a month that stood
    before it, where this one is only its year again ("that year"). `new_year_range` is
    the first and last date of the range over New Year that it ends or lies in.
    """

    unit: SimpleDate
    year: int
    words: str
    has_year: bool = True
    sentence: Sentence | None = None
    month_before: SimpleDate | None = None
    new_year_range: tuple[SimpleDate, SimpleDate] | None = None

    @property
    def section(self) -> str:
        """The section of the date; empty for a heading's."""
        return self.sentence.section if self.sentence else ""

    def is_in_paragraph(self, sentence: Sentence) -> bool:
        """Whether the date stands in the paragraph of a sentence."""
        return self.sentence is not None and self.sentence.locator[:2] == sentence.locator[:2]

    def gives_day(self, sentence: Sentence) -> bool:
        """Whether it is a whole day of a sentence's paragraph, which no heading overrules."""
        return bool(self.unit.day) and self.is_in_paragraph(sentence)

    def tells_months(self, sentence: Sentence) -> bool:
        """Whether the section of a sentence has told a month or day last."""
        has_month = bool((self.month_before or self.unit).month)
        return has_month and self.sentence is not None and self.section == sentence.section

    def is_led_on(self, point: PartialDate, year: int) -> bool:
        """Whether a date continues the story, which is in a year told behind that date."""
        return self.year == year and is_next_month(self.unit, point)

    def is_preceded_by(self, unit: SimpleDate, text: str, start: int) -> bool:
        """Whether a date is earlier than this one and its sentence says so ("had come in May")."""
        return _count_months(unit) < _count_months(self.unit) and is_told_as_earlier(text, start)

    def find_year_in_range(self, point: PartialDate, sentence: Sentence) -> int | None:
        """Find the year in which a month falls into the range over New Year of its paragraph."""
        if self.new_year_range is None or not point.month or not self.is_in_paragraph(sentence):
            return None
        first, last = self.new_year_range
        if point.month >= int(first.month):
            return relative.get_year(first)
        return relative.get_year(last) if point.month <= int(last.month) else None

    def get_month(self) -> int | None:
        """The month of the date; None where it has none, or a season instead."""
        return int(self.unit.month) if self.unit.month and int(self.unit.month) <= 12 else None


def _count_months(unit: SimpleDate) -> int:
    """The number of months from year 0 to the start of a unit."""
    return 12 * relative.get_year(unit) + relative.get_start_month(unit)


class YearInPassing(FrozenRecord):
    """A year told in passing since the anchor, which leaves the story where it is.

    `may_lead` says whether the story may have gone on to that year.
    """

    unit: SimpleDate
    mention: DateMention
    sentence: Sentence
    may_lead: bool

    def is_base_of(self, mention: DateMention, offset: Offset, sentence: Sentence) -> bool:
        """Whether a relative date counts from this year, which is told close before it."""
        is_close = self.sentence.locator[:2] == sentence.locator[:2] and (
            sentence.number - self.sentence.number <= _MAX_PASSING_SENTENCES
        )
        is_of_years = offset.unit in ("year", "part of year") and mention.text != "the new year"
        return is_close and is_of_years

    def is_year_of(self, mention: DateMention, sentence: Sentence, anchor: Anchor) -> bool:
        """Whether a date is of this year: in its clause, or where the story went on to it."""
        if sentence is self.sentence and (
            mention.text.startswith("that ")
            or are_in_one_clause(sentence.text, self.mention.end, mention.start)
        ):
            return True
        if self._is_month_of(mention, sentence) and relative.get_year(self.unit) > anchor.year:
            return True
        return self.may_lead and not is_next_month(anchor.unit, mention.partial_date)

    def _is_month_of(self, mention: DateMention, sentence: Sentence) -> bool:
        """Whether a date of its paragraph is in the very month told with this year."""
        month = mention.partial_date.month
        is_here = self.sentence.locator[:2] == sentence.locator[:2]
        return is_here and month is not None and self.unit.month == f"{month:02d}"


def find_new_year_range(
    anchor: Anchor | None, unit: SimpleDate, sentence: Sentence, before: str
) -> tuple[SimpleDate, SimpleDate] | None:
    """Find the range over New Year, shorter than a year, that a date ends or lies in.

    Args:
        anchor: the date before it.
        unit: the date.
        sentence: its sentence.
        before: what stands between the two, from the start of the sentence where none is there.
    """
    if anchor is None or not anchor.is_in_paragraph(sentence):
        return None
    if anchor.sentence is sentence and RANGE_GAP.fullmatch(before):
        months = _count_months(unit) - _count_months(anchor.unit)
        has_new_year = bool(anchor.get_month() and unit.month and unit.year != anchor.unit.year)
        return (anchor.unit, unit) if has_new_year and 0 < months < _MONTHS_IN_YEAR else None
    if anchor.new_year_range is None or not unit.month:
        return None
    first, last = map(_count_months, anchor.new_year_range)
    return anchor.new_year_range if first <= _count_months(unit) <= last else None


def make_heading_anchor(text: str) -> Anchor | None:
    """Make an anchor of the month or first year of a heading; None where it says no year."""
    said = read_heading(text)
    if said.years is None:
        return None
    low, high = said.years
    year = low if low > -UNBOUNDED_YEAR else high
    unit = units.make_month(year, said.month) if said.month else SimpleDate(format_edtf_year(year))
    return Anchor(unit, year, text)


def make_year_in_passing(
    unit: SimpleDate, mention: DateMention, sentence: Sentence, anchor: Anchor, *, is_led_to: bool
) -> YearInPassing:
    """Make a year in passing of a date.

    Args:
        unit: the date.
        mention: its words.
        sentence: their sentence.
        anchor: the anchor of the story.
        is_led_to: whether the date may be where the story goes on, as none of the background is.
    """
    years = relative.get_year(unit) - anchor.year
    is_near = not unit.month and _FEW_YEARS <= years < _FAR_YEARS
    return YearInPassing(unit, mention, sentence, is_led_to and is_near)


def is_year_aside(unit: SimpleDate, anchor: Anchor) -> bool:
    """Whether a year that leads no clause lies too far from an anchor to be that of the story."""
    gap = relative.get_year(unit) - anchor.year
    return gap < 0 or (gap >= _FEW_YEARS and not anchor.has_year)


def says_single_year(mention: DateMention) -> bool:
    """Whether a mention says its own year, rather than a decade or century."""
    return mention.has_own_year and mention.kind not in ("decade", "century")


def points_elsewhere(mention: DateMention) -> bool:
    """Whether a relative date looks back, or on from when somebody speaks: "next summer"."""
    offset = mention.offset
    return offset is not None and ((offset.amount or 0) < 0 or mention.text.startswith("next "))
