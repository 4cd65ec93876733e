"""Imported records: events with people and places by name, and problems."""

from __future__ import annotations

from collections.abc import Iterator

from qaim_cli.dates import EdtfDate
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Figure, Origin, Source


class ImportedActor(FrozenRecord):
    """A participant by name, with the role if the file gives one."""

    name: str
    role: str = ""
    key: str = ""
    """What tells apart people of one name, where the file has it."""


class ImportedPlace(FrozenRecord):
    """A place by name, with latitude and longitude if the file has them."""

    name: str
    at: tuple[float, float] | None = None
    key: str = ""


class ImportedCasualties(FrozenRecord):
    """The number of an actor's people who were killed, wounded or captured."""

    actor: ImportedActor
    figures: tuple[tuple[str, Figure], ...]


class ImportedEvent(FrozenRecord):
    """An event as a file has it."""

    record: str
    """What the event is found by in its file: an identifier, or the number of its record."""
    title: str
    date: EdtfDate
    line: int = 0
    """Where it begins in the file, counted from 1."""
    id: str = ""
    """The id it should have; one is made of the title where it is empty or taken."""
    calendar: str = ""
    """The calendar in which the date was given, where the file says: "julian", "gregorian"."""
    date_text: str = ""
    summary: str = ""
    actors: tuple[ImportedActor, ...] = ()
    places: tuple[ImportedPlace, ...] = ()
    tags: tuple[str, ...] = ()
    casualties: tuple[ImportedCasualties, ...] = ()
    according_to: str = ""
    note: str = ""
    dated_by: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    """The records of the events that it was a part of."""
    section: str = ""
    """The section of the source; the file's title where it is empty."""
    paragraph: int = 0
    sentence: int = 0
    locator: str = ""
    """Where in its source it stands, where that is no section."""
    sources: tuple[Source, ...] = ()
    """All sources, where the file has them as Qaim does."""
    source_titles: tuple[tuple[str, str], ...] = ()
    """The title of each source that these cite by id."""
    url: str = ""
    """Where it is on the web; its note keeps what is no address."""
    image: str = ""
    image_credit: str = ""
    own_fields: tuple[tuple[str, tuple[str, ...]], ...] = ()
    origins: tuple[Origin, ...] = ()
    """The records that an earlier import took it from, where Qaim wrote the file."""


class ImportProblem(FrozenRecord):
    """A record that could not be read: its line, what is wrong, and how to fix it."""

    line: int
    message: str
    fix: str = ""


class ImportedFile(FrozenRecord):
    """The title and source that a file names for itself."""

    title: str = ""
    url: str = ""
    licence: str = ""


class ImportNote(FrozenRecord):
    """A note about the file as a whole."""

    message: str


Imported = ImportedEvent | ImportProblem | ImportedFile | ImportNote
Reader = Iterator[Imported]
