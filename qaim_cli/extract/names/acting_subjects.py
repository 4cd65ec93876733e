"""Who acts in a title, or is acted upon: the names that its verbs are of.

A name acts as the subject of a verb, or behind "by"; it is acted upon right behind a verb. In
"Ann's mill", "the town of Birk", "Vendish wool" or "the Ash Company" neither Ann nor Birk nor the
Vends nor Ash do anything.
"""

from __future__ import annotations

import re

from qaim_cli.extract.names.entities import NON_NAME_WORDS
from qaim_cli.extract.names.grammatical_roles import (
    DONE_TO_THINGS,
    NOUN_BEHIND,
    acts,
    is_done_to_bodies,
    is_founded,
    is_governed,
)
from qaim_cli.extract.names.idle_names import is_idle
from qaim_cli.extract.names.name_aliases import cut_origin, is_full_name
from qaim_cli.extract.words.name_patterns import (
    ACTOR_SUFFIX,
    BODY_OR_EVENT_NOUN,
    EPITHET,
    NATIONALITY,
    PERSON_NOUN,
    PLACE_PREFIX,
    RANK,
    WORK_NOUN,
)
from qaim_cli.extract.words.person_nouns import KIN_NOUN, PEOPLE
from qaim_cli.extract.words.prefiltered_patterns import PrefilteredPattern
from qaim_cli.extract.words.text_parts import POSSESSIVE
from qaim_cli.extract.words.verbs import VERB, find_main_verb
from qaim_cli.frozen_record import FrozenRecord

_WORD_BEFORE = re.compile(r"(?P<word>[^\W\d_a-z][\w'’.-]*) \Z")
_LONGER_NAME = re.compile(r"[A-ZÀ-Þ][\w'’.-]* (?:&|d[aeiu]|del|von|van|de la|bin|ibn|al) \Z")
_NAME_GOES_ON = re.compile(
    r"(?: (?:of(?: the)?|for|&))? [^\W\d_a-z][\w.]|[-–/]\w|['’]s?(?!\w)"
    r"| \d{1,4}\b(?! [A-Z])|: [A-Z]"
)
_ORIGIN_BEHIND = re.compile(r" of (?:the )?[^\W\d_a-z][\w'’-]*(?: [^\W\d_a-z][\w'’-]*)*")
"""Where a person is from, behind the name."""
_CAPITALISED_BEFORE = re.compile(r"(?!The )(?:[A-ZÀ-Þ][\w'’.-]* )+\Z")
_PERSON_NOUN_END = PrefilteredPattern(rf"{PERSON_NOUN},? \Z", re.IGNORECASE)
_PERSON_NOUN_PHRASE = re.compile(
    rf"\b(?:(?:the|an?|his|her|its|their|then) (?:[\w-]+ ){{0,2}}|[a-z]+(?:al|ic|an|ist) )?"
    rf"{PERSON_NOUN},? \Z",
    re.IGNORECASE,
)
"""Noun phrase for a person, before the name: "the young king"."""
_OBJECT_OR_AGENT = re.compile(
    r"\b(?:(?<!, followed )by|(?:fell|surrendered) to|against|with"
    r"|under(?: the (?:command|lead|leadership|direction|rule) of)?"
    rf"|(?!(?:to|and) )(?:{VERB.pattern})"
    r"|(?!(?:accord|dur|includ|follow|regard|concern)ing)[a-z]+ing"
    r"|(?:obtained|received|bought|purchased|acquired|leased|inherited)(?: [^\s,;]+){0,6} from"
    r"|(?<!according )to (?!the |mainland |[a-z]+ern )[a-z]+)(?: the)? \Z"
)
"""Words before the object of a verb, or before the agent: "met Moss", "built by Moss"."""
_NOT_OF_TITLE = re.compile(
    rf"\AAccording to [^,]*\Z|[\"”] \Z|\b(?:{WORK_NOUN},?|(?:en)?titled) [\"“]?(?:The )?\Z"
)
"""What stands before one who says so, a surname with another given name, and the name of a work."""
_APPOINTED = re.compile(
    r"(?:\b(?:became|remained|as|(?:was|were|been) (?:[a-z]+ly )?"
    r"(?:appointed|elected|named|made|created|ordained|crowned|proclaimed))"
    r"|\A(?:Elected|Appointed|Made|Named|Created))(?: an?| the)? \Z"
)
"""Words before an office that somebody has: "was elected Fellow of the Ash"."""
_OPENING_WORD = re.compile(
    r"(?:After|Before|Upon|Following|Despite|While|Since|Having|Besides|Without) [a-z]+ing\b"
)
"""What begins a phrase of its own: "After winning the Ash League the club"."""
_RELATIVE = re.compile(r"\b(?:which|who|whose|whom|where)\b")
_LISTED = re.compile(r",? (?:and )?(?:the )?")
_PERSONAL_DEED = re.compile(
    r" (?:(?:also|then|later|soon|first|again|finally|had|[a-z]+ly) )*"
    r"(?:visited|married|wrote|sailed|led|met|refused|agreed|ordered|invited|studied|taught|painted"
    r"|composed|captured|besieged|seized|decided|proceeded|marched|fled|reigned|conquered|defeated"
    r"|invaded|founded|commanded|appointed|argued|discovered|persuaded|routed|retook|recaptured"
    r"|attacked|conferred|granted|abandoned|bequeathed|donated|patented|invented|designed|published"
    r"|bought|purchased|acquired|leased|signed|negotiated|rebelled|retreated|pursued|arrested"
    r"|imprisoned|pardoned|summoned|dispatched|hired|recruited|promised|insisted|announced|proposed"
    r"|built|rebuilt|erected|retired|emigrated|travel+ed|sent|surrendered to"
    r"|sold (?:the|it|his|her|their|its)|returned (?:to|from)|arrived (?:in|at)|settled in|moved to"
    r"|took (?:(?=[A-Z])|(?:the|his|her|over|part|up|command|possession|as)\b)"
    r"|divorced|resigned|abdicated|befriended|died (?!out\b|down\b|away\b)"
    r"|was (?:born|crowned|elected|murdered|assassinated|executed|beheaded|married|appointed"
    r"|exiled|bapti[sz]ed))\b"
)
"""What only people do, or is done to them only."""
_FALLEN = re.compile(r" (?:surrendered|capitulated)(?: to\b|,|\Z)")
"""What towns do as well as people, behind a name that nobody knows."""
_PLURAL_END = re.compile(r"[^aius]s\Z")
_DEED = (
    r"(?:death|birth|marriage|wedding|murder|assassination|execution|resignation|retirement"
    r"|election|re-election|appointment|accession|coronation|abdication|arrival|departure|return"
    r"|visit|arrest|trial|release|imprisonment|surrender|retreat|expedition|move|attack|assault"
    r"|attempts?|advance|offensive|campaign|raids?|march|invasion|victory|defeat|exile|speech)"
)
_OWNED_FORCE = re.compile(
    r"['’]s? (?:[\w-]+ ){0,2}?"
    r"(?:army|armies|troops|forces|fleet|ships|cavalry|men|navy|government)(?= )"
)
"""Who does what somebody's men do: "Osric's army marched"."""
_OWN_DEED = re.compile(rf"['’]s? (?:(?!to |of |and |in )[\w-]+ ){{0,2}}?{_DEED}(?= |\Z)")
"""What is told of whose deed it is: "Osric's death"."""
_DEED_OF = re.compile(rf"The (?:[a-z]+ )?{_DEED} of (?:the )?")
_PLACE_BEFORE = (
    r"(?:(?:(?:In|At|Near) [A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þ][\w'’-]*)*"
    r"|(?:In|At|By|On|For|With) (?:this|that|the same) [a-z]+),? )?"
)
_PLACE_OPENING = re.compile(_PLACE_BEFORE)
PERSON_WORD = (
    rf"(?:{PERSON_NOUN}s?"
    r"|[a-z]{3,}(?:ists?|ians?|eers?|ographers?|ologers?|itors?|wrights?|wom[ae]n|m[ae]n))"
)
_PARTICLES = (
    rf"(?:of|of the|d[aeiu]|de la|del|della|dos|von|van|der|al|bin|ibn|la|le|the(?= {EPITHET}))"
)
NAME_WORDS = (
    rf"[A-ZÀ-Þ][\w'’.-]*(?: (?:(?:{_PARTICLES}|&|and(?= (?:Company|Co|Sons?|Brothers|Bros)\b)) )?"
    r"(?:d['’])?[A-ZÀ-Þ][\w'’.-]*)*"
    r"(?:(?:(?<= No)|(?<= No\.)) \d+)?"
)
_PERSON_NOUN_BEFORE = (
    r"(?:(?:(?:The|An?|His|Her|Its|Their|(?:[A-ZÀ-Þ]\w+ ){0,2}[A-ZÀ-Þ]\w+['’]s?) )?"
    rf"(?:(?!{VERB.pattern})[\w-]+ ){{0,4}}?(?:(?i:{PERSON_WORD})|[a-z]{{4,}}(?:er|or)s?),? "
    r"|[A-Z][a-z]+, (?:[a-z]+, )*[a-z]+,? and (?:[a-z]+ ){1,3}(?=[A-Z][\w.]+ [A-Z])"
    r"|[A-Z][a-z]{3,}(?:er|or|ist|eer|ian)s (?=[A-Z][a-z]+ [A-Z])|Both "
    r"|(?:The|His|Her|Its|Their) [a-z][\w ]{2,50}, (?=[A-ZÀ-Þ][\w .-]+, [a-z]))"
)
"""What a person is, before the name: "Book critic", "Osric's general", "The prefect of Ash, "."""
_CALLED_A_PERSON = re.compile(
    rf" (?:was|were|is|are) (?:[\w-]+ ){{0,4}}?(?:{PERSON_WORD}|[a-z]{{4,}}(?:er|or)s?)(?![\w-])"
)
"""What says of a name that it is a person's: "was the first mayor"."""
_NAME_LIST = r"[A-Z][\w'’.]+(?: [A-Z][\w'’.]+)+, (?:and )?[A-Z]"
_NAMED_SUBJECT = rf"(?:{_PERSON_NOUN_BEFORE}|(?P<the>[Tt]he ))?(?P<name>{NAME_WORDS})"
_SUBJECT = re.compile(rf"{_PLACE_BEFORE}{_NAMED_SUBJECT}")
_SUBJECT_BEHIND_PHRASE = re.compile(rf"(?!{_NAME_LIST})[A-Z][^,;:]{{2,60}}, {_NAMED_SUBJECT}")
_TITLED_NAME = rf"(?:(?:Rev|Sir|Dr|Lord|Captain|Colonel|General)\.? )?{NAME_WORDS}"
_EXPLANATION = re.compile(r"(?:an?|the|another|one of|king|queen|son|daughter) [^,]{3,80},")
_OWNER = rf"{NAME_WORDS}(?<!['’]s)(?<!['’])"
_OWNED_DEED = re.compile(
    rf"(?:{_PERSON_NOUN_BEFORE})?(?P<name>{_OWNER})['’]s? (?:[\w-]+ ){{0,2}}?{_DEED}\b"
)
_OWNED = re.compile(rf"(?:The )?(?P<name>{_OWNER})['’]s? (?=[a-z\d“\"])")
_APPOSED = re.compile(rf"(?:the )?(?P<name>{_TITLED_NAME}),")
_NAME_OF_RELATIVE = re.compile(rf"(?P<name>{_TITLED_NAME})(?=[,.]| [a-z])")
_DEED_OF_NAME = re.compile(
    rf"{_DEED_OF.pattern}(?:[a-z]+ )?(?P<name>{NAME_WORDS}(?<!['’]s))(?![\w'’])"
)
_RELATION_NOUN = re.compile(
    rf"(?:(?:step|grand)?-?(?:{KIN_NOUN}|parent|children)s?|family"
    r"|founders?|owners?|successors?|partners?|director|manager|leader|captain|president|governor"
    r"|mayor|minister|ambassador|assistant)"
)
_KIN = re.compile(
    rf"{_PLACE_BEFORE}(?P<kin>{_OWNER}['’]s? (?:[a-z-]+ ){{0,2}}?{_RELATION_NOUN.pattern})(?=[ ,])"
)
_OF_NAME = re.compile(r"\A(?:The|An?) [a-z ]+ of [A-ZÀ-Þ]")
_WORK = re.compile(rf"\b{WORK_NOUN}\Z")
_LISTED_NAME = re.compile(rf"(?P<and>, (?:and )?|,? and )(?P<name>{NAME_WORDS})(?=[ ,]|\Z)")
GROUP_NAME = re.compile(
    rf"(?:[A-ZÀ-Þ][\w'’-]+ )?(?:[A-ZÀ-Þ][a-zà-þ]+[^\Wsui]s|[A-ZÀ-Þ][a-zà-þ]+is|{PEOPLE})"
)


def is_participant(title: str, verb: re.Match[str] | None, start: int, end: int) -> bool:
    """Whether a name in a title acts in what it tells, or is acted upon.

    Args:
        title: the title.
        verb: its main verb.
        start: where the name begins in the title.
        end: where the name ends.
    """
    before, behind = title[:start], _drop_origin(title[start:end], title[end:])
    if opening := _PLACE_OPENING.fullmatch(before):
        before = before[opening.end() :]
    if force := _OWNED_FORCE.match(behind):
        behind = behind[force.end() :]
    is_untitled = not before or RANK.match(f"{before}X") is not None
    if is_untitled and (deed := _OWN_DEED.match(behind)):
        behind = behind[deed.end() :]
    goes_on = _NAME_GOES_ON.match(behind)
    is_whole = not goes_on or (not before and goes_on[0][0] in "'’")
    name = title[start:end]
    if not is_whole or _NOT_OF_TITLE.search(before) or is_idle(name, before, behind):
        return False
    if before.startswith("The ") and _DEED_OF.fullmatch(before):
        return not _NAME_GOES_ON.match(behind)
    if verb is None:
        return is_untitled or before.endswith((" by ", " by the "))
    is_body = start < verb.start() and " " in name and ACTOR_SUFFIX.search(name)
    if goes_on or (NOUN_BEHIND.match(behind) and not is_body):
        return False
    if _LONGER_NAME.search(before) or (" of " in name and _APPOINTED.search(before)):
        return False
    before = _drop_titles(before)
    is_in_relative_clause = start > verb.start() and _RELATIVE.search(title, verb.end(), start)
    if _WORD_BEFORE.search(before) or is_in_relative_clause:
        return False
    is_before = start < verb.start() and not _OPENING_WORD.match(title)
    is_subject = (is_before or acts(behind)) and not DONE_TO_THINGS.match(behind)
    return bool(_OBJECT_OR_AGENT.search(before)) or (is_subject and not is_governed(before))


def _drop_origin(name: str, behind: str) -> str:
    """Drop where somebody is from behind the name."""
    origin = _ORIGIN_BEHIND.match(behind)
    is_whole = origin and cut_origin(f"{name}{origin[0]}") == name
    return behind[origin.end() :] if origin and is_whole else behind


def _drop_titles(before: str) -> str:
    """Drop the rank, nationality or noun phrase for a person from the words before a name."""
    while word := _WORD_BEFORE.search(before):
        if word["word"] not in NON_NAME_WORDS and not (
            RANK.match(f"{word[0]}X") or NATIONALITY.match(word["word"])
        ):
            break
        before = before[: word.start()]
    is_noun = _PERSON_NOUN_END.search(before)
    person = _PERSON_NOUN_PHRASE.search(before) if is_noun else None
    return before[: person.start()] if person else before


def is_listed(title: str, last_end: int, start: int) -> bool:
    """Whether only "and" or a comma stands between two names."""
    return _LISTED.fullmatch(title, last_end, start) is not None


class ActingName(FrozenRecord):
    """A name that does what a title tells, and whether it is that of a people or a team."""

    name: str = ""
    is_group: bool = False
    others: tuple[str, ...] = ()
    """Those who do it too: Bo Low in "Ann Moss and Bo Low sold it"."""


def find_acting_name(title: str) -> ActingName:
    """Find the name that a title begins with, if it does what the title tells.

    "The Romans built a fort" → "Romans", a group.
    """
    for pattern in (_SUBJECT, _SUBJECT_BEHIND_PHRASE):
        if (subject := pattern.match(title)) and (acting := _find_acting_subject(title, subject)):
            return acting
    return ActingName()


def _find_acting_subject(title: str, subject: re.Match[str]) -> ActingName | None:
    """The name that a title begins with; None where it does not act."""
    name, behind = subject["name"], title[subject.end() :]
    if name.endswith(("'s", "’s")):
        return None
    head = name.partition(" of ")[0]
    noun = ACTOR_SUFFIX.search(head) or BODY_OR_EVENT_NOUN.search(head)
    # The noun of "HMS Ash" stands first, and what is built is a ship.
    is_body = noun is not None and noun.end() == len(head)
    if is_idle(name, title[: subject.start("name")], behind):
        return None
    if not subject["the"] and (core := cut_origin(name)) != name:
        name, behind = core, f"{name[len(core) :]}{behind}"
    if is_body and (first := _CAPITALISED_BEFORE.search(title, 0, subject.start("name"))):
        name = f"{first[0]}{name}"
    if POSSESSIVE.search(name) and not (subject["the"] or ACTOR_SUFFIX.search(name)):
        return None
    is_apposed = title[: subject.start("name")].removesuffix("the ").endswith(", ")
    if is_apposed and behind.startswith(", "):
        behind = behind[1:]
    elif is_apposed and title.startswith("The "):
        return None
    is_long = (
        is_body or (" " in name and not PLACE_PREFIX.match(name)) or behind.startswith(" were ")
    )
    # "Moss, who sang in Birk sold it" lacks a comma, and tells of Moss nevertheless.
    if not (
        acts(behind.removeprefix(", who"))
        or (is_long and (is_done_to_bodies if is_body else is_founded)(behind))
        or (_CALLED_A_PERSON.match(behind) and is_full_name(name))
        or (subject.start("name") and not subject["the"] and behind.startswith(" was one of the "))
    ):
        return None
    if " " not in name and not subject["the"] and _FALLEN.match(behind):
        return None
    is_group = subject["the"] and GROUP_NAME.fullmatch(name)
    name = cut_origin(name, has_article=True) if subject["the"] else name
    return ActingName(name, bool(is_group), () if is_apposed else list_names(behind))


def is_explained_name(name: str, text: str) -> bool:
    """Whether a sentence says behind a name what it names, or what only people do.

    "Osric, one of his heirs, took it", "Osric married Ann".
    """
    if find_behind(f"{name}, ", _EXPLANATION, text):
        return True
    return not _PLURAL_END.search(name) and find_behind(name, _PERSONAL_DEED, text) is not None


def list_names(behind: str) -> tuple[str, ...]:
    """List the names that a name begins a list of: ", Bo Low and Cy Ray sold it"."""
    names: list[str] = []
    at = 0
    while match := _LISTED_NAME.match(behind, at):
        names.append(match["name"])
        if "and" in match["and"]:
            return tuple(names)
        at = match.end()
    return ()


def find_name_in_apposition(title: str, text: str) -> str:
    """Find the name behind the subject of a title: "his widow, Ann Moss, ran it".

    Args:
        title: the title.
        text: its sentence.
    """
    verb = find_main_verb(title)
    head = title[: verb.start() - 1] if verb else ""
    words = head.split()
    is_common = words and (words[-1].islower() or _OF_NAME.search(head))
    if not is_common or "," in head or " and " in head or _WORK.search(head):
        return ""
    behind = title[len(head) :]
    if not (acts(behind) or is_done_to_bodies(behind)):
        return ""
    # Patterns made of the words of each title would take longer than all else.
    tail = " ".join(words[-2:] if words[-1][0].isupper() else words[-1:])
    named = find_behind(f"{tail}, ", _APPOSED, text)
    if named is None and _RELATION_NOUN.fullmatch(tail):
        named = find_behind(f"{tail}, ", _NAME_OF_RELATIVE, text)
        named = named or find_behind(f"{tail} ", _NAME_OF_RELATIVE, text)
    # "The sheriff of Ash County, Birkland, sold it" has a larger place behind a place.
    is_land = named and words[-1][0].isupper() and " " not in named["name"]
    return named["name"] if named and not is_land else ""


def find_behind(words: str, pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Find a pattern right behind words of a text."""
    start = text.find(words)
    return pattern.match(text, start + len(words)) if start >= 0 else None


def find_deed_owner(title: str) -> str:
    """Find the person in "Ann Moss's death", or in the name of another deed."""
    owner = _OWNED_DEED.match(title) or _DEED_OF_NAME.match(title)
    return owner["name"] if owner else ""


def find_subject_owner(title: str) -> str:
    """Find whose the subject of a title is: "Ann Moss's mill burned"."""
    owner = _OWNED.match(title)
    return owner["name"] if owner else ""


def find_unnamed_relative(title: str) -> str:
    """Find the relative who acts in a title and is not named: "Ann Moss's father died"."""
    kin = _KIN.match(title)
    return kin["kin"] if kin and acts(title[kin.end() :]) else ""
