"""Bodies and groups that act in a title by a common noun: "the council", "Vendish troops".

They are declared by their noun and what qualifies it. A noun that only its sentence explains, as
"the group", needs a word before it.
"""

from __future__ import annotations

import re

from qaim_cli.extract.names.body_nouns import BODY_NOUN
from qaim_cli.extract.names.grammatical_roles import DONE_BY, PHRASE_END, acts, is_done_to_bodies
from qaim_cli.extract.words.person_nouns import OFFICE_NOUN
from qaim_cli.extract.words.prefiltered_patterns import PrefilteredPattern
from qaim_cli.extract.words.word_patterns import build_alternation
from qaim_cli.text import capitalise

_FORCES = (
    r"troops|soldiers|forces|armies|cavalry|infantry|warships|bombers|guerrillas|militiamen"
    r"|infantrymen|paratroopers|warplanes|gunboats|air ?strikes?|artillery"
)
_BODY = (
    "(?:"
    + build_alternation(
        "government", "governments", "parliament", "legislature", "senate", "congress", "cabinet",
        "council", "assembly", "court", "police", "army", "navy", "air force", "authorities",
        "rebels", "insurgents", "protesters", "legislators", "voters", "garrison", "crew",
        "national guard", "city council", "supreme court", "high court",
        ignore_case=True,
    )
    + "|"
    + build_alternation(
        "consortium", "syndicate", "coalition", "delegation", "confederation", "alliance", "group",
        "committee", "mob", "crowd", "gang",
        ignore_case=True,
    )
    + r" of (?:(?!the\b|an?\b)[a-z-]+ ){0,2}[a-z-]+s)"
)  # fmt: skip
_GROUP = (
    rf"(?:{_FORCES}|settlers|colonists|explorers|missionaries|traders|officials|officers|astronauts"
    r"|scientists|engineers|researchers|archaeologists|historians|workers|miners|farmers|students"
    r"|communists|nationalists|republicans|royalists|fleet|brigade|regiment|division|corps|militia"
    r"|committee|board|commission|ministry|department|agency|society|association|company|firm"
    r"|party|union|league|club|team|task group|administration|monarchy|regime|tribes?|raiders|force"
    r"|convoy|patrol|(?:relief|supply|armou?red) column|family|brothers"
    r"|sisters|rulers|kings|nobles|lords|alliance|coalition|confederation|brewery|bank|orchestra"
    r"|choir|band|clubs|companies|teams|parties|banks|readers)"
)
_PEOPLE = (
    r"(?!(?:news|wall)?papers\b|\w*(?:numbers|letters|rivers|orders|powers|towers|cent(?:er|re)s"
    r"|borders|quarters|factors|sectors|motors|computers|colou?rs|errors|matters|waters|chapters"
    r"|typewriters)\b)"
    r"[a-z]+(?:(?:[tdnkrpvmsg]|sh)(?:ers|ors)|ists|airs|ians|isans|women|men)"
)
"""People by what they do, where a name or a nationality says which: "Vendish weavers"."""
_OFFICE_OF_LAND = rf"(?i:{OFFICE_NOUN}) of (?:the )?[A-ZÀ-Þ]\w+"
_CITIZENS = (
    r"(?i:citizens|residents|inhabitants|people|merchants|burghers|freemen|members|monks|nuns"
    r"|students|workers|council|soldiers|knights) of (?:the )?"
    r"[A-ZÀ-Þ][\w'’-]+(?:(?: and)? [A-ZÀ-Þ][\w'’-]+)*"
)
_QUANTITY = (
    r"(?:\d[\d,.–-]*|(?i:about|around|approximately|roughly|nearly|almost|over|under|up to"
    r"|(?:more|fewer|less) than|at (?:least|most)|as many as|hundreds?|thousands?|millions?"
    r"|dozens?|scores?|both|each|every|another))"
)
"""How many there are, which is no part of a name."""
_DETERMINER = (
    rf"(?:{_QUANTITY}|"
    + build_alternation(
        "the", "a", "an", "some", "many", "most", "several", "all", "two", "three", "four", "five",
        "six", "seven", "eight", "nine", "ten", "more", "new", "first", "second", "last", "other",
        "final", "entire", "large", "small", "former", "further", "remaining", "original",
        "present", "early", "earlier", "later", "old", "parent", "whole", "same", "young",
        ignore_case=True,
    )
    + r"|\d[\d,]*-(?:man|strong))"
)  # fmt: skip
_SMALL_WORD = build_alternation(
    "of", "in", "on", "at", "to", "by", "for", "from", "with", "and", "or", "but", "as", "his",
    "her", "its", "their", "this", "that", "these", "those", "no", "under", "into", "such", "when",
    "while", "after", "before", "was", "were", "had", "who", "which",
    ignore_case=True,
)  # fmt: skip
_QUALIFIER = rf"(?!{_DETERMINER} |{_SMALL_WORD} )[\w.-]+ "
_ONE_OF_MANY = rf"(?:(?:group|number|team|band|party|coalition|crowd) of (?:{_DETERMINER} )*)?"
_NOUN_PHRASE = (
    rf"(?:{_DETERMINER} )*{_ONE_OF_MANY}"
    rf"(?P<body>{_OFFICE_OF_LAND}|{_CITIZENS}|(?=[A-ZÀ-Þ]){_QUALIFIER}{_PEOPLE}"
    rf"|(?:{_QUALIFIER}){{0,3}}?{_BODY}(?! {_GROUP}\b)"
    rf"|(?:{_QUALIFIER}){{1,3}}?{_GROUP})(?![\w'’-])"
)
_SUBJECT = re.compile(rf"(?:[A-Z][^,;:]{{2,60}}, )?{_NOUN_PHRASE}")
_BARE_PEOPLE = re.compile(
    rf"(?=[A-ZÀ-Þ])(?P<body>(?i:{_PEOPLE}|{_FORCES}|settlers|sailors|students|officials))(?= [a-z])"
)
"""People by what they do, at the beginning of a title: "Settlers came"."""
_AGENT = PrefilteredPattern(rf"(?:{DONE_BY}|(?:fell|surrendered) to) {_NOUN_PHRASE}{PHRASE_END}")
_BODY_NOUN = re.compile(rf"(?:[A-Z][^,;:]{{2,60}}, )?[Tt]he (?P<noun>{BODY_NOUN})(?![\w'’-])")
_BODY_IN_BUILDING = re.compile(
    r"theat(?:re|er)|opera|church|cathedral|museum|gallery|library|hospital"
)
"""Bodies that are buildings too: "the church was built" is told of one."""
_SOVEREIGN = re.compile(
    r"The (?P<body>King|Queen|Emperor|Empress|Pope|Sultan|Tsar|Kaiser)(?= [a-z])"
)
"""An office that only one has: "The King had left"."""
_ALIKE_AT_END = re.compile(r"\b(?:troops|soldiers|warplanes|air ?strikes?)\Z")


def find_acting_body(title: str) -> str:
    """Find the body or group of people that is the subject of a title, or an empty text.

    "The state legislature met" → "State legislature".
    """
    subject = _SUBJECT.match(title) or _BARE_PEOPLE.match(title) or _SOVEREIGN.match(title)
    behind = title[subject.end() :] if subject else ""
    return _name_body(subject) if subject and (acts(behind) or is_done_to_bodies(behind)) else ""


def find_body_noun(title: str) -> str:
    """Find the common noun that is the subject of a title: "The company sold it" → "company"."""
    match = _BODY_NOUN.match(title)
    if match is None:
        return ""
    behind = title[match.end() :]
    is_body = not _BODY_IN_BUILDING.fullmatch(match["noun"]) and is_done_to_bodies(behind)
    return match["noun"] if is_body or acts(behind) else ""


def find_agent_body(title: str) -> str:
    """Find the body or group of people by whom something is done in a title."""
    agent = _AGENT.search(title)
    return _name_body(agent) if agent else ""


def _name_body(match: re.Match[str]) -> str:
    # One side's troops, soldiers and forces are one actor.
    name = _ALIKE_AT_END.sub("forces", match["body"])
    return capitalise(name)
