"""A timeline held against its article, rule by rule."""

from __future__ import annotations

import pytest

from qaim_cli import articles, store
from qaim_cli.articles import fingerprint
from qaim_cli.audit import RULES, audit
from qaim_cli.checks import AUDITED
from qaim_cli.model import Ignored, Source
from qaim_cli.reports.audit import audited

TEXT = """= Sandholm ferry =

It runs. A chain boat ran from 1872 to 1889, which the Birk Harbour Board paid for out of its dues.

It was sold in May 1890.

== Wreck ==
In 1911 14 sailors of the Danish navy drowned off Birk. It sails every first Monday in March.
"""
ARTICLE = articles.read(TEXT, kind="plain")
CHAIN = "{section: lead, paragraph: 1, sentence: 2}"
SOLD = "{section: lead, paragraph: 2, sentence: 1}"
WRECK = "{section: Wreck, paragraph: 1, sentence: 1}"
REST = f"""\
  - {{id: chain, date: 1872/1889, title: A chain, source: {CHAIN}}}
  - {{id: sold, date: 1890-05, title: Sold, source: {SOLD}}}
"""


def found(events: str, head: str = "", *, ignored=()) -> list[tuple[str, str, str]]:
    text = f"title: T\n{head}events:\n{events}"
    timeline = store.read("t.yaml", text.encode()).timeline
    return [
        (each.name, each.what, each.cure) for each in audit(timeline, ARTICLE, ignored).findings
    ]


def event(more: str = "", date: str = "1911", source: str = WRECK) -> str:
    return REST + f"  - {{id: wreck, date: {date}, title: A wreck, source: {source}{more}}}\n"


def test_every_rule_on_an_event_can_be_allowed_by_its_name():
    assert tuple(rule.name for rule in RULES) == ("not-cited", *AUDITED)


def test_where_all_agrees_nothing_is_found():
    assert found(event()) == []
    assert found(event(source="{section: Wreck}")) == []


def test_a_dated_sentence_is_cited_or_ignored():
    (missing,) = found(REST)
    assert missing == (
        "not-cited", "Wreck ¶1.1 has a date (1911) and no event",
        "add the event, or name the sentence under ignore: with a reason",
    )  # fmt: skip
    assert found(REST, ignored=[Ignored(Source("Wreck", 1, 1), "r")]) == []
    assert found(REST, ignored=[Ignored(Source("Wreck"), "r")]) == []


def test_what_is_ignored_in_vain_is_told():
    ignored = [Ignored(Source("Wreck", 1, 2), "r"), Ignored(Source("Gone", 1), "r")]
    assert found(event(), ignored=ignored) == [
        ("unused-ignore", "'Wreck ¶1.2' is ignored and has no date", "take it out of ignore:"),
        ("unused-ignore", "'Gone ¶1' is ignored and not there", "take it out of ignore:"),
    ]


@pytest.mark.parametrize(
    ("source", "cure"),
    [
        ("{section: Wrek}", "did you mean Wreck?"),
        ("{section: Zzz}", "name a section of the article"),
        ("{section: Wreck, paragraph: 1, sentence: 3}", "paragraph 1 has 2 sentences"),
        ("{section: Wreck, paragraph: 2}", "the section has 1 paragraph"),
    ],
)
def test_a_sentence_that_is_not_there_is_told_once(source, cure):
    lost = [each for each in found(event(source=source)) if each[0] != "not-cited"]
    assert [(name, told) for name, _, told in lost] == [("no-sentence", cure)]


def test_a_sentence_that_changed_or_moved_is_told():
    sold = fingerprint("It was sold in May 1890.")
    for print, ending in [
        ("abcdef", "which has changed since"), (sold, "which now stands at lead ¶2.1"),
        (fingerprint("In 1911 14 sailors of the Danish navy drowned off Birk."), None),
    ]:  # fmt: skip
        source = WRECK.replace("}", f", fingerprint: '{print}'}}")
        expected = ["changed"] if ending else []
        told = found(event(source=source))
        assert [name for name, *_ in told] == expected
        assert ending is None or told[0][1] == f"event 'wreck' cites Wreck ¶1.1, {ending}"


def test_the_date_is_one_of_its_sentences_or_explained():
    assert found(event(date="1912"))[0][1] == (
        "event 'wreck' is dated 1912, its sentences say 1911"
    )
    assert found(event(", note: From elsewhere.", date="1912")) == []
    told = found(event(source="[{section: Wreck, paragraph: 1, sentence: 2}]"))
    assert "its sentences say no date" in told[1][1]


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ("casualties: [{of: navy, killed: 14}]", None),
        ("casualties: [{of: navy, killed: 15}]", "no-figure"),
        ("actors: [navy]", None),
        ("actors: [scattered]", None),
        ("actors: [denmark]", None),
        ("actors: [boat]", "no-name"),
        ("actors: [undeclared]", "no-name"),
        ("places: [birk]", None),
        ("places: [pier]", None),
        ("places: [ferry]", None),
        ("places: [is]", "no-name"),
        ("summary: Which the Birk Harbour Board paid for out of its", None),
        ("summary: A chain boat ran from 1872 to 1889 - which the Birk Harbour Board", "copied"),
    ],
)
def test_figures_names_and_words_are_held_against_the_sentences(more, name):
    head = (
        "actors:\n"
        "  navy: {name: Danish Navy, part_of: denmark}\n  denmark: {name: Denmark}\n"
        "  scattered: {name: navy sailors}\n  boat: {name: Boat}\n"
        "places:\n"
        "  birk: {name: Birk}\n  pier: {name: Pier, within: [birk, gone]}\n"
        "  gone: {name: Gone, within: birk}\n"
        "  ferry: {name: Sandholm ferry}\n  is: {name: I S}\n"
    )
    assert [each[0] for each in found(event(f", {more}"), head)] == ([name] if name else [])


def test_what_is_allowed_with_a_reason_is_no_finding_and_not_allowed_in_vain():
    assert found(event(", allow: {no-date: Known.}", date="1912")) == []
    assert found(event(", allow: {no-date: ''}", date="1912"))[0][0] == "no-date"
    assert found(event(", allow: {no-date: Known., single-source: x}")) == [
        ("unused-allow", "event 'wreck' allows 'no-date' and has nothing of the kind",
         "take it out"),
    ]  # fmt: skip


def test_the_sheet_says_what_was_gone_through():
    timeline = store.read("t.yaml", f"title: T\nevents:\n{REST}".encode()).timeline
    amiss = audited(audit(timeline, ARTICLE), "T")
    assert amiss.footer == ("1 finding in 2 events against 3 dated sentences",)
    record = amiss.rows[0].record
    assert (record["event"], record["section"], record["sentence"]) == (None, "Wreck", 1)
    assert record["words"] == "In 1911 14 sailors of the Danish navy drowned off Birk."
    well = audited(audit(timeline, ARTICLE, [Ignored(Source("Wreck"), "r")]), "T")
    assert well.footer == ()
    assert well.empty == "nothing amiss in 2 events against 3 dated sentences, 1 ignored"


IGNORING = """\
title: T
ignore:
  - {section: A, paragraph: 1, sentence: [2, 3], reason: No event.}
  - {section: B}
  - {section: C, sentence: 1, reason: r}
  - text
events: []
"""


def test_what_is_ignored_is_read_with_its_reason(tmp_path):
    path = tmp_path / "t.yaml"
    path.write_text(IGNORING, "utf-8")
    assert [(str(each.source), each.reason, each.line) for each in store.ignored(str(path))] == [
        ("A ¶1.2", "No event.", 3), ("A ¶1.3", "No event.", 3),
    ]  # fmt: skip
    problems = store.load(str(path), cache=False).problems
    told = [(each.line, each.what) for each in problems]
    assert told == [
        (4, "an ignored sentence has no reason"),
        (5, "an ignored sentence has no paragraph"),
        (6, "an ignored sentence has no reason"),
        (6, "an ignored sentence has no section"),
        (6, "an ignored sentence is the text 'text'"),
    ]


def test_fingerprints_are_as_many_as_sentences():
    text = (
        "title: T\nevents:\n  - {id: a, date: 1900, title: A, "
        "source: {section: S, paragraph: 1, sentence: [1, 2], fingerprint: aaaaaa}}\n"
    )
    loaded = store.read("t.yaml", text.encode())
    (problem,) = loaded.problems
    assert (problem.code, problem.cure) == (
        "fingerprint", "let `qaim audit STORE ARTICLE --stamp` write them",
    )  # fmt: skip
    assert [each.fingerprint for each in loaded.timeline.events[0].sources] == ["", ""]
