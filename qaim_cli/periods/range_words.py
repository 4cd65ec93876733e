"""The words of a range, told apart: separators, fillers, and what only one of its ends says."""

from __future__ import annotations

from qaim_cli.dates import DateSet, SetRange
from qaim_cli.errors import DateError
from qaim_cli.periods import partial_dates, vocabulary
from qaim_cli.periods.partial_dates import UnknownWordError


def has_no_ranges(date: DateSet) -> bool:
    """Whether every member of a set is a single date."""
    return not any(isinstance(member, SetRange) for member in date.members)


def find_separator(tokens: list[str]) -> int | None:
    """Find the first word or sign that stands between two dates."""
    return next((i for i, token in enumerate(tokens) if token in vocabulary.RANGE_SEPARATORS), None)


def is_list_comma(tokens: list[str], index: int, word: str) -> bool:
    """Whether a comma separates alternatives: "1450, 1452 or 1455", not "May 5, 1450 or 1451"."""
    if tokens[index] != ",":
        return False
    rest = tokens[index + 1 :]
    following = rest[: rest.index(word)] if word in rest else rest
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


def drop_fillers(tokens: list[str]) -> list[str]:
    """The tokens without small words and commas."""
    return [token for token in tokens if token not in vocabulary.FILLER_WORDS]


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
    """The right end of "1914–18" with all digits of its year.

    Raises:
        DateError: it would lie before the left one.
    """
    year = left[-1] if left else ""
    if not (year.isdecimal() and len(year) in (3, 4)):
        return right
    if len(right) != 1 or len(right[0]) > 2 or not right[0].isdecimal():
        return right
    if any(token in vocabulary.MONTH_NUMBERS for token in left):
        # "3 February 1642/3" is no range: it says a year that began in March and in January.
        raise UnknownWordError(f"cannot read {text!r} as a date", partial_dates.ACCEPTED_FORMS)
    if len(right[0]) == 1:
        return right
    end = int(year[:-2] + right[0])
    if end <= int(year):
        end += 100
        if right[0] != "00" and end - int(year) > 50:
            raise DateError(
                f"{text!r} has a range whose end is not clear", f"write {year}..{end} in full"
            )
    return [f"{end:0{len(year)}d}"]
