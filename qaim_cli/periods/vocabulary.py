"""The words of a typed date and their meaning: one table a kind of word."""

from __future__ import annotations

import re

from qaim_cli.dates.calendar import MONTHS as _MONTHS
from qaim_cli.dates.calendar import WEEKDAYS as _WEEKDAYS

MONTHS = {
    **{name.lower(): number for number, name in enumerate(_MONTHS, start=1)},
    **{name[:3].lower(): number for number, name in enumerate(_MONTHS, start=1)},
    "sept": 9,
}
WEEKDAYS = {
    **{name.lower(): name for name in _WEEKDAYS},
    **{name[:3].lower(): name for name in _WEEKDAYS},
    "tues": "Tuesday",
    "wednes": "Wednesday",
    "thur": "Thursday",
    "thurs": "Thursday",
}
SEASONS = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
PARTS = {
    **dict.fromkeys(("early", "beginning", "start"), "early"),
    **dict.fromkeys(("mid", "middle"), "mid"),
    **dict.fromkeys(("late", "end"), "late"),
}
ERAS = {"bc": "BC", "bce": "BC", "ad": "AD", "ce": "AD"}
CIRCA = {"c", "ca", "circa", "about", "around", "approximately", "roughly", "~"}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
FRACTIONS = {"half": 2, "quarter": 4}
UNITS = {
    name: unit
    for unit in ("day", "week", "month", "year", "decade", "century", "millennium")
    for name in (unit, {"century": "centuries", "millennium": "millennia"}.get(unit, unit + "s"))
}
FILLERS = {"of", "the", "in", "on", "during", ",", "."}
BETWEEN = {"to", "until", "till", "through", "thru", "and", "..", "-", "/"}
BOUNDS = {
    **dict.fromkeys(("before", "pre"), "before"),
    **dict.fromkeys(("by",), "by"),
    **dict.fromkeys(("until", "till", "to"), "until"),
    **dict.fromkeys(("after", "post"), "after"),
    **dict.fromkeys(("since", "from"), "since"),
}
TODAY = {"today": 0, "now": 0, "yesterday": -1, "tomorrow": 1}

_TOKEN = re.compile(
    r"""
      -?(?<!\d)\d{4}-\d\d(?:-\d\d)?(?!\d)      # 2004-04, 2004-04-17
    | \d+(?:st|nd|rd|th)\b                     # 17th
    | \d+'?s\b                                 # 1990s
    | [qh][1-4]\b                              # Q2, H1
    | \d+(?:,\d{3})+(?!\d)                     # 13,800,000
    | \d+
    | [^\W\d_]+
    | \.\. | [-~/,.]
    """,
    re.VERBOSE,
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"…": "..", "’": "'"})


def tokens(text: str) -> list[str] | None:
    """The words, numbers and signs of a text in small letters; None if it holds anything else."""
    text = text.casefold().translate(_DASHES)
    text = re.sub(r"\b(?:b\.\s?c\.(?:\s?e\.)?|a\.\s?d\.|c\.\s?e\.)", _era_without_dots, text)
    text = re.sub(r"\b(early|mid|late|pre|post)-(?=[\w])", r"\1 ", text)
    found = _TOKEN.findall(text)
    if "".join(found) != re.sub(r"\s", "", text):
        return None
    return found


def _era_without_dots(match: re.Match[str]) -> str:
    return match[0].replace(".", "").replace(" ", "") + " "
