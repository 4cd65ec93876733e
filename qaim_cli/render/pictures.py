"""SVG pictures converted to PNG and PDF by CairoSVG, where it is installed."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from typing import Any

from qaim_cli.errors import RequestError

_SCALE = 2
"""Pixels a point, so that a picture is sharp on a slide."""
_MAX_PIXELS = 32_000
"""The most that Cairo can draw each way."""


def convert_svg(picture: str, format: str) -> bytes:
    """Convert an SVG picture to `png` or `pdf`.

    Raises:
        RequestError: CairoSVG is not installed, or the picture is too large for a PNG.
    """
    cairosvg = _import_cairosvg(format)
    if format == "pdf":
        pdf: bytes = cairosvg.svg2pdf(bytestring=picture.encode())
        return pdf
    sizes = [float(size) for size in re.findall(r' (?:width|height)="([\d.e+]+)"', picture)[:2]]
    if max(sizes) * _SCALE > _MAX_PIXELS:
        raise RequestError(
            f"the picture would be {max(sizes) * _SCALE:,.0f} pixels long, more than a PNG can be",
            "write it as .svg or .pdf, or ask for less",
        )
    png: bytes = cairosvg.svg2png(bytestring=picture.encode(), scale=_SCALE)
    return png


def _import_cairosvg(format: str) -> Any:
    try:
        return import_module("cairosvg")
    except (ImportError, OSError):  # the latter where the Cairo library itself is missing
        # By this very Python, so that the command works as printed wherever Qaim is installed.
        python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
        raise RequestError(
            f"{format} needs CairoSVG and the Cairo library, which are not installed",
            f"run: {python} -m pip install cairosvg",
        ) from None
