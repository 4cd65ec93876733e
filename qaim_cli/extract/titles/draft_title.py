"""Draft an event's title from the clause of its sentence that holds its date."""

from __future__ import annotations

import re

from qaim_cli.extract.dates.date_bounds import NEGATION_BEFORE
from qaim_cli.extract.titles.certainty import CutTitle, is_certain
from qaim_cli.extract.titles.dated_asides import (
    take_bracketed_event,
    take_dated_aside,
    take_turning_point,
)
from qaim_cli.extract.titles.inner_clauses import state_inner_clause
from qaim_cli.extract.titles.life_dates import state_birth_or_death
from qaim_cli.extract.titles.listed_things import find_listed, state_listed_thing
from qaim_cli.extract.titles.main_verb_dates import drop_main_verb_date
from qaim_cli.extract.titles.named_events import state_named_event
from qaim_cli.extract.titles.opening_dates import state_behind_date, state_inverted
from qaim_cli.extract.titles.parallel_items import state_parallel_item
from qaim_cli.extract.titles.shortening import MAX_TITLE_CHARS, WEAK_END, shorten_title
from qaim_cli.extract.titles.title_clauses import (
    DATE_MARK,
    EDGE_MARKS,
    NOUN_PHRASE,
    add_subject,
    find_main_clause,
)
from qaim_cli.extract.titles.whole_statements import state_whole
from qaim_cli.extract.words.verbs import VERB
from qaim_cli.frozen_record import FrozenRecord

_NO_TITLE = "An event"
_MAX_CLAUSE_CHARS = 400
_MAX_SENTENCE_CHARS = 2000

_Span = tuple[int, int]


class _Clause(FrozenRecord):
    start: int
    end: int


def draft_title(text: str, dates: list[_Span], index: int = 0) -> str:
    """Draft a title for a person to improve: the clause of one of a sentence's dates.

    Args:
        text: the sentence.
        dates: where its dates stand, in order.
        index: which of these dates the event has.
    """
    text, dates = _unwrap_cleft_sentence(text, dates)
    dates, index = _join_listed_dates(text, dates, index)
    return (
        (len(dates) > 1 and state_birth_or_death(text, dates, index))
        or (len(dates) > 1 and state_parallel_item(text, dates, index))
        or (len(dates) > 1 and state_listed_thing(text, dates, index))
        or _state_cleft(text, dates[index])
        or state_inverted(text, dates[index])
        or _find_remembered(text, dates[index])
        or _state_own_clause(text, dates, index)
        or state_behind_date(text, dates, index)
        or state_inner_clause(text, dates, index)
        or state_named_event(text, dates[index])
        or _state_whole(text, dates, index)
        or _NO_TITLE
    )


def _unwrap_cleft_sentence(text: str, dates: list[_Span]) -> tuple[str, list[_Span]]:
    """Rewrite "it was not until 1817 that he left" as "In 1817, he left"."""
    cleft = _CLEFT_SENTENCE.fullmatch(text) if len(dates) == 1 else None
    if cleft is None or cleft.end("date") != dates[0][1]:
        return text, dates
    opening = f"In {cleft['date']}, "
    return f"{opening}{cleft['said']}", [(len("In "), len(opening) - len(", "))]


def _state_cleft(text: str, date: _Span) -> str:
    """State the clause that a date is put before: "it was only later, in 1844, that he left"."""
    opening = _CLEFT_OPENING.search(text, 0, date[0])
    said = _CLEFT_CLAUSE.match(text, date[1]) if opening else None
    return _finish_title(said["said"]) if said and VERB.search(said["said"]) else ""


def _state_own_clause(text: str, dates: list[_Span], index: int) -> str:
    """State the clause that holds a date, without it; empty unless the date is surely of that."""
    clauses = _split_clauses(text, dates) if len(dates) > 1 else [_Clause(0, len(text))]
    clause = next((each for each in clauses if dates[index][0] < each.end), clauses[-1])
    marked = _remove_dates(text, dates, clause, index)
    if _UNTIL.search(text[max(0, dates[index][0] - 12) : dates[index][0] + 12]):
        marked = take_turning_point(marked)
    is_event = text.count("(") > 1 and _EVENT_BEFORE.search(text, 0, dates[index][0])
    is_listed = bool(is_event) or find_listed(text, dates)[index]
    bracketed = take_bracketed_event(marked, is_listed=is_listed)
    said = _clean_clause(bracketed)
    if clause.start:
        if _IN_RELATIVE.search(text, clauses[0].start, clause.start) and VERB.match(said):
            return ""
        before = _clean_clause(_remove_dates(text, dates, clauses[0], index))
        said = add_subject(before, said)
    said = _first_sentence(said)
    taken = take_dated_aside(said, MAX_TITLE_CHARS)
    title = _LOOSE_END.sub("", find_main_clause(taken, MAX_TITLE_CHARS))
    is_name = bracketed != marked or taken != said
    if not is_certain(CutTitle(title, taken, text, dates, index, is_name)):
        return ""
    finished = _finish_title(title)
    is_cut_short = _says_too_little(finished, text) or _lost_clause(title, taken)
    return "" if is_cut_short else finished


def _find_remembered(text: str, date: _Span) -> str:
    """What a day without a year is the anniversary of; empty where it is of nothing."""
    found = _ANNIVERSARY.match(text, date[1])
    is_plain = found and not _YEAR.search(text, *date) and not VERB.search(found["what"])
    return found["what"][:1].upper() + found["what"][1:] if found and is_plain else ""


def _state_whole(text: str, dates: list[_Span], index: int) -> str:
    """State all that a sentence says, without its date where that dates all of it."""
    statement = drop_main_verb_date(state_whole(text, dates[index]), text, dates, index)
    season = _SEASON_OPENING.match(statement)
    if season and text[slice(*dates[index])] in season[0]:
        rest = statement[season.end() :]
        return rest[:1].upper() + rest[1:]
    return _drop_opening_date(statement, text, dates)


def _drop_opening_date(statement: str, text: str, dates: list[_Span]) -> str:
    """A statement without its only date, where it opens with that: "In 1905, she left"."""
    words = text[slice(*dates[0])]
    opening = re.match(rf"(?:(?:In|On|By|At) (?:the )?)?{re.escape(words)}, ", statement)
    if len(dates) > 1 or opening is None:
        return statement
    rest = statement[opening.end() :]
    return rest[:1].upper() + rest[1:] if NOUN_PHRASE.match(rest) else statement


def _join_listed_dates(text: str, dates: list[_Span], index: int) -> tuple[list[_Span], int]:
    """Dates of which those are one that stand in one list: "in 1950, 1952 and 1960"."""
    joined: list[_Span] = []
    place = 0
    for number, (start, end) in enumerate(dates):
        gap = _LISTED_DATE.match(text, joined[-1][1]) if joined else None
        is_next = gap is not None and gap.end() == start
        is_again = gap is not None and "again" in gap[0] and " first " in text[:start]
        if (
            gap
            and is_next
            and not is_again
            and (gap["plain"] or _ends_list(text, joined[-1][0], end))
        ):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
        if number == index:
            place = len(joined) - 1
    return joined, place


def _ends_list(text: str, start: int, end: int) -> bool:
    """Whether a list of dates ends at a place, and the last of them opens no clause of its own."""
    opens_clause = _OPENED_CLAUSE.match(text, end) and VERB.search(text, 0, start)
    return _ENDS_LIST.match(text, end) is not None and not opens_clause


def _says_too_little(title: str, text: str) -> bool:
    """Whether a title is cut before what its verb needs: "Ann described the mill (as a ruin)"."""
    goes_on = _NEEDS_AS.search(title) and f"{title[-_MAX_LAST_CHARS:]} as " in text
    said_that = _SAID_THAT.search(title)
    is_open = said_that is not None and not VERB.search(title, said_that.end())
    return bool(goes_on or is_open or _NEEDS_MORE.search(title))


def _lost_clause(title: str, clause: str) -> bool:
    """Whether what was cut from a clause is the inner one, or the list, that its date is in."""
    kept, mark, _ = title.partition(DATE_MARK)
    before = clause.partition(DATE_MARK)[0]
    last = kept.strip()[-_MAX_LAST_CHARS:]
    place = before.rfind(last)
    return bool(mark and last and place >= 0 and _INNER_CLAUSE.search(before, place + len(last)))


def _finish_title(title: str) -> str:
    """A title without its mark and what it does without, its first letter a capital."""
    title = title.replace(DATE_MARK, " ")
    title = _clean_clause(" ".join(title.split())).rstrip(EDGE_MARKS)
    title = _LOOSE_PREDICATE.sub("", _SEASON_OPENING.sub("", _APPOSED.sub("", title)))
    title = shorten_title(_DATED_TO.sub("", WEAK_END.sub("", title)))
    return title[:1].upper() + title[1:] or _NO_TITLE


def _first_sentence(clause: str) -> str:
    """The part of a clause up to a colon, semicolon or full stop that holds the date."""
    parts = _CLAUSE_BREAK.split(clause)
    return next((each for each in parts if DATE_MARK in each), parts[0])


def find_event_clause(text: str, dates: list[_Span], index: int) -> str:
    """Find the clause of a sentence that holds one of its dates."""
    clauses = _split_clauses(text, dates)
    clause = next((each for each in clauses if dates[index][0] < each.end), clauses[-1])
    return text[clause.start : clause.end]


def find_verbs(text: str) -> list[str]:
    """Find the past-tense verbs of a text."""
    return VERB.findall(text)


def _split_clauses(text: str, dates: list[_Span]) -> list[_Clause]:
    """Split a sentence where a dated clause with a verb of its own begins."""
    cuts = [0]
    for match in _CLAUSE_BOUNDARY.finditer(text, 0, _MAX_SENTENCE_CHARS):
        start, end = cuts[-1], match.end()
        has_date_before = any(start <= begin < match.start() for begin, _ in dates)
        if (
            has_date_before
            and any(begin >= match.start() for begin, _ in dates)
            and not any(begin < end and match.start() < last for begin, last in dates)
            and VERB.search(text, start, match.start())
            and _begins_clause(text, match, dates)
        ):
            cuts.append(end)
    return [_Clause(*pair) for pair in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def _begins_clause(text: str, boundary: re.Match[str], dates: list[_Span]) -> bool:
    """Whether a clause with a verb stands behind a boundary, or behind a date that opens it."""
    end = boundary.end()
    following = text[end : end + _MAX_BEHIND_CHARS]
    opened = next((last for begin, last in dates if 0 <= begin - end <= _MAX_OPENING_CHARS), None)
    if opened is not None and _OPENED_CLAUSE.match(text, opened):
        return True
    return VERB.search(re.split(";" if "," in boundary[0] else "[;,]", following)[0]) is not None


def _remove_dates(text: str, dates: list[_Span], clause: _Clause, index: int) -> str:
    """Cut a clause out of its sentence, without its dates and the prepositions before them.

    A mark stands where the date was whose title this is.
    """
    parts, position = [], clause.start
    for number, (start, end) in enumerate(dates):
        if not position <= start < clause.end:
            continue
        mark = DATE_MARK if number == index else ""
        if _is_part_of_name(text, start, end):
            parts.append(text[position:end] + mark)
        else:
            head = _TRAILING_PREPOSITION.sub("", text[position:start])
            head = head.removesuffix("up ") if text.startswith("until", start) else head
            is_parted = _OBJECT_BEHIND_COMMA.match(text, end) and _VERB_BEFORE_COMMA.search(head)
            if is_parted or (_VERB_BEHIND_COMMA.match(text, end) and head.rstrip().endswith(",")):
                parts.append(head.rstrip()[:-1] + mark)
                position = max(position, end + 1)
                continue
            parts.append(head + mark)
        position = max(position, end)
        if " of the " in text[start:end] and (season := _SEASON_LEFT.match(text, position)):
            position = season.end()
        if onward := _ONWARD.match(text, position):
            position = onward.end()
    parts.append(text[position : max(position, clause.end)])
    return " ".join(" ".join(parts)[:_MAX_CLAUSE_CHARS].split())


def _is_part_of_name(text: str, start: int, end: int) -> bool:
    """Whether a date belongs to a name or turns the sense: "War of 1812", "not until 1990"."""
    before = text[max(0, start - 80) : start]
    is_preposition = text.endswith((" after", " before"), start, end) and text[end : end + 1] == " "
    is_subject = _CLAUSE_START.search(before) and VERB.match(text, end + 1)
    return is_preposition or bool(
        is_subject
        or (_OWNED.search(before) and VERB.match(text, end + 1))
        or before.endswith((" began the ", " ended the "))
        or _SPENT_BEFORE.search(before)
        or (
            text.startswith((" as a ", " as the ", " as its "), end)
            and not _TRAILING_PREPOSITION.search(before)
        )
        or _NAME_PREFIX.search(before)
        or NEGATION_BEFORE.search(before)
        or NEGATION_BEFORE.search(text[max(0, start - 80) : start + len("until ")])
        or (
            before.endswith(("the ", "The "))
            and (_NAME_SUFFIX.match(text, end) or _COUNT_SUFFIX.match(text, end))
        )
        or text.startswith(("'s ", "’s "), end)
        or (_SEASON.fullmatch(text, start, end) and _NOUN_BEHIND.match(text, end))
        or (text[start:end].isdigit() and _COUNT_SUFFIX.match(text, end))
        or (_ARTICLE_BEFORE.search(before) and _is_attribute(text, start, end))
    )


def _is_attribute(text: str, start: int, end: int) -> bool:
    """Whether a year or a day stands between an article and its noun: "the 2002 settlement"."""
    return (
        text[start : start + 1].isalnum()
        and (text[end - 4 : end].isdigit() or _YEARLESS_DAY.fullmatch(text, start, end) is not None)
        and _NOUN_BEHIND.match(text, end) is not None
    )


def _clean_clause(clause: str) -> str:
    clause = _BRACKETED_TEXT.sub(lambda match: DATE_MARK * (DATE_MARK in match[0]), clause)
    clause = _PARTED_OBJECT.sub(" ", _PARTED_VERB.sub(r"\1", clause))
    clause = _SAME_PERIOD.sub("", _ASIDE.sub(" ", clause))
    clause = _REPEATED_COMMAS.sub(",", _SPACE_BEFORE_MARK.sub(r"\1", clause)).lstrip(EDGE_MARKS)
    clause = _PARTED_PLACE.sub(r"\1", _TOGETHER.sub("", clause))
    clause = _TOLD_END.sub(r"\1", clause)
    return _CONNECTOR.sub("", clause).lstrip(EDGE_MARKS)


_NEEDS_MORE = re.compile(
    r"\b(?:includ(?:e|es|ed|ing)|announced|stated|said|reported|alleged|argued|claimed"
    r"|planned that [\w ]+)\Z"
    rf"|(?:{VERB.pattern}), [A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þ][\w'’-]*)?\Z"
)
"""The end of a title that says too little, or names another who did the same: "Ann came, Bo"."""
_NEEDS_AS = re.compile(r"\b(?:described|regarded|recogni[sz]ed|known|acting|administered)\b[^,]*\Z")
_SAID_THAT = re.compile(r"\b(?:found|said|reported|announced|showed|stated|noted|argued) that ")
_MAX_LAST_CHARS = 15
_LISTED_DATE = re.compile(
    r"(?:(?P<plain> (?:and|or|&) )|(?:, ?| )(?:(?:and|or|&) )?(?:again )?(?:(?:in|on) )?(?:the )?)"
    r"(?=[^a-z]|early|mid|late|spring|summer|autumn|winter)"
)
"""What stands between two dates of a list."""
_ENDS_LIST = re.compile(
    r"\W*\Z|[.;)]|,(?! (?:he|she|it|they|[A-ZÀ-Þ])| [a-z]+ed\b)"
    r"| (?:in|at|on|by|to|from|with|for|when)\b"
)
"""What may stand behind a list of dates: no clause that the last of them opens."""
_INNER_CLAUSE = re.compile(r"\b(?:including|such as|where|who|whom|whose|which|while)\b")
_CLAUSE_START = re.compile(r"(?:^|; (?:and |but )?|, (?:(?:and|but) )?)(?:[Tt]he )?$")
_OWNED = re.compile(r"['’]s? \Z")
"""What makes a year the noun of its clause: "Vale's 1905 was a good one"."""
_SEASON = re.compile(r"(?:the )?(?:spring|summer|autumn|winter|fall|weekend|morning|evening|night)")
_APPOSED = re.compile(
    rf"\AAn? (?:[a-z][\w-]* ){{0,8}}?[a-z]+, (?=(?!The )[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)*"
    rf" (?:{VERB.pattern}))"
)
"""What a person is, before the name: "a gifted student, Moss was appointed"."""
_LOOSE_PREDICATE = re.compile(r", [a-z]+ed\Z")
_SEASON_OPENING = re.compile(
    rf"\A(?:In|During) the [\d–-]+ (?:season|campaign|term|tour|session),?"
    rf" (?={NOUN_PHRASE.pattern})"
)
"""A date that opens a title with what it tells of: "in the 1901-02 season they won"."""
_SEASON_LEFT = re.compile(r" (?:season|campaign)\b")
_ONWARD = re.compile(r" onwards?\b")
_CLAUSE_BOUNDARY = re.compile(
    r"; |,? (?:and|but|while|whereas)(?:,|(?: then| later| also)?) (?!the \d)"
    r"|, (?:before|after which) "
    rf"|(?<=\)), (?={NOUN_PHRASE.pattern})(?=(?:[\w'’.-]+ ){{1,5}}?(?:{VERB.pattern}))"
)
"""What begins a clause, the next of a list behind a date in brackets too."""
_MAX_BEHIND_CHARS = 200
_MAX_OPENING_CHARS = 12
_OPENED_CLAUSE = re.compile(
    rf"(?:, (?!(?:he|she|it|they)\b)[^,;]{{2,60}})?, (?:{NOUN_PHRASE.pattern})"
    rf"(?: ?(?!(?:and|or|but)\b)[\w'’-]+){{0,5}}? (?={VERB.pattern})"
)
"""The clause of a date that opens it, behind what else does: "in 1932, after a fire, she left"."""
_CONNECTOR = re.compile(
    r"\A(?:However|Meanwhile|Then|Also|Thus|Hence|Therefore|Moreover|Furthermore|In addition(?! to)"
    r"|Finally"
    r"|Subsequently|Eventually|Later|Soon|Afterwards?|Nevertheless|Nonetheless|Instead|As a result"
    r"|(?:There|Here)(?=,)|Consequently|Similarly|Likewise|Additionally|Probably|Perhaps|Possibly|Beginning"
    r"|Actually|Incidentally|Indeed|In fact|Interestingly|Unfortunately|Fortunately|Sadly"
    r"|Surprisingly|Remarkably|Starting|For (?:example|instance)"
    r"|But|And|Yet|and|but|while|then|later)\b,? +(?=[\w\"“'\x01])"
)
_TOLD_END = re.compile(
    r"\A(\x01 ?)(?:to|until|till) (?:his|her|its|their) (?:own )?[a-z]+,?"
    r" (?=(?:he|she|it|they|the)\b)"
)
"""The end of a range behind its date: "from 1254 to his death he fought"."""
_PARTED_PLACE = re.compile(
    rf"((?:{VERB.pattern}|born|held|built|made|sold|laid|sent|begun) ?\x01),"
    r"(?= (?:in|at|near|on|by|to|from) )"
)
"""What a date parted from its verb: "she was born May 3, 1850, in Birk"."""
_TOGETHER = re.compile(
    r", (?:together|along|in (?:association|collaboration|partnership)) with [^,\x01]{3,80}?"
    rf"(?= (?:[a-z]+ly )?(?:{VERB.pattern}))"
)
_SPENT_BEFORE = re.compile(
    r"\b(?:spent|missed) (?:(?:most|much|all|half|part|the rest) of )?(?:the )?\Z"
)
_NAME_PREFIX = re.compile(
    r"\b(?:War|Act|Acts|Treaty|Revolution|Rebellion|Crisis|Census|Constitution|Convention|Union"
    r"|Edict"
    r"|Accords?|Olympics|Law|Charter|Congress|Agreement|Panic|Great Fire) of (?:the )?\Z"
)
_NAME_SUFFIX = re.compile(r" [A-Z]\w")
_COUNT_SUFFIX = re.compile(r" (?:census|season|edition|flood|fire|riots?|elections?|plague)\b")
_ARTICLE_BEFORE = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) \Z")
_YEARLESS_DAY = re.compile(r"\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2}")
_NOUN_BEHIND = re.compile(
    r"[ -](?!(?:and|or|to|until|he|she|it|they|we|the|an?|when|while|but|in|on|at|by|for|from|with"
    r"|that|which|who|as|after|before|there|both|also|only|onwards?|of|is|are|was|were|had|has|have)\b)"
    rf"(?!{VERB.pattern})[a-z]"
)
_TRAILING_PREPOSITION = re.compile(
    r"(?:^|(?<=\W))(?:(?:probably|perhaps|possibly) )?"
    r"(?:in|on|by|of|from|until|during|since|at|between|after|before|around|about|late"
    r"|early|through|throughout|over|towards?|as early as|as late as|as of)"
    r"(?: (?:much|most|all|parts?) of)?(?: (?:the|his|her|their))?"
    r"(?: (?:early|mid|late) (?:and|to|or))? $",
    re.IGNORECASE,
)
_IN_RELATIVE = re.compile(r"\b(?:which|who) [^,;]* and \Z")
"""What a predicate follows that may go on with it: "a war, which began in 200 and"."""
_UNTIL = re.compile(r"\b(?:[Uu]ntil|[Tt]ill)\b")
_EVENT_BEFORE = re.compile(
    r"\b(?:Battle|Battles|Siege|Sack|Fall|Treaty|Peace|Convention|Council|Synod|Diet) of"
    r" [^,;()]{3,40} \(\Z"
)
"""The name of an event that is told of by itself: "the Battle of Birk (3 May)"."""
_DATED_TO = re.compile(
    r"(?<=\w\w)(?:,? (?:dates?|dating)|(?:,| is| was| are| were| has been| may be| can be) dated)"
    r"(?: back)?(?: to| from)?\Z"
)
_LOOSE_END = re.compile(r",?(?: (?:and|or|but|again|later|then|also))+[ ,.]*\Z")
_SAME_PERIOD = re.compile(r"(?:\A| )(?:[Ii]n|of) (?:the|that) same (?:year|month),?(?= |\W*\Z)")
_PARTED_VERB = re.compile(rf"( and), [^,\x01]{{2,60}},(?= (?:{VERB.pattern}))")
_PARTED_OBJECT = re.compile(
    r"(?<=[a-z]ed), (?:with|in|by|at|on|without) [^,\x01]{2,40}, (?=(?:the|an?|his|her|its) )"
)
_ASIDE = re.compile(r", (?:however|though|too|meanwhile|in turn|of course), ")
_BRACKETED_TEXT = re.compile(r" ?[(\[][^()\[\]]*[)\]]")
_REPEATED_COMMAS = re.compile(r",(?: ?,)+")
_SPACE_BEFORE_MARK = re.compile(r" ([,;:.)]|['’]s\b)")
_OBJECT_BEHIND_COMMA = re.compile(r", (?=(?:the|an?|his|her|its|their) )")
_VERB_BEFORE_COMMA = re.compile(rf"(?:{VERB.pattern}), ?\Z")
_CLEFT_SENTENCE = re.compile(
    r"(?:However, |But |Yet )?[Ii]t was (?:not until|(?:(?:only|also|there|here|probably|again) )?"
    r"(?:in|on|during|around|about|by)) (?:the )?"
    r"(?P<date>[^,;]{4,30}?)(?:, [^,;]{2,120}(?=,))?,? that (?P<said>.+)"
)
"""A date put before its clause: "it was not until 1817, a year after the war, that he left"."""
_CLEFT_OPENING = re.compile(
    r"\b[Ii]t was (?:(?:only|also|probably|not until|much|some time|years)[ ,]+)*(?:later[ ,]+)?"
    r"(?:(?:in|on|during|around|about|by) )?(?:the )?\Z"
)
_CLEFT_CLAUSE = re.compile(
    r",? that (?P<said>(?:(?!, (?:and|but)\b|,? (?:who|which|where|when|while) )[^;:()])+)"
)
_ANNIVERSARY = re.compile(
    r",? (?:is|marks) (?:the|an) (?:[\w-]+ )?anniversary of"
    r" (?P<what>(?:the|his|her|its) [^,;]{3,100}?),? (?:in|of) (?:the year )?\d{3,4}\b"
)
_YEAR = re.compile(r"\d{3}")
_VERB_BEHIND_COMMA = re.compile(rf", (?={VERB.pattern})")
_CLAUSE_BREAK = re.compile(
    r"[;:](?!\d)|(?<=\w{3})(?<!\bGen)(?<!\bMaj)(?<!\bCol)(?<!\bRev)(?<!\bSgt)(?<!\bAdm)(?<!\bHon)"
    r"(?<!\bBrig)(?<!\bCapt)(?<!\bMrs)(?<!\bBvt)(?<!\bLieut)(?<!\bMessrs)(?<!\bProf)[.?!](?= |$)"
)
