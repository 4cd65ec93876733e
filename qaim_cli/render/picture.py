"""A renderable as an SVG picture: the same rows and columns as on a terminal, as selectable text.

Every run of text is pinned to its column, so that the picture keeps its shape in any font. Colours
follow the reader's light or dark setting.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from rich.cells import cell_len
from rich.console import RenderableType
from rich.segment import Segment
from rich.style import Style

from qaim_cli.render.screen import Screen, console_for

_CELL, _LINE, _SIZE, _MARGIN = 8.4, 17, 14, 16
COLORS = {
    "text": ("#1f2328", "#e6edf3"),
    "page": ("#ffffff", "#0d1117"),
    "faint": ("#59636e", "#9198a1"),
    "cyan": ("#005a9c", "#79c0ff"),
    "green": ("#00664f", "#56d4b4"),
    "yellow": ("#8a4600", "#ffb454"),
    "magenta": ("#8b2f80", "#e7a0dd"),
}
"""Each colour on a light and on a dark page; all stay apart for colour-blind readers."""
FONT = (
    f"text{{font:{_SIZE}px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',"
    "monospace;white-space:pre}"
)


def svg(renderable: RenderableType, screen: Screen, title: str) -> str:
    """The picture, as wide as the screen and as high as it needs."""
    lines = _lines(renderable, screen)
    width, height = _extent(lines, screen)
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"',
            f' width="{width}" height="{height}" role="img" aria-label={quoteattr(title)}>',
            f"<title>{escape(title)}</title>",
            f"<style>{_css()}</style>",
            f'<rect class="page" width="{width}" height="{height}" rx="8"/>',
            *_texts(lines),
            "</svg>\n",
        )
    )


def drawing(renderable: RenderableType, screen: Screen, title: str, above: RenderableType) -> str:
    """The picture as a part of a page that has its colours, without the heading told `above`."""
    lines = _lines(renderable, screen)
    head = _lines(above, screen)
    if _words(lines[: len(head)]) == _words(head):
        lines = lines[len(head) :]
    while lines and not _words(lines[:1]):
        del lines[0]
    width, height = _extent(lines, screen)
    return "\n".join(
        (
            f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}"',
            f' role="img" aria-label={quoteattr(title)}>',
            *_texts(lines),
            "</svg>",
        )
    )


def _lines(renderable: RenderableType, screen: Screen) -> list[list[Segment]]:
    """The lines that a screen would show, up to the last that has words."""
    console = console_for(io.StringIO(), screen._replace(color=True))
    lines = console.render_lines(renderable, console.options, pad=False)
    while lines and not _words(lines[-1:]):
        lines.pop()
    return lines


def _words(lines: list[list[Segment]]) -> list[str]:
    return "".join(segment.text for line in lines for segment in line).split()


def _extent(lines: list[list[Segment]], screen: Screen) -> tuple[int, int]:
    """The width and height of the picture."""
    return round(screen.width * _CELL + 2 * _MARGIN), len(lines) * _LINE + 2 * _MARGIN


def _css() -> str:
    base = f"{FONT}.bold{{font-weight:bold}}"
    light, dark = (
        "".join(f".{name}{{fill:{pair[index]}}}" for name, pair in COLORS.items())
        for index in (0, 1)
    )
    return f"{base}{light}@media(prefers-color-scheme:dark){{{dark}}}"


def _texts(lines: Iterable[list[Segment]]) -> Iterator[str]:
    for row, line in enumerate(lines):
        runs = "".join(_runs(line))
        if runs:
            yield f'<text y="{_MARGIN + (row + 1) * _LINE - 5}">{runs}</text>'


def _runs(line: list[Segment]) -> Iterator[str]:
    column = 0
    for segment in line:
        cells = cell_len(segment.text)
        text = segment.text.strip()
        if text:
            start = column + cells - cell_len(segment.text.lstrip())
            length = cell_len(text) * _CELL
            yield (
                f'<tspan x="{_MARGIN + start * _CELL:g}" textLength="{length:g}" '
                f'lengthAdjust="spacingAndGlyphs" {_look(segment.style)}>'
                f"{escape(text)}</tspan>"
            )
        column += cells


def _look(style: Style | None) -> str:
    """The class of a run, and its own colour where that is one of a name."""
    name = style.color.name if style and style.color else "text"
    if style and style.dim:
        name = "faint"
    fill = ""
    if name not in COLORS and style and style.color:
        fill = f' style="fill:{style.color.get_truecolor().hex}"'
    bold = " bold" if style and style.bold else ""
    return f'class="{name if name in COLORS else "text"}{bold}"{fill}'
