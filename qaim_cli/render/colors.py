"""Colours of names: a name has the same colour in every drawing.

Each palette has eight of a terminal's 256 colours, chosen by search so that any two stay apart for
readers with full, red-blind, green-blind and blue-blind sight alike, and every one stands out from
the page: a light one, a dark one, or either. Colour repeats what a name or sign says, never more.
"""

from __future__ import annotations

from enum import StrEnum
from zlib import crc32

from qaim_cli.text import fold


class ColorTheme(StrEnum):
    """The background that colours are chosen for."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"
    MONO = "mono"


PALETTES = {
    ColorTheme.AUTO: (30, 93, 99, 127, 137, 160, 170, 202),
    ColorTheme.LIGHT: (18, 21, 29, 53, 88, 97, 128, 130),
    ColorTheme.DARK: (100, 123, 147, 154, 165, 174, 199, 222),
}


LANE_COLORS = (
    (
        "#185eff", "#a86909", "#197270", "#b50639", "#9a09c2", "#3197e2",
        "#0c5d02", "#ef56ac", "#37167a", "#ac8b5e", "#ce339b", "#5f3b6e",
    ),
    (
        "#5fb2fe", "#faf792", "#9eb783", "#c36e33", "#677ffc", "#2ce8fe",
        "#bdde23", "#ffbbc4", "#6764b8", "#cda401", "#fa6cc5", "#997f81",
    ),
)  # fmt: skip
"""The colours of lanes in drawn pictures and pages, in order, for a light and for a dark page.

Twelve, found by search like the palettes above; and all stand out from their page.
"""


def choose_color(name: str, theme: ColorTheme) -> str:
    """Choose the style for a name's colour; empty in a theme without colours."""
    palette = PALETTES.get(theme)
    if palette is None:
        return ""
    return f"color({palette[crc32(fold(name).encode()) % len(palette)]})"
