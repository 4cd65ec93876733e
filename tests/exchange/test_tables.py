"""Tables of other programs: their dialects, which column holds what, and dates in a column."""

from __future__ import annotations

import io
import zipfile

import pytest

from qaim_cli.dates import format_edtf
from qaim_cli.errors import DateError, RequestError
from qaim_cli.exchange import column_map, foreign_dates
from qaim_cli.exchange.assemble import DraftAssembler
from qaim_cli.exchange.records import ImportedActor, ImportedPlace
from tests.support.importing import Reading, recognised

MILLS = "name,built,closed,place\nUpper mill,1741,c. 1880,Ham\nLower mill,3 May 1752,,Ham\n"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2004-04-17", "2004-04-17"),
        ("[1671-03,1671-04]", "[1671-03,1671-04]"),
        ("858", "0858"),
        ("43", "0043"),
        ("13 Feb 858", "0858-02-13"),
        ("13 Feb 58", "0058-02-13"),
        ("Between 843 and 848", "[0843..0848]"),
        ("between 1132 and 1135", "[1132..1135]"),
        ("1939 to 1945", "1939/1945"),
        ("47-50", "0047/0050"),
        ("858 after 13 Feb 858", "[0858-02-14..0858-12-31]"),
        ("858 before 13 Feb 858", "[0858-01-01..0858-02-12]"),
        ("858 before 860", "0858"),
        ("55 BC", "-0054"),
        ("c. 1880", "1880~"),
        ("2004-04-17 10:30", "2004-04-17"),
        ("2004-04-17T10:30:00Z", "2004-04-17"),
        ("-0043-03-15", "-0043-03-15"),
        ("25/12/1950", "1950-12-25"),
        ("12/25/1950", "1950-12-25"),
        ("5/5/1950", "1950-05-05"),
        ("12000", "Y12000"),
        ("between 800 and 814", "[0800..0814]"),
        ("from 800 to 814", "0800/0814"),
    ],
)
def test_a_column_of_dates_reads_what_people_put_in_one(text, date):
    assert format_edtf(foreign_dates.parse_column_date(text).date) == date


@pytest.mark.parametrize(
    "text",
    ["", "soon", "04/05/2004", "-44", "2004-13-01", "858 after 900", "1 2 3 4", "x" * 300,
     "31/02/2004", "858 after soon", "4/5/68", "12 Foo 44", "858 after 850-860"],
)  # fmt: skip
def test_what_is_no_date_or_has_two_readings_is_refused_with_a_fix(text):
    with pytest.raises(DateError) as error:
        foreign_dates.parse_column_date(text)
    assert error.value.fix


def test_the_column_tells_whether_the_day_or_the_month_comes_first():
    assert foreign_dates.find_order(["04/05/2004", "25/12/1950"]) == "dmy"
    assert foreign_dates.find_order(["04/05/2004", "12/25/1950"]) == "mdy"
    assert foreign_dates.find_order(["25/12/1950", "12/25/1950"]) == ""
    rows = "title,date\nA,04/05/2004\nB,25/12/1950\n"
    assert Reading("table", rows).dates == ["2004-05-04", "1950-12-25"]
    assert Reading("table", rows, order="mdy").dates == ["2004-04-05", "1950-12-25"]


def test_an_order_that_nothing_tells_is_asked_for():
    read = Reading("table", "title,date\nA,3/4/2004\nB,3/4/04\n")
    assert [each.fix.startswith("give --dates dmy") for each in read.problems] == [True, False]
    assert "two ways" in read.problems[0].message


def test_a_name_is_one_however_it_is_written():
    assembler = DraftAssembler()
    records = Reading("table", "title,date,people\nA,1900,Ann; ANN; Ann\n").events
    assembler.add_file("x.csv", "x.csv", records)
    timeline = assembler.finish().timeline
    assert [each.actor for each in timeline.events[0].participants] == ["ann"]


def test_years_months_and_days_may_have_columns_of_their_own():
    text = "Event,Year,Month,Day,End Year\nA,1907,May,14,\nB,44 BC,,,\nC,1911,,,1912\nD,-44,,,\n"
    read = Reading("table", text)
    assert read.dates == ["1907-05-14", "-0043", "1911/1912"]
    assert read.problems[0].message == "'-44' has two readings"
    assert read.problems[0].fix == "write 44 BC, or -0044 for 45 BC"
    assert "month" in Reading("table", "Event,Year,Month\nA,1907,Maybe\n").problems[0].message


def test_a_map_says_which_column_holds_what():
    read = Reading(
        "table", MILLS, map=("date=built,end=closed,title={name} of {place},places=place",)
    )
    assert read.dates == ["1741/1880~", "1752-05-03"]
    assert read.titles == ["Upper mill of Ham", "Lower mill of Ham"]
    assert read.events[0].places == (ImportedPlace("Ham"),)
    assert read.events[0].date_text == "1741 – c. 1880"


def test_a_map_can_give_fixed_words_own_fields_and_several_columns():
    text = "when,a,b,weight\n1900,Ann,Bob (witness),5\n"
    read = Reading(
        "table",
        text,
        map=("date=when", "title='=A meeting'", 'actors=a|b,tags="=met",x-weight=weight'),
    )
    (event,) = read.events
    assert event.title == "A meeting"
    assert event.actors == (ImportedActor("Ann"), ImportedActor("Bob", "witness"))
    assert event.tags == ("met",)
    assert event.own_fields == (("x-weight", ("5",)),)
    assert read.lost == {}


def test_a_table_of_letters_is_guessed():
    text = "sender,addressee,senderPlace,senderDate,senderDateText\nAnn,Bob,Ham,1671-03,März 1671\n"
    reported = []
    (event,) = Reading("table", text, report_map=reported.append).events
    assert event.title == "Ann to Bob"
    assert [each.name for each in event.actors] == ["Ann", "Bob"]
    assert event.date_text == "März 1671"
    assert column_map.format_map(reported[0]) == (
        "title='{sender} to {addressee}',actors='sender|addressee',places=senderPlace,"
        "date_text=senderDateText,date=senderDate"
    ) or "date=senderDate" in column_map.format_map(reported[0])


@pytest.mark.parametrize(
    ("maps", "message"),
    [
        (("when",), "--map cannot be 'when'"),
        (("date=",), "--map cannot be 'date='"),
        (("dat=built",), "no column can hold 'dat'"),
        (("date=bild",), "the table has no column 'bild'"),
        (("date=built,title={nam}",), "the table has no column 'nam'"),
    ],
)
def test_a_wrong_map_is_refused_with_a_proposal(maps, message):
    with pytest.raises(RequestError) as error:
        Reading("table", MILLS, map=maps)
    assert error.value.message == message
    assert error.value.fix


def test_a_table_without_dates_or_titles_says_which_columns_there_are():
    with pytest.raises(
        RequestError, match="no column is known to hold dates; there are 'a' and 'b'"
    ):
        Reading("table", "a,b\n1,2\n")
    with pytest.raises(RequestError, match="no column is known to hold titles"):
        Reading("table", "date,b\n1900,2\n")


def test_a_profile_keeps_a_map_and_is_read_back():
    mapping = column_map.parse_map(["date=when,title='{a} \\ {b}',x-own=b"], ["when", "a", "b"])
    text = column_map.format_profile(mapping, {"delimiter": "\t", "order": ""})
    kept = column_map.parse_profile(text, "p.toml")
    assert kept == {"delimiter": "\t", "date": "when", "title": "{a} \\ {b}", "x-own": "b"}
    read = Reading("table", "when\ta\tb\n1900\tA\tB\n", profile=kept, delimiter="\t")
    assert read.titles == ["A \\ B"]
    for bad in ("= no", "date = 5", 'nothing = "x"'):
        with pytest.raises(RequestError):
            column_map.parse_profile(bad, "p.toml")


@pytest.mark.parametrize(
    "text",
    [
        "title;date\r\nA, and B;1907\r\n",
        "\ufefftitle;date\nA, and B;1907\n",
        "title\tdate\nA, and B\t1907\n",
        'title,date\r"A, and B",1907\r',
        "sep=;\ntitle;date\nA, and B;1907\n",
        "title|date\nA, and B|1907\n",
        "title;date\nA, and B;1907\n".encode("utf-16"),
    ],
)
def test_dialects_of_csv_are_told_apart(text):
    read = Reading("table", text)
    assert (read.titles, read.dates) == (["A, and B"], ["1907"])


def test_a_cell_may_hold_line_breaks_and_a_problem_names_its_line():
    read = Reading("table", 'title,date\n"A\nB",1907\nC,\nD,soon\n,1908\n')
    assert read.titles == ["A B"]
    assert [(each.line, each.message) for each in read.problems][:1] == [(4, "the row has no date")]
    assert [each.line for each in read.problems] == [4, 5, 6]


def test_columns_without_a_name_and_of_one_name_are_told_apart():
    read = Reading(
        "table", "title,,date,title\nA,x,1907,B\n", map=("summary=column 2,note=title 2",)
    )
    assert (read.events[0].summary, read.events[0].note) == ("x", "B")


def test_what_csv_cannot_be_is_a_problem_with_its_line(monkeypatch):
    monkeypatch.setattr("qaim_cli.exchange.tables._MAX_CELL_CHARS", 50)
    read = Reading("table", f'title,date\nA,1907\n"{"x" * 100}",1908\n')
    assert read.titles == ["A"]
    assert read.problems[0].line == 3
    assert Reading("timelinejs-sheet", f"Headline,Year\n{'x' * 100},1908\n").problems
    assert recognised(f"{'x' * 100},date,title\n") == ""


def test_coordinates_are_kept_where_they_can_be():
    text = "title,date,place,lat,lon\nA,1907,Ham,51.5,-0.2\nB,1907,Ham,95,0\nC,1907,Ham,x,0\n"
    assert [event.places[0].at for event in Reading("table", text).events] == [
        (51.5, -0.2),
        None,
        None,
    ]
    commas = "title;date;place;lat;lon\nA;1907;Ham;51,5;-0,2\nB;1907;Ham;1,5,0;2\n"
    assert [event.places[0].at for event in Reading("table", commas).events] == [(51.5, -0.2), None]


def test_markup_and_times_are_counted_as_lost():
    read = Reading("table", "title,date\n<b>A</b> &amp; B,1907-05-01 10:30\n")
    assert read.titles == ["A & B"]
    assert read.lost == {"markup": 1, "time of day": 1}


def test_ids_sources_links_and_pictures_are_read():
    text = "id,title,date,source,url,image,tags\nA-1,A,1907,Annals,http://a.b,a.png,x; y\n"
    read = Reading("table", text)
    (event,) = read.events
    assert (event.record, event.section) == ("A-1", "Annals")
    assert (event.url, event.image, event.tags) == ("http://a.b", "a.png", ("x", "y"))
    assert read.lost == {}


def test_what_no_event_can_keep_is_counted_as_lost():
    text = "title,date,colour,page\nA,1907,red,\nB,1908,,\nC,1909,,4\n"
    read = Reading("table", text, map=("paragraph=page",))
    assert [(each.event, str(each.loss)) for each in read.losses.records] == [
        ("1", "own fields"),
        ("3", "own fields"),
    ]


def test_an_interval_with_a_vague_end_takes_the_unit_that_covers_it():
    text = (
        "title,date,end\nA,Between 843 and 848,858\nB,before 900,950\nC,between 1999 and "
        "2001,2004\n"
    )
    assert Reading("table", text).dates == ["084X/0858", "[..0950]", "[1999..2004]"]


def test_a_workbook_is_read_as_a_table(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    import datetime

    book = openpyxl.Workbook()
    book.active.append([None, None])
    book.active.append(["title", "date", "note"])
    book.active.append(["A", datetime.datetime(1907, 5, 14), None])
    book.active.append(["B", 1908, datetime.datetime(1908, 1, 1, 10, 30)])
    book.active.append(["C", 1908.5, True])
    stream = io.BytesIO()
    book.save(stream)
    assert recognised(stream.getvalue()) == "xlsx"
    read = Reading("xlsx", stream.getvalue())
    assert read.dates == ["1907-05-14", "1908"]
    assert read.events[1].note == "1908-01-01T10:30:00"
    assert read.problems[0].message == "'1908.5' has a day without a month"


def damage_list_of_parts(workbook: bytes) -> bytes:
    """Overwrite the packed bytes of a part, and leave the directory as it is."""
    name = "[Content_Types].xml"
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        begin = archive.getinfo(name).header_offset + 30 + len(name)
    return workbook[:begin] + b"\xff" * 8 + workbook[begin + 8 :]


def test_a_workbook_that_cannot_be_read_is_refused(monkeypatch):
    openpyxl = pytest.importorskip("openpyxl")
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    with pytest.raises(RequestError, match="no column is known"):
        Reading("xlsx", stream.getvalue())
    with pytest.raises(RequestError, match="no workbook that can be read"):
        Reading("xlsx", b"PK\x03\x04 xl/")
    assert recognised(b"PK\x03\x04 xl/") == ""
    with pytest.raises(RequestError, match="no workbook that can be read"):
        Reading("xlsx", damage_list_of_parts(stream.getvalue()))
    monkeypatch.setattr("qaim_cli.exchange.xlsx._MAX_UNPACKED_BYTES", 10)
    with pytest.raises(RequestError, match="unpacks to"):
        Reading("xlsx", stream.getvalue())
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(RequestError, match="needs openpyxl"):
        Reading("xlsx", stream.getvalue())
