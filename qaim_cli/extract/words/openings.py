"""What leads up to the main clause of a sentence: "After the fire, she left"."""

from __future__ import annotations

import re

from qaim_cli.extract.words.clause_marks import DATE_MARK, EDGE_MARKS
from qaim_cli.extract.words.noun_phrases import NOUN_PHRASE, get_past_of_be
from qaim_cli.extract.words.verbs import VERB, end_of_verb_group, find_plain_verb
from qaim_cli.text import capitalise, uncapitalise

_PHRASE_OPENING = re.compile(r"(?:In|At(?! (?:the )?age\b)|On|From|By)\b")
_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty"
    "|fifty|sixty|seventy|eighty|ninety"
)
_OVER = (
    rf"Over(?! (?:\d[\d,]*|half|(?:a|{_NUMBER_WORDS}) (?:dozen|hundred|thousand|million)"
    rf"|{_NUMBER_WORDS}) (?!(?:[a-z]+ )?(?:minute|hour|day|week|month|year|decade|centur|generation"
    r"|mile|km|kilomet)))"
)
"""The word that leads up to a clause ("over two years, "), and not "over 500 men"."""
_IN_NUMBER = re.compile(
    r"(?<=\d),(?=\d)|\b(?:[Nn]ot? )?(?:[Mm]ore|[Ll]ess|[Ff]ewer|[Ll]ater) than"
    rf"(?= (?:\d|(?:a|half|{_NUMBER_WORDS})\b))"
)
_OPENING = re.compile(
    r"(?:(?:Soon|Shortly|Just|Even) after|Prior to|In addition to|Based on|Earlier|Later"
    r"|After|Although|Though|Because|As|When|While|Since|Once|If"
    r"|Despite|Following|During|With"
    rf"|Upon|Under|For|To|Through|Throughout|Without|{_OVER}|Within|Against|Until|Before|Between"
    rf"|Given"
    r"|Due|Along|Among|Together|Thanks|Unlike|Like|According|In|At|On|From|By"
    r"|Near|Towards?|Amid|Amidst|Besides|Instead of|Rather than"
    r"|(?!King\b|Spring\b|Beijing\b)[A-Z][a-z]+ing|(?!United\b|Allied\b|Red\b)[A-Z][a-z]+ed|Known"
    r"|Born|Built|Written|Led|Made|Set|Held|Sent)\b"
)
"""How what leads up to a clause begins."""
_BARE_SUBJECT = re.compile(
    r"(?!(?:and|but|or|that|first|later|then|also|soon|[a-z]+ly)\b|wh)[a-z]+ (?:[\w'’-]+ ){0,2}"
)
PARTICIPLE_OPENING = re.compile(
    r"(?:(?:first|originally|later|formerly|initially|finally) )?(?:[A-Za-z]+ed|[Kk]nown|[Bb]orn"
    r"|[Bb]uilt|[Ww]ritten|[Ll]ed|[Mm]ade|[Hh]eld|[Ss]ent|given|taken|won|sold|shown|begun"
    r"|laid|shot|fought)\b"
)
_DATE_ALONE = re.compile(r", ?\x01,")
"""A date between commas, which ends a place and is no apposition: "Birk, Kent, \x01, Ann"."""
_ENDS_IN_RELATIVE = re.compile(r"(?:\A| )(?:that|which|who) \Z")
TWO_NOUNS = re.compile(r"\w of (?:the|its|his|her|their) ")
"""Two nouns of one subject, either of which a participle may be of."""
_OPENING_WITHOUT_COMMA = re.compile(
    r"(?:After|Despite|Following|During|With|Without|Under|Upon|Due to|Thanks to)\b"
    r"(?P<opening>(?: (?!(?:he|she|they|it|who|which|that)\b)[^\s,;:]+)+?"
    r"(?<! of)(?<! in)(?<! on)(?<! at)(?<! by)(?<! for)(?<! to)(?<! from)(?<! with)(?<! as)"
    r"(?<! and)(?<! or)(?<! than)(?<! like)(?<! when)(?<! where))"
    r" (?=(?:he|she|they|it) (?:(?:later|then|also|soon|first|finally|[a-z]+ly) )?"
    rf"(?:{VERB.pattern}))"
)
_NAME_ALONE = re.compile(r"(?!The )[A-ZÀ-Þ][\w'’.-]*(?: [A-ZÀ-Þ][\w'’.-]*)*")
"""Who is born, and is one whatever the name ends with: "Sholes"."""


def drop_number_marks(text: str) -> str:
    """Drop the commas and "more than" of numbers, which are no signs of a clause."""
    return _IN_NUMBER.sub("", text)


def is_opening(clause: str) -> bool:
    """Whether a clause begins with what leads up to its main one: "After the fire"."""
    return _OPENING.match(clause) is not None


def drop_opening(clause: str, max_chars: int) -> str:
    """Drop what leads up to the main clause: "After the fire, she left" → "She left".

    An opening that holds the date becomes a clause of its own: "Built in 1850, it stood" → "It was
    built".

    Args:
        clause: the clause, in which `DATE_MARK` may stand for its date.
        max_chars: up to this length, a clause keeps a phrase such as "In Birk, ".
    """
    clause = clause.lstrip(EDGE_MARKS)
    if not _OPENING.match(clause):
        return clause
    is_short_place = _PHRASE_OPENING.match(clause) and len(clause) <= max_chars
    if is_short_place and not VERB.search(clause.partition(", ")[0]):
        return clause
    for comma in re.finditer(r",[\x01 ]* ", clause):
        rest = clause[comma.end() :]
        verb = find_plain_verb(rest)
        subject = rest[: verb.start()] if verb else ""
        is_clause = NOUN_PHRASE.match(rest) or _BARE_SUBJECT.fullmatch(subject)
        if not is_clause or not subject or drop_number_marks(subject).count(",") % 2:
            continue
        if _DATE_ALONE.search(subject):
            continue
        if verb and _ENDS_IN_RELATIVE.search(subject) and not _has_verb_behind(rest, verb):
            continue
        opening = clause[: comma.start()]
        is_passive = DATE_MARK in opening and PARTICIPLE_OPENING.match(opening)
        if is_passive and not TWO_NOUNS.search(subject):
            return make_passive(subject.partition(",")[0], uncapitalise(opening))
        return capitalise(rest)
    return _drop_unpunctuated(clause)


def _drop_unpunctuated(clause: str) -> str:
    """Drop an opening that no comma ends: "Despite the fire they stayed"."""
    found = _OPENING_WITHOUT_COMMA.match(clause)
    is_being = found is not None and found["opening"].startswith((" being ", " having "))
    if found is None or (VERB.search(found["opening"]) and not is_being):
        return clause
    rest = clause[found.end("opening") :].strip()
    return capitalise(rest)


def _has_verb_behind(clause: str, verb: re.Match[str]) -> bool:
    """Whether another verb follows one and its group before the next comma."""
    end = end_of_verb_group(clause, verb)
    return VERB.search(clause[end:].partition(", ")[0]) is not None


def make_passive(subject: str, participle: str) -> str:
    """Join a subject and a participle: "The hall", "damaged": "The hall was damaged"."""
    subject = subject.strip(EDGE_MARKS + DATE_MARK)
    is_one = participle.startswith("born") and _NAME_ALONE.fullmatch(subject)
    return f"{subject} {'was' if is_one else get_past_of_be(subject)} {participle}"
