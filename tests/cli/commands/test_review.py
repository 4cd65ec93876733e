"""The command that goes through a draft, event by event."""

from __future__ import annotations

import builtins
import os
import sys

import pytest

from qaim_cli import store
from qaim_cli.cli import draft_review
from tests.support.drafts import IDS, events, written
from tests.support.work import count_calls


def test_an_event_is_accepted_changed_joined_skipped_and_dropped(qaim, draft, answers):
    answers(
        "join", "accept",  # nothing to join it with yet
        "what", "", "c", "soon", "1873/1889", "A  chain boat", "It sailed.", "Jane Doe, passengers",
        "Birk", "boats", "", "ACCEPT",
        "j", "skip", "drop", "quit",
    )  # fmt: skip
    seen = qaim("review", "draft.yaml", "--into", "ferry.yaml", "--width", "60")
    assert (seen.status, seen.err) == (0, "")
    assert "1 of 13\n  lead, paragraph 1, sentence 2: It was founded in 1871 by\n" in seen.out
    assert "no event was accepted before this one; accept it instead" in seen.out
    assert "  'what' is no key here; press a, t, n, c, e, j, s, d, b, u, S, R, q or ?\n" in seen.out
    assert "joined to chain-boat-ran" in seen.out
    assert "4 of 13 · 2 accepted · 1 joined\n" in seen.out
    assert seen.out.splitlines()[-1] == "2 events accepted, 9 left in the draft"
    timeline = store.load_timeline("ferry.yaml", cache=False).timeline
    _, boat = timeline.events
    assert (boat.edtf, boat.title, boat.summary) == ("1873/1889", "A chain boat", "It sailed.")
    assert boat.tags == ("boats",)
    assert [timeline.actors.get_name(each) for each in boat.actor_ids] == [
        "Jane Doe",
        "Passengers",
        "Alma",
    ]
    assert [timeline.places.get_name(each) for each in boat.places] == ["Birk"]
    assert [str(each) for each in boat.sources] == ["lead ¶1.3", "Steam ¶1.1"]
    assert events(draft)[0] in IDS[3:]


def test_what_is_changed_is_kept_in_the_draft(qaim, draft, answers):
    answers("title", "Another title", "names", "Ann (owner), Bob", "Birk", "quit")
    assert qaim("review", "draft.yaml", "--into", "ferry.yaml").status == 0
    asked = answers("n", "-", "", "t", "", "q")
    again = qaim("review", "draft.yaml", "--into", "ferry.yaml")
    assert "Another title\n" in again.out
    assert asked[1:3] == [
        "Who took part (commas between) [Ann (owner), Bob]: ", "Where (commas between) [Birk]: ",
    ]  # fmt: skip
    timeline = store.load_timeline("draft.yaml", cache=False).timeline
    first = next(each for each in timeline.events if each.id == IDS[0])
    assert (first.title, first.participants, first.places) == ("Another title", (), ("birk",))
    assert "draft" in first.tags


def offer_name(draft):
    """Let the draft of the first steamer offer its name instead of declaring it."""
    text = draft.read_text("utf-8").replace("  alma:\n    name: Alma\n", "")
    text = text.replace("    actors: [alma]\n", "")
    steamer = "  - id: steamer-alma-replaced-it\n"
    assert steamer in text
    draft.write_text(text.replace(steamer, f"  # names to declare: Alma\n{steamer}"), "utf-8")


def test_names_that_the_draft_offers_are_declared_by_a_key(qaim, draft, answers, typed):
    offer_name(draft)
    asked = answers("", "")
    typed("ssnpaq")
    seen = qaim("review", "draft.yaml", "--into", "ferry.yaml")
    assert (seen.status, seen.err) == (0, "")
    assert "Declare Alma? a actor, p place, n no: p\n" in seen.out
    assert asked == ["Who took part (commas between): ", "Where (commas between) [Alma]: "]
    timeline = store.load_timeline("ferry.yaml", cache=False).timeline
    (event,) = timeline.events
    assert event.participants == ()
    assert [timeline.places.get_name(each) for each in event.places] == ["Alma"]


def test_every_step_can_be_undone(qaim, draft, answers):
    before = draft.read_bytes()
    answers("u", "a", "title", "Else", "j", "d", "S", "y", "u", "u", "u", "u", "u", "q")
    seen = qaim("review", "draft.yaml", "--into", "ferry.yaml")
    assert "  nothing was done yet; there is nothing to undo\n" in seen.out
    undone = [line for line in seen.out.splitlines() if line.startswith("undone: ")]
    assert undone == [
        "undone: accepted 2 events", f"undone: dropped {IDS[2]}",
        f"undone: joined {IDS[1]} to {IDS[0]}", f"undone: changed {IDS[1]}",
        f"undone: accepted {IDS[0]}",
    ]  # fmt: skip
    assert seen.out.endswith("0 events accepted, 13 left in the draft\n")
    assert draft.read_bytes() == before
    assert events(draft.parent / "ferry.yaml") == []


def test_what_somebody_else_has_changed_is_not_undone(qaim, draft, answers, monkeypatch):
    lines = iter(["d", "u", "q"])

    def answer(question=""):
        line = next(lines)
        if line == "u":
            draft.write_text(draft.read_text("utf-8") + "# mine\n", "utf-8")
        return line

    answers()
    monkeypatch.setattr(builtins, "input", answer)
    seen = qaim("review", "draft.yaml", "--into", "ferry.yaml")
    assert "  'draft.yaml' was changed by someone else meanwhile; nothing was undone" in seen.out
    assert draft.read_text("utf-8").endswith("# mine\n")


def test_back_goes_to_the_one_before_that_is_left(qaim, draft, answers):
    answers("b", "s", "d", "b", "q")
    seen = qaim("review", "draft.yaml", "--into", "ferry.yaml", "--width", "80")
    assert "  no event before this one is in the draft; u undoes the last step\n" in seen.out
    shown = [line.partition(" · ")[0] for line in seen.out.splitlines() if " of 13" in line]
    assert shown == ["1 of 13", "2 of 13", "3 of 13", "1 of 13"]


def test_going_on_passes_over_what_is_decided(qaim, draft, answers):
    answers("s", "d", "b", "s", "q")
    seen = qaim("review", "draft.yaml", "--into", "ferry.yaml")
    shown = [line.partition(" · ")[0] for line in seen.out.splitlines() if " of 13" in line]
    assert shown == ["1 of 13", "2 of 13", "3 of 13", "1 of 13", "3 of 13"]


def test_a_section_and_the_rest_are_accepted_at_once(qaim, draft, answers):
    asked = answers("S", "", "S", "y", "R", "y")
    seen = qaim("review", "draft.yaml", "--into", "ferry.yaml")
    assert [each for each in asked if "[y/N]" in each] == [
        "Accept 2 events of 'lead'? [y/N] ", "Accept 2 events of 'lead'? [y/N] ",
        "Accept the 11 events left? [y/N] ",
    ]  # fmt: skip
    assert seen.out.endswith("13 events accepted, 0 left in the draft\n")


def test_one_of_many_that_is_refused_stays(qaim, place, answers):
    one = "  - {id: a, date: 1900, title: A, source: {section: S}}\n"
    two = "  - {id: b, date: 1901, title: B, source: {section: S}}\n"
    assert qaim("review", written(events=one), "--into", "x.yaml", "--accept-all").status == 0
    answers("R", "y", "q")
    seen = qaim(
        "review", written(events=one.replace("title: A", "title: C") + two), "--into", "x.yaml"
    )
    assert seen.err.startswith(
        "qaim: a is already in the timeline with different content; it stays"
    )
    assert seen.out.endswith("1 event accepted, 1 left in the draft\n")


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [("title: ", "title: New ", "New "), (f"id: {IDS[0]}", "id: other", "Id         other")],
)
def test_the_whole_event_opens_in_the_editor(qaim, draft, answers, monkeypatch, old, new, shown):
    script = draft.parent / "editor.py"
    script.write_text(
        "import pathlib, sys\n"
        "path = pathlib.Path(sys.argv[1])\n"
        f"path.write_text(path.read_text('utf-8').replace({old!r}, {new!r}), 'utf-8')\n"
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    answers("e", "a", "q")
    seen = qaim("review", "draft.yaml", "--into", "ferry.yaml")
    assert (seen.status, seen.err) == (0, "")
    assert shown in seen.out
    assert new in (draft.parent / "ferry.yaml").read_text("utf-8")


def test_what_is_wrong_with_an_edit_is_told_and_asked_about_again(
    qaim, draft, answers, monkeypatch
):
    monkeypatch.setenv("EDITOR", "no-such-editor-at-all")
    answers("e", "q")
    seen = qaim("review", "draft.yaml", "--into", "ferry.yaml")
    assert "  the editor 'no-such-editor-at-all' cannot be run: " in seen.out
    assert len(events(draft)) == 13


def test_help_says_what_each_key_does(qaim, draft, answers):
    answers("?", "q")
    seen = qaim("review", "draft.yaml", "--into", "ferry.yaml", "--width", "40")
    assert "\nj   Add its source, people," in seen.out
    assert all(len(line) <= 40 for line in seen.out.splitlines())


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
            draft_review.DraftReview,
            "_remove_drafts",
            lambda *_: (_ for _ in ()).throw(KeyboardInterrupt),
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


def test_keys_alone_decide_where_stdin_is_a_terminal(qaim, draft, answers, typed):
    answers()
    typed("aSnSyxq")
    seen = qaim("review", "draft.yaml", "--into", "ferry.yaml", "--width", "200")
    assert "? help\n> accept\nadded " in seen.out
    assert "Accept 1 event of 'lead'? [y/N] n\n" in seen.out
    assert "Accept 1 event of 'lead'? [y/N] y\n" in seen.out
    assert "> x\n  'x' is no key here; press " in seen.out
    assert seen.out.endswith("> quit\n2 events accepted, 11 left in the draft\n")


def test_what_waits_for_another_lands_after_it(qaim, place):
    source = "source: {section: S}"
    draft = written(
        events=f"  - {{id: b, date: 1901, title: B, part_of: c, {source}}}\n"
        f"  - {{id: x, date: 1902, title: X, part_of: y, {source}}}\n"
        f"  - {{id: c, date: 1903, title: C, {source}}}\n"
        f"  - {{id: y, date: 1904, title: Y, {source}}}\n",
    )
    taken = qaim("review", draft, "b", "x", "c", "--into", "x.yaml")
    assert taken.out.splitlines()[-1] == "2 events accepted, 2 left in the draft"
    assert taken.err.count("qaim: the change would introduce a problem: event 'x'") == 1
    assert events(draft) == ["x", "y"]


def test_accepting_four_times_as_many_is_about_four_times_the_work(qaim, place):
    def count_work(number: int) -> int:
        draft = written(
            events="".join(
                f"  - {{id: e{each}, date: {1000 + each}, title: T{each}, "
                "source: {section: S}}\n"
                for each in range(number)
            ),
            name=f"{number}.yaml",
        )
        arguments = ("review", draft, "--into", f"into-{number}.yaml", "--accept-all")
        work = count_calls(lambda: qaim(*arguments))
        assert events(f"into-{number}.yaml")[-1] == f"e{number - 1}"
        return work

    count_work(10)  # what is imported and computed once
    assert count_work(400) < 5 * count_work(100)


def test_names_are_declared_in_words_where_no_key_can_be_read(qaim, draft, answers):
    offer_name(draft)
    answers("skip", "skip", "names", "no", "", "", "names", "actor", "", "", "accept", "quit")
    seen = qaim("review", "draft.yaml", "--into", "ferry.yaml")
    assert (seen.status, seen.err) == (0, "")
    timeline = store.load_timeline("ferry.yaml", cache=False).timeline
    (event,) = timeline.events
    assert [timeline.actors.get_name(each) for each in event.actor_ids] == ["Alma"]
    assert event.places == ()


def test_a_draft_with_dates_in_words_is_written_in_edtf_first(qaim, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    draft = tmp_path / "draft.yaml"
    draft.write_text(
        "title: A draft\nsource: {title: Chronicle}\nevents:\n"
        "  - {id: one, date: 1 Ramadan 1335 AH, title: One, source: {section: S}}\n"
        "  - {id: two, date: spring of 1431, title: Two, source: {section: S}}\n"
        "  - {id: three, date: 04/05/1204, title: Three, source: {section: S}}\n",
        "utf-8",
    )
    result = qaim("review", "draft.yaml", "--into", "new.yaml", "--accept-all")
    assert "2 events accepted, 1 left in the draft" in result.out
    assert "draft.yaml: 2 dates written in EDTF\n" in result.err
    assert "'04/05/1204' can be read two ways" in result.err
    new = (tmp_path / "new.yaml").read_text("utf-8")
    assert "date: 1917-06-21\n    date_text: 1 Ramadan 1335 AH\n" in new  # may be a day off
    assert "date: 1431-21\n    title" in new  # the words say no more


def test_dates_that_only_a_person_can_read_leave_the_draft_as_it_is(qaim, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    draft = tmp_path / "draft.yaml"
    draft.write_text(
        "title: A draft\nevents:\n"
        "  - {id: three, date: 04/05/1204, title: Three, source: {section: S}}\n",
        "utf-8",
    )
    before = draft.read_bytes()
    result = qaim("review", "draft.yaml", "--into", "new.yaml", "--accept-all")
    assert "written in EDTF" not in result.err
    assert draft.read_bytes() == before
