"""State all that a sentence says of a date, with its dates in words.

This is the title where the clause of the date could not be told apart with certainty: whatever
else it says, it says when. It leaves out only what can go without turning anything round:
connectors, brackets without a date, what stands behind a semicolon, and what trails behind the
date.
"""

from __future__ import annotations

import re

from qaim_cli.extract.titles.shortening import MAX_TITLE_CHARS, shorten_title
from qaim_cli.extract.words.clause_marks import DATE_MARK, EDGE_MARKS, SPACE_BEFORE_MARK
from qaim_cli.extract.words.noun_phrases import NOUN_PHRASE
from qaim_cli.extract.words.openings import drop_opening, is_opening
from qaim_cli.extract.words.text_parts import is_open
from qaim_cli.extract.words.verbs import VERB
from qaim_cli.text import capitalise

MAX_STATEMENT_CHARS = 160
_MAX_SENTENCE_CHARS = 2000
_MIN_PART_CHARS = 40
_MAX_LATE_CHARS = 240
"""How long a statement may be whose date stands late: its subject is kept, and its middle goes."""
_MAX_HEAD_CHARS = 80
_MAX_EARLY_CHARS = 120
"""How far into a statement that is too long its date may stand for its beginning to be kept."""
_OUTER_MARKS = EDGE_MARKS.replace("(", "").replace(")", "")
_WORD = re.compile(r"(?!(?:[Ii]n|[Oo]n|[Aa]t|[Bb]y|[Ff]rom|[Tt]he|[Ss]ince|[Uu]ntil)\b)\b[^\W\d_]+")
_BRACKETED_TEXT = re.compile(r" ?[(\[][^()\[\]\x01]*[)\]]")
_CONNECTOR = re.compile(
    r"\A(?:However|Meanwhile|Thus|Hence|Therefore|Moreover|Furthermore|In addition(?! to)|Finally"
    r"|Subsequently|Eventually|Nevertheless|Nonetheless|As a result|Consequently|Similarly"
    r"|Likewise|Additionally|Actually|Incidentally|Indeed|In fact|Interestingly|Unfortunately"
    r"|Fortunately|Sadly|Surprisingly|Remarkably|For (?:example|instance)|But|And|Yet),? +(?=\w)"
    r"|\A(?:Most |More )(?:importantly|significantly|notably|famously|recently), +(?=\w)",
    re.IGNORECASE,
)
_PART_BREAK = re.compile(r";(?= )|(?<=[a-z\d)]):(?= )")
_CLAUSE_BREAK = re.compile(
    r"(?:[;,] (?:and|but|while|whereas|as|because|although|though|so|when)|[;:]| while| but"
    r"|,? and(?= (?:in|on|by|from|at|then) )) "
)
_HEAD = re.compile(r"(?<=[,;] )|(?<= )(?=(?:and|who|which|that|where) )|(?<= )")
_ASIDE = re.compile(r", [^,]*,")
_OPEN_ASIDE = re.compile(r", (?!(?:he|she|it|they)\b)[^,]*\Z")
_TAIL = re.compile(
    r";|,? (?:and|but|while|whereas|although|though|because|which|who|where|when|with)\b|, "
    r"|(?<=\x01) (?:in|on|at|by|for|from|with|to|as|under|during|following|after)\b"
)
_FRONTED = re.compile(
    r"(?:[,;] |\b(?:which|who|that|when|where|and|but|while) )"
    r"(?:in|on|by|before|after|from|since|until|during|at)\b[^,;]{0,25}\x01"
)
"""A date before what happened then, in a clause behind the main one."""
_ENDS_CLAUSE = re.compile(
    r"[;,]| (?:but|while|whereas|although|though|because|which|who|where|when)\b"
)
_OPEN_RELATIVE = re.compile(
    r",? (?:and|or|but|during|under|in|of|from|after|to|for|with|by|at)(?: which)?\Z"
)
_SECOND_DATE = re.compile(r"(?<=\x01),? and, [^\x01]*\Z")
"""What begins with a date of its own behind the date: ", and, two years later, left"."""
_LATER_DATE = re.compile(r"(?<=\x01), (?:which|who|where|when)\b[^;]*\b\d{3,4}\b[^;]*\Z")
"""What is told behind the date with a date of its own: ", which was closed in 1889"."""
_SPENT_DATE = re.compile(
    r"\bspent (?:(?:most|much|all|half|part|the rest) of )?(?:the )?[\w ]{0,12}\Z"
)
"""A date that is the object of its verb, up to its end: "spent most of the 1950s"."""
_DATED_OPENING = re.compile(r"(?:In|On|By) (?:\w+ ){0,3}\d{3,4}\b")
_PHRASE = re.compile(r"(?:and )?(?:in|on|at|by|with|under|from|for|near|to)\b")
"""What begins no clause behind a semicolon: "; and under Ann Pell at Birk from 1950"."""
_CONDITION = re.compile(r"(?:If|Unless|Without|Once|Until|According)\b")
_CONJUNCTION = re.compile(r"\A(?:and|but|while|whereas) ")

_TOLD_BRACKET = re.compile(r"\((?P<said>[^()]*\x01[^()]*)\)")


def state_whole(text: str, date: tuple[int, int]) -> str:
    """State what a sentence says, as much as is true without the rest; empty where it says nothing.

    Args:
        text: the sentence.
        date: where the date stands that must be in it.
    """
    if not _WORD.search(f"{text[: date[0]]}|{text[date[1] :]}"):
        return ""
    start = max(0, date[1] - _MAX_SENTENCE_CHARS)
    marked = f"{text[start : date[1]]}{DATE_MARK}{text[date[1] :]}"[: 2 * _MAX_SENTENCE_CHARS]
    part = " ".join(_BRACKETED_TEXT.sub("", _take_part(marked)).split())
    part = _CONNECTOR.sub("", SPACE_BEFORE_MARK.sub("", part).strip(_OUTER_MARKS))
    part = _drop_undated_opening(_SECOND_DATE.sub("", part))
    if VERB.search(part.partition(DATE_MARK)[0]):
        part = _LATER_DATE.sub("", part)
    is_spent = _SPENT_DATE.search(part.partition(DATE_MARK)[0]) is not None
    if len(part) > MAX_TITLE_CHARS and not is_spent:
        part = _shorten_behind_date(_drop_tail(part))
    statement = _shorten_statement(part).replace(DATE_MARK, "").strip(_OUTER_MARKS)
    if statement.count("(") != statement.count(")"):
        statement = statement.replace("(", "").replace(")", "")
    if statement.count('"') % 2:
        statement = statement.replace('"', "").strip(EDGE_MARKS)
    statement = _OPEN_RELATIVE.sub("", statement)
    return capitalise(statement)


def _drop_undated_opening(part: str) -> str:
    """A long statement without the phrase or clause that leads up to it, if the date is behind."""
    main = drop_opening(capitalise(part), 0)
    verb = VERB.search(main)
    # A date that goes with what leads up to a clause is that clause's own.
    is_dated = _DATED_OPENING.match(part) is not None
    is_needed = main.find(DATE_MARK) < (verb.start() if verb else 0) or _CONDITION.match(part)
    return part if is_needed or is_dated or len(part) <= MAX_TITLE_CHARS else main


def _shorten_behind_date(part: str) -> str:
    """A statement without a tail behind its date, or behind the verb that follows a fronted one."""
    start = part.index(DATE_MARK) + 1
    if is_opening(part) or _FRONTED.search(part[:start]):
        verb = VERB.search(part, start)
        start = verb.end() if verb else len(part)
    short = shorten_title(part, start)
    main = _OPEN_ASIDE.sub("", _ASIDE.sub(" ", short))
    return part if short.endswith("…") or not VERB.search(main) else short


def _take_part(marked: str) -> str:
    """The part of a sentence between semicolons that holds the date, if it is a clause."""
    bracket = _TOLD_BRACKET.search(marked)
    if bracket is not None and VERB.search(bracket["said"]) and _is_sentence(bracket["said"]):
        return bracket["said"]
    cuts = [0, *(each.end() for each in _PART_BREAK.finditer(marked)), len(marked)]
    date = marked.index(DATE_MARK)
    start = max(cut for cut in cuts if cut <= date)
    end = min(cut for cut in cuts if cut > date)
    part = marked[start:end].strip()
    is_told = VERB.search(part) or (len(part) > _MIN_PART_CHARS and not _PHRASE.match(part))
    is_predicate = VERB.match(part) and not VERB.search(marked, 0, start)
    if is_open(part) or not is_told or (start > 0 and not (is_predicate or _is_sentence(part))):
        return marked
    return part


def _is_sentence(part: str) -> bool:
    """Whether words begin as a sentence does."""
    bare = _CONNECTOR.sub("", part)
    return bool(NOUN_PHRASE.match(bare)) or is_opening(capitalise(bare))


def _drop_tail(part: str) -> str:
    """A statement without what trails behind its date, where its clause is whole before it."""
    date = part.index(DATE_MARK)
    cuts = [
        cut for cut in (each.start() for each in _TAIL.finditer(part, date))
        if not is_open(part[:cut])
        # "It grew from ten in 1850" says nothing without "to twenty".
        and not (part.startswith(" to ", cut) and " from " in part[:date])
    ]  # fmt: skip
    clause = _CLAUSE_BREAK.split(part[:date])[-1]
    main = _OPEN_ASIDE.sub("", _ASIDE.sub(" ", clause))
    if VERB.search(main) and not is_opening(part) and not _FRONTED.search(part[: date + 1]):
        short = [cut for cut in cuts if cut <= MAX_TITLE_CHARS]
        return part[: (short[-1:] or cuts[:1] or [len(part)])[0]]
    if len(part) <= MAX_STATEMENT_CHARS:
        return part
    long = [cut for cut in cuts if cut < MAX_STATEMENT_CHARS and VERB.search(part, date, cut)]
    told = [cut for cut in long if _ENDS_CLAUSE.match(part, cut) and _holds_main_verb(part[:cut])]
    if told:
        return part[: told[-1]]
    return f"{part[: long[-1]]}…" if long else part


def _shorten_statement(statement: str) -> str:
    """A statement that is too long, cut at its end, or before its date where that stands late."""
    if len(statement) <= MAX_STATEMENT_CHARS:
        return statement
    date = statement.index(DATE_MARK)
    if date < _MAX_EARLY_CHARS:
        return statement[:MAX_STATEMENT_CHARS].rpartition(" ")[0].rstrip(EDGE_MARKS) + "…"
    tail = _TAIL.search(statement, date)
    statement = statement[: tail.start()] if tail else statement
    if clause := _find_last_clause(statement, date):
        return clause
    if len(statement) <= _MAX_LATE_CHARS:
        return statement
    first = len(statement) - _MAX_LATE_CHARS + _MAX_HEAD_CHARS
    starts = [match.start() for match in _HEAD.finditer(statement, first, date)]
    marked = [start for start in starts if statement[:start].endswith((", ", "; "))]
    start = (marked or starts or [first])[0]
    head = statement[:_MAX_HEAD_CHARS].rpartition(" ")[0].rstrip(EDGE_MARKS)
    return f"{head} … {statement[start:].lstrip(EDGE_MARKS)}"


def _find_last_clause(statement: str, date: int) -> str:
    """The clause with a subject of its own that ends a statement; empty where there is none."""
    first = max(0, len(statement) - MAX_STATEMENT_CHARS + 2)
    for match in _HEAD.finditer(statement, first, date):
        start = match.start()
        clause = _CONJUNCTION.sub("", statement[start:])
        is_second = clause != statement[start:] and statement[:start].endswith((", ", "; "))
        if is_second and VERB.search(statement, 0, start) and _is_clause(clause):
            return clause
    return ""


def _is_clause(words: str) -> bool:
    """Whether words begin with a subject and its verb."""
    verb = VERB.search(words)
    return (
        verb is not None
        and NOUN_PHRASE.match(words) is not None
        and "," not in words[: verb.start()]
    )


def _holds_main_verb(words: str) -> bool:
    """Whether words hold the verb of their main clause, behind what leads up to it."""
    main = drop_opening(capitalise(words), 0)
    return (main != words or not is_opening(words)) and VERB.search(main) is not None
