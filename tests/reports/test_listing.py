"""Listings: when, what and who, what was counted, and the records that machines get."""

from __future__ import annotations

import pytest

from qaim_cli.model import Casualties, Figure, Participant, Qualifier, Reference, Source
from qaim_cli.query import MatchLevel, SortOrder
from qaim_cli.reports.event_record import build_event_record
from qaim_cli.reports.listing import EventRow, NumberedRows, build_listing_table
from tests.support.asking import ACTORS, PLACES, asked
from tests.support.events import event, timeline


def test_a_listing_shows_when_what_and_who():
    made = timeline(
        event("a", "2004-04-17", "A battle", ("marines", "nobody")),
        event("b", "2005", "A rumour", date_text="some time in 2005")._replace(
            participants=(Participant("us", "blamed"),)
        ),
        actors=ACTORS,
    )  # fmt: skip
    sheet = build_listing_table(asked(made))
    assert [row.cells for row in sheet.rows] == [
        ("17 Apr 2004", "A battle", "Marines; nobody"),
        ("some time in 2005", "A rumour", "United States (blamed)"),
    ]
    assert tuple(sheet.footer) == ("2 events",)


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
    made = timeline(event("a", "2004-04-17"), event("b", "2005"), event("c", "2006"))
    assert tuple(build_listing_table(asked(made, **question)).footer) == footer


def test_a_claim_is_marked_where_it_is_listed():
    made = timeline(event("a", "2005", "A rumour", according_to="Newsweek"))
    assert build_listing_table(asked(made)).rows[0].cells[1] == "A rumour (according to Newsweek)"


def test_a_listing_by_killed_says_how_many_and_one_with_ids_says_them():
    told = (Casualties("us", Figure(80, Qualifier.ABOUT)), Casualties("uk", Figure(5)))
    made = timeline(event("a", "2005", casualties=told))
    by_killed = asked(made)._replace(sort=SortOrder.KILLED)
    assert build_listing_table(by_killed).rows[0].cells[3:] == ("about 80, 5",)
    assert build_listing_table(by_killed, ids=True).rows[0].cells[4:] == ("a",)
    assert [column.title for column in build_listing_table(by_killed, ids=True).columns[3:]] == [
        "Killed",
        "Id",
    ]


def test_a_possible_match_is_marked():
    made = timeline(event("a", "2005"))
    assert build_listing_table(asked(made, within=("apr 2005",))).rows[0].cells[0] == "? 2005"


def test_an_empty_listing_says_which_emptiness_it_is():
    assert build_listing_table(asked(timeline())).empty_message == "the timeline has no events"
    assert (
        build_listing_table(asked(timeline(event("a", "2004")))).empty_message == "no event matches"
    )


def test_a_record_has_the_promised_keys_in_their_order():
    made = timeline(
        event(
            "a", "-0043-03-15~", "Ides", ("us",), date_text="on the Ides", summary="Words",
            places=("town",), tags=("murder",), according_to="Plutarch", note="Noted",
            casualties=(Casualties("us", Figure(1), captured=Figure(4, Qualifier.AT_LEAST)),),
            part_of=("war",), url="https://e.org", image="ides.png", image_credit="A coin",
            dated_by=("8 years before -0035",),
            own_fields=(("x-age", ("55",)), ("x-seen-by", ("Cinna", "2", "0.5", "007", "1.50"))),
        )._replace(sources=(
            Source("Death", 2, 3), Source(of="plutarch", at="66.5", url="https://e.org/66"),
        )),
        event("b", "2001", own_fields=(("x-mood", ("grim",)),)),
        actors=ACTORS, places=PLACES, sources=(Reference("Lives", id="plutarch"),),
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
        "source": {
            "section": "Death",
            "paragraph": 2,
            "sentence": 3,
            "of": {"id": "source", "name": "A book"},
            "at": None,
            "url": None,
        },
        "note": "Noted",
        "kind": "moment",
        "sources": [
            {
                "section": "Death",
                "paragraph": 2,
                "sentence": 3,
                "of": {"id": "source", "name": "A book"},
                "at": None,
                "url": None,
            },
            {
                "section": None,
                "paragraph": None,
                "sentence": None,
                "of": {"id": "plutarch", "name": "Lives"},
                "at": "66.5",
                "url": "https://e.org/66",
            },
        ],
        "part_of": ["war"],
        "timeline": "test",
        "calendar": "historical",
        "url": "https://e.org",
        "image": "ides.png",
        "image_credit": "A coin",
        "x-age": 55,
        "x-mood": None,
        "x-seen-by": ["Cinna", 2, 0.5, "007", "1.50"],
        "origin": [],
        "dated_by": ["8 years before -0035"],
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
    made = timeline(event("a", date))
    data = build_event_record(made.events[0], MatchLevel.CERTAIN, made)
    assert (data["earliest"], data["latest"]) == (earliest, latest)


def test_numbered_rows_keep_their_numbers_however_they_are_read():
    rows = NumberedRows([EventRow(None, None) for _ in range(5)])
    assert [each.number for each in rows] == [1, 2, 3, 4, 5]
    assert [each.number for each in rows[2:4]] == [3, 4]
    assert [each.number for each in rows[1:][1:]] == [3, 4, 5]
    assert (rows[2].number, rows[3:][0].number, len(rows), bool(rows[5:])) == (3, 4, 5, False)
