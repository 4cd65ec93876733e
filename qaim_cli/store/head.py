"""The head of a store: all that it says besides its events."""

from __future__ import annotations

import os
from collections.abc import Iterable

from qaim_cli.dates import DateRules
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Catalogue, Entity, Event, Reference, Timeline


class StoreHeader(FrozenRecord):
    """Everything in a store besides its events."""

    title: str = ""
    reference: Reference = Reference()
    infobox: tuple[tuple[str, str], ...] = ()
    actors: tuple[Entity, ...] = ()
    places: tuple[Entity, ...] = ()
    date_rules: DateRules = DateRules()
    periods: tuple[tuple[str, str], ...] = ()
    """The names of its own periods, as written, and what each means in EDTF."""
    sources: tuple[Reference, ...] = ()
    """Those declared by id."""

    def build_timeline(self, path: str, events: Iterable[Event]) -> Timeline:
        """The timeline of these events under this head."""
        return Timeline(
            path=path,
            name=get_timeline_name(path),
            title=self.title or get_timeline_name(path),
            reference=self.reference,
            declared_sources=self.sources,
            infobox=self.infobox,
            actors=Catalogue({entity.id: entity for entity in self.actors}),
            places=Catalogue({entity.id: entity for entity in self.places}),
            events=events,
            date_rules=self.date_rules,
            periods=dict(self.periods),
        )


def get_timeline_name(path: str) -> str:
    """The name of a file's timeline among several: the file name without its extension."""
    return os.path.splitext(os.path.basename(path))[0]
