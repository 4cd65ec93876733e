"""Markdown: a pipe table, as GitHub reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qaim_cli.reports.table import TableReport

_MARKDOWN_ESCAPES = str.maketrans(
    {character: f"\\{character}" for character in "\\`*_[]|#~"}
    | {"<": "&lt;", ">": "&gt;", "&": "&amp;", "\n": " ", "\r": " "}
)


def export(sheet: TableReport) -> Iterator[str]:
    """Yield the table's cells as a Markdown table under its title and heading."""
    heading = " · ".join((sheet.title, *sheet.heading))
    yield f"**{heading.translate(_MARKDOWN_ESCAPES)}**\n\n"
    if not sheet.rows:
        yield f"{sheet.empty_message}\n"
        return
    yield _format_line(column.title for column in sheet.columns)
    yield _format_line("---:" if column.is_numeric else "---" for column in sheet.columns)
    for row in sheet.rows:
        yield _format_line(cell.translate(_MARKDOWN_ESCAPES) for cell in row.cells)
    if sheet.footer:
        yield f"\n{' · '.join(sheet.footer).translate(_MARKDOWN_ESCAPES)}\n"


def _format_line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
