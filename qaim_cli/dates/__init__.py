"""Dates of the store: EDTF text ↔ date → span of days, and a date in words.

`read` is the way in. A date (`format_edtf`) keeps what was written; its span (`spans`) says which
days that can be; `words` says it to a person. A day is a number throughout (`calendar`).
"""

from __future__ import annotations

from qaim_cli.dates.descriptions import describe_date, describe_day, describe_days, describe_ends
from qaim_cli.dates.edtf import (
    DateInterval,
    DateSet,
    EdtfDate,
    SetKind,
    SetRange,
    SimpleDate,
    UndatedEnd,
    format_edtf,
    parse_edtf,
)
from qaim_cli.dates.spans import (
    INFINITE_FUTURE,
    INFINITE_PAST,
    DatePrecision,
    DateSpan,
    compute_span,
    parse_with_span,
)

__all__ = [
    "INFINITE_FUTURE",
    "INFINITE_PAST",
    "DateInterval",
    "DatePrecision",
    "DateSet",
    "DateSpan",
    "EdtfDate",
    "SetKind",
    "SetRange",
    "SimpleDate",
    "UndatedEnd",
    "compute_span",
    "describe_date",
    "describe_day",
    "describe_days",
    "describe_ends",
    "format_edtf",
    "parse_edtf",
    "parse_with_span",
]
