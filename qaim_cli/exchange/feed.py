"""Feeds: RSS 2.0 and Atom, such as of the events of today's day of the year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qaim_cli.dates import DatePrecision, describe_date
from qaim_cli.exchange.losses import Fate, Loss
from qaim_cli.exchange.markup import escape_markup
from qaim_cli.exchange.wording import describe_details
from qaim_cli.model import Event, Timeline
from qaim_cli.text import is_web_address

WRITE_LOSSES = {
    Loss.HEDGE: Fate.IN_WORDS,
    Loss.SET: Fate.IN_WORDS,
    Loss.OPEN_END: Fate.IN_WORDS,
    Loss.BOUNDS: Fate.IN_WORDS,
    Loss.PRECISION: Fate.IN_WORDS,
    Loss.BC: Fate.IN_WORDS,
    Loss.YEAR_RANGE: Fate.IN_WORDS,
    Loss.CALENDAR: Fate.DROPPED,
    Loss.DATE_TEXT: Fate.IN_WORDS,
    Loss.ROLE: Fate.IN_WORDS,
    Loss.ACTORS: Fate.IN_WORDS,
    Loss.FURTHER_ACTORS: Fate.IN_WORDS,
    Loss.PLACES: Fate.IN_WORDS,
    Loss.PART_OF: Fate.DROPPED,
    Loss.CASUALTIES: Fate.IN_WORDS,
    Loss.CLAIM: Fate.IN_WORDS,
    Loss.NOTE: Fate.IN_WORDS,
    Loss.SOURCE: Fate.IN_WORDS,
    Loss.SENTENCE: Fate.IN_WORDS,
    Loss.MEDIA: Fate.IN_WORDS,
    Loss.OWN_FIELDS: Fate.IN_WORDS,
}
KEPT_UNITS = (DatePrecision.DAY,)


def write_rss(events: Sequence[Event], timeline: Timeline) -> Iterator[str]:
    """Write events as RSS; titles carry the date, as RSS dates only publication."""
    url = timeline.reference.url or "https://example.org/"
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>\n'
    yield f"<title>{_escape(timeline.title)}</title>\n<link>{_escape(url)}</link>\n"
    yield f"<description>Events of {_escape(timeline.title)}</description>\n"
    for event in events:
        yield (
            f"<item><title>{_escape(_make_title(event))}</title>"
            f'<guid isPermaLink="false">{_escape(_make_id(event, timeline))}</guid>'
            + (f"<link>{_escape(event.url)}</link>" if is_web_address(event.url) else "")
            + f"<description>{_escape(_make_text(event, timeline))}</description>"
            + "".join(f"<category>{_escape(tag)}</category>" for tag in event.tags)
            + "</item>\n"
        )
    yield "</channel></rss>\n"


def write_atom(events: Sequence[Event], timeline: Timeline) -> Iterator[str]:
    """Write events as Atom; see `write_rss`."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
    yield f"<title>{_escape(timeline.title)}</title><id>urn:qaim:timeline</id>"
    yield f"<updated>{_UPDATED}</updated><author><name>Qaim</name></author>\n"
    for event in events:
        yield (
            f"<entry><title>{_escape(_make_title(event))}</title>"
            f"<id>{_escape(_make_id(event, timeline))}</id><updated>{_UPDATED}</updated>"
            + (f'<link href="{_escape(event.url)}"/>' if is_web_address(event.url) else "")
            + f'<content type="text">{_escape(_make_text(event, timeline))}</content>'
            + "".join(f'<category term="{_escape(tag)}"/>' for tag in event.tags)
            + "</entry>\n"
        )
    yield "</feed>\n"


_UPDATED = "1970-01-01T00:00:00Z"
"""A feed must say when it changed; a fixed time keeps the same answer the same text."""


def _make_title(event: Event) -> str:
    return f"{event.date_text or describe_date(event.date)}: {event.title}"


def _make_text(event: Event, timeline: Timeline) -> str:
    return (
        "\n".join(filter(None, (event.summary, *describe_details(event, timeline)))) or event.title
    )


def _make_id(event: Event, timeline: Timeline) -> str:
    return f"urn:qaim:{timeline.format_id(event)}"


def _escape(text: str) -> str:
    return escape_markup(text).replace('"', "&quot;")
