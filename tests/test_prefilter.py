"""Hints about what a question can be answered from."""

from __future__ import annotations

from bench import generator
from qaim_cli.model import LazyEvents
from qaim_cli.prefilter import AllOf, AnyOf, DaysCondition, FacetCondition, build_words_condition
from qaim_cli.store import index
from tests.support.indexes import made


def test_a_hint_points_at_no_more_than_it_must(store):
    path = store(made(1000))
    events = index.load_from_index(path, path).timeline.events
    assert isinstance(events, LazyEvents)
    everything = len(list(events))
    actor = FacetCondition("actor", frozenset([generator.generate_actor_ids()[30]]))
    for hint, most in (
        (DaysCondition(700_000, 700_000), 0.35),
        (actor, 0.1),
        (build_words_condition(("zzz",)), 0),
        (AllOf((actor, DaysCondition(700_000, 710_000))), 0.1),
        (AnyOf((DaysCondition(700_000, 700_001), DaysCondition(700_003, 700_004))), 0.35),
        (
            AllOf(
                (AllOf((actor, build_words_condition(("al",)))), DaysCondition(690_000, 700_000))
            ),
            0.1,
        ),
        (
            AllOf(
                (AnyOf((actor, build_words_condition(("zzz",)))), DaysCondition(700_000, 710_000))
            ),
            0.1,
        ),
    ):
        assert len(list(events.candidates(hint))) <= most * everything
    assert len(list(events.candidates(AnyOf((actor, DaysCondition(0, 1)))))) == everything
    assert events[0].sort_key <= events[1].sort_key
    assert [each.id for each in events[:2]] == [events[0].id, events[1].id]
