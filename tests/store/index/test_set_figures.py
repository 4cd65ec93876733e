"""Figures kept as sets: one set of events for each binary digit of the halves in a bound."""

from __future__ import annotations

from math import inf

import pytest

from qaim_cli.prefilter import QuantityCondition
from qaim_cli.store.index.set_figures import Figures

BOUNDS = [(3, 3), (2, 10), (4, inf), (10, 10), (4.5, 6)]


def make_figures():
    halves = [(int(2 * low), 0 if high == inf else int(2 * (high - low))) for low, high in BOUNDS]
    lows, spreads = (
        [
            sum(1 << event for event, each in enumerate(halves) if each[part] >> digit & 1)
            for digit in range(6)
        ]
        for part in (0, 1)
    )
    unbounded = sum(1 << event for event, (_, high) in enumerate(BOUNDS) if high == inf)
    return Figures((1 << len(BOUNDS)) - 1, lows, spreads, unbounded)


@pytest.mark.parametrize(
    ("low", "high"), [(0, 5), (4, 4), (3, inf), (0, 2), (4.5, 9.5), (0, 0), (10, 10), (11, inf)]
)
def test_events_are_selected_by_both_bounds_of_their_figures(low, high):
    possible, certain = make_figures().select_events(QuantityCondition("killed", low, high))
    assert [bool(possible >> event & 1) for event in range(len(BOUNDS))] == [
        most >= low and least <= high for least, most in BOUNDS
    ]
    assert [bool(certain >> event & 1) for event in range(len(BOUNDS))] == [
        least >= low and most <= high for least, most in BOUNDS
    ]
