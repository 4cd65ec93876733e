"""Declare sources in a store, those that it does not have yet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from qaim_cli.edit.change import DocumentEdit, EditFunction
from qaim_cli.edit.document import StoreDocument
from qaim_cli.errors import RequestError
from qaim_cli.ids import IdMaker
from qaim_cli.model import DEFAULT_SOURCE_ID, Reference
from qaim_cli.store.writer import format_source
from qaim_cli.text import fold, format_count, format_list, quote_text, suggest_name

_LIST = "sources"
_MAX_LISTED = 5


def add_sources(sources: Sequence[Reference]) -> EditFunction:
    """Edit that declares sources; one that is declared already stays as it is."""

    def compute_edit(document: StoreDocument) -> DocumentEdit:
        document.read()
        known = document.result.timeline.sources
        names = {name for each in known.values() for name in _list_names(each)}
        new = [each for each in sources if names.isdisjoint(_list_names(each))]
        ids = IdMaker((*known, DEFAULT_SOURCE_ID))
        new = [each._replace(id=ids.make_id(each.id, "source")) for each in new]
        lines = tuple(line for each in new for line in format_source(each))
        edits = (
            [document.insert_entry(_LIST, len(document.get_entries(_LIST)), lines)] if lines else []
        )
        return DocumentEdit(edits, _describe(new, len(sources) - len(new)))

    return compute_edit


def select_by_key(sources: Iterable[Reference], keys: Collection[str]) -> list[Reference]:
    """Select the sources that have one of the keys or ids; all where none is given.

    Raises:
        RequestError: there is none of a key.
    """
    found = list(sources)
    if not keys:
        return found
    known = {name: each for each in found for name in (each.id, each.key) if name}
    for key in keys:
        if key not in known:
            raise RequestError(
                f"there is no reference {quote_text(key)}",
                suggest_name(key, known) or f"the keys are {format_list(known, max_names=12)}",
            )
    wanted = {known[key].id for key in keys}
    return [each for each in found if each.id in wanted]


def _list_names(source: Reference) -> Iterator[tuple[str, str]]:
    """List what tells a source from others: its key, its DOI, its ISBN."""
    if source.key:
        yield "key", source.key
    if source.doi:
        yield "doi", source.doi.lower()
    if source.isbn:
        yield "isbn", fold(source.isbn).replace(" ", "")


def _describe(new: Sequence[Reference], known_count: int) -> str:
    known = f" ({known_count:,} declared already)" if known_count else ""
    if not new:
        return "added no source, as all are declared already"
    ids = format_list([each.id for each in new], max_names=_MAX_LISTED)
    return f"added {format_count(len(new), 'source')}{known}: {ids}"
