"""Groups of events in a chart: a number stands for those in the same columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise

from qaim_cli.frozen_record import FrozenRecord


class MarkGroup(FrozenRecord):
    """A number standing for several events in the same columns."""

    column: int
    event_count: int


def merge_groups(crowd: Mapping[int, int], room: int) -> list[MarkGroup]:
    """Sort numbers of events by column, and merge those that would touch."""
    found: list[MarkGroup] = []
    for column in sorted(crowd):
        told = _clamp_group(MarkGroup(column, crowd[column]), room)
        while found and told.column <= found[-1].column + len(str(found[-1].event_count)):
            before = found.pop()
            told = _clamp_group(
                MarkGroup(before.column, before.event_count + told.event_count), room
            )
        found.append(told)
    return found


def _clamp_group(crowd: MarkGroup, room: int) -> MarkGroup:
    return crowd._replace(column=max(0, min(crowd.column, room - len(str(crowd.event_count)))))


def group_columns(lanes: Sequence[Sequence[int]]) -> list[tuple[MarkGroup, ...]]:
    """Group the columns of lanes, all alike, so that numbers one below the other compare.

    Args:
        lanes: how many events of each lane begin in each column, of which all have as many.
    """
    if len(lanes) < 2:
        return [tuple(merge_groups(_find_crowd(lane), len(lane))) for lane in lanes]
    totals = [list(accumulate(lane, initial=0)) for lane in lanes]
    digits, needed = 0, 1
    while digits < needed:
        digits = needed
        edges = _divide_columns(len(lanes[0]), totals, digits)
        counts = [
            [lane[end] - lane[start] for start, end in pairwise((*edges, len(lanes[0])))]
            for lane in totals
        ]
        needed = max(len(str(count)) for of_lane in counts for count in of_lane)
    return [
        tuple(
            _clamp_group(MarkGroup(edge + digits - len(str(count)), count), len(lanes[0]))
            for edge, count in zip(edges, of_lane, strict=True)
            if count
        )
        for of_lane in counts
    ]


def _find_crowd(lane: Sequence[int]) -> dict[int, int]:
    return {column: count for column, count in enumerate(lane) if count}


def _divide_columns(room: int, totals: Sequence[Sequence[int]], digits: int) -> list[int]:
    """Find where groups of columns begin, all as wide as numbers with these digits need.

    What is left at the end is a narrower group if its numbers fit, else the last one is wider.
    """
    edges = list(range(0, room, digits + 1))
    last = max(len(str(lane[room] - lane[edges[-1]])) for lane in totals)
    return edges if len(edges) == 1 or last <= room - edges[-1] else edges[:-1]
