"""The head of a store: all that it says besides its events."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import NamedTuple

from qaim_cli.model import Catalogue, Entity, Event, Reference, Timeline


class Head(NamedTuple):
    """What a store says besides its events."""

    title: str = ""
    reference: Reference = Reference()
    infobox: tuple[tuple[str, str], ...] = ()
    actors: tuple[Entity, ...] = ()
    places: tuple[Entity, ...] = ()

    def timeline(self, path: str, events: Iterable[Event]) -> Timeline:
        """The timeline of these events under this head."""
        return Timeline(
            path=path,
            title=self.title or os.path.splitext(os.path.basename(path))[0],
            reference=self.reference,
            infobox=self.infobox,
            actors=Catalogue({entity.id: entity for entity in self.actors}),
            places=Catalogue({entity.id: entity for entity in self.places}),
            events=events,
        )
