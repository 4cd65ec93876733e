"""Date expressions: where a sentence says a time, and what it says of it.

`MENTION_PATTERNS` is the whole of the English known here: a name, a pattern and, where the
expression leans on another date, how; in the order in which they are tried at a place. The classes
of `NON_DATES` are no dates and only keep others from reading a part of them ("400 km", "10:30").
`CONTINUATIONS` may follow a date and share its pieces: the 19 of "April 17 and 19", the 17 of
"1915-17".

A pattern names its pieces as in `patterns`. What is not said (a month without its year) is left to
`anchor`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from qaim_cli.extract import patterns
from qaim_cli.periods.partial_dates import PartialDate


class Offset(NamedTuple):
    """How a relative date lies to the one it leans on: so many units on or, below zero, back.

    `number` is None where nothing is counted ("shortly after"), and `after` says on which side.
    Weeks are counted in days, but who says "two weeks later" means `about` that day.
    """

    unit: str
    amount: int | None
    is_after: bool = True
    is_approximate: bool = False


class DateMention(NamedTuple):
    """A date expression in a sentence: its class, its place, and the pieces it says."""

    kind: str
    start: int
    end: int
    partial_date: PartialDate
    offset: Offset | None = None

    @property
    def text(self) -> str:
        """Its words."""
        return self.partial_date.text

    @property
    def has_own_year(self) -> bool:
        """Whether it says its own year, decade or century."""
        return self.offset is None and self.partial_date.has_year and self.kind != "short year"


class MentionPattern(NamedTuple):
    """A class of expressions: its name, its pattern, and how it leans on another date."""

    kind: str
    template: str
    read_offset: Callable[[re.Match[str]], Offset] | None = None


RECURRENCE_KIND = "habitual"


def find_mentions(text: str) -> Iterator[DateMention]:
    """The date expressions of a sentence, in order; none overlaps another.

    What comes again and again ("every third Tuesday in February") is of the class `RECURRENCE_KIND`
    and has no pieces.
    """
    core = _DATE_KEYWORD.search(text)
    if core is None:
        return
    at = text.rfind(" ", 0, max(0, core.start() - _MAX_CHARS_BEFORE_KEYWORD)) + 1
    while match := _ANY_PATTERN.search(text, at):
        at = match.end()
        number = int((match.lastgroup or "c0")[1:])
        if number < len(NON_DATES):
            continue
        mention: DateMention | None = _read_mention(_COMPILED_PATTERNS[number], text, match.start())
        while mention is not None:
            yield mention
            at = mention.end
            mention = _read_continuation(mention, text)


def _read_mention(of: _CompiledPattern, text: str, start: int) -> DateMention:
    """The mention that a class finds where it is known to fit."""
    match = of.pattern.match(text, start)
    assert match is not None
    point = PartialDate(match[0], **_read_fields(match))
    return DateMention(
        of.kind,
        match.start(),
        match.end(),
        point,
        of.read_offset(match) if of.read_offset else None,
    )


def _read_same_offset(match: re.Match[str]) -> Offset:
    return Offset(_read_unit(match), 0)


def _read_next_offset(match: re.Match[str]) -> Offset:
    return Offset(_read_unit(match), 1)


def _read_previous_offset(match: re.Match[str]) -> Offset:
    return Offset(_read_unit(match), -1)


def _read_month_of_year_offset(match: re.Match[str]) -> Offset:
    return Offset("month of year", bool(match["ahead"]) - bool(match["back"]))


def _read_counted_offset(match: re.Match[str]) -> Offset:
    count = match["count"].lower()
    number = int(count) if count.isdecimal() else patterns.NUMBER_WORDS[count]
    number = number if _is_after(match) else -number
    if match["unit"] == "week":
        return Offset("day", 7 * number, is_approximate=True)
    return Offset(match["unit"], number)


def _read_vague_offset(match: re.Match[str]) -> Offset:
    return Offset("day", None, _is_after(match))


def _is_after(match: re.Match[str]) -> bool:
    return not match["way"].lower().startswith(("earlier", "before", "previously", "prior"))


def _read_unit(match: re.Match[str]) -> str:
    said = match.groupdict()
    unit = said.get("unit") or said.get("unit_of") or ("month" if said.get("month") else "season")
    return "day" if unit in patterns.PARTS_OF_DAY else unit


NON_DATES = (
    MentionPattern("time", r"(?<![\d:])\d{1,2}[:.]\d\d ?(?:hrs|hours|[ap]\.?m\b\.?)"),
    MentionPattern("time", r"(?<![\d:])\d{1,2}:\d\d(?!\d)|(?<!\w)\d{1,2} ?[ap]\.?m\b\.?"),
    MentionPattern("time", r"(?<!\w)\d{4} ?(?:hours|hrs)\b|(?<=\b[Aa]t )\d{4}(?! ?(?:BC|AD|CE))\b"),
    MentionPattern(
        "ordinal",
        r"(?<!\w)\d+{th}(?: |-)(?!{a_month}|[Cc]entur|of\b|[Mm]illen)"
        r"(?:[A-Z]\w*|parallel|anniversary|meridian|division|birthday|floor|person)",
    ),
    MentionPattern(
        "measure", r"(?<!\w)[$£€#] ?\d[\d,.]*|\d+ ?%|\d+\.\d+|\d{1,3}/\d{1,3}(?! {a_month})"
    ),
    MentionPattern("measure", r"(?<![\w.])\d{1,3}(?:,\d{3})+(?! ?BC)"),
    MentionPattern(
        "measure",
        r"(?<!\w)(?:\d{1,3}|\d{5,}|{not_in}\d{4})(?: |-)(?:(?!{verb})[A-Za-z-]+ )?{counted}",
    ),
    MentionPattern("measure", r"{not_year}\d{4} (?!{no_plural})[a-z]{2,}s\b"),
    MentionPattern(
        "number",
        r"(?<!\w)(?:Nos?\.|pp?\.|vol\.|Number|Resolution|Flight|Route|Highway|Article|Section|Hill|Point|Order"
        r"|Directive|Boeing|Phase|Campaign|Convention|Act|Type|Model|Unit|Room|Page|Chapter)"
        r" \d[\d,.]*(?:[-–]\d+)?",
    ),
)
"""What is no date."""

MENTION_PATTERNS = (
    MentionPattern(
        RECURRENCE_KIND,
        r"(?<!\w)(?:[Ee]very|[Ee]ach) (?:\w+ ){0,2}?(?:{weekday}|{a_month}"
        r"|(?:day|week|month|year|decade|century|spring|summer|autumn|fall|winter)\b)"
        r"(?: (?:in|of) (?:the )?"
        r"(?:{a_month}|week|month|year|spring|summer|autumn|fall|winter)\b)?",
    ),
    MentionPattern(
        RECURRENCE_KIND,
        r"(?<!\w)(?:[Aa]nnually|[Yy]early)"
        r"(?: (?:on|in) (?:the )?(?:\d{1,2}{th}? (?:of )?)?{a_month}(?: \d{1,2}{th}?)?)?",
    ),
    MentionPattern(RECURRENCE_KIND, r"(?<!\w)(?:[Oo]n )?{weekday}s\b"),
    MentionPattern(
        "day", r"{start}(?P<year>\d{4})-(?P<month_of>0[1-9]|1[0-2])-(?P<day>\d\d)(?!\w|-\d)"
    ),
    MentionPattern("day", r"{free}(?:{weekday},? )?{day} (?:of )?{month}{of_year}"),
    MentionPattern(
        "day of list",
        r"{free}(?P<day>\d{1,2}){th}?"
        r"(?=(?:(?: ?(?:{dash}|/) ?|,? ?(?:and|or|to|until|till|through|,) (?:the )?)"
        r"\d{1,2}{th}?){1,6} (?:of )?(?P<month>{a_month}))",
    ),
    MentionPattern("day", r"(?<!\w)(?:{weekday},? )?{month} (?:the )?{day}{of_year}"),
    MentionPattern("month", r"(?<!\w){part}?{month},? (?:of )?(?:the year )?{year}"),
    MentionPattern("short year", r"(?<!\w){part}?{month} (?:of )?{short_year}"),
    MentionPattern(
        "season",
        r"(?<!\w)(?:{part}|[Tt]he )?{season},? (?:of )?(?:the year )?{year}(?:[-–/]\d\d(?!\d))?",
    ),
    MentionPattern("short year", r"(?<!\w)(?:{part}|[Tt]he )?{season} (?:of )?{short_year}"),
    MentionPattern("century", r"(?<!\w){part}?{century}(?: |-)[Cc]entur(?:y|ies)(?: {era})?"),
    MentionPattern(
        "century",
        r"(?<!\w){part}?{century}(?=,? (?:and|or|to) (?:the )?(?:(?:early|mid|late)[- ])?"
        r"(?:\d+{th}|\w+th|[\w-]+first)(?: |-)[Cc]entur(?:y|ies)(?: {era})?)",
    ),
    MentionPattern("decade", r"{start}{part}?(?P<decade>\d{2,3}0)['’]?s\b(?: {era})?"),
    MentionPattern(
        "year",
        r"{start}{part}?(?P<year_of>\d{1,4})(?= ?(?:{dash}|/|to|and|until|or) ?\d{1,4} ?{era})",
    ),
    MentionPattern("year", r"{start}{part}?{circa}?(?:[Tt]he years? )?{year}"),
    MentionPattern(
        "short year",
        r"{cue}{part}?{short_year}"
        r"(?=[,.;)]|$| [A-Z]| (?:the|[a-z]+ed|he|they|it|a|an|was|were|when|with|and)\b)",
    ),
    MentionPattern("day", r"(?<!\w){feast}(?: night| morning)?,? (?:of )?{year}"),
    MentionPattern("day", r"{on}{feast}(?: night| morning)?"),
    MentionPattern(
        "month",
        r"(?<!\w){part}?{full_month} of (?:that|the"
        r" (?:same|(?P<ahead>next|following)|(?P<back>previous|preceding))) year(?!\w)",
        _read_month_of_year_offset,
    ),
    MentionPattern(
        "month", r"(?<!\w)(?:[Tt]he )?(?:next|following) {full_month}", _read_next_offset
    ),
    MentionPattern(
        "month", r"(?<!\w)(?:[Tt]he )?(?:previous|preceding) {full_month}", _read_previous_offset
    ),
    MentionPattern(
        "month", r"(?<!\w)(?:{part}|{in})(?!May Day){full_month}{of_that_year}(?! \d|['’]s [A-Z])"
    ),
    MentionPattern("month", r"(?<!\w){cue}{full_month}{of_that_year}(?! \d| [A-Z]|['’]s [A-Z])"),
    MentionPattern(
        "month",
        r"(?<!\w){full_month}(?=(?: ?(?:{dash}|/) ?|,? (?:and|or|to|until|till|through) |, )"
        r"(?:(?:early|mid|late)[ -])?{a_month})",
    ),
    MentionPattern(
        "month",
        r"(?:(?<=\b[Tt]he )|(?<=\b[Aa] )|(?<=\btheir )|(?<=\bits ))(?!May)"
        r"{full_month}"
        r"(?= (?!on\b|to\b|of\b|through\b|from\b|towards?\b|into\b|against\b)[a-z])",
    ),
    MentionPattern("month", r"^{full_month}(?=,| (?:was|were|saw|brought|had|also|to)\b)"),
    MentionPattern("season", r"(?<!\w)(?:[Tt]he )?(?:next|following) {season}", _read_next_offset),
    MentionPattern(
        "season", r"(?<!\w)(?:[Tt]he )?(?:previous|preceding) {season}", _read_previous_offset
    ),
    MentionPattern(
        "season",
        r"(?<!\w)(?:(?:[Ll]ater|[Ee]arlier) (?:in )?)?(?:[Tt]hat|[Tt]he same) (?:same )?{season}",
        _read_same_offset,
    ),
    MentionPattern(
        "season",
        r"(?<!\w)(?:{part}|[Tt]he )?{season}"
        r"(?=(?: ?{dash} ?| (?:and|or|to|until|through) (?:the )?)"
        r"(?:(?:early|mid|late)[ -])?(?:spring|summer|autumn|fall|winter)\b)",
    ),
    MentionPattern("season", r"(?<!\w){season}(?= (?:[Oo]ffensive|[Cc]ampaign|[Ff]ighting)s?\b)"),
    MentionPattern(
        "season",
        r"(?<!\w)(?:{part}|{cue}|{cue}the |[Tt]he )(?!fall)(?![Ff]all){season}(?! ?{dash})"
        r"(?! (?:[A-Z]|(?:[a-z]+ )?(?:offensive|campaign|season|quarters|line|war|break|palace)))",
    ),
    MentionPattern(
        "season",
        r"(?<!\w)(?:[Ii]n|[Bb]y|[Dd]uring|[Uu]ntil|[Ll]ate|[Ee]arly) (?:in )?(?:the )?"
        r"(?P<season>fall)(?! of\b|\w)",
    ),
    MentionPattern(
        "day of month",
        r"(?<!\w)[Oo]n the (?P<day>\d{1,2}){th}"
        r"(?!-| [A-Z]| (?:of|day|anniversary|birthday|floor|hour|parallel|attempt|century)\b)",
    ),
    MentionPattern(
        "same",
        r"(?<!\w)(?:{part}|(?:[Ll]ater|[Ee]arlier|[Ee]arly|[Ll]ate) (?:in |on )?)?"
        r"(?:(?:the|The|that|That|this|This) (?:very )?same|that|That) {unit}",
        _read_same_offset,
    ),
    MentionPattern(
        "same",
        r"(?<!\w)(?!\w+[ -](?:day|month|year|decade|century)\b)"
        r"(?:{part}(?:that |this )?|(?:[Ll]ater|[Ee]arlier|[Ee]arly|[Ll]ate|[Rr]est of"
        r"|[Rr]emainder of) (?:in |on )?(?:the |that |this ))(?!{hours}){unit}(?! of|['’]s)",
        _read_same_offset,
    ),
    MentionPattern(
        "same",
        r"(?<!\w)(?:[Tt]he )?(?P<unit>month|year)['’]s (?P<part>end|close)(?!\w)",
        _read_same_offset,
    ),
    MentionPattern("same", r"(?<!\w)[Tt]his (?P<unit>year|month)(?!\w)", _read_same_offset),
    MentionPattern(
        "next",
        r"(?<!\w)(?:[Ee]arly |[Ll]ate )?"
        r"(?:(?:[Tt]he (?:very )?)?(?:[Nn]ext|[Ff]ollowing)|[Tt]he subsequent) {unit}",
        _read_next_offset,
    ),
    MentionPattern(
        "next",
        r"(?<!\w)[Tt]he (?:{unit} after(?=[,.;:)]|$)|(?P<unit_of>day|month|year) following)",
        _read_next_offset,
    ),
    MentionPattern(
        "previous", r"(?<!\w)[Tt]he (?:previous|preceding|prior) {unit}", _read_previous_offset
    ),
    MentionPattern("previous", r"(?<!\w)[Tt]he {unit} before(?=[,.;:)]|$)", _read_previous_offset),
    MentionPattern(
        "counted",
        r"(?<!\w){hedge}{count}(?: |-)(?P<unit>day|week|month|year|decade)s? {way}",
        _read_counted_offset,
    ),
    MentionPattern(
        "vague",
        r"(?<!\w)(?:(?:[Ss]hortly|[Ss]oon|[Ii]mmediately)"
        r"|(?:(?:[Aa] few|[Ss]everal|[Ss]ome|[Mm]any) )?(?:[Dd]ays|[Ww]eeks|[Mm]onths|[Yy]ears)) "
        r"(?P<way>later|earlier|after(?:wards?)?|thereafter|before)(?!\w)",
        _read_vague_offset,
    ),
)
"""Every class of date expressions; where two fit, the first counts."""


class Continuation(NamedTuple):
    """What follows a date of some classes and shares its pieces."""

    preceding_kinds: frozenset[str]
    template: str


CONTINUATIONS = (
    Continuation(
        frozenset(("year", "month")),
        r" ?(?:{dash}|/) ?(?P<own>(?P<two>\d\d))(?!\w|[.,:]\d| ?{era})",
    ),
    Continuation(
        frozenset(("year", "short year", "month", "season")), r" ?{dash} ?(?P<own>{year})"
    ),
    Continuation(
        frozenset(("day",)),
        r"(?: ?(?:{dash}|,) ?|,? (?:and|or|to|until|till|through) (?:the )?)"
        r"(?P<own>{day}{of_year})(?! [A-Z]\w|{a_month}| (?:of )?{a_month}| {counted})",
    ),
)
"""The 17 of "1915-17", the 19 of "April 17 and 19"."""


class _CompiledPattern(NamedTuple):
    kind: str
    pattern: re.Pattern[str]
    read_offset: Callable[[re.Match[str]], Offset] | None


def _read_continuation(mention: DateMention, text: str) -> DateMention | None:
    """The date that follows close upon one and shares its pieces, if one does."""
    point = mention.partial_date
    for behind, pattern in _COMPILED_CONTINUATIONS:
        if mention.kind not in behind or (match := pattern.match(text, mention.end)) is None:
            continue
        pieces = _read_fields(match)
        if two := match.groupdict().get("two"):
            if point.year is None or point.year < 1000 or point.era == "BC":
                continue
            pieces = {"year": _complete_range_year(point.year, int(two)), "digits": 4}
        elif mention.kind == "day":
            shared = {"year": point.year, "digits": point.digits, "era": point.era}
            pieces = {"month": point.month, **({} if "year" in pieces else shared), **pieces}
        start, end = match.span("own")
        return DateMention(mention.kind, start, end, PartialDate(match["own"], **pieces))
    return None


def _complete_range_year(year: int, two: int) -> int:
    """The year that ends a range written 1914-18, in the same century or the next."""
    later = year // 100 * 100 + two
    return later if later > year else later + 100


def _read_fields(match: re.Match[str]) -> dict[str, Any]:
    """The pieces that the named groups of a match say, by the fields of `PartialDate`."""
    pieces: dict[str, Any] = {}
    for group, said in match.groupdict().items():
        if said and group in patterns.GROUP_READERS:
            pieces.update(patterns.GROUP_READERS[group](said))
    return pieces


def _compile_pattern(of: MentionPattern) -> _CompiledPattern:
    return _CompiledPattern(
        of.kind, re.compile(patterns.expand_pattern(of.template)), of.read_offset
    )


_COMPILED_CONTINUATIONS = [
    (tail.preceding_kinds, re.compile(patterns.expand_pattern(tail.template)))
    for tail in CONTINUATIONS
]
_COMPILED_PATTERNS = [_compile_pattern(each) for each in (*NON_DATES, *MENTION_PATTERNS)]
_ANY_PATTERN = re.compile(
    r"(?<!\w)(?=[\d$£€#A-Za-z])(?:"
    + "|".join(
        f"(?P<c{n}>{patterns.expand_pattern(each.template, named=False)})"
        for n, each in enumerate((*NON_DATES, *MENTION_PATTERNS))
    )
    + ")"
)
_DATE_KEYWORD = re.compile(
    r"\d|[SsWw](?:pring|ummer|inter)|[Aa]utumn|[Ff]all\b|[Dd]a(?:y|wn)|[Ww]eek|[Mm]onth|[Yy]ear|[Dd]ecade"
    r"|[Cc]entur|orning|fternoon|vening|[Nn]ight|[Dd]usk|hristmas|Saints|[Ss]hortly|[Ss]oon\b"
    r"|mmediately|[Aa]nnually|January|February|March|April|May\b|June|July|August"
    r"|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Oct|Nov|Dec"
)
"""What every expression holds something of: a sentence without it is read no further."""
_MAX_CHARS_BEFORE_KEYWORD = 40
"""How many characters an expression may have before the first of these."""
