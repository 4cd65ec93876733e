"""Terms about the dates of events: when they began or ended, how long they lasted, their kind."""

from __future__ import annotations

import re

from qaim_cli.dates import (
    DATE_KINDS,
    INFINITE_FUTURE,
    INFINITE_PAST,
    DateInterval,
    DatePrecision,
)
from qaim_cli.errors import RequestError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event
from qaim_cli.prefilter import (
    DateTraitCondition,
    EndCondition,
    IndexCondition,
    LengthCondition,
)
from qaim_cli.query.expression import MatchLevel
from qaim_cli.query.terms import (
    ColumnTest,
    PredicateTerm,
    compute_vagueness_limit,
    is_too_vague,
    match_bounds,
)
from qaim_cli.text import format_list

_LENGTH = r"(\d{1,9})\s*(d|w|m|y)(?:ays?|eeks?|onths?|ears?)?"
_LASTED_PATTERN = (
    rf"(?P<sign>>=|<=|>|<|=)?\s*(?P<one>{_LENGTH})|(?P<low>{_LENGTH})?\.\.(?P<high>{_LENGTH})?"
)
_DAYS_PER_UNIT = {"d": 1.0, "w": 7.0, "m": 30.436875, "y": 365.2425}
_KINDS = {name: kind for kind, name in DATE_KINDS.items()}


class EndTerm(FrozenRecord):
    """Tests whether an event began, or ended, within the days first..last."""

    description: str
    is_start: bool
    first: int
    last: int

    @property
    def index_condition(self) -> IndexCondition:
        """The days of the end."""
        most = compute_vagueness_limit(self.first, self.last)
        return EndCondition(self.is_start, self.first, self.last, most)

    def match_event(self, event: Event) -> MatchLevel:
        """Certain, possible, too vague or not, by the bounds of the start or the end."""
        span = event.span.with_tolerance
        low, high = (
            (span.earliest_start, span.latest_start)
            if self.is_start
            else (span.earliest_end, span.latest_end)
        )
        if low > self.last or high < self.first or low == INFINITE_FUTURE or high == INFINITE_PAST:
            return MatchLevel.NONE
        if event.span.is_uncertain:
            return MatchLevel.POSSIBLE
        if self.first <= low and high <= self.last:
            return MatchLevel.CERTAIN
        too_vague = is_too_vague(high - low, self.first, self.last)
        return MatchLevel.VAGUE if too_vague else MatchLevel.POSSIBLE

    def __str__(self) -> str:
        return self.description


class LastedTerm(FrozenRecord):
    """Tests whether an event lasted `low` to `high` days; a moment lasts one day."""

    description: str
    low: float
    high: float

    @property
    def index_condition(self) -> IndexCondition:
        """The length of time."""
        return LengthCondition(self.low, self.high)

    def match_event(self, event: Event) -> MatchLevel:
        """Certain, possible or not, by the shortest and the longest it can have lasted."""
        return match_bounds(_measure_length(event), self.low, self.high)

    def __str__(self) -> str:
        return self.description


def is_length_of_time(text: str) -> bool:
    """Whether a text says how long something lasted: ">5 years", "2w..3m"."""
    return re.fullmatch(_LASTED_PATTERN, text.strip().lower()) is not None


def build_lasted_term(text: str) -> LastedTerm:
    """Build the term of a length of time: ">5y", "<=30d", "2w..3m".

    Raises:
        RequestError: the text is no length of time.
    """
    match = re.fullmatch(_LASTED_PATTERN, text.strip().lower())
    if match is None or not (match["one"] or match["low"] or match["high"]):
        raise RequestError(
            f"lasted cannot be {text!r}", "write lasted:>5y, lasted:<=30d or lasted:1y..5y"
        )
    if match["one"]:
        days = _count_days(match["one"])
        low, high = {
            ">": (days + 0.5, float("inf")), ">=": (days - 0.5, float("inf")),
            "<": (0.0, days - 0.5), "<=": (0.0, days + 0.5),
        }.get(match["sign"] or "=", (days - 0.5, days + 0.5))  # fmt: skip
    else:
        low = _count_days(match["low"]) - 0.5 if match["low"] else 0.0
        high = _count_days(match["high"]) + 0.5 if match["high"] else float("inf")
    if low > high:
        raise RequestError(f"lasted cannot be {text!r}", "put the shorter time first")
    return LastedTerm(f"lasted {text}", low, high)


def build_kind_term(text: str) -> PredicateTerm:
    """Build the term of a kind of date: moment, interval or set, or a precision such as month.

    Raises:
        RequestError: there is no such kind.
    """
    name = text.strip().lower()
    if name in _KINDS:
        kind = _KINDS[name]
        return PredicateTerm(
            f"kind {name}",
            lambda event: isinstance(event.date, kind),
            DateTraitCondition("kind", name),
            table_test=ColumnTest("kind", "=", name),
        )
    if name not in set(DatePrecision):
        kinds = format_list([*_KINDS, *DatePrecision], "or")
        raise RequestError(f"there is no kind of date {text!r}", f"write {kinds}")
    return PredicateTerm(
        f"kind {name}",
        lambda event: event.span.precision == name,
        DateTraitCondition("precision", name),
        table_test=ColumnTest("precision", "=", name),
    )


def build_about_term(text: str) -> PredicateTerm:
    """Build the term of dates that are marked as approximate ("any"), or are not ("none").

    Raises:
        RequestError: it is neither.
    """
    wanted = {"any": True, "none": False}.get(text.strip().lower())
    if wanted is None:
        raise RequestError(f"about cannot be {text!r}", "write about:any or about:none")
    return PredicateTerm(
        f"about {text.strip().lower()}",
        lambda event: event.span.is_approximate is wanted,
        DateTraitCondition("is_approximate", wanted),
        table_test=ColumnTest("approximate", "is", wanted),
    )


def _measure_length(event: Event) -> tuple[float, float]:
    """Return the fewest and most days that an event can have lasted."""
    if not isinstance(event.date, DateInterval):
        return 1, 1
    span = event.span.with_tolerance
    shortest = max(1, span.earliest_end - span.latest_start + 1)
    is_open = span.earliest_start == INFINITE_PAST or span.latest_end == INFINITE_FUTURE
    return shortest, float("inf") if is_open else span.latest_end - span.earliest_start + 1


def _count_days(text: str) -> float:
    match = re.fullmatch(_LENGTH, text)
    assert match is not None  # the pattern of the whole holds it
    return int(match[1]) * _DAYS_PER_UNIT[match[2]]
