"""On how many examples a property is tried, and how many texts are drawn by chance."""

from __future__ import annotations

from hypothesis import settings

_USUAL = 100


def examples(number: int, **more) -> settings:
    """This many examples as a rule, and as many times more as the chosen profile looks at."""
    return settings(max_examples=number * settings.default.max_examples // _USUAL, **more)


def draw_seeds(number: int) -> range:
    """The seeds to draw texts with: three in ten of a number, or as many as the profile says."""
    return range(number * settings.default.max_examples // _USUAL)
