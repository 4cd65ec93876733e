"""Dates as articles about wars and campaigns give them: few years, many steps from day to day."""

from __future__ import annotations

import pytest

from qaim_cli import articles
from qaim_cli.dates import format_edtf
from qaim_cli.extract import resolve_mentions
from tests.support.prose import find_dates


def list_dates(text: str) -> list[str]:
    return [edtf for _, edtf in find_dates(text)]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Two days after that they left.", ["1905-05-16"]),
        ("Two days after this Pell left.", ["1905-05-16"]),
        ("They met at Ash and, two days after, at Birk.", ["1905-05-16"]),
        ("Three nights later the gate was forced.", ["1905-05-17"]),
        ("It fell two mornings afterwards.", ["1905-05-16"]),
        ("It fell forty-eight hours later.", ["1905-05-16"]),
        ("It had been breached 24 hours earlier.", ["1905-05-13"]),
        ("A fortnight later the town was quiet.", ["1905-05-28~"]),
        ("Hours later the town was quiet.", ["1905-05-14"]),
        ("It fell and, just hours later, rose.", ["1905-05-14"]),
        ("Two hours later the town was quiet.", ["1905-05-14"]),
        ("Thirty-six hours later the town was quiet.", []),
        ("It was hours later than Pell said.", []),
        # what is counted to a date said behind it
        ("A month before the May 1907 vote Pell fell ill.", ["[..1907-05]"]),
        ("Two days after Christmas 1906 Pell left.", ["[1906-12-26..]"]),
        # movements and streets named for a day
        ("The March 9 Movement took up arms.", []),
        ("The crowd filled the 9th of March Square in June.", ["1905-06"]),
        # a winter with both its years
        ("The winter of 1905–1906 was mild. In spring they left.", ["1905-24", "1906-21"]),
        # behind a year alone, a month early in the year is of the next
        ("In 1906 Pell left. The following January he was back.", ["1906", "1907-01"]),
        ("In 1906 Pell left. The following October he was back.", ["1906", "1906-10"]),
        # a month that tells what is named for it
        ("The costly August battles weakened them.", ["1905-08"]),
        ("They may attack. The winds of May attack it.", ["1905-05"]),
        ("The men of the July Plot were shot.", []),
        ("The men of the July Peace Conference left in June.", ["1905-06"]),
        ("Before the year was out the bridge was gone.", ["1905"]),
        ("The bridge was gone before the month had ended.", ["1905-05"]),
        # days of the month
        ("It was over by the 30th.", ["[..1905-05-30]"]),
        ("The gate was shut from the 16th to the 20th.", ["1905-05-16/1905-05-20"]),
        ("It was put off from the 13th to the 19th of July 1905.", ["1905-07-13/1905-07-19"]),
        ("It was not until the 20th that it was seen.", ["1905-05-20"]),
        ("The same day, the 14th, peace was made.", ["1905-05-14"]),
        ("On 22 September 1980 aircraft came.", ["1980-09-22"]),
        ("On 22 September 1500 men came.", ["1905-09-22"]),
        ("In the summer of 1907 men were drilled there.", ["1907-22"]),
        ("By the 30th the army had gone.", ["[..1905-05-30]"]),
        ("By the 30th 3,000 were dead.", ["[..1905-05-30]"]),
        ("They crossed by the 3rd 40 ft bridge.", []),
        # the last day of a year, and what counts to a day
        ("On the last day of the year it fell.", ["1905-12-31"]),
        ("They met 38 years to the day after.", []),
        # what is counted behind a month or year, and no day of it
        (
            "On 30 June, 21 divisions left, and on 5 July and 17 August new men came.",
            ["1905-06-30", "{1905-07-05,1905-08-17}"],
        ),
        ("On 5 July and 17 new ships left.", ["1905-07-05"]),
        (
            "In June the 28th (Ash) Infantry and in July the 4th and 5th Brigades came.",
            ["1905-06", "1905-07"],
        ),
        ("In June the 28th it fell.", ["1905-06-28"]),
        ("In June 8,000 men left, and in July 400 came.", ["1905-06", "1905-07"]),
        ("Throughout 1906 planners met.", ["1906"]),
        ("It came on the night of 9/10 July.", ["1905-07-09/1905-07-10"]),
        ("On Christmas Day Van Holm took the camp.", ["1905-12-25"]),
        ("The camp was left on the night of the 16th.", ["1905-05-16"]),
        ("In the early hours of the 16th the guns fell silent.", ["1905-05-16"]),
        ("Peace was signed on the last day of June.", ["1905-06-30"]),
        ("The gate was shut until the 3rd attempt was made.", []),
        (
            "On the 16th Pell moved, and by the 17th Birk was lost.",
            ["1905-05-16", "[..1905-05-17]"],
        ),
        ("The 9th Division met the foe on the 14th Division's flank.", []),
        ("They counted the men between the 5th and the 6th wire.", []),
        ("It was followed 24–48 hours later by rain.", []),
        ("In the third week of July it rose.", ["[1905-07-15..1905-07-21]"]),
        ("It fell in the last week of June.", ["[1905-06-24..1905-06-30]"]),
        ("On the 9th of that month it rose.", ["1905-05-09"]),
        ("On the last day of that month it rose.", ["1905-05-31"]),
        ("In August the first arms came.", ["1905-08"]),
        ("On the 9th of the next month it rose.", ["1905-06-09"]),
        ("On the 31st of the next month it rose.", [""]),
        ("On New Year's Eve Pell flew out.", ["1905-12-31"]),
        # days of the week, in 1905 and in 1705
        ("On Tuesday the gate fell.", ["1905-05-16"]),
        ("By Friday night all was over.", ["1905-05-19"]),
        ("On Sunday the gate fell.", ["1905-05-14"]),
        ("They spoke of last Tuesday.", []),
        ("It fell on Tuesday 16 May, and rose on Saturday, June 10.", ["1905-05-16", "1905-06-10"]),
        ("It rose on 15 May 1705, and on Tuesday it fell.", ["1705-05-15"]),
        ("In June it was quiet. On Tuesday the gate fell.", ["1905-06"]),
        # other years
        ("On 9 July of the following year it rose.", ["1906-07-09"]),
        ("It had risen on July 9 of the previous year.", ["1904-07-09"]),
        ("The year after that Birk fell.", ["1906"]),
        ("In the new year Birk fell.", ["1906"]),
        ("On New Year's Day Birk fell.", ["1906-01-01"]),
        ("Christmas was spent in Birk.", ["1905-12-25"]),
        ("They sailed on Easter Island's ship.", []),
        ("The next winter was mild.", ["1905-24"]),
        # months and seasons
        ("They spent July in Birk.", ["1905-07"]),
        ("In the autumn Pell sailed.", ["1905-23"]),
        ("Pell landed in the summer.", ["1905-22"]),
        ("They fasted through Christmas.", ["1905-12-25"]),
    ],
)
def test_a_step_counts_from_the_day_told_last(text, dates):
    assert list_dates(f"The fort fell on 14 May 1905. {text}")[1:] == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Pell hid in 1948, and in 1950 was found.", ["1948", "1950"]),
        ("Pell hid in 1948 and in 1950 finally came back.", ["1948", "1950"]),
        ("It rose in 1948 and in 1950.", ["{1948,1950}"]),
        ("Pell came in late 1948 or during 1949.", ["[1948-09..1948-12,1949]"]),
        ("Pell came in late 1948 and in 1950.", ["[1948-09..1948-12]", "1950"]),
        ("The count (February 1227 – 28 January 1256, at Ash) fell.", ["1227-02/1256-01-28"]),
        ("The guild had a hall before 1950, when Pell sold it.", ["1950"]),
    ],
)
def test_each_date_is_of_its_own_clause_and_words(text, dates):
    assert list_dates(text) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("It withdrew the next day, April 7, 1862.", ["1862-04-07"]),
        ("It fell three weeks later, on 8 June.", ["1860-06-08"]),
        ("It rose the following year (1863), and fell.", ["1863"]),
        ("It rose a month later, in July 1860.", ["1860-07"]),
        ("It fell the next day, in spite of all.", ["1860-05-15"]),
        ("It rose two years later, in July.", ["1862-07"]),
    ],
)
def test_a_step_is_the_date_that_stands_right_behind_it(text, dates):
    assert list_dates(f"The fort fell on 14 May 1860. {text}")[1:] == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        # a heading that begins with a year holds until the next one
        ("1904\n\nThe road\n\nIn May it rose. In 1902 it had been.\n\nThe fort\n\nIn June it fell.",
         ["1904-05", "1902", "1904-06"]),
        # or until a section below it tells of a later one
        ("1904-1905\n\nIn 1904 it rose.\n\nThe fort\n\nIn May 1906 it fell. In July it was sold.",
         ["1904", "1906-05", "1906-07"]),
        ("1904\n\nThe road\n\nIn May 1906 it rose.\n\nThe fort\n\nIn June it fell.",
         ["1906-05", "1904-06"]),
        ("1904\n\nOn 13 March 1905 it rose. Pell was shot on 30 July.",
         ["1905-03-13", "1905-07-30"]),
        # another holds for its own section
        ("The road, 1903-1904\n\nOn 6 December 1904 it rose.\n\nThe fort\n\nIn January it fell.",
         ["1904-12-06", "1905-01"]),
        ("== Road ==\n=== 1903-1904: Ash ===\nIn May 1904 it rose.\n== Fort ==\n"
         "In 1912 it rose. In June it fell.", ["1904-05", "1912", "1912-06"]),
        # "that year" takes no month back
        ("In October 1904 it rose. The same year, Birk fell. In February it was free.",
         ["1904-10", "1904", "1905-02"]),
        ("In October 1904 it rose. That year, in February, Birk fell.", ["1904-10", "1904-02"]),
        # a story that has led into another year stays there, or goes back a few months
        ("1904: Ash\n\nOn 31 December 1904 it rose. By the next morning it was lost.\n\n"
         "In March it was free.\n\nThe next month it fell.",
         ["1904-12-31", "[..1905-01-01]", "1905-03", "1905-04"]),
        ("In December 1904 it rose. In January it fell. Pell had come on 30 November.",
         ["1904-12", "1905-01", "1904-11-30"]),
        ("In January 1905 it fell. In December Pell came.", ["1905-01", "1905-12"]),
        # the year of another clause
        ("In May 1905 it fell. Pell came back that July, and in 1907 he died.",
         ["1905-05", "1905-07", "1907"]),
        ("In May 1905 it fell. It rose in July, and in 1907 it was sold.",
         ["1905-05", "1905-07", "1907"]),
        ("In May 1905 it fell. In July, in 1907, it rose.", ["1905-05", "1907-07"]),
        # "next spring" is of somebody's own words
        ('In May 1905 it fell. "All leave by next spring." It rose in July.',
         ["1905-05", "[..1906-21]", "1905-07"]),
        ("It fell in 1853. The next winter was mild.", ["1853", "1853-24"]),
        ("On 30 July 1904 it fell. A landing on 15 August had been planned in January 1904.",
         ["1904-07-30", "1904-08-15", "1904-01"]),
        ("In 1904 it fell. On the last day of the month it rose.", ["1904", ""]),
        ("In the spring of 1904 it fell. On the last day of the month it rose.", ["1904-21", ""]),
        # a range ends behind its start
        ("In May 1904 it fell. From October to April it lay there.",
         ["1904-05", "1904-10/1905-04"]),
        ("In March 1905 it fell. They had lain there from October to March.",
         ["1905-03", "1904-10/1905-03"]),
        ("In January 1905 it fell. On 6-7 February it rose.",
         ["1905-01", "1905-02-06/1905-02-07"]),
        ("It lay there from August 1904 until mid-April.", ["1904-08/1905-04"]),
        ("In May 1904 it fell. It stood from June to August.", ["1904-05", "1904-06/1904-08"]),
        # the years of a title hold until the text tells others
        ("The Birk Expedition (1904-1905)\n\nThe Birk Expedition set out in May. It came home in "
         "1906. In June it was dissolved.", ["1904-05", "1906", "1906-06"]),
        # a winter that leads up to the year of a heading
        ("1905: Ash\n\nIn January 1905, as the Winter Offensive began, Birk fell. The Winter "
         "Offensive took Holm.", ["1905-01", "1904-24"]),
        # what had been before is of the year before, and the story stays where it is
        ("1905\n\nIn January it rose. Pell, who had come in November, left. In March it fell.",
         ["1905-01", "1904-11", "1905-03"]),
        ("In March 1905 it rose. Pell had been there since August and left. In June it fell.",
         ["1905-03", "1904-08/..", "1905-06"]),
        ("In March 1905 it rose. Pell had been there since April and left.",
         ["1905-03", "1905-04/.."]),
        ("On 16 January 1905 it rose. Birk, besieged since December, fell on 20 February.",
         ["1905-01-16", "1904-12/..", "1905-02-20"]),
        ("On 16 March 1905 it rose. Pell, back since 22 April, drove them out on 12 May.",
         ["1905-03-16", "1905-04-22/..", "1905-05-12"]),
        ("On 8 December 1904 it rose. Men held since June were shot. On the 9th it fell.",
         ["1904-12-08", "1904-06/..", "1904-12-09"]),
        # the end of a time leaves the story where it is, but for a date of that very month
        ("From November 1904 until May of the following year men were shot. On 7 December it fell.",
         ["1904-11/1905-05", "1904-12-07"]),
        ("They spoke from July 1903 until February 1904. On 6 February it fell.",
         ["1903-07/1904-02", "1904-02-06"]),
        ("They spoke from July 1903 until February 1904. On 6 September it fell.",
         ["1903-07/1904-02", "1903-09-06"]),
        ("In 1884 he won. He showed at the hall (1889). The next year he was made head.",
         ["1884", "1889", "1890"]),
        # what is told behind a semicolon, or of a decade, or in brackets
        ("In May 1905 it rose. It had begun in April; it ended on 10 April 1906.",
         ["1905-05", "1905-04", "1906-04-10"]),
        ("In the late 1980s it was large; it fell from 18 in January to 14 by mid-1990.",
         ["[1987..1989]", "1990-01", "[..1990-08]"]),
        ("In 1806 it rose. He came to Ash (8 February 1807) and led them at Birk that June.",
         ["1806", "1807-02-08", "1807-06"]),
        # a month that leads its sentence leads the story on
        ("On 26 October 1904 it rose. In May, Pell came.", ["1904-10-26", "1905-05"]),
        ("On 26 October 1904 it rose. It fell in May.", ["1904-10-26", "1904-05"]),
        ("On 26 October 1904 it rose. In May, Pell had come.", ["1904-10-26", "1904-05"]),
        # a feast of the winter that leads up to a date
        ("It rose after Christmas and, on 18 January 1871, fell.",
         ["[1870-12-26..]", "1871-01-18"]),
        ("It rose on St Oblong Day and fell in May 1871.", ["1871-05"]),
    ],
)  # fmt: skip
def test_a_year_holds_as_long_as_its_part_of_the_story(text, dates):
    assert list_dates(text) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        # a bare year of the past is told by the way
        ("The fort, built in 1850, was attacked in July. Two days later it fell.",
         ["1850", "1904-07", "[1904-07-03..1904-08-02]"]),
        ("Holm, who in 1877 had led it, was made head on 20 July.", ["1877", "1904-07-20"]),
        ("It was the worst since 1812. On 9 July it fell.", ["1904-07-09"]),
        ("It fell in 1850 when its walls were burned in July. In August it was quiet.",
         ["1850-07", "1850-08"]),
        ("It had fallen in 1850, in July. In August it was quiet.", ["1850-07", "1850-08"]),
        ("It had been drawn in 1850 and was found in July.", ["1850", "1904-07"]),
        ("The queen, crowned in June 1899, left on 20 July.", ["1899-06", "1904-07-20"]),
        ("The law passed in May 1903 had no effect. On 20 July it fell.",
         ["1903-05", "1904-07-20"]),
        ("The men killed in May 1903 lay there. On 20 July it fell.", ["1903-05", "1903-07-20"]),
        # but not one that leads its sentence or clause
        ("In 1850 the fort was built. In July it fell.", ["1850", "1850-07"]),
        ("It stood, but in 1850 it fell. In July it rose.", ["1850", "1850-07"]),
        # "that year" is the last one told, aside or not
        ("It had fallen in 1850. In August of that year it was burned.", ["1850", "1850-08"]),
        ("It was lost in 1850. Two years later it was found. In July it fell.",
         ["1850", "1852", "1852-07"]),
        ("It was lost in 1850. In the new year it fell.", ["1850", "1905"]),
        # a year far ahead, where the story goes by months
        ("In July it fell. A stone was set up in 1931. In August it rained.",
         ["1904-07", "1931", "1904-08"]),
        ("In July it fell. It rose in 1906. In August it rained.",
         ["1904-07", "1906", "1906-08"]),
        # some years ahead, what follows the month before goes on with that
        ("In July it fell. A song of it was printed in 1909. In August it rained.",
         ["1904-07", "1909", "1904-08"]),
        ("In July it fell. Pell came back in 1909. In March he died. In May it rained.",
         ["1904-07", "1909", "1909-03", "1909-05"]),
        # numbers that are no years, and seasons that are of a thing
        ("In July it rained; the first 1200 had crossed.", ["1904-07"]),
        ("They had 1780 men, of whom 1100 were freed in July.", ["1904-07"]),
        ("They marched in summer heat to the summer capital.", []),
        # a year close behind, but of another clause
        ("By the summer the parties of 1892 had gone.", ["[..1904-22]", "1892"]),
        ("The July offensive of 1900 had been lost.", ["1900-07"]),
        ("In July the road, opened only in 1899, was cut.", ["1904-07", "1899"]),
        ("It was July before they came to the hills.", ["1904-07"]),
        # a month and year that tell one thing from others
        ("The dead rose from a low in July of 114, past the May 1903 high.",
         ["1904-07", "1903-05"]),
    ],
)  # fmt: skip
def test_a_story_told_by_months_goes_on_past_the_years_it_mentions(text, dates):
    assert list_dates(f"On 3 June 1904 the men left. {text}")[1:] == dates


@pytest.mark.parametrize(
    ("text", "restated"),
    [
        ("It fell on 7 May 1905, the day after the fire.", {"the day after": "1905-05-07"}),
        ("It fell on 7 May 1905, only two days before they came.",
         {"only two days before": "1905-05-07"}),
        ("It fell in 1905 (ten years after Pell had come).", {"ten years after": "1905"}),
        ("It fell on 7 May 1905, the first day of the siege of Ash.",
         {"the first day of": "1905-05-07"}),
        ("On 7 May 1905, the tenth anniversary of the fire, it fell.",
         {"the tenth anniversary of": "1905-05-07"}),
        ("In May 1905, the bloodiest month of the war, it fell.",
         {"the bloodiest month of": "1905-05"}),
        ("At 3 p.m. on 7 May 1905 it fell.", {"3 p.m.": "1905-05-07"}),
        ("At 3 a.m. Birk time on the morning of 7 May 1905 it fell.", {"3 a.m.": "1905-05-07"}),
        ("At 3 p.m. Pell came on 7 May 1905.", {}),
        ("It fell at 3 p.m. on 31 April 1905.", {}),
        ("It fell on 7 May 1905, two days later than Birk.", {}),
        ("On 7 May 1905, two days later, it fell.", {"two days later": "1905-05-07"}),
    ],
)  # fmt: skip
def test_what_a_date_was_is_the_date_in_other_words(text, restated):
    sentences = articles.parse_article(text, kind="plain").sentences
    found = {
        each.mention.text: format_edtf(each.date)
        for _, dates in resolve_mentions(sentences)
        for each in dates
        if each.mention.kind == "restated" and each.date is not None
    }
    assert found == restated
    assert len(list_dates(text)) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "About 1200 Hessians came.", "They lost 1500 Kurds.", "Pell led 1400 horse, and fell.",
        "With 1500 M1s they came.", "An army of about 1800 came.", "There were 1150, with Pell.",
        "The 1200-man garrison fell.", "Their losses came to 1843 in all.",
        "The dead numbered 1500 to 2000.", "The gate cost 1900 and was lost.",
    ],
)  # fmt: skip
def test_a_number_that_counts_is_no_year(text):
    assert list_dates(text) == []


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("1800 was a bad year.", ["1800"]),
        ("The mill (1850) and the war of 1900 are known.", ["1850", "1900"]),
        ("It was sold, compared with 1904, in 1905.", ["1905"]),
        ("The mill was founded 1850 and closed 1900.", ["1850", "1900"]),
        ("In about 1200 Holm came.", ["1200~"]),
    ],
)
def test_a_number_that_is_told_of_alone_is_a_year(text, dates):
    assert list_dates(text) == dates
