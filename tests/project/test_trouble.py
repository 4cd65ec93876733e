"""Every awkward date and name at once: nothing breaks, nothing is lost, order is order in time."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from qaim_cli import dates, store
from qaim_cli.errors import QaimError
from qaim_cli.query.terms import DateRangeTerm, DayOfYearTerm
from tests.support import trouble
from tests.support.events import event
from tests.support.searching import examples


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    file = tmp_path_factory.mktemp("trouble") / "trouble.yaml"
    file.write_text(trouble.store_text(), encoding="utf-8")
    return str(file)


def ids(qaim, path, *query: str) -> list[str]:
    result = qaim("list", "--file", path, "-f", "jsonl", *query)
    assert (result.status, result.err) == (0, "")
    return [json.loads(line)["id"] for line in result.out.splitlines()]


def test_it_loads_whole(path):
    loaded = store.load_timeline(path)
    assert loaded.problems == ()
    assert len(loaded.timeline.events) == 400


def test_the_order_is_the_order_in_time(qaim, path):
    found = ids(qaim, path)
    assert found[:4] == ["before-count", "big-bang", "dinosaurs-end", "ice-age"]
    assert found.index("year-zero") < found.index("one-bc") < found.index("one-ad")
    assert found.index("reign-a") < found.index("reign-b") < found.index("reign-c")
    assert ids(qaim, path, "--reverse") == found[::-1]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (['in:"44 BC" not actor:house'], ["reign-c"]),
        (["--in", "1 BC", "year not reign"], ["year-zero", "one-bc"]),
        (["id:one-", "--to", "1 jan 1 AD"], ["one-bc", "one-ad"]),
        (["--in", "Y-66000000S2", "id:d"], ["dinosaurs-end"]),
        (["--to", "1000000 BC"], ["before-count", "big-bang", "dinosaurs-end"]),
        (["攝政"], ["zhou-rules"]),
        (["政攝"], []),
        (["actor:周公", "place:洛陽", "id:d"], ["dinosaurs-end"]),
        (["سقوط"], ["arabic"]),
        (["actor:القائم", "2016..2017", "id:m"], ["markup"]),
        (["--in", "spring 1848", "id:spring"], ["spring"]),
        (["--in", "july 1902", "id:southern"], ["southern"]),
        (["on:02-29"], ["leap-bc", "leap"]),
        (["on:12-25"], []),
        (["on:07-20"], ["timed"]),
        (["--in", "1066", "not house"], ["reign-c", "all-of"]),
        (["id:m", '"not bold"'], ["markup"]),
    ],
)
def test_questions_about_awkward_dates(qaim, path, query, expected):
    assert ids(qaim, path, *query) == expected


@pytest.mark.parametrize("command", ["list", "timeline", "infobox", "actors", "places", "show"])
@pytest.mark.parametrize("width", ["20", "40", "80", "160"])
def test_every_view_stays_within_the_width(qaim, path, command, width):
    wanted = [id for id, _, _ in trouble.AWKWARD] if command == "show" else []
    result = qaim(command, *wanted, "--file", path, "--width", width)
    assert (result.status, result.err) == (0, "")
    assert max(map(cell_len, result.out.split("\n"))) <= int(width)


def test_a_timeline_tells_every_event(qaim, path):
    shown = qaim("timeline", "--file", path, "--width", "300").out
    for _, _, title in trouble.AWKWARD:
        assert title.split()[0] in shown
    for number in range(365):
        assert f"Reign {number}" in shown


SMALL = st.integers(1, 28)


@st.composite
def small_dates(draw):
    """A date of a few days, so that all that it can mean can be tried."""
    day = draw(SMALL)
    later = draw(st.integers(day, 28))
    return draw(
        st.sampled_from(
            [
                f"2004-05-{day:02d}",
                "2004-05",
                f"[2004-05-{day:02d}..2004-05-{later:02d}]",
                f"2004-05-{day:02d}/2004-05-{later:02d}",
                f"2004-05-{day:02d}/2004-05",
                f"2004-05/2004-05-{later:02d}",
                "2004-05-2X",
            ]
        )
    )


@examples(300)
@given(small_dates(), st.integers(-5, 40), st.integers(0, 20))
def test_matching_is_what_trying_every_day_gives(written, start, length):
    date, span = dates.parse_with_span(written)
    first = dates.parse_with_span("2004-05-01")[1].earliest_start + start
    last = first + length
    one_moment = isinstance(date, dates.SimpleDate) or (
        isinstance(date, dates.DateSet) and date.kind is dates.SetKind.ONE_OF
    )
    tried = [
        begin <= last and end >= first
        for begin in range(span.earliest_start, span.latest_start + 1)
        for end in (
            [begin] if one_moment else range(max(begin, span.earliest_end), span.latest_end + 1)
        )
    ]
    expected = {"CERTAIN"} if all(tried) else {"POSSIBLE", "VAGUE"} if any(tried) else {"NONE"}
    assert DateRangeTerm("", first, last).match_event(event("e", written)).name in expected


@pytest.mark.parametrize(
    ("date", "month", "day", "match"),
    [
        ("2004-04-17", 4, 17, "CERTAIN"),
        ("2004-04-17", 4, 18, "NONE"),
        ("2004-04", 4, 17, "POSSIBLE"),
        ("2004", 1, 1, "VAGUE"),
        ("[2004-04-10..2004-06-20]", 4, 17, "VAGUE"),
        ("[2004-04-10..2004-06-20]", 7, 1, "NONE"),
        ("2004-03/2004-04-17", 4, 17, "CERTAIN"),
        ("2004-04-17/2005", 4, 17, "CERTAIN"),
        ("2004-02-29", 2, 29, "CERTAIN"),
        ("2003", 2, 29, "NONE"),
        ("2003-12/..", 12, 24, "POSSIBLE"),
        ("2003-12-01/..", 8, 20, "NONE"),
        ("../2003-12-01", 5, 13, "NONE"),
        ("[2003-12-20..2004-01-05]", 1, 1, "POSSIBLE"),
    ],
)
def test_a_day_of_the_year_never_catches_what_is_vaguer(date, month, day, match):
    assert DayOfYearTerm("", month, day).match_event(event("e", date)).name == match


@examples(200)
@given(st.text(max_size=120), st.sampled_from(["", "events:\n", "title: ", "events:\n  - "]))
def test_any_text_is_a_store_or_an_error(tmp_path_factory, text, before):
    file = tmp_path_factory.getbasetemp() / "fuzzed.yaml"
    file.write_text(before + text, encoding="utf-8", errors="replace")
    try:
        loaded = store.load_timeline(str(file))
    except QaimError as caught:
        error = caught
    else:
        assert all(str(problem).isprintable() for problem in loaded.problems)
        return
    assert (error.exit_status, str(error).isprintable()) == (3, True)
