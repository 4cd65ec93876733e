"""Hints about what a question can be answered from."""

from __future__ import annotations

from bench import generator
from qaim_cli.prefilter import (
    AllOf,
    AnyOf,
    DayRangeCondition,
    FacetCondition,
    IndexCondition,
    build_words_condition,
)
from qaim_cli.query.terms import compute_vagueness_limit
from qaim_cli.store import index
from tests.support.indexes import made


def days(first: int, last: int) -> IndexCondition:
    return DayRangeCondition(first, last, compute_vagueness_limit(first, last))


def test_a_hint_points_at_no_more_than_it_must(store):
    path = store(made(1000))
    events = index.load_from_index(path, path).timeline.events
    assert not events.is_listed
    everything = len(list(events))
    actor = FacetCondition("actor", frozenset([generator.generate_actor_ids()[30]]))
    for hint, most in (
        (days(700_000, 700_000), 0.35),
        (actor, 0.1),
        (build_words_condition(("zzz",)), 0),
        (AllOf((actor, days(700_000, 710_000))), 0.1),
        (AnyOf((days(700_000, 700_001), days(700_003, 700_004))), 0.35),
        (
            AllOf((AllOf((actor, build_words_condition(("al",)))), days(690_000, 700_000))),
            0.1,
        ),
        (
            AllOf((AnyOf((actor, build_words_condition(("zzz",)))), days(700_000, 710_000))),
            0.1,
        ),
    ):
        assert len(list(events.candidates(hint))) <= most * everything
    either = AnyOf((actor, days(0, 1)))
    assert 0 < len(list(events.candidates(either))) < everything
    assert events[0].sort_key <= events[1].sort_key
    assert [each.id for each in events[:2]] == [events[0].id, events[1].id]
