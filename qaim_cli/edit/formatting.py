"""Format a store in the canonical layout, its meaning and its comments unchanged."""

from __future__ import annotations

from functools import partial

from qaim_cli.edit.change import DocumentEdit, change_text
from qaim_cli.edit.document import StoreDocument, TextEdit
from qaim_cli.edit.shared_layout import lay_out_in_runs
from qaim_cli.edit.store_layout import StoreContent, StoreLayout
from qaim_cli.errors import StoreError


def format_store(document: StoreDocument) -> DocumentEdit:
    """Edit that formats a whole file, until formatting it again changes nothing.

    Raises:
        StoreError: the file cannot be formatted without losing a comment or value.
    """
    layout = lay_out(document)
    return _build_edit(document, layout, layout.content)


def format_text(text: str) -> str:
    """Format the text of a store; see `format_store`."""
    return change_text("<text>", text, format_store).new_text


def lay_out(document: StoreDocument) -> StoreLayout:
    """Lay out a document, in several processes where it is large.

    Raises:
        StoreError: it cannot be read.
    """
    layout = lay_out_in_runs(document.path, document.text)
    return layout or StoreLayout(document.text, document.read_parts())


def _review_layout(content: StoreContent, document: StoreDocument) -> DocumentEdit:
    """Check that a formatted text has the content of the original, and format it again.

    Raises:
        StoreError: it has not.
    """
    try:
        layout = lay_out(document)
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
    return DocumentEdit([edit], "formatted", review, keeps_meaning=True)
