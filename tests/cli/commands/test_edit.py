"""The command that opens an event in an editor."""

from __future__ import annotations

import builtins
import os
import sys
from types import SimpleNamespace

import pytest

from qaim_cli.cli import event_editor, prompt
from tests.support.stores import MIXED


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

    monkeypatch.setattr(event_editor.tempfile, "tempdir", str(tmp_path))
    return use


def test_an_event_is_edited_in_place(qaim, lamp, editor):
    editor(("Storm", "A storm"))
    assert qaim("edit", "storm").out == "changed storm\n"
    assert lamp.read_text("utf-8") == MIXED.replace("title: Storm", "title: A storm")


@pytest.mark.parametrize("pair", [("x" * 99, ""), ("\n", "\n\n")])
def test_an_event_left_as_it_is_stays_so(qaim, lamp, editor, pair):
    editor(pair)
    assert qaim("edit", "storm").out == "storm is unchanged\n"
    assert lamp.read_text("utf-8") == MIXED


def test_a_mistake_keeps_the_file_and_what_was_written(qaim, lamp, editor):
    editor(("1862", "1862-13"))
    refused = qaim("edit", "storm")
    assert refused.status == 2
    assert lamp.read_text("utf-8") == MIXED
    draft = refused.err.rstrip().rpartition("your text is in ")[2]
    with open(draft, encoding="utf-8") as stream:
        assert "1862-13" in stream.read()


def test_after_a_mistake_the_editor_can_be_opened_again(qaim, lamp, editor, answers):
    editor(("1862", "1862-13"), ("1862-13", "1863"))
    asked = answers("what", "y")
    changed = qaim("edit", "storm")
    assert "the change would introduce a problem: event 'storm': " in changed.err
    assert asked == ["Go back to the editor? [Y/n] "] * 2
    assert lamp.read_text("utf-8") == MIXED.replace("1862", "1863")


def test_or_not(qaim, lamp, editor, answers):
    editor(("{id", "{{id"))
    answers("n")
    refused = qaim("edit", "storm")
    assert (refused.status, lamp.read_text("utf-8")) == (2, MIXED)
    assert "your text is in" in refused.err


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
    assert result.err.endswith(f"your text is in {tmp_path}/{draft}\n")


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("no-such-editor-at-all", "the editor 'no-such-editor-at-all' cannot be run: no such file "
         "or directory; set EDITOR"),
        (f"{sys.executable} -c 'raise SystemExit(7)'",
         f"the editor {sys.executable!r} ended with 7; nothing was changed"),
        (f"{sys.executable} -c 'import os, sys; os.unlink(sys.argv[1])'",
         f"the editor {sys.executable!r} removed the draft; nothing was changed"),
        ("vi 'x", "EDITOR cannot be \"vi 'x\"; close the quotes in it"),
    ],
)  # fmt: skip
def test_a_draft_without_a_change_is_removed(qaim, lamp, tmp_path, monkeypatch, command, message):
    monkeypatch.setattr(event_editor.tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("EDITOR", command)
    refused = qaim("edit", "storm")
    assert (refused.status, refused.err) == (2, f"qaim: {message}\n")
    assert drafts(tmp_path) == []


def test_so_it_is_when_the_editor_is_interrupted(qaim, lamp, tmp_path, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(event_editor.tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(event_editor.subprocess, "run", interrupted)
    monkeypatch.setenv("EDITOR", "x")
    result = qaim("edit", "storm")
    assert (result.status, result.err, drafts(tmp_path)) == (130, "", [])


def test_a_draft_without_an_event_takes_none_out(qaim, lamp, editor, tmp_path):
    editor(("  - {id: storm, date: '1862', title: Storm, places: [rock], source: {section: Log}}",
            "  # what about the storm?"))  # fmt: skip
    refused = qaim("edit", "storm")
    assert refused.status == 2
    assert refused.err.startswith(
        "qaim: the draft has no event left; `qaim remove storm` removes it; your text is "
    )
    assert lamp.read_text("utf-8") == MIXED


def test_an_event_with_a_long_id_is_edited_like_any_other(qaim, lamp, editor):
    long = "x" * 300
    lamp.write_text(MIXED.replace("id: storm", f"id: {long}"), "utf-8")
    editor(("Storm", "A storm"))
    assert qaim("edit", long).out == f"changed {long}\n"


def test_the_editor_may_be_missing_or_fail(qaim, lamp, monkeypatch, tmp_path, editor):
    failing = "import sys; open(sys.argv[1], 'w').write('x'); raise SystemExit(7)"
    monkeypatch.setenv("EDITOR", f'{sys.executable} -c "{failing}"')
    assert "ended with 7; nothing was changed; your text is in" in qaim("edit", "storm").err
    latin = "import sys; open(sys.argv[1], 'wb').write(bytes([233]))"
    monkeypatch.setenv("EDITOR", f'{sys.executable} -c "{latin}"')
    assert "cannot be read" in qaim("edit", "storm").err
    monkeypatch.setenv("EDITOR", " ")
    monkeypatch.setenv("PATH", "")
    assert qaim("edit", "storm").err.startswith("qaim: there is no editor; set EDITOR")
    monkeypatch.setattr(event_editor.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(
        event_editor.subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=0)
    )
    assert qaim("edit", "storm").out == "storm is unchanged\n"
    assert lamp.read_text("utf-8") == MIXED


def test_an_id_that_is_a_path_does_not_lead_out_of_the_folder_of_drafts(
    qaim, store, editor, tmp_path
):
    path = store(events="  - {id: ../up, date: 2004, title: Storm, source: {section: S}}\n")
    (tmp_path / "drafts").mkdir()
    event_editor.tempfile.tempdir = str(tmp_path / "drafts")
    editor(("2004", "someday"))
    event_editor.tempfile.tempdir = str(tmp_path / "drafts")
    assert qaim("edit", "../up", "--file", path).status == 2
    assert [each.name[:4] for each in (tmp_path / "drafts").iterdir()] == ["-up-"]
