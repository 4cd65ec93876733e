"""The chart: events across the page on an axis of time, in lanes, each told or counted.

Every event has a mark: a point, a bar from its beginning to its end, or dots over the days it may
have happened on. Its title stands beside the mark where there is room, shortened if need be. Where
many marks meet, a number stands for them, and the footer says for how many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from qaim_cli.dates import BEGINNING, FOREVER, Choice, End, Interval, Moment, Set
from qaim_cli.model import Event, Timeline
from qaim_cli.query import Answer, Hit, Match, Query
from qaim_cli.query.expression import All
from qaim_cli.query.terms import LABELS, During, label_names
from qaim_cli.reports.axis import Axis, axis
from qaim_cli.reports.listing import footer, nothing, what
from qaim_cli.text import cells, fitted

LABELLED = 300
"""More events than this in a lane are only counted, not named."""
_MOST_LANES = 40
"""Of more labels than this, those with the fewest events share the last lane."""
_SHORTEST_LABEL = 10
_SHORTEST_MARK = 3
_MOST_ROWS, _MOST_ROWS_IN_LANE = 40, 8
_NAMES = 0.25
"""The share of the width that the names of lanes may take."""
_NARROWEST_NAMES = 8


class Sign(StrEnum):
    """What a mark is, and what the legend says of it."""

    POINT = "event"
    BAR = "lasted"
    DOTS = "some day in there"
    POSSIBLE = "possibly in the range"
    SOFT = "about"
    FADING = "begins or ends about there"
    BACK = "goes back"
    OPEN = "goes on"
    UNKNOWN = "how far is not known"
    CROWD = "so many events"


class Item(NamedTuple):
    """An event with its mark from `start` to `end`, in columns, and its label if it has room."""

    event: Event
    sign: Sign
    start: float
    end: float
    left: Sign | None = None
    right: Sign | None = None
    """What the ends of a bar look like, where they are no plain ends."""
    hollow: bool = False
    stops: tuple[int, ...] = ()
    """The columns of its points, where it happened at several."""
    label: str = ""
    label_column: int = 0

    @property
    def columns(self) -> tuple[int, int]:
        """The first and last column that the mark takes."""
        return int(self.start), max(int(self.start), int(self.end - 0.001))


class Crowd(NamedTuple):
    """A number of events that share a place."""

    column: int
    number: int


class Row(NamedTuple):
    """A line of a lane: marks side by side, or numbers."""

    items: tuple[Item, ...] = ()
    crowds: tuple[Crowd, ...] = ()


class Lane(NamedTuple):
    """The rows of one actor, place, tag, section or timeline, or of all events; its name."""

    name: str
    rows: tuple[Row, ...]


class Chart(NamedTuple):
    """The whole drawing as data: how wide its names are, the axis, the lanes."""

    title: str
    question: tuple[str, ...]
    names: int
    axis: Axis | None
    density: tuple[int, ...]
    lanes: tuple[Lane, ...]
    legend: tuple[Sign, ...]
    footer: tuple[str, ...]
    empty: str


def chart(answer: Answer, *, width: int, by: str = "", gaps: bool = True) -> Chart:
    """The chart of an answer's hits on so many columns, in one lane or one for each label."""
    title, question, notes = answer.timeline.title, answer.query.terms, footer(answer)
    placed = [hit for hit in answer.hits if _extent(hit.event) is not None]
    if unseen := len(answer.hits) - len(placed):
        notes = (*notes, f"{unseen:,} without any known day")
    if not placed:
        empty = "no event has a known day" if unseen else nothing(answer)
        return Chart(title, question, 0, None, (), (), (), notes, empty)
    sharing = _lanes(placed, by, answer.timeline)
    widest = max(_NARROWEST_NAMES, int(width * _NAMES))
    names = min(max(cells(name) for name, _ in sharing), widest) if by else 0
    room = width - names - (2 if by else 0)
    time = axis(_told(placed, *_zoom(answer.query)), room, gaps=gaps)
    items = {id(hit): _item(hit, time) for hit in placed}
    most = max(_MOST_ROWS_IN_LANE, _MOST_ROWS // len(sharing))
    lanes = tuple(
        Lane(name, _packed([items[id(hit)] for hit in having], room, most))
        for name, having in sharing
    )
    density = [0] * room
    for item in items.values():
        density[item.columns[0]] += 1
    return Chart(
        title,
        question,
        names,
        time,
        tuple(density),
        lanes,
        _legend(lanes),
        (*notes, *_counted(lanes)),
        "",
    )


def _lanes(hits: list[Hit], by: str, timeline: Timeline) -> list[tuple[str, list[Hit]]]:
    """The hits under each of their labels, the label whose first event is first, first."""
    if not by:
        return [("", hits)]
    name = label_names(timeline, by)
    found: dict[str, list[Hit]] = {}
    for hit in hits:
        for label in dict.fromkeys(LABELS[by](hit.event)) or [""]:
            found.setdefault(name(label) if label else f"without {by}", []).append(hit)
    if len(found) <= _MOST_LANES:
        return list(found.items())
    most = sorted(found, key=lambda name: -len(found[name]))[: _MOST_LANES - 1]
    others = [hits for name, hits in found.items() if name not in most]
    rest = list({id(hit): hit for hits in others for hit in hits}.values())
    return [
        *((name, found[name]) for name in found if name in most),
        (f"{len(others):,} more", rest),
    ]


def _extent(event: Event) -> tuple[int, int] | None:
    """The first and last day that a mark of the event can stand on; None if it has none."""
    span = event.span
    first = span.last if span.first == BEGINNING else span.first
    last = span.first if span.last == FOREVER else span.last
    if BEGINNING in (first, last) or FOREVER in (first, last):
        return None
    return min(first, last), max(first, last)


def _zoom(query: Query) -> tuple[int, int]:
    """The days that the question is about, where it is about some."""
    terms = query.expression.parts if isinstance(query.expression, All) else (query.expression,)
    ranges = [term for term in terms if isinstance(term, During)]
    first = max((term.first for term in ranges), default=BEGINNING)
    last = min((term.last for term in ranges), default=FOREVER)
    return (first, last) if first <= last else (BEGINNING, FOREVER)


def _told(hits: list[Hit], first: int, last: int) -> Iterable[tuple[int, int]]:
    """The stretches of days that something is told of, cut to the days asked about.

    The inside of a duration tells nothing: only its beginning and its end do.
    """
    stretches = []
    for hit in hits:
        span = hit.event.span
        extent = _extent(hit.event) or (0, 0)
        if isinstance(hit.event.date, Interval):
            stretches.append((extent[0], max(extent[0], min(span.s1, span.last, extent[1]))))
            stretches.append((min(max(span.e0, span.first, extent[0]), extent[1]), extent[1]))
        else:
            stretches.append(extent)
    if first != BEGINNING and last != FOREVER:
        stretches += [(first, first), (last, last)]
    cut = [
        (max(start, first), min(end, last))
        for start, end in stretches
        if start <= last and end >= first
    ]
    near = min(max(stretches[0][0], first), last)
    return cut or [(near, near)]


def _item(hit: Hit, time: Axis) -> Item:
    """The mark of a hit on the axis."""
    event, span, date = hit.event, hit.event.span, hit.event.date
    extent = _extent(event) or (0, 0)
    start, end = time.position(extent[0]), time.position(extent[1] + 1)
    hollow = hit.match is Match.POSSIBLE
    if isinstance(date, Interval):
        left, right = _end(date.start, Sign.BACK), _end(date.end, Sign.OPEN)
        if left in (Sign.BACK, Sign.UNKNOWN):
            start = 0
        if right in (Sign.OPEN, Sign.UNKNOWN):
            end = time.width
        sign = Sign.POSSIBLE if hollow else Sign.BAR
        start = min(start, time.width - 1)
        end = max(round(end * 8) / 8, int(start) + 1)
        return Item(event, sign, start, end, left, right, hollow)
    if span.all_parts:
        stops = {_stop(time.position(part.first), time) for part in span.parts}
        sign = Sign.POSSIBLE if hollow else Sign.POINT
        ends = min(stops), max(stops) + 1
        return Item(event, sign, *ends, hollow=hollow, stops=tuple(sorted(stops)))
    one_of = isinstance(date, Set) and date.choice is Choice.ONE
    if end - start < 2 or extent[0] == extent[1]:
        start = _stop(start, time)
        soft = span.approximate or span.uncertain or one_of
        sign = Sign.POSSIBLE if hollow else Sign.SOFT if soft else Sign.POINT
        if one_of and (span.s0 == BEGINNING or span.e1 == FOREVER):
            sign = Sign.UNKNOWN
        return Item(event, sign, start, start + 1, hollow=hollow)
    left = Sign.UNKNOWN if one_of and span.s0 == BEGINNING else None
    right = Sign.UNKNOWN if one_of and span.e1 == FOREVER else None
    return Item(event, Sign.DOTS, start, end, left, right, hollow)


def _stop(position: float, time: Axis) -> int:
    """The column of a point."""
    return min(int(position), time.width - 1)


def _end(end: Moment | End, opened: Sign) -> Sign | None:
    """What an end of a bar looks like; None where it is plain."""
    if isinstance(end, Moment):
        return Sign.FADING if end.approximate or end.uncertain else None
    return opened if end is End.OPEN else Sign.UNKNOWN


def _packed(items: list[Item], room: int, most: int) -> tuple[Row, ...]:
    """The items in rows, no two over each other; what finds no place is counted in a last row."""
    rows: list[list[Item]] = []
    taken: list[list[tuple[int, int]]] = []
    crowd: list[Item] = []
    labelled = len(items) <= LABELLED
    for item in items:
        place = _place(item, taken, room, most, labelled=labelled)
        if place is None:
            crowd.append(item)
            continue
        row, told = place
        if row == len(rows):
            rows.append([])
            taken.append([])
        rows[row].append(told)
        taken[row].append(_taken(told))
    packed = [Row(items=tuple(row)) for row in rows]
    if len(crowd) == 1:
        packed.append(Row(items=(next(iter(_tellings(crowd[0], room)), crowd[0]),)))
    elif crowd:
        numbers = Counter(item.columns[0] for item in crowd)
        packed.append(Row(crowds=tuple(_crowds(numbers, room))))
    return tuple(packed)


def _place(
    item: Item, taken: list[list[tuple[int, int]]], room: int, most: int, *, labelled: bool
) -> tuple[int, Item] | None:
    """The first row with room for an item and its label, for a shorter label, or for it alone."""
    for told in _tellings(item, room) if labelled else ():
        first, last = _taken(told)
        for row in range(min(len(taken) + 1, most)):
            if row == len(taken) or all(last < a or first > b for a, b in taken[row]):
                return row, told
    return None


def _tellings(item: Item, room: int) -> Iterable[Item]:
    """An item with its label to the right, to the left, inside, shortened, and without one."""
    first, last = item.columns
    title = what(item.event)
    wide = cells(title)
    right, left = room - last - 2, first - 1
    inside = 0 if item.stops else last - first - 3
    if wide <= right:
        yield item._replace(label=title, label_column=last + 2)
    if wide <= left:
        yield item._replace(label=title, label_column=first - 1 - wide)
    if max(right, left, inside) >= _SHORTEST_LABEL:
        if inside >= min(wide, max(right, left)):
            yield item._replace(label=fitted(title, inside), label_column=first + 2)
        if right >= max(left, _SHORTEST_LABEL):
            yield item._replace(label=fitted(title, right), label_column=last + 2)
        if left >= _SHORTEST_LABEL:
            short = fitted(title, left)
            yield item._replace(label=short, label_column=first - 1 - cells(short))
    for width in (24, 16, _SHORTEST_LABEL):
        if right >= width:
            yield item._replace(label=fitted(title, width), label_column=last + 2)
    # A mark too small to see a shape in is better counted than left without a name.
    if last - first >= _SHORTEST_MARK:
        yield item


def _taken(item: Item) -> tuple[int, int]:
    """The columns that a mark and its label keep from others, with a blank behind."""
    first, last = item.columns
    if item.label:
        first = min(first, item.label_column)
        last = max(last, item.label_column + cells(item.label) - 1)
    return first, last + 1


def _crowds(crowd: dict[int, int], room: int) -> list[Crowd]:
    """The numbers in order, those that would touch made one."""
    found: list[Crowd] = []
    for column in sorted(crowd):
        told = _inside(Crowd(column, crowd[column]), room)
        while found and told.column <= found[-1].column + len(str(found[-1].number)):
            before = found.pop()
            told = _inside(Crowd(before.column, before.number + told.number), room)
        found.append(told)
    return found


def _inside(crowd: Crowd, room: int) -> Crowd:
    return crowd._replace(column=max(0, min(crowd.column, room - len(str(crowd.number)))))


def _legend(lanes: tuple[Lane, ...]) -> tuple[Sign, ...]:
    """The signs that occur."""
    found = {Sign.CROWD for lane in lanes for row in lane.rows if row.crowds}
    for lane in lanes:
        for row in lane.rows:
            for item in row.items:
                found |= {item.sign, *filter(None, (item.left, item.right))}
                if item.hollow:
                    found.add(Sign.POSSIBLE)
    return tuple(sign for sign in Sign if sign in found)


def _counted(lanes: tuple[Lane, ...]) -> list[str]:
    """What the footer says of events that stand as numbers, or without their titles."""
    crowded = sum(crowd.number for lane in lanes for row in lane.rows for crowd in row.crowds)
    unnamed = sum(not item.label for lane in lanes for row in lane.rows for item in row.items)
    notes = []
    if crowded:
        notes.append(f"{crowded:,} shown as numbers")
    if unnamed:
        notes.append(f"{unnamed:,} without room for a title")
    return notes
