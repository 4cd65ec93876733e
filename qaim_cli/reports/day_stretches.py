"""The stretches of days in which something happens, as an axis must have room for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from qaim_cli.dates import INFINITE_FUTURE, INFINITE_PAST
from qaim_cli.drawn_days import get_drawn_days
from qaim_cli.query import Hit


def collect_stretches(hits: Iterable[Hit], first: int, last: int) -> Counter[tuple[int, int]]:
    """Count the stretches of days that contain events, cut to the query's dates."""
    drawn = [days for hit in hits if (days := get_drawn_days(hit.event))]
    stretches = Counter(stretch for days in drawn for stretch in days.list_stretches())
    return cut_stretches(stretches, lambda: drawn[0].first if drawn else 0, first, last)


def cut_stretches(
    stretches: Counter[tuple[int, int]], find_start: Callable[[], int], first: int, last: int
) -> Counter[tuple[int, int]]:
    """Cut stretches of days to the days asked about, and leave at least the day nearest them.

    Args:
        stretches: how many events each contains.
        find_start: finds the day on which the first of them begins.
        first: the first day asked about.
        last: the last day asked about.
    """
    if first == INFINITE_PAST and last == INFINITE_FUTURE:
        return stretches
    if first != INFINITE_PAST and last != INFINITE_FUTURE:
        stretches = stretches + Counter([(first, first), (last, last)])
    cut = Counter[tuple[int, int]]()
    for (start, end), count in stretches.items():
        if start <= last and end >= first:
            cut[max(start, first), min(end, last)] += count
    if not cut:
        near = min(max(find_start(), first), last)
        cut[near, near] = 1
    return cut
