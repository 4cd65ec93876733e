"""Write the fingerprints of cited sentences into a store."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from qaim_cli.articles import Article, compute_fingerprint
from qaim_cli.edit.change import DocumentEdit, EditFunction
from qaim_cli.edit.document import StoreDocument, TextEdit
from qaim_cli.edit.lines import find_node_end, get_column
from qaim_cli.store.layout import format_scalar
from qaim_cli.store.nodes import EVENTS_KEY, FLOW, YamlNode
from qaim_cli.text import clean_text, format_count, parse_whole_number

FingerprintFunction = Callable[[str, tuple[str, int, int]], str]


def stamp_fingerprints(articles: Mapping[str, Article], default_source: str = "") -> EditFunction:
    """Edit that writes the fingerprint of every cited sentence, as its article has it now.

    A source keeps its fingerprints where one of its sentences is missing from the article.

    Args:
        articles: the articles by the ids of their sources.
        default_source: the id of the source that is meant where none is named.
    """
    sentences_by_source = {id: each.group_by_citation() for id, each in articles.items()}

    def make_fingerprint(of: str, citation: tuple[str, int, int]) -> str:
        sentences = sentences_by_source.get(of or default_source, {}).get(citation)
        return compute_fingerprint(" ".join(each.text for each in sentences)) if sentences else ""

    def compute_edit(document: StoreDocument) -> DocumentEdit:
        edits = [
            edit
            for part in document.read_parts()
            if part.is_item and part.name == EVENTS_KEY
            for sources in filter(None, [part.entry.node.find_value("source")])
            for source in sources.items
            for edit in _stamp_source(document, source, make_fingerprint)
        ]
        document.get_entries(EVENTS_KEY)  # refuses a file whose events share their lines
        return DocumentEdit(edits, f"{format_count(len(edits), 'source')} stamped")

    return compute_edit


def _stamp_source(
    document: StoreDocument, source: YamlNode, make_fingerprint: FingerprintFunction
) -> Iterator[TextEdit]:
    """Yield the text edit that stamps a source, unless it is up to date or cannot be stamped."""
    section = source.find_value("section")
    if section is None:
        return
    name = " ".join(clean_text(section.text).split())
    paragraph, *_ = _read_numbers(source.find_value("paragraph"))
    sentences = _read_numbers(source.find_value("sentence"))
    of = source.find_value("of")
    id = " ".join(of.text.split()) if of else ""
    fingerprints = [make_fingerprint(id, (name, paragraph, each)) for each in sentences]
    if not all(fingerprints):
        return
    existing = source.find_value("fingerprint")
    if existing is not None and [each.text for each in existing.items] == fingerprints:
        return
    texts = [format_scalar(each, in_flow=True) for each in fingerprints]
    value = texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"
    entries = list(source.entries.values())
    if existing is not None:
        end = find_node_end(existing, document.text)
        yield TextEdit(existing.mark.index, end, value)
    elif source.style == FLOW:
        end = find_node_end(entries[-1].node, document.text)
        yield TextEdit(end, end, f", fingerprint: {value}")
    else:
        start = entries[0].key.mark.index
        margin = document.newline + " " * get_column(document.text, entries[0].key)
        yield TextEdit(start, start, f"fingerprint: {value}{margin}")


def _read_numbers(value: YamlNode | None) -> list[int]:
    """Read the numbers of a key; 0 alone where it has none."""
    items = value.items if value else ()
    return [parse_whole_number(each.text) or 0 for each in items] or [0]
