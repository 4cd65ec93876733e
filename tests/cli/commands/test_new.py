"""The command that begins a timeline."""

from __future__ import annotations

import builtins
import io
import os
import shlex
import sys

import pytest

from qaim_cli.cli import commands, prompt


@pytest.mark.parametrize(
    "command",
    ["list", "timeline", "chart", "count", "infobox", "actors", "places", "tags",
     "show square-paved", "format --check", "list --actor Council"],
)  # fmt: skip
def test_every_command_accepts_a_new_timeline(qaim, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    made = qaim("new", "our town.yaml")
    assert made.out == "created our town.yaml; see it with: qaim timeline --file 'our town.yaml'\n"
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
        "royal92.ged": "0 HEAD\n0 @I1@ INDI\n1 BIRT\n2 DATE 1819\n",
        "letters.csv": "sent,sender,addressee\n1899,Ann,Bob\n",
        "timeline.json": (
            '{"events": [{"start_date": {"year": "1899"}, "text": {"headline": "A"}}]}'
        ),
        "rome.yaml": "title: T\nsources:\n  livy: {title: L}\n  polybius: {title: P}\nevents:\n"
        "  - {id: a, date: 1899, title: A, source: {of: livy, section: S}}\n",
        "livy.html": "<!DOCTYPE html><html><body><p>It was.</p></body></html>\n",
        "histories.txt": "P\n\nIt was.\n",
        "letter.txt": "Last week we were in town.\n",
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
            assert not result.err or command in ("extract", "audit", "import"), example


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
        "What is the source of its events: ",
        "What is the source's web address: ",
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
        (["--title", "~"], "the change would introduce a problem: title of the file is ~; "),
        (["--url", "~"], "the change would introduce a problem: url of the source is ~; "),
        (
            ["--title", "a\x1bb"],
            "the change would introduce a problem: title of the file contains terminal ",
        ),
        (
            ["--source", "a\u202eb"],
            "the change would introduce a problem: title of the source contains term",
        ),
        (
            ["--title", "x" * 30_000],
            "the change would introduce a problem: title of the file has 30,000 ",
        ),
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
    assert made.out.startswith("  this is not UTF-8 text\ncreated ")
    strict = iter([UnicodeDecodeError("utf-8", b"\xff", 0, 1, "no"), "Town"])

    def answer(question):
        line = next(strict)
        if isinstance(line, Exception):
            raise line
        return line

    monkeypatch.setattr(builtins, "input", answer)
    assert prompt.ask_text("What") == "Town"


def test_a_timeline_that_cannot_be_written_is_told(qaim, tmp_path):
    refused = qaim("new", str(tmp_path / "no" / "x.yaml"))
    assert refused.err.endswith(
        "cannot be written: no such file or directory; choose another place\n"
    )
