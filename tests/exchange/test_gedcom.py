"""GEDCOM: its dates, the events of people and families, and its encodings."""

from __future__ import annotations

import pytest

from qaim_cli.dates import format_edtf
from qaim_cli.errors import DateError
from qaim_cli.exchange import calendars
from qaim_cli.exchange.ansel import decode_ansel
from qaim_cli.exchange.gedcom_dates import parse_gedcom_date
from qaim_cli.exchange.records import ImportedPlace
from tests.support.importing import Reading, recognised

TREE = """\
0 HEAD
1 SOUR Mill
2 NAME Mill Trees
1 CHAR UTF-8
0 @I1@ INDI
1 NAME Ann /Miller/
1 BIRT
2 DATE 22 FEB 1732
2 PLAC , Ham, , Surrey
3 MAP
4 LATI N51.43
4 LONG W0.31
2 SOUR @S1@
3 PAGE folio 3
2 NOTE Born
3 CONC  at home
3 CONT at night
1 DEAT Y
1 OCCU miller
2 DATE FROM 1750 TO 1760
1 EVEN
2 TYPE Crowned
2 DATE ABT 1761
1 BURI
2 DATE UNKNOWN
1 _MILT
2 DATE 1755
1 RESI
2 DATE (last summer)
1 OBJE
0 @I2@ INDI
1 NAME Bob /Miller/
1 BIRT
2 DATE @#DFRENCH R@ 12 BRUM 2
2 OBJE
0 @I3@ INDI
1 NAME Bob /Miller/
1 CHR
2 DATE @#DJULIAN@ 5 MAR 1700
0 @I4@ INDI
0 @F1@ FAM
1 HUSB @I2@
1 WIFE @I1@
1 MARR
2 DATE BET 1750 AND 1752
2 NOTE @N1@
1 MARR
2 DATE AFT 3 MAY 1753
0 @S1@ SOUR
1 TITL Parish register
0 @N1@ NOTE At the mill
0 TRLR
"""


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("17 APR 2004", "2004-04-17"),
        ("APR 2004", "2004-04"),
        ("2004", "2004"),
        ("ABT 1650", "1650~"),
        ("abt. 1650", "1650~"),
        ("Ca 1650", "1650~"),
        ("CAL 1650", "1650~"),
        ("EST APR 1650", "1650-04~"),
        ("BEF 1650", "[..1649]"),
        ("BEF 3 MAY 1650", "[..1650-05-02]"),
        ("AFT 1650", "[1651..]"),
        ("BET 1650 AND 1652", "[1650..1652]"),
        ("FROM 1650 TO 1652", "1650/1652"),
        ("FROM 1650", "1650/"),
        ("TO 1652", "/1652"),
        ("INT 1650 (about the time of the flood)", "1650"),
        ("1693/94", "1694"),
        ("3 FEB 1642/3", "1643-02-13"),
        ("1699/1700", "1700"),
        ("44 BC", "-0043"),
        ("10 BCE", "-0009"),
        ("@#DJULIAN@ 5 MAR 1700", "1700-03-16"),
        ("JULIAN 1700", "1700"),
        ("@#DFRENCH R@ 18 BRUM 8", "1799-11-09"),
        ("FRENCH_R VEND 1", "[1792-09-22..1792-10-21]"),
        ("FRENCH_R COMP 3", "[1795-09-17..1795-09-22]"),
        ("FRENCH_R 2", "[1793-09-22..1794-09-21]"),
        ("@#DHEBREW@ 1 TSH 5784", "2023-09-16"),
        ("HEBREW ADR 5784", "[2024-02-10..2024-03-10]"),
        ("HEBREW 5784", "[2023-09-16..2024-10-02]"),
        ("12 août 1789", "1789-08-12"),
        ("1789-08-12", "1789-08-12"),
        ("spring 1789", "1789-21"),
    ],
)
def test_every_form_of_date_is_read(text, date):
    assert format_edtf(parse_gedcom_date(text).date) == date


@pytest.mark.parametrize(
    "text",
    ["UNKNOWN", "(last summer)", "22 AUG 1877 SG", "30 FEB 1700", "@#DROMAN@ 5 MAR 1700",
     "FRENCH_R 18 BRUM 15", "FRENCH_R 7 COMP 2", "FRENCH_R 1 FOO 2", "HEBREW 1 FOO 5784",
     "HEBREW 30 TVT 5784", "HEBREW 1 ADS 5783", "BET 1650", "BET 1650 AND BET 1 AND 2",
     "1650/77", "5 FOO 1700", "@#DJULIAN@ 30 FEB 1700", "BET 1660 AND 1650", "HEBREW soon"],
)  # fmt: skip
def test_what_is_no_date_is_refused(text):
    with pytest.raises(DateError) as error:
        parse_gedcom_date(text)
    assert error.value.fix


def iso(day: tuple[int, int, int]) -> str:
    return "{:04d}-{:02d}-{:02d}".format(*day)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_other_calendars_agree_with_convertdate():
    convertdate = pytest.importorskip("convertdate")
    names = [
        "NSN",
        "IYR",
        "SVN",
        "TMZ",
        "AAV",
        "ELL",
        "TSH",
        "CSH",
        "KSL",
        "TVT",
        "SHV",
        "ADR",
        "ADS",
    ]
    for year in range(5400, 5800, 7):
        for month in range(1, 13):
            first, _ = calendars.convert_hebrew(year, names[month - 1], 1)
            expected = convertdate.hebrew.to_gregorian(year, month, 1)
            assert format_edtf(first) == iso(expected), (year, month)
    for year in range(1, 15):
        first, _ = calendars.convert_french(year, "GERM", 5)
        assert format_edtf(first) == iso(convertdate.french_republican.to_gregorian(year, 7, 5))


def test_the_events_of_people_and_families_are_read():
    read = Reading("gedcom", TREE)
    assert recognised(TREE) == "gedcom"
    assert list(zip(read.titles, read.dates, strict=True)) == [
        ("Birth of Ann Miller", "1732-02-22"),
        ("Occupation of Ann Miller: miller", "1750/1760"),
        ("Crowned: Ann Miller", "1761~"),
        ("Birth of Bob Miller [I2]", "1793-11-02"),
        ("Christening of Bob Miller [I3]", "1700-03-16"),
        ("Marriage of Bob Miller [I2] and Ann Miller", "[1750..1752]"),
        ("Marriage of Bob Miller [I2] and Ann Miller", "[1753-05-04..]"),
    ]
    birth = read.events[0]
    assert birth.places == (ImportedPlace("Ham, Surrey", (51.43, -0.31)),)
    assert (birth.section, birth.locator) == ("Parish register", "folio 3")
    assert birth.note == "Born at home at night"
    assert birth.record == "@I1@/BIRT"
    assert [event.record for event in read.events[-2:]] == ["@F1@/MARR", "@F1@/MARR/2"]
    assert read.events[-2].note == "At the mill"
    assert read.events[3].date_text == "@#DFRENCH R@ 12 BRUM 2"
    assert read.lost == {"calendar": 1, "media": 1, "relation": 1, "own fields": 1}


def test_an_event_without_a_date_is_a_problem_with_its_line():
    read = Reading("gedcom", TREE)
    assert [(each.line, each.message) for each in read.problems] == [
        (18, "'Death of Ann Miller' has no date"),
        (25, "Burial of Ann Miller: 'UNKNOWN' is no date"),
        (29, "Residence of Ann Miller: '(last summer)' is words, and no date"),
    ]


def test_people_of_one_name_are_told_apart_by_their_years():
    text = "0 HEAD\n" + "".join(
        f"0 @I{n}@ INDI\n1 NAME Al /Bo/\n1 BIRT\n2 DATE {year}\n2 PLAC Ham\n3 MAP\n4 LATI N99\n4 "
        f"LONG E1\n"
        for n, year in ((1, 1700), (2, 1740))
    )
    read = Reading("gedcom", text)
    assert read.titles == ["Birth of Al Bo (1700–)", "Birth of Al Bo (1740–)"]
    assert read.events[0].places[0].at is None


def test_sources_may_be_words_and_shared_notes():
    text = (
        "0 HEAD\n0 @I1@ INDI\n1 DEAT\n2 DATE 1700\n2 CAUS fever\n2 SNOTE @N1@\n2 SOUR Bible\n"
        "2 PLAC Ham\n3 MAP\n4 LATI x\n4 LONG y\n0 @N1@ SNOTE shared\n0 @F1@ FAM\n1 MARR\n2 DATE "
        "1699\n"
    )
    death, marriage = Reading("gedcom", text).events
    assert (death.title, death.summary, death.note) == ("Death of I1", "fever", "shared")
    assert (death.section, marriage.title) == ("Bible", "Marriage of somebody")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_encodings_and_line_ends_are_told_apart(newline, encoding):
    text = "0 HEAD\n0 @I1@ INDI\n1 NAME Zoë /Müller/\n1 BIRT\n2 DATE 1700\n".replace("\n", newline)
    assert recognised(text.encode(encoding)) == "gedcom"
    assert Reading("gedcom", text.encode(encoding)).titles == ["Birth of Zoë Müller"]


def test_ansel_writes_its_marks_before_their_letter():
    assert decode_ansel(b"Z o\xe8e M\xe8uller \xa5 \x81") == "Z oë Müller Æ \ufffd"
    data = b"0 HEAD\n1 CHAR ANSEL\n0 @I1@ INDI\n1 NAME Zo\xe8e\n1 BIRT\n2 DATE 1700\n"
    assert Reading("gedcom", data).titles == ["Birth of Zoë"]


def test_lines_that_are_none_continue_the_one_before_or_are_problems():
    read = Reading("gedcom", "junk\n0 HEAD\n0 @I1@ INDI\n1 NAME Al\nBo\n\n1 BIRT\n2 DATE 1700\n")
    assert read.titles == ["Birth of Al Bo"]
    assert read.problems[0].line == 1


def test_a_value_that_goes_on_for_many_lines_is_read():
    lines = ["0 HEAD", "0 @I1@ INDI", "1 BIRT", "2 DATE 1900", "2 NOTE x"]
    read = Reading("gedcom", "\n".join([*lines, *["3 CONT more"] * 2000, *["100 b"] * 2000]))
    assert read.dates == ["1900"]
