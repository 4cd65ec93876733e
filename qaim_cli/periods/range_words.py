"""The words of a range: separators, fillers, and words that belong to one of its ends."""

from __future__ import annotations

import re

from qaim_cli.dates import DateSet, SetRange
from qaim_cli.errors import DateError
from qaim_cli.periods import partial_dates, vocabulary
from qaim_cli.periods.partial_dates import UnknownWordError

_LOWER_BOUNDS = ("after", "not before")
_UPPER_BOUNDS = ("before", "by")


def has_no_ranges(date: DateSet) -> bool:
    """Whether every member of a set is a single date."""
    return not any(isinstance(member, SetRange) for member in date.members)


def find_separator(tokens: list[str]) -> int | None:
    """Find the first word or sign that stands between two dates."""
    return next((i for i, token in enumerate(tokens) if token in vocabulary.RANGE_SEPARATORS), None)


def find_other_bound(tokens: list[str]) -> int | None:
    """Find the bound of the other side: "before" behind "after", "after" behind "before"."""
    for ours, theirs in (_LOWER_BOUNDS, _UPPER_BOUNDS), (_UPPER_BOUNDS, _LOWER_BOUNDS):
        if vocabulary.BOUND_WORDS[tokens[0]] in ours:
            return next(
                (
                    at
                    for at, token in enumerate(tokens[:-1])
                    if vocabulary.BOUND_WORDS.get(token) in theirs and at > 1
                ),
                None,
            )
    return None


def is_list_comma(tokens: list[str], index: int, word: str) -> bool:
    """Whether a comma separates alternatives: "1450, 1452 or 1455", not "May 5, 1450 or 1451"."""
    if tokens[index] != ",":
        return False
    rest = tokens[index + 1 :]
    if word not in rest:
        return False
    following = rest[: rest.index(word)]
    before = tokens[:index]
    return (
        len(following) == 1
        and bool(before)
        and len(before[-1]) == len(following[0])
        and before[-1][0].isdigit() == following[0][0].isdigit()
    )


def says_two_years_of_a_day(left: list[str], right: list[str]) -> bool:
    """Whether it is a month or day with two years, as in "3 February 1642/1643"."""
    return (
        len(right) == 1
        and right[0].isdecimal()
        and left[-1:] == [str(int(right[0][:6]) - 1)]
        and any(token in vocabulary.MONTH_NUMBERS for token in left)
    )


def has_digit(tokens: list[str]) -> bool:
    """Whether a token begins with a digit."""
    return any(token[0].isdigit() for token in tokens)


def share_era(left: list[str], right: list[str]) -> tuple[list[str], list[str]]:
    """Add the era that only one end of a range says: "10–5 BC", "AD 1–33".

    Without it a small number beside it would be taken for a day.
    """
    match left, right:
        case _, [_, era] if era in vocabulary.ERA_WORDS and vocabulary.is_bare_year(left):
            return [*left, era], right
        case [era, _], [_] if era in vocabulary.ERA_WORDS:
            return left, [era, *right]
    return left, right


def expand_short_year(left: list[str], right: list[str], text: str) -> list[str]:
    """The right end of "1914–18" and "1274/3 BC" with all digits of its year.

    Raises:
        DateError: it would lie before the left one, or can be meant as it stands.
    """
    year = next((token for token in reversed(left) if token not in vocabulary.ERA_WORDS), "")
    short, eras = _split_eras(right)
    if not (year.isdecimal() and len(year) in (3, 4) and len(short) < 3 and short.isdecimal()):
        return right
    if any(token in vocabulary.MONTH_NUMBERS for token in left):
        # "3 February 1642/3" is no range: it says a year that began in March and in January.
        raise UnknownWordError(f"cannot read {text!r} as a date", partial_dates.ACCEPTED_FORMS)
    end = int(year[: -len(short)] + short)
    if any(vocabulary.ERA_WORDS.get(token) == "BC" for token in (*left, *eras)):
        return _expand_bc_year(right, int(year), end, text)
    if len(short) == 1:
        return [f"{end:0{len(year)}d}", *eras] if end > int(year) else right
    if end <= int(year):
        end += 100
        if short != "00" and end - int(year) > 50:
            raise DateError(
                f"{text!r} has a range whose end is not clear", f"write {year}..{end} in full"
            )
    return [f"{end:0{len(year)}d}", *eras]


def _split_eras(tokens: list[str]) -> tuple[str, list[str]]:
    """Split tokens into the only one that is no era (else "") and the eras."""
    others = [token for token in tokens if token not in vocabulary.ERA_WORDS]
    eras = [token for token in tokens if token in vocabulary.ERA_WORDS]
    return others[0] if len(others) == 1 else "", eras


def _expand_bc_year(right: list[str], year: int, end: int, text: str) -> list[str]:
    """The right end of "1274/3 BC", which counts down; as it stands where it cannot be short."""
    if end >= year or not re.search(r"\d\s?[-‐‑‒–—/]\s?\d", text):
        return right
    if "/" not in text:
        short, _ = _split_eras(right)
        readings = [f"{year} to {number} BC" for number in (end, int(short))]
        raise DateError(
            f"{text!r} can be read two ways: {' or '.join(readings)}",
            f"write {' or '.join(readings)}",
        )
    return [str(end), "bc"]
