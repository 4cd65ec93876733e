"""Facets: what events are filtered, counted and grouped by, all in one table.

The filter options, the fields of queries, what a shell completes, lanes, counts, headings and the
marks of the index follow `FACETS`. An own field of a timeline (`x-status`) is a facet as well: see
`find_facet`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qaim_cli.frozen_record import FrozenRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from qaim_cli.model import Catalogue, Event, Timeline

OWN_FIELD_PREFIX = "x-"
"""What the names of own fields begin with."""


class Facet(FrozenRecord):
    """One thing that events have several values of, such as actors or tags."""

    name: str
    """Its query field, and what lanes, counts, conditions and the index call it."""
    get_raw_values: Callable[[Event], tuple[str, ...]]
    """The values of an event as it is written: of an actor or place, the ids."""
    list_known: Callable[[Timeline], Iterable[str]]
    """All values that the timeline has."""
    get_catalogue: Callable[[Timeline], Catalogue] | None = None
    """The declarations of the values, where they are ids of what is declared."""
    get_default: Callable[[Timeline], str] | None = None
    """The value that an empty one stands for."""
    index_mark: str = ""
    """A letter that marks its values in the index; empty where the index does not know it."""
    filter_field: str = ""
    """The name of its filter, as an attribute; empty where there is none."""
    flags: tuple[str, ...] = ()
    metavar: str = "NAME"
    help: str = ""
    """The flags, the value and the help of its option."""
    is_heading: bool = False
    """Whether it can stand above the events that share it in a timeline."""

    @property
    def is_own_field(self) -> bool:
        """Whether it is an own field of a timeline."""
        return self.name.startswith(OWN_FIELD_PREFIX)

    def list_values(self, event: Event, timeline: Timeline) -> tuple[str, ...]:
        """The values of an event, each once."""
        values = dict.fromkeys(self.get_raw_values(event))
        if self.get_default is not None and "" in values:
            default = self.get_default(timeline)
            values = dict.fromkeys(value or default for value in values)
        return tuple(filter(None, values))

    def expand_default(self, values: frozenset[str], timeline: Timeline) -> frozenset[str]:
        """The values with the empty one, where that stands for one of them."""
        is_default = self.get_default is not None and self.get_default(timeline) in values
        return values | {""} if is_default else values

    def get_name(self, value: str, timeline: Timeline) -> str:
        """The display name of a value: its declared name, else the value itself."""
        return self.get_catalogue(timeline).get_name(value) if self.get_catalogue else value


_ROWS = (
    Facet(
        "actor",
        lambda event: event.actor_ids,
        lambda timeline: timeline.actors.entities,
        get_catalogue=lambda timeline: timeline.actors,
        index_mark="a",
        filter_field="actors",
        flags=("--actor", "-a"),
        help="Events with an actor, by id, name or alias; an organisation also finds its units.",
    ),
    Facet(
        "place",
        lambda event: event.places,
        lambda timeline: timeline.places.entities,
        get_catalogue=lambda timeline: timeline.places,
        index_mark="p",
        filter_field="places",
        flags=("--place", "-p"),
        help="Events at a place or within it.",
    ),
    Facet(
        "tag",
        lambda event: event.tags,
        lambda timeline: timeline.tags,
        index_mark="t",
        filter_field="tags",
        flags=("--tag", "-t"),
        metavar="TAG",
        help="Events with a tag.",
    ),
    Facet(
        "source",
        lambda event: tuple(source.of for source in event.sources),
        lambda timeline: timeline.sources,
        get_catalogue=lambda timeline: timeline.source_names,
        get_default=lambda timeline: timeline.default_source,
        index_mark="c",
        filter_field="sources",
        flags=("--source",),
        help="Events that cite a source, by id, title or key.",
        is_heading=True,
    ),
    Facet(
        "section",
        lambda event: tuple(source.section for source in event.sources if source.section),
        lambda timeline: timeline.sections,
        index_mark="s",
        filter_field="sections",
        flags=("--section",),
        help="Events in a section of the source.",
        is_heading=True,
    ),
    Facet(
        "timeline",
        lambda event: (event.timeline,),
        lambda timeline: timeline.parts,
        filter_field="timelines",
        flags=("--timeline",),
        help="Events of one timeline, if several are read, by its file name without extension.",
        is_heading=True,
    ),
    # Only the index asks by these two.
    Facet(
        "whole",
        lambda event: event.part_of,
        lambda timeline: {whole for event in timeline.events for whole in event.part_of},
        index_mark="w",
    ),
    Facet(
        "field",
        lambda event: tuple(name for name, _ in event.own_fields),
        lambda timeline: timeline.own_field_names,
        index_mark="f",
    ),
)

FACETS = {facet.name: facet for facet in _ROWS if facet.filter_field}
"""What people can ask by, by name."""

INDEXED_FACETS = {facet.name: facet for facet in _ROWS if facet.index_mark}
"""What the index finds events by, by name."""


def find_facet(name: str) -> Facet:
    """Find a facet by its name, or make that of an own field.

    Raises:
        KeyError: there is no facet of that name.
    """
    if not name.startswith(OWN_FIELD_PREFIX):
        return FACETS[name]
    return Facet(
        name,
        lambda event: event.get_own_values(name),
        lambda timeline: dict.fromkeys(
            value for event in timeline.events for value in event.get_own_values(name)
        ),
    )
