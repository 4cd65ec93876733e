"""The other formats that are read: what each says of when, what, who and where."""

from __future__ import annotations

import json

import pytest

from qaim_cli.exchange.records import ImportedActor, ImportedFile, ImportedPlace, ImportNote
from tests.support.importing import Reading, recognised

SLIDES = {
    "title": {"text": {"headline": "Light"}},
    "events": [
        {
            "start_date": {"year": "-44", "month": "3", "day": "15"},
            "text": {"headline": "<b>Caesar</b>", "text": "<p>dies</p>"},
            "group": "Rome",
            "media": {"url": "x", "credit": "<i>By A</i>"},
            "unique_id": "ides",
        },
        {
            "start_date": {"year": 1907, "month": "", "day": ""},
            "end_date": {"year": "1911"},
            "display_date": "about then",
            "text": {"headline": "", "text": "It lasts."},
        },
        {
            "start_date": {"year": "2004", "month": "4", "day": "17", "hour": "10"},
            "text": {"headline": "A"},
        },
        {"start_date": {"year": "x"}, "text": {"headline": "Bad"}},
        {"text": {"headline": "None"}},
        {"start_date": {"year": "2004"}},
        {
            "qaim": {"date": "[1901..1933]"},
            "start_date": {"year": "1901"},
            "text": {"headline": "Q"},
        },
        "junk",
    ],
}


def test_eras_of_timelinejs_are_said_to_be_left_out():
    read = Reading("timelinejs", json.dumps({**SLIDES, "eras": [{"start_date": {"year": 1}}]}))
    assert read.records[1] == ImportNote("1 era of the axis left out, as no events")


def test_timelinejs_counts_years_before_christ_without_a_zero():
    read = Reading("timelinejs", json.dumps(SLIDES))
    assert recognised(json.dumps(SLIDES)) == "timelinejs"
    assert read.records[0] == ImportedFile("Light")
    assert read.dates == ["-0043-03-15", "1907/1911", "2004-04-17", "[1901..1933]"]
    first = read.events[0]
    assert (first.title, first.summary, first.tags, first.record) == (
        "Caesar",
        "dies",
        ("Rome",),
        "ides",
    )
    assert (read.events[1].title, read.events[1].summary) == ("", "It lasts.")
    assert read.events[1].date_text == "about then"
    assert [each.message for each in read.problems] == [
        "slide 4 (Bad): 'x' is no year",
        "slide 5 (None) has no date",
        "slide 6 has no text",
        "slide 8 is no slide",
    ]
    assert (first.image, first.image_credit) == ("x", "By A")
    assert read.lost == {"markup": 1, "time of day": 1}


def test_the_older_form_of_timelinejs_is_read():
    old = {
        "timeline": {
            "date": [{"startDate": "2011,12,10", "headline": "A", "text": "B"}, {"text": "C"}]
        }
    }
    assert Reading("timelinejs", json.dumps(old)).dates == ["2011-12-10"]


def test_the_sheet_of_timelinejs_is_read():
    text = (
        "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display "
        "Date,Headline,Text,Media,Type,Group\n"
        ",,,,,,,,,Whole,,,title,\n1815,12,10,9:00,1852,11,27,,,Ada,<p>Hi</p>,x,,G\n"
        "x,,,,,,,,,Bad,,,,\n,,,,,,,,,None,,,,\n1900,,,,,,,,,,,,,\n1000,,,,1100,,,,,Era,,,era,\n"
    )
    read = Reading("timelinejs-sheet", text)
    assert recognised(text) == "timelinejs-sheet"
    assert read.records[0] == ImportedFile("Whole")
    assert read.dates == ["1815-12-10/1852-11-27"]
    assert [each.line for each in read.problems] == [4, 5, 6]
    assert read.events[0].image == "x"
    assert read.lost == {"markup": 1, "time of day": 1}
    assert recognised(b"\0\0") == ""


TEI = """<?xml version="1.0"?>
<!DOCTYPE TEI SYSTEM "tei.dtd">
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Letters</title></titleStmt>
<publicationStmt><availability><licence>CC0</licence></availability>
<idno type="url">https://a.b/c</idno></publicationStmt>
<sourceDesc><bibl xml:id="b1">An edition of letters {long}</bibl></sourceDesc></fileDesc>
<profileDesc>{letters}</profileDesc></teiHeader></TEI>
"""


def letter(attributes: str, *, text: str = "", more: str = "") -> str:
    return (
        f'<correspDesc source="#b1" {more}><correspAction type="sent">'
        f'<persName ref="http://x/1">Ann</persName><placeName>Ham</placeName>'
        f"<date {attributes}>{text}</date></correspAction>"
        '<correspAction type="received"><persName>Bob</persName></correspAction></correspDesc>'
    )


@pytest.mark.parametrize(
    ("attributes", "date"),
    [
        ('when="1893-10-23"', "1893-10-23"),
        ('when="1893-10"', "1893-10"),
        ('when="1893-10-23T10:00:00+01:00"', "1893-10-23"),
        ('when-iso="-0043"', "-0043"),
        ('from="1893-10" to="1894"', "1893-10/1894"),
        ('from="1893-10"', "1893-10/"),
        ('to="1894"', "/1894"),
        ('notBefore="1893-10-01" notAfter="1893-10-05"', "[1893-10-01..1893-10-05]"),
        ('notBefore="1893"', "[1893..]"),
        ('notAfter="1894"', "[..1894]"),
        ('from="1893" notAfter="1894"', "[1893..1894]"),
        ('when="1893" cert="low"', "1893?"),
        ('when="1893" evidence="conjecture"', "1893?"),
        ('when="1893" precision="low"', "1893~"),
        ('when="1893" precision="low" cert="low"', "1893%"),
        ('from="1893" to="1894" cert="low"', "1893?/1894?"),
        ('notAfter="1894" precision="low"', "[..1894~]"),
    ],
)
def test_the_attributes_of_tei_are_dates(attributes, date):
    read = Reading("tei", TEI.replace("{letters}", letter(attributes)).replace("{long}", "x"))
    assert read.dates == [date]


def test_a_letter_has_who_where_and_its_edition():
    text = TEI.replace(
        "{letters}", letter('when="1893"', text="im Jahr 1893", more='ref="https://l/1"')
    )
    text = text.replace("{long}", "und so weiter " * 40)
    read = Reading("tei", text)
    assert recognised(text) == "tei"
    assert read.records[0] == ImportedFile("Letters", "https://a.b/c", "CC0")
    (event,) = read.events
    assert event.title == "Letter from Ann to Bob"
    assert event.actors == (
        ImportedActor("Ann", "sender", "http://x/1"), ImportedActor("Bob", "addressee", "Bob")
    )  # fmt: skip
    assert event.places == (ImportedPlace("Ham"),)
    assert event.section.startswith("An edition")
    assert event.section.endswith("…")
    assert (event.record, event.date_text) == ("https://l/1", "im Jahr 1893")


def test_a_letter_without_a_date_that_can_be_read_is_a_problem():
    letters = (
        letter("", text="undated")
        + letter('when="--05-20"')
        + "<correspDesc/>"
        + (
            "<correspDesc><correspAction type='received'><date "
            "when='1900'/></correspAction></correspDesc>"
            "<correspDesc><correspAction type='sent'><persName>Al</persName><date "
            "when='1900T10:00'/>"
            "</correspAction></correspDesc>"
        )
    )
    read = Reading("tei", TEI.replace("{letters}", letters))
    assert read.titles == ["Letter to an unnamed person", "Letter from Al"]
    assert "has no date that a program can read" in read.problems[0].message
    assert "is no date of TEI" in read.problems[1].message
    assert "has no date" in read.problems[2].message
    assert read.lost == {"time of day": 1}


def test_events_births_and_documents_of_tei_are_read():
    body = (
        "<listEvent><event when='1900' type='fire' xml:id='e1'><label>The mill burns</label>"
        "<desc>All of it.</desc><persName ref='#p'>Ann</persName><placeName>Ham</placeName></event>"
        "<event><p>Nothing known</p></event><event><date when='1901'/>Rebuilt</event></listEvent>"
        "<person xml:id='p'><persName>Ann</persName><birth "
        "when='1870'><placeName>Ham</placeName></birth>"
        "<death/></person>"
    )
    read = Reading("tei", f"<TEI><title>T</title>{body}</TEI>")
    assert read.titles == ["The mill burns", "", "Birth of Ann"]
    assert read.events[0].summary == "All of it."
    assert read.events[1].summary == "Rebuilt"
    assert len(read.problems) == 2
    dated = (
        "<TEI><title>Stone</title><origDate notBefore='0100' notAfter='0200'>2nd "
        "c.</origDate></TEI>"
    )
    assert Reading("tei", dated).dates == ["[0100..0200]"]
    corpus = "<teiCorpus><TEI><creation><date when='1900'/></creation></TEI><TEI/></teiCorpus>"
    read = Reading("tei", corpus)
    assert (read.dates, len(read.problems)) == (["1900"], 1)


CALENDAR = """BEGIN:VCALENDAR\r
X-WR-CALNAME:Mills\\, old\r
BEGIN:VTIMEZONE\r
DTSTART:19700101\r
END:VTIMEZONE\r
BEGIN:VEVENT\r
UID:a\r
SUMMARY:A fair at the mi\r
 ll\r
DTSTART;VALUE=DATE:20140409\r
DTEND;VALUE=DATE:20140412\r
DESCRIPTION:With <b>music</b>\\nand more\r
LOCATION:Ham\r
GEO:51.4;-0.3\r
CATEGORIES:fair,music\r
ORGANIZER;CN="Ann Miller":mailto:a@b.c\r
ATTENDEE:mailto:bob@b.c\r
ATTACH:x\r
URL:http://a.b\r
END:VEVENT\r
BEGIN:VEVENT\r
SUMMARY:Every year\r
DTSTART:19650423T100000Z\r
DURATION:P2D\r
RRULE:FREQ=YEARLY\r
END:VEVENT\r
BEGIN:VEVENT\r
SUMMARY:Overnight\r
DTSTART:20140409T220000\r
DTEND:20140410T000000\r
END:VEVENT\r
BEGIN:VEVENT\r
SUMMARY:Some days\r
DTSTART;VALUE=DATE:20140409\r
DURATION:P1W\r
END:VEVENT\r
BEGIN:VEVENT\r
SUMMARY:Odd\r
DTSTART;VALUE=DATE:20140409\r
DURATION:PT1H\r
END:VEVENT\r
BEGIN:VEVENT\r
X-QAIM-EDTF:[1901..1933]\r
SUMMARY:Own\r
DTSTART:19010101\r
END:VEVENT\r
BEGIN:VEVENT\r
SUMMARY:No start\r
END:VEVENT\r
BEGIN:VEVENT\r
SUMMARY:Bad\r
DTSTART:2014\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART:20140101\r
END:VEVENT\r
junk\r
END:VCALENDAR\r
END:NOTHING\r
BEGIN:VEVENT\r
"""


def test_a_calendar_is_read_by_whole_days():
    read = Reading("ics", CALENDAR)
    assert recognised(CALENDAR) == "ics"
    assert ImportedFile("Mills, old") in read.records
    assert list(zip(read.titles, read.dates, strict=True)) == [
        ("A fair at the mill", "2014-04-09/2014-04-11"),
        ("Every year", "1965-04-23/1965-04-25"),
        ("Overnight", "2014-04-09"),
        ("Some days", "2014-04-09/2014-04-15"),
        ("Odd", "2014-04-09"),
        ("Own", "[1901..1933]"),
    ]
    fair = read.events[0]
    assert fair.summary == "With music and more"
    assert fair.places == (ImportedPlace("Ham", (51.4, -0.3)),)
    assert fair.actors == (ImportedActor("Ann Miller", "organizer"), ImportedActor("bob@b.c"))
    assert (fair.tags, fair.url, fair.record) == (("fair", "music"), "http://a.b", "a")
    assert read.lost == {"time of day": 2, "recurrence": 1, "markup": 1, "media": 1}
    assert [each.message for each in read.problems] == [
        "'No start' has no DTSTART",
        "'Bad': '2014' is no date of iCalendar",
        "the event has no SUMMARY",
        "'junk' is no property",
        "the event has no end",
    ]


def bindings(*rows: dict[str, str]) -> str:
    made = [
        {key: {"type": "literal", "value": value} for key, value in row.items()} for row in rows
    ]
    return json.dumps({"head": {"vars": []}, "results": {"bindings": made}})


ITEM = {"item": "http://www.wikidata.org/entity/Q1", "itemLabel": "A battle"}


@pytest.mark.parametrize(
    ("time", "precision", "date"),
    [
        ("1066-10-20T00:00:00Z", "11", "1066-10-14"),
        ("2004-04-17T00:00:00Z", "11", "2004-04-17"),
        ("1066-10-01T00:00:00Z", "10", "1066-10"),
        ("1066-01-01T00:00:00Z", "9", "1066"),
        ("1066-01-01T00:00:00Z", "8", "[1060..1069]"),
        ("1066-01-01T00:00:00Z", "7", "[1001..1100]"),
        ("1100-01-01T00:00:00Z", "7", "[1001..1100]"),
        ("1066-01-01T00:00:00Z", "6", "[1001..2000]"),
        ("-0043-03-13T00:00:00Z", "11", "-0043-03-15"),
        ("-0450-01-01T00:00:00Z", "7", "[-0499..-0400]"),
        ("-13798000000-01-01T00:00:00Z", "3", "[Y-13798999999..Y-13798000000]"),
        ("1066-01-01T00:00:00Z", "", "1066"),
        ("1066-10-01T00:00:00Z", "", "1066-10"),
        ("1066-10-20T00:00:00Z", "", "1066-10-14"),
    ],
)
def test_a_date_of_wikidata_is_as_precise_as_it_says(time, precision, date):
    row = ITEM | {"date": time} | ({"datePrecision": precision} if precision else {})
    read = Reading("wikidata", bindings(row))
    assert read.dates == [date]
    assert any(isinstance(each, ImportNote) for each in read.records) is not bool(precision)


def test_rows_of_one_item_are_one_event():
    base = ITEM | {
        "date": "1066-10-14T00:00:00Z", "datePrecision": "11", "end": "1066-10-15T00:00:00Z",
        "endPrecision": "11", "dateCalendar": "http://www.wikidata.org/entity/Q1985786",
        "placeLabel": "Ham", "coord": "Point(-0.3 51.4)", "itemDescription": "a fight",
        "image": "http://x/y.jpg",
    }  # fmt: skip
    text = bindings(*(base | {"participantLabel": who} for who in ("Ann", "Bob")))
    read = Reading("wikidata", text)
    assert recognised(text) == "wikidata"
    (event,) = read.events
    assert [each.name for each in event.actors] == ["Ann", "Bob"]
    assert event.places == (ImportedPlace("Ham", (51.4, -0.3)),)
    assert (event.title, event.summary, event.record) == ("A battle", "a fight", "Q1")
    assert event.url == "https://www.wikidata.org/entity/Q1"
    assert read.lost == {"calendar": 1, "media": 1}


def test_results_may_be_a_plain_list_or_csv():
    rows = [{**ITEM, "date": "1066-10-14T00:00:00Z", "precision": "11"}]
    assert recognised(json.dumps(rows)) == "wikidata"
    assert Reading("wikidata", json.dumps(rows)).dates == ["1066-10-08"]
    text = "item,itemLabel,date,time_precision\nhttp://www.wikidata.org/entity/Q1,A,1066-01-01T00:00:00Z,9\n"
    assert recognised(text) == "wikidata"
    assert Reading("wikidata", text).dates == ["1066"]
    assert recognised("item,itemLabel\nhttp://www.wikidata.org/entity/Q1,A\n") == ""
    assert recognised("http://www.wikidata.org/entity/Q1\n") == ""


def test_what_wikidata_does_not_say_is_a_problem():
    text = bindings(
        ITEM, ITEM | {"date": "1066-01-01T00:00:00Z", "datePrecision": "x"},
        {"label": "B", "end": "1066-01-01T00:00:00Z", "endPrecision": "9"},
        ITEM | {"date": "1066-01-01T00:00:00Z", "datePrecision": "9", "end": "soon"},
    )  # fmt: skip
    read = Reading("wikidata", text)
    assert read.dates == ["1066"]
    assert len(read.problems) == 3
    assert Reading("wikidata", json.dumps({"head": {}, "results": {"bindings": ["junk"]}})).records


SIMILE = """<data>
<event start="Sat May 20 1961 00:00:00 GMT-0600" title="A &lt;b&gt;day&lt;/b&gt;">Text</event>
<event start="200 BC" end="100 AD" isDuration="true" title="Long"/>
<event start="1900" end="1910" title="Some time"/>
<event start="1900-01-01" latestStart="1900-12-31" earliestEnd="1905" end="1909" title="Vague"/>
<event start="20 May 1961 10:30" title="At" image="x.png" link="http://a.b"/>
<event start="-43" title="Old"/>
<event start="1900" title=""/>
<event title="No start"/>
<event start="soon" title="Bad"/>
<event start="1900" latestStart="1800" end="1910" title="Turned"/>
<event start="0900" latestStart="1100" end="1910" title="Vaguest"/>
<event start="c. 1900 to 1910" title="Range"/>
<other/>
</data>"""


def test_simile_says_how_vague_a_beginning_and_an_end_are():
    read = Reading("simile", SIMILE)
    assert recognised(SIMILE) == "simile"
    assert list(zip(read.titles, read.dates, strict=True)) == [
        ("A day", "1961-05-20"),
        ("Long", "-0199/0100"),
        ("Some time", "[1900..1910]"),
        ("Vague", "1900/190X"),
        ("At", "1961-05-20"),
        ("Old", "-0043"),
    ]
    assert len(read.problems) == 6
    assert read.lost == {"markup": 1, "time of day": 1}
    text = json.dumps({"events": [{"start": "1900", "title": "A"}, "junk"]})
    assert recognised(text) == "simile"
    assert Reading("simile", text).dates == ["1900"]
    assert recognised("<data><row/></data>") == ""


MARKWHEN = """title: Mills
dateFormat: d/M/y
---
// a comment
1907: The upper mill #building
More of it. See [the book](http://a.b).
id: upper
1907-05-14 / 1908: Lower
section Later #x
2001-05 - 2003: Third
1/2/2003: Fourth
endSection
2004-05/now: Fifth
## Group two
date: no event of ours
now - 3 days: Sixth
2005-01-01T10:00: Seventh
2006/2001: Eighth
Apr 2007: Ninth
1990s: Tenth
"""


def test_markwhen_is_read():
    read = Reading("markwhen", MARKWHEN)
    assert recognised(MARKWHEN, "a.mw") == "markwhen"
    assert recognised("2004: A\n2005-01: B\n2006/2007: C\n") == "markwhen"
    assert recognised("Once upon a time\n2004: A\n") == ""
    assert read.records[0] == ImportedFile("Mills")
    assert list(zip(read.titles, read.dates, strict=True))[:5] == [
        ("The upper mill", "1907"),
        ("Lower", "1907-05-14/1908"),
        ("Third", "2001-05/2003"),
        ("Fourth", "2003-02-01"),
        ("Fifth", "2004-05/.."),
    ]
    assert read.events[0].tags == ("building",)
    assert read.events[0].summary.startswith("More of it. See the book.")
    assert read.events[2].tags == ("later",)
    assert ("Ninth", "2007-04") in list(zip(read.titles, read.dates, strict=True))
    assert [each.message.partition(":")[0] for each in read.problems] == [
        "'now - 3 days'",
        "'2006/2001'",
    ]
    assert read.lost["markup"] == 1


BSD = (
    "/*\n * History\n */\n#ifndef x\nLANG=C\n\n07/04\tA declaration, 1776\n10/14\tA fight "
    "at\n\tHastings, 1066\n"
    "03/15\tCaesar dies, 44 BC\n06\tWeavers rise, 1844\n05/09*\tMoves about, 1900\n01/01\tNew "
    "year\n"
    "02/30\tNever, 1900\nfoo\tbar, 1900\n"
)


def test_a_bsd_calendar_has_its_year_at_the_end_of_the_line():
    read = Reading("calendar", BSD)
    assert recognised(BSD) == "calendar"
    assert list(zip(read.titles, read.dates, strict=True)) == [
        ("A declaration", "1776-07-04"),
        ("A fight at Hastings", "1066-10-14"),
        ("Caesar dies", "-0043-03-15"),
        ("Weavers rise", "1844-06"),
    ]
    assert [each.line for each in read.problems] == [12, 13, 14, 15]
    assert read.lost == {"recurrence": 1}
    assert recognised("/* " * 5 + "\n" + "07/04\tA, 1776\n" * 4) == "calendar"
    assert recognised("LANG=C\n\nJun. 15\tA, 1215\n15 June\tB, 1216\nEaster\tC\n") == "calendar"
    assert recognised("date\ttitle\n5/6\tA\n5/7\tB\n", "a.tsv") != "calendar"


NOTE = """---
title: "The [[upper mill|mill]] opens"
date: 1907-05-14
people: [Ann, "[[Bob Miller]]"]
location: Ham
tags: [mill, '#old']
importance: 5
---
# A heading

It **opens** at last. See [this](http://a.b).

More.
"""


def test_notes_have_their_events_in_their_front_matter():
    read = Reading("notes", NOTE, "mill.md")
    assert recognised(NOTE, "mill.md") == "notes"
    (event,) = read.events
    assert (event.title, event.summary) == ("The mill opens", "It opens at last. See this.")
    assert [each.name for each in event.actors] == ["Ann", "Bob Miller"]
    assert event.tags == ("mill", "old")
    assert (event.record, event.section) == ("mill.md", "mill")
    assert read.lost == {"markup": 1, "own fields": 1}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("no front matter", "the note has no front matter"),
        ("---\ntitle: A\n---\n", "the note has no date"),
        ("---\ndate: soon\n---\n", "cannot read 'soon' as a date"),
        ("---\ndate: [1\n---\n", "front matter cannot be read"),
    ],
)
def test_a_note_that_says_no_date_is_a_problem(text, message):
    assert message in Reading("notes", text).problems[0].message


def test_a_note_may_have_a_year_an_end_and_other_names():
    text = "---\nyear: 1907\nend: 1908 10:30\nwhat: X\nmap: {a: b}\n---\n# Head\n"
    assert Reading("notes", "---\nstart: 1907-01-01 10:30\nend: 1908\n---\n# Head\n").titles == [
        "Head"
    ]
    assert Reading("notes", text.replace(" 10:30", "")).dates == ["1907/1908"]
    mapped = Reading("notes", "---\nwhat: X\nd: 1907\n---\n", map=("date=d,title=what",))
    assert (mapped.titles, mapped.dates) == (["X"], ["1907"])
