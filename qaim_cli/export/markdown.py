"""Markdown: a pipe table, as GitHub reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qaim_cli.reports.table import TableReport

_MARKDOWN_ESCAPES = str.maketrans(
    {character: f"\\{character}" for character in "\\`*_[]|#~"}
    | {"<": "&lt;", ">": "&gt;", "&": "&amp;", "\n": " ", "\r": " "}
)


def export(table: TableReport) -> Iterator[str]:
    """Yield the table's cells as a Markdown table under its title and heading."""
    heading = " · ".join((table.title, *table.heading))
    yield f"**{heading.translate(_MARKDOWN_ESCAPES)}**\n\n"
    if not table.rows:
        yield f"{table.empty_message}\n"
        return
    yield _format_line(column.title for column in table.columns)
    yield _format_line("---:" if column.is_numeric else "---" for column in table.columns)
    for row in table.rows:
        yield _format_line(cell.translate(_MARKDOWN_ESCAPES) for cell in row.cells)
    footer = (*table.footer, *table.source_lines)
    if footer:
        yield f"\n{' · '.join(footer).translate(_MARKDOWN_ESCAPES)}\n"


def _format_line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
