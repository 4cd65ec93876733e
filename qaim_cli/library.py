"""Qaim as a Python library: load a timeline, query it, count it, read dates.

    from qaim_cli import load, parse_date

    timeline = load("voyages.yaml")
    hits = timeline.query("actor:cook 1770..1775")
    table = pandas.DataFrame(hits.records())

Everything here is a thin layer over what the commands use, so that both give the same answers.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, overload

from qaim_cli import store
from qaim_cli.dates import (
    HISTORICAL,
    INFINITE_FUTURE,
    INFINITE_PAST,
    Calendar,
    DateSpan,
    EdtfDate,
    format_edtf,
    parse_calendar,
)
from qaim_cli.errors import RequestError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import CASUALTY_KINDS, Event, Problem, Timeline
from qaim_cli.query import (
    FilterInput,
    Hit,
    QueryAnswer,
    build_query,
    parse_sort,
    select_hits,
    sort_hits,
)

if TYPE_CHECKING:
    from qaim_cli.reports.table import Record, TableReport


def load(
    *paths: str | os.PathLike[str], cache: bool = True, today: datetime.date | None = None
) -> TimelineReader:
    """Load a timeline file, or several files as one timeline.

    Args:
        paths: the files; none means the timeline of Al-Qa'im that comes with Qaim.
        cache: whether answers may come from the index in the user's cache folder.
        today: the day that "last 5 years" and the like count from; the system's where not given.

    Raises:
        StoreError: a file cannot be read at all. Mistakes in single events raise nothing: they
            are in `TimelineReader.problems`, and the rest of the file still answers.
    """
    named = [os.fspath(path) for path in paths] or [store.find_shipped_timeline()]
    results = [store.load_timeline(path, cache=cache) for path in named]
    problems = [problem for result in results for problem in result.problems]
    if len(results) == 1:
        return TimelineReader(results[0].timeline, problems, today)
    from qaim_cli.merge import merge_timelines

    merged = merge_timelines([result.timeline for result in results])
    return TimelineReader(merged.timeline, [*problems, *merged.problems], today)


class TimelineReader:
    """A loaded timeline: its events, the problems of its file, and the questions to ask it."""

    def __init__(
        self, timeline: Timeline, problems: Sequence[Problem], today: datetime.date | None = None
    ) -> None:
        """Take the timeline, the problems found in reading it, and the day it is."""
        self.timeline = timeline
        self.problems = tuple(problems)
        self._today = today

    @property
    def title(self) -> str:
        """The title of the timeline."""
        return self.timeline.title

    @property
    def events(self) -> Sequence[Event]:
        """All events, in order of time."""
        return self.timeline.events

    def query(
        self,
        text: str = "",
        *,
        sure: bool = False,
        maybe: bool = False,
        sort: str = "date",
        reverse: bool = False,
        limit: int | None = None,
    ) -> QueryResult:
        """The events that match a query, each with its certainty.

        Args:
            text: a query as `qaim list` takes it: "actor:us 2016..2021"; empty for all events.
            sure: keep only the events that certainly match.
            maybe: also list events that are dated too vaguely to be listed otherwise.
            sort: "date", "title", "killed" or an own field such as "x-status".
            reverse: the other way round.
            limit: the most events to return.

        Raises:
            RequestError: the query cannot be read, or names somebody unknown.
        """
        if sure and maybe:
            raise RequestError("sure and maybe ask for opposites", "choose one")
        today = self._today or datetime.date.today()
        query = build_query(FilterInput(query=text), self.timeline, today)
        selection = select_hits(query, self.timeline, sure=sure, widely=maybe)
        order = parse_sort(sort, self.timeline)
        hits = sort_hits(selection, order, reverse=reverse, limit=limit)
        return QueryResult(QueryAnswer(self.timeline, query, selection, hits, order, reverse))

    def count(self, text: str = "", *, by: str = "year", sum: str = "") -> list[Record]:
        """Count the events that match a query by a unit of time, an actor, a place or the like.

        Args:
            text: a query; empty for all events.
            by: what to count by, as `qaim count --by` takes it: "decade", "actor", "tag" and so on.
            sum: add up the "killed", "wounded" or "captured" instead of counting events.

        Returns:
            A record a group with `id`, `name`, `least` and `most`; `most` is None where open.

        Raises:
            RequestError: the query cannot be read, or there is nothing to count by of that name.
        """
        return self.query(text).count(by=by, sum=sum)

    def parse_date(self, text: str) -> ParsedDate:
        """Read a date by the calendar and the named periods of the timeline.

        Raises:
            DateError: the text is no date or has two readings; the error says what to write.
        """
        timeline = self.timeline
        return _parse_date(text, self._today, timeline.date_rules.calendar, timeline.periods)

    def __len__(self) -> int:
        return len(self.timeline.events)

    def __iter__(self) -> Iterator[Event]:
        return iter(self.timeline.events)

    def __repr__(self) -> str:
        return f"<{self.title or self.timeline.path}: {len(self):,} events>"

    def _repr_html_(self) -> str:
        return self.query()._repr_html_()


class QueryResult:
    """The events that a query found, in order; each a hit with `event` and `match_level`."""

    def __init__(self, answer: QueryAnswer) -> None:
        """Take the answer as the commands have it."""
        self.answer = answer

    def records(self) -> list[Record]:
        """The events as dictionaries with the keys of `qaim list -f json`."""
        return list(self._build_table().iter_records())

    def export(self, format: str) -> str:
        """The events as text in a data format: "json", "jsonl", "csv", "md" and so on.

        Raises:
            RequestError: there is no such format.
        """
        from qaim_cli.export import export_table

        return "".join(export_table(self._build_table(), format))

    def count(self, *, by: str = "year", sum: str = "") -> list[Record]:
        """Count these events; see `TimelineReader.count`.

        Raises:
            RequestError: there is nothing to count by of that name.
        """
        from qaim_cli.reports.counts import build_counts, parse_count_unit
        from qaim_cli.text import format_list

        unit = parse_count_unit(by)
        if sum not in ("", *CASUALTY_KINDS):
            raise RequestError(
                f"sum cannot be {sum!r}", f"choose {format_list(CASUALTY_KINDS, 'or')}"
            )
        report = build_counts(self.answer, by=unit, harm=sum)
        return list(report.table.iter_records())

    @property
    def hidden_vague_count(self) -> int:
        """How many events are left out because they are dated too vaguely for the question."""
        return self.answer.selection.hidden_vague_count

    def _build_table(self) -> TableReport:
        from qaim_cli.reports.listing import build_listing_table

        return build_listing_table(self.answer)

    def __len__(self) -> int:
        return len(self.answer.hits)

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.answer.hits)

    @overload
    def __getitem__(self, index: int) -> Hit: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Hit]: ...
    def __getitem__(self, index: int | slice) -> Hit | Sequence[Hit]:
        """The hit or hits at a place."""
        return self.answer.hits[index]

    def __repr__(self) -> str:
        return f"<{len(self):,} of {len(self.answer.timeline.events):,} events>"

    def _repr_html_(self) -> str:
        """The table that notebooks show; a long one is cut."""
        from html import escape
        from itertools import islice

        table = self._build_table()
        head = "".join(f"<th>{escape(column.title)}</th>" for column in table.columns)
        rows = "".join(
            f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row.cells)}</tr>"
            for row in islice(table.rows, _MAX_NOTEBOOK_ROWS)
        )
        more = len(self) - _MAX_NOTEBOOK_ROWS
        note = f"<p>and {more:,} more</p>" if more > 0 else ""
        return (
            f"<table><caption>{escape(table.title)}</caption><thead><tr>{head}</tr></thead>"
            f"<tbody>{rows}</tbody></table>{note}"
        )


_MAX_NOTEBOOK_ROWS = 100


class ParsedDate(FrozenRecord):
    """A date as it was understood."""

    text: str
    date: EdtfDate
    span: DateSpan
    """The first and last day on which it may begin, and on which it may end."""
    calendar: Calendar = HISTORICAL
    """The calendar that its days are in."""
    notes: tuple[str, ...] = ()
    """What of the text is left out or taken on trust, such as a time of day."""

    @property
    def edtf(self) -> str:
        """The date in EDTF, as a timeline file has it."""
        return format_edtf(self.date)

    @property
    def earliest(self) -> str | None:
        """The first day that it may touch, as an ISO day; None where it has no beginning."""
        return _format_bound(self.span.earliest_start, self.calendar)

    @property
    def latest(self) -> str | None:
        """The last day that it may touch, as an ISO day; None where it has no end."""
        return _format_bound(self.span.latest_end, self.calendar)

    def __str__(self) -> str:
        """The date in words."""
        from qaim_cli.dates import describe_date

        return describe_date(self.date)


def parse_date(
    text: str, *, today: datetime.date | None = None, calendar: str = "historical"
) -> ParsedDate:
    """Read a date in EDTF or in words: "early 1990s", "17 April 2004", "44 BC".

    Args:
        text: the date as a person writes it.
        today: the day that "last year" and the like count from; the system's where not given.
        calendar: the calendar of its days: historical, gregorian or julian.

    Raises:
        DateError: the text is no date or has two readings, or there is no such calendar; the
            error says what to write.
    """
    return _parse_date(text, today, parse_calendar(calendar), {})


def _parse_date(
    text: str,
    today: datetime.date | None,
    calendar: Calendar,
    own_periods: Mapping[str, str],
) -> ParsedDate:
    from qaim_cli import periods

    period = periods.parse_period(text, today or datetime.date.today(), calendar, own_periods)
    return ParsedDate(text, period.date, period.span, calendar, period.notes)


def _format_bound(day: int, calendar: Calendar) -> str | None:
    from qaim_cli.dates.calendar import format_iso_day

    return None if day in (INFINITE_PAST, INFINITE_FUTURE) else format_iso_day(day, calendar)
