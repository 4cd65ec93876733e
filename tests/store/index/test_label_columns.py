"""Columns of labels tell of each label what its set does."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from qaim_cli.store.index import label_columns, slots
from qaim_cli.store.index.label_columns import LabelColumn
from qaim_cli.store.index.label_sets import LabelSets

SIZE = 900


def make_sets(label_count: int, seed: int = 2) -> dict[int, list[int]]:
    chance = random.Random(seed)
    counts = (chance.choice((1, 5, 40)) for _ in range(label_count))
    return {id: sorted(chance.sample(range(SIZE), count)) for id, count in enumerate(counts)}


def read_slots(columns: list[LabelColumn], id: int) -> list[int]:
    return LabelSets({}, columns, {}, ()).get_set(id)


@pytest.fixture(params=[(40, 4), (600, 9), (3, 1)])
def built(request, monkeypatch):
    label_count, column_count = request.param
    monkeypatch.setattr(label_columns, "_MAX_COLUMNS", column_count)
    sets = make_sets(label_count)
    columns = label_columns.build_columns(sets, SIZE)
    told = {id for column in columns for id in column.ids}
    return {id: sets[id] for id in told}, columns, sets


def test_a_label_is_told_whole_or_not_at_all(built):
    told, columns, sets = built
    assert told
    assert len(told) <= 255
    for id in told:
        assert read_slots(columns, id) == sets[id]
    again = [label_columns.unpack_column(label_columns.pack_column(each), SIZE) for each in columns]
    assert [(list(each.ids), each.codes) for each in again] == [(*each,) for each in columns]


def test_labels_are_counted_joined_and_added_up(built):
    told, columns, _ = built
    numbers = bytes(number % 256 for number in range(SIZE))
    wanted = sorted(told)[::3]
    joined = 0
    for column in columns:
        joined |= column.join_labels(wanted)
    assert slots.list_slots(joined) == sorted({slot for id in wanted for slot in told[id]})
    flags = bytes(slot % 3 == 0 for slot in range(SIZE))
    for is_part, some in enumerate((columns, [each.intersect(flags) for each in columns])):
        counts, sums = Counter(), Counter()
        for column in some:
            counts.update(column.count_events())
            sums.update(column.add_up(numbers))
        own = {id: [slot for slot in of if not is_part or flags[slot]] for id, of in told.items()}
        assert counts == {id: len(of) for id, of in own.items() if of}
        wanted_sums = {id: sum(map(numbers.__getitem__, of)) for id, of in own.items()}
        assert sums == {id: number for id, number in wanted_sums.items() if number}
        for id in wanted[:5]:
            late = (
                slot for column in some if id in column.ids for slot in column.iter_slots(id, 450)
            )
            assert sorted(late) == [slot for slot in own[id] if slot >= 450]


def test_labels_that_do_not_fit_into_few_columns_are_left_out(monkeypatch):
    monkeypatch.setattr(label_columns, "_MAX_COLUMNS", 2)
    sets = {3: [1, 2, 3], 1: [1, 2], 2: [2, 4], 0: [4, 5]}
    (first, second) = label_columns.build_columns(sets, 7)
    assert list(first.ids) == [3, 0, 1]
    assert list(first.codes) == [0, 1, 1, 1, 2, 2, 0]
    assert list(second.codes) == [0, 3, 3, 0, 0, 0, 0]
    assert label_columns.build_columns({}, 7) == []


def test_columns_follow_events_that_come_and_go():
    chance = random.Random(5)
    sets = {id: set(of) for id, of in make_sets(30).items()}
    size, columns = SIZE, label_columns.build_columns(make_sets(30), SIZE)
    for _ in range(6):
        size += 50
        changes = {
            id: {chance.randrange(size): chance.randrange(2) for _ in range(30)}
            for id in chance.sample(range(40), 20)
        }
        columns = label_columns.update_columns(columns, changes, size)
        for id, by_slot in changes.items():
            for slot, is_in in by_slot.items():
                of = sets.setdefault(id, set())
                (of.add if is_in else of.discard)(slot)
        for id in range(30):
            assert read_slots(columns, id) == sorted(sets[id])
        assert {len(each.codes) for each in columns} == {size}
    assert len(columns) > len(label_columns.build_columns(make_sets(30), SIZE))
    assert not any(id in column.ids for id in range(30, 40) for column in columns)
