"""An actor, place, tag or event called something else, everywhere."""

from __future__ import annotations

from collections.abc import Iterator

from qaim_cli.edit.change import Make, Splice
from qaim_cli.edit.layout import scalar
from qaim_cli.errors import RequestError
from qaim_cli.model import Timeline
from qaim_cli.query import names
from qaim_cli.store import Loaded
from qaim_cli.store.records import id_cure, is_id
from qaim_cli.store.shape import TIMELINE, Key
from qaim_cli.store.tree import Piece, outline
from qaim_cli.text import clean, counted, shown

KINDS = ("actor", "place", "tag", "event")
"""What can be renamed."""


def renamed(kind: str, old: str, new: str) -> Make:
    """What calls the actor, place, tag or event `old` by the id, or the tag, `new`.

    `old` is found by any of its names, `new` must not be taken.
    """

    def make(text: str, loaded: Loaded) -> tuple[list[Splice], str]:
        id = _id(kind, old, loaded.timeline)
        if new == id:
            raise RequestError(f"the {kind} {shown(old)} is called so already", "give another name")
        if kind != "tag":
            check_id(new)
        elif not new.strip():
            raise RequestError("a tag cannot be empty", "give a word, or take the tag out")
        splices = []
        for part in outline(text):
            here = [
                piece
                for found, piece in _mentions(part.value, TIMELINE.key(part.key.text))
                if found == kind and _read(piece) in (id, new)
            ]
            taken = [piece for piece in here if _read(piece) == new]
            if taken and (kind != "tag" or len(taken) < len(here)):
                raise _taken(kind, id, new, part.value)
            splices += [
                Splice(piece.start, piece.end, _written(new, piece, plain=kind != "tag"))
                for piece in here
                if _read(piece) == id
            ]
        return splices, f"{kind} {id} is now {new} ({counted(len(splices), 'mention')})"

    return make


def check_id(id: str) -> None:
    """Refuses what cannot be an id.

    Raises:
        RequestError: it is no id; the error says what would be one.
    """
    if not is_id(id):
        raise RequestError(f"{shown(id)} cannot be an id", id_cure(id))


def _id(kind: str, name: str, timeline: Timeline) -> str:
    """The id that a name means.

    Raises:
        RequestError: it means none, or several.
    """
    match kind:
        case "event":
            return names.event(name, timeline).id
        case "tag":
            ids = names.label(kind, name, timeline.tags)
        case _:
            catalogue = timeline.actors if kind == "actor" else timeline.places
            ids = names.entity(kind, name, catalogue)
    return names.only(kind, name, ids)


def _taken(kind: str, old: str, new: str, where: Piece) -> RequestError:
    if kind == "tag":
        event = where.get("id")
        return RequestError(
            f"event {shown(event.text if event else '')} has both tags, {old} and {new}",
            "take one of them out first",
        )
    return RequestError(
        f"there is {'an' if kind[0] in 'ae' else 'a'} {kind} {shown(new)} already",
        "give another id",
    )


def _read(piece: Piece) -> str:
    """A text as the store reads it."""
    return " ".join(clean(piece.text).split())


def _written(new: str, old: Piece, *, plain: bool) -> str:
    """A text in the place of another, between quotes where that one is: JSON stays JSON."""
    written = scalar(new, flow=True, plain=plain)
    quoted = written == new and old.style in ('"', "'")
    return f"{old.style}{new}{old.style}" if quoted else written


def _mentions(value: Piece, key: Key | None) -> Iterator[tuple[str, Piece]]:
    """Every text in a value that the shape knows, with the kind of text that it is."""
    if key is None:
        return
    if key.named:
        for name, part in value.pairs:
            yield key.named, name
            yield from _mentions(part, key._replace(named=""))
        return
    for item in value.items:
        if isinstance(key.holds, str):
            yield key.holds, item
            continue
        if item.kind == "text" and key.holds.short:
            yield from _mentions(item, key.holds.keys[0])
        for name, part in item.pairs:
            yield from _mentions(part, key.holds.key(name.text))
