"""The commands that write: begin a timeline, add to it, change it, lay it out."""

from __future__ import annotations

import builtins
import io
import os
import shlex
import stat
import sys
from types import SimpleNamespace

import pytest

from qaim_cli import files
from qaim_cli.cli import commands, prompt
from qaim_cli.cli.commands import edit
from tests.edit.stores import MIXED_STYLE_STORE


@pytest.fixture
def lamp(tmp_path, monkeypatch):
    path = tmp_path / "lamp.yaml"
    path.write_text(MIXED_STYLE_STORE, "utf-8")
    monkeypatch.setenv("QAIM_FILE", str(path))
    monkeypatch.chdir(tmp_path)
    return path


@pytest.fixture
def answers(monkeypatch):
    """A person at a terminal who gives these answers, one after another."""

    def give(*lines):
        asked = []
        waiting = iter(lines)

        def answer(question=""):
            asked.append(question)
            line = next(waiting, None)
            if line is None:
                raise EOFError
            return line

        monkeypatch.setattr(builtins, "input", answer)
        monkeypatch.setattr(prompt, "is_interactive", lambda: True)
        return asked

    return give


@pytest.mark.parametrize(
    "command",
    ["list", "timeline", "chart", "count", "infobox", "actors", "places", "tags",
     "show square-paved", "format --check", "list --actor Council"],
)  # fmt: skip
def test_every_command_accepts_a_new_timeline(qaim, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    made = qaim("new", "our town.yaml")
    assert made.out == "began our town.yaml; see it with: qaim timeline --file 'our town.yaml'\n"
    assert sorted(os.listdir()) == ["our town.yaml", "timeline.schema.json"]
    result = qaim(*command.split(), "--file", "our town.yaml")
    assert (result.status, result.err) == (0, "")


def test_every_example_in_help_works_on_a_new_timeline(qaim, tmp_path, monkeypatch, answers):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QAIM_FILE", "town.yaml")
    monkeypatch.setenv("EDITOR", f"{sys.executable} -c pass")
    given = {
        "draft.yaml": "title: T\nevents:\n"
        "  - {id: a, date: 1899, title: A, source: {section: S}}\n",
        "town.md": "# Town\n\nIt was.\n",
        "town.wiki": "'''Town''' was founded in 1899.\n",
        "town.html": "<p>Town was founded in 1899.</p>\n",
    }
    for command in commands.WRITE_COMMANDS:
        for example in commands.load_command(command).examples:
            answers("", "1899", "A title", "", "", "", "", "Early years")
            (tmp_path / "town.yaml").unlink(missing_ok=True)
            if command != "new":
                qaim("new", "town.yaml", "--title", "Town")
            for name, text in given.items():
                (tmp_path / name).write_text(text, "utf-8")
            words = [word for word in shlex.split(example) if word[:7] != "EDITOR="]
            if "-o" in words:
                (tmp_path / words[-1]).unlink(missing_ok=True)
            if "<" in words:
                *words, _, name = words
                stream = io.TextIOWrapper(io.BytesIO(given[name].encode()))
                monkeypatch.setattr(sys, "stdin", stream)
            files = words[1:] if "*.yaml" not in words else ["format", "--check", "town.yaml"]
            if command == "review":
                answers("accept")
            result = qaim(*files)
            found = 1 if command == "audit" else 0  # what a new timeline cites is in no article
            assert result.status == found, example
            assert not result.err or command in ("extract", "audit"), example


def test_a_new_timeline_takes_its_words_from_options(qaim, tmp_path):
    path = tmp_path / "x.yaml"
    qaim(
        "new",
        str(path),
        "--title",
        "A: B",
        "--source",
        "Book",
        "--url",
        "https://x.org",
        "--no-schema",
    )
    text = path.read_text("utf-8")
    assert text.startswith("# A timeline for Qaim.")
    assert 'title: "A: B"\nsource:\n  title: Book\n  url: https://x.org\n' in text
    assert os.listdir(tmp_path) == ["x.yaml"]


def test_a_new_timeline_asks_at_a_terminal(qaim, tmp_path, answers):
    asked = answers("Our town", "A history", "")
    qaim("new", str(tmp_path / "x.yaml"))
    assert asked == [
        "What is the timeline about (X): ",
        "What are its events taken from: ",
        "Where on the web is that: ",
    ]
    assert "title: Our town\nsource:\n  title: A history\n" in (tmp_path / "x.yaml").read_text(
        "utf-8"
    )


def test_timelines_begun_at_once_in_one_folder_share_the_schema(qaim, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    os.symlink("nowhere.json", "timeline.schema.json")
    made = qaim("new", "town.yaml")
    assert (made.status, made.err) == (0, "")
    assert sorted(os.listdir()) == ["timeline.schema.json", "town.yaml"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--title", "~"], "this would bring a problem: title of the file is ~; "),
        (["--url", "~"], "this would bring a problem: url of the source is ~; "),
        (["--title", "a\x1bb"], "this would bring a problem: title of the file holds characters "),
        (["--source", "a\u202eb"], "this would bring a problem: title of the source holds char"),
        (["--title", "x" * 30_000], "this would bring a problem: title of the file has 30,000 "),
        (["--title", "\udcff"], "--title cannot be '\\udcff'; write it as UTF-8 text"),
    ],
)
def test_words_that_a_timeline_cannot_have_begin_none(qaim, tmp_path, words, message):
    refused = qaim("new", str(tmp_path / "x.yaml"), *words)
    assert refused.status == 2
    assert refused.err.startswith(f"qaim: {message}")
    assert os.listdir(tmp_path) == []


def test_a_file_whose_name_is_no_text_begins_a_timeline_all_the_same(qaim, tmp_path):
    path = f"{tmp_path}/\udcff.yaml"
    assert qaim("new", path, "--no-schema").status == 0
    with open(path, encoding="utf-8") as stream:
        assert "\ntitle: Timeline\n" in stream.read()


def test_what_is_typed_and_no_text_is_asked_for_again(qaim, tmp_path, answers, monkeypatch):
    answers("\udcff", "Town", "", "")
    made = qaim("new", str(tmp_path / "x.yaml"))
    assert made.out.startswith("  this is not UTF-8 text\nbegan ")
    strict = iter([UnicodeDecodeError("utf-8", b"\xff", 0, 1, "no"), "Town"])

    def answer(question):
        line = next(strict)
        if isinstance(line, Exception):
            raise line
        return line

    monkeypatch.setattr(builtins, "input", answer)
    assert prompt.ask_text("What") == "Town"


def test_nothing_is_ever_overwritten(qaim, lamp, tmp_path, monkeypatch):
    refused = qaim("new", str(lamp))
    assert (refused.status, refused.err) == (
        2, f"qaim: {str(lamp)!r} is there already; name another file\n",
    )  # fmt: skip
    monkeypatch.setattr(os.path, "lexists", lambda path: False)
    monkeypatch.setattr(
        files.os, "link", lambda *_: (_ for _ in ()).throw(FileExistsError(17, "x"))
    )
    assert qaim("new", str(lamp)).status == 2
    assert lamp.read_text("utf-8") == MIXED_STYLE_STORE
    assert os.listdir(tmp_path) == ["lamp.yaml"]


def test_a_timeline_that_cannot_be_written_is_told(qaim, tmp_path):
    refused = qaim("new", str(tmp_path / "no" / "x.yaml"))
    assert refused.err.endswith(
        "cannot be written: no such file or directory; choose another place\n"
    )


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
    assert lamp.read_text("utf-8") == MIXED_STYLE_STORE


def test_a_difference_is_coloured_where_there_is_colour(qaim, lamp, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    shown = qaim("remove", "storm", "--dry-run").out
    assert "\x1b[31m-  - {id: storm" in shown
    assert "\x1b[36m@@" in shown
    assert "\n \n" in shown


def test_an_event_is_added_question_by_question(qaim, lamp, answers):
    asked = answers(
        "soon",
        "early 1890s",
        "",
        "A strike",
        "",
        "Crew (brave), Inspector (stern)",
        "Rock",
        "",
        "",
        "Log ¶3",
    )
    added = qaim("add")
    assert added.status == 0
    assert [question.split(":")[0] for question in asked] == [
        "When", "When", "What happened, on one line", "What happened, on one line",
        "More of it, if you like", "Who took part (commas between)", "Where (commas between)",
        "Tags (commas between)", "Where the source tells it", "Where the source tells it",
    ]  # fmt: skip
    assert "  'soon' is no date" in added.out
    assert "  read as " in added.out
    assert "\n  Inspector is new and will be declared\n" in added.out
    assert added.out.endswith(
        "added strike: between 1890 and 1893 ([1890..1893]), and declared inspector\n"
    )


def test_answers_that_end_early_leave_the_file_alone(qaim, lamp, answers):
    answers("1890")
    ended = qaim("add")
    assert (ended.status, ended.err) == (2, "qaim: the answers ended early; nothing was written\n")
    assert lamp.read_text("utf-8") == MIXED_STYLE_STORE


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


def test_what_is_renamed_is_one_of_four_kinds(qaim, lamp):
    refused = qaim("rename", "title", "a", "b")
    assert refused.err == "qaim: KIND cannot be 'title'; choose actor, place, tag or event\n"


@pytest.fixture
def editor(tmp_path, monkeypatch):
    """An editor that makes the replacements given, one pair each time it is opened."""
    script = tmp_path / "editor.py"

    def use(*pairs):
        (tmp_path / "pairs").write_text(repr(list(pairs)), "utf-8")
        script.write_text(
            "import ast, pathlib, sys\n"
            f"pairs = pathlib.Path({str(tmp_path / 'pairs')!r})\n"
            "(old, new), *rest = ast.literal_eval(pairs.read_text('utf-8'))\n"
            "pairs.write_text(repr(rest), 'utf-8')\n"
            "draft = pathlib.Path(sys.argv[1])\n"
            "draft.write_text(draft.read_text('utf-8').replace(old, new), 'utf-8')\n",
            "utf-8",
        )
        monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")

    monkeypatch.setattr(edit.tempfile, "tempdir", str(tmp_path))
    return use


def test_an_event_is_edited_in_place(qaim, lamp, editor):
    editor(("Storm", "A storm"))
    assert qaim("edit", "storm").out == "changed storm\n"
    assert lamp.read_text("utf-8") == MIXED_STYLE_STORE.replace("title: Storm", "title: A storm")


@pytest.mark.parametrize("pair", [("x" * 99, ""), ("\n", "\n\n")])
def test_an_event_left_as_it_is_stays_so(qaim, lamp, editor, pair):
    editor(pair)
    assert qaim("edit", "storm").out == "storm stays as it is\n"
    assert lamp.read_text("utf-8") == MIXED_STYLE_STORE


def test_a_mistake_keeps_the_file_and_what_was_written(qaim, lamp, editor):
    editor(("1862", "1862-13"))
    refused = qaim("edit", "storm")
    assert refused.status == 2
    assert lamp.read_text("utf-8") == MIXED_STYLE_STORE
    draft = refused.err.rstrip().rpartition("what you wrote is in ")[2]
    with open(draft, encoding="utf-8") as stream:
        assert "1862-13" in stream.read()


def test_after_a_mistake_the_editor_can_be_opened_again(qaim, lamp, editor, answers):
    editor(("1862", "1862-13"), ("1862-13", "1863"))
    asked = answers("what", "y")
    changed = qaim("edit", "storm")
    assert "this would bring a problem: event 'storm': " in changed.err
    assert asked == ["Go back to the editor? [Y/n] "] * 2
    assert lamp.read_text("utf-8") == MIXED_STYLE_STORE.replace("1862", "1863")


def test_or_not(qaim, lamp, editor, answers):
    editor(("{id", "{{id"))
    answers("n")
    refused = qaim("edit", "storm")
    assert (refused.status, lamp.read_text("utf-8")) == (2, MIXED_STYLE_STORE)
    assert "what you wrote is in" in refused.err


def drafts(tmp_path):
    return [name for name in os.listdir(tmp_path) if name.startswith("storm-")]


@pytest.mark.parametrize("end", [EOFError, KeyboardInterrupt])
def test_who_ends_early_is_told_where_the_draft_is(qaim, lamp, editor, tmp_path, monkeypatch, end):
    editor(("1862", "1862-13"))

    def ended(question):
        raise end

    monkeypatch.setattr(builtins, "input", ended)
    monkeypatch.setattr(prompt, "is_interactive", lambda: True)
    result = qaim("edit", "storm")
    assert result.status == (130 if end is KeyboardInterrupt else 2)
    (draft,) = drafts(tmp_path)
    assert result.err.endswith(f"what you wrote is in {tmp_path}/{draft}\n")


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("no-such-editor-at-all", "the editor 'no-such-editor-at-all' cannot be run: no such file "
         "or directory; set EDITOR"),
        (f"{sys.executable} -c 'raise SystemExit(7)'",
         f"the editor {sys.executable!r} ended with 7; nothing was changed"),
        (f"{sys.executable} -c 'import os, sys; os.unlink(sys.argv[1])'",
         f"the editor {sys.executable!r} took the draft away; nothing was changed"),
        ("vi 'x", "EDITOR cannot be \"vi 'x\"; close the quotes in it"),
    ],
)  # fmt: skip
def test_a_draft_without_a_change_is_removed(qaim, lamp, tmp_path, monkeypatch, command, message):
    monkeypatch.setattr(edit.tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("EDITOR", command)
    refused = qaim("edit", "storm")
    assert (refused.status, refused.err) == (2, f"qaim: {message}\n")
    assert drafts(tmp_path) == []


def test_so_it_is_when_the_editor_is_interrupted(qaim, lamp, tmp_path, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(edit.tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(edit.subprocess, "run", interrupted)
    monkeypatch.setenv("EDITOR", "x")
    result = qaim("edit", "storm")
    assert (result.status, result.err, drafts(tmp_path)) == (130, "", [])


def test_a_draft_without_an_event_takes_none_out(qaim, lamp, editor, tmp_path):
    editor(("  - {id: storm, date: '1862', title: Storm, places: [rock], source: {section: Log}}",
            "  # what about the storm?"))  # fmt: skip
    refused = qaim("edit", "storm")
    assert refused.status == 2
    assert refused.err.startswith(
        "qaim: no event is left in the draft; `qaim remove storm` takes it out; what you wrote is "
    )
    assert lamp.read_text("utf-8") == MIXED_STYLE_STORE


def test_an_event_with_a_long_id_is_edited_like_any_other(qaim, lamp, editor):
    long = "x" * 300
    lamp.write_text(MIXED_STYLE_STORE.replace("id: storm", f"id: {long}"), "utf-8")
    editor(("Storm", "A storm"))
    assert qaim("edit", long).out == f"changed {long}\n"


def test_the_editor_may_be_missing_or_fail(qaim, lamp, monkeypatch, tmp_path, editor):
    failing = "import sys; open(sys.argv[1], 'w').write('x'); raise SystemExit(7)"
    monkeypatch.setenv("EDITOR", f'{sys.executable} -c "{failing}"')
    assert "ended with 7; nothing was changed; what you wrote is in" in qaim("edit", "storm").err
    latin = "import sys; open(sys.argv[1], 'wb').write(bytes([233]))"
    monkeypatch.setenv("EDITOR", f'{sys.executable} -c "{latin}"')
    assert "cannot be read" in qaim("edit", "storm").err
    monkeypatch.setenv("EDITOR", " ")
    monkeypatch.setenv("PATH", "")
    assert qaim("edit", "storm").err.startswith("qaim: there is no editor; set EDITOR")
    monkeypatch.setattr(edit.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(edit.subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=0))
    assert qaim("edit", "storm").out == "storm stays as it is\n"
    assert lamp.read_text("utf-8") == MIXED_STYLE_STORE


def test_files_are_laid_out_or_only_checked(qaim, lamp):
    checked = qaim("format", "--check")
    assert (checked.status, checked.out) == (1, f"{lamp}: would change\n")
    assert '-title: "Lamp Rock"' in qaim("format", "lamp.yaml", "--dry-run").out
    assert lamp.read_text("utf-8") == MIXED_STYLE_STORE
    assert qaim("format", "lamp.yaml").out == "lamp.yaml: laid out\n"
    assert qaim("format", "lamp.yaml", "--check").out == "lamp.yaml: laid out already\n"
    assert qaim("format", "--dry-run").out == f"{lamp} stays as it is\n"


def test_a_store_on_stdin_is_laid_out_on_stdout(qaim, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"events: []\ntitle: 'T'\n")))
    assert qaim("format", "-").out == "title: T\n\nevents: []\n"


def test_a_store_on_stdin_is_checked_and_compared_like_a_file(qaim, lamp, monkeypatch):
    def given(text, *arguments):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        return qaim("format", *arguments)

    checked = given("title: 'T'\n", "--check", "-")
    assert (checked.status, checked.out) == (1, "<stdin>: would change\n")
    assert given("title: T\n", "--check", "-").out == "<stdin>: laid out already\n"
    assert given("title: 'T'\n", "-", "--dry-run").out.endswith("-title: 'T'\n+title: T\n")
    both = given("title: T\n", "--check", "lamp.yaml", "-")
    assert both.out == "lamp.yaml: would change\n<stdin>: laid out already\n"
    refused = given("title: T\n", "lamp.yaml", "-")
    assert (refused.status, refused.out, refused.err) == (
        2, "", "qaim: - prints what it lays out, and stands alone; lay it out by itself\n",
    )  # fmt: skip
    assert lamp.read_text("utf-8") == MIXED_STYLE_STORE


def test_a_file_that_cannot_be_laid_out_stops_none_of_the_others(qaim, lamp, tmp_path):
    (tmp_path / "bad.yaml").write_text("title: 'x\n", "utf-8")
    (tmp_path / "good.yaml").write_text("title: T\n", "utf-8")
    checked = qaim("format", "--check", "bad.yaml", "none.yaml", "lamp.yaml", "good.yaml")
    assert checked.status == 3
    assert checked.out == "lamp.yaml: would change\ngood.yaml: laid out already\n"
    assert [line[:30] for line in checked.err.splitlines()] == [
        "qaim: bad.yaml:1: not YAML: fo", "qaim: there is no file 'none.y",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "command",
    ["add 1900 T -s S", "remove storm", "edit storm", "rename tag light lamp", "format",
     "format lamp.fifo"],
)  # fmt: skip
def test_a_pipe_is_not_changed_and_not_emptied(qaim, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    os.mkfifo("lamp.fifo")
    monkeypatch.setenv("QAIM_FILE", "lamp.fifo")
    refused = qaim(*command.split())
    assert (refused.status, refused.err) == (
        2, "qaim: 'lamp.fifo' is no plain file; name one that can be changed\n",
    )  # fmt: skip


def test_what_was_done_is_told_on_one_line(qaim, lamp):
    assert qaim("rename", "tag", "light", "a\nb").out == "tag light is now a b (2 mentions)\n"


def test_an_input_that_is_closed_is_empty(qaim, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    refused = qaim("format", "-")
    sys.stdin.close()
    assert (refused.status, refused.err) == (
        3, "qaim: <stdin> is empty; start one with a title and events\n",
    )  # fmt: skip


def test_words_that_are_no_text_are_not_added(qaim, lamp):
    refused = qaim("add", "1900", "\udcff", "-s", "Log")
    assert (refused.status, refused.err) == (
        2, "qaim: [TITLE] cannot be '\\udcff'; write it as UTF-8 text\n",
    )  # fmt: skip
    assert qaim("add", "1900", "T", "-s", "Log", "-t", "\udcff").status == 2


def test_a_file_may_not_be_writable(qaim, lamp, monkeypatch):
    def refuse(**_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files.tempfile, "mkstemp", refuse)
    refused = qaim("remove", "storm")
    assert refused.err == (
        f"qaim: {str(lamp)!r} cannot be changed: permission denied; nothing was written; "
        "you must be able to write its folder too\n"
    )


def test_a_new_file_has_the_usual_permissions(qaim, tmp_path):
    before = os.umask(0o027)
    try:
        qaim("new", str(tmp_path / "x.yaml"))
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "x.yaml").stat().st_mode) == 0o640


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


def test_without_a_line_editor_questions_are_asked_all_the_same(monkeypatch):
    monkeypatch.setitem(sys.modules, "readline", None)
    monkeypatch.setattr(builtins, "input", lambda question: "no")
    assert prompt.ask_yes_no("Sure?") is False


@pytest.mark.parametrize(("answer", "default", "agreed"), [("", True, True), ("", False, False),
                                                          ("YES", False, True)])  # fmt: skip
def test_an_empty_answer_is_the_usual_one(monkeypatch, answer, default, agreed):
    monkeypatch.setattr(builtins, "input", lambda question: answer)
    assert prompt.ask_yes_no("Sure?", default=default) is agreed


def test_a_person_is_asked_only_where_both_ends_are_a_terminal(monkeypatch):
    terminal, pipe = SimpleNamespace(isatty=lambda: True), SimpleNamespace(isatty=lambda: False)
    for stdin, stdout, asked in [(terminal, terminal, True), (terminal, pipe, False)]:
        monkeypatch.setattr(prompt, "sys", SimpleNamespace(stdin=stdin, stdout=stdout))
        assert prompt.is_interactive() is asked
