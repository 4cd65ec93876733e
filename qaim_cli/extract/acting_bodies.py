"""Bodies and groups that act in a title by a common noun: "the state legislature", "Vendish troops".

They are declared by their noun and what qualifies it. A noun that only its sentence explains, as
"the group", needs a word before it.
"""

from __future__ import annotations

import re

from qaim_cli.extract.grammatical_roles import acts

_FORCES = r"troops|soldiers|forces|armies|cavalry|infantry|warships|bombers|guerrillas|militiamen|infantrymen"
_BODY = (
    r"government|parliament|legislature|senate|congress|cabinet|council|assembly|court|police|army"
    r"|navy|air force|authorities|rebels|insurgents|protesters|legislators|voters|garrison|crew"
    r"|national guard|city council|supreme court|high court"
)
_GROUP = (
    rf"(?:{_FORCES}|settlers|colonists|explorers|missionaries|traders|officials|officers|astronauts"
    r"|scientists|engineers|researchers|archaeologists|historians|workers|miners|farmers|students"
    r"|communists|nationalists|republicans|royalists|fleet|brigade|regiment|division|corps|militia"
    r"|committee|board|commission|ministry|department|agency|society|association|company|firm"
    r"|party|union|league|club|team|task group|administration|monarchy|regime|tribes?|raiders|readers)"
)
_QUALIFIER = (
    r"(?!(?:a|an|the|of|in|on|at|to|by|for|from|with|and|or|but|as|his|her|its|their|this|that|these"
    r"|those|no|under|into|other|such|when|while|after|before|was|were|had|who|which)\b)[\w.-]+"
)
_DETERMINER = (
    r"(?:(?:[Tt]he|[Aa]n?|[Ss]ome|[Mm]any|[Mm]ost|[Ss]everal|[Aa]ll|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive"
    r"|[Ss]ix|[Ss]even|[Mm]ore|[Nn]ew|[Ff]irst|[Ss]econd|[Ll]ast|[Oo]ther|[Ff]inal|[Ee]ntire|[Ll]arge"
    r"|[Ss]mall|[Ff]ormer|[Ff]urther) )*"
)
_NOUN_PHRASE = (
    rf"{_DETERMINER}(?P<body>(?:(?:{_QUALIFIER} ){{0,3}}?(?:{_BODY}))|(?:(?:{_QUALIFIER} ){{1,3}}?{_GROUP}))"
    r"(?![\w'’-])"
)
_SUBJECT = re.compile(rf"(?:(?:In|At|Near|From) [^,]{{2,40}}, )?{_NOUN_PHRASE}", re.IGNORECASE)
_PARTICIPLE = r"\w(?:ed|en|ilt|ought|ade|old|ost|un|ung|ut|id|ead|ound|own|orn|it|et|eld)"
_AGENT = re.compile(
    rf"{_PARTICIPLE} by {_NOUN_PHRASE}(?=[,.;)]| (?:in|at|on|of|under|and|from|to|for|with|who|after"
    r"|as|during|near|led|because)\b|\Z)"
)
_ALIKE_AT_END = re.compile(r"\b(?:troops|soldiers)\Z")


def find_acting_body(title: str) -> str:
    """Find the body or group of people that is the subject or agent of a title; empty for none.

    "The state legislature met" → "State legislature".
    """
    subject = _SUBJECT.match(title)
    if subject is None or not acts(title[subject.end() :]):
        subject = _AGENT.search(title)
    if subject is None:
        return ""
    # One side's troops, soldiers and forces are one actor.
    name = _ALIKE_AT_END.sub("forces", subject["body"])
    return name[:1].upper() + name[1:]
