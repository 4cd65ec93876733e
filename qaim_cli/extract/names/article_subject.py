"""The subject of an article: a person, another actor or a place, and its pronoun."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from qaim_cli.extract.names.body_nouns import (
    BODY_NOUN,
    SHIP_NOUNS,
    count_body_nouns,
    is_body_noun,
    list_kindred_nouns,
)
from qaim_cli.extract.names.subject_kinds import SubjectKind
from qaim_cli.extract.words.name_patterns import (
    NATIONALITY_WORD,
    NON_NAME_BEGINNING,
    NON_NAME_ENDING,
    SHIP_PREFIX,
)
from qaim_cli.extract.words.place_nouns import BUILDING, SETTLEMENT, TERRITORY
from qaim_cli.frozen_record import FrozenRecord

OPENING = (
    r"(?:(?:[A-Z][a-z]+|(?:In|By|Since|Until) [^,]{2,30}|On [^,]{3,20}|At [^,]{3,30}"
    r"|After [^,]{3,40})[, ] ?)?"
)
_IS_A = re.compile(
    r"(?P<life> \(.{0,200}?\))?(?:, [^.;]{0,160}?,)? (?:is|was|were|are)(?: also| now)?"
    r" (?:an?|the|one of|among)"
    r" (?P<what>(?:(?!(?:born|in|of|who|that|which|from|at|on|located|situated|for|to|by|with)\b)"
    r"[^.;() ]+[ .,;]?){1,14})"
)
_LIFE_BRACKET = re.compile(
    r" \((?=[^()]*\d)[^()]{0,200}?(?:\bborn\b|\bdied\b|\d ?(?:BCE?|AD)? ?[–—-] ?[^()]{0,30}\d)"
)
_BORN = re.compile(r"(?: \([^()]{0,200}?|,[^.;]{0,160}?,| was(?: probably)?) ?born\b")
"""What says of a name that it is a person's: "Ann Moss, painter, born in Birk"."""
_PERSON_KIND = re.compile(
    r"\b(?:man|men|woman|women|writer|author|novelist|poet|playwright|dramatist|essayist|journalist"
    r"|editor|diarist|critic|scholar|historian|philosopher|theologian|linguist|economist|scientist"
    r"|physicist|chemist|biologist|botanist|zoologist|geologist|naturalist|astronomer"
    r"|mathematician|psychologist|sociologist|physician|doctor|surgeon|nurse|engineer|inventor"
    r"|architect|designer|painter|artist|sculptor|photographer|composer|conductor|musician"
    r"|singer|songwriter|pianist|violinist|dancer|actor|actress|comedian|director|producer"
    r"|film-?maker|player|footballer|cricketer|boxer|athlete|coach|lawyer|judge|politician"
    r"|statesman|stateswoman|diplomat|activist|revolutionary|reformer|president|king|queen"
    r"|emperor|empress|prince|princess|pharaoh|sultan|caliph|tsar|shah|duke|duchess|earl|count"
    r"|countess|baron|lord|lady|noble(?:man|woman)|knight|chief|chieftain|ruler|regent|general"
    r"|admiral|commander|officer|soldier|sailor|pilot|aviator|astronaut|cosmonaut|explorer"
    r"|navigator|merchant|banker|business(?:man|woman)|industrialist|entrepreneur|printer"
    r"|farmer|teacher|educator|bishop|pope|saint|priest|monk|nun|abbot|abbess"
    r"|missionary|prophet|hero|god|goddess|pirate|outlaw|spy|figure)\b"
)
_PLACE_KIND = re.compile(
    rf"\b(?:{SETTLEMENT}|{TERRITORY}|microstate|river|island|castle|crater|mountain|lake|commune"
    r"|continent|capital|archipelago|peninsula|suburb|valley|fortress)\b"
    r"|\b(?:City|Town|Village|Borough)(?=\W*\Z)"
)
_ORGANISATION_KIND = re.compile(
    rf"(?<![\w-])(?:{BODY_NOUN}|producer|network|body|authority|force|army|navy|tribe|clan|dynasty"
    r"|people|family|parliament)\b"
)
PERSONAL_PRONOUN = re.compile(OPENING + r"(?P<pronoun>[Hh]e|[Ss]he)\b")
_MAX_PRONOUN_TEXTS = 200
_MIN_PERSON_SHARE = 0.08
"""How many sentences of a life begin with "he" or "she" at least, as a share of all."""
SHE = re.compile(r"\b[Ss]he\b|\b[Hh]ers?\b")
HE = re.compile(r"\b[Hh]e\b|\b[Hh]i[sm]\b")
_FIRST_NAME = re.compile(
    rf"(?:The (?:{NATIONALITY_WORD} )?(?:[a-z-]+ ){{1,5}}(?=[A-Z]))?"
    r"(?P<name>(?:[A-Z]\w+, )*[A-Z]\w+,? (?:and|&) (?:Company|Co|Sons|Brothers)\b"
    r"|(?:The )?[A-Z][\w'’.-]*(?: (?:of |the |de |von )*[A-Z][\w'’.-]*)*)"
)
"""The name that an article begins with, behind what it is: "The composer Georg Vale"."""
_PLACE_AHEAD = re.compile(
    rf"(?:The|An?) (?:[\w-]+ ){{0,4}}?(?:{_PLACE_KIND.pattern})[^.;]{{0,160}}?,"
    r" (?P<name>[A-ZÀ-Þ][\w'’-]*(?: (?:of |the )*[A-ZÀ-Þ][\w'’-]*)*) [a-z]"
)
"""A place behind what it is: "The largest port in Vendia, Low Birk lies at the Ash"."""
_SITUATED = re.compile(r", (?:situated|located|lying) ")
"""What tells of a place, whatever it is: "Birk, situated on the Ash, is also the centre of"."""
_BARE_NAME = re.compile(
    r"(?!(?:The|An?) )(?P<name>[A-ZÀ-Þ][\w'’.-]*"
    r"(?: (?:(?:of|the|de|von|van|and|&) )*[A-ZÀ-Þ][\w'’.-]*)*)"
    r"(?: \([^()]*\)(?: [A-Z][a-z]+)?)?"
)
"""A title or a heading that is nothing but a name: "Ann Moss (1820-1891)"."""
_INVERTED = re.compile(
    r"(?P<last>[A-ZÀ-Þ][\w'’-]+), (?P<first>[A-ZÀ-Þ][\w'’.-]*(?: [A-ZÀ-Þ][\w'’.-]*)*)"
    r"(?=,? ?\(?(?:born |b\. |c\. ?)?\d)"
)
"""A name as in a dictionary: "Moss, Ann (1820-1891)"."""
_INVERTED_ALONE = re.compile(
    r"(?P<last>[A-ZÀ-Þ][\w'’-]+), (?P<first>[A-ZÀ-Þ][\w'’.-]*(?: [A-ZÀ-Þ][\w'’.-]*)*)"
)
"""The same without years, which a place in a larger one looks like too: "Birk, Wendia"."""
_LIFE_OF = re.compile(r"(?:(?:A|The) )?(?:(?:Brief|Short) )?(?:Biography|Life|Life and Times) of ")
_FOUNDED = re.compile(
    rf"(?:The )?(?P<name>[A-Z][\w'’&.-]*(?: (?:(?:of|the|and|&) )?[A-Z][\w'’&.-]*)*)"
    rf"(?P<noun> (?:{BODY_NOUN}))?(?: \([^()]*\))?(?:, [^.;]{{0,160}}?,)? (?:was|were)"
    r" (?:(?:originally|first|officially|formally|initially) )?(?:founded|formed|established"
    r"|incorporated|created|organi[sz]ed|set up|started|launched|built|laid down|purchased"
    r"|acquired)\b"
)
"""What says of a name that it is a body's or a ship's: "Birk Town was founded"."""
_ABOUT_WORDS = re.compile(
    r"\A(?:(?:A|The|Our) )?(?:(?:Brief|Short) )?(?:History|Story) of (?:the )?"
    r"|(?: \([^()]*\))?(?:(?: [-–—|:]|['’]s?)? (?:(?:Brief|Short|Company|Club|Band) )*"
    r"(?:History|Biography|Timeline|Story)|: .*)?\Z",
    re.IGNORECASE,
)
"""What a title says besides a name: "History of Birk Mills"."""
_SHIP = re.compile(
    rf"(?:The )?(?:{SHIP_PREFIX}) [A-Z]"
    rf"|(?:The )?[A-Z][^,.;()]{{1,40}}(?: \([^()]*\))? (?:is|was) an?"
    rf" (?:[\w-]+ ){{0,6}}?(?:{SHIP_NOUNS})\b"
)
_BUILDING_NAME = re.compile(rf"[A-ZÀ-Þ]\S* (?P<noun>{BUILDING.title()}|Island)\Z")
"""The name of a building, which an article tells of by its last word."""
_KIND_ENDING = re.compile(r" (?:Town|City|Village|Island)\Z")
_TOWN = re.compile(rf"\b[Tt]he (?:{SETTLEMENT}|county)\b")
_MIN_BODY_TEXTS = 2
_MIN_BODY_SHARE = 0.08
"""How many sentences tell of a body by a common noun at least, and as a share of all."""
_POST_NOMINALS = re.compile(r"(?:,? [A-Z]{2,}(?<! [IVX]{2})(?<! [IVX]{3}))+\Z")
"""Letters for honours behind a name: "Ann Moss DBE FRS"."""
_PRONOUN_NAMES = ("It", "This", "That", "He", "She", "They", "There")


def find_personal_pronoun(texts: Sequence[str]) -> str:
    """Whether an article about a person says "she" and "her" more often than "he" and "his"."""
    she = sum(len(SHE.findall(text)) for text in texts[:_MAX_PRONOUN_TEXTS])
    he = sum(len(HE.findall(text)) for text in texts[:_MAX_PRONOUN_TEXTS])
    return "she" if she > he else "he"


class SubjectDescription(FrozenRecord):
    """The name and kind of what an article is about, and the words that it tells of it by."""

    name: str = ""
    kind: SubjectKind = SubjectKind.UNKNOWN
    nouns: str = ""
    """The common nouns for a body, as alternatives: "company|firm"."""
    pronoun: str = "it"


def describe_subject(title: str, texts: Sequence[str]) -> SubjectDescription:
    """Find the subject of an article, its kind, and the pronoun and nouns for it."""
    texts = texts[:_MAX_PRONOUN_TEXTS]
    # "Birk Town F.C." alone is taken for a sentence, and is the title.
    heading = _find_bare_name(texts[0]) if len(texts) > 1 else ""
    if heading and texts[1].removeprefix("The ").startswith(heading.partition(" ")[0]):
        title, texts = heading, texts[1:]
    first = texts[0] if texts else ""
    name, kind = find_name_and_kind(title, texts)
    if name and _SHIP.match(first):
        is_she = sum(len(SHE.findall(text)) for text in texts) > 1
        return SubjectDescription(name, SubjectKind.ACTOR, SHIP_NOUNS, "she" if is_she else "it")
    if kind == SubjectKind.PERSON:
        return SubjectDescription(name, kind, pronoun=find_personal_pronoun(texts))
    is_a = _IS_A.search(first)
    what = is_a["what"] if is_a else ""
    if kind == SubjectKind.PLACE:
        return SubjectDescription(name, kind, "|".join(_PLACE_KIND.findall(what)))
    if kind == SubjectKind.THING:
        return SubjectDescription(name, kind)
    if not kind and (place := _find_place_in_title(title, texts)):
        return SubjectDescription(place, SubjectKind.PLACE)
    counts = count_body_nouns(texts)
    most = max(counts, key=lambda noun: counts[noun], default="")
    if not kind:
        is_told_of = counts.get(most, 0) >= max(_MIN_BODY_TEXTS, _MIN_BODY_SHARE * len(texts))
        name = _find_founded(first, is_told_of=is_told_of) or (
            _find_body_in_title(title, texts, most) if is_told_of else ""
        )
    nouns = list_kindred_nouns(name, what)
    return (
        SubjectDescription(name, SubjectKind.ACTOR, nouns or list_kindred_nouns("", most))
        if name
        else SubjectDescription()
    )


def _find_founded(first: str, *, is_told_of: bool) -> str:
    """The name of the body that a first sentence says was founded.

    Args:
        first: the sentence.
        is_told_of: whether the article tells of a body by a common noun.
    """
    founded = _FOUNDED.match(first)
    if founded is None or founded["name"] in ("The", *_PRONOUN_NAMES):
        return ""
    is_body = founded["noun"] or list_kindred_nouns(founded["name"])
    return f"{founded['name']}{founded['noun'] or ''}" if is_body or is_told_of else ""


def _find_body_in_title(title: str, texts: Sequence[str], noun: str) -> str:
    """Find the body named in a title that the article mentions, by name or by noun."""
    name = _find_bare_name(_ABOUT_WORDS.sub("", title).removeprefix("The "))
    is_named = any(re.search(rf"\b{re.escape(name)}\b", text) for text in texts) or "(" in title
    is_kind = noun in list_kindred_nouns(name).split("|")
    is_name = len(name) > 1 and not is_body_noun(name.lower())
    return name if is_name and (is_named or is_kind) else ""


def _find_place_in_title(title: str, texts: Sequence[str]) -> str:
    """The name of a place whose history an article is by its title."""
    name = _ABOUT_WORDS.sub("", title)
    building = _BUILDING_NAME.search(name)
    if building:
        noun = f"he {building['noun'].lower()}"
        is_told_of = sum(noun in text for text in texts) >= _MIN_BODY_TEXTS
        return _find_bare_name(name) if is_told_of else ""
    is_told_of = sum(bool(_TOWN.search(text)) for text in texts) >= _MIN_BODY_TEXTS
    if name == title or not is_told_of:
        return ""
    name = _find_bare_name(name.partition(",")[0])
    is_named = any(name in text for text in texts)
    return name if is_named else _KIND_ENDING.sub("", name)


def find_name_and_kind(title: str, texts: Sequence[str]) -> tuple[str, SubjectKind]:
    """Find the subject of an article, and its kind."""
    first = texts[0] if texts else ""
    said = _FIRST_NAME.match(first)
    if said is not None and said["name"] in _PRONOUN_NAMES:
        said = None
    is_a = _IS_A.match(first, said.end()) if said else None
    life = _LIFE_BRACKET.match(first, said.end()) if said else None
    born = _BORN.match(first, said.end()) if said else None
    name = said["name"].removeprefix("The ") if said and (is_a or life or born) else ""
    name = _POST_NOMINALS.sub("", name)
    what = is_a["what"] if is_a else ""
    is_told_of = not NON_NAME_ENDING.search(name) and _tells_life(
        texts[:_MAX_PRONOUN_TEXTS], what, is_born=born is not None, has_life=life is not None
    )
    inverted = _INVERTED_ALONE.fullmatch(title) if is_told_of else None
    titled = f"{inverted['first']} {inverted['last']}" if inverted else _find_bare_name(title)
    person = titled if name in titled.split() else name  # "Moss was born" of Ann Moss
    if is_told_of and _PERSON_KIND.search(what):
        return person, SubjectKind.PERSON
    if _PLACE_KIND.search(what):
        return name, SubjectKind.PLACE
    if _ORGANISATION_KIND.search(what):
        return name, SubjectKind.ACTOR
    if is_a and said and _SITUATED.match(first, said.end()):
        return name, SubjectKind.PLACE
    person = person or titled
    if is_told_of and person and not re.search(r"\d", person):
        return person, SubjectKind.PERSON
    if is_a:
        return name, SubjectKind.THING
    ahead = _PLACE_AHEAD.match(first)
    if ahead and ahead["name"] == _find_bare_name(title):
        return ahead["name"], SubjectKind.PLACE
    own = said["name"] if said else ""
    is_titled = " " in own and own == _find_bare_name(title) and not list_kindred_nouns(own)
    if not is_titled or not _has_personal_pronoun(texts):
        return "", SubjectKind.UNKNOWN
    return own, SubjectKind.ACTOR if _tells_of_body(texts) else SubjectKind.PERSON


def _tells_of_body(texts: Sequence[str]) -> bool:
    """Whether more sentences begin with a noun for a body than with "he" or "she"."""
    bodies = max(count_body_nouns(texts).values(), default=0)
    return bodies > sum(bool(PERSONAL_PRONOUN.match(text)) for text in texts)


def _tells_life(texts: Sequence[str], what: str, *, is_born: bool, has_life: bool) -> bool:
    """Whether an article tells somebody's life.

    Args:
        texts: its sentences.
        what: what the first sentence says that its subject is.
        is_born: whether the first sentence says of it that it was born.
        has_life: whether years of life stand behind the name.
    """
    is_person_kind = _PERSON_KIND.search(what) is not None
    if (is_born or (has_life and is_person_kind)) and _has_personal_pronoun(texts):
        return True
    times = sum(bool(PERSONAL_PRONOUN.match(text)) for text in texts)
    min_times = (1 + bool(what)) * _MIN_PERSON_SHARE * len(texts)
    return times > 1 and (has_life or is_person_kind or times >= min_times)


def _has_personal_pronoun(texts: Iterable[str]) -> bool:
    """Whether any sentence tells of somebody by "he", "she" or another form of these."""
    return any(HE.search(text) or SHE.search(text) for text in texts)


def _find_bare_name(title: str) -> str:
    """The name that a title is; empty where it is more, or the name of an event."""
    title = _LIFE_OF.sub("", title)
    if inverted := _INVERTED.match(title):
        return f"{inverted['first']} {inverted['last']}"
    bare = _BARE_NAME.fullmatch(title)
    name = bare["name"] if bare else ""
    return "" if NON_NAME_BEGINNING.match(name) or NON_NAME_ENDING.search(name) else name
