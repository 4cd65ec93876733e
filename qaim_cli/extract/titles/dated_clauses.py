"""Split a sentence into the clauses of its dates, and take the dates out of them."""

from __future__ import annotations

import re

from qaim_cli.extract.dates.date_bounds import NEGATION_BEFORE
from qaim_cli.extract.titles.title_clauses import SPENT_BEFORE
from qaim_cli.extract.words.clause_marks import DATE_MARK
from qaim_cli.extract.words.noun_phrases import NOUN_PHRASE
from qaim_cli.extract.words.prefiltered_patterns import PrefilteredPattern
from qaim_cli.extract.words.text_parts import Span
from qaim_cli.extract.words.verbs import VERB
from qaim_cli.frozen_record import FrozenRecord

_MAX_CLAUSE_CHARS = 400
_MAX_SENTENCE_CHARS = 2000
_MAX_BEHIND_CHARS = 200
_MAX_OPENING_CHARS = 12
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
_BARE_CLAUSE_START = re.compile(r"(?:^|; (?:and |but )?|, (?:(?:and|but) )?)(?:[Tt]he )?$")
_OWNED_YEAR = PrefilteredPattern(r"['’]s? \Z")
"""What makes a year the noun of its clause: "Vale's 1905 was a good one"."""
_SEASON = re.compile(r"(?:the )?(?:spring|summer|autumn|winter|fall|weekend|morning|evening|night)")
_SEASON_LEFT = re.compile(r" (?:season|campaign)\b")
_ONWARD = re.compile(r" onwards?\b")
_CLAUSE_BOUNDARY = re.compile(
    r"; |,? (?:and|but|while|whereas)(?:,|(?: then| later| also)?) (?!the \d)"
    r"|, (?:before|after which) "
    rf"|(?<=\)), (?={NOUN_PHRASE.pattern})(?=(?:[\w'’.-]+ ){{1,5}}?(?:{VERB.pattern}))"
)
"""What begins a clause, the next of a list behind a date in brackets too."""
_OPENED_CLAUSE = re.compile(
    rf"(?:, (?!(?:he|she|it|they)\b)[^,;]{{2,60}})?, (?:{NOUN_PHRASE.pattern})"
    rf"(?: ?(?!(?:and|or|but)\b)[\w'’-]+){{0,5}}? (?={VERB.pattern})"
)
"""The clause of a date that opens it, behind what else does: "in 1932, after a fire, she left"."""
_NAME_PREFIX = PrefilteredPattern(
    r"\b(?:War|Act|Acts|Treaty|Revolution|Rebellion|Crisis|Census|Constitution|Convention|Union"
    r"|Edict|Accords?|Olympics|Law|Charter|Congress|Agreement|Panic|Great Fire) of (?:the )?\Z"
)
_NAME_SUFFIX = re.compile(r" [A-Z]\w")
_COUNT_SUFFIX = re.compile(
    r"(?: (?:and|to|or) [\d/–-]+)? (?:census|seasons?|edition|flood|fire|riots?|elections?"
    r"|plague)\b"
)
"""What a year tells from others of its kind: "the 1950 census", "the 1950 and 1951 seasons"."""
_YEARS = re.compile(r"[\d/–-]+")
_ARTICLE_BEFORE = PrefilteredPattern(r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) \Z")
_YEARLESS_DAY = re.compile(r"\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2}")
_NOUN_BEHIND = re.compile(
    r"[ -](?!(?:and|or|to|until|he|she|it|they|we|the|an?|when|while|but|in|on|at|by|for|from|with"
    r"|that|which|who|as|after|before|there|both|also|only|onwards?|of|is|are|was|were|had|has"
    r"|have)\b)"
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
_OBJECT_BEHIND_COMMA = re.compile(r", (?=(?:the|an?|his|her|its|their) )")
_VERB_BEFORE_COMMA = re.compile(rf"(?:{VERB.pattern}), ?\Z")
_VERB_BEHIND_COMMA = re.compile(rf", (?={VERB.pattern})")


class Clause(FrozenRecord):
    """The part of a sentence that one of its dates dates."""

    start: int
    end: int


def find_event_clause(text: str, dates: list[Span], index: int) -> str:
    """Find the clause of a sentence that holds one of its dates."""
    clause = select_clause(split_clauses(text, dates), dates[index])
    return text[clause.start : clause.end]


def select_clause(clauses: list[Clause], date: Span) -> Clause:
    """Select the clause that holds a date, of those of its sentence."""
    return next((each for each in clauses if date[0] < each.end), clauses[-1])


def split_clauses(text: str, dates: list[Span]) -> list[Clause]:
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
    return [Clause(*pair) for pair in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def _begins_clause(text: str, boundary: re.Match[str], dates: list[Span]) -> bool:
    """Whether a clause with a verb stands behind a boundary, or behind a date that opens it."""
    end = boundary.end()
    following = text[end : end + _MAX_BEHIND_CHARS]
    opened = next((last for begin, last in dates if 0 <= begin - end <= _MAX_OPENING_CHARS), None)
    if opened is not None and _OPENED_CLAUSE.match(text, opened):
        return True
    return VERB.search(re.split(";" if "," in boundary[0] else "[;,]", following)[0]) is not None


def join_listed_dates(text: str, dates: list[Span], index: int) -> tuple[list[Span], int]:
    """Dates of which those are one that stand in one list: "in 1950, 1952 and 1960"."""
    joined: list[Span] = []
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


def remove_dates(text: str, dates: list[Span], clause: Clause, index: int) -> str:
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
    is_hedged = text.startswith(("about", "around", "circa", "c."), start)
    is_subject = not is_hedged and _BARE_CLAUSE_START.search(before) and VERB.match(text, end + 1)
    return is_preposition or bool(
        is_subject
        or (_OWNED_YEAR.search(before) and VERB.match(text, end + 1))
        or before.endswith((" began the ", " ended the "))
        or SPENT_BEFORE.search(before)
        or (
            text.startswith((" as a ", " as the ", " as its "), end)
            and not _TRAILING_PREPOSITION.search(before)
        )
        or _NAME_PREFIX.search(before)
        or NEGATION_BEFORE.search(before)
        or NEGATION_BEFORE.search(text[max(0, start - 80) : start + len("until ")])
        or (
            before.endswith(("the ", "The "))
            and (_is_name_ahead(text, start, end) or _COUNT_SUFFIX.match(text, end))
        )
        or text.startswith(("'s ", "’s "), end)
        or (_SEASON.fullmatch(text, start, end) and _NOUN_BEHIND.match(text, end))
        or (_YEARS.fullmatch(text, start, end) and _COUNT_SUFFIX.match(text, end))
        or (_ARTICLE_BEFORE.search(before) and _is_attribute(text, start, end))
    )


def _is_name_ahead(text: str, start: int, end: int) -> bool:
    """Whether a name follows a date that is part of it: "the 1908 Games"."""
    return _NAME_SUFFIX.match(text, end) is not None and not text.endswith("s", start, end)


def _is_attribute(text: str, start: int, end: int) -> bool:
    """Whether a year or a day stands between an article and its noun: "the 2002 settlement"."""
    return (
        text[start : start + 1].isalnum()
        and (text[end - 4 : end].isdigit() or _YEARLESS_DAY.fullmatch(text, start, end) is not None)
        and _NOUN_BEHIND.match(text, end) is not None
    )
