"""An actor, place, tag or event called something else, everywhere."""

from __future__ import annotations

from collections.abc import Iterator

from qaim_cli.edit.change import EditFunction, TextEdit
from qaim_cli.errors import RequestError
from qaim_cli.ids import is_id, suggest_id
from qaim_cli.model import Timeline
from qaim_cli.query import lookup
from qaim_cli.store import LoadResult
from qaim_cli.store.layout import format_scalar
from qaim_cli.store.shape import TIMELINE_SHAPE, KeyShape
from qaim_cli.store.tree import SourceNode, parse_top_level
from qaim_cli.text import clean_text, format_count, quote_text

RENAMABLE_KINDS = ("actor", "place", "tag", "event")
"""What can be renamed."""


def rename_everywhere(kind: str, old: str, new: str) -> EditFunction:
    """What calls the actor, place, tag or event `old_text` by the id, or the tag, `new`.

    `old_text` is found by any of its names, `new` must not be taken.
    """

    def make_edits(text: str, loaded: LoadResult) -> tuple[list[TextEdit], str]:
        id = _find_id(kind, old, loaded.timeline)
        if new == id:
            raise RequestError(
                f"the {kind} {quote_text(old)} is called so already", "give another name"
            )
        if kind != "tag":
            require_id(new)
        elif not new.strip():
            raise RequestError("a tag cannot be empty", "give a word, or take the tag out")
        splices = []
        for part in parse_top_level(text):
            here = [
                piece
                for found, piece in _iter_mentions(
                    part.value, TIMELINE_SHAPE.find_key(part.key.text)
                )
                if found == kind and _read_text(piece) in (id, new)
            ]
            taken = [piece for piece in here if _read_text(piece) == new]
            if taken and (kind != "tag" or len(taken) < len(here)):
                raise _make_taken_error(kind, id, new, part.value)
            splices += [
                TextEdit(piece.start, piece.end, _quote_like(new, piece, plain=kind != "tag"))
                for piece in here
                if _read_text(piece) == id
            ]
        return splices, f"{kind} {id} is now {new} ({format_count(len(splices), 'mention')})"

    return make_edits


def require_id(id: str) -> None:
    """Refuses what cannot be an id.

    Raises:
        RequestError: it is no id; the error says what would be one.
    """
    if not is_id(id):
        raise RequestError(f"{quote_text(id)} cannot be an id", suggest_id(id))


def _find_id(kind: str, name: str, timeline: Timeline) -> str:
    """The id that a name means.

    Raises:
        RequestError: it means none, or several.
    """
    match kind:
        case "event":
            return lookup.find_event(name, timeline).id
        case "tag":
            ids = lookup.find_facet_values(kind, name, timeline.tags)
        case _:
            catalogue = timeline.actors if kind == "actor" else timeline.places
            ids = lookup.find_entity_ids(kind, name, catalogue)
    return lookup.require_single_id(kind, name, ids)


def _make_taken_error(kind: str, old: str, new: str, where: SourceNode) -> RequestError:
    if kind == "tag":
        event = where.get("id")
        return RequestError(
            f"event {quote_text(event.text if event else '')} has both tags, {old} and {new}",
            "take one of them out first",
        )
    return RequestError(
        f"there is {'an' if kind[0] in 'ae' else 'a'} {kind} {quote_text(new)} already",
        "give another id",
    )


def _read_text(piece: SourceNode) -> str:
    """A text as the store reads it."""
    return " ".join(clean_text(piece.text).split())


def _quote_like(new: str, old: SourceNode, *, plain: bool) -> str:
    """A text in the place of another, between quotes where that one is: JSON stays JSON."""
    written = format_scalar(new, flow=True, plain=plain)
    quoted = written == new and old.style in ('"', "'")
    return f"{old.style}{new}{old.style}" if quoted else written


def _iter_mentions(value: SourceNode, key: KeyShape | None) -> Iterator[tuple[str, SourceNode]]:
    """Every text in a value that the shape knows, with the kind of text that it is."""
    if key is None:
        return
    if key.name_kind:
        for name, part in value.pairs:
            yield key.name_kind, name
            yield from _iter_mentions(part, key._replace(name_kind=""))
        return
    for item in value.items:
        if isinstance(key.value_type, str):
            yield key.value_type, item
            continue
        if item.kind == "text" and key.value_type.has_short_form:
            yield from _iter_mentions(item, key.value_type.keys[0])
        for name, part in item.pairs:
            yield from _iter_mentions(part, key.value_type.find_key(name.text))
