"""Rename an actor, place, tag, source or event everywhere in a store."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from qaim_cli.edit.change import DocumentEdit, EditFunction, SpreadEdit
from qaim_cli.edit.document import StoreDocument, TextEdit
from qaim_cli.edit.lines import COMMENT_PATTERN, find_line_end, find_node_end
from qaim_cli.errors import RequestError
from qaim_cli.facets import FACETS
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.ids import is_id, suggest_id
from qaim_cli.model import Timeline
from qaim_cli.query import lookup
from qaim_cli.store.layout import format_scalar
from qaim_cli.store.nodes import TopLevelPart, YamlNode
from qaim_cli.store.shape import TIMELINE_SHAPE, KeyShape
from qaim_cli.text import clean_text, format_count, quote_text


class _Mention(FrozenRecord):
    """A text in the store that names an actor, place, tag, source or event."""

    node: YamlNode
    name: str
    """The text as the store reads it."""
    owner: str
    """The id of the event that it is in, if any."""


def rename_everywhere(kind: str, old: str, new: str) -> EditFunction:
    """Edit that gives an actor, place, tag, source or event a new id, or a tag a new name.

    `old` is any of its names; `new` must not be in use, but one tag may become another.
    """

    def compute_edit(document: StoreDocument) -> DocumentEdit:
        if document.known_timeline is not None:
            document.include_mentions(*find_mentions(document.known_timeline))
        mentions = [list(_iter_mentions(kind, part)) for part in document.read_parts()]
        id = find_named_id(kind, old, document.result.timeline)
        if new == id:
            raise RequestError(
                f"the {kind} {quote_text(old)} already has that name", "give another name"
            )
        if kind != "tag":
            require_id(new)
        elif not new.strip():
            raise RequestError("a tag cannot be empty", "give a word, or remove the tag")
        edits = [
            edit
            for each in mentions
            for edit in _rename_mentions(kind, id, new, each, document.text)
        ]
        return DocumentEdit(edits, describe(document.result.timeline, len(edits)))

    def find_mentions(timeline: Timeline) -> tuple[str, Collection[str]]:
        return kind, (find_named_id(kind, old, timeline), new)

    def describe(timeline: Timeline, count: int) -> str:
        id = find_named_id(kind, old, timeline)
        return f"{kind} {id} is now {new} ({format_count(count, 'mention')})"

    return SpreadEdit(compute_edit, find_mentions, describe)


def _rename_mentions(
    kind: str, old: str, new: str, mentions: list[_Mention], text: str
) -> Iterator[TextEdit]:
    """Yield the text edits that rename what one part of the file mentions.

    Raises:
        RequestError: the new name is in use.
    """
    taken = [each for each in mentions if each.name == new]
    renamed = [each for each in mentions if each.name == old]
    if taken and (kind != "tag" or renamed):
        raise _make_taken_error(kind, old, new, taken[0])
    for mention in renamed:
        node = mention.node
        new_text = _quote_like(new, node, allow_plain=kind != "tag")
        if node.style in ("|", ">"):
            first_line = text[node.mark.index : find_line_end(text, node.mark.index)]
            comment = COMMENT_PATTERN.search(first_line)
            new_text += f"  {comment[0]}" if comment else ""
        yield TextEdit(node.mark.index, find_node_end(node, text), new_text)


def require_id(id: str) -> None:
    """Refuse a text that cannot be an id.

    Raises:
        RequestError: it cannot; the error suggests an id.
    """
    if not is_id(id):
        raise RequestError(f"{quote_text(id)} cannot be an id", suggest_id(id))


def find_named_id(kind: str, name: str, timeline: Timeline) -> str:
    """Find the id that a name means.

    Raises:
        RequestError: it means none, or several.
    """
    match kind:
        case "event":
            return lookup.find_event(name, timeline).id
        case "tag":
            ids = lookup.find_facet_values(kind, name, timeline.tags)
        case _:
            get_catalogue = FACETS[kind].get_catalogue
            assert get_catalogue is not None  # of every other kind, names are declared
            ids = lookup.find_entity_ids(kind, name, get_catalogue(timeline))
    return lookup.require_single_id(kind, name, ids)


def _make_taken_error(kind: str, old: str, new: str, mention: _Mention) -> RequestError:
    if kind == "tag":
        return RequestError(
            f"event {quote_text(mention.owner)} has both tags, {old} and {new}",
            "remove one of them first",
        )
    article = "an" if kind[0] in "ae" else "a"
    return RequestError(f"there is already {article} {kind} {quote_text(new)}", "give another id")


def _quote_like(new: str, old: YamlNode, *, allow_plain: bool) -> str:
    """Write a text in the place of another, in the same quotes if it has any: JSON stays JSON."""
    text = format_scalar(new, in_flow=True, allow_plain=allow_plain)
    if text == new and old.style == "'":
        return f"'{new.replace(chr(39), chr(39) * 2)}'"
    return f'"{new}"' if text == new and old.style == '"' else text


def _iter_mentions(kind: str, part: TopLevelPart) -> Iterator[_Mention]:
    """Yield the names of a kind in a part of the file."""
    owner = part.entry.node.find_value("id")
    for found_kind, node in _iter_names(part.entry.node, TIMELINE_SHAPE.find_key(part.name)):
        if found_kind == kind:
            name = " ".join(clean_text(node.text).split())
            yield _Mention(node, name, owner.text if owner else "")


def _iter_names(node: YamlNode, key: KeyShape | None) -> Iterator[tuple[str, YamlNode]]:
    """Yield every text in a value that the shape knows, with its kind of text."""
    if key is None:
        return
    if key.name_kind:
        for entry in node.entries.values():
            yield key.name_kind, entry.key
            yield from _iter_names(entry.node, key._replace(name_kind=""))
        return
    for item in node.items:
        if isinstance(key.value_type, str):
            yield key.value_type, item
            continue
        if isinstance(item.value, str) and key.value_type.has_short_form:
            yield from _iter_names(item, key.value_type.keys[0])
        for name, entry in item.entries.items():
            yield from _iter_names(entry.node, key.value_type.find_key(name))
