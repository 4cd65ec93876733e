"""The days that events take up in a drawing, and the stretches of days in which something happens.

A stretch is where an axis must have room: all days that an event may be on, but of a duration only
its beginning and its end.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST, DateInterval
from qaim_cli.model import Event
from qaim_cli.query import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qaim_cli.sums import MarkCount


def get_day_range(event: Event) -> tuple[int, int] | None:
    """Return the first and last day that an event's mark can cover, or None."""
    # What is about a time may lie beside it; a duration's end says so by its sign.
    span = event.span if isinstance(event.date, DateInterval) else event.span.with_tolerance
    first = span.last_day if span.first_day == INFINITE_PAST else span.first_day
    last = span.first_day if span.last_day == INFINITE_FUTURE else span.last_day
    if INFINITE_PAST in (first, last) or INFINITE_FUTURE in (first, last):
        return None
    return min(first, last), max(first, last)


def collect_stretches(hits: list[Hit], first: int, last: int) -> Counter[tuple[int, int]]:
    """Count the stretches of days that contain events, cut to the query's dates.

    The inside of a duration tells nothing: only its beginning and its end do.
    """
    stretches = []
    for hit in hits:
        span = hit.event.span
        extent = get_day_range(hit.event) or (0, 0)
        if isinstance(hit.event.date, DateInterval):
            stretches.append(
                (extent[0], max(extent[0], min(span.latest_start, span.last_day, extent[1])))
            )
            stretches.append(
                (min(max(span.earliest_end, span.first_day, extent[0]), extent[1]), extent[1])
            )
        else:
            stretches.append(extent)
    return cut_stretches(Counter(stretches), stretches[0][0], first, last)


def count_stretches(marks: Iterable[MarkCount]) -> Counter[tuple[int, int]]:
    """Count the stretches of days that contain events, from counts of their marks."""
    stretches = Counter[tuple[int, int]]()
    for first, last, start_last, end_first, _, lasts, _, event_count in marks:
        if lasts:
            stretches[first, start_last] += event_count
            stretches[end_first, last] += event_count
        else:
            stretches[first, last] += event_count
    return stretches


def cut_stretches(
    stretches: Counter[tuple[int, int]], first_start: int, first: int, last: int
) -> Counter[tuple[int, int]]:
    """Cut stretches of days to the days asked about, and leave at least the day nearest them."""
    if first == INFINITE_PAST and last == INFINITE_FUTURE:
        return stretches
    if first != INFINITE_PAST and last != INFINITE_FUTURE:
        stretches = stretches + Counter([(first, first), (last, last)])
    cut = Counter[tuple[int, int]]()
    for (start, end), count in stretches.items():
        if start <= last and end >= first:
            cut[max(start, first), min(end, last)] += count
    near = min(max(first_start, first), last)
    return cut or Counter([(near, near)])
