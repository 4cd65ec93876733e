"""Years said near a date that has none: ahead of it, in headings, anywhere in the article."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from qaim_cli.articles import Sentence
from qaim_cli.dates.calendar import is_real_day, to_day_number
from qaim_cli.extract.dates.expressions import DateMention, find_mentions
from qaim_cli.extract.dates.incidental import NOUN_AFTER, EventRole, classify_dates
from qaim_cli.extract.words.prefiltered_patterns import PrefilteredPattern
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.periods.partial_dates import PartialDate

UNBOUNDED_YEAR = 9999
EARLIEST_UNMARKED_YEAR = 1000
_FIRST_DIG_YEAR = 1500
"""What is told of an old place and is later is told of its remains."""
_MAX_BC_STEP = 300
_LIST_CONNECTOR = re.compile(
    r"[,;]?(?: ?(?:and|or|to|until|till|through|[-‐‑–—−,/]))?"
    r"(?: (?:from|in|on|of|the|early|late))* ?|,? \("
)
_OTHER_CLAUSE = re.compile(r",? and in ")
"""What stands between a day and the year of something else: "on 23 April, and in 1851"."""
RANGE_GAP = re.compile(
    r" ?(?:[-–—]|\b(?:to|until|till|through)\b) ?(?:(?:the|early|mid|late)\b[ -]?){0,2}"
)
"""What stands between the dates of a range."""
_OPEN_END_PREFIX = re.compile(r"\b(?:since|after|from) (?:the )?\Z", re.IGNORECASE)
_OPEN_START_PREFIX = re.compile(r"\b(?:until|before|to) (?:the )?\Z", re.IGNORECASE)
_EARLY_YEAR = re.compile(
    r"(?<!\w)(?:In|in|By|by|until|since|[Ff]rom) [1-9]\d\d"
    r"(?=,? (?:the|he|she|they|it|was|were|his|her|an?|[A-Z])|[.;]| to \d{3}\b)"
)
_LATE_YEAR = PrefilteredPattern(r"(?<![\d.,])(?:1\d|20)\d\d(?![\d%]|[.,]\d| ?BC)")


class YearAhead(FrozenRecord):
    """The next year said in the sentence: its words, how far ahead, and whether as in a list."""

    year: int | None
    text: str = ""
    start: int = 0
    month: int | None = None
    """The month that is said with it."""
    distance: int = 0
    is_in_list: bool = False


def find_years_ahead(text: str, mentions: list[DateMention]) -> list[YearAhead]:
    """Find, for each date of a sentence, the first year that comes after it."""
    ahead: list[YearAhead] = []
    following = YearAhead(None)
    chain = -1  # where a list or range begins that ends in a year; -1 where there is none
    for mention in reversed(mentions):
        joined = mention.end <= chain and bool(_LIST_CONNECTOR.fullmatch(text, mention.end, chain))
        if following.month is None:
            joined = joined and not _OTHER_CLAUSE.fullmatch(text, mention.end, chain)
        distance = following.start - mention.end
        ahead.append(following._replace(is_in_list=joined, distance=distance))
        year = get_astronomical_year(mention.partial_date) if mention.has_own_year else None
        if year is not None and not _is_attribute(text, mention):
            following = YearAhead(year, mention.text, mention.start, mention.partial_date.month)
        chain = mention.start if joined or year is not None else -1
    return ahead[::-1]


def _is_attribute(text: str, mention: DateMention) -> bool:
    """Whether a month and year stand before a noun: "more than the May 2007 high"."""
    is_month = mention.partial_date.month is not None
    return (
        is_month
        and text.endswith(("the ", "The "), 0, mention.start)
        and NOUN_AFTER.match(text, mention.end) is not None
    )


def find_range_end_month(text: str, mentions: list[DateMention]) -> int:
    """Find the month that the second of two dates says, if it ends a range that the first begins.

    0 where there is no such range, or where the second says its year itself.
    """
    if len(mentions) < 2 or mentions[1].has_own_year:
        return 0
    is_range = RANGE_GAP.fullmatch(text, mentions[0].end, mentions[1].start)
    return (mentions[1].partial_date.month or 0) if is_range else 0


class ParagraphYears:
    """The years that a paragraph tells, read once, and only where a date asks for them."""

    def __init__(self, paragraph: Sequence[Sentence] = ()) -> None:
        self._paragraph = paragraph

    def find_year_later(self, sentence: Sentence) -> YearAhead:
        """Find the year told behind a sentence: the next with a month, or else the only one."""
        return self._years_later.get(sentence.locator, YearAhead(None))

    @cached_property
    def _years_later(self) -> dict[tuple[str, int, int], YearAhead]:
        """The year told behind each sentence, by the place of that."""
        years_later: dict[tuple[str, int, int], YearAhead] = {}
        in_month: YearAhead | None = None
        others: list[YearAhead] = []
        for sentence in reversed(self._paragraph):
            only = others[0] if len(others) == 1 else YearAhead(None)
            years_later[sentence.locator] = in_month or only
            for year in reversed(_list_event_years(sentence.text)):
                if year.month is not None:
                    in_month = year
                else:
                    others = [year, *others][:2]
        return years_later


def _list_event_years(text: str) -> list[YearAhead]:
    """List the years in which a sentence tells of something that happened."""
    mentions = [mention for mention in find_mentions(text) if mention.has_own_year]
    roles = classify_dates(text, mentions)
    return [
        YearAhead(year, mention.text, month=mention.partial_date.month)
        for mention, role in zip(mentions, roles, strict=True)
        if role is EventRole.DATES_EVENT
        and (year := get_astronomical_year(mention.partial_date)) is not None
    ]


class HeadingDates(FrozenRecord):
    """What the dates of a heading say.

    `years` are the first and last that it allows, None where it says none. `month` and `day` are
    those of its only date, 0 and None where it has several. `begins_with_year` says whether it
    does, as those of the chapters of a chronicle do.
    """

    years: tuple[int, int] | None
    month: int
    day: datetime.date | None
    begins_with_year: bool


@lru_cache(maxsize=100)
def read_heading(heading: str) -> HeadingDates:
    """Read the dates of a heading, which each section below it asks for again."""
    mentions = list(find_mentions(heading))
    only = mentions[0].partial_date if len(mentions) == 1 else PartialDate("")
    first = mentions[0] if mentions else None
    return HeadingDates(
        _find_heading_years(heading, mentions),
        only.month or 0,
        _find_heading_day(only),
        first is not None and first.start == 0 and first.has_own_year,
    )


def _find_heading_years(heading: str, mentions: list[DateMention]) -> tuple[int, int] | None:
    """The first and last year that the dates of a heading allow; None where they say none."""
    mentions = [
        each for each in mentions if each.has_own_year and each.partial_date.year is not None
    ]
    years = [
        year for each in mentions if (year := get_astronomical_year(each.partial_date)) is not None
    ]
    if not years:
        return None
    before = heading[: mentions[0].start]
    if len(years) == 1 and _OPEN_END_PREFIX.search(before):
        return years[0], UNBOUNDED_YEAR
    if len(years) == 1 and _OPEN_START_PREFIX.search(before):
        return -UNBOUNDED_YEAR, years[0]
    return min(years), max(years)


def _find_heading_day(point: PartialDate) -> datetime.date | None:
    """The day that the only date of a heading says, as in a diary; None where it says none."""
    year, month, day = point.year or 0, point.month or 0, point.day
    if day is None or point.era == "BC" or not year or not is_real_day(year, month, day):
        return None
    return datetime.date.fromordinal(to_day_number(year, month, day))


def has_early_years(texts: Iterable[str]) -> bool:
    """Whether an article tells of years of three digits and marks none of them with an era."""
    early = late = 0
    for text in texts:
        early += len(_EARLY_YEAR.findall(text))
        late += bool(_LATE_YEAR.search(text))
        if early > 1 or (early and late):
            return True
    return False


def infer_era(year: int, anchor_year: int | None, *, is_here: bool) -> str:
    """The era of a year that says none; empty where it needs none.

    Args:
        year: the year.
        anchor_year: the last year told, which is astronomical.
        is_here: whether the last year stands in the same paragraph.
    """
    if anchor_year is None or anchor_year > 0:
        return "AD" if year < EARLIEST_UNMARKED_YEAR else ""
    if year < EARLIEST_UNMARKED_YEAR:  # elsewhere, a higher number is not told backwards
        return "BC" if is_here or year <= 1 - anchor_year else "AD"
    is_next = is_here and year < _FIRST_DIG_YEAR and 0 < 1 - anchor_year - year < _MAX_BC_STEP
    return "BC" if is_next else ""


def get_astronomical_year(point: PartialDate) -> int | None:
    """The astronomical year that a point says."""
    if point.year is None:
        return None
    return 1 - point.year if point.era == "BC" else point.year
