"""The fields of an event as the screen lists them, each with the query that finds more like it."""

from __future__ import annotations

from collections.abc import Callable

from qaim_cli.explore.moves import make_term
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event, Timeline
from qaim_cli.reports.detail import DetailReport, build_detail


class EventField(FrozenRecord):
    """A labelled line about an event."""

    label: str
    text: str
    url: str = ""
    term: str = ""
    """What asks for events alike in it; empty where nothing does."""


class EventFields(FrozenRecord):
    """An event in full: its title and summary, and all else as fields."""

    title: str
    summary: str
    fields: tuple[EventField, ...]

    @property
    def url(self) -> str:
        """The first address that a field leads to; empty where none does."""
        return next((each.url for each in self.fields if each.url), "")

    @property
    def likeness(self) -> str:
        """What asks for events like it: with the same first actor, else place, else tag."""
        terms = {each.label: each.term for each in reversed(self.fields) if each.term}
        return next((terms[label] for label in _TERM_MAKERS if label in terms), "")


def _make_source_term(event: Event, index: int) -> str:
    """What asks for the section, or the source, that a line is about."""
    places = list(dict.fromkeys((source.of, source.section) for source in event.sources))
    of, section = places[min(index, len(places) - 1)]
    if section:
        return make_term("section", section)
    return make_term("source", of) if of else ""


_TERM_MAKERS: dict[str, Callable[[Event, int], str]] = {
    "Actors": lambda event, index: make_term("actor", event.participants[index].actor),
    "Places": lambda event, index: make_term("place", event.places[index]),
    "Tags": lambda event, _: make_term("tag", *event.tags),
    "According to": lambda event, _: make_term("claim", event.according_to),
    "Source": _make_source_term,
    "Timeline": lambda event, _: make_term("timeline", event.timeline),
}
"""How a line under a label becomes a term, by its place among the lines under that label."""


def list_fields(event: Event, timeline: Timeline) -> EventFields:
    """Everything that is known about an event, line by line."""
    detail: DetailReport = build_detail(event, timeline)
    fields: list[EventField] = []
    label, index = "", 0
    for line in detail.lines:
        label, index = (line.label, 0) if line.label else (label, index + 1)
        make = _TERM_MAKERS.get(label)
        term = make(event, index) if make else ""
        fields.append(EventField(line.label, line.text, line.url, term))
    return EventFields(detail.title, detail.summary, tuple(fields))
