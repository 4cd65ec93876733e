"""The commands that add, remove and rename."""

from __future__ import annotations

import builtins
import sys
from types import SimpleNamespace

import pytest

from qaim_cli.cli import prompt
from tests.support.stores import MIXED


def test_an_event_is_added_in_one_line(qaim, lamp):
    added = qaim("add", "2 March 1870", "A gale", "--actor", "Crew", "--tag", "weather",
                 "--killed", "keepers=1", "--source", "Log ¶2.4")  # fmt: skip
    assert (added.status, added.out) == (0, "added gale: 2 March 1870 (1870-03-02)\n")
    assert qaim("list", "--in", "1870", "-f", "csv").out.count("A gale") == 1


def test_what_would_be_added_is_shown(qaim, lamp):
    shown = qaim("add", "1999", "New", "-s", "Log", "--dry-run")
    assert shown.out.splitlines()[-5:] == [
        "+  - id: new",
        "+    date: 1999",
        "+    title: New",
        "+    source: {section: Log}",
        " # the end",
    ]
    assert lamp.read_text("utf-8") == MIXED


def test_a_difference_is_coloured_where_there_is_colour(qaim, lamp, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    shown = qaim("remove", "storm", "--dry-run").out
    assert "\x1b[31m-  - {id: storm" in shown
    assert "\x1b[36m@@" in shown
    assert "\n \n" in shown


def test_an_event_is_added_question_by_question(qaim, lamp, answers):
    asked = answers(
        "<",
        "soon",
        "early 1890s",
        "",
        "A strike",
        "",
        "Crew (brave), Inspector (stern)",
        "<",
        "",
        "Rock",
        "",
        "Log",
    )
    added = qaim("add")
    assert added.status == 0
    assert [question.split(":")[0] for question in asked] == [
        "When (required)", "When (required)", "When (required)",
        "What happened, on one line (required)", "What happened, on one line (required)",
        "More of it", "Who took part (commas between)", "Where (commas between)",
        "Who took part (commas between) [Crew (brave), Inspector (stern)]",
        "Where (commas between)", "Tags (commas between)",
        "Where the source tells it, as Section ¶4.1",
    ]  # fmt: skip
    assert added.out.startswith(
        f"An event for {lamp}. Enter leaves out what is not required; < goes back.\n"
        "  this is the first question\n  cannot read 'soon' as a date"
    )
    assert "  read as " in added.out
    assert "  this is required\n" in added.out
    assert "\n  Inspector is new and will be declared\n" in added.out
    assert added.out.endswith(
        "added strike: between 1890 and 1893 ([1890..1893]), and declared inspector\n"
    )


def test_places_in_the_source_are_checked_as_they_are_typed(qaim, lamp, answers):
    answers("1890", "A strike", "", "", "", "", "Log ¶0", "Log ¶3; Log ¶4.1-2")
    added = qaim("add")
    assert "  --source cannot be 'Log ¶0'; count from 1\n" in added.out
    assert "  read as Log ¶3, Log ¶4.1 and Log ¶4.2\n" in added.out
    assert added.status == 0


def test_what_is_refused_in_the_end_can_be_put_right(qaim, lamp, answers):
    asked = answers(
        "1890", "x" * 30_000, "More", "", "", "light", "Log", "",
        "", "A strike", "-", "", "", "", "",
    )  # fmt: skip
    added = qaim("add")
    assert added.status == 0
    assert "  the change would introduce a problem: title of event" in added.out
    assert "\nEnter keeps what is shown, - leaves it out, < goes back a question.\n" in added.out
    assert asked[8:10] == ["When [1890]: ", f"What happened, on one line [{'x' * 30_000}]: "]
    assert "- id: strike\n    date: 1890\n    title: A strike\n    tags: [light]\n" in (
        lamp.read_text("utf-8")
    )


def test_who_gives_up_gets_the_reason(qaim, lamp, answers):
    answers("1890", "x" * 30_000, "", "", "", "", "Log", "n")
    refused = qaim("add")
    assert refused.status == 2
    assert refused.err.startswith("qaim: the change would introduce a problem: title of event")
    assert lamp.read_text("utf-8") == MIXED


def test_answers_that_end_early_leave_the_file_alone(qaim, lamp, answers):
    answers("1890")
    ended = qaim("add")
    assert (ended.status, ended.err) == (
        2,
        "qaim: the answers ended too early; nothing was written\n",
    )
    assert lamp.read_text("utf-8") == MIXED


@pytest.mark.parametrize(
    ("words", "what"),
    [((), "date and no title"), (("1890",), "title"), (("1890", ""), "title"), (("", "T"), "date")],
)
def test_in_a_script_what_is_missing_is_told(qaim, lamp, words, what):
    refused = qaim("add", *words)
    message = f"qaim: the event has no {what}; write qaim add DATE TITLE\n"
    assert (refused.status, refused.err) == (2, message)


@pytest.mark.parametrize("command", [("add", "1999", "T", "-s", "S"), ("remove", "khan-built"),
                                     ("edit", "khan-built"), ("rename", "tag", "battle", "fight"),
                                     ("format",)])  # fmt: skip
def test_the_shipped_timeline_is_never_changed(qaim, command):
    refused = qaim(*command)
    assert refused.status == 2
    assert refused.err.startswith(
        "qaim: no timeline is named, and the one that comes with the program"
    )


def test_an_event_is_removed_and_a_tag_renamed(qaim, lamp):
    assert qaim("remove", "sto").out == "removed storm\n"
    assert qaim("rename", "tag", "light", "lamp").out == "tag light is now lamp (2 mentions)\n"
    assert "storm" not in lamp.read_text("utf-8")


def test_what_is_renamed_is_of_a_known_kind(qaim, lamp):
    refused = qaim("rename", "title", "a", "b")
    assert (
        refused.err == "qaim: KIND cannot be 'title'; choose actor, place, tag, source or event\n"
    )


def test_the_tab_key_completes_between_commas(monkeypatch):
    found = {}
    line_editor = SimpleNamespace(
        set_completer_delims=lambda signs: found.update(signs=signs),
        set_completer=lambda complete: found.update(complete=complete),
        parse_and_bind=lambda line: None,
    )
    monkeypatch.setitem(sys.modules, "readline", line_editor)
    monkeypatch.setattr(builtins, "input", lambda question: "")
    prompt.ask_text("Who", offers=("US Marines", "Council", "US military"))
    assert found["signs"] == ","
    assert [found["complete"](" us", number) for number in range(3)] == [
        " US Marines",
        " US military",
        None,
    ]


def test_an_event_that_may_be_there_already_is_warned_of_in_a_script(qaim, lamp):
    added = qaim("add", "1862", "The storm", "-s", "Log")
    assert (added.status, added.out) == (0, "added storm-2: 1862 (1862)\n")
    assert added.err == (
        "qaim: storm is an event of the same date with a title like it: 'Storm'; "
        "yours is added all the same\n"
    )


@pytest.mark.parametrize(("date", "title"), [("1863", "Storm"), ("1862", "A wedding")])
def test_another_date_or_title_is_another_event(qaim, lamp, date, title):
    assert qaim("add", date, title, "-s", "Log").err == ""


@pytest.mark.parametrize(
    ("answer", "status", "count"), [("", 2, 1), ("n", 2, 1), ("y", 0, 2), (EOFError(), 2, 1)]
)
def test_at_a_terminal_it_is_asked_about(qaim, lamp, answers, answer, status, count):
    asked = answers(answer)
    added = qaim("add", "1862", "Storms", "-s", "Log")
    assert added.status == status
    assert asked == [
        "storm is an event of the same date with a title like it: 'Storm'. "
        "Add yours all the same? [y/N] "
    ]
    assert qaim("list", "--in", "1862", "-f", "jsonl").out.count("\n") == count


def test_without_a_line_editor_the_old_text_is_kept_by_enter(monkeypatch, answers):
    monkeypatch.setitem(sys.modules, "readline", None)
    asked = answers("", "New")
    assert prompt.ask_edited("Title", "Old") == "Old"
    assert prompt.ask_edited("Title", "Old") == "New"
    assert asked == ["Title [Old]: ", "Title [Old]: "]


@pytest.fixture
def books(lamp):
    lamp.write_text(
        "title: T\nsources:\n  livy: {title: History of Rome}\n  polybius: {title: Histories}\n"
        "events: []\n",
        "utf-8",
    )
    return lamp


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("livy", "livy"),
        ("polybius 3.117", '{of: polybius, at: "3.117"}'),
        ("livy Book 22 ¶49.2", "{of: livy, section: Book 22, paragraph: 49, sentence: 2}"),
    ],
)
def test_a_place_in_a_declared_source_is_cited(qaim, books, typed, written):
    assert qaim("add", "1900", "T", "-s", typed).status == 0
    assert f"    source: {written}\n" in books.read_text("utf-8")


def test_a_source_is_required_where_the_file_has_no_usual_one(qaim, books, answers):
    asked = answers("1900", "T", "", "", "", "", "", "livy ¶0", "livy")
    assert qaim("add").status == 0
    assert asked[-1] == "Where the source tells it, as Section ¶4.1 (required): "
    assert "    source: livy\n" in books.read_text("utf-8")


def test_where_the_file_has_a_usual_source_enter_cites_all_of_it(qaim, lamp, answers):
    answers("1900", "T", "", "", "", "", "")
    added = qaim("add")
    assert "  cites Logbooks as a whole\n" in added.out
    assert "    title: T\n    source: source\n" in lamp.read_text("utf-8")
    assert qaim("check", "--strict", "--only", "undeclared-source").status == 0
