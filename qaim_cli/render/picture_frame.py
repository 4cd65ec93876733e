"""The look of drawn SVG pictures: colours for light and dark readers, frame, title and footer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from qaim_cli.render.colors import LANE_COLORS
from qaim_cli.text import clean_text

MARGIN, LINE_HEIGHT = 24.0, 20.0
"""The space around a picture, and the height of a line of text, in points."""
_SHADES = {
    "page": ("#ffffff", "#16181d"),
    "band": ("#f4f3ef", "#1d2026"),
    "line": ("#dedbd3", "#363a43"),
    "text": ("#1d1f24", "#eceae5"),
    "faint": ("#5d6068", "#a3a6ae"),
}
_FONT = (
    "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue','Liberation Sans',Arial,sans-serif"
)


def frame_picture(
    title: str,
    heading: tuple[str, ...],
    size: tuple[float, float],
    body: Iterable[str],
    notes: Iterable[str],
) -> str:
    """Frame a picture's body: title and heading above it, notes at its foot.

    The size is the picture's width and height in points; its body begins at `get_body_top`.
    """
    width, height = size
    words = " · ".join((title, *heading))
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}"',
            f' width="{width:g}" height="{height:g}" role="img" aria-label={_quote(words)}>',
            f"<title>{escape_text(words)}</title>",
            f"<style>{_make_css()}</style>",
            f'<rect class="page" width="{width:g}" height="{height:g}" rx="10"/>',
            f'<text class="title" x="{MARGIN:g}" y="{MARGIN + 18:g}">{escape_text(title)}</text>',
            *_iter_heading(heading),
            *body,
            *_iter_notes(tuple(notes), height),
            "</svg>\n",
        )
    )


def get_body_top(heading: tuple[str, ...]) -> float:
    """Return the height at which a picture's body begins, in points from the top."""
    return MARGIN + 34 + (LINE_HEIGHT if heading else 0)


def escape_text(text: str) -> str:
    """Escape a text for SVG, its control and direction characters made visible or removed."""
    return escape(clean_text(text))


def _quote(text: str) -> str:
    return quoteattr(clean_text(text))


def _iter_heading(heading: tuple[str, ...]) -> Iterator[str]:
    if heading:
        words = escape_text(" · ".join(heading))
        yield f'<text class="faint" x="{MARGIN:g}" y="{MARGIN + 40:g}">{words}</text>'


def _iter_notes(notes: tuple[str, ...], height: float) -> Iterator[str]:
    for number, line in enumerate(reversed(notes)):
        y = height - 16 - LINE_HEIGHT * number
        yield f'<text class="faint" x="{MARGIN:g}" y="{y:g}">{escape_text(line)}</text>'


def _make_css() -> str:
    light, dark = (
        "".join(f".{name}{{fill:{pair[index]}}}" for name, pair in _SHADES.items())
        + "".join(
            f".c{number}{{fill:{color};color:{color};stroke:{color}}}"
            f".o{number}{{fill:{_choose_ink(color)}}}"
            for number, color in enumerate(LANE_COLORS[index])
        )
        for index in (0, 1)
    )
    return (
        f"text{{font:13px {_FONT};stroke:none}}.title{{font:600 22px Georgia,'Times New Roman',"
        "serif}.name{font-weight:600}rect,circle,path{stroke-width:0}.open{stroke-width:1.4;"
        f"stroke-dasharray:4 3}}.ring{{stroke-width:1.8}}.grid{{stroke-width:1}}{light}"
        f".title{{fill:{_SHADES['text'][0]}}}.grid{{stroke:{_SHADES['line'][0]}}}"
        f"@media(prefers-color-scheme:dark){{{dark}.title{{fill:{_SHADES['text'][1]}}}"
        f".grid{{stroke:{_SHADES['line'][1]}}}}}"
    )


def _choose_ink(color: str) -> str:
    """Choose black or white, whichever has more contrast with a colour."""
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    light = 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2
    return "#000000" if light > 0.179 else "#ffffff"
