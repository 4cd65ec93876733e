"""The terminal's look as an SVG picture: the same rows and columns, as selectable text.

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

from qaim_cli.render.screen import ScreenSettings, make_console

_CELL_WIDTH, _LINE_HEIGHT, _FONT_SIZE, _MARGIN = 8.4, 17, 14, 16
SVG_COLORS = {
    "text": ("#1f2328", "#e6edf3"),
    "page": ("#ffffff", "#0d1117"),
    "faint": ("#59636e", "#9198a1"),
    "cyan": ("#005a9c", "#79c0ff"),
    "green": ("#00664f", "#56d4b4"),
    "yellow": ("#8a4600", "#ffb454"),
    "magenta": ("#8b2f80", "#e7a0dd"),
}
"""Each colour on a light and on a dark page; all stay apart for colour-blind readers."""
FONT_CSS = (
    f"text{{font:{_FONT_SIZE}px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',"
    "monospace;white-space:pre}"
)


def render_svg(renderable: RenderableType, screen: ScreenSettings, title: str) -> str:
    """Render a picture as wide as the screen and as high as it needs to be."""
    lines = _render_lines(renderable, screen)
    width, height = _measure_picture(lines, screen)
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"',
            f' width="{width}" height="{height}" role="img" aria-label={quoteattr(title)}>',
            f"<title>{escape(title)}</title>",
            f"<style>{_build_css()}</style>",
            f'<rect class="page" width="{width}" height="{height}" rx="8"/>',
            *_render_texts(lines),
            "</svg>\n",
        )
    )


def render_svg_fragment(renderable: RenderableType, screen: ScreenSettings, title: str) -> str:
    """The picture as a part of a page that has its colours."""
    lines = _render_lines(renderable, screen)
    width, height = _measure_picture(lines, screen)
    return "\n".join(
        (
            f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}"',
            f' role="img" aria-label={quoteattr(title)}>',
            *_render_texts(lines),
            "</svg>",
        )
    )


def _render_lines(renderable: RenderableType, screen: ScreenSettings) -> list[list[Segment]]:
    """Render the lines that a screen would show, up to the last one with text."""
    console = make_console(io.StringIO(), screen._replace(has_color=True))
    lines = console.render_lines(renderable, console.options, pad=False)
    while lines and not any(segment.text.strip() for segment in lines[-1]):
        lines.pop()
    return lines


def _measure_picture(lines: list[list[Segment]], screen: ScreenSettings) -> tuple[int, int]:
    """Measure the width and height of the picture."""
    return round(screen.width * _CELL_WIDTH + 2 * _MARGIN), len(lines) * _LINE_HEIGHT + 2 * _MARGIN


def _build_css() -> str:
    base = f"{FONT_CSS}.bold{{font-weight:bold}}"
    light, dark = (
        "".join(f".{name}{{fill:{pair[index]}}}" for name, pair in SVG_COLORS.items())
        for index in (0, 1)
    )
    return f"{base}{light}@media(prefers-color-scheme:dark){{{dark}}}"


def _render_texts(lines: Iterable[list[Segment]]) -> Iterator[str]:
    for row, line in enumerate(lines):
        runs = "".join(_render_runs(line))
        if runs:
            yield f'<text y="{_MARGIN + (row + 1) * _LINE_HEIGHT - 5}">{runs}</text>'


def _render_runs(line: list[Segment]) -> Iterator[str]:
    column = 0
    for segment in line:
        cells = cell_len(segment.text)
        text = segment.text.strip()
        if text:
            start = column + cells - cell_len(segment.text.lstrip())
            length = cell_len(text) * _CELL_WIDTH
            yield (
                f'<tspan x="{_MARGIN + start * _CELL_WIDTH:g}" textLength="{length:g}" '
                f'lengthAdjust="spacingAndGlyphs" {_build_attributes(segment.style)}>'
                f"{escape(text)}</tspan>"
            )
        column += cells


def _build_attributes(style: Style | None) -> str:
    """Build a run's class, and its colour where it has one of its own."""
    name = style.color.name if style and style.color else "text"
    if style and style.dim:
        name = "faint"
    fill = ""
    if name not in SVG_COLORS and style and style.color:
        fill = f' style="fill:{style.color.get_truecolor().hex}"'
    bold = " bold" if style and style.bold else ""
    return f'class="{name if name in SVG_COLORS else "text"}{bold}"{fill}'
