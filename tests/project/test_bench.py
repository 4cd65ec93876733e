"""Benchmarks run what they say: each on so few events that it takes no time to speak of."""

from __future__ import annotations

from bench import throughput


def test_every_part_is_measured():
    rates = [
        *throughput.measure_rates(30, 1),
        *throughput.measure_growth(20, 1),
        *throughput.measure_acceptance([5], 1),
    ]
    assert len({rate.name for rate in rates}) == len(rates) > 15
    assert all(rate.a_second > 0 for rate in rates)
