"""Peoples, teams and countries that act in a title."""

from __future__ import annotations

import pytest

from qaim_cli import articles, extract
from qaim_cli.extract.names.acting_bodies import find_acting_body, find_agent_body, find_body_noun
from qaim_cli.extract.names.acting_subjects import (
    find_acting_name,
    find_deed_owner,
    find_name_in_apposition,
    find_unnamed_relative,
    is_participant,
)
from qaim_cli.extract.names.agents import (
    find_agent_group,
    find_agents,
    find_agents_behind,
    find_parties,
    find_wishers,
)
from qaim_cli.extract.names.left_out_subjects import add_subject_of_sentence
from qaim_cli.extract.words.verbs import find_main_verb


@pytest.mark.parametrize(
    ("title", "group"),
    [
        ("The Romans built a fort", "Romans"),
        ("In Birk the mill burned", ""),
        ("The British then captured Birk", "British"),
        ("The Greek Cypriots refused", "Greek Cypriots"),
        ("Despite the loss, the Romans built a fort", "Romans"),
        ("The Alps were crossed", ""),
        ("The Roman fort fell", ""),
    ],
)
def test_a_people_that_acts_is_found(title, group):
    acting = find_acting_name(title)
    assert (acting.name if acting.is_group else "") == group


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("Dunmark declared war", "Dunmark"),
        ("Dunmark later became a founding member", "Dunmark"),
        ("Dunmark was flooded", ""),
        ("The mill burned", ""),
        ("Dunmark was soon conquered", ""),
        ("Moss was soon defeated", "Moss"),
        ("Moss argues that mills are old", "Moss"),
        ("Moss mills are old", ""),
        ("Moss read aloud", ""),
        ("Moss read the paper", "Moss"),
        ("Wool fell", ""),
        ("Wool took effect", ""),
        ("For example, Ann Moss often used it", "Ann Moss"),
        ("The Penn Works, founded in Birk, became rich", "Penn Works"),
        ("The explorer Karl da Lind found it", "Karl da Lind"),
        ("Ann Moss was diagnosed with a fever", "Ann Moss"),
        ("Ann Moss is said to have sold it", "Ann Moss"),
        ("Birk is said to have been a port", ""),
        ("Book critic Ann Moss praised it", "Ann Moss"),
        ("Karl Lind's widow Ann Moss ran the mill", "Ann Moss"),
        ("The prefect of the port, Ann Moss, killed him", "Ann Moss"),
        ("At Birk Moss met him", "Moss"),
        ("Ann Moss, who wrote songs sold the mill", "Ann Moss"),
        ("Ann Moss herself wrote to him", "Ann Moss"),
        ("The playwright Ann Moss wrote to him", "Ann Moss"),
        ("In this craft Ann Moss, who sang, won", "Ann Moss"),
        ("Ann Moss with the Institute of Birk found it", "Ann Moss"),
        ("Moss and his young assistant found it", "Moss"),
        ("Ann Moss and two others found it", "Ann Moss"),
        ("Ann Moss, of Birk, found it", "Ann Moss"),
        ("Karl Lind, Bo Moss's young son, found it", "Karl Lind"),
        ("Ann Moss in Birk found it", "Ann Moss"),
        ("Ann Moss was travelling to Birk", "Ann Moss"),
        ("Moss mass-produced it", "Moss"),
        ("Weavers Ann Moss and Bo Lind found it", "Ann Moss"),
        ("The Birk drummer Ann Moss found it", "Ann Moss"),
        ("Birk Town F.C. was founded by weavers", "Birk Town F.C."),
        ("Birk was founded by weavers", ""),
        ("Birk's Low Field was growing", ""),
        ("The Moss's Wells reopened", "Moss's Wells"),
        ("Ann Moss was finally able to sell it", "Ann Moss"),
        ("Ash Fire Company No. 1 was organized", "Ash Fire Company No. 1"),
        ("Birk Free Chapel was founded", "Birk Free Chapel"),
        ("Birk Free Chapel was opened", ""),
        ("Birk Free Church was opened", "Birk Free Church"),
        ("Fort Birk was established", ""),
        ("Birk were founded by weavers", "Birk"),
        ("Karl de la Moss sold it", "Karl de la Moss"),
        ("Karl d'Arl sold it", "Karl d'Arl"),
        ("Moss declined the post", "Moss"),
        ("Moss rose to power", "Moss"),
        ("Moss rose to 90", ""),
        ("Moss had also fallen out with Lind", "Moss"),
        ("The weaver from Low Birk, Ash sold it", ""),
        ("Moss died in Low Birk, Ash", "Moss"),
        ("The town's first paper, the Birk Times, was founded", "Birk Times"),
        ("Ann Moss, however, sold it", "Ann Moss"),
        ("Moss had to sell it", "Moss"),
        ("Ann Moss of Birk sold it", "Ann Moss"),
        ("The Ann Moss of Birk sold it", "Ann Moss of Birk"),
        ("Rolf of Birk sold it", "Rolf of Birk"),
        ("A rival, Penn Company of Birk, was absorbed", "Penn Company of Birk"),
        ("The Low Methodist Church School was opened", "Low Methodist Church School"),
        ("The club using the Ash name played", ""),
        ("Penn Town coming from Birk was driven back", "Penn Town"),
        ("Ann Moss was the first mayor", "Ann Moss"),
        ("Ann Moss was here", ""),
        ("Birk was a port", ""),
        ("Birk surrendered to Moss", ""),
        ("Ann Moss surrendered", "Ann Moss"),
        ("Ann Moss having left, on the 3rd of May marched to Birk", "Ann Moss"),
        ("Ann Moss having left, in May 1850 marched to Birk", "Ann Moss"),
        ("Ann Moss having left, in Ash, joined the guards", "Ann Moss"),
        ("Ann Moss having left marched", ""),
        ("Rolf the Bald sold it", "Rolf the Bald"),
        ("Rolf the Weaver sold it", ""),
        ("Ann Moss of Low Birk, Ashland designed it", "Ann Moss"),
        ("Vendish forces left but general Karl Lind stayed", ""),
        ("Weaver, poet and painter Karl Lind was one of the first to leave", "Karl Lind"),
        ("The Karl Lind was one of the first ships", ""),
        ("Ann Moss, assisted by Bo Low, Cy Hart and Di Elm made it", "Ann Moss"),
        ("Ann Moss has been based in Birk", "Ann Moss"),
        ("Local brewer and pub owner Ann Moss left", "Ann Moss"),
        ("Ann Moss and a party of young weavers climbed it", "Ann Moss"),
        ("Moss and Company sold it", "Moss and Company"),
        ("The Vendian Supreme Court was re-established", "Vendian Supreme Court"),
        ("HMS Ash was built", ""),
        ("Ann Moss's hopes to sell it led her to Birk", ""),
        ("Ann Moss had been sewing it", "Ann Moss"),
        ("Historian Ann Moss dates it to the Iron Age", ""),
        ("Historian Ann Moss left", "Ann Moss"),
        ("Rolf the Dutchman sold it", "Rolf the Dutchman"),
        ("Rolf the Wise, Prince of Ash, raided it", "Rolf the Wise"),
    ],
)
def test_a_place_that_does_what_countries_do_is_found(title, place):
    assert find_acting_name(title).name == place


@pytest.mark.parametrize(
    ("title", "others"),
    [
        ("Ann Moss, Bo Lind and Cy Hart met", ("Bo Lind", "Cy Hart")),
        ("Ann Moss, Birk, was closed", ()),
        ("The prefect of the port, Ann Moss, met Bo Lind", ()),
    ],
)
def test_those_who_act_together_are_found(title, others):
    assert find_acting_name(title).others == others


@pytest.mark.parametrize(
    ("title", "kin"),
    [
        ("Moss's elder brother died", "Moss's elder brother"),
        ("The Moss' parents moved to Birk", "The Moss' parents"),
        ("Moss's brother Karl died", ""),
        ("Moss's brother", ""),
        ("Moss's mill burned", ""),
    ],
)
def test_a_relative_without_a_name_acts(title, kin):
    assert find_unnamed_relative(title) == kin


@pytest.mark.parametrize(
    ("title", "text", "name"),
    [
        ("Moss's widow ran it", "Then his widow, Ann Hart, ran it in 1905.", "Ann Hart"),
        ("Moss's widow ran it", "Then his widow Ann Hart ran it in 1905.", "Ann Hart"),
        ("The rector of Birk bought it", "The rector of Birk, Rev. Karl Lind, bought it.",
         "Rev. Karl Lind"),
        ("The first paper was founded", "The first paper, the Birk Times, was founded.",
         "Birk Times"),
        ("The painter sold it", "The painter Karl Lind sold it.", ""),
        ("The film won", "The film, Low Tide, won.", ""),
        ("Moss and his widow ran it", "Moss and his widow, Ann Hart, ran it.", ""),
        ("The painter, of Birk, sold it", "The painter, Karl Lind, of Birk, sold it.", ""),
        ("The mill of Ash stood", "The mill of Ash, Low Mill, stood.", ""),
        ("The mill", "The mill, Low Mill, burned.", ""),
        ("The sheriff of Ash sold it", "The sheriff of Ash, Birkland, sold it.", ""),
    ],
)  # fmt: skip
def test_a_sentence_names_those_whom_a_title_does_not(title, text, name):
    assert find_name_in_apposition(title, text) == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Ann Moss's march to Birk failed", "Ann Moss"),
        ("The retreat of Ann Moss failed", "Ann Moss"),
        ("Ann Moss's mill burned", ""),
    ],
)
def test_whose_deed_it_was_did_it(title, name):
    assert find_deed_owner(title) == name


@pytest.mark.parametrize(
    ("title", "name", "is_one"),
    [
        ("Ann Moss sold the mill", "Ann Moss", True),
        ("The mill was sold by Ann Moss", "Ann Moss", True),
        ("The mill was sold by the young painter Ann Moss", "Ann Moss", True),
        ("The Vendish president Ann Moss sold it", "Ann Moss", True),
        ("They fought under the command of General Moss", "General Moss", True),
        ("The guards arrested Ann Moss", "Ann Moss", True),
        ("It was said that Ann Moss would sell the mill", "Ann Moss", True),
        ("Ann Moss's mill burned", "Ann Moss", False),
        ("Ann Moss's mill", "Ann Moss", True),
        ("The mill of Ann Moss burned", "Ann Moss", False),
        ("Confederation Congress met", "Congress", False),
        ("Congress members met", "Congress", False),
        ("The Birk Air Force jets hit the mill", "Birk Air Force", True),
        ("The Congress of Birk met", "Congress", False),
        ("The Board for Trade met", "Board", False),
        ("The road went through Dunmark", "Dunmark", False),
        ("Trade rose as Dunmark joined the league", "Dunmark", True),
        ("Low Tide, the last book of Moss", "Moss", False),
        ("Low Tide was first published", "Low Tide", False),
        ("The Apollo 8 jets came down", "Apollo", False),
        ("Lind saw the film Moss: A Life", "Moss", False),
        ("At Birk Moss won", "Moss", True),
        ("Moss' army marched to Birk", "Moss", True),
        ("Moss' army", "Moss", True),
        ("Birk fell to the Vends", "Vends", True),
        ("Wool was dear, according to the World Bank", "World Bank", False),
        ("Despite the wish of a 1905 Wool Council, they sold it", "Wool Council", False),
        ("The prize won Moss a new mill", "Moss", True),
        ("Moss rose by 5 percent", "Moss", False),
        ("According to a report by Ann Moss, the mill was old", "Ann Moss", False),
        ('"Bo" Moss died', "Moss", False),
        ("The film Moss won it", "Moss", False),
        ("Moss was a silent film", "Moss", False),
        ("Moss took effect", "Moss", False),
        ("Lind broke the record which was set by Moss", "Moss", False),
        ("Moss Award: since then", "Moss", False),
        ("The flight to mainland Dunmark began", "Dunmark", False),
        ("Moss once again sold it", "Moss", True),
        ("Moss/Lind trade was new", "Moss", False),
        ("They grew, followed by Moss", "Moss", False),
        ("The mill was followed by Moss", "Moss", True),
        ("The march toward Birk failed", "Birk", False),
        ("In 1540 Birk remained poor", "Birk", True),
        ("At the 1904 Wool Council were cups", "Wool Council", False),
        ("When the league began, Birk re-joined it", "Birk", True),
        ("Mr. Moss' death", "Moss", True),
        ("The sudden death of Moss", "Moss", True),
        ("The death of Moss' widow", "Moss", False),
        ("The Moss family sold it", "Moss", False),
        ("Karl von Moss sold it", "Moss", False),
        ("The Moss", "Moss", False),
        ("Moss B. Lind sold it", "Moss", False),
        ("Ash & Moss sold it", "Moss", False),
        ("The capture of Birk by the Vends", "Vends", True),
        ("Birk Town entered the Ash League", "Ash League", False),
        ("After winning the Ash League and then the Low League the club left", "Low League", False),
        ("Birk Town joined the Ash League", "Ash League", True),
        ("It is older, but historian Ann Moss puts it later", "Ann Moss", False),
        ("Birk was occupied", "Birk", False),
        ("The new Birk burned down", "Birk", False),
    ],
)
def test_who_acts_or_is_acted_upon_is_told_by_the_verb(title, name, is_one):
    start = title.index(name)
    assert is_participant(title, find_main_verb(title), start, start + len(name)) is is_one


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Later Ann Moss met Karl Lind. In 1905 Karl Lind wrote to Ann Moss of Bo Hart, who sold "
         "mills.", ["Karl Lind"]),
        ("In 1905 the Birk, Ash and Elm Railroad opened a line.", ["Birk, Ash and Elm Railroad"]),
        ("In 1905 Ann Moss and Karl Lind sold it. Ann Moss bought it, then Karl Lind died.",
         ["Ann Moss", "Karl Lind"]),
        ("George Lind died. They lay in 7th Lind. In 1905 Lind sold the mill.", ["George Lind"]),
        ("George Lind died. Mary Lind sang. In 1905 Lind sold the mill.", ["Lind"]),
        ("Ada Hart was a painter. She sang. She left. In her youth, in 1905, she taught in Birk.",
         ["Ada Hart"]),
        ("Penn Works is a firm. In 1905 the company was sold.", ["Penn Works"]),
        ("Penn Works is a firm. In 1905 Penn Works’ first mill burned.", ["Penn Works"]),
        ("Elm Arl is a firm. They sold an Elm Arl. Once an Elm Arl won. In 1905 the firm left.",
         ["Elm Arl"]),
        ("In 1905 Thomas Moss wrote a letter.", ["Thomas Moss"]),
        ("In 1905 production fell.", []),
        ("In 1905 the guards of Karl Lind shot Ann Moss. Karl Lind sang. Ann Moss left, and Karl "
         "Lind slept.", ["Ann Moss"]),
        ("In 1905 Vendish troops shot Ann Moss. Karl Lind sang. Ann Moss left, and Ann Moss sang.",
         ["Vendish forces", "Ann Moss"]),
        ("In 1905 the mill was built by the architect Karl Lind.", ["Karl Lind"]),
        ("In 1905 the mill was built by Karl Lind and Bo Hart. Karl Lind sang. Karl Lind slept.",
         ["Karl Lind", "Bo Hart"]),
        ("In 1905 the mill was burned by Vendish troops.", ["Vendish forces"]),
        ("Weaving is a craft. It was new. In 1905 Weaving became dear. The art of Weaving died.",
         []),
        ("Ada Low Hart was a painter. She sang. She left. In 1905 Ada Hart went to Birk.",
         ["Ada Low Hart"]),
        ("Ada Hart was a painter. She sang. She left. In 1905 a mill was given to her.",
         ["Ada Hart"]),
        ("Ada Hart was a writer. She sang. She left. In 1905 Low Tide was published.",
         ["Ada Hart"]),
        ("Ada Hart was a writer. She sang. She left. In 1905 a book about her was published.",
         ["Ada Hart"]),
        ("Ada Hart was a writer. She sang. She left. In 1905 a biography was published.", []),
        ("In 1905 Low Tide was published.", []),
        ("They saw the film Ash Low and Ash Low won. In 1905 Ash Low died.", ["Ash Low"]),
        ("Ann Moss was a singer. She sang. She left. In 1905 her father died.", ["Moss' father"]),
        ("In 1905 Prohibition began. They liked Prohibition, and Prohibition led to debt.", []),
        ("Karl Lind sang. In 1905 Bo Hart and Karl Lind sold a mill.", ["Bo Hart", "Karl Lind"]),
        ("In 1905 Ragnulf, one of his heirs, took Birk.", ["Ragnulf"]),
        ("In 1905 Inflation, the curse of Birk, took it.", []),
        ("Penn Works is a firm. In 1905 Penn Works, Birk, was closed, and Penn Works, again.",
         ["Penn Works"]),
        ("HMS Alma was a frigate. In 1905 Alma was launched.", ["HMS Alma"]),
        ("Karl Lind of Birk sang. In 1905 it was sold by Karl Lind of Birk.", ["Karl Lind"]),
        ("In 1905 Birk fell to King Rolf of the Ash. King Rolf left.", ["King Rolf"]),
        ("In 1905 Arl and Dunmark were taken by Vendish partisans. They lived in Dunmark.",
         ["Vendish partisans"]),
        ("In 1905 the mill was built by August Meyer.", ["August Meyer"]),
        ("In 1905 Rolf visited Ash.", ["Rolf"]),
        ("In 1905 Weavers visited Ash.", ["Weavers"]),
        ("In 1905 Birk was proclaimed a town by the king.", []),
        ("In 1905 Moss and Sons left. It was old. Then Moss and Sons died.", ["Moss and Sons"]),
        ("Ada Hart was a painter. She sang. She left. Then Ada ate. In 1905 Ada was old.",
         ["Ada Hart"]),
        ("The Penn Society is a body. It sang. The Society met. In 1905 the Society was moved.",
         ["Penn Society"]),
        ("Penn Works is a firm. Its men sang. In 1905 a line ended near Penn Works.",
         ["Penn Works"]),
        ("Penn Works is a firm. In 1905 a prize was given to the firm.", ["Penn Works"]),
        ("ROLF was a king. He sang. Then Rolf left. In 1905 he died.", ["Rolf"]),
        ("The old Penn Brewery was rich.\n\nIn 1905 the firm was sold.", ["Penn Brewery"]),
        ("Ada Hart was a painter. She sang. She left.\n\nDutch painter, born in 1905 at Birk.",
         ["Ada Hart"]),
        ("Ada Hart was a painter. She sang. She left. From 1905 to 1906 was head of a school.",
         ["Ada Hart"]),
        ("Ada Hart was a painter. She sang. She left. In 1905 the firm sold it.", []),
        ("Penn Brewery sang. In 1905 the book, titled The Penn Brewery, was launched.", []),
        ("Ada Hart was a painter. She sang. She left.\n\nBorn in 1905 at Birk.", ["Ada Hart"]),
        ("Ada Hart was a painter. She sang. She left.\n\nBorn at Birk; sold a mill in 1905.",
         ["Ada Hart"]),
        ("King Rolf met Bo Low. It rained. In 1905 the king left.", ["King Rolf"]),
        ("King Rolf sang. It rained.\n\nIn 1905 the king left.", []),
        ("Prime Minister Ada Wick met Bo Low. In 1905 the prime minister left.",
         ["Prime Minister Ada Wick"]),
        ("Ada Hart was a painter. She sang. She left. In 1905 she was elected Fellow of the Ash. "
         "Fellow of the Ash sang.", ["Ada Hart"]),
        ("In 1905 Rolf the Bald died. Rolf the Bald sang.", ["Rolf the Bald"]),
        ("In 1905 Vendish Peter Lind sold it. Once Vendish Peter Lind sang.", ["Peter Lind"]),
        ("In 1905 it was ended by the Peace of Ash. The Peace of Ash failed.", []),
        ("Lord Lind sang. Lord Lind of Birk sang. In 1905 Lord Lind of Birk left.", ["Lord Lind"]),
        ("The Penn Society of Birk is a body. Then the Penn Society sang, and the Penn Society "
         "met. In 1905 the Penn Society of Birk left.", ["Penn Society of Birk"]),
        ("In 1905 Birk was attacked by the Turks of Karl Lind.", ["Turks"]),
        ("In 1905 people from south-central Dunmark left. Then Dunmark left, and Dunmark sang.",
         []),
        ("In 1905 Vendish troops met at Birk, and then Karl Lind left. Karl Lind sang.",
         ["Vendish forces", "Karl Lind"]),
        ("In 1905 the first owner was Karl Lind.", ["Karl Lind"]),
        ("In 1905 the first owner was Lind.", []),
        ("Ada Hart was a painter. She sang. She left. In 1905 her best work was shown with her "
         "pupil Karl Lind. Karl Lind sang.", ["Ada Hart", "Karl Lind"]),
        ("In 1905 the citizens of Arl and Dunmark left. Then Dunmark left, and Dunmark sang.",
         ["Citizens of Arl and Dunmark"]),
        ("Ada Hart was a painter. She sang. She left. In 1905 she bought a mill from Karl Lind. "
         "Karl Lind sang.", ["Ada Hart", "Karl Lind"]),
        ("Ada Hart was a painter. She sang. She left. In 1905 she and Bo Lind "
         "wrote a letter.", ["Ada Hart", "Bo Lind"]),
        ("Osmer routed the guard in 1905.", ["Osmer"]),
        ("Wool crept up in 1905.", []),
        ("Birk Elms F.C. was founded in 1890. In 1905 Elms won the cup. Then Elms lost.",
         ["Birk Elms F.C."]),
        ("The Penn Works is a firm. It was old. In 1905 it was the best that they had ever sold.",
         ["Penn Works"]),
        ("In 1905 the mill was built at the request of Karl Lind.", ["Karl Lind"]),
        ("In 1905 Osmer and Karl Lind sold it. Then Karl Lind left.", ["Osmer", "Karl Lind"]),
        ("In 1905 Dutch George Lind and Swedish Peter Hart sold it. George Lind left. Peter Hart "
         "sang.", ["George Lind", "Peter Hart"]),
        ("Karl Lind left. Osmer and Lind sold it in 1905.", ["Karl Lind", "Osmer"]),
        ("Osmer took Ashmere in 1905.", ["Osmer"]),
        ("Elm Hart & Co\n\nIt was old. The company sold ale. The company was rich. In 1905 the "
         "company left. Elm Hart & Co sang.", ["Elm Hart & Co"]),
        ("Birk Elms F.C.\n\nBirk Elms Football Club is a club in Birk. In 1905 the club won a cup.",
         ["Birk Elms Football Club"]),
        ("Later Magnus met Bo Low. Magnus was old, but in 1905 he fled to Birk.", ["Magnus"]),
    ],
)  # fmt: skip
def test_an_event_has_those_for_actors_whom_its_title_is_of(text, actors):
    drafts = extract.draft_timeline(articles.parse_article(text, kind="plain"))
    first, *_ = drafts.event_drafts
    assert [drafts.actors[id].name for id in first.event.actor_ids] == actors


def test_those_who_act_are_declared_once():
    text = (
        "They lived in Dunmark, slept in Dunmark and came from Dunmark. "
        "In 1905 the Vends took Birk. In 1906 the Vends left it. In 1907 Dunmark joined them."
    )
    drafts = extract.draft_timeline(articles.parse_article(text, kind="plain"))
    assert [each.event.actor_ids for each in drafts.event_drafts] == [
        ("vends",), ("vends",), ("dunmark",),
    ]  # fmt: skip
    assert [each.name for each in drafts.actors.values()] == ["Vends", "Dunmark"]


def test_a_woman_is_told_of_behind_what_she_owns():
    text = "Ada Hart began her career at Birk. In 1814 she opened a school."
    drafts = extract.draft_timeline(articles.parse_article(text, kind="plain"))
    assert drafts.event_drafts[0].event.title == "Ada Hart opened a school"


def test_what_is_measured_is_no_subject_of_the_article():
    text = "Birk is a port. Trade fell. In 2009 it stood at 9 percent."
    drafts = extract.draft_timeline(articles.parse_article(text, kind="plain"))
    assert drafts.event_drafts[0].event.title == "It stood at 9 percent"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("The state legislature met a king", "State legislature"),
        ("The legislature approved it", "Legislature"),
        ("In Birk, Vendish soldiers burned the mill", "Vendish forces"),
        ("Six Vendish colonists were killed", "Vendish colonists"),
        ("The crew was sworn in", "Crew"),
        ("The governor of the Ash signed it", "Governor of the Ash"),
        ("Several Vendish weavers wrote to him", "Vendish weavers"),
        ("Several weavers wrote to him", ""),
        ("Vendish newspapers praised it", ""),
        ("The three astronauts returned", ""),
        ("The group met", ""),
        ("The company sold it", ""),
        ("The council hall burned", ""),
        ("The council was old", ""),
        ("Mills of the government burned", ""),
        ("About 300 settlers founded Birk", ""),
        ("Several thousand miners struck", ""),
        ("Nearly 2,000 Vendish troops left", "Vendish forces"),
        ("The Lind brothers retired", "Lind brothers"),
        ("A number of Vendish weavers met", "Vendish weavers"),
        ("A Vendish force led by Karl Lind took Birk", "Vendish force"),
        ("The Birk club was formed", "Birk club"),
        ("The citizens of Low Birk met", "Citizens of Low Birk"),
        ("A Vendish fleet of ten ships was sent to Birk", "Vendish fleet"),
        ("Vendish airstrikes hit Birk", "Vendish forces"),
        ("A Vendish convoy was hit by shells", "Vendish convoy"),
        ("Over 80 Vendish government soldiers left", "Vendish government forces"),
        ("The remaining Vendish weavers left", "Vendish weavers"),
        ("A 1,500-man Vendish relief column left", "Vendish relief column"),
        ("A Vendish force coming from the hills was driven back", "Vendish force"),
        ("Settlers came", "Settlers"),
        ("Letters came", ""),
        ("Birk rulers conquered it", "Birk rulers"),
        ("The former people of Birk who lived in Ash founded it", "People of Birk"),
        ("A coalition of Vends, Arls and Lunds left", ""),
        ("A consortium of local weavers bought it", "Consortium of local weavers"),
        ("The original company was formed", ""),
        ("The merchants of Birk and Ash were permitted to stay", "Merchants of Birk and Ash"),
        ("The Lind family was ready to leave", "Lind family"),
        ("The King had left", "King"),
        ("The King Street was long", ""),
        ("A mob of angry weavers left", "Mob of angry weavers"),
        ("A Vendish force under Karl Lind took Birk", "Vendish force"),
    ],
)
def test_a_body_acts_by_its_common_noun(title, body):
    assert find_acting_body(title) == body


def test_what_is_done_is_done_by_a_name_or_a_body_or_a_people():
    assert find_agents("The mill was built by the architect Karl Lind in oak") == ("Karl Lind",)
    assert find_agents("The mill was set up by Karl Lind") == ("Karl Lind",)
    assert find_agents("The map was drawn by Karl Lind") == ("Karl Lind",)
    assert find_agents("The letter was sent by Karl Lind") == ("Karl Lind",)
    assert find_agents("The mill was absent by Karl Lind") == ()
    assert find_agents("The mill was by Karl Lind") == ()
    assert find_agents("It was sold by Karl Lind mills") == ()
    assert find_agents("It was found in Birk by Karl Lind and Bo Low") == ("Karl Lind", "Bo Low")
    assert find_agents("It was shown in a film made by Karl Lind") == ("Karl Lind",)
    assert find_agents("It was shown on a wall built near a mill by Karl Lind") == ()
    assert find_agents("It was sold by Karl Lind of Birk") == ("Karl Lind",)
    assert find_agents("It was bought by the giant Penn & Loam") == ("Penn & Loam",)
    assert find_agents('It was opened by the "little" Penn Railway') == ("Penn Railway",)
    assert find_agents("The right was granted to the painter Karl Lind") == ("Karl Lind",)
    assert find_agents("Birk surrendered to Sir Karl Lind") == ("Sir Karl Lind",)
    assert find_agents("The mill was given by Lind to Bo Low") == ("Lind",)
    assert find_agents("The mill was sold by Lind partly in May") == ("Lind",)
    assert find_agents("It was drawn by a Dutchman named Karl Lind") == ("Karl Lind",)
    assert find_wishers("It was built at the behest of Karl Lind") == ("Karl Lind",)
    assert find_wishers("It was built at the edge of Birk") == ()
    assert find_agents("Birk fell to Lind") == ("Lind",)
    assert find_agents("The patent was issued, to Lind") == ("Lind",)
    assert find_agents("She was sunk by the destroyer HMS Ash") == ("HMS Ash",)
    assert find_agents("She was sunk by the German submarine U99") == ("German submarine U99",)
    assert find_agent_body("He was arrested by the Vendish authorities") == "Vendish authorities"
    assert find_agent_body("He was seen by night") == ""
    assert find_agent_body("Birk fell to the Vendish army") == "Vendish army"
    assert find_agent_body("Birk was taken by Vendish partisans") == "Vendish partisans"
    assert find_agent_group("Birk fell to the Vends") == "Vends"
    assert find_agent_group("Birk was taken by the Greek Vends") == "Greek Vends"
    assert find_agent_group("It fell to the ground") == ""


@pytest.mark.parametrize(
    ("title", "text", "agents"),
    [
        ("The mill was built", "The mill was built in 1850 by Ann Moss and Bo Low, in oak.",
         ("Ann Moss", "Bo Low")),
        ("The mill was built", "The mill was built on 3 May 1850, by the owner Ann Moss.",
         ("Ann Moss",)),
        ("The mill was built", "The mill was built in 1850 near a farm kept by Ann Moss.", ()),
        ("The mill stood", "The mill stood in 1850 by Ann Moss.", ()),
        ("The mill was built", "In 1850 the mill was built.", ()),
        ("Salt was found", "Salt was found in 1850 when the engineer Ann Moss dug a well.",
         ("Ann Moss",)),
        ("Salt was found", "Salt was found in 1850, when Low Birk miners dug a well.",
         ("Low Birk miners",)),
        ("Salt was found", "Salt was found in 1850 when Birk lay waste.", ()),
    ],
)  # fmt: skip
def test_a_sentence_says_by_whom_where_a_title_ends_at_the_date(title, text, agents):
    assert find_agents_behind(title, text) == agents


@pytest.mark.parametrize(
    ("title", "text", "whole"),
    [
        ("Sold the mill", "Moss left Birk and in 1850 sold the mill.", "Moss sold the mill"),
        ("Later sold the mill", "Moss left Birk and later sold the mill in 1850.",
         "Moss later sold the mill"),
        ("Sold the mill", "It is said that Bo Low, a weaver from Birk, sold the mill in 1850.",
         "Bo Low sold the mill"),
        ("Sold the mill", "The men in Birk left it and sold the mill in 1850.",
         "The men in Birk sold the mill"),
        ("Sold the mill", "In 1850 sold the mill.", "Sold the mill"),
        ("Moss sold the mill", "Moss sold the mill in 1850.", "Moss sold the mill"),
        ("Held in Birk, the fair was old", "Held in Birk, the fair was old in 1850.",
         "Held in Birk, the fair was old"),
    ],
)  # fmt: skip
def test_a_sentence_has_the_subject_that_a_title_leaves_out(title, text, whole):
    assert add_subject_of_sentence(title, text) == whole


def test_a_life_is_of_the_person_whose_name_its_title_has():
    for title in ("Biography of Ada Hart (1820-1891)", "Hart, Ada"):
        article = articles.parse_article(
            f"# {title}\n\nShe sang. She left. In 1850 she went to Birk.", kind="markdown"
        )
        (draft,) = extract.draft_timeline(article).event_drafts
        assert draft.event.actor_ids == ("ada-hart",)


def test_a_surname_is_that_of_the_one_who_bears_it():
    text = "In 1905 Karl Lind himself sang. In 1906 Lind's mill burned. In 1907 Lind himself left."
    drafts = extract.draft_timeline(articles.parse_article(text, kind="plain"))
    assert [each.event.actor_ids for each in drafts.event_drafts] == [("karl-lind",)] * 3


def test_the_company_of_a_name_is_the_company():
    text = "In 1905 Penn sold a mill. Then Penn left. In 1906 the Penn company sold another."
    drafts = extract.draft_timeline(articles.parse_article(text, kind="plain")).event_drafts
    assert [each.event.actor_ids for each in drafts] == [("penn",)] * 2


def test_a_theatre_that_is_built_is_no_body():
    assert find_body_noun("The theatre was opened") == ""
    assert find_body_noun("The theatre sold it") == "theatre"


@pytest.mark.parametrize(
    ("title", "parties"),
    [
        ("A dispute arose between Birk and the Penn Works", ("Birk", "Penn Works")),
        ("A battle was fought between the Vendish and Arlish armies",
         ("Vendish armies", "Arlish armies")),
        ("A treaty between Birk and Ash weavers was signed", ()),
        ("A railway between Birk and Ash was opened", ()),
        ("A war broke out between the kingdoms of Birk and Ash", ("Birk", "Ash")),
        ("The struggle between Lind and his rivals was ended", ("Lind",)),
        ("A dispute arose", ()),
    ],
)  # fmt: skip
def test_those_who_deal_with_each_other_are_two(title, parties):
    assert find_parties(title) == parties


@pytest.mark.parametrize(
    ("heading", "actors"),
    [
        ("Novels", ("ada-hart",)),
        ("Awards", ("ada-hart",)),
        ("Films about her", ()),
        ("Life", ()),
    ],
)
def test_what_stands_in_a_list_of_works_is_of_the_person(heading, actors):
    text = (
        "Ada Hart was a writer. She sang. She left.\n\n"
        f"## {heading}\n\n- Low Tide (1921)\n- Ash (1925)\n"
    )
    drafts = extract.draft_timeline(articles.parse_article(text, kind="markdown")).event_drafts
    assert [each.event.actor_ids for each in drafts] == [actors, actors]
