"""The bounds of hedged figures: the fewest and the most people that an event can have harmed."""

from __future__ import annotations

from collections.abc import Iterable

from qaim_cli.model import Event, Figure, Qualifier


def estimate_casualties(event: Event, harm: str) -> tuple[float, float]:
    """Return the fewest and most people that an event killed, wounded or captured."""
    return find_harm_bounds(event, harm) or (0, 0)


def find_harm_bounds(event: Event, harm: str) -> tuple[float, float] | None:
    """Find the bounds of an event's figures for a harm; None where it gives none."""
    return sum_figures(
        figure for each in event.casualties for kind, figure in each.iter_figures() if kind == harm
    )


def sum_figures(figures: Iterable[Figure]) -> tuple[float, float] | None:
    """Add up the bounds of figures; None if there are no figures."""
    bounds = [get_figure_bounds(figure) for figure in figures]
    if not bounds:
        return None
    return sum(low for low, _ in bounds), sum(high for _, high in bounds)


def get_figure_bounds(figure: Figure) -> tuple[float, float]:
    """Return the lowest and highest number that a figure can mean.

    "About 80" is as coarse as the last digit that is not zero: 75 to 85; "about 100" is 50 to 150.
    """
    match figure.qualifier:
        case Qualifier.EXACT:
            return figure.number, figure.number
        case Qualifier.AT_LEAST:
            return figure.number, float("inf")
    digits = str(figure.number)
    half = 10 ** (len(digits) - len(digits.rstrip("0"))) / 2
    return max(0, figure.number - half), figure.number + half
