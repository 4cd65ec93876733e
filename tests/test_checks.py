"""What each check finds, to the column, and what it leaves alone."""

from __future__ import annotations

import json
import re
import time

import faulty
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from qaim_cli import checks
from qaim_cli import store as stores
from qaim_cli.checks import CHECKS, names
from qaim_cli.model import Entity, Problem, ProblemLevel
from qaim_cli.render.colors import ColorTheme
from qaim_cli.render.problems import render_problems as drawn
from qaim_cli.render.screen import ScreenSettings, render_text
from qaim_cli.reports.problems import LocatedProblem, ProblemReport
from qaim_cli.reports.problems import build_problem_report as report_of

SOURCE = "source: {section: S, paragraph: 1, sentence: 1}"
USUAL_CHECKS = checks.select_checks((), ())
UNUSED_CHECKS = ("unused-actor", "unused-place")


def format_event(id: str = "e", details: str = "", date: str = "2004", title: str = "") -> str:
    more = f", {details}" if details else ""
    return f"  - {{id: {id}, date: {date}, title: {title or id.upper()}, {SOURCE}{more}}}\n"


@pytest.fixture
def told(store):
    """The problems of a text, each as "line:column: level check: what. cure"."""

    def list_problems(text: str, chosen=USUAL_CHECKS) -> list[str]:
        problems = stores.check_file(store(text), chosen).problems
        return [each.check_output_line.partition("store.yaml:")[2] for each in problems]

    return list_problems


PROBLEM_CASES = {
    "structure": (
        "title: a\n---\ntitle: b\n",
        "2:1: error structure: a second document begins. put all in one",
    ),
    "duplicate-key": (
        "title: a\ntitle: b\n",
        "2:1: error duplicate-key: 'title' stands here again, first on line 1. "
        "keep one of them; the first counts",
    ),
    "anchor": (
        "title: &a x\n", "1:8: error anchor: the anchor &a is refused. write the value out",
    ),
    "tag": (
        "title: !!str x\n",
        "1:8: error tag: the tag 'tag:yaml.org,2002:str' is refused. write plain text",
    ),
    "too-long": (
        f"title: {'x' * 20_001}\n",
        "1:8: error too-long: title of the file has 20,001 characters. the most is 20,000",
    ),
    "unknown-key": (
        "events:\n" + format_event(details="tittle: x"),
        "2:84: error unknown-key: event 'e' has an unknown key 'tittle'. did you mean title?",
    ),
    "type": (
        "title: [a]\n", "1:8: error type: title of the file is a list. write plain text",
    ),
    "missing": (
        "events:\n  - id: e\n    date: 2004\n    title: T\n",
        "2:5: error missing: event 'e' has no source. add source: …",
    ),
    "null": ("title: ~\n", "1:8: error null: title of the file is ~. leave the key out"),
    "control": (
        'title: "a\\e[1m"\n',
        "1:8: error control: title of the file holds characters that steer a terminal. "
        "remove them",
    ),
    "id": (
        "events:\n" + format_event("E1", title="T"),
        "2:10: error id: event 'E1' has an unusable id. write e1",
    ),
    "date": (
        "events:\n" + format_event(date="17 April 2004"),
        "2:19: error date: event 'e': '17 April 2004' is not an EDTF date. write 2004-04-17",
    ),
    "end-before-start": (
        "events:\n" + format_event(date="2005/2004"),
        "2:19: error end-before-start: event 'e': '2005/2004' ends before it begins. "
        "put the earlier date first",
    ),
    "figure": (
        "actors: {a: {}}\nevents:\n" + format_event(details="casualties: [{of: a, killed: many}]"),
        "3:113: error figure: killed of casualties of event 'e' is 'many'. "
        'write 80, "~80" for about 80, or "80+" for at least 80',
    ),
    "fingerprint": (
        "events:\n  - {id: e, date: 2004, title: E, source: {section: S, fingerprint: [a, b]}}\n",
        "2:43: error fingerprint: the source of event 'e' has 2 fingerprints for 1 sentence. "
        "let `qaim audit STORE ARTICLE --stamp` write them",
    ),
    "duplicate-id": (
        "events:\n" + format_event(title="One") + format_event(title="Two"),
        "3:10: error duplicate-id: the id 'e' stands here again, first on line 2. "
        "give one of them another id",
    ),
    "undeclared-actor": (
        "actors: {ab: {part_of: c}}\nevents:\n" + format_event(details="actors: [ab, {actor: aab}]"),
        "1:24: error undeclared-actor: actor 'ab' is part_of 'c', which is not declared. "
        "declare it under actors:",
        "3:105: error undeclared-actor: event 'e' names actor 'aab', which is not declared. "
        "did you mean ab?",
    ),
    "undeclared-place": (
        "events:\n" + format_event(details="places: [nowhere]"),
        "2:93: error undeclared-place: event 'e' names place 'nowhere', which is not declared. "
        "declare it under places:",
    ),
    "undeclared-event": (
        "events:\n" + format_event("whole") + format_event(details="part_of: [whole, hole]"),
        "3:101: error undeclared-event: event 'e' is part_of 'hole', and there is no such event. "
        "did you mean whole?",
    ),
    "circle": (
        "events:\n" + format_event("a", "part_of: b") + format_event("b", "part_of: a"),
        "2:93: error circle: event 'a' is part_of itself: a → b → a. "
        "take one of these steps out",
    ),
    "outside-whole": (
        "events:\n"
        + format_event("war", date="2003/2005")
        + format_event("before", "part_of: war", "2002")
        + format_event("in", "part_of: war", "2003-03")
        + format_event("perhaps", "part_of: war", '"[2001..2003]"')
        + format_event("about", "part_of: war", "2006~")
        + format_event("after", "part_of: war", "2006"),
        "3:24: warning outside-whole: event 'before' (2002) lies outside its whole 'war' "
        "(2003 – 2005). mend one of the dates or the part_of",
        "7:23: warning outside-whole: event 'after' (2006) lies outside its whole 'war' "
        "(2003 – 2005). mend one of the dates or the part_of",
    ),
    "unused-actor": (
        "actors: {a: {}, b: {}, c: {part_of: b}}\nevents:\n" + format_event(details="actors: [c]"),
        "1:10: warning unused-actor: actor 'a' is declared and no event names it or a part of it. "
        "name it under actors: of an event, or take it out",
    ),
    "unused-place": (
        "places: {a: {}}\n",
        "1:10: warning unused-place: place 'a' is declared and no event names it or a part of it. "
        "name it under places: of an event, or take it out",
    ),
    "ambiguous-name": (
        "actors:\n  a: {name: '!', aliases: [US]}\n  b: {name: U'S, aliases: ['?', us]}\n"
        "events:\n" + format_event(details="actors: [a, b]"),
        "3:13: warning ambiguous-name: actor 'b' is called \"U'S\", and so is 'a'. "
        "asking for it finds both; call one of them otherwise",
    ),
    "duplicate-event": (
        "events:\n"
        + format_event("a", title="The battle of Husaybah")
        + format_event("b", title="Battle at Husaybah")
        + format_event("c", title="Battle of Husaybah", date="2005")
        + format_event("d", title="Round 1 of the great town games")
        + format_event("f", title="Round 2 of the great town games")
        + format_event("g", title="The great games of the old town begin")
        + format_event("h", title="The great games of the old town began")
        + format_event("i", title="US forces enter the town")
        + format_event("j", title="Iraqi forces enter the town"),
        "3:32: warning duplicate-event: event 'b' may be 'a' of line 2 told again. "
        "join them, or tell them apart in their titles",
        "8:32: warning duplicate-event: event 'h' may be 'g' of line 7 told again. "
        "join them, or tell them apart in their titles",
    ),
    "date-text": (
        "events:\n"
        + format_event("a", "date_text: early September 2005")
        + format_event("b", "date_text: some day in spring 2004, perhaps")
        + format_event("c", "date_text: April 2004")
        + format_event("d", "date_text: 2005", date="2004~")
        + format_event("f", "date_text: by 2003", date="'[..2004]'"),
        "2:95: warning date-text: event 'a' is dated 2004 and says 'early September 2005'. "
        "mend one of them; in EDTF the words are [2005-09-01..2005-09-10]",
    ),
    "season": (
        "events:\n"
        + format_event("a", "date_text: March to May 2004", date="2004-21")
        + format_event("b", "date_text: in May of that year", date="2004-21/..")
        + format_event("c", "date_text: from May on", date="'[2004-22..]'")
        + format_event("d", "date_text: the spring of 2004", date="2004-21")
        + format_event("f", "date_text: May 2004 or so", date="'{2004-05,2004-06}'"),
        "2:19: warning season: event 'a' is dated by the season, 2004-21, and says "
        "'March to May 2004'. write 2004-03/2004-05",
        "3:19: warning season: event 'b' is dated by the season, 2004-21/.., and says "
        "'in May of that year'. write the months in the date",
        "4:19: warning season: event 'c' is dated by the season, [2004-22..], and says "
        "'from May on'. write the months in the date",
    ),
    "no-claimant": (
        "events:\n"
        + format_event("a", title="He was reportedly there")
        + format_event("b", "summary: It is said to be so")
        + format_event("c", "according_to: Newsweek", title="He was allegedly there")
        + format_event("d", title="The report of the claimant"),
        "2:32: warning no-claimant: title of event 'a' tells a claim ('reportedly') and not "
        "whose. add according_to: …",
        "3:93: warning no-claimant: summary of event 'b' tells a claim ('is said to') and not "
        "whose. add according_to: …",
    ),
    "single-source": (
        "actors: {a: {}}\nevents:\n"
        + format_event("a", "casualties: [{of: a, killed: 1}]")
        + format_event("b", "according_to: Newsweek")
        + format_event("c"),
        "3:43: warning single-source: event 'a' tells of harm and rests on a single sentence. "
        "add another that says so",
        "4:43: warning single-source: event 'b' tells of a claim and rests on a single sentence. "
        "add another that says so",
    ),
    "long-title": (
        f"title: {'洛' * 41}\nevents:\n{format_event(title='x' * 81)}{format_event('f', title='y' * 80)}",
        "1:8: warning long-title: title of the file takes 82 columns. "
        "say it in 80 and the rest in the summary",
        "3:32: warning long-title: title of event 'e' takes 81 columns. "
        "say it in 80 and the rest in the summary",
    ),
    "markup": (
        "infobox: {Height: 31 m, Water: 'H<sub>2</sub>O'}\n"
        "actors: {a: {name: 'The [/b] ones', aliases: [A, 'B &amp; C']}}\n"
        "events:\n"
        + format_event("a", "actors: [a], note: 'see [[Iraq]]'")
        + format_event("b", "summary: 'a [link](x)', note: 'a < b [sic], c > d [moon]'")
        + "  - {id: c, date: 2004, title: C, tags: [x, '[b]y[/b]'], source: {section: '<i>S'},\n"
        + "    actors: [a, {actor: a, role: '**r**'}]}\n",
        "1:32: warning markup: Water of the infobox holds '<sub>', which looks like markup. "
        "write plain text; it is shown as it stands",
        "2:20: warning markup: name of actor 'a' holds '[/b]', which looks like markup. "
        "write plain text; it is shown as it stands",
        "2:50: warning markup: aliases of actor 'a' holds '&amp;', which looks like markup. "
        "write plain text; it is shown as it stands",
        "4:103: warning markup: note of event 'a' holds '[[Iraq]]', which looks like markup. "
        "write plain text; it is shown as it stands",
        "5:93: warning markup: summary of event 'b' holds '[link](x)', which looks like markup. "
        "write plain text; it is shown as it stands",
        "6:45: warning markup: tags of event 'c' holds '[b]', which looks like markup. "
        "write plain text; it is shown as it stands",
        "6:76: warning markup: section of event 'c' holds '<i>', which looks like markup. "
        "write plain text; it is shown as it stands",
        "7:34: warning markup: role of event 'c' holds '**r**', which looks like markup. "
        "write plain text; it is shown as it stands",
    ),
    "unused-allow": (
        "events:\n"
        + format_event("a", "allow: {markup: , seazon: x, zzz: y, date: no, season: in vain}"),
        "2:92: warning unused-allow: event 'a' allows 'markup' without a reason. "
        "write markup: why it is right as it is",
        "2:102: warning unused-allow: event 'a' allows 'seazon', which is no check. "
        "did you mean season?",
        "2:113: warning unused-allow: event 'a' allows 'zzz', which is no check. "
        "see `qaim check --list`",
        "2:121: warning unused-allow: event 'a' allows 'date', which is never silenced. "
        "mend what it finds",
        "2:131: warning unused-allow: event 'a' allows 'season' and has nothing of the kind. "
        "take it out",
    ),
    "unreadable": (
        "title: 'x",
        "1:8: error unreadable: not YAML: found unexpected end of stream while scanning a quoted "
        "scalar. nothing of the file can be read until that is mended",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PROBLEM_CASES)
def test_a_check_finds_this_and_nothing_else(told, name):
    text, *problems = PROBLEM_CASES[name]
    chosen = USUAL_CHECKS if name == "unused-allow" else [CHECKS[name]]
    assert told(text, chosen) == problems


def test_every_check_is_shown_to_find_something():
    assert set(PROBLEM_CASES) == set(CHECKS)


def test_the_function_of_a_check_is_called_as_the_check_is():
    for check in CHECKS.values():
        if check.module:
            assert checks._load_function(check).__name__ == check.name.replace("-", "_")


def test_every_problem_found_in_reading_is_an_error_of_the_table(store):
    for text, *_ in PROBLEM_CASES.values():
        for problem in stores.check_file(store(text), CHECKS.values()).problems:
            assert problem.level is CHECKS[problem.code].level


@pytest.mark.parametrize(
    "text",
    [
        "<b>", "</i>", "<br/>", "<a href='x'>", "<!-- x", "&#160;", "{{cite}}", "'''bold'''",
        "**bold**", "[b]", "[bold red]", "[url=x]y", "[/]", "[LINK]",
    ],
)  # fmt: skip
def test_markup_of_many_kinds_is_seen(told, text):
    quoted = text.replace("'", "''")
    assert len(told(f"title: 'x {quoted} y'\n")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "a < b > c",
        "AT&T; R&D",
        "[moon] landing",
        "[sic]",
        "[...]",
        "5 * 3 * 2",
        "f(x) [1]",
        "it''s",
    ],
)
def test_plain_signs_are_no_markup(told, text):
    assert told(f"title: '{text}'\n") == []


def test_reading_tells_errors_alone_and_by_their_lines(store):
    text, *_ = PROBLEM_CASES["undeclared-actor"]
    loaded = stores.load_timeline(
        store(text + format_event("f", title="<b>", details="allow: {zzz: x}"))
    )
    assert [(each.line, each.column, each.code) for each in loaded.problems] == [
        (1, 1, "undeclared-actor"), (3, 1, "undeclared-actor"),
    ]  # fmt: skip


def test_an_event_that_cannot_be_read_may_say_what_is_missed_elsewhere(told):
    text = "actors: {a: {}}\nplaces: {p: {}}\nevents:\n" + format_event("f", "part_of: e")
    assert [each.split(":")[2] for each in told(text)] == [
        " warning unused-actor", " warning unused-place", " error undeclared-event",
    ]  # fmt: skip
    unread = format_event("E 1", title="T")
    assert [each.split(":")[2] for each in told(text + unread)] == [" error id"]
    assert len(told(text + format_event(date="x"))) == 3


BAD_STORE = """\
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
    assert [each.partition(". ")[0] for each in told(BAD_STORE)] == [
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
    bad = format_event("b", "part_of: a, allow: {season: x}", "x", title="The same few words")
    text = (
        "events:\n" + format_event("a", "part_of: b", title="The same few words", date="0001") + bad
    )
    chosen = [CHECKS[name] for name in CHECKS if name != "circle"]
    assert [each.split(":")[2] for each in told(text, chosen)] == [" error date"]
    untitled = (format_event(title="T") + format_event("f", title="T")).replace("title: T, ", "")
    unsourced = format_event(details="according_to: X").replace(f", {SOURCE}", "")
    half = (
        "  - {id: e, date: 2004, title: T, according_to: X,\n"
        "     source: [{section: S}, {section: [S]}]}\n"
    )
    for bad, code in ((untitled, "missing"), (unsourced, "missing"), (half, "type")):
        found = told(f"events:\n{bad}", chosen)
        assert {each.split(":")[2] for each in found} == {f" error {code}"}, found


def test_in_reading_an_event_with_a_fault_is_left_out_as_ever(store):
    loaded = stores.load_timeline(store(BAD_STORE))
    assert [problem.code for problem in loaded.problems] == ["date", "type"]
    assert (len(loaded.timeline.events), loaded.omitted_count) == (0, 1)
    assert stores.check_file(store(BAD_STORE), USUAL_CHECKS).timeline.events == ()


def test_a_warning_that_its_event_allows_with_a_reason_is_not_told(told):
    claim = format_event(
        title="He was reportedly there", details="allow: {no-claimant: the source's}"
    )
    assert told(f"events:\n{claim}") == []
    assert told(f"events:\n{claim.replace('source', 'book', 1)}") != []


def test_an_error_is_never_silenced(told):
    text = "events:\n" + format_event(details="actors: [x], allow: {undeclared-actor: x}")
    assert [each.split(":")[2] for each in told(text)] == [
        " error undeclared-actor", " warning unused-allow",
    ]  # fmt: skip


def test_an_allowance_of_a_check_that_does_not_run_is_not_judged(told):
    text = "events:\n" + format_event(details="allow: {season: x, single-source: y}")
    assert told(text, checks.select_checks((), ["season"])) == []
    assert len(told(text)) == 1


def test_what_is_allowed_must_be_checks_with_reasons(told):
    assert told("events:\n" + format_event(details="allow: markup")) == [
        "2:91: error type: allow of event 'e' is the text 'markup'. give it keys: check-name: …"
    ]


def test_a_bidirectional_character_is_found_in_comments_and_keys_too(told):
    text = "title: x # \u202e\n'inf\u2066obox': {}\nsource: {title: \u202dx}\n"
    assert told(text) == [
        "1:12: error control: the line holds a bidirectional character (U+202E). remove it",
        "2:5: error control: the line holds a bidirectional character (U+2066). remove it",
        "3:17: error control: title of the source holds characters that steer a terminal. "
        "remove them",
    ]


def test_an_anchor_of_a_key_is_refused_like_that_of_a_value(told):
    assert told("&a title: x\n") == [
        "1:1: error anchor: the anchor &a is refused. write the value out"
    ]


def test_a_place_is_found_within_lists_and_groups_and_by_the_words_that_are_written(told):
    text = (
        "actors:\n  a: {}\nevents:\n  - id: e\n    date: 2004\n    title: T\n    actors:\n"
        "      - a\n      - actor: a\n        role: x\n      - b\n    casualties:\n"
        f"      - {{of: 'c\n         d', killed: 1}}\n    {SOURCE}\n"
    )
    assert [each.split(" ")[0] for each in told(text)] == ["11:9:", "13:14:"]


@pytest.mark.parametrize("text", ["actors: x\n", "places: [a]\n", "events: x\n", "infobox: x\n"])
def test_what_is_no_record_is_checked_without_a_traceback(told, text):
    assert len(told(text)) == 1


def test_a_byte_that_is_no_text_is_told_at_its_place(tmp_path):
    path = tmp_path / "latin.yaml"
    path.write_bytes("title: x\r# é\rtitle: café\r".encode()[:-3] + b"\xe9\r")
    (problem,) = stores.check_file(str(path), USUAL_CHECKS).problems
    assert (problem.line, problem.column, problem.message) == (3, 11, "is not UTF-8 text")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("title: a\x07", "1:9: error unreadable: holds a control character (U+0007). "),
        ("- a\n- b", "1:1: error unreadable: the top level is not made of keys. "),
        ("title: x\n # none\n [", "3:2: error unreadable: not YAML: "),
        ("title: x\rnote: a\rsource: {", "3:9: error unreadable: not YAML: "),
        ("title: x\rnote: a\rtags: ]\r", "3:7: error unreadable: not YAML: "),
        ("title: x\r\nnote: a\x07\r", "2:8: error unreadable: holds a control character (U+00"),
        ("title: x\r  \tb: 1\r", "2:3: error unreadable: indented with a tab. use spaces"),
        ("a: " + "[" * 30, "1:24: error unreadable: nested deeper than 20 levels. a store "),
        ("a:\n\tb: 1\n", "2:1: error unreadable: indented with a tab. use spaces"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_problem_at_its_line(told, text, place):
    (problem,) = told(text, [CHECKS["markup"]])
    assert problem.startswith(place)


def test_the_checks_of_names_stay_quick_on_many_events(store):
    """Ten times as many events take some ten times as long."""

    def seconds(number: int) -> float:
        text = "events:\n" + "".join(
            format_event(f"e{n}", title=f"The same few words {n}") for n in range(number)
        )
        timeline = stores.load_timeline(store(text)).timeline
        start = time.process_time()
        assert list(checks.run_checks(timeline, USUAL_CHECKS)) == []
        return time.process_time() - start

    assert seconds(3000) < 40 * max(seconds(300), 0.01)


def test_the_search_for_circles_stays_quick_on_a_long_chain():
    """Ten times as long a chain takes some ten times as long, closed or not."""

    def seconds(number: int) -> float:
        ids = [f"a{n:06}" for n in range(number)]
        start = time.process_time()
        for last in ((), (ids[0],)):
            wholes = dict(zip(ids, [*((id,) for id in ids[1:]), last], strict=True))
            entities = {id: Entity(id, id, parents=wholes[id]) for id in reversed(ids)}
            found = list(names._find_cycles("actor", tuple(entities.values())))
            assert len(found) == bool(last)
        return time.process_time() - start

    assert seconds(20_000) < 40 * max(seconds(2000), 0.01)


def test_each_of_several_circles_is_told_at_its_first_member_by_the_shortest_way(told):
    def circles(**wholes: str) -> list[str]:
        lines = "".join(format_event(id, f"part_of: [{ids}]") for id, ids in wholes.items())
        found = told(f"events:\n{lines}", [CHECKS["circle"]])
        return [each.partition("itself: ")[2].partition(".")[0] for each in found]

    assert circles(a="a") == ["a → a"]
    assert circles(a="b, c", b="c", c="a") == ["a → c → a"]
    assert circles(c="b, a", b="c", a="b") == ["b → c → b", "a → b → c → a"]
    assert circles(z="a", a="b", b="a", c="d", d="c") == ["a → b → a", "c → d → c"]
    assert circles(a="b, c", b="a, x", c="a") == ["a → b → a"]
    assert circles(a="b", b="a, c", c="b") == ["a → b → a"]


def test_the_shipped_timeline_has_no_problem(qaim):
    result = qaim("check", "--strict")
    assert (result.status, result.out, result.err) == (
        0, "events.yaml: no problems in 35 events\n", "",
    )  # fmt: skip


STORE_WITH_WARNING = "title: <b>\n"
STORE_WITH_ERROR = "tittle: x\ntitle: <b>\n"


@pytest.mark.parametrize(
    ("text", "arguments", "status"),
    [
        (STORE_WITH_WARNING, [], 0),
        (STORE_WITH_WARNING, ["--strict"], 1),
        (STORE_WITH_WARNING, ["--strict", "--skip", "markup"], 0),
        (STORE_WITH_ERROR, [], 1),
        (STORE_WITH_ERROR, ["--skip", "unknown-key"], 0),
        (STORE_WITH_ERROR, ["--only", "unknown-key"], 1),
        (STORE_WITH_ERROR, ["--only", "season", "--strict"], 0),
        ("title: 'x", [], 3),
        ("title: 'x", ["--only", "season"], 3),
    ],
)
def test_the_status_tells_what_was_found(qaim, store, text, arguments, status):
    assert qaim("check", store(text), *arguments).status == status


def test_files_are_checked_one_after_another_and_one_that_cannot_be_read_stops_none(qaim, store):
    bad, gone = store(STORE_WITH_ERROR, name="bad.yaml"), store("", name="gone.yaml")
    good = store("events:\n" + format_event(), name="good.yaml")
    result = qaim("check", good, gone, bad)
    assert result.status == 3
    assert [line.rpartition("/")[2] for line in result.out.splitlines()] == [
        f"gone.yaml:1:1: error unreadable: {gone} is empty".rpartition("/")[2]
        + ". start one with a title and events",
        "bad.yaml:1:1: error unknown-key: the file has an unknown key 'tittle'. "
        "did you mean title?",
        "bad.yaml:2:8: warning markup: title of the file holds '<b>', which looks like markup. "
        "write plain text; it is shown as it stands",
        "2 errors and 1 warning in 3 files",
    ]
    assert qaim("check", good, good).out == "good.yaml: no problems in 1 event\n"
    other = store("events:\n" + format_event(), name="other.yaml")
    assert qaim("check", good, other).out == "2 files: no problems in 2 events\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--only", "unused-actr"], "--only cannot be 'unused-actr'; did you mean unused-actor"),
        (["--list", "-f", "sarif"], "--list cannot be shown as sarif; choose table, json, "),
        (["--only", "season", "--skip", "season"], "--skip leaves no check to run; see `qaim"),
        (["-o", "x.pdf"], "'x.pdf': no format has the ending .pdf; end it in "),
        (["-x"], "no such option: -x; see `qaim check --help`"),
    ],
)
def test_a_wrong_request_says_what_is_right(qaim, arguments, message):
    result = qaim("check", *arguments)
    assert result.status == 2
    assert result.err.startswith(f"qaim: {message}")


def test_a_report_is_written_by_its_ending_and_never_over_what_is_checked(qaim, store, tmp_path):
    first, second = (
        store(STORE_WITH_WARNING, name="a.yaml"),
        store(STORE_WITH_WARNING, name="b.yaml"),
    )
    target = tmp_path / "report.sarif"
    assert qaim("check", first, "-o", str(target)).status == 0
    (run,) = json.loads(target.read_text("utf-8"))["runs"]
    assert [each["ruleId"] for each in run["results"]] == ["markup"]
    target = tmp_path / "report.txt"
    assert qaim("check", first, "--only", "season", "-o", str(target)).out == ""
    assert target.read_text("utf-8") == "a.yaml: no problems in 0 events\n"
    result = qaim("check", first, second, "-o", second, "-f", "json")
    assert (result.status, result.out) == (2, "")
    assert "is the timeline itself" in result.err
    assert qaim("list", "-o", "x.sarif").err.startswith("qaim: 'x.sarif': no format has the ending")


def test_sarif_names_rules_that_are_there_and_files_as_addresses(
    qaim, store, tmp_path, monkeypatch
):
    path = store(STORE_WITH_ERROR, name="ä b.yaml")
    monkeypatch.chdir(tmp_path)
    for called, address in (
        (path, f"file://{tmp_path}/%C3%A4%20b.yaml"),
        ("ä b.yaml", "%C3%A4%20b.yaml"),
    ):
        log = json.loads(qaim("check", called, "-f", "sarif").out)
        assert log["version"] == "2.1.0"
        (run,) = log["runs"]
        rules = run["tool"]["driver"]["rules"]
        assert [each["id"] for each in rules] == list(CHECKS)
        for result in run["results"]:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
            assert result["level"] in ("error", "warning")
            (location,) = result["locations"]
            assert location["physicalLocation"]["artifactLocation"]["uri"] == address


def test_an_annotation_cannot_be_broken_out_of(qaim, store):
    path = store(
        'title: \'100%,\r\n::error::<b>\'\ninfobox: {"a\\r\\nb": "<b>%"}\n', name="a,b:c%.yaml"
    )
    result = qaim("check", path, "-f", "github")
    lines = result.out.splitlines()
    assert len(lines) == 2
    for line in lines:
        assert re.match(
            r"::warning file=[^,:]*a%2Cb%3Ac%25\.yaml,line=\d,col=\d+,title=markup::", line
        )


def build_screen(width: int, *, color: bool = False) -> ScreenSettings:
    return ScreenSettings(width=width, has_color=color, is_ascii=False, theme=ColorTheme.AUTO)


def render_source_lines(source: str, column: int, width: int) -> list[str]:
    """The line and its caret as a screen of that width shows them."""
    problem = Problem("a.yaml", 1, column, "markup", "what", "", ProblemLevel.WARNING)
    text = render_text(
        drawn(ProblemReport((LocatedProblem(problem, source),), "end"), build_screen(width)),
        build_screen(width),
    )
    lines = text.splitlines()
    return [line for line in lines if line.startswith((" 1 | ", "   | "))]


@pytest.mark.parametrize(
    ("source", "column", "width", "lines"),
    [
        ("title: x", 8, 40, [" 1 | title: x", "   |        ^"]),
        ("洛陽: x", 5, 40, [" 1 | 洛陽: x", "   |       ^"]),
        ("e\u0301te\u0301: x", 8, 40, [" 1 | e\u0301te\u0301: x", "   |      ^"]),
        ("القائم: x", 9, 40, [" 1 | القائم: x", "   |         ^"]),
        ("\ta:\tx", 5, 40, [" 1 |         a:      x", "   |                 ^"]),
        ("a\x1b[1m\u202eb", 7, 40, [" 1 | a\ufffd[1m\ufffdb", "   |       ^"]),
        ("x" * 90, 1, 25, [" 1 | " + "x" * 19 + "…", "   | ^"]),
        ("x" * 90, 90, 25, [" 1 | …" + "x" * 13, "   | " + " " * 13 + "^"]),
        ("洛" * 90, 90, 25, [" 1 | …" + "洛" * 7, "   | " + " " * 13 + "^"]),
        ("e\u0301" * 90, 179, 25, [" 1 | …" + "e\u0301" * 7, "   | " + " " * 7 + "^"]),
        ("title: x", 99, 40, [" 1 | title: x", "   |         ^"]),
        ("   ", 1, 40, []),
        ("title: x", 8, 12, []),
    ],
)  # fmt: skip
def test_the_caret_stands_under_its_column(source, column, width, lines):
    assert render_source_lines(source, column, width) == lines


@pytest.mark.parametrize("width", [20, 40, 80, 160])
def test_no_line_is_wider_than_the_screen_and_a_long_one_is_quick(width):
    for source in ("\t洛e\u0301" * 20_000, "x" * 100_000, "\u0301" * 5_000):
        for column in (1, 700, len(source)):
            assert all(
                cell_len(line) <= width for line in render_source_lines(source, column, width)
            )


def test_on_a_terminal_problems_have_colour_and_nothing_that_steers_it(qaim, store, monkeypatch):
    monkeypatch.setattr("qaim_cli.cli.terminal.is_terminal", lambda: True)
    path = store('title: "<b>" # \u202e\nactors: {"a\\e[31m": {}}\n')
    out = qaim("check", path, "--no-pager").out
    assert "\x1b[1;31m" in out
    assert "^" in out
    assert "\x1b[31m" not in out
    assert "\u202e" not in out
    assert "\n 1 | " in qaim("check", path, "--color", "never", "--no-pager").out


def test_a_shell_offers_the_names_of_checks():
    from qaim_cli.cli import complete
    from qaim_cli.cli.commands.check import Options
    from qaim_cli.cli.options import StoreOptions, list_options

    (only,) = (each for each in list_options(Options) if each.field == "only")
    assert ("unused-actor", "") in complete.offers(only, StoreOptions({}))


def test_the_list_of_checks_is_data_too(qaim):
    listed = json.loads(qaim("check", "--list", "-f", "json").out)
    assert [each["check"] for each in listed] == list(CHECKS)
    assert listed[0] == {
        "check": "unreadable",
        "level": "error",
        "about": "the file is there and is YAML in UTF-8",
        "usual": True,
    }
    assert [each["check"] for each in listed if not each["usual"]] == ["single-source"]


def test_what_an_event_is_part_of_is_shown_by_title(qaim, store):
    path = store(
        "events:\n"
        + format_event("war", title="The war")
        + format_event(details="part_of: [war, x]")
    )
    shown = qaim("show", "e", "--file", path).out
    assert "Part of    The war\n           x\n" in shown
    (record,) = json.loads(qaim("show", "e", "--file", path, "-f", "json").out)
    assert record["part_of"] == ["war", "x"]


@settings(deadline=None)  # the first example pays for every import
@given(st.data())
def test_any_text_gives_problems_and_never_a_traceback(tmp_path_factory, data):
    lines = faulty.FAULTY_STORE.splitlines(keepends=True)
    kept = data.draw(st.lists(st.sampled_from(lines), max_size=30))
    at = data.draw(st.integers(0, 200))
    text = "".join(kept)
    text = text[:at] + data.draw(st.text(max_size=5)) + text[at:]
    path = tmp_path_factory.mktemp("any") / "store.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    checked = stores.check_file(str(path), USUAL_CHECKS)
    told = report_of([checked])
    for width in (20, 60):
        assert render_text(drawn(told, build_screen(width)), build_screen(width)).endswith("\n")
    for problem in checked.problems:
        assert problem.check_output_line.isprintable()
        assert problem.level is CHECKS[problem.code].level
