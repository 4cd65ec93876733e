"""Selection of the events that a format can hold, and their losses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from qaim_cli.dates import DatePrecision
from qaim_cli.exchange.losses import Fate, LossCounter, list_features
from qaim_cli.model import Event, Timeline


def select_writable(
    events: Iterable[Event],
    timeline: Timeline,
    kept_units: Collection[DatePrecision],
    losses: LossCounter,
) -> Iterator[Event]:
    """Select the events that a format can hold, counting what each of them loses."""
    for event in events:
        id = timeline.format_id(event)
        # A format that loses nothing need not know what there is to lose.
        features = tuple(list_features(event, kept_units)) if losses.fates else ()
        refused = [each for each in features if losses.fates.get(each) is Fate.REFUSED]
        for feature in refused[:1] or features:
            losses.add_loss(id, feature)
        if not refused:
            losses.handled_count += 1
            yield event
