"""Verbs of past events, by their form: regular ones and the irregular ones of English prose."""

from __future__ import annotations

import re
from functools import lru_cache

from qaim_cli.extract.words.prefiltered_patterns import PrefilteredPattern
from qaim_cli.extract.words.word_patterns import build_alternation

_IRREGULAR_VERBS = (
    "was", "were", "is", "are", "had", "has", "have", "did", "could", "would", "should", "became",
    "began", "took", "made", "won", "lost", "fell", "fought", "led", "left", "held", "built",
    "gave", "got", "came", "went", "ran", "saw", "said", "told", "wrote", "rose", "grew", "sent",
    "set", "put", "kept", "met", "paid", "sold", "bought", "brought", "taught", "caught", "found",
    "stood", "understood", "sank", "drove", "rode", "broke", "chose", "froze", "stole", "swore",
    "tore", "wore", "bore", "drew", "flew", "knew", "threw", "blew", "showed", "forbade", "rang",
    "sang", "swam", "shot", "struck", "stuck", "swept", "slept", "crept", "dealt", "felt", "meant",
    "dwelt", "hit", "cut", "shut", "split", "spread", "burst", "cast", "beat", "overthrew",
    "overtook", "withdrew", "overran", "overcame", "underwent", "undertook", "arose", "awoke",
    "fled", "fed", "bred", "sped", "hid", "slid", "laid", "lay", "slew", "spent", "lent", "bent",
    "rebuilt", "upheld", "dug", "hung", "swung", "clung", "sought", "thought", "spoke", "shook",
    "sprang", "wove", "wound", "ate", "drank", "forgot", "forgave", "mistook", "foresaw", "retook",
    "oversaw", "withstood", "rewrote", "redrew", "befell", "beheld", "wed", "strove", "woke",
    "wept", "knelt", "leapt", "remade", "bound", "heard", "sat", "lit", "hurt", "quit", "outgrew",
    "outran", "undid", "withheld", "mislaid", "resold", "repaid", "reset",
)  # fmt: skip
VERB = re.compile(
    rf"\b(?=[a-z])(?:{build_alternation(*_IRREGULAR_VERBS)}"
    r"|(?=[a-z]{4,22}+(?<=ed)\b)"
    r"(?!need|seed|speed|hundred|indeed|breed|powered\b|sacred|naked|wicked|red\b|bed\b)[a-z]+)\b"
)
"""It looks at no end of a word, and at what a regular verb may not be only where one stands."""
PASSIVE_VERB = re.compile(
    r"(?P<auxiliary>was|were|ha(?:d|s|ve) been) (?:(?:first|then|also|later|soon|[a-z]+ly) )?"
    r"[a-z]+(?:ed|en|ent|orn|ilt|ought|aught|ade|old|ost|ast|own|ung|put|set|cut|ead|eld|ound"
    r"|ung)\b"
)
PARTICIPLE = re.compile(
    r"(?!died|moved|returned|arrived|retired|lived|served|worked|joined|married|appeared|remained"
    r"|resigned|emigrated|settled|ended|opened|closed|started|failed|collapsed|agreed|ruled|reigned"
    r"|acted|succeeded|continued|refused|decided|tried|escaped|travel+ed|studied|walked|sailed"
    r"|marched"
    r"|rebelled|surrendered|disappeared|survived|stayed|performed|played|toured|graduated|enrolled"
    r"|starred|competed|participated|voted|campaigned|preached|lectured|remarried|negotiated"
    r"|collaborated|enlisted|attempted|managed|proceeded|progressed|listened|visited|seemed)"
    r"(?:re-)?[a-z]+ed(?: (?:by|in|at|from|to|again|as|for|on|with|near)\b|\W*\Z| ?\x01)"
)
LY_NOUN = (
    r"(?:[Ff]amily|[Aa]ssembly|[Mm]onopoly|[Ss]upply|Italy|Sicily|Lily|Emily|Sally|Molly|Kelly"
    r"|Polly"
    r"|July)\b"
)
"""Words that end like adverbs and are none."""
ATTRIBUTE_BEFORE = re.compile(
    r"(?:\b(?:[Aa]n?|[Tt]he|his|her|its|their|this|these|that|of|with|by|for|two|three|four|most"
    r"|more"
    r"|some|many|several|newly|so|highly|new|old|other|between|in|into)"
    rf"(?: (?!{LY_NOUN})[a-z]+ly)? |\w-"
    r"|\b(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)"
    r" (?:first|second|third|last|next|only|other|few|same|[a-z]{3,}est) )\Z"
)
_DETERMINER_BEFORE = PrefilteredPattern(r"\b(?:an?|the|his|her|its|their) \Z", re.IGNORECASE)
_FINITE_VERB = re.compile(
    r"\b(?:was|were|had|has|have|is|are|did|could|would|should|became|began|took|came|went|gave|got"
    r"|wrote|saw|fell|rose|grew|knew|drew)\b"
)
_CLAUSE_END = re.compile(
    r"[,;:(]|\b(?:and|but|or|he|she|it|they|who|which|that|when|where|while|as|after|before|because"
    r"|until|than|what|how|whom|although|though|since|if)\b"
)
_PARTICIPLE_TAIL = re.compile(
    r" (?:by|in|at|from|to|on|with|for|as|of|during|under|near|between)\b"
)
_RELATIVE = PrefilteredPattern(r"\b(?:who|which|that|whom|where)\b[^,]*\Z")
IRREGULAR_PARTICIPLE = (
    "built|born|made|held|sold|sent|led|lost|won|found|put|set|known|told|caught|brought|bought"
    "|taught|cut|hit|shot|fought|left|kept|laid|paid|read|said|spent|struck|hung|cast|met|begun"
    "|drawn|shown|thrown|flown|grown|torn|worn|sung|overthrown|withdrawn|shut|split|spread|bound"
    "|dug|fed|heard|understood|rebuilt|upheld|sunk|swept|dealt|bred|sworn"
)
"""Participles that end neither with "ed" nor with "en"."""
_VERB_GROUP = re.compile(
    r"(?:was|were|became|got|is|are|had|has|have|been|be|did|could|would|should|not"
    r"|also|first|then|later|soon|afterwards|again|both|all|already|once|still"
    r"|finally|never|only|in turn|at (?:first|last|once)|[a-z]+ly| )*"
    rf"(?:[a-z]+(?:ed|en)|{IRREGULAR_PARTICIPLE})?\b"
)
_ADJECTIVE_BEFORE = re.compile(r"\b(?:an?|the|his|her|its|their) [a-z]+ and\Z")
_ADJECTIVE = re.compile(r"[a-z]+ed (?!(?:the|an?|his|her|its|their|by|in|at|to|as|from|on)\b)[a-z]")

_PAST_OF_PARTICIPLES = {
    "becoming": "became", "beginning": "began", "being": "was", "breaking": "broke",
    "bringing": "brought", "building": "built", "buying": "bought", "catching": "caught",
    "choosing": "chose", "coming": "came", "cutting": "cut", "dealing": "dealt", "doing": "did",
    "drawing": "drew", "driving": "drove", "dying": "died", "falling": "fell", "feeling": "felt",
    "fighting": "fought", "finding": "found", "fleeing": "fled", "flying": "flew",
    "forbidding": "forbade", "getting": "got", "giving": "gave", "going": "went",
    "growing": "grew", "having": "had", "hearing": "heard", "hiding": "hid", "hitting": "hit",
    "holding": "held", "keeping": "kept", "knowing": "knew", "laying": "laid", "leading": "led",
    "leaving": "left", "losing": "lost", "making": "made", "meaning": "meant",
    "meeting": "met", "overcoming": "overcame", "overthrowing": "overthrew", "paying": "paid",
    "putting": "put", "rebuilding": "rebuilt", "riding": "rode", "rising": "rose",
    "running": "ran", "saying": "said", "seeing": "saw", "seeking": "sought",
    "selling": "sold", "sending": "sent", "setting": "set", "shooting": "shot",
    "sinking": "sank", "sitting": "sat", "speaking": "spoke", "spending": "spent",
    "splitting": "split", "spreading": "spread", "standing": "stood", "striking": "struck",
    "swimming": "swam", "taking": "took", "teaching": "taught", "telling": "told",
    "throwing": "threw", "undergoing": "underwent", "undertaking": "undertook",
    "bearing": "bore", "betting": "bet", "bidding": "bid", "binding": "bound",
    "blowing": "blew", "casting": "cast", "digging": "dug", "drinking": "drank",
    "eating": "ate", "feeding": "fed", "forgetting": "forgot",
    "freezing": "froze", "hanging": "hung", "hurting": "hurt", "lending": "lent",
    "letting": "let", "lighting": "lit", "overrunning": "overran", "overtaking": "overtook",
    "reading": "read", "remaking": "remade", "retaking": "retook", "ringing": "rang",
    "shaking": "shook", "shutting": "shut", "singing": "sang", "sleeping": "slept",
    "sliding": "slid", "stealing": "stole", "sweeping": "swept", "swinging": "swung",
    "tearing": "tore", "thinking": "thought", "understanding": "understood",
    "upholding": "upheld", "weaving": "wove", "winding": "wound",
    "wearing": "wore", "winning": "won", "withdrawing": "withdrew", "writing": "wrote",
}  # fmt: skip


_MAX_CACHED_TEXTS = 8
"""How many texts' main verbs are cached: those of a title are asked for by several modules."""
PRESENT_VERBS = frozenset(("is", "are", "has", "have"))


def find_verbs(text: str) -> list[str]:
    """Find the past-tense verbs of a text."""
    return VERB.findall(text)


def tells_past(text: str) -> bool:
    """Whether a text has a verb of the past."""
    return any(verb[0] not in PRESENT_VERBS for verb in VERB.finditer(text))


def find_plain_verb(text: str, start: int = 0) -> re.Match[str] | None:
    """Find the first verb that is no attribute, as in "a combined army" and "united towns"."""
    for verb in VERB.finditer(text, start):
        attribute = ATTRIBUTE_BEFORE if verb[0].endswith("ed") else _DETERMINER_BEFORE
        if not attribute.search(text[: verb.start()]):
            return verb
    return None


@lru_cache(maxsize=_MAX_CACHED_TEXTS)
def find_main_verb(text: str) -> re.Match[str] | None:
    """Find the verb of a text's main clause, behind participles and clauses of its subject.

    "The men held in Birk were freed", "The cows that he sold were old": "were".
    """
    verb = find_plain_verb(text)
    if verb is not None and _PARTICIPLE_TAIL.match(text, verb.end()):
        is_passive = text.startswith(" by ", verb.end()) and not _FINITE_VERB.match(verb[0])
        later = _FINITE_VERB.search(text, verb.end()) or (
            find_plain_verb(text, verb.end()) if is_passive else None
        )
        if later and (is_passive or not _CLAUSE_END.search(text, verb.end(), later.start())):
            verb = later
    elif verb is not None and _RELATIVE.search(text[: verb.start()]):
        later = _FINITE_VERB.search(text, end_of_verb_group(text, verb))
        verb = later or verb
    return verb


def end_of_verb_group(text: str, verb: re.Match[str]) -> int:
    """Where a verb ends with the auxiliaries, adverbs and participle that belong to it."""
    if not _FINITE_VERB.match(verb[0]):
        return verb.end()
    group = _VERB_GROUP.match(text, verb.start())
    return max(verb.end(), group.end() if group else 0)


def joins_adjectives(before: str, behind: str) -> bool:
    """Whether "and" between two texts joins adjectives: "a common and attested name"."""
    return _ADJECTIVE_BEFORE.search(before) is not None and _ADJECTIVE.match(behind) is not None


def make_past(participle: str) -> str:
    """The past tense of a participle in -ing: "leaving" → "left", "marrying" → "married"."""
    known = _PAST_OF_PARTICIPLES.get(participle.lower())
    stem = participle.lower().removesuffix("ing")
    if known is not None:
        return known
    return f"{stem[:-1]}ied" if re.search(r"[^aeiou]y\Z", stem) else f"{stem}ed"
