"""What formats do at their edges: records that say little, are cut short, or make no sense."""

from __future__ import annotations

import datetime
import importlib
import json

import pytest

from qaim_cli.dates import SimpleDate, UndatedEnd, format_edtf, parse_edtf
from qaim_cli.errors import DateError, RequestError
from qaim_cli.exchange import calendars, date_units, foreign_dates, list_plugin_formats
from qaim_cli.exchange.assemble import DraftAssembler
from qaim_cli.exchange.column_map import parse_map
from qaim_cli.exchange.gedcom_dates import parse_gedcom_date
from qaim_cli.exchange.losses import Loss, list_date_features
from qaim_cli.exchange.records import (
    ImportedEvent,
    ImportedFile,
    ImportedPlace,
    ImportNote,
    ImportProblem,
)
from qaim_cli.exchange.source_file import SourceFile
from qaim_cli.exchange.tables import find_delimiter
from qaim_cli.exchange.xlsx import _format_cell
from tests.support.importing import Reading, source

DAY = SimpleDate("2004", "04", "17")


def assemble(*records, name="a.csv"):
    assembler = DraftAssembler()
    assembler.add_file(name, name, records)
    return assembler.finish()


def test_a_file_is_named_by_the_first_title_it_gives():
    made = assemble(ImportedFile("Mills", "http://a.b"), ImportedFile("Other"))
    assert made.timeline.title == "Mills"
    assert made.timeline.reference.url == "http://a.b"


def test_a_date_beyond_all_years_is_a_problem_and_the_rest_is_kept():
    impossible = foreign_dates.DateInterval(DAY, SimpleDate("1900"))
    made = assemble(
        ImportedEvent("1", "A", impossible, line=3),
        ImportedEvent("2", "B", DAY, url="http://b.c"),
        ImportedEvent("3", "C", DAY, url="shelf 4", note="Seen"),
    )
    assert [(each.line, each.code) for each in made.problems] == [(3, "import")]
    assert [(each.title, each.url, each.note) for each in made.timeline.events] == [
        ("B", "http://b.c", ""), ("C", "", "Seen shelf 4"),
    ]  # fmt: skip


def test_records_of_one_key_keep_an_origin_each():
    made = assemble(*(ImportedEvent("k", title, DAY, part_of=("k", "x")) for title in "AB"))
    events = made.timeline.events
    assert [each.origins[0].record for each in events] == ["k", "k/2"]
    assert [each.part_of for each in events] == [("a",), ("a",)]


def test_a_title_too_long_to_read_goes_into_the_summary_as_well():
    words = "mill " * 60
    (event,) = assemble(ImportedEvent("1", words, DAY, summary="Rest")).timeline.events
    assert len(event.title) <= 200
    assert event.summary == f"{words.strip()} Rest"
    (event,) = assemble(ImportedEvent("1", "", DAY, summary="All")).timeline.events
    assert (event.title, event.summary) == ("All", "")


def test_a_lone_tilde_is_no_text_and_a_long_one_is_cut():
    from qaim_cli.store.record_reader import MAX_TEXT_CHARS

    made = assemble(ImportedEvent("1", "A", DAY, note="~", summary="x" * (MAX_TEXT_CHARS + 5)))
    (event,) = made.timeline.events
    assert event.note == ""
    assert len(event.summary) <= MAX_TEXT_CHARS


@pytest.mark.parametrize(("text", "year"), [("-0043", -43), ("622", 622), ("44 BC", -43)])
def test_a_column_of_years_reads_what_is_a_year(text, year):
    assert foreign_dates.parse_signed_year(text) == year


@pytest.mark.parametrize("text", ["-44", "soon", "May 1907"])
def test_a_column_of_years_refuses_what_is_none(text):
    with pytest.raises(DateError):
        foreign_dates.parse_signed_year(text)


def test_parts_of_a_day_must_be_in_the_calendar():
    for parts in ((2004, 13), (2004, 2, 30), (10**14,)):
        with pytest.raises(DateError):
            date_units.make_date(*parts)


def test_two_dates_are_covered_by_the_smallest_unit():
    def cover(first, last):
        return format_edtf(date_units.cover_between(first, last))

    assert cover(DAY, DAY) == "2004-04-17"
    assert cover(DAY, SimpleDate("2004", "04", "20")) == "2004-04"
    assert cover(SimpleDate("2001"), SimpleDate("2004")) == "200X"
    with pytest.raises(DateError, match="comes before"):
        date_units.cover_between(DAY, SimpleDate("1900"))


def test_a_set_open_on_both_sides_is_known_from_its_inner_ends():
    units = date_units.cover_known_units(parse_edtf("[..1900,1950..]"))
    assert tuple(map(format_edtf, units)) == ("1900", "1950")


@pytest.mark.parametrize(
    ("edtf", "cover"),
    [
        ("2004-04-1X", ("2004-04-10", "2004-04-19")),
        ("2004-XX-17", ("2004-01", "2004-12")),
        ("2004-21", ("2004-03", "2004-05")),
        ("198X", ("1980", "1989")),
        ("[1900..1910,1920]", ("1900", "1920")),
    ],
)
def test_the_cover_of_a_date_is_made_of_whole_units(edtf, cover):
    from qaim_cli.dates import parse_edtf

    assert tuple(map(format_edtf, date_units.cover_date(parse_edtf(edtf)))) == cover


def test_a_mark_goes_to_every_part_of_a_date():
    from qaim_cli.dates import parse_edtf

    for edtf, marked in (
        ("1900", "1900~"),
        ("1900/..", "1900~/.."),
        ("[1900,1910]", "[1900~,1910~]"),
        ("[1900..]", "[1900~..]"),
    ):
        assert format_edtf(foreign_dates.mark_date(parse_edtf(edtf), "~")) == marked


def test_a_hebrew_month_of_a_common_year_has_its_length():
    first, last = calendars.convert_hebrew(5783, "NSN", 0)
    assert (format_edtf(first), format_edtf(last)) == ("2023-03-23", "2023-04-21")


@pytest.mark.parametrize(
    "text",
    ["BET 12 AND (x)", "5 MAR 1700 BET", "FROM 1 TO 2 TO 3", "@#DJULIAN@ 3 FOO 1700", "1642/50",
     "BET 1700 AND EARLY 1701"],
)  # fmt: skip
def test_a_gedcom_date_of_the_wrong_parts_is_refused(text):
    with pytest.raises(DateError):
        parse_gedcom_date(text)


def test_an_open_set_and_the_units_of_its_ends_are_features():
    from qaim_cli.dates import DatePrecision, parse_edtf

    features = set(list_date_features(parse_edtf("[1900..1910]"), (DatePrecision.DAY,)))
    assert features == {Loss.SET, Loss.PRECISION}
    assert Loss.SET in set(list_date_features(parse_edtf("{1900,1910}"), ()))
    assert set(list_date_features(parse_edtf("1900/.."), ())) == {Loss.OPEN_END, Loss.BOUNDS}


def test_markwhen_reads_an_open_end_only_behind_a_single_date():
    read = Reading("markwhen", "1907-1908 / now: A\n2004 - now: B\n")
    assert read.dates == ["2004/.."]
    assert "counts from another event" in read.problems[0].message


def test_a_markwhen_date_that_counts_from_another_event_is_a_problem():
    read = Reading("markwhen", "2020: A !launch\nafter !launch 2 weeks: B\n2021: C\n")
    assert read.titles == ["A !launch", "C"]
    assert [each.line for each in read.problems] == [2]


def test_a_markwhen_date_kept_as_edtf_is_read_as_it_is():
    read = Reading(
        "markwhen", '1901/1933: A\ndate_edtf: "[1901..1933]"\n1904: B\ndate_edtf: soon\n'
    )
    assert read.dates == ["[1901..1933]"]
    assert len(read.problems) == 1


@pytest.mark.parametrize("format", ["csv", "wikidata"])
def test_a_cell_too_large_is_a_problem_with_its_line(monkeypatch, format):
    monkeypatch.setattr("qaim_cli.exchange.tables._MAX_CELL_CHARS", 50)
    read = Reading(format, f"id,date\na,b\n{'x' * 100},1908\n")
    assert read.problems[-1].fix == "check the quotes near that line"
    assert read.problems[-1].line == 3


def test_qaims_csv_leaves_out_figures_and_sources_that_are_none():
    text = "id,date,title,killed,source_section,sources\na,1907,A,many,S,S; ???\n"
    (event,) = Reading("csv", text).events
    assert event.casualties == ()
    assert event.sources[0].section == "S"


def test_a_simile_month_that_is_none_is_no_date():
    read = Reading("simile", '<data><event start="Foo 20 1961 00:00:00" title="A"/></data>')
    assert len(read.problems) == 1


def test_rows_with_nothing_in_them_are_passed_over():
    assert Reading("table", "title,date\n,\nA,1907\n\n").dates == ["1907"]
    assert Reading("table", "title\tdate\nA\t1907\n", "a.tsv").dates == ["1907"]


def test_a_letter_is_dated_by_another_action_and_an_event_by_its_date():
    letter = (
        '<TEI><correspDesc><correspAction type="sent"/><correspAction type="received">'
        '<persName>Bob</persName><date when="1671-03"/></correspAction></correspDesc>'
        "<person><persName>Ann</persName><birth><date when='1640'/></birth></person></TEI>"
    )
    read = Reading("tei", letter)
    assert list(zip(read.titles, read.dates, strict=True)) == [
        ("Letter to Bob", "1671-03"),
        ("Birth of Ann", "1640"),
    ]


def test_a_workbook_cell_is_text_without_a_needless_midnight_or_point():
    moment = datetime.datetime(1907, 5, 14)
    assert _format_cell(moment) == "1907-05-14"
    assert _format_cell(moment.replace(hour=10)) == "1907-05-14T10:00:00"
    assert [_format_cell(each) for each in (None, 1908.0, 1.5, "A")] == ["", "1908", "1.5", "A"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[" * 100_000, "it is nested too deeply"),
        ('{"a": ' + "9" * 10_000 + "}", "it has a number of too many digits"),
        ("title", "it begins with neither { nor ["),
    ],
)
def test_json_beyond_measure_is_refused(text, reason):
    assert source(text).json is None
    assert source(text).json_error == (1, reason)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r'["\ud800 x"]', "\ufffd x"),
        (r'["\uDFFF\ud800"]', "\ufffd\ufffd"),
        (r'["\ud83d\ude00"]', "\U0001f600"),
        (r'["\\ud800"]', "\\ud800"),
    ],
)
def test_half_a_character_in_json_is_replaced(text, value):
    assert source(text).json == [value]


def test_half_a_character_in_a_json_line_is_replaced():
    line = r'{"schema": 1, "id": "a", "date": "1907", "title": "\ud800 x"}'
    assert Reading("jsonl", line).titles == ["\ufffd x"]


@pytest.mark.parametrize("encoding", ["idna", "undefined"])
def test_an_encoding_that_cannot_decode_a_file_is_refused(encoding):
    with pytest.raises(RequestError, match="there is no encoding"):
        _ = SourceFile("x", b"\xff", encoding).text


def test_an_encoding_does_not_bring_half_characters():
    assert SourceFile("x", rb"\ud800", "unicode_escape").text == "?"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<TEI>" + "<a>" * 1000, "it is nested more than 200 elements deep"),
        ("<TEI><a></TEI>", "it is no XML: mismatched tag"),
        ("<!DOCTYPE TEI [<!ENTITY a 'b'>]><TEI/>",
         "it declares a document type of its own (<!DOCTYPE TEI [)"),
        ('<?xml version="1.0" encoding="foo"?><TEI/>', "it is no XML: unknown encoding: foo"),
    ],
)  # fmt: skip
def test_xml_beyond_measure_is_refused(text, reason):
    read = source(text)
    assert read.xml is None
    assert read.xml_error.message == reason


def test_an_element_is_found_by_a_path_of_names():
    root = source("<a><b><c>text</c></b></a>").xml
    assert root.find("b", "c").text == "text"
    assert root.find("x", "c") is None


def test_an_encoding_that_is_unknown_is_refused():
    with pytest.raises(RequestError, match="there is no encoding 'foo'"):
        _ = SourceFile("x", b"abc", "foo").text


def test_a_map_takes_a_column_however_it_is_written():
    assert parse_map(["date=Start Date"], ["startDate", "b"])["date"].columns == ("startDate",)
    assert parse_map(["title='=Fixed'"], ["a"])["title"].fill({}) == ["Fixed"]
    assert parse_map(["title={a}{b}"], ["a", "b"])["title"].fill({}) == []


def test_a_table_of_letters_without_places_is_guessed():
    text = "sender,addressee,date\nAnn,Bob,1671\n"
    (event,) = Reading("table", text).events
    assert (event.title, event.places, event.date_text) == ("Ann to Bob", (), "")


def test_a_plugin_that_cannot_be_loaded_adds_no_format(monkeypatch):
    plugins = importlib.import_module("qaim_cli.plugins")

    def fail(*_):
        raise RequestError("it cannot be loaded", "mend it")

    monkeypatch.setattr(plugins, "list_plugins", lambda _: ["broken"])
    monkeypatch.setattr(plugins, "has_plugin", lambda *_: True)
    monkeypatch.setattr(plugins, "load_plugin", fail)
    assert list_plugin_formats() == ()


def test_a_sheet_of_timelinejs_keeps_its_pictures():
    read = Reading("timelinejs-sheet", "Headline,Year,Media\nA,1907,http://a.b\nB,1908,\n")
    assert ([each.image for each in read.events], read.lost) == (["http://a.b", ""], {})


LITTLE = """\
title: Little
actors: {ann: {name: Ann}}
source: {title: Annals, url: "https://a.example/", licence: CC0}
calendar: julian
about: 3 years
events:
  - {id: a, date: 1700/1710, title: A, source: {section: S, fingerprint: abc}}
  - {id: b, date: "1700-05~", title: B, calendar: {gregorian_from: 1752-09-14},
     source: {section: S}}
"""


def test_calendar_and_width_are_written_where_they_are_not_the_usual(qaim, store):
    path = store(LITTLE)
    text = qaim("list", "--file", path, "-f", "yaml").out
    assert "\ncalendar: julian\n" in text
    assert 'gregorian_from: "1752-09-14"' in text
    for format in ("linkedart", "linkedplaces", "timelinejs", "atom"):
        parts = qaim("list", "--file", path, "-f", format)
        assert parts.status == 0
        assert "Casualties" not in parts.out
    slides = json.loads(qaim("list", "--file", path, "-f", "timelinejs").out)["events"]
    assert "display_date" not in slides[0]


def test_an_event_of_no_source_names_none():
    from qaim_cli.exchange import linked_art, linked_places, wording
    from tests.support.events import event, timeline

    bare = event("a", "1907", "A")._replace(sources=())
    for describe in (wording.describe_details, linked_art._describe, linked_places._describe):
        assert list(describe(bare, timeline(bare))) == []


def test_a_calendar_without_a_last_line_break_keeps_its_last_entry():
    assert Reading("calendar", "07/04\tA, 1776\n10/14\tB, 1066").titles == ["A", "B"]


def test_a_picture_of_a_note_is_kept():
    read = Reading("notes", "---\ntitle: A\ndate: 1907\nimage: a.png\n---\n")
    assert (read.events[0].image, read.lost) == ("a.png", {})


def test_a_note_of_a_reader_is_passed_on():
    assert assemble(ImportNote("the file is old")).notes == ("the file is old",)


def test_a_place_gets_its_coordinates_wherever_they_are_given():
    places = (ImportedPlace("Ham"),), (ImportedPlace("Ham", (51.4, -0.3)),)
    made = assemble(*(ImportedEvent("k", "A", DAY, places=each) for each in places))
    assert made.timeline.places.entities["ham"].at == (51.4, -0.3)


def test_a_column_of_dates_goes_before_one_of_years():
    assert Reading("table", "title,date,year\nA,1907-05,1950\n").dates == ["1907-05"]


def test_years_before_christ_have_no_decade_to_cover_them():
    with pytest.raises(DateError):
        date_units.cover_between(SimpleDate("-0044"), SimpleDate("-0040"))


def test_open_ends_are_told_from_dates():
    first, last = date_units.cover_date(foreign_dates.DateInterval(DAY, UndatedEnd.OPEN))
    assert (format_edtf(first), last) == ("2004-04-17", None)
    assert isinstance(ImportProblem(1, "a").fix, str)


def test_a_calendar_of_blank_lines_or_with_nothing_in_it_has_no_events():
    assert Reading("ics", "\n\n").records == []
    assert Reading("ics", "BEGIN:VCALENDAR\nVERSION:2.0\n").records == []


def test_somebody_who_is_invited_without_a_name_is_nobody():
    event = "BEGIN:VEVENT\nSUMMARY:A\nDTSTART:20040417\nATTENDEE:mailto:\nEND:VEVENT\n"
    (read,) = Reading("ics", f"BEGIN:VCALENDAR\n{event}END:VCALENDAR\n").events
    assert (read.title, read.actors) == ("A", ())


def test_a_range_of_markwhen_of_which_one_end_is_no_date_is_a_problem():
    read = Reading("markwhen", "2004 - whenever: A\n2005: B\n")
    assert (read.titles, len(read.problems)) == (["B"], 1)


def test_a_source_in_csv_that_is_none_is_left_out():
    text = 'id,date,title,source_section,sources\na,2004,A,Log,"Log; a\nb"\n'
    (event,) = Reading("csv", text).events
    assert [str(each) for each in event.sources] == ["Log"]


def test_the_delimiter_is_the_one_that_cuts_the_rows_alike():
    assert find_delimiter("a,b,c\n1;2,3,4\n") == ","
    assert find_delimiter("a;b;c,d\n1;2;3\n4;5;6\n") == ";"


def test_what_belongs_to_itself_is_written_once(qaim, store):
    path = store(
        "title: T\nplaces:\n  a: {name: A, within: b}\n  b: {name: B, within: a}\n"
        "events:\n  - {id: e, date: 2004, title: E, places: [a, b], source: {section: S}}\n"
    )
    text = qaim("list", "--file", path, "-f", "yaml").out
    assert (text.count("name: A"), text.count("name: B")) == (1, 1)


def test_a_dual_year_of_gedcom_passes_the_end_of_a_century():
    """It is of the Julian calendar, which was eleven days behind."""
    assert format_edtf(parse_gedcom_date("5 MAR 1699/00").date) == "1700-03-16"
