"""The command that holds a timeline against its article."""

from __future__ import annotations

import pytest

from qaim_cli import store
from tests.support.drafts import written


def test_an_audit_ends_in_its_status(qaim, place):
    event = (
        "  - {id: a, date: 1871, title: A, source: {section: lead, paragraph: 1, sentence: 2}}\n"
    )
    (place / "one.txt").write_text("It is a ferry. It was founded in 1871.", "utf-8")
    good = written(events=event)
    assert (qaim("audit", good, "one.txt").status, qaim("audit", good, "ferry.txt").status) == (
        0, 1,
    )  # fmt: skip
    assert qaim("audit", good, "one.txt", "--kind", "pdf").status == 2
    assert qaim("audit", "none.yaml", "one.txt").status == 3
    assert qaim("audit", good, "one.txt", "-o", "one.txt").status == 2
    assert (place / "one.txt").read_text("utf-8").startswith("It is a ferry.")
    bad = written(events=event + "  - {id: b}\n", name="bad.yaml")
    assert "1 event left out" in qaim("audit", bad, "one.txt").err


def test_an_audit_stamps_and_finds_what_changes(qaim, place):
    path = written(events="  - {id: a, date: 1871, title: A, "
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
    path = written(text)
    refused = qaim("audit", path, "ferry.txt", "--stamp")
    assert (refused.status, refused.err) == (
        2, "qaim: the events share their lines with other YAML, so one cannot be edited alone; "
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
    assert "no findings in 35 events" in found.out


def test_a_letter_is_held_against_the_day_on_which_it_was_written(qaim, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with open("letter.txt", "w", encoding="utf-8") as stream:
        stream.write("The ferry sank yesterday. Two men drowned on Tuesday.\n")
    day = ("--written", "7 May 1891")
    assert qaim("extract", "letter.txt", *day, "-o", "draft.yaml").status == 0
    assert qaim("review", "draft.yaml", "--into", "ferry.yaml", "--accept-all").status == 0
    assert "no findings in 2 events" in qaim("audit", "ferry.yaml", "letter.txt", *day).out
    assert qaim("audit", "ferry.yaml", "letter.txt", "-f", "jsonl").out.count("no-date") == 2
    refused = qaim("audit", "ferry.yaml", "letter.txt", "--written", "1891")
    assert (refused.status, "--written cannot be '1891'" in refused.err) == (2, True)
