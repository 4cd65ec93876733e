"""State the clause within a sentence whose verb stands nearest before the date.

"The war dragged on until the towns made peace in 1450", "He was succeeded by Pell, who burned the
mill in 1450": the date is of "the towns made peace" and "Pell burned the mill", whatever the rest
of the sentence tells. A clause whose subject is not plain makes no title.
"""

from __future__ import annotations

import re

from qaim_cli.extract.dates.date_bounds import NEGATION_BEFORE
from qaim_cli.extract.titles.shared_subjects import add_subject, find_shared_subject
from qaim_cli.extract.titles.shortening import shorten_title
from qaim_cli.extract.titles.title_clauses import SPENT_BEFORE
from qaim_cli.extract.words.clause_marks import EDGE_MARKS
from qaim_cli.extract.words.noun_phrases import NOUN_PHRASE
from qaim_cli.extract.words.person_nouns import KIN_NOUN
from qaim_cli.extract.words.text_parts import CAPITAL, Span
from qaim_cli.extract.words.verbs import (
    ATTRIBUTE_BEFORE,
    VERB,
    end_of_verb_group,
    find_main_verb,
    joins_adjectives,
)
from qaim_cli.text import capitalise

_MAX_CLAUSE_CHARS = 200
_MAX_NEGATED_CHARS = 80
_MAX_CHARS = 500
"""How much of a sentence before its date is looked at."""
_START = re.compile(
    r",? (?P<word>when|while|until|till|before|after|because|although|though|whereas|where|who"
    r"|which|that|and|but) "
)
_RELATIVES = frozenset(("who", "which", "that"))
_CONJUNCTIONS = frozenset(("and", "but"))
_PREPOSITION = re.compile(
    r"(?: (?:in|on|by|from|until|during|since|at|between|around|about|the|late|early|mid|of|as"
    r"|dated))*[ ,(]*\Z"
)
_BREAK = re.compile(
    r"[,;:()\"“”–—]|\b(?:who|whom|whose|which|that|where|when|while|although|though|because|after"
    r"|before|until|since|if|unless|than|following|despite|whether|how|why|what|including|except|as"
    r"|and|but|or|[a-z]+ing)\b"
)
"""What begins another clause, or may: between a verb and its date there is none."""
_REDUCED = re.compile(
    r"(?P<subject>(?:The|An?|One|Its|His|Her|Their)(?: (?!(?:who|which|that)\b)[\w'’-]+){1,8}?)"
    r" (?P<said>(?:(?:first|originally|newly) )?"
    r"(?:[a-z]+ed|built|found|held|led|written|won|drawn|made)"
    r" (?:by|on|in|at|for|from|near|to) [^,;:()]{1,70})"
)
"""A subject with a participle, before the verb of its sentence."""
_FINITE_BEHIND = re.compile(rf"\)?,? (?:{VERB.pattern}|dates|says|shows)\b")
_PLURAL = re.compile(r"(?<![su])s\Z")
_FRONTED_RELATIVE = re.compile(r",? (?P<word>who|which)\Z")
_FRONTED_CLAUSE = re.compile(
    rf",? (?P<clause>(?:[a-z]+ly )?(?:{VERB.pattern})"
    r"(?:(?!,? (?:and|but|who|which|that|where|when|while|although|because|after|before|until)\b)"
    r"[^;:()])*)"
)
_IN_LIST = re.compile(r" (?:and|or) (?=(?:the|an?|his|her|its|their) |[A-ZÀ-Þ]|[a-z]+ [a-z]+\b)")
_REST = re.compile(
    r"(?: (?!(?:who|which|that|where|when|while|although|though|because|after|before|until|since"
    r"|and|but|or|as|by|to|so)\b)[^\s,;:()]+)*"
)
_NAME = (
    r"(?!(?:In|On|At|Under|By|For|After|During|With|From|To|As|When|While|It|He|She|They|All"
    r"|Those|Many|Some|Most|Both)\b)"
    r"[A-ZÀ-Þ][\w'’.-]*(?: (?:(?:of|for|and|de|del|la|al|von|van|bin|ibn|the) )*[A-ZÀ-Þ][\w'’.-]*)*"
)
_SMALL_WORD = (
    r"(?!(?:of|in|at|to|by|for|from|with|and|or|on|as|into|than|who|which|that)\b"
    rf"|(?:{VERB.pattern}))[a-z][\w'’-]*"
)
_NOUN = re.compile(
    rf"(?<![\w-])(?:(?:[Tt]he|[Aa]n?) (?:{_SMALL_WORD} ){{0,4}})?{_NAME}\Z"
    rf"|\b(?:[Tt]he|[Aa]n?) (?:{_SMALL_WORD} ){{0,3}}{_SMALL_WORD}\Z"
)
"""A whole name, or a noun with its article, at the end of what stands before a relative clause."""
_GOVERNED = re.compile(
    r"(?:\b(?:of|from|in|for|at|on|near|than|into|under|over|between|and|or|as)(?: the)?|['’]s?) \Z"
)
"""What a noun belongs to, so that a relative clause may be of another before it."""
_DESCRIBED_BEHIND = re.compile(
    rf"(?:,(?: (?:an?|the))? (?:(?!(?:{VERB.pattern}))[a-z][\w'’-]*)(?: (?:and )?"
    rf"(?!(?:{VERB.pattern}|of|by|in|with|for|to)\b)[a-z][\w'’-]*){{0,3}}){{1,3}}\Z"
)
"""What somebody is, behind the name: "Moss, smith and printer"."""
_DEED_OF = re.compile(
    r"\b(?:death|birth|memory|honou?r|work|life|reign|rule|execution|murder|arrival|election) of \Z"
)
"""What only one person can be of."""
_STANDS_ALONE = re.compile(r"(?:\A|, |\b(?:was|were|is|are|became|named|called|[a-z]+ed) )\Z")
_REACHED = re.compile(r"\b[a-z]+ (?:into|onto|to|on|against|with|through) \Z")
"""What stands before a name that "which" tells of, if no other noun does."""
_AGENT = re.compile(r"\bby \Z")
_FOR = re.compile(r"\b(?:for|with|by|into) \Z")
"""What stands before a noun with "a" that "which" tells of: "left for a mill, which"."""
_INDEFINITE = frozenset(("a", "an"))
_KIN_OF = re.compile(
    rf"\b(?:{KIN_NOUN}|descendant|friend|pupil|student|rival|heir|successor"
    r"|predecessor|follower|member|leader|king|queen|ruler|head|one|some|many|most|those|all|both"
    r"|and|or) (?:of |to )?(?:the )?\Z"
)
"""What stands before a name whose owner may be meant as well: "a pupil of Pell, who"."""
_NO_EVENT = re.compile(r"(?:is|are|has|have|would|could|should|did)\b")
_NO_SUBJECT = re.compile(
    r"\b(?:[a-z]+ly|not|to|of|in|on|at|by|for|from|with|it|there)\Z"
    r"|\A(?:in|on|at|by|for|from|with|to|of|into|over|under|through|between|among|against|as"
    r"|than|near|about|[a-z]+ing)\b|-\Z"
)
_DONE = (
    r"(?:founded|established|created|built|constructed|signed|published|released|formed|written"
    r"|elected|appointed|introduced|adopted|launched|designed|discovered|invented|held|completed"
    r"|erected|composed|painted|produced|filmed|born|killed|murdered|assassinated|executed|passed"
    r"|enacted|ratified|renamed|issued|approved|arranged|awarded|captured|chartered|commissioned"
    r"|consecrated|converted|dedicated|delivered|developed|directed|dissolved|drafted"
    r"|excavated|inaugurated|incorporated|initiated|installed|nominated|opened|organi[sz]ed"
    r"|performed|planned|proclaimed|promulgated|proposed|purchased|rebuilt|recorded|registered"
    r"|restored|sculpted|staged|translated|unveiled|designated|demolished"
    r"|disbanded|abolished|enlarged|extended|widened)"
)
_MADE = re.compile(
    r"(?P<comma>,?)(?: (?P<word>which|who) was| having been)?"
    rf" (?P<said>(?:(?:first|originally|later) )?{_DONE}"
    r"(?: (?:by|in|at|on|as|for|near|to) [^,;:()]{1,60})?)\Z"
)
"""A participle that tells what was done to the thing before it: "the mill, built by Pell in"."""
_ESTABLISHED = re.compile(
    r"(?:(?:first|originally|later) )?(?:founded|established|organi[sz]ed|incorporated|formed"
    r"|chartered|designated|inaugurated|dissolved|built|constructed|erected|opened|consecrated"
    r"|dedicated|invented|launched|introduced|unveiled|completed)\b"
)
"""What is done to bodies, places and buildings alone."""
_NAMED_BODY = re.compile(
    rf"(?<![\w-])(?P<body>[Tt]he (?:{_SMALL_WORD} ){{0,2}}{_NAME}(?: {_SMALL_WORD}){{0,2}}"
    rf"|[Aa]n? (?:{_SMALL_WORD} ){{0,2}}{_NAME}(?: {_SMALL_WORD}){{0,2}})\Z"
)
_LIKENESS = re.compile(
    r"\b(?:model|copy|replica|version|picture|painting|photograph|view|map|guide|history|member"
    r"|plan|drawing|design)s? (?:of|to|for) \Z"
)
_DEFINES = re.compile(r"\b(?:is|are|was|were) (?:an?|the|one of)\b")
"""What is said of the subject, which is meant as well: "a town in the Low Union, founded in"."""
_STANDS_BEHIND = re.compile(
    r"\b(?:in|at|near|was|were|is|are|include[sd]?|including|with|had|has) \Z"
)
_PLAIN_WORD = r" (?!(?:of|in|for|at|to|from|on|near|with|by|and|or)\b)[\w'’-]+"
_ONLY_SUBJECT = re.compile(rf"(?:The|An?)(?:{_PLAIN_WORD}){{1,7}}")
"""What stands before a participle where a sentence begins with the noun that it is of."""
_DEFINED = re.compile(
    r"\A(?P<subject>(?!There\b|(?:The|One of the|An?) (?:(?:most|least) \w+|\w+est|first|last"
    r"|only|other|another|second|latter|former|main|best) (?:is|was) )[^,;:()]{2,60}?)"
    r" (?:is|was) (?:an?|the|one of the)"
    r" (?P<kind>[^,;:()]+)\Z"
)
"""A sentence that says what its subject is, before what happened to that."""
_OTHER_THING = re.compile(
    r"\b(?:of|in|for|at|to|from|on|near|with|after|before)"
    r" (?:an?|the|his|her|its|their|two|three|many|several|some)\b"
    r"|\b(?:who|which|that|where|when|to|or|part|member|copy|version|kind|type|son|daughter"
    r"|[a-z]+ing|and (?=[A-Z]|the|an?\b))\b"
)
"""What a definition may name that is meant as well as its subject."""
_PHRASE_WITHIN = re.compile(r"\b(?:of|in|for|at|to|from|on|near|with|by|after|before)\b")
_BRACKETED_TEXT = re.compile(r" [(\[][^()\[\]]*[)\]]")
_LAST_CLAUSE = re.compile(r"[;:] (?:and |but )?|, (?:and |but )?")
_PRONOUN = re.compile(r"(?:he|she|it|they)\b")
_ADVERBS = re.compile(r"(?:(?:then|later|also|soon|first|finally|once|[a-z]+ly) )*")


def state_inner_clause(text: str, dates: list[Span], index: int) -> str:
    """State the clause whose verb is nearest before the date; empty where unclear.

    Args:
        text: the sentence.
        dates: where its dates stand, in order.
        index: which of these dates the clause holds.
    """
    start, end = dates[index]
    offset = max(0, start - _MAX_CHARS)
    head = _BRACKETED_TEXT.sub("", _PREPOSITION.sub("", text[offset:start]))
    if SPENT_BEFORE.search(head):
        return ""
    if made := _MADE.search(head):
        noun = _find_thing_made(head[: made.start()], made)
        is_plural = noun.endswith("s") and noun.rpartition(" ")[2].islower()
        said = f"{noun} {'were' if is_plural else 'was'} {made['said']}"
        if noun or made["comma"]:
            return _finish(said, text, dates, index) if noun else ""
    reduced = _REDUCED.fullmatch(head) if offset == 0 else None
    if reduced and not VERB.search(reduced["subject"]) and _FINITE_BEHIND.match(text, end):
        return _state_reduced(reduced) if index == 0 else ""
    if fronted := _FRONTED_RELATIVE.search(head):
        return _state_fronted(text, head[: fronted.start()], fronted["word"], end)
    for match in reversed([*_START.finditer(head, max(0, len(head) - _MAX_CLAUSE_CHARS))]):
        said = head[match.end() :]
        verb = find_main_verb(said)
        if verb is None and match["word"] in _CONJUNCTIONS:
            continue
        is_plain = verb is not None and not (
            (match["word"] not in _RELATIVES and _holds_verb(text, end))
            or _breaks_off(said, verb.end())
            or _NO_EVENT.match(verb[0])
        )
        if verb is None or not is_plain:
            return ""
        clause = _add_subject(head[: match.start()], match["word"], said, said[: verb.start()])
        return _finish(clause, text, dates, index) if clause else ""
    return ""


def _state_reduced(reduced: re.Match[str]) -> str:
    """State what a participle tells of the subject before it: "the bell cast by Pell in"."""
    subject = reduced["subject"]
    is_plural = _PLURAL.search(subject.partition(" of ")[0])
    clause = f"{subject} {'were' if is_plural else 'was'} {reduced['said']}"
    return shorten_title(clause.strip(EDGE_MARKS))


def _state_fronted(text: str, before: str, word: str, end: int) -> str:
    """State a relative clause that opens with its date: "Pell, who in 1450 sold the mill"."""
    said = _FRONTED_CLAUSE.match(text, end)
    noun = _find_subject(before, word) if said else ""
    if said is None or not noun:
        return ""
    clause = f"{noun} {said['clause']}".strip(EDGE_MARKS)
    return shorten_title(capitalise(clause))


def _find_subject(before: str, word: str) -> str:
    """Find the noun that a relative clause or participle is of; empty if unclear.

    Args:
        before: what stands before it.
        word: its relative pronoun; empty for a participle.
    """
    if word == "who":
        before = _DESCRIBED_BEHIND.sub("", before)
    noun = _NOUN.search(before)
    if noun is None or _KIN_OF.search(before[: noun.start()]):
        return ""
    around, name = before[: noun.start()], noun[0]
    article, _, rest = name.partition(" ")
    if word == "who":
        is_body = article.lower() == "the" and CAPITAL.match(rest)
        is_other = around.endswith((" of ", " and ")) and not _DEED_OF.search(around)
        is_full_name = " " in name and article != "the" and not is_other
        is_owned = _GOVERNED.search(around) and not is_full_name
        return "" if is_owned or is_body or not CAPITAL.search(rest or name) else name
    is_named = word == "which" and CAPITAL.search(rest or name) and _REACHED.search(around)
    is_clear = (
        _STANDS_ALONE.search(around)
        or is_named
        or (word and article.islower() and _AGENT.search(around))
        or (word == "which" and article in _INDEFINITE and _FOR.search(around))
    )
    return name if is_clear and (word != "that" or CAPITAL.search(rest)) else ""


def _find_thing_made(before: str, made: re.Match[str]) -> str:
    """Find what a participle is of: what the sentence defines, or the noun before."""
    is_set_off = made["comma"] != ""
    noun = _find_subject(before, made["word"] or "") if is_set_off else ""
    if not noun and _ESTABLISHED.match(made["said"]):
        noun = _find_nearest_body(before, is_set_off=is_set_off)
    if not noun and is_set_off and _ONLY_SUBJECT.fullmatch(before) and not VERB.search(before):
        return before
    return noun or _find_defined(before, is_set_off=is_set_off)


def _find_nearest_body(before: str, *, is_set_off: bool) -> str:
    """The named body, place or building right before a participle that only such have.

    Args:
        before: what stands before the participle.
        is_set_off: whether a comma stands between the two.
    """
    noun = _NAMED_BODY.search(before)
    around = before[: noun.start()] if noun else ""
    if noun is None or _LIKENESS.search(around) or _DEFINES.search(around):
        return ""
    is_plain = is_set_off or _STANDS_BEHIND.search(around)
    return noun["body"] if is_plain else ""


def _find_defined(before: str, *, is_set_off: bool) -> str:
    """The subject of a sentence that says what it is, if nothing else is named there.

    Args:
        before: the sentence before what happened to that.
        is_set_off: whether a comma stands between the two.
    """
    defined = _DEFINED.match(before)
    if defined is None or VERB.search(defined["subject"]) or _OTHER_THING.search(defined["kind"]):
        return ""
    is_near = is_set_off or not _PHRASE_WITHIN.search(defined["kind"])
    return defined["subject"] if is_near and NOUN_PHRASE.match(before) else ""


def _holds_verb(text: str, end: int) -> bool:
    """Whether a verb follows a date in its clause, so that one before it may be a participle."""
    rest = _REST.match(text, end)
    return rest is not None and VERB.search(rest[0]) is not None


def _breaks_off(said: str, start: int) -> bool:
    """Whether another clause begins behind a verb; a list of things is none."""
    rest = said[start:]
    if not VERB.search(rest):
        rest = _IN_LIST.sub(" ", rest)
    return _BREAK.search(rest) is not None


def _add_subject(before: str, word: str, said: str, subject: str) -> str:
    """Return a clause with its subject, or that of a relative clause; empty if unclear."""
    if word in _RELATIVES:
        if not _ADVERBS.fullmatch(subject):
            return ""
        noun = _find_defined(before, is_set_off=False) or _find_subject(before, word)
        return f"{noun} {said}" if noun else ""
    bare = subject.strip()
    clause = _BREAK.split(before)[-1]
    is_list = CAPITAL.match(clause.rpartition(" ")[2]) and CAPITAL.match(bare)
    if word in _CONJUNCTIONS and (is_list or not VERB.search(clause)):
        return ""
    if word in _CONJUNCTIONS and _ADVERBS.fullmatch(subject):
        return _share_subject(before, said)
    if (
        not bare
        or _ADVERBS.fullmatch(f"{bare} ")
        or _BREAK.search(bare)
        or _NO_SUBJECT.search(bare)
        or VERB.search(bare)
    ):
        return ""
    clause = add_subject(before, said)
    return "" if clause == said and _PRONOUN.match(said) else clause


def _share_subject(before: str, said: str) -> str:
    """Give a predicate the subject of the plain clause before it; empty if there is none."""
    clause = _LAST_CLAUSE.split(before)[-1]
    verb = find_main_verb(clause)
    if verb is None or _BREAK.search(clause) or not NOUN_PHRASE.match(clause):
        return ""
    own = find_main_verb(said)
    is_adjective = joins_adjectives(f"{before} and", said)
    if (
        own is None
        or is_adjective
        or _holds_another_verb(clause, verb)
        or _holds_another_verb(said, own)
    ):
        return ""
    subject = find_shared_subject(clause, said)
    return f"{subject}{said}" if subject else ""


def _holds_another_verb(clause: str, verb: re.Match[str]) -> bool:
    """Whether a verb or participle follows the first verb of a clause, which may be of either."""
    start = end_of_verb_group(clause, verb)
    return any(
        not ATTRIBUTE_BEFORE.search(clause[: each.start()]) for each in VERB.finditer(clause, start)
    )


def _finish(clause: str, text: str, dates: list[Span], index: int) -> str:
    """A clause with what belongs to it behind its date; empty where that is a noun's, or another.

    "The 1950 glut" dates no price, and "not sold until 1950" says nothing true without its date.
    """
    start, end = dates[index]
    is_noun = (
        text[:start].endswith(("the ", "a ", "’s ", "'s ")) and text[end + 1 : end + 2].isalpha()
    )
    if is_noun or any(text[slice(*date)] in clause for date in dates if date[0] < start):
        return ""
    rest = _REST.match(text, end)
    behind = rest[0] if rest else ""
    is_other = VERB.search(behind) or any(end <= date[0] < end + len(behind) for date in dates)
    before = text[max(0, start - _MAX_NEGATED_CHARS) : start]
    limit = f" until {text[start:end]}" if NEGATION_BEFORE.search(before) else ""
    clause = " ".join(f"{clause}{limit}{'' if is_other else behind}".split()).strip(EDGE_MARKS)
    return shorten_title(capitalise(clause))
