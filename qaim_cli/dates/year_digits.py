"""The years that digits of EDTF allow: "200X", "Y1E4", "1950S2"; see `edtf` for their grammar."""

from __future__ import annotations

from functools import lru_cache

from qaim_cli.errors import DateError
from qaim_cli.text import quote_text

MAX_YEAR = 10**12
"""Years are this far from year zero at most, on either side."""


@lru_cache(maxsize=4096)
def compute_year_bounds(year: str) -> tuple[int, int]:
    """Compute the first and last astronomical year that the digits allow.

    Raises:
        DateError: year zero with a sign, no significant digit, X and S at once, or a year beyond
            10^12.
    """
    sign = -1 if "-" in year else 1
    digits, _, significant = year.lstrip("Y-").partition("S")
    if "E" in digits:
        coefficient, _, exponent = digits.partition("E")
        if len(exponent) > 2 or len(coefficient) + int(exponent) > 13:
            raise _make_year_limit_error(year)
        digits = coefficient + "0" * int(exponent)
    if len(digits) > 13:
        raise _make_year_limit_error(year)
    low, high = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
    if sign < 0:
        low = max(low, 1)
        if high == 0:
            raise DateError(
                f"there is no year {quote_text(year)}", "year zero, 1 BC, is written 0000"
            )
    if significant:
        if int(significant[:3]) == 0:
            raise DateError(
                f"{quote_text(year)} has no significant digit", "S takes a number from 1"
            )
        if "X" in digits:
            raise DateError(f"{quote_text(year)} has both X and S", "use one of them")
        unit = 10 ** max(0, len(str(low)) - int(significant[:3]))
        low = low // unit * unit
        high = low + unit - 1
    if high > MAX_YEAR:
        raise _make_year_limit_error(year)
    return (low, high) if sign > 0 else (-high, -low)


def _make_year_limit_error(year: str) -> DateError:
    return DateError(
        f"the year {quote_text(year)} is too far away", "years reach from -10^12 to 10^12"
    )
