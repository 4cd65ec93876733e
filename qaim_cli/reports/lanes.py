"""Lanes: the events of a drawing by actor, place, tag or the like, each in a lane of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qaim_cli.model import Timeline
from qaim_cli.query import Hit
from qaim_cli.query.own_fields import require_facet
from qaim_cli.sums import MAX_LANES


def group_by_lane(hits: list[Hit], by: str, timeline: Timeline) -> list[tuple[str, list[Hit]]]:
    """Group hits by label, in the order in which the labels first occur."""
    if not by:
        return [("", hits)]
    facet = require_facet(by, timeline)
    found: dict[str, list[Hit]] = {}
    for hit in hits:
        for value in facet.list_values(hit.event, timeline) or [""]:
            name = facet.get_name(value, timeline) if value else f"without {by}"
            found.setdefault(name, []).append(hit)
    main, others = divide_lanes({name: len(hits) for name, hits in found.items()})
    lanes = [(name, found[name]) for name in main]
    if others:
        rest = {id(hit): hit for name in others for hit in found[name]}
        lanes.append((name_rest(others), list(rest.values())))
    return lanes


def divide_lanes(event_counts: Mapping[str, int]) -> tuple[list[str], list[str]]:
    """Divide lanes into those that are drawn, and those that share the last, if they are many."""
    most = set(event_counts)
    if len(most) > MAX_LANES:
        most = set(sorted(event_counts, key=lambda name: -event_counts[name])[: MAX_LANES - 1])
    return (
        [name for name in event_counts if name in most],
        [name for name in event_counts if name not in most],
    )


def name_rest(lanes: Sequence[str]) -> str:
    """Name the lane that several share."""
    return f"{len(lanes):,} more"
