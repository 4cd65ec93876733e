"""Wordings that count from an edge: "first ten days of May 1450", "last 3 months of 1450"."""

from __future__ import annotations

import re

from qaim_cli.dates.calendar import MONTHS, days_in_month
from qaim_cli.periods import vocabulary
from qaim_cli.periods.relative import NUMBER_WORDS
from qaim_cli.periods.wording_rule import MONTH_PATTERN, WordingRule

_COUNT = rf"(?P<edge>first|last) (?P<count>\d{{1,2}}|{'|'.join(NUMBER_WORDS)})"
_MONTH = rf"(?P<month>{MONTH_PATTERN})"
_DAYS_PER_UNIT = {"day": 1, "week": 7, "fortnight": 14}
_OF = r"s? (?:of|in) (?:the )?"


def _write_days(match: re.Match[str]) -> str:
    month, year = vocabulary.MONTH_NUMBERS[match["month"]], int(match["year"])
    length = days_in_month(year, month)
    ends = _find_edge(match, length, _DAYS_PER_UNIT[match["unit"]])
    return _write_between(match, [f"{day} {MONTHS[month - 1]} {year:04d}" for day in ends])


def _write_months(match: re.Match[str]) -> str:
    ends = _find_edge(match, 12)
    return _write_between(match, [f"{MONTHS[month - 1]} {match['year']}" for month in ends])


def _write_years(match: re.Match[str]) -> str:
    if match["decade"]:
        start, length = int(match["decade"]) - 1, 10
    else:
        start, length = 100 * (int(match["century"]) - 1), 100
    return _write_between(match, [f"{start + year:04d}" for year in _find_edge(match, length)])


def _find_edge(match: re.Match[str], length: int, step: int = 1) -> tuple[int, int]:
    """The first and last few units at an edge of a stretch; both 0 where it is shorter."""
    word = match.groupdict().get("count") or "one"
    count = step * (int(word) if word.isdecimal() else NUMBER_WORDS[word])
    if not 1 <= count <= length:
        return 0, 0
    return (1, count) if match["edge"] == "first" else (length - count + 1, length)


def _write_between(match: re.Match[str], ends: list[str]) -> str:
    return match[0] if ends[0] == ends[1] else f"between {ends[0]} and {ends[1]}"


COUNT_RULES: tuple[WordingRule, ...] = (
    *(
        (
            cue,
            rf"\b(?:the )?{_COUNT} (?P<unit>{cue}){_OF}{_MONTH}\.? (?:of )?(?P<year>\d{{3,4}})\b",
            _write_days,
        )
        for cue in ("day", "week", "fortnight")
    ),
    (
        "fortnight",
        (
            r"\b(?:the )?(?P<edge>first|last) (?P<unit>fortnight)"
            rf"{_OF}{_MONTH}\.? (?:of )?(?P<year>\d{{3,4}})\b"
        ),
        _write_days,
    ),
    ("month", rf"\b(?:the )?{_COUNT} month{_OF}(?P<year>\d{{3,4}})\b", _write_months),
    (
        "year",
        (
            rf"\b(?:the )?{_COUNT} year{_OF}(?:(?P<decade>\d{{2,3}}0)s"
            r"|(?P<century>\d{1,2})th century)\b(?! bc)"
        ),
        _write_years,
    ),
)
