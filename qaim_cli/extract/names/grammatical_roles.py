"""The words around a name that acts, and around one that is only an attribute."""

from __future__ import annotations

import re

from qaim_cli.extract.words.name_patterns import WORK_NOUN
from qaim_cli.extract.words.person_nouns import KIN_NOUN
from qaim_cli.extract.words.verbs import VERB

_ADVERBS = re.compile(
    r" (?:(?:also|then|later|soon|first|once|again|finally|had|would|has|have|could|did|not|both"
    r"|sometimes|often|always|never|still|thus|therefore|instead|twice"
    r"|himself|herself|themselves"
    r"|(?!family|assembly)[a-z]+ly) )*"
    r"(?:[a-z]+-(?=[a-z]+ed\b))?"
)
_BETWEEN = r"(?:(?:also|then|later|soon|first|again|finally|[a-z]+ly) )*"
_DONE_TO_PEOPLE = re.compile(
    rf"(?:(?:was|were|been|be) {_BETWEEN})?(?:born|elected|re-?elected|appointed|crowned|killed"
    r"|arrested|married|defeated|promoted|forced|ordered|awarded|named|chosen|hired|assassinated"
    r"|executed|imprisoned|exiled|wounded|sentenced|nominated|knighted|ordained|given|granted"
    r"|accused|convicted|dismissed|made|sworn|buried|bapti[sz]ed|succeeded|captured|recruited"
    r"|invited|expelled|banished|drafted|diagnosed|educated|raised|trained|tutored|enrolled"
    r"|apprenticed|engaged|betrothed|persuaded|asked|told|allowed|offered|honou?red|deposed|ousted"
    r"|overthrown|fired|injured|shot|hanged|beheaded|murdered|stabbed|poisoned|hospitali[sz]ed"
    r"|driven (?:back|off|out)|repulsed|repelled"
    r"|interned|deported|charged|tried|acquitted|pardoned|inducted|inaugurated|rescued|kidnapped"
    r"|tortured|interviewed|inspired|stationed|sent|followed|obliged|compelled|permitted|replaced"
    r"|traded|sacked|noticed|admitted"
    r"|based|transferred|posted|assigned|commissioned|deployed|massacred"
    r"|the (?:first|second|third|fourth|last|only) (?:man|woman|person|human|(?:[A-Z]\w+ )?to))\b"
    r"|(?:is|was|are|were) (?:said|believed|thought|known|reported) to (?!have been|be\b|date)"
)
_FOUNDED = (
    r"(?:founded|formed|(?:re-?)?established|organi[sz]ed|incorporated|dissolved|disbanded|merged"
    r"|started|reorgani[sz]ed|reconstituted|refounded|abolished)"
)
_BEFORE_PARTICIPLE = rf"(?: \([^()]{{2,60}}\))? (?:was|were|had been) {_BETWEEN}"
_FOUNDED_OR_ENDED = re.compile(rf"{_BEFORE_PARTICIPLE}{_FOUNDED}\b")
"""What is done to companies, clubs and parties, and hardly to things."""
_DONE_TO_BODIES = re.compile(
    rf"{_BEFORE_PARTICIPLE}(?:{_FOUNDED}|nationali[sz]ed|privati[sz]ed|absorbed|acquired|bought"
    r"|purchased"
    r"|renamed|reformed|relegated|outlawed|taken over|set up|launched|created|wound up|forced"
    r"|opened|closed|sold|saved|hit|attacked|ambushed|routed|built|erected|consecrated)\b"
)
"""What is done to them and to things."""
_BE = r" (?:was|were|had been|has been|is|are)"
DONE_TO_THINGS = re.compile(
    rf"{_BE} {_BETWEEN}(?:published|released|printed|written"
    r"|launched|erected|completed|composed|filmed|recorded|translated|performed|reprinted|issued"
    r"|staged|produced|seriali[sz]ed|broadcast|adapted|manufactured|introduced|standardi[sz]ed"
    r"|designed|developed|played|used|spoken|planned|reviewed|received)\b"
    rf"| (?:is|was) an? [^,.]{{0,40}}\b{WORK_NOUN}\b"
    r"| (?:aired|premiered|took (?:effect|place|shape)|caught fire|burn(?:ed|t) (?:down|to))\b"
    rf"|{_BE} {_BETWEEN}(?:occupied|annexed|besieged|fortified|evacuated|liberated|bombed|shelled"
    r"|inhabited|settled|flooded|burn(?:ed|t)|destroyed|demolished|damaged|plundered|stormed|razed"
    r"|rebuilt)\b"
    r"| (?:rose|grew|fell|dropped|declined|increased|decreased) (?:(?:by|only|to|from|at) )*[\d$€£]"
)
"""What is done to works, ships, inventions and figures, and hardly to those who act."""
_PRESENT_DEED = re.compile(
    r"(?:(?!was\b|has\b)[a-z]{2,}s(?= (?:that|the|an?|his|her|it|its|to)\b)"
    r"|read(?= (?:the|an?|his|her)\b))"
)
"""A verb of the present, which what stands behind it tells from a plural: "Moss argues that"."""
_NO_DEEDS = frozenset(
    (
        "fell", "rose", "grew", "stood", "lay", "declined", "increased", "decreased", "lasted",
        "occurred", "happened", "existed", "resulted", "consisted", "contained",
    )
)  # fmt: skip
"""Verbs of what happens to places and things."""
_OBJECT = re.compile(
    r" (?:the|an?|his|her|its|their) (?!height|depth|size|end\b)| to (?:power|fame|prominence)\b"
)
"""What somebody declined or increased; "rose the height" is told of a thing."""
_CAPITALISED_NAME = r"[A-ZÀ-Þ][\w'’.-]*(?: (?:d[aeu] )?[A-ZÀ-Þ][\w'’.-]*){0,3}"
_APPOSITION = re.compile(
    r", (?:an?|the|his|her|who|then|of|[a-z]+(?:ed|ing|wn)|[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*['’]s?"
    r"|[A-Z][a-z]+ of)"
    r" [^,;()]{2,80},(?= [a-z])"
    r"|, (?:assisted|accompanied|joined|followed|supported|aided|helped) by"
    rf" {_CAPITALISED_NAME}(?:(?:,|,? and) {_CAPITALISED_NAME})*(?= [a-z])"
    r"| having [^,;]{2,80},"
    r"(?: (?:in|on|by)(?: (?:the|of|\w+(?= of )|\d\w*|[A-Z]\w+))+,?)?(?= [a-z])"
    r"|, (?:however|therefore|too|meanwhile|instead|in turn|in fact|for example|among others),"
    r"| \([^()]{2,60}\)(?= [a-z])"
)
_COMPANION = re.compile(
    rf"(?:, (?!the\b){_CAPITALISED_NAME})*,? and (?:the )?{_CAPITALISED_NAME}(?= [a-z])"
    rf"| (?:from|of|with|at|in|under) (?:the )?{_CAPITALISED_NAME}"
    rf"(?: of (?:the )?{_CAPITALISED_NAME})?(?:, {_CAPITALISED_NAME})?(?= (?:and|[a-z]))"
    rf"| (?:led|commanded|headed) by {_CAPITALISED_NAME}(?= [a-z])"
    r"|,? (?:and|with) (?:(?:two|three|four|five|six|several|some|many|most|the) )?"
    r"(?:others?|other [a-z]+s|colleagues|companions|friends|followers)(?= [a-z])"
    r"| of (?:about |some |over )?[\w,-]+"
    r" (?:ships|vessels|men|troops|soldiers|members|people|horse)(?= [a-z])"
    r"|,? (?:and|with) (?:an?|the|his|her|its|their|some|several|many) (?:[a-z-]+ )?"
    r"(?:party|group|team|band|number|crew|force|company|handful|few) of (?:[a-z-]+ ){0,3}[a-z]+s"
    r"(?= [a-z])"
    rf"|,? and (?:the|his|her|its|their) (?:[a-z]+ )?(?:(?:{KIN_NOUN})s?|assistants?|family|men"
    r"|army|colleagues?|team|staff|friends?|troops|followers"
    r"|allies|students?|partners?|children)(?= [a-z])"
)
"""Who acts with a name, or where it is from: "Ann from Birk and Bo of Ash were awarded"."""
_COMPANION_STARTS = (
    ", ", " and ", " from ", " of ", " with ", " at ", " in ", " under ", " led ", " commanded ",
    " headed ",
)  # fmt: skip
_RELATIVE = re.compile(
    rf" (?:who|that) (?:[a-z]+ly )?(?:{VERB.pattern})(?: [^\s,;]+){{0,8}}?(?= (?:{VERB.pattern}))"
)
"""What a subject did besides, before its own verb: "people who lived in Birk founded it"."""
_PARTICIPLE = re.compile(
    rf" (?!being\b|having\b)[a-z]{{3,}}ing(?: (?!who\b|which\b|that\b)[^\s,;]+){{1,8}}?"
    rf"(?= (?:{VERB.pattern}))"
)
"""What a subject is doing, before its own verb: "a column coming from Birk was driven back"."""
_GOVERNED = re.compile(
    r"\b(?:(?:In|At|Near)(?= the )|of|in|at|near|to|from|on|for|with|between|into|than|like|about"
    r"|over|through|across|towards?|within|during|around|outside)"
    r"(?: (?:the|an?|both|then|his|her|its|their|mainland|[a-z]+ern"
    r"|(?:north|south|east|west|central)[a-z-]*|(?<!\b[Ii]n )\d{4}))* "
    r"(?:(?:(?<=\bof )|(?<=\bin )|(?<=\bto )|(?<=\bfrom )|(?<=\bbetween ))[A-ZÀ-Þ][\w'’-]* and )?\Z"
)
"""What stands before a name that is not the subject of the verb behind it."""
_COMPOUND_DEED = re.compile(
    r" (?:would|did|could|had to)(?: not)? (?!be\b|have\b)[a-z]+\b"
    r"| ha[ds] been (?:[a-z]+ly )?(?!being\b)[a-z]+ing\b"
    r"| (?:was|were) (?:[a-z]+ly )?(?:un)?(?:able|willing|ready|keen|eager|prepared) to\b"
    r"| had (?:(?:also|already|not|[a-z]+ly) )*(?:fallen|gone|come|taken|given|written|become|begun"
    r"|drawn|driven|flown|seen|shown|spoken|sworn|thrown|withdrawn|done|chosen|broken)\b"
    r"| (?:was|were)(?: [a-z]+ly)? (?!being\b|having\b|becoming\b|during\b)[a-z]+ing\b"
)
"""Verbs of doing behind another verb: "would go", "had gone", "was marching", "was able to"."""
_COPULAS = frozenset(
    ("was", "were", "is", "are", "had", "has", "have", "could", "would", "should", "did")
)
DONE_BY = (
    r"\w(?<!follow)(?<!preced)"
    r"(?:ed|en|ilt|ought|ade|old|ost|un|ung|unk|ut|id|ead|ound|own|orn|it|et|eld|ept|awn|uck"
    r"|(?<=\bs)ent|(?<=\bw)on)(?: (?:up|down|out|over|off|away))? by"
)
"""A participle with "by": what stands behind it has done what a clause tells."""
PHRASE_END = (
    r"(?=[,.;)]| (?:in|at|on|of|under|and|from|to|for|with|who|which|after|as|during|near|led"
    r"|because|upon|into|between|until|before|against|through|over|but|when|while|where|about"
    r"|around|within|without|only|[a-z]+ly)\b|\Z)"
)
"""What ends a noun phrase."""
NOUN_BEHIND = re.compile(
    r"(?:-\w+)? (?!(?:an?|the|his|her|its|their|this|that)\b)"
    r"(?!(?:was|were|had|has|is|are|and|or|in|on|at|to|of|by|for|from|with|as|who"
    r"|which|that|when|while|into|against|under|near|about|over|where|so|because|since|until"
    r"|after|before|but|did|would|could|must|might|may|can|will|then|also|later|soon|once"
    r"|again|still|never|first|during|through|throughout|between|along|across|around|within|without"
    r"|despite|not|there|alone|itself|he|she|it|they)\b)(?!(?!family\b|assembly\b)[\w-]+(?:ed"
    r"|ly)\b)"
    r"(?!\w+s (?:that|the|an?|his|her|it|to)\b)"
    rf"(?!{VERB.pattern})[a-z]"
)
"""A noun behind a name that is its attribute: "Birkan wool"."""


def acts(behind: str) -> bool:
    """Whether the verb behind a name is one of doing, or is done to people only."""
    first = behind[1:2]
    if not (behind.startswith((" ", ",")) and (first.islower() or first in "( ")):
        return False
    behind = _drop_additions(behind)
    if _COMPOUND_DEED.match(behind):
        return True
    adverbs = _ADVERBS.match(behind)
    if adverbs is None:
        return False
    if _DONE_TO_PEOPLE.match(behind, adverbs.end()):
        return True
    if _PRESENT_DEED.match(behind, adverbs.end()):
        return True
    if DONE_TO_THINGS.match(behind):
        return False
    verb = VERB.match(behind, adverbs.end())
    if verb is None or verb[0] in _COPULAS:
        return False
    return verb[0] not in _NO_DEEDS or _OBJECT.match(behind, verb.end()) is not None


def _drop_additions(behind: str) -> str:
    """Drop the words between a subject and its verb: who it is, who else, and the like."""
    if behind.startswith((", ", " (", " having ")) and (apposition := _APPOSITION.match(behind)):
        behind = behind[apposition.end() :]
    while behind.startswith(_COMPANION_STARTS) and (companion := _COMPANION.match(behind)):
        behind = behind[companion.end() :]
    participle = _PARTICIPLE.match(behind) or _RELATIVE.match(behind)
    return behind[participle.end() :] if participle else behind


def is_founded(behind: str) -> bool:
    """Whether a verb behind a name is of bodies and hardly of things: "was founded"."""
    return _FOUNDED_OR_ENDED.match(behind) is not None


def is_done_to_bodies(behind: str) -> bool:
    """Whether what stands behind a body's name is done to it: "was founded", "was attacked"."""
    return _DONE_TO_BODIES.match(behind) is not None


def is_governed(before: str) -> bool:
    """Whether a preposition before a name keeps it from being a subject."""
    return _GOVERNED.search(before) is not None
