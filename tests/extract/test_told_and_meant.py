"""Ages, years told later, plans, works and memorials: which dates count, and of what."""

from __future__ import annotations

import pytest

from tests.extract.test_date_classes import list_dates

_BORN = "Ada Vale was born in 1920. "
_FELL = "The fort fell on 3 May 1812. "


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        # ages
        (f"{_BORN}She went to sea at sixteen.", ["[1936..1937]"]),
        (f"{_BORN}At 17, she joined a choir.", ["[1937..1938]"]),
        (f"{_BORN}Aged only 15, she won a prize.", ["[1935..1936]"]),
        (f"{_BORN}Her father left when she was three.", ["[1923..1924]"]),
        (f"{_BORN}Her father died aged 60.", []),
        (f"{_BORN}The crew stood at 16, and left.", []),
        (f"{_BORN}Of the crew, many were aged 16 to 24.", []),
        (f"{_BORN}The school took in girls aged 16.", []),
        (f"{_BORN}\n\nWork\n\nAt the age of 20 she sang.", ["[1940..1941]"]),
        (f"{_BORN}\n\nHeirs\n\nKarl Holm was born in 1870.\n\nWork\n\nAt 20, he sang.",
         ["1870", "[1940..1941]"]),
        # counted in figures, and round
        (f"{_FELL}10 years later it was mended.", ["1822"]),
        (f"{_FELL}It was mended 12 days later.", ["1812-05-15"]),
        (f"{_FELL}It was found 150 years later.", ["1962~"]),
        (f"{_FELL}It was found 150 years later, in 1963, by divers.", ["1963"]),
        (f"{_FELL}It rose just under a day later.", ["[1812-05-03..1812-05-04]"]),
        (f"{_FELL}It rose less than a year later.", ["[1812..1813]"]),
        (f"{_FELL}It rose less than two years later.", ["1814~"]),
        (f"{_FELL}It was sold on 7 July of the same year.", ["1812-07-07"]),
        (f"{_FELL}Soon after, it rose.", ["[1812-05-03..]"]),
        (f"{_FELL}Soon after the fire, it rose.", []),
        (f"{_FELL}It was mended shortly before the first night.", []),
        (f"{_FELL}The day after the sale of 1850 it burned.", ["1850"]),
        (f"{_FELL}They took up the plan of the previous year.", []),
        (f"{_FELL}On Monday 11th it rained.", ["1812-05-11"]),
    ],
)  # fmt: skip
def test_what_counts_from_a_date_before(text, dates):
    assert list_dates(text)[1:] == dates


def test_the_next_month_or_season_counts_from_a_date_of_its_section():
    text = "History\n\nIt fell in 1993.\n\nLegacy\n\nBy the following summer it was forgotten."
    assert list_dates(text) == ["1993", ""]


def test_an_age_counts_from_no_birth_of_another_section():
    text = (
        "A mill stood in 1850.\n\nHeirs\n\nKarl Holm was born in 1870.\n\nWork\n\nAt 20, he sang."
    )
    assert list_dates(text) == ["1850", "1870"]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("On 3 March they sailed. On 5 April they met a ship, which sank on 6 May 1712.",
         ["1712-03-03", "1712-04-05", "1712-05-06"]),
        ("On 3 November they sailed. It sank in May 1712.", ["1711-11-03", "1712-05"]),
        ("On 3 March they sailed. They were home by summer 1712.",
         ["1712-03-03", "[..1712-22]"]),
        ("A fair was planned for 3 May, and it opened on 9 June. It closed in July 1911.",
         ["1911-06-09", "1911-07"]),
        ("On 3 March they sailed. A law of 1690 forbade it.", [""]),
        ("On 3 March they sailed. They met in 1712 and in 1715.", ["", "{1712,1715}"]),
        ("On 3 March they sailed.\n\nThey met in May 1712.", ["", "1712-05"]),
    ],
)  # fmt: skip
def test_the_first_dates_of_an_article_take_a_year_told_later_in_their_paragraph(text, dates):
    assert list_dates(text) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        # what was meant, foreseen or supposed
        ("He hoped to be home by May 1916.", []),
        ("The bridge was due to open in May 1950 but opened in 1952.", ["1952"]),
        ("The vote, planned for 5 May 1950, was put off.", []),
        ("The town is estimated to reach 9,000 by 2050.", []),
        ("It is estimated to have been built in 1450.", ["1450"]),
        ("If the war had ended in 1916, he would have lived.", []),
        ("Had she lived until 1850, she would have been queen.", []),
        ("In 1850 he asked if the mill was sold.", ["1850"]),
        ("Not until 1850 was the mill rebuilt.", ["1850"]),
        # the time of a story
        ("The novel, set in 1912, came out in 1950.", ["1950"]),
        ("The play takes place in 1850.", []),
        ("The stone was set in 1850.", ["1850"]),
        # what is remembered
        ("On the centenary of his birth in 1920, a stamp came out.", []),
        ("To mark the centenary of the flood of 1853, a stone was set up in 1953.", ["1953"]),
        ("The town kept the centenary of its founding in 1998.", ["1998"]),
        # laws and numbers
        ("The court ruled in 1954 that the act of 1880 was void.", ["1954"]),
        ("Case 123 of 1950 was heard in May 1951.", ["1951-05"]),
        ("The vote on Measure 2 (2014) is awaited.", []),
        ("It was known by its serial number (2044).", []),
        # what a time is held against, or tells one thing from others
        ("In 2011 sales were higher than in 2010.", ["2011"]),
        ("In 2011 sales were higher than they had been in 2010.", ["2011"]),
        ("In 2011 sales were up from 200 in 2010.", ["2011"]),
        ("More than half of the town burned in May 1950.", ["1950-05"]),
        ("Brown vs. Board was decided in 1954.", ["1954"]),
        ("This meant that in 1950 he left.", ["1950"]),
        ("He asked if the mill was sold in 1850.", ["1850"]),
        ("It fell in 1959. The Great Fire of May 5 was stopped.", ["1959", "1959-05-05"]),
        ("In 1861 Holm, the 1856 Liberal nominee, gave an order.", ["1861"]),
        ("He linked them with the 1898 arguments Vale had made.", []),
        ("Karl Holm's 1994 On Dark Ground was filmed in the town.", []),
        ("Famous poets of the 20th century include Vale and Holm.", []),
        ("Some poets of the 20th century lived here.", ["[1901..2000]"]),
        ("In 1828 they played his symphony of 1803.", ["1828"]),
        ("In 1949 he wrote the novel 1984.", ["1949"]),
        ("He wrote an introduction to Vale's 1940 book on mills.", []),
        ("It fell in 1959. Her play Night of January 16th was a success.", ["1959"]),
        ("It fell in 1959. The Battle of May 5 was a success.", ["1959", "1959-05-05"]),
        ("Holm called her the most read poet of the 20th century.", []),
        ("He was the oldest player (age 31) to win since Holm came second in 1984.", []),
        ("Most films of the 20th century were drawn.", ["[1901..2000]"]),
        ("The 2011 census reported Oslo had a mill.", ["2011"]),
        ("Rain falls (1600 to 1800 mm) on it.", []),
        # citations
        ("The work (Opera edidit Holm, Berlin, 1831–1870) is cited by book.", []),
        ("Ann Holm (2010) contrasts the two.", []),
        ("It is based on an original 1929 prize of May 1950.", ["1950-05"]),
        ("He starred in the classic 1960 film.", []),
        # what was done every year
        ("Since 2004 the names have been told in late January.", ["2004/.."]),
        ("Since 2004 the names were told in May 2005.", ["2004/..", "2005-05"]),
        ("The mill was sold in 2002. During winter, the hill draws many.", ["2002"]),
        ("A film must open from January 1 to December 31.", []),
        ("The mill was sold. In winter they often went hungry.", []),
        ("The mill was sold. In summer they fished and in winter they spun.", []),
    ],
)  # fmt: skip
def test_what_was_meant_told_or_remembered_makes_no_event(text, dates):
    assert list_dates(text) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("She built it in 1901, and in 1932, after a quarrel, she sold it.", ["1901", "1932"]),
        ("He bought the farm in 1850 and in 1852 the mill.", ["1850", "1852"]),
        ("He was mayor in 1850 and in 1852.", ["{1850,1852}"]),
        ("In 1850 and in 1852, he was mayor.", ["{1850,1852}"]),
        ("Philadelphia, May 3d, 1787.", ["1787-05-03"]),
        ("It stood by the 3d century.", ["[..0300]"]),
        ("In Q3 2005 it sold a mill.", ["2005-35"]),
        ("The early eighties of the 20th century saw it closed.", ["[1980..1983]"]),
        ("In the decade following 2002 many left.", ["[2002..2012]"]),
        ("In the century before 1850 many left.", ["[1750..1850]"]),
        ("In the years after 1850 many left.", ["[1851..]"]),
        ("In the years before 1850 many left.", ["[..1849]"]),
        ("The club fell at the end of the 1970 season.", ["1970"]),
        ("In the 1970 season it fell.", ["1970"]),
        ("In the 1970–71 season it fell.", ["1970/1971"]),
        ("The town, first named in 845, was burned in 1240.", ["0845", "1240"]),
        ("In the late 2000s it grew; in the 1990s it had not.", ["[2007..2009]", "199X"]),
        ("It stood until 1818, when my work came out.", ["1818"]),
        ("It ended in 1999, a row of six (1993–98). The next year he won.",
         ["1999", "1993/1998", "2000"]),
        ("It was won in the 17th century and lost in the following century.",
         ["[1601..1700]", "[1701..1800]"]),
        ("It was won in the 1920s and lost in the next decade.", ["192X", "193X"]),
        ("It fell in 1968 (the first took one, on 3 May 1966). In May it rose.",
         ["1968", "1966-05-03", "1968-05"]),
        ("Calm was brought about by the 2002 peace.", ["2002"]),
        ("He died on Christmas Eve 1890 and was buried on New Year's Day.",
         ["1890-12-24", "1891-01-01"]),
        ("It fell in 1850. At Easter, in the spring of 1891, it rose.", ["1850", "1891-03-29"]),
        ("By the 27th century BC Egyptian scribes had signs.", ["[..-2600]"]),
        ("She died on or before 5 May 1890.", ["[..1890-05-05]"]),
        ("She died in or after 1890.", ["[1890..]"]),
        ("She died on or about 5 May 1890.", ["1890-05-05~"]),
        ("She was born between 1820 and 1825.", ["[1820..1825]"]),
        ("Since the 1970 merger, it has won twice.", ["1970/.."]),
        ("After the 1973 crisis, it closed.", ["[1973..]"]),
        ("Before the May 2011 vote, it closed.", ["[..2011-05]"]),
        ("Following 1950, it closed.", ["[1951..]"]),
        ("From about 750 BC the Greeks came.", ["-0749~/"]),
        ("About 1200 BC it burned; by 1100 it was lost.", ["-1199~", "[..-1099]"]),
        ("In 2000 BC it was built. In 1922 it was found.", ["-1999", "1922"]),
        ("Around 600 – 400 BC they sailed.", ["-0599~/-0399~"]),
        ("The kiln was worked from c. AD 600 to c. 1100.", ["0600~/1100~"]),
        ("It was known after the mid-late 1920s.", ["[1930..]"]),
        ("It has been poor since the early 1970s.", ["1971~/.."]),
        ("It has grown since the middle of the 20th century.", ["1950~/.."]),
        ("It has grown since the late 20th century.", ["19XX/.."]),
        ("It grew from the early 1970s to 1985.", ["1971~/1985"]),
        ("It grew from early 1950 to late 1952.", ["1950-37/1952-39"]),
        ("Between the 1960s and the 2000s it grew.", ["196X/200X"]),
        ("Between the late 1960s and the 2000s it grew.", ["[1967..200X]"]),
        ("It stood until the 18th and 19th centuries.", ["../18XX"]),
        ("He was consul until 58, 57 and 55 BC.", ["{-0057,-0056,-0054}"]),
        ("Sometime between 1740 and 1742 he sold it.", ["[1740..1742]"]),
        ("He stayed until the end of the 1995–96 season.", ["../1996"]),
        ("It fell at the beginning of the 1995–96 season.", ["1995"]),
    ],
)  # fmt: skip
def test_each_date_is_as_close_as_its_words(text, dates):
    assert list_dates(text) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        # doubt and bounds
        ("Perhaps in 1894 she left Birk.", ["1894?"]),
        ("The mill was built probably in the 1320s.", ["132X?"]),
        ("Pell, possibly born in 1066, was a monk.", ["1066?"]),
        ("The mill was built in 1890 (?) by two brothers.", ["1890?"]),
        ("She probably left Birk in 1320.", ["1320"]),
        ("The mill was built no later than 1320.", ["[..1320]"]),
        ("The mill was built not earlier than the 1320s.", ["[132X..]"]),
        ("It was sold not before 1066.", ["[1066..]"]),
        ("In 1890 (or 1891) she moved to Birk.", ["[1890,1891]"]),
        # halves
        (f"{_FELL}Two and a half years later it rose.", ["1812-05-03", "1814~"]),
        (f"{_FELL}It had stood two and a half weeks earlier.", ["1812-05-03", "1812-04-16~"]),
        # months of the year told last
        (f"{_FELL}That June it rose.", ["1812-05-03", "1812-06"]),
        # what is only compared or measured
        ("Ada was the oldest to sing since Pell, at 60, was no. 3 in 1950.", []),
        ("Ada won in 1998 for the second time (the first being in 1988).", ["1998"]),
        ("It was the best result to date (2 May 2015).", []),
        ("It fell in 1950, in spite of three rich decades (1920s, 1930s, 1940s).", ["1950"]),
        ("He fell in 1690, long after the Ost War (1663–1664).", ["1690"]),
        ("The Ost War (1663–1664) ruined Birk.", ["1663/1664"]),
        ("It fell in 1950 at a speed in the mid-80s range.", ["1950"]),
        ("Up to 1500 mm fell in May 1950.", ["1950-05"]),
        ("In 1950 she wrote about 1400 verses.", ["1950"]),
        ("Mills began to spring up in 1950.", ["1950"]),
        ("By Pell's 1st century AD book the town was old.", []),
        ("One of the great bakers of the early 19th century, Pell kept no shop.", []),
        (f"{_FELL}Pell gave Birk a guard that lasted well into the 19th century.", ["1812-05-03"]),
        (f"{_FELL}The guard lasted well into the 19th century.", ["1812-05-03", "[1801..1900]"]),
        (f"{_FELL}Her lamp resembled the 1790 Holm patent.", ["1812-05-03"]),
        (f"{_FELL}Holm got a patent in 1790.", ["1812-05-03", "1790"]),
        # no month, and one
        (f"{_FELL}To all who walked, the March gave hope.", ["1812-05-03"]),
        (f"{_FELL}The March and its songs were loved.", ["1812-05-03"]),
        (f"{_FELL}The March changed the law.", ["1812-05-03"]),
        (f"{_FELL}The March flood ruined Birk.", ["1812-05-03", "1812-03"]),
        # two clauses
        ("A mill was opened in May 1870 and eight years later the people of Birk sold it.",
         ["1870-05", "1878"]),
        # ranges and states
        ("Birk was free from the early 16th century until Dunmark's fall in 1822.",
         ["15XX/1822"]),
        ("From 1985 through at least 1992 it stood.", ["1985/1992"]),
        ("It fell from 25 percent in 2001 to 19 percent in 2010.", ["2001/2010"]),
        ("Trade has grown since the end of the war in 1950.", ["1950/.."]),
    ],
)  # fmt: skip
def test_doubts_bounds_and_comparisons_are_read_as_meant(text, dates):
    assert list_dates(text) == dates
