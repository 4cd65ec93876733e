"""The actors and places that new events name and a timeline does not have yet."""

from __future__ import annotations

from collections.abc import Callable

from qaim_cli.ids import IdMaker
from qaim_cli.model import Catalogue, Entity, Event
from qaim_cli.text import fold

IdResolver = Callable[[str], str]


class NewEntities:
    """The entities to be declared in one list, under ids that are not in use."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Takes the entities that are declared already."""
        self.catalogue = catalogue
        self.by_id: dict[str, Entity] = {}

    def declare(self, name: str, fallback: str) -> str:
        """Declare an entity of that name unless one is to be declared already; return its id."""
        name = " ".join(name.split())
        for id, entity in self.by_id.items():
            # Names made of signs alone all fold to nothing, and are different names.
            if name == entity.name or (fold(name) and fold(name) == fold(entity.name)):
                return id
        id = IdMaker((*self.catalogue.entities, *self.by_id)).make_id(name, fallback)
        self.by_id[id] = Entity(id, name)
        return id


def map_entity_ids(event: Event, actor_id: IdResolver, place_id: IdResolver) -> Event:
    """Replace the ids of the actors and places that an event names."""
    return event._replace(
        participants=tuple(
            each._replace(actor=actor_id(each.actor)) for each in event.participants
        ),
        places=tuple(map(place_id, event.places)),
        casualties=tuple(each._replace(actor=actor_id(each.actor)) for each in event.casualties),
    )
