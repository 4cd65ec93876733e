"""The words of date expressions, and what each piece of one means: a table a kind of piece."""

from __future__ import annotations

import re
from collections.abc import Callable

from qaim_cli.dates.calendar import MONTHS as _MONTHS
from qaim_cli.dates.calendar import WEEKDAYS as _WEEKDAYS
from qaim_cli.dates.calendar import days_in_month
from qaim_cli.extract.words.name_patterns import EVENT_NAMES_WITH_MONTH, EVENT_NOUNS_WITH_MONTH
from qaim_cli.extract.words.verbs import VERB
from qaim_cli.extract.words.word_patterns import build_alternation, build_lookbehind
from qaim_cli.periods.partial_dates import parse_ordinal
from qaim_cli.periods.units import UnitPart
from qaim_cli.periods.vocabulary import MONTH_NUMBERS, ORDINAL_NUMBERS, SEASON_CODES

_THIRD_WORDS = {
    "early": "early", "earliest": "early", "mid": "mid", "late": "late", "latest": "late",
    **{f"{word} of": "start" for word in ("beginning", "start", "opening", "onset")},
    **{f"{word} of": "early" for word in (
        "early part", "first part", "first days", "first weeks", "first months", "early days",
        "early months",
    )},
    **{f"{word} of": "mid" for word in ("middle", "midst")},
    **{f"{word} of": "end" for word in ("end", "close")},
    **{f"{word} of": "late" for word in (
        "late part", "latter part", "last part", "last days", "last weeks",
        "last months", "closing days", "closing weeks", "closing months", "final days",
        "final weeks", "final months",
    )},
}  # fmt: skip
_HALF_ORDINALS = {"first": 0, "second": 1, "latter": 1, "last": 1}
_QUARTER_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": 3, "final": 3}
UNIT_PARTS = {
    **{word: UnitPart.from_name(part) for word, part in _THIRD_WORDS.items()},
    **dict.fromkeys(("end", "close"), UnitPart.from_name("end")),
    **{f"{word} half of": UnitPart(nth, 2) for word, nth in _HALF_ORDINALS.items()},
    **{f"{word} quarter of": UnitPart(nth, 4) for word, nth in _QUARTER_ORDINALS.items()},
}
NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        (
            "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
            "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
            "eighteen", "nineteen", "twenty",
        ),
        start=1,
    )
} | {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}  # fmt: skip
TENS_WORDS = {
    word: 10 * number
    for number, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}
_TENS_ORDINALS = {f"{word[:-1]}ieth": number for word, number in TENS_WORDS.items()}
PARTS_OF_DAY = ("morning", "afternoon", "evening", "night", "dawn", "dusk")
"""Parts of the day: "that night" is that day."""

_YEAR_PREPOSITIONS = ("in", "by", "until", "during", "since", "throughout")
_WORDS_BEFORE_YEARS = (
    *_YEAR_PREPOSITIONS,
    "the",
    "from",
    "to",
    "before",
    "after",
    "between",
    "and",
    "early",
    "late",
    "mid",
    "a",
    "its",
)
"""Words behind which a number is a year though it stands before a plural: "the 1907 riots"."""
_UNCOUNTED_WORDS = (
    "was", "is", "has", "as", "its", "his", "this", "onwards", "afterwards", "perhaps", "always",
    "levels", "prices", "standards", "borders", "elections", "riots", "protests", "talks",
    "accords", "agreements",
)  # fmt: skip
"""What ends in s behind a number and is not what it counts."""
_DATE_CUES = (
    "in", "into", "by", "of", "until", "till", "since", "from", "to", "during", "between",
    "through", "and", "throughout", "before", "after", "for", "that", "last", "around",
)  # fmt: skip
"""Words before which alone a month, a season or a short year is one: "in March", not "March on"."""
_COUNTED_NOUNS = (
    "men", "women", "children", "people", "persons", "troops", "dead", "deaths", "killed",
    "wounded", "prisoners", "casualties", "soldiers", "civilians", "sailors", "volunteers",
    "ships", "tanks", "guns", "aircraft", "planes", "horses", "cavalry", "infantry", "marines",
    "vehicles", "rounds", "houses", "families", "inhabitants", "officers", "others", "members",
    "fighters", "refugees", "workers", "students", "seats", "votes", "times", "more", "of them",
    "of the", "of his", "of its", "of their", "km", "km2", "km²", "kilometers", "kilometres",
    "miles", "meters", "metres", "feet", "ft", "yards", "tons", "tonnes", "pounds", "kg",
    "percent", "per", "acres", "hectares", "dollars", "m", "mi", "lb", "yd",
    "mm", "cm", "mph", "km/h", "kW", "MW", "hp", "rpm", "years", "days",
    "hours", "weeks", "months", "minutes", "or so",
)  # fmt: skip
"""What a number counts, behind which it is no year."""
_ERA_PATTERN = r"(?:BCE?|B\. ?C\.(?: ?E\.)?|B\.C|AD|A\. ?D\.|A\.D|CE|C\.E\.)(?!\w)"
_YEAR_PATTERN = r"(?:1\d{3}|20\d\d)"
_EXCLUDED_ORDINALS = ("last", "twentyfirst")
_ORDINAL_SUFFIX = "(?:st|nd|rd|th|(?<=[23])d)"
_SHORT_MONTHS = (*(name[:3] for name in _MONTHS if name != "May"), "Sept")
_MONTH_PATTERN = build_alternation(
    *_MONTHS,
    *(short + dot for short in _SHORT_MONTHS for dot in ("", ".")),
)
_ORDINAL_PATTERN = build_alternation(
    *(word for word in ORDINAL_NUMBERS if word not in _EXCLUDED_ORDINALS),
    "twenty-first",
    ignore_case=True,
)
_COUNTED_NOUN_PATTERN = rf"{build_alternation(*_COUNTED_NOUNS)}(?!\w| than\b)"
_NOT_BEFORE_COUNTED_NOUN = f"(?! {_COUNTED_NOUN_PATTERN})"
_CERTAIN_YEAR_CONTEXT = (
    r"(?<=\b(?:[Ii]n|By) \d{4})|(?<=(?:ary|rch|ril|May|une|uly|ust|ber) \d\d(?:\d[1-9]|[1-46-9]0))"
    r"|(?<=(?:mmer|tumn) of \d{3}[1-9])|(?<=(?:pring|inter) of \d{3}[1-9])"
)
"""The end of a number that is a year whatever follows: "in 1850", "May 1851"."""
_UNIT_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_UNIT_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
)  # fmt: skip
_MONTH_DAYS = {n: days_in_month(2001, n) for n in range(1, 13) if n != 2}
_WEEKS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": 4, "final": 4}
_NUMBERED_NAMES = (
    "Army", "Corps", "Division", "Brigade", "Regiment", "Battalion", "Infantry", "Cavalry",
    "Armored", "Armoured", "Panzer", "Guards", "Marine", "Rifle", "Fleet", "Squadron", "Airborne",
    "Mountain", "Tank", "Motor", "Reserve", "Congress", "Street", "Avenue", "Amendment",
    "Parliament", "Party", "Legion", "Foot", "Century", "Dragoons", "Hussars", "Lancers",
)  # fmt: skip
"""What a number behind "on the" counts, where it is no day: "on the 14th Division"."""
_DAY_WORDS = (
    *(word for word in ORDINAL_NUMBERS if word not in (*_EXCLUDED_ORDINALS, "final")),
    *(f"twenty-{word}" for word in _UNIT_ORDINALS),
    "thirtieth",
    "thirty-first",
)
_COUNT_PATTERN = build_alternation(
    *(f"{tens}-{unit}" for tens in TENS_WORDS for unit in _UNIT_WORDS),
    *NUMBER_WORDS,
    *TENS_WORDS,
    ignore_case=True,
)
_GROWN_COUNT_PATTERN = build_alternation(
    *(f"{tens}-{unit}" for tens in TENS_WORDS for unit in _UNIT_WORDS),
    *(word for word in NUMBER_WORDS if word.endswith("teen")),
    *TENS_WORDS,
)
"""Ages that are no hour of the clock: "at sixteen"."""
_WORDS_BEFORE_AGES = (
    "orphan", "orphaned", "widow", "widowed", "king", "queen", "tsar", "tsarina", "emperor",
    "empress", "sultan", "monk", "nun", "prodigy", "apprentice", "apprenticed", "betrothed",
    "to sea", "to school", "to read", "to write", "to walk", "the piano", "the violin",
    "the organ", "composing", "left school", "lost his father", "lost her father",
    "lost his mother", "lost her mother",
)  # fmt: skip
"""Words behind which even a small number is an age, and no hour: "king at three"."""
_NTH_PATTERN = build_alternation(
    *(f"{tens}-{unit}" for tens in TENS_WORDS for unit in _UNIT_ORDINALS),
    *_DAY_WORDS,
    *_TENS_ORDINALS,
    ignore_case=True,
)
_NTH_OF_MONTH_PATTERN = build_alternation(
    "first", "second", "third", "fourth", "fifth", "last", "1st", "2nd", "3rd", "4th", "5th",
    ignore_case=True,
)  # fmt: skip
_SAINT = r"St\.? [A-Z][a-z]+(?:['’]s?|s)?"
_HOLY_DAY_PATTERN = (
    r"(?:(?:the )?[Ff]east of (?:the )?(?:St\.? [A-Z][a-z]+|Assumption|Annunciation|Epiphany"
    r"|Transfiguration|Immaculate Conception|Holy Innocents)"
    rf"|{_SAINT} (?:Day|Eve)|(?:Easter|Palm|Trinity|Advent|Whit|Low) Sunday"
    r"|(?:Easter|Whit) (?:Monday|Tuesday)|Good Friday|Ash Wednesday|Maundy Thursday|Holy Thursday"
    r"|Holy Saturday|Shrove Tuesday|Ascension(?: Day)?|Whitsunday|Whitsun|Pentecost"
    r"|Corpus Christi|Candlemas|Lady Day|Michaelmas|Martinmas|Lammas|Epiphany|Twelfth Night"
    r"|All (?:Saints|Souls|Hallows)['’]?(?: Day| Eve)?|Bastille Day|Armistice Day|Boxing Day"
    r"|New Year['’]s (?:Day|Eve)|Midsummer(?: Day)?|Christmas(?: Day| Eve)?|Easter"
    r"|(?:the )?(?:Ides|Nones|Kalends|Calends) of "
    rf"{build_alternation(*_MONTHS)})(?!\w)"
)
_UNIT_NAMES = ("day", "month", "year", "decade", "century")
PATTERN_PIECES = {
    "start": r"(?<![\w$£€#.,/:+-])",
    "free": r"(?<![\w$£€#.,:+])(?<!\D/)",
    "month": rf"(?P<month>{_MONTH_PATTERN})(?!\w)",
    "a_month": rf"{_MONTH_PATTERN}(?!\w)",
    "full_month": rf"(?P<month>{build_alternation(*_MONTHS)})(?!\w)",
    "day": rf"(?P<day>0?[1-9]|[12]\d|3[01]){_ORDINAL_SUFFIX}?"
    rf"(?![\w:/]|\.\d|,\d(?!\d{{3}}(?!\d))| ?{_ERA_PATTERN})",
    "th": _ORDINAL_SUFFIX,
    "year": (
        rf"(?:(?P<year>{_YEAR_PATTERN})(?!\w|[.,]\d"
        rf"| ?{_ERA_PATTERN})(?:{_CERTAIN_YEAR_CONTEXT}|{_NOT_BEFORE_COUNTED_NOUN})"
        rf"|(?:AD )?(?P<year_of>\d{{1,3}}(?:,\d{{3}}|\d)?) ?(?P<era>{_ERA_PATTERN})"
        r"|(?P<ad>AD|A\.D\.) (?P<year_ad>\d{1,4})(?!\w))"
    ),
    "short_year": rf"(?P<short>\d{{3}})(?!\w|[.,:/-]\d){_NOT_BEFORE_COUNTED_NOUN}",
    "era": f"(?P<era>{_ERA_PATTERN})",
    "part": r"(?:(?:[Tt]he )?(?P<part>"
    + build_alternation(
        *(word for word in UNIT_PARTS if word not in ("end", "close")), ignore_case=True
    )
    + r")(?: ?- ?| (?:(?:in|of) )?(?:the )?))",
    "season": f"(?P<season>{build_alternation(*SEASON_CODES, ignore_case=True)})"
    r"(?!\w| (?:up|forth)\b)",
    "century": rf"(?P<century>\d{{1,2}}{_ORDINAL_SUFFIX}|{_ORDINAL_PATTERN})",
    "weekday": build_alternation(*_WEEKDAYS),
    "nth_weekday": (
        rf"(?P<nth_weekday>{_NTH_OF_MONTH_PATTERN}) (?P<weekday_of>{build_alternation(*_WEEKDAYS)})"
    ),
    "circa": "(?P<circa>"
    + build_alternation(
        "circa",
        "ca",
        "ca.",
        "c",
        "c.",
        "about",
        "around",
        "approximately",
        "roughly",
        ignore_case=True,
    )
    + " )",
    "about": "(?:{circa}(?:the )?)",
    "unit": (
        rf"(?P<unit>{build_alternation(*_UNIT_NAMES, *PARTS_OF_DAY)})"
        r"(?!\w)"
    ),
    "hours": build_alternation(*PARTS_OF_DAY),
    "bound_before": f"(?:{build_lookbehind('by', 'until', 'before', 'from', 'since', 'between')}"
    + "".join(rf"|(?<=\d(?:st|nd|rd|th) {word} )" for word in ("to", "and", "until"))
    + ")",
    "before_subject": rf"(?= (?!{build_alternation(*_NUMBERED_NAMES)})[A-Z][\w'’-]+ "
    rf"(?:{VERB.pattern}|(?:troops|forces|units|soldiers|tanks|aircraft|ships|cavalry)\b))",
    "verb_form": VERB.pattern,
    "numbered_name": r"(?:\([A-Z]\w+\) |[A-Z][\w'’-]+ )?" + build_alternation(*_NUMBERED_NAMES),
    "event_name": build_alternation(*EVENT_NAMES_WITH_MONTH) + r"(?!\w)",
    "event_noun": build_alternation(*EVENT_NOUNS_WITH_MONTH) + r"(?!\w)",
    "day_behind": r" \d{1,2}(?!\d|,\d{3}(?!\d))",
    "week_of": f"(?:[Tt]he )?(?P<week>{build_alternation(*_WEEKS)}) week (?:of|in) ",
    "part_of_day_before": build_lookbehind(*(f"{part} of" for part in (*PARTS_OF_DAY, "hours"))),
    "count_word": _COUNT_PATTERN,
    "count": rf"(?P<count>\d{{1,3}}|{_COUNT_PATTERN})",
    "grown_count": f"(?P<count>{_GROWN_COUNT_PATTERN})",
    "of_age": build_lookbehind(*_WORDS_BEFORE_AGES),
    "nth": rf"\d{{1,3}}{_ORDINAL_SUFFIX}|{_NTH_PATTERN}",
    "day_word": rf"(?P<day_word>{build_alternation(*_DAY_WORDS, ignore_case=True)})(?![\w-])",
    "holy_day": _HOLY_DAY_PATTERN,
    "last_day_of": "(?P<last_day_of>"
    + build_alternation(*(name for name in _MONTHS if MONTH_NUMBERS[name.lower()] in _MONTH_DAYS))
    + ")",
    "short_decade": (
        r"(?P<short_decade>['’]?[2-9]0['’]?s|"
        + build_alternation(*(f"{word[:-1]}ies" for word in TENS_WORDS), ignore_case=True)
        + r")(?!\w| ?°)"
    ),
    "counted": _COUNTED_NOUN_PATTERN,
    "in": build_lookbehind(*_YEAR_PREPOSITIONS),
    "not_in": f"(?!{build_lookbehind(*_YEAR_PREPOSITIONS)})",
    "not_of_year": f"(?!{build_lookbehind(*_YEAR_PREPOSITIONS, 'of')})",
    "not_year": rf"(?<=\w )(?!{build_lookbehind(*_WORDS_BEFORE_YEARS)})",
    "no_plural": rf"{build_alternation(*_UNCOUNTED_WORDS)}\b",
    "verb": build_alternation(
        "was", "were", "had", "did", "when", "would", "with", "and", "or", "the", "to", "for"
    )
    + " ",
    "predicate": r"(?:is|has|gave|took|became|went|came|began|brought)\b"
    r"|(?:that|which|who|but|as|by|at|in)\b"
    r"|[a-z]+ed (?:an?|the|its|his|her|their|this|that|it|him|them|no|many|some|over|up)\b",
    "day_preposition": build_lookbehind(
        "on", "at", "by", "until", "before", "after", "since", "through", "over", "during", "for"
    ),
    "of_year": "(?:(?: ?,? (?:of )?|,){year}|{of_that_year})",
    "of_that_year": "(?: of (?:that|the same|this) year(?!\\w))?",
    "cue": rf"(?:(?<=\()|{build_lookbehind(*_DATE_CUES)})",
    "not_lasting": "".join(
        rf"(?<!\b[Ff]or {article}next {unit})"
        for article in ("", "the ")
        for unit in ("month", "year", "decade", "century")
    ),
    "dash": r"[-‐‑–—−]",
    "hedge": "(?:(?:"
    + build_alternation("only", "just", "a mere", "some", "exactly", "barely", ignore_case=True)
    + "|(?P<circa>"
    + build_alternation(
        "about",
        "around",
        "almost",
        "nearly",
        "over",
        "roughly",
        "approximately",
        "more than",
        "less than",
        "under",
        ignore_case=True,
    )
    + ")) )?",
    "way": r"(?P<way>later|earlier|afterwards?|thereafter|previously|prior"
    r"|(?:before|after) (?:that|this)(?!\w)"
    r"|(?:before|after)(?=[,.;:)]|$| at [A-Z]))",
}
"""The pieces that patterns are made of; named groups are what `GROUP_READERS` reads."""


def _read_year(text: str) -> dict[str, object]:
    return {"year": int(text.replace(",", "")), "digits": max(4, len(text))}


def _read_part(text: str) -> dict[str, object]:
    return {"part": UNIT_PARTS[" ".join(text.lower().split())]}


def _read_century(text: str) -> dict[str, object]:
    word = text.lower().replace("-", "")
    nth = read_ordinal(word) if word[0].isdecimal() else ORDINAL_NUMBERS[word]
    return {"nth": nth, "unit": "century"}


def _read_short_decade(text: str) -> dict[str, object]:
    """The decade of a century not said: 30 of "the thirties" and of "the '30s"."""
    digits = re.sub(r"\D", "", text)
    word = f"{text.lower()[:-3]}y"
    return {"decade": int(digits) if digits else TENS_WORDS[word], "digits": 2}


def read_ordinal(text: str) -> int:
    """Return the number that an ordinal says in digits or words, up to ninety-ninth."""
    word = text.lower()
    if word[0].isdecimal():
        return int(re.sub(r"\D", "", word))
    tens, _, unit = word.partition("-")
    if unit:
        return TENS_WORDS[tens] + ORDINAL_NUMBERS[unit]
    return ORDINAL_NUMBERS.get(word) or _TENS_ORDINALS[word]


def read_count(text: str) -> int:
    """Return the number that a count says in digits or words, up to ninety-nine in words."""
    word = text.lower()
    if word.isdecimal():
        return int(word)
    tens, _, unit = word.partition("-")
    return NUMBER_WORDS.get(word) or TENS_WORDS[tens] + NUMBER_WORDS.get(unit, 0)


GROUP_READERS: dict[str, Callable[[str], dict[str, object]]] = {
    "day": lambda text: {"day": int(text)},
    "month_of": lambda text: {"month": int(text)},
    "month": lambda text: {"month": MONTH_NUMBERS[text.rstrip(".").lower()]},
    "year": _read_year,
    "year_of": _read_year,
    "year_ad": _read_year,
    "short": _read_year,
    "ad": lambda _: {"era": "AD"},
    "era": lambda text: {"era": "BC" if text[0] == "B" else "AD"},
    "season": lambda text: {"code": SEASON_CODES[text.lower()]},
    "part": _read_part,
    "century": _read_century,
    "decade": lambda text: {"decade": int(text), "digits": max(3, len(text))},
    "circa": lambda _: {"circa": True},
    "week": lambda text: {"part": UnitPart(_WEEKS[text], 52)},
    "day_word": lambda text: {"day": read_ordinal(text)},
    "last_day_of": lambda text: {"day": _MONTH_DAYS[MONTH_NUMBERS[text.lower()]]},
    "short_decade": _read_short_decade,
    "nth_weekday": lambda text: {"nth": parse_ordinal(text.lower())},
    "weekday_of": lambda text: {"weekday": text},
}
"""What the text of each named group says of a point's pieces."""


def expand_pattern(pattern: str) -> str:
    """A pattern with its pieces put in."""
    return _PIECE_REFERENCE.sub(lambda match: expand_pattern(PATTERN_PIECES[match[1]]), pattern)


def expand_unnamed_pieces(pattern: str) -> str:
    """A pattern with its pieces put in, of which only its own groups keep their names."""
    return _PIECE_REFERENCE.sub(
        lambda match: remove_group_names(expand_pattern(PATTERN_PIECES[match[1]])), pattern
    )


def remove_group_names(pattern: str) -> str:
    """A pattern whose groups have no names, which would clash within a larger one."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


_PIECE_REFERENCE = re.compile(r"\{([a-z_]+)\}")
