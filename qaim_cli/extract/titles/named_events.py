"""State an event that a noun with its own date names: "the fall of Birk in 1450".

The noun is the title where the clause that tells of it is not of that date: "The treaty was
renounced after the invasion of Birk in May 1940". What was only planned, or did not happen, makes
none.
"""

from __future__ import annotations

import re

from qaim_cli.extract.titles.shortening import shorten_title
from qaim_cli.extract.words.text_parts import Span
from qaim_cli.extract.words.verbs import VERB, find_main_verb
from qaim_cli.text import capitalise

_MAX_CHARS = 300
EVENT_NOUNS = (
    "deaths?|fall|advent|defeat|victory|collapse|end|outbreak|birth|arrival|departure|retirement"
    "|marriage|divorce|elections?|assassination|murder|execution|abdication|coronation|resignation"
    "|conquest|invasion|revolution|coup|revolt|uprising|surrender|partition|merger|acquisition"
    "|opening"
    "|closure|completion|construction|publication|release|introduction|discovery|invention"
    "|independence|unification|reunification|annexation|occupation|battle|siege|signing|adoption"
    "|earthquake|fire|flood|accident|creation|foundation|formation|establishment|expulsion"
    "|dissolution|return|appointment|success|visit|admission|accession|liberation|bombing|attack"
    "|landing|loss|launch|wedding|strike|war|campaign|evacuation|capture|dismissal|arrest|exile"
    "|restoration|reform|treaty|union"
)
_NO_NAME = (
    r"(?!(?:In|On|At|By|For|With|After|Before|Following|Despite|During|Since|Until|Under|From)\b)"
)
_OWNER = (
    rf"(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|{_NO_NAME}[A-ZÀ-Þ][\w.’'-]*"
    r"(?: [A-ZÀ-Þ][\w.’'-]*){0,3}(?:['’]s|s['’]))"
)
_WORD = (
    r"(?!(?:who|which|that|and|or|but|after|before|until|when|where|while|of|to|on|in|at|by|from"
    r"|with"
    rf"|against|as|over|into|between|up|for|than|[a-z]+ing)\b|(?:{VERB.pattern}))[\w.’'-]+"
)
_PHRASE = (
    rf" (?:of|to|on|in|at|by|from|with|against|as|over|into|between)(?: {_WORD}){{1,5}}"
    r"(?: and(?: the)? [A-ZÀ-Þ][\w.’'-]*)?"
)
_NAMED_EVENT = re.compile(
    rf"(?<![\w’'-])(?:{_OWNER} (?:{_WORD} ){{0,2}}(?:{EVENT_NOUNS})(?:{_PHRASE}){{0,3}}"
    rf"|[Tt]he (?:{_WORD} ){{0,3}}?(?:{EVENT_NOUNS})(?:{_PHRASE}){{1,3}})(?P<of> of)?\Z"
)
"""A noun of an event with whose or of what it was, before its date."""
_DATED_EVENT = re.compile(
    rf" (?P<event>(?:[a-z-]+ ){{0,2}}?(?:{EVENT_NOUNS}|hanging|trial)"
    r" (?:of|by|between|with|at|in) [^,;:()]{3,90}?)(?:, [^,]{2,60},)?"
    r" (?:(?:only|also|soon|later|[a-z]+ly) )?"
)
_PHRASE_START = re.compile(r" (?:of|to|on|in|at|by|from|with|against|as|over|into|between) ")
_OWN_NOUN = re.compile(r"(?:[Ii]ts|[Tt]heir) [a-z]+")
"""What says nothing without its owner: "its closure"."""
_OF_THING = re.compile(r"\b(?:war|campaign|union|success|loss|invention|creation|reform)\Z")
"""What is as often a thing or a state as an event."""
_DATE_BEHIND = re.compile(r" (?:(?:in|on|at|around|about)(?: (?:early|mid|late|the))* )?\Z")
_UNREAL = re.compile(
    r"\b(?:not|never|no|nor|neither|without|may|might|will|would|could|should|must|shall|to"
    r"|plan(?:s|ned)?|called for|proposed|demand(?:s|ed)|intended|expected|scheduled|hoped"
    r"|threat\w*|envisage\w*|prevent\w*|avoid\w*|refus\w*|fail\w*|predicted|promised|until|by|since"
    r"|before|if)\b[^,;]*\Z"
)
OTHER_PERSON = re.compile(r"\b(?:who|whose|whom)\b")


def state_dated_event(text: str, date: Span) -> str:
    """State the event that is a sentence's subject, with its date before the noun.

    "The 1950 merger of Ash and Birk marked a change": "The merger of Ash and Birk".

    Args:
        text: the sentence.
        date: where the date stands.
    """
    verb = find_main_verb(text) if date[0] == len("The ") and text.startswith("The ") else None
    named = _DATED_EVENT.fullmatch(text[date[1] : verb.start()]) if verb else None
    return shorten_title(f"The {named['event']}") if named else ""


def state_named_event(text: str, date: Span) -> str:
    """State the event that a noun right before a date names; empty where none does.

    Args:
        text: the sentence.
        date: where the date stands.
    """
    before = text[max(0, date[0] - _MAX_CHARS) : date[0]]
    behind = _DATE_BEHIND.search(before)
    if behind is None or before.endswith(("the ", "a ", "an ")):
        return ""
    named = _NAMED_EVENT.search(before, 0, behind.start())
    if named is None or _UNREAL.search(before, 0, named.start()):
        return ""
    words = named[0]
    is_of_other = words.lower().startswith(("his ", "her ")) and OTHER_PERSON.search(before)
    if is_of_other or _OWN_NOUN.fullmatch(words) or _OF_THING.search(_PHRASE_START.split(words)[0]):
        return ""
    title = f"{words} {text[slice(*date)]}" if named["of"] else words
    return shorten_title(capitalise(title))
