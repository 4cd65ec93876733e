"""The words around a place where something happened, and around one only named.

A preposition ties a place to a verb ("in Birk", "moved to Birk"), and so does being its subject or
object ("Birk fell", "left Birk"). In "the mayor of Birk", "Birk Lodge" or "a book on Birk" nothing
happens there.
"""

from __future__ import annotations

import re

from qaim_cli.dates.calendar import MONTHS
from qaim_cli.extract.names.grammatical_roles import NOUN_BEHIND, acts
from qaim_cli.extract.words.place_nouns import BUILDING, CONQUEST, SETTLEMENT
from qaim_cli.extract.words.prefiltered_patterns import PrefilteredPattern
from qaim_cli.extract.words.text_parts import POSSESSIVE
from qaim_cli.extract.words.verbs import VERB

DATE_MARKS = "\x01\x02"
"""What stands for each letter of the date that an event has, and of the other dates."""
_NAME_WORD = r"[A-ZÀ-Þ][\w'’.-]*"
_LISTED_NAMES = re.compile(
    rf"(?<![\w-])(?:the )?{_NAME_WORD}(?: (?:of |de |la |the )*{_NAME_WORD})*"
    r"(?:,| and|, and| or|, then|, later) (?:the |then |in |at |near )?\Z"
)
_DATED = re.compile(
    r"[ ,]*(?:\b(?i:in|on|by|about|around|early in|late in|throughout|during|since|until|from)"
    rf" (?:the )?)?[{DATE_MARKS}]+[ ,]*\Z"
)
_DETERMINERS = re.compile(
    r"(?:\b(?:the|an?|his|her|its|their|this|what -- (?:now|today|then)"
    r"|(?:much|most|all|both) of|present-day"
    r"|modern(?:-day)?|nearby|neighbou?ring|mainland|downtown|ancient|medi(?:a)?eval|both"
    r"|old|native|greater|inner|outer|upper|lower|far|then|[a-z]+ern"
    r"|(?:north|south)?(?:east|west)|north|south|central|(?<=the )[a-z]+ed) )+\Z"
)
_NO_ADJECTIVE = (
    r"(?:in|at|near|on|of|to|from|the|an?|and|or|into|by|for|with|outside|between)\b"
    rf"|{VERB.pattern}"
)
_PLACE_NOUN = (
    r"(?:city|cities|towns?|villages?|hamlet|port|islands?|isle|coast|capital|outskirts"
    r"|cent(?:re|er)|corner|areas?|regions?|province|county|district|states?|territory|kingdom"
    r"|parish|valley|suburbs?|streets|banks?|shores?|mouth|site|ruins|floor|gates|vicinity|harbou?r"
    r"|colony|settlement|community|communities|neighbou?rhood|borough|republic|mountains|hills"
    r"|plains|peninsula|north|south|east|west|(?:north|south|east|west)ern part|heart|edge|top"
    r"|border|end|side|countryside|parts?|portion|half|rest|whole|home|ground|headquarters|estate"
    r"|house|farm|factory|university|bishopric|diocese|duchy)"
)
_PART_OF_PLACE = re.compile(
    rf"(?:\b(?:[Tt]he|an?|its|their|\w+ing) (?:(?!{_NO_ADJECTIVE})[\w-]+ ){{0,2}}?"
    rf"|\b{_NAME_WORD} )?\b{_PLACE_NOUN}"
    r"(?: of| called| named|,)? \Z"
)
"""A noun for a place before its name, or for a part of it: "the old town of Birk"."""
HAPPENED_OF = PrefilteredPattern(
    rf"\b(?:{CONQUEST}|bombardment|invasion|conquest"
    r"|surrender|defen[cs]e|blockade|annexation|partition|burning|founding|foundation|raid"
    r"|evacuation|attack|assault|settlement|exploration|tour|recapture|storming|relief|plunder"
    r"|destruction|(?:re)?building|construction|renovation|restoration|opening|closure)"
    r" (?:of|on|at|against) \Z",
    re.IGNORECASE,
)
"""What happens to places, before their names: "the siege of Birk"."""
_MOVED = (
    r"(?:mov(?:e[ds]?|ing)|came|come|coming|go|went|going|return(?:ed|ing)?|travel(?:l?ed|l?ing)?"
    r"|sail(?:ed|ing)?|march(?:ed|ing)?|fled|flee(?:ing)?|escap(?:ed|ing)|retir(?:ed|ing)"
    r"|(?:em|im)?migrat(?:ed|ing)|immigrants|retreat(?:ed|ing)?|withdr[ae]wn?|withdrew|ascended"
    r"|relocat(?:ed|ing)|transferred|sent|brought|taken|took|exiled|banished|deported|expelled"
    r"|flew|flown|flight|journey(?:ed)?|trips?|visits?|voyages?|expeditions?|tours?|back|rode"
    r"|drove|walked|climbed|ran|advanced?|left|departed|departure|set out|headed|invited|recalled"
    r"|arriv(?:ed|al)|mission|evacuated|extended|spread|crossed|led|carried|shipped|delivered|way"
    r"|posted|assigned|pilgrimage|close|next|adjacent|reached|got|transported|dispatched|removed"
    r"|summoned|rushed|proceeded|connect(?:ed|ing)|line|railway|railroad|launch(?:ed)?|home|emerged"
    r"|forced|driven|cleared|access|embarked|drive|drives)"
)
_GOES_TO = PrefilteredPattern(rf"\b{_MOVED}\b(?:[^,;:]{{0,60}}?,? | )(?:to|from|for) \Z")
"""Words of going somewhere, in small letters, before where that is: "moved his shop to"."""
DONE_TO_PLACES = PrefilteredPattern(
    r"\b(?:reach(?:ed|ing)|besieg(?:ed|ing)|rebuilt|sacked|stormed|occup(?:ied|ying)"
    r"|invad(?:ed|ing)|liberat(?:ed|ing)|evacuat(?:ed|ing)|explor(?:ed|ing)|coloni[sz]ed|fortified"
    r"|garrisoned|plundered|pillaged|ravaged|bombarded|shelled|blockad(?:ed|ing)|annexed"
    r"|pass(?:ed|ing) (?:by|through)"
    r"|link(?:ed|ing)|(?:attack|raid|assault|drive|advance|march|bombardment)s? (?:up)?on) \Z"
)
"""What is done to places and hardly to people, before their names: "reached Birk"."""
_ENTERED = PrefilteredPattern(
    r"\b(?:enter(?:ed|ing)|left|leaving|visit(?:ed|ing)|tour(?:ed|ing)|cross(?:ed|ing)"
    r"|attack(?:ed|ing)|bomb(?:ed|ing)|captur(?:ed|ing)|conquer(?:ed|ing)|took|seiz(?:ed|ing)) \Z"
)
"""What is done to a country where it does not act itself, before its name."""
LEFT_FOR = PrefilteredPattern(
    r"\b(?:left|leav(?:e|ing)|depart(?:ed|ing)?|embark(?:ed|ing)?|sail(?:ed|ing)?|set (?:out|sail)"
    r"|head(?:ed|ing)|bound|making)(?:(?<!left)(?<!leaving) [^,;:]{0,25}?)? for \Z"
)
"""Words of leaving for somewhere."""
_TO_NO_DESTINATION = PrefilteredPattern(
    r"\b(?:monuments?|memorials?|tributes?|letters?|reply|answer|heir|successor|adviser|assistant"
    r"|secretary|married|due|thanks|similar|objections?|dedicated|belonging) to (?:the )?\Z"
)
"""Words whose "to" leads nowhere: "a monument to Moss"."""
_STARTING_PLACES = re.compile(
    r" from (?:the )?(?:[\w'’.-]+ ){0,2}[\w'’.-]+(?:, (?:[\w'’.-]+ ){0,2}[\w'’.-]+)?,?(?= to \Z)"
)
"""From where somebody goes, before where to: "sailed from Ash, Wendia, to"."""
STREET_NUMBER = PrefilteredPattern(
    r"(?<=\b(?:at|to) )(?:no\. ?)?\d{1,4}[a-z]?,? (?:rue (?:d[eu]s? )?)?\Z"
)
"""The number of a house, before its street: "at 12, Elm Street"."""
_PLACE_NOUN_BEHIND = re.compile(
    r" (?:railway |train |naval )?(?:station|harbou?r|area|region|airport|castle|gold-?fields?"
    r"|docks|port|base|suburb|district|valley|peninsula|coast)\b"
)
"""A part or kind of a place behind its name: "Birk station"."""
_IN = PrefilteredPattern(
    rf"(?:^|[ ({DATE_MARKS}])(?:in(?: and around)?|at|near|outside|inside|within|throughout|across"
    r"|into|around|through|along|towards?|between|beyond|opposite|overlooking|via"
    r"|(?:(?:north|south)-?(?:east|west)?|east|west|miles|kilomet(?:er|re)s|km) (?:of|from)) \Z",
    re.IGNORECASE,
)
_NOT_IN = PrefilteredPattern(
    r"\b(?:interest(?:ed)?|belie(?:f|ves?|ved)|faith|expert|specialist|shares?|stake|majored|degree"
    r"|invest(?:ed|ments?)|trade|dealt|dealer|set|confidence|role|included|novel|story|film|play)"
    r" in \Z"
    r"|\bthan in \Z"
    r"|\b(?:wars?|treat(?:y|ies)|agreements?|relations?|peace|conflicts?|alliances?|match|game"
    r"|disputes?|hostilities|talks|truce|difference|rivalry|tensions?) between \Z"
)
"""What is about a place, or between two parties, and happens nowhere."""
_ON = PrefilteredPattern(rf"(?:^|[ {DATE_MARKS}])(?:on|upon|off) \Z", re.IGNORECASE)
_NOT_ON = PrefilteredPattern(
    r"\b(?:books?|works?|articles?|essays?|treatise|information|reports?|focus(?:ed|ing)?"
    r"|depend\w*|war|influence|effects?|impact|sanctions|tax(?:es)?|based|lectur\w*|data|emphasis"
    r"|reliance|views?|control|pressure|embargo|concentrat\w*|papers?|thesis|study|studies"
    r"|document\w*|notes|wrote|policy|debate|series|called|insisted|declared|imposed|worked"
    r"|working|poem|lines|claims?) on \Z"
)
_FLYING_OVER = PrefilteredPattern(
    r"\b(?:fl[ey]w|flown|flying|flight|crossed|crashed|bombs|down) over \Z"
)
_WORK_TITLE = re.compile(
    r"[^.:] (?:An?|The) [A-ZÀ-Þ]\w+ (?:in|of|from|to|on) \Z"
    r"|\b(?:wrote|published|painted|composed|entitled|titled)(?: [A-ZÀ-Þ]\w+)+"
    r" (?:in|of|from|to|on) \Z"
    r"|(?:\A| )[\"“'‘][A-Z](?:[^\"”’']|'(?=\w))*\Z"
)
"""The beginning of a work's title that names a place: "wrote An Evening in Birk"."""
_ORIGIN = PrefilteredPattern(
    r"\b(?:delegat(?:es|ions)|representatives|visitors|students|members|people|workers|players"
    r"|soldiers|countries|teams|artists|writers) from(?: [^\s,;]+){0,3} \Z"
)
"""People who come from a place, and do something elsewhere."""
_NO_OBJECT = PrefilteredPattern(
    r"\b(?:named|renamed|called|defeated|beat|joined|played|faced|met|married|succeeded|told|had"
    r"|has|did|described|considered|titled|entitled|represented|signed|said)\Z"
)
_GERUND = PrefilteredPattern(
    r"\b(?:leaving|visiting|reaching|entering|capturing|taking|besieging|touring|crossing"
    r"|occupying|attacking|invading|conquering) \Z"
)
_CLAUSE_START = re.compile(r"[;:–—]|,? (?:and|but) |, ")
_OPENING = re.compile(
    rf"(?:[ ,{DATE_MARKS}]|\b(?:in|on|by|from|until|since|during|and|but|then|also|the|finally"
    rf"|later|around|about|early|late|mid|{'|'.join(MONTHS)}|\d+)\b)*\Z",
    re.IGNORECASE,
)
_LASTING_VERB = re.compile(
    r"[ ,]+(?:\w+ly )?(?:was|were|is|are|had|has|have|becomes?|became|fell|rose|grew|declined"
    r"|surrendered|capitulated|burned|burnt|flourished|prospered|opened|closed|reopened|expanded"
    r"|developed|hosted|stood|lay|remained|changed|gained|experienced|suffered|lost|saw|began"
    r"|came under|collapsed|revolted)\b"
)
"""What places do as well as people, behind their names."""
_LISTED_BEHIND = re.compile(rf"(?:(?:,|,? and) (?:the )?{_NAME_WORD}(?: {_NAME_WORD})*)+(?= [a-z])")
"""Other places that a place is named with, before their verb: "Birk and Ash grew"."""
_TEAM_VERB = re.compile(
    r"[ ,]+(?:\w+ly )?(?:won|lost|beat|defeated|played|drew|scored|finished|signed)\b"
)
"""What a place's team does."""
_NAME_GOES_ON = re.compile(
    rf"['’]s?(?!\w)|[-–/&]\w| & | \d|(?: of(?: the)?)? {_NAME_WORD}"
    rf"|(?:,? and|,) {_NAME_WORD}(?: (?:and )?{_NAME_WORD})*"
    r" (?:Railway|Railroad|Canal|Company|Corporation|Road|Bank|Museum|Gallery|Institute|Society"
    r"|Academy|University|College|School|Hospital|Association|Union|League|Brewery|\w+ schools)\b"
)
_OTHER_NAME = re.compile(rf" {_NAME_WORD}(?: {_NAME_WORD})*")
_KIND_OF_PLACE = re.compile(rf"\b[Tt]he (?P<kind>{SETTLEMENT}|{BUILDING}|island|site)\b(?! of\b)")


def is_scene(before: str, behind: str, *, can_act: bool = False) -> bool:
    """Whether a clause tells of something at a place.

    Args:
        before: what stands before the place.
        behind: what stands behind it.
        can_act: whether the place acts too, as a country, and may be told of as an actor.
    """
    before = _drop_last_date(before)
    # What stands behind "the U.S." in a sentence.
    behind = behind[1:] if behind.startswith((". ", ".-")) else behind
    if _WORK_TITLE.search(before) or _ORIGIN.search(before):
        return False
    if _NAME_GOES_ON.match(behind):
        return _opens_clause(before, behind)
    before = drop_starting_places(before)
    while not _ends_scene(before) and (needless := _find_needless(before)):
        before = before[: needless.start()]
    if _IN.search(before):
        return not (
            _NOT_IN.search(before) or (can_act and before.endswith(("between ", "outside ")))
        )
    happenings = (HAPPENED_OF, _FLYING_OVER, DONE_TO_PLACES)
    if goes_to(before.lower()) or any(each.search(before) for each in happenings):
        return True
    if can_act:
        return _ENTERED.search(before) is not None
    if _ON.search(before):
        return not _NOT_ON.search(before)
    if is_attribute(behind):
        return False
    if is_opening(_CLAUSE_START.split(before)[-1]):
        return is_told_of_place(behind)
    return _is_object(before)


def _drop_last_date(before: str) -> str:
    """What stands before a place, without a date that it ends with."""
    has_date = before.rstrip(" ,").endswith(tuple(DATE_MARKS))
    return _DATED.sub(" ", before) if has_date else before


def is_attribute(behind: str) -> bool:
    """Whether a name says what a noun behind it is, which is no place's: "Birk wool"."""
    return NOUN_BEHIND.match(behind) is not None and not _PLACE_NOUN_BEHIND.match(behind)


def goes_to(words: str) -> bool:
    """Whether somebody goes to or comes from what stands behind some small words."""
    return _GOES_TO.search(words) is not None and not _TO_NO_DESTINATION.search(words)


def drop_starting_places(before: str) -> str:
    """What stands before a place, without from where one goes there: "sailed from Ash to"."""
    return _STARTING_PLACES.sub("", before) if before.endswith(" to ") else before


def _opens_clause(before: str, behind: str) -> bool:
    """Whether a place and the name that acts behind it are two: "In Birk Moss founded"."""
    name = _OTHER_NAME.match(behind) if before.rstrip().endswith(("In", "At", "Near")) else None
    return name is not None and acts(behind[name.end() :])


def is_opening(before: str) -> bool:
    """Whether only dates, articles and small words stand in a clause before its subject."""
    return _OPENING.fullmatch(before) is not None


def is_told_of_place(behind: str) -> bool:
    """Whether a verb stands behind a place's name, and none that only its team can have."""
    if listed := _LISTED_BEHIND.match(behind):
        behind = behind[listed.end() :]
    return _LASTING_VERB.match(behind) is not None or (
        VERB.match(behind, 1) is not None and not _TEAM_VERB.match(behind)
    )


def tells_of_name(title: str, end: int) -> bool:
    """Whether a title says what the name that ends at a place does, is or has."""
    return POSSESSIVE.match(title, end) is not None or VERB.match(title, end + 1) is not None


def stands_for_place(title: str, lead: str) -> bool:
    """Whether a title has a common noun for the place that an article is about."""
    noun = _KIND_OF_PLACE.search(title)
    if noun is None:
        return False
    is_settlement = re.fullmatch(SETTLEMENT, noun["kind"]) is not None
    return re.search(SETTLEMENT if is_settlement else noun["kind"], lead) is not None


def _ends_scene(before: str) -> bool:
    """Whether a text ends with a preposition of place, or with what happens at one."""
    return (_IN.search(before) or HAPPENED_OF.search(before)) is not None


def _find_needless(before: str) -> re.Match[str] | None:
    """Find what stands before a place and says only which, how much of it, or what else."""
    return (
        STREET_NUMBER.search(before)
        or _LISTED_NAMES.search(before)
        or _DETERMINERS.search(before)
        or _PART_OF_PLACE.search(before)
    )


def _is_object(before: str) -> bool:
    """Whether what stands before a place ends with a verb that it is the object of."""
    words = before.rstrip(" ")
    words = words.removesuffix(" over")
    is_verb = VERB.fullmatch(words[words.rfind(" ") + 1 :]) and not _NO_OBJECT.search(words)
    return bool(is_verb) or _GERUND.search(before) is not None
