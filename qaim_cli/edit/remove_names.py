"""Remove actors, places, sources and tags from a store, with every mention of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby

from qaim_cli.edit.document import EntryRange, StoreDocument, TextEdit
from qaim_cli.edit.lines import (
    find_hyphen,
    find_line_end,
    find_line_start,
    find_next_line,
    find_node_end,
)
from qaim_cli.errors import RequestError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import DEFAULT_SOURCE_ID, Timeline
from qaim_cli.store.nodes import BLOCK, FLOW, NO_POSITION, TopLevelPart, YamlNode
from qaim_cli.store.shape import TIMELINE_SHAPE, KeyShape, RecordShape
from qaim_cli.text import clean_text, format_list, quote_text

DECLARED_KINDS = {"actor": "actors", "place": "places", "source": "sources"}
"""The kinds of names that are declared, each with the top-level key of its declarations."""
_MAX_LISTED_OWNERS = 3

NamesByKind = Mapping[str, Collection[str]]
"""The ids of actors, places and sources, and the tags, by their kind."""


class NameInUseError(RequestError):
    """A name is used, so that removing it would change what uses it."""


class NameMention(FrozenRecord):
    """A place in the store where something to be removed is named."""

    kind: str
    """The kind of the name; empty where only a key is left without a value."""
    id: str
    owner: str
    """The id of the event, actor or place that names it."""
    edits: tuple[TextEdit, ...]
    """What takes it out, with the others of its list."""


def find_mentions(names: NamesByKind, part: TopLevelPart, text: str) -> list[NameMention]:
    """Find where a part of the file names any of these, apart from where they are declared."""
    node, key = part.entry.node, TIMELINE_SHAPE.find_key(part.name)
    if key is None or not isinstance(key.value_type, RecordShape):
        return []
    finder = _MentionFinder(names, text)
    if part.is_item:
        id = node.find_value("id")
        return list(finder.iter_mentions(node, key.value_type, id.text if id else ""))
    if not key.name_kind:
        # A list at the top, whose key goes with the last of its items.
        top = YamlNode({part.name: part.entry}, style=BLOCK)
        return list(finder.iter_mentions(top, TIMELINE_SHAPE, part.name))
    removed = names.get(key.name_kind, ())
    return [
        mention
        for id, entry in node.entries.items()
        if id not in removed
        for mention in finder.iter_mentions(entry.node, key.value_type, id)
    ]


def require_removable_source(id: str, timeline: Timeline) -> None:
    """Refuse to remove a source that events cite without naming it.

    Raises:
        RequestError: it is at the top, or the only one and cited so.
    """
    if id == DEFAULT_SOURCE_ID:
        raise RequestError(
            f"{timeline.sources[id].name!r} is the source at the top of the file",
            "change it in a text editor",
        )
    if id != timeline.default_source:
        return
    if any(not each.of for event in timeline.events for each in event.sources):
        raise RequestError(
            f"{quote_text(id)} is the usual source, which events cite without naming it",
            "name another source in them first",
        )


def require_unused(mentions: Iterable[NameMention]) -> None:
    """Refuse names that are used.

    Raises:
        NameInUseError: one is; the error says by whom.
    """
    owners_by_name: dict[tuple[str, str], dict[str, None]] = {}
    for each in filter(lambda each: each.kind, mentions):
        owners_by_name.setdefault((each.kind, each.id), {})[each.owner] = None
    for (kind, id), owners in owners_by_name.items():
        raise NameInUseError(
            f"the {kind} {quote_text(id)} is named by "
            f"{format_list(owners, max_names=_MAX_LISTED_OWNERS)}",
            "--yes takes it out of there too",
        )


def delete_declarations(kind: str, ids: Collection[str], document: StoreDocument) -> list[TextEdit]:
    """Compute the text edits that delete the declarations of actors, places or sources.

    Raises:
        RequestError: they have no lines of their own.
    """
    name = DECLARED_KINDS[kind]
    entries = document.get_entries(name)
    deleted = [each for each in entries if each.id in ids]
    if len(deleted) == len(entries):
        key_start = document.sections[name].entry.key.mark.index
        start = find_line_start(document.text, key_start)
        key_line_end = find_line_end(document.text, start)
        if "#" not in document.text[key_line_end : entries[0].start]:
            return [document.delete_entry(EntryRange(name, start, entries[-1].end, 0))]
        # The comments above the first entry stay, below a key that holds nothing.
        colon = document.text.index(":", key_start) + 1
        return [
            TextEdit(colon, colon, " {}"),
            *(document.delete_entry(each) for each in deleted),
        ]
    return [document.delete_entry(each) for each in deleted]


def count_owners(mentions: Iterable[NameMention]) -> int:
    """Count the events, actors and places that name what is removed."""
    return len({each.owner for each in mentions})


class _MentionFinder:
    """Finds the items that name something, and how to cut them out of the text."""

    def __init__(self, names: NamesByKind, text: str) -> None:
        self._names = names
        self._text = text

    def iter_mentions(
        self, record: YamlNode, shape: RecordShape, owner: str
    ) -> Iterator[NameMention]:
        """Yield the keys of a record, at any depth, that name any of these."""
        emptied: list[int] = []
        for position, (name, entry) in enumerate(record.entries.items()):
            key = shape.find_key(name)
            if key is None:
                continue
            items = entry.node.items
            found = {number: self._match_item(item, key) for number, item in enumerate(items)}
            hits = [number for number, each in found.items() if each]
            if hits and len(hits) == len(items):
                emptied.append(position)
            edits = self._delete_items(entry.node, hits) if 0 < len(hits) < len(items) else ()
            for match in filter(None, found.values()):
                yield NameMention(*match, owner, tuple(edits))
                edits = ()
            if isinstance(key.value_type, RecordShape):
                for number, item in enumerate(items):
                    if number not in hits:
                        yield from self.iter_mentions(item, key.value_type, owner)
        if emptied:
            yield NameMention("", "", owner, tuple(self._delete_keys(record, emptied)))

    def _match_item(self, item: YamlNode, key: KeyShape) -> tuple[str, str] | None:
        """The kind and id that an item names, None unless it is to be removed.

        A record names what its first key does, as that alone can stand for it.
        """
        value = item
        if isinstance(key.value_type, RecordShape):
            key = key.value_type.keys[0]
            value = item.find_value(key.name) or item
        if not isinstance(key.value_type, str) or not value.text:
            return None
        name = " ".join(clean_text(value.text).split())
        return (key.value_type, name) if name in self._names.get(key.value_type, ()) else None

    def _delete_keys(self, record: YamlNode, hits: list[int]) -> Iterator[TextEdit]:
        """Yield the text edits that delete some entries of a mapping."""
        spans = [
            (entry.key.mark.index, find_node_end(entry.node, self._text))
            for entry in record.entries.values()
        ]
        if len(hits) == len(spans) and record.mark is not NO_POSITION:
            yield TextEdit(spans[0][0], spans[-1][1], "" if record.style == FLOW else "{}")
        elif record.style == FLOW:
            yield from _cut_runs(spans, hits)
        else:
            # The first key may stand behind the hyphen of a list, where the next one takes over.
            leading = [each for position, each in enumerate(hits) if position == each]
            if leading and not self._begins_line(spans[0][0]):
                yield TextEdit(spans[0][0], spans[len(leading)][0], "")
                hits = hits[len(leading) :]
            for hit in hits:
                yield self._delete_lines(*spans[hit])

    def _delete_items(self, node: YamlNode, hits: list[int]) -> Iterator[TextEdit]:
        """Yield the text edits that delete some items of a list.

        Raises:
            RequestError: an item shares its line with another list.
        """
        spans = [(each.mark.index, find_node_end(each, self._text)) for each in node.items]
        if node.style == FLOW:
            yield from _cut_runs(spans, hits)
            return
        for hit in hits:
            gap_start = spans[hit - 1][1] if hit else node.mark.index
            hyphen = find_hyphen(self._text, gap_start, spans[hit][0])
            if not self._begins_line(hyphen):
                raise RequestError(
                    "a name to remove shares its line with another list",
                    "`qaim format FILE` gives each its own lines",
                )
            yield self._delete_lines(hyphen, spans[hit][1])

    def _delete_lines(self, start: int, end: int) -> TextEdit:
        line_end = find_line_end(self._text, end)
        return TextEdit(
            find_line_start(self._text, start), find_next_line(self._text, line_end), ""
        )

    def _begins_line(self, offset: int) -> bool:
        return not self._text[find_line_start(self._text, offset) : offset].strip()


def _cut_runs(spans: list[tuple[int, int]], hits: list[int]) -> Iterator[TextEdit]:
    """Yield the text edits that delete some parts between commas, each with one comma."""
    for _, group in groupby(enumerate(hits), key=lambda each: each[1] - each[0]):
        run = [hit for _, hit in group]
        if run[-1] + 1 < len(spans):
            yield TextEdit(spans[run[0]][0], spans[run[-1] + 1][0], "")
        else:
            yield TextEdit(spans[run[0] - 1][1], spans[run[-1]][1], "")
