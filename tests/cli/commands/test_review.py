"""The command that goes through a draft, event by event."""

from __future__ import annotations

import os

import pytest

from qaim_cli import store
from qaim_cli.cli.commands import review
from tests.support.drafts import IDS, events, written


def test_an_event_is_accepted_changed_joined_skipped_and_dropped(qaim, draft, answers):
    answers(
        "join", "accept",  # nothing to join it with yet
        "what", "", "c", "soon", "1873/1889", "A  chain boat", "It sailed.", "Jane Doe, passengers",
        "Birk", "boats", "ACCEPT",
        "j", "skip", "drop", "quit",
    )  # fmt: skip
    seen = qaim("review", "draft.yaml", "--into", "ferry.yaml", "--width", "60")
    assert (seen.status, seen.err) == (0, "")
    assert "1 of 13\n  lead, paragraph 1, sentence 2: It was founded in 1871 by\n" in seen.out
    assert "no event was accepted before this one; accept it instead" in seen.out
    assert "joined to chain-boat-ran" in seen.out
    assert seen.out.splitlines()[-1] == "2 events accepted, 9 left in the draft"
    timeline = store.load_timeline("ferry.yaml", cache=False).timeline
    _, boat = timeline.events
    assert (boat.edtf, boat.title, boat.summary) == ("1873/1889", "A chain boat", "It sailed.")
    assert boat.tags == ("boats",)
    assert [timeline.actors.get_name(each) for each in boat.actor_ids] == ["Jane Doe", "Passengers"]
    assert [timeline.places.get_name(each) for each in boat.places] == ["Birk"]
    assert [str(each) for each in boat.sources] == ["lead ¶1.3", "Steam ¶1.1"]
    assert events(draft)[0] in IDS[3:]


@pytest.mark.parametrize("where", [("accept",), ("accept", "change", "1900")])
@pytest.mark.parametrize(("end", "status"), [(EOFError(), 0), (KeyboardInterrupt(), 130)])
def test_who_leaves_keeps_what_landed_and_is_told(qaim, draft, answers, where, end, status):
    answers(*where, end)
    left = qaim("review", "draft.yaml", "--into", "ferry.yaml")
    assert (left.status, left.err) == (status, "")
    assert left.out.endswith("\n1 event accepted, 12 left in the draft\n")
    assert events("ferry.yaml") == [IDS[0]]
    assert len(events(draft)) == 12


def test_who_is_killed_between_goes_on_without_a_duplicate(qaim, draft, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(
            review.DraftReview, "remove_drafts", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt)
        )
        killed = qaim("review", "draft.yaml", "--into", "ferry.yaml", IDS[0])
    assert (killed.status, len(events(draft))) == (130, 13)
    assert killed.out.endswith("1 event accepted, 13 left in the draft\n")
    landed = (draft.parent / "ferry.yaml").read_bytes()
    again = qaim("review", "draft.yaml", "--into", "ferry.yaml", IDS[0])
    assert (again.status, again.out) == (
        0, f"{IDS[0]} is already in the timeline\n0 events accepted, 12 left in the draft\n",
    )  # fmt: skip
    assert (draft.parent / "ferry.yaml").read_bytes() == landed


def test_an_id_that_is_anothers_gets_a_number(qaim, draft):
    into = written(events=f"  - {{id: {IDS[7]}, date: 2001, title: X, source: {{section: S}}}}\n")
    taken = qaim("review", "draft.yaml", "--into", into, IDS[7], IDS[7])
    assert taken.out == (f"added {IDS[7]}-2: spring 1913\n1 event accepted, 12 left in the draft\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "no timeline is named to add the events to; give --into STORE"),
        (("--into", "draft.yaml", "--accept-all"),
         "'draft.yaml' is the draft itself; name another file after --into"),
        (("--into", "./draft.yaml", "--accept-all"),
         "'./draft.yaml' is the draft itself; name another file after --into"),
        (("--into", "x.yaml"),
         "there is no terminal to ask questions on; name the events to accept, "
         "or give --accept-all"),
        (("--into", "x.yaml", "it-reopend"),
         "the draft has no event 'it-reopend'; did you mean it-reopened?"),
        (("--into", "x.yaml", "zzzz"),
         "the draft has no event 'zzzz'; its comments tell what each is about"),
    ],
)  # fmt: skip
def test_what_cannot_be_reviewed_is_told_first(qaim, draft, arguments, message):
    before = draft.read_bytes()
    refused = qaim("review", "draft.yaml", *arguments)
    assert (refused.status, refused.out, refused.err) == (2, "", f"qaim: {message}\n")
    assert draft.read_bytes() == before
    assert not os.path.exists("x.yaml")


def test_a_timeline_that_cannot_be_begun_is_told(qaim, draft):
    refused = qaim("review", "draft.yaml", "--into", "no/x.yaml", "--accept-all")
    assert refused.err == (
        "qaim: 'no/x.yaml' cannot be written: no such file or directory; choose another place\n"
    )
    assert refused.out == "0 events accepted, 13 left in the draft\n"


def test_what_is_amiss_with_a_draft_is_told_and_the_rest_reviewed(qaim, place):
    draft = written(
        events="  - {id: a, date: 1900, title: A, source: {section: S}}\n"
        "  - {id: b, date: soon, title: B, source: {section: S}}\n"
        "  - {id: c, date: 1901, title: C, source: {section: S}}\n"
        "  - {id: c, date: 1902, title: C, source: {section: S}}\n",
    )
    taken = qaim("review", draft, "--into", "x.yaml", "--accept-all")
    assert (taken.status, taken.out.splitlines()[-1]) == (
        0, "1 event accepted, 3 left in the draft",
    )  # fmt: skip
    assert f"{draft} has 2 problems, 1 event left out:" in taken.err


def test_an_event_with_a_problem_stays_in_the_draft(qaim, place):
    harmed = "casualties: [{of: crew, killed: two}]"
    draft = written(
        events=f"  - {{id: a, date: 1900, title: A, source: {{section: S}}, {harmed}}}\n"
        "  - {id: b, date: 1901, title: B, source: {section: S}, sumary: MY WORDS}\n",
    )
    before = (place / draft).read_text("utf-8")
    taken = qaim("review", draft, "--into", "x.yaml", "--accept-all")
    assert taken.out == "0 events accepted, 2 left in the draft\n"
    assert (place / draft).read_text("utf-8") == before


def test_an_event_that_the_timeline_has_otherwise_stays_in_the_draft(qaim, place):
    one = "  - {id: a, date: 1900, title: A, source: {section: S}}\n"
    draft = written(events=one)
    assert qaim("review", draft, "--into", "x.yaml", "--accept-all").status == 0
    draft = written(events=one.replace("title: A", "title: MY EDIT"))
    before = (place / draft).read_text("utf-8")
    again = qaim("review", draft, "--into", "x.yaml", "--accept-all")
    assert (again.status, again.out) == (2, "0 events accepted, 1 left in the draft\n")
    assert again.err.startswith(
        "qaim: a is already in the timeline with different content; it stays"
    )
    assert (place / draft).read_text("utf-8") == before


def test_one_that_the_timeline_has_otherwise_is_asked_about_again(qaim, place, answers):
    one = "  - {id: a, date: 1900, title: A, source: {section: S}}\n"
    assert qaim("review", written(events=one), "--into", "x.yaml", "--accept-all").status == 0
    answers("accept", "skip")
    draft = written(events=one.replace("title: A", "title: MY EDIT"))
    asked = qaim("review", draft, "--into", "x.yaml")
    assert "  a is already in the timeline with different content; it stays" in asked.out
    assert asked.out.endswith("0 events accepted, 1 left in the draft\n")


def test_one_that_the_timeline_cannot_take_stops_no_other(qaim, place):
    events_of = (
        "  - {id: a, date: 1900, title: A, source: {section: S}}\n"
        "  - {id: b, date: 1901, title: B, part_of: c, source: {section: S}}\n"
        "  - {id: c, date: 1902, title: C, source: {section: S}}\n"
    )
    draft = written(events=events_of)
    taken = qaim("review", draft, "a", "b", "--into", "x.yaml")
    assert (taken.status, taken.out) == (
        2, "added a: 1900\n1 event accepted, 2 left in the draft\n",
    )  # fmt: skip
    assert taken.err.startswith(
        "qaim: the change would introduce a problem: event 'b' is part_of 'c'"
    )
    assert events(place / "x.yaml") == ["a"]


def test_all_and_some_are_not_asked_for_at_once(qaim, draft):
    refused = qaim("review", "draft.yaml", "x", "--into", "y.yaml", "--accept-all")
    assert refused.err == "qaim: ids are named and --accept-all is given; choose one\n"
