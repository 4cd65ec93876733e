"""Colours of names stay the same, stay apart for every eye, and stand out from the page."""

from __future__ import annotations

from itertools import combinations

import pytest
from rich.color import Color

from qaim_cli.render.colors import PALETTES, ColorTheme, choose_color

# How the colour-blind see (Machado, Oliveira and Fernandes, 2009, full severity), on linear light.
SIGHTS = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "red-blind": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "green-blind": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "blue-blind": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
WHITE, BLACK = (1.0, 1.0, 1.0), tuple(((c / 255 + 0.055) / 1.055) ** 2.4 for c in (13, 17, 23))


def light_of(number: int) -> tuple[float, ...]:
    """The linear light of one of the 256 colours, red, green and blue."""
    shares = [part / 255 for part in Color.parse(f"color({number})").get_truecolor()]
    return tuple(s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)


def luminance(light) -> float:
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), light, strict=True))


def contrast(light, page) -> float:
    """As WCAG 2 defines it, 1 to 21."""
    low, high = sorted((luminance(light), luminance(page)))
    return (high + 0.05) / (low + 0.05)


def seen(light, sight) -> tuple[float, float, float]:
    """The colour as seen, in CIE L*a*b*, in which distance is difference."""
    r, g, b = (
        min(max(sum(m * part for m, part in zip(row, light, strict=True)), 0), 1) for row in sight
    )
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize(
    ("theme", "apart"), [(ColorTheme.AUTO, 17), (ColorTheme.LIGHT, 24), (ColorTheme.DARK, 27)]
)
@pytest.mark.parametrize("sight", SIGHTS)
def test_any_two_colours_stay_apart_for_every_eye(theme, apart, sight):
    for one, other in combinations(PALETTES[theme], 2):
        pair = seen(light_of(one), SIGHTS[sight]), seen(light_of(other), SIGHTS[sight])
        distance = sum((a - b) ** 2 for a, b in zip(*pair, strict=True)) ** 0.5
        assert distance > apart, (one, other)


@pytest.mark.parametrize(
    ("theme", "page", "least"),
    [
        (ColorTheme.AUTO, WHITE, 3), (ColorTheme.AUTO, BLACK, 3),
        (ColorTheme.LIGHT, WHITE, 4.5), (ColorTheme.DARK, BLACK, 4.5),
    ],
)  # fmt: skip
def test_every_colour_stands_out_from_its_page(theme, page, least):
    for number in PALETTES[theme]:
        assert contrast(light_of(number), page) >= least


def test_a_name_has_one_colour_however_it_is_written():
    assert choose_color("Kata'ib Hezbollah", ColorTheme.AUTO) == choose_color(
        "kata’ib hezbollah", ColorTheme.AUTO
    )
    assert choose_color("battle", ColorTheme.DARK) == "color(165)"
    assert choose_color("battle", ColorTheme.MONO) == ""
    used = {choose_color(f"name {n}", ColorTheme.LIGHT) for n in range(100)}
    assert len(used) == 8
