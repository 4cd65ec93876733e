"""Titles that would be false, or no sentence, if a clause were cut at the wrong place."""

from __future__ import annotations

import pytest

from qaim_cli.extract.titles.draft_title import draft_title


def draft(text: str, *dates: str) -> list[str]:
    spans = [(text.index(date), text.index(date) + len(date)) for date in dates]
    return [draft_title(text, spans, index) for index in range(len(spans))]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        # what is done to somebody is never what he did
        ("Pell fled but was caught, taken to Birk and hanged in 1850.", "Pell was hanged"),
        ("Pell fled and was sent home, and wrote to Ash in 1850.", "Pell wrote to Ash"),
        # the last of several is not the subject
        ("Three men —Bo, Cy, and Di—sailed on the Ash, and landed at Birk in 1850.",
         "Three men —Bo, Cy, and Di—sailed on the Ash, and landed at Birk in 1850"),
        ("Birk contains a school, with a hall, and some old rooms, burned down in 1850.",
         "Birk contains a school, with a hall, and some old rooms, burned down in 1850"),
        ("A mill was sold in 1850 by Bo Elm and Cy Ash -- it was old.",
         "A mill was sold by Bo Elm and Cy Ash"),
        ("Ann, a smith, unintentionally built a mill in 1850.",
         "Ann, a smith, unintentionally built a mill"),
        ("Papers suggest Ann Pell, a smith and printer, unintentionally built a mill in 1850.",
         "Papers suggest Ann Pell, a smith and printer, unintentionally built a mill"),
        ("This post he held for long, and was sent to Ash in 1850.", "He was sent to Ash"),
        ("For this end he formed, in 1850, a League of Ash.",
         "For this end he formed a League of Ash"),
        ("The Ash Company began to make nails, a ware more dear than wood, and in 1850 sold them.",
         "The Ash Company sold them"),
        ("Ann was the first smith to sing, doing so twice in 1850.",
         "Ann was the first smith to sing, doing so twice in 1850"),
        ("It was the first mill to burn after its sale in 1850.",
         "It was the first mill to burn after its sale in 1850"),
        ("Owing to illness sold in 1850.", "Owing to illness sold in 1850"),
    ],
)  # fmt: skip
def test_a_title_has_the_subject_of_its_own_clause(text, title):
    assert draft(text, "1850") == [title]


def test_a_predicate_behind_a_clause_with_another_subject_has_none():
    text = "A good time began in 1850 when the mill grew in 1851, and sold nails until 1860."
    assert draft(text, "1850", "1851", "until 1860")[2] == text[:-1]


@pytest.mark.parametrize(
    ("text", "dates", "titles"),
    [
        # who does what a clause led to is not its subject
        ("A bad crop led to it closing in 1850 before being sold in 1860.", ("1850", "1860"),
         ["A bad crop led to it closing in 1850 before being sold in 1860",
          "A bad crop led to it closing in 1850 before being sold in 1860"]),
        # "he" stands for no thing and no deed
        ("In 1850 another mill was built, a big one, and in 1860 he sold it.", ("1850", "1860"),
         ["Another mill was built, a big one", "He sold it"]),
        ("In 1850 construction of the mill began, and in 1860 he sold it.", ("1850", "1860"),
         ["Construction of the mill began", "He sold it"]),
        ("In 1850 Construction began, and in 1860 he sold it.", ("1850", "1860"),
         ["Construction began", "He sold it"]),
        # what somebody made opens, and not whoever made it
        ("In 1850 the mill burned and Pell built a large hall on its plot, called Ash; it opened in"
         " 1860.", ("1850", "1860"),
         ["The mill burned",
          "The large hall opened"]),
        # who moved is not whose hall it is
        ("Ash Town's hall is Low Hall, to which it moved in 1850, having sold Elm in"
         " 1840.", ("1850", "1840"),
         ["Ash Town's hall is Low Hall, to which it moved in 1850, having sold Elm in 1840",
          "Ash Town's hall is Low Hall, to which it moved in 1850, having sold Elm in 1840"]),
        ("Pell drew the mill built at Low Street and Ash, which was closed in 1850.", ("1850",),
         ["Pell drew the mill built at Low Street and Ash, which was closed in 1850"]),
        ("As Pell rose in the firm, the town's output of nails and of old shoes grew from ten"
         " boxes in 1850 to nine times that, and Ash was one of the largest towns.", ("1850",),
         ["The town's output of nails and of old shoes grew from ten boxes in 1850 to nine times"
          " that"]),
        ("In 1850 Ann of Ash sold it, and in 1860 she left.", ("1850", "1860"),
         ["Ann of Ash sold it", "Ann of Ash left"]),
        ("In 1850 the old smith sold it, and in 1860 he left.", ("1850", "1860"),
         ["The old smith sold it", "He left"]),
        ("In 1850 his brother sold it, and in 1860 he left.", ("1850", "1860"),
         ["His brother sold it", "His brother left"]),
        # what a participle between commas tells is not what the date behind them dates
        ("Ann used her notes to print her Book of Mills, listing 2,350 mills, in 1850.",
         ("1850",), ["Ann used her notes to print her Book of Mills"]),
        ("Born in Birk, Vendia, on May 3, 1850, Ann Moss was taught in Ash.", ("May 3, 1850",),
         ["Ann Moss was born in Birk, Vendia"]),
        # a list is one subject
        ("In 1850, the towns of Ash, Elm, Low Birk and Oak, who had left the union, joined Kent.",
         ("1850",), ["The towns of Ash, Elm, Low Birk and Oak joined Kent"]),
        # what is done to somebody needs its verb
        ("Its old mill had been planned by Bo Pell and built in 1850.", ("1850",),
         ["Its old mill had been built"]),
        ("It was sold in 1850 and grew until captured by Pell in 1860.", ("1850", "1860"),
         ["It was sold", "It was captured by Pell"]),
        ("Early on, grew until captured by Pell in 1860.", ("1860",),
         ["Early on, grew until captured by Pell in 1860"]),
        # what stands for nothing without its sentence
        ("Pell left and, in two sales, one finished in 1850, sold it, and Ann sold and",
         ("1850",), ["Pell left and, in two sales, one finished in 1850, sold it, and Ann sold"]),
    ],
)  # fmt: skip
def test_a_clause_keeps_whoever_it_tells_of(text, dates, titles):
    assert draft(text, *dates) == titles


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("In 1850, Pell made Captain Ann Moss, an old owner of mills a partner.",
         "Pell made Captain Ann Moss, an old owner of mills a partner"),
        ("A useful herb was grown in 1850, long before anybody knew how it was to be sold or how"
         " it was eaten.", "A useful herb was grown"),
        ("In 1850 Bo of Ash called them ‘rich smiths, driven from Elm by Pell, who sold all’.",
         "Bo of Ash called them ‘rich smiths, driven from Elm by Pell, who sold all’"),
        ("The mill that stands there opened in 1850.", "The mill that stands there opened"),
        ("Moss pianos are an old line that came into being in 1850 in Birk.",
         "Moss pianos came into being in Birk"),
        ("The closest they came to a prize was in 1850, when they won two games at Birk.",
         "They won two games at Birk"),
        ("By the time the new mill was opened in 1850, the town had been rebuilt twice.",
         "The new mill was opened"),
        ("The island was held by Kent, and near it, in 1850, a great battle was fought.",
         "A great battle was fought"),
        ("In 1850 the printed tale of the long way to the mills of Birk combined odd stories with"
         " good facts.", "The printed tale of the long way to the mills of Birk combined odd"
         " stories with good facts"),
        ("Plays there include Arise! (1850), Old Pell and Ash, all of them long.",
         "Arise!"),
    ],
)  # fmt: skip
def test_a_title_is_whole(text, title):
    assert draft(text, "1850") == [title]


def test_each_of_two_things_done_before_has_its_own_title():
    text = "After winning the Low Cup in 1950 and then the High Cup in 1960 the club left in 1970."
    assert draft(text, "1950", "1960", "1970") == [
        "The club won the Low Cup",
        "The club won the High Cup",
        "After winning the Low Cup in 1950 and then the High Cup in 1960 the club left in 1970",
    ]
    assert draft(text, "1960", "1970")[0] != "The club won the Low Cup"


def test_a_relative_clause_tells_of_what_its_sentence_made_way_for():
    text = "In 1850 the hall was torn down to make way for a larger one which opened in 1860."
    assert draft(text, "1850", "1860")[1] == "A larger one opened"


@pytest.mark.parametrize(
    ("text", "dates", "titles"),
    [
        ("Ann owned a mill in 1850, but owing to illness sold it in 1860.", ("1850", "1860"),
         ["Ann owned a mill", "Ann sold it"]),
        ("Despite the war, Ann became a member of Ash Hall in 1850, and in 1860 was made its head.",
         ("1850", "1860"), ["Ann became a member of Ash Hall", "Ann was made its head"]),
        ("Born in Birk, Vendia; Ann sold it in 1850, and made it new in 1860.", ("1850", "1860"),
         ["Ann sold it", "Ann made it new"]),
        ("Ann was born in 1850 and educated in Birk in 1860.", ("1850", "1860"),
         ["Ann was born", "Ann was educated in Birk"]),
        ("In 1850, after a long war, Ann was given a big sum to study in Birk and showed the works"
         " that she made there at the Fair of 1851.", ("1850", "1851"),
         ["Ann was given a big sum to study in Birk",
          "In 1850, after a long war, Ann was given a big sum to study in Birk and showed the works"
          " that she made there at the Fair of 1851"]),
        ("Ann studied under Bo Elm and at the Hall of Birk from 1850 to 1851; and under Cy Ash at"
         " the Academy of Oak in Elm from 1852.", ("1852",),
         ["Ann studied under Bo Elm and at the Hall of Birk from 1850 to 1851; and under Cy Ash at"
          " the Academy of Oak in Elm from 1852"]),
        ("The duke Osmer made him a count in 1483, and in 1484 he was named marshal.",
         ("1483", "1484"), ["The duke Osmer made him a count", "He was named marshal"]),
        ("She was named guard in 1850, and then made head of the mill in 1860.", ("1850", "1860"),
         ["She was named guard", "She was made head of the mill"]),
        ("In good years Ash won the shield twice in the 1902–03 and 1903–04 seasons and the old"
         " cup again in 1907, beating Elm.", ("1902–03", "1907"),
         ["In good years Ash won the shield twice in the 1902–03 and 1903–04 seasons and the old"
          " cup again in 1907, beating Elm"] * 2),
    ],
)  # fmt: skip
def test_each_date_has_what_is_told_of_it(text, dates, titles):
    assert draft(text, *dates) == titles


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("That happened in 1850, when Ann Pell sold the mill.", "Ann Pell sold the mill"),
        ("It was only when Pell came to Birk in 1850 that there was peace.", "Pell came to Birk"),
        ("1850 saw the mill's first sale.", "The mill's first sale"),
        ('Ann Pell, known as the "mother of nails," sold the mill in 1850.',
         "Ann Pell sold the mill"),
        ("After raids on many villages - soon taken back - the Vends burned the mill in 1850.",
         "The Vends burned the mill"),
        ("Ann sold the mill – the oldest of all – and left Birk in 1850.",
         "Ann left Birk"),
        ("Ann sold the mill - built in 1850 - and left.",
         "Ann sold the mill - built in 1850 - and left"),
        ("Daughter of the head of a mill, Ann Pell was born in 1850 in Birk.",
         "Ann Pell was born in Birk"),
        ("Ash United stayed in Low Park having moved from Birk in 1850.",
         "Ash United moved from Birk"),
        ("Ash United stayed in Low Park having been moved from Birk in 1850.",
         "Ash United was moved from Birk"),
        ("At the general election of 1850 he won again.", "He won again"),
        ("Ann came to the U.S. in 1850.", "Ann came to the U.S."),
        ("In the 1850/51 season, Ash was named a town.", "Ash was named a town"),
        ("Ann led a society to mark the death of Bo Elm, smith and printer, who was elected head"
         " of the mill in 1850.", "Bo Elm was elected head of the mill"),
        ("The Loam is a ship that saw war in the north in 1850.", "The Loam saw war in the north"),
        ("The fair ended with the Vends winning the shield in 1850.", "The Vends won the shield"),
        ("Bo sang, and sometime in 1850, Ann sold it.", "Ann sold it"),
        ("Ann built a mill in 1850—made of old wood.", "Ann built a mill"),
        ("Ann built a mill as early as 1850.", "Ann built a mill"),
    ],
)  # fmt: skip
def test_what_only_leads_to_a_clause_or_trails_it_goes(text, title):
    date = "1850/51" if "/" in text else "1850"
    assert draft(text, date) == [title]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("In 1850 Ann Pell wrote a letter to the old guard of Birk about a mill of hers in which a"
         " barrel of the best nails, once sold, was left to burn.",
         "Ann Pell wrote a letter to the old guard of Birk about a mill of hers"),
        ("In 1850 the old mill of the town of Birk was all but lost as a crowd of weavers of the"
         " low town left Ash for the sea and sang to the old guards of the tower.",
         "The old mill of the town of Birk was all but lost as a crowd of weavers of the low town"
         " left Ash for the sea"),
    ],
)  # fmt: skip
def test_no_title_ends_in_a_clause_whose_verb_is_still_to_come(text, title):
    assert draft(text, "1850") == [title]


@pytest.mark.parametrize(
    ("text", "dates", "titles"),
    [
        ("Founded in 1852 and later sold in 1868 to Bo Elm, the mill was a ruin.", ("1852", "1868"),
         ["The mill was founded", "The mill was sold to Bo Elm"]),
        ("Founded in 1852, the mill was sold in 1868.", ("1852", "1868"),
         ["The mill was founded", "The mill was sold"]),
        ("Ash made nails in 1902 with old tools and in 1904 with new tools.", ("1902", "1904"),
         ["Ash made nails with old tools", "Ash made nails with new tools"]),
        ("Ann was elected to the Ash Society in 1902 and the Elm Union in 1904.", ("1902", "1904"),
         ["Ann was elected to the Ash Society", "Ann was elected to the Elm Union"]),
        ("In 1855, Ash was a town, a borough in 1863 and a city in 1871.",
         ("1855", "1863", "1871"), ["Ash was a town", "Ash was a borough", "Ash was a city"]),
        ("The town changed hands and was part of the Duchy of Elm until 1192, of the County of Oak"
         " until 1217.", ("1192", "1217"),
         ["The town was part of the Duchy of Elm", "The town was part of the County of Oak"]),
    ],
)  # fmt: skip
def test_of_several_dates_each_has_its_own_part(text, dates, titles):
    assert draft(text, *dates) == titles


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The 1850 merger of Ash and Birk marked a change.", "The merger of Ash and Birk"),
        ("The 1850 hanging by the Vends of Bo Elm, a smith, only led to war.",
         "The hanging by the Vends of Bo Elm"),
        ("The 1850 mill of Ash was sold.", "The 1850 mill of Ash was sold"),
        ("He took Ann along, fed her to make her sing, and about 1850 sent her to Ash.",
         "He sent her to Ash"),
        ("Ann left Ash, Vendia, on 3 May 1850, bound for Birk.", "Ann left Ash, Vendia"),
        ("At the age of ten, in 1850, Ann left for Birk.", "Ann left for Birk"),
        ("The mill is called old, as in 1850 Ann Pell sold it.", "Ann Pell sold it"),
        ("The book tells how Ann Pell sold a mill in 1850.", "Ann Pell sold a mill"),
        ("Ann the Wise, Queen of Birk, sold it in 1850.", "Ann the Wise, Queen of Birk, sold it"),
        ("Vendish smith, born in Birk in 1850.", "Born in Birk"),
        ("Ann Moss, born in Birk in 1850.", "Ann Moss was born in Birk"),
        ("Ann Moss, born in Birk in 1850, sold it.", "Ann Moss was born in Birk"),
    ],
)  # fmt: skip
def test_a_title_is_the_event_itself(text, title):
    date = "3 May 1850" if "3 May" in text else "about 1850" if "about" in text else "1850"
    assert draft(text, date) == [title]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ann sold a mill, and this led to her exile by the guards in 1850.",
         "Her exile by the guards"),
        ("Pell was proud of the mill, until in 1850, the firm was bought by Bo Elm.",
         "The firm was bought by Bo Elm"),
        ("The Battle of Birk, fought in 1850, is held to be one of the worst of the war.",
         "The Battle of Birk was fought"),
        ("Ann began a long work for the town of Birk, which was old, in 1850.",
         "Ann began a long work for the town of Birk"),
        ("Ann, who was old, sold the mill, which in 1850 burned.",
         "Ann, who was old, sold the mill, which in 1850 burned"),
        ("It took place in 1850, between a great host of the Vends led by Bo Elm of Birk and some"
         " of the men of Ash led by Ann Pell.", "It took place"),
        ("Ann left Birk, which was old, in a boat in 1850.",
         "Ann left Birk, which was old, in a boat in 1850"),
        ("For the good of his men at war he formed, in 1850, a League, made of old and new men,"
         " in which he took the highest rank of all.",
         "For the good of his men at war he formed, in 1850, a League, made of old and new men"),
        ("Weaving and printing are the main crafts, with the mining of salt, first dug in 1850.",
         "Weaving and printing are the main crafts, with the mining of salt, first dug in 1850"),
        ("Ann became the first woman to be elected to the academy in 1850.",
         "Ann became the first woman to be elected to the academy"),
        ("Ann became a smith to be admired in 1850.",
         "Ann became a smith to be admired in 1850"),
        ("In 1850 Ann Pell of Birk wrote a letter to the old guard of the low tower explaining why"
         " she had left.", "Ann Pell of Birk wrote a letter to the old guard of the low tower"),
        ("In the 1850s Ann Pell had a long established shop.",
         "Ann Pell had a long established shop"),
    ],
)  # fmt: skip
def test_a_title_begins_with_what_happened(text, title):
    assert draft(text, "1850s" if "1850s" in text else "1850") == [title]
