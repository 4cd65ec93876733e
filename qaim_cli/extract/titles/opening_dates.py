"""State what a sentence, or a clause of it, says behind the date that it opens with.

"In 1950 the cows that he had sold were found, …" tells all of what happened in 1950, whatever its
subject is made of. So it does behind a short phrase that bears the date ("In a 1950 letter, …").
Other dates in what is kept stay in words.
"""

from __future__ import annotations

import re

from qaim_cli.extract.titles.shared_subjects import find_shared_subject
from qaim_cli.extract.titles.shortening import MAX_TITLE_CHARS, drop_weak_end, shorten_title
from qaim_cli.extract.words.clause_marks import EDGE_MARKS, SPACE_BEFORE_MARK
from qaim_cli.extract.words.openings import drop_number_marks, drop_opening, is_opening
from qaim_cli.extract.words.text_parts import BRACKETED_WITH_BLANK, Span
from qaim_cli.extract.words.verbs import VERB, find_main_verb
from qaim_cli.text import capitalise

_MAX_PHRASE_CHARS = 80
_MAX_CHARS = 500
"""How much of a sentence is looked at on either side of its date."""
_CONNECTOR = (
    r"(?:(?:Earlier|Previously|Early on|However|Meanwhile|Thus|Hence|Therefore|Moreover|Furthermore"
    r"|In addition|Finally|Then"
    r"|Subsequently|Eventually|Nevertheless|Later|Also|Instead|But|And|Yet|then|later|finally"
    r"|eventually|again|also),? )?"
)
_PREPOSITION = (
    r"(?:(?:[Ii]n|[Oo]n|[Bb]y|[Aa]t|[Dd]uring|[Ff]rom|[Ss]ince|[Uu]ntil|[Bb]etween|[Aa]round"
    r"|[Aa]bout|[Tt]hroughout|[Oo]ver|[Aa]s (?:early|late) as|[Aa]s of|[Ss]tarting(?: in)?"
    r"|[Bb]eginning(?: in)?|[Ss]ometime|[Ll]ate|[Ee]arly|[Ll]ater|[Tt]hat|[Tt]he|[Tt]hroughout)"
    r" ){0,3}"
)
_CLAUSE_START = (
    r"(?:\A(?:(?:However|Thus|Finally|Meanwhile|But|And|Yet),? )?(?:(?:[Aa]fter|[Ww]hen|[Ww]hile"
    r"|[Aa]s|[Aa]lthough|[Tt]hough|[Bb]ecause|[Dd]espite|[Ff]ollowing|[Dd]uring|[Ww]ith|[Uu]pon"
    r"|[Ff]or|[Tt]o|[Ii]n|[Aa]t|[Oo]n|[Bb]y|[Uu]nder|[Gg]iven|[Dd]ue|[Bb]efore|[Tt]owards?"
    r"|[Ss]ince|[Oo]nce|[Tt]hroughout|Having|Being)\b[^,;]*, (?:[A-Z][\w'’-]+, )?"
    r"|(?!According|King|Spring|Beijing|United|Allied|Red\b)[A-Z][a-z]+(?:ed|ing)\b[^,;]*, )?|; "
    r"|,? (?:and|but|while|whereas|although|though),? |, (?:where|so|as|because|until),? )"
)
_PHRASE_BEFORE = r"(?:(?:near|in|at|under|with) (?:[\w'’-]+ ){0,4}[\w'’-]+, )?"
_OPENS = re.compile(rf"{_CLAUSE_START}{_CONNECTOR}{_PHRASE_BEFORE}{_PREPOSITION}\Z")
"""What stands before a date that opens its clause."""
_PHRASE_OPENS = re.compile(
    rf"{_CLAUSE_START}{_CONNECTOR}(?:In|At|On|During|According to|By|For|Under|in|at|on|during)"
    rf" (?:(?!(?:which|after|before|following|since|until)\b|{VERB.pattern})[^\s,;:()]+ ){{0,12}}\Z"
)
_PHRASE_END = re.compile(rf"(?: (?!{VERB.pattern}|\d)[^\s,;:()]+){{0,8}},(?= )")
"""What stands around a date in a phrase before a clause: "In a 1950 letter to his sons, "."""
_DATE_APPOSITION = re.compile(
    r"\A(?:(?:an?|the|his|her|its|their) (?:[\w-]+ ){0,3}(?:night|day|eve|year|time|month|week"
    r"|anniversary|birthday|period|season|spring|summer|winter|autumn)\b"
    r"|(?:(?:only|just|about|some|exactly) )?(?:[\w-]+ ){1,3}(?:hours?|days?|weeks?|months?|years?)"
    r" (?:before|after|later)\b|at (?:the )?age\b|aged?\b|until\b|through\b"
    r"|\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2})[^,]*, "
)
_NO_SUBJECT = re.compile(
    r"(?:and|or|to|of|which|who|where|when|that|as|is|there(?:after|by)|onwards?|until|through|by"
    rf"|also|then|{VERB.pattern})\b|['’]s\b|[-–—]"
)
_OTHER_CLAUSE = re.compile(
    r"[;:] |,? (?:and|but|while|whereas|when|where|which|who|before|after|until|although|though"
    r"|because|as|with|following|leading|resulting)\b"
)
_ARTICLES = ("the ", "a ", "an ", "The ", "A ", "An ")
_AFTER_COMMA = re.compile(rf", {_PREPOSITION}\Z")
_PRONOUN_CLAUSE = re.compile(
    rf",? (?=(?:he|she|it|they|we) (?:(?:then|also|later|first|[a-z]+ly) )?(?:{VERB.pattern}))"
)
"""A clause that a date opens, whatever leads up to both: "…, in 1926 she founded"."""
_OBJECT_PARTED = re.compile(rf"(?:{VERB.pattern}), (?:in|on|by|at|during) (?:the )?\Z")
"""A verb whose object stands behind the date: "he formed, in 1917, a league"."""
_HELD = re.compile(
    r"(?:\A|; )(?:In|At|During) [^,;]{3,60}, (?:held|released|published|signed|fought|issued)"
    r" (?:in|on|at|during)(?: the)? \Z"
)
_GOES_ON = re.compile(r",? ")
_ONLY_ORDER = re.compile(r"\b(?:after|before|since|following)\Z")
"""How a date ends that tells a time from what follows it: "a few days after the mill burned"."""
_ASIDE = re.compile(
    r", (?:who|which|whose|whom|where|acting|an?|the|his|her|its|their|now|then|[a-z]+ing|[a-z]+ed)"
    rf" [^,]{{3,120}},(?= (?:[a-z]+ly )?(?:{VERB.pattern}))"
)
_LISTED = re.compile(r"[^,]+(?:, [^,]+)+,? and ")
_UNCLEAR_SUBJECT = re.compile(
    r"[;:]|\b(?:who|which|that|whom|whose|where|when|because)\b|,(?! and)"
)
_BUT_BEFORE = re.compile(r", but(?: (?:in|on|by|at|from|during|then|later|the))*\Z")
_NAMED_SUBJECT = re.compile(
    rf"(?P<subject>He|She|They|(?!The |In |On |At )[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){{0,3}})"
    rf" (?={VERB.pattern})"
)
"""Who a sentence is about, whatever its first clause goes on to tell."""
_ADVERB = re.compile(r"(?:\b(?:soon|then|later|also|first|[a-z]+ly) )+\Z")
_INVERTED = re.compile(
    r",? (?P<verb>(?:arrived|came|occurred|appeared)"
    r"(?: (?:to|at|in|on|into|from) (?:(?:the|an?|its|his|her) )?[\w'’-]+)?)"
    r" (?P<subject>(?:the|an?) (?!(?:next|same|following|previous|last|first|second|third|close|few"
    r"|day|week|month|year|moment|time)\b)[\w'’-]+"
    rf"(?: (?!(?:in|on|at|to|from|by|for|with|as|and|but|or|who|which|that|when|where|while"
    rf"|after|before|into)\b|(?:{VERB.pattern}))[\w'’-]+){{0,5}})"
)
"""A verb of coming before its subject."""


def state_behind_date(text: str, dates: list[Span], index: int) -> str:
    """State what a clause says behind the date that opens it; empty where none does.

    Args:
        text: the sentence.
        dates: where its dates stand, in order.
        index: which of these dates the clause opens with.
    """
    start, end = dates[index]
    before = text[:start] if start <= _MAX_CHARS else f"…{text[start - _MAX_CHARS : start]}"
    begins = _find_clause(text[: end + _MAX_CHARS], before, end)
    if begins is None or _ONLY_ORDER.search(text[start:end]):
        return ""
    others = [date[0] - begins for date in dates if date[0] >= max(begins, end)]
    clause = _before_other_dates(text[begins:][:_MAX_CHARS], others)
    clause = SPACE_BEFORE_MARK.sub("", " ".join(BRACKETED_WITH_BLANK.sub("", clause).split()))
    clause = _DATE_APPOSITION.sub("", clause.lstrip(EDGE_MARKS), count=1)
    if _NO_SUBJECT.match(clause):
        shared = _find_shared_subject(before) if VERB.match(clause) else ""
        return _finish(f"{shared}{clause}") if shared else ""
    clause = capitalise(clause)
    clause = drop_opening(clause, 0)
    clause = _ASIDE.sub("", clause, count=1) if len(clause) > MAX_TITLE_CHARS else clause
    verb = find_main_verb(clause)
    subject = clause[: verb.start()] if verb else ""
    has_place_left = drop_number_marks(subject).count(",") % 2 and not _LISTED.search(subject)
    return "" if is_opening(clause) or not subject or has_place_left else _finish(clause)


def state_inverted(text: str, date: Span) -> str:
    """State what came at a date that opens its clause, where the verb stands before the subject.

    "In 1950 came to Birk the new doctor": no subject of a clause before is shared.
    """
    found = _INVERTED.match(text, date[1])
    if found is None or not _OPENS.search(text[max(0, date[0] - _MAX_CHARS) : date[0]]):
        return ""
    subject = found["subject"]
    return _finish(f"{capitalise(subject)} {found['verb']}")


def _find_clause(text: str, before: str, end: int) -> int | None:
    """Where the clause begins behind the date, or the phrase with the date, that opens it."""
    if _OBJECT_PARTED.search(before):
        return None
    if _AFTER_COMMA.search(before) and _PRONOUN_CLAUSE.match(text, end):
        return end
    is_alone = not before.endswith(_ARTICLES) or text[end : end + 1] == ","
    if is_alone and _OPENS.search(before) and _GOES_ON.match(text, end):
        return end
    phrase = _PHRASE_END.match(text, end)
    opens = _PHRASE_OPENS.search(before[-_MAX_PHRASE_CHARS:]) or _HELD.search(before)
    return phrase.end() if phrase and opens else None


def _before_other_dates(clause: str, others: list[int]) -> str:
    """The part of a clause before the one that another date stands in, if that can be cut."""
    verb = find_main_verb(clause)
    if not others or verb is None:
        return clause
    cuts = [cut.start() for cut in _OTHER_CLAUSE.finditer(clause, verb.end(), min(others) + 1)]
    return clause[: cuts[-1]] if cuts else clause


def _find_shared_subject(before: str) -> str:
    """The subject of the clause before "and in 1950 sold it", where it is plain whose it is."""
    before = before.rstrip(", ")
    subject = "" if _UNCLEAR_SUBJECT.search(before) else find_shared_subject(before, "")
    if not subject and _BUT_BEFORE.search(before) and (main := _NAMED_SUBJECT.match(before)):
        return f"{main['subject']} "
    return _ADVERB.sub("", subject)


def _finish(clause: str) -> str:
    return shorten_title(drop_weak_end(clause.strip(EDGE_MARKS)))
