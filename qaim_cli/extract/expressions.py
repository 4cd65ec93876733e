"""Date expressions: where a sentence says a time, and what it says of it.

`CLASSES` is the whole of the English known here: a name, a pattern and, where the expression leans
on another date, how; in the order in which they are tried at a place. The classes of `MASKS` are
no dates and only keep others from reading a part of them ("400 km", "10:30"). `TAILS` may follow
a date and share its pieces: the 19 of "April 17 and 19", the 17 of "1915-17".

A pattern names its pieces as in `wording`. What is not said (a month without its year) is left to
`anchor`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from qaim_cli.extract import wording
from qaim_cli.periods.points import Point


class Lean(NamedTuple):
    """How a relative date lies to the one it leans on: so many units on or, below zero, back.

    `number` is None where nothing is counted ("shortly after"), and `after` says on which side.
    Weeks are counted in days, but who says "two weeks later" means `about` that day.
    """

    unit: str
    number: int | None
    after: bool = True
    about: bool = False


class Mention(NamedTuple):
    """A date expression in a sentence: its class, its place, and the pieces it says."""

    kind: str
    start: int
    end: int
    point: Point
    lean: Lean | None = None

    @property
    def text(self) -> str:
        """Its words."""
        return self.point.text

    @property
    def complete(self) -> bool:
        """Whether it says its own year, decade or century."""
        return self.lean is None and self.point.has_year and self.kind != "short year"


class Class(NamedTuple):
    """A class of expressions: its name, its pattern, and how it leans on another date."""

    name: str
    pattern: str
    lean: Callable[[re.Match[str]], Lean] | None = None


HABITUAL = "habitual"


def found(text: str) -> Iterator[Mention]:
    """The date expressions of a sentence, in order; none overlaps another.

    What comes again and again ("every third Tuesday in February") is of the class `HABITUAL` and
    has no pieces.
    """
    core = _CORE.search(text)
    if core is None:
        return
    at = text.rfind(" ", 0, max(0, core.start() - _LEAD)) + 1
    while match := _ANY.search(text, at):
        at = match.end()
        number = int((match.lastgroup or "c0")[1:])
        if number < len(MASKS):
            continue
        mention: Mention | None = _read(_KNOWN[number], text, match.start())
        while mention is not None:
            yield mention
            at = mention.end
            mention = _tail(mention, text)


def _read(of: _Compiled, text: str, start: int) -> Mention:
    """The mention that a class finds where it is known to fit."""
    match = of.pattern.match(text, start)
    assert match is not None
    point = Point(match[0], **_pieces(match))
    return Mention(of.name, match.start(), match.end(), point, of.lean(match) if of.lean else None)


def _same(match: re.Match[str]) -> Lean:
    return Lean(_unit(match), 0)


def _next(match: re.Match[str]) -> Lean:
    return Lean(_unit(match), 1)


def _previous(match: re.Match[str]) -> Lean:
    return Lean(_unit(match), -1)


def _of_year(match: re.Match[str]) -> Lean:
    return Lean("month of year", bool(match["ahead"]) - bool(match["back"]))


def _counted(match: re.Match[str]) -> Lean:
    count = match["count"].lower()
    number = int(count) if count.isdecimal() else wording.NUMBERS[count]
    number = number if _is_after(match) else -number
    if match["unit"] == "week":
        return Lean("day", 7 * number, about=True)
    return Lean(match["unit"], number)


def _vaguely(match: re.Match[str]) -> Lean:
    return Lean("day", None, _is_after(match))


def _is_after(match: re.Match[str]) -> bool:
    return not match["way"].lower().startswith(("earlier", "before", "previously", "prior"))


def _unit(match: re.Match[str]) -> str:
    said = match.groupdict()
    unit = said.get("unit") or said.get("unit_of") or ("month" if said.get("month") else "season")
    return "day" if unit in wording.HOURS else unit


MASKS = (
    Class("time", r"(?<![\d:])\d{1,2}[:.]\d\d ?(?:hrs|hours|[ap]\.?m\b\.?)"),
    Class("time", r"(?<![\d:])\d{1,2}:\d\d(?!\d)|(?<!\w)\d{1,2} ?[ap]\.?m\b\.?"),
    Class("time", r"(?<!\w)\d{4} ?(?:hours|hrs)\b|(?<=\b[Aa]t )\d{4}(?! ?(?:BC|AD|CE))\b"),
    Class(
        "ordinal",
        r"(?<!\w)\d+{th}(?: |-)(?!{a_month}|[Cc]entur|of\b|[Mm]illen)"
        r"(?:[A-Z]\w*|parallel|anniversary|meridian|division|birthday|floor|person)",
    ),
    Class("measure", r"(?<!\w)[$£€#] ?\d[\d,.]*|\d+ ?%|\d+\.\d+|\d{1,3}/\d{1,3}(?! {a_month})"),
    Class("measure", r"(?<![\w.])\d{1,3}(?:,\d{3})+(?! ?BC)"),
    Class(
        "measure",
        r"(?<!\w)(?:\d{1,3}|\d{5,}|{not_in}\d{4})(?: |-)(?:(?!{verb})[A-Za-z-]+ )?{counted}",
    ),
    Class("measure", r"{not_year}\d{4} (?!{no_plural})[a-z]{2,}s\b"),
    Class(
        "number",
        r"(?<!\w)(?:Nos?\.|pp?\.|vol\.|Number|Resolution|Flight|Route|Highway|Article|Section|Hill|Point|Order"
        r"|Directive|Boeing|Phase|Campaign|Convention|Act|Type|Model|Unit|Room|Page|Chapter)"
        r" \d[\d,.]*(?:[-–]\d+)?",
    ),
)
"""What is no date."""

CLASSES = (
    Class(
        HABITUAL,
        r"(?<!\w)(?:[Ee]very|[Ee]ach) (?:\w+ ){0,2}?(?:{weekday}|{a_month}"
        r"|(?:day|week|month|year|decade|century|spring|summer|autumn|fall|winter)\b)"
        r"(?: (?:in|of) (?:the )?"
        r"(?:{a_month}|week|month|year|spring|summer|autumn|fall|winter)\b)?",
    ),
    Class(
        HABITUAL,
        r"(?<!\w)(?:[Aa]nnually|[Yy]early)"
        r"(?: (?:on|in) (?:the )?(?:\d{1,2}{th}? (?:of )?)?{a_month}(?: \d{1,2}{th}?)?)?",
    ),
    Class(HABITUAL, r"(?<!\w)(?:[Oo]n )?{weekday}s\b"),
    Class("day", r"{start}(?P<year>\d{4})-(?P<month_of>0[1-9]|1[0-2])-(?P<day>\d\d)(?!\w|-\d)"),
    Class("day", r"{free}(?:{weekday},? )?{day} (?:of )?{month}{of_year}"),
    Class(
        "day of list",
        r"{free}(?P<day>\d{1,2}){th}?"
        r"(?=(?:(?: ?(?:{dash}|/) ?|,? ?(?:and|or|to|until|till|through|,) (?:the )?)"
        r"\d{1,2}{th}?){1,6} (?:of )?(?P<month>{a_month}))",
    ),
    Class("day", r"(?<!\w)(?:{weekday},? )?{month} (?:the )?{day}{of_year}"),
    Class("month", r"(?<!\w){part}?{month},? (?:of )?(?:the year )?{year}"),
    Class("short year", r"(?<!\w){part}?{month} (?:of )?{short_year}"),
    Class(
        "season",
        r"(?<!\w)(?:{part}|[Tt]he )?{season},? (?:of )?(?:the year )?{year}(?:[-–/]\d\d(?!\d))?",
    ),
    Class("short year", r"(?<!\w)(?:{part}|[Tt]he )?{season} (?:of )?{short_year}"),
    Class("century", r"(?<!\w){part}?{century}(?: |-)[Cc]entur(?:y|ies)(?: {era})?"),
    Class(
        "century",
        r"(?<!\w){part}?{century}(?=,? (?:and|or|to) (?:the )?(?:(?:early|mid|late)[- ])?"
        r"(?:\d+{th}|\w+th|[\w-]+first)(?: |-)[Cc]entur(?:y|ies)(?: {era})?)",
    ),
    Class("decade", r"{start}{part}?(?P<decade>\d{2,3}0)['’]?s\b(?: {era})?"),
    Class(
        "year",
        r"{start}{part}?(?P<year_of>\d{1,4})(?= ?(?:{dash}|/|to|and|until|or) ?\d{1,4} ?{era})",
    ),
    Class("year", r"{start}{part}?{circa}?(?:[Tt]he years? )?{year}"),
    Class(
        "short year",
        r"{cue}{part}?{short_year}"
        r"(?=[,.;)]|$| [A-Z]| (?:the|[a-z]+ed|he|they|it|a|an|was|were|when|with|and)\b)",
    ),
    Class("day", r"(?<!\w){feast}(?: night| morning)?,? (?:of )?{year}"),
    Class("day", r"{on}{feast}(?: night| morning)?"),
    Class(
        "month",
        r"(?<!\w){part}?{full_month} of (?:that|the"
        r" (?:same|(?P<ahead>next|following)|(?P<back>previous|preceding))) year(?!\w)",
        _of_year,
    ),
    Class("month", r"(?<!\w)(?:[Tt]he )?(?:next|following) {full_month}", _next),
    Class("month", r"(?<!\w)(?:[Tt]he )?(?:previous|preceding) {full_month}", _previous),
    Class(
        "month", r"(?<!\w)(?:{part}|{in})(?!May Day){full_month}{of_that_year}(?! \d|['’]s [A-Z])"
    ),
    Class("month", r"(?<!\w){cue}{full_month}{of_that_year}(?! \d| [A-Z]|['’]s [A-Z])"),
    Class(
        "month",
        r"(?<!\w){full_month}(?=(?: ?(?:{dash}|/) ?|,? (?:and|or|to|until|till|through) |, )"
        r"(?:(?:early|mid|late)[ -])?{a_month})",
    ),
    Class(
        "month",
        r"(?:(?<=\b[Tt]he )|(?<=\b[Aa] )|(?<=\btheir )|(?<=\bits ))(?!May)"
        r"{full_month}"
        r"(?= (?!on\b|to\b|of\b|through\b|from\b|towards?\b|into\b|against\b)[a-z])",
    ),
    Class("month", r"^{full_month}(?=,| (?:was|were|saw|brought|had|also|to)\b)"),
    Class("season", r"(?<!\w)(?:[Tt]he )?(?:next|following) {season}", _next),
    Class("season", r"(?<!\w)(?:[Tt]he )?(?:previous|preceding) {season}", _previous),
    Class(
        "season",
        r"(?<!\w)(?:(?:[Ll]ater|[Ee]arlier) (?:in )?)?(?:[Tt]hat|[Tt]he same) (?:same )?{season}",
        _same,
    ),
    Class(
        "season",
        r"(?<!\w)(?:{part}|[Tt]he )?{season}"
        r"(?=(?: ?{dash} ?| (?:and|or|to|until|through) (?:the )?)"
        r"(?:(?:early|mid|late)[ -])?(?:spring|summer|autumn|fall|winter)\b)",
    ),
    Class("season", r"(?<!\w){season}(?= (?:[Oo]ffensive|[Cc]ampaign|[Ff]ighting)s?\b)"),
    Class(
        "season",
        r"(?<!\w)(?:{part}|{cue}|{cue}the |[Tt]he )(?!fall)(?![Ff]all){season}(?! ?{dash})"
        r"(?! (?:[A-Z]|(?:[a-z]+ )?(?:offensive|campaign|season|quarters|line|war|break|palace)))",
    ),
    Class(
        "season",
        r"(?<!\w)(?:[Ii]n|[Bb]y|[Dd]uring|[Uu]ntil|[Ll]ate|[Ee]arly) (?:in )?(?:the )?"
        r"(?P<season>fall)(?! of\b|\w)",
    ),
    Class(
        "day of month",
        r"(?<!\w)[Oo]n the (?P<day>\d{1,2}){th}"
        r"(?!-| [A-Z]| (?:of|day|anniversary|birthday|floor|hour|parallel|attempt|century)\b)",
    ),
    Class(
        "same",
        r"(?<!\w)(?:{part}|(?:[Ll]ater|[Ee]arlier|[Ee]arly|[Ll]ate) (?:in |on )?)?"
        r"(?:(?:the|The|that|That|this|This) (?:very )?same|that|That) {unit}",
        _same,
    ),
    Class(
        "same",
        r"(?<!\w)(?!\w+[ -](?:day|month|year|decade|century)\b)"
        r"(?:{part}(?:that |this )?|(?:[Ll]ater|[Ee]arlier|[Ee]arly|[Ll]ate|[Rr]est of"
        r"|[Rr]emainder of) (?:in |on )?(?:the |that |this ))(?!{hours}){unit}(?! of|['’]s)",
        _same,
    ),
    Class("same", r"(?<!\w)(?:[Tt]he )?(?P<unit>month|year)['’]s (?P<part>end|close)(?!\w)", _same),
    Class("same", r"(?<!\w)[Tt]his (?P<unit>year|month)(?!\w)", _same),
    Class(
        "next",
        r"(?<!\w)(?:[Ee]arly |[Ll]ate )?"
        r"(?:(?:[Tt]he (?:very )?)?(?:[Nn]ext|[Ff]ollowing)|[Tt]he subsequent) {unit}",
        _next,
    ),
    Class(
        "next",
        r"(?<!\w)[Tt]he (?:{unit} after(?=[,.;:)]|$)|(?P<unit_of>day|month|year) following)",
        _next,
    ),
    Class("previous", r"(?<!\w)[Tt]he (?:previous|preceding|prior) {unit}", _previous),
    Class("previous", r"(?<!\w)[Tt]he {unit} before(?=[,.;:)]|$)", _previous),
    Class(
        "counted",
        r"(?<!\w){hedge}{count}(?: |-)(?P<unit>day|week|month|year|decade)s? {way}",
        _counted,
    ),
    Class(
        "vague",
        r"(?<!\w)(?:(?:[Ss]hortly|[Ss]oon|[Ii]mmediately)"
        r"|(?:(?:[Aa] few|[Ss]everal|[Ss]ome|[Mm]any) )?(?:[Dd]ays|[Ww]eeks|[Mm]onths|[Yy]ears)) "
        r"(?P<way>later|earlier|after(?:wards?)?|thereafter|before)(?!\w)",
        _vaguely,
    ),
)
"""Every class of date expressions; where two fit, the first counts."""


class Tail(NamedTuple):
    """What follows a date of some classes and shares its pieces."""

    behind: frozenset[str]
    pattern: str


TAILS = (
    Tail(
        frozenset(("year", "month")),
        r" ?(?:{dash}|/) ?(?P<own>(?P<two>\d\d))(?!\w|[.,:]\d| ?{era})",
    ),
    Tail(frozenset(("year", "short year", "month", "season")), r" ?{dash} ?(?P<own>{year})"),
    Tail(
        frozenset(("day",)),
        r"(?: ?(?:{dash}|,) ?|,? (?:and|or|to|until|till|through) (?:the )?)"
        r"(?P<own>{day}{of_year})(?! [A-Z]\w|{a_month}| (?:of )?{a_month}| {counted})",
    ),
)
"""The 17 of "1915-17", the 19 of "April 17 and 19"."""


class _Compiled(NamedTuple):
    name: str
    pattern: re.Pattern[str]
    lean: Callable[[re.Match[str]], Lean] | None


def _tail(mention: Mention, text: str) -> Mention | None:
    """The date that follows close upon one and shares its pieces, if one does."""
    point = mention.point
    for behind, pattern in _TAILS:
        if mention.kind not in behind or (match := pattern.match(text, mention.end)) is None:
            continue
        pieces = _pieces(match)
        if two := match.groupdict().get("two"):
            if point.year is None or point.year < 1000:
                continue
            pieces = {"year": _later(point.year, int(two)), "digits": 4}
        elif mention.kind == "day":
            shared = {"year": point.year, "digits": point.digits, "era": point.era}
            pieces = {"month": point.month, **({} if "year" in pieces else shared), **pieces}
        start, end = match.span("own")
        return Mention(mention.kind, start, end, Point(match["own"], **pieces))
    return None


def _later(year: int, two: int) -> int:
    """The year that ends a range written 1914-18, in the same century or the next."""
    later = year // 100 * 100 + two
    return later if later > year else later + 100


def _pieces(match: re.Match[str]) -> dict[str, Any]:
    """The pieces that the named groups of a match say, by the names that `Point` gives them."""
    pieces: dict[str, Any] = {}
    for group, said in match.groupdict().items():
        if said and group in wording.MEANINGS:
            pieces.update(wording.MEANINGS[group](said))
    return pieces


def _compiled(of: Class) -> _Compiled:
    return _Compiled(of.name, re.compile(wording.compiled(of.pattern)), of.lean)


_TAILS = [(tail.behind, re.compile(wording.compiled(tail.pattern))) for tail in TAILS]
_KNOWN = [_compiled(each) for each in (*MASKS, *CLASSES)]
_ANY = re.compile(
    r"(?<!\w)(?=[\d$£€#A-Za-z])(?:"
    + "|".join(
        f"(?P<c{n}>{wording.compiled(each.pattern, named=False)})"
        for n, each in enumerate((*MASKS, *CLASSES))
    )
    + ")"
)
_CORE = re.compile(
    r"\d|[SsWw](?:pring|ummer|inter)|[Aa]utumn|[Ff]all\b|[Dd]a(?:y|wn)|[Ww]eek|[Mm]onth|[Yy]ear|[Dd]ecade"
    r"|[Cc]entur|orning|fternoon|vening|[Nn]ight|[Dd]usk|hristmas|Saints|[Ss]hortly|[Ss]oon\b"
    r"|mmediately|[Aa]nnually|January|February|March|April|May\b|June|July|August"
    r"|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Oct|Nov|Dec"
)
"""What every expression holds something of: a sentence without it is read no further."""
_LEAD = 40
"""How many characters an expression may have before the first of these."""
