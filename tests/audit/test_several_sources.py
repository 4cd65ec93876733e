"""A timeline of several sources, each event held against the articles of its own."""

from __future__ import annotations

import pytest

from qaim_cli import articles, store
from qaim_cli.audit import audit_timeline
from qaim_cli.audit.matching import NamedArticle, match_articles
from qaim_cli.edit.change import change_text
from qaim_cli.edit.fingerprints import stamp_fingerprints
from qaim_cli.errors import RequestError
from qaim_cli.model import IgnoredSentence, Source

LIVY = articles.parse_article("= Livy =\n\nIt burned in 1871. It was sold in 1890.\n", kind="plain")
PLINY = articles.parse_article(
    "= Letters =\n\nIt was built in 1872. Nobody lived there.\n", kind="plain"
)
HEAD = """\
title: T
source: {title: Livy}
sources: {pliny: {title: Letters, key: plin}, book: {title: A book}}
events:
"""
BURNED = "{section: lead, paragraph: 1, sentence: 1}"
SOLD = "{section: lead, paragraph: 1, sentence: 2}"
BUILT = "{of: pliny, section: lead, paragraph: 1, sentence: 1}"
GOOD = f"""\
  - {{id: burned, date: 1871, title: It burned, source: {BURNED}}}
  - {{id: sold, date: 1890, title: Sold, source: {SOLD}}}
  - {{id: built, date: 1872, title: Built, source: {BUILT}}}
"""
BOTH = {"source": LIVY, "pliny": PLINY}


def read(events):
    return store.parse_store("t.yaml", f"{HEAD}{events}".encode()).timeline


def found(events, held=BOTH, ignored=()):
    result = audit_timeline(read(events), held, ignored)
    return [(each.rule_name, each.message) for each in result.findings]


def test_each_event_is_held_against_its_own_article():
    assert found(GOOD) == []
    swapped = GOOD.replace(BUILT, BURNED)
    assert found(swapped) == [
        ("not-cited", "pliny lead ¶1.1 has a date (1872) and no event"),
        ("no-date", "event 'built' is dated 1872, its sentences say 1871"),
    ]


def test_an_article_that_is_not_given_is_not_missed():
    assert found(GOOD, {"source": LIVY}) == []
    assert found(GOOD, {"pliny": PLINY}) == []


def test_a_sentence_that_is_not_there_is_told_with_its_source():
    event = "  - {id: a, date: 1872, title: A, source: {of: pliny, section: led}}\n"
    assert ("no-sentence", "event 'a' cites pliny led, which is not there") in found(GOOD + event)
    event = "  - {id: a, date: 1872, title: A, source: {of: pliny, section: lead, paragraph: 3}}\n"
    (finding,) = audit_timeline(read(GOOD + event), BOTH).findings
    assert finding.fix == "the section has 1 paragraph"


@pytest.mark.parametrize(
    "source",
    [
        "[{section: lead, paragraph: 1, sentence: 1}, {of: book, at: p. 3}]",
        "{of: pliny, at: '3.17'}",
        "book",
    ],
)
def test_what_rests_on_a_book_besides_is_not_judged_by_the_articles(source):
    assert found(f"{GOOD}  - {{id: b, date: 1999, title: B, source: {source}}}\n") == []


def test_an_article_cited_as_a_whole_bears_a_date_but_covers_no_sentence():
    event = "  - {id: b, date: 1872, title: B, source: pliny}\n"
    assert found(GOOD + event) == []
    assert ("no-date", "event 'b' is dated 1999, its sentences say 1872") in found(
        GOOD + event.replace("1872", "1999")
    )
    assert found(event, {"pliny": PLINY}) == [
        ("not-cited", "pliny lead ¶1.1 has a date (1872) and no event")
    ]


def test_sentences_are_ignored_in_their_own_source():
    events = GOOD.replace("  - {id: built", "  - {id: built, note: n").replace(BUILT, "book")
    ignored = [IgnoredSentence(Source("lead", 1, 1, of="pliny"), "r")]
    assert found(events, ignored=ignored) == []
    assert found(events, {"source": LIVY}, ignored) == []
    assert found(GOOD, ignored=[IgnoredSentence(Source("gone", of="pliny"), "r")]) == [
        ("unused-ignore", "'pliny gone' is ignored and not there")
    ]


def test_a_text_is_copied_only_from_its_own_source():
    long = "one two three four five six seven eight nine ten eleven"
    other = articles.parse_article(f"= Letters =\n\nHere {long}.\n", kind="plain")
    copied = f"  - {{id: c, date: 1872, title: C, summary: {long}, note: n, source: pliny}}\n"
    held = {"source": LIVY, "pliny": other}
    assert [name for name, _ in found(copied, held)].count("copied") == 1
    elsewhere = copied.replace("source: pliny", f"source: {BURNED}")
    assert "copied" not in [name for name, _ in found(elsewhere, held)]


def test_fingerprints_are_those_of_the_source_cited():
    stamped = change_text("t.yaml", HEAD + GOOD, stamp_fingerprints(BOTH, "source"))
    assert stamped.message == "3 sources stamped"
    alone = change_text("t.yaml", HEAD + GOOD, stamp_fingerprints({"pliny": PLINY}, "source"))
    assert alone.message == "1 source stamped"
    moved = stamped.new_text.replace("paragraph: 1, sentence: 1, f", "paragraph: 1, sentence: 2, f")
    timeline = store.parse_store("t.yaml", moved.encode()).timeline
    told = [each.message for each in audit_timeline(timeline, BOTH).findings]
    assert "event 'built' cites pliny lead ¶1.2, which now stands at pliny lead ¶1.1" in told


def named(path, article, source=""):
    return NamedArticle(path, article, source)


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        ([named("a.txt", LIVY), named("b.txt", PLINY)], ["source", "pliny"]),
        ([named("b.txt", PLINY)], ["pliny"]),
        ([named("plin.txt", LIVY._replace(title=""))], ["pliny"]),
        ([named("x/Book.txt", LIVY._replace(title="Unknown"))], ["book"]),
        ([named("a.txt", LIVY, "A book"), named("b.txt", PLINY, "source")], ["book", "source"]),
    ],
)
def test_an_article_is_told_by_its_title_its_file_or_what_is_said(given, ids):
    assert list(match_articles(given, read(GOOD))) == ids


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([named("a.txt", LIVY._replace(title="Other"))],
         "it cannot be told which source 'a.txt', titled 'Other', is; say --source ID=a.txt; "
         "the ids are source, pliny or book"),
        ([named("a.txt", LIVY._replace(title=""))], "it cannot be told which source 'a.txt' is; "),
        ([named("a.txt", LIVY), named("b.txt", LIVY)],
         "'a.txt' and 'b.txt' are taken for one source, source; say which is which: "
         "--source ID=FILE"),
        ([named("a.txt", LIVY, "plini")], "there is no source 'plini'; did you mean plin or"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_apart_is_asked_for(given, message):
    with pytest.raises(RequestError) as refused:
        match_articles(given, read(GOOD))
    assert str(refused.value).startswith(message)


def test_a_single_article_is_that_of_a_single_source():
    bare = store.parse_store("t.yaml", b"title: T\nevents: []\n").timeline
    assert list(match_articles([named("x.txt", LIVY)], bare)) == [""]
    with pytest.raises(RequestError, match="the ids are none"):
        match_articles([named("x.txt", LIVY), named("y.txt", LIVY)], bare)


def test_the_command_takes_several_articles(qaim, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.yaml").write_text(HEAD + GOOD, "utf-8")
    (tmp_path / "one.txt").write_text("= Livy =\n\nIt burned in 1871. It was sold in 1890.\n")
    (tmp_path / "two.txt").write_text("It was built in 1872. Nobody lived there.\n")
    done = qaim("audit", "t.yaml", "one.txt", "--source", "plin=two.txt", "--stamp")
    assert (done.status, done.err) == (0, "qaim: 3 sources stamped\n")
    assert "no findings in 3 events against 3 dated sentences" in done.out
    (tmp_path / "two.txt").write_text("It was begun in 1872. Nobody lived there.\n")
    changed = qaim("audit", "t.yaml", "--source", "pliny=two.txt", "-f", "json")
    assert (changed.status, '"of": "pliny"' in changed.out) == (1, True)
    assert qaim("audit", "t.yaml").err == (
        "qaim: no article is named; name its file behind the timeline's\n"
    )
    assert qaim("audit", "t.yaml", "--source", "pliny").err == (
        "qaim: --source cannot be 'pliny'; write ID=FILE\n"
    )
