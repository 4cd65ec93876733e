"""Format a store in the canonical layout, its meaning and its comments unchanged."""

from __future__ import annotations

from functools import partial

from qaim_cli.edit.change import ComputedChange, DocumentEdit, RunwiseEdit, change_text
from qaim_cli.edit.document import StoreDocument, TextEdit
from qaim_cli.edit.file_change import FileChange
from qaim_cli.edit.shared_layout import format_in_runs
from qaim_cli.edit.store_layout import StoreContent, StoreLayout
from qaim_cli.errors import StoreError
from qaim_cli.store import display_path
from qaim_cli.store.content import ReadableContent

_MESSAGE = "formatted"


def format_text(text: str) -> str:
    """Format the text of a store; see `format_store`."""
    return change_text("<text>", text, _format_document).new_text


def _format_document(document: StoreDocument) -> DocumentEdit:
    """Edit that formats a document, until formatting it again changes nothing.

    Raises:
        StoreError: it cannot be formatted without losing a comment or value.
    """
    layout = StoreLayout(document.text, document.read_parts())
    return _build_edit(document, layout, layout.content)


def _review_layout(content: StoreContent, document: StoreDocument) -> DocumentEdit:
    """Check that a formatted text has the content of the original, and format it again.

    Raises:
        StoreError: it has not.
    """
    try:
        layout = StoreLayout(document.text, document.read_parts())
        is_same = layout.content == content
    except StoreError:
        is_same = False
    if not is_same:
        raise StoreError(
            "the file cannot be formatted without losing a comment or value", "write it more simply"
        )
    return _build_edit(document, layout, content)


def _build_edit(
    document: StoreDocument, layout: StoreLayout, content: StoreContent
) -> DocumentEdit:
    """Build the edit that replaces a document by its layout."""
    edit = TextEdit(0, len(document.text), layout.format_text(document.newline))
    review = partial(_review_layout, content)
    return DocumentEdit([edit], _MESSAGE, review, keeps_meaning=True)


def _format_in_runs(path: str, content: ReadableContent) -> ComputedChange | None:
    """Format the content of a file run by run; None where it is to be formatted as a whole."""
    formatted = format_in_runs(display_path(path), content)
    if formatted is None:
        return None
    change = FileChange(path, formatted.shown_runs, _MESSAGE)
    return ComputedChange(change, formatted.iter_pieces())


format_store = RunwiseEdit(_format_document, _format_in_runs)
"""Edit that formats a whole file."""
