"""A recording of the explorer: its frames one after another in an SVG picture that moves by CSS."""

from __future__ import annotations

from html import escape

from rich.console import Group

from qaim_cli.render import svg
from qaim_cli.render.screen import ScreenSettings

SECONDS = 3


def render_recording(frames, size, title):
    """The frames, each a list of lines, as one picture; a reader who wants no motion sees one."""
    screen = ScreenSettings(size[0], True, False)
    width = round(size[0] * svg._CELL_WIDTH + 2 * svg._MARGIN)
    height = size[1] * svg._LINE_HEIGHT + 2 * svg._MARGIN
    whole = SECONDS * len(frames)
    share = 100 / len(frames)
    css = (
        f"{svg._build_css()}"
        f".frame{{animation:show {whole}s step-end infinite}}"
        f"@keyframes show{{0%{{visibility:visible}}{share:.4f}%{{visibility:hidden}}}}"
        "@media(prefers-reduced-motion:reduce){.frame{animation:none}}"
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}" role="img" aria-label="{escape(title)}">',
        f"<title>{escape(title)}</title>",
        f"<style>{css}</style>",
        f'<rect class="page" width="{width}" height="{height}" rx="8"/>',
    ]
    for number, lines in enumerate(frames):
        delay = SECONDS * number
        drawn = svg._render_lines(Group(*map(_without_reverse, lines)), screen)
        # What does not move shows the last frame alone.
        hidden = "" if number == len(frames) - 1 else ' visibility="hidden"'
        parts += [
            f'<g class="frame"{hidden} style="animation-delay:{delay - whole}s">',
            *svg._render_texts(drawn),
            "</g>",
        ]
    return "\n".join([*parts, "</svg>\n"])


def _without_reverse(line):
    """The line as a picture without backgrounds can show it: what is reversed is bold."""
    copy = line.copy()
    copy.spans = [
        span._replace(style=str(span.style).replace("reverse", "bold")) for span in line.spans
    ]
    copy.rstrip()
    return copy
