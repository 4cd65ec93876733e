"""Markdown: a pipe table, as GitHub reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qaim_cli.reports.sheet import Sheet

_ESCAPES = str.maketrans(
    {character: f"\\{character}" for character in "\\`*_[]|#~"}
    | {"<": "&lt;", ">": "&gt;", "&": "&amp;", "\n": " ", "\r": " "}
)


def export(sheet: Sheet) -> Iterator[str]:
    """The sheet's cells as a table under its title and question."""
    heading = " · ".join((sheet.title, *sheet.question))
    yield f"**{heading.translate(_ESCAPES)}**\n\n"
    if not sheet.rows:
        yield f"{sheet.empty}\n"
        return
    yield _line(column.title for column in sheet.columns)
    yield _line("---:" if column.numeric else "---" for column in sheet.columns)
    for row in sheet.rows:
        yield _line(cell.translate(_ESCAPES) for cell in row.cells)
    if sheet.footer:
        yield f"\n{' · '.join(sheet.footer).translate(_ESCAPES)}\n"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
