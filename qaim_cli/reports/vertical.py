"""The vertical timeline: events down the page in order of time, durations as lanes beside them.

A duration is told twice, where it begins and where it ends, and its lane runs between the two. A
lane that nothing closes runs on to the edge of the drawing. One of several days is told once, with
a dotted lane beside what happened meanwhile. More events than anybody reads are told in groups.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise, zip_longest
from typing import NamedTuple

from qaim_cli.dates import (
    BEGINNING,
    FOREVER,
    Choice,
    Date,
    End,
    Interval,
    Moment,
    Set,
    describe,
    edges,
)
from qaim_cli.dates.calendar import civil
from qaim_cli.dates.words import year_in_words
from qaim_cli.query import Answer, Hit, Match
from qaim_cli.query.terms import LABELS
from qaim_cli.reports.listing import footer, nothing, what, when
from qaim_cli.text import counted

MOST_LANES = 6
"""Durations beyond this many at once are told without a lane of their own."""
MOST_EVENTS, GROUPS = 2000, 400
"""More events than the first are told in so many groups."""
_LONGEST_SPACE = 6
"""The most lines that one stretch of time takes up when lines stand for time."""


class Scale(StrEnum):
    """How far apart events stand: evenly, or as far as in time."""

    EVEN = "even"
    TIME = "time"


class Headings(StrEnum):
    """What stands above events that share it."""

    YEAR = "year"
    SECTION = "section"
    TIMELINE = "timeline"


class Sign(StrEnum):
    """What stands beside an event's title, and in the legend."""

    EVENT = "event"
    VAGUE = "approximate or one of several days"
    POSSIBLE = "possibly in the range"
    BEGIN = "begins"
    END = "ends"
    GROUP = "so many events"


class Lane(StrEnum):
    """What a lane shows in one row."""

    EMPTY = "empty"
    BEGIN = "begin"
    BEGIN_SOFT = "about"
    RUN = "run"
    RUN_DOTTED = "one of these days"
    RUN_UNKNOWN = "how far is not known"
    END = "end"
    END_SOFT = "end, approximate"
    ONWARD = "goes on"
    ONWARD_UNKNOWN = "nobody says how far"
    UPWARD = "comes from before"


LEGEND = {
    Lane.BEGIN_SOFT: {Lane.BEGIN_SOFT, Lane.END_SOFT},
    Lane.RUN_DOTTED: {Lane.RUN_DOTTED},
    Lane.RUN_UNKNOWN: {Lane.RUN_UNKNOWN},
    Lane.ONWARD_UNKNOWN: {Lane.ONWARD_UNKNOWN},
    Lane.ONWARD: {Lane.ONWARD},
    Lane.UPWARD: {Lane.UPWARD},
}
"""The states of a lane that need a word in the legend, with those that share it."""


class Heading(NamedTuple):
    """What the rows below share: the year, the years that it may be, the section or timeline."""

    text: str
    lanes: tuple[Lane, ...]


class Gap(NamedTuple):
    """A stretch of time in which nothing is told; without a text it is plain room."""

    text: str
    lanes: tuple[Lane, ...]


class Mark(NamedTuple):
    """A row: an event, or the beginning or end of a duration; and the name of its timeline."""

    when: str
    text: str
    sign: Sign
    lanes: tuple[Lane, ...]
    below: tuple[Lane, ...]
    """The lanes beside what does not fit into the row's first line."""
    timeline: str = ""


class Edge(NamedTuple):
    """The edge of the drawing, beyond which some lanes run on."""

    lanes: tuple[Lane, ...]


_Row = Heading | Gap | Mark | Edge


class Vertical(NamedTuple):
    """The drawing, row by row, with the question above and the counts and legend below."""

    title: str
    question: tuple[str, ...]
    rows: tuple[_Row, ...]
    legend: tuple[Sign | Lane, ...]
    reverse: bool
    footer: tuple[str, ...]
    empty: str


class _Moment(NamedTuple):
    """A point of the drawing: when it is (first and last day) and what it tells of which hit."""

    number: int
    hit: Hit
    sign: Sign
    first: int
    last: int
    soft: bool
    spread: bool = False
    """Whether it is one of several days, of which the first and the last are known."""

    @property
    def years(self) -> tuple[int, int]:
        """The first and last year it may be in."""
        return civil(self.first)[0], civil(self.last)[0]


def vertical(
    answer: Answer, *, scale: Scale = Scale.EVEN, headings: Headings = Headings.YEAR
) -> Vertical:
    """The drawing of an answer's hits in order of time, or the latest first if it is reversed."""
    notes = footer(answer)
    if len(answer.hits) > MOST_EVENTS:
        rows: tuple[_Row, ...] = tuple(_groups(answer))
        notes = (
            *notes,
            f"told in groups, being more than {MOST_EVENTS:,}: ask for less to see each",
        )
    else:
        moments = _moments(answer.hits)
        if answer.reverse:
            moments.reverse()
        lanes = _Lanes(answer.hits, reverse=answer.reverse)
        rows = tuple(_rows(moments, lanes, _Spacing(moments, scale), headings))
        if answer.timeline.is_several and headings is not Headings.TIMELINE:
            rows = tuple(_named(row) for row in rows)
    return Vertical(
        title=answer.timeline.title,
        question=answer.query.terms,
        rows=rows,
        legend=tuple(_legend(rows)),
        reverse=answer.reverse,
        footer=notes,
        empty=nothing(answer),
    )


def _groups(answer: Answer) -> Iterator[Mark]:
    """The hits in groups of about the same number, each with its first and last date."""
    hits = sorted(answer.hits, key=lambda hit: hit.event.order)
    size = -(-len(hits) // GROUPS)
    groups = [hits[start : start + size] for start in range(0, len(hits), size)]
    for group in reversed(groups) if answer.reverse else groups:
        start = edges(group[0].event.date, short=True)[0]
        end = edges(group[-1].event.date, short=True)[0]
        words = start if start == end else f"{start} – {end}"
        yield Mark(words, counted(len(group), "event"), Sign.GROUP, (), ())


def _legend(rows: tuple[_Row, ...]) -> Iterator[Sign | Lane]:
    """The signs and the ends of lanes that occur."""
    signs = {row.sign for row in rows if isinstance(row, Mark)}
    lanes = {lane for row in rows for lane in row.lanes}
    yield from (sign for sign in Sign if sign in signs)
    yield from (lane for lane in LEGEND if lanes & LEGEND[lane])


def _moments(hits: Sequence[Hit]) -> list[_Moment]:
    """Every beginning, event and end, in order of time."""
    found = []
    for number, hit in enumerate(hits):
        date, span = hit.event.date, hit.event.span
        if not isinstance(date, Interval):
            soft = _soft(date)
            sign = Sign.VAGUE if soft else Sign.EVENT
            if hit.match is Match.POSSIBLE:
                sign = Sign.POSSIBLE
            spread = isinstance(date, Set) and soft and span.s0 > BEGINNING and span.e1 < FOREVER
            found.append(_Moment(number, hit, sign, span.first, span.last, soft, spread))
            continue
        start, end = date.start, date.end
        if span.s0 != BEGINNING:
            last = min(span.s1, span.last)
            found.append(_Moment(number, hit, Sign.BEGIN, span.first, last, _soft(start)))
        if span.e1 != FOREVER:
            first = max(span.e0, span.first)
            found.append(_Moment(number, hit, Sign.END, first, span.e1, _soft(end)))
    order = {Sign.BEGIN: 0, Sign.END: 2}
    return sorted(
        found,
        key=lambda moment: (
            moment.last if moment.sign is Sign.END else moment.first,
            order.get(moment.sign, 1),
        ),
    )


def _soft(date: Date | End) -> bool:
    """Whether a date should look approximate."""
    if isinstance(date, Moment):
        return date.approximate or date.uncertain
    return isinstance(date, Set) and date.choice is Choice.ONE


class _Lanes:
    """The lanes while the drawing is made from the top down: who runs in which.

    A duration takes the lowest free lane where it first shows, and frees it where it last does;
    one that finds none is told without a lane.
    """

    def __init__(self, hits: Sequence[Hit], *, reverse: bool) -> None:
        self._opens = Sign.END if reverse else Sign.BEGIN
        self._unknown = {
            number
            for number, hit in enumerate(hits)
            if (hit.event.span.e1 == FOREVER > hit.event.span.e0)
            or (hit.event.span.s0 == BEGINNING < hit.event.span.s1)
        }
        self._until: dict[int, int] = {}
        """The last day of each dotted lane, which no row of its own ends."""
        self._running: list[int | None] = []
        for number, hit in enumerate(hits):
            span = hit.event.span
            from_above = span.e1 == FOREVER if reverse else span.s0 == BEGINNING
            if from_above and isinstance(hit.event.date, Interval):
                self._take(number)

    def across(self) -> tuple[Lane, ...]:
        """The lanes between two rows."""
        return tuple(self._shown(number, Lane.RUN, Lane.RUN_UNKNOWN) for number in self._running)

    def reach(self, day: int) -> None:
        """Ends the dotted lanes that lie before a day."""
        for lane, number in enumerate(self._running):
            if number is not None and self._until.get(number, day) < day:
                self._running[lane] = None

    def dot(self, moment: _Moment) -> None:
        """Begins a dotted lane over the days that a moment may be."""
        if self._take(moment.number) is not None:
            self._until[moment.number] = moment.last

    def beside(self, moment: _Moment) -> tuple[Lane, ...]:
        """The lanes in the row of a moment, which may begin one or end one."""
        if moment.sign is self._opens:
            lane = self._take(moment.number)
            row = list(self.across())
            if lane is not None:
                row[lane] = Lane.BEGIN_SOFT if moment.soft else Lane.BEGIN
        else:
            row = list(self.across())
            if moment.sign in (Sign.BEGIN, Sign.END) and moment.number in self._running:
                lane = self._running.index(moment.number)
                row[lane] = Lane.END_SOFT if moment.soft else Lane.END
                self._running[lane] = None
        return tuple(row)

    def onward(self) -> tuple[Lane, ...]:
        """The lanes below the last row: those that nothing ended."""
        return tuple(
            Lane.EMPTY
            if number in self._until
            else self._shown(number, Lane.ONWARD, Lane.ONWARD_UNKNOWN)
            for number in self._running
        )

    def upward(self) -> tuple[Lane, ...]:
        """The lanes above the first row: those that nothing in the drawing begins."""
        return tuple(
            self._shown(number, Lane.UPWARD, Lane.ONWARD_UNKNOWN) for number in self._running
        )

    def _shown(self, number: int | None, known: Lane, unknown: Lane) -> Lane:
        if number is None:
            return Lane.EMPTY
        if number in self._until:
            return Lane.RUN_DOTTED
        return unknown if number in self._unknown else known

    def _take(self, number: int) -> int | None:
        if None in self._running:
            lane = self._running.index(None)
            self._running[lane] = number
            return lane
        if len(self._running) < MOST_LANES:
            self._running.append(number)
            return len(self._running) - 1
        return None


class _Spacing:
    """How much room stands between moments: none, or lines in proportion to time."""

    def __init__(self, moments: list[_Moment], scale: Scale) -> None:
        distances = sorted(
            distance
            for before, after in pairwise(moments)
            if (distance := abs(after.first - before.first)) > 0
        )
        even = scale is Scale.EVEN or not distances
        self._day_lines = 0.0 if even else 1 / distances[len(distances) // 2]

    def before(self, moment: _Moment, told: _Moment | None) -> tuple[int, bool]:
        """The lines of room before a moment, and whether the time was too long for its lines."""
        lines = round(abs(moment.first - told.first) * self._day_lines) if told else 0
        return min(lines, _LONGEST_SPACE), lines > _LONGEST_SPACE


def _rows(
    moments: list[_Moment], lanes: _Lanes, spacing: _Spacing, headings: Headings
) -> Iterator[_Row]:
    heading: str | int | None = None
    told: tuple[int, int] | None = None
    before: _Moment | None = None
    if lanes.upward():
        yield Edge(lanes.upward())
    for moment, after in zip_longest(moments, moments[1:]):
        lanes.reach(moment.first)
        low, high = moment.years
        gap = _gap(told, low, high) if told else ""
        room, cut = spacing.before(moment, before)
        if not (cut and gap):
            yield from (Gap("", lanes.across()) for _ in range(room))
        by_year = headings is Headings.YEAR
        here = low if by_year else next(iter(LABELS[headings](moment.hit.event)))
        if gap and (by_year or cut):
            yield Gap(gap, lanes.across())
        if here != heading:
            heading = here
            yield Heading(_years(low, high) if by_year else str(here), lanes.across())
        told = (min(low, told[0]), max(high, told[1])) if told else (low, high)
        if moment.spread and after is not None and moment.first <= after.first <= moment.last:
            lanes.dot(moment)
        yield _mark(moment, lanes.beside(moment), lanes.across())
        before = moment
    if any(lane is not Lane.EMPTY for lane in lanes.onward()):
        yield Edge(lanes.onward())


def _named(row: _Row) -> _Row:
    """A row that tells of an event, with the name of its timeline in its text."""
    if isinstance(row, Mark):
        return row._replace(text=f"{row.text} · {row.timeline}")
    return row


def _years(low: int, high: int) -> str:
    """The year, or the first and last, in words."""
    return year_in_words(low) if low == high else f"{year_in_words(low)} – {year_in_words(high)}"


def _gap(told: tuple[int, int], low: int, high: int) -> str:
    """The years between all that is told so far and the next; empty where there are none."""
    first, last = (told[1] + 1, low - 1) if low > told[1] else (high + 1, told[0] - 1)
    if last < first:
        return ""
    return f"{counted(last - first + 1, 'year')} ({_years(first, last)})"


def _mark(moment: _Moment, beside: tuple[Lane, ...], below: tuple[Lane, ...]) -> Mark:
    event = moment.hit.event
    words = when(event, moment.hit.match)
    if moment.sign is Sign.END:
        end = event.date.end if isinstance(event.date, Interval) else None
        words = describe(end, short=True) if isinstance(end, Moment) else words
    return Mark(words, what(event), moment.sign, beside, below, event.timeline)
