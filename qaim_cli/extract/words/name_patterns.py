"""Words by which a name is known for a place, a body, a person, or none of these."""

from __future__ import annotations

import re

from qaim_cli.extract.words.prefiltered_patterns import PrefilteredPattern
from qaim_cli.extract.words.word_patterns import build_alternation

PLACE_SUFFIX = PrefilteredPattern(
    r"(?:\b(?:City|River|Island|Islands|Bay|Street|Road|Bridge|Castle|Valley|Mountains?|Province"
    r"|County|Desert"
    r"|Hill|Hills|Territory|Gardens?|Prison|Stadium|Arena|Avenue|Highway|Falls|Beach|Creek"
    r"|Plateau|Lake|Peninsula|Harbour|Harbor|Park|Square|Sea|Ocean|Coast|Canal|Channel|Forest"
    r"|Abbey"
    r"|Township|Borough|Parish|District"
    r"|Palace|Mansion|Building|Center|Centre|Hall|Tower|Theatre|Theater|Opera House"
    r"|Cathedral|Airport|Station|Town|Village|Fort|Fortress|Citadel|Lighthouse|Cape|Strait|Gulf"
    r"|Mill)"
    r"|shire|ville|burg|borough|stadt|grad)\Z"
)
"""Ends of the names of places: "Ash River", "Birkville"."""
PLACE_PREFIX = re.compile(
    r"(?:Lake|Mount|Cape|Fort|Port|River|Loch|Camp|Isle|Gulf"
    r"|Bay) (?:of )?[A-Z]"
)
"""Beginnings of the names of places: "Lake Birk"."""
_COMMON_CAPITALISED = (
    r"North|South|East|West|Northeast|Northwest|Southeast|Southwest|Northern|Southern|Eastern"
    r"|Western|World|State|States|Road|Street|Square|Desert|Palace|Castle|Cathedral|Abbey|Church"
    r"|Chapel|Court|Court House|Courthouse|City|Town|Village|County|Province|Principality|Kingdom"
    r"|Empire|Republic|Union|Colony|Territory|District|Region|Island|Islands|Coast|Bay|River|Lake"
    r"|Sea|Ocean|Channel|Park|Bridge|Tower|Hall|House|Mill|Fort|Station|Airport|University|College"
    r"|School|Academy|Museum|Theat(?:re|er)|Opera|Salon|Senate|Parliament|Congress|Cabinet|Council"
    r"|Committee|Office|Bank|Hotel|Hospital|Prison|Army|Navy|League|Cup|Division|Premiership|Final"
    r"|Library|Market|Treasury|Temple|Old World|New World|Middle Ages|Bible|Quran|Literature"
    r"|Science|Heaven|Hell|Paradise|Physics|Chemistry|Medicine|Physiology|Economics|Mathematics"
    r"|Philosophy|Theology|Law|Engineering|History|Art|Arts|Music|Biology"
    r"|\w+ish|\w+ese|French|Latin|Arabic|German|Italian|Russian|Greek|Hebrew|Dutch|Hindi|Sanskrit"
)
NON_PLACE_NAME = re.compile(
    rf"(?:{_COMMON_CAPITALISED})\Z"
    r"|(?:\w[\w'’.-]* )*(?:Open|Classic|(?:Semi-?|Quarter-?)?[Ff]inals?|Olympics|Games|Masters|Tour"
    r"|Championships?|Tournament|Exposition|Exhibition|Fair|Festival|Convention|Conference|Summit"
    r"|Universelle|Series|Division|Playoffs?|Premiership|Awards|Books?|Journal|Review|Magazine"
    r"|Gazette|Herald|Chronicle)\Z"
    r"|(?:Exposition|Exhibition|Division|Book|Chapter|Act|Group|Class|Grade|Mr|Mrs) "
    r"|(?:Saw|Grist|Flour|Wind|Woolen|Band|Town|City|Bank|School|Church|Post|Fire|Office|New|Old"
    rf"|The) (?:{_COMMON_CAPITALISED}|Building)\Z"
    r"|\w+ St\Z|(?:École|Ecole|Académie|Conservatoire)\Z"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\Z"
    r"|[\w'’-]+ \w+ing\Z|(?!(?:US|USA|UK|USSR|UAE|DC|GDR)\Z)[A-Z]{2,}\Z"
    r"|(?:Life|Death|Lives|Fear|Love|History|Story|Adventures|Age|Time|House|Order|University"
    r"|School|Court)"
    r"(?: of |\Z)"
)
"""Capitalised words that name no place of their own: a direction, a common noun, a contest."""
AMBIGUOUS_PLACE_SUFFIX = re.compile(
    r" (?:Hall|Hill|Mill|Park|Lake|Castle|Street|Forest|Bridge|Tower|Fort|Town|City|County)\Z"
)
"""Ends of the names of places that surnames and teams have as well: "Ann Hill"."""
RANK = re.compile(
    r"(?:King|Queen|Prince|Princess|Emperor|Empress|Duke|Duchess|Count|Countess|Earl|Baron|Lord"
    r"|Lady|Sir|Dame"
    r"|General|Colonel|Major|Captain|Lieutenant|Admiral|Marshal|Commander|Sergeant|President"
    r"|Chancellor"
    r"|Minister|Senator|Governor|Mayor|Bishop|Archbishop|Pope|Cardinal|Saint|St|Dr|Mr|Mrs|Miss|Ms"
    r"|Professor|Judge|Father|Brother|Sister|Sultan|Shah|Tsar|Caliph|Sheikh)\.? [A-Z]"
)
"""Ranks and titles before the name of a person: "General Moss"."""
SHIP_PREFIX = "HMS|HMAS|RMS|SS|USS|MV|MS"
_BODY_ENDINGS = (
    r"Army|Armies|Corps|Division|Brigade|Regiment|Battalion|Squadron|Fleet|Navy|Air Force"
    r"|Guard|Guards|Force|Forces"
    r"|Party|Company|Corporation|Council|Government|Society|University|College|Institute|Ltd|Inc"
    r"|Union|Committee"
    r"|Association|Board|Bank|Bros|Brothers|Front|League|Ministry|Parliament|Congress|Senate"
    r"|Assembly"
    r"|Church|Order|Police|Agency|Authority|Commission|Club|Trust|Railway|Railways|Airlines"
    r"|Times|Post"
    r"|Museum|Group|Organi[sz]ation|Department|Office|Movement|Militia|Rebels|Brewery|Orchestra"
    r"|Records|Press|Academy|Ballet|Band|Choir|Foundation|Federation|Industries"
    r"|Motors|Pictures|School|Seminary|Studios|Team|United|Wanderers|Rovers|Works|Co|F\.?C|S\.?A"
)
ACTOR_SUFFIX = re.compile(rf"\b(?:{_BODY_ENDINGS})\.?\Z")
"""Ends of the names of bodies that act: "Ash Company"."""
BODY_OR_EVENT_NOUN = re.compile(
    rf"\b(?:{_BODY_ENDINGS}|Lodge|Legion|Brotherhood|Papacy|Polytechnic|Cabinet|Conference"
    r"|Alliance|Coalition|Confederation"
    r"|Administration|Treasury|Staff|Service|Crown)(?= (?:of|for)\b|\.?\Z)"
    r"|\b(?:House|Court|Wars?|Treaty|Peace|Revolution) of\b|\b(?:Supreme|High) Court\b|Campaigns\Z"
    r"|\A(?:Accademia|Académie|Akademie|Universit|Conservato)\w* "
    rf"|\A(?:{SHIP_PREFIX}|Operation) "
)
"""A noun by which a name is no place's: "Lodge of Elm", "Birk Campaigns"."""
PERSON_NOUN = build_alternation(
    "king", "queen", "emperor", "empress", "tyrant", "consul", "general", "admiral", "captain",
    "president", "governor", "mayor", "bishop", "brother", "brothers", "sister", "wife", "widow",
    "husband", "son", "grandson", "daughter", "nephew", "father", "mother", "friend", "rival",
    "pupil", "student", "teacher", "doctor", "painter", "poet", "writer", "author", "singer",
    "architect", "engineer", "founder", "manager", "owner", "dealer", "merchant", "assistant",
    "partner", "priest", "lawyer", "scientist", "astronomer", "chemist", "physicist",
    "mathematician", "historian", "explorer", "leader", "commander", "minister", "officer",
    "soldier", "saint", "abbot", "monk", "prince", "princess", "duke", "count", "lord", "hero",
    "statistician", "composer", "philosopher", "critic", "editor", "publisher", "inventor",
    "director", "actor", "actress",
)  # fmt: skip
"""Nouns for a person, before the name: "king", "sister", "painter"."""
_NO_ACTOR_ALONE = re.compile(
    r"(?:Institute|Institution|Navy|Fleet|Guards?|Forces?|Technology|Committee|Board|Office"
    r"|Department|Ministry|Standards?|Bank|Corps|Division|Brigade|Regiment|Battalion|Squadron"
    r"|Agency|Bros|Ltd|Inc|Dr|Mr|Mrs|Ms|Prof|Army|Byzantine|Confederate|Brigadier|Major|Sir|Lord"
    r"|Lady|King|Queen|Emperor|States|President|General|Admiral|Governor|Senator|Captain|Colonel"
    r"|Prince|Princess|Minister|Duke|Emir|Sultan|Pope|Bishop|Navigator|Programme|UTC|GMT|USS|HMS"
    r"|[A-Z]\w)\Z"
)
"""Words that name nobody unless part of a longer name."""
NATIONALITY_WORD = (
    r"(?:[A-Z]\w*(?:ish|ese|ian|ean|can|ani|eli|qi|ench|utch|elsh|ech|hai|iss|eek|ic|man"
    r"|pan-[A-Z]\w+)|US|U\.S\.|UN|Arab|Jewish|Muslim|Christian"
    r"|Catholic|Protestant|Soviet|Roman|Norman|Anglo-\w+|Afghan|Finnish)"
)
"""Adjectives of peoples, countries and religions."""
NATIONALITY = re.compile(rf"{NATIONALITY_WORD}\Z")
_ABSTRACT_NOUN = re.compile(
    r"(?!(?:Con)?[Ff]ederation|Corporation|Administration|Organi[sz]ation|Association|Delegation"
    r"|Commission|Inquisition|Foundation|Institution|Constitution|Parliament|Government|Regiment)"
    r"[A-Z]\w{3,}(?:tion|sion|ism|ness|hood)\Z"
)
"""Single words for what nobody is: "Reconstruction", "Independence"."""
NON_NAME_ENDING = re.compile(
    r"(?:War|Wars|Battle|Revolution|Treaty|Act|Operation|Offensive|Campaign|Crisis|Prize"
    r"|Agreement|Pact|Purchase|Expedition|Affair|Era|Period|Dynasty|Season|Election|History|Story"
    r"|Parade|Festival|Exhibition|Fair|Championships?|Tournament|Ceremony|Awards"
    r"|Conference|Rebellion|Uprising|Siege|Accords?|Constitution|Doctrine|Plan|Award|Medal|Cup"
    r"|Age"
    r"|Papyrus|Oath|Bible|Torah|Gospels?|Codex|Chronicles?|Scrolls?|Vedas?|Upanishads"
    r"|Amendment|Law|Bill|Charter|Edict|Proclamation|Resolution|Declaration|Index"
    r"|[A-Z][\w'’]*-[a-z]+(?:ed|ing|led|born|style|wide|built|held|made|run|like|era)"
    r"|Century|Empire's|Easter|Christmas|Day|Movement's)\Z"
)
"""Ends of capitalised words that name an event, a document or a time: "Ash Treaty"."""
NON_NAME_BEGINNING = re.compile(
    r"(?:\w{4,}ans(?= [A-Z])|[A-Z]\w{2,}ism\Z|Battle|Siege|Treaty|War|Operation|Act|Bay of Pigs"
    r"|(?:Peace|Truce|Fall|Sack|Storming|Congress|Diet|Synod|Fellow|Member|Companion|Knight) of"
    r"|Constitution of|Charter of|Declaration of|Articles of|Book of|Edict of|[A-Z]+-?\d+\Z)"
    r"(?:\b|(?<= of))"
)
"""Beginnings of capitalised words that name no actor and no place: "Siege of Birk"."""
EPITHET = (
    r"(?:Apostate|Bald|Bear|Black|Blind|Bold|Brave|Bruce|Builder|Catholic|Confessor|Conqueror|Cruel"
    r"|Elder|Fair|Fat|Fearless|Fowler|German|Good|Great|Handsome|Impaler|Just|Lame|Lawgiver|Lion"
    r"|Lionheart|Magnificent|Martyr|Navigator|Old|Pious|Posthumous|Proud|Red|Short|Silent|Simple"
    r"|Stammerer|Strong|Tall|Terrible|Unready|Venerable|Victorious|Wise|White|Young|Younger"
    r"|(?:English|French|Irish|Scots|Dutch|Welsh)(?:wo)?man|Dane|Scot|Syrian|Athenian)"
    r"(?![\w-]| [A-Z])"
)
"""Epithets of rulers, behind "the": "Rolf the Bald"."""
WORK_NOUN = (
    r"(?:album|book|film|movie|musical|novel|novella|opera|painting|play|poem|series|ship|song"
    r"|symphony|documentary|magazine)"
)
"""Nouns for works and other named things, before or behind the name."""
WAR_NOUNS = (
    "Wars?|Revolutions?|Rebellions?|Uprisings?|Risings?|Mutiny|Insurrections?|Crisis|Panic|Revolts?"
)
"""Last words of the names of wars and unrest."""
DATED_WORK_NOUNS = (
    "film|movie|documentary|book|novel|novella|album|song|single|play|musical|opera|ballet|poem"
    "|story|essay|article|paper|memoir|biography|autobiography|painting|edition|version|adaptation"
    "|remake|translation|report|study|interview|model|recording"
)
"""Nouns for works that a year tells apart: "her 1927 film"."""
EVENT_NAMES_WITH_MONTH = (
    "Revolution", "Uprising", "Rising", "Rebellion", "Revolt", "Insurrection", "Coup", "Crisis",
    "Days", "Massacre", "Massacres", "Offensive", "Campaign", "Conference", "Decrees", "Laws",
    "Theses", "Manifesto", "Movement", "Plot", "Events", "Riots", "Agreement", "Declaration",
)  # fmt: skip
"""Nouns in the names of events that begin with a month: "the February Revolution"."""
EVENT_NOUNS_WITH_MONTH = (
    "attack", "attacks", "battle", "battles", "fighting", "offensive", "offensives", "uprising",
    "revolution", "invasion", "coup", "riots", "raid", "raids", "massacre", "massacres", "truce",
    "ceasefire", "elections", "election", "referendum", "talks", "conference", "bombings",
)  # fmt: skip
"""Nouns for events that a month may stand before: "the costly August battles"."""


def names_no_entity(words: str) -> bool:
    """Whether capitalised words name no actor and no place: "Ash Treaty", "Independence"."""
    return bool(
        NON_NAME_ENDING.search(words)
        or NON_NAME_BEGINNING.match(words)
        or _NO_ACTOR_ALONE.match(words)
        or _ABSTRACT_NOUN.match(words)
    )
