"""A small annotated set: what each class of expression is read as, in sentences of our own."""

from __future__ import annotations

import pytest

from qaim_cli import articles
from qaim_cli.dates import format_edtf
from qaim_cli.extract.dates.anchor import resolve_mentions
from tests.support.prose import find_dates


@pytest.mark.parametrize(
    ("sentence", "words", "edtf"),
    [
        # days
        ("The mill burned on 17 April 2004.", "17 April 2004", "2004-04-17"),
        ("On April 17, 2004, the mill burned.", "April 17, 2004", "2004-04-17"),
        ("The mill burned on Saturday, 17 April, 2004.", "Saturday, 17 April, 2004", "2004-04-17"),
        ("The mill burned on the 17th of April 2004.", "17th of April 2004", "2004-04-17"),
        ("The mill burned on 2004-04-17.", "2004-04-17", "2004-04-17"),
        ("The mill burned on Sept. 5, 1944.", "Sept. 5, 1944", "1944-09-05"),
        ("Work ceased at Christmas 1941.", "Christmas 1941", "1941-12-25"),
        ("Work ceased on Christmas night, 1941.", "Christmas night, 1941", "1941-12-25"),
        ("He was slain on 15 March 44 BC.", "15 March 44 BC", "-0043-03-15"),
        # months and seasons
        ("It opened in June 2014.", "June 2014", "2014-06"),
        ("It opened in late June of 2014.", "late June of 2014", "[2014-06-21..2014-06-30]"),
        ("It opened at the beginning of May 1900.", "the beginning of May 1900",
         "[1900-05-01..1900-05-10]"),
        ("It opened in mid-June 2014.", "mid-June 2014", "[2014-06-11..2014-06-20]"),
        ("It opened in the summer of 1943.", "the summer of 1943", "1943-22"),
        ("It opened in early spring 1943.", "early spring 1943", "1943-03"),
        ("It was lost in the winter of 1939–40.", "the winter of 1939–40", "1939-24"),
        # years
        ("It was built in 1907.", "1907", "1907"),
        ("The 1907 fire took all.", "1907", "1907"),
        ("It was at half of 1907 levels.", "1907", "1907"),
        ("In 1907 more than half left.", "1907", "1907"),
        ("In June 1944 troops landed.", "June 1944", "1944-06"),
        ("The 1907 riots took a week.", "1907", "1907"),
        ("It was built in early 1907.", "early 1907", "[1907-01..1907-04]"),
        ("It was built in the year 1907.", "the year 1907", "1907"),
        ("It was built circa 1860.", "circa 1860", "1860~"),
        ("It was built in the first half of 2006.", "the first half of 2006", "2006-40"),
        ("It was built in the last quarter of 2006.", "the last quarter of 2006", "2006-36"),
        ("He ruled until AD 33.", "until AD 33", "../0033"),
        ("The city fell in 490 BC.", "490 BC", "-0489"),
        ("The city fell in 490 B.C. to them.", "490 B.C.", "-0489"),
        ("The city stood by 1,500 BC.", "by 1,500 BC", "[..-1499]"),
        # longer units
        ("Trade grew in the 1990s.", "1990s", "199X"),
        ("Trade grew in the late 1990s.", "the late 1990s", "[1997..1999]"),
        ("Trade grew in the 1900s.", "1900s", "19XX"),
        ("Trade grew in the 480s BC.", "480s BC", "[-0488..-0479]"),
        ("In the early 20th century there was a mill.", "the early 20th century", "[1901..1933]"),
        ("In the nineteenth century there was none.", "nineteenth century", "[1801..1900]"),
        ("In the 5th century BC it flourished.", "5th century BC", "[-0499..-0400]"),
        # ranges are one date
        ("It was held from June 2014 to November 2017.", "from June 2014 to November 2017",
         "2014-06/2017-11"),
        ("It was held from March until September 2004.", "from March until September 2004",
         "2004-03/2004-09"),
        ("The siege (26 June – 4 August 1952) failed.", "26 June – 4 August 1952",
         "1952-06-26/1952-08-04"),
        ("The siege of 17–18 April 2004 failed.", "17–18 April 2004", "2004-04-17/2004-04-18"),
        ("The siege of April 17-18, 2004 failed.", "April 17-18, 2004", "2004-04-17/2004-04-18"),
        ("Throughout 1915-17, they lost.", "1915-17", "1915/1917"),
        ("It went badly in 1939/40 for them.", "1939/40", "1939/1940"),
        ("The war of 499-493 BC was lost.", "499-493 BC", "-0498/-0492"),
        ("Between 1950 and 1953 it was shut.", "Between 1950 and 1953", "1950/1953"),
        ("On the night of 5/6 June 1944 they landed.", "On the night of 5/6 June 1944",
         "1944-06-05/1944-06-06"),
        ("It was shut in May 1968–72.", "May 1968–72", "1968-05/1972"),
        ("It went on in the spring and summer of 1943.", "the spring and summer of 1943",
         "{1943-21,1943-22}"),
        # lists are one date: all of its members, or one of them
        ("It rained on 17 and 18 April 2004.", "17 and 18 April 2004", "{2004-04-17,2004-04-18}"),
        ("It rained on 3, 5 and 9 May 1900.", "3, 5 and 9 May 1900",
         "{1900-05-03,1900-05-05,1900-05-09}"),
        ("It rained on May 5 and 7, 1900.", "May 5 and 7, 1900", "{1900-05-05,1900-05-07}"),
        ("He was born in 1860 or 1861.", "1860 or 1861", "[1860,1861]"),
        ("It was mended in March and April 1950.", "March and April 1950", "{1950-03,1950-04}"),
        # bounds
        ("By November 2017 it was the last.", "By November 2017", "[..2017-11]"),
        ("It stood before 1945.", "before 1945", "[..1944]"),
        ("It stood after 1945.", "after 1945", "[1946..]"),
        ("It has stood since 1945.", "since 1945", "1945/.."),
        ("By the end of October 2017 it was done.", "By the end of October 2017", "[..2017-10-31]"),
    ],
)  # fmt: skip
def test_a_date_is_read_as_precisely_as_it_is_said(sentence, words, edtf):
    assert find_dates(sentence) == [(words, edtf)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The road is 400 km long and 1,500 people live there.",
        "It began at 10:30 and ended at 1200 hours.",
        "It began at 9 p.m. with 1939 soldiers.",
        "In the town 1907 men and women were counted.",
        "They came with 1200 regulars and a force of 2000 colonists.",
        "They killed 1500 enemy soldiers and took 2000 prisoners.",
        "Resolution 1441 cost $1990 or 1.945 million.",
        "The Earl of Birk and March left.",
        "The Lords of May and the Countess of March left.",
        "The 3rd Battalion, 7th Marines (3/7) held the 38th parallel.",
        "It lasted three days and a two-month siege.",
        "The Long March on Rome may fall.",
        "He may march to the fall of the city.",
        "See pp. 1914–1918 and No. 1805.",
        "About 74% of 2010 votes were his.",
        "In 114 cases it failed, and in 490 of them twice.",
        "The May family and August Borms met.",
        "It fell on the 5th floor, on the 1st Division.",
        "An early day, a late year and a later decade are no dates.",
        "Since then nothing has been heard.",
        "In 490, they came with 300.",
    ],
)
def test_what_is_no_date_is_none(sentence):
    assert find_dates(sentence) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a year from before, from ahead, from a heading
        ("It fell in 1905. In March it rose.", [("1905", "1905"), ("March", "1905-03")]),
        ("In March it fell, and in May 1905 it rose.",
         [("March", "1905-03"), ("May 1905", "1905-05")]),
        ("== 1905 ==\nIn March it fell.", [("March", "1905-03")]),
        ("== The war, 1914-1918 ==\nIt fell in 1990. In May it rose.",
         [("1990", "1990"), ("May", "1918-05")]),
        ("It fell in 1990.\n\n== The war, 1914-1918 ==\nIn May it rose.",
         [("1990", "1990"), ("May", "1914-05")]),
        ("== Since 1950 ==\nA fire in 1958. In May it rose.",
         [("1958", "1958"), ("May", "1958-05")]),
        ("== Before 1950 ==\nIn May it rose.", [("May", "1950-05")]),
        ("It fell on 4 May 1905. On the 17th, it rose.",
         [("4 May 1905", "1905-05-04"), ("On the 17th", "1905-05-17")]),
        ("It fell in August 1905. On May 5 of that year it rose.",
         [("August 1905", "1905-08"), ("May 5 of that year", "1905-05-05")]),
        # what is told aside gives no year
        ("It fell in 1905. It stayed so until 1950. In May it was mended.",
         [("1905", "1905"), ("until 1950", "../1950"), ("May", "1905-05")]),
        ("It fell in 1905. A law (1850) forbade it. In May it rose.",
         [("1905", "1905"), ("1850", "1850"), ("May", "1905-05")]),
        ("In 1905 the mill, which had burned in 1850, fell. In May it rose.",
         [("1905", "1905"), ("1850", "1850"), ("May", "1905-05")]),
        # years of three digits, where the article has such
        ("It began in 492 BC. In 490, they won. In spring 489 they lost.",
         [("492 BC", "-0491"), ("490", "-0489"), ("spring 489", "-0488-21")]),
        ("It began in AD 460. In May 469, they won.", [("AD 460", "0460"), ("May 469", "0469-05")]),
        ("It rose from a low in January of 114 in 2008.", [("January of 114", "2008-01")]),
        # relative dates
        ("It fell on 29 December 2019. Two days earlier it stood.",
         [("29 December 2019", "2019-12-29"), ("Two days earlier", "2019-12-27")]),
        ("It fell on 29 December 2019. A week later, all was over.",
         [("29 December 2019", "2019-12-29"), ("A week later", "2020-01-05~")]),
        ("It fell in May 1905. That day is a feast.",
         [("May 1905", "1905-05"), ("That day", "1905-05-XX")]),
        ("It fell in May 1905. Ten days later it rose.",
         [("May 1905", "1905-05"), ("Ten days later", "[1905-05-11..1905-06-10]")]),
        ("It fell in May 1905. The next month it rose, and the following year it burned.",
         [("May 1905", "1905-05"), ("The next month", "1905-06"),
          ("the following year", "1906")]),
        ("It fell in 1905. The following May it rose.",
         [("1905", "1905"), ("The following May", "1906-05")]),
        ("It fell in May 1905. The following May it rose; the previous March it burned.",
         [("May 1905", "1905-05"), ("The following May", "1906-05"),
          ("the previous March", "1906-03")]),
        ("It fell in March 2004. It surprised them that spring.",
         [("March 2004", "2004-03"), ("that spring", "2004-21")]),
        ("It fell in June 2004. The next spring it rose; the previous winter was hard.",
         [("June 2004", "2004-06"), ("The next spring", "2005-21"),
          ("the previous winter", "2004-24")]),
        ("It fell in January 2004. That winter was hard.",
         [("January 2004", "2004-01"), ("That winter", "2003-24")]),
        ("It fell in 1905. About two years later it rose.",
         [("1905", "1905"), ("About two years later", "1907~")]),
        ("It fell in 1905. The next decade was calm; the previous century was not.",
         [("1905", "1905"), ("The next decade", "191X"), ("the previous century", "[1801..1900]")]),
        ("It fell in 485 BC. The next decade was calm; the next century was not.",
         [("485 BC", "-0484"), ("The next decade", "[-0478..-0469]"),
          ("the next century", "[-0399..-0300]")]),
        ("It fell in 5 AD. The previous decade was calm.",
         [("5 AD", "0005"), ("The previous decade", "")]),
        ("It fell in May 1905. At month's end it rose; by the end of the year it burned.",
         [("May 1905", "1905-05"), ("month's end", "[1905-05-21..1905-05-31]"),
          ("by the end of the year", "[..1905-12]")]),
        ("It fell in spring 1905. In the second half of that season it rose.",
         [("spring 1905", "1905-21")]),
        ("It fell in the summer of 1905. The end of the decade was calm.",
         [("the summer of 1905", "1905-22"), ("The end of the decade", "[1907..1909]")]),
        ("It fell in spring 1905. The next month it rose.",
         [("spring 1905", "1905-21"), ("The next month", "")]),
        ("It fell in 1905. Later that month it rose.",
         [("1905", "1905"), ("Later that month", "1905")]),
        ("It fell in 1905. Two days later it rose.",
         [("1905", "1905"), ("Two days later", "[1905-01-03..1906-01-02]")]),
        ("It fell in May 1905. On the same day that the council met, it rose.",
         [("May 1905", "1905-05")]),
        ("It fell in spring 1905. The same day was a feast.",
         [("spring 1905", "1905-21"), ("The same day", "1905-21")]),
        # an order alone
        ("It fell in March 2004. Shortly afterwards it rose.",
         [("March 2004", "2004-03"), ("Shortly afterwards", "[2004-03..]")]),
        ("It fell in March 2004. Shortly before, it stood.",
         [("March 2004", "2004-03"), ("Shortly before", "[..2004-03]")]),
        ("It fell in March 2004. Shortly after, in May, it rose.",
         [("March 2004", "2004-03"), ("May", "2004-05")]),
        # within headings
        ("== In 1914 ==\n=== The end ===\nIn May it fell.\n=== After ===\nIn June it rose.",
         [("May", "1914-05"), ("June", "1914-06")]),
        ("== The war, 1914-1918 ==\nThey recalled 1990.\n\nThe next year it rose.",
         [("1990", "1990"), ("The next year", "1919")]),
        ("It fell in AD 60. The previous century was calm.",
         [("AD 60", "0060"), ("The previous century", "")]),
        ("It fell in AD 460-70 for good.", [("AD 460", "0460")]),
        ("It fell in May 1905, in the third quarter of that month.", [("May 1905", "1905-05")]),
        ("It fell in the third quarter of May 1905.",
         [("the third quarter of May 1905", "1905-05")]),
        ("They met from 1910 to 1914, 1916 and 1918.",
         [("from 1910 to 1914", "1910/1914"), ("1916 and 1918", "{1916,1918}")]),
        ("== The war, 1914-1918 ==\nIt fell in 1916.\n\nThe next year it rose.",
         [("1916", "1916"), ("The next year", "1917")]),
        ("It fell in 490 BC. In spring it rose.", [("490 BC", "-0489"), ("spring", "-0489-21")]),
        # what nothing tells
        ("In March it fell. Two days later it rose.", [("March", ""), ("Two days later", "")]),
        ("It fell in 1905. On the 17th, it rose.", [("1905", "1905"), ("On the 17th", "")]),
        ("It fell on 31 February 1905.", []),
        # several dates in a sentence
        ("It was shut in 1905 and opened in May 1907.",
         [("1905", "1905"), ("May 1907", "1907-05")]),
        ("In 1905, on 3 May, it fell.", [("3 May", "1905-05-03")]),
        ("It fell in 1905; in 1905 all fell.", [("1905", "1905")]),
        ("In 1950, 1940 and from 1910 to 1905 it fell.",
         [("1950", "1950"), ("1940", "1940"), ("1910", "1910"), ("1905", "1905")]),
    ],
)  # fmt: skip
def test_what_is_not_said_is_taken_from_around(text, found):
    assert find_dates(text) == found


@pytest.mark.parametrize(
    "words",
    [
        "every third Tuesday in February", "each year", "Every May", "annually on 5 May",
        "on Mondays", "every week of the month",
    ],
)  # fmt: skip
def test_what_comes_again_and_again_has_no_date(words):
    sentence = f"The market of 1905 was held {words}."
    found = dict(find_dates(sentence))
    assert found == {"1905": "1905", words: ""}


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("It opened in 1812. It closed in March of the next year.", "1813-03"),
        ("It opened in May 1812. It closed in early March of the following year.",
         "[1813-03-01..1813-03-10]"),
        ("It opened in May 1812. Work began in March of the previous year.", "1811-03"),
        ("Work began in March 1812. It closed on November of the same year.", "1812-11"),
    ],
)  # fmt: skip
def test_a_month_of_another_year_is_one_date(text, edtf):
    assert [found for _, found in find_dates(text)][1:] == [edtf]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Farming began in 12,000 BC.", ["Y-11999"]),
        ("Farming began in 99,999 BC. The next year it ended.", ["Y-99998", "Y-99997"]),
        ("In 12,000 BC it began. Two decades later it ended.", ["Y-11999", "[Y-11988..Y-11979]"]),
        ("9999 BC - 31", ["-9998"]),
        ("Writing began in 1500 BC and in 2000 BCE.", ["-1499", "-1999"]),
        ("It fell on 3 May 1250 BC.", ["-1249-05-03"]),
    ],
)
def test_a_year_may_have_any_number_of_digits(text, edtf):
    sentences = articles.parse_article(text, kind="plain").sentences
    found = [
        format_edtf(each.date)
        for _, dates in resolve_mentions(sentences)
        for each in dates
        if each.date
    ]
    assert found == edtf
