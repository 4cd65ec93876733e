"""How many examples a property is tried on."""

from __future__ import annotations

from hypothesis import settings

_USUAL = 100


def examples(number: int, **more) -> settings:
    """So many examples as a rule, and as many times more as the chosen profile looks at."""
    return settings(max_examples=number * settings.default.max_examples // _USUAL, **more)
