"""The search for cycles, paused and taken up again."""

from __future__ import annotations

import gc

import pytest

from qaim_cli.memory import pause_cycle_search


def test_the_search_goes_on_after_the_outermost_pause():
    with pause_cycle_search():
        with pause_cycle_search():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_search_goes_on_after_an_error():
    with pytest.raises(ValueError, match="bad"), pause_cycle_search():
        raise ValueError("bad")
    assert gc.isenabled()
