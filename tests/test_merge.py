"""Several timelines as one: what is united, what stays apart, and what is told of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaim_cli.errors import RequestError
from qaim_cli.merge import choose_distinct_names, merge_timelines
from qaim_cli.model import Casualties, Catalogue, Entity, Figure, Timeline
from qaim_cli.query import lookup
from tests.support.events import event, timeline


def build_named_timeline(name: str, *events, actors=(), places=(), title="", book=""):
    """A timeline as read from a file of that name in a folder /t."""
    made = timeline()
    return Timeline(
        path=f"/t/{name}.yaml",
        title=title or name.title(),
        reference=made.reference._replace(title=book or f"Book of {name}"),
        infobox=(),
        actors=Catalogue({each.id: each for each in actors}),
        places=Catalogue({each.id: each for each in places}),
        events=[each._replace(timeline=name) for each in events],
        name=name,
    )


def test_events_of_all_stand_in_one_order_of_time_and_keep_their_ids():
    merged = merge_timelines(
        [
            build_named_timeline("sea", event("b", "1911"), event("a", "1880")),
            build_named_timeline("land", event("a", "1900"), event("c", "1870")),
        ]
    )
    assert merged.problems == ()
    assert [(each.timeline, each.id) for each in merged.timeline.events] == [
        ("land", "c"), ("sea", "a"), ("land", "a"), ("sea", "b"),
    ]  # fmt: skip


def test_an_event_that_nothing_changes_is_the_very_one_that_was_read():
    sea = build_named_timeline(
        "sea", event("a", "1880", actors=("ada",)), actors=[Entity("ada", "Ada")], book="One"
    )
    land = build_named_timeline("land", book="One")
    assert merge_timelines([sea, land]).timeline.events[0] is sea.events[0]


def test_actors_that_agree_are_one_with_all_their_names_and_wholes():
    merged = merge_timelines(
        [
            build_named_timeline(
                "sea", actors=[Entity("us", "United States", ("US",), ("west",), 3)]
            ),
            build_named_timeline(
                "land", actors=[Entity("us", "UNITED  STATES", ("us", "USA"), ("un",), 9)]
            ),
        ]
    )
    assert merged.problems == ()
    assert merged.timeline.actors.entities == {
        "us": Entity("us", "United States", ("US", "USA"), ("west", "un"), 3)
    }


def test_actors_that_disagree_stay_apart_and_are_told_with_both_places():
    merged = merge_timelines(
        [
            build_named_timeline(
                "sea",
                event("a", "1900", actors=("ada",), casualties=(Casualties("ada", Figure(1)),)),
                actors=[
                    Entity("ada", "Ada Holm", line=7),
                    Entity("mate", "Mate", parents=("ada",)),
                ],
            ),
            build_named_timeline(
                "land", event("b", "1901", actors=("ada",)), actors=[Entity("ada", "Ada Lund")]
            ),
            build_named_timeline(
                "air", event("c", "1902", actors=("ada",)), actors=[Entity("ada", "ada holm")]
            ),
        ]
    )
    assert [str(problem) for problem in merged.problems] == [
        "/t/land.yaml: actor 'ada' is 'Ada Lund' here and 'Ada Holm' in /t/sea.yaml:7; "
        "give both one name, or one of them another id"
    ]
    assert [problem.code for problem in merged.problems] == ["disagreeing-actor"]
    actors = merged.timeline.actors
    assert [each.actor_ids for each in merged.timeline.events] == [
        ("sea:ada",), ("land:ada",), ("sea:ada",),
    ]  # fmt: skip
    assert actors.entities["mate"].parents == ("sea:ada",)
    assert lookup.find_entity_ids("actor", "ada", actors) == {"sea:ada", "land:ada"}
    assert lookup.find_entity_ids("actor", "land:ada", actors) == {"land:ada"}
    assert lookup.find_entity_ids("actor", "Ada Holm", actors) == {"sea:ada"}


def test_places_agree_and_disagree_as_actors_do():
    merged = merge_timelines(
        [
            build_named_timeline("sea", event("a", "1900", places=("rock", "bay")),
                 places=[Entity("rock", "North Rock", line=2), Entity("bay", "Bay")]),
            build_named_timeline("land", event("b", "1901", places=("rock", "bay")),
                 places=[Entity("rock", "Hard Rock", line=4), Entity("bay", "Bay")]),
        ]
    )  # fmt: skip
    assert [(each.code, each.path, each.line) for each in merged.problems] == [
        ("disagreeing-place", "/t/land.yaml", 4)
    ]
    assert [each.places for each in merged.timeline.events] == [
        ("sea:rock", "bay"), ("land:rock", "bay"),
    ]  # fmt: skip


def test_an_actor_that_its_timeline_does_not_declare_is_not_anothers():
    merged = merge_timelines(
        [
            build_named_timeline("sea", event("a", "1900", actors=("ada", "eve", "land:ada"))),
            build_named_timeline(
                "land", event("b", "1901", actors=("ada", "eve")), actors=[Entity("ada", "Ada")]
            ),
        ]
    )
    assert [each.actor_ids for each in merged.timeline.events] == [
        ("sea:ada", "eve", "sea:land:ada"), ("ada", "eve"),
    ]  # fmt: skip
    assert merged.timeline.actors.get_name("sea:ada") == "sea:ada"


def test_names_made_of_signs_alone_do_not_agree():
    merged = merge_timelines(
        [
            build_named_timeline("sea", actors=[Entity("x", "★", ("!", "?"))]),
            build_named_timeline("land", actors=[Entity("x", "☆")]),
            build_named_timeline("air", actors=[Entity("x", "★", ("!",))]),
        ]
    )
    assert [(each.id, each.aliases) for each in merged.timeline.actors.entities.values()] == [
        ("sea:x", ("!", "?")), ("land:x", ()),
    ]  # fmt: skip


def test_a_circle_that_timelines_make_only_together_is_told_once():
    circle = [Entity("a", "A", parents=("b",), line=3), Entity("b", "B", parents=("a",), line=4)]
    own = [Entity("c", "C", parents=("c",)), Entity("d", "D")]
    assert (
        merge_timelines(
            [
                build_named_timeline("sea", actors=[*circle, *own]),
                build_named_timeline("land", actors=own),
            ]
        ).problems
        == ()
    )
    a, b = circle
    sea = build_named_timeline("sea", actors=[a, b._replace(parents=())])
    merged = merge_timelines(
        [sea, build_named_timeline("land", actors=[a._replace(parents=()), b])]
    )
    assert [str(problem) for problem in merged.problems] == [
        "/t/sea.yaml:3: actor 'a' is part_of itself through b; "
        "take a step out of one of the timelines"
    ]


def test_a_keyword_finds_an_actor_by_its_id_and_not_by_the_name_of_its_timeline():
    merged = merge_timelines(
        [
            build_named_timeline(
                "sea", event("e", "1900", "Title", actors=("ada",)), actors=[Entity("ada", "X")]
            ),
            build_named_timeline("land", actors=[Entity("ada", "Y")]),
        ]
    )
    words = merged.timeline.get_search_text(merged.timeline.events[0])
    assert " ada " in words
    assert " sea " not in words


def test_the_whole_has_the_titles_and_sources_of_its_parts_each_once():
    parts = [
        build_named_timeline("a", title="One"),
        build_named_timeline("b", title="Two"),
        build_named_timeline("c", title="One"),
    ]
    timeline = merge_timelines(parts).timeline
    assert timeline.title == "One and Two"
    assert [each.title for each in timeline.references] == ["Book of a", "Book of b", "Book of c"]
    assert list(timeline.parts) == ["a", "b", "c"]
    assert timeline.is_merged
    assert not parts[0].is_merged
    many = merge_timelines([build_named_timeline(name) for name in "abcde"]).timeline
    assert many.title == "A, B and 3 more"
    assert (
        merge_timelines([build_named_timeline(name) for name in "abc"]).timeline.title
        == "A, B and C"
    )


@pytest.mark.parametrize(
    ("paths", "found"),
    [
        (["/t/a.yaml", "/t/b.yaml"], ["a", "b"]),
        (["/t/x/a.yaml", "/t/y/a.yaml", "/t/b.yaml"], ["x/a", "y/a", "b"]),
        (["/t/x/c/a.yaml", "/t/y/c/a.yaml"], ["x/c/a", "y/c/a"]),
        (["/t/a.yaml", "/t/a.yml"], ["a.yaml", "a.yml"]),
        (["/t/a.yaml", "/t/u/a.yaml"], ["t/a", "u/a"]),
        (["/t/a.yaml", "/t/a.yaml.yaml", "/t/a.yml"], ["1/t/a.yaml", "a.yaml.yaml", "a.yml"]),
        (["/a.yaml", "/t/a.yaml"], ["/a", "t/a"]),
        (["/t/a.yaml", "/t/a.yaml"], ["1/t/a.yaml", "2/t/a.yaml"]),
        (["/t/.yaml", "/t/a"], [".yaml", "a"]),
    ],
)
def test_each_timeline_has_a_name_of_its_own(paths, found):
    assert choose_distinct_names(paths) == found


@given(st.lists(st.text("ab./", max_size=8), max_size=6))
def test_names_are_distinct_whatever_the_files_are_called(paths):
    found = choose_distinct_names(paths)
    assert len(set(found)) == len(paths)


def merge_same_ids() -> Timeline:
    return merge_timelines(
        [
            build_named_timeline(
                "sea", event("storm", "1911", "A storm"), event("quay", "1880", "Sea: a quay")
            ),
            build_named_timeline(
                "land", event("storm", "1920", "A storm"), event("storm-2", "1930", "A storm")
            ),
            build_named_timeline("Sea:x", event("only", "1940", "Elsewhere")),
        ]
    ).timeline


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("quay", ("sea", "quay")),
        ("sea:storm", ("sea", "storm")),
        ("SEA:storm", ("sea", "storm")),
        ("land:storm", ("land", "storm")),
        ("land:storm-2", ("land", "storm-2")),
        ("sea:st", ("sea", "storm")),
        ("sea: A storm", ("sea", "storm")),
        ("Sea: a quay", ("sea", "quay")),
        ("qu", ("sea", "quay")),
        ("sea:x:only", ("Sea:x", "only")),
    ],
)
def test_an_event_is_asked_for_by_id_or_by_timeline_and_id(asked, found):
    event = lookup.find_event(asked, merge_same_ids())
    assert (event.timeline, event.id) == found


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("storm", "'storm' is the id of 2 events; choose one of sea:storm and land:storm"),
        ("sto", "'sto' begins the ids of 3 events; choose one of sea:storm, land:storm "
         "and storm-2"),
        ("a storm", "'a storm' is the title of 3 events; "
         "choose one of sea:storm, land:storm and storm-2"),
        ("storn", "there is no event 'storn'; did you mean sea:storm, land:storm or storm-2?"),
        ("land:storn", "there is no event 'land:storn'; did you mean land:storm or storm-2?"),
        ("land:quay", "there is no event 'land:quay'; `qaim list --ids` shows the ids"),
        ("land:", "there is no event 'land:'; `qaim list --ids` shows the ids"),
    ],
)  # fmt: skip
def test_what_several_events_are_called_is_refused_with_what_each_is_asked_for_by(asked, message):
    with pytest.raises(RequestError) as caught:
        lookup.find_event(asked, merge_same_ids())
    assert str(caught.value) == message


def test_a_timeline_by_itself_has_itself_as_its_only_part():
    made = timeline(event("a", "2004"), event("a", "2005"))
    assert made.parts == {"test": made}
    assert made.find_part(made.events[0]) is made
    assert made.format_id(made.events[0]) == "a"
    assert lookup.find_event("test:a", made) is made.events[0]
