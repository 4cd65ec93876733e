"""Details of an event in words, for formats that have no place for them."""

from __future__ import annotations

from collections.abc import Iterator

from qaim_cli.citations import build_citations
from qaim_cli.model import Event, Timeline
from qaim_cli.text import format_list


def describe_details(event: Event, timeline: Timeline) -> Iterator[str]:
    """A line for each: who, where, casualties, claim, note, tags, source, and what is its own."""
    yield from describe_actors(event, timeline)
    if event.places:
        yield f"Where: {'; '.join(map(timeline.places.get_name, event.places))}"
    yield from describe_statements(event, timeline)
    if event.tags:
        yield f"Tags: {', '.join(event.tags)}"
    yield from describe_citations(event, timeline)
    yield from describe_extras(event)


def describe_extras(event: Event) -> Iterator[str]:
    """Describe the event's link, its picture and its own fields, a line each."""
    if event.url:
        yield f"Link: {event.url}"
    if event.image:
        yield f"Image: {event.image}{f' ({event.image_credit})' if event.image_credit else ''}"
    for name, values in event.own_fields:
        yield f"{name}: {', '.join(values)}"


def describe_actors(event: Event, timeline: Timeline) -> Iterator[str]:
    """A line on who takes part, with roles; none where nobody does."""
    if event.participants:
        people = (
            name_with_role(timeline.actors.get_name(each.actor), each.role)
            for each in event.participants
        )
        yield f"Who: {'; '.join(people)}"


def describe_statements(event: Event, timeline: Timeline) -> Iterator[str]:
    """A line for each: casualties, who claims it, and the note."""
    if event.casualties:
        yield f"Casualties: {describe_casualties(event, timeline)}"
    if event.according_to:
        yield f"According to {event.according_to}"
    if event.note:
        yield f"Note: {event.note}"


def describe_citations(event: Event, timeline: Timeline) -> Iterator[str]:
    """A line on where in its source the event stands; none where it has no source."""
    if event.sources:
        yield f"Source: {describe_sources(event, timeline)}"


def name_with_role(name: str, role: str) -> str:
    """A name, and the role in brackets behind it where there is one."""
    return f"{name} ({role})" if role else name


def describe_casualties(event: Event, timeline: Timeline) -> str:
    """Describe whose people were harmed and how many: "Insurgents: about 80 killed"."""
    return "; ".join(
        f"{timeline.actors.get_name(each.actor)}: "
        + format_list([f"{figure} {harm}" for harm, figure in each.iter_figures()])
        for each in event.casualties
    )


def describe_sources(event: Event, timeline: Timeline) -> str:
    """Each source in full, or the title of the only one, and where in it the event stands."""
    citations = list(build_citations(event, timeline))
    if any(each.names_source for each in citations):
        return "; ".join(each.text for each in citations)
    title = timeline.find_part(event).reference.title
    places = "; ".join(map(str, event.sources))
    return f"{title}, {places}" if title else places
