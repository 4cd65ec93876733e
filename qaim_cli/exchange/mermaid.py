"""Mermaid timelines: a date in words and a title for each event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qaim_cli.dates import DatePrecision, describe_date
from qaim_cli.exchange.losses import Fate, Loss
from qaim_cli.model import Event, Timeline

WRITE_LOSSES = {
    Loss.HEDGE: Fate.IN_WORDS,
    Loss.SET: Fate.IN_WORDS,
    Loss.OPEN_END: Fate.IN_WORDS,
    Loss.BOUNDS: Fate.IN_WORDS,
    Loss.PRECISION: Fate.IN_WORDS,
    Loss.BC: Fate.IN_WORDS,
    Loss.CALENDAR: Fate.DROPPED,
    Loss.SUMMARY: Fate.DROPPED,
    Loss.ROLE: Fate.DROPPED,
    Loss.ACTORS: Fate.DROPPED,
    Loss.FURTHER_ACTORS: Fate.DROPPED,
    Loss.PLACES: Fate.DROPPED,
    Loss.TAGS: Fate.DROPPED,
    Loss.PART_OF: Fate.DROPPED,
    Loss.CASUALTIES: Fate.DROPPED,
    Loss.CLAIM: Fate.DROPPED,
    Loss.NOTE: Fate.DROPPED,
    Loss.SOURCE: Fate.DROPPED,
    Loss.SENTENCE: Fate.DROPPED,
    Loss.MEDIA: Fate.DROPPED,
    Loss.LINK: Fate.DROPPED,
    Loss.OWN_FIELDS: Fate.DROPPED,
}
KEPT_UNITS = tuple(DatePrecision)

_SIGNS = str.maketrans({":": " –", ";": ",", "#": "№", "%": "٪", "{": "(", "}": ")"})
"""What Mermaid reads as its own, and what is written for it."""


def write(events: Sequence[Event], timeline: Timeline) -> Iterator[str]:
    """Write events under their dates in words."""
    yield f"timeline\n    title {_clean(timeline.title) or 'Timeline'}\n"
    for event in events:
        words = _clean(event.date_text or describe_date(event.date))
        yield f"    {words} : {_clean(event.title)}\n"


def _clean(text: str) -> str:
    """Put a text on one line without Mermaid's own signs."""
    return " ".join(text.translate(_SIGNS).split())
