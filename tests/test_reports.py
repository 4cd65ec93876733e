"""What is shown, as plain data: listings, details, directories and the vertical timeline."""

from __future__ import annotations

import datetime

import pytest
from events import build_catalogue, build_event, build_timeline

from qaim_cli.model import Casualties, Entity, Figure, Participant, Qualifier, Source
from qaim_cli.query import FilterInput, MatchLevel, QueryAnswer, SortOrder, build_query, select_hits
from qaim_cli.reports.detail import build_detail, build_detail_table
from qaim_cli.reports.directory import DirectoryKind, build_directory_table
from qaim_cli.reports.event_record import build_event_record
from qaim_cli.reports.listing import build_answer, build_listing_table
from qaim_cli.reports.vertical import (
    EdgeRow,
    GapRow,
    HeadingFacet,
    HeadingRow,
    TimeScale,
    build_vertical,
)

TODAY = datetime.date(2026, 11, 22)


def answer_query(made, *, limit=None, sure=False, reverse=False, **filters):
    query = build_query(FilterInput(**filters), made, TODAY)
    selection = select_hits(query, made, sure=sure)
    hits = selection.hits[::-1] if reverse else selection.hits
    return QueryAnswer(made, query, selection, hits[:limit], reverse=reverse)


ACTORS = build_catalogue(
    Entity("us", "United States", ("US",)),
    Entity("marines", "Marines", (), ("us",)),
    Entity("idle", "Idle", (), ("us", "gone")),
)
PLACES = build_catalogue(
    Entity("iraq", "Iraq"),
    Entity("anbar", "Al-Anbar", (), ("iraq",)),
    Entity("town", "Town", (), ("anbar",)),
    Entity("loop", "Loop", (), ("loop",)),
)


def test_a_listing_shows_when_what_and_who():
    made = build_timeline(
        build_event("a", "2004-04-17", "A battle", ("marines", "nobody")),
        build_event("b", "2005", "A rumour", date_text="some time in 2005")._replace(
            participants=(Participant("us", "blamed"),)
        ),
        actors=ACTORS,
    )  # fmt: skip
    sheet = build_listing_table(answer_query(made))
    assert [row.cells for row in sheet.rows] == [
        ("17 Apr 2004", "A battle", "Marines; nobody"),
        ("some time in 2005", "A rumour", "United States (blamed)"),
    ]
    assert sheet.footer == ("2 events",)


@pytest.mark.parametrize(
    ("question", "footer"),
    [
        ({}, ("3 events",)),
        ({"limit": 2}, ("2 shown of 3 matches, 3 events in all",)),
        ({"within": ("2004",)}, ("1 of 3 events",)),
        (
            {"within": ("apr 2005",)},
            ("1 of 3 events", "? 1 possibly: the source does not say exactly"),
        ),
        (
            {"within": ("apr 2005",), "sure": True},
            ("0 of 3 events", "1 only possible (left out by --sure)"),
        ),
        (
            {"within": ("17 apr 2005",)},
            ("0 of 3 events", "1 hidden as too vague (--maybe shows)"),
        ),
        ({"within": ("1800",)}, ("0 of 3 events",)),
    ],
)
def test_a_footer_counts_what_is_shown_and_what_is_not(question, footer):
    made = build_timeline(
        build_event("a", "2004-04-17"), build_event("b", "2005"), build_event("c", "2006")
    )
    assert build_listing_table(answer_query(made, **question)).footer == footer


def test_a_claim_is_marked_where_it_is_listed():
    made = build_timeline(build_event("a", "2005", "A rumour", according_to="Newsweek"))
    assert build_listing_table(answer_query(made)).rows[0].cells[1] == "A rumour (says: Newsweek)"


def test_a_listing_by_killed_says_how_many_and_one_with_ids_says_them():
    told = (Casualties("us", Figure(80, Qualifier.ABOUT)), Casualties("uk", Figure(5)))
    made = build_timeline(build_event("a", "2005", casualties=told))
    by_killed = answer_query(made)._replace(sort=SortOrder.KILLED)
    assert build_listing_table(by_killed).rows[0].cells[3:] == ("about 80, 5",)
    assert build_listing_table(by_killed, ids=True).rows[0].cells[4:] == ("a",)
    assert [column.title for column in build_listing_table(by_killed, ids=True).columns[3:]] == [
        "Killed",
        "Id",
    ]


def test_a_possible_match_is_marked():
    made = build_timeline(build_event("a", "2005"))
    assert (
        build_listing_table(answer_query(made, within=("apr 2005",))).rows[0].cells[0] == "? 2005"
    )


def test_an_empty_listing_says_which_emptiness_it_is():
    assert (
        build_listing_table(answer_query(build_timeline())).empty_message
        == "the timeline has no events"
    )
    assert (
        build_listing_table(answer_query(build_timeline(build_event("a", "2004")))).empty_message
        == "no event matches"
    )


def test_a_record_has_the_promised_keys_in_their_order():
    made = build_timeline(
        build_event(
            "a", "-0043-03-15~", "Ides", ("us",), date_text="on the Ides", summary="Words",
            places=("town",), tags=("murder",), according_to="Plutarch", note="Noted",
            casualties=(Casualties("us", Figure(1), captured=Figure(4, Qualifier.AT_LEAST)),),
            part_of=("war",),
        )._replace(sources=(Source("Death", 2, 3), Source("Death", 2, 4))),
        actors=ACTORS, places=PLACES,
    )  # fmt: skip
    assert build_event_record(made.events[0], MatchLevel.POSSIBLE, made) == {
        "id": "a",
        "date": "-0043-03-15~",
        "date_text": "on the Ides",
        "earliest": "-0043-03-15",
        "latest": "-0043-03-15",
        "precision": "day",
        "approximate": True,
        "uncertain": False,
        "match": "possible",
        "title": "Ides",
        "summary": "Words",
        "actors": [{"id": "us", "name": "United States", "role": None}],
        "places": [{"id": "town", "name": "Town"}],
        "tags": ["murder"],
        "casualties": [
            {
                "of": {"id": "us", "name": "United States"},
                "killed": {"count": 1, "qualifier": "exact"},
                "wounded": None,
                "captured": {"count": 4, "qualifier": "at least"},
            }
        ],
        "according_to": "Plutarch",
        "source": {"section": "Death", "paragraph": 2, "sentence": 3},
        "note": "Noted",
        "kind": "moment",
        "sources": [
            {"section": "Death", "paragraph": 2, "sentence": 3},
            {"section": "Death", "paragraph": 2, "sentence": 4},
        ],
        "part_of": ["war"],
        "timeline": "test",
    }


@pytest.mark.parametrize(
    ("date", "earliest", "latest"),
    [
        ("1907", "1907-01-01", "1907-12-31"),
        ("2017-11/..", "2017-11-01", None),
        ("[..2017-11]", None, "2017-11-30"),
        ("Y12000", "+12000-01-01", "+12000-12-31"),
    ],
)
def test_a_record_is_null_where_a_date_is_unbounded(date, earliest, latest):
    made = build_timeline(build_event("a", date))
    data = build_event_record(made.events[0], MatchLevel.CERTAIN, made)
    assert (data["earliest"], data["latest"]) == (earliest, latest)


def get_detail_lines(date: str, **details) -> dict[str, str]:
    made = build_timeline(build_event("a", date, **details), actors=ACTORS, places=PLACES)
    return {line.label: line.text for line in build_detail(made.events[0], made).lines}


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("2004-04-17", {"When": "17 April 2004", "Day": "Saturday 17 April 2004"}),
        ("1907", {"Day": "between Tuesday 1 January 1907 and Tuesday 31 December 1907"}),
        ("{2004-04-17,2004-05}", {"When": "17 April 2004 and May 2004"}),
        ("[..1900,1950..]", {"Day": "any that the date names"}),
        ("[2004..2005]", {"Precision": "year, one of several"}),
        ("[..2017-11]", {"Day": "by Thursday 30 November 2017"}),
        ("[2017-11..]", {"Day": "Wednesday 1 November 2017 or later; when is not known"}),
        (
            "2004-04-17/..",
            {
                "Began": "Saturday 17 April 2004",
                "Ended": "not yet, as far as the source says",
            },
        ),
        ("../2004-04-17", {"Began": "without a beginning", "Ended": "Saturday 17 April 2004"}),
        ("/2004-04-17", {"Began": "by Saturday 17 April 2004"}),
        ("2004-04-17/", {"Ended": "Saturday 17 April 2004 or later; when is not known"}),
        ("1984~", {"Precision": "year (approximate)"}),
        ("2004-04-17~", {"Day": "Saturday 17 April 2004 (approximate)"}),
        (
            "2004-04-17%/2004-04-18?",
            {
                "Began": "Saturday 17 April 2004 (approximate and uncertain)",
                "Ended": "Sunday 18 April 2004 (uncertain)",
            },
        ),
        ("1984%", {"Precision": "year (approximate and uncertain)", "EDTF": "1984%"}),
    ],
)
def test_a_detail_tells_what_a_date_says_and_no_more(date, told):
    assert told.items() <= get_detail_lines(date).items()


def test_a_detail_tells_all_that_is_known():
    told = get_detail_lines(
        "2004",
        actors=("us",),
        places=("town", "loop"),
        tags=("x", "y"),
        according_to="Newsweek",
        note="Noted",
        date_text="that year",
        casualties=(Casualties("us", Figure(80, Qualifier.ABOUT), Figure(1500)),),
    )
    assert told["When"] == "that year (2004)"
    assert told["Actors"] == "United States"
    assert told["Places"] == "Town, in Al-Anbar, Iraq"
    assert told[""] == "Loop"
    assert told["Casualties"] == "United States: about 80 killed, 1,500 wounded"
    assert told["Tags"] == "x, y"
    assert told["According to"] == "Newsweek"
    assert told["Note"] == "Noted"
    assert told["Source"] == "History, paragraph 1, sentence 1"
    assert told["Id"] == "a"


def test_sentences_of_one_paragraph_share_a_line_that_links_to_the_section():
    cited = (
        Source("The war", 1, 1), Source("The war", 1, 2), Source("The war", 3, 1),
        Source("The peace", 2), Source("The end"),
    )  # fmt: skip
    made = build_timeline(build_event("a", "2004")._replace(sources=cited))
    told = [
        line for line in build_detail(made.events[0], made).lines if line.text.startswith("The ")
    ]
    assert [(line.label, line.text) for line in told] == [
        ("Source", "The war, paragraph 1, sentences 1 and 2"),
        ("", "The war, paragraph 3, sentence 1"),
        ("", "The peace, paragraph 2"),
        ("", "The end"),
    ]
    assert told[0].url == "https://example.org/book#The_war"


def test_a_detail_is_also_a_sheet_of_lines_for_people_and_of_events_for_machines():
    made = build_timeline(build_event("a", "2004", "A title", summary="A summary"))
    answer = build_answer(made.events, made)
    sheet = build_detail_table([build_detail(each, made) for each in made.events], answer)
    assert [row.cells for row in sheet.rows][:3] == [
        ("Event", "A title"), ("", "A summary"), ("When", "2004"),
    ]  # fmt: skip
    assert sheet.rows[0].record == {"label": "Event", "text": "A title"}
    assert [data["id"] for data in sheet.iter_records()] == ["a"]


def test_only_web_addresses_become_links():
    made = build_timeline(build_event("a", "2004"))
    made.reference = made.reference._replace(url="javascript:alert(1)")
    assert all(not line.url for line in build_detail(made.events[0], made).lines)


def test_directories_count_the_events_of_parts_and_say_dates_no_preciser_than_they_are():
    made = build_timeline(
        build_event("a", "2003", actors=("marines",), places=("town",), tags=("war", "war")),
        build_event("b", "2004-04-17", actors=("us", "marines"), places=("iraq",), tags=("war",)),
        build_event("c", "2017-11/..", actors=("us",), tags=("peace",)),
        actors=ACTORS,
        places=PLACES,
    )
    actors = build_directory_table(DirectoryKind.ACTORS, made)
    assert [column.title for column in actors.columns] == [
        "Name", "Also", "Part of", "Events", "When",
    ]  # fmt: skip
    assert [row.cells for row in actors.rows] == [
        ("Idle", "", "United States, gone", "0", ""),
        ("Marines", "", "United States", "2", "2003 – 17 Apr 2004"),
        ("United States", "US", "", "3", "2003 – now"),
    ]
    assert actors.footer == ("3 actors",)
    places = build_directory_table(DirectoryKind.PLACES, made)
    assert places.columns[2].title == "Within"
    assert [row.cells[0::3] for row in places.rows] == [
        ("Al-Anbar", "1"), ("Iraq", "2"), ("Loop", "0"), ("Town", "1"),
    ]  # fmt: skip
    tags = build_directory_table(DirectoryKind.TAGS, made)
    assert [row.cells for row in tags.rows] == [
        ("peace", "1", "since Nov 2017"),
        ("war", "2", "2003 – 17 Apr 2004"),
    ]
    assert actors.rows[0].record == {
        "id": "idle", "name": "Idle", "aliases": [],
        "part_of": [{"id": "us", "name": "United States"}, {"id": "gone", "name": "gone"}],
        "events": 0, "earliest": None, "latest": None, "timelines": [],
    }  # fmt: skip
    assert tags.rows[0].record == {
        "id": "peace", "name": "peace", "events": 1, "earliest": "2017-11-01", "latest": None,
        "timelines": ["test"],
    }  # fmt: skip


def draw_timeline(*dates: str, reverse: bool = False, scale=TimeScale.EVEN, **filters) -> list[str]:
    """The drawing in a line a row: lanes, then what is told."""
    made = build_timeline(*(build_event(chr(97 + index), date) for index, date in enumerate(dates)))
    view = build_vertical(answer_query(made, reverse=reverse, **filters), scale=scale)
    return [draw_row(row) for row in view.rows]


def draw_row(row) -> str:
    lanes = "".join(_LANE_SIGNS[lane.name] for lane in row.lanes)
    match row:
        case HeadingRow(text=text):
            return f"{lanes}# {text}".strip()
        case GapRow(text=text):
            return f"{lanes}: {text}" if text else f"{lanes}-"
        case EdgeRow():
            return lanes
    return f"{lanes} {row.sign.name.lower()} {row.text}, {row.when}".strip()


_LANE_SIGNS = {
    "EMPTY": ".", "BEGIN": "/", "BEGIN_SOFT": "(", "RUN": "|", "RUN_UNKNOWN": "!", "END": "\\",
    "END_SOFT": ")", "ONWARD": "v", "ONWARD_UNKNOWN": "?", "UPWARD": "^", "RUN_DOTTED": ":",
}  # fmt: skip


def test_events_stand_under_their_year_and_years_without_any_are_a_gap():
    assert draw_timeline("1907", "2003", "2003-09", "2004-04-17") == [
        "# 1907", "event a, 1907", ": 95 years (1908 – 2002)", "# 2003", "event b, 2003",
        "event c, Sep 2003", "# 2004", "event d, 17 Apr 2004",
    ]  # fmt: skip


def test_a_vague_event_stands_under_the_years_it_may_be_in():
    assert draw_timeline("[1901..1933]", "1907", "1935") == [
        "# 1901 – 1933", ": vague a, between 1901 and 1933", ":# 1907", ": event b, 1907",
        ".: 1 year (1934)", ".# 1935", ". event c, 1935",
    ]  # fmt: skip


def test_a_duration_runs_beside_the_events_between_its_beginning_and_its_end():
    assert draw_timeline("2004-03/2004-09~", "2004-04-17") == [
        "# 2004", "/ begin a, Mar 2004 – about Sep 2004", "| event b, 17 Apr 2004",
        ") end a, about Sep 2004",
    ]  # fmt: skip


def test_durations_side_by_side_take_the_lowest_free_lane():
    assert draw_timeline("2001/2004", "2002/2003", "2003-06/2005", "2004-02/2004-03") == [
        "# 2001", "/ begin a, 2001 – 2004",
        "|# 2002", "|/ begin b, 2002 – 2003",
        "||# 2003", "||/ begin c, Jun 2003 – 2005",
        "|\\| end b, 2003",
        "|.|# 2004", "|/| begin d, Feb – Mar 2004", "|\\| end d, Mar 2004",
        "\\.| end a, 2004",
        "..|# 2005", "..\\ end c, 2005",
    ]  # fmt: skip


def test_what_has_no_end_runs_on_and_what_has_none_known_asks():
    assert draw_timeline("2017-11/..", "2004/", "2020") == [
        "# 2004", "/ begin b, 2004 – unknown", "!: 12 years (2005 – 2016)",
        "!# 2017", "!/ begin a, since Nov 2017", "!|: 2 years (2018 – 2019)",
        "!|# 2020", "!| event c, 2020", "?v",
    ]  # fmt: skip


def test_what_has_no_beginning_runs_in_from_above():
    assert draw_timeline("/2004", "2003") == [
        "?", "!# 2003", "! event b, 2003", "!# 2004", "\\ end a, 2004",
    ]  # fmt: skip
    assert draw_timeline("../2004", "2003") == [
        "^", "|# 2003", "| event b, 2003", "|# 2004", "\\ end a, 2004",
    ]  # fmt: skip


def test_reversed_the_end_comes_first_and_the_lanes_still_run_between():
    assert draw_timeline("2004-03/2004-09", "2004-04-17", "2017-11/..", reverse=True) == [
        "^", "|# 2017", "\\ begin c, since Nov 2017", ".: 12 years (2005 – 2016)",
        ".# 2004", "/ end a, Sep 2004", "| event b, 17 Apr 2004",
        "\\ begin a, Mar – Sep 2004",
    ]  # fmt: skip


def test_more_durations_at_once_than_lanes_are_still_told():
    rows = draw_timeline(*(f"200{n}/2020" for n in range(8)))
    assert sum("begin" in row for row in rows) == 8
    assert sum("end" in row for row in rows) == 8
    assert max(row.count("|") for row in rows) == 6


def test_an_all_of_set_is_one_event_and_possible_matches_look_it():
    assert draw_timeline("{2001,2003}") == ["# 2001 – 2003", "event a, 2001 and 2003"]
    assert draw_timeline("2004", within=("apr 2004",)) == ["# 2004", "possible a, ? 2004"]


def test_one_of_several_days_has_a_dotted_lane_while_something_happens_in_them():
    assert draw_timeline("[2004-05-01..2004-05-10]", "2004-05-20") == [
        "# 2004", "vague a, between 1 and 10 May 2004", "event b, 20 May 2004",
    ]  # fmt: skip
    assert draw_timeline("[2004-05-01..2004-05-10]", "2004-05-05", reverse=True) == [
        "# 2004", "event b, 5 May 2004", "vague a, between 1 and 10 May 2004",
    ]  # fmt: skip
    assert draw_timeline("[2004..]", "2005") == [
        "# 2004", "vague a, 2004 or later", "# 2005", "event b, 2005",
    ]  # fmt: skip
    dotted = [f"[2000..20{n + 10}]" for n in range(8)]
    assert max(row.count(":") for row in draw_timeline(*dotted, "2001")) == 6


def test_lines_can_stand_for_time_and_a_long_time_is_cut():
    even = ["# 2004", "event a, 1 Jan 2004", "event b, 2 Jan 2004", "event c, 5 Jan 2004"]
    dates = ["2004-01-01", "2004-01-02", "2004-01-05"]
    assert draw_timeline(*dates) == even
    assert draw_timeline(*dates, scale=TimeScale.TIME) == [
        "# 2004", "event a, 1 Jan 2004", "event b, 2 Jan 2004", "-", "event c, 5 Jan 2004",
    ]  # fmt: skip
    assert draw_timeline("2004-01-01", "2004-01-02", "2004-01-03", "2009", scale=TimeScale.TIME)[-3:] == [
        ": 4 years (2005 – 2008)", "# 2009", "event d, 2009",
    ]  # fmt: skip
    assert draw_timeline("2004-01-01", "2004-01-02", "2004-01-03", "2004-12", scale=TimeScale.TIME)[6:] == [
        "-", "-", "-", "-", "-", "-", "event d, Dec 2004",
    ]  # fmt: skip
    assert draw_timeline("2004", scale=TimeScale.TIME) == ["# 2004", "event a, 2004"]


def test_events_can_stand_under_the_section_that_tells_of_them():
    made = build_timeline(
        build_event("a", "2001")._replace(sources=(Source("War", 1, 1),)),
        build_event("b", "2002")._replace(sources=(Source("War", 1, 2),)),
        build_event("c", "2009")._replace(sources=(Source("Peace", 1, 1),)),
        build_event("d", "2010")._replace(sources=(Source("War", 1, 2),)),
    )
    view = build_vertical(answer_query(made), headings=HeadingFacet.SECTION)
    assert [draw_row(row) for row in view.rows] == [
        "# War", "event a, 2001", "event b, 2002", "# Peace", "event c, 2009",
        "# War", "event d, 2010",
    ]  # fmt: skip


@pytest.mark.parametrize("reverse", [False, True])
def test_more_events_than_anybody_reads_are_told_in_groups_that_lose_none(reverse):
    made = build_timeline(
        *(build_event(f"e{n}", f"{1 + n // 12:04d}-{1 + n % 12:02d}") for n in range(5000))
    )
    view = build_vertical(answer_query(made, reverse=reverse))
    assert len(view.rows) <= 400
    assert sum(int(row.text.split()[0]) for row in view.rows) == 5000
    assert view.rows[0].date_text == (
        "Jan 417 AD – Aug 417 AD" if reverse else "Jan 1 AD – Jan 2 AD"
    )
    assert view.footer[-1] == "told in groups, being more than 2,000: ask for less to see each"
    assert [sign.name for sign in view.legend] == ["GROUP"]


def test_a_legend_names_only_the_signs_that_occur():
    made = build_timeline(build_event("a", "2004"), build_event("b", "2004-03/2004-09"))
    view = build_vertical(answer_query(made))
    assert [sign.name for sign in view.legend] == ["EVENT", "BEGIN", "END"]
    assert build_vertical(answer_query(build_timeline())).rows == ()
