"""Dates of a timeline: parse EDTF, compute spans of days, and describe dates in words.

`parse_with_span` is the way in. A date (`edtf`) keeps what was written; its span (`spans`) says
which days that can be in its calendar (`calendar`), and how far "about" reaches (`tolerance`);
`descriptions` says it to a person. A day is a number throughout.
"""

from __future__ import annotations

from qaim_cli.dates.bounds import DatePrecision
from qaim_cli.dates.calendar import (
    CALENDARS,
    GREGORIAN,
    HISTORICAL,
    INFINITE_FUTURE,
    INFINITE_PAST,
    JULIAN,
    Calendar,
    make_calendar,
    parse_calendar,
)
from qaim_cli.dates.descriptions import describe_date, describe_day, describe_days, describe_ends
from qaim_cli.dates.edtf import (
    DATE_KINDS,
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
from qaim_cli.dates.spans import DateRules, DateSpan, compute_span, parse_with_span
from qaim_cli.dates.tolerance import Tolerance, parse_tolerance

__all__ = [
    "CALENDARS",
    "DATE_KINDS",
    "GREGORIAN",
    "HISTORICAL",
    "INFINITE_FUTURE",
    "INFINITE_PAST",
    "JULIAN",
    "Calendar",
    "DateInterval",
    "DatePrecision",
    "DateRules",
    "DateSet",
    "DateSpan",
    "EdtfDate",
    "SetKind",
    "SetRange",
    "SimpleDate",
    "Tolerance",
    "UndatedEnd",
    "compute_span",
    "describe_date",
    "describe_day",
    "describe_days",
    "describe_ends",
    "format_edtf",
    "make_calendar",
    "parse_calendar",
    "parse_edtf",
    "parse_tolerance",
    "parse_with_span",
]
