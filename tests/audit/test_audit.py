"""A timeline held against its article, rule by rule."""

from __future__ import annotations

import pytest

from qaim_cli import articles, store
from qaim_cli.articles import compute_fingerprint
from qaim_cli.audit import AUDIT_RULES, audit_timeline
from qaim_cli.checks import AUDIT_RULE_NAMES
from qaim_cli.model import IgnoredSentence, Source
from qaim_cli.reports.audit import build_audit_table

TEXT = """= Sandholm ferry =

It runs. A chain boat ran from 1872 to 1889, which the Birk Harbour Board paid for out of its dues.

It was sold in May 1890.

== Wreck ==
In 1911 14 sailors of the Danish navy drowned off Birk. It sails every first Monday in March.
"""
ARTICLE = articles.parse_article(TEXT, kind="plain")
CHAIN = "{section: lead, paragraph: 1, sentence: 2}"
SOLD = "{section: lead, paragraph: 2, sentence: 1}"
WRECK = "{section: Wreck, paragraph: 1, sentence: 1}"
REST = f"""\
  - {{id: chain, date: 1872/1889, title: A chain, source: {CHAIN}}}
  - {{id: sold, date: 1890-05, title: Sold, source: {SOLD}}}
"""


def list_findings(events: str, head: str = "", *, ignored=()) -> list[tuple[str, str, str]]:
    text = f"title: T\n{head}events:\n{events}"
    timeline = store.parse_store("t.yaml", text.encode()).timeline
    return [
        (each.rule_name, each.message, each.fix)
        for each in audit_timeline(timeline, {"": ARTICLE}, ignored).findings
    ]


def format_store(more: str = "", date: str = "1911", source: str = WRECK) -> str:
    return REST + f"  - {{id: wreck, date: {date}, title: A wreck, source: {source}{more}}}\n"


def test_every_rule_on_an_event_can_be_allowed_by_its_name():
    assert tuple(rule.name for rule in AUDIT_RULES) == (
        "not-cited", "no-event", *AUDIT_RULE_NAMES,
    )  # fmt: skip


def test_where_all_agrees_nothing_is_found():
    assert list_findings(format_store()) == []
    assert list_findings(format_store(source="{section: Wreck}")) == []


def test_a_dated_sentence_is_cited_or_ignored():
    (missing,) = list_findings(REST)
    assert missing == (
        "not-cited", "Wreck ¶1.1 has a date (1911) and no event",
        "add the event, or name the sentence under ignore: with a reason",
    )  # fmt: skip
    assert list_findings(REST, ignored=[IgnoredSentence(Source("Wreck", 1, 1), "r")]) == []
    assert list_findings(REST, ignored=[IgnoredSentence(Source("Wreck"), "r")]) == []


def test_what_is_ignored_in_vain_is_told():
    ignored = [IgnoredSentence(Source("Wreck", 1, 2), "r"), IgnoredSentence(Source("Gone", 1), "r")]
    assert list_findings(format_store(), ignored=ignored) == [
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
    lost = [each for each in list_findings(format_store(source=source)) if each[0] != "not-cited"]
    assert [(name, told) for name, _, told in lost] == [("no-sentence", cure)]


def test_a_sentence_that_changed_or_moved_is_told():
    sold = compute_fingerprint("It was sold in May 1890.")
    for print, ending in [
        ("abcdef", "which has changed since"), (sold, "which now stands at lead ¶2.1"),
        (compute_fingerprint("In 1911 14 sailors of the Danish navy drowned off Birk."), None),
    ]:  # fmt: skip
        source = WRECK.replace("}", f", fingerprint: '{print}'}}")
        expected = ["changed"] if ending else []
        told = list_findings(format_store(source=source))
        assert [name for name, *_ in told] == expected
        assert ending is None or told[0][1] == f"event 'wreck' cites Wreck ¶1.1, {ending}"


def test_the_date_is_one_of_its_sentences_or_explained():
    assert [each[:2] for each in list_findings(format_store(date="1912"))] == [
        ("no-date", "event 'wreck' is dated 1912, its sentences say 1911"),
    ]
    noted = list_findings(format_store(", note: From elsewhere.", date="1912"))
    assert [name for name, *_ in noted] == ["no-date"]
    told = list_findings(format_store(source="[{section: Wreck, paragraph: 1, sentence: 2}]"))
    assert "its sentences say no date" in told[1][1]


@pytest.mark.parametrize(
    ("date", "is_borne"),
    [
        ("1872/1889", True), ("1872", True), ("[1872..1889]", True), ("[1872..]", True),
        ("1872/1890", False), ("187X", False), ("1872-03", False), ("[1870..1889]", False),
        ("1880", False), ("18XX", False),
    ],
)  # fmt: skip
def test_a_date_begins_and_ends_as_its_sentences_say(date, is_borne):
    events = REST.replace("date: 1872/1889", f'date: "{date}"')
    found = list_findings(events, ignored=[IgnoredSentence(Source("Wreck"), "r")])
    assert ("no-date" in [name for name, *_ in found]) is not is_borne


@pytest.mark.parametrize(
    ("text", "date", "steps", "wrong"),
    [
        ("After a week it closed on 8 May 1905.", "1905-05-01", "1 week before 1905-05-08", ""),
        ("It ran for ten days from 8 May 1905.", "1905-05-17", "10 days from 1905-05-08", ""),
        ("It had run for eight years when it closed in May 1905.", "1897",
         "8 years before 1905-05", ""),
        ("It closed in May 1905, and opened three months later.", "1905-08",
         "3 months after 1905-05", ""),
        ("It closed in 1905 and 1909.", "1905/1909", "years in lead", ""),
        ("It closed in 1905.", "1897", "8 years before 1905", "its sentences do not say 8 years"),
        ("It had run for eight years when it closed in 1905.", "1898", "8 years before 1906",
         "its sentences do not give 1906"),
        ("It had run for eight years when it closed in 1905.", "1897", "8 years before May 1905",
         "that is no count; write \"8 years before 2019-09-30\", or \"years in SECTION\""),
        ("It had run for eight years when it closed in 1905.", "1897", "8 years before 1905-99",
         "'1905-99' has no such month: 99"),
        ("It closed in 1905.", "1897", "years in Gone",
         "the article has no dates in a section 'Gone'"),
    ],
)  # fmt: skip
def test_how_a_date_was_counted_is_checked(text, date, steps, wrong):
    article = articles.parse_article(text, kind="plain")
    stored = (
        f"title: T\nevents:\n  - {{id: e, date: {date}, title: Closed, dated_by: '{steps}', "
        "source: {section: lead, paragraph: 1, sentence: 1}}\n"
    )
    timeline = store.parse_store("t.yaml", stored.encode()).timeline
    found = [
        each.message
        for each in audit_timeline(timeline, {"": article}).findings
        if each.rule_name == "no-date"
    ]
    assert bool(found) is bool(wrong)
    assert not wrong or wrong in found[0]


def test_what_a_sentence_names_is_in_an_event_that_cites_it():
    head = "places: {birk: {name: off Birk, within: [coast, shore]}, coast: {name: Coast}}\n"
    (missing,) = list_findings(format_store(), head)
    assert missing[:2] == (
        "not-named", "event 'wreck' does not name place 'off Birk' of its sentences",
    )  # fmt: skip
    assert list_findings(format_store(", places: [birk]"), head) == []
    ignored = [IgnoredSentence(Source("Wreck"), "r")]
    assert list_findings(format_store(), head, ignored=ignored) == []
    assert list_findings(format_store(", places: [birk], summary: The Coast"), head) == []
    spoken = list_findings(format_store(", summary: The Coast"), head, ignored=ignored)
    assert spoken[0][1] == "event 'wreck' speaks of place 'Coast' and does not name it"


def test_a_date_that_no_event_has_is_told():
    text = "It opened in 1905 and closed in 1950."
    assert find_rules(text, "tags: [a]", "1905") == [
        ("no-event", "lead ¶1.1 has a date (1950) that no event citing it has")
    ]
    assert find_rules(text, "tags: [a]", "1905/1950") == []


@pytest.mark.parametrize(
    ("text", "date", "title", "rules"),
    [
        ("It opened in 1905.\n\nIt grew.\n\nIt grew.\n\nIt grew.\n\nIn May it closed.",
         "1905-05", "End", ["doubtful-year"]),
        ("It opened in 1905.\n\nIn May it closed.", "1905-05", "End", []),
        ("It opened in 1905. A bridge stood here in 1820. In May it closed.", "1820-05", "End",
         ["doubtful-year"]),
        ("It was sold in 1905 and was bought in 1907.", "1907", "It was bought", []),
        ("It was sold in 1905 and it burned in 1907.", "1905", "It burned", ["doubtful-title"]),
        ("It opened in 1905. Twenty years later it closed.", "1925", "End", ["outlier"]),
        ("It opened in the 1920s and closed in 1905.", "192X", "End", []),
        ("Twenty years later it closed.", "1925", "End", []),
    ],
)  # fmt: skip
def test_what_extraction_gets_wrong_is_doubted(text, date, title, rules):
    article = articles.parse_article(text, kind="plain")
    last = article.sentences[-1]
    stored = (
        f"title: T\nevents:\n  - {{id: e, date: {date}, title: {title}, "
        f"source: {{section: lead, paragraph: {last.paragraph}, sentence: {last.number}}}}}\n"
    )
    timeline = store.parse_store("t.yaml", stored.encode()).timeline
    doubts = ("doubtful-year", "doubtful-title", "outlier")
    found = [each.rule_name for each in audit_timeline(timeline, {"": article}).findings]
    assert [name for name in found if name in doubts] == rules


def test_a_title_that_another_event_has_is_doubted():
    events = REST.replace("title: Sold", "title: a chain")
    found = list_findings(events, ignored=[IgnoredSentence(Source("Wreck"), "r")])
    assert found == [
        ("doubtful-title", "event 'sold' has the title of event 'chain'",
         "say in the title what sets them apart"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "claimant", "wrong"),
    [
        ("According to the Post, it closed in 1905.", "Post", ""),
        ("According to the Post, it closed in 1905.", "the Post", ""),
        ("According to the Post, it closed in 1905.", "Times",
         "event 'e' is according to 'Times', its sentences name 'Post'"),
        ("According to the Post, it closed in 1905.", "",
         "event 'e' names no claimant, its sentences name 'Post'"),
        ("It closed in 1905.", "Post",
         "event 'e' is according to 'Post', its sentences name nobody"),
    ],
)  # fmt: skip
def test_a_claimant_is_the_one_whom_the_sentence_names(text, claimant, wrong):
    found = find_rules(text, f"according_to: {claimant}", "1905")
    assert [message for name, message in found if name == "claimant"] == [wrong] * bool(wrong)


@pytest.mark.parametrize(
    ("casualties", "wrong"),
    [
        ("{of: sailors, killed: 14}", ""),
        ("{of: sailors, wounded: 14}", "has 14 wounded, its sentences say killed"),
        ("{of: sailors, killed: ~14}", "has about 14 killed, its sentences say 14"),
        ("{of: monks, killed: 14}", "has 14 killed, its sentences count 'sailors'"),
        ("{of: sailors, killed: 3}", ""),
        ("{of: sailors, killed: 15}", "has 15 killed, its sentences do not"),
    ],
)
def test_a_figure_is_of_the_harm_and_the_group_that_the_sentence_says(casualties, wrong):
    head = "actors: {sailors: {name: Sailors}, monks: {name: Monks}}\n"
    found = find_rules(
        "In 1905, 14 sailors drowned in 3 boats.", f"casualties: [{casualties}]", "1905", head
    )
    told = [message for name, message in found if name == "no-figure"]
    assert told == ([f"event 'e' {wrong}"] if wrong else [])


def test_a_figure_that_counts_nobody_by_name_may_be_of_anybody():
    head = "actors: {sailors: {name: Sailors}}\n"
    text = "In 1905 a storm killed six, and sailors mourned."
    keys = "casualties: [{of: sailors, killed: 6}]"
    assert find_rules(text, keys, "1905", head) == []


def test_wholes_that_are_part_of_each_other_are_looked_at_once():
    head = "actors: {monks: {name: Monks, part_of: order}, order: {name: Order, part_of: monks}}\n"
    text = "In 1905, 14 sailors drowned."
    found = find_rules(text, "casualties: [{of: monks, killed: 14}]", "1905", head)
    assert ("no-figure", "event 'e' has 14 killed, its sentences count 'sailors'") in found


def find_rules(text: str, keys: str, date: str, head: str = "") -> list[tuple[str, str]]:
    """What an audit finds in one event about an article of one paragraph, by rule."""
    article = articles.parse_article(text, kind="plain")
    stored = (
        f"title: T\n{head}events:\n  - {{id: e, date: {date}, title: Closed, {keys}, "
        "source: {section: lead, paragraph: 1, sentence: 1}}\n"
    )
    timeline = store.parse_store("t.yaml", stored.encode()).timeline
    return [
        (each.rule_name, each.message) for each in audit_timeline(timeline, {"": article}).findings
    ]


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
        ("places: [pier]", "no-name"),
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
        "  scattered: {name: navy sailors, part_of: [navy, denmark]}\n  boat: {name: Boat}\n"
        "places:\n"
        "  birk: {name: Birk}\n  pier: {name: Pier, within: [birk, gone]}\n"
        "  gone: {name: Gone, within: birk}\n"
        "  ferry: {name: Sandholm ferry}\n  is: {name: I S}\n"
    )
    found = [each[0] for each in list_findings(format_store(f", {more}"), head)]
    assert [each for each in found if each != "not-named"] == ([name] if name else [])


def test_what_is_allowed_with_a_reason_is_no_finding_and_not_allowed_in_vain():
    assert list_findings(format_store(", allow: {no-date: Known.}", date="1912")) == []
    assert list_findings(format_store(", allow: {no-date: ''}", date="1912"))[0][0] == "no-date"
    assert list_findings(format_store(", allow: {no-date: Known., single-source: x}")) == [
        ("unused-allow", "event 'wreck' allows 'no-date' but has no such finding",
         "take it out"),
    ]  # fmt: skip


def test_the_sheet_says_what_was_gone_through():
    timeline = store.parse_store("t.yaml", f"title: T\nevents:\n{REST}".encode()).timeline
    amiss = build_audit_table(audit_timeline(timeline, {"": ARTICLE}), "T")
    assert amiss.footer == ("1 finding in 2 events against 3 dated sentences",)
    record = amiss.rows[0].record
    assert (record["event"], record["section"], record["sentence"]) == (None, "Wreck", 1)
    assert record["words"] == "In 1911 14 sailors of the Danish navy drowned off Birk."
    well = build_audit_table(
        audit_timeline(timeline, {"": ARTICLE}, [IgnoredSentence(Source("Wreck"), "r")]), "T"
    )
    assert well.footer == ()
    assert well.empty_message == "no findings in 2 events against 3 dated sentences, 1 ignored"


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
    assert [
        (str(each.source), each.reason, each.line)
        for each in store.load_ignored_sentences(str(path))
    ] == [
        ("A ¶1.2", "No event.", 3),
        ("A ¶1.3", "No event.", 3),
    ]
    problems = store.load_timeline(str(path), cache=False).problems
    told = [(each.line, each.message) for each in problems]
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
    loaded = store.parse_store("t.yaml", text.encode())
    (problem,) = loaded.problems
    assert (problem.code, problem.fix) == (
        "fingerprint", "let `qaim audit STORE ARTICLE --stamp` write them",
    )  # fmt: skip
    assert [each.fingerprint for each in loaded.timeline.events[0].sources] == ["", ""]


@pytest.mark.parametrize(
    ("date", "rules"), [("1500-03-10", []), ("1500-03", ["no-date"]), ("1501", ["no-date"])]
)
def test_a_day_that_the_timelines_calendar_lacks_is_held_against_it_all_the_same(date, rules):
    """29 February 1500 of the Julian calendar is 10 March of the Gregorian one."""
    article = articles.parse_article("On 29 February 1500 the chain broke.", kind="plain")
    text = (
        f"title: T\ncalendar: gregorian\nevents:\n  - {{id: e, date: {date}, title: Chain breaks, "
        "source: {section: lead, paragraph: 1, sentence: 1}}\n"
    )
    timeline = store.parse_store("t.yaml", text.encode()).timeline
    findings = audit_timeline(timeline, {timeline.default_source: article}, ()).findings
    assert [each.rule_name for each in findings] == rules
