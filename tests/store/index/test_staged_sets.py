"""Sets of events that are added are those of the slots that these get."""

from __future__ import annotations

import random

import pytest

from qaim_cli.store.index import slots
from qaim_cli.store.index.staged_sets import StagedSets


@pytest.mark.parametrize("is_scattered", [False, True])
def test_sets_follow_events_to_their_slots(is_scattered):
    chance = random.Random(4)
    staged, wanted = StagedSets(), {}
    for count in (300, 1, 0, 130):
        sets = {}
        for number in range(70):
            share = chance.choice((0, 0.002, 0.3, 1))
            members = [at for at in range(count) if chance.random() < share]
            if members:
                sets["kind", number] = slots.make_bits(members)
                wanted.setdefault(("kind", number), []).extend(
                    staged.event_count + at for at in members
                )
        staged.add_events(count, sets, ())
    size = 2000 if is_scattered else 431
    of_events = chance.sample(range(size), staged.event_count)
    found = {name: list(slots.list_members(each)) for name, each in staged.iter_sets(of_events)}
    assert found == {
        name: sorted(map(of_events.__getitem__, each)) for name, each in wanted.items()
    }
    assert {len(each) * 64 < size for each in found.values()} == {False, True}


def test_a_set_that_a_batch_does_not_tell_is_none():
    staged = StagedSets()
    staged.add_events(2, {("kind", 1): 1, ("kind", 2): 2}, ())
    staged.add_events(2, {("kind", 1): 1}, [("kind", 2), ("kind", 3)])
    staged.add_events(2, {("kind", 3): 1}, ())
    assert dict(staged.iter_sets(range(6))) == {("kind", 1): 0b101}
    assert staged.incomplete == {("kind", 2), ("kind", 3)}
