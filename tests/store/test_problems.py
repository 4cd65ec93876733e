"""The problems of a text: every one of an event, and where each stands."""

from __future__ import annotations

import pytest

from qaim_cli import store as stores
from qaim_cli.checks import CHECKS
from tests.support.problems import SOURCE, USUAL, event

BAD = """\
actors: {a: {}}
events:
  - id: bad
    date: someday
    date_text: early 2004
    title: He was reportedly there
    summary: a <b>text</b>
    actors: [a, {actor: nobody, role: "[b]x[/b]"}]
    places: [nowhere]
    part_of: [bad, nothing]
    casualties: [{of: nobody, killed: many}]
    allow: {season: why, long-title: in vain}
    source: {section: S, paragraph: 0, sentence: 1}
"""


def test_every_problem_of_an_event_is_told_at_once(told):
    assert [each.partition(". ")[0] for each in told(BAD)] == [
        "4:11: error date: event 'bad': 'someday' is not an EDTF date",
        "6:12: warning no-claimant: title of event 'bad' tells a claim ('reportedly') and not "
        "whose",
        "7:14: warning markup: summary of event 'bad' holds '<b>', which looks like markup",
        "8:25: error undeclared-actor: event 'bad' names actor 'nobody', which is not declared",
        "8:39: warning markup: role of event 'bad' holds '[b]', which looks like markup",
        "9:14: error undeclared-place: event 'bad' names place 'nowhere', which is not declared",
        "10:14: error circle: event 'bad' is part_of itself: bad → bad",
        "10:20: error undeclared-event: event 'bad' is part_of 'nothing', and there is no such "
        "event",
        "11:39: error figure: killed of casualties of event 'bad' is 'many'",
        "13:37: error type: paragraph of the source of event 'bad' is '0'",
    ]


def test_what_needs_a_date_a_title_or_a_source_is_not_judged_without(told):
    bad = event("b", "part_of: a, allow: {season: x}", "x", title="The same few words")
    text = "events:\n" + event("a", "part_of: b", title="The same few words", date="0001") + bad
    chosen = [CHECKS[name] for name in CHECKS if name != "circle"]
    assert [each.split(":")[2] for each in told(text, chosen)] == [" error date"]
    untitled = (event(title="T") + event("f", title="T")).replace("title: T, ", "")
    unsourced = event(details="according_to: X").replace(f", {SOURCE}", "")
    half = (
        "  - {id: e, date: 2004, title: T, according_to: X,\n"
        "     source: [{section: S}, {section: [S]}]}\n"
    )
    for bad, code in ((untitled, "missing"), (unsourced, "missing"), (half, "type")):
        found = told(f"events:\n{bad}", chosen)
        assert {each.split(":")[2] for each in found} == {f" error {code}"}, found


def test_in_reading_an_event_with_a_fault_is_left_out_as_ever(store):
    loaded = stores.load_timeline(store(BAD))
    assert [problem.code for problem in loaded.problems] == ["date", "type"]
    assert (len(loaded.timeline.events), loaded.omitted_count) == (0, 1)
    assert stores.check_file(store(BAD), USUAL).timeline.events == ()


def test_a_bidirectional_character_is_found_in_comments_and_keys_too(told):
    text = "title: x # \u202e\n'inf\u2066obox': {}\nsource: {title: \u202dx}\n"
    assert told(text) == [
        "1:12: error control: the line contains a bidirectional character (U+202E). remove it",
        "2:5: error control: the line contains a bidirectional character (U+2066). remove it",
        "3:17: error control: title of the source contains terminal control characters. "
        "remove them",
    ]


def test_a_byte_that_is_no_text_is_told_at_its_place(tmp_path):
    path = tmp_path / "latin.yaml"
    path.write_bytes("title: x\r# é\rtitle: café\r".encode()[:-3] + b"\xe9\r")
    (problem,) = stores.check_file(str(path), USUAL).problems
    assert (problem.line, problem.column, problem.message) == (3, 11, "is not UTF-8 text")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("title: a\x07", "1:9: error unreadable: holds a control character (U+0007). "),
        ("- a\n- b", "1:1: error unreadable: the top level has no keys. "),
        ("title: x\n # none\n [", "3:2: error unreadable: not YAML: "),
        ("title: x\rnote: a\rsource: {", "3:9: error unreadable: not YAML: "),
        ("title: x\rnote: a\rtags: ]\r", "3:7: error unreadable: not YAML: "),
        ("title: x\r\nnote: a\x07\r", "2:8: error unreadable: holds a control character (U+00"),
        ("title: x\r  \tb: 1\r", "2:3: error unreadable: indented with a tab. use spaces"),
        ("a: " + "[" * 30, "1:24: error unreadable: nested deeper than 20 levels. a timeline "),
        ("a:\n\tb: 1\n", "2:1: error unreadable: indented with a tab. use spaces"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_problem_at_its_line(told, text, place):
    (problem,) = told(text, [CHECKS["markup"]])
    assert problem.startswith(place)
