"""Common nouns for bodies, and for whom they may stand: "the club" for "Birk F.C."."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from qaim_cli.extract.names.grammatical_roles import acts
from qaim_cli.frozen_record import FrozenRecord


class _BodyKind(FrozenRecord):
    """Bodies of one kind, by the words that tell of them."""

    general: str
    """Common nouns for any of them."""
    special: str = ""
    """Common nouns for some of them."""
    endings: str = ""
    """Last words of their names."""


_KINDS = (
    _BodyKind(
        "company|firm|business|corporation|partnership|enterprise|concern",
        "manufacturer|maker|brewery|publisher|retailer|bank|airline|railway|railroad|line|studio"
        "|label|distillery|brand|marque",
        "Company|Companies|Corporation|Co|Ltd|Inc|plc|Limited|Brewery|Brewing|Bank|Airlines?"
        "|Airways|Railways?|Railroad|Line|Lines|Studios?|Records|Pictures|Motors|Industries|Works"
        "|Bros|Brothers|Sons|Stores|Press|Publishing|Distillery|Foundry|Mills|Group|Holdings",
    ),
    _BodyKind(
        "club|team|side|franchise",
        endings="Club|F\\.?C|A\\.?F\\.?C|R\\.?F\\.?C|United|Rovers|Wanderers|Athletic|Albion"
        "|Hotspur|Rangers|Team",
    ),
    _BodyKind("band|group|duo|trio|quartet|ensemble", endings="Band|Trio|Quartet|Quintet|Ensemble"),
    _BodyKind("orchestra|choir|ensemble", endings="Orchestra|Philharmonic|Symphony|Choir|Ensemble"),
    _BodyKind(
        "school|college|university|academy|institute|seminary",
        endings="School|College|University|Academy|Institute|Seminary|Polytechnic",
    ),
    _BodyKind(
        "organi[sz]ation",
        "society|association|institution|union|league|federation|charity|foundation|trust|agency"
        "|council|board|committee|alliance",
        "Society|Association|Organi[sz]ation|Institution|Union|League|Federation|Foundation|Trust"
        "|Agency|Council|Board|Committee|Alliance",
    ),
    _BodyKind("party|movement", "alliance", "Party|Movement|Front|Alliance"),
    _BodyKind(
        "newspaper|paper|magazine|journal",
        endings="Times|Post|Gazette|Herald|Journal|Tribune|Chronicle|News",
    ),
    _BodyKind("church|parish|congregation|cathedral", endings="Church|Cathedral|Chapel"),
    _BodyKind("museum|gallery|library", endings="Museum|Gallery|Library"),
    _BodyKind("company", "theatre|theater|opera|ballet", "Ballet|Opera"),
    _BodyKind("hospital|infirmary|clinic", endings="Hospital|Infirmary|Clinic"),
    _BodyKind(
        "unit",
        "regiment|battalion|brigade|division|squadron|corps",
        "Regiment|Battalion|Brigade|Division|Squadron|Corps",
    ),
    _BodyKind(
        "ship|vessel|liner|steamer|steamship|submarine|cruiser|destroyer|battleship|frigate|ferry"
    ),
)
BODY_NOUN = "|".join(
    dict.fromkeys(
        noun for kind in _KINDS for noun in f"{kind.general}|{kind.special}".split("|") if noun
    )
)
_COMMON_NOUN = re.compile(rf"he (?<=\b[Tt]he )(?P<noun>{BODY_NOUN})\b")
"""It begins with letters alone, for which a text is searched fastest."""
SHIP_NOUNS = _KINDS[-1].general
_NAME_WORD = r"[A-ZÀ-Þ][\w'’&.-]*"
_PURPOSE = r"[A-ZÀ-Þ][\w'’&-]*"
"""A word of what a body is of or for: "Society of Weavers"."""
_MAX_SENTENCES_BACK = 3
_INTRODUCED = re.compile(
    r"(?:\A(?:(?:In|On|By|At) [^,]{2,30},? )?"
    r"|\b(?:founded|formed|established|chartered|incorporated|joined|bought|purchased|acquired"
    r"|built|opened|became|named|called|renamed|created|organi[sz]ed|as|into|met|to|was|Society"
    r"|invited to|by|interest in)"
    r" )(?:[Tt]he )?\Z"
)
"""What stands before the name of a body that is told of next, and not before that of a customer."""


def is_body_noun(word: str) -> bool:
    """Whether a word is a common noun for a body: "company"."""
    return re.fullmatch(BODY_NOUN, word) is not None


def list_kindred_nouns(name: str, what: str = "") -> str:
    """List the nouns, as alternatives, that may stand for a body.

    "Birk Town F.C.": "club|team|side|franchise".

    Args:
        name: its name.
        what: the noun phrase for what it is.
    """
    words = f"{name} {what}"
    found: dict[str, None] = {}
    for kind in _KINDS:
        own = _find_all(kind.special.lower(), words.lower())
        if own or _find_all(kind.general, words) or _find_all(kind.endings, name):
            found |= dict.fromkeys((*kind.general.split("|"), *own))
    return "|".join(found)


def _find_all(alternatives: str, words: str) -> list[str]:
    return re.findall(rf"\b(?:{alternatives})\b", words) if alternatives else []


def count_body_nouns(texts: Iterable[str]) -> dict[str, int]:
    """Count how many sentences tell of a body by each common noun."""
    counts: dict[str, int] = {}
    for text in texts:
        for noun in {match["noun"] for match in _COMMON_NOUN.finditer(text)}:
            counts[noun] = counts.get(noun, 0) + 1
    return counts


def find_body_before(noun: str, texts: Iterable[str]) -> str:
    """Find the one body that a common noun stands for; empty for none or several.

    Args:
        noun: the noun, as "brewery".
        texts: what stands before it, the last sentence first.
    """
    pattern = _compile_body_names(noun)
    if pattern is None:
        return ""
    for text in islice(texts, _MAX_SENTENCES_BACK):
        names = {
            match[0]
            for match in pattern.finditer(text)
            if _INTRODUCED.search(text[: match.start()]) or acts(text[match.end() :])
        }
        namesakes = {name for name in names if name.lower().endswith(f" {noun}")}
        names = namesakes or names
        if names:
            return names.pop() if len(names) == 1 else ""
    return ""


def find_only_body(noun: str, text: str) -> str:
    """Find the one body for which a common noun may stand among those that a text names."""
    pattern = _compile_body_names(noun)
    names = {match[0] for match in pattern.finditer(text)} if pattern else set()
    return names.pop() if len(names) == 1 else ""


@lru_cache(maxsize=64)
def _compile_body_names(noun: str) -> re.Pattern[str] | None:
    """Compile a pattern of the names that a noun may stand for; None for no names."""
    kinds = (each for each in _KINDS if re.fullmatch(f"{each.general}|{each.special}", noun))
    endings = "|".join(each.endings for each in kinds if each.endings)
    if not endings:
        return None
    return re.compile(
        rf"\b(?!(?:The|In|At|On) ){_NAME_WORD}(?: (?:(?:of|and|&|de) )?{_NAME_WORD})*?"
        rf" (?:& )?(?:{endings})\b(?! [A-ZÀ-Þ&])(?:(?<=\.C)\.)?"
        rf"(?: (?:of|for) (?:the )?(?!\w+ (?:{endings})\b){_PURPOSE}(?: (?:and )?{_PURPOSE})*\b)?"
    )
