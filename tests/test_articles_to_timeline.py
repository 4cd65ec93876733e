"""An article becomes a timeline: extract, review and audit, and what hinders them."""

from __future__ import annotations

import builtins
import io
import json
import os
import subprocess
import sys

import ferry
import pytest

from qaim_cli import store
from qaim_cli.cli import loading, prompt
from qaim_cli.cli.commands import review

IDS = (
    "it-was-founded-by-the", "a-chain-boat-ran", "the-steamer-alma-replaced-it",
    "a-second-pier-was-built", "according-to-the-birk-post", "the-alma-struck-the-grey",
    "the-birk-harbour-board-closed", "it-reopened", "the-motor-ferry-berta-followed",
    "it-carried-refugees-to-birk", "a-bridge-was-planned", "a-bridge-was-planned-2",
    "the-line-was-sold",
)  # fmt: skip


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with the article, to work in."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ferry.txt").write_text(ferry.FERRY_ARTICLE, "utf-8")
    return tmp_path


@pytest.fixture
def draft(qaim, place):
    assert qaim("extract", "ferry.txt", "-o", "draft.yaml").status == 0
    return place / "draft.yaml"


@pytest.fixture
def answers(monkeypatch):
    """A person at a terminal who gives these answers, then ends them, or raises one."""

    def give(*lines):
        waiting = iter(lines)

        def answer(question=""):
            line = next(waiting, EOFError())
            if isinstance(line, BaseException):
                raise line
            return line

        monkeypatch.setattr(builtins, "input", answer)
        monkeypatch.setattr(prompt, "is_interactive", lambda: True)

    return give


def write_store(text: str = "", *, events: str = "", name: str = "store.yaml") -> str:
    with open(name, "w", encoding="utf-8") as stream:
        stream.write(text or f"title: Test\nevents:\n{events}")
    return name


def list_event_ids(path) -> list[str]:
    return [event.id for event in store.load_timeline(str(path), cache=False).timeline.events]


def replace_stdin(monkeypatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_an_article_becomes_a_timeline_that_agrees_with_it(qaim, draft):
    assert tuple(sorted(list_event_ids(draft))) == tuple(sorted(IDS))
    taken = qaim("review", "draft.yaml", "--into", "ferry.yaml", "--accept-all")
    assert (taken.status, taken.err) == (0, "")
    assert taken.out.splitlines()[0] == "added it-was-founded-by-the: 1871"
    assert taken.out.splitlines()[-1] == "13 events accepted, 0 left in the draft"
    loaded = store.load_timeline("ferry.yaml", cache=False)
    assert loaded.problems == ()
    wreck = next(each for each in loaded.timeline.events if each.edtf == "1911-11-12")
    assert [(each.actor, each.killed.number) for each in wreck.casualties] == [("passengers", 14)]
    assert not any(each.tags for each in loaded.timeline.events)
    found = qaim("audit", "ferry.yaml", "ferry.txt", "-f", "json")
    assert (found.status, found.err) == (1, "")
    assert [row["finding"] for row in json.loads(found.out)] == ["copied"]
    assert list_event_ids(draft) == []
    again = qaim("review", "draft.yaml", "--into", "ferry.yaml", "--accept-all")
    assert again.out == "0 events accepted, 0 left in the draft\n"


def test_what_was_drafted_is_said(qaim, place, monkeypatch):
    assert qaim("extract", "ferry.txt", "-o", "d.yaml").err == (
        "qaim: 13 events drafted from 15 sentences; 1 date coming again and again\n"
    )
    replace_stdin(monkeypatch, b"In June it began.")
    undated = qaim("extract", "-")
    assert undated.err == (
        "qaim: 0 events drafted from 1 sentence; 1 without a date, as comments\n"
    )
    assert "# no date" in undated.out


def test_a_draft_knows_whom_another_timeline_knows(qaim, place):
    like = write_store("title: T\nactors:\n  board: {name: Birk Harbour Board}\nevents: []\n")
    assert 'actors: ["board"]' in qaim("extract", "ferry.txt", "--like", like).out


@pytest.mark.parametrize("path", ["draft.yaml", "", "no/draft.yaml"])
def test_a_draft_is_written_where_nothing_stands_or_not_at_all(qaim, draft, path):
    before = draft.read_bytes()
    refused = qaim("extract", "ferry.txt", "-o", path)
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.startswith(f"qaim: {path!r} ")
    assert refused.err.count("\n") == 1
    assert draft.read_bytes() == before


def test_a_draft_goes_to_stdout_by_any_of_its_names(qaim, draft):
    text = draft.read_text("utf-8")
    assert {qaim("extract", "ferry.txt", *to).out
            for to in ((), ("-o", "-"), ("-o", "/dev/stdout"))} == {text}  # fmt: skip


@pytest.mark.parametrize("command", [("extract",), ("audit", "ferry.yaml")])
@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("none.txt", None, "there is no file 'none.txt'"),
        ("empty.txt", b" \n", "empty.txt is empty"),
        ("latin.txt", b"In 1900\nit caf\xe9.", "latin.txt:2: is not UTF-8 text"),
        (".", None, "'.' is a folder"),
    ],
)
def test_what_is_no_article_is_one_line(qaim, place, command, name, content, what):
    if content is not None:
        (place / name).write_bytes(content)
    refused = qaim(*command, name)
    message = f"qaim: {what}; give an article's text, in UTF-8\n"
    assert (refused.status, refused.out, refused.err) == (3, "", message)


def test_an_empty_stdin_is_no_article(qaim, monkeypatch):
    replace_stdin(monkeypatch, b"")
    assert qaim("extract", "-").err.startswith("qaim: <stdin> is empty; ")


def test_a_closed_stdin_is_no_traceback(clean_environment):
    command = [sys.executable, "-m", "qaim_cli", "extract", "-"]
    result = subprocess.run(
        ["sh", "-c", '"$@" <&-', "sh", *command],
        capture_output=True, text=True, env=clean_environment, check=False, timeout=60,
    )  # fmt: skip
    assert (result.returncode, result.stdout) == (3, "")
    assert result.stderr.startswith("qaim: <stdin> is empty; ")


@pytest.mark.parametrize(
    "text",
    [
        "In 1900,\x00 a \x1b[31mferry\x07 \u202esank\u2066.\u2028In 1901 \x85it rose.",
        "= \u202eAlma\x1b =\n\nIn 1900 the \u0627\u0644\u0645\u0627 sank.",
        "In 1900 " + "the ferry sank and " * 3_000 + "in 1901 it rose.",
        "[[" * 2_000 + "In 1900 it sank.",
    ],
)
def test_hostile_text_goes_all_the_way(qaim, place, answers, text):
    (place / "odd.txt").write_text(text, "utf-8")
    assert qaim("extract", "odd.txt", "--kind", "plain", "-o", "odd.yaml").status == 0
    answers("change", "", "", "", "", "", "", "accept", "accept")
    seen = qaim("review", "odd.yaml", "--into", "store.yaml")
    assert seen.status == 0
    assert seen.out.splitlines()[-1].endswith(" 0 left in the draft")
    found = qaim("audit", "store.yaml", "odd.txt", "--kind", "plain")
    assert found.status in (0, 1)
    for shown in (seen.out, seen.err, found.out, found.err):
        assert not set(shown) & set("\x00\x07\x1b\x85\u202e\u2066\u2028")
        assert len(shown) < 10_000


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
    assert "joined to a-chain-boat-ran" in seen.out
    assert seen.out.splitlines()[-1] == "2 events accepted, 9 left in the draft"
    timeline = store.load_timeline("ferry.yaml", cache=False).timeline
    _, boat = timeline.events
    assert (boat.edtf, boat.title, boat.summary) == ("1873/1889", "A chain boat", "It sailed.")
    assert boat.tags == ("boats",)
    assert [timeline.actors.get_name(each) for each in boat.actor_ids] == ["Jane Doe", "Passengers"]
    assert [timeline.places.get_name(each) for each in boat.places] == ["Birk"]
    assert [str(each) for each in boat.sources] == ["lead ¶1.3", "Steam ¶1.1"]
    assert list_event_ids(draft)[0] in IDS[3:]


@pytest.mark.parametrize("where", [("accept",), ("accept", "change", "1900")])
@pytest.mark.parametrize(("end", "status"), [(EOFError(), 0), (KeyboardInterrupt(), 130)])
def test_who_leaves_keeps_what_landed_and_is_told(qaim, draft, answers, where, end, status):
    answers(*where, end)
    left = qaim("review", "draft.yaml", "--into", "ferry.yaml")
    assert (left.status, left.err) == (status, "")
    assert left.out.endswith("\n1 event accepted, 12 left in the draft\n")
    assert list_event_ids("ferry.yaml") == [IDS[0]]
    assert len(list_event_ids(draft)) == 12


def test_who_is_killed_between_goes_on_without_a_duplicate(qaim, draft, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(
            review.DraftReview, "remove_drafts", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt)
        )
        killed = qaim("review", "draft.yaml", "--into", "ferry.yaml", IDS[0])
    assert (killed.status, len(list_event_ids(draft))) == (130, 13)
    assert killed.out.endswith("1 event accepted, 13 left in the draft\n")
    landed = (draft.parent / "ferry.yaml").read_bytes()
    again = qaim("review", "draft.yaml", "--into", "ferry.yaml", IDS[0])
    assert (again.status, again.out) == (
        0, f"{IDS[0]} is in the timeline already\n0 events accepted, 12 left in the draft\n",
    )  # fmt: skip
    assert (draft.parent / "ferry.yaml").read_bytes() == landed


def test_an_id_that_is_anothers_gets_a_number(qaim, draft):
    into = write_store(
        events=f"  - {{id: {IDS[7]}, date: 2001, title: X, source: {{section: S}}}}\n"
    )
    taken = qaim("review", "draft.yaml", "--into", into, IDS[7], IDS[7])
    assert taken.out == (f"added {IDS[7]}-2: spring 1913\n1 event accepted, 12 left in the draft\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "no timeline is named to take the events into; give --into STORE"),
        (("--into", "draft.yaml", "--accept-all"),
         "'draft.yaml' is the draft itself; name another file after --into"),
        (("--into", "./draft.yaml", "--accept-all"),
         "'./draft.yaml' is the draft itself; name another file after --into"),
        (("--into", "x.yaml"),
         "nobody can be asked here; name the events to accept, or give --accept-all"),
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
    draft = write_store(
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
    draft = write_store(
        events=f"  - {{id: a, date: 1900, title: A, source: {{section: S}}, {harmed}}}\n"
        "  - {id: b, date: 1901, title: B, source: {section: S}, sumary: MY WORDS}\n",
    )
    before = (place / draft).read_text("utf-8")
    taken = qaim("review", draft, "--into", "x.yaml", "--accept-all")
    assert taken.out == "0 events accepted, 2 left in the draft\n"
    assert (place / draft).read_text("utf-8") == before


def test_an_event_that_the_timeline_has_otherwise_stays_in_the_draft(qaim, place):
    one = "  - {id: a, date: 1900, title: A, source: {section: S}}\n"
    draft = write_store(events=one)
    assert qaim("review", draft, "--into", "x.yaml", "--accept-all").status == 0
    draft = write_store(events=one.replace("title: A", "title: MY EDIT"))
    before = (place / draft).read_text("utf-8")
    again = qaim("review", draft, "--into", "x.yaml", "--accept-all")
    assert (again.status, again.out) == (2, "0 events accepted, 1 left in the draft\n")
    assert again.err.startswith("qaim: a is in the timeline already, written otherwise; it stays")
    assert (place / draft).read_text("utf-8") == before


def test_one_that_the_timeline_has_otherwise_is_asked_about_again(qaim, place, answers):
    one = "  - {id: a, date: 1900, title: A, source: {section: S}}\n"
    assert qaim("review", write_store(events=one), "--into", "x.yaml", "--accept-all").status == 0
    answers("accept", "skip")
    draft = write_store(events=one.replace("title: A", "title: MY EDIT"))
    asked = qaim("review", draft, "--into", "x.yaml")
    assert "  a is in the timeline already, written otherwise; it stays" in asked.out
    assert asked.out.endswith("0 events accepted, 1 left in the draft\n")


def test_one_that_the_timeline_cannot_take_stops_no_other(qaim, place):
    events_of = (
        "  - {id: a, date: 1900, title: A, source: {section: S}}\n"
        "  - {id: b, date: 1901, title: B, part_of: c, source: {section: S}}\n"
        "  - {id: c, date: 1902, title: C, source: {section: S}}\n"
    )
    draft = write_store(events=events_of)
    taken = qaim("review", draft, "a", "b", "--into", "x.yaml")
    assert (taken.status, taken.out) == (
        2, "added a: 1900\n1 event accepted, 2 left in the draft\n",
    )  # fmt: skip
    assert taken.err.startswith("qaim: this would bring a problem: event 'b' is part_of 'c'")
    assert list_event_ids(place / "x.yaml") == ["a"]


def test_all_and_some_are_not_asked_for_at_once(qaim, draft):
    refused = qaim("review", "draft.yaml", "x", "--into", "y.yaml", "--accept-all")
    assert refused.err == "qaim: ids are named and --accept-all is given; choose one\n"


def test_an_audit_ends_in_its_status(qaim, place):
    event = (
        "  - {id: a, date: 1871, title: A, source: {section: lead, paragraph: 1, sentence: 2}}\n"
    )
    (place / "one.txt").write_text("It is a ferry. It was founded in 1871.", "utf-8")
    good = write_store(events=event)
    assert (qaim("audit", good, "one.txt").status, qaim("audit", good, "ferry.txt").status) == (
        0, 1,
    )  # fmt: skip
    assert qaim("audit", good, "one.txt", "--kind", "pdf").status == 2
    assert qaim("audit", "none.yaml", "one.txt").status == 3
    assert qaim("audit", good, "one.txt", "-o", "one.txt").status == 2
    assert (place / "one.txt").read_text("utf-8").startswith("It is a ferry.")
    bad = write_store(events=event + "  - {id: b}\n", name="bad.yaml")
    assert "1 event left out" in qaim("audit", bad, "one.txt").err


def test_an_audit_stamps_and_finds_what_changes(qaim, place):
    path = write_store(events="  - {id: a, date: 1871, title: A, "
                 "source: {section: lead, paragraph: 1, sentence: 2}}\n")  # fmt: skip
    (place / "one.txt").write_text("It is a ferry. It was founded in 1871.", "utf-8")
    assert qaim("audit", path, "one.txt", "--stamp").err == "qaim: 1 source stamped\n"
    assert qaim("audit", path, "one.txt").status == 0
    (place / "one.txt").write_text("It is a ferry. It was begun in 1871.", "utf-8")
    assert "has changed since" in " ".join(
        qaim("audit", path, "one.txt", "--width", "200").out.split()
    )


def test_a_timeline_between_brackets_is_not_stamped(qaim, place):
    text = "{title: T, events: [{id: a, date: 1871, title: A, source: {section: lead}}]}"
    path = write_store(text)
    refused = qaim("audit", path, "ferry.txt", "--stamp")
    assert (refused.status, refused.err) == (
        2, "qaim: the events stand between brackets, where one cannot be changed alone; "
        "`qaim format FILE` gives each its own lines\n",
    )  # fmt: skip
    with open(path, encoding="utf-8") as stream:
        assert stream.read() == text


def test_the_shipped_timeline_agrees_with_its_article(qaim, request):
    path = request.config.rootpath.parent / "shared" / "article.txt"
    if not path.exists():
        pytest.skip("the article is not beside the project")
    found = qaim("audit", store.find_shipped_timeline(), str(path))
    assert (found.status, found.err) == (0, "")
    assert "nothing amiss in 35 events" in found.out


def test_a_long_article_shows_how_far_it_is_read(qaim, place, monkeypatch):
    told = []
    monkeypatch.setattr(loading.ProgressReporter, "__call__", lambda _, done: told.append(done))
    (place / "long.txt").write_text("In 1900 it sank.\n\n" * 2_000, "utf-8")
    qaim("extract", "long.txt", "-o", "long.yaml")
    assert told == sorted(told)
    assert 0 < told[-1] <= 1
