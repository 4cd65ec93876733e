"""Draft an event's title from the clause of its sentence that holds its date."""

from __future__ import annotations

import re

from qaim_cli.extract.titles.certainty import CutTitle, is_certain
from qaim_cli.extract.titles.dated_asides import (
    take_bracketed_event,
    take_dated_aside,
    take_turning_point,
)
from qaim_cli.extract.titles.dated_clauses import (
    Clause,
    join_listed_dates,
    remove_dates,
    select_clause,
    split_clauses,
)
from qaim_cli.extract.titles.finishing import (
    NO_TITLE,
    SEASON_OPENING,
    clean_clause,
    find_dated_part,
    finish_title,
    has_lost_clause,
    says_too_little,
)
from qaim_cli.extract.titles.inner_clauses import state_inner_clause
from qaim_cli.extract.titles.life_dates import state_birth_of_entry, state_birth_or_death
from qaim_cli.extract.titles.listed_items import flag_listed_dates, state_listed_item
from qaim_cli.extract.titles.main_verb_dates import drop_main_verb_date
from qaim_cli.extract.titles.named_events import state_dated_event, state_named_event
from qaim_cli.extract.titles.opening_dates import state_behind_date, state_inverted
from qaim_cli.extract.titles.opening_participles import (
    state_opening_participle,
    state_repeated_deed,
)
from qaim_cli.extract.titles.parallel_items import state_parallel_item
from qaim_cli.extract.titles.plain_sentences import put_plainly
from qaim_cli.extract.titles.shared_subjects import add_subject, name_thing_made
from qaim_cli.extract.titles.shortening import MAX_TITLE_CHARS
from qaim_cli.extract.titles.title_clauses import find_main_clause
from qaim_cli.extract.titles.whole_statements import state_whole
from qaim_cli.extract.words.clause_marks import DATE_MARK
from qaim_cli.extract.words.noun_phrases import NOUN_PHRASE
from qaim_cli.extract.words.openings import drop_opening
from qaim_cli.extract.words.place_nouns import CONQUEST
from qaim_cli.extract.words.prefiltered_patterns import PrefilteredPattern
from qaim_cli.extract.words.text_parts import Span
from qaim_cli.extract.words.verbs import VERB
from qaim_cli.text import capitalise

_IN_RELATIVE = re.compile(r"\b(?:which|who) [^,;]* and \Z")
"""What a predicate follows that may go on with it: "a war, which began in 200 and"."""
_OTHER_SUBJECT = re.compile(
    r"\b(?:when|while|as|because|after|before|until) (?:the|an?|[A-ZÀ-Þ][\w'’-]*)"
    rf"(?: (?!(?:{VERB.pattern}|and|or)\b)[\w'’-]+){{0,4}} (?:{VERB.pattern})[^,;]*"
    r"(?:,? (?:and|but))?\W*\Z"
)
"""A clause with a subject of its own, which the predicate behind it may be of."""
_UNTIL = re.compile(r"\b(?:[Uu]ntil|[Tt]ill|[Bb]efore)\b")
_EVENT_BEFORE = re.compile(
    rf"\b(?:{CONQUEST.title()}|Battles|Treaty|Peace|Convention|Council|Synod|Diet) of"
    r" [^,;()]{3,40} \(\Z"
)
"""The name of an event that is told of by itself: "the Battle of Birk (3 May)"."""
_LOOSE_END = re.compile(r",?(?: (?:and|or|but|yet|again|later|then|also|sometime))+[ ,.]*\Z")
_CLEFT_OPENING = PrefilteredPattern(
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
_DATE_OPENING = re.compile(r"(?:(?:In|On|By|At) (?:the )?)?|At the (?:[a-z]+ ){1,2}of ")
_YEAR = re.compile(r"\d{3}")
_DRAFT_ONE_OF_SEVERAL = (
    state_birth_or_death,
    state_parallel_item,
    state_listed_item,
    state_opening_participle,
    state_repeated_deed,
)
"""What states the part of a sentence that one of its dates is of; the first that can does."""


def draft_title(text: str, dates: list[Span], index: int = 0) -> str:
    """Draft a title for a person to improve: the clause of one of a sentence's dates.

    Args:
        text: the sentence.
        dates: where its dates stand, in order.
        index: which of these dates the event has.
    """
    text, dates = put_plainly(text, dates)
    dates, index = join_listed_dates(text, dates, index)
    for_one_of_several = _DRAFT_ONE_OF_SEVERAL if len(dates) > 1 else ()
    return (
        next(filter(None, (state(text, dates, index) for state in for_one_of_several)), "")
        or state_birth_of_entry(text, dates[index])
        or _state_cleft(text, dates[index])
        or state_inverted(text, dates[index])
        or state_dated_event(text, dates[index])
        or _find_remembered(text, dates[index])
        or _state_own_clause(text, dates, index)
        or state_behind_date(text, dates, index)
        or state_inner_clause(text, dates, index)
        or state_named_event(text, dates[index])
        or _state_whole(text, dates, index)
        or NO_TITLE
    )


def _state_cleft(text: str, date: Span) -> str:
    """State the clause that a date is put before: "it was in 1844 that he left"."""
    opening = _CLEFT_OPENING.search(text, 0, date[0])
    said = _CLEFT_CLAUSE.match(text, date[1]) if opening else None
    return finish_title(said["said"]) if said and VERB.search(said["said"]) else ""


def _state_own_clause(text: str, dates: list[Span], index: int) -> str:
    """State the clause that a date is surely of, without the date; else ""."""
    clauses = split_clauses(text, dates) if len(dates) > 1 else [Clause(0, len(text))]
    clause = select_clause(clauses, dates[index])
    marked = remove_dates(text, dates, clause, index)
    if _UNTIL.search(text[max(0, dates[index][0] - 12) : dates[index][0] + 12]):
        marked = take_turning_point(marked)
    is_event = text.count("(") > 1 and _EVENT_BEFORE.search(text, 0, dates[index][0])
    is_listed = bool(is_event) or flag_listed_dates(text, dates)[index]
    bracketed = take_bracketed_event(marked, is_listed=is_listed)
    said = clean_clause(bracketed)
    if clause.start:
        if _IN_RELATIVE.search(text, clauses[0].start, clause.start) and VERB.match(said):
            return ""
        before = clean_clause(remove_dates(text, dates, clauses[0], index))
        before = before if ";" in before else drop_opening(before, 0)
        said = said if _OTHER_SUBJECT.search(before) else add_subject(before, said)
    part = find_dated_part(said)
    said = name_thing_made(said.partition(part)[0], part.lstrip())
    taken = take_dated_aside(said, MAX_TITLE_CHARS)
    title = _LOOSE_END.sub("", find_main_clause(taken, MAX_TITLE_CHARS))
    is_name = bracketed != marked or taken != said
    if not is_certain(CutTitle(title, taken, text, dates, index, is_name)):
        return ""
    finished = finish_title(title)
    if _loses_other_dates(title, finished, [text[slice(*date)] for date in dates]):
        return ""
    is_cut_short = says_too_little(finished, text) or has_lost_clause(title, taken)
    return "" if is_cut_short else finished


def _loses_other_dates(title: str, finished: str, dates: list[str]) -> bool:
    """Whether a title has lost dates that stood in it: "won twice (in 1950 and 1951)"."""
    title = title.partition(DATE_MARK)[0]
    return len(dates) > 1 and any(each in title and each not in finished for each in dates)


def _find_remembered(text: str, date: Span) -> str:
    """Find what a day without a year is the anniversary of; else ""."""
    found = _ANNIVERSARY.match(text, date[1])
    is_plain = found and not _YEAR.search(text, *date) and not VERB.search(found["what"])
    return capitalise(found["what"]) if found and is_plain else ""


def _state_whole(text: str, dates: list[Span], index: int) -> str:
    """State all that a sentence says, without its date where that dates all of it."""
    statement = drop_main_verb_date(state_whole(text, dates[index]), text, dates, index)
    season = SEASON_OPENING.match(statement)
    if season and text[slice(*dates[index])] in season[0]:
        rest = statement[season.end() :]
        return capitalise(rest)
    return _drop_opening_date(statement, text, dates)


def _drop_opening_date(statement: str, text: str, dates: list[Span]) -> str:
    """Drop the only date of a statement where it opens with that: "In 1905, she left"."""
    before, _, rest = statement.partition(text[slice(*dates[0])])
    opening = _DATE_OPENING.fullmatch(before)
    if len(dates) > 1 or opening is None or not rest.startswith((" ", ", ")):
        return statement
    rest = rest.lstrip(", ")
    return capitalise(rest) if NOUN_PHRASE.match(rest) else statement
