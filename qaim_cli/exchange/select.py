"""Selection of the events that a format can hold, and their losses."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from qaim_cli.dates import DatePrecision
from qaim_cli.exchange.losses import Fate, LossCounter, list_features
from qaim_cli.model import Event, Timeline


def select_writable(
    events: Iterable[Event],
    timeline: Timeline,
    kept_units: Collection[DatePrecision],
    losses: LossCounter,
) -> tuple[Event, ...]:
    """Select the events that a format can hold, counting what each of them loses."""
    found = []
    for event in events:
        id = timeline.format_id(event)
        features = tuple(list_features(event, kept_units))
        refused = [each for each in features if losses.fates.get(each) is Fate.REFUSED]
        for feature in refused[:1] or features:
            losses.add_loss(id, feature)
        if not refused:
            found.append(event)
    return tuple(found)
