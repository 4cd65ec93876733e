"""Titles drawn from the clause that holds the event's date."""

from __future__ import annotations

import pytest

from qaim_cli import articles
from qaim_cli.extract import draft_timeline
from qaim_cli.extract.titles.draft_title import draft_title
from qaim_cli.extract.words.openings import drop_opening


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Birk burned in 1654 and in 1665 the mill fell.", ["Birk burned", "The mill fell"]),
        ("In 1654 and 1665 the mill of Birk fell.", ["The mill of Birk fell"]),
        (
            "The bridge was begun in 1805 by two brothers, and in 1807 it was opened by the king.",
            ["The bridge was begun by two brothers", "The bridge was opened by the king"],
        ),
        ("He was born in 1805 and died in 1850.", ["He was born", "He died"]),
        (
            "The mill burned in 1950; 1952 saw the bridge open.",
            ["The mill burned", "1952 saw the bridge open"],
        ),
        ("He was wounded in 1914 and captured in 1915.", ["He was wounded", "He was captured"]),
        (
            "In 1915, the town council, in a vote, closed it; moved in 1920 by rail it was sold.",
            ["The town council closed it", "Moved in 1920 by rail it was sold"],
        ),
        ("It fell in 1915 and Maria died.", ["It fell"]),
        (
            "In 1850 the mill and the town burned, and in 1860 they were rebuilt.",
            ["The mill and the town burned", "They were rebuilt"],
        ),
        ("It did not open until 1990.", ["It did not open until 1990"]),
        (
            "She built the mill in 1901, and in 1932, after a quarrel, she sold it.",
            ["She built the mill", "She sold it"],
        ),
        (
            "In 1988 Ada won six prizes, and, by December of that year, she had a million.",
            ["Ada won six prizes", "Ada had a million"],
        ),
        (
            "She said that she first saw it on 28 May 1612, and again on 27 June 1613.",
            [
                "She first saw it",
                "She said that she first saw it on 28 May 1612, and again on 27 June 1613",
            ],
        ),
        (
            "In 1863, he entered the school, from which he graduated in 1865.",
            [
                "He entered the school",
                "In 1863, he entered the school, from which he graduated in 1865",
            ],
        ),
        (
            "They lived together until 1850, when his death parted them.",
            ["His death parted them"],
        ),
        (
            "Incorporated in 1891, the population of the village was small.",
            ["Incorporated in 1891, the population of the village was small"],
        ),
        (
            "In addition to the mill in 1848, the town was given a hall.",
            ["The town was given a hall"],
        ),
        ("It was not until 1817 that Ada left Birk.", ["Ada left Birk"]),
        # two verbs that share what follows
        ("The town was surveyed and mapped 3 May 1817.", ["The town was surveyed and mapped"]),
        ("Ada first built and then sold a boat in 1817.", ["Ada first built and then sold a boat"]),
        (
            "The man was elected king at Birk and ruled as sole king from 1817.",
            ["The man ruled as sole king"],
        ),
        # the name of a noun
        (
            "On 3 May 1817, Vendian painter, Ada Moss, saw Birk.",
            ["Vendian painter Ada Moss saw Birk"],
        ),
        (
            "The town's first paper, the Birk Times, was founded in 1817.",
            ["The town's first paper, the Birk Times, was founded"],
        ),
        # what leads up to the clause
        ("Returning to Birk in 1817, Ada became a smith.", ["Ada returned to Birk"]),
        (
            "Offering the boat to Vale in 1817, it was sold.",
            ["Offering the boat to Vale in 1817, it was sold"],
        ),
        ("Despite her great wealth as a smith she left Birk in 1817.", ["She left Birk"]),
        (
            "After a hard winter that they spent there she left Birk in 1817.",
            ["After a hard winter that they spent there she left Birk in 1817"],
        ),
        ("When the mill was sold in 1817, it helped Ada.", ["The mill was sold"]),
        ("When the mill was sold in 1817, Ada left Birk.", ["Ada left Birk"]),
        ("There, Ada left Birk in 1817.", ["Ada left Birk"]),
        ("From 1817 to his death he fought the guild.", ["He fought the guild"]),
        ("In the 1817-18 season Birk won the cup.", ["Birk won the cup"]),
        ("Vale left not long after that and the mill was sold in 1817.", ["The mill was sold"]),
        (
            "They had lived in Birk for all of their lives, Ada being born in 1817.",
            ["Ada was born"],
        ),
        ("It is told, although it was only later, in 1817, that Ada left Birk.", ["Ada left Birk"]),
        (
            "After seeing mills, including Low Mill and Elm Mill, in 1817 she founded one.",
            ["She founded one"],
        ),
        (
            "Ann Moss, together with the smith Bo Vale of Birk built a boat in 1817.",
            ["Ann Moss built a boat"],
        ),
        (
            "Vale left Birk early (dying in 1817 of a fever), but others stayed.",
            ["Vale died of a fever"],
        ),
        ("(Dying in 1817 of a fever) he left all.", ["(Dying in 1817 of a fever) he left all"]),
        ("The act told the guild to close, with sales starting in 1817.", ["Sales started"]),
        ("Birk became a port, the first boat setting sail in 1817.", ["The first boat set sail"]),
        (
            "The boat, the women leading it in 1817, sank.",
            ["The boat, the women leading it in 1817, sank"],
        ),
        (
            "In the 1817-18 season the club got promoted, as its men say,"
            " although a year later it fell.",
            ["The club got promoted, as its men say", "It fell"],
        ),
        (
            "Upon going home in 1817, Ada at once, or then, later immediately left.",
            ["Upon going home in 1817, Ada at once, or then, later immediately left"],
        ),
        ("Landing in Birk in 1817, Ada immediately left it.", ["Ada landed in Birk"]),
        (
            "A woman deeply involved with mills, Ada ran one and sold it in 1817.",
            ["Ada sold it"],
        ),
        (
            "The book was received in May 1817 and printed 3 June of that same year.",
            ["The book was received", "The book was printed"],
        ),
        (
            "They grew it for oil and food, with this itself growing in 1817.",
            ["They grew it for oil and food, with this itself growing in 1817"],
        ),
        (
            "They went toward Birk, reaching it in May 1817 and taking the hill on 3 June.",
            ["They reached it", "They took the hill"],
        ),
        (
            "It did not grow until the advent of mills and cars in 1817.",
            ["The advent of mills and cars"],
        ),
        ("The bell tolled by Pell in 1817 cracked.", ["The bell was tolled by Pell"]),
        (
            "The six very old town mill laws, passed in 1817, are lost.",
            ["The six very old town mill laws were passed"],
        ),
        # a predicate of the clause before it, and of no relative clause
        (
            "Vale's ship carried all and fulfilled a plan proposed in 1817.",
            ["Vale's ship carried all and fulfilled a plan proposed in 1817"],
        ),
        (
            "Ada Moss (a smith) was a Vendian writer who served as mayor from 1817 to 1820.",
            ["Ada Moss served as mayor"],
        ),
        (
            "In 1817 she left Birk but it was not until 1820 that she held her only sale.",
            ["She left Birk", "She held her only sale"],
        ),
        (
            "She reached her first final in 1817 before winning the cup in the 1820 final.",
            ["She reached her first final", "She won the cup in the 1820 final"],
        ),
        (
            "She left Birk in 1817 and was in Ash before being sent home in 1820.",
            ["She left Birk", "She was sent home"],
        ),
        (
            "Led by Vale of A.F.C. Birk, the club was renamed Birk in 1817 and joined a league a"
            " year later.",
            ["The club was renamed Birk", "The club joined a league"],
        ),
        (
            "A raid began the Second War, which broke out in 1817 and was ended by truce in 1820.",
            [
                "The Second War broke out",
                "A raid began the Second War, which broke out in 1817 and was ended by truce in"
                " 1820",
            ],
        ),
        (
            "After being acquired by Ann Vale it became The Birk Works in May 1817, which was made"
            " a company in 1820.",
            ["It became The Birk Works", "The Birk Works was made a company"],
        ),
        ("The mill opened in 1817 as the first of many.", ["The mill opened as the first of many"]),
        # what it was of is not plain
        (
            "The sight of the moon, painted in 1817 by Ada, led to a book.",
            ["The sight of the moon, painted in 1817 by Ada, led to a book"],
        ),
        (
            "The guild ordered a bell in 1817, and it was cast in 1820.",
            ["The guild ordered a bell", "It was cast"],
        ),
        (
            "Ada saw Birk College, where the lessons, she said, were dull, but in 1817 left it.",
            ["Ada left it"],
        ),
        (
            "In the college of Birk all the lessons, she said, were dull, but in 1817 left it.",
            ["In the college of Birk all the lessons, she said, were dull, but in 1817 left it"],
        ),
        (
            "Ada Moss (a smith) was a Vendian writer who served as mayor from 1817 to 1820, and as"
            " leader of the guild from 1821 to 1825.",
            ["Ada Moss served as mayor", "Ada Moss served as leader of the guild"],
        ),
        (
            "Ada went to a college where she won a prize in 1817 and a medal in 1820.",
            ["Ada won a prize", "Ada won a medal"],
        ),
        # what a date parts, or is told with
        ("Ada was born May 3, 1817, in Birk.", ["Ada was born in Birk"]),
        ("A gifted student, Ada was appointed a fellow in 1817.", ["Ada was appointed a fellow"]),
        ("The club finished last at the end of the 1817–18 season.", ["The club finished last"]),
        ("Steam powered mills appeared in Birk in 1817.", ["Steam powered mills appeared in Birk"]),
        (
            "The ship was sold to the Birk Line in 1817, refurbished, and renamed the Elm.",
            ["The ship was sold to the Birk Line"],
        ),
        # what trails behind it
        (
            "She oversaw the building of a canal in 1817, which had a bridge.",
            ["She oversaw the building of a canal"],
        ),
        ("The mill burned in 1817 at which time it was owned by Ada.", ["The mill burned"]),
        (
            "Ada became engaged in 1817 to a man whom, in a book of her"
            " later years, she would only call Mr Vale.",
            ["Ada became engaged to a man"],
        ),
        ("Ada won the cup in 1817 with the first race being her best.", ["Ada won the cup"]),
        (
            "Ada died of a stroke, her second, on 3 May 1817, aged 73.",
            ["Ada died of a stroke, her second"],
        ),
        (
            "Ada opened a shop and smoking parlour in 1817.",
            ["Ada opened a shop and smoking parlour"],
        ),
        ("Ada built a boat in 1817 called the Elm.", ["Ada built a boat called the Elm"]),
        (
            "Ada got married in 1817 and, the following year, had a son.",
            ["Ada got married", "Ada had a son"],
        ),
        (
            "Vale married Ada Moss (died 1820 of a fever) in May 1817.",
            ["Ada Moss died of a fever", "Vale married Ada Moss"],
        ),
        ("It was also in 1817 that Ada left Birk.", ["Ada left Birk"]),
        ("Incidentally, Ada left Birk in 1817.", ["Ada left Birk"]),
        ("After being chosen leader in 1817, Ada left Birk.", ["Ada was chosen leader"]),
        ("Following the king's visit in 1817, trade grew.", ["The king's visit"]),
        (
            "The mill was safe until the fall of Birk and the retreat of Vale in 1817.",
            ["The mill was safe until the fall of Birk and the retreat of Vale in 1817"],
        ),
        (
            "Vale's yields have grown from 25 carts in 1900 (a good year) to 94 carts in 1950.",
            [
                "Vale's yields have grown from 25 carts in 1900 to 94 carts in 1950",
                "Vale's yields have grown from 25 carts in 1900 to 94 carts in 1950",
            ],
        ),
        (
            "The first recorded licence for a ferry was issued by Queen Ada in 1714.",
            ["The first recorded licence for a ferry was issued by Queen Ada"],
        ),
        (
            "The sum lent by Vale amounted to £900 in 1817.",
            ["The sum lent by Vale amounted to £900"],
        ),
        ("The sum borrowed by Vale grew in 1817.", ["The sum borrowed by Vale grew"]),
        (
            "Vale became interested in old stars in 1817, selling a tower in 1818.",
            ["Vale became interested in old stars", "Vale sold a tower"],
        ),
        (
            "The Pell Society released, in 2003, a book of maps.",
            ["The Pell Society released a book of maps"],
        ),
        ("Vale's 1905 was cut short by a fire.", ["Vale's 1905 was cut short by a fire"]),
        (
            "They then farmed at Birk until being driven out in 1932.",
            ["They were driven out"],
        ),
        ("The twins farmed at Birk until leaving it in 1932.", ["The twins left it"]),
        (
            "It was not until 1817, two years after Ada left Birk, that the town bought a mill.",
            ["The town bought a mill"],
        ),
        (
            "She became an abbess when still a girl, and built a mill at Birk in 1817.",
            ["She built a mill at Birk"],
        ),
        (
            "She became an abbess when still loved by all, and built a mill at Birk in 1817.",
            ["She became an abbess when still loved by all, and built a mill at Birk in 1817"],
        ),
        (
            "Today, 3 May, is the anniversary of the opening of the mill in 1817.",
            ["The opening of the mill"],
        ),
        (
            "The mill burned (3 May 1817), the inn was sold (4 May 1818), and the hut fell without"
            " a sound (6 May 1819).",
            ["The mill burned", "The inn was sold", "The hut fell without a sound"],
        ),
        ("The War of 1812 began in June 1812.", ["The War of 1812 began"]),
        (
            "She won the 1911 Nobel Prize in December 1911.",
            ["She won the 1911 Nobel Prize"],
        ),
        ("However, in 1999 the council voted.", ["The council voted"]),
        ("In 1999.", ["An event"]),
        (
            "In 1999 the council voted to close every one of the seven schools of the old "
            "district.",
            ["The council voted to close every one of the seven schools of the old district"],
        ),
        (
            "The school was opened in 1870 and eight years later the team won its first match.",
            ["The school was opened", "The team won its first match"],
        ),
        (
            "The team of Birk won the cup in 1984 and two shields in ’85 and ’87.",
            ["The team of Birk won the cup"],
        ),
    ],
)
def test_a_title_is_of_the_clause_that_holds_the_date(text, titles):
    drafts = draft_timeline(articles.parse_article(text, kind="plain"))
    assert [each.event.title for each in drafts.event_drafts] == titles


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        # what leads up to the main clause
        ("After the banks had closed in 1931, the mill sold its boats.",
         ["The banks closed"]),
        ("Soon after the fire in 1931, the mill was sold.",
         ["Soon after the fire in 1931, the mill was sold"]),
        ("Following the death of the owner, his sons sold the mill in 1896.",
         ["His sons sold the mill"]),
        ("Born in 1850 in Birk, she learned to sing.", ["She was born in Birk"]),
        ("Born in 1850 in Birk, Ada Pells learned to sing.", ["Ada Pells was born in Birk"]),
        ("Born in 1850 in Birk, the twins learned to sing.", ["The twins were born in Birk"]),
        ("Built by two brothers in 1850, the mills burned.",
         ["The mills were built by two brothers"]),
        ("In Birk, the council met in 1850.", ["In Birk, the council met"]),
        ("According to Pell, the mill burned in 1850.", ["The mill burned"]),
        ("After 1850, in Birk.", ["In Birk"]),
        # what stands between commas behind the subject
        ("The mill, which the town owned, burned in 1850.", ["The mill burned"]),
        ("The mill, built by Pell in 1850, burned in 1860.",
         ["The mill was built by Pell", "The mill burned"]),
        ("The mill, which was built in 1850, burned in 1860.",
         ["The mill was built", "The mill burned"]),
        ("The mill, a ruin, some say, in a wood, near the road, by a lake, in 1850 burned.",
         ["The mill, a ruin, some say, in a wood, near the road, by a lake, in 1850 burned"]),
        ("The first mill, in 1850, was sold.", ["The first mill was sold"]),
        # the predicate that holds the date
        ("The mill stood for years and burned down in 1850.", ["The mill burned down"]),
        ("He landed in 1850 and named the bay after himself.", ["He landed"]),
        ("What was begun and, in 1850, fell was the mill.",
         ["What was begun and, in 1850, fell was the mill"]),
        ("The mill of the old family by the lake behind the wood stood and burned in 1850.",
         ["The mill of the old family by the lake behind the wood stood and burned"]),
        # a clause with a subject of its own
        ("Pell doubted it, but he bought it in 1850.", ["Pell bought it"]),
        ("The mills grew, and in 1850 they burned.", ["The mills burned"]),
        ("The mills grew, and it burned in 1850.", ["It burned"]),
        ("The season began and by 1850 the town had grown.", ["The town had grown"]),
        ("Frost made a lens, which won a medal in 1889.", ["A lens won a medal"]),
        ("The mill was sold, leading to the strike of 500 men in 1850.",
         ["The mill was sold, leading to the strike of 500 men in 1850"]),
        ("A bridge was planned in 1962, and in 1965 it was given up.",
         ["A bridge was planned", "The bridge was given up"]),
        # what trails behind the object
        ("Pell married Ada Vale, a painter, in 1850.", ["Pell married Ada Vale"]),
        ("The mill burned in 1850, killing two.", ["The mill burned"]),
        ("The mill was run by Pell, who had left his wife in 1850.",
         ["Pell had left his wife"]),
        ("The mill was run by Ada Vale, although she had left the town in 1850.",
         ["The mill was run by Ada Vale, although she had left the town in 1850"]),
        # cuts, marks and dates that stay
        ("In 1850 Pell said \"the mill must never be sold to a stranger from the other bank of the "
         "river\".",
         ["Pell said \"the mill must never be sold to a stranger from the other bank of the"
          " river\""]),
        ("On 6 July 1950 Gen. Pell met Ada Vale.", ["Gen. Pell met Ada Vale"]),
        ("The start of 2004 was marked by calm.", ["The start of 2004 was marked by calm"]),
        ("Pell, however, left in 1850.", ["Pell left"]),
    ],
)  # fmt: skip
def test_a_title_is_a_short_main_clause(text, titles):
    drafts = draft_timeline(articles.parse_article(text, kind="plain"))
    assert [each.event.title for each in drafts.event_drafts] == titles


@pytest.mark.parametrize(
    ("text", "words", "title"),
    [
        ("In 2009, the chief guide of the tower Karl Lind described her mills as \"the small"
         " castles of the old harbour\" such as Low Mill and High Mill.", "2009",
         "The chief guide of the tower Karl Lind described her mills as \"the small castles of the"
         " old harbour\""),
        ("In 1990 Pell described her mill.", "1990", "Pell described her mill"),
        ("In 1990 the council announced that, despite its many debts, a mill was built.", "1990",
         "The council announced that, despite its many debts, a mill was built"),
        ("The town hosted several big fairs, including the 2013 Boat Show, 2012 Cup of Birk and"
         " the Ice Fair.", "2012",
         "The town hosted several big fairs, including the 2013 Boat Show, 2012 Cup of Birk"),
        ("Schools were opened to women, letting Ada Pell be the first at the Birk hall, where, in"
         " 1921, she began to paint.", "1921",
         "She began to paint"),
        ("He spent most of 1984 at the mill.", "1984", "He spent most of 1984 at the mill"),
        ("The 1984 count found that Birk, with its 90 mills, was rich.", "1984",
         "The 1984 count found that Birk, with its 90 mills, was rich"),
        ("Pell married Ada Vale, a painter he met at Birk, in 1984.", "1984",
         "Pell married Ada Vale, a painter he met at Birk, in 1984"),
        ("In 1966 the old trade society of the town moved to a hall of the Free State of Birk.",
         "1966",
         "The old trade society of the town moved to a hall of the Free State of Birk"),
    ],
)  # fmt: skip
def test_a_title_is_not_cut_before_its_point(text, words, title):
    start = text.index(words)
    assert draft_title(text, [(start, start + len(words))]) == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("More than 60 millers left Birk in 1984.", "More than 60 millers left Birk"),
        ("Fewer than twenty boats were sold in 1984.", "Fewer than twenty boats were sold"),
        ("No fewer than 60 boats were sold in 1984.", "No fewer than 60 boats were sold"),
        ("Pell sold more than 1,200 bells in 1984.", "Pell sold more than 1,200 bells"),
        ("In 1984, after a new storm, over 2,300 millers of Birk left the town, and found a home.",
         "Over 2,300 millers of Birk left the town, and found a home"),
        ("In 1984, after a new storm, 2,300 millers left Birk.", "2,300 millers left Birk"),
        ("In 1984, after a new storm, over a thousand millers left Birk.",
         "Over a thousand millers left Birk"),
        # where "over" tells how long, it leads up to a clause
        ("In 1984, over two months, the mill was built.", "The mill was built"),
        ("In 1984, over 12 long weeks, the mill was built.", "The mill was built"),
        # what is compared may be of another time
        ("The mill burned more wood than Ash did in 1984.",
         "The mill burned more wood than Ash did in 1984"),
    ],
)  # fmt: skip
def test_a_number_begins_no_other_clause(text, title):
    start = text.index("1984")
    assert draft_title(text, [(start, start + 4)]) == title


@pytest.mark.parametrize(
    ("clause", "main"),
    [
        ("As a town of the guild, Birk holds over 2,300 mills, a number that has grown since.",
         "As a town of the guild, Birk holds over 2,300 mills, a number that has grown since."),
        ("For want of a bell, a wind that rose at night, Pell left Birk.", "Pell left Birk."),
        ("For want of a bell, the men who left were caught.", "The men who left were caught."),
    ],
)  # fmt: skip
def test_a_noun_with_its_relative_clause_is_no_main_clause(clause, main):
    assert drop_opening(clause, 0) == main


def test_dates_of_one_list_have_one_title():
    text = "Birk burned in 1654, 1665, and 1691, and was rebuilt in 1700."
    years = ("1654", "1665", "1691", "1700")
    spans = [(text.index(year), text.index(year) + 4) for year in years]
    titles = [draft_title(text, spans, number) for number in range(len(spans))]
    assert titles == ["Birk burned"] * 3 + ["Birk was rebuilt"]


def test_a_date_that_owns_something_stays_whole():
    text = "The price of seats for that night's ball was ten coins."
    start = text.index("that night")
    assert draft_title(text, [(start, start + len("that night"))]) == text.rstrip(".")
