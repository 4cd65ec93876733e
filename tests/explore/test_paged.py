"""Long answers are read page by page from an index, and are the same as short ones."""

from __future__ import annotations

import datetime
import sqlite3

import pytest

from bench import generator
from qaim_cli import store as stores
from qaim_cli.errors import RequestError
from qaim_cli.explore import answer as answers
from qaim_cli.explore import paged_hits
from qaim_cli.explore.answer import (
    StaleError,
    build_answer,
    build_preview,
    find_days,
    open_timeline,
)
from qaim_cli.explore.command import parse_words
from qaim_cli.explore.paged_hits import PAGE_SIZE, PagedHits
from qaim_cli.explore.scene import build_preview_scene, build_scene, iter_lanes, show_lanes
from qaim_cli.explore.stages import iter_scenes
from qaim_cli.store.index import question_sums
from tests.support.exploring import TODAY, Explorer

QUESTIONS = [
    (),
    ("tag:battle",),
    ("takes",),
    ("--from", "1950", "--to", "1960"),
    ("--from", "1950", "--to", "1960", "--sure"),
    ("takes not tag:battle", "--from", "1950", "--maybe"),
    ("killed:>3", "--to", "1980"),
    ("tag:battle and tag:trade and tag:treaty and tag:flood",),
]


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("paged") / "made.yaml"
    path.write_text("".join(generator.render_store(generator.generate_events(2_000))), "utf-8")
    return str(path)


@pytest.fixture
def explorers(path, monkeypatch):
    """Two explorers of one timeline, of which the second reads page by page."""

    def open_both(*words):
        timeline = stores.load_timeline(path).timeline
        held = Explorer(timeline, *words)
        with monkeypatch.context() as patched:
            patched.setattr(answers, "MAX_HELD_EVENTS", 100)
            paged = Explorer(timeline, *words)
        return held, paged

    return open_both


@pytest.mark.no_cover
@pytest.mark.parametrize("words", QUESTIONS)
def test_pages_hold_what_the_whole_holds(explorers, words):
    held, paged = explorers(*words)
    short, long = held.session.scene.answer, paged.session.scene.answer
    assert long.ranked is not None
    assert list(long.hits) == list(short.hits)
    assert long[5:8] == short[5:8]  # what is counted
    assert paged.session.scene.density.total == pytest.approx(len(long.hits))
    for one, other in zip(
        held.session.scene.density[:2], paged.session.scene.density[:2], strict=True
    ):
        assert other == pytest.approx(one)
    for rank in (0, len(short.hits) // 2, len(short.hits) - 1):
        if rank >= 0 and short.hits:
            assert long.find_rank(long.hits[rank].event.id) == rank


def test_keys_do_the_same_in_a_long_answer(explorers):
    held, paged = explorers()
    for keys in ("G", "k k", "+", "+ +", "h", "PgUp", "w", "u", "f", "*", "-", "0"):
        held.press(keys)
        paged.press(keys)
        assert paged.cursor == held.cursor
        if keys != "f":
            assert paged.view == held.view
        assert paged.session.build_frame().rows == held.session.build_frame().rows
    for explorer in (held, paged):
        explorer.press("u")
        explorer.go_to("1950")
    assert paged.cursor == held.cursor


@pytest.mark.no_cover
@pytest.mark.parametrize("words", [(), ("takes",), ("not tag:battle", "--from", "1950")])
def test_frames_of_a_long_answer_are_those_of_its_events(explorers, words):
    held, paged = explorers(*words)
    for keys in ("j", "+", "l", "+ +", "G", "+", "h", "- -", "S", "0", "S", "+ + +", "PgUp", "w"):
        held.press(keys)
        paged.press(keys)
        assert paged.text() == held.text(), keys


def test_a_few_pages_are_kept(explorers, monkeypatch):
    hits = explorers()[1].session.scene.answer.hits
    assert isinstance(hits, PagedHits)
    assert [hit.event.id for hit in hits[PAGE_SIZE - 1 : PAGE_SIZE + 2]] == [
        hits[rank].event.id for rank in range(PAGE_SIZE - 1, PAGE_SIZE + 2)
    ]
    with pytest.raises(IndexError):
        hits[len(hits)]
    assert hits.find_rank("nobody") is None
    monkeypatch.setattr(paged_hits, "_MAX_PAGES", 3)
    for _ in range(2):
        assert sum(1 for _ in hits) == 2_000
    assert explorers("tag:battle")[1].session.scene.answer.find_rank(hits[3].event.id) is None or (
        "battle" in hits[3].event.tags
    )


def test_lanes_of_a_long_answer_come_one_by_one(explorers):
    held, paged = explorers("tag:battle", "--by", "tag")
    assert paged.session.scene.lanes == ()
    scenes = list(iter_lanes(paged.session.scene))
    filled = [[lane.name for lane in scene.lanes if lane.event_count] for scene in scenes]
    assert [len(names) for names in filled[:-1]] == list(range(len(scenes) - 1))
    in_order = [lane.name for lane in scenes[0].lanes]
    assert all([lane.name for lane in scene.lanes] == in_order for scene in scenes[:-1])
    assert [lane.name for lane in scenes[-1].lanes] == filled[-2]
    names = {lane.name: lane.event_count for lane in held.session.scene.lanes}
    assert {lane.name: lane.event_count for lane in scenes[-1].lanes} == names
    paged.session.receive_scene(scenes[-1])
    assert "battle" in paged.text()
    assert list(iter_lanes(held.session.scene)) == []
    nothing = explorers("tag:battle", "--from", "3000", "--sure", "--by", "tag")[1]
    named, ended = (scene.lanes for scene in iter_lanes(nothing.session.scene))
    assert {lane.event_count for lane in named} == {0}
    assert ended == ()


def test_what_is_not_counted_yet_is_said_at_once(explorers):
    session = explorers()[1].session
    counted = session.build_frame().counts
    assert session.build_frame(is_waiting=True).counts == counted == ("2,000 of 2,000",)
    session.perform("show_lanes", "tag")
    waiting = (*counted, "counting by tag …")
    assert session.build_frame(is_waiting=True).counts == waiting
    assert session.build_frame().counts == counted
    scene = build_scene(build_answer(session.view, explorers()[1].explored), 100)
    *partial, whole = iter_lanes(scene)
    for each in (scene, *partial):
        session.receive_scene(each)
        assert session.build_frame().counts == waiting
    session.receive_scene(whole)
    assert session.build_frame().counts == counted
    session.perform("cycle_match")
    assert session.build_frame(is_waiting=True).counts == ("counting …",)


def test_some_events_are_shown_while_all_are_counted(explorers):
    held, paged = explorers("takes")
    explored, view = paged.explored, paged.view
    assert build_preview(view, explored, None) is None  # all are at hand
    assert build_preview(view, held.explored, None) is None
    other = parse_words(("tag:battle", "--maybe"), paged.scope)
    answer = build_preview(other, explored, None)
    whole = build_answer(other, held.explored)
    assert answer.is_preview
    assert list(answer.hits) == list(whole.hits)[:100]
    day = whole.hits[150].event.span.first_day
    later = build_preview(other, explored, day).hits
    assert later[0].event.span.latest_end >= day
    assert whole.hits[150] in later
    nothing = build_preview(parse_words(("nowhere",), paged.scope), explored, 1)
    assert nothing.hits == ()


def test_the_stages_of_an_answer(explorers):
    _, paged = explorers("takes", "--by", "tag")
    session, explored = paged.session, paged.explored
    session.receive_scene(list(iter_lanes(session.scene))[-1])
    lanes = [lane.name for lane in session.scene.lanes]
    paged.press("j")
    session.show_query(session.history, "tag:battle")
    session.go_to_date("1950", paged.scope)
    assert session.request.cursor_day == session.event.span.first_day
    preview, named, *_, last = iter_scenes(session.request, explored, session.scene, lambda: False)
    assert preview.is_unfinished
    assert named.is_unfinished
    assert not last.is_unfinished
    assert [(lane.name, lane.event_count) for lane in preview.lanes] == [(n, 0) for n in lanes]
    session.receive_scene(preview)
    session.settle_cursor()
    frame = session.build_frame()
    assert (frame.counts, frame.position, frame.density.total) == (("counting …",), "…", 0)
    for action, argument in (("go_to_end", "first"), ("go_to_end", "last"), ("fit", "")):
        with pytest.raises(RequestError, match="still being counted"):
            session.perform(action, argument)
    session.receive_scene(last)
    session.settle_cursor()
    assert session.event.span.last_day >= datetime.date(1950, 1, 1).toordinal()
    assert session.build_frame().position.endswith(f"/{len(last.answer.hits)}")
    by_actor = session.view._replace(lanes="actor")
    request = session.request._replace(view=by_actor)
    other_lanes = list(iter_scenes(request, explored, last, lambda: False))
    assert all(scene.answer.hits is last.answer.hits for scene in other_lanes)
    assert build_preview_scene(preview.answer._replace(view=by_actor), request, last).lanes == ()


def test_the_cursor_keeps_its_line(explorers):
    held, paged = explorers("takes")
    for explorer in (held, paged):
        explorer.press("PgDn PgDn j")
        line = explorer.session.state.rank - explorer.session.state.top
        explorer.query("")
        assert explorer.session.state.rank - explorer.session.state.top == line


def test_the_days_of_a_long_answer_are_those_on_which_events_begin(explorers):
    held, paged = explorers("tag:battle")
    assert find_days(paged.session.scene.answer).first == find_days(held.session.scene.answer).first
    nothing = explorers("--from", "3000", "--sure")[1].session.scene.answer
    assert find_days(nothing) is None


def test_what_an_index_cannot_tell_is_listed_as_far_as_it_goes(explorers, monkeypatch):
    _, paged = explorers("text:takes")
    answer = paged.session.scene.answer
    assert answer.ranked is None
    assert not answer.is_cut
    monkeypatch.setattr(answers, "_MAX_LISTED_HITS", 10)
    cut = build_answer(answer.view, paged.explored)
    assert (len(cut.hits), cut.is_cut) == (10, True)
    assert cut.hits == answer.hits[:10]
    scene = build_scene(cut, 100)
    assert scene.density.total == pytest.approx(10)
    paged.session.receive_scene(scene)
    assert "first 10 of 2,000" in paged.text()


@pytest.mark.parametrize("words", [("takes",), ("title:takes",), ("text:takes",)])
def test_an_answer_that_is_no_longer_wanted_is_given_up(explorers, words):
    _, paged = explorers()
    with pytest.raises(StaleError):
        build_answer(parse_words(words, paged.scope), paged.explored, lambda: True)


def test_hits_that_are_no_longer_wanted_are_not_gone_through(explorers):
    _, paged = explorers()
    asked = []
    with pytest.raises(StaleError):
        build_answer(
            parse_words(("text:takes",), paged.scope),
            paged.explored,
            lambda: bool(asked.append(None) or len(asked) > 3),
        )
    assert len(asked) == 4


def test_an_index_that_cannot_be_read_leaves_the_answer_to_the_events(explorers, monkeypatch):
    _, paged = explorers("tag:battle")
    counting = paged.explored.ranked._counting
    monkeypatch.setattr(counting, "build_statement", raise_broken)
    answer = build_answer(parse_words(("tag:trade",), paged.scope), paged.explored)
    assert answer.ranked is None
    assert len(answer.hits) > 100


def raise_broken(*_):
    raise sqlite3.DatabaseError("broken")


def test_a_timeline_whose_index_has_gone_is_held_as_a_whole(path, monkeypatch):
    monkeypatch.setattr(answers, "MAX_HELD_EVENTS", 100)
    timeline = stores.load_timeline(path).timeline
    for broken in (iter_broken_connection, lambda: sqlite3.connect(":memory:")):
        timeline.events._reconnect = broken
        assert open_timeline(timeline, TODAY).ranked is None
    other = sqlite3.connect(":memory:")
    other.execute("CREATE TABLE contents (file_digest TEXT)")
    timeline = stores.load_timeline(path).timeline
    monkeypatch.setattr(timeline.events, "_reconnect", lambda: other)  # and keep what it was
    assert timeline.events.open_ranked() is None
    other.close()
    timeline.events._connection.close()
    assert timeline.events.find_day_range() is None


def iter_broken_connection():
    raise sqlite3.OperationalError("gone")


def test_an_index_that_another_has_replaced_is_not_read_by_rank(path):
    timeline = stores.load_timeline(path).timeline
    events = timeline.events
    events._reconnect = None
    assert events.open_ranked() is None
    assert len(open_timeline(timeline, TODAY).timeline.events) == 2_000


@pytest.mark.parametrize("steps", [1, 1_000_000])
def test_lanes_that_are_no_longer_wanted_are_given_up(explorers, monkeypatch, steps):
    _, paged = explorers("tag:battle", "--by", "tag")
    monkeypatch.setattr(question_sums, "_STEPS_UNTIL_STALE", steps)
    assert [scene.lanes for scene in iter_lanes(paged.session.scene, lambda: True)][1:] == [()]


def test_other_lanes_of_an_answer_are_those_of_an_answer_of_its_own(explorers):
    for explorer in explorers("tag:battle", "--by", "tag"):
        scene = explorer.session.scene
        view = explorer.view._replace(lanes="actor")
        other = show_lanes(scene, view)
        own = build_scene(build_answer(view, explorer.explored), scene.columns)
        assert other.lanes == own.lanes
        assert list(other.answer.hits) == list(own.answer.hits)
        assert [each.lanes for each in iter_lanes(other)] == [
            each.lanes for each in iter_lanes(own)
        ]
        assert show_lanes(scene, view._replace(lanes="")).lanes == ()


def test_a_question_that_is_no_longer_wanted_ends_within(explorers, monkeypatch):
    _, paged = explorers("tag:battle")
    monkeypatch.setattr(question_sums, "_STEPS_UNTIL_STALE", 1)
    asked = []
    with pytest.raises(StaleError):
        build_answer(
            parse_words(("takes",), paged.scope),
            paged.explored,
            lambda: bool(asked.append(None) or len(asked) > 2),
        )
    answer = build_answer(parse_words(("takes",), paged.scope), paged.explored)
    assert answer.ranked is not None


def test_a_connection_that_is_closed_answers_nothing(explorers):
    _, paged = explorers("tag:battle")
    ranked = paged.explored.ranked
    ranked._counting.counter.connection.close()
    condition = paged.session.scene.answer.query.expression.index_condition
    assert ranked.answer(condition, 1, lambda: False) is None
