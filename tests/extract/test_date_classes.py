"""Classes of dates beyond those of war articles, in sentences of our own, a table for each."""

from __future__ import annotations

import datetime

import pytest

from qaim_cli import articles
from qaim_cli.dates import format_edtf
from qaim_cli.extract import find_event_dates


def list_dates(text: str, writing_day: datetime.date | None = None) -> list[str]:
    """The EDTF of each date of an event in an article of plain text; empty where it has none."""
    sentences = articles.parse_article(text, kind="plain").sentences
    return [
        format_edtf(each.date) if each.date else ""
        for _, found in find_event_dates(sentences, writing_day)
        for each in found
        if not each.is_recurring
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The fair is held each year in August.",
        "The feast is celebrated on 6 January and draws a crowd.",
        "A market takes place in May and October.",
        "In July the average temperature is 21 degrees.",
        "The pass is open from June to September.",
        "Every spring the river floods the lower street.",
        "The choir sings on Sundays and at Easter every year.",
        "The prize is awarded annually on 4 December.",
        "The council meets on the first Monday of each month.",
        "Elections are held every four years.",
        "The town was sold. Cold winds in the winter bring snow, as they are sometimes damp.",
        "The town was sold. The old mill is closed by the town in the winter.",
        "The town was sold. Rain often falls in January in the hills.",
        "The dues were paid on the third day of the month.",
        "The day of the short-lived army is celebrated as Army Day (26 June) in the town.",
        "They sent up to 1200 phone calls a day.",
        "One atom was found for every 1018 atoms.",
    ],
)
def test_what_recurs_makes_no_event(text):
    assert list_dates(text) == []


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("The 12th-century church has a square tower.", []),
        ("It is a fine nineteenth-century house.", []),
        ("They live in a 1930s cinema.", []),
        # days of the French Republic
        ("The mill burned on 9 Thermidor Year II.", ["1794-07-27"]),
        ("By 20 Ventose in the Year II it stood.", ["[..1794-03-10]"]),
        ("It burned on 18 Brumaire, an VIII (9 November 1799).", ["1799-11-09"]),
        ("It burned on 5 October 1795 (13 Vendémiaire, Year IV).", ["1795-10-05"]),
        ("It burned on 9 Thermidor Year XL.", []),
        # a feast with its date in brackets
        ("In 1850 it burned. On Easter Monday (24 April 1916) it rose.", ["1850", "1916-04-24"]),
        ("In 1952 it was hot, and reached the mid 90s °F.", ["1952"]),
        ("The 15th-century bridge was widened in 1822.", ["1822"]),
        ("A second church was built in the 12th century.", ["[1101..1200]"]),
        # life spans and reigns in brackets
        ("The painter Anna Vale (1820–1891) lived here.", []),
        ("Its owner was Sir John Penn (born 3 May 1820, died 1891).", []),
        ("King Osric II (r. 1350–1370) gave the charter.", []),
        ("Maria Lind (b. 1902) and Karl Holm (d. 1955) designed it in 1938.", ["1938"]),
        ("The siege of the castle (3 May – 9 June 1452) failed.", ["1452-05-03/1452-06-09"]),
        ("The First Harbour War (1410–1415) cost the town its fleet.", ["1410/1415"]),
        # laws, wars and prizes
        ("The Factory Act of 1833 applied to the mill.", []),
        ("Under the 1832 Reform Act the town had one member.", []),
        ("The Treaty of 1648 gave the land to the abbey.", []),
        ("He served in the War of 1812 and was made mayor in 1820.", ["1820"]),
        ("The Holm War of 1853-56 arose from a quarrel; it ended in 1857.", ["1857"]),
        ("The Holm War of 1853–1856 was won by those who had begun it.", []),
        ("In 1903 he wrote of the Revolutions of 1848.", ["1903"]),
        ("The 1976 constitution names no capital.", []),
        ("She won the 1911 Harbour Prize and moved away in 1915.", ["1915"]),
        ("She won the 1911 Harbour Prize.", ["1911"]),
        ("In 2001 he sold his 1959 tractor.", ["2001"]),
        # citations
        ("The wall is older than the gate (Smith 1998).", []),
        ("The wall is older than the gate (Smith and Holm, 1998, pp. 12–15).", []),
        ("Smith (1998) argues that the gate is later.", []),
        ("The gate is later (Holm et al. 2004; Vale 2009).", []),
        ("In 1850 the wall fell (see Smith 1998: 33).", ["1850"]),
        ("The custom grew (Smith 1998; on its roots: Vale 2004, 2007).", []),
        ("The custom grew (e.g., Vale 2004, 2007; Holm, 1999).", []),
        # references and examples
        ("It was rotten (see the report of 1961) and fell in 1970.", ["1970"]),
        ("Floods were frequent (for example, in 1907 and 1911).", []),
        ("Floods were frequent (e.g. on 3 May 1907).", []),
    ],
)
def test_what_only_belongs_to_a_name_or_a_thing_makes_no_event(text, dates):
    assert list_dates(text) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Farming began here in 10,000 BC.", ["-9999"]),
        ("The mound dates from c. 3500 BCE.", ["-3499~"]),
        ("The hill was settled in the sixth millennium BC.", ["[-5999..-5000]"]),
        ("The rock formed 66 million years ago.", ["Y-66000000~"]),
        ("Hunters came here about 12,000 years ago.", ["[Y-10499~..-9499~]"]),
        ("The war lasted from 27 BC to AD 14.", ["-0026/0014"]),
        ("He was consul in 58, 57 and 55 BC.", ["{-0057,-0056,-0054}"]),
        ("He held office in 264 and 241 BC.", ["{-0263,-0240}"]),
        ("In 218 BC he crossed the river. In 217 he won at the lake.", ["-0217", "-0216"]),
        ("In 49 BC he came back. In 48, he landed at the port.", ["-0048", "-0047"]),
        # the era of a life in brackets holds for what is told of it
        ("Varro (361-289 B.C.), a tyrant, was born here. In 333 he wed.", ["-0332"]),
        ("VARRO IV (B.C. 237-179). He came in 220. In 216-215 he made a pact. The war (214-205) "
         "was lost. It was over in 205 without gain.",
         ["-0219", "-0215/-0214", "-0213/-0204", "-0204"]),
        ("Varro (361-289 B.C.) wed in 412 Drusa of Birk.", []),
        ("The camp of 300 men fell in B.C. 52, and in 44 BC 300 men came.", ["-0051", "-0043"]),
        ("Varro died in 272 BC. He slew his kin (about 295).", ["-0271", "-0294~"]),
        ("He ruled from AD 14. In 37 he died.", ["0014", "0037"]),
        ("In 793 the monks fled. In 845 the town was burned.", ["0793", "0845"]),
        ("In 845 the town was burned. It got its charter in 1230.", ["0845", "1230"]),
        ("The ford was used by 500 BC. In 1890 a mill was built there.", ["[..-0499]", "1890"]),
        ("He was slain on the Ides of March 44 BC.", ["-0043-03-15"]),
        ("The tombs are of the 4th and 3rd centuries BC.", ["-03XX/-02XX"]),
        ("The city flourished between the 2nd century BC and the 1st century AD.",
         ["[-0199..0100]"]),
    ],
)  # fmt: skip
def test_years_before_and_after_christ_are_read_in_their_era(text, dates):
    assert list_dates(text) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("It was built c. 1450.", ["1450~"]),
        ("It was built c.1450 by monks.", ["1450~"]),
        ("It was built ca. 1450–60.", ["1450~/1460~"]),
        ("It was built about 1450.", ["1450~"]),
        ("The school ran c. 1450 – c. 1460.", ["1450~/1460~"]),
        ("He lived from 1850–c. 1860 in the town.", ["1850/1860~"]),
        ("In 1450/51 the plague came.", ["1450/1451"]),
        ("The poet (fl. 1450) wrote of it in 1452.", ["1452"]),
        ("There were c. 200 men in it.", []),
        ("There were c. 1500 soldiers in it.", []),
        ("He has been its head (1998–present).", ["1998/.."]),
        ("The firm has had its seat here from 1998 to the present day.", ["1998/.."]),
        ("The coach ran from 1871 to date.", ["1871/.."]),
        ("It was closed before c. 1450.", ["[..1450~]"]),
        ("The dam was kept shut for 20 years after 1804.", ["1804/1824"]),
        ("The dam was kept shut for two decades after 1804.", ["1804/1824"]),
        ("She led the choir from 1895-96 to 1902-03.", ["1895/1903"]),
        ("She led the choir from 1895–96 until 1904.", ["1895/1904"]),
        ("She led the choir from 1895 to 1902–03.", ["1895/1903"]),
        ("The choir sang from 1902-03 to 1895-96.", ["1902/1903", "1895/1896"]),
        # centuries and decades
        ("It dates from the mid 18th-19th century.", ["1750~/18XX"]),
        ("Trade grew from the late 18th to 19th centuries.", ["17XX/18XX"]),
        ("Trade grew from the late 1950s to 1970s.", ["1958~/197X"]),
        ("Trade grew in the mid 18th to 19th centuries.", ["1750~/18XX"]),
        ("Trade grew from the late 18th through the mid-19th century.", ["17XX/1850~"]),
        ("Trade grew in the 16th and 17th centuries.", ["15XX/16XX"]),
        ("Trade grew in the late 18th and early 19th centuries.", ["[1767..1833]"]),
        ("Trade grew from the ninth to the eleventh centuries.", ["08XX/10XX"]),
        ("Trade grew between the 9th and 11th centuries.", ["[0801..1100]"]),
        ("Trade fell at the turn of the 20th century.", ["1900~"]),
        ("Trade grew in the 1960s and 70s.", ["{196X,197X}"]),
        ("Trade grew in the late 1940s and early 1950s.", ["[1947..1953]"]),
        ("Trade grew in the nineteen-thirties.", ["193X"]),
        ("The port opened in 1921. Trade grew in the thirties.", ["1921", "193X"]),
        ("Nobody remembers the thirties. It was closed in the '60s.", []),
        ("Trade fell from the 1990s to the 1960s.", ["199X", "196X"]),
        ("The wall stood c. 1500 – 1400.", ["1500~", "1400"]),
        ("It fell at the turn of the 99,000th century.", []),
        ("The port opened in 1958. It was rebuilt in the early '60s.", ["1958", "[1960..1963]"]),
    ],
)
def test_hedges_pairs_and_long_units_are_one_date(text, dates):
    assert list_dates(text) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("It opened on the first of June 1900.", ["1900-06-01"]),
        ("It opened on June the third, 1900.", ["1900-06-03"]),
        ("It opened on the twenty-first of May, 1900.", ["1900-05-21"]),
        ("It opened in 1900. On the second of May it burned.", ["1900", "1900-05-02"]),
        ("He died on 3 February 1642/3.", ["1643-02-03"]),
        ("The army crossed on 12/24 June 1812.", ["1812-06-24"]),
        ("On the night of 5/6 June 1944 they landed.", ["1944-06-05/1944-06-06"]),
        ("The battle was fought on 28 May/8 June 1709.", ["1709-06-08"]),
        ("The town fell on 7 November (O.S. 25 October) 1917.", ["1917-11-07"]),
        ("The town fell on 25 October (7 November N.S.) 1917.", ["1917-11-07"]),
        ("The town fell on 25 October 1917 (O.S.).", ["1917-11-07"]),
        ("The town fell on 25 October (7 November) 1917.", ["1917-11-07"]),
        ("The town fell on 25 October [7 November], 1917.", ["1917-11-07"]),
        ("He landed at Easter 1066.", ["1066-04-16"]),
        ("Rents fell due at Michaelmas 1216.", ["1216-09-29"]),
        ("They met on Good Friday, 1998.", ["1998-04-10"]),
        ("The massacre began on St Bartholomew's Day 1572.", ["1572-08-24"]),
        ("He was crowned on Christmas Day 800.", ["0800-12-25"]),
        ("The siege began in 1216. At Michaelmas it was raised.", ["1216", "1216-09-29"]),
        ("It opened in 1900. On St Hob's Day it burned.", ["1900"]),
        ("It opened on 31-Feb-1900.", []),
        ("It opened in the second week of May 1900.", ["[1900-05-08..1900-05-14]"]),
    ],
)
def test_days_are_read_in_any_wording(text, dates):
    assert list_dates(text) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Anna Vale was born on 3 May 1820. At the age of twelve she left home.",
         ["1820-05-03", "[1832..1833]"]),
        ("Anna Vale (1820–1891) was a painter. She sold a picture when she was 17.",
         ["[1837..1838]"]),
        ("She was born on 3 May 1820. On her fortieth birthday she came back.",
         ["1820-05-03", "1860-05-03"]),
        ("He was 12 when he left. At the age of twelve he was alone.", []),
        ("The council voted in May 1905. Six months after the vote the mayor left.",
         ["1905-05", "1905-11"]),
        ("The mill burned on 4 May 1905. Three days after the fire it was sold.",
         ["1905-05-04", "1905-05-07"]),
        ("He died on 4 May 1905. The day after his death the bank closed.",
         ["1905-05-04", "1905-05-05"]),
        ("The society was founded in 1850. Two years after its founding it had a house.",
         ["1850", "1852"]),
        ("Osric became king in 1350. In the third year of his reign a fleet was built.",
         ["1350", "[1352..1353]"]),
        ("Two years after the crash, nobody remembered it.", []),
        ("The mill burned in 1905. Two years after the flood, it was sold.", ["1905"]),
        ("Two years after the first, nobody remembered it.", []),
        ("The mill burned in 1905. Three days after the fire it was sold.",
         ["1905", "[1905-01-04..1906-01-03]"]),
        ("She was born in 1820. On her twenty-first birthday she married.", ["1820", "1841"]),
        ("She was born in 1820. On her 90th birthday and her ninetieth year she spoke.",
         ["1820", "1910"]),
        ("Osric became king in 1350. In the 30th year of his reign he died.",
         ["1350", "[1379..1380]"]),
        ("He became king in 1350. In the fortieth year of his rule he died.",
         ["1350", "[1389..1390]"]),
        ("It fell on 4 May 1905. Soon after, it was sold.", ["1905-05-04", "[1905-05-04..]"]),
        ("It fell on 4 May 1905.\n\nSoon after, all was sold.", ["1905-05-04", ""]),
        ("In 1905 the mill, which had been built in 1850, burned. In May it was sold.",
         ["1905", "1850", "1905-05"]),
    ],
)  # fmt: skip
def test_a_date_may_count_from_a_birth_a_reign_or_an_event(text, dates):
    assert list_dates(text) == dates


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("At 11 a.m. on 11 November 1918 it ended.", "At 11 a.m. on 11 November 1918"),
        ("It ended on 11 November 1918 at 11:00.", "11 November 1918 at 11:00"),
        ("On the night of 5 May 1944 they landed.", "On the night of 5 May 1944"),
    ],
)
def test_the_words_of_a_date_keep_the_time_of_day(text, words):
    (sentence,) = articles.parse_article(text, kind="plain").sentences
    ((_, (found,)),) = find_event_dates([sentence])
    assert sentence.text[found.start : found.end] == words


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("The mill burned yesterday.", ["1891-05-06"]),
        ("The mill burned the day before yesterday.", ["1891-05-05"]),
        ("The mill burned last night.", ["1891-05-06"]),
        ("A child was lost this morning.", ["1891-05-07"]),
        ("The mill burned on Tuesday.", ["1891-05-05"]),
        ("The mill burned last Thursday.", ["1891-04-30"]),
        ("The court will sit on Tuesday.", ["1891-05-12"]),
        ("The court meets next Friday.", ["1891-05-08"]),
        ("The court meets on Friday week.", ["1891-05-15"]),
        ("The mill burned last week.", ["1891-04-27/1891-05-03"]),
        ("The mill burned last month.", ["1891-04"]),
        ("The mill burned last June.", ["1890-06"]),
        ("The road will open next March.", ["1892-03"]),
        ("The mill burned last winter.", ["1890-24"]),
        ("The road will open this June.", ["1891-06"]),
        ("The mill burned two years ago.", ["1889"]),
        ("The mill burned a fortnight ago.", ["1891-04-23"]),
        ("I had yours of the 4th inst.", ["1891-05-04"]),
        ("I had yours of the 28th ult.", ["1891-04-28"]),
        ("I had yours of the 31st ult.", []),
        ("On the 3d inst. the mill burned.", ["1891-05-03"]),
        ("The ship sailed on the 28th ult. from Birk.", ["1891-04-28"]),
        ("The mill burned on 9 March.", ["1891-03-09"]),
        ("The mill burned in November.", ["1890-11"]),
        ("The fair will open on 9 March.", ["1892-03-09"]),
        ("It rained last weekend.", []),
        ("It rained four fortnights ago.", ["1891-03-12"]),
        ("I had yours of the 31st inst.", ["1891-05-31"]),
        ("It burned on Tuesday, and yesterday it rained.", ["1891-05-05", "1891-05-06"]),
    ],
)
def test_dates_count_from_the_day_of_writing(text, dates):
    assert list_dates(text, datetime.date(1891, 5, 7)) == dates


def test_a_diary_counts_from_the_day_of_its_headings():
    text = (
        "== 5 May 1891 ==\nYesterday it rained.\n\n== Friday 8 May 1891 ==\nIt rained on Monday.\n"
    )
    assert list_dates(text) == ["1891-05-04", "1891-05-04"]


@pytest.mark.parametrize("text", ["It rained yesterday.", "On Tuesday it rained, two days ago."])
def test_without_the_day_of_writing_such_dates_are_none(text):
    assert list_dates(text) == []


def test_a_heading_that_gives_no_such_day_counts_for_none():
    text = "== 31 June 1891 ==\nYesterday it rained.\n\n== May ==\nYesterday it rained.\n"
    assert list_dates(text) == []


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("The hall was founded in A.D. 988.", ["0988"]),
        ("The hall was ready before the end of 1969.", ["[..1969-12]"]),
        ("Pell stayed until May 1950, when he sailed.", ["1950-05"]),
        ("The wall was raised in the 4th & 5th centuries.", ["03XX/04XX"]),
        ("It keeps 2000 direct and 10000 indirect jobs.", []),
        ("In 1916 he edited the paper and in June of that year sold it.", ["1916", "1916-06"]),
        ('The crew saw a "1202" and two "1201" alarms.', []),
        # an age, not a decade of a century
        ("Ada Vale was born on 3 May 1894. She wrote in her early 20s.",
         ["1894-05-03", "[1914..1917]"]),
        ("The town grew in 1894. Vale wrote in her early 20s.", ["1894"]),
        ("Ada Vale was born and bred in Oslo and left in 1926. At the age of ten she sang.",
         ["1926"]),
        ("Ada Vale was born Ada Pell (Ада) on 3 May 1894. At the age of ten she sang.",
         ["1894-05-03", "[1904..1905]"]),
        # the life of whom a sentence names, in other letters too
        ("Pell met Ada Vale (Ада Вейл, 1894–1972) in 1920.", ["1920"]),
        # our era has begun
        ("It rose in 49 BC and stood until 24 AD, a ruin. In 429 the Vandals came.",
         ["-0048", "../0024", "0429"]),
        # how things are done
        ("In 1950 it closed. If it is not paid by the next year, it is raised.", ["1950"]),
        ("In 1950 it closed. The council must meet two months later.", ["1950"]),
        ("In 1950 it closed. Pell said that they must meet; they met two months later.",
         ["1950", "[1950-03..1951-02]"]),
    ],
)  # fmt: skip
def test_dates_of_lives_and_rules(text, dates):
    assert list_dates(text) == dates


def test_a_day_counts_from_no_year_of_another_section():
    assert list_dates("History\n\nIt fell in 1993.\n\nCouncil\n\nIt meets eight days later.") == [
        "1993",
        "",
    ]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("The hall was held by its lords from 861 until 1539.", ["0861/1539"]),
        ("The mill grew from 500 until 900 men worked there.", []),
        ("Between its creation and late 1998, the firm was calm.", ["../1998-39"]),
        ("Ada Holm led it from 1997 until her resignation in November 2000.", ["1997/2000-11"]),
        ("It was closed from the end of the war in May 1865 until its sale in 1868.",
         ["1865-05/1868"]),
        ("He moved in 1990 until the firm closed in 1995.", ["1990", "1995"]),
        ("Osric was king from 1189 until his death.", ["1189/"]),
        ("The land was claimed by the crown from 1767 onwards.", ["1767/"]),
        ("From the 18th century, brick was used.", ["17XX/"]),
        ("He bought a print from 1767, and left.", ["1767"]),
        ("It was used since the third century until the end of the old kingdom.", ["02XX/"]),
        ("It was used since the third century.", ["02XX/.."]),
        ("She worked there in the mid and late 1950s.", ["[1954..1959]"]),
        ("Coal was burned in the early and mid-20th century.", ["[1901..1966]"]),
        ("The hall fell in 980, and the mill in 1850. Osric built it around 920.",
         ["0980", "1850", "0920~"]),
    ],
)  # fmt: skip
def test_a_range_may_say_one_end_alone(text, dates):
    assert list_dates(text) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        # what a work is about, and which of several things is meant
        ("The tale has been said to represent the invasion of the north in 1918.", []),
        ("Her words described the hall as told in the 1944 film Song of the North.", []),
        ("They spoke of his 1927 flight.", []),
        ("In 1968 they came. They spoke of his 1927 flight. In May they left.",
         ["1968", "1968-05"]),
        ("She won fame with her 1943 novel. In May she left.", ["1943", ""]),
        ("After their 1982 summer offensives they left in May.", ["1982-22", "1982-05"]),
        ("In 1968 it flew. Hopes for its 1969 goal rose with a flight on 3 May.",
         ["1968", "1968-05-03"]),
        # the best of a time, or since one
        ("The paper called it the 20th century's finest mill.", []),
        ("It was the most widely told since the first flight, by Ann Holm in 1962.", []),
        # what was meant to be
        ("He set out on 3 April 1862, intent on meeting them the next day.", ["1862-04-03"]),
        ("Faults led the firm to predict that no boat would sail until May 1969.", []),
        # numbers with units, and lists of works
        ("It sold in 2010. A speed of 100 Mbit/s was reached, and a flow of 1200 kg/s.", ["2010"]),
        ("ISBN 0-451-51679-6 (paperback, 1956, Harbour Press)", []),
        ("The town was sold in 312 BC. They burned it to ward off flies in the summer time.",
         ["-0311"]),
    ],
)  # fmt: skip
def test_what_tells_a_thing_from_others_or_was_only_meant_makes_no_event(text, dates):
    assert list_dates(text) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("The town was founded in 1540. More than 160 years later, the French came in 1702.",
         ["1540", "1702"]),
        ("The town was founded in 1540. Five decades later, the French came in 1592.",
         ["1540", "1592"]),
        ("The town was founded in 1540. A decade later, the French came in 1551.",
         ["1540", "1551"]),
        ("The town was founded in 1540. Ten years later it burned; it was rebuilt in 1551.",
         ["1540", "1550", "1551"]),
        ("The town was founded in 1540. Ten years later a mill was sold on land kept since May.",
         ["1540", "1550", "1550-05/.."]),
        ("The town was founded on 3 May 1540. Ten days later a mill was built of oak from 1541.",
         ["1540-05-03", "1540-05-13", "1541"]),
        ("Birk signed on July 24, Pell on November 26, and Vale on February 12, 1779.",
         ["1778-07-24", "1778-11-26", "1779-02-12"]),
        ("In 1838, Pell took one on 27 March, and Vale on 23 April, and in 1851 more were sought.",
         ["1838-03-27", "1838-04-23", "1851"]),
        # the second of two may begin a clause of its own, by its pronoun, name or comma
        ("The mill closed in 1870 and 1878.", ["{1870,1878}"]),
        ("The mill closed in 1870 and in 1878 Pell sold it.", ["1870", "1878"]),
        ("The mill closed in 1870 and in 1878, after a fire, was sold.", ["1870", "1878"]),
        ("No rain in 1870, and in 1878 the mill burned.", ["1870", "1878"]),
        ("The mill closed in May 1870 and eight years later he sold it.", ["1870-05", "1878"]),
        ("The mill closed in May 1870 and eight years later, after a fire, Pell sold it.",
         ["1870-05", "1878"]),
        ("The mill closed in 1870, and eight years later.", ["1870", "1878"]),
    ],
)  # fmt: skip
def test_each_date_of_a_sentence_is_told_once_and_in_its_own_year(text, dates):
    assert list_dates(text) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        # the edges of a year are two months, as at the prompt
        ("The dam was finished at the end of 1942.", ["[1942-11..1942-12]"]),
        ("At the start of 1907 the firm hired a clerk.", ["[1907-01..1907-02]"]),
        ("By the start of 1866 the line was open.", ["[..1866-02]"]),
        ("The strike went on until the close of 1926.", ["../1926"]),
        ("The ford was given up at the end of the 1880s.", ["[1887..1889]"]),
        ("The first months of 1907 were calm.", ["[1907-01..1907-04]"]),
        # ranges that end in one digit
        ("The bridge was rebuilt in 1884-5.", ["1884/1885"]),
        ("She travelled in Norway in 1698/9.", ["1698/1699"]),
        ("The winter of 1884-5 was hard.", ["1884-24"]),
        ("The plan 1884-3 was lost.", ["1884"]),
        ("It was filed on 1884-5-12 by the clerk.", ["1884"]),
        # the nth weekday of a month, and a comma without a blank
        ("The council met on the second Tuesday of May 1922.", ["1922-05-09"]),
        ("The well was blessed on the last Sunday in June 1904.", ["1904-06-26"]),
        ("It was sold in 1950. On the third Thursday in March it burned.", ["1950", "1950-03-16"]),
        ("The mill burned on April 19,1887.", ["1887-04-19"]),
        ("On April 19,18 men fell.", []),
        # hedges before long units and bounds behind dates
        ("The tower was built around the 12th century.", ["[1101~..1200~]"]),
        ("The kiln was given up c. 1920s.", ["192X~"]),
        ("The map was drawn in 1650 or earlier.", ["[..1650]"]),
        ("The ring was made in the 9th century or later.", ["[0801..]"]),
        ("The gate was built in 1570 or later in the reign.", ["1570"]),
    ],
)
def test_edges_short_ranges_weekdays_and_bounds_behind_are_read(text, dates):
    assert list_dates(text) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        # citations in running text
        ("Smith and Jones (1971) indicate that the wall was older.", []),
        ("According to Hollis (1984), the guild owned both mills.", []),
        ("See Vale (1977) for the accounts.", []),
        ("The guild owned both mills, as Vale (1977, 12) has shown.", []),
        ("Hollis (1984:12) and Vale (1977) disagree about the gate.", []),
        ("The mill of Hollis (1984) burned.", ["1984"]),
        # a scholar's periods
        ("Servants in 18th century England were paid by the year.", []),
        ("Prices rose in 1920s Berlin.", []),
        ("In the 18th century Holm grew.", ["[1701..1800]"]),
        ("In the early 18th century Holm grew.", ["[1701..1733]"]),
        # documents told apart by their day
        ("The talks began in 1921. The 12 May memorandum set out the terms.", ["1921"]),
        ("The Board sold it in 1921. Its March 4 Report blamed the owners.", ["1921"]),
        ("The talks began in 1921. The 12 May fire ended them.", ["1921", "1921-05-12"]),
        # what is told in brackets of something else
        ("The store (it had been a chapel until 1890) burned in 1902.", ["1902"]),
        ("The hall was sold in 1911 (another had been sold in 1899).", ["1911"]),
        ("The store (one of the last of 1890) burned down.", ["1890"]),
        ("He moved to Oslo (where he married in 1820) and died in 1850.", ["1820", "1850"]),
        # counts beside years
        ("The town had about 1500 in 1960 and some 1800 in 1970.", ["1960", "1970"]),
        ("It employed 1200 in 1911 and 1900 in 1925.", ["1911", "1925"]),
        ("The flood of 1850 in 1950 seemed near.", ["1850", "1950"]),
        ("It had about 1600 in 1950, but only 1300 in 1990.", ["1950", "1990"]),
        ("The painter Holm (Anna von Holm, 1493–1541) was kind.", []),
    ],
)
def test_citations_periods_documents_side_remarks_and_counts_make_no_event(text, dates):
    assert list_dates(text) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Osric was born in 1540. He became king at three.", ["1540", "[1543..1544]"]),
        ("Maria Lind was born in 1902. Orphaned at nine, she left.", ["1902", "[1911..1912]"]),
        ("Maria Lind was born on 3 May 1902. The train left at nine.", ["1902-05-03"]),
        (
            "Osric was born in 1540. King at nine, he died at sixty.",
            ["1540", "[1549..1550]", "[1600..1601]"],
        ),
    ],
)
def test_a_small_number_is_an_age_only_where_a_state_of_life_stands_before_it(text, dates):
    assert list_dates(text) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("In 2010 the town had 96 houses, a decrease from 101 in 2000.", ["2010"]),
        ("In 1900 some 900 men could vote, compared to more than 3,000 people in 1880.", ["1900"]),
        ("Its income was £300 in 1911, up 2% from the previous year.", ["1911"]),
        ("Work began in 1913, with plans for it to open by 1915.", ["1913"]),
        ("His will of 1850 named two heirs.", ["1850"]),
        ("It wasn't until 1787 that he saw the river.", ["1787"]),
        ("It didn't open until May 1902.", ["1902-05"]),
        ("Ships have called here since at least 1870.", ["1870/.."]),
        ("Since at least the 1960s, wool has been dear.", ["196X/.."]),
        ("Trade grew in the late 1800s.", ["[1866..1899]"]),
        ("Trade grew in the early 1900s.", ["[1900..1932]"]),
        ("Trade grew in the 1800s.", ["18XX"]),
        ("The second-century CE writer Varro praised it.", []),
        ("The mill was sold in 1901. Members take office after the November vote.", ["1901"]),
        ("Examples include The Ford (1951) and The Mill (1953, Norway).", []),
        ("He liked later films, such as The Ford (1951).", []),
        ("In 1960 he bought old prints, such as The Ford (1851).", ["1960"]),
        ("By 1941 more men than women had left.", ["[..1941]"]),
        ("The uproar stands as an analogy for the strike of 1921.", []),
        ("His novels were The Ford (1951) and The Mill (1953).", ["1951", "1953"]),
        ("The quake of 1906 was stronger than the 1868 quake.", ["1906"]),
        ("It sold 98 boats in 2011, against 48 in 1962.", ["2011"]),
        ("It occurs in 1 of every 2000-13000 births.", []),
        ("She was moved by the 1802 translation.", []),
        ("The mill was sold in 1901. Highs reach the 90s °F (mid 30s °C).", ["1901"]),
        ("The 5th century writer Varro praised it.", []),
        ("In the 1960s under President Holm it grew.", ["196X"]),
        ("In the 19th century writers praised it.", ["[1801..1900]"]),
        ("In the 19th century farmers from Oslo bought it.", ["[1801..1900]"]),
        ("In 900 the town burned. In 960 a band of 300 Muslims took it.", ["0900", "0960"]),
        ("In 900 the town burned. In 960 Vikings took it.", ["0900", "0960"]),
        ("In 900 it burned. In 960 it was sold. Around 300 Muslims left.", ["0900", "0960"]),
        ("It cost 90 marks in 2015 dollars.", []),
        ("The count (before the 2011 one) was of 1989.", ["1989"]),
        ("It was sold in 1901. A law named 2 August a holiday.", ["1901"]),
        ("It was sold in 1901. On 2 August a holiday was held.", ["1901", "1901-08-02"]),
    ],
)
def test_what_is_only_compared_planned_denied_or_an_example_is_told_apart(text, dates):
    assert list_dates(text) == dates


def test_a_common_noun_names_an_event_of_its_own_section():
    told = "\n== Votes ==\nThe first election was held in 1911.\n"
    later = "A week before the election the mill burned.\n"
    here, elsewhere = (
        [
            format_edtf(each.date)
            for _, found in find_event_dates(
                articles.parse_article(text, kind="wikitext").sentences
            )
            for each in found
            if each.date
        ]
        for text in (f"{told}{later}", f"{told}\n== Fires ==\n{later}")
    )
    assert here == ["1911", "[1910-12-25~..1911-12-24~]"]
    assert elsewhere == ["1911"]


def test_a_higher_year_in_another_section_is_not_told_backwards():
    text = "\n== Rome ==\nIn 168 BC the town fell.\n\n== Slavs ==\nIn 548 the Slavs came.\n"
    sentences = articles.parse_article(text, kind="wikitext").sentences
    dates = [
        format_edtf(each.date)
        for _, found in find_event_dates(sentences)
        for each in found
        if each.date
    ]
    assert dates == ["-0167", "0548"]
