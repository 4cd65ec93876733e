"""Finish a title: without the words that led to it or trail behind, and whole."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qaim_cli.extract.titles.shortening import drop_weak_end, shorten_title
from qaim_cli.extract.words.clause_marks import DATE_MARK, EDGE_MARKS
from qaim_cli.extract.words.noun_phrases import NOUN_PHRASE
from qaim_cli.extract.words.prefiltered_patterns import PrefilteredPattern
from qaim_cli.extract.words.text_parts import BRACKETED_WITH_BLANK
from qaim_cli.extract.words.verbs import IRREGULAR_PARTICIPLE, VERB
from qaim_cli.text import capitalise

NO_TITLE = "An event"
_MAX_LAST_CHARS = 15
SEASON_OPENING = re.compile(
    rf"\A(?:In|During) the [\d/–-]+ (?:season|campaign|term|tour|session),?"
    rf" (?={NOUN_PHRASE.pattern})"
)
"""A date that opens a title with what it tells of: "in the 1901-02 season they won"."""
_NEEDS_MORE = re.compile(
    r"\b(?:includ(?:e|es|ed|ing)|announced|stated|said|reported|alleged|argued|claimed"
    r"|planned that [\w ]+|did so(?: [a-z]+)?)\Z"
    r"|\A(?:Its|Their) [a-z]+\Z|\AThat (?:was|were|is|are|had|has)\b"
    rf"|(?:{VERB.pattern}), [A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þ][\w'’-]*)?\Z"
    r"|\A(?:One|Another|The other|Some|Others|Each|Both) [a-z]+ed\Z"
    r"|(?<!\bwas )(?<!\bwere )(?<!\bbeen )\b(?:made|named)"
    r" (?:him|her|it|them|[A-ZÀ-Þ][\w'’.-]*(?: [A-ZÀ-Þ][\w'’.-]*)*)\Z"
)
"""The end of a title that says too little, or names another who did the same: "Ann came, Bo".

"Pell made Ann" lacks what he made her.
"""
_NEEDS_AS = PrefilteredPattern(
    r"\b(?:described|regarded|recogni[sz]ed|known|acting|administered)\b[^,]*\Z"
)
_SAID_THAT = PrefilteredPattern(
    r"\b(?:found|said|reported|announced|showed|stated|noted|argued) that "
)
_INNER_CLAUSE = re.compile(r"\b(?:including|such as|where|who|whom|whose|which|while)\b")
_ROLE_BEFORE_NAME = re.compile(
    rf"\AAn? (?:[a-z][\w-]* ){{0,8}}?[a-z]+, (?=(?!The )[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)*"
    rf" (?:{VERB.pattern}))"
)
"""What a person is, before the name: "a gifted student, Moss was appointed"."""
_INITIALS_END = re.compile(r"\b(?:[A-Z]\.)+[A-Z]\Z")
"""An abbreviation whose last stop was taken for that of the sentence: "the U.S"."""
_LED_TO = re.compile(
    r"\A(?:This|These|That) (?:(?:also|soon|[a-z]+ly) )?(?:led to|resulted in|culminated in|ended"
    r" in|caused|(?:was|were) followed by) (?=(?:the|an?|his|her|its|their) )"
)
"""What only says that an event came of something told before."""
_SHORT_YEAR = re.compile(rf"(?<!^)(?:,| and)(?! {VERB.pattern}) [^,;]{{3,60}} in ['’]\d\d\b.*\Z")
"""Another thing, with its own year: "won the cup and two shields in ’85 and ’87"."""
_LOOSE_PREDICATE = re.compile(r", (?:[a-z]+ed|(?:not )?long|soon|shortly|just|even|well)\Z")
_CONNECTOR = re.compile(
    r"\A(?:However|Meanwhile|Then|Also|Thus|Hence|Therefore|Moreover|Furthermore|In addition(?! to)"
    r"|Finally|Subsequently|Eventually|Later|Soon|Afterwards?|Nevertheless|Nonetheless|Instead"
    r"|As a result"
    r"|(?:There|Here)(?=,)|Consequently|Similarly|Likewise|Additionally|Probably|Perhaps|Possibly"
    r"|Beginning"
    r"|Actually|Incidentally|Indeed|In fact|Interestingly|Unfortunately|Fortunately|Sadly"
    r"|Surprisingly|Remarkably|Starting|For (?:example|instance)"
    r"|But|And|Yet|and|but|while|then|later)\b,? +(?=[\w\"“'\x01])"
)
_TOLD_END = re.compile(
    r"\A(\x01 ?)(?:to|until|till) (?:his|her|its|their) (?:own )?[a-z]+,?"
    r" (?=(?:he|she|it|they|the)\b)"
)
"""The end of a range behind its date: "from 1254 to his death he fought"."""
_PLACE_PREPOSITIONS = ("in", "at", "near", "on", "by", "to", "from")
_PARTED_PLACE = re.compile(
    rf"((?:{VERB.pattern}|{IRREGULAR_PARTICIPLE}|done) ?\x01),"
    rf"(?= (?:{'|'.join(_PLACE_PREPOSITIONS)}) )"
)
"""What a date parted from its verb: "she was born May 3, 1850, in Birk"."""
_TOGETHER = re.compile(
    r", (?:together|along|in (?:association|collaboration|partnership)) with [^,\x01]{3,80}?"
    rf"(?= (?:[a-z]+ly )?(?:{VERB.pattern}))"
)
_DATED_TO = re.compile(
    r"(?<=\w\w)(?:,? (?:dates?|dating)|(?:,| is| was| are| were| has been| may be| can be) dated)"
    r"(?: back)?(?: to| from)?\Z"
)
_SAME_PERIOD = re.compile(r"(?:\A| )(?:[Ii]n|of) (?:the|that) same (?:year|month),?(?= |\W*\Z)")
_PARTED_VERB = re.compile(rf"( and), [^,\x01]{{2,60}},(?= (?:{VERB.pattern}))")
_PARTED_OBJECT = re.compile(
    r"(?<=[a-z]ed), (?:with|in|by|at|on|without) [^,\x01]{2,40}, (?=(?:the|an?|his|her|its) )"
)
_ASIDE = re.compile(r", (?:however|though|too|meanwhile|in turn|of course), ")
_REPEATED_COMMAS = re.compile(r",(?: ?,)+")
_SPACE_BEFORE_MARK = re.compile(r" (?=[,;:.)]|['’]s\b)")
_UNNEEDED = (
    (" and, ", _PARTED_VERB, r"\1"),
    ("ed, ", _PARTED_OBJECT, " "),
    (", ", _ASIDE, " "),
    (" same ", _SAME_PERIOD, ""),
    (" ", _SPACE_BEFORE_MARK, ""),
    (",", _REPEATED_COMMAS, ","),
)
_UNNEEDED_BEHIND_OPENING = (
    (" with ", _TOGETHER, ""),
    *((f"{DATE_MARK}, {word} ", _PARTED_PLACE, r"\1") for word in _PLACE_PREPOSITIONS),
)
"""What is cut from a clause: characters that it must hold, the pattern, and its replacement.

Most clauses have none of it, and those characters are found sooner than a pattern that begins with
a word.
"""
_CLAUSE_BREAK = re.compile(
    r" --(?= )|(?<=\x01) ?—"
    r"|[;:.?!](?:(?<=[;:])(?!\d)|(?<=\w{3}[.?!])(?<!\bGen.)(?<!\bMaj.)(?<!\bCol.)(?<!\bRev.)"
    r"(?<!\bSgt.)(?<!\bAdm.)(?<!\bHon.)(?<!\bBrig.)(?<!\bCapt.)(?<!\bMrs.)(?<!\bBvt.)"
    r"(?<!\bLieut.)(?<!\bMessrs.)(?<!\bProf.)(?= |$)(?!(?<=[!?]) \x01))"
)


def find_dated_part(clause: str) -> str:
    """Find the part of a clause, up to a colon, semicolon or stop, that has the date."""
    parts = _CLAUSE_BREAK.split(clause)
    return next((each for each in parts if DATE_MARK in each), parts[0])


def clean_clause(clause: str) -> str:
    """Return a clause without asides, connectors, and the marks that a date has left."""
    clause = BRACKETED_WITH_BLANK.sub(lambda match: DATE_MARK * (DATE_MARK in match[0]), clause)
    clause = _replace_all(_UNNEEDED, clause).lstrip(EDGE_MARKS)
    clause = _replace_all(_UNNEEDED_BEHIND_OPENING, clause)
    if told_end := _TOLD_END.match(clause):
        clause = told_end[1] + clause[told_end.end() :]
    return _drop_match(_CONNECTOR, clause).lstrip(EDGE_MARKS)


def _drop_match(pattern: re.Pattern[str], title: str) -> str:
    match = pattern.match(title)
    return title[match.end() :] if match else title


def _replace_all(cuts: Iterable[tuple[str, re.Pattern[str], str]], clause: str) -> str:
    for required, pattern, replacement in cuts:
        if required in clause:
            clause = pattern.sub(replacement, clause)
    return clause


def finish_title(title: str) -> str:
    """Drop the mark of a title and what it does without, and capitalise it."""
    title = title.replace(DATE_MARK, " ")
    title = clean_clause(" ".join(title.split())).rstrip(EDGE_MARKS)
    title = _drop_match(_LED_TO, title)
    title = _SHORT_YEAR.sub("", title)
    title = _drop_match(SEASON_OPENING, _drop_match(_ROLE_BEFORE_NAME, title))
    title = shorten_title(_DATED_TO.sub("", drop_weak_end(_LOOSE_PREDICATE.sub("", title))))
    title = f"{title}." if _INITIALS_END.search(title) else title
    return capitalise(title) or NO_TITLE


def says_too_little(title: str, text: str) -> bool:
    """Whether a title lacks what its verb needs: "Ann described the mill (as a ruin)"."""
    goes_on = _NEEDS_AS.search(title) and f"{title[-_MAX_LAST_CHARS:]} as " in text
    said_that = _SAID_THAT.search(title)
    is_open = said_that is not None and not VERB.search(title, said_that.end())
    return bool(goes_on or is_open or _NEEDS_MORE.search(title))


def has_lost_clause(title: str, clause: str) -> bool:
    """Whether the inner clause or list that has the date was cut from a clause."""
    kept, mark, _ = title.partition(DATE_MARK)
    before = clause.partition(DATE_MARK)[0]
    last = kept.strip()[-_MAX_LAST_CHARS:]
    place = before.rfind(last)
    return bool(mark and last and place >= 0 and _INNER_CLAUSE.search(before, place + len(last)))
