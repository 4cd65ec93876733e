"""What each check finds, to the column, and what it leaves alone."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qaim_cli import checks
from qaim_cli import store as stores
from qaim_cli.checks import CHECKS, names
from qaim_cli.model import Entity
from qaim_cli.render.problems import render_problems as drawn
from qaim_cli.render.screen import render_text
from qaim_cli.reports.problems import build_problem_report as report_of
from qaim_cli.text import clean_text
from tests.support import faulty
from tests.support.problems import SOURCE, USUAL, event, screen
from tests.support.work import count_calls

USED = ("unused-actor", "unused-place")


FOUND = {
    "structure": (
        "title: a\n---\ntitle: b\n",
        "2:1: error structure: a second YAML document begins here. put everything in one document",
    ),
    "duplicate-key": (
        "title: a\ntitle: b\n",
        "2:1: error duplicate-key: 'title' is repeated; it is first on line 1. "
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
        "1:8: error too-long: title of the file has 20,001 characters. shorten it to at most "
        "20,000",
    ),
    "unknown-key": (
        "events:\n" + event(details="tittle: x"),
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
        "1:8: error control: title of the file contains terminal control characters. "
        "remove them",
    ),
    "id": (
        "events:\n" + event("E1", title="T"),
        "2:10: error id: event 'E1' has an unusable id. write e1",
    ),
    "date": (
        "events:\n" + event(date="17 April 2004"),
        "2:19: error date: event 'e': '17 April 2004' is not an EDTF date. write 2004-04-17",
    ),
    "end-before-start": (
        "events:\n" + event(date="2005/2004"),
        "2:19: error end-before-start: event 'e': '2005/2004' ends before it begins. "
        "put the earlier date first",
    ),
    "figure": (
        "actors: {a: {}}\nevents:\n" + event(details="casualties: [{of: a, killed: many}]"),
        "3:113: error figure: killed of casualties of event 'e' is 'many'. "
        'write 80, "~80" for about 80, or "80+" for at least 80',
    ),
    "fingerprint": (
        "events:\n  - {id: e, date: 2004, title: E, source: {section: S, fingerprint: [a, b]}}\n",
        "2:43: error fingerprint: the source of event 'e' has 2 fingerprints for 1 sentence. "
        "let `qaim audit STORE ARTICLE --stamp` write them",
    ),
    "duplicate-id": (
        "events:\n" + event(title="One") + event(title="Two"),
        "3:10: error duplicate-id: the id 'e' is repeated; it is first on line 2. "
        "give one of them another id",
    ),
    "undeclared-actor": (
        "actors: {ab: {part_of: c}}\nevents:\n" + event(details="actors: [ab, {actor: aab}]"),
        "1:24: error undeclared-actor: actor 'ab' is part_of 'c', which is not declared. "
        "declare it under actors:",
        "3:105: error undeclared-actor: event 'e' names actor 'aab', which is not declared. "
        "did you mean ab?",
    ),
    "undeclared-place": (
        "events:\n" + event(details="places: [nowhere]"),
        "2:93: error undeclared-place: event 'e' names place 'nowhere', which is not declared. "
        "declare it under places:",
    ),
    "undeclared-source": (
        "sources: {livy: {}, florus: {}}\nevents:\n"
        + event()
        + "  - {id: f, date: 2004, title: F, source: [livi, florus, {of: livy, at: '22'}]}\n",
        "3:43: error undeclared-source: event 'e' does not say which of the sources it cites. "
        "add of: livy or florus",
        "4:44: error undeclared-source: event 'f' names source 'livi', which is not declared. "
        "did you mean livy?",
    ),
    "undeclared-event": (
        "events:\n" + event("whole") + event(details="part_of: [whole, hole]"),
        "3:101: error undeclared-event: event 'e' is part_of 'hole', and there is no such event. "
        "did you mean whole?",
    ),
    "circle": (
        "events:\n" + event("a", "part_of: b") + event("b", "part_of: a"),
        "2:93: error circle: event 'a' is part_of itself: a → b → a. "
        "remove one of these steps",
    ),
    "outside-whole": (
        "events:\n"
        + event("war", date="2003/2005")
        + event("before", "part_of: war", "2002")
        + event("in", "part_of: war", "2003-03")
        + event("perhaps", "part_of: war", '"[2001..2003]"')
        + event("about", "part_of: war", "2006~")
        + event("after", "part_of: war", "2006"),
        "3:24: warning outside-whole: event 'before' (2002) lies outside 'war' "
        "(2003 – 2005). correct one of the dates, or part_of",
        "7:23: warning outside-whole: event 'after' (2006) lies outside 'war' "
        "(2003 – 2005). correct one of the dates, or part_of",
    ),
    "unused-actor": (
        "actors: {a: {}, b: {}, c: {part_of: b}}\nevents:\n" + event(details="actors: [c]"),
        "1:10: warning unused-actor: actor 'a' is declared, but no event names it or a part of it. "
        "name it under actors: of an event, or take it out",
    ),
    "unused-place": (
        "places: {a: {}}\n",
        "1:10: warning unused-place: place 'a' is declared, but no event names it or a part of it. "
        "name it under places: of an event, or take it out",
    ),
    "unused-source": (
        "source: {title: T}\nsources: {livy: {}, florus: {}}\nevents:\n"
        "  - {id: f, date: 2004, title: F, source: livy}\n",
        "1:9: warning unused-source: the source at the top is cited by no event, as each names "
        "another. move it to sources:, or take it out",
        "2:21: warning unused-source: source 'florus' is declared and no event cites it. "
        "cite it under source: of an event, or take it out",
    ),
    "ambiguous-name": (
        "actors:\n  a: {name: '!', aliases: [US]}\n  b: {name: U'S, aliases: ['?', us]}\n"
        "events:\n" + event(details="actors: [a, b]"),
        "3:13: warning ambiguous-name: actor 'b' is called \"U'S\", and so is 'a'. "
        "searching for it finds both; rename one of them",
    ),
    "duplicate-event": (
        "events:\n"
        + event("a", title="The battle of Husaybah")
        + event("b", title="Battle at Husaybah")
        + event("c", title="Battle of Husaybah", date="2005")
        + event("d", title="Round 1 of the great town games")
        + event("f", title="Round 2 of the great town games")
        + event("g", title="The great games of the old town begin")
        + event("h", title="The great games of the old town began")
        + event("i", title="US forces enter the town")
        + event("j", title="Iraqi forces enter the town"),
        "3:32: warning duplicate-event: event 'b' may be 'a' of line 2, repeated. "
        "merge them, or make their titles differ",
        "8:32: warning duplicate-event: event 'h' may be 'g' of line 7, repeated. "
        "merge them, or make their titles differ",
    ),
    "date-text": (
        "events:\n"
        + event("a", "date_text: early September 2005")
        + event("b", "date_text: some day in spring 2004, perhaps")
        + event("c", "date_text: April 2004")
        + event("d", "date_text: 2005", date="2004~")
        + event("f", "date_text: by 2003", date="'[..2004]'"),
        "2:95: warning date-text: event 'a' is dated 2004 and says 'early September 2005'. "
        "correct one of them; in EDTF the words are [2005-09-01..2005-09-10]",
    ),
    "season": (
        "events:\n"
        + event("a", "date_text: March to May 2004", date="2004-21")
        + event("b", "date_text: in May of that year", date="2004-21/..")
        + event("c", "date_text: from May on", date="'[2004-22..]'")
        + event("d", "date_text: the spring of 2004", date="2004-21")
        + event("f", "date_text: May 2004 or so", date="'{2004-05,2004-06}'"),
        "2:19: warning season: event 'a' is dated by the season, 2004-21, and says "
        "'March to May 2004'. write 2004-03/2004-05",
        "3:19: warning season: event 'b' is dated by the season, 2004-21/.., and says "
        "'in May of that year'. write the months in the date",
        "4:19: warning season: event 'c' is dated by the season, [2004-22..], and says "
        "'from May on'. write the months in the date",
    ),
    "no-claimant": (
        "events:\n"
        + event("a", title="He was reportedly there")
        + event("b", "summary: It is said to be so")
        + event("c", "according_to: Newsweek", title="He was allegedly there")
        + event("d", title="The report of the claimant"),
        "2:32: warning no-claimant: title of event 'a' tells a claim ('reportedly') and not "
        "whose. add according_to: …",
        "3:93: warning no-claimant: summary of event 'b' tells a claim ('is said to') and not "
        "whose. add according_to: …",
    ),
    "single-source": (
        "actors: {a: {}}\nevents:\n"
        + event("a", "casualties: [{of: a, killed: 1}]")
        + event("b", "according_to: Newsweek")
        + event("c"),
        "3:43: warning single-source: event 'a' has casualties but rests on a single sentence. "
        "cite another sentence that supports it",
        "4:43: warning single-source: event 'b' has a claim but rests on a single sentence. "
        "cite another sentence that supports it",
    ),
    "link": (
        "source: {url: 'ftp://e.org'}\nsources: {a: {url: e.org}}\nevents:\n"
        "  - {id: e, date: 2004, title: E, url: 'https://', image: 'data:x', source: a}\n"
        "  - {id: f, date: 2004, title: F, image: 'pictures/f.png',\n"
        "     source: [{of: a, url: 'javascript:x'}, {section: S, url: 'HTTP://e.org/a'}]}\n",
        "1:15: warning link: url of the source is 'ftp://e.org', which is no http or https "
        "address. write it whole: https://…",
        "2:20: warning link: url of source 'a' is 'e.org', which is no http or https address. "
        "write it whole: https://…",
        "4:40: warning link: url of event 'e' is 'https://', which is no http or https address. "
        "write it whole: https://…",
        "4:59: warning link: image of event 'e' is 'data:x', which is no http or https address. "
        "write it whole: https://…",
        "6:28: warning link: url of the source of event 'f' is 'javascript:x', which is no http "
        "or https address. write it whole: https://…",
    ),
    "long-title": (
        f"title: {'洛' * 41}\nevents:\n{event(title='x' * 81)}{event('f', title='y' * 80)}",
        "1:8: warning long-title: title of the file takes 82 columns. "
        "shorten it to 80, and put the rest in the summary",
        "3:32: warning long-title: title of event 'e' takes 81 columns. "
        "shorten it to 80, and put the rest in the summary",
    ),
    "markup": (
        "infobox: {Height: 31 m, Water: 'H<sub>2</sub>O'}\n"
        "actors: {a: {name: 'The [/b] ones', aliases: [A, 'B &amp; C']}}\n"
        "events:\n"
        + event("a", "actors: [a], note: 'see [[Iraq]]'")
        + event("b", "summary: 'a [link](x)', note: 'a < b [sic], c > d [moon]'")
        + "  - {id: c, date: 2004, title: C, tags: [x, '[b]y[/b]'], source: {section: '<i>S'},\n"
        + "    actors: [a, {actor: a, role: '**r**'}]}\n",
        "1:32: warning markup: Water of the infobox holds '<sub>', which looks like markup. "
        "write plain text; markup is not interpreted",
        "2:20: warning markup: name of actor 'a' holds '[/b]', which looks like markup. "
        "write plain text; markup is not interpreted",
        "2:50: warning markup: aliases of actor 'a' holds '&amp;', which looks like markup. "
        "write plain text; markup is not interpreted",
        "4:103: warning markup: note of event 'a' holds '[[Iraq]]', which looks like markup. "
        "write plain text; markup is not interpreted",
        "5:93: warning markup: summary of event 'b' holds '[link](x)', which looks like markup. "
        "write plain text; markup is not interpreted",
        "6:45: warning markup: tags of event 'c' holds '[b]', which looks like markup. "
        "write plain text; markup is not interpreted",
        "6:76: warning markup: section of event 'c' holds '<i>', which looks like markup. "
        "write plain text; markup is not interpreted",
        "7:34: warning markup: role of event 'c' holds '**r**', which looks like markup. "
        "write plain text; markup is not interpreted",
    ),
    "unused-allow": (
        "events:\n"
        + event("a", "allow: {markup: , seazon: x, zzz: y, date: no, season: in vain}"),
        "2:92: warning unused-allow: event 'a' allows 'markup' without a reason. "
        "write markup: the reason why it is right",
        "2:102: warning unused-allow: event 'a' allows 'seazon', which is not a check. "
        "did you mean season?",
        "2:113: warning unused-allow: event 'a' allows 'zzz', which is not a check. "
        "see `qaim check --list`",
        "2:121: warning unused-allow: event 'a' allows 'date', which cannot be allowed. "
        "fix what the check finds",
        "2:131: warning unused-allow: event 'a' allows 'season' but has no such finding. "
        "take it out",
    ),
    "unreadable": (
        "title: 'x",
        "1:8: error unreadable: not YAML: found unexpected end of stream while scanning a quoted "
        "scalar. fix this syntax error; the rest of the file cannot be read until then",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FOUND)
def test_a_check_finds_this_and_nothing_else(told, name):
    text, *problems = FOUND[name]
    chosen = USUAL if name == "unused-allow" else [CHECKS[name]]
    assert told(text, chosen) == problems


def test_every_check_is_shown_to_find_something():
    for name in CHECKS:
        assert name in FOUND, f"give `FOUND` a text in which {name!r} finds something"
    assert len(FOUND) == len(CHECKS)


def test_the_function_of_a_check_is_called_as_the_check_is():
    for check in CHECKS.values():
        if check.module:
            assert checks._load_function(check).__name__ == check.name.replace("-", "_")


def test_every_problem_found_in_reading_is_an_error_of_the_table(store):
    for text, *_ in FOUND.values():
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
    text, *_ = FOUND["undeclared-actor"]
    loaded = stores.load_timeline(store(text + event("f", title="<b>", details="allow: {zzz: x}")))
    assert [(each.line, each.column, each.code) for each in loaded.problems] == [
        (1, 1, "undeclared-actor"), (3, 1, "undeclared-actor"),
    ]  # fmt: skip


def test_an_event_that_cannot_be_read_may_say_what_is_missed_elsewhere(told):
    text = "actors: {a: {}}\nplaces: {p: {}}\nevents:\n" + event("f", "part_of: e")
    assert [each.split(":")[2] for each in told(text)] == [
        " warning unused-actor", " warning unused-place", " error undeclared-event",
    ]  # fmt: skip
    unread = event("E 1", title="T")
    assert [each.split(":")[2] for each in told(text + unread)] == [" error id"]
    assert len(told(text + event(date="x"))) == 3


def test_a_warning_that_its_event_allows_with_a_reason_is_not_told(told):
    claim = event(title="He was reportedly there", details="allow: {no-claimant: the source's}")
    assert told(f"events:\n{claim}") == []
    assert told(f"events:\n{claim.replace('source', 'book', 1)}") != []


def test_an_error_is_never_silenced(told):
    text = "events:\n" + event(details="actors: [x], allow: {undeclared-actor: x}")
    assert [each.split(":")[2] for each in told(text)] == [
        " error undeclared-actor", " warning unused-allow",
    ]  # fmt: skip


def test_an_allowance_of_a_check_that_does_not_run_is_not_judged(told):
    text = "events:\n" + event(details="allow: {season: x, single-source: y}")
    assert told(text, checks.select_checks((), ["season"])) == []
    assert len(told(text)) == 1


def test_what_is_allowed_must_be_checks_with_reasons(told):
    assert told("events:\n" + event(details="allow: markup")) == [
        "2:91: error type: allow of event 'e' is the text 'markup'. give it keys: check-name: …"
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


@pytest.mark.no_cover
def test_the_checks_of_names_do_not_compare_every_two_events(store):
    """Ten times as many events are some ten times as much work."""

    def work(number: int) -> int:
        text = "events:\n" + "".join(
            event(f"e{n}", title=f"The same few words {n}") for n in range(number)
        )
        timeline = stores.load_timeline(store(text)).timeline
        found = []
        calls = count_calls(lambda: found.extend(checks.run_checks(timeline, USUAL)))
        assert found == []
        return calls

    assert work(1000) < 20 * work(100)


def test_the_search_for_circles_goes_along_a_long_chain_once():
    """Ten times as long a chain is some ten times as much work, closed or not."""

    def work(number: int, *, closed: bool) -> int:
        ids = [f"a{n:06}" for n in range(number)]
        ends = (ids[0],) if closed else ()
        wholes = dict(zip(ids, [*((id,) for id in ids[1:]), ends], strict=True))
        chain = tuple(Entity(id, id, parents=wholes[id]) for id in reversed(ids))
        found = []
        calls = count_calls(lambda: found.extend(names._find_cycles("actor", chain)))
        assert len(found) == closed
        return calls

    for closed in (False, True):
        assert work(2000, closed=closed) < 20 * work(200, closed=closed)


def test_each_of_several_circles_is_told_at_its_first_member_by_the_shortest_way(told):
    def circles(**wholes: str) -> list[str]:
        lines = "".join(event(id, f"part_of: [{ids}]") for id, ids in wholes.items())
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


def test_what_an_event_is_part_of_is_shown_by_title(qaim, store):
    path = store("events:\n" + event("war", title="The war") + event(details="part_of: [war, x]"))
    shown = qaim("show", "e", "--file", path).out
    assert "Part of    The war\n           x\n" in shown
    (record,) = json.loads(qaim("show", "e", "--file", path, "-f", "json").out)
    assert record["part_of"] == ["war", "x"]


@settings(deadline=None)  # the first example pays for every import
@given(st.data())
def test_any_text_gives_problems_and_never_a_traceback(tmp_path_factory, data):
    lines = faulty.STORE.splitlines(keepends=True)
    kept = data.draw(st.lists(st.sampled_from(lines), max_size=30))
    at = data.draw(st.integers(0, 200))
    text = "".join(kept)
    text = text[:at] + data.draw(st.text(max_size=5)) + text[at:]
    path = tmp_path_factory.mktemp("any") / "store.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    checked = stores.check_file(str(path), USUAL)
    told = report_of([checked])
    for width in (20, 60):
        assert render_text(drawn(told, screen(width)), screen(width)).endswith("\n")
    for problem in checked.problems:
        assert problem.check_output_line == clean_text(problem.check_output_line)
        assert "\n" not in problem.check_output_line
        assert problem.level is CHECKS[problem.code].level
