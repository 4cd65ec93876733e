"""Terms: the leaves of an expression, each testing one property of an event.

Most answer certainly or not; those that ask for days or for hedged figures can answer in between.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from qaim_cli.dates import (
    HISTORICAL,
    INFINITE_FUTURE,
    INFINITE_PAST,
    describe_days,
    parse_with_span,
)
from qaim_cli.dates.calendar import (
    MAX_YEAR_LENGTH,
    Calendar,
    is_real_day,
    to_civil_date,
    to_day_number,
)
from qaim_cli.errors import RequestError
from qaim_cli.facets import FACETS
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event, Timeline
from qaim_cli.prefilter import (
    UNKNOWN,
    AnyOf,
    DayOfYearCondition,
    DayRangeCondition,
    FacetCondition,
    IndexCondition,
    Narrowing,
    QuantityCondition,
    build_words_condition,
)
from qaim_cli.query.expression import MatchLevel
from qaim_cli.text import build_search_text, has_phrase, has_word_prefix

VAGUENESS_FACTOR = 12
VAGUENESS_EXTRA_DAYS = 6
MAX_POSSIBLE_DAYS = 31
"""How many days the beginning or end may have been, to possibly be on a day of the year."""
_KNOWN_FOREVER: Mapping[str, int] = {}


class DateRangeTerm(FrozenRecord):
    """Tests whether an event lies within the days first..last.

    An event vaguer than twelve times the range and six days is counted as too vague to list: a
    question about a day lists months, one about a month lists years, one about a year decades.
    An event that reaches the range only because its end is not known counts as too vague as well.
    What still goes on is certain up to the day on which one of its sources was last read, by the id
    of each in `known_until`. `only_certain` takes only what is certain.
    """

    description: str
    first: int
    last: int
    only_certain: bool = False
    known_until: Mapping[str, int] = _KNOWN_FOREVER
    calendar: Calendar = HISTORICAL
    """The calendar in which its days are said."""
    is_typed: bool = True
    """Whether a person typed its days, rather than the name of an event that has them."""

    @property
    def index_condition(self) -> IndexCondition:
        """The days; where sources differ in how long they know of what goes on, only roughly."""
        limit = compute_vagueness_limit(self.first, self.last)
        condition = DayRangeCondition(self.first, self.last, limit, self.only_certain)
        early = [day for day in self.known_until.values() if day < self.first]
        if not early:
            return condition
        if len(early) < len(self.known_until):
            return Narrowing(condition)
        # How early does not matter: what goes on is certain only where it began later.
        return condition._replace(known_until=min(early))

    def match_event(self, event: Event) -> MatchLevel:
        """Certain, possible, too vague or not, by the event's span."""
        span = event.span
        goes_on = span.latest_end == INFINITE_FUTURE
        until = get_known_day(event, self.known_until) if goes_on else INFINITE_FUTURE
        if span.is_certainly_within(self.first, self.last, known_until=until):
            return MatchLevel.CERTAIN
        if self.only_certain or not span.is_possibly_within(
            self.first, self.last, include_gaps=True
        ):
            return MatchLevel.NONE
        if span.is_possibly_within(self.first, self.last) and not is_too_vague(
            span.vagueness, self.first, self.last
        ):
            return MatchLevel.POSSIBLE
        return MatchLevel.VAGUE

    @property
    def is_half_open(self) -> bool:
        """Whether it is open on one side alone."""
        return (self.first == INFINITE_PAST) is not (self.last == INFINITE_FUTURE)

    def intersect_ranges(self, others: list[DateRangeTerm]) -> DateRangeTerm | PredicateTerm:
        """The days that all of them ask for; a term that nothing matches if there are none.

        Raises:
            RequestError: there is no such day, and a person typed all of the ranges.
        """
        first = max(self.first, *(other.first for other in others))
        last = min(self.last, *(other.last for other in others))
        if first > last:
            since = describe_days(first, INFINITE_FUTURE, self.calendar)
            halves = f"{since} and {describe_days(INFINITE_PAST, last, self.calendar)}"
            if all(term.is_typed for term in (self, *others)):
                raise RequestError(f"no day is {halves}", "swap the two")
            return PredicateTerm(halves, lambda event: False, AnyOf(()))  # noqa: ARG005 - no event
        description = describe_days(first, last, self.calendar)
        return self._replace(description=description, first=first, last=last, only_certain=False)

    def __str__(self) -> str:
        return self.description


class DayOfYearTerm(FrozenRecord):
    """Tests whether an event began or ended on a day of the year.

    Certain where one of its ends is known to the day, possible where it is known to the month; what
    is vaguer could be any day, and is counted as too vague.
    """

    description: str
    month: int
    day: int

    @property
    def index_condition(self) -> IndexCondition:
        """The day of the year."""
        return DayOfYearCondition(self.month, self.day)

    def match_event(self, event: Event) -> MatchLevel:
        """Certain, possible, too vague or not."""
        span, calendar = event.span.with_tolerance, event.date_rules.calendar
        return max(
            self._match_bounds(span.earliest_start, span.latest_start, calendar),
            self._match_bounds(span.earliest_end, span.latest_end, calendar),
        )

    def _match_bounds(self, first: int, last: int, calendar: Calendar) -> MatchLevel:
        if first == last and first in (INFINITE_PAST, INFINITE_FUTURE):
            return MatchLevel.NONE
        length = last - first + 1
        if length > MAX_YEAR_LENGTH:
            return MatchLevel.VAGUE
        years = range(to_civil_date(first, calendar)[0], to_civil_date(last, calendar)[0] + 1)
        days = (
            to_day_number(year, self.month, self.day, calendar)
            for year in years
            if is_real_day(year, self.month, self.day, calendar)
        )
        if not any(first <= day <= last for day in days):
            return MatchLevel.NONE
        return (
            MatchLevel.CERTAIN
            if length == 1
            else MatchLevel.POSSIBLE
            if length <= MAX_POSSIBLE_DAYS
            else MatchLevel.VAGUE
        )

    def __str__(self) -> str:
        return self.description


class FacetTerm(FrozenRecord):
    """Tests whether an event has one of the wanted values of a facet."""

    description: str
    facet: str
    values: frozenset[str]

    @property
    def index_condition(self) -> IndexCondition:
        """The labels."""
        return FacetCondition(self.facet, self.values)

    def match_event(self, event: Event) -> MatchLevel:
        """Certain or not."""
        return _to_match_level(not self.values.isdisjoint(FACETS[self.facet].get_raw_values(event)))

    def __str__(self) -> str:
        return self.description


class ColumnTest(FrozenRecord):
    """A test of one column of the tables that databases get."""

    column: str
    operator: Literal[
        "=", "<>", "<", "<=", ">", ">=", "in", "begins", "has phrase", "is", "unknown"
    ]
    value: float | str | tuple[str, ...] = ""


class RowTest(FrozenRecord):
    """A test that one row of a table, of those that belong to the event, passes."""

    table: str
    required: tuple[ColumnTest, ...]
    """What the row must pass."""
    alternatives: tuple[tuple[ColumnTest, ...], ...] = ((),)
    """Tests of which the row must pass all of one group as well."""
    is_wanted: bool = True
    """Whether there is to be such a row, rather than none."""


class PredicateTerm(FrozenRecord):
    """A plain yes-or-no test, with the index condition that narrows it down."""

    description: str
    predicate: Callable[[Event], bool]
    index_condition: IndexCondition = UNKNOWN
    table_test: ColumnTest | RowTest | None = None
    """The same test for a database, where its tables can tell."""

    def match_event(self, event: Event) -> MatchLevel:
        """Certain or not."""
        return _to_match_level(self.predicate(event))

    def __str__(self) -> str:
        return self.description


class WordsTerm(FrozenRecord):
    """Tests whether an event's texts contain words, as starts of words, and phrases.

    Which texts is said by `where`: everything that can be found by a keyword, the title and
    summary, the title, or who claims it.
    """

    description: str
    prefixes: tuple[str, ...]
    phrases: tuple[str, ...]
    search_field: str
    timeline: Timeline

    @property
    def index_condition(self) -> IndexCondition:
        """The words, where they are looked for in the title or in all that a keyword is."""
        if self.search_field == "claim":
            return UNKNOWN
        of_title = self.search_field == "title"
        condition = build_words_condition(self.prefixes, self.phrases, of_title=of_title)
        return Narrowing(condition) if self.search_field == "text" else condition

    def match_event(self, event: Event) -> MatchLevel:
        """Certain or not."""
        words = self._get_search_text(event)
        return _to_match_level(
            all(has_word_prefix(words, beginning) for beginning in self.prefixes)
            and all(has_phrase(words, phrase) for phrase in self.phrases)
        )

    def _get_search_text(self, event: Event) -> str:
        match self.search_field:
            case "title":
                return build_search_text((event.title,))
            case "text":
                return build_search_text((event.title, event.summary))
            case "claim":
                return build_search_text((event.according_to,))
        return self.timeline.get_search_text(event)

    def __str__(self) -> str:
        return self.description


class NumberTerm(FrozenRecord):
    """Tests whether a number of an event lies in low..high; hedges count as ranges.

    The quantity is killed, wounded or captured, or sources for how many it rests on. What the
    source gives no figure for does not match.
    """

    description: str
    quantity: str
    low: float
    high: float
    timeline: Timeline

    @property
    def index_condition(self) -> IndexCondition:
        """The bounds of the number; nothing but the timeline can tell independent sources."""
        if self.quantity == "sources" and len(self.timeline.sources) > 1:
            return UNKNOWN
        return QuantityCondition(self.quantity, self.low, self.high)

    def match_event(self, event: Event) -> MatchLevel:
        """Certain, possible or not."""
        bounds = self._get_bounds(event)
        return MatchLevel.NONE if bounds is None else match_bounds(bounds, self.low, self.high)

    def _get_bounds(self, event: Event) -> tuple[float, float] | None:
        if self.quantity == "sources":
            number = self.timeline.count_sources(event)
            return number, number
        from qaim_cli.figures import find_harm_bounds

        return find_harm_bounds(event, self.quantity)

    def __str__(self) -> str:
        return self.description


def is_too_vague(vagueness: int, first: int, last: int) -> bool:
    """Whether a date that may move by a number of days is too vague for a range of days to list."""
    return vagueness > compute_vagueness_limit(first, last)


def compute_vagueness_limit(first: int, last: int) -> int:
    """By how many days a date may move at most for a range of days to list it."""
    return VAGUENESS_FACTOR * (last - first + 1 + VAGUENESS_EXTRA_DAYS)


def match_bounds(bounds: tuple[float, float], low: float, high: float) -> MatchLevel:
    """Return how surely a number known only within bounds lies in low..high."""
    least, most = bounds
    if least > high or most < low:
        return MatchLevel.NONE
    return MatchLevel.CERTAIN if low <= least and most <= high else MatchLevel.POSSIBLE


def find_known_days(timeline: Timeline, today: int) -> dict[str, int]:
    """Find the day on which each source was read, by its id; today where it does not say.

    The empty id stands for the source that events cite which name none.
    """
    days = {
        id: parse_with_span(source.accessed)[1].latest_end if source.accessed else today
        for id, source in timeline.sources.items()
    }
    return {**days, "": days.get(timeline.default_source, today)}


def get_known_day(event: Event, known_until: Mapping[str, int]) -> int:
    """The day on which one of the event's sources was last read, of those in `find_known_days`."""
    days = (known_until.get(source.of, INFINITE_FUTURE) for source in event.sources)
    return max(days, default=INFINITE_FUTURE)


def _to_match_level(matches: bool) -> MatchLevel:
    return MatchLevel.CERTAIN if matches else MatchLevel.NONE
