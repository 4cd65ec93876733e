"""Builders of query terms: how each field of a query becomes a term for a timeline.

The options and the query language both come here, so that they mean the same.
"""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST, Calendar, describe_days
from qaim_cli.errors import DateError, RequestError
from qaim_cli.facets import FACETS, Facet
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import CASUALTY_KINDS, Catalogue, Timeline
from qaim_cli.prefilter import ClaimCondition, IdPrefixCondition
from qaim_cli.query import lookup
from qaim_cli.query.expression import Expression, build_or
from qaim_cli.query.terms import (
    ColumnTest,
    DateRangeTerm,
    DayOfYearTerm,
    FacetTerm,
    NumberTerm,
    PredicateTerm,
    WordsTerm,
    find_known_days,
)
from qaim_cli.text import fold, format_list

if TYPE_CHECKING:
    from qaim_cli.periods import Period
    from qaim_cli.query.time_terms import EndTerm, LastedTerm

QUANTITIES = (*CASUALTY_KINDS, "sources")
# Patterns are compiled when one is first needed, which in most questions none is.
_NUMBER_PATTERN = r"(?P<sign>>=|<=|>|<|=)?(?P<one>\d{1,12})|(?P<low>\d{0,12})\.\.(?P<high>\d{0,12})"
_DURATION_PATTERN = r"(\d{1,6})\s*(?:(d)(?:ays?)?|(w)(?:eeks?)?|(m)(?:onths?)?|(y)(?:ears?)?)"
_DATE_FIELDS = {
    "date", "in", "from", "to", "before", "after", "during", "around", "sure", "began", "ended",
}  # fmt: skip
_EVENT_FIELDS = {"before", "after", "during", "around"}
"""Fields that take an event as well as a date."""
_DAYS_PER_UNIT = {"d": 1, "w": 7, "m": 31, "y": 366}


class TermBuilder(FrozenRecord):
    """Builds terms for one timeline as of one day."""

    timeline: Timeline
    today: datetime.date

    def build_facet_term(self, facet: Facet, *called: str) -> Expression:
        """It has any of the values of a facet: takes part, is tagged, is cited and so on.

        What is part of an actor or a place counts as well.
        """
        if facet.name == "source":
            return build_or(tuple(map(self.build_source_term, called)))
        if facet.get_catalogue is not None:
            return self._build_entity_term(facet, called, facet.get_catalogue(self.timeline))
        return self._build_value_term(facet.name, called, tuple(facet.list_known(self.timeline)))

    def build_source_term(self, text: str) -> FacetTerm | PredicateTerm:
        """It cites a source, or a place in one: "livy", "livy 22.49", "Iraq War ¶4.2".

        A place in a section may stand without its source.
        """
        from qaim_cli.query import citations

        return citations.build_source_term(text.strip(), self.timeline)

    def build_own_field_term(self, name: str, text: str) -> PredicateTerm:
        """One of its values of an own field has the words, or compares so: ">3", "any"."""
        from qaim_cli.query import own_fields

        return own_fields.build_own_field_term(name, text, self.timeline)

    def build_words_term(self, text: str, where: str = "keyword") -> WordsTerm:
        """The words stand in `where`: keyword for all texts, or text, title or claim."""
        beginnings, phrases = lookup.parse_keyword(text)
        return WordsTerm(f"{where} {text}", beginnings, phrases, where, self.timeline)

    def build_phrase_term(self, text: str) -> WordsTerm:
        """The words stand side by side in its texts."""
        return self.build_words_term(f'"{text}"')

    def build_claim_term(self, text: str) -> PredicateTerm | WordsTerm:
        """The source reports it as a claim: by anyone ("any"), no one ("none"), or a name."""
        wanted = {"any": True, "none": False}.get(text.lower())
        if wanted is None:
            return self.build_words_term(text, "claim")
        return PredicateTerm(
            f"claim {text.lower()}",
            lambda event: bool(event.according_to) is wanted,
            ClaimCondition(wanted),
            table_test=ColumnTest("according_to", "<>" if wanted else "=", ""),
        )

    def build_id_term(self, text: str) -> PredicateTerm:
        """Its id starts with the text."""
        part, beginning = lookup.split_timeline_prefix(text.lower(), self.timeline)
        return PredicateTerm(
            f"id {text.lower()}",
            lambda event: event.id.startswith(beginning) and part in ("", event.timeline),
            IdPrefixCondition(beginning, part),
            None if self.timeline.is_merged else ColumnTest("id", "begins", beginning),
        )

    def build_number_term(self, of: str, text: str) -> NumberTerm:
        """One of its numbers compares as asked: "5", ">10", "<=3", "5..25".

        Raises:
            RequestError: the text is no comparison.
        """
        match = re.fullmatch(_NUMBER_PATTERN, text.replace(",", "").replace(" ", ""))
        if match is None:
            raise RequestError(f"{of} cannot be {text!r}", f"write {of}:>10 or {of}:5..25")
        low, high = _parse_number_range(match)
        if low > high:
            raise RequestError(f"{of} cannot be {text!r}", "put the smaller number first")
        return NumberTerm(f"{of} {text}", of, low, high, self.timeline)

    def build_from_to_term(self, since: str | None, until: str | None) -> DateRangeTerm:
        """It lies between the first day of `since` and the last day of `until`.

        Raises:
            RequestError: one of them is no date, or the range ends before it begins.
        """
        first = self._parse_period(since).asked_days[0] if since is not None else INFINITE_PAST
        last = self._parse_period(until).asked_days[1] if until is not None else INFINITE_FUTURE
        if first > last:
            raise RequestError(f"{since!r} comes after {until!r}", "swap the two")
        return self._build_days_term(first, last)

    def build_period_term(self, text: str) -> DateRangeTerm:
        """It lies in the period."""
        return self._build_days_term(*self._parse_period(text).asked_days)

    def build_certain_period_term(self, text: str) -> DateRangeTerm:
        """It certainly lies in the period."""
        during = self.build_period_term(text)
        return during._replace(description=f"surely {during.description}", only_certain=True)

    def build_before_term(self, text: str) -> DateRangeTerm:
        """It lies before the first day of a period or an event.

        Raises:
            RequestError: it has no beginning.
        """
        found = self._find_day_range(text)
        if found.first == INFINITE_PAST:
            raise RequestError(f"{text!r} has no start", f"write to:… or during:{text}")
        return self._build_days_term(INFINITE_PAST, found.first - 1, is_typed=found.is_typed)

    def build_after_term(self, text: str) -> DateRangeTerm:
        """It lies after the last day of a period or an event.

        Raises:
            RequestError: it has no end.
        """
        found = self._find_day_range(text)
        if found.last == INFINITE_FUTURE:
            raise RequestError(f"{text!r} has no end", f"write from:… or during:{text}")
        return self._build_days_term(found.last + 1, INFINITE_FUTURE, is_typed=found.is_typed)

    def build_during_term(self, text: str) -> DateRangeTerm:
        """It lies within a period or the time of an event."""
        found = self._find_day_range(text)
        return self._build_days_term(found.first, found.last, is_typed=found.is_typed)

    def build_around_term(self, text: str, distance: str = "30d") -> DateRangeTerm:
        """It is near a period or event: 30d, 6w, 2m (of 31 days), 1y (of 366).

        Raises:
            RequestError: the distance is none.
        """
        match = re.fullmatch(_DURATION_PATTERN, distance.strip(), re.IGNORECASE)
        if match is None:
            raise RequestError(f"within cannot be {distance!r}", "write 30d, 6w, 2m or 1y")
        days = int(match[1]) * _DAYS_PER_UNIT[match[match.lastindex or 0].lower()]
        found = self._find_day_range(text)
        first = max(found.first - days, INFINITE_PAST)
        last = min(found.last + days, INFINITE_FUTURE)
        return self._build_days_term(first, last, is_typed=found.is_typed)

    def build_began_term(self, text: str) -> EndTerm:
        """It began in the period."""
        return self._build_end_term("began", text)

    def build_ended_term(self, text: str) -> EndTerm:
        """It ended in the period."""
        return self._build_end_term("ended", text)

    def build_lasted_term(self, text: str) -> LastedTerm:
        """It lasted this long: ">5y", "<=30d", "1y..5y"."""
        from qaim_cli.query import time_terms

        return time_terms.build_lasted_term(text)

    def build_kind_term(self, text: str) -> PredicateTerm:
        """Its date is of this kind: moment, interval, set, or a precision such as month."""
        from qaim_cli.query import time_terms

        return time_terms.build_kind_term(text)

    def build_about_term(self, text: str) -> PredicateTerm:
        """Its date is approximate ("any"), or is not ("none")."""
        from qaim_cli.query import time_terms

        return time_terms.build_about_term(text)

    def knows_value(self, field: str, text: str) -> bool:
        """Whether a text of several words is the whole name or date that a field takes."""
        if (facet := FACETS.get(field)) is not None:
            if facet.get_catalogue is not None:
                return bool(facet.get_catalogue(self.timeline).find(text))
            return fold(text) in map(fold, facet.list_known(self.timeline))
        if field == "lasted":
            from qaim_cli.query.time_terms import is_length_of_time

            return is_length_of_time(text)
        if field not in _DATE_FIELDS:
            return False
        try:
            self._parse_period(text)
        except RequestError:
            return field in _EVENT_FIELDS and bool(lookup.find_events_by_title(text, self.timeline))
        return True

    def build_day_of_year_term(self, text: str) -> DayOfYearTerm:
        """It began or ended on a day of the year: "04-17", "17 April", "today"."""
        from qaim_cli.periods.days_of_year import parse_day_of_year

        month, day = parse_day_of_year(text, self.today)
        return DayOfYearTerm(f"on {_format_day_of_year(month, day)}", month, day)

    def _build_entity_term(
        self, facet: Facet, called: tuple[str, ...], catalogue: Catalogue
    ) -> FacetTerm:
        kind = facet.name
        ids = frozenset[str]().union(
            *(lookup.find_entity_ids(kind, name, catalogue) for name in called)
        )
        words = format_list(
            [catalogue.get_name(id) for id in catalogue.entities if id in ids], "or"
        )
        return FacetTerm(f"{kind} {words}", kind, catalogue.with_descendants(ids))

    def _build_value_term(
        self, kind: str, called: tuple[str, ...], known: tuple[str, ...]
    ) -> FacetTerm:
        labels = frozenset[str]().union(
            *(lookup.find_facet_values(kind, name, known) for name in called)
        )
        words = format_list([label for label in known if label in labels], "or")
        return FacetTerm(f"{kind} {words}", kind, labels)

    def _find_day_range(self, text: str) -> _DayRange:
        """Find the first and last day of an event or a period.

        An id that is whole comes first, then a date, then the beginning of an id.
        """
        event = lookup.find_event_by_id(text, self.timeline)
        if event is None:
            try:
                period = self._parse_period(text)
            except DateError:
                if text[:1].isdigit():
                    _, count = lookup.find_events_by_id_prefix(text, self.timeline)
                    if not count:
                        raise
                event = lookup.find_event(text, self.timeline)
            else:
                return _DayRange(period.first_day, period.last_day, is_typed=True)
        return _DayRange(event.span.first_day, event.span.last_day, is_typed=False)

    def _build_end_term(self, word: str, text: str) -> EndTerm:
        from qaim_cli.query.time_terms import EndTerm

        first, last = self._parse_period(text).asked_days
        return EndTerm(
            f"{word} {describe_days(first, last, self._calendar)}", word == "began", first, last
        )

    def _build_days_term(self, first: int, last: int, *, is_typed: bool = True) -> DateRangeTerm:
        calendar = self._calendar
        return DateRangeTerm(
            describe_days(first, last, calendar),
            first,
            last,
            known_until=find_known_days(self.timeline, self.today.toordinal()),
            calendar=calendar,
            is_typed=is_typed,
        )

    @property
    def _calendar(self) -> Calendar:
        """The calendar that dates in the question are in unless they say another."""
        return self.timeline.date_rules.calendar

    def _parse_period(self, text: str) -> Period:
        # Here, so that a question without a date never loads the reader of dates in words.
        from qaim_cli import periods

        return periods.parse_period(text, self.today, self._calendar, self.timeline.periods)


class _DayRange(FrozenRecord):
    """The first and last day of a period or an event."""

    first: int
    last: int
    is_typed: bool
    """Whether a person typed a date, rather than the name of an event."""


def _parse_number_range(match: re.Match[str]) -> tuple[float, float]:
    if match["one"] is None:
        return float(match["low"] or 0), float(match["high"] or "inf")
    number = float(match["one"])
    return {
        ">": (number + 1, float("inf")),
        ">=": (number, float("inf")),
        "<": (0.0, number - 1),
        "<=": (0.0, number),
    }.get(match["sign"] or "=", (number, number))


def _format_day_of_year(month: int, day: int) -> str:
    from qaim_cli.dates.calendar import MONTHS

    return f"{day} {MONTHS[month - 1]}"
