"""Colours of names: the same name has the same colour in every drawing and on every day.

Each palette has eight of a terminal's 256 colours, chosen by search so that any two stay apart for
readers with full, red-blind, green-blind and blue-blind sight alike, and every one stands out from
the page: a light one, a dark one, or either. Colour repeats what a name or sign says, never more.
"""

from __future__ import annotations

from enum import StrEnum
from zlib import crc32

from qaim_cli.text import fold


class ColorTheme(StrEnum):
    """What the page is like."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"
    MONO = "mono"


PALETTES = {
    ColorTheme.AUTO: (30, 93, 99, 127, 137, 160, 170, 202),
    ColorTheme.LIGHT: (18, 21, 29, 53, 88, 97, 128, 130),
    ColorTheme.DARK: (100, 123, 147, 154, 165, 174, 199, 222),
}


def choose_color(name: str, theme: ColorTheme) -> str:
    """The style of a name's colour; none in a theme without colours."""
    palette = PALETTES.get(theme)
    if palette is None:
        return ""
    return f"color({palette[crc32(fold(name).encode()) % len(palette)]})"
