"""Details of an event, and directories of actors and places."""

from __future__ import annotations

import pytest

from qaim_cli.model import Casualties, Figure, Qualifier, Source
from qaim_cli.reports.detail import build_detail, build_detail_table
from qaim_cli.reports.directory import DirectoryKind, build_directory_table
from qaim_cli.reports.listing import build_answer
from tests.support.asking import ACTORS, PLACES
from tests.support.events import event, timeline


def lines(date: str, **details) -> dict[str, str]:
    made = timeline(event("a", date, **details), actors=ACTORS, places=PLACES)
    return {line.label: line.text for line in build_detail(made.events[0], made).lines}


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("2004-04-17", {"When": "17 April 2004", "Day": "Saturday 17 April 2004"}),
        ("1907", {"Day": "between Tuesday 1 January 1907 and Tuesday 31 December 1907"}),
        ("{2004-04-17,2004-05}", {"When": "17 April 2004 and May 2004"}),
        ("[..1900,1950..]", {"Day": "any day that the date names"}),
        ("[2004..2005]", {"Precision": "year, one of several"}),
        ("[..2017-11]", {"Day": "by Thursday 30 November 2017"}),
        ("[2017-11..]", {"Day": "Wednesday 1 November 2017 or later; when is not known"}),
        (
            "2004-04-17/..",
            {
                "Began": "Saturday 17 April 2004",
                "Ended": "still going on, according to the source",
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
    assert told.items() <= lines(date).items()


def test_a_detail_tells_all_that_is_known():
    told = lines(
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


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ("8 years before 2019-09-30", "8 years before 30 September 2019"),
        ("1 week from 2005-05-08", "1 week from 8 May 2005, that day counted"),
        ("years in The war", "the years that the section 'The war' tells of"),
        ("a guess", "a guess"),
    ],
)
def test_a_detail_tells_how_a_date_was_counted(step, told):
    assert lines("2011-09-30", dated_by=(step,))["Date from"] == told


def test_sentences_of_one_paragraph_share_a_line_that_links_to_the_section():
    cited = (
        Source("The war", 1, 1), Source("The war", 1, 2), Source("The war", 3, 1),
        Source("The peace", 2), Source("The end"),
    )  # fmt: skip
    made = timeline(event("a", "2004")._replace(sources=cited))
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
    made = timeline(event("a", "2004", "A title", summary="A summary"))
    answer = build_answer(made.events, made)
    sheet = build_detail_table([build_detail(each, made) for each in made.events], answer)
    assert [row.cells for row in sheet.rows][:3] == [
        ("Event", "A title"), ("", "A summary"), ("When", "2004"),
    ]  # fmt: skip
    assert sheet.rows[0].record == {"label": "Event", "text": "A title"}
    assert [data["id"] for data in sheet.iter_records()] == ["a"]


def test_only_web_addresses_become_links():
    made = timeline(event("a", "2004"))
    made = timeline(*made.events, reference=made.reference._replace(url="javascript:alert(1)"))
    assert all(not line.url for line in build_detail(made.events[0], made).lines)


def test_directories_count_the_events_of_parts_and_say_dates_no_preciser_than_they_are():
    made = timeline(
        event("a", "2003", actors=("marines",), places=("town",), tags=("war", "war")),
        event("b", "2004-04-17", actors=("us", "marines"), places=("iraq",), tags=("war",)),
        event("c", "2017-11/..", actors=("us",), tags=("peace",)),
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
