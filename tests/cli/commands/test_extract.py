"""The command that drafts a timeline from an article."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest

from qaim_cli import store
from qaim_cli.cli import loading
from tests.support.drafts import IDS, events, written


def stdin(monkeypatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_an_article_becomes_a_timeline_that_agrees_with_it(qaim, draft):
    assert tuple(sorted(events(draft))) == tuple(sorted(IDS))
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
    assert events(draft) == []
    again = qaim("review", "draft.yaml", "--into", "ferry.yaml", "--accept-all")
    assert again.out == "0 events accepted, 0 left in the draft\n"


def test_what_was_drafted_is_said(qaim, place, monkeypatch):
    assert qaim("extract", "ferry.txt", "-o", "d.yaml").err == (
        "qaim: 13 events drafted from 15 sentences; 1 date coming again and again\n"
    )
    stdin(monkeypatch, b"In June it began.")
    undated = qaim("extract", "-")
    assert undated.err == (
        "qaim: 0 events drafted from 1 sentence; 1 without a date, as comments\n"
    )
    assert "# no date" in undated.out


def test_a_draft_knows_whom_another_timeline_knows(qaim, place):
    like = written("title: T\nactors:\n  board: {name: Birk Harbour Board}\nevents: []\n")
    assert "actors: [board]" in qaim("extract", "ferry.txt", "--like", like).out


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
    stdin(monkeypatch, b"")
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
    answers("change", "", "", "", "", "", "", "", "accept", "accept")
    seen = qaim("review", "odd.yaml", "--into", "store.yaml")
    assert seen.status == 0
    assert seen.out.splitlines()[-1].endswith(" 0 left in the draft")
    found = qaim("audit", "store.yaml", "odd.txt", "--kind", "plain")
    assert found.status in (0, 1)
    for shown in (seen.out, seen.err, found.out, found.err):
        assert not set(shown) & set("\x00\x07\x1b\x85\u202e\u2066\u2028")
        assert len(shown) < 10_000


def test_a_long_article_shows_how_far_it_is_read(qaim, place, monkeypatch):
    told = []
    monkeypatch.setattr(loading.ProgressReporter, "__call__", lambda _, done: told.append(done))
    (place / "long.txt").write_text("In 1900 it sank.\n\n" * 2_000, "utf-8")
    qaim("extract", "long.txt", "-o", "long.yaml")
    assert told == sorted(told)
    assert 0 < told[-1] <= 1


def test_a_letter_counts_from_the_day_it_was_written(qaim, place):
    written("The mill burned on Tuesday, and yesterday it rained.", name="letter.txt")
    drafted = qaim("extract", "letter.txt", "--written", "7 May 1891").out
    assert "date: 1891-05-05\n" in drafted
    assert "Counted from the day of writing, 1891-05-07." in drafted
    refused = qaim("extract", "letter.txt", "--written", "1891")
    assert (refused.status, refused.err) == (
        2, "qaim: --written cannot be '1891'; give one day, as 2026-11-22\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "options", "title"),
    [
        ("old_town.txt", "It fell in 1905.", (), "Old town"),
        ("t.md", "The **Hallow ferry** ran from 1905.", (), "Hallow ferry"),
        ("t.wiki", "The '''Hallow ferry''' ran from 1905.", (), "Hallow ferry"),
        ("t.wiki", "{{Infobox ship\n| name = Heron\n}}\nShe sank in 1905.", (), "Heron"),
        ("t.txt", "It fell in 1905.", ("--title", "The fall"), "The fall"),
    ],
)
def test_a_draft_has_the_title_of_its_article(qaim, place, name, text, options, title):
    written(text, name=name)
    assert f"\ntitle: {title}\n" in qaim("extract", name, *options).out
