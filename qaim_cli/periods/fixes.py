"""Proposed fixes of a refused date: only those are kept that can be read when followed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from qaim_cli.errors import DateError
from qaim_cli.periods.partial_dates import ACCEPTED_FORMS, UnknownWordError

_YEAR_EXAMPLE = "2004"
_ADVICE_PATTERN = (
    r"^(?:add the year: |write (?:a range as |one date, or a range as |it as in "
    r"|its first and last day, as in )?)"
)
"""What may stand before the proposals of a fix."""


def verify_fix(text: str, error: DateError, parse: Callable[[str], object]) -> DateError:
    """Return the error with a fix that works when followed.

    Args:
        text: the refused text.
        error: why it is refused, and the proposed fix.
        parse: reads a text or raises a DateError.
    """
    fix = error.fix
    if isinstance(error, UnknownWordError) and re.fullmatch(r"\D*[^\W\d_]\D*", text):
        example = f"{text} {_YEAR_EXAMPLE}"
        if _reads(example, parse):
            return DateError(f"{text!r} is a date without a year", f"add the year: {example}")
    if fix == "add the year":
        example = f"{text} {_YEAR_EXAMPLE}"
        fix = f"add the year: {example}" if _reads(example, parse) else ACCEPTED_FORMS
    elif fix.startswith("write ") and not all(
        _reads(proposal, parse) for proposal in iter_proposals(fix)
    ):
        fix = ACCEPTED_FORMS
    return type(error)(error.message, fix)


def iter_proposals(fix: str) -> Iterator[str]:
    """Yield the texts that a fix proposes to write."""
    proposed = re.sub(_ADVICE_PATTERN, "", fix)
    for proposal in re.split(r", or | or |, ", proposed):
        yield re.sub(r" (?:if|for|in full|alone|with)\b.*", "", proposal).strip("'\"")


def _reads(text: str, parse: Callable[[str], object]) -> bool:
    try:
        parse(text)
    except DateError:
        return False
    return True
