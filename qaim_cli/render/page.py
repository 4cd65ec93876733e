"""Web pages: a table report as one file for screens, paper and screen readers.

It loads nothing and runs nothing. A drawing stands above the table, which tells the same to those
who do not see it. It is drawn twice, for a wide window and for a phone; where it is wider than the
window all the same, it scrolls in its own box.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape

from rich.console import RenderableType

from qaim_cli.citations import format_reference
from qaim_cli.model import Reference
from qaim_cli.render.screen import ScreenSettings
from qaim_cli.render.svg import FONT_CSS, SVG_COLORS, render_svg_fragment
from qaim_cli.reports.detail_line import DetailLine
from qaim_cli.reports.table import TableColumn, TableReport, TableRow
from qaim_cli.text import clean_text, is_web_address

_PHONE_COLUMNS = 36
"""The columns of a drawing that fit into a window 375 pixels wide."""

_PAGE_COLORS = {**SVG_COLORS, "line": ("#d1d9e0", "#3d444d")}
"""Each colour of the page, light and dark: the drawing's, and that of lines."""

_SECURITY_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser is told that the page needs: nothing from elsewhere, and no script."""

_BASE_CSS = """
*{box-sizing:border-box}
:root{color-scheme:light dark}
body{margin:0 auto;max-width:72rem;padding:clamp(1rem,3vw,2.5rem);background:var(--page);
color:var(--text);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;
overflow-wrap:anywhere}
header{margin-bottom:1.5rem}
h1{margin:0;font-size:clamp(1.6rem,4vw,2.2rem);line-height:1.2}
p{margin:.25rem 0 0}
header p,footer,caption{color:var(--faint)}
a{color:var(--cyan)}
figure{margin:0 0 2rem;border:1px solid var(--line);border-radius:.5rem;overflow:hidden}
.scroll{overflow-x:auto}
.scroll:focus-visible{outline:3px solid var(--cyan);outline-offset:-3px}
svg{display:block;margin:0 auto}
.phone{display:none}
table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
caption{text-align:left;padding:0 0 .5rem}
th,td{padding:.5rem 1.25rem .5rem 0;text-align:left;vertical-align:top;white-space:pre-line;
border-bottom:1px solid var(--line)}
th:last-child,td:last-child{padding-right:0}
thead th{border-bottom:2px solid var(--line);vertical-align:bottom}
.wide td:first-child,tbody th{color:var(--cyan);font-weight:normal}
.number{text-align:right}
.pair{width:auto;min-width:min(100%,24rem)}
.pair th:first-child{padding-right:2rem;min-width:7.5rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
footer{margin-top:1.5rem;font-size:.9rem}
"""

_NARROW_CSS = """
.wide thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.desk{display:none}
.phone{display:block}
.wide,.wide caption,.wide tbody,.wide tr{display:block}
.wide tr{padding:.75rem 0;border-bottom:1px solid var(--line)}
.wide td{display:block;position:relative;padding:0 0 0 5.5rem;border:0;text-align:left}
.wide td::before{content:attr(data-label);position:absolute;left:0;color:var(--faint)}
.wide td:empty{display:none}
.pair th:first-child{padding-right:1rem}
"""

_PRINT_CSS = """
@page{margin:15mm}
body{max-width:none;padding:0;font-size:10pt}
figure{border:0}
.scroll{overflow:visible}
svg{max-width:100%;height:auto}
thead{display:table-header-group}
tr{break-inside:avoid}
"""


def render_page(
    table: TableReport,
    view: Callable[[ScreenSettings], RenderableType] | None,
    screen: ScreenSettings,
) -> str:
    """Render a page: title, heading, drawing if there is one, table, counts and source."""
    title = " · ".join((table.title, *table.heading))
    return "".join(
        (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{_SECURITY_POLICY}">\n',
            '<meta name="viewport" content="width=device-width,initial-scale=1">\n',
            f"<title>{_escape_text(title)}</title>\n<style>{_build_css()}</style>\n</head>\n<body>\n",
            f'<header>\n<h1 dir="auto">{_escape_text(table.title)}</h1>\n',
            *_render_paragraphs([" · ".join(table.heading)] if table.heading else []),
            "</header>\n<main>\n",
            *_render_body(table, title, view, screen),
            "</main>\n",
            *_render_footer(table),
            "</body>\n</html>\n",
        )
    )


def _render_body(
    table: TableReport,
    title: str,
    view: Callable[[ScreenSettings], RenderableType] | None,
    screen: ScreenSettings,
) -> Iterator[str]:
    if not table.rows:
        yield from _render_paragraphs([table.empty_message])
        return
    if view:
        screen = screen._replace(shows_heading=False)
        narrow = screen._replace(width=min(_PHONE_COLUMNS, screen.width))
        yield "<figure>\n"
        yield from _render_drawing(table, view(screen), screen, "desk")
        yield from _render_drawing(table, view(narrow), narrow, "phone")
        yield "</figure>\n"
    yield from _render_table(table, "" if view else title)


def _build_css() -> str:
    light, dark = (
        "".join(f"--{name}:{pair[index]};" for name, pair in _PAGE_COLORS.items())
        for index in (0, 1)
    )
    fills = "".join(f"svg .{name}{{fill:var(--{name})}}" for name in SVG_COLORS)
    return (
        f":root{{{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
        f"{_BASE_CSS}{FONT_CSS}svg .bold{{font-weight:bold}}{fills}\n"
        f"@media screen and (max-width:40rem){{{_NARROW_CSS}}}\n@media print{{{_PRINT_CSS}}}\n"
    )


def _escape_text(text: str) -> str:
    return escape(clean_text(text))


def _render_paragraphs(texts: Iterable[str]) -> Iterator[str]:
    return (f'<p dir="auto">{_escape_text(text)}</p>\n' for text in texts)


def _render_drawing(
    table: TableReport, drawn: RenderableType, screen: ScreenSettings, where: str
) -> Iterator[str]:
    """Render the drawing in a box that takes the focus, so that keys can scroll it."""
    yield f'<div class="scroll {where}" role="region" aria-label="Drawing" tabindex="0">\n'
    label = clean_text(f"{table.title}, drawn; the table below has the same content")
    yield render_svg_fragment(drawn, screen, label)
    yield "\n</div>\n"


def _render_table(table: TableReport, title: str) -> Iterator[str]:
    """Render the rows; the title becomes a caption for screen readers."""
    pair = len(table.columns) == 2
    yield f'<table class="{"pair" if pair else "wide"}">\n'
    if title:
        yield f'<caption dir="auto"><span class="hidden">{_escape_text(title)}</span></caption>\n'
    else:
        yield "<caption>The same in a table</caption>\n"
    if not pair:
        whole = sum(column.weight for column in table.columns)
        for column in table.columns:
            yield f'<col style="width:{100 * column.weight / whole:.0f}%">'
    if any(column.title for column in table.columns):
        yield "<thead><tr>"
        for column in table.columns:
            yield f'<th scope="col"{_get_number_class(column)}>{_escape_text(column.title)}</th>'
        yield "</tr></thead>\n"
    yield "<tbody>\n"
    yield from _render_pair_rows(table) if pair else _render_wide_rows(table)
    yield "</tbody>\n</table>\n"


def _render_wide_rows(table: TableReport) -> Iterator[str]:
    """Render rows whose cells carry their headings, shown where the window is narrow."""
    opening = [
        f'<td{_get_number_class(column)} dir="auto" data-label="{_escape_text(column.title)}">'
        for column in table.columns
    ]
    for row in table.rows:
        cells = zip(opening, row.cells, strict=True)
        yield f"<tr>{''.join(f'{start}{_escape_text(cell)}</td>' for start, cell in cells)}</tr>\n"


def _render_pair_rows(table: TableReport) -> Iterator[str]:
    """Render rows as pairs, the first cell labelling the second."""
    rows = [(row.cells[0], _render_pair_text(row)) for row in table.rows]
    labelled = [index for index, (label, _) in enumerate(rows) if label or index == 0]
    ends = dict(zip(labelled, [*labelled[1:], len(rows)], strict=True))
    start = f'<td{_get_number_class(table.columns[1])} dir="auto">'
    for index, (label, text) in enumerate(rows):
        yield "<tr>"
        if index in ends:
            span = f' rowspan="{ends[index] - index}"' if ends[index] > index + 1 else ""
            yield f'<th scope="row"{span} dir="auto">{_escape_text(label)}</th>'
        yield f"{start}{text}</td></tr>\n"


def _render_pair_text(row: TableRow) -> str:
    """Render the second cell of a pair, which may be a link."""
    if isinstance(row, DetailLine) and is_web_address(row.url):
        return f'<a href="{_escape_text(row.url)}">{_escape_text(row.text)}</a>'
    return _escape_text(row.cells[1])


def _get_number_class(column: TableColumn) -> str:
    return ' class="number"' if column.is_numeric else ""


def _render_footer(table: TableReport) -> Iterator[str]:
    sources = [line for line in map(_render_source, table.references) if line]
    if table.footer or sources:
        yield "<footer>\n"
        yield from _render_paragraphs([" · ".join(table.footer)] if table.footer else [])
        yield from sources
        yield "</footer>\n"


def _render_source(reference: Reference) -> str:
    """Render the source with its link and licence; empty if there is none."""
    name = _escape_text(format_reference(reference))
    if is_web_address(reference.url):
        name = f'<a href="{_escape_text(reference.url)}">{name}</a>'
    words = " · ".join(filter(None, (name, _escape_text(reference.licence))))
    return f'<p dir="auto">Source: {words}</p>\n' if words else ""
