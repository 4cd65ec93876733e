"""Whether a drafted title is surely about its own date, and not about another of its sentence.

A title is drafted by cutting: what leads up to the clause of the date and what trails behind it
goes. It is certain where the date stood right before its clause ("In 1950, the mill burned") or
behind a finite verb with nothing between them that begins a clause of its own, where its subject
stands in the same clause, and where no other date was cut out of what is kept. Anything else may
be the clause of another date, or have the wrong subject.
"""

from __future__ import annotations

import re
from itertools import pairwise

from qaim_cli.extract.titles.title_clauses import drop_second_verb
from qaim_cli.extract.words.clause_marks import DATE_MARK, EDGE_MARKS
from qaim_cli.extract.words.openings import drop_number_marks, drop_opening, is_opening
from qaim_cli.extract.words.prefiltered_patterns import PrefilteredPattern
from qaim_cli.extract.words.text_parts import BRACKETED, CAPITAL
from qaim_cli.extract.words.verbs import (
    ATTRIBUTE_BEFORE,
    LY_NOUN,
    VERB,
    find_main_verb,
    joins_adjectives,
)
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.text import capitalise

_MAX_SUBJECT_CHARS = 110
_MAX_SAME_CHARS = 20
_MAX_PREDICATE_CHARS = 25
_MARKS = ',.;:()"“”'
_CLAUSE_WORD = (
    r"(?:who|whom|whose|which|(?<!\bof )(?<!\bin )(?<!\bat )(?<!\bon )(?<!\bto )(?<!\bby )"
    r"(?<!\bfor )(?<!\bfrom )(?<!\bwith )that|where|when|while|whereas|although|though|because"
    r"|after|before|until|till|since|if|unless|than|following|prior|despite|whether|how|why|what"
    r"|once(?! again)|like|including|except|whereby|wherein|unlike|instead|rather)"
)
_CLAUSE_START = re.compile(rf"\b{_CLAUSE_WORD}\b|[;:(]| [–—-] |, (?:and|but|or) ")
_PARTICIPLE = re.compile(
    r"(?<!\b[Tt]he )(?<!\b[Aa]n )(?<!\b[Aa] )(?<!\b[Ii]ts )(?<!\b[Hh]is )(?<!\b[Hh]er )"
    r"(?<!heir )\b(?!(?:during|wing|ring|king|spring|string|thing|nothing|morning|evening|building"
    r"|meeting|landing|uprising|beginning)\b)[a-z]+ing (?:the|an?|his|her|its|their|him|them|it"
    r"|this|that|to|from|with|by|for|on|up|out|in|at|as|of|[A-ZÀ-Þ\d])"
)
_AUXILIARY = (
    r"(?:was|were|became|got|is|are|had|has|have|been|be|being|did|could|would|should|not|also"
    r"|first|then"
    r"|later|soon|again|both|all|once|still|finally|never|only|[a-z]+ly)"
)
_VERB_GROUP = re.compile(
    rf"(?:{_AUXILIARY} )*(?:(?:{VERB.pattern}|[a-z]+en|known|born|begun|sung)(?=[ \x01])"
    rf"(?:(?: (?:down|up|out|off|over|away)| working| living| using)\b)?|{_AUXILIARY}\b)?"
)
_PLACE_COMMA = re.compile(
    r", [A-ZÀ-Þ][\w'’.-]*(?: (?:(?:of|the|and) )?[A-ZÀ-Þ][\w'’.-]*)*(?=,| ?\x01|\Z)"
)
_APPOSITION = re.compile(
    r", (?:an?|the|his|her|its|their|now|then|[A-ZÀ-Þ][\w'’. -]{1,40}['’]s?) [^,\x01]{2,60},(?= )"
)
_NAME_AT_END = re.compile(
    r"(?<=[a-z]), (?:the )?[A-ZÀ-Þ][\w'’.-]*(?: (?:(?:of|de|von|van) )?[A-ZÀ-Þ][\w'’.-]*)*,?\Z"
)
"""The name of the noun that a subject is: "the ruler, Ann Pell"."""
_REPORTED = re.compile(
    r"\A[^,;]{3,60} (?:(?:believe|think|suggest|argue|claim|say|estimate|maintain|report|state|note"
    r"|show|indicate|assume|propose|hold)(?:s|d|ed)?|thought|said|held|wrote|found|reported|noted"
    r"|estimated|argued|claimed) that "
)
"""Whoever says what a title tells."""
_NOW_CALLED = re.compile(
    r"\bwhat (?:is|was) (?:now|then|today|later)(?: (?:called|known as|part of))? "
)
"""What says which place is meant: "a colony in what is now Birk"."""
_CLOSED_ASIDE = re.compile(r", (?!(?:and|but) )[^,\x01]{2,60}, ?\Z")
_COMMA_LIST = re.compile(
    r"(?:, (?!(?:and|but|or) )[^,]{2,40})+,? (?:and|or) (?!(?:he|she|it|they)\b)"
)
_OPENING_PLACE = re.compile(r"(?:In|At|On|From|Near) [^,\x01]{2,40}(?:, (?=[^ ]))?")
_FRONTED_DATE = re.compile(
    r"\A(?:(?:In|At|On|From|Near|Under|With|During|By|For)\b"
    rf"(?: (?!{_CLAUSE_WORD}\b|born\b|(?:{VERB.pattern}))[^\s,\x01]+){{0,6}},? ?"
    r"|(?:When|During|With|Upon) [^,\x01]*)?\x01[ ,]*"
)
_ATTRIBUTIVE_OF = PrefilteredPattern(
    r"\b(?!(?:[Aa]s|spring|summer|autumn|winter|fall|end|start|beginning|middle|half|part|years?"
    r"|months?|weeks|days?|morning|night|evening|turn|close|quarter|course|most|much|all|rest"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)\b)"
    r"[\w'’]+ of(?: the)?(?: (?:early|mid|late))? \Z"
)
_WEAK_END = PrefilteredPattern(
    r"\b(?:an?|the|his|her|its|their|of|in|on|at|by|for|to|from|with|and|or|but|as|into|than)\Z",
    re.IGNORECASE,
)
_WEAK_START = re.compile(
    r"(?:and|but|or|as|so|like|also|then|based on|prior to|due to|owing to|in addition"
    rf"|(?!since\b|that\b|what\b){_CLAUSE_WORD})\b",
    re.IGNORECASE,
)
_ADVERB = re.compile(
    rf"(?!{LY_NOUN})[A-Z][a-z]+ly"
    r"|First|Later|Then|Also|Soon|Now"
)
"""An adverb alone, which is no subject: "unintentionally built"."""
_BY_BEHIND = re.compile(r"[ \x01]*by (?!\x01|\d)")
_STATE_VERB = re.compile(r"(?:is|are)\b")
_FROM = re.compile(r"\bfrom (?:[^,;()]|(?<=\d),|\([^()]*\)){0,80}\Z")
_GROWS_FROM = PrefilteredPattern(
    r"\b(?:increased|grew|rose|fell|dropped|shrank|expanded|declined|decreased)"
    r" from [^,;()]{1,60} in \Z"
)
"""What changes towards a date, behind its other end: "grew from ten in 1900 (to twenty)"."""
_ONWARD_TO = re.compile(r",?(?: \([^()]*\))? to (?:[^,;()]|(?<=\d),|\([^()]*\)){1,80}")
_STILL_SO = re.compile(r"\b(?:[Ss]ince|[Aa]s (?:of|at))(?: the)?(?: (?:early|mid|late))? ?\Z")
_RELATIVE = re.compile(r"(?:, ?)?(?:which|who)")
_PREDICATE_AHEAD = re.compile(r", (?:was|were|is|are|had|has|have) ")
_LIST_BEFORE = re.compile(r",(?P<item>[^,]{2,60}) and \Z")
_DEFINING = re.compile(
    r"(?:is|was|are|were) (?:an?|the|one of the) [^,;:]* who"
    r"|(?:is|was|are|were) (?:an?|the) (?:(?!(?:of|in|at|for|to|from|on|with|by)\b)[\w'’-]+ ){1,5}"
    r"(?:that|which)"
)
"""What a sentence says that its subject is: "Ann was a smith who sold"."""
_PRONOUN_AGAIN = re.compile(r",? (?:and|but) (?:he|she|it)\Z")
_VERBLESS_CLAUSE = re.compile(
    r"\b(?:when|while|though|although) (?:still|only|just|barely)\b[^,;]*"
)
"""A clause without a subject that another could share: "king when still a boy"."""
_CLOSED_APPOSITION = re.compile(r", (?:an?|the|his|her|its) [^,]*(?=,)")
"""What somebody is, between commas: "Ann, the smith, sold it"."""
_REPEATED_COMMA = re.compile(r",(?:\s*,)+")
_BARE_PREDICATE = re.compile(r"(?:[Ww]as|[Ww]ere|[Ii]s|[Aa]re|[Hh]a[ds]|[Hh]ave|[Dd]id|[Ww]ould)\b")
_ALONE_IN_BRACKETS = re.compile(r"(?:in|on|by|from|since|c\.|ca\.|circa|about)? ?")
_KEPT_PREPOSITION = re.compile(r"(?: (?:not|until|till|by|in|on|the|an?|his|her|its|their))+ ?\Z")
_PARTICIPLE_BEFORE = re.compile(r" (?:by|in|at|on|to|from|for|with|near|as)\b|\W*\Z")
_LATER_VERB = re.compile(
    r" ?(?!(?:called|named|titled|entitled|dubbed|known)\b)"
    rf"(?:(?!{_CLAUSE_WORD}\b|(?:and|but|to|when|as)\b)[\w'’-]+ ){{0,4}}?(?P<verb>{VERB.pattern})"
)
_AUXILIARY_VERB = re.compile(r"(?:was|were|had|has|have|is|are|did|could|would|should|became)\b")
_DATE_PREPOSITIONS = frozenset(
    (
        "in", "on", "by", "from", "until", "during", "since", "at", "between", "after", "before",
        "around", "about", "late", "early", "mid", "the", "to", "of", "through", "throughout",
        "over", "circa", "c.", "as", "",
    )
)  # fmt: skip
"""What stands before a date, a bracket alone too."""


class CutTitle(FrozenRecord):
    """A title as it was cut out of its sentence."""

    title: str
    """The title, with `DATE_MARK` where its date stood, if that is in it."""
    clause: str
    """The clause that it was made of, with the mark."""
    text: str
    """The sentence."""
    dates: list[tuple[int, int]]
    """Where the dates of the sentence stand."""
    number: int
    """Which of them is the title's, from 0."""
    is_name: bool
    """Whether a title without a verb names what happened, or the thing that is dated."""

    @property
    def span(self) -> tuple[int, int]:
        """Where the title's date stands."""
        return self.dates[self.number]

    @property
    def words(self) -> str:
        """The words of the title's date."""
        return self.text[slice(*self.span)]


def is_certain(cut: CutTitle) -> bool:
    """Whether a title is surely about its own date."""
    verb = find_main_verb(cut.title)
    date = cut.title.find(DATE_MARK)
    if date < 0 and not _is_fronted(cut, verb):
        return False
    if verb is None:
        is_name = cut.is_name and cut.title.endswith(DATE_MARK)
        is_alone = date < 0 and len(cut.dates) == 1 and find_main_verb(cut.clause) is None
        return (is_name and not _WEAK_START.match(cut.title)) or is_alone
    subject = cut.title[: verb.start()].replace(DATE_MARK, " ").strip(EDGE_MARKS)
    if (
        _is_attribute(cut)
        or _is_participle(cut.title, verb)
        or any(_holds_date(cut, verb, each) for each in cut.dates if each != cut.span)
        or _is_end_of_change(cut)
        or not _is_subject(subject)
        or _ends_list(cut, subject)
        or _leaves_subject_open(cut, verb, subject)
    ):
        return False
    if date < 0:
        return True
    if date < verb.start():
        if _holds_participle(cut.title[:date]):
            return False
        is_only_date = len(cut.dates) == 1 and is_opening(cut.text)
        return is_only_date or _opens_sentence(cut) or cut.words.lower() in cut.title[:date].lower()
    return not _is_state(cut, verb) and _governs(cut, verb, date)


def _is_participle(title: str, verb: re.Match[str]) -> bool:
    """Whether a verb may be a participle: "the act, signed in 1950, says", "joined by his men"."""
    if _AUXILIARY_VERB.match(verb[0]):
        return False
    before = title[: verb.start()].rstrip(DATE_MARK + " ")
    is_set_off = before.endswith(",") and not _NAME_AT_END.search(before)
    return is_set_off or _BY_BEHIND.match(title, verb.end()) is not None


def _holds_participle(before: str) -> bool:
    """Whether a date stands behind a participle of the subject: "the bell cast by Pell in 1950"."""
    verb = find_main_verb(before)
    return verb is not None and _PARTICIPLE_BEFORE.match(before, verb.end()) is not None


def _is_attribute(cut: CutTitle) -> bool:
    """Whether a date belongs to a noun before it, or shares brackets with other words."""
    start, end = cut.span
    if _ATTRIBUTIVE_OF.search(cut.text[max(0, start - 40) : start]):
        return True
    opens = cut.text.rfind("(", 0, start)
    closes = cut.text.find(")", opens) if opens >= 0 else -1
    if closes < end:
        return False
    is_alone = _ALONE_IN_BRACKETS.fullmatch(cut.text, opens + 1, start) or cut.is_name
    return not is_alone or sum(opens < begin < closes for begin, _ in cut.dates) > 1


def _is_end_of_change(cut: CutTitle) -> bool:
    """Whether a date stands at an end of what changes: "from ten in 1900 to twenty in 1950"."""
    begin, end = cut.span
    if cut.text.startswith(" to ", end) and _GROWS_FROM.search(cut.text, 0, begin):
        return True
    return any(
        cut.span in pair
        and _ONWARD_TO.fullmatch(cut.text, pair[0][1], pair[1][0])
        and (start := _FROM.search(cut.text, 0, pair[0][0]))
        and not VERB.search(start[0])
        for pair in pairwise(cut.dates)
    )


def _is_state(cut: CutTitle, verb: re.Match[str]) -> bool:
    """Whether a verb tells how things are now, and not since or as of the date."""
    start = cut.span[0]
    is_still_so = _STILL_SO.search(cut.text[:start]) or _STILL_SO.match(cut.text, start)
    return _STATE_VERB.match(verb[0]) is not None and not is_still_so


def _ends_list(cut: CutTitle, subject: str) -> bool:
    """Whether a subject is the last item of a list: "by Ann, Bo, Cy and Di reached"."""
    place = cut.text.find(subject)
    listed = _LIST_BEFORE.search(cut.text[max(0, place - 80) : max(0, place)])
    return listed is not None and not VERB.search(listed["item"])


def _opens_sentence(cut: CutTitle) -> bool:
    """Whether a title begins as its sentence does."""
    words = cut.title.replace(DATE_MARK, " ").lower().split()[:2]
    return all(word in cut.text[:60].lower() for word in words)


def _is_fronted(cut: CutTitle, verb: re.Match[str] | None) -> bool:
    """Whether the date stood right before the title's clause."""
    clause = cut.clause.lstrip()
    opening = _FRONTED_DATE.match(clause)
    if opening is None:
        return False
    rest = clause[opening.end() :].replace(DATE_MARK, " ").lstrip(EDGE_MARKS)
    main = drop_opening(capitalise(rest), 0)
    subject = _drop_commas(cut.title[: verb.start() if verb else _MAX_SAME_CHARS])
    return subject != "" and any(_drop_commas(each).startswith(subject) for each in (rest, main))


def _drop_commas(words: str) -> str:
    """Words in small letters, without the commas around a name."""
    return words.replace(",", "").strip().lower()


def _holds_date(cut: CutTitle, verb: re.Match[str], span: tuple[int, int]) -> bool:
    """Whether another date was cut out of what the title keeps, or stood right at its edge."""
    before = BRACKETED.sub(" ", cut.text[max(0, span[0] - 120) : span[0]]).split()
    behind = BRACKETED.sub(" ", cut.text[span[1] :][:120]).split()
    while before and before[-1].lower().strip("(,") in _DATE_PREPOSITIONS:
        before.pop()
    previous, last = ["", "", *(word.strip(_MARKS) for word in before)][-2:]
    following = behind[0].strip(_MARKS) if behind else ""
    if not last:
        governed = cut.text[span[1] :].lstrip(EDGE_MARKS).lower()
        told = cut.title[: verb.end() + _MAX_SAME_CHARS // 2].replace(DATE_MARK, " ")
        return governed.startswith(told.strip(EDGE_MARKS).lower())
    words = [word.strip(_MARKS) for word in cut.title.replace(DATE_MARK, " ").split()]
    return any(
        words[n] == last
        and [*words, ""][n + 1] in ("", following)
        and (n == 0 or words[n - 1] == previous)
        for n in range(len(words))
    )


def _is_subject(subject: str) -> bool:
    """Whether words are the subject of one clause, with nothing unresolved in them."""
    if not subject or len(subject) > _MAX_SUBJECT_CHARS or _WEAK_END.search(subject):
        return False
    if _WEAK_START.match(subject) or _BARE_PREDICATE.match(subject) or _ADVERB.fullmatch(subject):
        return False
    subject = _NAME_AT_END.sub("", subject)
    subject = _REPEATED_COMMA.sub(",", drop_number_marks(_REPORTED.sub("", subject)))
    bare = _APPOSITION.sub(" ", _PLACE_COMMA.sub("", f"{subject}, ")).rstrip(", ")
    bare = _COMMA_LIST.sub(" ", _OPENING_PLACE.sub("", bare, count=1))
    return "," not in bare and not _CLAUSE_START.search(bare) and not _PARTICIPLE.search(bare)


def _leaves_subject_open(cut: CutTitle, verb: re.Match[str], subject: str) -> bool:
    """Whether what was cut between a subject and its predicate may hold the true subject."""
    predicate = cut.title[verb.start() :].partition(DATE_MARK)[0].strip()
    predicate = predicate[:_MAX_PREDICATE_CHARS].lower()
    clause = cut.clause.lower()
    if _drop_commas(f"{subject} {predicate}") in _drop_commas(clause):
        return False
    start = clause.find(subject.lower()) + len(subject)
    end = clause.find(predicate, start) if start >= len(subject) else -1
    gap = clause[start:end].replace(DATE_MARK, " ").strip() if end >= 0 else ""
    gap = _VERBLESS_CLAUSE.sub(_drop_plain_aside, gap)
    gap = _CLOSED_APPOSITION.sub(_drop_plain_aside, gap)
    if not gap:
        return False
    if joins_adjectives(gap, predicate) or _PREDICATE_AHEAD.match(gap):
        return True
    if _DEFINING.fullmatch(gap):
        return False
    is_same = _PRONOUN_AGAIN.search(gap) and not CAPITAL.search(cut.clause, start, end)
    is_closed = gap.endswith(",") or f", {predicate}" in cut.text.lower()
    if is_same or _RELATIVE.fullmatch(gap) or (gap.startswith(",") and is_closed):
        return False
    return bool(_CLAUSE_START.search(gap.removesuffix("and")) or _PARTICIPLE.search(gap))


def _drop_plain_aside(aside: re.Match[str]) -> str:
    """Nothing instead of an aside, but one with a verb stays: "a painter he met at Birk"."""
    return aside[0] if VERB.search(aside[0]) else " "


def _governs(cut: CutTitle, verb: re.Match[str], date: int) -> bool:
    """Whether a verb governs the date behind it: no other clause begins in between.

    The words of the date may stand before its mark: "did not open until 1990".
    """
    group = _VERB_GROUP.match(cut.title, verb.start())
    start = max(verb.end(), group.end() if group else 0)
    between = cut.title[start:date]
    if between.endswith(cut.words):
        between = _KEPT_PREPOSITION.sub("", between.removesuffix(cut.words))
    between = _NOW_CALLED.sub("", drop_second_verb(between))
    between = _PLACE_COMMA.sub("", f"{between}{DATE_MARK}").removesuffix(DATE_MARK)
    between = _APPOSITION.sub(_drop_plain_aside, drop_number_marks(between))
    between = _CLOSED_ASIDE.sub(_drop_plain_aside, between).rstrip(", ")
    if _WEAK_END.search(cut.title[:date].rstrip(", ")):
        return False
    later = _LATER_VERB.match(cut.title, date + 1)
    is_finite = later and not ATTRIBUTE_BEFORE.search(cut.title[: later.start("verb")])
    is_relative = is_finite and not _AUXILIARY_VERB.match(verb[0])
    return not (
        is_relative
        or "," in _COMMA_LIST.sub(" ", between)
        or _CLAUSE_START.search(between)
        or _PARTICIPLE.search(between)
        or find_main_verb(between)
    )
